//! Does a case that is merged in parts come to the same as one merged at once?
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use jiff::civil::{Date, date};
use merge::parts::{self, Apart, Census, Entry, Ground, Holder, Near, Part, Shared, Slip, World};
use merge::{Settings, merge};
use schema::{
    Actor, Argument, Basis, Bounds, Case, DataFile, Document, EventMention, EventPlace, EventTime, Findings, Interval,
    Link, Place, Precision, Published, Quantity, Realis, Relative, Section, SectionKind, Source, Span, TimeValue,
};
use std::collections::{BTreeMap, BTreeSet};

type Account = (Document, Findings);

/// Tellings that a bin should hold: few, so that the case falls into many.
const BIN: usize = 6;

const TOWNS: [&str; 5] = ["Karsa", "Dolme", "Upper Senn", "Tarrak", "Old Mill"];
const GROUPS: [&str; 6] = ["River Guard", "Hill Front", "RVG", "Northern Lake Brigade", "NLB", "the Hill Front"];
const KINDS: [&str; 6] = ["attack", "clash", "protest", "arrest", "flood", "strike"];

fn settings() -> Settings {
    let bytes = include_bytes!("../../../data/ontology/merging.toml").to_vec();
    Settings::load(&[DataFile { path: "ontology/merging.toml".into(), bytes }]).unwrap()
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    /// Every third account copies one before it, every fifth has no date.
    fn accounts(&mut self, count: usize) -> Vec<Account> {
        let mut accounts: Vec<Account> = Vec::new();
        for number in 0..count {
            let copied = (number % 3 == 2).then(|| accounts[self.below(number)].clone());
            let published = (number % 5 != 4).then(|| self.day(400).saturating_add(jiff::ToSpan::days(2)));
            accounts.push(match copied {
                Some(original) => again(original, number, published),
                None => self.account(number, published),
            });
        }
        accounts
    }

    fn day(&mut self, days: usize) -> Date {
        date(2031, 5, 1).saturating_add(jiff::ToSpan::days(i64::try_from(self.below(days)).unwrap()))
    }

    fn account(&mut self, number: usize, published: Option<Date>) -> Account {
        let (mut document, mut findings) = empty(number, published);
        for _ in 0..1 + self.below(4) {
            let (town, one, other) = (self.below(5), self.below(6), self.below(6));
            let (kind, day, killed) = (KINDS[self.below(6)], self.day(400), self.below(9) as u64);
            let start = document.text.len();
            document.text += &format!(
                "{} {kind} {} {} {day} {} {} {} {} {} {}",
                GROUPS[one],
                GROUPS[other],
                TOWNS[town],
                word(self.below(900)),
                word(self.below(900)),
                word(self.below(900)),
                word(self.below(900)),
                word(self.below(900)),
                word(self.below(900))
            );
            let clause = Span::new(start, document.text.len());
            document.text += ".\n";
            findings.places.push(place(town));
            findings.actors.extend([one, other].map(actor));
            let value = match self.below(5) {
                0 => None,
                1 => Some(TimeValue::Relative(Relative::Units(-1, schema::Grain::Day))),
                _ => Some(TimeValue::Absolute(Interval::day(day))),
            };
            findings.events.push(mention((kind, town, one, other), clause, value, killed));
        }
        finish(document, findings)
    }
}

fn word(number: usize) -> String {
    let letters = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu"];
    format!(
        "{}{}{}{}",
        letters[number % 10],
        letters[number / 10 % 10],
        letters[number / 100],
        letters[(number * 7) % 10]
    )
}

fn empty(number: usize, published: Option<Date>) -> Account {
    let hash = (number + 1) * 7_777_777_777 % 0xffff_ffff_ffff;
    let source = Source { name: format!("Outlet {}", number % 7), domain: None, speaks_for: None, rule: String::new() };
    let when = published.map(Interval::day);
    let document = Document {
        id: format!("D-{hash:012x}"),
        path: format!("{number}.txt"),
        hash: String::new(),
        title: Some(format!("Report {number}")),
        source: (number % 7 != 6).then_some(source),
        author: None,
        published: Published { when, basis: Basis::Unknown, evidence: String::new(), span: None, rejected: Vec::new() },
        language: None,
        agencies: Vec::new(),
        text: String::new(),
        verbatim: true,
        sections: Vec::new(),
        copy_of: None,
    };
    (document, Findings::default())
}

