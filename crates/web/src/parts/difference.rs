//! In which words do two texts differ?

use crate::parts::words;
use maud::{Markup, html};

/// A run of words of one text, of the other, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Both have it.
    Same(String),
    /// Only the first has it.
    Gone(String),
    /// Only the second has it.
    New(String),
}

/// Longer texts are compared up to here: a table of the words of both must fit in memory.
const MOST_WORDS: usize = 4000;

/// Compares two texts word by word: the longest words in common, in order.
pub(crate) fn words(one: &str, other: &str) -> Vec<Piece> {
    let cut = |text: &'_ str| text.split_whitespace().take(MOST_WORDS).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (cut(one), cut(other));
    let width = other.len() + 1;
    let mut common = vec![0_u16; (one.len() + 1) * width];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            common[i * width + j] = if one[i] == other[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut pieces) = (0, 0, Vec::new());
    while i < one.len() || j < other.len() {
        if i < one.len() && j < other.len() && one[i] == other[j] {
            push(&mut pieces, Piece::Same(one[i].clone()));
            (i, j) = (i + 1, j + 1);
        } else if j == other.len() || (i < one.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            push(&mut pieces, Piece::Gone(one[i].clone()));
            i += 1;
        } else {
            push(&mut pieces, Piece::New(other[j].clone()));
            j += 1;
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Same(run)), Piece::Same(word))
        | (Some(Piece::Gone(run)), Piece::Gone(word))
        | (Some(Piece::New(run)), Piece::New(word)) => {
            run.push(' ');
            run.push_str(word);
        }
        _ => pieces.push(piece),
    }
}

/// Draws the pieces as one text.
pub(crate) fn shown(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Same(run) => { (words::visible(run)) " " },
                Piece::Gone(run) => { del { (words::visible(run)) } " " },
                Piece::New(run) => { ins { (words::visible(run)) } " " },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, words};

    #[test]
    fn a_changed_toll_is_one_word_out_and_one_in() {
        let pieces = words("At least 19 people died.", "At least 23 people died.");
        let expected = [
            Piece::Same("At least".into()),
            Piece::Gone("19".into()),
            Piece::New("23".into()),
            Piece::Same("people died.".into()),
        ];
        assert_eq!(pieces, expected);
        assert!(words("", "").is_empty());
    }
}
