//! How do two actors stand to one another?

use crate::{ActorId, Span};
use serde::{Deserialize, Serialize};

/// What an account says of two actors: "the Hill Front, backed by Lowland".
///
/// It is read as `one` `kind` `other`: the Hill Front is `backed_by` Lowland.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ActorRelation {
    /// `part_of`, `split_from`, `backed_by`, `allied_with`, `fights`, `led_by`, `spokesman_of`, `renamed_to`.
    pub kind: String,
    /// Of whom it is said.
    pub one: ActorId,
    /// To whom it relates him.
    pub other: ActorId,
    /// Both names and the words between them.
    pub span: Span,
    /// The rule that read it.
    pub rule: String,
}