fn finish(mut document: Document, mut findings: Findings) -> Account {
    let whole = Span::new(0, document.text.len());
    document.sections = vec![Section::new(SectionKind::Body, whole)];
    findings.document.clone_from(&document.id);
    findings.events.iter_mut().for_each(|event| event.id = format!("{}#{}", document.id, event.trigger.start));
    (document, findings)
}

fn again((original, findings): Account, number: usize, published: Option<Date>) -> Account {
    let (document, _) = empty(number, published);
    finish(Document { text: original.text, ..document }, findings)
}

fn actor(number: usize) -> Actor {
    let (id, name) = (format!("name:{}", GROUPS[number].to_lowercase().replace(' ', "-")), GROUPS[number].into());
    Actor { id, name, kind: "armed_group".into(), country: None, aliases: Vec::new() }
}

fn place(town: usize) -> Place {
    let (id, name) = (format!("town-{town}"), TOWNS[town].to_owned());
    let lat = Some(10.0 + [0.0, 0.1, 6.0, 12.0, 18.0][town]);
    Place { id, aliases: vec![name.clone()], name, lat, lon: Some(20.0), precision: Precision::Point, country: None }
}

fn mention(
    (kind, town, one, other): (&str, usize, usize, usize),
    clause: Span,
    value: Option<TimeValue>,
    killed: u64,
) -> EventMention {
    let (basis, rule) = (Basis::Stated, String::new());
    let role =
        |(role, group): (&str, usize)| Argument { role: role.into(), actor: Some(actor(group).id), span: clause };
    let bounds = Bounds::exactly(killed);
    EventMention {
        id: String::new(),
        clause,
        trigger: Span::new(clause.start, clause.start + 1),
        kind: kind.into(),
        realis: if killed == 8 { Realis::Generic } else { Realis::Actual },
        attribution: Vec::new(),
        arguments: [("agent", one), ("target", other)].map(role).into(),
        place: Some(EventPlace { place: place(town).id, span: clause, basis, rule: rule.clone() }),
        time: value.map(|value| EventTime { value, span: Some(clause), basis, rule: rule.clone() }),
        quantities: vec![Quantity { attribute: "killed".into(), bounds, of: None, span: clause, rule: rule.clone() }],
        rule,
    }
}

/// Merges as a cluster does: no step sees more than its part.
fn in_parts(accounts: &[Account], settings: &Settings) -> (Case, usize) {
    let mut census = Census::default();
    accounts.chunks(7).rev().for_each(|some| census.add(Census::of(some, settings)));
    let mut world = World::new(&census);
    world.put_copies(copies(accounts, settings));
    let ground = Ground::of(world);
    let slips: Vec<Slip> = accounts
        .iter()
        .map(|(document, findings)| Slip::of(document.clone(), findings.clone(), &ground, settings).unwrap())
        .collect();
    let mut world = ground.into_world();
    let copied: BTreeSet<String> = world.originals().into_iter().cloned().collect();
    world.put_originals(slips.iter().filter(|slip| copied.contains(&slip.document().id)).cloned());
    let mut ground = Ground::of(world);
    let fame: Vec<_> = slips.chunks(5).map(|some| Part::new(some.to_vec(), &ground, settings).fame()).collect();
    let mut world = ground.into_world();
    world.put_fame(fame);
    ground = Ground::of(world);
    for _ in 0..parts::ROUNDS {
        let case = Judged::of(&slips, &ground, settings);
        let (homes, _) = case.surest();
        let mut groups = Vec::new();
        for (wanted, pairs) in case.split(&case.bins(&homes)) {
            groups.extend(case.part(&wanted).groups(&wanted, |telling| home(&homes, telling), &pairs));
        }
        let dates = Part::new(slips.clone(), &ground, settings).dates(&groups);
        if dates.is_empty() {
            break;
        }
        let mut world = ground.into_world();
        world.put_dates(dates);
        ground = Ground::of(world);
    }
    let case = Judged::of(&slips, &ground, settings);
    let (sure, mut links) = case.surest();
    assert!(!sure.is_empty() && !links.is_empty(), "nothing is sure");
    let (mut events, mut homes, mut count) = (Vec::new(), BTreeMap::new(), 0);
    for (wanted, pairs) in case.split(&case.bins(&sure)) {
        let settled = case.part(&wanted).settle(&wanted, |telling| home(&sure, telling), &pairs);
        events.extend(settled.events);
        links.extend(settled.joined);
        homes.extend(settled.homes.iter().map(|home| (home.telling, home.group)));
        count += 1;
    }
    assert!(homes.len() > sure.len(), "nothing joins that is not sure");
    links.extend(case.noted(&homes));
    let world = ground.into_world();
    let accounts = accounts.iter().cloned().map(|account| world.completed(account)).collect();
    (world.case(accounts, events, links, settings), count)
}

