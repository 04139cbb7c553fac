//! On which day was it published?

use crate::dates::Dates;
use crate::page::{Place, Stamp};
use schema::{Basis, Dated, Published, Span};

/// Dates that are kept beside the one that was taken.
const MOST_REJECTED: usize = 20;

/// Dates that were seen and cannot be the day of publication, with the reason.
pub(crate) type Excluded = Vec<(Stamp, &'static str)>;

/// Chooses among the dates of a page; `lead` is the beginning of the account, where it names a weekday.
pub(crate) fn choose(stamps: Vec<Stamp>, excluded: Excluded, lead: &str, dates: &Dates) -> Published {
    let weekday = dates.first_weekday(lead);
    let disputed = contradictory(&stamps);
    let mut ranked: Vec<(i32, Stamp)> = stamps
        .into_iter()
        .map(|stamp| (score(&stamp) + if disputed { agreement(&stamp, weekday.as_ref()) } else { 0 }, stamp))
        .collect();
    ranked.sort_by_key(|(score, stamp)| (-score, stamp.place, stamp.span));
    let mut ranked = ranked.into_iter().map(|(_, stamp)| stamp);
    let best = ranked.next();
    let mut rejected: Vec<Dated> = Vec::new();
    for stamp in ranked {
        let same = best.as_ref().is_some_and(|best| best.day == stamp.day);
        if !same {
            rejected.push(Dated {
                reason: why_not(&stamp, best.as_ref(), weekday.as_ref()),
                text: stamp.text,
                day: stamp.day,
            });
        }
    }
    rejected.extend(excluded.into_iter().map(|(stamp, reason)| Dated {
        text: stamp.text,
        day: stamp.day,
        reason: reason.to_owned(),
    }));
    rejected.dedup();
    rejected.truncate(MOST_REJECTED);
    match best {
        Some(stamp) => Published {
            when: Some(stamp.day),
            basis: Basis::Stated,
            evidence: evidence(&stamp, disputed, weekday.as_ref()),
            span: stamp.span,
            rejected,
        },
        None => Published {
            when: None,
            basis: Basis::Unknown,
            evidence: "no date near the title, the byline or the end of the account".into(),
            span: None::<Span>,
            rejected,
        },
    }
}

fn contradictory(stamps: &[Stamp]) -> bool {
    stamps.windows(2).any(|pair| pair[0].day.from != pair[1].day.from)
}

/// Tenths of a point: what a date's place is worth.
fn score(stamp: &Stamp) -> i32 {
    let place = match stamp.place {
        Place::Markup(rank) => 360 - 30 * i32::from(rank),
        Place::Footer => 50,
        Place::Labelled => 45,
        Place::Stamp => 40,
        Place::Line => 35,
        Place::Dateline => 30,
        Place::Updated => 15,
        Place::Today => 10,
    };
    let weekday = stamp.weekday_fits.map_or(0, |fits| if fits { 5 } else { -30 });
    place + weekday - if stamp.day.days() > 1 { 10 } else { 0 }
}

/// Tenths of a point: "on Monday" is told on that Monday or the day after.
fn agreement(stamp: &Stamp, weekday: Option<&(i8, String)>) -> i32 {
    match days_since(stamp, weekday) {
        Some(0) => 25,
        Some(1) => 20,
        _ => 0,
    }
}

fn days_since(stamp: &Stamp, weekday: Option<&(i8, String)>) -> Option<i8> {
    let (number, _) = weekday?;
    Some((stamp.day.from.weekday().to_monday_one_offset() - number).rem_euclid(7))
}

fn evidence(stamp: &Stamp, disputed: bool, weekday: Option<&(i8, String)>) -> String {
    let place = match stamp.place {
        Place::Markup(_) => return stamp.text.clone(),
        Place::Footer => "in the line that closes the post",
        Place::Labelled => "labeled as the day of publication",
        Place::Stamp => "at the head of the account's own text",
        Place::Line => "in a line of its own beside the title",
        Place::Dateline => "in the dateline",
        Place::Updated => "labeled as the day of an update",
        Place::Today => "which the account calls today",
    };
    let mut words = format!("\"{}\", {place}", stamp.text);
    match (disputed, days_since(stamp, weekday), weekday) {
        (true, Some(0 | 1), Some((_, name))) => words.push_str(&format!("; the account's \"{name}\" fits it")),
        _ if disputed => words.push_str("; another date on the page contradicts it"),
        _ => {}
    }
    words
}

fn why_not(stamp: &Stamp, best: Option<&Stamp>, weekday: Option<&(i8, String)>) -> String {
    if stamp.weekday_fits == Some(false) {
        return "its weekday is not the weekday of that day".into();
    }
    if stamp.day.days() > 1 {
        return "day and month can be read both ways".into();
    }
    let fits = |stamp: &Stamp| matches!(days_since(stamp, weekday), Some(0 | 1));
    match (best, weekday) {
        (Some(best), Some((_, name))) if fits(best) && !fits(stamp) => {
            format!("the account's \"{name}\" fits {}, not this day", best.day.from)
        }
        (Some(best), _) if stamp.place == Place::Updated => {
            format!("it is the day of an update; the page also states {}", best.day.from)
        }
        (Some(best), _) => format!("it contradicts {}, which stands in a stronger place", best.day.from),
        (None, _) => "it was not taken".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Publishers;

    fn stamp(text: &str, place: Place) -> Stamp {
        let words = Publishers::for_tests().words;
        Stamp::find(text, Span::new(0, text.len()), place, &words.dates).unwrap()
    }

    #[test]
    fn prefers_the_date_that_the_account_itself_confirms() {
        let words = Publishers::for_tests().words;
        let stamps = vec![stamp("May 13, 2016", Place::Line), stamp("Last updated May 25 2016", Place::Updated)];
        let published = choose(stamps, Vec::new(), "Shells killed six people on Wednesday.", &words.dates);
        assert_eq!(published.when.unwrap().from.to_string(), "2016-05-25");
        assert_eq!(published.rejected.len(), 1);
        assert!(published.rejected[0].reason.contains("Wednesday"));
    }

    #[test]
    fn keeps_an_update_apart() {
        let words = Publishers::for_tests().words;
        let stamps = vec![stamp("Published 2 May 2016", Place::Labelled), stamp("Updated 9 May 2016", Place::Updated)];
        let published = choose(stamps, Vec::new(), "Six people were killed.", &words.dates);
        assert_eq!(published.when.unwrap().from.to_string(), "2016-05-02");
    }
}
