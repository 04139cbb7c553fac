//! Who is it that speaks?

use crate::pattern::{Part, Scene, Slot, fill, is_passive};
use language::{Relation, Tag};
use schema::{ActorMention, Attribution, Span, Speech};

/// What somebody says has at least so many words before "said X".
const SHORTEST: usize = 5;
/// The name of a speaker has at most so many.
const LONGEST: usize = 12;

/// Prepositions that belong to a speaker: "a source *at* the police command", "a statement *by* the council".
pub(super) const BELONGING: &[&str] = &["of", "at", "by", "for", "in", "from", "to", "with"];

/// Gives the head word of who speaks with this verb: its subject, or who "was quoted as saying".
pub(super) fn of_verb(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    if is_passive(scene, verb) || is_held_to_be(scene, verb) {
        // "X was quoted as saying", "it was reported by X"
        let by = fill(scene, Part::Verb, verb, &Slot::Subject);
        let quoted = || tree.by(verb, &[Relation::NsubjPass]).next().filter(|_| scene.is(verb, "speech_participle"));
        return by.first().copied().or_else(quoted);
    }
    fill(scene, Part::Verb, verb, &Slot::Subject).first().copied().or_else(|| listed(scene, verb))
}

/// "Shells hit the market killing nine said *activists*", without the mark between: the speaker ends the sentence.
pub(super) fn inverted(scene: &Scene<'_, '_>, verb: usize) -> Option<(usize, Span)> {
    let tree = &scene.tree;
    let sentence = &tree.analysis.sentences[tree.analysis.sentence_of(verb)];
    if tree.fine(verb) != "VBD" || !scene.is(verb, "inverting_verb") || verb < sentence.tokens.start + SHORTEST {
        return None;
    }
    let before = tree.analysis.tokens[verb - 1].span;
    let marked = tree.tag(verb - 1) == Tag::Punctuation || before.end == tree.analysis.tokens[verb].span.start;
    let own = matches!(tree.relation(verb - 1), Relation::Nsubj | Relation::Aux | Relation::Advmod | Relation::Mark);
    let behind = verb + 1..sentence.tokens.end;
    let stops = |token: usize| tree.is_verb(token) || matches!(tree.tag(token), Tag::Pronoun | Tag::Numeral);
    if marked || own || behind.len() > LONGEST || behind.clone().any(stops) {
        return None;
    }
    let top = |token: &usize| tree.head(*token).is_none_or(|head| !behind.contains(&head));
    let mut tops = behind.clone().filter(|&token| tree.tag(token) != Tag::Punctuation).filter(top);
    let speaker = tops.next().filter(|&token| tree.is_nominal(token) && tops.next().is_none())?;
    let bare = tree.by(speaker, &[Relation::Case]).next().is_none();
    let speaks = scene.actor(speaker).is_some() || scene.is(speaker, "closing_speaker");
    (bare && speaks).then(|| (speaker, Span::new(sentence.span.start, before.end)))
}

/// "…, killing ten soldiers, sources and *an official* told the agency": where the parser lists them with who is killed,
/// or hangs *military sources* below what they tell.
fn listed(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let told = tree.by(verb, &[Relation::Ccomp]).find(|&clause| clause < verb)?;
    let bare = tree.by(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::Mark]).next().is_none();
    let last = verb.checked_sub(1).filter(|&last| bare && tree.is_nominal(last))?;
    let speaks = || scene.actor(last).is_some() || scene.is(last, "closing_speaker");
    let bare = || tree.by(last, &[Relation::Case]).next().is_none() && speaks();
    let hung = match tree.relation(last) {
        Relation::Conj => true,
        Relation::Obj | Relation::Obl | Relation::OblUnmarked | Relation::Appos | Relation::Parataxis => bare(),
        _ => false,
    };
    (hung && tree.is_below(last, told)).then_some(last)
}

/// "a gas *believed* to be chlorine": the gas believes nothing.
fn is_held_to_be(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let be = |clause: usize| {
        let own = matches!(scene.lemma(clause), "be" | "have");
        own || tree.by(clause, &[Relation::Cop, Relation::Aux, Relation::AuxPass]).any(|aux| tree.fine(aux) == "VB")
    };
    let held = tree.fine(verb) == "VBN" || tree.fine(verb) == "VBD" && scene.is(verb, "belief_verb");
    let reduced = held && tree.by(verb, &[Relation::Aux, Relation::AuxPass]).next().is_none();
    reduced && tree.by(verb, &[Relation::Xcomp, Relation::Ccomp]).any(be)
}

