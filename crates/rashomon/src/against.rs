//! What would other data read differently in the pages of a case?

use crate::{Analyzer, terminal::plain};
use schema::{Document, EventMention, Findings};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Reads the accounts of a case again and tells, line by line, which event mentions come, go or change.
///
/// The first line of a page is its path; `+` is a mention that comes, `-` one that goes, and both stand for one that changes.
/// Empty where everything is read as before.
#[must_use]
pub fn differences(accounts: &[(Document, Findings)], analyzer: &Analyzer) -> String {
    let (mut text, mut pages, mut come, mut gone) = (String::new(), 0, 0, 0);
    for (document, before) in accounts.iter().filter(|(document, _)| !document.text.is_empty()) {
        let lines = changed(document, before, &analyzer.findings(document));
        if lines.is_empty() {
            continue;
        }
        pages += 1;
        come += lines.iter().filter(|line| line.starts_with('+')).count();
        gone += lines.iter().filter(|line| line.starts_with('-')).count();
        let _ = writeln!(text, "{}", plain(&document.path));
        lines.iter().for_each(|line| text.push_str(&format!("  {}\n", plain(line))));
    }
    if pages > 0 {
        let _ =
            writeln!(text, "{pages} of {} pages are read otherwise: {come} mentions come, {gone} go", accounts.len());
    }
    text
}

fn changed(document: &Document, before: &Findings, now: &Findings) -> Vec<String> {
    let tell = |findings: &Findings| -> BTreeMap<usize, String> {
        findings.events.iter().map(|event| (event.trigger.start, told(document, event))).collect()
    };
    let (old, new) = (tell(before), tell(now));
    let mut places: Vec<usize> = old.keys().chain(new.keys()).copied().collect();
    places.sort_unstable();
    places.dedup();
    let differs = places.into_iter().filter(|at| old.get(at) != new.get(at));
    let lines = differs.flat_map(|at| [("-", old.get(&at)), ("+", new.get(&at))]);
    lines.filter_map(|(sign, line)| Some(format!("{sign} {}", line?))).collect()
}

/// "attack actual “raided” agent=rebels target=army base (en/events/attack/attack-verb)"
fn told(document: &Document, event: &EventMention) -> String {
    let word = |span: schema::Span| span.of(&document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let realis = format!("{:?}", event.realis).to_lowercase();
    let roles = event.arguments.iter().map(|argument| {
        let actor = argument.actor.as_ref().map(|actor| format!(" ({actor})")).unwrap_or_default();
        format!(" {}={}{actor}", argument.role, word(argument.span))
    });
    format!("{} {realis} “{}”{} ({})", event.kind, word(event.trigger), roles.collect::<String>(), event.rule)
}
