//! When did the events happen that pass?

use super::address::View;
use crate::parts::{days, words};
use jiff::{ToSpan, civil::Date};
use maud::{Markup, html};
use schema::Interval;
use store::query::Days;

/// Rows of bars for events whose days are only roughly known.
const LANES: usize = 5;
/// Height of the row of first reports, above the events.
const REPORTS: f64 = 22.0;
/// Where the bars of the events stand.
const BARS: f64 = 92.0;
/// How high the highest of them is.
const HIGHEST: f64 = 50.0;

/// A stretch of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Draws when events were first told and when they happened; what is known only roughly is drawn as a bar beneath, as wide as it is vague.
pub(crate) fn chart(all: &[Days], view: &View) -> Markup {
    let events: Vec<(Interval, bool)> = all.iter().filter_map(|event| Some((event.when?, event.disputed))).collect();
    let Some(axis) = Axis::of(&events) else {
        return html! { section #chart.chart aria-label="Timeline" { p.aside { "None of these events has a day." } } };
    };
    let (sharp, vague): (Vec<_>, Vec<_>) =
        events.iter().partition(|(when, _)| axis.bin(when.from) == axis.bin(when.to));
    let lanes = lanes(&vague);
    let drawn: usize = lanes.iter().map(Vec::len).sum();
    let told: Vec<Date> = all.iter().filter_map(|event| event.told).collect();
    let beyond = told.iter().filter(|day| **day > axis.last() || **day < axis.first()).count();
    html! {
        section #chart.chart aria-label="Timeline" data-from=(axis.first()) data-to=(axis.last()) {
            svg width="100%" height=(BARS + 8.0 * lanes.len() as f64 + 22.0) role="group" aria-label={ "Events by " (axis.name()) ", drag to choose days" } {
                (reports(&axis, &told))
                (histogram(&axis, &sharp, view))
                @for (n, lane) in lanes.iter().enumerate() {
                    @for (when, disputed) in lane {
                        @let (x, width) = axis.part(*when);
                        rect class=(if *disputed { "vague disputed" } else { "vague" }) x={ (x) "%" } width={ (width) "%" } y=(BARS + 4.0 + 8.0 * n as f64) height="5" rx="2" {
                            title { (days::days(*when)) }
                        }
                    }
                }
                (ticks(&axis, BARS + 8.0 * lanes.len() as f64 + 18.0))
                rect.brush x="0" y="0" width="0" height="100%" {}
            }
            @if beyond > 0 || vague.len() > drawn {
                p.aside {
                    @if vague.len() > drawn { (words::counted(vague.len() - drawn, "more event")) " with days known only roughly" }
                    @if beyond > 0 && vague.len() > drawn { " · " }
                    @if beyond > 0 { (words::number(beyond)) " first told outside these days" }
                }
            }
        }
    }
}

/// Draws on which days events were first told.
fn reports(axis: &Axis, told: &[Date]) -> Markup {
    let mut bins = vec![0_usize; axis.starts.len() - 1];
    for day in told.iter().filter(|day| axis.first() <= **day && **day <= axis.last()) {
        bins[axis.bin(*day)] += 1;
    }
    let most = bins.iter().copied().max().unwrap_or(1).max(1) as f64;
    html! {
        @for (n, count) in bins.iter().enumerate().filter(|(_, count)| **count > 0) {
            @let (from, to) = axis.days(n);
            @let (x, width) = axis.part(Interval { from, to });
            @let height = (*count as f64 / most * (REPORTS - 6.0)).max(1.5);
            rect.told x={ (x) "%" } width={ (width.max(0.35) * 0.92) "%" } y=(round(REPORTS - height)) height=(round(height)) {
                title { (words::counted(*count, "event")) " first told " (days::days(Interval { from, to })) }
            }
        }
        line.axis x1="0" x2="100%" y1=(REPORTS + 0.5) y2=(REPORTS + 0.5) {}
        text.most x="2" y="9" { "first told" }
    }
}

fn histogram(axis: &Axis, events: &[&(Interval, bool)], view: &View) -> Markup {
    let mut bins = vec![(0_usize, 0_usize); axis.starts.len() - 1];
    for (when, disputed) in events {
        let bin = &mut bins[axis.bin(when.from)];
        bin.0 += 1;
        bin.1 += usize::from(*disputed);
    }
    let most = bins.iter().map(|bin| bin.0).max().unwrap_or(1).max(1) as f64;
    let (first, last) = (view.filter.from, view.filter.to);
    html! {
        @for (n, (count, disputed)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
            @let (from, to) = axis.days(n);
            @let (x, width) = axis.part(Interval { from, to });
            @let height = (*count as f64 / most * HIGHEST).max(2.0);
            @let red = height * *disputed as f64 / *count as f64;
            @let inside = first.is_none_or(|day| day <= to) && last.is_none_or(|day| from <= day);
            a href=(narrowed(view, from, to)) tabindex="-1" class=[(!inside).then_some("outside")] {
                title { (days::days(Interval { from, to })) ": " (words::counted(*count, "event")) ", " (disputed) " disputed" }
                rect.bar x={ (x) "%" } width={ (width.max(0.35) * 0.92) "%" } y=(round(BARS - height)) height=(round(height)) {}
                @if *disputed > 0 { rect.bar.disputed x={ (x) "%" } width={ (width.max(0.35) * 0.92) "%" } y=(round(BARS - red)) height=(round(red)) {} }
            }
        }
        line.axis x1="0" x2="100%" y1=(BARS + 0.5) y2=(BARS + 0.5) {}
        text.most x="2" y=(REPORTS + 12.0) { "events, most: " (most) " in a " (axis.name()) }
    }
}

