//! Is a case what its log says, whatever is read again, added, undone and redone?
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use rashomon::{Analyzer, Carried};
use review::{Idle, anchor_of, draft, standing};
use schema::{Act, Anchor, Case, Decision, Document, EventMention, Findings, Realis, Span};
use std::{collections::BTreeSet, path::Path};
use store::CaseFile;

type Accounts = Vec<(Document, Findings)>;

/// Numbers that look thrown and are the same in every test.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.throw(of.len())]
    }
}

fn analyzer() -> Analyzer {
    Analyzer::load_or_explain(&Carried::new(None).unwrap()).unwrap()
}

fn accounts(analyzer: &Analyzer) -> Accounts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/al-bukamal");
    let pages = rashomon::pages(&[folder]).unwrap();
    pages.iter().map(|page| analyzer.account(page, &std::fs::read(&page.path).unwrap()).unwrap()).collect()
}

fn tellings(case: &Case) -> Vec<(&Document, &EventMention)> {
    let both = case.documents.iter().zip(&case.findings);
    let all: Vec<_> = both.flat_map(|(page, found)| found.events.iter().map(move |one| (page, one))).collect();
    let held: BTreeSet<&str> = case.events.iter().flat_map(|event| &event.mentions).map(String::as_str).collect();
    all.into_iter().filter(|(_, one)| held.contains(one.id.as_str())).collect()
}

/// Decides something on the case, as a person would who looks at it.
fn decide(case: &Case, dice: &mut Dice, by: &str) -> Decision {
    let all = tellings(case);
    let at = |(page, one): &(&Document, &EventMention)| anchor_of(page, one);
    let (one, other) = (*dice.pick(&all), *dice.pick(&all));
    let page = dice.pick(&case.documents);
    let actor = dice.pick(&case.actors).id.clone();
    let another = dice.pick(&case.actors).id.clone();
    let (place, elsewhere) = (dice.pick(&case.places).id.clone(), dice.pick(&case.places).id.clone());
    let number = format!("{}..", dice.throw(40) + 1);
    let day = format!("2016-06-{:02}", dice.throw(28) + 1);
    let on = |anchors: Vec<Anchor>, act: Act| Decision { on: anchors, ..draft(by, act) };
    let field = |act: Act, field: &str, value: &str| Decision {
        field: Some(field.into()),
        value: Some(value.into()),
        ..on(vec![at(&one)], act)
    };
    let of =
        |act: Act, of: &str, value: &str| Decision { of: Some(of.into()), value: Some(value.into()), ..draft(by, act) };
    match dice.throw(25) {
        0..=2 => on(vec![at(&one), at(&other)], Act::SameEvent),
        3..=5 => on(vec![at(&one), at(&other)], Act::DifferentEvents),
        6 => on(vec![at(&one)], Act::NotAnEvent),
        7 => field(Act::Settle, "kind", "clash"),
        8 => field(Act::Settle, "agent", &actor),
        9 => field(Act::Settle, "place", &place),
        10 => field(Act::Settle, "time", &day),
        11 => field(Act::Settle, "killed", &number),
        12 => field(Act::Correct, "target", &actor),
        13 => field(Act::Correct, "killed", &number),
        14 => field(Act::Correct, "realis", ["actual", "planned", "generic"][dice.throw(3)]),
        15 => of(Act::SameActor, &actor, &another),
        16 => of(Act::SamePlace, &place, &elsewhere),
        17 => Decision { value: Some(day), ..on(vec![head(page)], Act::DocumentDate) },
        18 => {
            let start = page.text.find(' ').unwrap() + 1;
            let words = review::anchor(page, Span::new(start, start + page.text[start..].find(' ').unwrap()));
            Decision { value: Some("attack".into()), ..on(vec![words], Act::AddEvent) }
        }
        19 => of(Act::PutOnMap, &place, "34.5,40.9"),
        20 => Decision { on: vec![head(page)], ..of(Act::OtherPlace, &place, &elsewhere) },
        21 => of(Act::Alias, &actor, ["Fox Column", "Hill Column"][dice.throw(2)]),
        22 => Decision { value: Some(format!("Post {}", dice.throw(9))), ..on(vec![head(page)], Act::DocumentSource) },
        23 => Decision { value: Some(format!("Front {}", dice.throw(9))), ..draft(by, Act::AddActor) },
        _ => Decision { field: Some("kind".into()), ..on(vec![at(&one)], Act::Accept) },
    }
}

fn head(page: &Document) -> Anchor {
    review::anchor(page, Span::new(0, page.text.find('\n').unwrap_or(1)))
}

