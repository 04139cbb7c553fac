//! How does an event look in UCDP GED's 49 columns?

use crate::{
    csv::Row,
    sheet::{Sheet, joined, published},
};
use schema::{Actor, Precision};
use std::io::{Result, Write};
use store::query::{self, Toll};

/// The columns of GED, in its order.
pub(crate) const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// Letters and digits of event ids.
const ALPHABET: &str = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Writes one row; false where UCDP has no such event.
pub(crate) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    if sheet.codes.ucdp.is_empty() {
        return Ok(false);
    }
    let mut row = Row::new(',');
    row.value(Some(number(&sheet.event.id)));
    row.value(Some(&sheet.event.id));
    row.value(sheet.event.when.map(|when| when.from.year()));
    row.empty(2);
    row.value(Some(violence(sheet)));
    write_sides(sheet, &mut row);
    write_sources(sheet, &mut row);
    write_place(sheet, &mut row);
    row.value(Some(if sheet.event.when.is_some_and(|when| when.days() < 3) { 1 } else { 2 }));
    write_days(sheet, &mut row);
    write_deaths(sheet, &mut row);
    for actors in [&sheet.agents, &sheet.targets] {
        let state = actors.first().filter(|actor| sheet.codebook.is(actor, "state"));
        row.value(state.and_then(|actor| sheet.codebook.country(actor.country.as_deref())?.gw));
    }
    row.end(out)?;
    Ok(true)
}

/// Gives the number that an event's id is in the alphabet of ids: GED wants numbers.
fn number(id: &str) -> u64 {
    let letters = id.strip_prefix("E-").unwrap_or(id).chars();
    let digits = letters.filter_map(|letter| ALPHABET.find(letter));
    digits.fold(0, |number: u64, digit| number.wrapping_mul(31).wrapping_add(digit as u64))
}

/// Gives 1 state-based, 2 non-state or 3 one-sided.
fn violence(sheet: &Sheet<'_>) -> u8 {
    let on = |actors: &[&Actor], side: &str| actors.iter().any(|actor| sheet.codebook.is(actor, side));
    let one_sided = !sheet.targets.is_empty() && sheet.targets.iter().all(|actor| sheet.codebook.is(actor, "civilian"));
    let state = ["state", "police"].iter().any(|side| on(&sheet.agents, side) || on(&sheet.targets, side));
    match sheet.codes.ucdp.as_str() {
        "one-sided" => 3,
        _ if one_sided => 3,
        _ if state => 1,
        _ => 2,
    }
}

fn write_sides(sheet: &Sheet<'_>, row: &mut Row) {
    let names = |actors: &[&Actor]| joined(actors.iter().map(|actor| actor.name.as_str()), ", ");
    let (a, b) = (names(&sheet.agents), names(&sheet.targets));
    let dyad = if a.is_empty() || b.is_empty() { String::new() } else { format!("{a} - {b}") };
    row.empty(5);
    row.words(&dyad);
    row.empty(2);
    row.words(&a);
    row.empty(2);
    row.words(&b);
}

fn write_sources(sheet: &Sheet<'_>, row: &mut Row) {
    let articles: Vec<String> = sheet
        .documents
        .iter()
        .map(|document| {
            let title = document.title.as_deref().unwrap_or_default();
            format!("\"{},{},{title}\"", query::source_name(document), published(document))
        })
        .collect();
    let speakers = sheet.event.claims.iter().flat_map(|claim| &claim.values).flat_map(|value| &value.by);
    let mut speakers: Vec<&str> = speakers.map(String::as_str).collect();
    speakers.sort_unstable();
    speakers.dedup();
    row.value(Some(sheet.sources().len()));
    row.words(&articles.join(";"));
    row.words(&joined(sheet.sources(), ";"));
    row.value(sheet.documents.first().map(|document| published(document)));
    row.words(sheet.documents.first().and_then(|document| document.title.as_deref()).unwrap_or_default());
    row.words(&speakers.join(";"));
}

