//! What is in a case, in numbers?

use std::fmt::Write;
use store::query::Sizes;

/// Writes the size of each part of a case, and what is missing in it.
#[must_use]
pub fn info(sizes: &Sizes, set_aside: &[(String, String, String)]) -> String {
    let mut text = String::new();
    let Sizes { documents, without_date, inferred_date, mentions, events, without_place, without_day, actors, places } =
        sizes;
    let _ =
        writeln!(text, "documents  {documents} ({without_date} without a date, {inferred_date} with an inferred one)");
    let _ = writeln!(text, "set aside  {}", set_aside.len());
    let _ = writeln!(text, "mentions   {mentions}");
    let _ = writeln!(text, "events     {events} ({without_place} without place, {without_day} without day)");
    let _ = writeln!(text, "actors     {actors}");
    let _ = writeln!(text, "places     {places}");
    for (path, _, reason) in set_aside {
        let _ = writeln!(text, "  {}: {}", crate::terminal::plain(path), crate::terminal::plain(reason));
    }
    text
}
