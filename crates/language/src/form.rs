//! What do the letters of a word tell about it?

/// The hashed views of one word that features are made of.
#[derive(Clone, Debug)]
pub struct Form {
    /// The word as written.
    pub exact: u32,
    /// In lower case, with every digit as `0`.
    pub lower: u32,
    /// Runs of capitals, small letters, digits and marks: `Xx-x`.
    pub shape: u32,
    /// Its last 1 to 5 characters, in lower case.
    pub suffixes: [u32; 5],
    /// Its first 1 to 3 characters, in lower case.
    pub prefixes: [u32; 3],
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether it has letters and all of them are capitals.
    pub shouted: bool,
}

impl Form {
    /// Views a word.
    pub fn new(word: &str) -> Self {
        let lower: Vec<char> = word.chars().take(40).flat_map(char::to_lowercase).map(fold).collect();
        let suffixes = std::array::from_fn(|i| if i < lower.len() { hash(&lower[lower.len() - 1 - i..]) } else { 0 });
        let prefixes = std::array::from_fn(|i| if i < lower.len() { hash(&lower[..=i]) } else { 0 });
        let exact: Vec<char> = word.chars().take(40).collect();
        let shouted =
            exact.len() > 1 && exact.iter().any(|c| c.is_uppercase()) && !exact.iter().any(|c| c.is_lowercase());
        Self {
            exact: hash(&exact),
            lower: hash(&lower),
            shape: hash(&shape(&exact)),
            suffixes,
            prefixes,
            capital: exact.first().is_some_and(|c| c.is_uppercase()),
            shouted,
        }
    }
}

/// Mixes a template's number and its parts to the key of a feature.
pub fn key(template: u32, parts: &[u32]) -> u32 {
    const SPREAD: u64 = 0x517c_c1b7_2722_0a95;
    let start = u64::from(template + 1).wrapping_mul(SPREAD);
    let mixed = parts.iter().fold(start, |hash, part| (hash.rotate_left(23) ^ u64::from(*part)).wrapping_mul(SPREAD));
    ((mixed ^ (mixed >> 29)).wrapping_mul(SPREAD) >> 32) as u32
}

fn fold(c: char) -> char {
    match c {
        c if c.is_numeric() => '0',
        '’' | '‘' | '`' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '‐' | '‑' => '-',
        '—' => '-',
        c => c,
    }
}

fn hash(letters: &[char]) -> u32 {
    letters.iter().fold(0x811c_9dc5, |hash: u32, c| (hash ^ (*c as u32)).wrapping_mul(0x0100_0193).rotate_left(5))
}

fn shape(letters: &[char]) -> Vec<char> {
    let mut shape: Vec<char> = Vec::new();
    let mut run = 0;
    for c in letters {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => '0',
            c => fold(*c),
        };
        run = if shape.last() == Some(&kind) { run + 1 } else { 0 };
        if run < 2 {
            shape.push(kind);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn digits_and_quotes_are_folded() {
        assert_eq!(Form::new("1984").lower, Form::new("2016").lower);
        assert_eq!(Form::new("don’t").lower, Form::new("Don't").lower);
        assert_ne!(Form::new("IS").exact, Form::new("is").exact);
    }

    #[test]
    fn empty_and_odd_words_have_a_form() {
        assert!(!Form::new("").capital);
        assert!(Form::new("ISIL").shouted);
        assert!(!Form::new("٣٤").shouted);
    }
}