/// Gives every decision that the case does not show although it holds and nothing hinders it.
fn broken(case: &Case, log: &[Decision], idle: &[Idle]) -> Vec<String> {
    let waits: BTreeSet<&str> = idle.iter().map(|idle| idle.decision.as_str()).collect();
    let held = standing(log);
    let told = held.iter().filter(|one| !waits.contains(one.id.as_str()) && !is_said(case, &held, one));
    told.map(|one| format!("{:?} {:?} {:?} {:?}", one.act, one.field, one.of, one.value)).collect()
}

fn is_said(case: &Case, log: &[&Decision], one: &Decision) -> bool {
    let finder = review::Finder::new(case);
    let telling = |n: usize| {
        let (at, found) = finder.telling(case, one.on.get(n)?).ok()?;
        Some(&case.findings[at].events[found])
    };
    let home = |n: usize| {
        let id = &telling(n)?.id;
        case.events.iter().find(|event| event.mentions.contains(id))
    };
    // Two entries that a later decision made one are named by what is left of them.
    let now = |id: &str| {
        let mut id = id.to_owned();
        for later in log.iter().filter(|other| matches!(other.act, Act::SameActor | Act::SamePlace)) {
            if later.of.as_deref() == Some(&id) && later.value.as_deref() != Some(&id) {
                id = later.value.clone().unwrap();
            }
        }
        id
    };
    let value = one.value.as_deref().unwrap_or_default();
    match (one.act, one.field.as_deref()) {
        (Act::SameEvent, _) => home(0).is_some() && home(0).map(|event| &event.id) == home(1).map(|event| &event.id),
        (Act::DifferentEvents, _) => home(0).map(|event| &event.id) != home(1).map(|event| &event.id),
        (Act::NotAnEvent, _) => home(0).is_none(),
        (Act::Settle, Some(field)) => home(0).is_some_and(|event| {
            let ruled =
                event.decided.iter().any(|ruling| ruling.decision == one.id && ruling.value.as_deref() == Some(value));
            // Of two rulings on one event the later holds.
            let last = event
                .decided
                .iter()
                .rev()
                .find(|ruling| ruling.act == Act::Settle && ruling.field.as_deref() == Some(field));
            let shown = last.is_some_and(|ruling| ruling.decision != one.id)
                || match field {
                    "kind" => event.kind == value,
                    "agent" => event.agents == [now(value)],
                    "place" => event.place.as_deref() == Some(&now(value)),
                    "time" => event.when.map(review::days_text).as_deref() == Some(value),
                    number => store::query::counted(event, |_| None).iter().any(|one| {
                        let least = schema::Bounds::parse(value).and_then(|bounds| bounds.min);
                        one.attribute == number && one.of.is_none() && Some(one.toll.best) == least
                    }),
                };
            ruled && shown
        }),
        (Act::Correct, Some("realis")) => telling(0).is_some_and(|telling| {
            let told = !matches!(telling.realis, Realis::Generic | Realis::Hypothetical);
            review::field_of_mention(telling, "realis").as_deref() == Some(value) && (told || home(0).is_none())
        }),
        (Act::Correct, Some("killed")) => telling(0)
            .is_some_and(|telling| telling.quantities.iter().any(|one| review::bounds_text(one.bounds) == value)),
        (Act::Correct, Some(field)) => {
            telling(0).is_some_and(|telling| review::field_of_mention(telling, field) == Some(now(value)))
        }
        (Act::SameActor, _) => {
            one.of == one.value || !case.actors.iter().any(|actor| Some(&actor.id) == one.of.as_ref())
        }
        (Act::SamePlace, _) => {
            one.of == one.value || !case.places.iter().any(|place| Some(&place.id) == one.of.as_ref())
        }
        (Act::DocumentDate, _) => {
            let page = finder.document(&one.on[0]).map(|at| &case.documents[at]);
            page.is_ok_and(|page| page.published.when.map(review::days_text).as_deref() == Some(value))
        }
        (Act::DocumentSource, _) => {
            let page = finder.document(&one.on[0]).map(|at| &case.documents[at]);
            page.is_ok_and(|page| page.source.as_ref().is_some_and(|source| source.name == value))
        }
        (Act::OtherPlace, _) => {
            // Where a place was read as another one, that one may be read there again by another decision.
            let again = |other: &&&Decision| {
                matches!(other.act, Act::OtherPlace | Act::SamePlace) && other.value == one.of && other.id != one.id
            };
            let found = finder.document(&one.on[0]).map(|at| &case.findings[at]);
            let read = found
                .is_ok_and(|found| found.place_mentions.iter().any(|mention| Some(&mention.place) == one.of.as_ref()));
            !read || one.of == one.value || log.iter().find(again).is_some()
        }
        (Act::Alias, _) => {
            let id = now(one.of.as_deref().unwrap());
            case.actors.iter().any(|actor| actor.id == id && actor.aliases.iter().any(|alias| alias == value))
        }
        (Act::AddActor, _) => {
            case.actors.iter().any(|actor| actor.name == value || actor.aliases.iter().any(|alias| alias == value))
        }
        (Act::Accept, _) => true,
        (Act::AddEvent, _) => telling(0).is_some(),
        (Act::PutOnMap, _) => {
            let id = one.of.as_deref().unwrap();
            case.places.iter().find(|place| place.id == id).is_none_or(|place| place.lat.is_some())
        }
        _ => false,
    }
}

