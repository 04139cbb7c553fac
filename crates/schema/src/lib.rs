//! The nouns of Rashomon: what is read, found, claimed and stored.
//!
//! A type lives here only if it is stored, exported or crosses two sibling crates.
//! Positions are [`Span`]s: half-open byte ranges of [`Document::text`] on character boundaries.

mod actor;
mod case;
mod code_points;
mod data;
mod decision;
mod document;
mod event;
mod findings;
mod history;
mod place;
mod quantity;
mod reasons;
mod relation;
mod span;
mod time;
mod witness;

pub use actor::{Actor, ActorId, ActorMention};
pub use case::Case;
pub use code_points::CodePoints;
pub use data::{DataFile, Problem};
pub use decision::{Act, Anchor, Decision, DecisionId, Ruling};
pub use document::{Dated, Document, DocumentId, Published, Section, SectionKind, Source};
pub use event::{Agreement, Claim, ClaimValue, Event, EventId, Link};
pub use findings::{
    Argument, Attribution, EventMention, EventPlace, EventTime, Findings, MentionId, Realis, Speech, account_of,
};
pub use history::superseded;
pub use place::{EARTH_KM, Place, PlaceId, PlaceMention, Precision, ToponymUse, kilometers};
pub use quantity::{Bounds, Quantity};
pub use reasons::Reasons;
pub use relation::ActorRelation;
pub use span::Span;
pub use time::{Basis, Grain, Interval, Relative, TimeExpression, TimeValue};
pub use witness::{Witnesses, origin, publisher};
