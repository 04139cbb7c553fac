//! Which tellings are one happening?
//!
//! Every pair worth comparing is judged; then groups grow, and only tellings that some chain of likely pairs connects are
//! looked at together.

use crate::Evidence;
use crate::blocks::{Crowd, Known, Pair, crowds, pairs};
use crate::features::{Around, compare, explain, traits};
use crate::growth::Growth;
use crate::scene::Scene;
use crate::sheet::{UNIT, Verdict, odds};
use crate::telling::Telling;
use crate::words::Marks;
use rayon::prelude::*;
use schema::Link;
use std::collections::{BTreeMap, BTreeSet};

/// What came of grouping.
pub(crate) struct Grouping<'a, 'b> {
    /// The groups that have grown, each sorted, in order of their first members.
    pub groups: Vec<Vec<usize>>,
    decisions: Vec<Decision>,
    judged: Vec<Judged>,
    homes: Homes,
    court: Court<'a, 'b>,
}

impl Grouping<'_, '_> {
    /// Lets groups grow in the chains in which none has.
    pub fn whole(mut self) -> Self {
        self.grow(|court, chain| !court.tells_undated(chain));
        self.judged = Vec::new();
        self
    }

    /// Lets groups grow within each chain that is wanted.
    fn grow(&mut self, wanted: impl Fn(&Court<'_, '_>, &Chain<'_>) -> bool) {
        let mut chains = chains(&self.homes, &self.judged);
        chains.retain(|chain| wanted(&self.court, chain));
        let grown: Vec<_> = chains.into_par_iter().map(|chain| Growth::new(&self.court, chain).grown()).collect();
        let (groups, decisions): (Vec<_>, Vec<_>) = grown.into_iter().unzip();
        self.groups.extend(groups.into_iter().flatten());
        self.groups.sort();
        self.decisions.extend(decisions.into_iter().flatten());
    }

    /// Gives why tellings were joined, or stayed apart.
    pub fn links(&self) -> Vec<Link> {
        let mut links: Vec<Link> = self.decisions.par_iter().map(|decision| self.court.link(decision)).collect();
        links.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
        links
    }
}

/// Two groups that were joined, or stayed apart.
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
    judged: Vec<Judged>,
    crowds: Vec<Crowd>,
}

/// Groups tellings into happenings, at first only those that may date an account; what `earlier` knows stands, but for accounts
/// that were dated since.
pub(crate) fn group<'a, 'b>(
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
    earlier: &mut Earlier,
) -> Grouping<'a, 'b> {
    let pairs = pairs(tellings, scene);
    let court = Court { tellings, scene, crowds: crowds(&pairs, tellings, scene) };
    let verdicts = court.verdicts(court.recall(pairs, earlier));
    if tellings.iter().any(|telling| telling.document.published.when.is_none()) {
        earlier.judged.clone_from(&verdicts);
        earlier.crowds.clone_from(&court.crowds);
    }
    let mut grouping = court.grouping(verdicts);
    grouping.grow(|court, chain| court.tells_undated(chain));
    grouping
}

/// Groups tellings of which these pairs, sorted, are worth comparing.
pub(crate) fn group_pairs<'a, 'b>(
    pairs: Vec<Pair>,
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
) -> Grouping<'a, 'b> {
    let court = Court { tellings, scene, crowds: crowds(&pairs, tellings, scene) };
    let verdicts = court.verdicts(unjudged(pairs));
    let mut grouping = court.grouping(verdicts);
    grouping.grow(|_, _| true);
    grouping
}