type Pair = (i64, i64);
type Pairs = Vec<Pair>;
/// Of each telling that is not alone the first of its group.
type Homes = BTreeMap<i64, i64>;

fn home(homes: &Homes, telling: i64) -> i64 {
    homes.get(&telling).copied().unwrap_or(telling)
}

/// What the pairs worth comparing came to, judged task by task.
struct Judged<'c> {
    slips: &'c [Slip],
    ground: &'c Ground,
    settings: &'c Settings,
    tellings: BTreeSet<i64>,
    tasks: Vec<Vec<(Pair, parts::Judged)>>,
}

impl<'c> Judged<'c> {
    fn of(slips: &'c [Slip], ground: &'c Ground, settings: &'c Settings) -> Self {
        let mut entries: Vec<Entry> =
            slips.chunks(4).flat_map(|some| Part::new(some.to_vec(), ground, settings).entries()).collect();
        entries.sort();
        let mut pairs: BTreeSet<Pair> = BTreeSet::new();
        for block in entries.chunk_by(|one, other| one.block == other.block) {
            let neighbors: Vec<_> = block.iter().map(|entry| (entry.kind.as_str(), entry.days, entry.spot)).collect();
            for (one, other) in parts::meet(&neighbors, settings) {
                let (one, other) = (block[one].telling, block[other].telling);
                pairs.insert((one.min(other), one.max(other)));
            }
        }
        let tellings = entries.iter().map(|entry| entry.telling).collect();
        let mut case = Self { slips, ground, settings, tellings, tasks: Vec::new() };
        let pairs: Pairs = pairs.into_iter().collect();
        for pairs in pairs.chunks(50) {
            let both: Vec<i64> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
            let judged = case.part(&both).judge(pairs);
            case.tasks.push(pairs.iter().copied().zip(judged).collect());
        }
        case
    }

