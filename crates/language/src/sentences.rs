//! Where do sentences end?
//!
//! Blank lines, bullets and the ends of short lines part sentences; elsewhere a linear model of what stands around
//! each gap decides.

use crate::gap::{Gap, Splitter};
use crate::words::Words;
use schema::Span;
use std::ops::Range;

/// Longest sentence in tokens: longer runs are cut, so that every later step is linear in the text.
pub const LONGEST: usize = 200;

/// Groups the tokens of one section to sentences.
pub fn sentences(text: &str, tokens: &[Span], words: &Words, splitter: &Splitter) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let shouted = is_shouted(text, tokens);
    let mut gap = Gap { text, tokens, words, start: 0, next: 0, quoted: false, bracketed: false, shouted };
    for next in 1..=tokens.len() {
        gap.pass(next);
        if next == tokens.len() || next - gap.start >= LONGEST || parts(&gap, splitter) {
            ranges.push(gap.start..next);
            gap = Gap { start: next, quoted: false, bracketed: false, ..gap };
        }
    }
    ranges
}

/// Is nearly everything written in capitals, as in old dispatches?
fn is_shouted(text: &str, tokens: &[Span]) -> bool {
    let words =
        tokens.iter().map(|span| span.of(text)).filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let (mut all, mut shouted) = (0, 0);
    for word in words {
        all += 1;
        shouted += usize::from(!word.contains(char::is_lowercase));
    }
    all > 8 && shouted * 10 > all * 9
}

/// Does a sentence end in the gap?
fn parts(gap: &Gap<'_>, splitter: &Splitter) -> bool {
    let between = &gap.text[gap.tokens[gap.next - 1].end..gap.tokens[gap.next].start];
    if between.contains(['\n', '\r', '\u{2028}', '\u{2029}']) && line_parts(gap, between) {
        return true;
    }
    gap.is_possible() && splitter.parts(gap)
}

/// A blank line, a bullet, or the end of a short line before a capital: a headline.
fn line_parts(gap: &Gap<'_>, between: &str) -> bool {
    let blank = between.matches(['\n', '\u{2028}', '\u{2029}']).count() > 1;
    let word = gap.word(gap.next);
    let bullet = matches!(word, "•" | "*" | "-" | "–" | "▪" | "●" | "·" | "◦" | "‣");
    let line = gap.tokens[gap.next - 1].end - line_start(gap);
    let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_opening(c));
    blank || bullet || (line < 45 && capital && !gap.word(gap.next - 1).ends_with(','))
}

fn line_start(gap: &Gap<'_>) -> usize {
    let first = gap.tokens[gap.start].start;
    let before = &gap.text[first..gap.tokens[gap.next - 1].end];
    first + before.rfind('\n').map_or(0, |at| at + 1)
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::{gap::Splitter, tokens::tokens, words::Words};
    use schema::{DataFile, Span};

    fn split(text: &str) -> Vec<&str> {
        let bytes = include_bytes!("../../../models/en/words.txt").to_vec();
        let words = Words::read(&DataFile { path: "words.txt".into(), bytes }).unwrap();
        let spans = tokens(text, Span::new(0, text.len()), &words);
        let packed = include_bytes!("../../../models/en/sentences.bin.zst");
        let splitter = Splitter::decode(&zstd::decode_all(packed.as_slice()).unwrap()).unwrap();
        let ranges = sentences(text, &spans, &words, &splitter);
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
    fn in_capitals_only_stops_end_a_sentence() {
        assert_eq!(
            split("MEMBERS OF THE HILL FRONT [HF] ATTACKED A POWER PLANT. A GUARD WAS HURT AT DAWN."),
            ["MEMBERS OF THE HILL FRONT [HF] ATTACKED A POWER PLANT.", "A GUARD WAS HURT AT DAWN."]
        );
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        let text = "word ".repeat(1000);
        assert!(split(&text).len() >= 5);
    }
}
