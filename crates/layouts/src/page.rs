//! How does an event read on paper?

use crate::{
    geo::escaped,
    sheet::{Sheet, published},
};
use schema::Interval;
use std::io::{Result, Write};
use store::query::{self, ClaimShown, Filter, Version};

/// A page that needs nothing else and may run nothing.
const HTML_HEAD: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
<meta name=\"viewport\" content=\"width=device-width\"><title>Rashomon: dossiers</title><style>\n\
:root{color-scheme:light dark}body{font:17px/1.5 Georgia,serif;margin:2rem auto;max-width:46rem;padding:0 1rem}\n\
h2{font-size:1.25rem;margin:2.5rem 0 .2rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}.id,.state,.by{font:.85rem system-ui,sans-serif}\n\
.state{border:1px solid;border-radius:.5em;padding:0 .5em}.disputed{font-weight:bold}dl{margin:.3rem 0}dt{float:left;width:5rem}dd{margin-left:5.5rem}\n\
li{margin:.35rem 0}mark{background:#fd6;color:#000}blockquote{margin:.2rem 0 .2rem 1rem}\n\
@media print{body{max-width:none;margin:0}article{break-inside:avoid-page}h2{break-after:avoid}}\n\
</style></head><body><main>\n<h1>Dossiers</h1>\n\
<p>Each value is what somebody claimed, in the words of a page. Rashomon states no facts of its own.</p>\n";

/// Begins a page of dossiers in HTML.
pub(crate) fn begin_html(filter: &Filter, out: &mut dyn Write) -> Result<()> {
    out.write_all(HTML_HEAD.as_bytes())?;
    match passing(filter) {
        None => Ok(()),
        Some(filter) => writeln!(out, "<p class=\"id\"><bdi>{}</bdi></p>", escaped(&filter)),
    }
}

/// Begins a page of dossiers in Markdown.
pub(crate) fn begin_markdown(filter: &Filter, out: &mut dyn Write) -> Result<()> {
    passing(filter).map_or(Ok(()), |filter| writeln!(out, "{}\n", plain(&filter)))
}

/// Says which events are there, where not all of a case are.
fn passing(filter: &Filter) -> Option<String> {
    let pairs: Vec<String> = filter.pairs().into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
    (!pairs.is_empty()).then(|| format!("Only what passes these filters: {}.", pairs.join(", ")))
}

/// Writes a dossier in HTML.
pub(crate) fn write_html(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    let event = sheet.event;
    writeln!(out, "<article id=\"{}\"><h2 dir=\"auto\">{}</h2>", event.id, escaped(&event.summary))?;
    writeln!(out, "<p class=\"id\">{} · {}</p><dl>", event.id, escaped(&sheet.codebook.label(&event.kind)))?;
    for (name, value) in facts(sheet) {
        writeln!(out, "<dt>{name}</dt><dd><bdi>{}</bdi></dd>", escaped(&value))?;
    }
    out.write_all(b"</dl>\n")?;
    for claim in query::claims_of(event, sheet.case) {
        let state = escaped(&claim.agreement);
        writeln!(out, "<h3>{} <span class=\"state {state}\">{state}</span></h3><ul>", escaped(&heading(&claim)))?;
        for version in &claim.versions {
            write!(
                out,
                "<li><bdi>{}</bdi> <span class=\"by\">according to <bdi>{}</bdi>{}</span>",
                escaped(&version.label),
                escaped(&version.by.join("; ")),
                party(version)
            )?;
            for quote in &version.quotes {
                let (prefix, exact, suffix) = (escaped(&quote.prefix), escaped(&quote.exact), escaped(&quote.suffix));
                write!(out, "<blockquote dir=\"auto\">…{prefix}<mark>{exact}</mark>{suffix}… ")?;
                write!(
                    out,
                    "<span class=\"by\"><bdi>{}</bdi>, {}</span></blockquote>",
                    escaped(&quote.source),
                    day(quote.published.as_deref())
                )?;
            }
            out.write_all(b"</li>\n")?;
        }
        out.write_all(b"</ul>\n")?;
    }
    let decided = sheet.settlements();
    if !decided.is_empty() {
        out.write_all(b"<h3>Decided by people</h3><ul>\n")?;
        for told in decided {
            writeln!(out, "<li><bdi>{}</bdi></li>", escaped(&told))?;
        }
        out.write_all(b"</ul>\n")?;
    }
    out.write_all(b"<h3>Accounts</h3><ul>\n")?;
    for document in &sheet.documents {
        let title = document.title.as_deref().unwrap_or(&document.path);
        write!(
            out,
            "<li><bdi>{}</bdi>: <bdi>{}</bdi>, {}",
            escaped(query::source_name(document)),
            escaped(title),
            day(Some(&published(document)))
        )?;
        writeln!(out, " <span class=\"id\">{} · SHA-256 {}</span></li>", document.id, escaped(&document.hash))?;
    }
    out.write_all(b"</ul></article>\n")?;
    Ok(true)
}

