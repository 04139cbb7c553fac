//! How does a case look in a notebook?

use schema::{Case, Event};
use std::{cmp::Reverse, fmt::Write};

/// Events that are shown.
const SHOWN: usize = 12;

/// Writes the most told events as a table; whatever comes from pages is escaped.
pub fn table(case: &Case) -> String {
    let mut events: Vec<&Event> = case.events.iter().collect();
    events.sort_by_key(|event| (Reverse(event.accounts().len()), event.when.map(|when| when.from), &event.id));
    let (shown, all) = (events.len().min(SHOWN), events.len());
    let mut html = format!(
        "<p>{all} events told in {} documents{}</p><table><thead><tr><th>event</th><th>days</th><th>what happened</th><th>accounts</th></tr></thead><tbody>",
        case.documents.len(),
        if shown < all { format!("; the {shown} most told") } else { String::new() }
    );
    for event in &events[..shown] {
        let days = event.when.map_or_else(String::new, |when| {
            if when.from == when.to { when.from.to_string() } else { format!("{} to {}", when.from, when.to) }
        });
        let cells = [event.id.as_str(), &days, &event.summary].map(escaped).join("</td><td>");
        let _ = write!(html, "<tr><td>{cells}</td><td>{}</td></tr>", event.accounts().len());
    }
    html + "</tbody></table>"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
