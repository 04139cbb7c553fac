//! Are title, source, date, author and comments right, and is the body clean?

use super::{
    Measured, Tally, items, string, strings,
    text::{day, names_meet, squash},
};
use anyhow::Result;
use jiff::ToSpan;
use serde_json::Value;

/// Computes the share of right statements about documents.
pub fn documents(measured: &Measured) -> Result<Option<f64>> {
    let mut tally = Tally::default();
    for gold in items(&measured.gold, "doc") {
        match measured.documents.get(string(gold, "id")) {
            None => tally.add(false),
            Some(system) => one(measured, gold, system, &mut tally)?,
        }
    }
    Ok(tally.rate())
}

fn one(measured: &Measured, gold: &Value, system: &Value, tally: &mut Tally) -> Result<()> {
    let headline = |value: &Value| squash(string(value, "title").split(" | ").next().unwrap_or_default());
    tally.add(headline(system) == headline(gold));
    if gold.get("outlet").is_some() {
        tally.add(names_meet(&[string(system, "outlet")], &[string(gold, "outlet")]));
    }
    if gold.get("author").is_some() {
        tally.add(squash(string(system, "author")) == squash(string(gold, "author")));
    }
    published(gold, &system["published"], tally)?;
    let comments: Vec<&Value> =
        items(system, "sections").iter().filter(|section| string(section, "kind") == "comment").collect();
    let expected = gold["comments"].as_u64().unwrap_or(0);
    tally.add(comments.len() as u64 == expected);
    for (which, comment) in [("comment_first", comments.first()), ("comment_last", comments.last())] {
        if let Some(gold) = gold.get(which) {
            tally.add(comment.is_some_and(|comment| {
                squash(string(comment, "author")) == squash(string(gold, "author"))
                    && string(comment, "at").starts_with(string(gold, "at"))
            }));
        }
    }
    for key in ["boilerplate", "captions"] {
        for quote in strings(gold, key) {
            let (start, end) = measured.span(string(gold, "id"), quote)?;
            tally.add(
                !items(system, "sections").iter().any(|section| {
                    overlaps(section, start, end) && ["body", "title"].contains(&string(section, "kind"))
                }),
            );
        }
    }
    Ok(())
}

fn published(gold: &Value, system: &Value, tally: &mut Tally) -> Result<()> {
    let (from, to) = (string(system, "from"), string(system, "to"));
    let first_ten = |text: &str| text.chars().take(10).collect::<String>();
    if gold.get("published").is_some() {
        let stated = string(gold, "published");
        tally.add(first_ten(from) == stated && first_ten(to) == stated);
    } else if let [low, high] = strings(gold, "published_inferred").as_slice() {
        let right = !from.is_empty()
            && !to.is_empty()
            && day(low)?.checked_sub(3.days())? <= day(from)?
            && day(to)? <= day(high)?.checked_add(31.days())?
            && string(system, "basis") == "inferred";
        tally.add(right);
    }
    Ok(())
}

/// Tells whether a section or trigger of the export shares a character with a range.
pub fn overlaps(value: &Value, start: usize, end: usize) -> bool {
    let at = |key: &str| value[key].as_u64().unwrap_or(u64::MAX);
    at("start") < end as u64 && (start as u64) < at("end")
}
