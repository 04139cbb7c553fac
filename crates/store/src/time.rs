//! On which days does a mention place its event, once the document's own day is known?

use schema::{Basis, Document, EventMention, Interval, TimeValue};

/// Gives the days of a mention and how they are known; none where it has no time.
///
/// Where the document's day is only known as a range, "yesterday" is the day before any day of it;
/// days that hang on an inferred day are inferred themselves.
pub(crate) fn days(document: &Document, mention: &EventMention) -> Option<(Option<Interval>, Basis)> {
    let time = mention.time.as_ref()?;
    let (TimeValue::Relative(_) | TimeValue::Either(..)) = time.value else {
        return Some((time.value.resolve(None), time.basis));
    };
    let written = document.written_at(mention.trigger.start);
    let resolved = time.value.days(written);
    let of_page = written == document.published.when;
    let basis = if of_page && document.published.basis == Basis::Inferred { Basis::Inferred } else { time.basis };
    Some((resolved, basis))
}
