//! What do people decide about a case, and what does the case come to with it?
//!
//! Decisions are a log that only grows. [`apply`] is a plain function from what the machine made of the pages and the log to
//! the case that is stored; whatever newer rules and pages make of a case, the same log is applied to it again.

mod agreement;
mod anchor;
mod apply;
mod coding;
mod fit;
mod log;
mod queue;
mod table;
mod value;

pub use agreement::{Metric, alpha, kappa};
pub use anchor::{Finder, anchor, anchor_of};
pub use apply::{Applied, Idle, apply};
pub use coding::{
    Agreement, Coded, Dispute, FIELDS, Round, Shown, adjudicate, agreed, assign, code, code_value, coded, compare,
    disputes, last_coded, rounds, shown, to_code,
};
pub use fit::{Pair, Plan, Weights, fit};
pub use log::{Conflict, Question, conflicts, draft, in_force, ordered, question, redo, standing, undo, withdrawals};
pub use queue::{Answer, Asked, Card, Choice, MOST_AT_ONCE, actor_named, answered, let_stand, place_named, queue};
pub use table::{Form, TableError, read, write};
pub use value::{bounds_text, coordinates, days, days_text, field_of_event, field_of_mention};
