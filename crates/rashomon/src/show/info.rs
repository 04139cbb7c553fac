//! What is in a case, in numbers?

use schema::{Basis, Case};
use std::fmt::Write;

/// Writes the size of each part of a case, and what is missing in it.
#[must_use]
pub fn info(case: &Case, set_aside: &[(String, String, String)]) -> String {
    let undated = case.documents.iter().filter(|document| document.published.basis == Basis::Unknown).count();
    let inferred = case.documents.iter().filter(|document| document.published.basis == Basis::Inferred).count();
    let mentions: usize = case.findings.iter().map(|findings| findings.events.len()).sum();
    let placeless = case.events.iter().filter(|event| event.place.is_none()).count();
    let dayless = case.events.iter().filter(|event| event.when.is_none()).count();
    let mut text = String::new();
    let _ = writeln!(
        text,
        "documents  {} ({undated} without a date, {inferred} with an inferred one)",
        case.documents.len()
    );
    let _ = writeln!(text, "set aside  {}", set_aside.len());
    let _ = writeln!(text, "mentions   {mentions}");
    let _ = writeln!(text, "events     {} ({placeless} without place, {dayless} without day)", case.events.len());
    let _ = writeln!(text, "actors     {}", case.actors.len());
    let _ = writeln!(text, "places     {}", case.places.len());
    for (path, _, reason) in set_aside {
        let _ = writeln!(text, "  {}: {}", crate::terminal::plain(path), crate::terminal::plain(reason));
    }
    text
}
