//! Which gold mentions were found, and what does each say?

use super::{Figure, Measured, Tally, documents::overlaps, f1, items, string, strings, text::names_meet};
use anyhow::Result;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The pairing of gold mentions with the export's.
#[derive(Debug)]
pub struct Found {
    /// The export's mentions with the gold document each stands in.
    pub system: Vec<(String, Value)>,
    /// Where each gold mention stands: document, start, end.
    pub golds: Vec<(String, usize, usize)>,
    /// Gold mention to the export's mention, both by position.
    pub pairs: BTreeMap<usize, usize>,
    optional: Vec<(String, usize, usize)>,
}

/// Pairs each gold mention with the best mention of the export whose trigger lies inside its quote.
pub fn find(measured: &Measured) -> Result<Found> {
    let gold_of: BTreeMap<&str, &str> =
        measured.documents.iter().map(|(gold, system)| (string(system, "id"), gold.as_str())).collect();
    let system: Vec<(String, Value)> = items(&measured.export, "mentions")
        .iter()
        .filter_map(|mention| Some(((*gold_of.get(string(mention, "document"))?).to_owned(), mention.clone())))
        .collect();
    let mut golds = Vec::new();
    for mention in items(&measured.gold, "mention") {
        let document = string(mention, "doc");
        let (start, end) = measured.span(document, string(mention, "quote"))?;
        golds.push((document.to_owned(), start, end));
    }
    let mut optional = Vec::new();
    for entry in items(&measured.gold, "optional") {
        for quote in strings(entry, "quotes") {
            let (start, end) = measured.span(string(entry, "doc"), quote)?;
            optional.push((string(entry, "doc").to_owned(), start, end));
        }
    }
    let mut found = Found { system, golds, pairs: BTreeMap::new(), optional };
    pair(measured, &mut found);
    Ok(found)
}

fn pair(measured: &Measured, found: &mut Found) {
    let mut used = BTreeSet::new();
    for (index, gold) in items(&measured.gold, "mention").iter().enumerate() {
        if string(gold, "event").is_empty() {
            continue;
        }
        let kinds = kinds_of(measured, gold);
        let mut candidates: Vec<usize> = (0..found.system.len())
            .filter(|at| !used.contains(at))
            .filter(|&at| inside(&found.system[at], &found.golds[index]))
            .filter(|&at| string(&found.system[at].1, "realis") != "generic")
            .collect();
        candidates.sort_by_key(|&at| {
            let mention = &found.system[at].1;
            (!kinds.contains(&string(mention, "kind")), mention["trigger"]["start"].as_u64())
        });
        if let Some(&best) = candidates.first() {
            found.pairs.insert(index, best);
            used.insert(best);
        }
    }
}

fn inside((document, mention): &(String, Value), (gold, start, end): &(String, usize, usize)) -> bool {
    document == gold && overlaps(&mention["trigger"], *start, *end)
}

fn kinds_of<'gold>(measured: &'gold Measured, mention: &'gold Value) -> Vec<&'gold str> {
    let own = strings(mention, "kinds");
    if !own.is_empty() {
        return own;
    }
    let event = items(&measured.gold, "event").iter().find(|event| string(event, "id") == string(mention, "event"));
    event.map(|event| strings(event, "kinds")).unwrap_or_default()
}

/// Computes how many were found, how many are false, and what the found ones say.
pub fn figures(measured: &Measured, found: &Found) -> Vec<Figure> {
    let golds = items(&measured.gold, "mention");
    let real = golds.iter().filter(|gold| !string(gold, "event").is_empty()).count();
    let matched = found.pairs.len();
    let extra = extra(measured, found);
    let recall = if real > 0 { ratio(matched, real) } else { 0.0 };
    let precision = if matched + extra > 0 { ratio(matched, matched + extra) } else { 0.0 };
    let (mut kind, mut realis, mut attribution) = (Tally::default(), Tally::default(), Tally::default());
    for (&index, &at) in &found.pairs {
        let (gold, mention) = (&golds[index], &found.system[at].1);
        kind.add(kinds_of(measured, gold).contains(&string(mention, "kind")));
        realis.add(string(mention, "realis") == string(gold, "realis"));
        let said: Vec<&str> = items(mention, "attribution").iter().map(|speech| string(speech, "speaker")).collect();
        let by = strings(gold, "by");
        attribution.add(if by.is_empty() { said.is_empty() } else { names_meet(&said, &by) });
    }
    vec![
        ("mention_precision", Some(precision)),
        ("mention_recall", Some(recall)),
        ("mention_f1", Some(f1(precision, recall))),
        ("kind", kind.rate()),
        ("realis", realis.rate()),
        ("attribution", attribution.rate()),
        ("speculation_kept_apart", speculation(golds, found).rate()),
    ]
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

/// Counts mentions told as fact or plan that stand in no quote of the gold.
fn extra(measured: &Measured, found: &Found) -> usize {
    let used: BTreeSet<usize> = found.pairs.values().copied().collect();
    let false_one = |at: &usize| {
        let (document, mention) = &found.system[*at];
        !used.contains(at)
            && ["actual", "planned"].contains(&string(mention, "realis"))
            && !found.golds.iter().any(|gold| inside(&found.system[*at], gold))
            && !found.optional.iter().any(|quote| inside(&found.system[*at], quote))
            && !in_comment(&measured.documents[document], mention)
    };
    (0..found.system.len()).filter(false_one).count()
}

fn in_comment(document: &Value, mention: &Value) -> bool {
    let start = mention["trigger"]["start"].as_u64().unwrap_or(0);
    items(document, "sections")
        .iter()
        .find(|section| {
            section["start"].as_u64().is_some_and(|from| from <= start)
                && section["end"].as_u64().is_some_and(|to| start < to)
        })
        .is_some_and(|section| string(section, "kind") == "comment")
}

fn speculation(golds: &[Value], found: &Found) -> Tally {
    let mut tally = Tally::default();
    for (gold, quote) in golds.iter().zip(&found.golds) {
        if string(gold, "event").is_empty() {
            let told = |mention: &&(String, Value)| inside(mention, quote) && string(&mention.1, "realis") == "actual";
            tally.add(found.system.iter().find(told).is_none());
        }
    }
    tally
}
