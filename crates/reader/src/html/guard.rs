//! Is the markup so large or so deep that it must not be parsed, and what is its text then?

/// Elements inside one another above which a page is not parsed: parsers and their users are not all made for it.
const DEEPEST: usize = 400;

/// Bytes above which a page is not parsed.
const LARGEST: usize = 8 * 1024 * 1024;

/// Elements that have no end, or whose end may be left out.
const OPEN: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "html", "head",
    "body", "path",
];

/// Elements whose content is no text.
const HIDDEN: &[&str] = &["script", "style", "noscript", "template", "svg", "iframe"];

/// Elements within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "time", "u", "wbr",
];

/// Tells whether a page is too large or too deep to be parsed.
pub(crate) fn is_hostile(html: &str) -> bool {
    if html.len() > LARGEST {
        return true;
    }
    let mut depth = 0_usize;
    for tag in Tags::new(html) {
        if tag.closes {
            depth = depth.saturating_sub(usize::from(!is(OPEN, tag.name)));
        } else if !is(OPEN, tag.name) && !tag.empty {
            depth += 1;
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// Takes the tags out of a page; what is no text goes with them.
pub(crate) fn strip(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    let mut hidden: Option<&str> = None;
    for tag in Tags::new(html) {
        if hidden.is_none() {
            text.push_str(&entities(html.get(at..tag.start).unwrap_or_default()));
            if !is(INLINE, tag.name) {
                text.push_str("\n\n");
            }
        }
        at = tag.end;
        match hidden {
            Some(name) if tag.closes && tag.name.eq_ignore_ascii_case(name) => hidden = None,
            None if !tag.closes && !tag.empty => {
                hidden = HIDDEN.iter().find(|name| tag.name.eq_ignore_ascii_case(name)).copied();
            }
            _ => {}
        }
    }
    if hidden.is_none() {
        text.push_str(&entities(html.get(at..).unwrap_or_default()));
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

fn is(list: &[&str], name: &str) -> bool {
    list.iter().any(|other| other.eq_ignore_ascii_case(name))
}

fn entities(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, sign) in
        [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        if text.contains('&') {
            text = text.replace(entity, sign);
        }
    }
    text
}

struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    closes: bool,
    /// `<br/>`
    empty: bool,
}

/// Goes from tag to tag in one pass.
struct Tags<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tags<'a> {
    fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.at + self.html.get(self.at..)?.find('<')?;
            let rest = self.html.get(start + 1..)?;
            if rest.starts_with("!--") {
                let end = rest.find("-->").map_or(self.html.len(), |at| start + 1 + at + 3);
                self.at = end;
                return Some(Tag { start, end, name: "wbr", closes: false, empty: true });
            }
            let closes = rest.starts_with('/');
            let name_at = start + 1 + usize::from(closes);
            let letters = self.html.get(name_at..)?;
            let length =
                letters.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':')).unwrap_or(letters.len());
            self.at = start + 1;
            let mark = rest.starts_with(['!', '?']);
            if !mark && !letters.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let close = letters.find('>').unwrap_or(letters.len());
            let end = (name_at + close + 1).min(self.html.len());
            self.at = end;
            let empty = mark || letters[..close].ends_with('/');
            return Some(Tag { start, end, name: &letters[..length.min(close)], closes, empty });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_depth_but_not_open_paragraphs() {
        assert!(is_hostile(&"<div>".repeat(10_000)));
        assert!(is_hostile(&"<b>".repeat(10_000)));
        assert!(!is_hostile(&"<p>Shells fell.<li>one<br>".repeat(10_000)));
        assert!(!is_hostile(&"<div>x</div>".repeat(10_000)));
    }

    #[test]
    fn strips_tags_and_what_is_no_text() {
        let html =
            "<div><script>if (a < b) {}</script><p>Shells <b>fell</b> &amp; burned<!-- no --> houses.</p><p>Two</p>";
        assert_eq!(strip(html), "Shells fell & burned houses.\n\nTwo");
    }
}
