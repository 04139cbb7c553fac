//! How are values written in the log: `16..`, `2016-06-28..2016-06-29`, `34.45,40.92`, ids with `; ` between them?

use schema::{Bounds, Event, EventMention, Interval, TimeValue};

/// Writes a number or its bounds.
#[must_use]
pub fn bounds_text(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (min, max) => {
            let end = |end: Option<u64>| end.map(|n| n.to_string()).unwrap_or_default();
            format!("{}..{}", end(min), end(max))
        }
    }
}

/// Reads a day or days: `2016-06-28` or `2016-06-28..2016-06-29`.
#[must_use]
pub fn days(text: &str) -> Option<Interval> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from <= to).then_some(Interval { from, to })
}

/// Writes a day or days.
#[must_use]
pub fn days_text(when: Interval) -> String {
    if when.from == when.to { when.from.to_string() } else { format!("{}..{}", when.from, when.to) }
}

/// Reads degrees north and east: `34.45,40.92`.
#[must_use]
pub fn coordinates(text: &str) -> Option<(f64, f64)> {
    let (lat, lon) = text.split_once(',')?;
    let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
}

/// Reads ids with `; ` between them.
pub(crate) fn ids(text: &str) -> Vec<String> {
    text.split(';').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

/// Writes what an event says of a field: of a number all versions.
#[must_use]
pub fn field_of_event(event: &Event, field: &str, of: Option<&str>) -> Option<String> {
    let some = |text: String| (!text.is_empty()).then_some(text);
    match field {
        "kind" => Some(event.kind.clone()),
        "agent" => some(event.agents.join("; ")),
        "target" => some(event.targets.join("; ")),
        "place" => event.place.clone(),
        "time" => event.when.map(days_text),
        _ => {
            let claim = event.claims.iter().find(|claim| claim.attribute == field && claim.of.as_deref() == of)?;
            let version = |value: &schema::ClaimValue| value.bounds.map(bounds_text).or_else(|| value.value.clone());
            some(claim.values.iter().filter_map(version).collect::<Vec<_>>().join(" / "))
        }
    }
}

/// Writes what a telling says of a field.
#[must_use]
pub fn field_of_mention(mention: &EventMention, field: &str) -> Option<String> {
    let filling = |roles: &[&str]| {
        let fits = mention.arguments.iter().filter(|argument| roles.contains(&argument.role.as_str()));
        let ids: Vec<&str> = fits.filter_map(|argument| argument.actor.as_deref()).collect();
        (!ids.is_empty()).then(|| ids.join("; "))
    };
    match field {
        "kind" => Some(mention.kind.clone()),
        "realis" => serde_json::to_value(mention.realis).ok()?.as_str().map(str::to_owned),
        "agent" => filling(&["agent"]),
        "target" => filling(&["target", "victim"]),
        "place" => mention.place.as_ref().map(|place| place.place.clone()),
        "time" => mention.time.as_ref().and_then(|time| match time.value {
            TimeValue::Absolute(when) => Some(days_text(when)),
            _ => None,
        }),
        "speaker" => mention.attribution.first().map(|speech| speech.speaker.clone()),
        _ => {
            let quantity = mention.quantities.iter().find(|quantity| quantity.attribute == field)?;
            Some(bounds_text(quantity.bounds))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{bounds_text, coordinates, days, days_text};
    use schema::Bounds;

    #[test]
    fn values_read_as_they_are_written() {
        for text in ["16", "16..", "..75", "3..5"] {
            assert_eq!(bounds_text(Bounds::parse(text).unwrap()), text);
        }
        for text in ["2016-06-28", "2016-06-28..2016-07-02"] {
            assert_eq!(days_text(days(text).unwrap()), text);
        }
        assert_eq!(coordinates("34.5, -40"), Some((34.5, -40.0)));
        for wrong in ["..", "five", "5..3", "-1"] {
            assert_eq!(Bounds::parse(wrong), None, "{wrong}");
        }
        assert!(days("2016-06-31").is_none() && days("2016-07-02..2016-07-01").is_none());
        assert!(coordinates("91,0").is_none() && coordinates("34").is_none());
    }
}
