//! What can be done with some accounts of a case and the world?

use super::slip::Slip;
use super::world::Ground;
use super::{WITHIN, number};
use crate::blocks::{self, Days, Neighbor, Pair, number as number_of};
use crate::cluster::{self, Grouping, Refused};
use crate::kinds::Kinds;
use crate::reading::{Library, Reading};
use crate::refusals;
use crate::scene::Scene;
use crate::settings::Settings;
use crate::sheet::Verdict;
use crate::spot::Spot;
use crate::telling::Telling;
use crate::{counts, dates, event};
use schema::{Document, DocumentId, Event, Findings, Link, Published};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Some accounts of a case.
pub struct Part<'g> {
    documents: Vec<Document>,
    findings: Vec<Findings>,
    library: Library,
    ground: &'g Ground,
    settings: &'g Settings,
}

/// A telling in one of its blocks, in the order in which tellings meet there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The block.
    pub block: u64,
    /// The days of the happening; where nobody says them only the first on which it was written.
    pub days: Days,
    /// Its number.
    pub telling: i64,
    /// Its kind.
    pub kind: String,
    /// The town that it names, as one number; 0 where it names none.
    pub spot: i64,
}

/// What the comparison of two tellings came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The log odds, in thousandths, that both are one happening; very low where something excludes that and nothing speaks for it.
    pub odds: i32,
    /// Whether something excludes it.
    pub barred: bool,
}

impl Judged {
    /// Tells whether so much speaks for one happening, and nothing excludes it.
    #[must_use]
    pub fn agrees(self, least: i64) -> bool {
        !self.barred && i64::from(self.odds) >= least
    }
}

/// Where a telling ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Home {
    /// Its number.
    pub telling: i64,
    /// The first telling of its group.
    pub group: i64,
}

/// Two groups that stayed apart, by their first tellings, the smaller first, and a pair of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The groups.
    pub groups: (i64, i64),
    /// The pair.
    pub pair: (i64, i64),
    /// How near it came, as in [`Judged::odds`].
    pub odds: i32,
}

/// Two groups of which a case tells that they stayed apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Their pair that agrees best.
    pub pair: (i64, i64),
    /// The first [`SPEAKERS`] tellings of each.
    pub speakers: [Vec<i64>; 2],
}

/// Of large groups so many tellings stand for all.
pub const SPEAKERS: usize = cluster::SPEAKERS;

/// What came of some chains.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settled {
    /// The events.
    pub events: Vec<Event>,
    /// Why tellings were joined.
    pub joined: Vec<Link>,
    /// Where the tellings ended that do not stay alone.
    pub homes: Vec<Home>,
}

/// Gives which groups may still join, as far as these pairs tell, each of which is given with what its comparison came to; `home` gives
/// the group of a telling.
#[must_use]
pub fn bridges(
    judged: &[((i64, i64), Judged)],
    home: impl Fn(i64) -> i64,
    settings: &Settings,
) -> BTreeSet<(i64, i64)> {
    let least = cluster::Floors::of(settings).fits;
    let groups = |(one, other): (i64, i64)| {
        let (one, other) = (home(one), home(other));
        (one.min(other), one.max(other))
    };
    let fitting = judged.iter().filter(|(_, judged)| judged.agrees(least)).map(|(pair, _)| groups(*pair));
    let mut bonds: BTreeMap<(i64, i64), (i64, bool)> =
        fitting.filter(|(one, other)| one != other).map(|groups| (groups, (0, false))).collect();
    for (pair, judged) in judged {
        if let Some((margin, barred)) = bonds.get_mut(&groups(*pair)) {
            *barred |= judged.barred;
            *margin += i64::from(judged.odds) - least;
        }
    }
    bonds.retain(|_, (margin, barred)| !*barred && *margin >= 0);
    bonds.into_keys().collect()
}

/// Gives the places of those among all that came near the groups which these name first, of which a case tells.
#[must_use]
pub fn few(near: &[Near]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..near.len()).collect();
    refusals::thin_out(&mut places, |at| (near[*at].groups, (near[*at].odds, Reverse(near[*at].pair))));
    places.sort_unstable();
    places
}

