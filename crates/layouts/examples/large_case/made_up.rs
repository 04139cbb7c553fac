//! What does a large case look like?
//!
//! Everything is made up: names of syllables, sentences of templates. Each event is told five times, each document tells twenty
//! times, with about one telling in 280 characters, as news pages have them.

use jiff::{ToSpan, civil::Date};
use schema::{
    Actor, Agreement, Argument, Basis, Bounds, Case, Claim, ClaimValue, Document, Event, EventMention, EventPlace,
    EventTime, Findings, Interval, Place, Precision, Published, Quantity, Realis, Section, SectionKind, Source, Span,
    Speech, TimeValue,
};

const TELLINGS: usize = 5;
const PER_DOCUMENT: usize = 20;
const KINDS: [(&str, &str); 6] = [
    ("shelling", "shelled"),
    ("airstrike", "bombed"),
    ("attack", "attacked"),
    ("clash", "fought"),
    ("abduction", "abducted"),
    ("killing", "killed"),
];
const FILLER: [&str; 4] = [
    "Residents who had left in the morning came back before dark to look for what was left of their shops. ",
    "Nobody could say when the road to the coast would be open again, and the price of bread rose once more. ",
    "The hospital asked for blood and for fuel; two of its three ambulances stood without wheels in the yard. ",
    "It was the third week without power, and the talks that had been promised for Monday were put off again. ",
];
const SYLLABLES: [&str; 20] = [
    "ba", "dor", "mi", "ran", "tel", "sha", "qu", "ven", "kor", "la", "zin", "ush", "per", "no", "gal", "ti", "hem",
    "ras", "olo", "dek",
];

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }
}

/// A happening before anybody tells of it.
struct Happening {
    kind: usize,
    day: Date,
    place: usize,
    agent: usize,
    target: usize,
    dead: u64,
}

/// Makes a case of so many events.
pub fn case(events: usize) -> Case {
    let mut dice = Dice(7);
    let (actors, places) = (actors(), places(&mut dice));
    let first = Date::constant(2011, 3, 1);
    let happenings: Vec<Happening> = (0..events)
        .map(|_| Happening {
            kind: dice.below(KINDS.len()),
            day: first.saturating_add(i64::try_from(dice.below(3600)).unwrap_or(0).days()),
            // Few places and actors have most of the events.
            place: dice.below(places.len()).min(dice.below(places.len())),
            agent: dice.below(actors.len()).min(dice.below(actors.len())),
            target: dice.below(actors.len()),
            dead: u64::try_from(dice.below(30)).unwrap_or(0),
        })
        .collect();
    let count = (events * TELLINGS / PER_DOCUMENT).max(1);
    let mut told: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    for event in 0..events {
        for telling in 0..TELLINGS {
            told[(event + telling * 7919) % count].push((event, telling));
        }
    }
    let mut case = Case { actors, places, ..Case::default() };
    let mut tellings: Vec<Vec<Telling>> = (0..events).map(|_| Vec::new()).collect();
    for (number, list) in told.iter().enumerate() {
        let (document, findings, spans) = write(number, list, &happenings, &case);
        for ((event, _), telling) in list.iter().zip(spans) {
            tellings[*event].push(telling);
        }
        case.documents.push(document);
        case.findings.push(findings);
    }
    case.events =
        happenings.iter().zip(tellings).zip(0..).map(|((what, told), n)| event(n, what, &told, &case)).collect();
    case.events.sort_by(|a, b| a.id.cmp(&b.id));
    case
}

/// Where one telling stands, and what it says.
struct Telling {
    document: String,
    mention: String,
    by: String,
    dead: u64,
    words: [Span; 5],
}

fn name(mut n: usize) -> String {
    let mut name = String::new();
    for _ in 0..3 {
        name.push_str(SYLLABLES[n % SYLLABLES.len()]);
        n /= SYLLABLES.len();
    }
    name[..1].to_uppercase() + &name[1..]
}

