//! What stands before the story: headline, place, agency and day.

use super::{day, page, words};
use schema::{Document, SectionKind};

#[test]
fn a_place_and_a_day_before_the_lead_are_a_dateline() {
    for (dateline, lead) in [
        (
            "NORDHAVN. 11 February 2023.",
            "Two bridges fell on Friday night after three weeks of shelling, the mayor said.",
        ),
        (
            "Port Ronde, Oct. 4, 2024.",
            "Gunmen stormed the market and killed nine traders, a priest who hid there said.",
        ),
        (
            "NORDHAVN, Free Republic of the Isles, March 14, 2022 (Quay Gazette) -",
            "Soldiers killed nine fighters of the movement on Sunday, the army said.",
        ),
        (
            "June 22, 2016 (Quay Gazette) -",
            "The garrison left its positions near the quarry on Monday, residents of the hill towns said.",
        ),
    ] {
        let text = format!(
            "Bridges fall\n\n{dateline} {lead}\n\nThe council met and asked for boats to carry the wounded over.\n"
        );
        let document = page(text.as_bytes());
        assert!(words(&document, SectionKind::Body)[0].starts_with(lead), "{:?}", document.sections);
        assert!(day(&document).is_some(), "{dateline}");
    }
}

#[test]
fn a_headline_that_ran_into_its_stamp_is_the_title() {
    let lead = "A car bomb killed six people in the hill town of Nordhavn on Monday, a rescue worker said.";
    let text =
        format!("Car bomb kills six in Nordhavn monitor AFP Monday 17 Mar 2014 {lead} Nobody said who was behind it.");
    let document = page(text.as_bytes());
    assert!(words(&document, SectionKind::Body)[0].starts_with(lead), "{:?}", document.sections);
    assert_eq!(words(&document, SectionKind::Title), ["Car bomb kills six in Nordhavn monitor"]);
    assert!(day(&document).is_some());
    // A sentence that names an agency and a day goes on.
    let text = "The mayor told AFP on Monday 17 March 2014 that six people had died in the hill town of Nordhavn.";
    assert_eq!(words(&page(text.as_bytes()), SectionKind::Body), [text]);
}

#[test]
fn a_headline_with_a_stop_that_the_next_line_repeats_is_the_title() {
    for stamp in ["Thursday 18 May 2017", "18 May 2017", "18-05-2017"] {
        let lead = "Gunmen killed nine traders on a market square of Nordhavn, a priest who hid there said.";
        let text = format!(
            "Nine dead in market attack.\n\n{stamp} Nine dead in market attack. {lead} The council met at once.\n"
        );
        let document = page(text.as_bytes());
        assert!(words(&document, SectionKind::Body)[0].starts_with(lead), "{:?}", document.sections);
        assert_eq!(day(&document).map(|day| day.to_string()).as_deref(), Some("2017-05-18"), "{stamp}");
    }
}

#[test]
fn entries_below_moments_are_of_these_moments() {
    let entry = |at: &str, told: &str| format!("{at}\n{told}\n\n");
    let told = [
        "Shells have hit the harbour of Nordhavn and killed a fisherman, a nurse at the clinic on the hill says.",
        "Two ferries with women and children on board have left for the islands, the harbour master tells us.",
        "The mayor of Nordhavn has asked the people of the old town for calm and told them to stay in their cellars.",
    ];
    let page_of = |moments: [&str; 3]| {
        let entries: String = moments.iter().zip(told).map(|(at, told)| entry(at, told)).collect();
        page(format!("Nordhavn: as it happened\n14 May 2019\n\n{entries}").as_bytes())
    };
    let at = |document: &Document| {
        let body = document.sections.iter().filter(|section| section.kind == SectionKind::Body);
        body.map(|section| section.at.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    let document = page_of(["14.05.2019 18:41", "14.05.2019 09:15", "13.05.2019 22:30"]);
    assert_eq!(at(&document), ["2019-05-14T18:41", "2019-05-14T09:15", "2019-05-13T22:30"]);
    let document = page_of(["18:41 GMT", "9.15 a.m.", "07:30"]);
    assert_eq!(at(&document), ["2019-05-14T18:41", "2019-05-14T09:15", "2019-05-14T07:30"]);
}

#[test]
fn a_day_below_who_signs_dates_the_account() {
    let story = "Harbour lights go out\n\nGunmen shot dead a journalist outside his home in Nordhavn on Thursday, the group said.\n\nThe council met.\n\n";
    for (end, expected) in [
        ("Nordhavn, 3 May 2014\n", Some("2014-05-03")),
        ("Published: 03.05.2014\n", Some("2014-05-03")),
        ("Press office of the Free Harbour\nNordhavn, 3 May 2014\n", Some("2014-05-03")),
        // What follows the account is another story, and its day is not this one's.
        ("Read also: a bridge falls\n3 May 2014\n", None),
        ("A bridge falls in the hills\n3 May 2014\nBoats leave the harbour\n1 May 2014\n", None),
    ] {
        let document = page(format!("{story}{end}").as_bytes());
        assert_eq!(day(&document).map(|day| day.to_string()).as_deref(), expected, "{end}");
    }
}
