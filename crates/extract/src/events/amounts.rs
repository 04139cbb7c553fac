//! Which numbers belong to which event?

use super::{drafts::Draft, rules::Rules};
use crate::pattern::Scene;
use language::Relation;
use schema::EventMention;

/// Gives every number of the account to the event whose words it stands nearest below, in its own sentence.
pub(super) fn attach(scene: &Scene<'_, '_>, rules: &Rules, drafts: &[Draft], mentions: &mut [EventMention]) {
    let analysis = scene.tree.analysis;
    for quantity in &scene.findings.quantities {
        let Some(token) = analysis.tokens_in(quantity.span).next() else { continue };
        let sentence = &analysis.sentences[analysis.sentence_of(token)];
        let first = drafts.partition_point(|draft| draft.token < sentence.tokens.start);
        let here = drafts[first..].iter().take_while(|draft| draft.token < sentence.tokens.end).count();
        let candidates = first..first + here;
        let above = analysis.ancestors(token).find_map(|ancestor| {
            let tells = |draft: &Draft| {
                draft.token == ancestor || draft.folded.contains(&ancestor) || draft.trigger.contains(&ancestor)
            };
            candidates
                .clone()
                .find(|&index| tells(&drafts[index]) && suits(rules, &quantity.attribute, &mentions[index].kind))
        });
        let nearest = || {
            let suiting = candidates.clone().filter(|&index| suits(rules, &quantity.attribute, &mentions[index].kind));
            suiting.min_by_key(|&index| drafts[index].token.abs_diff(token))
        };
        // "The number of people killed in *a raid* rose to 52 after rescuers found another body"
        let of_toll = || {
            let mut verbs = analysis.ancestors(token).filter(|&verb| scene.tree.is_verb(verb));
            let tolls = scene.tree.by(verbs.next()?, &[Relation::Nsubj]).filter(|&noun| scene.is(noun, "toll_noun"));
            let told = tolls.flat_map(|noun| scene.tree.below(noun, &[]).into_iter().filter(move |&word| word != noun));
            let told: Vec<usize> = told.collect();
            candidates.clone().find(|&index| {
                told.contains(&drafts[index].token) && suits(rules, &quantity.attribute, &mentions[index].kind)
            })
        };
        if let Some(index) = above.or_else(of_toll).or_else(nearest) {
            mentions[index].quantities.push(quantity.clone());
        }
    }
}

/// Tells whether such a number can be of such an event: nobody is killed by a talk.
fn suits(rules: &Rules, attribute: &str, kind: &str) -> bool {
    rules.kinds().get(kind).is_some_and(|kind| kind.counts.iter().any(|known| known == attribute))
}
