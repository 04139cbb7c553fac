//! `cargo xtask eval muc DATA`: does it fill the templates of MUC-4, dispatches on political violence in Latin America of 1988 to 1991?
//!
//! The texts are all capitals. Each is read as one account, its mentions are merged as always, and what comes out is said in
//! the terms of 1992: `fill` holds that translation, `words.toml` its lists, `score` the scoring of that year.

mod fill;
mod key;
mod score;

use crate::eval_events::lines;
use anyhow::{Context, Result};
use rashomon::{Analyzer, Carried};
use rayon::prelude::*;
use score::{Tally, sum};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Measures both test sets of the first two rounds, writes `reports/muc.csv` below `root` and what was filled to `target/muc.txt`.
pub fn eval_muc(data: &Path, root: &Path, sets: &[&str]) -> Result<()> {
    let analyzer = Analyzer::load_or_explain(&Carried::new(Some(&root.join("data")))?)?;
    let translation = fill::Translation::load()?;
    let (mut report, mut shown) = (String::from("set,measure,value\n"), String::new());
    for set in sets {
        let texts: Vec<key::Text> = lines(&data.join(format!("templates/muc4-{set}.jsonl")))?;
        let filled: Vec<_> = texts.par_iter().map(|text| fill::templates(text, &analyzer, &translation)).collect();
        let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
        for (text, (filled, mentions)) in texts.iter().zip(&filled) {
            let key = key::templates(text);
            score::score(&key, filled, &mut tallies);
            writeln!(shown, "== {}\n{}\n{mentions}", text.id, text.text)?;
            key.iter().for_each(|template| shown.push_str(&tell("KEY", template)));
            filled.iter().for_each(|template| shown.push_str(&tell("OUR", template)));
        }
        let [recall, precision, f] = sum(tallies.values()).figures();
        writeln!(report, "muc4-{set},texts,{}", texts.len())?;
        for (measure, value) in [("all slots recall", recall), ("all slots precision", precision), ("all_slots_f1", f)]
        {
            writeln!(report, "muc4-{set},{measure},{value:.4}")?;
        }
        for (slot, tally) in &tallies {
            writeln!(report, "muc4-{set},{slot}_f1,{:.4}", tally.figures()[2])?;
        }
    }
    eprint!("{report}");
    std::fs::write(root.join("target/muc.txt"), shown)?;
    std::fs::write(root.join("reports/muc.csv"), report).context("reports/muc.csv")
}

fn tell(who: &str, template: &score::Template) -> String {
    let mut line = format!("{who}{}", if template.optional { " (optional)" } else { "" });
    for (slot, fills) in &template.slots {
        let fills = fills.iter().map(|fill| format!("{}:{}", fill.values.join("/"), fill.names.join("/")));
        line.push_str(&format!(" | {slot} {}", fills.collect::<Vec<_>>().join(" + ")));
    }
    line + "\n"
}
