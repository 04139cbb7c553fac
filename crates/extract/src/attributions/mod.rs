//! Who says so?
//!
//! Finds speaker, cue and content: "X said that …", "…, said X", "according to X, …", "X was quoted as saying …",
//! words in quotation marks, and everything that a reader's comment says.

mod content;
mod labels;
mod speakers;
mod stances;

use crate::pattern::{Classes, Forms, Scene, Tree, is_negated};
use language::{Analysis, Relation};
use schema::{
    ActorMention, Attribution, DataFile, Document, Findings, PlaceMention, Problem, SectionKind, Span, Speech,
};

/// Words that put something into somebody's mouth.
#[derive(Debug, Default)]
pub struct Cues {
    words: Classes,
    forms: Forms,
}

/// The classes of `en/cues.toml`.
const NEEDED: [&str; 18] = [
    "accusation_verb",
    "belief_verb",
    "closing_speaker",
    "content_noun",
    "headline_source",
    "headline_verb",
    "inverting_verb",
    "not_a_label",
    "not_a_speaker",
    "own_pronoun",
    "person_pronoun",
    "quoting_verb",
    "report_verb",
    "speech_participle",
    "speech_verb",
    "stance_verb",
    "toll_noun",
    "toll_verb",
];

impl Cues {
    /// Loads `data/<language>/cues.toml`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        match files.iter().find(|file| file.path == "en/cues.toml") {
            Some(file) => {
                let words = Classes::load(file, &NEEDED)?;
                let irregular = files.iter().find(|file| file.path == "en/irregular.toml");
                let mut forms = irregular.map_or_else(|| Ok(Forms::default()), Forms::load)?;
                let verbs = words.0.iter().filter(|(name, _)| name.ends_with("_verb") || name.ends_with("_participle"));
                verbs.flat_map(|(_, verbs)| verbs).for_each(|verb| forms.add_verb(verb));
                Ok(Self { words, forms })
            }
            None => Ok(Self::default()),
        }
    }
}

/// Tells whether an attribution says only how somebody stands to something, not that he tells of it: "condemned the attack".
#[must_use]
pub fn is_stance(attribution: &Attribution) -> bool {
    attribution.rule == "en/cues/stance_verb"
}

/// Finds the stretches that the document puts into somebody's mouth, in text order.
#[must_use]
pub fn find(
    document: &Document,
    analysis: &Analysis<'_>,
    (actors, places): (&[ActorMention], &[PlaceMention]),
    cues: &Cues,
) -> Vec<Attribution> {
    let findings = Findings { actor_mentions: actors.to_vec(), ..Findings::default() };
    let scene = Scene::new(Tree::new(analysis), &findings, &cues.words, &cues.forms);
    let quotes = content::quotes(analysis.text, document);
    let mut found = posts(document);
    found.extend(labels::find(document, analysis, (actors, places), cues));
    for sentence in &analysis.sentences {
        if is_boilerplate(document, sentence.span) {
            continue;
        }
        for token in sentence.tokens.clone() {
            let Some((speaker, content, rule)) = at(&scene, token, &quotes) else { continue };
            let cue = cue_words(&scene, token);
            // "'They use men of the guard', he said": nobody in his words is he.
            let told = |words: Span| content.iter().any(|content| content.contains(words));
            let before: Vec<&Attribution> = found.iter().filter(|other| !told(other.speech.span)).collect();
            let Some(speech) = speakers::speech(&scene, speaker, &cue, &before) else { continue };
            if !content.is_empty() {
                let (words, cue) = (scene.tree.phrase(speaker, speakers::BELONGING), analysis.tokens[token].span);
                found.push(Attribution { speech, words, cue, content, rule: format!("en/cues/{rule}") });
            }
        }
    }
    content::go_on(document, &quotes, &mut found);
    found.sort_by_key(|attribution| attribution.speech.span);
    found
}

fn is_boilerplate(document: &Document, span: Span) -> bool {
    let index = document.sections.partition_point(|section| section.span.end <= span.start);
    document.sections.get(index).is_some_and(|s| s.kind == SectionKind::Boilerplate && s.span.contains(span))
}

/// Everything in a comment or an embedded post is its author's.
fn posts(document: &Document) -> Vec<Attribution> {
    let posts = document.sections.iter().filter(|s| matches!(s.kind, SectionKind::Comment | SectionKind::Quote));
    let attributed = posts.filter_map(|section| {
        let author = section.author.as_deref()?;
        let span = signature(document, section.span, author)?;
        let speech = Speech { speaker: author.to_owned(), actor: None, cue: "posted".into(), span };
        Some(Attribution { speech, words: span, cue: span, content: vec![section.span], rule: "posts/author".into() })
    });
    attributed.collect()
}

