//! How do reports that people coded become accounts, without any page?
//!
//! One row of a table is one report of one happening; the rows of one source are one account. The account's text is the row
//! in words, so that every value has words behind it as on a page. What each column means says a [`Mapping`].

mod mapping;
mod table;
mod tables;

pub use mapping::Mapping;
pub use table::{Row, rows};
pub use tables::merge_tables;

use schema::{
    Actor, Argument, Basis, Bounds, Document, EventMention, EventPlace, EventTime, Findings, Interval, Place,
    Precision, Published, Quantity, Section, SectionKind, Source, Span, TimeValue,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What stands between two values of a report in its account's text.
const BETWEEN: &str = " · ";

/// Makes one account of all rows of one source; rows without a day are left out and counted.
#[must_use]
pub fn accounts(rows: &[Row], mapping: &Mapping) -> (Vec<(Document, Findings)>, usize) {
    let mut sources: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    let mut undated = 0;
    for (number, row) in rows.iter().enumerate() {
        if mapping.days(row).is_none() {
            undated += 1;
            continue;
        }
        let source = mapping.source(row).unwrap_or_else(|| format!("{} {}", mapping.name, number + 1));
        sources.entry(source).or_default().push(row);
    }
    (sources.iter().map(|(source, rows)| account(source, rows, mapping)).collect(), undated)
}

fn account(source: &str, rows: &[&Row], mapping: &Mapping) -> (Document, Findings) {
    let mut told = Told { text: format!("{source}\n"), findings: Findings::default(), mapping };
    let title = Span::new(0, source.len());
    for row in rows {
        told.report(row);
    }
    let digest = Sha256::digest(told.text.as_bytes());
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let id = format!("D-{}", &hash[..12]);
    let Told { text, mut findings, .. } = told;
    findings.document.clone_from(&id);
    findings.events.iter_mut().for_each(|event| event.id = format!("{id}#{}", event.trigger.start));
    findings.actors.sort_by(|a, b| a.id.cmp(&b.id));
    findings.actors.dedup_by(|a, b| a.id == b.id);
    findings.places.sort_by(|a, b| a.id.cmp(&b.id));
    findings.places.dedup_by(|a, b| a.id == b.id);
    let outlet = rows.first().and_then(|row| mapping.outlet(row)).unwrap_or_else(|| source.to_owned());
    let document = Document {
        id,
        path: format!("{}/{source}", mapping.name),
        hash,
        title: Some(source.to_owned()),
        source: Some(Source { name: outlet, domain: None, speaks_for: None, rule: mapping.rule("outlet") }),
        author: None,
        published: published(rows, source, mapping),
        language: None,
        agencies: Vec::new(),
        verbatim: false,
        sections: sections(title, &findings),
        copy_of: None,
        text,
    };
    (document, findings)
}

fn sections(title: Span, findings: &Findings) -> Vec<Section> {
    let rows = findings.events.iter().map(|event| Section::new(SectionKind::Body, event.clause));
    std::iter::once(Section::new(SectionKind::Title, title)).chain(rows).collect()
}

/// Gives the day of publication, or that nothing says it.
fn published(rows: &[&Row], source: &str, mapping: &Mapping) -> Published {
    let day = rows.iter().find_map(|row| mapping.published(row, source));
    let basis = if day.is_some() { Basis::Stated } else { Basis::Unknown };
    let evidence = if day.is_some() { mapping.rule("published") } else { String::new() };
    Published { when: day.map(Interval::day), basis, evidence, span: None, rejected: Vec::new() }
}

/// An account as it grows, row by row.
struct Told<'m> {
    text: String,
    findings: Findings,
    mapping: &'m Mapping,
}

