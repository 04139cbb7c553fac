//! What do the letters of a word tell about it?
//!
//! A word is seen as a set of keys: itself, its case, its beginnings, ends and inner letters.

/// Longest word that is seen whole.
const LONGEST: usize = 40;

/// Kinds of keys, in their first four bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The word in lower case, digits as `0`.
    Word,
    /// The word as written.
    Exact,
    /// Runs of capitals, small letters, digits and marks: `Xx-x`.
    Shape,
    /// Its first letters.
    Start,
    /// Its last letters.
    End,
    /// Three or four letters anywhere, edges included.
    Inside,
    /// The letter case of the sentence, with the case of the word.
    Case,
    /// A word that is not known.
    Unknown,
}

impl View {
    /// Gives the kind of a key.
    pub fn of(key: u32) -> Self {
        const ALL: [View; 8] =
            [View::Word, View::Exact, View::Shape, View::Start, View::End, View::Inside, View::Case, View::Unknown];
        ALL[(key >> 28) as usize & 7]
    }
}

/// The key that stands for all words that are not known.
pub const UNKNOWN: u32 = (View::Unknown as u32) << 28;

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As usual.
    Usual,
    /// Most words start with a capital: a headline.
    Title,
    /// Most words are all capitals.
    Shouted,
}

/// Tells how a sentence is written.
pub fn case<'a>(words: impl Iterator<Item = &'a str>) -> Case {
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for word in words.filter(|word| word.starts_with(char::is_alphabetic)) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
        shouted += usize::from(word.len() > 1 && !word.contains(char::is_lowercase));
    }
    if shouted * 2 > all {
        Case::Shouted
    } else if all > 3 && capital * 10 > all * 7 {
        Case::Title
    } else {
        Case::Usual
    }
}

/// Lists the keys of a word; the first is the word itself.
pub fn keys(word: &str, case: Case, keys: &mut Vec<u32>) {
    keys.clear();
    let mut exact = ['\0'; LONGEST];
    let mut lower = ['\0'; LONGEST + 2];
    lower[0] = '<';
    let mut length = 0;
    for (at, letter) in word.chars().take(LONGEST).enumerate() {
        exact[at] = letter;
        lower[at + 1] = fold(letter.to_lowercase().next().unwrap_or(letter));
        length = at + 1;
    }
    lower[length + 1] = '>';
    let (exact, edged) = (&exact[..length], &lower[..length + 2]);
    let lower = &edged[1..=length];
    let is_capital = exact.first().is_some_and(|letter| letter.is_uppercase());
    keys.push(key(View::Word, lower));
    if is_capital && case == Case::Usual {
        keys.push(key(View::Exact, exact));
    }
    keys.push(key(View::Case, &[['u', 't', 's'][case as usize], if is_capital { 'X' } else { 'x' }]));
    keys.push(shape(exact));
    for count in 1..=4.min(length.saturating_sub(1)) {
        keys.push(key(View::Start, &lower[..count]));
    }
    for count in 1..=5.min(length.saturating_sub(1)) {
        keys.push(key(View::End, &lower[length - count..]));
    }
    for count in 3..=4 {
        keys.extend(edged.windows(count).map(|letters| key(View::Inside, letters)));
    }
}

fn shape(letters: &[char]) -> u32 {
    let (mut shape, mut used, mut run) = ([' '; 12], 0, 0);
    for letter in letters {
        let kind = match letter {
            letter if letter.is_uppercase() => 'X',
            letter if letter.is_alphabetic() => 'x',
            letter if letter.is_numeric() => '0',
            letter => fold(*letter),
        };
        run = if used > 0 && shape[used - 1] == kind { run + 1 } else { 0 };
        if run < 2 && used < shape.len() {
            shape[used] = kind;
            used += 1;
        }
    }
    key(View::Shape, &shape[..used])
}

fn key(view: View, letters: &[char]) -> u32 {
    let start = 0x811c_9dc5 ^ letters.len() as u32;
    let mixed = letters.iter().fold(start, |hash, letter| {
        let hash = (hash ^ *letter as u32).wrapping_mul(0x9e37_79b1);
        hash ^ hash >> 15
    });
    (view as u32) << 28 | mixed.wrapping_mul(0x85eb_ca77) >> 4
}

fn fold(letter: char) -> char {
    match letter {
        letter if letter.is_ascii_lowercase() => letter,
        '’' | '‘' | '`' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‐' | '‑' => '-',
        letter if letter.is_numeric() => '0',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, View, case, keys};

    fn first(word: &str) -> u32 {
        let mut list = Vec::new();
        keys(word, Case::Usual, &mut list);
        list[0]
    }

    #[test]
    fn digits_and_quotes_are_folded() {
        assert_eq!(first("1984"), first("2016"));
        assert_eq!(first("don’t"), first("Don't"));
        assert_ne!(first("town"), first("towns"));
        assert_eq!(View::of(first("town")), View::Word);
    }

    #[test]
    fn any_word_has_keys() {
        for word in ["", "İ", "٣٤", &"x".repeat(500)] {
            let mut list = Vec::new();
            keys(word, Case::Usual, &mut list);
            assert!(list.len() >= 3);
        }
    }

    #[test]
    fn sentences_have_a_case() {
        assert_eq!(case("REBELS TOOK THE TOWN .".split(' ')), Case::Shouted);
        assert_eq!(case("Rebels Take Town in North".split(' ')), Case::Title);
        assert_eq!(case("Rebels took the town .".split(' ')), Case::Usual);
    }
}
