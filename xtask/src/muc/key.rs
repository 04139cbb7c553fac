//! What does the key of a text hold?

use super::score::{Fill, Template};
use serde::Deserialize;
use serde_json::Value;

/// A dispatch with its key.
#[derive(Deserialize)]
pub struct Text {
    /// Its name.
    pub id: String,
    /// Its words, all capitals.
    pub text: String,
    templates: Vec<Value>,
}

/// The slots, without those that only count the fills of another.
const SLOTS: [&str; 19] = [
    "incident_type",
    "stage",
    "perp_category",
    "perp_individual",
    "perp_org",
    "perp_org_confidence",
    "phys_target",
    "phys_target_type",
    "phys_target_number",
    "phys_target_nation",
    "phys_target_effect",
    "instrument_id",
    "instrument_type",
    "victim_name",
    "victim_description",
    "victim_type",
    "victim_number",
    "victim_nation",
    "victim_effect",
];

/// Gives the templates of the key.
pub fn templates(text: &Text) -> Vec<Template> {
    text.templates.iter().map(template).collect()
}

fn template(raw: &Value) -> Template {
    let mut template = Template { optional: raw["optional"].as_bool().unwrap_or(false), ..Template::default() };
    for slot in SLOTS {
        let fills: Vec<Fill> = raw[slot].as_array().into_iter().flatten().map(fill).collect();
        if !fills.is_empty() {
            template.slots.insert(slot, fills);
        }
    }
    let days = raw["date_range"].as_array().into_iter().flatten().map(|range| {
        let end = |at: usize| range[at].as_str().unwrap_or_default().to_owned();
        format!("{}..{}", end(0), end(1))
    });
    let days: Vec<String> = days.collect();
    if !days.is_empty() {
        template.slots.insert("date", vec![Fill { values: days, ..Fill::default() }]);
    }
    let places: Vec<Vec<&str>> = raw["location"].as_array().into_iter().flatten().map(texts).collect();
    if let Some(first) = places.first() {
        // Of several answers that are right the country is one, and any of the places.
        let further = places[1..].iter().filter(|place| place.first() == first.first()).flat_map(|place| &place[1..]);
        let names = first.iter().chain(further).map(|name| named(name)).collect();
        template.slots.insert("location", vec![Fill { names, ..Fill::default() }]);
    }
    template
}

fn fill(raw: &Value) -> Fill {
    if let Some(value) = raw.as_str() {
        return Fill { values: alternatives(value), ..Fill::default() };
    }
    let names = texts(&raw["alts"]).iter().map(|name| plain(name)).collect();
    let values = raw["type"].as_str().map_or_else(Vec::new, alternatives);
    Fill { values, names, optional: raw["optional"].as_bool().unwrap_or(false) }
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// "COMMERCIAL / OTHER", "? TERRORIST ACT"
fn alternatives(value: &str) -> Vec<String> {
    value.split('/').map(|part| part.trim_matches(['?', '(', ')', ' ']).to_owned()).collect()
}

/// "SAN SALVADOR (CITY)": the name alone; "(EL SALVADOR)" is a name of which the key is not sure.
fn named(place: &str) -> String {
    let sure = place.split('(').next().unwrap_or(place);
    plain(if sure.trim().is_empty() { place } else { sure })
}

/// Gives words in lower case without quotes, brackets and leading article.
pub fn plain(words: &str) -> String {
    let letters: String =
        words.chars().map(|c| if c.is_alphanumeric() || "-.'".contains(c) { c } else { ' ' }).collect();
    let lower = letters.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let from = usize::from(words.len() > 1 && ["the", "a", "an"].contains(&words[0]));
    words[from..].join(" ")
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_country_that_the_key_only_supposes_has_its_name() {
        assert_eq!(named("ORVA (CITY)"), "orva");
        assert_eq!(named("(KARSA)"), "karsa");
    }
}
