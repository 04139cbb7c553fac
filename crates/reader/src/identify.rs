//! Is it a page at all, and is it HTML?

use crate::Kind;

/// First bytes of files that are no pages.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"\x89PNG", Kind::Image),
    (b"\xff\xd8\xff", Kind::Image),
    (b"GIF8", Kind::Image),
    (b"II*\0", Kind::Image),
    (b"MM\0*", Kind::Image),
    (b"\0\0\x01\0", Kind::Image),
    (b"%PDF-", Kind::Pdf),
    (b"PK\x03\x04", Kind::Archive),
    (b"PK\x05\x06", Kind::Archive),
    (b"\x1f\x8b", Kind::Archive),
    (b"BZh", Kind::Archive),
    (b"7z\xbc\xaf\x27\x1c", Kind::Archive),
    (b"\xfd7zXZ\0", Kind::Archive),
    (b"\x28\xb5\x2f\xfd", Kind::Archive),
    (b"Rar!\x1a\x07", Kind::Archive),
    (b"\xd0\xcf\x11\xe0", Kind::Archive),
    (b"ID3", Kind::Media),
    (b"OggS", Kind::Media),
    (b"fLaC", Kind::Media),
    (b"\x1aE\xdf\xa3", Kind::Media),
    (b"\x7fELF", Kind::Program),
    (b"MZ\x90\0", Kind::Program),
    (b"\xcf\xfa\xed\xfe", Kind::Program),
    (b"\xca\xfe\xba\xbe", Kind::Program),
    (b"\0asm", Kind::Program),
    (b"SQLite format 3\0", Kind::Database),
];

/// Bytes that are looked at to tell text from other things.
const SAMPLE: usize = 16 * 1024;

/// Tells what the bytes are, where they are no text.
pub(crate) fn binary(bytes: &[u8]) -> Option<Kind> {
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*kind);
    }
    if bytes.starts_with(b"RIFF") {
        return Some(if bytes.get(8..12) == Some(b"WEBP") { Kind::Image } else { Kind::Media });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Kind::Media);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if crate::decode::utf16(sample).is_some() {
        return None;
    }
    let odd = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    (odd * 10 > sample.len()).then_some(Kind::Other)
}

/// Tells whether a page is HTML, by what it holds and, where that leaves it open, by its name.
pub(crate) fn is_html(path: &str, text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head: String = start.chars().take(16 * 1024).collect::<String>().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<?xml", "<meta ", "<style", "<script", "<!--"]
        .iter()
        .any(|tag| head.starts_with(tag))
    {
        return true;
    }
    if head.contains("<html") || head.contains("<!doctype html") {
        return true;
    }
    let path = path.to_ascii_lowercase();
    let named = [".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx"].iter().any(|end| path.ends_with(end));
    let tags = ["<p>", "<p ", "<div", "<article", "<br", "<h1", "<h2", "<span", "<a ", "<td", "<title", "<li>"];
    let seen = tags.iter().filter(|tag| head.contains(**tag)).count();
    let enough = if named || head.starts_with('<') { 1 } else { 3 };
    seen >= enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_pictures_and_noise() {
        assert_eq!(binary(b"\x89PNG\r\n\x1a\n...."), Some(Kind::Image));
        assert_eq!(binary(b"%PDF-1.7"), Some(Kind::Pdf));
        assert_eq!(binary(&[1, 2, 3, 4, 5, 6, 7]), Some(Kind::Other));
        assert_eq!(binary("Three shells hit the town.\0".as_bytes()), None);
    }

    #[test]
    fn tells_html_by_content() {
        assert!(is_html("a.txt", "  <!DOCTYPE html><p>x"));
        assert!(is_html("a", "<div class=x><p>Shells hit the town."));
        assert!(!is_html("a.html", "Shells hit the town."));
        assert!(!is_html("a.txt", "Less than <5 were hurt, he said."));
    }
}
