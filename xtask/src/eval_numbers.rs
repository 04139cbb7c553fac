//! How well are numbers of victims read, on reports of strikes whose toll others coded?
//!
//! Each strike has up to two narratives by different hands, which are read one by one. The coders took their bounds from
//! these and from other reports, so that bounds count where some narrative holds them as numbers.

use crate::accounts::Analyst;
use anyhow::{Context, Result};
use schema::{Bounds, Findings, Quantity};
use serde::Deserialize;
use std::{fmt::Write, fs, path::Path};

#[derive(Deserialize)]
struct Strike {
    id: u32,
    narratives: Vec<Option<String>>,
    killed_min: Option<u64>,
    killed_max: Option<u64>,
}

#[derive(Default)]
struct Score {
    /// Strikes with a coded toll.
    strikes: usize,
    /// Of which a narrative gave a number of dead.
    read: usize,
    /// Whose numbers can be true together with the coded ones.
    compatible: usize,
    /// Strikes of which the narratives hold both coded bounds as numbers.
    stated: usize,
    /// Of these, with both bounds read, from one narrative or from one each.
    exact: usize,
    /// Of these, with the lowest and the highest bound of both narratives as the coded ones.
    pooled: usize,
    /// Strikes with two narratives that both give a number.
    twice: usize,
    /// Of these, with numbers that can both be true.
    agreeing: usize,
    misses: String,
}

/// Measures on `events/strikes-dev.jsonl` below `data`, writes `reports/numbers.csv` below `root`, and what was missed to `target/eval/numbers.txt`.
///
/// # Errors
/// A file that cannot be read or written.
pub fn eval_numbers(data: &Path, root: &Path) -> Result<()> {
    let analyst = Analyst::load(root)?;
    let path = data.join("events/strikes-dev.jsonl");
    let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut score = Score::default();
    for line in lines.lines() {
        let strike: Strike = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        add(&strike, &analyst, &mut score)?;
    }
    // How many give a toll at all; and of whom it fits, is the coded one, is it for both narratives together.
    let mut report = String::from("set,figure,value\n");
    for (figure, part, whole) in [
        ("killed_read", score.read, score.strikes),
        ("killed_compatible", score.compatible, score.read),
        ("killed_exact", score.exact, score.stated),
        ("killed_pooled", score.pooled, score.stated),
        ("narratives_agree", score.agreeing, score.twice),
    ] {
        writeln!(report, "strikes-dev,{figure},{:.3}", ratio(part, whole))?;
        eprintln!("{figure:20} {:.3}  ({part} of {whole})", ratio(part, whole));
    }
    fs::create_dir_all(root.join("target/eval"))?;
    fs::write(root.join("target/eval/numbers.txt"), &score.misses)?;
    fs::write(root.join("reports/numbers.csv"), report).context("reports/numbers.csv")
}

fn add(strike: &Strike, analyst: &Analyst, score: &mut Score) -> Result<()> {
    let (Some(min), Some(max)) = (strike.killed_min, strike.killed_max) else { return Ok(()) };
    let texts: Vec<&str> = strike.narratives.iter().flatten().map(String::as_str).collect();
    let read: Vec<Option<Bounds>> =
        texts.iter().map(|text| toll(&analyst.read("D-strike", text).findings, text)).collect();
    let given: Vec<Bounds> = read.iter().flatten().copied().collect();
    score.strikes += 1;
    let stated = states(&texts, min) && states(&texts, max);
    score.stated += usize::from(stated);
    if let [Some(one), Some(other)] = read[..] {
        score.twice += 1;
        score.agreeing += usize::from(one.compatible(other));
    }
    let both = pooled(&given);
    let coded = Bounds { min: Some(min), max: Some(max) };
    let compatible = both.is_some_and(|both| both.compatible(coded));
    let exact = given.iter().any(|one| one.min == coded.min) && given.iter().any(|one| one.max == coded.max);
    score.read += usize::from(both.is_some());
    score.compatible += usize::from(compatible);
    score.exact += usize::from(stated && exact);
    score.pooled += usize::from(stated && both == Some(coded));
    if stated && !exact || both.is_some() && !compatible {
        let given: Vec<String> = read.iter().map(|one| one.map_or_else(|| "-".into(), show)).collect();
        writeln!(score.misses, "{} coded {} read {}", strike.id, show(coded), given.join(" and "))?;
        texts.iter().try_for_each(|text| writeln!(score.misses, "    {text}"))?;
    }
    Ok(())
}

/// Adds up what one sentence counts, without the parts of its wholes; of several sentences the one with most.
fn toll(findings: &Findings, text: &str) -> Option<Bounds> {
    let dead: Vec<&Quantity> =
        findings.quantities.iter().filter(|q| q.attribute == "killed" && !q.rule.ends_with("/included")).collect();
    let sentence = |quantity: &Quantity| text[..quantity.span.start].matches(". ").count();
    let mut sentences: Vec<(usize, Bounds)> = Vec::new();
    for quantity in dead {
        match sentences.last_mut() {
            Some((at, sum)) if *at == sentence(quantity) => *sum = plus(*sum, quantity.bounds),
            _ => sentences.push((sentence(quantity), quantity.bounds)),
        }
    }
    sentences.into_iter().map(|(_, sum)| sum).max_by_key(|sum| sum.max.or(sum.min))
}

fn plus(one: Bounds, other: Bounds) -> Bounds {
    let add = |a: Option<u64>, b: Option<u64>| a.zip(b).map(|(a, b)| a.saturating_add(b));
    Bounds { min: add(one.min, other.min).or(one.min).or(other.min), max: add(one.max, other.max) }
}

fn pooled(given: &[Bounds]) -> Option<Bounds> {
    let (min, max) = (given.iter().filter_map(|one| one.min).min(), given.iter().filter_map(|one| one.max).max());
    (!given.is_empty()).then_some(Bounds { min, max })
}

/// Tells whether some text holds a number in digits or as a word up to twenty.
fn states(texts: &[&str], number: u64) -> bool {
    const WORDS: [&str; 21] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let word = usize::try_from(number).ok().and_then(|number| WORDS.get(number));
    let is_it = |part: &str| part == number.to_string() || word.is_some_and(|word| part.eq_ignore_ascii_case(word));
    texts.iter().any(|text| text.split(|c: char| !c.is_alphanumeric()).any(is_it))
}

fn show(bounds: Bounds) -> String {
    let side = |bound: Option<u64>| bound.map_or_else(String::new, |bound| bound.to_string());
    format!("{}..{}", side(bounds.min), side(bounds.max))
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of development data are small")]
    let ratio = part as f64 / whole.max(1) as f64;
    ratio
}