/// Lets the tellings of one block meet, given in order by their kinds, days and towns (as of an [`Entry`]); gives pairs of their places.
#[must_use]
pub fn meet(block: &[(&str, Days, i64)], settings: &Settings) -> Vec<(usize, usize)> {
    let kinds = Kinds::new(block.iter().map(|(kind, ..)| *kind), settings);
    let neighbors: Vec<Neighbor> = block
        .iter()
        .map(|(kind, days, spot)| Neighbor::new(kinds.number(kind), *days, Spot::unpacked(*spot)))
        .collect();
    let mut pairs = Vec::new();
    blocks::meet(&neighbors, &kinds, settings, |one, other| pairs.push((one, other)));
    pairs
}

/// Gives how many places after its own a telling of a block can meet another.
#[must_use]
pub fn reach(settings: &Settings) -> usize {
    settings.blocks.most * blocks::LOOKS
}

/// Tellings with their numbers, sorted by these, and what comparisons need beside them.
struct Numbered<'p> {
    numbers: Vec<i64>,
    tellings: Vec<Telling<'p>>,
    scene: Scene<'p>,
}

impl<'p> Numbered<'p> {
    fn place(&self, number: i64) -> Option<usize> {
        self.numbers.binary_search(&number).ok()
    }

    fn pair(&self, (one, other): (i64, i64)) -> Option<Pair> {
        let place = |number| self.place(number).and_then(|at| u32::try_from(at).ok());
        place(one).zip(place(other))
    }

    fn pairs(&self, pairs: &[(i64, i64)]) -> Vec<Pair> {
        pairs.iter().filter_map(|pair| self.pair(*pair)).collect()
    }

    fn sorted(&self, pairs: &[(i64, i64)]) -> Vec<Pair> {
        let mut pairs = self.pairs(pairs);
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn group_on(&self, home: impl Fn(i64) -> i64, pairs: &[(i64, i64)]) -> Grouping<'_, 'p> {
        let place = |telling: &i64| self.place(home(*telling)).or_else(|| self.place(*telling)).map(number_of);
        let homes = self.numbers.iter().filter_map(place).collect();
        cluster::group_on((homes, &self.sorted(pairs)), &self.tellings, &self.scene)
    }

    /// Gives where the tellings ended that do not stay alone.
    fn homes(&self, grouping: &Grouping<'_, '_>) -> Vec<Home> {
        let groups = grouping.groups();
        let home =
            |group: &Vec<usize>, telling: usize| Home { telling: self.numbers[telling], group: self.numbers[group[0]] };
        let several = groups.iter().filter(|group| group.len() > 1);
        several.flat_map(|group| group.iter().map(move |telling| home(group, *telling))).collect()
    }
}

impl<'g> Part<'g> {
    /// Takes up some slips.
    #[must_use]
    pub fn new(slips: Vec<Slip>, ground: &'g Ground, settings: &'g Settings) -> Self {
        let mut accounts: BTreeMap<DocumentId, (Document, Findings, Reading)> = BTreeMap::new();
        for Slip { mut document, findings, reading } in slips {
            ground.world.complete(&mut document);
            if let Some(original) = ground.world.original(&document) {
                let id = original.id.clone();
                accounts.entry(id).or_insert_with(|| (original, Findings::default(), Reading::default()));
            }
            accounts.insert(document.id.clone(), (document, findings, reading));
        }
        let library = Library { readings: vec![], counts: Arc::clone(&ground.counts) };
        let mut part = Self { documents: vec![], findings: vec![], library, ground, settings };
        for (document, findings, reading) in accounts.into_values() {
            part.documents.push(document);
            part.findings.push(findings);
            part.library.readings.push(reading);
        }
        part
    }

    /// Counts how many tellings name each actor, place and kind.
    #[must_use]
    pub fn fame(&self) -> BTreeMap<String, u32> {
        counts::fame(&self.read().tellings)
    }

    /// Gives every telling in each of its blocks.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let Numbered { numbers, tellings, scene } = self.read();
        let mut entries = Vec::new();
        for (telling, number) in tellings.iter().zip(numbers) {
            let (days, kind, spot) = (blocks::order(telling), &telling.mention.kind, Spot::of(telling).packed());
            blocks::keys(telling, &scene, |block| {
                entries.push(Entry { block, days, telling: number, kind: kind.clone(), spot });
            });
        }
        entries.sort();
        entries
    }

