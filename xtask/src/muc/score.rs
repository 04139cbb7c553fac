//! How well do filled templates answer a key, by the scoring of 1992?
//!
//! Recall is what is right of all that the key holds, precision what is right of all that was filled; half credit for what
//! is partly right. A template without a counterpart counts with all its slots, as missing or as spurious ("all templates").

use std::collections::BTreeMap;

/// One answer in a slot: what it is called in the set of possible answers, or in the words of the text, or both.
#[derive(Clone, Debug, Default)]
pub struct Fill {
    /// Names from the set, any of which is right.
    pub values: Vec<String>,
    /// Words of the text, any of which is right.
    pub names: Vec<String>,
    /// True where it need not be given.
    pub optional: bool,
}

/// The answers on one incident, by slot.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The slots that are filled.
    pub slots: BTreeMap<&'static str, Vec<Fill>>,
    /// True where it need not be given.
    pub optional: bool,
}

/// What was right in a slot, over many templates.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    right: f64,
    possible: f64,
    filled: f64,
}

impl Tally {
    /// Gives recall, precision and their harmonic mean.
    pub fn figures(self) -> [f64; 3] {
        let part = |whole: f64| if whole > 0.0 { self.right / whole } else { 0.0 };
        let all = self.possible + self.filled;
        [part(self.possible), part(self.filled), if all > 0.0 { 2.0 * self.right / all } else { 0.0 }]
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.possible += other.possible;
        self.filled += other.filled;
    }
}

/// Sums tallies.
pub fn sum<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    tallies.fold(Tally::default(), |mut all, tally| {
        all.add(*tally);
        all
    })
}

/// The slots of which one must agree before two templates can be of one incident.
const CORE: [&str; 5] = ["perp_individual", "perp_org", "phys_target", "victim_name", "victim_description"];

/// Adds what the templates of one text are worth.
pub fn score(key: &[Template], filled: &[Template], tallies: &mut BTreeMap<&'static str, Tally>) {
    let (mut asked, mut given): (Vec<_>, Vec<_>) = (key.iter().collect(), filled.iter().collect());
    while let Some((k, f)) = best(&asked, &given) {
        compare(asked.remove(k), given.remove(f), tallies);
    }
    let nothing = Template::default();
    asked.iter().filter(|template| !template.optional).for_each(|missing| compare(missing, &nothing, tallies));
    given.iter().for_each(|spurious| compare(&nothing, spurious, tallies));
}

/// Gives the two templates that agree most, of those that can be of one incident.
fn best(asked: &[&Template], given: &[&Template]) -> Option<(usize, usize)> {
    let mut found: Option<(f64, usize, usize)> = None;
    for (k, key) in asked.iter().enumerate() {
        for (f, filled) in given.iter().enumerate() {
            let agree = |slot: &&'static str| tally(slot, key, filled).right;
            let core: f64 = CORE.iter().map(agree).sum();
            if agree(&"incident_type") == 0.0 || core == 0.0 {
                continue;
            }
            let worth: f64 = key.slots.keys().map(agree).sum();
            if found.is_none_or(|(most, ..)| worth > most) {
                found = Some((worth, k, f));
            }
        }
    }
    found.map(|(_, k, f)| (k, f))
}

fn compare(key: &Template, filled: &Template, tallies: &mut BTreeMap<&'static str, Tally>) {
    let mut slots: Vec<&'static str> = key.slots.keys().chain(filled.slots.keys()).copied().collect();
    slots.sort_unstable();
    slots.dedup();
    for slot in slots {
        tallies.entry(slot).or_default().add(tally(slot, key, filled));
    }
}

fn tally(slot: &str, key: &Template, filled: &Template) -> Tally {
    let (asked, given) = (key.slots.get(slot), filled.slots.get(slot));
    let (asked, given) = (asked.map_or(&[][..], Vec::as_slice), given.map_or(&[][..], Vec::as_slice));
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (a, key) in asked.iter().enumerate() {
        pairs.extend(given.iter().enumerate().map(|(g, fill)| (credit(slot, key, fill), a, g)));
    }
    pairs.retain(|(credit, ..)| *credit > 0.0);
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let (mut done, mut used) = (vec![false; asked.len()], vec![false; given.len()]);
    let mut right = 0.0;
    for (credit, a, g) in pairs {
        if !done[a] && !used[g] {
            (done[a], used[g]) = (true, true);
            right += credit;
        }
    }
    let excused = asked.iter().zip(&done).filter(|(key, done)| key.optional && !**done).count();
    Tally { right, possible: (asked.len() - excused) as f64, filled: given.len() as f64 }
}

