//! Small accounts written for the purpose, and what they must come to.
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

mod tell;

use jiff::civil::date;
use schema::{Actor, Agreement, Basis, Bounds, Case, Grain, Interval, Realis, Relative, SectionKind, TimeValue};
use std::collections::BTreeSet;
use tell::{Account, RAID, account, actor, case, dated, killed, on, second, tell};

#[test]
fn two_accounts_of_one_attack_are_one_event() {
    let text = "The Guard's assault on Karsa, where Hill Front holds the mill quarter, began on Saturday.";
    let saturday = Some(TimeValue::Relative(Relative::Weekday(6, false)));
    let case = case(&[dated(), second(Some(date(2031, 5, 5)), text, RAID, saturday)]);
    assert_eq!(case.events.len(), 1, "{:?}", case.links);
    assert_eq!(
        case.events[0].summary,
        "River Guard attacked Hill Front at Karsa on 3 May 2031, according to two speakers."
    );
    let time = case.events[0].claims.iter().find(|claim| claim.attribute == "time").unwrap();
    assert_eq!(time.agreement, Agreement::Corroborated);
    assert!(case.links[0].joined && case.links[0].reasons.iter().any(|reason| reason == "both on 3 May 2031"));
}

#[test]
fn the_same_attack_two_years_later_is_another() {
    let text = "River Guard fighters stormed the mill quarter of Karsa on 3 May 2033, facing Hill Front.";
    let other = second(Some(date(2033, 5, 4)), text, RAID, on(2033, 5, 3));
    let mut untimed = account("D-c", "Delta Wire", Some(date(2033, 5, 6)), "River Guard stormed Karsa again.");
    tell(&mut untimed, "River Guard stormed Karsa again", RAID, None);
    let case = case(&[dated(), other, untimed]);
    assert_eq!(case.events.len(), 2);
    assert!(case.links.iter().any(|link| !link.joined && link.reasons.iter().any(|r| r.starts_with("different days"))));
}

/// How many happenings two clauses of one account are, on one day in Karsa, whoever acts in them.
fn told_beside(text: &str, clauses: [(&str, &str); 2]) -> usize {
    let mut account = account("D-a", "Harbor Post", Some(date(2031, 5, 4)), text);
    for (clause, agent) in clauses {
        tell(&mut account, clause, [agent, "shelling", "", "karsa"], on(2031, 5, 3));
    }
    case(&[account]).events.len()
}

#[test]
fn an_answer_is_another_happening_and_so_is_what_somebody_else_did_before() {
    let told = |second: &str| {
        told_beside(&format!("Shells fell on Karsa. {second}."), [("Shells fell", ""), (second, "front")])
    };
    assert_eq!(told("Hill Front fired the shells"), 1);
    assert_eq!(told("Hill Front responded with shells"), 2);
    let both = |text: &str| {
        let (one, other) = text.split_once(", ").unwrap();
        told_beside(text, [(one, "guard"), (other, "front")])
    };
    assert_eq!(both("Shells of the Guard fell on Karsa after the rains, shells of the Front too"), 2);
}

/// An account of people killed in Karsa on a day that it states.
fn deaths(id: &str, text: &str, kind: &str, (count, day): (u64, i8)) -> Account {
    let mut account = account(id, &format!("Outlet {id}"), Some(date(2031, 5, 6)), text);
    tell(&mut account, text, ["", kind, "front", "karsa"], on(2031, 5, day));
    killed(&mut account, Bounds::exactly(count), None);
    account
}

#[test]
fn days_that_both_accounts_state_make_two_events_of_one_town() {
    let one = deaths(
        "D-a",
        "Shelling of the bus depot in Karsa killed seven men of Hill Front on 3 May.",
        "shelling",
        (7, 3),
    );
    let other =
        deaths("D-b", "Gunmen killed two Hill Front men at a checkpoint near Karsa on 4 May.", "killing", (2, 4));
    let both = case(&[one.clone(), other]);
    assert_eq!(both.events.len(), 2, "{:?}", both.links);
    let telling = "On 4 May shelling of the bus depot in Karsa killed seven men of Hill Front.";
    let mistaken = case(&[one, deaths("D-c", telling, "shelling", (7, 4))]);
    assert_eq!(mistaken.events.len(), 1, "one story, and one of them is wrong about the day: {:?}", mistaken.links);
    let time = mistaken.events[0].claims.iter().find(|claim| claim.attribute == "time").unwrap();
    assert_eq!(time.agreement, Agreement::Disputed);
}