fn write_place(sheet: &Sheet<'_>, row: &mut Row) {
    let place = sheet.place;
    row.value(place.map(|place| match place.precision {
        Precision::Point => 1,
        Precision::Area => 4,
        Precision::Country => 6,
    }));
    row.words(place.map_or("", |place| &place.name));
    row.words(place.map_or("", |place| &place.name));
    row.empty(2);
    let point = place.and_then(|place| Some((place.lat?, place.lon?)));
    row.value(point.map(|(lat, _)| lat));
    row.value(point.map(|(_, lon)| lon));
    row.value(point.map(|(lat, lon)| format!("POINT ({lon} {lat})")));
    row.value(point.map(|(lat, lon)| cell(lat, lon)));
    let country = sheet.codebook.country(sheet.iso2());
    row.value(country.map(|country| &country.name));
    row.value(country.and_then(|country| country.gw));
    row.value(sheet.codebook.region(sheet.iso2()).map(|region| &region.ucdp));
}

/// Gives the cell of the PRIO grid: half degrees, counted from 1 at 90° south and 180° west.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both are between 1 and 720")]
fn cell(lat: f64, lon: f64) -> u32 {
    let row = ((lat + 90.0) / 0.5).floor().clamp(0.0, 359.0) as u32 + 1;
    let column = ((lon + 180.0) / 0.5).floor().clamp(0.0, 719.0) as u32 + 1;
    (row - 1) * 720 + column
}

fn write_days(sheet: &Sheet<'_>, row: &mut Row) {
    let Some(when) = sheet.event.when else { return row.empty(3) };
    row.value(Some(match when.days() {
        1 => 1,
        2..=6 => 2,
        7 => 3,
        8..=31 => 4,
        _ => 5,
    }));
    row.value(Some(when.from));
    row.value(Some(when.to));
}

/// The dead of each side; those of nobody known make up what is missing to the whole. Sides that count more than a whole that a person
/// settled are not believed: then nobody knows whose the dead are.
fn write_deaths(sheet: &Sheet<'_>, row: &mut Row) {
    let (mut a, mut b, mut civilians, mut unknown) =
        (Toll::default(), Toll::default(), Toll::default(), Toll::default());
    let mut whole = Toll::default();
    for (of, toll) in sheet.tolls("killed") {
        let actor = of.and_then(|id| query::actor_in(sheet.case, id));
        let among = |actors: &[&Actor]| of.is_some_and(|id| actors.iter().any(|actor| actor.id == id));
        match of {
            _ if actor.is_some_and(|actor| sheet.codebook.is(actor, "civilian")) => civilians = civilians.plus(toll),
            Some(_) if among(&sheet.agents) => a = a.plus(toll),
            Some(_) if among(&sheet.targets) => b = b.plus(toll),
            Some(_) => unknown = unknown.plus(toll),
            None => whole = toll,
        }
    }
    let mut sum = a.plus(b).plus(civilians).plus(unknown);
    if whole.decided && sum.best > whole.best {
        (a, b, civilians, unknown, sum) =
            (Toll::default(), Toll::default(), Toll::default(), Toll::default(), Toll::default());
    }
    let unknown = unknown.best + whole.best.saturating_sub(sum.best);
    for deaths in [a.best, b.best, civilians.best, unknown] {
        row.value(Some(deaths));
    }
    row.value(Some(a.best + b.best + civilians.best + unknown));
    let high = if whole.decided { whole.high } else { whole.high.max(sum.high) };
    row.value(Some(high));
    row.value(Some(match whole {
        _ if whole == Toll::default() => sum.low,
        _ if whole.decided => whole.low,
        _ => whole.low.max(sum.low),
    }));
}

#[cfg(test)]
mod tests {
    use super::{cell, number};

    #[test]
    fn cells_are_counted_from_the_south_west() {
        assert_eq!(cell(-90.0, -180.0), 1);
        assert_eq!(cell(34.45, 40.92), 248 * 720 + 442);
        assert_eq!(cell(90.0, 180.0), 259_200);
    }

    #[test]
    fn two_ids_are_two_numbers() {
        assert_eq!(number("E-2222-2223"), 1);
        assert!(number("E-ZZZZ-ZZZZ") < 1 << 53, "a spreadsheet holds it whole");
        assert_ne!(number("E-7QK4-M2XD"), number("E-7QK4-M2XE"));
    }
}
