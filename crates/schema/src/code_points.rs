//! At which code point does a byte of a text stand?

use crate::Span;

const BLOCK: usize = 64;

/// Turns byte positions of one text into code point positions: one pass over the text, then a look at 64 bytes.
#[derive(Debug)]
pub struct CodePoints<'text> {
    text: &'text [u8],
    /// Code points before every block of bytes; none for a text in which a byte is a code point.
    before: Option<Vec<usize>>,
}

impl<'text> CodePoints<'text> {
    /// Indexes a text.
    #[must_use]
    pub fn new(text: &'text str) -> Self {
        let bytes = text.as_bytes();
        let table = || {
            let blocks = bytes.chunks(BLOCK).scan(0, |sum, block| {
                let before = *sum;
                *sum += starts(block);
                Some(before)
            });
            blocks.collect()
        };
        Self { text: bytes, before: (!text.is_ascii()).then(table) }
    }

    /// Gives the number of code points that begin before a byte; a byte beyond the end counts as the end.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let Some(before) = &self.before else { return byte };
        let first = (byte / BLOCK).min(before.len() - 1);
        before[first] + starts(&self.text[first * BLOCK..byte])
    }

    /// Gives both ends of a span.
    #[must_use]
    pub fn of(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn every_boundary_of_mixed_scripts_counts_right() {
        for text in ["", "plain", "قصفت المدفعية الميناء 🚢🔥 near the quay — ", "👩🏽‍🚒"]
        {
            let text = text.repeat(9);
            let points = CodePoints::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(byte), n);
            }
            assert_eq!(points.at(text.len()), text.chars().count());
            assert_eq!(points.at(text.len() + 5), text.chars().count());
        }
    }
}
