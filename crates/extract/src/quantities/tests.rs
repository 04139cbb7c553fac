//! Are numbers read with the bounds and the people that the codebook asks for?

use super::{Grammar, Who, find};
use language::Analysis;
use schema::{ActorMention, DataFile, Document, Quantity, Span};

fn grammar() -> Grammar {
    let bytes = include_bytes!("../../../../data/en/quantities.toml").to_vec();
    match Grammar::load(&[DataFile { path: "en/quantities.toml".into(), bytes }]) {
        Ok(grammar) => grammar,
        Err(problems) => panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>()),
    }
}

fn document(text: &str) -> Document {
    Document::of_text("", text)
}

fn quantities(text: &str, actors: &[(&str, &str)]) -> Vec<Quantity> {
    let mention = |(words, id): &(&str, &str)| {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        ActorMention { span, actor: (*id).to_owned(), rule: String::new() }
    };
    let mut mentions: Vec<ActorMention> = actors.iter().map(mention).collect();
    mentions.sort_by_key(|mention| mention.span);
    let analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new(), names: Vec::new() };
    find(&document(text), &analysis, Who { mentions: &mentions, actors: &[] }, &grammar()).quantities
}

fn read(text: &str) -> String {
    let show = |quantity: &Quantity| {
        let bound = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
        let bounds = format!("{}..{}", bound(quantity.bounds.min), bound(quantity.bounds.max));
        format!("{} {bounds} {:?}", quantity.attribute, quantity.span.of(text))
    };
    quantities(text, &[]).iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn bounds_follow_the_codebook() {
    for (text, expected) in [
        ("At least 16 civilians were killed.", r#"killed 16.. "At least 16""#),
        ("Up to 75 rebels died.", r#"killed ..75 "Up to 75""#),
        ("The blast killed about 20 people.", r#"killed 20..20 "about 20""#),
        ("Dozens were wounded.", r#"wounded 24.. "Dozens""#),
        ("The raid killed several hundred fighters.", r#"killed 200..999 "several hundred""#),
        ("Between 10 and 15 soldiers were captured.", r#"captured 10..15 "Between 10 and 15""#),
        ("It killed 6-8 people.", r#"killed 6..8 "6-8""#),
        ("It killed two dozen people.", r#"killed 24..24 "two dozen""#),
        ("It killed twenty-five people.", r#"killed 25..25 "twenty-five""#),
        ("Some 1.2 million people were displaced.", r#"displaced 1200000..1200000 "Some 1.2 million""#),
        ("Tens of thousands of residents fled.", r#"displaced 20000.. "Tens of thousands""#),
        ("No civilians were injured.", r#"wounded 0..0 "No""#),
        ("On Wednesday 22 Hill Front fighters were killed.", r#"killed 22..22 "22""#),
        ("Orva: 34 people were killed.", r#"killed 34..34 "34""#),
        ("Gunmen shot dead two guards.", r#"killed 2..2 "two""#),
        ("More than a hundred were hurt.", r#"wounded 100.. "More than a hundred""#),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn an_age_counts_nobody() {
    for (text, expected) in [
        ("Omar Hadi, 24, was wounded with two guards.", r#"wounded 2..2 "two""#),
        ("Omar Hadi (24) and his brother fled.", ""),
        ("A 12-year-old boy was killed.", r#"killed 1..1 "A""#),
        ("The shells killed a woman of 92.", r#"killed 1..1 "a""#),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn who_did_it_is_not_counted_among_those_who_suffered_it() {
    for (text, expected) in [
        ("Doctors saw 3,600 patients; 355 of them died.", r#"killed 355..355 "355""#),
        ("Two fighters had killed ten guards.", r#"killed 10..10 "ten""#),
        (
            "Dozens of troops were killed and wounded, 60 others detained.",
            r#"casualties 24.. "Dozens"; arrested 60..60 "60""#,
        ),
        ("Nine were wounded, and 587 students were led to safety.", r#"wounded 9..9 "Nine""#),
        (
            "Nine were killed in the raid, and thousands were forced to flee.",
            r#"killed 9..9 "Nine"; displaced 2000.. "thousands""#,
        ),
        ("Over 100 servicemen of the enemy were killed or wounded.", r#"casualties 100.. "Over 100""#),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn verbs_and_nouns_tell_what_is_counted() {
    for (text, expected) in [
        ("The army killed 40 rebels and captured an additional 15.", r#"killed 40..40 "40"; captured 15..15 "15""#),
        ("A bomb went off, killing seven and wounding twenty.", r#"killed 7..7 "seven"; wounded 20..20 "twenty""#),
        ("It left 12 people dead and 30 injured.", r#"killed 12..12 "12"; wounded 30..30 "30""#),
        ("The death toll rose to 23.", r#"killed 23..23 "23""#),
        (
            "The death toll from a strike on a block of flats in the eastern town of Orva near the border rose to nine.",
            r#"killed 9..9 "nine""#,
        ),
        ("Two killed 6 injured in rocket fire", r#"killed 2..2 "Two"; wounded 6..6 "6""#),
        ("The blast caused the deaths of 9 men.", r#"killed 9..9 "9""#),
        ("An officer was killed.", r#"killed 1..1 "An""#),
        ("12 soldiers and 3 civilians were killed.", r#"killed 12..12 "12"; killed 3..3 "3""#),
        ("Nine people, including two more, were killed.", r#"killed 9..9 "Nine""#),
        ("3 people killed in a strike, 30-year-old man says", r#"killed 3..3 "3""#),
        ("He was killed along with 12 others.", r#"killed 12..12 "12""#),
        ("Eight people, many thought to be farmers, were killed.", r#"killed 8..8 "Eight""#),
        ("3 militants were among nine killed in a raid.", r#"killed 9..9 "nine""#),
        ("4-5 farmers or shepherds killed in a raid", r#"killed 4..5 "4-5""#),
        ("In the worst raid since 2002, a mine killed 2 men.", r#"killed 2..2 "2""#),
        ("Five of the injured are in danger.", ""),
        ("14 children were among those killed.", r#"killed 14..14 "14""#),
        ("Four of them were arrested.", r#"arrested 4..4 "Four""#),
        ("They used at least 10 suicide bombers.", r#"attackers 10.. "at least 10""#),
        ("They seized 12 tanks.", r#"weapons 12..12 "12""#),
        ("The blast killed and wounded hundreds.", r#"casualties 200.. "hundreds""#),
        ("Dozens were killed or injured in the raid.", r#"casualties 24.. "Dozens""#),
        ("Eight killed 58 injured in shelling", r#"killed 8..8 "Eight"; wounded 58..58 "58""#),
        ("A guard was killed and 3 wounded.", r#"killed 1..1 "A"; wounded 3..3 "3""#),
        ("At least three herders and rescuers killed in a raid.", r#"killed 3.. "At least three""#),
        ("They took 15 prisoners.", r#"captured 15..15 "15""#),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn other_numbers_count_nobody() {
    for text in [
        "Division 30 was captured.",
        "A 30-year-old man spoke.",
        "The F-16 flew 20 km.",
        "He was killed on 12 June 2016.",
        "They captured 15 villages.",
        "It cost $500 million.",
        "More than 400,000 people have been killed since the war began in 2011.",
        "They met at 10:30.",
        "Since January, 90 people have been killed.",
        "An estimated 90,000 people were killed.",
        "Thousands have been killed and millions displaced since the war began.",
        "40 soldiers arrived.",
    ] {
        assert_eq!(read(text), "", "{text}");
    }
}

#[test]
fn a_running_total_takes_no_other_number_with_it() {
    for (text, expected) in [
        ("A raid killed 12 men, the worst since the war began.", r#"killed 12..12 "12""#),
        ("A raid killed 12 men, bringing the overall death toll to 58.", r#"killed 12..12 "12""#),
        ("A raid killed 12 men while 9000 people have been killed since 2011.", r#"killed 12..12 "12""#),
        ("Another man died, raising the toll to 23.", r#"killed 23..23 "23""#),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn parts_of_a_number_are_no_numbers_beside_it() {
    for text in [
        "25 people were killed, including 5 women and 4 children.",
        "25 people, including a woman and 4 children, were killed.",
        "5 women and 4 children were among 25 people killed.",
        "25 people (4 of them children) were killed.",
        "25 people -- 4 drivers, 2 students and a nurse -- were killed.",
        "25 people were killed, of whom 4 were children.",
        "25 people were killed, 4 of them children.",
    ] {
        let all = quantities(text, &[("people", "people")]);
        let whole: Vec<_> = all.iter().filter(|quantity| !quantity.rule.ends_with("/included")).collect();
        assert_eq!(whole.iter().map(|q| q.bounds.min).collect::<Vec<_>>(), [Some(25)], "{text}: {all:?}");
    }
}

#[test]
fn what_a_part_is_stands_behind_it() {
    for text in ["Two men were killed, one of them a child.", "Two men were killed, of whom one was a child."] {
        let found = quantities(text, &[("men", "men"), ("child", "children")]);
        assert_eq!(found.last().map(|q| q.of.as_deref()), Some(Some("children")), "{text}: {found:?}");
    }
}

#[test]
fn some_of_the_dead_are_counted_on_what_they_were() {
    let actors = [("fighters", "generic:fighters"), ("Hill Front", "hill"), ("women", "women"), ("nurses", "medics")];
    for (text, expected) in [
        ("Two of the dead were fighters of the Hill Front.", r#"killed Some(2) Some("hill")"#),
        ("Two of those killed in the raid were fighters of the Hill Front.", r#"killed Some(2) Some("hill")"#),
        ("Among the dead were two nurses.", r#"killed Some(2) Some("medics")"#),
        ("The wounded included three women.", r#"wounded Some(3) Some("women")"#),
        ("Two of the dead men lay there.", ""),
    ] {
        let named: Vec<_> = actors.iter().copied().filter(|(words, _)| text.contains(words)).collect();
        let found = quantities(text, &named);
        let told = found.iter().map(|q| format!("{} {:?} {:?}", q.attribute, q.bounds.min, q.of));
        assert_eq!(told.collect::<Vec<_>>().join("; "), expected, "{text}");
    }
}

#[test]
fn more_of_the_same_are_counted_on_the_same() {
    let text = "IS killed 40 NSA soldiers and captured an additional 15 fighters; a girl was killed and 6 injured.";
    let actors = [("IS", "is"), ("NSA soldiers", "nsa"), ("fighters", "generic:fighters"), ("girl", "children")];
    let found = quantities(text, &actors);
    assert_eq!(
        found.iter().map(|q| q.of.as_deref()).collect::<Vec<_>>(),
        [Some("nsa"), Some("nsa"), Some("children"), None]
    );
}

#[test]
fn a_number_is_counted_on_whom_its_noun_names() {
    let text = "The army killed 40 NSA soldiers and captured an additional 15.";
    let found = quantities(text, &[("NSA soldiers", "nsa"), ("The army", "army")]);
    assert_eq!(found.iter().map(|q| q.of.as_deref()).collect::<Vec<_>>(), [Some("nsa"), Some("nsa")]);
}

#[test]
fn a_part_is_counted_only_on_others_than_the_whole() {
    let text = "Nine people, including two children, were killed.";
    let of = |actors| quantities(text, actors).into_iter().map(|q| (q.bounds.min, q.of)).collect::<Vec<_>>();
    let nine = (Some(9), Some("people".to_owned()));
    assert_eq!(of(&[("people", "people"), ("children", "people")]), std::slice::from_ref(&nine));
    assert_eq!(of(&[("people", "people"), ("children", "children")]), [nine, (Some(2), Some("children".to_owned()))]);
}

#[test]
fn strange_letters_do_no_harm() {
    for text in [
        "",
        "killed",
        "no",
        "a",
        "18446744073709551616 killed",
        "99999999999 million killed",
        "–5– killed é",
        "a a a of of",
    ] {
        read(text);
    }
}

#[test]
fn those_who_are_joined_on_keep_what_is_said_of_them() {
    for (text, expected) in [
        (
            "Ten civilians were killed including a child and 37 others were injured.",
            r#"killed 10..10 "Ten"; wounded 37..37 "37""#,
        ),
        (
            "Four people were killed including 3 boys and 43 others were injured.",
            r#"killed 4..4 "Four"; wounded 43..43 "43""#,
        ),
        ("Clashes left 23 villagers - nine of them children - dead.", r#"killed 23..23 "23""#),
        ("On Tuesday 25 people were killed.", r#"killed 25..25 "25""#),
        ("The army killed 130 people using gas.", r#"killed 130..130 "130""#),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn those_among_the_dead_are_not_wounded_with_the_others() {
    assert_eq!(
        read("At least 20 people were killed, among them four policemen, and 35 others were wounded."),
        r#"killed 20.. "At least 20"; wounded 35..35 "35""#
    );
}
