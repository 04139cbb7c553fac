//! Who is named?

use crate::Row;
use schema::Case;
use serde::{Deserialize, Serialize};

/// One actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorRow {
    /// Its id.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// What it is: `armed_group`, `state_forces`, `civilians`, …
    pub kind: String,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// Every name it goes by.
    pub aliases: Vec<String>,
}

impl Row for ActorRow {}

/// Lists the actors of a case.
#[must_use]
pub fn actors(case: &Case) -> Vec<ActorRow> {
    let row = |actor: &schema::Actor| ActorRow {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind.clone(),
        country: actor.country.clone(),
        aliases: actor.aliases.clone(),
    };
    case.actors.iter().map(row).collect()
}
