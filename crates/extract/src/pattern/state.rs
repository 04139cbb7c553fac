//! Whom does an adjective describe that tells of a state without a verb: "*Twelve* dead in Karsa"?

use super::Tree;
use language::{Relation, Tag};

/// Gives the noun or number right before an adjective that tells something of it where no verb does.
pub(super) fn described(tree: &Tree<'_, '_>, adjective: usize) -> Option<usize> {
    let before = adjective.checked_sub(1).filter(|&word| tree.is_nominal(word))?;
    let (above, below) = (tree.head(adjective) == Some(before), tree.head(before) == Some(adjective));
    let counts = tree.tag(before) == Tag::Numeral;
    let verbless = !tree.analysis.ancestors(if above { before } else { adjective }).any(|word| tree.is_verb(word));
    let bare = |word: usize| tree.by(word, &[Relation::Cop, Relation::Det]).next().is_none();
    ((above || below && counts) && verbless && bare(adjective) && bare(before)).then_some(before)
}
