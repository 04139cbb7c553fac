//! How does an event look in PLOVER's JSON, and in the 40 columns of POLECAT?

use crate::{
    csv::Row,
    geo::write_point,
    sheet::{Sheet, joined, published},
};
use schema::{Actor, Precision};
use serde_json::{Map, Value, json};
use std::io::{Result, Write};
use store::query::{self, ClaimShown};

/// The columns of POLECAT, in its order.
pub(crate) const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Writes a PLOVER record; false where PLOVER has no such event.
pub(crate) fn write_json(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    if sheet.codes.plover.is_empty() {
        return Ok(false);
    }
    let event = sheet.event;
    let shown = query::claims_of(event, sheet.case);
    let quote = shown.iter().flat_map(|claim| &claim.versions).find_map(|version| version.quotes.first());
    let mut record = json!({
        "id": event.id,
        "has_event": true,
        "date": event.when.map(|when| when.from.to_string()).unwrap_or_default(),
        "enddate": event.when.map(|when| when.to.to_string()),
        "actor": entities(sheet, &sheet.agents, &raw(&shown, "agent")),
        "recipient": entities(sheet, &sheet.targets, &raw(&shown, "target")),
        "event": sheet.codes.plover,
        "event_text": event.summary,
        "quad_code": sheet.codes.quad,
        "mode": Some(&sheet.codes.mode).filter(|mode| !mode.is_empty()),
        "event_loc": location(sheet, &raw(&shown, "place")),
        "text": quote.map(|quote| format!("{}{}{}", quote.prefix, quote.exact, quote.suffix)),
        "size": size(sheet),
        "cite_info": sheet.documents.iter().map(|document| json!({
            "document": document.id,
            "source": query::source_name(document),
            "title": document.title,
            "date": published(document),
            "sha256": document.hash,
        })).collect::<Vec<_>>(),
        "coder": format!("rashomon {}", env!("CARGO_PKG_VERSION")),
        "comment": "values differ between accounts: see the claims beside this file",
    });
    without_nothing(&mut record);
    serde_json::to_writer(&mut *out, &record)?;
    out.write_all(b"\n")?;
    Ok(true)
}

/// Gives the words that stand for an attribute, as the accounts have them.
fn raw(claims: &[ClaimShown], attribute: &str) -> Vec<String> {
    let versions = claims.iter().filter(|claim| claim.attribute == attribute).flat_map(|claim| &claim.versions);
    let mut words: Vec<String> =
        versions.flat_map(|version| &version.quotes).map(|quote| quote.exact.clone()).collect();
    words.sort();
    words.dedup();
    words
}

fn entities(sheet: &Sheet<'_>, actors: &[&Actor], raw: &[String]) -> Vec<Value> {
    let entity = |actor: &&Actor| {
        json!({
            "code": sheet.codebook.country(actor.country.as_deref()).map(|country| &country.iso3),
            "sector": sheet.codebook.sector(actor),
            "entity_text": raw.join("; "),
            "identifier_id": actor.id,
            "identifier_text": actor.name,
        })
    };
    actors.iter().map(entity).collect()
}

fn location(sheet: &Sheet<'_>, raw: &[String]) -> Option<Value> {
    let place = sheet.place?;
    Some(json!({
        "extracted_place": raw.join("; "),
        "resolved_place": place.name,
        "geonameid": place.id.strip_prefix("geonames:"),
        "lat": place.lat,
        "lon": place.lon,
        "country": sheet.codebook.country(sheet.iso2()).map(|country| &country.name),
        "country_code": sheet.codebook.country(sheet.iso2()).map(|country| &country.iso3),
        "resolution": match place.precision {
            Precision::Point => 1,
            Precision::Area => 3,
            Precision::Country => 5,
        },
    }))
}

fn size(sheet: &Sheet<'_>) -> Value {
    let best = |attribute: &str| sheet.toll(attribute).map(|toll| toll.best);
    json!({ "dead": best("killed"), "injured": best("wounded"), "arrested": best("arrested") })
}

/// Takes out all that is null or empty.
fn without_nothing(value: &mut Value) {
    let is_nothing = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(without_nothing);
            let kept = std::mem::take(map).into_iter().filter(|(key, value)| key == "date" || !is_nothing(value));
            *map = kept.collect::<Map<_, _>>();
        }
        Value::Array(list) => list.iter_mut().for_each(without_nothing),
        _ => {}
    }
}

/// Writes a row of POLECAT; false where PLOVER has no such event.
pub(crate) fn write_row(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    if sheet.codes.plover.is_empty() {
        return Ok(false);
    }
    let shown = query::claims_of(sheet.event, sheet.case);
    let mut row = Row::new('\t');
    row.value(Some(&sheet.event.id));
    row.value(sheet.event.when.map(|when| when.from));
    row.value(Some(&sheet.codes.plover));
    row.value(Some(&sheet.codes.mode));
    row.empty(1);
    row.value(sheet.codes.quad);
    row.empty(1);
    for (actors, attribute) in [(&sheet.agents, "agent"), (&sheet.targets, "target")] {
        write_actor(sheet, actors, &raw(&shown, attribute), &mut row);
    }
    write_place(sheet, &raw(&shown, "place"), &mut row);
    let first = sheet.documents.first();
    row.words(&joined(sheet.sources(), "; "));
    row.value(first.map(|document| published(document)));
    row.empty(3);
    row.value(first.and_then(|document| document.language.as_ref()));
    row.value(Some(env!("CARGO_PKG_VERSION")));
    row.end(out)?;
    Ok(true)
}

fn write_actor(sheet: &Sheet<'_>, actors: &[&Actor], raw: &[String], row: &mut Row) {
    let country = |actor: &&&Actor| sheet.codebook.country(actor.country.as_deref());
    let sectors: Vec<&str> = actors.iter().map(|actor| sheet.codebook.sector(actor)).collect();
    row.words(&joined(actors.iter().map(|actor| actor.name.as_str()), "; "));
    row.value(actors.first().as_ref().and_then(country).map(|country| &country.iso3));
    row.value(actors.first().as_ref().and_then(country).and_then(|country| country.gw));
    row.value(sectors.first());
    row.value(Some(sectors.join("; ")));
    row.empty(1);
    row.words(&raw.join("; "));
    row.empty(1);
}

fn write_place(sheet: &Sheet<'_>, raw: &[String], row: &mut Row) {
    let place = sheet.place;
    let point = place.filter(|place| place.precision == Precision::Point);
    row.words(place.map_or("", |place| &place.name));
    row.words(point.map_or("", |place| &place.name));
    row.empty(2);
    row.value(sheet.codebook.country(sheet.iso2()).map(|country| &country.name));
    write_point(sheet, row);
    row.value(place.and_then(|place| place.id.strip_prefix("geonames:")));
    row.words(&raw.join("; "));
    row.value(place.map(|place| match place.precision {
        Precision::Point => "P",
        Precision::Area => "A",
        Precision::Country => "PCLI",
    }));
}
