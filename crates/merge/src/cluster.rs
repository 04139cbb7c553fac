//! Which tellings are one happening?
//!
//! Every pair worth comparing is judged; then groups grow, and only tellings that some chain of pairs connects which may join
//! groups are looked at together.

use crate::Evidence;
use crate::blocks::{Blocks, Crowd, Known, MetBy, Pair, crowds, number};
use crate::chains::{Chain, Chains};
use crate::features::{Around, compare, explain, traits};
use crate::growth::Growth;
use crate::refusals::{Refusal, Refusals};
use crate::rows::Row;
use crate::scene::Scene;
use crate::sheet::{UNIT, Verdict, milli, odds};
use crate::telling::Telling;
use crate::words::Marks;
use rayon::prelude::*;
use schema::Link;
use std::collections::BTreeSet;

/// What came of grouping.
pub(crate) struct Grouping<'a, 'b> {
    /// The groups that have grown, each sorted, in order of their first members.
    pub groups: Vec<Vec<usize>>,
    decisions: Vec<Decision>,
    refusals: Vec<Refusal>,
    /// Of each telling that has grown into a group the one by which its group is named.
    names: Vec<u32>,
    rows: Vec<Row>,
    chains: Chains,
    court: Court<'a, 'b>,
}

impl<'a, 'b> Grouping<'a, 'b> {
    /// Finds the chains in which groups can grow.
    fn new(court: Court<'a, 'b>, rows: Vec<Row>) -> Self {
        let chains = Chains::of(&rows, court.scene);
        let (groups, decisions, refusals) = (Vec::new(), Vec::new(), Vec::new());
        Self { groups, decisions, refusals, names: (0..number(court.tellings.len())).collect(), rows, chains, court }
    }

    /// Lets groups grow in the chains in which none has.
    fn grown(mut self) -> Self {
        self.grow(|court, members| !court.tells_undated(members));
        self
    }

    /// Lets groups grow in the chains in which none has, and notes what stayed apart.
    pub fn whole(self) -> Whole<'a, 'b> {
        let Self { groups, decisions, court, .. } = self.grown().noted();
        Whole { groups, decisions, court }
    }

    /// Gives what was judged, to be remembered when some accounts, by their indices, are dated.
    pub fn judged(self, dated: BTreeSet<usize>) -> Earlier {
        Earlier { dated, rows: self.rows, crowds: self.court.crowds }
    }

    /// Lets groups grow within each chain whose tellings are wanted.
    fn grow(&mut self, wanted: impl Fn(&Court<'_, '_>, &[u32]) -> bool + Sync) {
        let Self { court, chains, rows, .. } = self;
        let grow = |members: &[u32]| Growth::new(court, Chain::of(members, rows, chains)).grown();
        let wanted: Vec<&[u32]> = chains.members().filter(|members| wanted(court, members)).collect();
        for grown in wanted.into_par_iter().map(grow).collect::<Vec<_>>() {
            self.decisions.extend(grown.decisions);
            self.refusals.extend(grown.refusals);
            for (name, group) in grown.groups {
                group.iter().for_each(|telling| self.names[*telling] = name);
                self.groups.push(group);
            }
        }
        self.groups.sort();
    }

    /// Gives of each telling that has grown into a group the one by which its group is named, and the first of its chain.
    pub fn home(&self, telling: usize) -> (u32, u32) {
        (self.names[telling], self.chains.of_telling(number(telling)))
    }

    /// Gives why tellings were joined.
    pub fn joined(&self) -> Vec<Link> {
        self.decisions.par_iter().map(|decision| self.court.link(decision)).collect()
    }

    /// Gives of each chain which groups stayed apart, and why.
    pub fn refused(&self) -> Vec<(Refusal, Link)> {
        self.refusals.par_iter().map(|refusal| (*refusal, self.court.link(&refusal.decision()))).collect()
    }

    /// Notes of each group the likeliest pairs with others that it stayed apart from, a few.
    fn noted(mut self) -> Self {
        let mut refusals = Refusals::default();
        std::mem::take(&mut self.refusals).into_iter().for_each(|refusal| refusals.add(refusal));
        let (least, chain, name) = (least(self.court.scene), |one| self.chains.of_telling(one), &self.names);
        for Row { one, kept, .. } in std::mem::take(&mut self.rows) {
            for (other, verdict) in kept.iter().filter(|(other, _)| chain(*other) != chain(one)) {
                if i64::from(verdict.odds()) >= least {
                    let groups = pair(name[one as usize], name[*other as usize]);
                    refusals.add(Refusal::new(groups, (pair(one, *other), *verdict)));
                }
            }
        }
        self.decisions.extend(refusals.few().iter().map(Refusal::decision));
        self
    }
}

