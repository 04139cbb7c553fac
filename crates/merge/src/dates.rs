//! When was an account written that does not say so?
//!
//! It tells of happenings that dated accounts tell of as well: it was written after the latest of them, and not long after.

use crate::apart::{gap, kilometers};
use crate::event::days;
use crate::settings::Settings;
use crate::summary::in_words;
use crate::telling::Telling;
use crate::words::common;
use jiff::ToSpan;
use jiff::civil::Date;
use schema::{
    Basis, Document, Findings, Interval, Published, Quantity, Realis, Relative, SectionKind, Span, TimeValue,
};
use std::collections::{BTreeMap, BTreeSet};

/// Dates accounts without a date by the happenings they share with dated ones; gives the new dates by index of the account.
pub(crate) fn infer(
    (documents, findings): (&[Document], &[Findings]),
    tellings: &[Telling<'_>],
    groups: &[Vec<usize>],
    settings: &Settings,
) -> BTreeMap<usize, Published> {
    let mut found = BTreeMap::new();
    let (told, met) = (told(tellings), met(groups, tellings));
    for (index, document) in documents.iter().enumerate().filter(|(_, document)| document.published.when.is_none()) {
        let own: Vec<usize> = told.get(&index).cloned().unwrap_or_default();
        let groups = met.get(&index).into_iter().flatten().map(|group| groups[*group].as_slice());
        let head: Vec<usize> =
            own.iter().copied().filter(|at| !tellings[*at].aside).take(settings.windows.lead).collect();
        let shared: Vec<Shared<'_, '_>> =
            groups.filter_map(|group| Shared::find(group, (index, &head), tellings, settings)).collect();
        if let Some((mut when, mut evidence)) = conclude(&shared, &latest_own(&own, tellings, settings), settings) {
            if let Some((day, words)) = dateline(document, &findings[index], when, settings) {
                when = Interval::day(day);
                evidence.push_str(&format!("; \"{words}\" stands above the account"));
            }
            let published = document.published.clone();
            found.insert(index, Published { when: Some(when), basis: Basis::Inferred, evidence, ..published });
        }
    }
    found
}

/// Gives the day that stands without a year above an account: "GOMA, Nov 20 -", in the year in which it was written.
fn dateline<'a>(
    document: &'a Document,
    findings: &Findings,
    when: Interval,
    settings: &Settings,
) -> Option<(Date, &'a str)> {
    /// How many bytes a title and a byline may fill before it.
    const HEAD: usize = 300;
    let above = |span: Span| span.start < HEAD && document.kind_at(span.start) == SectionKind::Boilerplate;
    let mut times = findings.times.iter().filter(|time| above(time.span));
    let (month, day, span) = times.find_map(|time| match time.value {
        TimeValue::Relative(Relative::Month(month, Some(day))) => Some((month, day, time.span)),
        _ => None,
    })?;
    let reach = settings.windows.inference_days.days();
    let (first, last) = (when.from.checked_sub(reach).ok()?, when.to.checked_add(reach).ok()?);
    let years = (first.year()..=last.year()).filter_map(|year| Date::new(year, month, day).ok());
    let fitting = years.into_iter().find(|day| (first..=last).contains(day))?;
    Some((fitting, span.of(&document.text)))
}

/// Gives the tellings of every account without a date.
fn told(tellings: &[Telling<'_>]) -> BTreeMap<usize, Vec<usize>> {
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate().filter(|(_, telling)| undated(telling)) {
        told.entry(telling.index).or_default().push(at);
    }
    told
}

/// Gives the groups that every account without a date is met in.
fn met(groups: &[Vec<usize>], tellings: &[Telling<'_>]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut met: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for telling in group.iter().map(|at| &tellings[*at]).filter(|telling| undated(telling)) {
            met.entry(telling.index).or_default().insert(number);
        }
    }
    met
}

fn undated(telling: &Telling<'_>) -> bool {
    telling.document.published.when.is_none()
}

/// A happening that the undated account shares with a dated one.
struct Shared<'t, 'a> {
    own: &'t Telling<'a>,
    other: &'t Telling<'a>,
    when: Interval,
    firm: bool,
}

impl<'t, 'a> Shared<'t, 'a> {
    fn find(
        group: &[usize],
        (index, head): (usize, &[usize]),
        tellings: &'t [Telling<'a>],
        settings: &Settings,
    ) -> Option<Self> {
        let own = group.iter().find(|at| head.contains(at)).map(|at| &tellings[*at])?;
        let elsewhere = |at: &&usize| tellings[**at].index != index && !tellings[**at].aside && actual(&tellings[**at]);
        let others: Vec<usize> = group.iter().filter(elsewhere).copied().collect();
        let when = days(&others, tellings).filter(|when| when.days() <= settings.windows.sharp_days)?;
        let firm = |other: &&Telling<'_>| match shared_sides(own, other) {
            0 => false,
            1 => near(own, other, settings) || from_one_number(own, other),
            _ => true,
        };
        let others = || others.iter().map(|at| &tellings[*at]);
        let firmest = others().find(firm);
        let other = firmest.or_else(|| others().find(|other| other.when.is_some()))?;
        actual(own).then_some(Self { own, other, when, firm: firmest.is_some() })
    }
}