impl Told<'_> {
    /// Writes a value behind those before it.
    fn say(&mut self, words: &str) -> Span {
        if !self.text.ends_with('\n') {
            self.text.push_str(BETWEEN);
        }
        let start = self.text.len();
        // A line is a report: what breaks lines would break it.
        self.text.push_str(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        Span::new(start, self.text.len())
    }

    fn report(&mut self, row: &Row) {
        let mapping = self.mapping;
        let Some(days) = mapping.days(row) else { return };
        let start = self.text.len();
        let (kind, words) = mapping.kind(row);
        let trigger = self.say(&words);
        let said = if days.from == days.to { days.from.to_string() } else { format!("{}/{}", days.from, days.to) };
        let when = self.say(&said);
        let place = mapping.place(row).map(|place| self.place(&place));
        let arguments = self.arguments(row);
        let quantities = self.quantities(row);
        let clause = Span::new(start, self.text.len());
        self.text.push('\n');
        let (basis, span) = (Basis::Stated, Some(when));
        self.findings.events.push(EventMention {
            arguments,
            place,
            time: Some(EventTime { value: TimeValue::Absolute(days), span, basis, rule: mapping.rule("days") }),
            quantities,
            rule: mapping.rule("kind"),
            ..EventMention::bare(String::new(), kind, clause, trigger)
        });
    }

    fn place(&mut self, place: &Place) -> EventPlace {
        let span = self.say(&place.name);
        self.findings.places.push(place.clone());
        EventPlace { place: place.id.clone(), span, basis: Basis::Stated, rule: self.mapping.rule("place") }
    }

    fn arguments(&mut self, row: &Row) -> Vec<Argument> {
        let mut arguments = Vec::new();
        for (role, name, kind) in self.mapping.actors(row) {
            let span = self.say(&name);
            let id = format!("name:{}", slug(&name));
            arguments.push(Argument { role: role.into(), actor: Some(id.clone()), span });
            self.findings.actors.push(Actor { id, name, kind, country: None, aliases: Vec::new() });
        }
        arguments
    }

    fn quantities(&mut self, row: &Row) -> Vec<Quantity> {
        let mut quantities = Vec::new();
        for (attribute, min, max) in self.mapping.numbers(row) {
            let words = match (min, max) {
                (Some(min), Some(max)) if min != max => format!("{min} to {max} {attribute}"),
                (Some(n), _) | (None, Some(n)) => format!("{n} {attribute}"),
                (None, None) => continue,
            };
            let span = self.say(&words);
            let rule = self.mapping.rule("numbers");
            quantities.push(Quantity { attribute, bounds: Bounds { min, max }, of: None, span, rule });
        }
        quantities
    }
}

/// Gives a name as an id: lower case, words joined by dashes.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

impl Mapping {
    /// Gives where a report happened, as an entry of its own.
    fn place(&self, row: &Row) -> Option<Place> {
        let name = self.place_name(row)?;
        let (lat, lon) = (self.number(row, self.lat.as_deref()), self.number(row, self.lon.as_deref()));
        let precision = if self.is_exact(row) { Precision::Point } else { Precision::Area };
        let id = format!("name:{}", slug(&name));
        Some(Place { id, name, lat, lon, precision, country: None, aliases: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Mapping, accounts, rows};

    const MAPPING: &str = r#"
        name = "own"
        source = "report"
        from = "day"
        to = "last"
        place = ["village", "district"]
        agents = ["who"]
        targets = ["whom"]
        separator = ";"
        unknown = ["n/a"]
        vague = ["unknown"]

        [kind]
        column = "what"
        default = "attack"
        values = { "Fight" = "clash" }

        [[numbers]]
        attribute = "killed"
        low = "dead"
    "#;

    const TABLE: &str = "report,day,last,village,district,who,whom,what,dead\n\
        \"Harbor Post, Monday\",2031-05-03,2031-05-04,n/a,Upper Karsa,River Guard; unknown men,Hill Front,Fight,7\n\
        \"Harbor Post, Monday\",2031-05-06,,Dolme,Karsa,River Guard,,Raid,\n\
        Valley Radio,,,Dolme,Karsa,,,Raid,1\n";

    #[test]
    fn rows_of_one_source_are_one_account_whose_words_carry_every_value() {
        let mapping = Mapping::parse("own.toml", MAPPING).unwrap();
        let (accounts, undated) = accounts(&rows(TABLE).unwrap(), &mapping);
        assert_eq!((accounts.len(), undated), (1, 1));
        let (document, findings) = &accounts[0];
        assert_eq!(document.source.as_ref().unwrap().name, "Harbor Post, Monday");
        let told = &findings.events[0];
        assert_eq!(told.kind, "clash");
        assert_eq!(
            told.clause.of(&document.text),
            "Fight · 2031-05-03/2031-05-04 · Upper Karsa · River Guard · unknown men · Hill Front · 7 killed"
        );
        assert_eq!(told.quantities[0].span.of(&document.text), "7 killed");
        let roles: Vec<&str> = told.arguments.iter().map(|argument| argument.role.as_str()).collect();
        assert_eq!(roles, ["agent", "agent", "target"]);
        assert_eq!(findings.events[1].kind, "attack");
        assert_eq!(findings.actors.iter().find(|actor| actor.name == "unknown men").unwrap().kind, "unknown");
    }
}
