//! What do the tokens of one section look like before its sentences are known?

use crate::fine;
use crate::words::Words;
use schema::Span;

/// What a token looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    None,
    Dots,
    Stop,
    Mark,
    Comma,
    Semicolon,
    Colon,
    Smile,
    Quote,
    Opening,
    Closing,
    Line,
    Dash,
    Clock,
    Date,
    Code,
    Digit,
    Year,
    Number,
    Mail,
    Address,
    Title,
    Initial,
    Abbreviation,
    Small,
    Shouted,
    Capital,
    Other,
}

impl Look {
    /// Tells whether it is a word.
    pub fn is_word(self) -> bool {
        matches!(self, Self::Small | Self::Shouted | Self::Capital)
    }

    fn is_capital(self) -> bool {
        matches!(self, Self::Shouted | Self::Capital)
    }

    fn is_end(self) -> bool {
        matches!(self, Self::Stop | Self::Mark)
    }
}

/// What is seen of one token; words are numbers made from their letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece {
    pub look: Look,
    /// In lower case, digits as `0`.
    pub lower: u32,
    /// As written.
    pub exact: u32,
    /// The last three letters, in lower case.
    pub ending: u32,
    /// The tag that the word usually has; for rare words what they look like.
    pub tag: u32,
    /// Letters, up to six.
    pub length: u32,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is listed as a start of sentences.
    pub starts: bool,
    /// Whether it is usually a finite verb.
    pub verb: bool,
    /// How far the next mark that ends sentences is.
    pub ahead: u32,
}

/// The tokens of one section.
pub struct Pieces {
    all: Vec<Piece>,
    /// How sentences start after their marks: 0 for none, 1 with capitals, 2 with small letters, 3 both.
    pub habit: u32,
    /// How many words in four have a capital.
    pub capitals: u32,
    /// Whether nearly everything is written in capitals, as in old dispatches: then a capital begins nothing.
    pub shouted: bool,
}

/// Stands before the first token of a sentence.
const BEFORE: Piece = Piece { lower: 1, exact: 1, tag: 1000, ..EDGE };
/// Stands behind the last token of a section.
const BEHIND: Piece = Piece { lower: 3, exact: 3, tag: 1001, ..EDGE };
const EDGE: Piece = Piece {
    look: Look::None,
    lower: 0,
    exact: 0,
    ending: 0,
    tag: 0,
    length: 0,
    spaced: false,
    starts: false,
    verb: false,
    ahead: FAR,
};
/// Marks that are further away count as no nearer.
const FAR: u32 = 40;
/// Letters of a word that are seen.
const LETTERS: usize = 24;

impl Pieces {
    /// Looks at the tokens of a section; `tag` gives the number of the tag that a word usually has.
    pub fn new(text: &str, tokens: &[Span], words: &Words, tag: impl Fn(u32) -> Option<u8>) -> Self {
        let mut end = tokens.first().map_or(0, |token| token.start);
        let see = |token: &Span| {
            let piece = Piece { spaced: token.start > end, ..see(token.of(text), words, &tag) };
            end = token.end;
            piece
        };
        let mut all: Vec<Piece> = tokens.iter().map(see).collect();
        let mut ahead = FAR;
        for piece in all.iter_mut().rev() {
            ahead = if piece.look.is_end() { 0 } else { FAR.min(ahead + 1) };
            piece.ahead = ahead;
        }
        let count = |is_it: &dyn Fn(Look) -> bool| all.iter().filter(|piece| is_it(piece.look)).count();
        let (letters, capitals) = (count(&Look::is_word), count(&Look::is_capital));
        let shouted = letters > 8 && count(&|look| look == Look::Shouted) * 10 > letters * 9;
        let habit = habit(&all);
        Self { all, habit, capitals: (capitals * 4 / letters.max(1)) as u32, shouted }
    }

    /// Counts the tokens.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Gives a token.
    pub fn get(&self, at: usize) -> &Piece {
        &self.all[at]
    }

    /// Gives the token that stands so many places before the gap before `next`, within the sentence from `start` on.
    pub fn before(&self, start: usize, next: usize, distance: usize) -> Piece {
        if next >= start + distance { self.all[next - distance] } else { BEFORE }
    }

