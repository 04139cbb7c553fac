//! Which of the times that an account tells is that of an event?

use super::{Around, Standing};
use crate::pattern::Part;
use crate::times::EXPLAINS;
use language::Relation;
use schema::{Basis, EventTime, Grain, Realis, Relative, SectionKind, TimeExpression, TimeValue};

/// So much a time costs that stands elsewhere in the sentence.
const SENTENCE: usize = 2;
const HOURS: i32 = 24;
/// So many words before a time it can stand which of several a happening is: "the *third* US drone strike in the province in".
const TURN: usize = 10;
/// Above this, news without a day of its own is of the account's day.
const DEAREST: usize = 8;

impl<'a, 's: 'a> Around<'a, 's, '_> {
    pub(super) fn time(&self) -> Option<EventTime> {
        let now = self.is_now();
        let news = (self.is_lead() || self.is_just_now() || self.is_entry() || now) && !self.is_background();
        let back = self.looks_back();
        let old = self.is_spoken_of();
        let news = news && !back && !old && self.realis == Realis::Actual;
        let mut found: Vec<(usize, usize, Standing, &TimeExpression)> = Vec::new();
        let happened = |time: &&TimeExpression| self.realis != Realis::Actual || !time.value.is_ahead();
        for time in self.times().filter(|time| time.value.is_when()).filter(happened) {
            // The line with the page's own date tells the day of nothing that happened.
            let aside = self.document.kind_at(time.span.start) == SectionKind::Boilerplate;
            let dateline = self.document.published.span.is_some_and(|day| day.overlaps(time.span)) && !aside;
            if self.document.published.when.is_some() && (aside || dateline && !self.is_today(time)) {
                continue;
            }
            // "the *March 23* Movement" tells no day.
            let Some(standing) = self.standing(time.span).filter(|_| !self.is_part_of_name(time.span)) else {
                continue;
            };
            if (now || back) && matches!(standing, Standing::Before(_)) || old && self.is_of_later(time) {
                continue;
            }
            if let Some(cost) = self.time_cost(time, standing) {
                let away = self.token_of(time.span).abs_diff(self.draft.token);
                found.push((cost, away, standing, time));
            }
        }
        let best = found.into_iter().min_by_key(|(cost, away, ..)| (*cost, *away));
        let nearest = best.map_or(DEAREST, |(cost, ..)| cost);
        if let Some(time) = self.lasted().filter(|_| news && nearest > SENTENCE) {
            return Some(time);
        }
        if let Some((_, _, standing, time)) = best.filter(|(cost, ..)| *cost < DEAREST) {
            let basis = if standing.is_stated() { Basis::Stated } else { Basis::Inferred };
            let rule = standing.rule().into();
            return Some(EventTime { value: time.value, span: Some(time.span), basis, rule });
        }
        news.then(|| EventTime {
            value: TimeValue::Relative(Relative::Days(-1, 0)),
            span: None,
            basis: Basis::Inferred,
            rule: "news without a day: the day of the account or the one before".into(),
        })
    }

    /// "The town is *now* under the control of the army": today, and not the day told of before.
    fn is_now(&self) -> bool {
        let tree = &self.scene.tree;
        let now = |time: &TimeExpression| matches!(time.value, TimeValue::Relative(Relative::Vague(0)));
        let hangs = |time: &TimeExpression| tree.head(self.token_of(time.span)) == Some(self.draft.token);
        self.times().any(|time| now(time) && hangs(time))
    }

    /// "*A month earlier* they had left", with nobody telling when: not on the day told before, and no news.
    fn looks_back(&self) -> bool {
        let before = |time: &TimeExpression| matches!(time.value, TimeValue::Relative(Relative::Vague(..0)));
        self.times().any(|time| before(time) && matches!(self.standing(time.span), Some(Standing::Own)))
    }

    /// "*today*, the 5th of February 2018": there the account's own day is that of what it tells.
    fn is_today(&self, date: &TimeExpression) -> bool {
        self.times().any(|time| time.span != date.span && time.value == date.value && time.span.end <= date.span.start)
    }

