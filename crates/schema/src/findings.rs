//! What does one account say?

use crate::{
    Actor, ActorId, ActorMention, ActorRelation, Basis, DocumentId, Place, PlaceId, PlaceMention, Quantity, Span,
    TimeExpression, TimeValue,
};
use serde::{Deserialize, Serialize};

/// Names an event mention: the document's id, `#` and the trigger's first byte: `D-548c921566be#1024`.
pub type MentionId = String;

/// Gives the id of the account in which a mention stands.
#[must_use]
pub fn account_of(mention: &str) -> &str {
    mention.split_once('#').map_or(mention, |(account, _)| account)
}

/// Whether a happening is told as having happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Realis {
    /// Told as having happened or going on.
    Actual,
    /// Threatened, ordered, prepared, demanded.
    Planned,
    /// Asked, supposed, feared, conditional.
    Hypothetical,
    /// Said not to have happened.
    Denied,
    /// A habit or a kind.
    Generic,
}

/// One speaker of a chain ("Reuters quoted a rebel as saying"), outermost first in an [`EventMention`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speech {
    /// The speaker's words: "NSA spokesman Mozahem al-Saloum".
    pub speaker: String,
    /// The actor, where the speaker is or speaks for one.
    pub actor: Option<ActorId>,
    /// The words that attribute: "said", "according to".
    pub cue: String,
    /// Where the speaker's words stand.
    pub span: Span,
}

/// A stretch of text that the account puts into somebody's mouth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// Who says it and how; a pronoun stands for the speaker it points at.
    pub speech: Speech,
    /// The speaker's words as they stand there: "he".
    pub words: Span,
    /// Where the words that attribute stand.
    pub cue: Span,
    /// What is said.
    pub content: Vec<Span>,
    /// The rule that found it.
    pub rule: String,
}

/// A participant of an event in its role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    /// `agent`, `target`, `victim`, `instrument`, `beneficiary`, `origin`, `destination`.
    pub role: String,
    /// Who, where it is an actor.
    pub actor: Option<ActorId>,
    /// The words.
    pub span: Span,
}

/// Where a mention places its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPlace {
    /// The place.
    pub place: PlaceId,
    /// The words that name it, possibly in another sentence.
    pub span: Span,
    /// Stated in the clause, or inherited (inferred).
    pub basis: Basis,
    /// The rule that decided.
    pub rule: String,
}

/// When a mention places its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTime {
    /// The value, still relative where the account has no day of its own.
    pub value: TimeValue,
    /// The words, where there are any.
    pub span: Option<Span>,
    /// Stated in the clause, or inherited (inferred).
    pub basis: Basis,
    /// The rule that decided.
    pub rule: String,
}

/// One telling of a happening: a clause of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventMention {
    /// Its id.
    pub id: MentionId,
    /// The clause.
    pub clause: Span,
    /// The word or words that evoke it.
    pub trigger: Span,
    /// Key of `data/ontology/event_kinds.toml`.
    pub kind: String,
    /// Whether it is told as having happened.
    pub realis: Realis,
    /// Who says so, outermost first; empty where the account speaks itself.
    pub attribution: Vec<Speech>,
    /// The participants.
    pub arguments: Vec<Argument>,
    /// Where.
    pub place: Option<EventPlace>,
    /// When.
    pub time: Option<EventTime>,
    /// How many.
    pub quantities: Vec<Quantity>,
    /// The rule or model that found it, as a path: `en/events/airstrike/strike-noun`.
    pub rule: String,
}

impl EventMention {
    /// Makes a telling of something that happened, of which nothing is known yet but its kind, its clause and its trigger.
    #[must_use]
    pub fn bare(id: MentionId, kind: String, clause: Span, trigger: Span) -> Self {
        Self {
            id,
            clause,
            trigger,
            kind,
            realis: Realis::Actual,
            attribution: Vec::new(),
            arguments: Vec::new(),
            place: None,
            time: None,
            quantities: Vec::new(),
            rule: String::new(),
        }
    }
}

/// Everything found in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// The document.
    pub document: DocumentId,
    /// Entries for every actor that is mentioned, with the names used here among its aliases.
    pub actors: Vec<Actor>,
    /// Entries for every place that is mentioned, with the spellings used here among its aliases.
    pub places: Vec<Place>,
    /// Where actors are named, in text order.
    pub actor_mentions: Vec<ActorMention>,
    /// How actors stand to one another, in text order.
    #[serde(default)]
    pub relations: Vec<ActorRelation>,
    /// Where places are named, in text order.
    pub place_mentions: Vec<PlaceMention>,
    /// Where times are named, in text order.
    pub times: Vec<TimeExpression>,
    /// Numbers of people and things, in text order.
    pub quantities: Vec<Quantity>,
    /// Where numbers stand that count over months or years and are of no one event: "since the war began".
    #[serde(default)]
    pub totals: Vec<Span>,
    /// Who says what, in text order.
    pub attributions: Vec<Attribution>,
    /// What happens, in text order of the triggers.
    pub events: Vec<EventMention>,
}
