//! Where do the words and marks of a text begin and end?
//!
//! After the English Web Treebank: clitics and possessives are words (`do n't`, `Assad 's`), hyphens part
//! compounds (`US - backed`) except after some first parts (`anti-tank`), numbers part from units (`5 km`).

use crate::words::Words;
use schema::Span;

/// Finds the tokens of `text[section]`, in order; between them stands only white space.
pub fn tokens(text: &str, section: Span, words: &Words) -> Vec<Span> {
    let mut spans = Vec::new();
    let Some(body) = text.get(section.start..section.end) else { return spans };
    for chunk in body.split(is_gap).filter(|chunk| !chunk.is_empty()) {
        let start = section.start + (chunk.as_ptr().addr() - body.as_ptr().addr());
        let end = start + chunk.len();
        Chunk { text: &text[..section.end], end, words }.cut(start, &mut spans);
    }
    spans
}

/// Longest token in bytes: longer runs are cut, so that hostile text stays cheap.
const LONGEST: usize = 400;
/// How far ahead a token looks.
const WINDOW: usize = 2 * LONGEST;

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2060}') || c.is_control()
}

/// A run without white space that ends at `end`.
struct Chunk<'a> {
    text: &'a str,
    end: usize,
    words: &'a Words,
}

impl Chunk<'_> {
    fn cut(&self, start: usize, spans: &mut Vec<Span>) {
        let mut at = start;
        while at < self.end {
            let fresh = at == start;
            let length = self.length(at, fresh);
            let word = self.floor(at + length.clamp(1, LONGEST)).max(at + self.first(at).map_or(1, char::len_utf8));
            self.part(Span::new(at, word), spans);
            at = word;
        }
    }

    /// How long is the token that starts at `at`?
    fn length(&self, at: usize, fresh: bool) -> usize {
        let rest = &self.text[at..self.floor(at + WINDOW)];
        let Some(first) = rest.chars().next() else { return 0 };
        if let Some(length) = address(rest) {
            return length;
        }
        if first.is_numeric() {
            return self.number(rest);
        }
        if is_letter(first) || ((first == '@' || first == '#') && fresh && rest[1..].starts_with(is_letter)) {
            return self.word(at, rest);
        }
        if is_apostrophe(first)
            && (!fresh || self.lone_clitic(rest))
            && let Some(length) = clitic(rest)
        {
            return length;
        }
        run(rest, first)
    }

    /// `1,200.5`, `10:30`, `9/11`, `2016-10-03`, `12th`, `1980s`; the unit in `5km` is left over.
    fn number(&self, rest: &str) -> usize {
        let mut length = 0;
        let mut hyphens = false;
        let digits =
            |from: usize| rest[from..].chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum::<usize>();
        length += digits(0);
        while let Some(joint) = rest[length..].chars().next() {
            let next = digits(length + joint.len_utf8());
            let long_form = joint == '-' && (hyphens || next >= 1 && rest[length + 1 + next..].starts_with('-'));
            if next == 0 || !(matches!(joint, '.' | ',' | ':' | '/') || long_form) {
                break;
            }
            hyphens |= joint == '-';
            length += joint.len_utf8() + next;
        }
        let tail: String = rest[length..].chars().take_while(|c| is_letter(*c)).take(3).collect();
        if matches!(tail.as_str(), "s" | "st" | "nd" | "rd" | "th" | "S" | "ST" | "ND" | "RD" | "TH") {
            length + tail.len()
        } else {
            length
        }
    }

    fn word(&self, at: usize, rest: &str) -> usize {
        let mut length = rest.chars().next().map_or(0, char::len_utf8);
        let (mut acronym, mut dotted) = (true, false);
        let mut since_joint = 1;
        while let Some(c) = rest[length..].chars().next().filter(|_| length < LONGEST) {
            let after = rest[length + c.len_utf8()..].chars().next();
            let joins = match c {
                c if is_letter(c) || c.is_numeric() => true,
                '_' => true,
                '&' => {
                    after.is_some_and(char::is_uppercase)
                        && length < 4
                        && rest[..length].chars().all(char::is_uppercase)
                }
                c if is_apostrophe(c) => after.is_some_and(is_letter),
                '.' => acronym && since_joint == 1 && after.is_some_and(is_letter) || domain(rest, length),
                '-' | '‐' | '‑' => {
                    after.is_some_and(is_letter) && self.words.prefixes.contains(&rest[..length].to_lowercase())
                }
                _ => false,
            };
            if !joins {
                break;
            }
            since_joint = if c == '.' { 0 } else { since_joint + 1 };
            dotted |= c == '.';
            acronym &= since_joint <= 1 || dotted;
            length += c.len_utf8();
        }
        length + self.full_stop(at, rest, length)
    }

    /// Does the full stop after the word belong to it, as in `Lt.`, `p.m.`, `J. Smith`?
    fn full_stop(&self, at: usize, rest: &str, length: usize) -> usize {
        if !rest[length..].starts_with('.') || rest[length + 1..].starts_with('.') {
            return 0;
        }
        let word = &rest[..=length];
        let beyond = self.text[at + length + 1..].chars().find(|c| !is_gap(*c));
        let initial = rest[..length].chars().count() == 1
            && word.starts_with(char::is_uppercase)
            && !word.starts_with('I')
            && beyond.is_some_and(char::is_uppercase);
        let dotted = rest[..length].contains('.') && rest[..length].rsplit('.').all(|part| part.chars().count() == 1);
        let numbered = self.words.numbered.contains(word) && beyond.is_some_and(char::is_numeric);
        usize::from(initial || dotted || numbered || self.words.is_abbreviation(word))
    }

    /// `'s` after white space is a clitic only if nothing follows: `the army 's`.
    fn lone_clitic(&self, rest: &str) -> bool {
        clitic(rest) == Some(rest.len())
    }

    /// Parts a word from its clitic.
    fn part(&self, token: Span, spans: &mut Vec<Span>) {
        let word = token.of(self.text);
        let lower = word.to_ascii_lowercase();
        let cut = self.words.contractions.get(&lower).copied().filter(|at| word.is_char_boundary(*at));
        let cut = cut.or_else(|| negation(&lower)).or_else(|| enclitic(word)).filter(|at| (1..word.len()).contains(at));
        let Some(cut) = cut else { return spans.push(token) };
        spans.push(Span::new(token.start, token.start + cut));
        spans.push(Span::new(token.start + cut, token.end));
    }

    fn first(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.end);
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘')
}