/// Writes a dossier in Markdown.
pub(crate) fn write_markdown(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
    let event = sheet.event;
    writeln!(out, "## {}\n", plain(&event.summary))?;
    writeln!(out, "`{}` · {}\n", event.id, plain(&sheet.codebook.label(&event.kind)))?;
    for (name, value) in facts(sheet) {
        writeln!(out, "- {name}: {}", plain(&value))?;
    }
    for claim in query::claims_of(event, sheet.case) {
        writeln!(out, "\n### {} ({})\n", plain(&heading(&claim)), claim.agreement)?;
        for version in &claim.versions {
            writeln!(out, "- {} — {}{}", plain(&version.label), plain(&version.by.join("; ")), party(version))?;
            for quote in &version.quotes {
                let words = format!("…{}**{}**{}…", plain(&quote.prefix), plain(&quote.exact), plain(&quote.suffix));
                writeln!(out, "  > {words} ({}, {})", plain(&quote.source), day(quote.published.as_deref()))?;
            }
        }
    }
    let decided = sheet.settlements();
    if !decided.is_empty() {
        out.write_all(b"\n### Decided by people\n\n")?;
        for told in decided {
            writeln!(out, "- {}", plain(&told))?;
        }
    }
    out.write_all(b"\n### Accounts\n\n")?;
    for document in &sheet.documents {
        let title = document.title.as_deref().unwrap_or(&document.path);
        let source = plain(query::source_name(document));
        writeln!(out, "- {source}: {}, {} (`{}`)", plain(title), day(Some(&published(document))), document.hash)?;
    }
    out.write_all(b"\n")?;
    Ok(true)
}

fn facts(sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let names =
        |actors: &[&schema::Actor]| actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(", ");
    let or_not = |text: String| if text.is_empty() { "not stated".to_owned() } else { text };
    vec![
        ("When", days(sheet.event.when)),
        ("Where", or_not(sheet.place.map(|place| place.name.clone()).unwrap_or_default())),
        ("Who", or_not(names(&sheet.agents))),
        ("Whom", or_not(names(&sheet.targets))),
        ("Told in", format!("{} accounts of {} sources", sheet.documents.len(), sheet.sources().len())),
    ]
}

fn heading(claim: &ClaimShown) -> String {
    let attribute = claim.attribute.replace('_', " ");
    claim.of.as_ref().map_or(attribute.clone(), |of| format!("{attribute}: {}", of.name))
}

fn party(version: &Version) -> &'static str {
    if version.party { ", a party to the event" } else { "" }
}

fn day(day: Option<&str>) -> &str {
    day.filter(|day| !day.is_empty()).unwrap_or("day not known")
}

fn days(when: Option<Interval>) -> String {
    match when {
        None => "not stated".into(),
        Some(when) if when.from == when.to => when.from.to_string(),
        Some(when) => format!("{} to {}", when.from, when.to),
    }
}

/// Makes words of pages plain within Markdown: one line, and nothing that marks up, links or embeds.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' => safe.extend(['\\', letter]),
            _ if letter.is_control() => safe.push(' '),
            _ => safe.push(letter),
        }
    }
    safe
}
