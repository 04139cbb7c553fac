//! How does an event look in ACLED's 31 columns?

use crate::{
    csv::Row,
    sheet::{Sheet, joined},
};
use jiff::civil::Date;
use schema::{Actor, Precision};
use std::io::{Result, Write};

/// The columns of ACLED's export since March 2023, in its order.
pub(crate) const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// How the fatalities come about.
pub(crate) const FATALITIES: &str = "ACLED's column holds the low number: of each party's dead, and these summed, or of all \
     dead where that is more or a person settled it. Versions are in the claims; what people settled, and what the machine says, in \
     the notes.";

const CIVILIANS: u8 = 7;

/// Writes one row; false where ACLED has no such event.
pub(crate) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    let codes = &sheet.codes;
    if codes.acled_type.is_empty() {
        return Ok(false);
    }
    let mut row = Row::new(',');
    row.value(Some(&sheet.event.id));
    write_time(sheet, &mut row);
    row.value(Some(&codes.disorder));
    row.value(Some(&codes.acled_type));
    row.value(Some(&codes.acled_sub_type));
    write_actors(sheet, &mut row);
    write_place(sheet, &mut row);
    row.words(&joined(sheet.sources(), "; "));
    row.empty(1);
    row.words(&[vec![notes(sheet)], decided(sheet)].concat().join(" "));
    row.value(Some(sheet.toll("killed").unwrap_or_default().low));
    row.value(codes.disorder.contains("Demonstrations").then_some("crowd size=no report"));
    let last = sheet.documents.iter().filter_map(|document| document.published.when).map(|when| when.to).max();
    row.value(last.and_then(seconds));
    row.end(out)?;
    Ok(true)
}

fn write_time(sheet: &Sheet<'_>, row: &mut Row) {
    let Some(when) = sheet.event.when else { return row.empty(3) };
    row.value(Some(when.from));
    row.value(Some(when.from.year()));
    row.value(Some(match when.days() {
        1 => 1,
        2..=7 => 2,
        _ => 3,
    }));
}

fn write_actors(sheet: &Sheet<'_>, row: &mut Row) {
    let (agents, targets) = (&sheet.agents, &sheet.targets);
    let inter = |actors: &[&Actor]| actors.first().map(|actor| sheet.codebook.acled(actor));
    for actors in [agents, targets] {
        row.words(actors.first().map_or("", |actor| &actor.name));
        row.words(&joined(actors.iter().skip(1).map(|actor| actor.name.as_str()), "; "));
        row.value(inter(actors));
    }
    row.value(match (inter(agents), inter(targets)) {
        (Some(one), Some(other)) => Some(one.min(other) * 10 + one.max(other)),
        (Some(sole), None) | (None, Some(sole)) => Some(sole * 10),
        (None, None) => None,
    });
    let civilians = targets.iter().any(|actor| sheet.codebook.acled(actor) == CIVILIANS);
    let violence = sheet.codes.disorder.contains("Political violence");
    row.value((civilians && violence).then_some("Civilian targeting"));
}

fn write_place(sheet: &Sheet<'_>, row: &mut Row) {
    let region = sheet.codebook.region(sheet.iso2());
    row.value(region.and_then(|region| region.numeric));
    row.value(region.map(|region| &region.acled));
    row.value(sheet.codebook.country(sheet.iso2()).map(|country| &country.name));
    row.empty(3);
    row.words(sheet.place.map_or("", |place| &place.name));
    row.value(sheet.place.and_then(|place| place.lat));
    row.value(sheet.place.and_then(|place| place.lon));
    row.value(sheet.place.map(|place| match place.precision {
        Precision::Point => 1,
        Precision::Area | Precision::Country => 3,
    }));
}

/// Tells what happened, the day first as ACLED's notes do; what the sentence says of it behind is not said twice.
fn notes(sheet: &Sheet<'_>) -> String {
    let summary = &sheet.event.summary;
    let Some(when) = sheet.event.when else { return summary.clone() };
    let [from, to] = [when.from, when.to].map(|day| day.strftime("%-d %B %Y").to_string());
    if when.from == when.to {
        return format!("On {from}, {}", summary.replacen(&format!(" on {from}"), "", 1));
    }
    let is_said = summary.contains(&when.to.year().to_string());
    if is_said { summary.clone() } else { format!("Between {from} and {to}, {summary}") }
}

/// Tells what people settled about the row, each in a sentence.
fn decided(sheet: &Sheet<'_>) -> Vec<String> {
    sheet.settlements().into_iter().map(|told| format!("Decided: {told}.")).collect()
}

/// Gives the beginning of a day in seconds since 1970 (UTC).
fn seconds(day: Date) -> Option<i64> {
    let first = Date::new(1970, 1, 1).ok()?;
    Some(i64::from(first.until(day).ok()?.get_days()) * 86_400)
}
