//! What happened, as far as all accounts tell?

use crate::{Act, ActorId, Bounds, DocumentId, Interval, MentionId, PlaceId, Reasons, Ruling, Span, account_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Names an event: `E-` and eight speakable characters made from its earliest mention: `E-7QK4-M2XD`.
pub type EventId = String;

/// How far the versions of one attribute agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// One speaker only.
    Single,
    /// The same value from two or more independent speakers.
    Corroborated,
    /// Different values that can all be true.
    Compatible,
    /// Values that exclude one another.
    Disputed,
}

/// One version of a value: who gives it, in which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimValue {
    /// For numbers: the bounds.
    pub bounds: Option<Bounds>,
    /// For all else: the value, an id or a day or days (`2016-06-28..2016-06-29`).
    pub value: Option<String>,
    /// The outermost speaker the text names, or the document's source where it names none; several where several say the same.
    pub by: Vec<String>,
    /// The documents that carry it, sorted.
    pub documents: Vec<DocumentId>,
    /// The mentions that carry it, sorted.
    pub mentions: Vec<MentionId>,
    /// The words in each document.
    pub words: Vec<(DocumentId, Span)>,
    /// True where the speaker is a party to the event.
    pub party: bool,
}

/// Everything that is claimed about one attribute of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// `killed`, `wounded`, … or `agent`, `target`, `place`, `time`, `kind`, `happened`.
    pub attribute: String,
    /// For numbers: the party on whom they are counted.
    pub of: Option<ActorId>,
    /// The versions, most widely told first.
    pub values: Vec<ClaimValue>,
    /// How far they agree.
    pub agreement: Agreement,
}

/// Why a mention stands in an event, or why two did not meet although they might have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// One mention.
    pub one: MentionId,
    /// The other.
    pub other: MentionId,
    /// True where they were joined.
    pub joined: bool,
    /// Score between 0 and 1.
    pub score: f64,
    /// The reasons, in words.
    pub reasons: Reasons,
}

/// One real-world happening with all its tellings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Key of `data/ontology/event_kinds.toml`.
    pub kind: String,
    /// One plain sentence that says no more than the accounts.
    pub summary: String,
    /// The days on which it happened, as far as the accounts tell.
    pub when: Option<Interval>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Who did it.
    pub agents: Vec<ActorId>,
    /// To whom.
    pub targets: Vec<ActorId>,
    /// The tellings, sorted.
    pub mentions: Vec<MentionId>,
    /// Every version of every attribute.
    pub claims: Vec<Claim>,
    /// The larger event that it is a part of, such as the offensive of an airstrike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<EventId>,
    /// What people decided about it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Ruling>,
}

impl Event {
    /// Gives the ids of the accounts that tell of it.
    #[must_use]
    pub fn accounts(&self) -> BTreeSet<&str> {
        self.mentions.iter().map(|mention| account_of(mention)).collect()
    }

    /// Gives the larger event that it is a part of, or itself.
    #[must_use]
    pub fn whole(&self) -> &EventId {
        self.part_of.as_ref().unwrap_or(&self.id)
    }

    /// Gives the last ruling that settles a field, of a number on whom it is counted; it stands against what accounts give.
    #[must_use]
    pub fn settled(&self, field: &str, of: Option<&str>) -> Option<&Ruling> {
        let speaks = |one: &&Ruling| one.field.as_deref() == Some(field) && one.of.as_deref() == of;
        self.decided.iter().rev().filter(|one| one.act == Act::Settle).find(speaks)
    }

    /// Gives the rulings that settle something, each field's last one.
    pub fn settlements(&self) -> impl Iterator<Item = &Ruling> {
        self.decided.iter().filter(|one| {
            let last = one.field.as_deref().and_then(|field| self.settled(field, one.of.as_deref()));
            last.is_some_and(|last| last.decision == one.decision)
        })
    }
}
