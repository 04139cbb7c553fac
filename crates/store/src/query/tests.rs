//! Do answers say what the case says?

use super::{
    Filter, Found, Page, Sort, actor, bins, claims, compare, document, event, events, facets, ids, place, points,
    search,
};
use super::{source, sources, suggest};
use crate::{CaseFile, sample};
use schema::{Agreement, Case, Interval};
use tempfile::TempDir;

/// The sample's event, and ten more of one day each, the last two without a day.
fn many() -> (TempDir, CaseFile, Case) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
    let mut case = sample::case();
    let model = case.events[0].clone();
    for (n, letter) in ('A'..='J').enumerate() {
        let mut event = model.clone();
        event.id = format!("E-{letter}AAA-AAAA");
        event.kind = if n % 2 == 0 { "siege".into() } else { "shelling".into() };
        event.when = (n < 8).then(|| Interval::day(format!("2031-04-{:02}", n + 1).parse().unwrap()));
        // Each telling tells of one event: these stand a few bytes beside those of the sample.
        let mut telling = case.findings[n % 2].events[0].clone();
        telling.id = format!("{}#{}", case.documents[n % 2].id, telling.trigger.start + n + 1);
        event.mentions = vec![telling.id.clone()];
        case.findings[n % 2].events.push(telling);
        event.place = (n != 3).then(|| "mirna".to_owned());
        event.part_of = (n == 1 || n == 2).then(|| "E-AAAA-AAAA".to_owned());
        if n > 5 {
            event.claims.clear();
            event.agents.clear();
        }
        case.events.push(event);
    }
    case.events.sort_by(|a, b| a.id.cmp(&b.id));
    file.put_case(&case).unwrap();
    (folder, file, case)
}

fn filter(pairs: &[(&str, &str)]) -> Filter {
    Filter::parse(pairs.iter().copied()).unwrap()
}

fn count(file: &CaseFile, pairs: &[(&str, &str)]) -> usize {
    let list = events(file, &filter(pairs), &Page::default()).unwrap();
    assert_eq!(list.items.len(), list.total);
    assert_eq!(ids(file, &filter(pairs)).unwrap().len(), list.total);
    list.total
}

#[test]
fn a_part_comes_back_with_its_whole() {
    let (_folder, file, case) = many();
    let found = file.case().unwrap();
    assert_eq!(found.events, case.events);
    let [whole, part] =
        ["E-AAAA-AAAA", "E-CAAA-AAAA"].map(|id| found.events.iter().find(|event| event.id == id).unwrap());
    let day = |day: &str| Some(day.parse().unwrap());
    let ids = |event, day| super::episode(&file, event, day).unwrap().into_iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(whole, None), ["E-AAAA-AAAA", "E-BAAA-AAAA", "E-CAAA-AAAA"]);
    assert_eq!(ids(part, None), ids(whole, None));
    assert_eq!(ids(part, day("2031-03-05")), ["E-AAAA-AAAA", "E-CAAA-AAAA"], "the other was told a day later");
}

#[test]
fn filters_find_what_has_all_that_they_ask_for() {
    let (_folder, file, _) = many();
    for (pairs, expected) in [
        (&[][..], 11),
        (&[("type", "siege")], 5),
        (&[("type", "siege"), ("type", "Shelling")], 11),
        (&[("not.type", "siege")], 6),
        (&[("status", "disputed")], 7),
        (&[("status", "single")], 4),
        (&[("actor", "river guard MEN")], 7),
        (&[("target", "Hill-Front")], 11),
        (&[("agent", "hill-front")], 0),
        (&[("actor", "nobody")], 0),
        (&[("place", "Port  Mirnah")], 11),
        (&[("lacks", "place")], 1),
        (&[("part_of", "E-AAAA-AAAA")], 3),
        (&[("part_of", "E-BAAA-AAAA")], 0),
        (&[("lacks", "day")], 2),
        (&[("from", "2031-04-03")], 6),
        (&[("to", "2031-04-03")], 4),
        (&[("from", "2031-04-02"), ("to", "2031-04-03"), ("type", "siege")], 1),
        (&[("min_sources", "2")], 1),
        (&[("source", "wire nine")], 6),
        (&[("document", "wire.txt")], 6),
        (&[("bbox", "-4,12,-3,13")], 10),
        (&[("bbox", "170,12,-3,13")], 10),
        (&[("bbox", "-3,12,4,13")], 0),
        (&[("precision", "country")], 10),
        (&[("q", "hospital")], 6),
        (&[("as_of", "2031-03-05")], 6),
        (&[("id", "7qk4")], 1),
        (&[("party", "no")], 4),
    ] {
        assert_eq!(count(&file, pairs), expected, "{pairs:?}");
    }
}