#[test]
fn who_attacks_whom_makes_two_events() {
    let text = "Hill Front stormed the mill quarter of Karsa on 3 May 2031 and hit River Guard.";
    let other = second(Some(date(2031, 5, 4)), text, ["front", "attack", "guard", "karsa"], on(2031, 5, 3));
    assert_eq!(case(&[dated(), other]).events.len(), 2);
}

#[test]
fn who_shells_one_cannot_be_the_one_that_is_attacked_there() {
    let mut one = account("D-a", "Harbor Post", Some(date(2031, 5, 4)), "Hill Front shelled Karsa on 3 May 2031.");
    tell(&mut one, "Hill Front shelled Karsa on 3 May 2031", ["front", "shelling", "", "karsa"], on(2031, 5, 3));
    let text = "River Guard attacked Hill Front in Karsa on 3 May 2031.";
    let other = second(Some(date(2031, 5, 4)), text, RAID, on(2031, 5, 3));
    let case = case(&[one, other]);
    assert_eq!(case.events.len(), 2, "{:?}", case.links);
}

#[test]
fn fighters_without_a_name_may_be_any_group_of_their_sort() {
    let text = "Gunmen stormed the mill quarter of Karsa on 3 May 2031, facing Hill Front.";
    let mut other =
        second(Some(date(2031, 5, 4)), text, ["generic:gunmen", "attack", "front", "karsa"], on(2031, 5, 3));
    other.1.actors.push(actor("generic:gunmen", "gunmen"));
    let case = case(&[dated(), other]);
    assert_eq!(case.events.len(), 1, "{:?}", case.links);
    assert_eq!(case.events[0].agents, ["generic:gunmen", "guard"]);
}

#[test]
fn an_army_and_rebels_who_shell_one_town_on_one_day_make_two_events() {
    let told = |agent: &str| {
        let hurt = "Nine people were hurt in the mill quarter of Karsa";
        let text = format!("Hill Front fired at the mill quarter of Karsa. {hurt}.");
        let mut one = account("D-a", "Harbor Post", Some(date(2031, 5, 4)), &text);
        tell(
            &mut one,
            "Hill Front fired at the mill quarter of Karsa",
            ["front", "shelling", "", "karsa"],
            on(2031, 5, 3),
        );
        tell(&mut one, hurt, ["", "attack", "", "karsa"], on(2031, 5, 3));
        let (fired, hurt) = ("They shelled the east of Karsa", "Several residents of Karsa lost limbs");
        let mut other = account("D-b", "Harbor Post", Some(date(2031, 5, 5)), &format!("{fired}. {hurt}."));
        tell(&mut other, fired, [agent, "shelling", "", "karsa"], on(2031, 5, 3));
        tell(&mut other, hurt, ["", "killing", "", "karsa"], on(2031, 5, 3));
        other.1.actors.push(Actor { kind: "state_forces".into(), ..actor("army", "Karsan Army") });
        case(&[one, other]).events.len()
    };
    assert_eq!([told("guard"), told("army")], [1, 2]);
}

#[test]
fn other_towns_are_other_events() {
    let text = "River Guard fighters stormed the mill quarter of Dolme on 3 May 2031, facing Hill Front.";
    let other = second(Some(date(2031, 5, 4)), text, ["guard", "attack", "front", "dolme"], on(2031, 5, 3));
    assert_eq!(case(&[dated(), other]).events.len(), 2);
}

