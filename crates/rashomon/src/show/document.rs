//! How was one page read?

use super::lookup::{Names, days};
use crate::terminal::{plain, shortened};
use schema::{Case, Document, Section, SectionKind};
use std::fmt::Write;

/// Passages that are shown of those that only a copy or only its original has.
const MOST_PASSAGES: usize = 12;

/// Writes a document: what it is, when it was published and why, its parts, and what it tells.
#[must_use]
pub fn document(case: &Case, document: &Document) -> String {
    let names = Names::new(case);
    let mut text = String::new();
    let title = document.title.as_deref().map_or_else(|| "without a title".into(), plain);
    let _ = writeln!(text, "{}  {title}", document.id);
    let _ = writeln!(text, "  page      {} (sha256 {})", plain(&document.path), document.hash);
    let _ = writeln!(text, "  source    {}", plain(&names.source(&document.id)));
    if let Some(author) = &document.author {
        let _ = writeln!(text, "  author    {}", plain(author));
    }
    let published = &document.published;
    let _ = writeln!(text, "  published {} — {}", days(published.when), plain(&published.evidence));
    for other in &published.rejected {
        let _ = writeln!(text, "            not {}: {}", days(Some(other.day)), plain(&other.reason));
    }
    if !document.agencies.is_empty() {
        let _ = writeln!(text, "  agencies  {}", plain(&document.agencies.join(", ")));
    }
    if let Some(original) = &document.copy_of {
        let _ = writeln!(text, "  copy of   {original} ({})", plain(&names.source(original)));
        if let Some(original) = case.documents.iter().find(|other| other.id == *original) {
            copied(&mut text, document, original);
        }
    }
    text.push('\n');
    for section in &document.sections {
        let by = signature(section).map(|by| format!(" by {by}")).unwrap_or_default();
        let answered = section.reply_to.and_then(|at| document.sections.get(at));
        let answers = answered.and_then(signature).map(|other| format!(", to {other}")).unwrap_or_default();
        let words = plain(section.span.of(&document.text));
        let words = if section.kind == SectionKind::Body { words } else { shortened(&words, 120) };
        let _ = writeln!(text, "  {:11} {words}{by}{answers}", kind(section.kind));
    }
    told(&mut text, &names, document);
    text
}

/// The number and the author of a comment: "12 Ann".
fn signature(section: &Section) -> Option<String> {
    let number = section.number.map(|number| number.to_string());
    let parts: Vec<String> = number.into_iter().chain(section.author.as_deref().map(plain)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Says how much of a copy stands in its original, and what stands in only one of them.
fn copied(text: &mut String, document: &Document, original: &Document) {
    let comparison = merge::compare(document, original);
    let _ = writeln!(text, "            {:.0} % of its words stand there", comparison.shared * 100.0);
    for (whose, account, passages) in [("here", document, comparison.own), ("there", original, comparison.others)] {
        for passage in passages.iter().take(MOST_PASSAGES) {
            let words = shortened(&plain(passage.of(&account.text)), 110);
            let _ = writeln!(text, "            only {whose}: “{words}”");
        }
    }
}

fn told(text: &mut String, names: &Names<'_>, document: &Document) {
    let _ = writeln!(text, "\n  what it tells");
    let findings = names.case.findings.iter().find(|findings| findings.document == document.id);
    for mention in findings.map(|findings| findings.events.as_slice()).unwrap_or_default() {
        let event = names.case.events.iter().find(|event| event.mentions.contains(&mention.id));
        let event = event.map_or("in no event", |event| event.id.as_str());
        let realis = format!("{:?}", mention.realis).to_lowercase();
        let words = shortened(&plain(mention.clause.of(&document.text)), 110);
        let _ = writeln!(text, "    {event:14} {} ({realis}): “{words}”  {}", mention.kind, mention.id);
    }
}

fn kind(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Title => "title",
        SectionKind::Body => "body",
        SectionKind::Caption => "caption",
        SectionKind::Quote => "quote",
        SectionKind::Comment => "comment",
        SectionKind::Boilerplate => "boilerplate",
    }
}
