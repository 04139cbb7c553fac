//! What was known on a day, from the accounts published until then?

use crate::{
    book::Book,
    pages::{Asked, value},
    refusal::Refusal,
};
use jiff::civil::Date;
use schema::Event;
use std::collections::BTreeMap;

/// Reads the day that an address asks for: `as_of=2019-03-12`.
pub(crate) fn day(asked: &Asked) -> Result<Option<Date>, Refusal> {
    let Some(text) = value(asked, "as_of").filter(|text| !text.is_empty()) else { return Ok(None) };
    let wrong = || Refusal::Misasked(format!("as_of={text}: no day; write it as 2019-03-12"));
    text.parse().map(Some).map_err(|_| wrong())
}

/// Counts the accounts of an event by the day until which each was published for certain.
pub(crate) fn days_of(book: &Book, event: &Event) -> BTreeMap<Date, usize> {
    let mut days = BTreeMap::new();
    for id in book.reports(event).documents {
        if let Some(when) = book.document(&id).and_then(|document| document.published.when) {
            *days.entry(when.to).or_default() += 1;
        }
    }
    days
}