    fn times(&self) -> impl Iterator<Item = &'a TimeExpression> {
        self.within_reach(&self.scene.findings.times, |time| time.span.start)
    }

    /// "Ninety people were killed in one week": news of so many days up to those of writing.
    fn lasted(&self) -> Option<EventTime> {
        let lemma = |word: usize| self.scene.lemma(word);
        let tree = &self.scene.tree;
        self.times().find_map(|time| {
            let TimeValue::Duration(count @ 1.., grain) = time.value else { return None };
            let days = match grain {
                Grain::Hour => (count + HOURS - 1) / HOURS,
                Grain::Day => count,
                Grain::Week => count * 7,
                Grain::Month | Grain::Year => return None,
            };
            let last = tree.analysis.tokens_in(time.span).last()?;
            let within = tree.by(last, &[Relation::Case]).any(|case| matches!(lemma(case), "in" | "within" | "over"));
            let own = self.standing(time.span).is_some_and(Standing::is_stated) && !self.is_since_others(time);
            let value = TimeValue::Relative(Relative::Days(-days, 0));
            let rule = "in so many days, up to those of writing".into();
            (within && own).then_some(EventTime { value, span: Some(time.span), basis: Basis::Stated, rule })
        })
    }

    /// "The third strike in three days": the days are those since others, and not those of this one.
    fn is_since_others(&self, time: &TimeExpression) -> bool {
        let last = self.token_of(time.span);
        let words = last.saturating_sub(TURN)..last;
        words.into_iter().any(|word| {
            self.scene.is(word, "turn_word") && self.clause.contains(self.scene.tree.analysis.tokens[word].span)
        })
    }

    /// Gives how far a time stands off; none where it cannot be the event's.
    fn time_cost(&self, time: &TimeExpression, standing: Standing) -> Option<usize> {
        if time.rule == EXPLAINS {
            return self.is_the_day_of(time).then_some(0);
        }
        let another = self.is_of_telling(time) || self.is_the_end(time) || self.is_of_the_worst(time);
        let another = another || self.is_of_another(time) || self.is_deadline(time);
        // "on Tuesday, *days after* 61 died in an attack"
        let before = standing != Standing::Own && self.came_days_before();
        if self.is_since(time) && !self.goes_on(time) || another || before {
            return None;
        }
        // "the bridge, which links both banks, on Monday": what is so in general has no day.
        let clause = self.clause_of(self.token_of(time.span));
        let general = matches!(self.scene.tree.fine(clause), "VBZ" | "VBP");
        let aside = self.aside(time.span).filter(|_| !general);
        // "the town where a convoy was hit on 3 May", and not "rockets fired on Tuesday", which tells of the same blow
        if aside.is_some_and(|relation| relation != Relation::Acl) {
            return None;
        }
        // "the guards *seized in June* were freed": that is another's day.
        let hangs = matches!(self.scene.tree.relation(clause), Relation::Acl | Relation::AclRelcl);
        if hangs && self.others.contains(&clause) && !self.scene.tree.is_below(self.draft.token, clause) {
            return None;
        }
        // "accused them of breaking *the truce signed in May*"
        let noun = self.scene.tree.head(clause).filter(|&noun| hangs && self.scene.is(noun, "truce"));
        if noun.is_some_and(|noun| noun != self.draft.token) {
            return None;
        }
        if standing == Standing::Own {
            // "the villages taken on Friday were lost on Saturday"
            // "was seized on 6 May; he was freed two days later": the second clause has a day of its own.
            let beside =
                matches!(self.scene.tree.relation(clause), Relation::Parataxis | Relation::Conj | Relation::Ccomp);
            let another = beside && clause != self.clause_of(self.draft.token);
            return Some(usize::from(aside.is_some() || another));
        }
        let off = match standing {
            Standing::Own | Standing::Headline => return None,
            Standing::Clause | Standing::Sentence if self.is_told_by(clause) => return None,
            Standing::Clause => 1,
            Standing::Sentence => 2,
            // Longer times are not handed on to other sentences: "In 2014 they came. Now they left."
            _ if self.realis != Realis::Actual || self.is_background() || !time.value.is_within_a_month() => {
                return None;
            }
            _ if self.is_old(time) || aside.is_some() || self.is_ahead(clause) => return None,
            _ if self.is_of_another_paragraph(time) => return None,
            Standing::Before(_) if self.names_a_deed(time) || self.scene.is(clause, "claiming_verb") => return None,
            Standing::Before(back) => 2 + back,
            Standing::Behind(ahead) => 2 + ahead,
        };
        let other = match standing {
            Standing::Clause | Standing::Sentence => usize::from(clause != self.clause_of(self.draft.token)),
            _ => 0,
        };
        Some(off + if aside.is_some() { 4 } else { 0 } + other)
    }

    /// "on 8 May, *two days after* the raid": those are the days of the raid.
    fn is_the_day_of(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let last = tree.analysis.tokens_in(time.span).last();
        let mark = last.filter(|&last| matches!(tree.relation(last), Relation::Mark | Relation::Case));
        let other = mark.and_then(|mark| tree.head(mark).filter(|&head| head > mark));
        other.is_some_and(|other| self.draft.token == other || tree.is_below(self.draft.token, other))
    }

    /// "condemned *the raid*", "mourns after *the massacre*": some day before, and nobody says which.
    fn is_spoken_of(&self) -> bool {
        let verb = self.clause_of(self.draft.token);
        self.draft.part == Part::Noun && verb != self.draft.token && self.scene.is(verb, "later_verb")
    }

    /// "*on Tuesday* condemned the raid": the day on which somebody spoke.
    fn is_of_later(&self, time: &TimeExpression) -> bool {
        let word = self.token_of(time.span);
        let verb = self.clause_of(word);
        self.scene.is(verb, "later_verb") && !self.scene.tree.is_below(word, self.draft.token)
    }

    /// "*claimed* responsibility on Wednesday, saying it *had killed* two"
    fn is_told_by(&self, verb: usize) -> bool {
        self.scene.is(verb, "claiming_verb")
            && self.scene.tree.is_below(self.draft.token, verb)
            && self.has_had(self.draft.clause_head(self.scene))
    }

    /// "The toll of the raid rose on Monday", "condemned the raid on Monday": the raid was before.
    fn is_of_telling(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let verb = self.clause_of(self.token_of(time.span));
        // "The minister *on Tuesday* condemned the raid", with the day hung on the minister
        let subject = |word: usize| tree.relation(word) == Relation::Nsubj && tree.head(word) == Some(verb);
        let hangs = tree
            .analysis
            .tokens_in(time.span)
            .any(|word| tree.head(word) == Some(verb) || word < verb && tree.head(word).is_some_and(subject));
        if self.draft.part != Part::Noun || !hangs || !tree.is_below(self.draft.token, verb) {
            return false;
        }
        let counts = |noun: usize| self.scene.is(noun, "toll_noun") && tree.is_below(self.draft.token, noun);
        self.scene.is(verb, "later_verb") || tree.by(verb, &[Relation::Nsubj]).any(counts)
    }

    /// "the worst fighting *this year*": among which it is the worst, and not when.
    fn is_of_the_worst(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let noun = tree.analysis.tokens_in(time.span).find_map(|word| tree.head(word).filter(|&head| head < word));
        noun.is_some_and(|noun| {
            tree.is_nominal(noun) && self.is_worst(noun)
                || tree.analysis.ancestors(noun).take(3).any(|above| self.is_one_of_several(above))
        })
    }

    /// "the *worst* fighting"
    fn is_worst(&self, noun: usize) -> bool {
        let tree = &self.scene.tree;
        tree.by(noun, &[Relation::Amod]).any(|adjective| tree.fine(adjective) == "JJS")
    }

    /// "the attack, the *41st* of its kind this year"
    fn is_one_of_several(&self, noun: usize) -> bool {
        let word = self.scene.tree.analysis.word(noun);
        let number = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        let counted = !number.is_empty() && number != word && number.bytes().all(|byte| byte.is_ascii_digit());
        counted || self.scene.is(noun, "ordinal")
    }

    /// Gives what the words of a time hang on behind them: "the 2013 *attack*".
    fn behind(&self, time: &TimeExpression) -> impl Iterator<Item = usize> {
        let tree = &self.scene.tree;
        tree.analysis.tokens_in(time.span).filter_map(|word| tree.head(word).filter(|&head| head > word))
    }

    /// "the anniversary of the *2013* attack", "freed those held after the *5 August* raid": the day of that attack.
    fn is_of_another(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let after = |noun: usize| {
            self.scene.is(noun, "event_noun")
                && tree.by(noun, &[Relation::Case]).any(|case| self.scene.is(case, "sequence_preposition"))
        };
        let own = |noun: usize| noun == self.draft.token || self.draft.folded.contains(&noun);
        self.behind(time)
            .any(|noun| !own(noun) && tree.is_nominal(noun) && (self.others.contains(&noun) || after(noun)))
    }

    /// "the man behind the *14 February* bombing": that is its day, and not that of what is told in the next sentence.
    fn names_a_deed(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let outside = |noun: &usize| !time.span.contains(tree.analysis.tokens[*noun].span);
        let mut nouns = self.behind(time).filter(outside).flat_map(|noun| tree.analysis.ancestors(noun).take(2));
        nouns.any(|noun| tree.relation(noun) == Relation::Nmod && self.scene.is(noun, "event_noun"))
    }

    /// "urged them to leave *by Sunday*": until when something is to be done that somebody asks for.
    fn is_deadline(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let by = |word: usize| tree.by(word, &[Relation::Case]).any(|case| self.scene.lemma(case) == "by");
        if !tree.analysis.tokens_in(time.span).any(by) {
            return false;
        }
        let day = self.token_of(time.span);
        let clause = self.clause_of(day);
        let own = self.draft.token == clause || tree.is_below(self.draft.token, clause);
        let todo = tree.fine(clause) == "VB" && !own;
        let mut asked = tree.by(clause, &[Relation::Xcomp]).filter(|&done| tree.fine(done) == "VB" && done < day);
        todo || asked.next().is_some()
    }

    /// "had held since May": the account only looks back there, and then goes on with its news.
    fn is_old(&self, time: &TimeExpression) -> bool {
        self.is_since(time) || self.lies_before(self.clause_of(self.token_of(time.span)))
    }

    /// A paragraph looks back to years ago, and the next goes on with the news.
    fn is_of_another_paragraph(&self, time: &TimeExpression) -> bool {
        let section = |byte: usize| self.document.section_at(byte);
        self.long_ago(time.value).is_some() && section(time.span.start) != section(self.clause.start)
    }

    /// "is due to meet him on Friday": what comes then is another day's news.
    fn is_ahead(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let ahead = |word: usize| matches!(self.scene.lemma(word), "will" | "would" | "shall" | "due");
        tree.by(verb, &[Relation::Aux, Relation::Mark]).any(ahead)
    }

    /// "known as the Front until it broke its ties in July": when a state ended, and nothing else happened.
    fn is_the_end(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let clause = self.clause_of(self.token_of(time.span));
        let until = tree.by(clause, &[Relation::Mark]).any(|mark| self.scene.lemma(mark) == "until");
        until && !tree.is_below(self.draft.token, clause)
    }

    fn is_since(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let token = self.token_of(time.span);
        let last = tree.analysis.tokens_in(time.span).last().unwrap_or(token);
        // "since 2011", "since the uprising began in 2011"
        let clause = Some(self.clause_of(token)).filter(|&clause| !tree.is_below(self.draft.token, clause));
        // "since the outbreak of the war in 2011"
        let nouns = tree.analysis.ancestors(token).take_while(|&above| tree.is_nominal(above)).take(4);
        nouns
            .filter(|&noun| !tree.is_below(self.draft.token, noun))
            .chain([last])
            .chain(clause)
            .any(|word| tree.by(word, &[Relation::Case, Relation::Mark]).any(|case| self.scene.lemma(case) == "since"))
    }

    /// "has been fighting since May" goes on; "the worst raid since May" is another than that of May.
    fn goes_on(&self, time: &TimeExpression) -> bool {
        let tree = &self.scene.tree;
        let verb = self.clause_of(self.token_of(time.span));
        // "the deadliest fighting since the war of 2020", whatever the verb
        let nouns = tree.analysis.ancestors(self.token_of(time.span)).take_while(|&above| tree.is_nominal(above));
        !nouns.take(5).any(|noun| self.is_worst(noun))
            && tree.by(verb, &[Relation::Aux]).any(|aux| self.scene.lemma(aux) == "have")
    }
}
