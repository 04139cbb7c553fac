//! Which words of a telling give a version of a claim?
//!
//! The file keeps the words of a version only where this says otherwise.

use schema::{Bounds, ClaimValue, DocumentId, EventMention, Span};
use std::collections::BTreeSet;

/// What of a telling can be words for a version of a claim.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    pub document: DocumentId,
    pub trigger: Span,
    pub place: Option<Span>,
    pub time: Option<Span>,
    /// Role, actor and words.
    pub arguments: Vec<(String, Option<String>, Span)>,
    /// What is counted, how many, and the words.
    pub quantities: Vec<(String, Bounds, Span)>,
}

impl Spoken {
    /// Takes from a mention what can be words.
    pub(crate) fn of(document: &str, mention: &EventMention) -> Self {
        let arguments = mention.arguments.iter();
        let quantities = mention.quantities.iter();
        Self {
            document: document.to_owned(),
            trigger: mention.trigger,
            place: mention.place.as_ref().map(|place| place.span),
            time: mention.time.as_ref().and_then(|time| time.span),
            arguments: arguments.map(|part| (part.role.clone(), part.actor.clone(), part.span)).collect(),
            quantities: quantities.map(|part| (part.attribute.clone(), part.bounds, part.span)).collect(),
        }
    }

    /// Gives its words for a version of what is claimed of `attribute`.
    fn words(&self, attribute: &str, version: &ClaimValue) -> Vec<Span> {
        if let Some(bounds) = version.bounds {
            let same = self.quantities.iter().filter(|(counted, told, _)| counted == attribute && *told == bounds);
            return same.map(|(_, _, span)| *span).collect();
        }
        match attribute {
            "place" => self.place.into_iter().collect(),
            "time" => self.time.into_iter().collect(),
            "kind" | "happened" => vec![self.trigger],
            _ => {
                let fills = |role: &str| role == attribute || (role == "victim" && attribute == "target");
                let same = self.arguments.iter().filter(|(role, actor, _)| fills(role) && *actor == version.value);
                same.map(|(_, _, span)| *span).collect()
            }
        }
    }
}

/// Gives the words of some tellings for a version, in the order of documents.
pub(crate) fn words<'told>(
    attribute: &str,
    version: &ClaimValue,
    tellings: impl Iterator<Item = &'told Spoken>,
) -> Vec<(DocumentId, Span)> {
    let words: BTreeSet<(DocumentId, Span)> = tellings
        .flat_map(|told| told.words(attribute, version).into_iter().map(|span| (told.document.clone(), span)))
        .collect();
    words.into_iter().collect()
}