/// Gives where a post bears its author's name: in it, in the line below it or in the one above.
fn signature(document: &Document, post: Span, author: &str) -> Option<Span> {
    let text = document.text.as_str();
    let near = |span: Span| {
        let index = document.sections.partition_point(|section| section.span.end <= span.start);
        [index.checked_add(1), index.checked_sub(1)].into_iter().flatten().filter_map(|at| document.sections.get(at))
    };
    let places = std::iter::once(post).chain(near(post).map(|section| section.span));
    places.into_iter().find_map(|place| {
        let at = place.start + place.of(text).rfind(author)?;
        Some(Span::new(at, at + author.len()))
    })
}

type Found = (usize, Vec<Span>, &'static str);

/// Reads the token as a cue: the speaker's head word, what is said, and the class of cue.
fn at(scene: &Scene<'_, '_>, token: usize, quotes: &[Span]) -> Option<Found> {
    let tree = &scene.tree;
    if scene.lemma(token) == "accord" || scene.lemma(token) == "according" {
        return according(scene, token);
    }
    if scene.is(token, "content_noun") && matches!(tree.tag(token), language::Tag::Noun) {
        return of_noun(scene, token);
    }
    // "has neither claimed nor denied the raid": nothing is said.
    if !tree.is_verb(token) || is_negated(scene, token) && !says_more(scene, token) {
        return None;
    }
    if let Some((speaker, content)) = speakers::inverted(scene, token) {
        return Some((speaker, vec![content], "inverting_verb"));
    }
    let class = ["speech_verb", "report_verb", "accusation_verb", "speech_participle", "quoting_verb", "stance_verb"];
    let toll = content::of_toll(scene, token);
    let class = if toll.is_empty() { class.into_iter().find(|class| scene.is(token, class))? } else { "toll_verb" };
    let speaker = speakers::of_verb(scene, token)?;
    if scene.is(speaker, "not_a_speaker") || (class == "stance_verb" && scene.is(speaker, "own_pronoun")) {
        return None;
    }
    let mut said = match class {
        "quoting_verb" => Vec::new(),
        "toll_verb" => toll,
        "stance_verb" => stances::of_stance(scene, token),
        "accusation_verb" => content::of_accusation(scene, token),
        "report_verb" => content::of_report(scene, token),
        _ => content::of_speech(scene, token),
    };
    if class != "stance_verb" {
        said.extend(content::quoted_beside(scene, token, quotes));
    }
    if said.is_empty() && matches!(class, "accusation_verb" | "report_verb" | "speech_verb") {
        content::join(&mut said);
        let stance = stances::of_stance(scene, token);
        let usable = !stance.is_empty() && !scene.is(speaker, "own_pronoun");
        return usable.then_some((speaker, stance, "stance_verb"));
    }
    content::join(&mut said);
    Some((speaker, said, class))
}

/// "did not say when the raid began *and said* that two men had died", wherever the parser joins it
fn says_more(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let joined = |word: usize| {
        tree.relation(word) == Relation::Conj && scene.is(word, "speech_verb") && !is_negated(scene, word)
    };
    tree.below(verb, &[]).into_iter().any(|word| word > verb && joined(word))
}

/// "according to X"
fn according(scene: &Scene<'_, '_>, token: usize) -> Option<Found> {
    let tree = &scene.tree;
    let next = tree.analysis.tokens.get(token + 1)?;
    if &*next.lemma != "to" {
        return None;
    }
    let above = tree.head(token).filter(|_| tree.relation(token) == Relation::Case);
    let below = || tree.by(token, &[Relation::Obl, Relation::Nmod, Relation::Obj]).next();
    let speaker = above.or_else(below)?;
    Some((speaker, content::around(scene, speaker, token), "according_to"))
}

/// "reports by X of clashes", "X's claim that …"
fn of_noun(scene: &Scene<'_, '_>, token: usize) -> Option<Found> {
    let tree = &scene.tree;
    let by = tree
        .by(token, &[Relation::Nmod])
        .find(|&who| tree.by(who, &[Relation::Case]).any(|case| matches!(scene.lemma(case), "by" | "from")));
    let speaker =
        tree.by(token, &[Relation::NmodPoss]).next().or(by).or_else(|| {
            tree.by(token, &[Relation::Compound, Relation::Amod]).find(|&who| scene.actor(who).is_some())
        })?;
    let content = tree
        .by(token, &[Relation::Acl, Relation::Ccomp, Relation::Nmod])
        .filter(|&part| part > token && part != speaker);
    let spans = content.filter_map(|part| tree.analysis.span_of(&tree.below(part, &[]))).collect();
    Some((speaker, spans, "content_noun"))
}

fn cue_words(scene: &Scene<'_, '_>, token: usize) -> String {
    let analysis = scene.tree.analysis;
    let word = analysis.word(token).to_owned();
    if scene.lemma(token).starts_with("accord") { format!("{word} to") } else { word }
}