fn narrowed(view: &View, from: Date, to: Date) -> String {
    let rest = view.address.without(|key, _| key == "from" || key == "to");
    rest.with("from", &from.to_string()).with("to", &to.to_string()).list()
}

fn ticks(axis: &Axis, y: f64) -> Markup {
    let step = axis.starts.len().div_ceil(6).max(1);
    html! {
        @for start in axis.starts.iter().take(axis.starts.len() - 1).step_by(step) {
            @let x = axis.part(Interval::day(*start)).0;
            @if x < 90.0 { text.tick x={ (x) "%" } y=(y) { (axis.label(*start)) } }
        }
    }
}

/// Packs vague events into rows, the narrowest first, as many as there is room for.
fn lanes(vague: &[&(Interval, bool)]) -> Vec<Vec<(Interval, bool)>> {
    let mut sorted: Vec<(Interval, bool)> = vague.iter().map(|event| **event).collect();
    sorted.sort_by_key(|(when, disputed)| (when.days(), *when, *disputed));
    let mut lanes: Vec<Vec<(Interval, bool)>> = Vec::new();
    for event in sorted {
        let free = |lane: &Vec<(Interval, bool)>| lane.iter().all(|(when, _)| !when.overlaps(event.0));
        match lanes.iter().position(free) {
            Some(n) => lanes[n].push(event),
            None if lanes.len() < LANES => lanes.push(vec![event]),
            None => {}
        }
    }
    lanes
}

/// The days from the first to the last event, cut into stretches.
#[derive(Debug)]
struct Axis {
    unit: Unit,
    /// Where each stretch starts, and one past the last.
    starts: Vec<Date>,
}

impl Axis {
    /// Makes an axis of at most about a hundred stretches; none where nothing has a day.
    fn of(events: &[(Interval, bool)]) -> Option<Self> {
        let first = events.iter().map(|(when, _)| when.from).min()?;
        let last = events.iter().map(|(when, _)| when.to).max()?;
        let unit = match Interval::new(first, last).days() {
            ..=100 => Unit::Day,
            101..=700 => Unit::Week,
            701..=3700 => Unit::Month,
            _ => Unit::Year,
        };
        let mut start = match unit {
            Unit::Day => first,
            Unit::Week => first.checked_sub(i32::from(first.weekday().to_monday_zero_offset()).days()).ok()?,
            Unit::Month => first.first_of_month(),
            Unit::Year => first.first_of_year(),
        };
        let mut starts = vec![start];
        while start <= last {
            start = match unit {
                Unit::Day => start.checked_add(1.day()),
                Unit::Week => start.checked_add(1.week()),
                Unit::Month => start.checked_add(1.month()),
                Unit::Year => start.checked_add(1.year()),
            }
            .ok()?;
            starts.push(start);
        }
        Some(Self { unit, starts })
    }

    fn first(&self) -> Date {
        self.starts[0]
    }

    fn last(&self) -> Date {
        self.starts[self.starts.len() - 1].yesterday().unwrap_or(self.starts[0])
    }

    fn bin(&self, day: Date) -> usize {
        self.starts.partition_point(|start| *start <= day).saturating_sub(1).min(self.starts.len() - 2)
    }

    fn days(&self, bin: usize) -> (Date, Date) {
        (self.starts[bin], self.starts[bin + 1].yesterday().unwrap_or(self.starts[bin]))
    }

    /// Gives where an interval begins and how wide it is, in percent of the axis.
    fn part(&self, when: Interval) -> (f64, f64) {
        let whole = f64::from(Interval::new(self.first(), self.last()).days());
        let before = f64::from(Interval::new(self.first(), when.from).days() - 1);
        (round(before / whole * 100.0), round(f64::from(when.days()) / whole * 100.0))
    }

    fn name(&self) -> &'static str {
        match self.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    fn label(&self, start: Date) -> String {
        match self.unit {
            Unit::Day | Unit::Week => days::days(Interval::day(start)),
            Unit::Month => days::month(start),
            Unit::Year => start.year().to_string(),
        }
    }
}

fn round(n: f64) -> f64 {
    (n * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::{Axis, Unit, lanes};
    use schema::Interval;

    fn when(from: &str, to: &str) -> (Interval, bool) {
        (Interval::new(from.parse().unwrap(), to.parse().unwrap()), false)
    }

    #[test]
    fn the_axis_fits_its_events() {
        let axis = Axis::of(&[when("2016-06-01", "2016-06-01"), when("2016-06-30", "2016-07-02")]).unwrap();
        assert_eq!((axis.unit, axis.starts.len()), (Unit::Day, 33));
        assert_eq!(axis.bin("2016-07-02".parse().unwrap()), 31);
        assert_eq!(axis.part(when("2016-06-01", "2016-07-02").0), (0.0, 100.0));
        assert_eq!(Axis::of(&[when("2000-01-01", "2020-01-01")]).unwrap().unit, Unit::Year);
        assert!(Axis::of(&[]).is_none());
    }

    #[test]
    fn vague_events_that_overlap_lie_in_rows_of_their_own() {
        let (a, b, c) =
            (when("2016-06-01", "2016-06-30"), when("2016-06-10", "2016-06-12"), when("2016-07-01", "2016-07-31"));
        let rows = lanes(&[&a, &b, &c]);
        assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    }
}