fn actors() -> Vec<Actor> {
    let kinds = ["rebel_group", "state_forces", "militia", "civilians"];
    let actor = |n: usize| {
        let (id, short) = (format!("actor-{n:04}"), name(n * 7 + 1));
        let aliases = vec![short.clone(), format!("{short} Front"), format!("the men of {short}")];
        Actor { id, name: format!("{short} Front"), kind: kinds[n % 4].into(), country: None, aliases }
    };
    (0..600).map(actor).collect()
}

fn places(dice: &mut Dice) -> Vec<Place> {
    let degrees = |n: usize| f64::from(u32::try_from(n).unwrap_or(0)) / 1000.0;
    let mut place = |n: usize| Place {
        id: format!("place-{n:05}"),
        name: name(n * 3 + 2),
        lat: Some(30.0 + degrees(dice.below(8000))),
        lon: Some(36.0 + degrees(dice.below(12_000))),
        precision: if n.is_multiple_of(9) { Precision::Area } else { Precision::Point },
        country: Some(if n.is_multiple_of(3) { "IQ" } else { "SY" }.into()),
        aliases: vec![name(n * 3 + 2), format!("Al-{}", name(n * 3 + 2))],
    };
    (0..4000).map(&mut place).collect()
}

fn write(number: usize, told: &[(usize, usize)], all: &[Happening], case: &Case) -> (Document, Findings, Vec<Telling>) {
    let id = format!("D-{number:012x}");
    let mut text = format!("Report number {number} from the field\n\n");
    let title = text.trim_end().len();
    let mut sections = vec![section(SectionKind::Title, 0, title)];
    let (mut mentions, mut tellings) = (Vec::new(), Vec::new());
    let mut paragraph = text.len();
    for (n, (event, telling)) in told.iter().enumerate() {
        let what = &all[*event];
        let (actor, place) = (|n: usize| &case.actors[n], &case.places[what.place]);
        let start = text.len();
        let mut put = |words: &str| {
            let from = text.len();
            text.push_str(words);
            Span::new(from, text.len())
        };
        let dead = if *telling == 3 { what.dead + 4 } else { what.dead };
        let agent = put(&actor(what.agent).name);
        put(" ");
        let trigger = put(KINDS[what.kind].1);
        put(" ");
        let target = put(&actor(what.target).name);
        put(" in ");
        let place_words = put(&place.name);
        put(" on ");
        let day = put(&what.day.strftime("%-d %B %Y").to_string());
        put(", killing ");
        let toll = put(&dead.to_string());
        put(", ");
        let speaker = format!("a doctor of {}", place.name);
        let speaker_words = put(&speaker);
        put(" said. ");
        let clause = Span::new(start, text.trim_end().len());
        text.push_str(FILLER[(event + n) % 4]);
        if n % 2 == 0 {
            text.push_str(FILLER[(event + n + 1) % 4]);
        }
        let mention = format!("{id}#{}", trigger.start);
        let rule = || String::from("en/events/made-up/template");
        let argument =
            |role: &str, n: usize, span| Argument { role: role.into(), actor: Some(actor(n).id.clone()), span };
        mentions.push(EventMention {
            id: mention.clone(),
            clause,
            trigger,
            kind: KINDS[what.kind].0.into(),
            realis: Realis::Actual,
            attribution: vec![Speech {
                speaker: speaker.clone(),
                actor: None,
                cue: "said".into(),
                span: speaker_words,
            }],
            arguments: vec![argument("agent", what.agent, agent), argument("target", what.target, target)],
            place: Some(EventPlace { place: place.id.clone(), span: place_words, basis: Basis::Stated, rule: rule() }),
            time: Some(EventTime {
                value: TimeValue::Absolute(Interval::day(what.day)),
                span: Some(day),
                basis: Basis::Stated,
                rule: rule(),
            }),
            quantities: vec![Quantity {
                attribute: "killed".into(),
                bounds: Bounds::exactly(dead),
                of: Some(actor(what.target).id.clone()),
                span: toll,
                rule: rule(),
            }],
            rule: rule(),
        });
        let words = [toll, agent, target, place_words, day];
        tellings.push(Telling { document: id.clone(), mention, by: speaker, dead, words });
        if n % 5 == 4 {
            let end = text.trim_end().len();
            sections.push(section(SectionKind::Body, paragraph, end));
            text.truncate(end);
            text.push_str("\n\n");
            paragraph = text.len();
        }
    }
    let end = text.trim_end().len();
    if end > paragraph {
        sections.push(section(SectionKind::Body, paragraph, end));
    }
    text.truncate(end);
    let latest = told.iter().map(|(event, _)| all[*event].day).max().unwrap_or(Date::constant(2020, 1, 1));
    let findings = Findings { document: id.clone(), events: mentions, ..Findings::default() };
    (document(id, number, text, sections, latest), findings, tellings)
}