#[test]
fn towns_taken_on_one_day_are_two_happenings_however_near() {
    let of = |kind: &str| {
        let text = "River Guard fighters took the old quarter of Karsa from Hill Front, and held it.";
        let mut first = account("D-a", "Harbor Post", Some(date(2031, 5, 4)), text);
        tell(&mut first, text, ["guard", kind, "front", "karsa"], on(2031, 5, 3));
        let text = "River Guard fighters took the old quarter of Ferry from Hill Front, and held it.";
        case(&[first, second(Some(date(2031, 5, 4)), text, ["guard", kind, "front", "ferry"], on(2031, 5, 3))])
    };
    assert_eq!([of("capture_territory").events.len(), of("attack").events.len()], [2, 1]);
}

#[test]
fn an_account_without_a_date_gets_one_from_what_it_shares() {
    let text = "River Guard fighters stormed the mill quarter of Karsa yesterday.";
    let yesterday = Some(TimeValue::Relative(Relative::Units(-1, Grain::Day)));
    let case = case(&[dated(), second(None, text, RAID, yesterday)]);
    let published = &case.documents[1].published;
    assert_eq!(published.basis, Basis::Inferred);
    assert_eq!(published.when, Some(Interval::day(date(2031, 5, 4))));
    assert!(published.evidence.contains("Harbor Post"), "{}", published.evidence);
    assert_eq!(case.events.len(), 1);
}

#[test]
fn without_anything_shared_no_date_is_invented() {
    let other = second(None, "Hill Front met elders in Dolme.", ["front", "talks", "", "dolme"], None);
    assert_eq!(case(&[dated(), other]).documents[1].published.when, None);
}

#[test]
fn numbers_that_exclude_one_another_are_disputed_and_the_party_is_marked() {
    let mut one = dated();
    killed(&mut one, Bounds::exactly(40), Some("a Guard spokesman"));
    let text = "River Guard stormed the mill quarter of Karsa on 3 May 2031; Hill Front lost a dozen.";
    let mut other = second(Some(date(2031, 5, 4)), text, RAID, on(2031, 5, 3));
    killed(&mut other, Bounds::exactly(12), None);
    let case = case(&[one, other]);
    let claim = case.events[0].claims.iter().find(|claim| claim.attribute == "killed").unwrap();
    assert_eq!((claim.agreement, claim.of.as_deref()), (Agreement::Disputed, Some("front")));
    let party: Vec<_> = claim.values.iter().map(|value| (value.by[0].as_str(), value.party)).collect();
    assert!(party.contains(&("a Guard spokesman", true)) && party.contains(&("Valley Radio", false)));
}

#[test]
fn a_count_that_its_own_speaker_raised_is_no_dispute() {
    let mut one = dated();
    killed(&mut one, Bounds::exactly(4), None);
    let text = "River Guard stormed the mill quarter of Karsa on 3 May 2031, facing Hill Front; the toll rose.";
    let mut later = account("D-b", "Harbor Post", Some(date(2031, 5, 6)), text);
    tell(&mut later, text, RAID, on(2031, 5, 3));
    killed(&mut later, Bounds::exactly(9), None);
    let text = "River Guard stormed the mill quarter of Karsa on 3 May 2031; Hill Front buried its men.";
    let mut other = account("D-c", "Valley Radio", Some(date(2031, 5, 6)), text);
    tell(&mut other, text, RAID, on(2031, 5, 3));
    killed(&mut other, Bounds::exactly(9), None);
    let case = case(&[one, later, other]);
    assert_eq!(case.events.len(), 1, "{:?}", case.links);
    let claim = case.events[0].claims.iter().find(|claim| claim.attribute == "killed").unwrap();
    assert_eq!((claim.values.len(), claim.agreement), (2, Agreement::Corroborated));
}

