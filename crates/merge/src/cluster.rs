//! Which tellings are one happening?
//!
//! Every pair worth comparing is judged; then groups grow, and only tellings that some chain of pairs connects which may join
//! groups are looked at together.

use crate::Evidence;
use crate::blocks::{Blocks, Crowd, MetBy, Pair, number};
use crate::chains::{Chain, Chains};
use crate::court::Court;
use crate::features::traits;
use crate::growth::Growth;
use crate::refusals::{Refusal, Refusals};
use crate::rows::Row;
use crate::scene::Scene;
use crate::settings::Settings;
use crate::sheet::{UNIT, Verdict, milli, odds};
use crate::telling::Telling;
use rayon::prelude::*;
use schema::Link;
use std::collections::{BTreeMap, BTreeSet};

/// Of large groups so many members stand for all when it is looked for what excludes them.
pub(crate) const SPEAKERS: usize = 20;

/// What came of grouping.
pub(crate) struct Grouping<'a, 'b> {
    /// Of each telling the first of its group.
    homes: Vec<u32>,
    decisions: Vec<Decision>,
    rows: Vec<Row>,
    chains: Chains,
    court: Court<'a, 'b>,
}

impl<'a, 'b> Grouping<'a, 'b> {
    /// Begins with groups given by the `homes` of all tellings.
    fn new(court: Court<'a, 'b>, rows: Vec<Row>, homes: Vec<u32>) -> Self {
        Self { homes, decisions: Vec::new(), rows, chains: Chains::default(), court }
    }

    /// Lets those groups grow that are beyond doubt: chains of what is as sure are short, however connected a war is.
    fn surest(mut self) -> Self {
        let least = self.court.floors.sure;
        self.chains = Chains::of(&self.rows, |verdict| verdict.agrees(least));
        self.grow(|_, _| true, Some(least));
        self
    }

    /// Finds the chains in which groups can grow on.
    fn chained(mut self) -> Self {
        let least = self.court.floors.fits;
        self.chains = Chains::of_groups(&self.rows, &self.homes, |verdict| verdict.agrees(least), least);
        self
    }

    /// Lets groups grow in those chains in which an account without a date tells something.
    fn dating(mut self) -> Self {
        self.grow(|court, members| court.tells_undated(members), None);
        self
    }

    /// Lets groups grow in the chains in which none has.
    fn grown(mut self) -> Self {
        self.grow(|court, members| !court.tells_undated(members), None);
        self
    }

    /// Lets groups grow in the chains in which none has, and notes what stayed apart.
    pub fn whole(self) -> Whole<'a, 'b> {
        let whole = self.grown();
        let groups = whole.groups();
        let Self { decisions, court, .. } = whole.noted();
        Whole { groups, decisions, court }
    }

    /// Gives what was judged, to be remembered when some accounts, by their indices, are dated.
    pub fn judged(self, dated: BTreeSet<usize>) -> Earlier {
        Earlier { dated, rows: self.rows, crowds: self.court.crowds }
    }

    /// Lets groups grow within each chain whose tellings are wanted, as long as they agree by `least`.
    fn grow(&mut self, wanted: impl Fn(&Court<'_, '_>, &[u32]) -> bool + Sync, least: Option<i64>) {
        let Self { court, chains, rows, homes, decisions } = self;
        let grow = |members: &[u32]| Growth::new(court, Chain::of(members, rows, chains), homes).grown(least);
        let wanted: Vec<&[u32]> =
            chains.members().filter(|members| members.len() > 1 && wanted(court, members)).collect();
        for grown in wanted.into_par_iter().map(grow).collect::<Vec<_>>() {
            decisions.extend(grown.decisions);
            for group in grown.groups {
                group.iter().for_each(|telling| homes[*telling as usize] = group[0]);
            }
        }
    }

    /// Gives the groups, each sorted, in order of their first members.
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.homes.len()];
        for (telling, home) in self.homes.iter().enumerate() {
            groups[*home as usize].push(telling);
        }
        groups.retain(|group| !group.is_empty());
        groups
    }

    /// Gives why tellings were joined.
    pub fn joined(&self) -> Vec<Link> {
        self.decisions.par_iter().map(|decision| self.court.link(decision)).collect()
    }

    /// Notes of each group the likeliest pairs with others that it stayed apart from, a few.
    fn noted(mut self) -> Self {
        let (mut refusals, homes, told) = (Refusals::default(), &self.homes, self.court.floors.told);
        for Row { one, kept, .. } in std::mem::take(&mut self.rows) {
            for (other, verdict) in kept.iter().filter(|(_, verdict)| i64::from(verdict.odds()) >= told) {
                let groups = pair(homes[one as usize], homes[*other as usize]);
                if groups.0 != groups.1 {
                    refusals.add(Refusal::new(groups, (pair(one, *other), *verdict)));
                }
            }
        }
        let refusals = refusals.few();
        let mut speakers: BTreeMap<u32, Vec<u32>> = refusals
            .iter()
            .flat_map(|refusal| [refusal.groups.0, refusal.groups.1])
            .map(|group| (group, vec![]))
            .collect();
        for (telling, home) in (0..).zip(homes) {
            if let Some(speakers) = speakers.get_mut(home).filter(|speakers| speakers.len() < SPEAKERS) {
                speakers.push(telling);
            }
        }
        let refused = |refusal: &Refusal| Refused {
            pair: refusal.pair(),
            speakers: [refusal.groups.0, refusal.groups.1].map(|group| speakers[&group].clone()),
        };
        self.decisions.par_extend(refusals.par_iter().map(|refusal| self.court.refusal(&refused(refusal))));
        self
    }
}

