//! How are tellings compared, and why do two of them make one happening or two?

use crate::blocks::{Crowd, Known, MetBy, Pair, crowds, number};
use crate::cluster::{Decision, Earlier, Floors, Refused, pair};
use crate::features::{Around, compare, explain};
use crate::participants::{opposed, side};
use crate::rows::Row;
use crate::scene::Scene;
use crate::sheet::{Verdict, chance};
use crate::telling::Telling;
use crate::words::Marks;
use rayon::prelude::*;
use schema::Link;

/// Compares tellings.
pub(crate) struct Court<'a, 'b> {
    /// The tellings.
    pub tellings: &'a [Telling<'b>],
    /// What comparisons need beside them.
    pub scene: &'a Scene<'a>,
    /// How much must speak for what.
    pub floors: Floors,
    /// How many reports have the day and place of each telling.
    pub crowds: Vec<Crowd>,
}

impl<'a, 'b> Court<'a, 'b> {
    /// Begins with how many reports have the day and place of each telling.
    pub fn new(tellings: &'a [Telling<'b>], scene: &'a Scene<'a>, met_by: &MetBy<'_>) -> Self {
        Self { tellings, scene, floors: Floors::of(scene.settings), crowds: crowds(met_by, tellings, scene) }
    }

    /// Gives how many reports have the day and place of two tellings.
    pub fn crowd(&self, (one, other): Pair) -> Crowd {
        self.crowds[one as usize].of_both(self.crowds[other as usize])
    }

    /// Gives what lies around two tellings.
    pub fn around(&self, pair: Pair) -> Around {
        let story = self.scene.story(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        Around { crowd: self.crowd(pair), story }
    }

    /// Compares each telling with those that it meets, but where what was judged earlier stands.
    pub fn rows(&self, met_by: &MetBy<'_>, earlier: Earlier) -> Vec<Row> {
        let Earlier { dated, mut rows, crowds } = earlier;
        let account = |telling: u32| self.tellings[telling as usize].index;
        let same_crowd = |telling: u32| self.crowds.get(telling as usize) == crowds.get(telling as usize);
        let stands = |telling: u32| !dated.contains(&account(telling)) && same_crowd(telling);
        let stands: Vec<bool> = (0..number(self.tellings.len())).map(stands).collect();
        let told = self.floors.told;
        rows.resize_with(self.tellings.len(), Row::default);
        (0..).zip(&mut rows).for_each(|(telling, row)| row.one = telling);
        // Those of one account stand together, and two accounts meet in many pairs.
        let judge = |marks: &mut Marks, rows: &mut [Row]| {
            let Some(first) = rows.first().map(|row| account(row.one)) else { return };
            marks.take_up(self.scene.story_of(first), &self.scene.counts.story_rarity);
            let mut stories: Known<usize, f64> = Known::default();
            let mut story =
                |account: usize| *stories.entry(account).or_insert_with(|| marks.share(self.scene.story_of(account)));
            for row in rows {
                let old = std::mem::take(row);
                let both_stand = |other: u32| stands[old.one as usize] && stands[other as usize];
                let known = |other: u32| if both_stand(other) { old.find(other) } else { None };
                let judge = |other: u32| {
                    let mut compared = || self.compared(pair(old.one, other), story(account(other)));
                    let near = |verdict: &Verdict| !verdict.barred() || i64::from(verdict.odds()) >= told;
                    (other, known(other).unwrap_or_else(|| Some(compared()).filter(near)))
                };
                *row = Row::of(old.one, met_by(old.one).into_iter().map(judge));
            }
        };
        rows.par_chunk_by_mut(|a, b| account(a.one) == account(b.one)).for_each_init(Marks::default, judge);
        rows
    }

    /// Compares two tellings whose accounts share so much of their rare words.
    pub fn compared(&self, pair: Pair, story: f64) -> Verdict {
        let around = Around { crowd: self.crowd(pair), story };
        compare(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize], around, self.scene)
    }

    /// Tells whether an account without a date tells something in a chain.
    pub fn tells_undated(&self, members: &[u32]) -> bool {
        members.iter().any(|telling| self.tellings[*telling as usize].document.published.when.is_none())
    }

    /// Compares two tellings.
    pub fn judged(&self, pair: Pair) -> Verdict {
        self.compared(pair, self.around(pair).story)
    }

    /// Tells whether something excludes that both are one happening.
    pub fn bars(&self, pair: Pair) -> bool {
        self.compared(pair, 0.0).barred()
    }

    /// Tells how probable it is that two groups which stayed apart are one, and what their best pair alone does not tell.
    pub fn refusal(&self, Refused { pair: best, speakers: [one, other] }: &Refused) -> Decision {
        let told = |score, because| Decision { pair: *best, joined: false, score, because };
        let verdict = self.judged(*best);
        if verdict.barred() {
            return told(0.0, None);
        }
        let all: Vec<Verdict> = one.iter().flat_map(|a| other.iter().map(|b| self.judged(pair(*a, *b)))).collect();
        if all.len() == 1 {
            return told(chance(verdict.odds().into()), None);
        }
        if all.iter().any(|verdict| verdict.barred()) {
            return told(0.0, Some("other tellings of the two happenings exclude one another"));
        }
        let sum: i64 = all.iter().map(|verdict| i64::from(verdict.odds())).sum();
        let score = chance(sum / i64::try_from(all.len()).unwrap_or(i64::MAX));
        let sides =
            |group: &[u32]| group.iter().fold(0, |sides, at| sides | side(&self.tellings[*at as usize], self.scene));
        let because = if opposed(sides(one), sides(other)) {
            "other sorts of people act in the tellings of the two happenings"
        } else {
            "the other tellings of the two happenings do not fit together"
        };
        told(score, Some(because))
    }

    /// Gives a decision as a link.
    pub fn link(&self, decision: &Decision) -> Link {
        let Decision { pair, joined, score, because } = *decision;
        let (one, other) = (&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        let reasons = explain(one, other, self.around(pair), self.scene);
        let reasons = reasons.iter().map(String::as_str).chain(because).collect();
        Link { one: one.mention.id.clone(), other: other.mention.id.clone(), joined, score, reasons }
    }
}
