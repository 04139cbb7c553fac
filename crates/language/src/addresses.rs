//! Which runs of letters and marks are addresses or names of files?

use crate::tokens::LONGEST;
use crate::words::Words;

/// Measures the link, mail address, file or site at the start of `rest`, without the marks that close a sentence.
pub fn address(rest: &str, words: &Words) -> Option<usize> {
    link(rest).or_else(|| mail(rest)).or_else(|| file(rest, words)).or_else(|| site(rest, words))
}

/// `https://…`, `www.…`, `mailto:…`.
fn link(rest: &str) -> Option<usize> {
    let starts = |scheme: &str| rest.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    ["http://", "https://", "ftp://", "mailto:", "www."]
        .iter()
        .any(|scheme| starts(scheme))
        .then(|| whole(rest))
        .flatten()
}

/// Everything up to a bracket, a quotation mark or the end.
fn whole(rest: &str) -> Option<usize> {
    let end = rest.find(['<', '>', '"', '”', '“', '|', ')', ']']).unwrap_or(rest.len()).min(LONGEST);
    let body = rest.get(..end)?;
    Some(body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…']).len()).filter(|length| *length > 0)
}

/// `name@host.org`, `Name@OFFICE`.
fn mail(rest: &str) -> Option<usize> {
    let name = rest.find(|c: char| !is_part(c) && !matches!(c, '+' | '%')).filter(|name| *name > 0)?;
    let host = rest[name..].strip_prefix('@').filter(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))?;
    Some(name + 1 + run(host).len())
}

/// `report-2.pdf`.
fn file(rest: &str, words: &Words) -> Option<usize> {
    let end = rest.find(|c: char| !is_part(c) && c != '#').unwrap_or(rest.len());
    let name = rest[..end].trim_end_matches('.');
    let (_, kind) = name.rsplit_once('.')?;
    let is_even = !kind.contains(char::is_uppercase) || !kind.contains(char::is_lowercase);
    (is_even && words.files.contains(&kind.to_lowercase())).then_some(name.len())
}

/// `news.example.com/today`, `misc.news.local`.
fn site(rest: &str, words: &Words) -> Option<usize> {
    let host = run(rest);
    let parts: Vec<&str> = host.split('.').collect();
    let [.., last] = parts[..] else { return None };
    if parts.len() < 2 || parts.iter().any(|part| part.len() < 2) {
        return None;
    }
    let country = last.len() == 2 && parts.len() > 2 && words.sites.contains(parts[parts.len() - 2]);
    if words.sites.contains(last) || country && is_small(last) {
        return if rest[host.len()..].starts_with('/') { whole(rest) } else { Some(host.len()) };
    }
    (parts.len() > 2 && parts.iter().all(|part| is_small(part))).then_some(host.len())
}

/// The letters, digits, hyphens and stops at the start, up to the last letter or digit.
fn run(rest: &str) -> &str {
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', '-', '_'])
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
}

fn is_small(part: &str) -> bool {
    part.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::address;
    use crate::words::Words;

    fn found(text: &str) -> Option<&str> {
        let words = Words::english();
        address(text, &words).map(|length| &text[..length])
    }

    #[test]
    fn addresses_end_before_the_marks_of_the_sentence() {
        assert_eq!(found("https://a.example/b-c?d=1.)"), Some("https://a.example/b-c?d=1"));
        assert_eq!(found("a.b@c.org..."), Some("a.b@c.org"));
        assert_eq!(found("Doe@OFFICE, then"), Some("Doe@OFFICE"));
        assert_eq!(found("news.example.org.uk/day;"), Some("news.example.org.uk/day"));
        assert_eq!(found("misc.news.local."), Some("misc.news.local"));
        assert_eq!(found("raid-map_2.PDF)"), Some("raid-map_2.PDF"));
    }

    #[test]
    fn stops_without_a_space_are_no_addresses() {
        assert_eq!(found("end.The"), None);
        assert_eq!(found("here.Net"), None);
        assert_eq!(found("a.m.today"), None);
        assert_eq!(found("U.S.-led"), None);
        assert_eq!(found("6.5"), None);
    }
}
