//! Which tellings are worth comparing, without comparing all with all?
//!
//! Tellings that share an account, a place or one nearby, an actor, a day or a rare word stand in one block; within a block,
//! in order of time, each meets so many neighbors whose kinds, days and towns do not exclude it.

use crate::apart::{days_between, gap, kilometers};
use crate::kinds::Kinds;
use crate::scene::Scene;
use crate::settings::Settings;
use crate::spot::{self, Spot};
use crate::telling::Telling;
use jiff::civil::Date;
use rayon::prelude::*;
use schema::Precision;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

/// Two tellings worth comparing, by their indices; the smaller first.
pub(crate) type Pair = (u32, u32);

/// Gives whom a telling meets, sorted, so that every pair worth comparing comes once.
pub(crate) type MetBy<'m> = dyn Fn(u32) -> Vec<u32> + Sync + 'm;

/// In a block at most so many times more neighbors are looked at than are met.
pub(crate) const LOOKS: usize = 4;

/// And so many whose days or towns exclude it, so that it can be told why they stayed apart.
const FAR: usize = 2;

/// Days known as exactly as this bring tellings together.
const SHARP: i32 = 2;

/// The days by which a telling is sorted: those of the happening; where nobody says them only the first on which it was written.
pub(crate) type Days = (Option<Date>, Option<Date>);

/// A telling as others of its block see it.
#[derive(Clone, Copy)]
pub(crate) struct Neighbor {
    kind: u16,
    spot: Spot,
    /// The first and the last day of the happening, numbered; where nobody says them all days.
    days: (i32, i32),
}

/// From before all days to after them.
const ALL_DAYS: (i32, i32) = (-1_000_000_000, 1_000_000_000);

impl Neighbor {
    /// Makes it of the number of its kind, the days by which it is sorted, and the town that it names.
    pub fn new(kind: usize, (from, to): Days, spot: Spot) -> Self {
        let days = from.zip(to).map(|(from, to)| (days_between(Date::ZERO, from), days_between(Date::ZERO, to)));
        Self { kind: u16::try_from(kind).unwrap_or(u16::MAX), spot, days: days.unwrap_or(ALL_DAYS) }
    }
}

