//! Where and when does an account place an event?
//!
//! What stands in the clause is stated; what is taken from the sentence, the sentences beside it or the headline is inferred,
//! and says from where. Of all that could be meant, what costs least is taken: near in the tree, near in the text, exact.

mod again;
mod place;
mod time;

use super::{drafts::Draft, rules::Rules};
use crate::pattern::Scene;
use crate::times::NEWS_DAYS;
use jiff::ToSpan;
use language::{Relation, Tag};
use schema::{Document, EventMention, Interval, Realis, Section, SectionKind, Span, TimeValue};
use std::collections::BTreeSet;

/// How many sentences back a place or a day may stand.
const REACH: usize = 3;
/// How many sentences a headline looks ahead, since it tells what the first ones say in full.
const LEAD: usize = 2;
/// How many of the places or days of a headline are looked at.
const HEADLINE: usize = 50;
/// How many words away another event may stand whose day is not that of this one.
const NEAR: usize = 200;

/// Gives every mention its place and its time.
pub(super) fn place_and_date(
    document: &Document,
    scene: &Scene<'_, '_>,
    rules: &Rules,
    drafts: &[Draft],
    mentions: &mut [EventMention],
) {
    let written = place::written(document, scene.findings);
    for at in 0..drafts.len() {
        let (told, rest) = mentions.split_at_mut(at);
        let mention = &mut rest[0];
        let draft = &drafts[at];
        let others = others(rules, drafts, draft);
        let around = Around { others, ..Around::new(document, scene, &written, (draft, mention)) };
        mention.time = around.time();
        mention.place = around.place(&place::Earlier { drafts: &drafts[..at], told, time: mention.time.as_ref() });
        let Some(before) = around.told_before(rules, &drafts[..at], told) else { continue };
        again::take_over(&told[before], mention);
        if let Some(saying) = around.day_of_saying(&told[before], mention) {
            again::hand_back(mention, saying, told);
        }
    }
}

/// Gives the words of other happenings; two blows told in one sentence may be one.
fn others(rules: &Rules, drafts: &[Draft], draft: &Draft) -> Vec<usize> {
    let blow = |draft: &Draft| matches!(rules.family(&draft.kind), "blow" | "effect");
    let from = drafts.partition_point(|other| other.token + NEAR <= draft.token);
    let near = drafts[from..].iter().take_while(|other| other.token < draft.token + NEAR);
    let apart = near.filter(|other| other.token != draft.token && !(blow(other) && blow(draft)));
    apart.flat_map(|other| other.folded.iter().copied().chain([other.token])).collect()
}

/// Where words stand that could tell the place or the day of an event, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Among the words that depend on the event's own.
    Own,
    /// In its clause.
    Clause,
    /// Elsewhere in its sentence.
    Sentence,
    /// So many sentences before.
    Before(usize),
    /// So many sentences behind a headline.
    Behind(usize),
    /// In the headline.
    Headline,
}

impl Standing {
    /// Gives the rule that is told with a value from there.
    fn rule(self) -> &'static str {
        match self {
            Self::Own => "in the words of the event",
            Self::Clause => "in the clause",
            Self::Sentence => "elsewhere in the sentence",
            Self::Before(_) => "the nearest sentence before that names it",
            Self::Behind(_) => "the account begins with what its headline tells",
            Self::Headline => "the headline",
        }
    }

    fn is_stated(self) -> bool {
        matches!(self, Self::Own | Self::Clause)
    }
}

/// Where an account was written, and of which country.
#[derive(Debug)]
struct Written<'f> {
    /// The words of its datelines.
    datelines: BTreeSet<Span>,
    /// The country in which most of its places lie; none where it names few.
    focus: Option<&'f str>,
    /// The sections with labels of their own, where there are several.
    items: Vec<usize>,
    /// Its headline.
    title: Option<Span>,
}

struct Around<'a, 's, 't> {
    document: &'a Document,
    scene: &'a Scene<'s, 't>,
    draft: &'a Draft,
    own: Span,
    clause: Span,
    sentence: usize,
    realis: Realis,
    /// The words of other happenings.
    others: Vec<usize>,
    written: &'a Written<'s>,
}

