//! What does `rashomon/1` look like?
//!
//! `docs/export.md` describes these records for people, `docs/rashomon-1.schema.json` for programs.

use super::values::Best;
use schema::{Agreement, Basis, Precision, Realis, Ruling, SectionKind};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub id: &'a str,
    pub path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<&'a str>,
    pub published: Days<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<&'a str>,
    pub sections: Vec<Section<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
}

/// Days and how they are known; of a mention also the words.
#[derive(Serialize)]
pub(super) struct Days<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    pub basis: Basis,
}

#[derive(Serialize)]
pub(super) struct Section<'a> {
    pub kind: SectionKind,
    pub start: usize,
    pub end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Place among the sections, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Actor<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub aliases: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    pub id: &'a str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    pub precision: Precision,
    pub aliases: &'a [String],
}

/// How an account says that two actors stand to one another.
#[derive(Serialize)]
pub(super) struct Relation<'a> {
    pub document: &'a str,
    pub one: &'a str,
    pub kind: &'a str,
    pub other: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'a str>,
    #[serde(flatten)]
    pub words: Words<'a>,
}

/// Words and where they stand.
#[derive(Serialize)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

#[derive(Serialize)]
pub(super) struct Mention<'a> {
    pub id: &'a str,
    pub document: &'a str,
    pub start: usize,
    pub end: usize,
    pub trigger: Words<'a>,
    pub kind: &'a str,
    pub realis: Realis,
    pub attribution: Vec<Speech<'a>>,
    pub roles: Vec<Role<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<NamedPlace<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Days<'a>>,
    pub quantities: Vec<Quantity<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct Speech<'a> {
    pub speaker: &'a str,
    pub cue: &'a str,
    pub start: usize,
    pub end: usize,
}

#[derive(Serialize)]
pub(super) struct Role<'a> {
    pub role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<&'a str>,
    #[serde(flatten)]
    pub words: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct NamedPlace<'a> {
    pub id: &'a str,
    pub text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Quantity<'a> {
    pub attribute: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    #[serde(flatten)]
    pub words: Words<'a>,
}

#[derive(Serialize)]
pub(super) struct Event<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<&'a str>,
    pub agents: &'a [String],
    pub targets: &'a [String],
    pub mentions: &'a [String],
    pub articles: usize,
    pub sources: usize,
    pub origins: usize,
    pub claims: Vec<Claim<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub decided: &'a [Ruling],
}

#[derive(Serialize)]
pub(super) struct Claim<'a> {
    pub attribute: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    pub values: Vec<Value<'a>>,
    pub agreement: Agreement,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<Best<'a>>,
}

#[derive(Serialize)]
pub(super) struct Value<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'a str>,
    pub by: &'a [String],
    pub documents: &'a [String],
    pub mentions: &'a [String],
    /// The days on which the accounts that carry it were published, as far as they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
    #[serde(skip_serializing_if = "not")]
    pub party: bool,
    #[serde(skip_serializing_if = "not")]
    pub superseded: bool,
}

/// The first and the last day of reporting.
#[derive(Serialize)]
pub(super) struct Told {
    pub from: String,
    pub to: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn not(held: &bool) -> bool {
    !held
}