    /// Compares each of these pairs, both of whose tellings are here.
    #[must_use]
    pub fn judge(&self, pairs: &[(i64, i64)]) -> Vec<Judged> {
        let read = self.read();
        let mut verdicts = cluster::judge(&read.pairs(pairs), &read.tellings, &read.scene).into_iter();
        let mut verdict = |pair| read.pair(pair).and_then(|_| verdicts.next().flatten());
        let judged = |verdict: Verdict| Judged { odds: verdict.odds(), barred: verdict.barred() };
        let far = Judged { odds: i32::MIN, barred: true };
        pairs.iter().map(|pair| verdict(*pair).map_or(far, judged)).collect()
    }

    /// Groups the wanted tellings as far as it is beyond doubt; of these all pairs worth comparing are given. No events are made.
    #[must_use]
    pub fn surest(&self, wanted: &[i64], pairs: &[(i64, i64)]) -> Settled {
        let read = self.wanted(wanted);
        let grouping = cluster::surest(&read.sorted(pairs), &read.tellings, &read.scene);
        Settled { events: vec![], joined: grouping.joined(), homes: read.homes(&grouping) }
    }

    /// Makes the events of the wanted tellings; of these all pairs worth comparing are given, and `home` gives the groups that are
    /// beyond doubt.
    #[must_use]
    pub fn settle(&self, wanted: &[i64], home: impl Fn(i64) -> i64, pairs: &[(i64, i64)]) -> Settled {
        let read = self.wanted(wanted);
        let grouping = read.group_on(home, pairs);
        Settled {
            events: event::all(&grouping.groups(), &read.tellings, &read.scene),
            joined: grouping.joined(),
            homes: read.homes(&grouping),
        }
    }

    /// Tells why groups, whose speakers are here, stayed apart.
    #[must_use]
    pub fn refuse(&self, apart: &[Apart]) -> Vec<Link> {
        let read = self.read();
        let all =
            |tellings: &Vec<i64>| tellings.iter().filter_map(|telling| read.place(*telling).map(number_of)).collect();
        let refused = |apart: &Apart| {
            Some(Refused { pair: read.pair(apart.pair)?, speakers: apart.speakers.each_ref().map(all) })
        };
        let refused: Vec<Refused> = apart.iter().filter_map(refused).collect();
        cluster::refuse(&refused, &read.tellings, &read.scene)
    }

    /// Gives those groups of the wanted tellings in which an account without a date meets another.
    #[must_use]
    pub fn groups(&self, wanted: &[i64], home: impl Fn(i64) -> i64, pairs: &[(i64, i64)]) -> Vec<Vec<i64>> {
        let read = self.wanted(wanted);
        let mut groups = read.group_on(home, pairs).groups();
        groups.retain(|group| {
            let undated = group.iter().any(|at| read.tellings[*at].document.published.when.is_none());
            undated && group.iter().any(|at| read.tellings[*at].index != read.tellings[group[0]].index)
        });
        groups.into_iter().map(|group| group.into_iter().map(|at| read.numbers[at]).collect()).collect()
    }

    /// Dates accounts without a date by the groups that their tellings stand in; all accounts of these groups must be here.
    #[must_use]
    pub fn dates(&self, groups: &[Vec<i64>]) -> BTreeMap<DocumentId, Published> {
        let (documents, settings) = (&self.documents, self.settings);
        let accounts = (documents.as_slice(), self.findings.as_slice());
        let read = self.read();
        let mut groups: Vec<Vec<usize>> =
            groups.iter().map(|group| group.iter().filter_map(|number| read.place(*number)).collect()).collect();
        groups.sort();
        let found = dates::infer(accounts, &read.tellings, &groups, settings);
        found.into_iter().map(|(index, published)| (documents[index].id.clone(), published)).collect()
    }

    fn wanted(&self, wanted: &[i64]) -> Numbered<'_> {
        let Numbered { numbers, tellings, scene } = self.read();
        let both = numbers.into_iter().zip(tellings).filter(|(number, _)| wanted.binary_search(number).is_ok());
        let (numbers, tellings) = both.unzip();
        Numbered { numbers, tellings, scene }
    }

    fn read(&self) -> Numbered<'_> {
        let accounts = (self.documents.as_slice(), self.findings.as_slice());
        let (tellings, scene) = Scene::of(accounts, &self.library, &self.ground.entities, self.settings);
        let (mut account, mut within) = (usize::MAX, 0);
        let mut number_of = |telling: &Telling<'_>| {
            within = if telling.index == account { within + 1 } else { 0 };
            account = telling.index;
            (number(&telling.document.id).unwrap_or_default() << WITHIN) | within
        };
        Numbered { numbers: tellings.iter().map(&mut number_of).collect(), tellings, scene }
    }
}
