//! Who is said to have held a place, by each source for itself?

use crate::parts::{days, link, words};
use jiff::civil::Date;
use maud::{Markup, html};
use schema::Interval;
use std::collections::BTreeMap;
use store::query::Statement;

/// Sources that have a lane of their own: those that say most.
const LANES: usize = 8;
const LANE: f64 = 36.0;
/// A stretch at least so wide, in percent, bears its holder's name.
const WIDE: f64 = 14.0;

/// A stretch of a lane: somebody holds the place from a statement to the source's next one.
struct Stretch<'a> {
    statement: &'a Statement,
    until: Date,
    /// Whether another source says at that time that somebody else holds it.
    contested: bool,
}

/// Draws a lane for each source; what it says holds until it says something else. Blank is what nobody says.
pub(crate) fn strip(statements: &[Statement], leaving: &[&str]) -> Markup {
    let mut lanes: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        lanes.entry(&statement.source).or_default().push(statement);
    }
    let Some((first, last)) = span(statements) else {
        return html! { section { h2 { "Who is said to hold it" } p.unknown { "No account says that it changed hands." } } };
    };
    let mut lanes: Vec<_> = lanes.into_iter().collect();
    lanes.sort_by_key(|(source, said)| (std::cmp::Reverse(said.len()), *source));
    let all = lanes.len();
    lanes.truncate(LANES);
    let height = LANE * lanes.len() as f64 + 20.0;
    html! {
        section #control {
            h2 { "Who is said to hold it" }
            p.aside { "One lane a source: a capture counts until the same source says something else. Striped: another source names somebody else. Blank: nobody says." }
            svg.strip width="100%" height=(height) role="img" aria-label="Control of the place by source; the same as a list below" {
                @for (n, (source, said)) in lanes.iter().enumerate() {
                    @let top = LANE * n as f64;
                    line.lane x1="0" x2="100%" y1=(top + LANE - 2.0) y2=(top + LANE - 2.0) {}
                    @for stretch in stretches(said, statements, leaving, last) {
                        @let (x, width) = part((first, last), stretch.statement.from, stretch.until);
                        rect class=(if stretch.contested { "stretch contested" } else { "stretch" }) x={ (x) "%" } width={ (width) "%" } y=(top + LANE - 17.0) height="15" {
                            title { (holder(stretch.statement)) ", " (written(stretch.statement.from)) " – " (written(stretch.until)) ", says " (source) }
                        }
                        @if width >= WIDE { text.holder x={ (x + 0.6) "%" } y=(top + LANE - 5.5) { (holder(stretch.statement)) } }
                    }
                    text x="0" y=(top + 12.0) { (source) }
                }
                text x="0" y=(height - 4.0) { (written(first)) }
                text x="100%" y=(height - 4.0) text-anchor="end" { (written(last)) }
            }
            details {
                summary { (words::counted(statements.len(), "statement")) }
                table.list {
                    tbody {
                        @for statement in statements {
                            tr {
                                td.day { (written(statement.from)) }
                                td { (words::name(&holder(statement))) " " span.aside { @if leaving.contains(&statement.kind.as_str()) { "left" } @else { "took it" } } }
                                td { a href=(link::span(&statement.document, statement.span)) { q dir="auto" { (words::visible(&statement.words)) } } " " span.aside { (words::name(&statement.source)) } }
                            }
                        }
                    }
                }
            }
            @if all > LANES { p.aside { (words::counted(all - LANES, "more source")) " in the list only" } }
        }
    }
}

fn span(statements: &[Statement]) -> Option<(Date, Date)> {
    let days = || statements.iter().map(|statement| statement.from);
    let (first, last) = (days().min()?, days().max()?);
    // The last statement holds for some time, too: a tenth of what is shown, at least a month.
    let more = (Interval::new(first, last).days() / 10).max(30);
    Some((first, last.checked_add(jiff::Span::new().days(more)).unwrap_or(last)))
}

fn stretches<'a>(said: &[&'a Statement], all: &[Statement], leaving: &[&str], last: Date) -> Vec<Stretch<'a>> {
    let takes = |statement: &Statement| !leaving.contains(&statement.kind.as_str());
    let mut stretches = Vec::new();
    for (n, statement) in said.iter().enumerate().filter(|(_, statement)| takes(statement)) {
        let until = said[n + 1..].iter().map(|next| next.from).find(|day| *day > statement.from).unwrap_or(last);
        let denies = |other: &Statement| {
            other.source != statement.source
                && takes(other)
                && other.from >= statement.from
                && other.from < until
                && holder(other) != holder(statement)
        };
        stretches.push(Stretch { statement, until, contested: all.iter().any(denies) });
    }
    stretches
}

fn holder(statement: &Statement) -> String {
    statement.actor.as_ref().map_or_else(|| "somebody not named".to_owned(), |actor| actor.name.clone())
}

fn part((first, last): (Date, Date), from: Date, until: Date) -> (f64, f64) {
    let days = |from: Date, to: Date| f64::from(Interval::new(from, to).days() - 1);
    let whole = days(first, last).max(1.0);
    let round = |share: f64| (share * 100_000.0).round() / 1000.0;
    (round(days(first, from) / whole), round((days(from, until) / whole).max(0.004)))
}

fn written(day: Date) -> String {
    days::days(Interval::day(day))
}

#[cfg(test)]
mod tests {
    use super::stretches;
    use schema::Span;
    use store::query::{Named, Statement};

    fn says(source: &str, actor: &str, kind: &str, day: &str) -> Statement {
        let named = Named { id: actor.into(), name: actor.into() };
        let (from, span) = (day.parse().unwrap(), Span { start: 0, end: 1 });
        Statement {
            source: source.into(),
            actor: Some(named),
            kind: kind.into(),
            from,
            document: "D".into(),
            words: "w".into(),
            span,
        }
    }

    #[test]
    fn a_capture_holds_until_its_source_says_otherwise() {
        let all = [
            says("Post", "rebels", "capture", "2031-01-01"),
            says("Post", "rebels", "leave", "2031-02-01"),
            says("Post", "army", "capture", "2031-03-01"),
            says("Wire", "army", "capture", "2031-01-10"),
        ];
        let post: Vec<&Statement> = all[..3].iter().collect();
        let lane = stretches(&post, &all, &["leave"], "2031-06-01".parse().unwrap());
        let ends: Vec<(String, bool)> =
            lane.iter().map(|stretch| (stretch.until.to_string(), stretch.contested)).collect();
        assert_eq!(ends, [("2031-02-01".to_owned(), true), ("2031-06-01".to_owned(), false)]);
    }
}