/// All groups, and why they are ones.
pub(crate) struct Whole<'a, 'b> {
    /// The groups, each sorted, in order of their first members.
    pub groups: Vec<Vec<usize>>,
    decisions: Vec<Decision>,
    court: Court<'a, 'b>,
}

impl Whole<'_, '_> {
    /// Gives why tellings were joined, or stayed apart; sorted by their ids.
    pub fn links(mut self) -> Vec<Link> {
        let id = |telling: u32| self.court.tellings[telling as usize].mention.id.as_str();
        let ids = |decision: &Decision| (id(decision.pair.0), id(decision.pair.1));
        self.decisions.sort_by(|a, b| ids(a).cmp(&ids(b)));
        self.decisions.par_iter().map(|decision| self.court.link(decision)).collect()
    }
}

/// Two groups that were joined, or stayed apart.
#[derive(Clone, Copy)]
pub(crate) struct Decision {
    /// The pair of theirs that agrees best.
    pub pair: Pair,
    /// Whether they were joined.
    pub joined: bool,
    /// How probable it is that they are one.
    pub score: f64,
    /// What the pair alone does not tell.
    pub because: Option<&'static str>,
}

/// What was judged before some accounts were dated, and need not be judged again.
#[derive(Default)]
pub(crate) struct Earlier {
    /// The accounts that were dated since.
    dated: BTreeSet<usize>,
    rows: Vec<Row>,
    crowds: Vec<Crowd>,
}

/// Groups tellings into happenings, at first only those that may date an account; what `earlier` knows stands, but for accounts
/// that were dated since.
pub(crate) fn group<'a, 'b>(tellings: &'a [Telling<'b>], scene: &'a Scene<'a>, earlier: Earlier) -> Grouping<'a, 'b> {
    let blocks = Blocks::of(tellings, scene);
    begin(&|telling| blocks.met_by(telling), tellings, scene, earlier)
}

/// Groups tellings of which these pairs, sorted, are worth comparing.
pub(crate) fn group_pairs<'a, 'b>(
    pairs: &[Pair],
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
) -> Grouping<'a, 'b> {
    begin(&met_in(pairs), tellings, scene, Earlier::default()).grown()
}

/// Groups those tellings, of all that `met_by` lets meet, that may date an account.
fn begin<'a, 'b>(
    met_by: &MetBy<'_>,
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
    earlier: Earlier,
) -> Grouping<'a, 'b> {
    let court = Court::new(tellings, scene, met_by);
    let rows = court.rows(met_by, earlier);
    let mut grouping = Grouping::new(court, rows);
    grouping.grow(|court, members| court.tells_undated(members));
    grouping
}