#[test]
fn a_copy_is_no_second_witness() {
    let text = "River Guard fighters stormed the mill quarter of Karsa before dawn, residents said by telephone, and \
        set up posts along the old canal road. Hill Front answered with rockets from the ridge above the grain stores. \
        Shops stayed shut, the bridge was closed to lorries and the hospital asked for blood of every group.";
    let copy = |id: &str, source: &str, day: i8| {
        let mut account = account(id, source, Some(date(2031, 5, day)), text);
        tell(&mut account, "River Guard fighters stormed the mill quarter of Karsa before dawn", RAID, None);
        killed(&mut account, Bounds { min: Some(3), max: None }, None);
        account
    };
    let case = case(&[copy("D-a", "Valley Radio", 6), copy("D-b", "Harbor Post", 4)]);
    assert_eq!(case.documents[0].copy_of.as_deref(), Some("D-b"));
    assert_eq!((case.documents[1].copy_of.as_deref(), case.events.len()), (None, 1));
    assert!(case.events[0].claims.iter().all(|claim| claim.agreement == Agreement::Single));
}

#[test]
fn a_standing_text_is_no_copy() {
    let standing = "The war began after protests in the valley were put down with force, and has since driven half of its \
        people from their homes, while talks between the two sides have failed again and again for want of trust.";
    let news = [
        "Rockets hit the grain stores of Karsa on Friday night and burned two lorries that stood beside the mill, the \
         keeper of the stores said, and nobody could put the fire out before the roof fell in.",
        "A bus with teachers was stopped at the canal bridge by armed men.",
        "Doctors in Delta City asked both sides to leave the hospital alone.",
        "Snow closed the pass, and no bread came up to the hill villages.",
    ];
    let accounts: Vec<_> = news
        .iter()
        .zip(1_i8..)
        .map(|(news, day)| {
            account(&format!("D-{day}"), "Valley Radio", Some(date(2031, 5, day)), &format!("{news} {standing}"))
        })
        .collect();
    let mut copied = accounts[0].clone();
    copied.0.id = "D-9".into();
    copied.1.document = "D-9".into();
    copied.0.source = account("D-9", "Harbor Post", None, "").0.source;
    let case = case(&[accounts, vec![copied.clone()]].concat());
    let copies: Vec<&str> = case
        .documents
        .iter()
        .filter(|document| document.copy_of.is_some())
        .map(|document| document.id.as_str())
        .collect();
    assert_eq!(copies, ["D-9"]);
    let compared = merge::compare(&copied.0, &case.documents[1]);
    assert!(compared.shared > 0.3 && compared.shared < 0.8, "{compared:?}");
    assert!(compared.own[0].of(&copied.0.text).starts_with("Rockets hit"), "{compared:?}");
}

#[test]
fn what_is_supposed_is_no_event_and_a_comment_makes_one_where_it_says_who_and_where() {
    let mut one = dated();
    one.1.events[0].realis = Realis::Hypothetical;
    let text = "So River Guard is back in Karsa, I hear.";
    let mut other = second(Some(date(2031, 5, 5)), text, RAID, None);
    other.0.sections[0].kind = SectionKind::Comment;
    assert_eq!(case(&[one.clone(), other.clone()]).events.len(), 1);
    let place = other.1.events[0].place.as_mut().unwrap();
    place.basis = Basis::Inferred;
    assert!(case(&[one, other]).events.is_empty());
}

#[test]
fn a_rare_day_brings_together_what_names_no_place() {
    let mut accounts = vec![
        account("D-a", "Harbor Post", Some(date(2031, 5, 4)), "Shelling killed seven people on the third of May."),
        account("D-b", "Valley Radio", Some(date(2031, 5, 9)), "On the third of May seven people died in shelling."),
        account("D-c", "Delta Wire", Some(date(2031, 6, 4)), "Shelling killed seven people on the third of June."),
    ];
    for (account, month) in accounts.iter_mut().zip([5, 5, 6]) {
        let text = account.0.text.clone();
        tell(account, &text, ["", "shelling", "front", ""], on(2031, month, 3));
        account.1.events[0].place = None;
        killed(account, Bounds::exactly(7), None);
    }
    let case = case(&accounts);
    assert_eq!(case.events.len(), 2, "{:?}", case.links);
    assert!(case.events.iter().any(|event| event.mentions == ["D-a#0", "D-b#0"]));
}

