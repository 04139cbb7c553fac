//! Who is said to have held each place, from when until when, and who says otherwise?

use crate::{
    Codebook, Written,
    csv::{self, Row},
};
use std::io::Write;
use store::{
    CaseFile, StoreError,
    query::{self, Filter, Holding},
};

const COLUMNS: [&str; 20] = [
    "place",
    "place_name",
    "latitude",
    "longitude",
    "country",
    "claimed_by",
    "published_by",
    "state",
    "holder",
    "holder_name",
    "from",
    "until",
    "times",
    "contested",
    "otherwise",
    "event",
    "document",
    "start",
    "end",
    "words",
];

/// Writes the ledger of the places in the events that pass a filter.
pub(crate) fn write(
    file: &CaseFile,
    filter: &Filter,
    codebook: &Codebook,
    out: &mut dyn Write,
) -> Result<Written, StoreError> {
    let [taking, leaving] = codebook.changes_of_hands();
    let statements = query::statements(file, filter, &[taking, leaving.clone()].concat())?;
    csv::header(out, &COLUMNS, ',')?;
    let mut written = Written::default();
    for holding in query::holdings(&statements, &leaving) {
        row(&holding).end(out)?;
        written.records += 1;
    }
    out.flush()?;
    Ok(written)
}

fn row(holding: &Holding<'_>) -> Row {
    let statement = holding.statement;
    let (place, actor) = (&statement.place, statement.actor.as_ref());
    let otherwise =
        holding.otherwise.iter().map(|other| format!("{} ({}, {})", other.holder(), other.claimed_by(), other.from));
    let mut row = Row::new(',');
    row.words(&place.id);
    row.words(&place.name);
    row.value(place.lat);
    row.value(place.lon);
    row.value(place.country.as_ref());
    row.words(statement.claimed_by());
    row.words(&statement.source);
    row.value(Some(if holding.held { "held" } else { "left" }));
    row.words(actor.map_or("", |actor| &actor.id));
    row.words(actor.map_or("", |actor| &actor.name));
    row.value(Some(statement.from));
    row.value(holding.until);
    row.value(Some(holding.times));
    row.value(Some(u8::from(!holding.otherwise.is_empty())));
    row.words(&otherwise.collect::<Vec<_>>().join("; "));
    row.value(Some(&statement.event));
    row.value(Some(&statement.document));
    row.value(Some(statement.points.start));
    row.value(Some(statement.points.end));
    row.words(&statement.words);
    row
}