impl<'a, 's, 't> Around<'a, 's, 't> {
    fn new(
        document: &'a Document,
        scene: &'a Scene<'s, 't>,
        written: &'a Written<'s>,
        (draft, mention): (&'a Draft, &EventMention),
    ) -> Self {
        let analysis = scene.tree.analysis;
        let below =
            scene.tree.below(draft.token, &[Relation::Parataxis, Relation::Ccomp, Relation::AclRelcl, Relation::Conj]);
        Self {
            document,
            scene,
            draft,
            own: analysis.span_of(&below).unwrap_or(mention.trigger),
            clause: mention.clause,
            sentence: analysis.sentence_of(draft.token),
            realis: mention.realis,
            others: Vec::new(),
            written,
        }
    }

    fn sentence_span(&self, number: usize) -> Span {
        self.scene.tree.analysis.sentences[number].span
    }

    /// Tells where some words stand, seen from the event; none where they are out of reach.
    fn standing(&self, span: Span) -> Option<Standing> {
        let token = self.token_of(span);
        let there = self.scene.tree.analysis.sentence_of(token);
        match there {
            _ if there == self.sentence && self.own.contains(span) => Some(Standing::Own),
            _ if there == self.sentence && self.clause.contains(span) => Some(Standing::Clause),
            _ if there == self.sentence => Some(Standing::Sentence),
            _ if there < self.sentence && self.sentence - there <= REACH && self.goes_on_from(there) => {
                Some(Standing::Before(self.sentence - there))
            }
            _ if there > self.sentence && self.is_title() && there <= self.ahead() => {
                self.is_body(there).then_some(Standing::Behind((there - self.sentence).min(LEAD)))
            }
            _ => self.in_title(span).then_some(Standing::Headline),
        }
    }

    /// Gives the last sentence that the event looks ahead to: agency and day stand between a headline and its story.
    fn ahead(&self) -> usize {
        let last = self.scene.tree.analysis.sentences.len() - 1;
        let next = self.sentence + 1..=last.min(self.sentence + LEAD);
        let between = || next.take_while(|&sentence| !self.is_body(sentence)).count();
        last.min(self.sentence + LEAD + if self.is_title() { between() } else { 0 })
    }

    /// Gives those of some findings, in text order, that stand in the headline or in the sentences around the event.
    fn within_reach<'m, F>(&self, all: &'m [F], start: impl Fn(&F) -> usize) -> impl Iterator<Item = &'m F> {
        let first = self.sentence_span(self.sentence.saturating_sub(REACH)).start;
        let around = Span::new(first, self.sentence_span(self.ahead()).end);
        let title = self.written.title.unwrap_or(start_of(around));
        let from = |byte: usize| all.partition_point(|found| start(found) < byte);
        let before = from(title.start)..from(title.end.min(around.start));
        let behind = from(title.start.max(around.end))..from(title.end);
        let around = from(around.start)..from(around.end);
        before.take(HEADLINE).chain(around).chain(behind.take(HEADLINE)).map(|at| &all[at])
    }

    fn token_of(&self, span: Span) -> usize {
        self.scene.tree.analysis.tokens_in(span).next().unwrap_or(self.draft.token)
    }

    /// Tells whether all sentences from `before` on are of the same voice.
    fn goes_on_from(&self, before: usize) -> bool {
        let item = self.item(self.sentence);
        (before..self.sentence).all(|sentence| self.same_voice(sentence) && self.item(sentence) == item)
    }

    /// Gives the section of a sentence where each has a label of its own: "Orva: two men died." "Karsa: a raid began."
    fn item(&self, sentence: usize) -> Option<usize> {
        let at = self.document.section_at(self.sentence_span(sentence).start)?;
        self.written.items.binary_search(&at).is_ok().then_some(at)
    }

    /// Comments do not go on from one another, nor from the account.
    fn same_voice(&self, sentence: usize) -> bool {
        let (here, there) = (self.sentence_span(self.sentence).start, self.sentence_span(sentence).start);
        let body = |byte: usize| self.document.kind_at(byte) == SectionKind::Body;
        self.document.section_at(here) == self.document.section_at(there) || (body(here) && body(there))
    }

    fn is_title(&self) -> bool {
        self.in_title(self.sentence_span(self.sentence))
    }

    fn in_title(&self, span: Span) -> bool {
        self.written.title.is_some_and(|title| title.contains(start_of(span)))
    }

    fn is_body(&self, sentence: usize) -> bool {
        let here = self.document.section_at(self.sentence_span(sentence).start);
        here.is_some_and(|index| self.document.sections[index].kind == SectionKind::Body)
    }

    /// Gives the word that heads the clause of a token: "where an attack took place on 3 May" is another clause.
    fn clause_of(&self, token: usize) -> usize {
        let tree = &self.scene.tree;
        let own = |relation: Relation| {
            matches!(
                relation,
                Relation::Root
                    | Relation::Conj
                    | Relation::Ccomp
                    | Relation::Advcl
                    | Relation::AdvclRelcl
                    | Relation::Acl
                    | Relation::AclRelcl
                    | Relation::Parataxis
                    | Relation::Csubj
            )
        };
        let verb = |token: usize| tree.is_verb(token) && own(tree.relation(token));
        tree.analysis.ancestors(token).find(|token| verb(*token)).unwrap_or(token)
    }

    /// Gives how the clause hangs to which words belong, where it hangs inside the event's sentence or another, beside what
    /// it tells.
    fn aside(&self, span: Span) -> Option<Relation> {
        let tree = &self.scene.tree;
        let clause = self.clause_of(self.token_of(span));
        let misread = self.goes_before(clause);
        let relation = if misread.is_some() { Relation::AclRelcl } else { tree.relation(clause) };
        let side = matches!(relation, Relation::Acl | Relation::AclRelcl | Relation::AdvclRelcl);
        // "the attack, which began on Tuesday": the clause is about the event itself.
        let own = |noun: usize| self.draft.trigger.contains(&noun) || self.draft.folded.contains(&noun);
        let about = misread.or(tree.head(clause)).is_some_and(own);
        (side && !about && !tree.is_below(self.draft.token, clause)).then_some(relation)
    }

    /// Gives the noun before a relative clause that a parser hangs on some verb: "towns like *Orva*, where a convoy was hit".
    fn goes_before(&self, clause: usize) -> Option<usize> {
        let tree = &self.scene.tree;
        let loose = matches!(tree.relation(clause), Relation::Ccomp | Relation::Conj | Relation::Parataxis);
        let first = tree.by(clause, &[Relation::Advmod, Relation::Nsubj, Relation::NsubjPass]).next();
        let first = first.filter(|&word| loose && matches!(self.scene.lemma(word), "where" | "who" | "which"))?;
        let comma = |word: usize| tree.tag(word) == Tag::Punctuation;
        let before = first.checked_sub(1).and_then(|word| if comma(word) { word.checked_sub(1) } else { Some(word) });
        before.filter(|&word| tree.is_nominal(word))
    }

    /// "had stormed": what lies before the news itself.
    fn is_background(&self) -> bool {
        self.lies_before(self.draft.clause_head(self.scene)) || self.came_days_before()
    }

    /// "The raids come *days after* jets bombed the base": some other day, and nobody says which.
    fn came_days_before(&self) -> bool {
        let tree = &self.scene.tree;
        let some = |noun: usize| matches!(self.scene.lemma(noun), "day" | "week" | "month" | "year");
        let mut clauses = tree.analysis.ancestors(self.draft.token).take(6);
        clauses.any(|clause| self.scene.follows_after(clause, some))
    }

    /// Gives the days of a time that lie long before those of writing.
    fn long_ago(&self, time: TimeValue) -> Option<Interval> {
        let written = self.document.written_at(self.clause.start)?;
        let days = time.days(Some(written))?;
        (days.to.checked_add(NEWS_DAYS.days()).ok()? < written.from).then_some(days)
    }

    /// Tells whether a verb goes back behind the time of the account: "had stormed", but not "said it *had stormed*", which is
    /// what was said as "we have stormed".
    fn lies_before(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let said = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Ccomp);
        if said.is_some_and(|said| tree.fine(said) == "VBD") {
            return false;
        }
        // "The school *had said* that 287 were abducted": long before
        self.has_had(verb) || said.is_some_and(|said| self.has_had(said))
    }

    /// "*had* stormed"
    fn has_had(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        tree.by(verb, &[Relation::Aux]).any(|aux| tree.analysis.word(aux).eq_ignore_ascii_case("had"))
    }

    /// "The army has driven them out", in a comment: it happened as the comment was written.
    fn is_just_now(&self) -> bool {
        let tree = &self.scene.tree;
        let verb = self.draft.clause_head(self.scene);
        let perfect = |aux: usize| matches!(tree.analysis.word(aux).to_lowercase().as_str(), "has" | "have");
        self.document.kind_at(self.clause.start) == SectionKind::Comment && tree.by(verb, &[Relation::Aux]).any(perfect)
    }

    /// A paragraph with a moment of its own tells what was new then.
    fn is_entry(&self) -> bool {
        let section = self.document.section_at(self.clause.start).map(|at| &self.document.sections[at]);
        section.is_some_and(|section| section.kind == SectionKind::Body && section.at.is_some())
    }

    /// The headline and the first two paragraphs.
    fn is_lead(&self) -> bool {
        let Some(here) = self.document.section_at(self.sentence_span(self.sentence).start) else { return false };
        let told = |kind: SectionKind| matches!(kind, SectionKind::Body);
        let before = self.document.sections[..here].iter().filter(|section| told(section.kind)).take(2).count();
        match self.document.sections[here].kind {
            SectionKind::Title => true,
            SectionKind::Body => before < 2,
            _ => false,
        }
    }
}

