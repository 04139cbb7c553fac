//! How does an event look on somebody else's map?

use crate::{
    csv::Row,
    sheet::{Sheet, joined},
};
use serde_json::{Value, json};
use std::io::{Result, Write};

pub(crate) const KML_HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
     <kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><name>Rashomon</name>\n";

/// Writes a GeoJSON feature; one without a place on the map has no geometry.
pub(crate) fn write_feature(sheet: &Sheet<'_>, before: usize, out: &mut dyn Write) -> Result<bool> {
    let point = sheet.place.and_then(|place| Some((place.lat?, place.lon?)));
    let geometry = point.map_or(Value::Null, |(lat, lon)| json!({ "type": "Point", "coordinates": [lon, lat] }));
    let feature = json!({
        "type": "Feature",
        "id": sheet.event.id,
        "geometry": geometry,
        "properties": properties(sheet),
    });
    out.write_all(if before == 0 { b"\n" } else { b",\n" })?;
    serde_json::to_writer(&mut *out, &feature)?;
    Ok(true)
}

fn properties(sheet: &Sheet<'_>) -> Value {
    let event = sheet.event;
    let mut properties = json!({
        "id": event.id,
        "type": event.kind,
        "summary": event.summary,
        "from": event.when.map(|when| when.from.to_string()),
        "to": event.when.map(|when| when.to.to_string()),
        "place": sheet.place.map(|place| &place.name),
        "precision": sheet.place.map(|place| place.precision),
        "country": sheet.iso2(),
        "agents": joined(sheet.agents.iter().map(|actor| actor.name.as_str()), "; "),
        "targets": joined(sheet.targets.iter().map(|actor| actor.name.as_str()), "; "),
        "sources": joined(sheet.sources(), "; "),
        "documents": sheet.documents.len(),
        "disputed": joined(disputed(sheet), "; "),
    });
    if let Some(toll) = sheet.toll("killed") {
        properties["killed_low"] = json!(toll.low);
        properties["killed_best"] = json!(toll.best);
        properties["killed_high"] = json!(toll.high);
    }
    properties
}

fn disputed<'a>(sheet: &Sheet<'a>) -> Vec<&'a str> {
    let disputed = sheet.event.claims.iter().filter(|claim| claim.agreement == schema::Agreement::Disputed);
    disputed.map(|claim| claim.attribute.as_str()).collect()
}

/// Writes a KML placemark; false for an event that is on no map.
pub(crate) fn write_placemark(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    let Some((lat, lon)) = sheet.place.and_then(|place| Some((place.lat?, place.lon?))) else { return Ok(false) };
    let event = sheet.event;
    write!(out, "<Placemark id=\"{}\"><name>{}</name>", event.id, escaped(&event.summary))?;
    if let Some(when) = event.when {
        write!(out, "<TimeSpan><begin>{}</begin><end>{}</end></TimeSpan>", when.from, when.to)?;
    }
    let place = sheet.place.map_or("", |place| &place.name);
    let sources = joined(sheet.sources(), "; ");
    let disputed = joined(disputed(sheet), "; ");
    write!(out, "<ExtendedData>")?;
    for (name, value) in [
        ("id", event.id.as_str()),
        ("type", &event.kind),
        ("place", place),
        ("sources", &sources),
        ("disputed", &disputed),
    ] {
        write!(out, "<Data name=\"{name}\"><value>{}</value></Data>", escaped(value))?;
    }
    writeln!(out, "</ExtendedData><Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>")?;
    Ok(true)
}

/// Makes text safe within XML and HTML; letters that XML does not know are left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(letter),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => safe.push(letter),
        }
    }
    safe
}

/// Writes the coordinates of a table.
pub(crate) fn write_point(sheet: &Sheet<'_>, row: &mut Row) {
    row.value(sheet.place.and_then(|place| place.lat));
    row.value(sheet.place.and_then(|place| place.lon));
}
