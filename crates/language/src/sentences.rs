//! Where do sentences end?

use crate::words::Words;
use schema::Span;
use std::ops::Range;

/// Longest sentence in tokens: longer runs are cut, so that every later step is linear in the text.
pub const LONGEST: usize = 200;

/// Groups the tokens of one section to sentences.
pub fn sentences(text: &str, tokens: &[Span], words: &Words) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let splitter = Splitter { text, tokens, words };
    for next in 1..=tokens.len() {
        if next == tokens.len() || next - start >= LONGEST || splitter.parts(start, next) {
            ranges.push(start..next);
            start = next;
        }
    }
    ranges
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Span],
    words: &'a Words,
}

impl Splitter<'_> {
    /// Does a sentence that began at `start` end before the token `next`?
    fn parts(&self, start: usize, next: usize) -> bool {
        let gap = &self.text[self.tokens[next - 1].end..self.tokens[next].start];
        if gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']) && self.line_parts(start, next, gap) {
            return true;
        }
        if self.closes(next) {
            return false;
        }
        let Some(last) = (start..next).rev().find(|at| !self.closes(*at)) else { return false };
        let quoted = last + 1 < next;
        self.ends(last, next, quoted)
    }

    /// A blank line, a bullet, or the end of a short line before a capital: a headline.
    fn line_parts(&self, start: usize, next: usize, gap: &str) -> bool {
        let blank = gap.matches(['\n', '\u{2028}', '\u{2029}']).count() > 1;
        let word = self.word(next);
        let bullet = matches!(word, "•" | "*" | "-" | "–" | "▪" | "●" | "·" | "◦" | "‣");
        let line = self.tokens[next - 1].end - self.line_start(start, next);
        let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_opening(c));
        blank || bullet || (line < 45 && capital && !self.word(next - 1).ends_with(','))
    }

    fn line_start(&self, start: usize, next: usize) -> usize {
        let first = self.tokens[start].start;
        let before = &self.text[first..self.tokens[next - 1].end];
        first + before.rfind('\n').map_or(0, |at| at + 1)
    }

    fn ends(&self, last: usize, next: usize, quoted: bool) -> bool {
        let mark = self.word(last);
        let starts = self.word(next);
        let small = starts.starts_with(char::is_lowercase) || starts.starts_with([',', ';', ':', '-', '–', '—']);
        let spaced = self.tokens[next].start > self.tokens[next - 1].end;
        match mark {
            "." | "。" | "؟" | "۔" => !small && (spaced || starts.starts_with(is_initial)),
            "…" => self.capital(next),
            _ if mark.starts_with(['!', '?']) => !small && (spaced || starts.starts_with(is_initial)),
            _ if mark.starts_with("..") => self.capital(next),
            _ if !mark.ends_with('.') || self.words.titles.contains(mark) => false,
            _ if self.words.abbreviations.contains(mark) || mark.matches('.').count() > 1 => {
                self.words.starters.contains(starts) || (quoted && self.capital(next))
            }
            _ => false,
        }
    }

    fn capital(&self, at: usize) -> bool {
        self.word(at).starts_with(|c: char| is_initial(c) || is_opening(c))
    }

    /// Is the token a closing quotation mark or bracket that sits on what stands before it?
    fn closes(&self, at: usize) -> bool {
        match self.word(at) {
            ")" | "]" | "”" | "»" | "}" => true,
            "\"" | "'" | "''" | "’" => {
                let left = at > 0 && self.tokens[at - 1].end == self.tokens[at].start;
                let right = self.tokens.get(at + 1).is_some_and(|after| after.start == self.tokens[at].end);
                left && !right
            }
            _ => false,
        }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens[at].of(self.text)
    }
}

fn is_initial(c: char) -> bool {
    c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase())
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::{tokens::tokens, words::Words};
    use schema::{DataFile, Span};

    fn split(text: &str) -> Vec<&str> {
        let bytes = include_bytes!("../../../models/en/words.txt").to_vec();
        let words = Words::read(&DataFile { path: "words.txt".into(), bytes }).unwrap();
        let spans = tokens(text, Span::new(0, text.len()), &words);
        let ranges = sentences(text, &spans, &words);
        ranges.iter().map(|range| &text[spans[range.start].start..spans[range.end - 1].end]).collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        let text = "Lt. Gen. Doe of the U.S. Army spoke at 5 p.m. on Aug. 14. He left. The U.S. The rest stayed in the U.N. The end.";
        let parts = split(text);
        assert_eq!(parts[0], "Lt. Gen. Doe of the U.S. Army spoke at 5 p.m. on Aug. 14.");
        assert_eq!(parts[1..], ["He left.", "The U.S.", "The rest stayed in the U.N.", "The end."]);
    }

    #[test]
    fn closing_quotes_stay_and_speech_goes_on() {
        assert_eq!(split("\"We left.\" He shrugged."), ["\"We left.\"", "He shrugged."]);
        assert_eq!(
            split("“Why?” he asked. (They fled.) Nobody knew."),
            ["“Why?” he asked.", "(They fled.)", "Nobody knew."]
        );
        assert_eq!(split("He said. \"Go now.\""), ["He said.", "\"Go now.\""]);
    }

    #[test]
    fn lines_end_headlines_and_bullets() {
        assert_eq!(split("Army shells town\n\nTen dead"), ["Army shells town", "Ten dead"]);
        assert_eq!(split("- one man\n- two men"), ["- one man", "- two men"]);
        assert_eq!(
            split("The long line of a wrapped paragraph goes on and\nEnds here."),
            ["The long line of a wrapped paragraph goes on and\nEnds here."]
        );
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        let text = "word ".repeat(1000);
        assert!(split(&text).len() >= 5);
    }
}