fn actual(telling: &Telling<'_>) -> bool {
    telling.mention.realis == Realis::Actual
}

fn near(one: &Telling<'_>, other: &Telling<'_>, settings: &Settings) -> bool {
    let both = one.place.zip(other.place);
    both.is_some_and(|(a, b)| a.id == b.id || kilometers(a, b).is_some_and(|km| km <= settings.distances.near_km))
}

/// Tells whether both begin from one number that is no chance: "at least 287 abducted" and "287 abducted".
fn from_one_number(one: &Telling<'_>, other: &Telling<'_>) -> bool {
    /// Smaller numbers are common.
    const RARE: u64 = 20;
    let counted = |a: &Quantity| {
        let same = |b: &Quantity| a.attribute == b.attribute && a.bounds.min == b.bounds.min;
        other.mention.quantities.iter().any(same)
    };
    let large = |a: &Quantity| a.bounds.min.is_some_and(|count| count >= RARE);
    one.mention.quantities.iter().any(|a| large(a) && counted(a))
}

/// Counts the sides on which both name the same people.
fn shared_sides(one: &Telling<'_>, other: &Telling<'_>) -> usize {
    common(&one.agents, &other.agents).take(1).count() + common(&one.targets, &other.targets).take(1).count()
}

/// Gives the last day that the account itself fixes for something that happened.
fn latest_own(own: &[usize], tellings: &[Telling<'_>], settings: &Settings) -> Option<Interval> {
    let fixed =
        own.iter().map(|at| &tellings[*at]).filter(|telling| telling.dated && !telling.aside && actual(telling));
    fixed
        .filter_map(|telling| telling.when)
        .filter(|when| when.days() <= settings.windows.inferred_days)
        .max_by_key(|when| when.to)
}

/// Gives how much speaks for an account being written soon after this happening: a firm one counts twice.
///
/// One chance resemblance to something years later must not outvote several happenings of one week.
fn support(last: &Shared<'_, '_>, shared: &[Shared<'_, '_>], settings: &Settings) -> usize {
    let close = |other: &&Shared<'_, '_>| {
        other.when.to <= last.when.to && gap(other.when, last.when) <= settings.windows.inference_days
    };
    shared.iter().filter(close).map(|other| 1 + usize::from(other.firm)).sum()
}

fn latest<'s>(shared: &'s Shared<'_, '_>) -> (Date, Date, bool, &'s str) {
    (shared.when.to, shared.when.from, shared.firm, &shared.own.mention.id)
}

/// Concludes from one firm or two other shared happenings.
fn conclude(shared: &[Shared<'_, '_>], own: &Option<Interval>, settings: &Settings) -> Option<(Interval, String)> {
    let last = shared.iter().max_by_key(|last| (support(last, shared, settings), latest(last)))?;
    if support(last, shared, settings) < 2 {
        return None;
    }
    let later = own.filter(|own| own.to > last.when.to);
    let start = later.map_or(last.when.to, |own| own.to);
    let end = start.checked_add(settings.windows.inference_days.days()).ok()?;
    let fitting = narrow(shared, Interval { from: last.when.from, to: end });
    let when = fitting.filter(|_| later.is_none()).unwrap_or(Interval { from: start, to: end });
    let place = last.other.place.map_or_else(String::new, |place| format!(" at {}", place.name));
    let kind = &last.own.mention.kind;
    let source =
        last.other.document.source.as_ref().map_or(last.other.document.id.as_str(), |source| source.name.as_str());
    let mut evidence = format!("tells of the same {kind}{place} {} as {source}", in_words(last.when));
    if let Some(own) = later {
        evidence.push_str(&format!(", and of something {}", in_words(own)));
    } else if fitting.is_some() {
        evidence.push_str(", and counts its days from there");
    }
    Some((when, evidence))
}

/// Gives the days of writing for which the account's own "yesterday" or "on Tuesday" means the days known from others.
fn narrow(shared: &[Shared<'_, '_>], range: Interval) -> Option<Interval> {
    let stated = |shared: &Shared<'_, '_>| {
        shared.own.mention.time.as_ref().filter(|time| time.basis == Basis::Stated).map(|time| time.value)
    };
    let counted: Vec<(TimeValue, Interval)> = shared
        .iter()
        .filter_map(|shared| Some((stated(shared)?, shared.when)))
        .filter(|(value, _)| matches!(value, TimeValue::Relative(_)))
        .collect();
    let means = |day: Date| {
        counted.iter().all(|(value, when)| value.resolve(Some(day)).is_some_and(|meant| meant.overlaps(*when)))
    };
    let days = std::iter::successors(Some(range.from), |day| day.tomorrow().ok()).take_while(|day| *day <= range.to);
    let fitting: Vec<Date> = days.filter(|day| !counted.is_empty() && means(*day)).collect();
    Some(Interval { from: *fitting.first()?, to: *fitting.last()? })
}