/// Gives the words of a speaker with whose he is: "*Armenia's* president", "*the army's* office".
fn with_owner(scene: &Scene<'_, '_>, head: usize) -> Span {
    let tree = &scene.tree;
    let phrase = tree.phrase(head, BELONGING);
    let owner = tree.by(head, &[Relation::NmodPoss]).find(|&owner| owner < head && tree.tag(owner) != Tag::Pronoun);
    let Some(words) = owner.map(|owner| tree.phrase(owner, &["of"])).filter(|words| words.end <= phrase.start) else {
        return phrase;
    };
    let between = tree.analysis.text.get(words.end..phrase.start).map(str::trim_end);
    if between.is_some_and(|mark| matches!(mark, "'s" | "’s" | "'" | "’")) { words.join(phrase) } else { phrase }
}

/// "Inter-Services Public Relations (ISPR)" with its second bracket.
fn closed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let open = words.rfind('(').is_some_and(|at| !words[at..].contains(')'));
    if open && text[span.end..].starts_with(')') { Span::new(span.start, span.end + 1) } else { span }
}

/// "Moscow did not comment. *It* has denied the raid": the body that "it" stands for speaks, and no official quoted before.
fn body(scene: &Scene<'_, '_>, head: usize, cue: &str) -> Option<Speech> {
    let mentions = &scene.findings.actor_mentions;
    let mention = &mentions[scene.actor(head).filter(|_| scene.lemma(head) == "it")?];
    let analysis = scene.tree.analysis;
    let named = |other: &&ActorMention| {
        let pronoun = || analysis.tokens_in(other.span).all(|token| scene.tree.tag(token) == Tag::Pronoun);
        other.actor == mention.actor && other.span.end <= mention.span.start && !pronoun()
    };
    let before = mentions.iter().rev().find(named)?;
    let speaker = analysis.text.get(before.span.start..before.span.end)?.to_owned();
    Some(Speech { speaker, actor: Some(mention.actor.clone()), cue: cue.to_owned(), span: before.span })
}

/// Makes the speech of a speaker; a pronoun speaks for the last speaker before it.
pub(super) fn speech(scene: &Scene<'_, '_>, head: usize, cue: &str, before: &[&Attribution]) -> Option<Speech> {
    let tree = &scene.tree;
    let phrase = with_owner(scene, head);
    if scene.is(head, "person_pronoun") {
        let mut earlier = before.iter().rev().filter(|attribution| {
            !attribution.rule.starts_with("posts/") && attribution.speech.span.end <= phrase.start
        });
        // "I can say that it burned", outside of what anybody is quoted for: that is the author's own word.
        let quoted = |told: &&&Attribution| told.content.iter().any(|content| content.contains(phrase));
        let last = if scene.is(head, "own_pronoun") { earlier.find(quoted)? } else { earlier.next()? };
        let sentence = |span: Span| tree.analysis.tokens_in(span).next().map(|token| tree.analysis.sentence_of(token));
        let just = sentence(last.speech.span).is_some_and(|there| there + 1 >= tree.analysis.sentence_of(head));
        let body = if just { None } else { body(scene, head, cue) };
        return body.or_else(|| Some(Speech { cue: cue.to_owned(), ..last.speech.clone() }));
    }
    if !tree.is_nominal(head) {
        return None;
    }
    // "the group's leader, Omar Haddad": the name belongs to the speaker.
    let name = tree.by(head, &[Relation::Appos]).next().map(|name| tree.phrase(name, BELONGING));
    let near = name.filter(|name| name.start >= phrase.end && name.start - phrase.end <= 2);
    let span = closed(near.map_or(phrase, |name| phrase.join(name)), tree.analysis.text);
    // "Doctors *Without Borders* said"
    let mention = scene.actor(head).map(|at| scene.findings.actor_mentions[at].span);
    let span = mention.filter(|mention| mention.start >= span.start).map_or(span, |mention| span.join(mention));
    let actor = scene.actor_of_phrase(head, span);
    // "medical sources *and the army* said": they say it together.
    let both = tree.by(head, &[Relation::Conj]).filter(|&other| other > head && tree.is_nominal(other)).last();
    let span = both.map_or(span, |other| span.join(tree.phrase(other, BELONGING)));
    Some(Speech {
        speaker: tree.analysis.text.get(span.start..span.end)?.to_owned(),
        actor: actor.map(|index| scene.findings.actor_mentions[index].actor.clone()),
        cue: cue.to_owned(),
        span,
    })
}
