//! Who?

use crate::Span;
use serde::{Deserialize, Serialize};

/// Names an actor: an entry of `data/actors` (`islamic-state`), or a name met in the case (`name:…`).
pub type ActorId = String;

/// Somebody who acts, suffers or speaks: an armed group, a state, a body, a population, a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// Its usual name.
    pub name: String,
    /// What it is, a key of `data/ontology/actor_kinds.toml`: `armed_group`, `state_forces`, `civilians`, …
    pub kind: String,
    /// ISO 3166-1 alpha-2 code of the country it belongs to, where it belongs to one.
    pub country: Option<String>,
    /// Every name it goes by, those met in the case among them; sorted.
    pub aliases: Vec<String>,
}

/// Words that mean an actor: a name, an acronym, a description, "the group".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorMention {
    /// The words, without a leading article: "New Syrian Army", "NSA fighters".
    pub span: Span,
    /// Who is meant.
    pub actor: ActorId,
    /// The rule that decided.
    pub rule: String,
}