    fn part(&self, tellings: &[i64]) -> Part<'c> {
        let wanted: BTreeSet<i64> = tellings.iter().map(|telling| parts::document_of(*telling)).collect();
        let here = |slip: &&Slip| parts::number(&slip.document().id).is_some_and(|number| wanted.contains(&number));
        Part::new(self.slips.iter().filter(here).cloned().collect(), self.ground, self.settings)
    }

    /// Gives the groups that are beyond doubt, and why they are ones.
    fn surest(&self) -> (Homes, Vec<Link>) {
        let sure = parts::Floors::of(self.settings).sure;
        let mut chains = parts::Chains::default();
        for (task, judged) in (0..).zip(&self.tasks) {
            for (pair, judged) in judged {
                if !judged.barred && i64::from(judged.odds) >= sure {
                    chains.connect(task, *pair);
                }
            }
        }
        let (mut homes, mut links) = (Homes::new(), Vec::new());
        for (wanted, pairs) in self.split(&chains.deal(BIN).into_iter().collect()) {
            let settled = self.part(&wanted).surest(&wanted, &pairs);
            homes.extend(settled.homes.iter().map(|home| (home.telling, home.group)));
            links.extend(settled.joined);
        }
        (homes, links)
    }

    /// Gives every telling with the bin in which groups are settled that may still join.
    fn bins(&self, homes: &Homes) -> BTreeMap<i64, i64> {
        let mut chains = parts::Chains::default();
        for (task, judged) in (0..).zip(&self.tasks) {
            for pair in parts::bridges(judged, |telling| home(homes, telling), self.settings) {
                chains.connect(task, pair);
            }
        }
        homes.iter().for_each(|(telling, home)| {
            chains.connect(i64::MAX, (*telling, *home));
        });
        let mut bins: BTreeMap<i64, i64> = chains.deal(BIN).into_iter().collect();
        for telling in &self.tellings {
            bins.entry(*telling).or_insert(-1 - telling % 3);
        }
        bins
    }

    fn split(&self, bins: &BTreeMap<i64, i64>) -> Vec<(Vec<i64>, Pairs)> {
        let mut split: BTreeMap<i64, (Vec<i64>, Pairs)> = BTreeMap::new();
        bins.iter().for_each(|(telling, bin)| split.entry(*bin).or_default().0.push(*telling));
        for (one, other) in self.tasks.iter().flatten().map(|(pair, _)| *pair) {
            if let Some(bin) = bins.get(&one).filter(|bin| bins.get(&other) == Some(bin)) {
                split.entry(*bin).or_default().1.push((one, other));
            }
        }
        split.into_values().collect()
    }

    /// Gives the links of groups that stayed apart.
    fn noted(&self, homes: &Homes) -> Vec<Link> {
        let told = parts::Floors::of(self.settings).told;
        let mut near = Vec::new();
        for (pair, judged) in self.tasks.iter().flatten().filter(|(_, judged)| i64::from(judged.odds) >= told) {
            let (one, other) = (home(homes, pair.0), home(homes, pair.1));
            if one != other {
                near.push(Near { groups: (one.min(other), one.max(other)), pair: *pair, odds: judged.odds });
            }
        }
        let speakers = |group: i64| {
            let members = self.tellings.iter().copied().filter(|telling| home(homes, *telling) == group);
            members.take(parts::SPEAKERS).collect::<Vec<i64>>()
        };
        let link = |at: usize| {
            let Near { groups, pair, .. } = near[at];
            let speakers = [speakers(groups.0), speakers(groups.1)];
            self.part(&[speakers.concat(), vec![pair.0, pair.1]].concat()).refuse(&[Apart { pair, speakers }]).remove(0)
        };
        parts::few(&near).into_iter().map(link).collect()
    }
}

fn copies(accounts: &[Account], settings: &Settings) -> Vec<(String, String)> {
    let mut holders: BTreeMap<u64, Vec<Holder>> = BTreeMap::new();
    for (document, _) in accounts {
        for run in parts::runs(document, 1, settings) {
            holders.entry(run).or_default().push(Holder::of(document).unwrap());
        }
    }
    let (mut pairs, mut runs) = (BTreeMap::new(), BTreeMap::new());
    for holders in holders.into_values() {
        let shared = Shared::of(holders);
        shared.pairs.into_iter().for_each(|pair| *pairs.entry(pair).or_insert(0) += 1);
        shared.holders.into_iter().for_each(|holder| *runs.entry(holder).or_insert(0) += 1);
    }
    let about: BTreeMap<i64, Holder> =
        accounts.iter().filter_map(|(document, _)| Holder::of(document)).map(|h| (h.document, h)).collect();
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|((one, other), shared)| (about[&one].clone(), about[&other].clone(), [shared, runs[&one], runs[&other]]))
        .collect();
    parts::originals(&pairs, settings).into_iter().map(|(copy, first)| (parts::id(copy), parts::id(first))).collect()
}

#[test]
fn parts_come_to_the_same_case_byte_for_byte() {
    let settings = settings();
    for seed in 1..=6 {
        let accounts = Chance(seed).accounts(60);
        let whole = merge(accounts.clone(), &settings);
        let (parts, bins) = in_parts(&accounts, &settings);
        assert!(bins > 2, "only {bins} parts");
        assert!(whole.documents.iter().any(|document| document.copy_of.is_some()), "no copies");
        assert!(whole.documents.iter().any(|document| document.published.basis == Basis::Inferred), "no dates");
        assert!(whole.events.iter().any(|event| event.mentions.len() > 3), "nothing merged");
        let (whole, parts) = (serde_json::to_string(&whole).unwrap(), serde_json::to_string(&parts).unwrap());
        assert!(whole == parts, "seed {seed}");
    }
}
