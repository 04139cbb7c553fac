//! On which days does a mention place its event, once the document's own day is known?

use schema::{Basis, Document, EventTime, Interval, TimeValue};

/// Gives the days of a mention and how they are known.
///
/// Where the document's day is only known as a range, "yesterday" is the day before any day of it;
/// days that hang on an inferred day are inferred themselves.
pub(crate) fn days(document: &Document, time: &EventTime) -> (Option<Interval>, Basis) {
    let (TimeValue::Relative(_) | TimeValue::Either(..)) = time.value else {
        return (time.value.resolve(None), time.basis);
    };
    let resolved = time.value.days(document.published.when);
    let basis = if document.published.basis == Basis::Inferred { Basis::Inferred } else { time.basis };
    (resolved, basis)
}