/// `https://…`, `www.…` and `name@host.org`, without the marks that close a sentence.
fn address(rest: &str) -> Option<usize> {
    let head = rest.get(..8).unwrap_or(rest).to_ascii_lowercase();
    let link = head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www.");
    let mail = || {
        let at = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')))?;
        let host = rest[at..].strip_prefix('@')?;
        (at > 0 && host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(())
    };
    if !link && mail().is_none() {
        return None;
    }
    let end = rest.find(['<', '>', '"', '”', '“', '|', ')', ']']).unwrap_or(rest.len()).min(LONGEST);
    let body = rest.get(..end)?;
    Some(body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…']).len()).filter(|length| *length > 0)
}

/// Is the full stop at `at` inside the name of a site, as in `example.com`?
fn domain(rest: &str, at: usize) -> bool {
    let tail: &str = &rest[at + 1..];
    let end = tail.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(tail.len());
    matches!(&tail[..end], "com" | "org" | "net" | "gov" | "edu" | "info") && !tail[end..].starts_with(is_letter)
}

/// The clitic at the start of `rest`, with its apostrophe.
fn clitic(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1).map_while(|(_, c)| is_letter(c).then(|| c.to_ascii_lowercase()));
    let tail: String = letters.by_ref().take(3).collect();
    let mark = rest.chars().next().map_or(0, char::len_utf8);
    matches!(tail.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m").then_some(mark + tail.len())
}

/// Where does `n't` begin?
fn negation(lower: &str) -> Option<usize> {
    ["n't", "n’t", "n`t"].iter().find_map(|end| lower.strip_suffix(end)).map(str::len)
}

/// Where does `'s`, `'ll` and the like begin at the end of a word?
fn enclitic(word: &str) -> Option<usize> {
    let (at, _) = word.char_indices().rev().take(4).find(|(_, c)| is_apostrophe(*c))?;
    (clitic(&word[at..])? == word.len() - at).then_some(at)
}

/// A run of the same mark where runs are one token (`...`, `--`, `!!!`), else one character.
fn run(rest: &str, first: char) -> usize {
    let ends = |c: char| matches!(c, '!' | '?');
    if ends(first) {
        return rest.chars().take_while(|c| ends(*c)).map(char::len_utf8).sum();
    }
    if matches!(first, '.' | '-' | '*' | '_' | '=' | '~' | '–' | '—' | '`' | '\'') {
        let same = rest.chars().take_while(|c| *c == first).count();
        let pair = matches!(first, '`' | '\'') && same != 2;
        return if pair { first.len_utf8() } else { same * first.len_utf8() };
    }
    // A mark and what combines with it stay together.
    first.len_utf8()
        + rest.chars().skip(1).take_while(|c| matches!(c, '\u{fe0f}' | '\u{20e3}')).map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::tokens;
    use crate::words::Words;
    use schema::{DataFile, Span};

    fn cut(text: &str) -> String {
        let bytes = include_bytes!("../../../models/en/words.txt").to_vec();
        let words = Words::read(&DataFile { path: "words.txt".into(), bytes }).unwrap();
        let spans = tokens(text, Span::new(0, text.len()), &words);
        spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn clitics_and_possessives_are_words() {
        assert_eq!(
            cut("They don't trust Hama's men; the rebels' guns"),
            "They do n't trust Hama 's men ; the rebels ' guns"
        );
        assert_eq!(cut("It’s said we cannot"), "It ’s said we can not");
        assert_eq!(cut("'s' the army 's"), "' s ' the army 's");
        assert_eq!(cut("Sana'a and Qal'at"), "Sana'a and Qal'at");
    }

    #[test]
    fn hyphens_part_compounds_but_not_prefixes() {
        assert_eq!(cut("US-backed anti-tank fire near Deir al-Zor"), "US - backed anti-tank fire near Deir al - Zor");
        assert_eq!(cut("a U.S.-led raid, twenty-two dead"), "a U.S. - led raid , twenty - two dead");
    }

    #[test]
    fn numbers_keep_their_marks_and_lose_their_units() {
        assert_eq!(
            cut("1,200 men, 3.5 tons, 5km at 10:30pm on 9/11."),
            "1,200 men , 3.5 tons , 5 km at 10:30 pm on 9/11 ."
        );
        assert_eq!(
            cut("the 12th in the 1980s, $3m, 40% on 2016-10-03"),
            "the 12th in the 1980s , $ 3 m , 40 % on 2016-10-03"
        );
        assert_eq!(cut("12-15 killed"), "12 - 15 killed");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("Lt. Gen. J. Doe left the U.S. at 5 p.m. Aug. 14."),
            "Lt. Gen. J. Doe left the U.S. at 5 p.m. Aug. 14 ."
        );
        assert_eq!(cut("No. 5 said no. Plan B."), "No. 5 said no . Plan B .");
    }

    #[test]
    fn addresses_quotes_and_dashes() {
        assert_eq!(
            cut("(see https://a.example/b-c?d=1.) “No,” he—"),
            "( see https://a.example/b-c?d=1 . ) “ No , ” he —"
        );
        assert_eq!(cut("mail a.b@c.org... Really?! end.The"), "mail a.b@c.org ... Really ?! end . The");
    }
}
