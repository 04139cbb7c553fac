//! Whom does an adjective describe that tells of a state: "*Twelve* dead in Karsa", "*nine men* were dead"?

use super::Tree;
use language::{Relation, Tag};

/// Gives the subject of an adjective, or the noun or number right before it where no verb tells anything.
pub(super) fn described(tree: &Tree<'_, '_>, adjective: usize) -> Option<usize> {
    if tree.by(adjective, &[Relation::Cop]).next().is_some() {
        return tree.by(adjective, &[Relation::Nsubj]).last();
    }
    let before = adjective.checked_sub(1).filter(|&word| tree.is_nominal(word))?;
    let (above, below) = (tree.head(adjective) == Some(before), tree.head(before) == Some(adjective));
    let counts = tree.tag(before) == Tag::Numeral || tree.by(before, &[Relation::Nummod]).next().is_some();
    let verbless = !tree.analysis.ancestors(if above { before } else { adjective }).any(|word| tree.is_verb(word));
    let bare = |word: usize| tree.by(word, &[Relation::Det]).next().is_none();
    ((above || below && counts) && verbless && bare(adjective) && bare(before)).then_some(before)
}