fn section(kind: SectionKind, start: usize, end: usize) -> Section {
    Section::new(kind, Span::new(start, end))
}

fn document(id: String, number: usize, text: String, sections: Vec<Section>, day: Date) -> Document {
    Document {
        path: format!("pages/{number}.txt"),
        hash: format!("{number:064x}"),
        title: Some(format!("Report number {number} from the field")),
        source: Some(Source {
            name: format!("{} Wire", name(number % 300 * 11)),
            domain: None,
            speaks_for: None,
            rule: "made up".into(),
        }),
        author: None,
        published: Published {
            when: Some(Interval::day(day)),
            basis: Basis::Stated,
            evidence: "made up".into(),
            span: None,
            rejected: Vec::new(),
        },
        language: Some("en".into()),
        agencies: Vec::new(),
        text,
        verbatim: true,
        sections,
        copy_of: None,
        id,
    }
}

fn event(number: usize, what: &Happening, told: &[Telling], case: &Case) -> Event {
    let (agent, target) = (&case.actors[what.agent], &case.actors[what.target]);
    let place = &case.places[what.place];
    let version = |told: &[&Telling], part: usize, bounds: Option<Bounds>, value: Option<String>| {
        let mut by: Vec<String> = told.iter().map(|telling| telling.by.clone()).collect();
        by.sort();
        by.dedup();
        ClaimValue {
            bounds,
            value,
            by,
            documents: told.iter().map(|telling| telling.document.clone()).collect(),
            mentions: told.iter().map(|telling| telling.mention.clone()).collect(),
            words: told.iter().map(|telling| (telling.document.clone(), telling.words[part])).collect(),
            party: false,
        }
    };
    let all: Vec<&Telling> = told.iter().collect();
    let claim = |attribute: &str, part: usize, value: &str| Claim {
        attribute: attribute.into(),
        of: None,
        values: vec![version(&all, part, None, Some(value.to_owned()))],
        agreement: Agreement::Single,
    };
    let mut tolls: Vec<u64> = told.iter().map(|telling| telling.dead).collect();
    tolls.sort_unstable();
    tolls.dedup();
    let versions = tolls.iter().map(|dead| {
        let told: Vec<&Telling> = told.iter().filter(|telling| telling.dead == *dead).collect();
        version(&told, 0, Some(Bounds::exactly(*dead)), None)
    });
    let killed = Claim {
        attribute: "killed".into(),
        of: Some(target.id.clone()),
        values: versions.collect(),
        agreement: if tolls.len() > 1 { Agreement::Disputed } else { Agreement::Single },
    };
    let mut mentions: Vec<String> = told.iter().map(|telling| telling.mention.clone()).collect();
    mentions.sort();
    Event {
        id: id(number),
        kind: KINDS[what.kind].0.into(),
        summary: format!("{} {} {} in {}.", agent.name, KINDS[what.kind].1, target.name, place.name),
        when: Some(Interval::day(what.day)),
        place: Some(place.id.clone()),
        agents: vec![agent.id.clone()],
        targets: vec![target.id.clone()],
        mentions,
        claims: vec![
            claim("agent", 1, &agent.id),
            killed,
            claim("place", 3, &place.id),
            claim("target", 2, &target.id),
            claim("time", 4, &what.day.to_string()),
        ],
        part_of: None,
        decided: Vec::new(),
    }
}

fn id(number: usize) -> String {
    let letters = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    let mut rest = (number * 2_654_435_761) % 852_891_037_441;
    let mut id = String::from("E-");
    for place in 0..8 {
        if place == 4 {
            id.push('-');
        }
        id.push(char::from(letters[rest % 31]));
        rest /= 31;
    }
    id
}
