//! What is claimed, event by event?

use super::{dossier::write_claim, lookup::Names};
use crate::terminal::plain;
use schema::Case;
use std::fmt::Write;

/// Writes every claim of every event with its speakers and words.
#[must_use]
pub fn claims(case: &Case) -> String {
    let names = Names::new(case);
    let mut text = String::new();
    for event in case.events.iter().filter(|event| !event.claims.is_empty()) {
        let _ = writeln!(text, "{}  {}", event.id, plain(&event.summary));
        for claim in &event.claims {
            write_claim(&mut text, &names, claim);
        }
    }
    text
}