/// What a telling may have in common with another of its happening.
#[derive(Hash)]
enum Trait<'t> {
    Account(&'t str),
    Place(&'t str),
    Cell(u8, i32, i32),
    Actor(&'t str),
    Kind(&'t str),
    Day(Date),
    Word(u32),
}

/// Who stands in which block. Pairs are many times as many, so they are never listed: each telling is asked whom it meets.
pub(crate) struct Blocks<'s> {
    scene: &'s Scene<'s>,
    /// Block after block, and in each in order of time, the tellings that stand in it.
    seats: Vec<(u32, Neighbor)>,
    /// Telling after telling, where each stands with others behind it, and where that block ends.
    stands: Vec<(u32, u32)>,
    /// Of every telling its first among the stands; and the end.
    firsts: Vec<u32>,
    /// Beyond this, two towns exclude each other.
    furthest: i64,
}

impl<'s> Blocks<'s> {
    /// Puts every telling into its blocks.
    pub fn of(tellings: &[Telling<'_>], scene: &'s Scene<'s>) -> Self {
        let mut order: Vec<(Days, u32)> = tellings.iter().map(self::order).zip(0..).collect();
        order.sort_unstable();
        // A telling's rank in this order stands for it, for blocks are sorted by it.
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for ((_, index), rank) in order.iter().zip(0..) {
            keys(&tellings[*index as usize], scene, |key| entries.push((key, rank)));
        }
        entries.par_sort_unstable();
        let spots: Vec<Spot> = tellings.iter().map(Spot::of).collect();
        let seat = |(_, rank): &(u64, u32)| {
            let (days, index) = order[*rank as usize];
            (index, Neighbor::new(tellings[index as usize].kind, days, spots[index as usize]))
        };
        let seats: Vec<(u32, Neighbor)> = entries.iter().map(seat).collect();
        let (stands, firsts) = stands(&entries, &seats, tellings.len());
        Self { scene, seats, stands, firsts, furthest: spot::furthest(&scene.settings.distances) }
    }

    /// Gives whom a telling meets of those after it in time, each once, sorted.
    pub fn met_by(&self, telling: u32) -> Vec<u32> {
        let at = telling as usize;
        let mut all = Vec::new();
        for (place, end) in &self.stands[self.firsts[at] as usize..self.firsts[at + 1] as usize] {
            let (one, others) = (self.seats[*place as usize].1, &self.seats[*place as usize + 1..*end as usize]);
            let neighbors = others.iter().map(|(_, neighbor)| *neighbor);
            met(one, neighbors, (&self.scene.kinds, self.scene.settings, self.furthest), |other| {
                all.push(others[other].0)
            });
        }
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Gives for each telling where it stands with others behind it, and where that block ends; and of every telling the first of these.
fn stands(entries: &[(u64, u32)], seats: &[(u32, Neighbor)], tellings: usize) -> (Vec<(u32, u32)>, Vec<u32>) {
    let each = |put: &mut dyn FnMut(usize, u32, u32)| {
        let mut place = 0;
        for block in entries.chunk_by(|one, other| one.0 == other.0) {
            let end = place + block.len();
            (place..end - 1).for_each(|place| put(seats[place].0 as usize, number(place), number(end)));
            place = end;
        }
    };
    let mut firsts = vec![0; tellings + 1];
    each(&mut |telling, _, _| firsts[telling + 1] += 1);
    (0..tellings).for_each(|at| firsts[at + 1] += firsts[at]);
    let mut next = firsts.clone();
    let mut stands = vec![(0, 0); firsts[tellings] as usize];
    each(&mut |telling, place, end| {
        stands[next[telling] as usize] = (place, end);
        next[telling] += 1;
    });
    (stands, firsts)
}

/// Gives a place or an index as the small number that it is.
pub(crate) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Gives the days by which a telling is sorted within a block.
pub(crate) fn order(telling: &Telling<'_>) -> Days {
    match (telling.when, telling.written) {
        (Some(when), _) => (Some(when.from), Some(when.to)),
        (None, Some(written)) => (Some(written.from), None),
        (None, None) => (None, None),
    }
}

/// Lets each telling of a block, in order, meet its next neighbors; their places come back.
pub(crate) fn meet(block: &[Neighbor], kinds: &Kinds<'_>, settings: &Settings, mut put: impl FnMut(usize, usize)) {
    let furthest = spot::furthest(&settings.distances);
    for (at, one) in block.iter().enumerate() {
        let others = &block[at + 1..];
        met(*one, others.iter().copied(), (kinds, settings, furthest), |other| put(at, at + 1 + other));
    }
}

/// Lets a telling meet its next neighbors of one block; their places behind it come back.
fn met(
    one: Neighbor,
    others: impl Iterator<Item = Neighbor>,
    (kinds, settings, furthest): (&Kinds<'_>, &Settings, i64),
    mut put: impl FnMut(usize),
) {
    let (most, widest) = (settings.blocks.most, settings.windows.widest());
    let (mut fitting, mut far) = (most, FAR);
    for (other, neighbor) in others.enumerate().take(most * LOOKS) {
        if kinds.likeness(one.kind as usize, neighbor.kind as usize).is_none() {
            continue;
        }
        let excluded = neighbor.days.0 - one.days.1 > widest || one.spot.is_far_from(neighbor.spot, furthest);
        let left = if excluded { &mut far } else { &mut fitting };
        if *left > 0 {
            *left -= 1;
            put(other);
        } else if fitting + far == 0 {
            break;
        }
    }
}

/// Gives the keys of the blocks that a telling stands in.
pub(crate) fn keys(telling: &Telling<'_>, scene: &Scene<'_>, mut put: impl FnMut(u64)) {
    traits(telling, scene, |shared| put(key(&shared)));
}

/// How many other reports there are of the day and the place of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Crowd {
    /// By other sources.
    pub others: u32,
    /// By its own source.
    pub own: u32,
}

impl Crowd {
    /// Gives the crowd around two: the smaller of the others, the larger of the lists that one of them stands in.
    pub fn of_both(self, other: Self) -> Self {
        Self { others: self.others.min(other.others), own: self.own.max(other.own) }
    }
}

/// Gives for every telling how many reports have its day and place; `met_by` gives whom a telling meets.
pub(crate) fn crowds(met_by: &MetBy<'_>, tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Crowd> {
    let mut crowds = vec![Crowd::default(); tellings.len()];
    if tellings.iter().any(|telling| telling.coded) {
        for (one, telling) in (0..).zip(tellings) {
            for other in met_by(one).into_iter().filter(|other| crowding(telling, &tellings[*other as usize], scene)) {
                for crowd in [one, other] {
                    let crowd = &mut crowds[crowd as usize];
                    *if telling.beside(&tellings[other as usize]) { &mut crowd.own } else { &mut crowd.others } += 1;
                }
            }
        }
    }
    crowds
}

fn crowding(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>) -> bool {
    let days = one.when.zip(other.when).is_some_and(|(a, b)| gap(a, b) <= 1);
    let (Some(a), Some(b)) = (one.place, other.place) else { return false };
    let near = || a.id == b.id || kilometers(a, b).is_some_and(|km| km <= scene.settings.distances.near_km);
    one.coded && other.coded && days && near()
}

fn key(shared: &Trait<'_>) -> u64 {
    // Its keys are fixed, so that the same case has the same blocks everywhere.
    let mut hasher = DefaultHasher::new();
    shared.hash(&mut hasher);
    hasher.finish()
}

#[expect(clippy::cast_possible_truncation, reason = "degrees of the globe")]
fn traits<'t>(telling: &'t Telling<'_>, scene: &Scene<'_>, mut put: impl FnMut(Trait<'t>)) {
    put(Trait::Account(&telling.document.id));
    if let Some(place) = telling.place.filter(|place| place.precision != Precision::Country) {
        put(Trait::Place(&place.id));
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            // Four shifted grids of one degree: any two places half a degree apart meet in one of them.
            for (grid, down, right) in [(0, 0.0, 0.0), (1, 0.5, 0.0), (2, 0.0, 0.5), (3, 0.5, 0.5)] {
                put(Trait::Cell(grid, (lat + down).floor() as i32, (lon + right).floor() as i32));
            }
        }
    }
    telling.parties().into_iter().for_each(|party| put(Trait::Actor(party.id)));
    // "Three were killed on Tuesday": where no place brings a telling to others, its day does.
    if let Some(when) = telling.when.filter(|when| when.days() <= SHARP) {
        put(Trait::Day(when.from));
        if when.to != when.from {
            put(Trait::Day(when.to));
        }
    }
    if scene.count(&telling.mention.kind) <= scene.settings.blocks.kinds {
        put(Trait::Kind(&telling.mention.kind));
    }
    let rare = |word: &&u32| (2..=scene.settings.blocks.rare).contains(&scene.counts.rarity.count(**word));
    telling.clause.words.iter().filter(rare).for_each(|word| put(Trait::Word(*word)));
}

/// What is known by small numbers: tellings, groups, pairs of them.
pub(crate) type Known<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

/// Mixes small numbers, many times as fast as the standard hasher: nobody from outside chooses them, so none need be feared.
#[derive(Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = self.0.wrapping_add(number).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }
}
