//! Where and when does an account place an event?
//!
//! What stands in the clause is stated; what is taken from the sentence, the sentence before or the headline is inferred,
//! and says from where.

use super::{drafts::Draft, section_of};
use crate::pattern::Scene;
use language::Relation;
use schema::{
    Basis, Document, EventMention, EventPlace, EventTime, PlaceMention, Precision, Realis, Relative, SectionKind, Span,
    TimeExpression, TimeValue, ToponymUse,
};

/// How many sentences back a place or a day may stand.
const REACH: usize = 3;

/// Gives every mention its place and its time.
pub(super) fn place_and_date(
    document: &Document,
    scene: &Scene<'_, '_>,
    drafts: &[Draft],
    mentions: &mut [EventMention],
) {
    for (draft, mention) in drafts.iter().zip(mentions.iter_mut()) {
        let around = Around::new(document, scene, draft, mention);
        mention.place = around.place();
        mention.time = around.time();
    }
}

struct Around<'a, 's, 't> {
    document: &'a Document,
    scene: &'a Scene<'s, 't>,
    draft: &'a Draft,
    own: Span,
    clause: Span,
    sentence: usize,
    realis: Realis,
}

impl<'a, 's, 't> Around<'a, 's, 't> {
    fn new(document: &'a Document, scene: &'a Scene<'s, 't>, draft: &'a Draft, mention: &EventMention) -> Self {
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
        }
    }

    fn sentence_span(&self, number: usize) -> Span {
        self.scene.tree.analysis.sentences[number].span
    }

    fn place(&self) -> Option<EventPlace> {
        for (span, basis, rule) in [
            (self.own, Basis::Stated, "in the words of the event"),
            (self.clause, Basis::Stated, "in the clause"),
            (self.sentence_span(self.sentence), Basis::Inferred, "elsewhere in the sentence"),
        ] {
            if let Some(place) = self.best_place(span) {
                return Some(event_place(place, basis, rule));
            }
        }
        for back in 1..=REACH {
            let before = self.sentence.checked_sub(back)?;
            if !self.same_voice(before) {
                break;
            }
            if let Some(place) = self.best_place(self.sentence_span(before)) {
                return Some(event_place(place, Basis::Inferred, "the nearest sentence before that names a place"));
            }
        }
        let title = self.document.sections.iter().find(|section| section.kind == SectionKind::Title)?;
        let place = self.best_place(title.span)?;
        Some(event_place(place, Basis::Inferred, "the headline"))
    }

    /// Comments do not go on from one another, nor from the account.
    fn same_voice(&self, sentence: usize) -> bool {
        let here = section_of(self.document, start(self.sentence_span(self.sentence)));
        let there = section_of(self.document, start(self.sentence_span(sentence)));
        let body = |index: Option<usize>| index.is_none_or(|i| self.document.sections[i].kind == SectionKind::Body);
        here == there || (body(here) && body(there))
    }

    fn best_place(&self, span: Span) -> Option<&'a PlaceMention>
    where
        's: 'a,
    {
        let mentions = &self.scene.findings.place_mentions;
        let first = mentions.partition_point(|mention| mention.span.end <= span.start);
        let inside = mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
        inside.filter(|mention| mention.usage == ToponymUse::Location).min_by_key(|mention| self.distance(mention))
    }

    /// Orders places: not inside who acts, not where one comes from; then the exact ones; then the near ones.
    fn distance(&self, mention: &PlaceMention) -> (bool, bool, u8, usize) {
        let tree = &self.scene.tree;
        let token = tree.analysis.tokens_in(mention.span).next().unwrap_or(self.draft.token);
        let actor = self.draft.roles.iter().any(|(role, head)| role == "agent" && tree.is_below(token, *head))
            || self.scene.actor(token).is_some();
        let origin = tree
            .analysis
            .ancestors(token)
            .take(3)
            .any(|above| tree.by(above, &[Relation::Case]).any(|case| self.scene.lemma(case) == "from"));
        let precision =
            self.scene.findings.places.iter().find(|place| place.id == mention.place).map(|place| place.precision);
        let vague = match precision {
            Some(Precision::Point) => 0,
            Some(Precision::Area) | None => 1,
            Some(Precision::Country) => 2,
        };
        (actor, origin, vague, token.abs_diff(self.draft.token))
    }

    fn time(&self) -> Option<EventTime> {
        for (span, basis, rule) in [
            (self.own, Basis::Stated, "in the words of the event"),
            (self.clause, Basis::Stated, "in the clause"),
            (self.sentence_span(self.sentence), Basis::Inferred, "elsewhere in the sentence"),
        ] {
            if let Some(time) = self.nearest_time(span) {
                return Some(EventTime { value: time.value, span: Some(time.span), basis, rule: rule.into() });
            }
        }
        if self.realis != Realis::Actual {
            return None;
        }
        for back in 1..=REACH {
            let Some(before) = self.sentence.checked_sub(back) else { break };
            if !self.same_voice(before) || self.is_background() {
                break;
            }
            if let Some(time) = self.nearest_time(self.sentence_span(before)) {
                let rule = "the nearest sentence before that names a day".into();
                return Some(EventTime { value: time.value, span: Some(time.span), basis: Basis::Inferred, rule });
            }
        }
        let news = self.is_lead() && !self.is_background();
        news.then(|| EventTime {
            value: TimeValue::Relative(Relative::Days(-1, 0)),
            span: None,
            basis: Basis::Inferred,
            rule: "news without a day: the day of the account or the one before".into(),
        })
    }

    fn nearest_time(&self, span: Span) -> Option<&'a TimeExpression>
    where
        's: 'a,
    {
        let tree = &self.scene.tree;
        let times = &self.scene.findings.times;
        let first = times.partition_point(|time| time.span.end <= span.start);
        let inside = times[first..].iter().take_while(|time| time.span.start < span.end);
        inside.min_by_key(|time| {
            let token = tree.analysis.tokens_in(time.span).next().unwrap_or(self.draft.token);
            token.abs_diff(self.draft.token)
        })
    }

    /// "had stormed": what lies before the news itself.
    fn is_background(&self) -> bool {
        let tree = &self.scene.tree;
        let verb = self.draft.clause_head(self.scene);
        tree.by(verb, &[Relation::Aux]).any(|aux| tree.analysis.word(aux).eq_ignore_ascii_case("had"))
    }

    /// The headline and the first two paragraphs.
    fn is_lead(&self) -> bool {
        let Some(here) = section_of(self.document, start(self.sentence_span(self.sentence))) else { return false };
        let told = |kind: SectionKind| matches!(kind, SectionKind::Body);
        let before = self.document.sections[..here].iter().filter(|section| told(section.kind)).take(2).count();
        match self.document.sections[here].kind {
            SectionKind::Title => true,
            SectionKind::Body => before < 2,
            _ => false,
        }
    }
}

fn start(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn event_place(mention: &PlaceMention, basis: Basis, rule: &str) -> EventPlace {
    EventPlace { place: mention.place.clone(), span: mention.span, basis, rule: rule.into() }
}
