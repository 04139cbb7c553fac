//! Who is "we" in an account that a body gives itself: "our fighters took the hill"?

use super::{
    cast::{Found, How},
    kind::PERSON,
    scene::Scene,
};
use language::Relation;
use schema::{Document, SectionKind, Span};
use std::cell::OnceCell;

/// In how many sections at the top an account may be signed.
const HEAD: usize = 4;

/// Binds the words with which the author speaks of himself, outside of what somebody else is quoted for.
pub(super) fn find(scene: &mut Scene<'_>) {
    let told = Told::of(scene);
    let Some(figure) = author(scene, &told) else { return };
    for word in 0..scene.words.list.len() {
        let span = scene.words.list[word].span;
        // "US" is a country.
        let own = scene.is_in(word, &scene.grammar().own) && scene.word(word) != "US";
        if own && scene.is_free(span) && told.by_author(span) {
            scene.claim(span, figure, How::Pronoun, "actors/pronoun: the body that gives the account");
        }
    }
}

/// Gives the body that signs the account, says "we in X", or has its own medium.
fn author(scene: &mut Scene<'_>, told: &Told<'_>) -> Option<usize> {
    let lines = signatures(scene);
    let signs = |found: &&Found| {
        found.how == How::Name
            && (is_signed(scene, found, &lines) || is_we(scene, found, told) || announces(scene, found, told))
    };
    let is_body = |figure: usize| !matches!(&*scene.cast.figures[figure].kind, PERSON | "medium" | "organization");
    let named = scene.found.values().filter(signs).map(|found| found.figure).find(|&figure| is_body(figure));
    let lexicon = scene.lexicon;
    let owner = scene.document.source.as_ref().and_then(|source| source.speaks_for.as_ref());
    let owner = owner.and_then(|owner| lexicon.numbers.get(owner)).map(|&number| &lexicon.entries[number]);
    named.or_else(|| owner.map(|entry| scene.cast.entry(entry)))
}

/// Gives what stands in the sections at the top, up to a dash.
fn signatures<'a>(scene: &Scene<'a>) -> Vec<&'a str> {
    let sections = scene.document.sections.iter().take(HEAD);
    let lines = sections.map(|section| section.span.of(scene.analysis.text));
    let first =
        |line: &'a str| line.split_once(" - ").or_else(|| line.split_once(" – ")).map_or(line, |(first, _)| first);
    lines.map(|line| first(line).trim()).collect()
}

/// A line at the top that is a name, alone or before a dash: "Hill Front - Military Media Office".
fn is_signed(scene: &Scene<'_>, found: &Found, lines: &[&str]) -> bool {
    let Some(at) = scene.document.section_at(found.span.start).filter(|&at| at < lines.len()) else { return false };
    let name = found.span.of(scene.analysis.text);
    let whole = scene.document.sections[at].span.contains(found.span);
    let rest = lines[at].strip_suffix(name).filter(|_| whole);
    // "Communiqué No. 14 of the Hill Front"
    let kind = |rest: &str| {
        let word = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
        scene.grammar().signed_texts.contains(word.as_str())
    };
    let article = |rest: &str| {
        let word = rest.trim();
        !word.contains(char::is_whitespace) && scene.grammar().articles.contains(word.to_lowercase().as_str())
    };
    rest.is_some_and(|rest| article(rest) || rest.is_empty() || kind(rest))
}

/// "*We in* Hill Front", "*We, the* Hill Front,"
fn is_we(scene: &Scene<'_>, found: &Found, told: &Told<'_>) -> bool {
    let before = scene.analysis.text[..found.span.start].trim_end();
    let tail = |length: usize| before.get(before.len().checked_sub(length)?..);
    let ends = |words: &String| tail(words.len()).is_some_and(|tail| tail.to_lowercase() == *words);
    scene.grammar().speaking_as.iter().any(ends) && told.by_author(found.span)
}

/// "The command of the *Hill Front* informs the public that our fighters have left": the present tense of one's own word.
fn announces(scene: &Scene<'_>, found: &Found, told: &Told<'_>) -> bool {
    let tokens = &scene.analysis.tokens;
    let mut above = scene.head(found.span).into_iter().flat_map(|head| scene.analysis.ancestors(head));
    let subject = above.find(|&token| tokens[token].relation == Relation::Nsubj);
    let verb = subject.and_then(|subject| tokens[subject].head).filter(|&verb| tokens[verb].fine == "VBZ");
    verb.is_some_and(|verb| scene.grammar().announcing.contains(&*tokens[verb].lemma)) && told.by_author(found.span)
}

/// What an account tells in words of its own.
struct Told<'a> {
    document: &'a Document,
    text: &'a str,
    /// The stretches between quotation marks, in order, looked for where somebody speaks of himself.
    quoted: OnceCell<Vec<Span>>,
}

impl<'a> Told<'a> {
    fn of(scene: &Scene<'a>) -> Self {
        Self { document: scene.document, text: scene.analysis.text, quoted: OnceCell::new() }
    }

    /// Tells whether words stand in the account itself, and not between quotation marks.
    fn by_author(&self, span: Span) -> bool {
        let Some(at) = self.document.section_at(span.start) else { return false };
        let told = matches!(self.document.sections[at].kind, SectionKind::Body | SectionKind::Title);
        let quoted = self.quoted.get_or_init(|| quoted(self.document, self.text));
        let next = quoted.partition_point(|quote| quote.end <= span.start);
        told && quoted.get(next).is_none_or(|quote| quote.start > span.start)
    }
}

/// Gives the stretches between quotation marks; none goes on beyond its section.
fn quoted(document: &Document, text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for section in &document.sections {
        let (mut open, mut straight, mut start) = (0_i64, false, None);
        for (at, mark) in section.span.of(text).match_indices(['“', '”', '"']) {
            match mark {
                "“" => open += 1,
                "”" => open -= 1,
                _ => straight = !straight,
            }
            let end = section.span.start + at + mark.len();
            if open > 0 || straight {
                start.get_or_insert(end);
            } else if let Some(start) = start.take() {
                found.push(Span::new(start, end));
            }
        }
        found.extend(start.map(|start| Span::new(start, section.span.end)));
    }
    found
}