/// Gives 1 for a right answer, ½ for one that is partly right.
fn credit(slot: &str, key: &Fill, fill: &Fill) -> f64 {
    let half = |yes: bool| if yes { 0.5 } else { 0.0 };
    let same = key.values.iter().any(|value| fill.values.contains(value));
    match slot {
        "incident_type" if same => 1.0,
        "incident_type" => half(fill.values.iter().any(|value| value == "ATTACK")),
        "date" => dates(key, fill),
        // The first name is the country.
        "location" => match (key.names.first() == fill.names.first(), key.names.get(1..), fill.names.get(1..)) {
            (false, ..) => 0.0,
            (true, Some([]), Some([])) => 1.0,
            (true, Some(key), Some(fill)) if key.iter().any(|name| fill.contains(name)) => 1.0,
            _ => 0.5,
        },
        _ if key.values.is_empty() => names(key, fill),
        _ if fill.names.is_empty() || key.names.iter().all(|name| name == "-") => f64::from(u8::from(same)),
        _ => match (same, names(key, fill) > 0.0) {
            (true, true) => 1.0,
            (one, other) => half(one || other),
        },
    }
}

/// Days as "from..to"; a day without a beginning is "on or before".
fn dates(key: &Fill, fill: &Fill) -> f64 {
    let half = |yes: bool| if yes { 0.5 } else { 0.0 };
    let (Some(key), Some(fill)) = (key.values.first(), fill.values.first()) else { return 0.0 };
    let overlap = || {
        let ((from, to), (other, until)) = (key.split_once("..")?, fill.split_once("..")?);
        Some(from <= until && other <= to)
    };
    if key == fill { 1.0 } else { half(overlap() == Some(true)) }
}

/// The same words are right, words that share the last one or hold one another are partly right.
fn names(key: &Fill, fill: &Fill) -> f64 {
    let pairs = || key.names.iter().flat_map(|name| fill.names.iter().map(move |other| (name, other)));
    if pairs().any(|(name, other)| name == other) {
        return 1.0;
    }
    let near = |name: &str, other: &str| {
        let words = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let (one, two) = (words(name), words(other));
        one.last() == two.last()
            || one.iter().all(|word| two.contains(word))
            || two.iter().all(|word| one.contains(word))
    };
    if pairs().any(|(name, other)| near(name, other)) { 0.5 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(kind: &str, victim: &str) -> Template {
        let mut template = Template::default();
        template.slots.insert("incident_type", vec![Fill { values: vec![kind.into()], ..Fill::default() }]);
        template.slots.insert("victim_name", vec![Fill { names: vec![victim.into()], ..Fill::default() }]);
        template
    }

    fn f(key: &[Template], filled: &[Template]) -> f64 {
        let mut tallies = BTreeMap::new();
        score(key, filled, &mut tallies);
        sum(tallies.values()).figures()[2]
    }

    #[test]
    fn what_is_partly_right_counts_half() {
        let key = [template("BOMBING", "ana cole")];
        assert!((f(&key, &key) - 1.0).abs() < 1e-9);
        assert!((f(&key, &[template("ATTACK", "ana cole")]) - 0.75).abs() < 1e-9);
        assert!((f(&key, &[template("BOMBING", "cole")]) - 0.75).abs() < 1e-9);
    }

    #[test]
    fn a_template_without_counterpart_counts_against() {
        let key = [template("BOMBING", "ana cole")];
        assert!(f(&key, &[]) < 1e-9);
        let with_another = [template("BOMBING", "ana cole"), template("KIDNAPPING", "omar hadi")];
        assert!((f(&key, &with_another) - 2.0 / 3.0).abs() < 1e-9);
        let optional = [key[0].clone(), Template { optional: true, ..template("ARSON", "a farm") }];
        assert!((f(&optional, &key) - 1.0).abs() < 1e-9);
    }
}
