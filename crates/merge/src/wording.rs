//! How are a happening, and those who take part in it, told in one sentence? The tables of `merging.toml` on that.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How actors are named and counted in a summary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Naming {
    /// Numbers that are told with every other kind of event.
    pub toll: Vec<String>,
    /// The actor that means just people.
    pub anybody: String,
    /// Actors that are a part of those counted beside them.
    pub parts: BTreeSet<String>,
    /// The kind of actor that is one person.
    pub person: String,
    /// Kinds of actor that have forces.
    pub armed: BTreeSet<String>,
    /// Beginnings of names that need an article.
    pub article: Vec<String>,
    /// Actors of whom one is called otherwise than by leaving out the s.
    pub one: BTreeMap<String, String>,
}

/// How a kind of event is told in a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kind {
    pub id: String,
    /// The verb: "attacked".
    pub told: String,
    /// The verb where nobody is hit.
    pub alone: Option<String>,
    /// The preposition between verb and target, where it needs one.
    #[serde(default)]
    pub link: String,
    /// The happening as a thing: "an attack".
    pub noun: String,
    /// The preposition between the thing and the target.
    pub on: String,
    /// The numbers of those whom it is told of.
    #[serde(default)]
    pub counted: Vec<String>,
}
