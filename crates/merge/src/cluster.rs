//! Which tellings are one happening?
//!
//! Blocks bring tellings together that might be; the best pairs join their groups first, as long as the groups agree on average
//! and nothing in one excludes anything in the other.

use crate::features::{Scene, Verdict, compare, explain};
use crate::telling::Telling;
use schema::{Link, Precision};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Of large groups so many members stand for all.
const SPEAKERS: usize = 20;

/// A telling gets at most so many notes on why it stayed apart.
const NOTES: usize = 4;

/// Groups tellings into happenings; every group is sorted, and so are the groups.
pub(crate) fn group(tellings: &[Telling<'_>], scene: &Scene<'_>) -> (Vec<Vec<usize>>, Vec<Link>) {
    let mut court = Court { tellings, scene, known: HashMap::new() };
    let mut pairs: Vec<(usize, usize)> = candidates(tellings, scene).into_iter().collect();
    let key = |index: usize| &tellings[index].mention.id;
    let mut scores: BTreeMap<(usize, usize), Verdict> = BTreeMap::new();
    for pair in &pairs {
        scores.insert(*pair, compare(&tellings[pair.0], &tellings[pair.1], scene));
    }
    pairs.retain(|pair| scores[pair].score >= scene.settings.thresholds.note);
    pairs.sort_by(|a, b| {
        let by_score = scores[b].score.total_cmp(&scores[a].score);
        by_score.then_with(|| (key(a.0), key(a.1)).cmp(&(key(b.0), key(b.1))))
    });
    let mut home: Vec<usize> = (0..tellings.len()).collect();
    let mut groups: Vec<Vec<usize>> = home.iter().map(|index| vec![*index]).collect();
    let mut notes: Vec<(usize, usize, bool)> = Vec::new();
    for (one, other) in pairs {
        let (a, b) = (home[one].min(home[other]), home[one].max(home[other]));
        if a == b {
            continue;
        }
        let verdict = &scores[&(one, other)];
        let enough = !verdict.barred && verdict.score >= scene.settings.thresholds.join;
        if enough && court.agree(&groups[a], &groups[b]) {
            let moved = std::mem::take(&mut groups[b]);
            moved.iter().for_each(|member| home[*member] = a);
            groups[a].extend(moved);
            notes.push((one, other, true));
        } else {
            notes.push((one, other, false));
        }
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.retain(|group| !group.is_empty());
    groups.sort();
    let notes = notes.into_iter().filter(|(one, other, joined)| *joined || home[*one] != home[*other]).collect();
    let links = links(notes, &scores, tellings, scene);
    (groups, links)
}

/// Remembers comparisons between groups.
struct Court<'a, 'b> {
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
    known: HashMap<(usize, usize), (f64, bool)>,
}

impl Court<'_, '_> {
    /// Tells whether two groups can be one: nothing excludes it, and their tellings agree on average.
    fn agree(&mut self, one: &[usize], other: &[usize]) -> bool {
        let (mut sum, mut count) = (0.0, 0.0);
        for a in one.iter().take(SPEAKERS) {
            for b in other.iter().take(SPEAKERS) {
                let (score, barred) = self.verdict(*a.min(b), *a.max(b));
                if barred {
                    return false;
                }
                sum += score;
                count += 1.0;
            }
        }
        sum >= self.scene.settings.thresholds.average * count
    }

    fn verdict(&mut self, one: usize, other: usize) -> (f64, bool) {
        let (tellings, scene) = (self.tellings, self.scene);
        *self.known.entry((one, other)).or_insert_with(|| {
            let verdict = compare(&tellings[one], &tellings[other], scene);
            (verdict.score, verdict.barred)
        })
    }
}

fn links(
    notes: Vec<(usize, usize, bool)>,
    scores: &BTreeMap<(usize, usize), Verdict>,
    tellings: &[Telling<'_>],
    scene: &Scene<'_>,
) -> Vec<Link> {
    let mut written: BTreeMap<usize, usize> = BTreeMap::new();
    let mut links = Vec::new();
    for (one, other, joined) in notes {
        if !joined {
            let most = [one, other].map(|index| written.get(&index).copied().unwrap_or(0)).into_iter().max();
            if most >= Some(NOTES) {
                continue;
            }
            [one, other].iter().for_each(|index| *written.entry(*index).or_default() += 1);
        }
        let mut reasons = explain(&tellings[one], &tellings[other], scene);
        if !joined && !scores[&(one, other)].barred && scores[&(one, other)].score >= scene.settings.thresholds.join {
            reasons.push("the other tellings of the two happenings do not fit together".into());
        }
        let (one_id, other_id) = (tellings[one].mention.id.clone(), tellings[other].mention.id.clone());
        links.push(Link { one: one_id, other: other_id, joined, score: scores[&(one, other)].score, reasons });
    }
    links.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
    links
}

/// Gives the pairs worth comparing, without comparing all with all.
fn candidates(tellings: &[Telling<'_>], scene: &Scene<'_>) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (index, telling) in tellings.iter().enumerate() {
        let traits = traits(telling, scene);
        for kin in scene.settings.kin(&telling.mention.kind) {
            let kind = telling.mention.kind.as_str();
            let pair = format!("{} {}", kind.min(kin), kind.max(kin));
            for key in &traits {
                blocks.entry((pair.clone(), key.clone())).or_default().push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for mut block in blocks.into_values() {
        // In order of time a telling has those it may be one with close by, however large the block.
        block.sort_by_key(|index| (tellings[*index].about(), &tellings[*index].mention.id));
        for (at, one) in block.iter().enumerate() {
            let near = block[at + 1..].iter().take(scene.settings.blocks.most);
            pairs.extend(near.map(|other| (*one.min(other), *one.max(other))));
        }
    }
    pairs
}

/// Gives what a telling may have in common with another of its happening: account, place, actors, rare words.
fn traits(telling: &Telling<'_>, scene: &Scene<'_>) -> Vec<String> {
    let mut keys = vec![format!("in {}", telling.index)];
    if let Some(place) = telling.place.filter(|place| place.precision != Precision::Country) {
        keys.push(format!("at {}", place.id));
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            // Four shifted grids of one degree: any two places half a degree apart meet in one of them.
            for (down, right) in [(0.0, 0.0), (0.5, 0.0), (0.0, 0.5), (0.5, 0.5)] {
                keys.push(format!("cell {down} {right} {:.0} {:.0}", (lat + down).floor(), (lon + right).floor()));
            }
        }
    }
    keys.extend(telling.agents.union(&telling.targets).map(|actor| format!("by {actor}")));
    let rare = |word: &&String| (2..=scene.settings.blocks.rare).contains(&scene.rarity.count(word));
    keys.extend(telling.words.iter().filter(rare).map(|word| format!("word {word}")));
    keys
}