/// Tells for each pair whether it is probable enough to connect its tellings.
pub(crate) fn connects(pairs: &[Pair], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<bool> {
    let court = Court { tellings, scene, crowds: crowds(pairs, tellings, scene) };
    let least = milli(odds(scene.settings.thresholds.note));
    court
        .verdicts(unjudged(pairs.to_vec()))
        .into_iter()
        .map(|(_, verdict)| i64::from(verdict.odds()) >= least)
        .collect()
}

/// Gives the evidence on every pair worth comparing.
pub(crate) fn evidence(tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Evidence> {
    let pairs = pairs(tellings, scene);
    let court = Court { tellings, scene, crowds: crowds(&pairs, tellings, scene) };
    let find = |pair: Pair| {
        let (one, other) = (&tellings[pair.0 as usize], &tellings[pair.1 as usize]);
        let (verdict, traits, barred) = traits(one, other, court.around(pair), scene);
        let odds = f64::from(verdict.odds()) / UNIT;
        let coded = one.coded && other.coded;
        Evidence { pair: [one.mention.id.clone(), other.mention.id.clone()], traits, odds, coded, barred }
    };
    pairs.into_iter().map(find).collect()
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
    fn crowd(&self, (one, other): Pair) -> Crowd {
        self.crowds[one as usize].of_both(self.crowds[other as usize])
    }

    fn around(&self, pair: Pair) -> Around {
        let story = self.scene.story(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        Around { crowd: self.crowd(pair), story }
    }

    /// Takes over what was judged earlier of these pairs and stands.
    fn recall(&self, pairs: Vec<Pair>, earlier: &Earlier) -> Vec<Judged> {
        let account = |telling: u32| self.tellings[telling as usize].index;
        let same_crowd = |telling: u32| self.crowds.get(telling as usize) == earlier.crowds.get(telling as usize);
        let stands = |telling: u32| !earlier.dated.contains(&account(telling)) && same_crowd(telling);
        let mut judged = unjudged(pairs);
        let mut known = earlier.judged.iter().peekable();
        for (pair, verdict) in judged.iter_mut().filter(|((one, other), _)| stands(*one) && stands(*other)) {
            while known.next_if(|(earlier, _)| earlier < pair).is_some() {}
            *verdict = known.next_if(|(earlier, _)| earlier == pair).map_or(*verdict, |(_, verdict)| *verdict);
        }
        judged
    }

    /// Compares the tellings of every pair that is not judged yet; those of one account stand together.
    fn verdicts(&self, mut judged: Vec<Judged>) -> Vec<Judged> {
        let account = |telling: u32| self.tellings[telling as usize].index;
        let judge = |marks: &mut Marks, pairs: &mut [Judged]| {
            let mut pairs = pairs.iter_mut().filter(|(_, verdict)| *verdict == Verdict::default()).peekable();
            let Some(first) = pairs.peek().map(|(pair, _)| account(pair.0)) else { return };
            marks.take_up(self.scene.story_of(first), &self.scene.counts.story_rarity);
            // Two accounts meet in many pairs.
            let mut stories: Known<usize, f64> = Known::default();
            for (pair, verdict) in pairs {
                let (one, other) = (&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
                let story =
                    *stories.entry(other.index).or_insert_with(|| marks.share(self.scene.story_of(other.index)));
                *verdict = compare(one, other, Around { crowd: self.crowd(*pair), story }, self.scene);
            }
        };
        judged.par_chunk_by_mut(|(a, _), (b, _)| account(a.0) == account(b.0)).for_each_init(Marks::default, judge);
        judged
    }

    /// Finds the chains in which groups can grow.
    fn grouping(self, mut judged: Vec<Judged>) -> Grouping<'a, 'b> {
        let homes = Homes::of(self.tellings.len(), &judged, self.scene);
        judged.retain(|((one, other), _)| homes.home(*one) == homes.home(*other));
        judged.par_sort_unstable_by_key(|(pair, _)| (homes.home(pair.0), *pair));
        Grouping { groups: Vec::new(), decisions: Vec::new(), judged, homes, court: self }
    }

    /// Tells whether an account without a date tells something in a chain.
    fn tells_undated(&self, chain: &Chain<'_>) -> bool {
        chain.members.iter().any(|telling| self.tellings[*telling as usize].document.published.when.is_none())
    }

    /// Tells whether something excludes that both are one happening.
    pub fn bars(&self, pair: Pair) -> bool {
        let around = Around { crowd: self.crowd(pair), story: 0.0 };
        compare(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize], around, self.scene).barred()
    }

    fn link(&self, decision: &Decision) -> Link {
        let Decision { pair, joined, score, because } = *decision;
        let (one, other) = (&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        let mut reasons = explain(one, other, self.around(pair), self.scene);
        reasons.extend(because.map(str::to_owned));
        Link { one: one.mention.id.clone(), other: other.mention.id.clone(), joined, score, reasons }
    }
}

/// A pair, and what its comparison came to; the verdict that says nothing where it was not compared yet.
pub(crate) type Judged = (Pair, Verdict);

fn unjudged(pairs: Vec<Pair>) -> Vec<Judged> {
    pairs.into_iter().map(|pair| (pair, Verdict::default())).collect()
}

/// Tellings that some chain of likely pairs connects, and all pairs of theirs; both sorted.
pub(crate) struct Chain<'v> {
    /// The tellings.
    pub members: Vec<u32>,
    /// The pairs.
    pub pairs: &'v [Judged],
    /// The place of every telling in its chain.
    places: &'v [u32],
}

impl<'v> Chain<'v> {
    /// Gives the pairs by the places of the two, with what their comparison came to.
    pub fn met(&self) -> impl Iterator<Item = ((usize, usize), Verdict)> + use<'v> {
        let (pairs, places) = (self.pairs, self.places);
        let place = |telling: u32| places[telling as usize] as usize;
        pairs.iter().map(move |((one, other), verdict)| ((place(*one), place(*other)), *verdict))
    }
}

/// The chain of every telling.
struct Homes {
    /// Of every telling the first of its chain.
    firsts: Vec<u32>,
    /// Of every telling its place in the chain.
    places: Vec<u32>,
}

impl Homes {
    fn of(tellings: usize, judged: &[Judged], scene: &Scene<'_>) -> Self {
        let least = milli(odds(scene.settings.thresholds.note));
        let mut homes: Vec<u32> = (0..u32::try_from(tellings).unwrap_or(u32::MAX)).collect();
        for ((one, other), _) in judged.iter().filter(|(_, verdict)| i64::from(verdict.odds()) >= least) {
            let (a, b) = (root(&mut homes, *one), root(&mut homes, *other));
            homes[a.max(b) as usize] = a.min(b);
        }
        let firsts: Vec<u32> = (0..).take(tellings).map(|telling| root(&mut homes, telling)).collect();
        let mut sizes = vec![0; tellings];
        let place = |home: &u32| {
            sizes[*home as usize] += 1;
            sizes[*home as usize] - 1
        };
        let places = firsts.iter().map(place).collect();
        Self { firsts, places }
    }

    fn home(&self, telling: u32) -> u32 {
        self.firsts[telling as usize]
    }
}

/// Splits the tellings into chains; the pairs of one stand together.
fn chains<'v>(homes: &'v Homes, judged: &'v [Judged]) -> Vec<Chain<'v>> {
    let mut pairs: BTreeMap<u32, &[Judged]> = judged
        .chunk_by(|(a, _), (b, _)| homes.home(a.0) == homes.home(b.0))
        .map(|inside| (homes.home(inside[0].0.0), inside))
        .collect();
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    (0..).zip(&homes.firsts).for_each(|(telling, home)| members.entry(*home).or_default().push(telling));
    members
        .into_iter()
        .map(|(home, members)| Chain { members, pairs: pairs.remove(&home).unwrap_or_default(), places: &homes.places })
        .collect()
}

fn root(homes: &mut [u32], mut index: u32) -> u32 {
    while homes[index as usize] != index {
        homes[index as usize] = homes[homes[index as usize] as usize];
        index = homes[index as usize];
    }
    index
}

/// Gives log odds in thousandths.
#[expect(clippy::cast_possible_truncation, reason = "log odds are small")]
pub(crate) fn milli(odds: f64) -> i64 {
    (odds * UNIT).round() as i64
}