fn start_of(span: Span) -> Span {
    Span::new(span.start, span.start)
}

/// Gives the sections that begin with labels of their own; none where only one does.
fn items(document: &Document) -> Vec<usize> {
    let labeled = |section: &Section| section.kind == SectionKind::Body && has_label(section.span.of(&document.text));
    let labeled = document.sections.iter().enumerate().filter(|(_, section)| labeled(section));
    let items: Vec<usize> = labeled.map(|(at, _)| at).collect();
    if items.len() > 1 { items } else { Vec::new() }
}

/// Tells whether a text begins with a short label or a clock time: "Orva: ", "Northern front: ", "Hama - Suran: ", "18:40 - ".
fn has_label(text: &str) -> bool {
    const LONGEST: usize = 40;
    const WORDS: usize = 5;
    let clock =
        |digit: (usize, char)| if digit.0 == 2 { matches!(digit.1, ':' | '.' | 'h') } else { digit.1.is_ascii_digit() };
    if text.len() > 5 && text.char_indices().take(5).all(clock) {
        return true;
    }
    let Some((label, rest)) = text.split_once(": ") else { return false };
    let short = label.len() <= LONGEST && label.split_whitespace().count() <= WORDS;
    short && !label.contains(['.', ',', '"', '“']) && label.starts_with(char::is_uppercase) && rest.contains(' ')
}
