//! Whose are "its troops", where somebody says what they did?

use super::{
    cast::Found,
    grammar::Description,
    index::Party,
    kind::{PERSON, STATE},
    lexicon::party,
    phrases::Phrase,
    scene::Scene,
};
use language::{Relation, Tag};
use schema::Span;

/// Kinds of actor that fight for no state.
pub(super) const FIGHTING: [&str; 4] = ["rebel_group", "jihadist_group", "militia", "armed_group"];
const SUBJECT: [Relation; 2] = [Relation::Nsubj, Relation::NsubjPass];

/// Gives whom "its" means in "the ministry said its troops had left": who says it; forces are those of the speaker's country.
pub(super) fn find(scene: &mut Scene<'_>, phrase: &Phrase, description: &Description, span: Span) -> Option<usize> {
    if !is_owned(scene, phrase.first) {
        return None;
    }
    let head = scene.head(span)?;
    let figure = speaker(scene, head).or_else(|| doer(scene, head))?;
    let Some(asked) = description.means.as_deref().and_then(party) else {
        let kind = &scene.cast.figures[figure].kind;
        // "The coalition says its jets hit the depot": what nobody else is called by is the speaker's.
        let bare = description.fits.is_empty() && description.actor.is_none();
        let force = bare && description.kind.as_deref() == Some("state_forces");
        let armed = !matches!(kind.as_str(), PERSON | "medium" | "organization" | "sources");
        return (description.fits.contains(kind) || force && armed).then_some(figure);
    };
    // "The Orva Front said its troops had entered the town": a side of its own has troops of its own.
    let speaks = &scene.cast.figures[figure];
    if FIGHTING.contains(&speaks.kind.as_str()) {
        return Some(figure);
    }
    let state = speaks.country.as_ref().filter(|_| asked != Party::Police)?;
    let state = *scene.lexicon.states.get(state)?;
    let lexicon = scene.lexicon;
    let own = lexicon.entries[lexicon.party_of(state, Party::State)].id.as_str();
    let speaks = &scene.cast.figures[figure];
    let of_state = speaks.id == own || description.fits.contains(&speaks.kind);
    of_state.then(|| scene.cast.entry(&lexicon.entries[lexicon.party_of(state, asked)]))
}

/// Tells whether "its" or "his" stands before a word.
pub(super) fn is_owned(scene: &Scene<'_>, word: usize) -> bool {
    let owner = word.checked_sub(1).filter(|&before| scene.runs_on(before));
    owner.is_some_and(|owner| scene.tag(owner) == Some(Tag::Pronoun) && scene.is_in(owner, &scene.grammar().definite))
}

/// "*Lowland* sent its army": the state that does something with what is its own.
fn doer(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let tokens = &scene.analysis.tokens;
    let verb = tokens[head].head.filter(|_| tokens[head].relation == Relation::Obj)?;
    let subject = scene.analysis.child(verb, Relation::Nsubj).filter(|&subject| subject < verb)?;
    let named = tokens[subject].span;
    let figure =
        scene.found.range(..=named.start).next_back().filter(|(_, found)| found.span.contains(named))?.1.figure;
    matches!(scene.cast.figures[figure].kind.as_str(), STATE | "government").then_some(figure)
}

/// The figure in the subject of the verb whose content clause has `head` for its subject.
pub(super) fn speaker(scene: &Scene<'_>, head: usize) -> Option<usize> {
    let tokens = &scene.analysis.tokens;
    // "said *one* of its soldiers had been killed"
    let whole = tokens[head].head.filter(|&whole| tokens[head].relation == Relation::Nmod && whole < head);
    let head = whole.filter(|&whole| tokens[whole].tag == Tag::Numeral).unwrap_or(head);
    let verb = tokens[head].head.filter(|_| SUBJECT.contains(&tokens[head].relation))?;
    // "said that ten had died *and* that one of its jets had been lost"
    let joined = tokens[verb].head.filter(|_| tokens[verb].relation == Relation::Conj);
    let verb = joined.filter(|&first| tokens[first].relation == Relation::Ccomp).unwrap_or(verb);
    let above = tokens[verb].head?;
    let saying = match tokens[verb].relation {
        Relation::Ccomp => above,
        // "denied reports in the media that its jets had hit the camp"
        Relation::Acl | Relation::AclRelcl if tokens[above].tag == Tag::Noun => {
            let that =
                scene.analysis.children(verb).any(|word| &*tokens[word].lemma == "that" && word + 4 > verb.min(head));
            scene
                .analysis
                .ancestors(above)
                .find(|&at| that && tokens[at].tag == Tag::Verb && tokens[at].relation == Relation::Root)?
        }
        _ => return None,
    };
    let subject = SUBJECT.iter().find_map(|&relation| scene.analysis.child(saying, relation))?;
    if tokens[subject].tag == Tag::Pronoun {
        return None;
    }
    let within = |found: &Found| {
        let own = scene.head(found.span)?;
        let depth = scene.analysis.ancestors(own).position(|above| above == subject)?;
        Some((depth, found.span.start, found.figure))
    };
    let end = tokens[saying].span.start.max(tokens[subject].span.end);
    let sentence = scene.analysis.sentences.get(scene.sentence(tokens[head].span.start))?.span;
    let inside = scene.found.range(sentence.start..end).filter_map(|(_, found)| within(found));
    // "*Orva Front* spokesman Idris Salem said its fighters had left": nobody says "its" of a person.
    let (_, _, figure) = inside.filter(|(.., figure)| scene.cast.figures[*figure].kind != PERSON).min()?;
    Some(figure)
}