/// A raid that the first and the third account tell, and a capture that the second and the third tell.
/// An account of one strike whose words say which of several it is, on the third of May.
fn strike(id: &str, source: &str, text: &str) -> Account {
    let mut found = account(id, source, Some(date(2016, 5, 3)), text);
    tell(&mut found, &text[text.find("strike").unwrap()..], ["", "airstrike", "", "karsa"], on(2016, 5, 3));
    found
}

#[test]
fn the_second_and_the_third_strike_of_a_day_stay_two() {
    let second = strike("D-a", "Wire", "In the second strike of the day a house was hit.");
    let also = strike("D-b", "Gazette", "The 2nd drone strike hit a house of two storeys.");
    let third = strike("D-c", "Mirror", "A third strike hit a house by the river.");
    assert_eq!(case(&[second.clone(), also]).events.len(), 1);
    assert_eq!(case(&[second, third]).events.len(), 2);
}

#[test]
fn an_outlet_that_writes_twice_on_one_day_writes_of_two_things() {
    let nowhere = |mut found: Account| {
        found.1.events.iter_mut().for_each(|mention| mention.place = None);
        found
    };
    let one = nowhere(strike("D-a", "Wire", "A drone strike killed four men in a car."));
    let other = |source: &str| nowhere(strike("D-b", source, "A strike hit a compound and a car, killing four."));
    assert_eq!(case(&[one.clone(), other("Gazette")]).events.len(), 1);
    assert_eq!(case(&[one, other("Wire")]).events.len(), 2);
}

fn raid_and_capture() -> [Account; 3] {
    let capture = ["front", "capture_territory", "guard", "karsa"];
    let text = "Hill Front took the canal road near Karsa on Sunday; River Guard withdrew.";
    let other = second(Some(date(2031, 5, 5)), text, capture, on(2031, 5, 4));
    let mut third = account("D-c", "Delta Wire", None, "River Guard stormed Karsa; Hill Front took the canal road.");
    tell(&mut third, "River Guard stormed Karsa", RAID, None);
    tell(&mut third, "Hill Front took the canal road", capture, None);
    [dated(), other, third]
}

#[test]
fn ids_stay_as_a_case_grows() {
    let accounts = raid_and_capture();
    let ids = |accounts: &[Account]| case(accounts).events.into_iter().map(|event| event.id).collect::<BTreeSet<_>>();
    for count in 1..accounts.len() {
        assert!(ids(&accounts[..=count]).is_superset(&ids(&accounts[..count])));
    }
}

#[test]
fn an_event_keeps_its_id_when_a_later_account_joins_whatever_that_is_called() {
    let before = case(&[dated()]).events;
    let text = "River Guard stormed the mill quarter of Karsa on 3 May 2031, facing Hill Front.";
    let mut later = account("D-0", "Valley Radio", Some(date(2031, 5, 6)), text);
    tell(&mut later, text, RAID, on(2031, 5, 3));
    let after = case(&[dated(), later]).events;
    assert_eq!((after.len(), after[0].mentions.len()), (1, 2));
    assert_eq!(after[0].id, before[0].id);
}

#[test]
fn an_event_that_very_many_tell_of_stays_one() {
    let text = "River Guard fighters stormed the mill quarter of Karsa on 3 May 2031, facing Hill Front.";
    let teller = |n: usize| {
        let mut account = account(&format!("D-{n:04}"), &format!("Outlet {n}"), Some(date(2031, 5, 4)), text);
        tell(&mut account, text, RAID, on(2031, 5, 3));
        account
    };
    let case = case(&(0..400).map(teller).collect::<Vec<_>>());
    assert_eq!(case.events.iter().map(|event| event.mentions.len()).collect::<Vec<_>>(), [400]);
}

#[test]
fn the_order_of_the_accounts_does_not_matter() {
    let accounts = raid_and_capture();
    let first = case(&accounts);
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        assert_eq!(first, case(&order.map(|index| accounts[index].clone())));
    }
    assert_eq!(first.events.len(), 2);
}

#[test]
fn nothing_comes_to_nothing() {
    assert_eq!(case(&[]), Case::default());
}