#[test]
fn pages_follow_one_another_and_hold_when_events_come_and_go() {
    let (_folder, mut file, mut case) = many();
    for sort in [Sort::Newest, Sort::Oldest, Sort::Told] {
        let walk = |file: &CaseFile, mut after: Option<String>| {
            let mut seen = Vec::new();
            loop {
                let list = events(file, &Filter::default(), &Page { limit: 3, after, sort }).unwrap();
                seen.extend(list.items.into_iter().map(|row| (row.from, row.id)));
                after = list.next;
                if after.is_none() {
                    return seen;
                }
            }
        };
        let seen = walk(&file, None);
        assert_eq!(seen.len(), 11, "{sort:?}: {seen:?}");
        let days: Vec<Option<String>> = seen.iter().map(|(day, _)| day.clone()).collect();
        let mut sorted = days.clone();
        match sort {
            Sort::Newest => sorted.sort_by(|a, b| b.cmp(a)),
            Sort::Oldest => sorted.sort_by_key(|day| (day.is_none(), day.clone())),
            Sort::Told => assert_eq!(seen[0].1, "E-7QK4-M2XD"),
        }
        if sort != Sort::Told {
            assert_eq!(days, sorted, "{sort:?}");
        }

        let first = events(&file, &Filter::default(), &Page { limit: 3, after: None, sort }).unwrap();
        let gone = first.items[2].id.clone();
        let event = case.events.iter().position(|event| event.id == gone).unwrap();
        let removed = case.events.remove(event);
        file.put_case(&case).unwrap();
        if sort != Sort::Told {
            let rest: Vec<String> = walk(&file, first.next).into_iter().map(|(_, id)| id).collect();
            assert_eq!(rest, seen[3..].iter().map(|(_, id)| id.clone()).collect::<Vec<_>>(), "{sort:?} without {gone}");
        }
        case.events.insert(event, removed);
        file.put_case(&case).unwrap();
    }
}

#[test]
fn facets_do_not_heed_their_own_filter() {
    let (_folder, file, _) = many();
    let facets = facets(&file, &filter(&[("type", "siege")]), 10).unwrap();
    let values = |key: &str| -> Vec<(String, usize, bool)> {
        let facet = facets.iter().find(|facet| facet.key == key).unwrap();
        facet.values.iter().map(|value| (value.label.clone(), value.events, value.chosen)).collect()
    };
    assert_eq!(values("type"), [("siege".into(), 5, true), ("shelling".into(), 6, false)]);
    assert_eq!(values("status"), [("disputed".into(), 3, false), ("single".into(), 2, false)]);
    assert_eq!(values("place"), [("Port Mirna".into(), 5, false)]);
}

#[test]
fn a_search_marks_the_words_and_names_the_events() {
    let (_folder, file, _) = many();
    let all = Filter::default();
    let found = search(&file, "PORT mirnah", &all, &Page::default()).unwrap();
    assert_eq!((found.total, found.items.len()), (2, 2), "the name under another spelling");
    let marked: Vec<&str> =
        found.items[0].pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text.as_str()).collect();
    assert_eq!(marked, ["Port Mirna"]);
    assert_eq!(found.items[0].events.len(), 6);
    let whole: String = found.items[1].pieces.iter().map(|piece| piece.text.as_str()).collect();
    assert!(sample::case().documents[0].text.contains(&whole), "{whole}");
    for (typed, pairs, expected) in [
        ("مرفأ", &[][..], 1),
        ("\"three hill front\"", &[], 1),
        ("shelled -hospital", &[], 2),
        ("hospital OR guns", &[], 2),
        ("hospital guns", &[], 0),
        ("mirna", &[("source", "wire nine")], 1),
        ("mirna", &[("as_of", "2031-03-05")], 1),
        ("mirna", &[("lacks", "day")], 2),
        ("mirna", &[("type", "riot")], 0),
        ("", &[], 0),
    ] {
        let found = search(&file, typed, &filter(pairs), &Page::default()).unwrap();
        assert_eq!((found.total, found.items.len()), (expected, expected), "{typed} {pairs:?}");
    }
    let first = search(&file, "shelled", &all, &Page { limit: 1, ..Page::default() }).unwrap();
    let second = search(&file, "shelled", &all, &Page { limit: 1, after: first.next, ..Page::default() }).unwrap();
    assert_ne!(first.items[0].document, second.items[0].document);
}

