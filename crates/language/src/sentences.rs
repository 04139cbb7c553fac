//! Where do sentences end?
//!
//! Blank lines, bullets, the ends of short lines and the dates of pages part sentences; elsewhere a linear model of what
//! stands around each gap decides.

use crate::dateline::datelines;
use crate::gap::Gap;
use crate::splitter::Splitter;
use crate::words::Words;
use schema::Span;
use std::ops::Range;

/// Longest sentence in tokens: longer runs are cut, so that every later step is linear in the text.
pub const LONGEST: usize = 200;

/// Groups the tokens of one section to sentences.
pub fn sentences(text: &str, tokens: &[Span], words: &Words, splitter: &Splitter) -> Vec<Range<usize>> {
    let pieces = splitter.see(text, tokens, words);
    let (mut ranges, mut clues) = (Vec::new(), Vec::new());
    let dates = datelines(text, tokens, words);
    let edges: Vec<usize> = dates.iter().flat_map(|date| [date.start, date.end]).collect();
    let mut gap = Gap::new(&pieces, 0);
    while gap.next < tokens.len() {
        gap.pass();
        let is_end = gap.next == tokens.len()
            || gap.next - gap.start >= LONGEST
            || line_parts(text, tokens, &gap)
            || edges.binary_search(&gap.next).is_ok()
            || gap.is_possible() && splitter.parts(&gap, &mut clues);
        if is_end {
            ranges.push(gap.start..gap.next);
            gap = Gap::new(&pieces, gap.next);
        }
    }
    ranges
}

/// Does the line end with a blank one, before a bullet, or early before a capital: a headline?
fn line_parts(text: &str, tokens: &[Span], gap: &Gap<'_>) -> bool {
    let (last, next) = (tokens[gap.next - 1], tokens[gap.next]);
    let between = &text[last.end..next.start];
    if !between.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return false;
    }
    let blank = between.matches(['\n', '\u{2028}', '\u{2029}']).count() > 1;
    let word = next.of(text);
    let bullet = matches!(word, "•" | "*" | "-" | "–" | "▪" | "●" | "·" | "◦" | "‣");
    let line = &text[tokens[gap.start].start..last.end];
    let short = line.len() - line.rfind('\n').map_or(0, |at| at + 1) < 45;
    let capital = word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_opening(c));
    blank || bullet || (short && capital && !last.of(text).ends_with(','))
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«' | '(' | '[')
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::{splitter::Splitter, tokens::tokens, words::Words};
    use schema::Span;

    fn split(text: &str) -> Vec<&str> {
        let words = Words::english();
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
