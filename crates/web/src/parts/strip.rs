//! Who is said to have held a place, by each claimant for itself?

use crate::parts::{days, link, words};
use jiff::civil::Date;
use maud::{Markup, html};
use schema::Interval;
use std::collections::BTreeMap;
use store::query::{Holding, Statement, holdings};

/// Claimants that have a lane of their own: those that say most.
const LANES: usize = 8;
const LANE: f64 = 36.0;
/// A stretch at least so wide, in percent, bears its holder's name.
const WIDE: f64 = 14.0;

/// Draws a lane for each claimant; what it says holds until it says something else. Blank is what nobody says.
pub(crate) fn strip(statements: &[Statement], leaving: &[&str], table: &str) -> Markup {
    let mut lanes: BTreeMap<&str, Vec<Holding<'_>>> = BTreeMap::new();
    for holding in holdings(statements, leaving) {
        lanes.entry(holding.statement.claimed_by()).or_default().push(holding);
    }
    let Some((first, last)) = span(statements) else {
        return html! { section { h2 { "Who is said to hold it" } p.unknown { "No account says that it changed hands." } } };
    };
    let mut lanes: Vec<_> = lanes.into_iter().collect();
    lanes.sort_by_key(|(claimant, said)| (std::cmp::Reverse(said.len()), *claimant));
    let all = lanes.len();
    lanes.truncate(LANES);
    let height = LANE * lanes.len() as f64 + 20.0;
    html! {
        section #control {
            h2 { "Who is said to hold it" }
            p.aside { "One lane for whose word it is: a capture counts until the same one says something else. Striped: another names somebody else. Blank: nobody says. " a href=(table) download { "As a table" } }
            svg.strip width="100%" height=(height) role="img" aria-label="Control of the place by claimant; the same as a list below" {
                @for (n, (claimant, said)) in lanes.iter().enumerate() {
                    @let top = LANE * n as f64;
                    line.lane x1="0" x2="100%" y1=(top + LANE - 2.0) y2=(top + LANE - 2.0) {}
                    @for stretch in said.iter().filter(|stretch| stretch.held) {
                        @let until = stretch.until.unwrap_or(last);
                        @let (x, width) = part((first, last), stretch.statement.from, until);
                        rect class=(if stretch.otherwise.is_empty() { "stretch" } else { "stretch contested" }) x={ (x) "%" } width={ (width) "%" } y=(top + LANE - 17.0) height="15" {
                            title { (stretch.statement.holder()) ", " (written(stretch.statement.from)) " – " (written(until)) ", says " (claimant) }
                        }
                        @if width >= WIDE { text.holder x={ (x + 0.6) "%" } y=(top + LANE - 5.5) { (stretch.statement.holder()) } }
                    }
                    text x="0" y=(top + 12.0) { (claimant) }
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
                                td { (words::name(statement.holder())) " " span.aside { @if leaving.contains(&statement.kind.as_str()) { "left" } @else { "took it" } } }
                                td { a href=(link::span(&statement.document, statement.span)) { q dir="auto" { (words::visible(&statement.words)) } } " " span.aside { (words::name(statement.claimed_by())) @if statement.speaker.is_some() { ", in " (words::name(&statement.source)) } } }
                            }
                        }
                    }
                }
            }
            @if all > LANES { p.aside { (words::counted(all - LANES, "more claimant")) " in the list only" } }
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

fn part((first, last): (Date, Date), from: Date, until: Date) -> (f64, f64) {
    let days = |from: Date, to: Date| f64::from(Interval::new(from, to).days() - 1);
    let whole = days(first, last).max(1.0);
    let round = |share: f64| (share * 100_000.0).round() / 1000.0;
    (round(days(first, from) / whole), round((days(from, until) / whole).max(0.004)))
}

fn written(day: Date) -> String {
    days::days(Interval::day(day))
}