#[test]
fn a_dossier_quotes_every_version() {
    let (_folder, file, case) = many();
    let Found::Here(dossier) = event(&file, "e-7qk4", None).unwrap() else { panic!("not found") };
    let killed = &dossier.claims[0];
    assert_eq!((killed.attribute.as_str(), killed.agreement.as_str()), ("killed", "disputed"));
    assert_eq!(killed.of.as_ref().unwrap().name, "Hill Front");
    let quote = &killed.versions[0].quotes[0];
    assert_eq!((killed.versions[0].label.as_str(), quote.exact.as_str()), ("at least 16", "at least 16"));
    assert!(quote.prefix.ends_with("killing ") && quote.suffix.starts_with(", a hospital said"), "{quote:?}");
    let text: Vec<char> = case.documents[0].text.chars().collect();
    assert_eq!(text[quote.start..quote.end].iter().collect::<String>(), "at least 16", "in code points");
    assert_eq!((dossier.row.documents, dossier.row.sources, dossier.row.origins), (2, 2, 1));
    assert_eq!(dossier.tellings.len(), 2);
    assert_eq!(dossier.links.len(), 1);

    let day = "2031-03-05".parse().unwrap();
    let Found::Here(then) = event(&file, "E-7QK4-M2XD", Some(day)).unwrap() else { panic!("not found") };
    assert_eq!((then.claims[0].versions.len(), then.row.status.as_str()), (1, "single"));
    assert_eq!(event(&file, "E-7QK4", Some("2031-03-01".parse().unwrap())).unwrap(), Found::Nowhere);
    assert!(matches!(event(&file, "E-", None).unwrap(), Found::Nowhere));
    let rows = events(&file, &filter(&[("as_of", "2031-03-05"), ("id", "7qk4")]), &Page::default()).unwrap();
    assert_eq!((rows.items[0].documents, rows.items[0].status.as_str()), (1, "single"));
    let told = claims(&file, &filter(&[("id", "7qk4"), ("attribute", "killed")]), &Page::default()).unwrap();
    assert_eq!(told.items.as_slice(), std::slice::from_ref(killed));
}

#[test]
fn documents_actors_places_and_sources_are_found() {
    let (_folder, file, case) = many();
    let reading = document(&file, "post.html").unwrap().unwrap();
    assert_eq!((&reading.document, &reading.findings), (&case.documents[1], &case.findings[1]));
    assert!(reading.anchors.iter().any(|anchor| anchor.words == "three" && anchor.event == "E-7QK4-M2XD"));
    assert!(reading.anchors.iter().all(|anchor| anchor.span.of(&reading.document.text) == anchor.words));
    assert_eq!(reading.copies[0].name, "Wire Nine");
    assert_eq!(document(&file, "st.html").unwrap(), None);

    let sheet = actor(&file, "river-guard").unwrap().unwrap();
    assert_eq!((sheet.acts, sheet.is_hit), (7, 0));
    let sheet = place(&file, "mirna").unwrap().unwrap();
    assert_eq!(sheet.spellings, [("Port Mirna".to_owned(), 2)]);
    assert!(sheet.facets.iter().all(|facet| facet.key != "place"));
    let sheet = source(&file, "Wire Nine").unwrap().unwrap();
    assert_eq!((sheet.documents, sheet.copies, sheet.copied, sheet.first_to_tell), (1, 0, 1, 1));
    assert_eq!(sources(&file, &Page { limit: 1, ..Page::default() }).unwrap().total, 2);

    let found: Vec<String> = suggest(&file, "hil", 5).unwrap().into_iter().map(|found| found.name).collect();
    assert_eq!(found, ["Hill Front"]);
    assert_eq!(suggest(&file, "Puort Mirnah", 5).unwrap()[0].id, "mirna");
    assert!(suggest(&file, "…", 5).unwrap().is_empty());
    assert_eq!(points(&file, &Filter::default()).unwrap().len(), 10);
    let bins = bins(&file, &filter(&[("type", "shelling")]), 7).unwrap();
    assert_eq!((bins[0].period.as_str(), bins[0].events, bins[0].disputed), ("2031-03", 1, 1));
    assert_eq!(case.events[0].claims[0].agreement, Agreement::Disputed);
}

#[test]
fn two_accounts_are_set_side_by_side() {
    let (_folder, file, _) = many();
    for (key, pair) in [("document", ["wire.txt", "post.html"]), ("source", ["wire nine", "Harbor Post"])] {
        let compared = compare(&file, key, pair).unwrap();
        let killed = compared.iter().find(|row| row.event == "E-7QK4-M2XD" && row.attribute == "killed").unwrap();
        assert_eq!(
            (killed.one.as_slice(), killed.other.as_slice()),
            (["at least 16".to_owned()].as_slice(), ["3".to_owned()].as_slice())
        );
        assert_eq!((killed.verdict, killed.of.as_deref()), ("differs", Some("Hill Front")));
        assert!(compared.iter().any(|row| row.attribute == "place" && row.verdict == "same"));
    }
}
