//! How a small account is written.

use jiff::civil::{Date, date};
use merge::{Settings, merge};
use schema::{
    Actor, Argument, Basis, Bounds, Case, DataFile, Document, EventMention, EventPlace, EventTime, Findings, Interval,
    Place, Precision, Published, Quantity, Realis, Section, SectionKind, Source, Span, Speech, TimeValue,
};

pub(super) type Account = (Document, Findings);

pub(super) fn settings() -> Settings {
    let bytes = include_bytes!("../../../../data/ontology/merging.toml").to_vec();
    Settings::load(&[DataFile { path: "ontology/merging.toml".into(), bytes }]).unwrap()
}

pub(super) fn account(id: &str, source: &str, published: Option<Date>, text: &str) -> Account {
    let when = published.map(Interval::day);
    let basis = if when.is_some() { Basis::Stated } else { Basis::Unknown };
    let document = Document {
        path: format!("{id}.txt"),
        source: Some(Source { name: source.into(), domain: None, speaks_for: None, rule: String::new() }),
        published: Published { when, basis, evidence: String::new(), span: None, rejected: Vec::new() },
        sections: vec![Section::new(SectionKind::Body, Span::new(0, text.len()))],
        ..Document::of_text(id, text)
    };
    let findings = Findings {
        document: id.into(),
        actors: vec![actor("front", "Hill Front"), actor("guard", "River Guard")],
        places: vec![place("dolme", "Dolme", 11.0), place("ferry", "Ferry", 10.2), place("karsa", "Karsa", 10.0)],
        ..Findings::default()
    };
    (document, findings)
}

pub(super) fn actor(id: &str, name: &str) -> Actor {
    Actor { id: id.into(), name: name.into(), kind: "armed_group".into(), country: None, aliases: Vec::new() }
}

pub(super) fn place(id: &str, name: &str, lat: f64) -> Place {
    let (id, name, precision) = (id.into(), name.into(), Precision::Point);
    Place { id, name, lat: Some(lat), lon: Some(20.0), precision, country: None, aliases: Vec::new() }
}

/// Adds a mention: its clause; agent, kind, target and place; the days.
pub(super) fn tell(account: &mut Account, clause: &str, what: [&str; 4], time: Option<TimeValue>) {
    let (document, findings) = account;
    let start = document.text.find(clause).unwrap();
    let span = Span::new(start, start + clause.len());
    let [agent, kind, target, place] = what;
    let role = |(role, actor): (&str, &str)| Argument { role: role.into(), actor: Some(actor.into()), span };
    let arguments = [("agent", agent), ("target", target)].into_iter().filter(|(_, actor)| !actor.is_empty());
    let (basis, rule) = (Basis::Stated, String::new());
    findings.events.push(EventMention {
        id: format!("{}#{start}", document.id),
        clause: span,
        trigger: Span::new(start, start + 1),
        kind: kind.into(),
        realis: Realis::Actual,
        attribution: Vec::new(),
        arguments: arguments.map(role).collect(),
        place: Some(EventPlace { place: place.into(), span, basis, rule: rule.clone() }),
        time: time.map(|value| EventTime { value, span: Some(span), basis, rule: rule.clone() }),
        quantities: Vec::new(),
        rule,
    });
}

pub(super) fn killed(account: &mut Account, bounds: Bounds, by: Option<&str>) {
    let mention = account.1.events.last_mut().unwrap();
    let span = mention.clause;
    mention.quantities.push(Quantity { attribute: "killed".into(), bounds, of: None, span, rule: String::new() });
    let speech = |by: &str| Speech { speaker: by.into(), actor: Some("guard".into()), cue: "said".into(), span };
    mention.attribution = by.map(speech).into_iter().collect();
}

pub(super) fn on(year: i16, month: i8, day: i8) -> Option<TimeValue> {
    Some(TimeValue::Absolute(Interval::day(date(year, month, day))))
}

pub(super) fn case(accounts: &[Account]) -> Case {
    merge(accounts.to_vec(), &settings())
}

pub(super) const RAID: [&str; 4] = ["guard", "attack", "front", "karsa"];

pub(super) fn dated() -> Account {
    let text = "River Guard fighters stormed the mill quarter of Karsa on 3 May 2031, facing Hill Front.";
    let mut account = account("D-a", "Harbor Post", Some(date(2031, 5, 4)), text);
    tell(&mut account, text, RAID, on(2031, 5, 3));
    account
}

/// A second account with one mention that fills its text.
pub(super) fn second(published: Option<Date>, text: &str, what: [&str; 4], time: Option<TimeValue>) -> Account {
    let mut account = account("D-b", "Valley Radio", published, text);
    tell(&mut account, text, what, time);
    account
}