#[test]
fn a_case_is_what_its_log_says_through_reruns_new_pages_undo_and_redo() {
    let (analyzer, folder) = (analyzer(), tempfile::tempdir().unwrap());
    let all = accounts(&analyzer);
    let path = folder.path().join("case.db");
    let mut file = CaseFile::create_or_resume(&path).unwrap();
    let (mut pages, mut dice) = (4, Dice(7));
    let merges: Vec<Case> = (0..=all.len()).map(|pages| analyzer.merge(all[..pages].to_vec())).collect();
    let merged = |pages: usize| merges[pages].clone();
    let mut case = rashomon::put(merged(pages), &mut file, analyzer.settings()).unwrap();
    let mut decided = 0;
    for step in 0..90 {
        let log = file.decisions().unwrap();
        match dice.throw(8) {
            0 => drop(file.decide(review::withdrawals(&review::undo(&log, "ana"), "ana")).unwrap()),
            1 => drop(file.decide(review::withdrawals(&review::redo(&log, "ana"), "ana")).unwrap()),
            2 if step % 3 == 0 && pages < all.len() => pages += 1,
            _ => {
                file.decide(vec![decide(&case, &mut dice, "ana")]).unwrap();
                decided += 1;
            }
        }
        let machine = merged(pages);
        case = rashomon::put(machine.clone(), &mut file, analyzer.settings()).unwrap();
        assert_eq!(file.machine_case().unwrap(), machine, "step {step}: the machine's case is still there");
        let log = file.decisions().unwrap();
        let idle = review::apply(&machine, &log, analyzer.settings()).idle;
        assert_eq!(broken(&case, &log, &idle), Vec::<String>::new(), "step {step}");
        assert_eq!(store::check(&case), Vec::<String>::new(), "step {step}");
    }
    assert!(decided > 40 && pages == all.len(), "{decided} decisions, {pages} pages");
    assert_eq!(file.case().unwrap(), case);
    loop {
        let targets = review::undo(&file.decisions().unwrap(), "ana");
        if targets.is_empty() {
            break;
        }
        file.decide(review::withdrawals(&targets, "ana")).unwrap();
    }
    let undone = rashomon::put(merged(pages), &mut file, analyzer.settings()).unwrap();
    assert_eq!(undone, merged(pages), "with everything undone the case is the machine's");
}

#[test]
fn two_copies_with_500_decisions_each_come_to_one_case_in_any_order() {
    let (analyzer, folder) = (analyzer(), tempfile::tempdir().unwrap());
    let machine = analyzer.merge(accounts(&analyzer));
    let open = |name: &str| CaseFile::create_or_resume(folder.path().join(name)).unwrap();
    let (mut one, mut other) = (open("one.db"), open("other.db"));
    for (file, by, seed) in [(&mut one, "ana", 1), (&mut other, "ben", 2)] {
        let mut dice = Dice(seed);
        file.decide((0..500).map(|_| decide(&machine, &mut dice, by)).collect()).unwrap();
    }
    let (mine, theirs) = (one.decisions().unwrap(), other.decisions().unwrap());
    assert_eq!(one.import_decisions(theirs).unwrap(), 500);
    assert_eq!(other.import_decisions(mine.into_iter().rev().collect()).unwrap(), 500);
    let settings = analyzer.settings();
    let (first, second) = (
        rashomon::put(machine.clone(), &mut one, settings).unwrap(),
        rashomon::put(machine.clone(), &mut other, settings).unwrap(),
    );
    assert_eq!(first, second);
    assert_ne!(first.events, machine.events);
    assert_eq!(store::check(&first), Vec::<String>::new());
    let conflicts = |file: &CaseFile| review::conflicts(&file.decisions().unwrap()).len();
    assert!(conflicts(&one) > 0);
    assert_eq!(conflicts(&one), conflicts(&other));
}

#[test]
fn groups_that_nobody_touched_are_told_as_the_merge_told_them() {
    let analyzer = analyzer();
    let machine = analyzer.merge(accounts(&analyzer));
    let group = |event: &schema::Event| merge::Group { mentions: event.mentions.clone(), ..merge::Group::default() };
    let groups: Vec<merge::Group> = machine.events.iter().map(group).collect();
    let events = merge::retell(&machine, &groups, analyzer.settings()).into_iter().flatten().collect();
    let mut told = schema::Case { events, ..machine.clone() };
    merge::link_parts(&mut told, analyzer.settings());
    assert_eq!(told.events, machine.events);
}
