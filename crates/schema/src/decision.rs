//! What has a person decided, on which words?

use crate::{Bounds, MentionId, Span};
use serde::{Deserialize, Serialize};

/// Names a decision by its content: `R-` and 16 hexadecimal digits.
pub type DecisionId = String;

/// What is decided. The names are those of the log's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Two tellings are one event.
    SameEvent,
    /// Two tellings are two events.
    DifferentEvents,
    /// A telling is no event.
    NotAnEvent,
    /// The event that a telling tells of has this value: `kind`, `agent`, `target`, `place`, `time`, or a number's name.
    Settle,
    /// A telling says something else than was read: the same fields, and `speaker` and `realis`; no value where it says nothing.
    Correct,
    /// A spelling is another name of an actor or a place, as `field` tells.
    Alias,
    /// Two ids mean one actor.
    SameActor,
    /// Two ids mean one place.
    SamePlace,
    /// In one document, words that were read as one place mean another.
    OtherPlace,
    /// A document was published on this day.
    DocumentDate,
    /// A document was published by this source.
    DocumentSource,
    /// What the machine made of it stands.
    Accept,
    /// Somebody looked and could not tell.
    Unsure,
    /// These words tell of an event that was not found.
    AddEvent,
    /// There is an actor that was not known.
    AddActor,
    /// A place lies here, in degrees: `34.45,40.92`.
    PutOnMap,
    /// Another decision no longer holds.
    Withdraw,
    /// Somebody is to code this telling in a round.
    Assign,
}

/// Words of a document, so told that they are found again when rows, rules and models have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// SHA-256 of the page's bytes.
    pub document: String,
    /// Where the words stood, in bytes of the document's text.
    pub span: Span,
    /// The words.
    pub words: String,
    /// What stood before them.
    pub before: String,
    /// What stood after them.
    pub after: String,
}

/// One decision of one person. It is appended to the log of a case and never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// When, in UTC: `2031-03-05T10:00:00.000Z`.
    pub at: String,
    /// Who.
    pub by: String,
    /// What.
    pub act: Act,
    /// The words it was made on: the telling, then the other telling or the words of the value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on: Vec<Anchor>,
    /// The field that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// On whom a number is counted; or the id of the actor, place or decision that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The person's value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What the machine said when it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The round of coding it belongs to; such decisions stand aside from the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// What is undone together bears one name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
}

/// What was decided about an event, beside what the machine says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// The decision.
    pub decision: DecisionId,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: String,
    /// What kind of decision it is.
    pub act: Act,
    /// The field that it speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// On whom a number is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The person's value; none where the machine's was accepted, or nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What the machine says today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The telling that it speaks of.
    pub mention: MentionId,
}

impl Ruling {
    /// Gives the least and the most of the number that the person settled; none where the value is no number.
    #[must_use]
    pub fn number(&self) -> Option<(u64, u64)> {
        Bounds::parse(self.value.as_deref()?)?.ends()
    }
}
