//! Who is "we" in an account that a body gives itself: "our fighters took the hill"?

use super::{
    cast::{Found, How},
    kind::PERSON,
    scene::Scene,
};
use schema::{SectionKind, Span};

/// In how many sections at the top an account may be signed.
const HEAD: usize = 4;

/// Binds the words with which the author speaks of himself, outside of what somebody else is quoted for.
pub(super) fn find(scene: &mut Scene<'_>) {
    let Some(figure) = author(scene) else { return };
    for word in 0..scene.words.list.len() {
        let span = scene.words.list[word].span;
        // "US" is a country.
        let own = scene.is_in(word, &scene.grammar().own) && scene.word(word) != "US";
        if own && scene.is_free(span) && is_told_by_author(scene, span) {
            scene.claim(span, figure, How::Pronoun, "actors/pronoun: the body that gives the account");
        }
    }
}

/// Gives the body that signs the account, says "we in X", or has its own medium.
fn author(scene: &mut Scene<'_>) -> Option<usize> {
    let signs = |found: &&Found| found.how == How::Name && (is_signed(scene, found) || is_we(scene, found));
    let is_body = |figure: usize| !matches!(&*scene.cast.figures[figure].kind, PERSON | "medium" | "organization");
    let named = scene.found.values().filter(signs).map(|found| found.figure).find(|&figure| is_body(figure));
    let lexicon = scene.lexicon;
    let owner = scene.document.source.as_ref().and_then(|source| source.speaks_for.as_ref());
    let owner = owner.and_then(|owner| lexicon.numbers.get(owner)).map(|&number| &lexicon.entries[number]);
    named.or_else(|| owner.map(|entry| scene.cast.entry(entry)))
}

/// A line at the top that is a name, alone or before a dash: "Hill Front - Military Media Office".
fn is_signed(scene: &Scene<'_>, found: &Found) -> bool {
    let sections = &scene.document.sections;
    let Some(at) = scene.document.section_at(found.span.start).filter(|&at| at < HEAD) else { return false };
    let line = sections[at].span.of(scene.analysis.text);
    let (first, _) = line.split_once(" - ").or_else(|| line.split_once(" – ")).unwrap_or((line, ""));
    let first = first.trim();
    let name = found.span.of(scene.analysis.text);
    let rest = first.strip_suffix(name).filter(|_| sections[at].span.contains(found.span));
    // "Communiqué No. 14 of the Hill Front"
    let kind = |rest: &str| {
        let word = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
        scene.grammar().signed_texts.contains(word.as_str())
    };
    rest.is_some_and(|rest| {
        scene.grammar().articles.contains(rest.trim().to_lowercase().as_str()) || rest.is_empty() || kind(rest)
    })
}

/// "*We in* Hill Front", "*We, the* Hill Front,"
fn is_we(scene: &Scene<'_>, found: &Found) -> bool {
    let before = scene.analysis.text[..found.span.start].trim_end();
    let before = before.to_lowercase();
    scene.grammar().speaking_as.iter().any(|words| before.ends_with(words.as_str()))
        && is_told_by_author(scene, found.span)
}

/// Tells whether words stand in the account itself, and not between quotation marks.
fn is_told_by_author(scene: &Scene<'_>, span: Span) -> bool {
    let Some(at) = scene.document.section_at(span.start) else { return false };
    let section = &scene.document.sections[at];
    let told = matches!(section.kind, SectionKind::Body | SectionKind::Title);
    let before = &scene.analysis.text[section.span.start..span.start];
    let open = before.matches('“').count() > before.matches('”').count();
    told && !open && before.matches('"').count().is_multiple_of(2)
}