/// Two groups that stayed apart.
pub(crate) struct Refused {
    /// The pair of theirs that agrees best.
    pub pair: Pair,
    /// The members of each, or the first of them.
    pub speakers: [Vec<u32>; 2],
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
    pub dated: BTreeSet<usize>,
    /// What was judged.
    pub rows: Vec<Row>,
    /// How many reports had the day and place of each telling.
    pub crowds: Vec<Crowd>,
}

/// Groups tellings into happenings, at first only those that may date an account; what `earlier` knows stands, but for accounts
/// that were dated since.
pub(crate) fn group<'a, 'b>(tellings: &'a [Telling<'b>], scene: &'a Scene<'a>, earlier: Earlier) -> Grouping<'a, 'b> {
    let blocks = Blocks::of(tellings, scene);
    begin(&|telling| blocks.met_by(telling), tellings, scene, earlier, alone(tellings)).surest().chained().dating()
}

/// Groups tellings of which these pairs, sorted, are worth comparing, as far as it is beyond doubt.
pub(crate) fn surest<'a, 'b>(pairs: &[Pair], tellings: &'a [Telling<'b>], scene: &'a Scene<'a>) -> Grouping<'a, 'b> {
    begin(&met_in(pairs), tellings, scene, Earlier::default(), alone(tellings)).surest()
}

/// Groups tellings of which these pairs, sorted, are worth comparing, and which are grouped by their `homes` as far as it is
/// beyond doubt.
pub(crate) fn group_on<'a, 'b>(
    (homes, pairs): (Vec<u32>, &[Pair]),
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
) -> Grouping<'a, 'b> {
    begin(&met_in(pairs), tellings, scene, Earlier::default(), homes).chained().dating().grown()
}

/// Judges tellings that `met_by` lets meet and that `homes` groups.
fn begin<'a, 'b>(
    met_by: &MetBy<'_>,
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
    earlier: Earlier,
    homes: Vec<u32>,
) -> Grouping<'a, 'b> {
    let court = Court::new(tellings, scene, met_by);
    let rows = court.rows(met_by, earlier);
    Grouping::new(court, rows, homes)
}

fn alone(tellings: &[Telling<'_>]) -> Vec<u32> {
    (0..number(tellings.len())).collect()
}

/// Gives what the comparison of each pair came to; none where it came to nothing worth keeping.
pub(crate) fn judge(pairs: &[Pair], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Option<Verdict>> {
    let mut sorted = pairs.to_vec();
    sorted.sort_unstable();
    let court = Court::new(tellings, scene, &met_in(&sorted));
    let rows = court.rows(&met_in(&sorted), Earlier::default());
    pairs.iter().map(|(one, other)| rows[*one as usize].find(*other).flatten()).collect()
}

/// Gives why groups stayed apart.
pub(crate) fn refuse(refused: &[Refused], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Link> {
    let court = Court::new(tellings, scene, &met_in(&[]));
    refused.par_iter().map(|refused| court.link(&court.refusal(refused))).collect()
}

/// Gives of pairs that are given, sorted, whom a telling meets.
fn met_in(pairs: &[Pair]) -> impl Fn(u32) -> Vec<u32> + Sync {
    |telling| {
        let from = pairs.partition_point(|(one, _)| *one < telling);
        pairs[from..].iter().take_while(|(one, _)| *one == telling).map(|(_, other)| *other).collect()
    }
}

/// How much must speak for what: log odds in thousandths.
#[derive(Clone, Copy, Debug)]
pub struct Floors {
    /// Groups that agree so far join first, and beyond doubt.
    pub sure: i64,
    /// Some pair of two groups must agree so far: where none does, no mean is as high as it must be.
    pub fits: i64,
    /// It is told of a pair that comes so near and stays apart.
    pub told: i64,
}

impl Floors {
    /// Gives what was decided.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let thresholds = &settings.thresholds;
        let floor = |probability| milli(odds(probability));
        Self {
            sure: floor(thresholds.sure),
            fits: floor(thresholds.join.min(thresholds.average)),
            told: floor(thresholds.note),
        }
    }
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