/// Gives what the comparison of each pair came to; none where it came to nothing worth keeping.
pub(crate) fn judge(pairs: &[Pair], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Option<Verdict>> {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    let court = Court::new(tellings, scene, &met_in(&sorted));
    let rows = court.rows(&met_in(&sorted), Earlier::default());
    pairs.iter().map(|(one, other)| rows[*one as usize].find(*other).flatten()).collect()
}

/// Gives why the groups of each pair, which agree best of all of theirs and are of two chains, stayed apart.
pub(crate) fn refuse(pairs: &[Pair], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Link> {
    let court = Court::new(tellings, scene, &met_in(&[]));
    let refusal = |pair: &Pair| Refusal::new(*pair, (*pair, court.judged(*pair)));
    pairs.par_iter().map(|pair| court.link(&refusal(pair).decision())).collect()
}

/// Gives of pairs that are given, sorted, whom a telling meets.
fn met_in(pairs: &[Pair]) -> impl Fn(u32) -> Vec<u32> + Sync {
    |telling| {
        let from = pairs.partition_point(|(one, _)| *one < telling);
        pairs[from..].iter().take_while(|(one, _)| *one == telling).map(|(_, other)| *other).collect()
    }
}

/// Gives the log odds from which on it is told of a pair that stayed apart.
pub(crate) fn least(scene: &Scene<'_>) -> i64 {
    milli(odds(scene.settings.thresholds.note))
}

/// Tells whether a pair can bring two groups together: in groups none of whose pairs can, no mean is as high as it must be.
pub(crate) fn connects(scene: &Scene<'_>) -> impl Fn(Verdict) -> bool + use<> {
    let thresholds = &scene.settings.thresholds;
    let least = milli(odds(thresholds.join.min(thresholds.average)));
    move |verdict| !verdict.barred() && i64::from(verdict.odds()) >= least
}

/// Gives the evidence on every pair worth comparing.
pub(crate) fn evidence(tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Evidence> {
    let blocks = Blocks::of(tellings, scene);
    let met_by = |telling| blocks.met_by(telling);
    let court = Court::new(tellings, scene, &met_by);
    let find = |pair: Pair| {
        let (one, other) = (&tellings[pair.0 as usize], &tellings[pair.1 as usize]);
        let (verdict, traits, barred) = traits(one, other, court.around(pair), scene);
        let odds = f64::from(verdict.odds()) / UNIT;
        let coded = one.coded && other.coded;
        Evidence { pair: [one.mention.id.clone(), other.mention.id.clone()], traits, odds, coded, barred }
    };
    let all = 0..number(tellings.len());
    let mut pairs: Vec<Pair> = all.flat_map(|one| met_by(one).into_iter().map(move |other| pair(one, other))).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(find).collect()
}

/// Gives two tellings, the smaller first.
pub(crate) fn pair(one: u32, other: u32) -> Pair {
    (one.min(other), one.max(other))
}

/// Compares tellings.
pub(crate) struct Court<'a, 'b> {
    /// The tellings.
    pub tellings: &'a [Telling<'b>],
    /// What comparisons need beside them.
    pub scene: &'a Scene<'a>,
    crowds: Vec<Crowd>,
}

impl<'a, 'b> Court<'a, 'b> {
    fn new(tellings: &'a [Telling<'b>], scene: &'a Scene<'a>, met_by: &MetBy<'_>) -> Self {
        Self { tellings, scene, crowds: crowds(met_by, tellings, scene) }
    }

    fn crowd(&self, (one, other): Pair) -> Crowd {
        self.crowds[one as usize].of_both(self.crowds[other as usize])
    }

    fn around(&self, pair: Pair) -> Around {
        let story = self.scene.story(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        Around { crowd: self.crowd(pair), story }
    }

    /// Compares each telling with those that it meets, but where what was judged earlier stands.
    fn rows(&self, met_by: &MetBy<'_>, earlier: Earlier) -> Vec<Row> {
        let Earlier { dated, mut rows, crowds } = earlier;
        let account = |telling: u32| self.tellings[telling as usize].index;
        let same_crowd = |telling: u32| self.crowds.get(telling as usize) == crowds.get(telling as usize);
        let stands = |telling: u32| !dated.contains(&account(telling)) && same_crowd(telling);
        let stands: Vec<bool> = (0..number(self.tellings.len())).map(stands).collect();
        let least = least(self.scene);
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
                    let near = |verdict: &Verdict| !verdict.barred() || i64::from(verdict.odds()) >= least;
                    (other, known(other).unwrap_or_else(|| Some(compared()).filter(near)))
                };
                *row = Row::of(old.one, met_by(old.one).into_iter().map(judge));
            }
        };
        rows.par_chunk_by_mut(|a, b| account(a.one) == account(b.one)).for_each_init(Marks::default, judge);
        rows
    }

    /// Compares two tellings whose accounts share so much of their rare words.
    fn compared(&self, pair: Pair, story: f64) -> Verdict {
        let around = Around { crowd: self.crowd(pair), story };
        compare(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize], around, self.scene)
    }

    /// Tells whether an account without a date tells something in a chain.
    fn tells_undated(&self, members: &[u32]) -> bool {
        members.iter().any(|telling| self.tellings[*telling as usize].document.published.when.is_none())
    }

    /// Compares two tellings.
    fn judged(&self, pair: Pair) -> Verdict {
        self.compared(pair, self.around(pair).story)
    }

    /// Tells whether something excludes that both are one happening.
    pub fn bars(&self, pair: Pair) -> bool {
        self.compared(pair, 0.0).barred()
    }

    fn link(&self, decision: &Decision) -> Link {
        let Decision { pair, joined, score, because } = *decision;
        let (one, other) = (&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        let reasons = explain(one, other, self.around(pair), self.scene);
        let reasons = reasons.iter().map(String::as_str).chain(because).collect();
        Link { one: one.mention.id.clone(), other: other.mention.id.clone(), joined, score, reasons }
    }
}
