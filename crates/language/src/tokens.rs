//! Where do the words and marks of a text begin and end?
//!
//! After the English Web Treebank; which clitics, first parts and units there are, the word lists of each language say:
//! clitics and possessives are words (`do n't`, `Assad 's`), hyphens part compounds (`US - backed`) except after some
//! first parts (`anti-tank`), numbers part from units (`5 km`).

use crate::addresses::address;
use crate::numbers::number;
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
pub const LONGEST: usize = 400;
/// Longest clitic in letters.
const LONGEST_CLITIC: usize = 3;
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
        let parted = fresh || !self.text[..at].ends_with(char::is_alphanumeric);
        if let Some(length) = self.whole(rest, first).filter(|_| parted).or_else(|| address(rest, self.words)) {
            return length;
        }
        if first.is_numeric() {
            return number(rest, self.words);
        }
        if parted && matches!(first, '+' | '.') && rest[1..].starts_with(char::is_numeric) {
            return 1 + number(&rest[1..], self.words);
        }
        if is_letter(first) || ((first == '@' || first == '#') && fresh && rest[1..].starts_with(is_letter)) {
            return self.word(at, rest);
        }
        if parted && is_apostrophe(first) && is_short_year(&rest[first.len_utf8()..]) {
            return first.len_utf8() + 2;
        }
        if is_apostrophe(first)
            && (!fresh || self.lone_clitic(rest))
            && let Some(length) = self.clitic(rest)
        {
            return length;
        }
        run(rest, first)
    }

    /// What stays whole although its marks would part it: `:-)`, `w/o`, `[...]`.
    fn whole(&self, rest: &str, first: char) -> Option<usize> {
        let ends = |whole: &&String| {
            let after = rest.strip_prefix(whole.as_str());
            after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
        };
        self.words.wholes.get(&first)?.iter().find(ends).map(String::len)
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
                '.' => {
                    after.is_some_and(is_letter) && (acronym && since_joint == 1 || self.words.begins(&rest[..=length]))
                }
                '-' | '‐' | '‑' => {
                    after.is_some_and(char::is_alphanumeric)
                        && !self.text[..at].ends_with(['-', '‐', '‑'])
                        && self.words.prefixes.contains(&rest[..length].to_lowercase())
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
        let stops = rest[length..].bytes().take_while(|byte| *byte == b'.').count();
        if stops == 0 || stops > 2 {
            return 0;
        }
        let word = &rest[..=length];
        let beyond = self.text[at + length + 1..].chars().find(|c| !is_gap(*c));
        let initial = rest[..length].chars().count() == 1
            && word.starts_with(char::is_uppercase)
            && !word.starts_with('I')
            && beyond.is_some_and(|c| c.is_uppercase() || matches!(c, ',' | ';'));
        let dotted = rest[..length].contains('.') && rest[..length].rsplit('.').all(|part| part.chars().count() == 1);
        let numbered = self.words.numbered.contains(word) && beyond.is_some_and(char::is_numeric);
        let listed = self.words.is_abbreviation(word)
            || self.words.inner.contains(word) && beyond.is_some_and(|c| !c.is_uppercase());
        usize::from(initial || dotted || numbered || listed)
    }

    /// `'s` after white space is a clitic only if nothing follows: `the army 's`.
    fn lone_clitic(&self, rest: &str) -> bool {
        self.clitic(rest) == Some(rest.len())
    }

    /// Parts a word from its clitic.
    fn part(&self, token: Span, spans: &mut Vec<Span>) {
        let word = token.of(self.text);
        let lower = word.to_ascii_lowercase();
        let cut = self.words.contractions.get(&lower).copied().filter(|at| word.is_char_boundary(*at));
        let cut = cut.or_else(|| self.slip(&lower, token.end));
        let cut = cut
            .or_else(|| self.ending(&lower))
            .or_else(|| self.enclitic(word))
            .filter(|at| (1..word.len()).contains(at));
        // `the 1980's` is one word.
        let Some(cut) = cut.filter(|_| !word.starts_with(char::is_numeric)) else { return spans.push(token) };
        spans.push(Span::new(token.start, token.start + cut));
        spans.push(Span::new(token.start + cut, token.end));
    }

    /// Where does the second word of `its not` begin? Before `its in-house team` nothing slipped.
    fn slip(&self, lower: &str, end: usize) -> Option<usize> {
        let (cut, followers) = self.words.slips.get(lower)?;
        let rest = self.text[end..].chars().skip_while(|c| is_gap(*c));
        let next: String = rest.take_while(|c| is_letter(*c) || *c == '-').take(LONGEST).collect();
        let any = next.starts_with(char::is_lowercase) && followers.contains("*");
        (any || followers.contains(&next.to_ascii_lowercase())).then_some(*cut)
    }

    /// The clitic at the start of `rest`, with its apostrophe.
    fn clitic(&self, rest: &str) -> Option<usize> {
        let mark = rest.chars().next().map_or(0, char::len_utf8);
        let tail = marks(&rest[mark..], is_letter);
        let known = tail.chars().count() <= LONGEST_CLITIC && self.words.clitics.contains(&tail.to_ascii_lowercase());
        known.then_some(mark + tail.len())
    }

    /// Where does an end that is a word of its own begin, as `n't`?
    fn ending(&self, lower: &str) -> Option<usize> {
        let same = |one: char, other: char| one == other || is_apostrophe(one) && is_apostrophe(other);
        self.words.ends.iter().find_map(|end| {
            let (at, _) = lower.char_indices().rev().nth(end.chars().count().checked_sub(1)?)?;
            lower[at..].chars().zip(end.chars()).all(|(own, letter)| same(own, letter)).then_some(at)
        })
    }

    /// Where does `'s`, `'ll` and the like begin at the end of a word?
    fn enclitic(&self, word: &str) -> Option<usize> {
        let (at, _) = word.char_indices().rev().take(1 + LONGEST_CLITIC).find(|(_, c)| is_apostrophe(*c))?;
        (self.clitic(&word[at..])? == word.len() - at).then_some(at)
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

/// Two digits and nothing more, as behind the apostrophe of `'09`.
fn is_short_year(rest: &str) -> bool {
    let digits = marks(rest, |c| c.is_ascii_digit()).len();
    digits == 2 && !rest[2..].starts_with(|c: char| c.is_alphanumeric() || is_apostrophe(c))
}

/// A run of the same mark where runs are one token (`...`, `--`, `!!!`), two quotation marks, else one character.
fn run(rest: &str, first: char) -> usize {
    let line = marks(rest, |c| matches!(c, '-' | '=' | '_' | '*' | '~' | '<' | '>' | '+' | '|'));
    if is_line(line) {
        return line.len();
    }
    match first {
        '!' | '?' => marks(rest, |c| matches!(c, '!' | '?')).len(),
        '.' if rest[1..].starts_with('?') => 1 + marks(&rest[1..], |c| c == '?').len(),
        '.' | '-' | '*' | '_' | '=' | '~' | '–' | '—' | '<' | '>' | '+' | '#' | '$' => {
            marks(rest, |c| c == first).len()
        }
        '`' | '\'' | '‘' | '’' => {
            let quotes = marks(rest, |c| c == first || matches!((first, c), ('‘', '’') | ('’', '‘')));
            if quotes.chars().count() == 2 { quotes.len() } else { first.len_utf8() }
        }
        // A mark and what combines with it stay together.
        _ => first.len_utf8() + marks(&rest[first.len_utf8()..], |c| matches!(c, '\u{fe0f}' | '\u{20e3}')).len(),
    }
}

/// Lines are drawn with several marks: `---->`, `|--+--|`, `----==`.
fn is_line(marks: &str) -> bool {
    marks.len() > 2 && ["--", "==", "~~", "*~", "~*"].iter().any(|pair| marks.contains(pair))
}

/// The characters of a kind that a text starts with.
fn marks(rest: &str, is_mark: impl Fn(char) -> bool) -> &str {
    &rest[..rest.find(|c| !is_mark(c)).unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::tokens;
    use crate::words::Words;
    use schema::Span;

    fn cut(text: &str) -> String {
        let words = Words::english();
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
        assert_eq!(cut("in ’09, in '72. He said '12' twice"), "in ’09 , in '72 . He said ' 12 ' twice");
        assert_eq!(cut("a .50 gun, +44 20, the 1980's, AK-47's"), "a .50 gun , +44 20 , the 1980's , AK - 47 's");
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("Lt. Gen. J. Doe left the U.S. at 5 p.m. Aug. 14."),
            "Lt. Gen. J. Doe left the U.S. at 5 p.m. Aug. 14 ."
        );
        assert_eq!(cut("No. 5 said no. Plan B."), "No. 5 said no . Plan B .");
        assert_eq!(
            cut("Guns etc. came, gas etc. They fled Acme Inc.."),
            "Guns etc. came , gas etc . They fled Acme Inc. ."
        );
        assert_eq!(cut("GEN. DOE, PH.D. of No. 2, Doe J., Ph.D."), "GEN. DOE , PH.D. of No. 2 , Doe J. , Ph.D.");
    }

    #[test]
    fn what_is_listed_stays_whole() {
        assert_eq!(cut("thanks :) w/o him, [...] he :-("), "thanks :) w/o him , [...] he :-(");
        assert_eq!(cut("(the list:) 1:2 w/owner"), "( the list : ) 1:2 w / owner");
    }

    #[test]
    fn slips_are_parted() {
        assert_eq!(cut("they dont know, it wont go, Thats all"), "they do nt know , it wo nt go , That s all");
        assert_eq!(
            cut("its not so, its army; your a fool, your army"),
            "it s not so , its army ; you r a fool , your army"
        );
        assert_eq!(cut("its in-house team, its in Hama"), "its in - house team , it s in Hama");
        assert_eq!(cut("Im sure Im Dae met him, lets go"), "I m sure Im Dae met him , let s go");
    }

    #[test]
    fn addresses_quotes_and_dashes() {
        assert_eq!(
            cut("(see https://a.example/b-c?d=1.) “No,” he—"),
            "( see https://a.example/b-c?d=1 . ) “ No , ” he —"
        );
        assert_eq!(cut("mail a.b@c.org... Really?! end.The"), "mail a.b@c.org ... Really ?! end . The");
        assert_eq!(cut("---->one ==== |--+--| a - b"), "----> one ==== |--+--| a - b");
        assert_eq!(cut("‘’No,’’ he <<said>>. Gone.?"), "‘’ No , ’’ he << said >> . Gone .?");
    }
}
