//! Where does a date stand between two sentences?
//!
//! A page that lost the ends of its lines runs headline, source, date and story together: "Rocket kills five children
//! AFP Sunday 26 Jul 2015 Rebel fire on Aleppo killed five children". Such a date is a sentence of its own.

use crate::words::Words;
use schema::Span;
use std::ops::Range;

/// Finds the dates of a section that no sentence holds, as ranges of its tokens.
pub fn datelines(text: &str, tokens: &[Span], words: &Words) -> Vec<Range<usize>> {
    let line = Line { text, tokens, words };
    let labels = line.labels();
    let years = (0..tokens.len()).filter(|&at| line.is_year(at));
    years.filter_map(|year| line.date(year)).filter(|date| line.stands_alone(date, labels)).collect()
}

struct Line<'a> {
    text: &'a str,
    tokens: &'a [Span],
    words: &'a Words,
}

impl Line<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    fn is_year(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word)
    }

    /// Gives the date that ends with this year, with its weekday before and its hour behind: "Tuesday 2 August 2016 19:11".
    fn date(&self, year: usize) -> Option<Range<usize>> {
        let before = |at: usize| if at > 1 && self.word(at - 1) == "," { at.checked_sub(2) } else { at.checked_sub(1) };
        let second = before(year)?;
        let first = second.checked_sub(1)?;
        let is_day = |at: usize| is_number(self.word(at)) && self.word(at).len() < 3;
        let is_month = |at: usize| self.words.months.contains(self.word(at).trim_end_matches('.'));
        if !(is_day(first) && is_month(second) || is_month(first) && is_day(second)) {
            return None;
        }
        let weekday = before(first).filter(|&at| self.words.weekdays.contains(self.word(at).trim_end_matches('.')));
        let hour = self.word(year + 1).split_once(':').is_some_and(|(hour, rest)| is_number(hour) && is_number(rest));
        Some(weekday.unwrap_or(first)..year + 1 + usize::from(hour))
    }

    /// Counts the words at the start that only label a date: "Date of publication".
    fn labels(&self) -> usize {
        let is_label = |at: &usize| self.words.datelines.contains(&self.word(*at).to_lowercase());
        if self.opens(0) { 0 } else { (0..self.tokens.len()).take_while(is_label).count() }
    }

    /// Tells whether a sentence starts behind the date, and none but so many labels goes on into it.
    fn stands_alone(&self, date: &Range<usize>, labels: usize) -> bool {
        let starts = |word: &str| word.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
        let behind = date.end < self.tokens.len() && starts(self.word(date.end));
        let Some(last) = date.start.checked_sub(1) else { return behind };
        let ends = last > 1 && starts(self.word(last)) && !self.opens(last);
        behind && (ends || date.start <= labels)
    }

    /// Tells whether a word starts sentences.
    fn opens(&self, at: usize) -> bool {
        self.words.starters.contains(self.word(at))
    }
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::datelines;
    use crate::{tokens::tokens, words::Words};
    use schema::Span;

    fn dates(text: &str) -> Vec<&str> {
        let words = Words::english();
        let spans = tokens(text, Span::new(0, text.len()), &words);
        let found = datelines(text, &spans, &words);
        found.into_iter().map(|date| &text[spans[date.start].start..spans[date.end - 1].end]).collect()
    }

    #[test]
    fn a_date_between_headline_and_story_is_a_sentence() {
        assert_eq!(
            dates("Bomb kills six in Orva Hill News Monday 17 Mar 2014 Six people died."),
            ["Monday 17 Mar 2014"]
        );
        assert_eq!(dates("8 July 2015 Regime forces fled."), ["8 July 2015"]);
        assert_eq!(dates("Date of publication 5 August 2016 Air raids hit Orva."), ["5 August 2016"]);
        assert_eq!(dates("Tuesday 02 August 2016 19:11 Rebels demand action."), ["Tuesday 02 August 2016 19:11"]);
        assert_eq!(dates("Wed Jun 29 2016 Nineteen killed in Orva."), ["Wed Jun 29 2016"]);
    }

    #[test]
    fn a_date_that_a_sentence_holds_is_none() {
        assert!(dates("On 8 July 2015 Regime forces fled.").is_empty());
        assert!(dates("They fled on Sunday 26 July 2015 Reuters said.").is_empty());
        assert!(dates("The raid of 8 July 2015, the worst, killed six.").is_empty());
        assert!(dates("In Orva 8 July 2015 was a day of mourning.").is_empty());
    }
}
