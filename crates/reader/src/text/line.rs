//! What does one line look like?

use schema::Span;

/// Words that make a line prose where it ends like a sentence.
const SENTENCE: usize = 12;

/// Words that make a line prose however it ends.
const LONG: usize = 25;

/// A line that is not blank, without the white space around it.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub span: Span,
    /// Lines with no blank line between them share a block.
    pub block: usize,
    pub words: usize,
    /// Ends like a sentence.
    pub terminal: bool,
    /// Long enough to be a part of an account.
    pub prose: bool,
}

/// Splits a text into its lines that are not blank.
pub(crate) fn split(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut block) = (0, 0);
    for raw in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']) {
        let start = at + (raw.len() - raw.trim_start().len());
        let words = raw.trim();
        let crlf =
            text.as_bytes().get(at..at + 1) == Some(b"\n") && at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r');
        if !words.is_empty() {
            lines.push(line(Span::new(start, start + words.len()), words, block));
        } else if !(crlf && raw.is_empty()) {
            block += 1;
        }
        at += raw.len() + text.get(at + raw.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    lines
}

fn line(span: Span, text: &str, block: usize) -> Line {
    let words = count(text);
    let terminal = ends_like_a_sentence(text);
    Line { span, block, words, terminal, prose: words >= LONG || terminal && words >= SENTENCE }
}

/// Counts words; where a script writes none apart, two characters count as one.
pub(crate) fn count(text: &str) -> usize {
    let dense =
        text.chars().filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{e00}'..='\u{e7f}'));
    let dense = dense.count();
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count().max(dense / 2)
}

pub(crate) fn ends_like_a_sentence(text: &str) -> bool {
    let end =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']'));
    end.ends_with(['.', '!', '?', '…', '۔', '؟', '。', '！', '？', ':'])
}

/// Strips what lists put before an item: "1. ", "- ", "• ".
pub(crate) fn without_marker(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && text.len() - rest.len() <= 3;
    match rest.chars().next() {
        // "21.01.2022" is no item of a list.
        Some('.' | ')') if numbered && !rest[1..].starts_with(|c: char| c.is_ascii_digit()) => rest[1..].trim_start(),
        Some('-' | '*' | '•' | '·' | '–' | '›' | '»' | '>') if rest.len() == text.len() => {
            rest.trim_start_matches(['-', '*', '•', '·', '–', '›', '»', '>']).trim_start()
        }
        _ => text,
    }
}

/// Gives the words of a text, lowercased and one space apart, to compare two texts.
pub(crate) fn squash(text: &str) -> String {
    let words: Vec<String> =
        crate::publishers::words(text).into_iter().map(|range| text[range].to_lowercase()).collect();
    words.join(" ")
}

/// Gives the beginning of a text, at most so many bytes.
pub(crate) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Gives the end of a text, at most so many bytes.
pub(crate) fn ending(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_and_blocks_apart() {
        let text = "One\r\ntwo \r\n\r\n  three\n\n\nfour";
        let lines = split(text);
        let words: Vec<(&str, usize)> = lines.iter().map(|line| (line.span.of(text), line.block)).collect();
        assert_eq!(words.iter().map(|(word, _)| *word).collect::<Vec<_>>(), ["One", "two", "three", "four"]);
        assert_eq!(words[0].1, words[1].1);
        assert_ne!(words[1].1, words[2].1);
    }

    #[test]
    fn strips_list_markers() {
        assert_eq!(without_marker("2. Skip to menu"), "Skip to menu");
        assert_eq!(without_marker("- Home"), "Home");
        assert_eq!(without_marker("2016 was a hard year"), "2016 was a hard year");
        assert_eq!(without_marker("21.01.2022"), "21.01.2022");
    }
}
