//! How are the words of others shown, so that they can neither act nor mislead?

use maud::{Markup, Render, html};
use schema::{Document, Span};

/// Words of a page, of any language and direction, kept apart from the sentence around them.
pub(crate) fn foreign(text: &str) -> Markup {
    html! { bdi { (visible(text)) } }
}

/// A quotation: the exact words, in their own direction, with a link to where they stand.
pub(crate) fn quote(document: &Document, span: Span) -> Markup {
    let words = document.text.get(span.start..span.end).unwrap_or_default();
    html! {
        q lang=[document.language.as_deref()] dir="auto" { (visible(words)) }
    }
}

/// Gives the sentence around a span, at most `reach` bytes to each side, as before, words, after.
pub(crate) fn context(text: &str, span: Span, reach: usize) -> (&str, &str, &str) {
    let words = text.get(span.start..span.end).unwrap_or_default();
    let (before, after) = (text.get(..span.start).unwrap_or_default(), text.get(span.end..).unwrap_or_default());
    (tail(before, reach), words, head(after, reach))
}

/// Where words stand to those that they surround.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// Gives the part of some words that is next to others, up to the end of the sentence; all of what was sought.
pub(crate) fn near(text: &str, side: Side, sought: bool) -> &str {
    match side {
        _ if sought => text,
        Side::Before => tail(text, 100),
        Side::After => head(text, 140),
    }
}

/// Gives what stands before a place, back to the start of its sentence or line, or to a word at the reach.
fn tail(before: &str, reach: usize) -> &str {
    let mut from = before.len().saturating_sub(reach);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = &before[from..];
    let breaks = [near.rfind('\n').map(|n| n + 1), near.rfind(". ").map(|n| n + 2), near.rfind("؟ ").map(|n| n + 3)];
    let word = if from == 0 { 0 } else { near.find(' ').map_or(0, |n| n + 1) };
    near.get(breaks.into_iter().flatten().max().unwrap_or(word)..).unwrap_or(near)
}

/// Gives what stands after a place, up to the end of its sentence or line, or to a word at the reach.
fn head(after: &str, reach: usize) -> &str {
    let mut to = after.len().min(reach);
    while !after.is_char_boundary(to) {
        to -= 1;
    }
    let near = &after[..to];
    let breaks = [near.find('\n'), near.find(". ").map(|n| n + 1)];
    let word = if to == after.len() { to } else { near.rfind(' ').unwrap_or(to) };
    near.get(..breaks.into_iter().flatten().min().unwrap_or(word)).unwrap_or(near)
}

/// Shows what an eye would miss: marks that turn the direction of writing, letters without width, control characters.
pub(crate) fn visible(text: &str) -> Visible<'_> {
    Visible(text)
}

/// Text that is written with every invisible character as a mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visible<'text>(&'text str);

impl Render for Visible<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut plain = 0;
        for (at, letter) in self.0.char_indices() {
            if is_invisible(letter) {
                self.0[plain..at].render_to(buffer);
                html! { span.hidden-letter title={ "an invisible character, U+" (format!("{:04X}", u32::from(letter))) } { "␣" } }.render_to(buffer);
                plain = at + letter.len_utf8();
            }
        }
        self.0[plain..].render_to(buffer);
    }
}

/// Zero-width joiners belong to the writing of Arabic, Persian and Indian words and stay as they are.
fn is_invisible(letter: char) -> bool {
    match letter {
        '\n' | '\t' | '\r' => false,
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

/// Marks where letters of different scripts are mixed in one word, as look-alike names do: Latin with Cyrillic or Greek.
pub(crate) fn is_mixed(word: &str) -> bool {
    let script = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Some(0),
        '\u{370}'..='\u{3ff}' => Some(1),
        '\u{400}'..='\u{52f}' => Some(2),
        _ => None,
    };
    word.split(|letter: char| !letter.is_alphabetic()).any(|word| {
        let mut scripts = word.chars().filter_map(script);
        scripts.next().is_some_and(|first| scripts.any(|other| other != first))
    })
}

/// Draws a name of a page, with a warning where it mixes scripts.
pub(crate) fn name(text: &str) -> Markup {
    html! {
        bdi { (visible(text)) }
        @if is_mixed(text) { " " span.warning title="letters of different alphabets in one word" { "⚠ mixed letters" } }
    }
}

/// Writes a count with its noun: "1 account", "3 accounts", in thousands with a thin space.
pub(crate) fn counted(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", number(n), if n == 1 { "" } else { "s" })
}

/// Writes a number in groups of three.
pub(crate) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{context, foreign, is_mixed, number};
    use schema::Span;

    #[test]
    fn nothing_in_a_page_becomes_markup_or_stays_invisible() {
        let shown = foreign("<script>alert(1)</script>\u{202e}txt\u{200b}").into_string();
        assert!(!shown.contains("<script>") && !shown.contains('\u{202e}') && !shown.contains('\u{200b}'), "{shown}");
        assert!(shown.contains("U+202E"), "{shown}");
    }

    #[test]
    fn context_ends_with_the_sentence() {
        let text = "One. Two men died here. Three.";
        let at = text.find("Two").unwrap();
        assert_eq!(context(text, Span::new(at, at + 3), 100), ("", "Two", " men died here."));
    }

    #[test]
    fn look_alike_names_are_told() {
        assert!(is_mixed("Аleppo"));
        assert!(!is_mixed("Aleppo حلب Алеппо"));
        assert_eq!(number(1_234_567).chars().filter(char::is_ascii_digit).count(), 7);
    }
}
