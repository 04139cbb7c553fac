//! Does a case that is merged in parts come to the same as one merged at once?
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use jiff::civil::{Date, date};
use merge::parts::{self, Census, Entry, Ground, Holder, Near, Part, Shared, Slip, World};
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
        let (bins, pairs, _) = bins(&slips, &ground, settings);
        let mut groups = Vec::new();
        for (wanted, pairs) in split(&bins, &pairs) {
            groups.extend(Part::new(holding(&slips, &wanted), &ground, settings).groups(&wanted, &pairs));
        }
        let dates = Part::new(slips.clone(), &ground, settings).dates(&groups);
        if dates.is_empty() {
            break;
        }
        let mut world = ground.into_world();
        world.put_dates(dates);
        ground = Ground::of(world);
    }
    let (bins, pairs, near) = bins(&slips, &ground, settings);
    let (mut events, mut links, mut count) = (Vec::new(), Vec::new(), 0);
    let (mut homes, mut refused) = (BTreeMap::new(), Vec::new());
    for (wanted, pairs) in split(&bins, &pairs) {
        let settled = Part::new(holding(&slips, &wanted), &ground, settings).settle(&wanted, &pairs);
        events.extend(settled.events);
        links.extend(settled.joined);
        homes.extend(settled.homes.iter().map(|home| (home.telling, (home.group, home.chain))));
        refused.extend(settled.refused.into_iter().map(|(near, link)| (near, Some(link))));
        count += 1;
    }
    links.extend(noted(&near, &homes, refused, |tellings| Part::new(holding(&slips, &tellings), &ground, settings)));
    let world = ground.into_world();
    let accounts = accounts.iter().cloned().map(|account| world.completed(account)).collect();
    (world.case(accounts, events, links, settings), count)
}

/// Gives the links of groups that stayed apart: those of one chain, which are explained, and all others.
fn noted<'g>(
    near: &[(Pair, i32)],
    homes: &BTreeMap<i64, Pair>,
    mut refused: Vec<(Near, Option<Link>)>,
    part: impl Fn(Vec<i64>) -> Part<'g>,
) -> Vec<Link> {
    let home = |telling: i64| homes.get(&telling).copied().unwrap_or((telling, telling));
    for (pair, odds) in near {
        let ((one, chain), (other, another)) = (home(pair.0), home(pair.1));
        if chain != another {
            let near = Near { groups: (one.min(other), one.max(other)), pair: *pair, odds: *odds };
            refused.push((near, None));
        }
    }
    let all: Vec<Near> = refused.iter().map(|(near, _)| *near).collect();
    let link = |at: usize| match &refused[at] {
        (_, Some(link)) => link.clone(),
        (near, None) => part(vec![near.pair.0, near.pair.1]).refuse(&[near.pair]).remove(0),
    };
    parts::few(&all).into_iter().map(link).collect()
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

type Pair = (i64, i64);
type Pairs = Vec<Pair>;

/// Gives every telling with its bin, the pairs worth comparing, and those that came near.
fn bins(slips: &[Slip], ground: &Ground, settings: &Settings) -> (BTreeMap<i64, i64>, Pairs, Vec<(Pair, i32)>) {
    let mut entries: Vec<Entry> =
        slips.chunks(4).flat_map(|some| Part::new(some.to_vec(), ground, settings).entries()).collect();
    entries.sort();
    let mut pairs: BTreeSet<(i64, i64)> = BTreeSet::new();
    for block in entries.chunk_by(|one, other| one.block == other.block) {
        let neighbors: Vec<_> = block.iter().map(|entry| (entry.kind.as_str(), entry.days)).collect();
        for (one, other) in parts::meet(&neighbors, settings) {
            let (one, other) = (block[one].telling, block[other].telling);
            pairs.insert((one.min(other), one.max(other)));
        }
    }
    let pairs: Pairs = pairs.into_iter().collect();
    let (mut connecting, mut near) = (Vec::new(), Vec::new());
    for (task, some) in (0..).zip(pairs.chunks(50)) {
        let both: Vec<i64> = some.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let judged = Part::new(holding(slips, &both), ground, settings).judge(some);
        for (pair, judged) in some.iter().zip(judged) {
            connecting.extend(judged.connects.then_some((task, *pair)));
            near.extend(judged.near.map(|odds| (*pair, odds)));
        }
    }
    let mut chains = parts::Chains::default();
    for (task, pair) in connecting {
        chains.connect(task, pair);
    }
    let mut bins: BTreeMap<i64, i64> = chains.deal(BIN).into_iter().collect();
    for entry in &entries {
        bins.entry(entry.telling).or_insert(-1 - entry.telling % 3);
    }
    (bins, pairs, near)
}

fn split(bins: &BTreeMap<i64, i64>, pairs: &Pairs) -> Vec<(Vec<i64>, Pairs)> {
    let mut split: BTreeMap<i64, (Vec<i64>, Pairs)> = BTreeMap::new();
    bins.iter().for_each(|(telling, bin)| split.entry(*bin).or_default().0.push(*telling));
    for pair in pairs.iter().filter(|(one, other)| bins[one] == bins[other]) {
        split.entry(bins[&pair.0]).or_default().1.push(*pair);
    }
    split.into_values().collect()
}

fn holding(slips: &[Slip], tellings: &[i64]) -> Vec<Slip> {
    let wanted: BTreeSet<i64> = tellings.iter().map(|telling| parts::document_of(*telling)).collect();
    let here = |slip: &&Slip| parts::number(&slip.document().id).is_some_and(|number| wanted.contains(&number));
    slips.iter().filter(here).cloned().collect()
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