    /// Gives the token that stands so many places behind the gap before `next`.
    pub fn behind(&self, next: usize, distance: usize) -> Piece {
        self.all.get(next + distance - 1).copied().unwrap_or(BEHIND)
    }
}

fn habit(all: &[Piece]) -> u32 {
    let starts = all.windows(2).filter(|pair| pair[0].look.is_end()).map(|pair| pair[1].look);
    let (capital, small) = starts.fold((0, 0), |(capital, small), look| {
        (capital | u32::from(look.is_capital()), small | u32::from(look == Look::Small))
    });
    capital + 2 * small
}

fn see(word: &str, words: &Words, tag: impl Fn(u32) -> Option<u8>) -> Piece {
    let look = look(word, words);
    let (lower, count) = (key(word), word.chars().count());
    let usual = tag(lower);
    Piece {
        look,
        lower,
        exact: hash(word.chars().take(LETTERS)),
        ending: hash(word.chars().skip(count.saturating_sub(3)).take(3).map(fold)),
        tag: usual.map_or(100 + look as u32, u32::from),
        length: count.min(6) as u32,
        starts: words.starters.contains(word),
        verb: usual.is_some_and(|number| matches!(fine::label(number), "VBD" | "VBZ" | "VBP" | "MD")),
        ..EDGE
    }
}

/// Gives the number of a word in lower case.
pub fn key(word: &str) -> u32 {
    hash(word.chars().take(LETTERS).map(fold))
}

fn fold(letter: char) -> char {
    if letter.is_numeric() { '0' } else { letter.to_lowercase().next().unwrap_or(letter) }
}

fn hash(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0x811c_9dc5, |hash: u32, letter| {
        let hash = (hash ^ letter as u32).wrapping_mul(0x9e37_79b1);
        hash ^ hash >> 15
    }) | 2
}

fn look(word: &str, words: &Words) -> Look {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return Look::None };
    let second = letters.next();
    match first {
        '.' if second.is_some_and(char::is_numeric) => Look::Number,
        '.' if second.is_some() => Look::Dots,
        '…' => Look::Dots,
        '.' | '。' | '؟' | '۔' => Look::Stop,
        '!' | '?' => Look::Mark,
        ',' | '،' => Look::Comma,
        ':' | ';' | '=' | '^' if second.is_some() && word.len() < 4 => Look::Smile,
        ';' | '؛' => Look::Semicolon,
        ':' => Look::Colon,
        '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '`' => Look::Quote,
        '(' | '[' | '{' | '<' => Look::Opening,
        ')' | ']' | '}' | '>' => Look::Closing,
        '-' | '–' | '—' | '*' | '•' | '_' | '=' | '~' | '▪' | '●' | '#' | '|' if word.len() > 3 => Look::Line,
        '-' | '–' | '—' | '*' | '•' | '_' | '=' | '~' | '▪' | '●' | '#' | '|' => Look::Dash,
        first if first.is_numeric() => number(word),
        first if !first.is_alphabetic() => Look::Other,
        _ => letters_look(word, words),
    }
}

fn number(word: &str) -> Look {
    match word {
        _ if word.contains(':') => Look::Clock,
        _ if word.contains('/') => Look::Date,
        _ if word.contains(['-', '.']) => Look::Code,
        _ if word.len() == 1 => Look::Digit,
        _ if word.len() == 4 => Look::Year,
        _ => Look::Number,
    }
}

fn letters_look(word: &str, words: &Words) -> Look {
    let (first, second) = (word.chars().next().unwrap_or(' '), word.chars().nth(1));
    match word {
        _ if word.contains('@') => Look::Mail,
        _ if word.contains("://") || word.starts_with("www.") || word.contains('.') && word.contains('/') => {
            Look::Address
        }
        _ if word.ends_with('.') && words.titles.contains(word) => Look::Title,
        _ if word.ends_with('.') && second == Some('.') && word.len() == 2 => Look::Initial,
        _ if word.ends_with('.') => Look::Abbreviation,
        // Letters of most scripts are neither small nor capital.
        _ if !first.is_uppercase() => Look::Small,
        _ if second.is_some() && !word.contains(char::is_lowercase) => Look::Shouted,
        _ => Look::Capital,
    }
}
