//! Whom does an adjective describe that tells of a state: "*Twelve* dead in Karsa", "*nine men* were dead"?

use super::Tree;
use language::{Relation, Tag};

/// Gives the subject of an adjective, or the noun or number right before it where no verb tells anything.
pub(super) fn described(tree: &Tree<'_, '_>, adjective: usize) -> Option<usize> {
    if tree.by(adjective, &[Relation::Cop]).next().is_some() {
        return tree.by(adjective, &[Relation::Nsubj]).last();
    }
    if let Some(listed) = listed(tree, adjective) {
        return Some(listed);
    }
    let before = adjective.checked_sub(1).filter(|&word| tree.is_nominal(word))?;
    let (above, below) = (tree.head(adjective) == Some(before), tree.head(before) == Some(adjective));
    let counts = tree.tag(before) == Tag::Numeral || tree.by(before, &[Relation::Nummod]).next().is_some();
    let verbless = !tree.analysis.ancestors(if above { before } else { adjective }).any(|word| tree.is_verb(word));
    let bare = |word: usize| tree.by(word, &[Relation::Det]).next().is_none();
    ((above || below && counts) && verbless && bare(adjective) && bare(before)).then_some(before)
}

/// "Two of the dead were *fighters*", "among the dead were *two nurses*": who is said to be of them.
pub(super) fn listed(tree: &Tree<'_, '_>, adjective: usize) -> Option<usize> {
    let has_case = |word: &str| tree.by(adjective, &[Relation::Case]).any(|case| tree.lemma(case) == word);
    let told = |word: &usize| tree.by(*word, &[Relation::Cop]).next().is_some();
    let above = tree.head(adjective)?;
    if has_case("among") && above > adjective {
        return Some(above).filter(told);
    }
    let picked = has_case("of") && tree.relation(above) == Relation::Nsubj;
    tree.head(above).filter(|_| picked).filter(told)
}
