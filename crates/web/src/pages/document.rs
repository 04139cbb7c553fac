//! How was one page read, and what does it claim?

use super::{Asked, Shown, value};
use crate::{
    book::Book,
    layout::{self, Page, Tab},
    parts::{days, difference, link, rail, words},
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use schema::{Basis, Document, Section, SectionKind, Span};
use std::sync::Arc;
use store::{
    CaseFile,
    query::{self, DocumentRow},
};

/// Steps that an answer to a comment is set in at most.
const DEEPEST: usize = 5;

/// Shows a document with its claims, or beside another one with the differing words.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let book = read(&file, &id)?;
    let document = book.case.documents.first().ok_or_else(|| Refusal::Missing("document", id.clone()))?;
    let at = value(&asked, "at").map(|text| span(document, text)).transpose()?;
    let body = match (value(&asked, "beside"), value(&asked, "view")) {
        (Some(other), _) => {
            let other = read(&file, other)?;
            beside(&book, document, &other)
        }
        (None, Some("snapshot")) => html! {
            article.reader { (head(&book, document)) iframe.snapshot sandbox="" src={ "/d/" (link::part(&document.id)) "/snapshot" } title="The page as captured, without scripts" {} }
        },
        (None, _) => reader(&book, document, at),
    };
    let twin = format!("/d/{}.json", link::part(&document.id));
    layout::page(&file, &Page { tab: Tab::Documents, title: title(document), twin: &twin }, body)
}

fn read(file: &CaseFile, id: &str) -> Result<Book, Refusal> {
    let case = query::page_of(file, id)?.ok_or_else(|| Refusal::Missing("document", id.to_owned()))?;
    Ok(Book::new(case))
}

/// Lists the documents of a case, and the pages that were set aside with the reason.
pub(crate) async fn list(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let page = super::page_of(&asked)?;
    let (documents, set_aside) = (query::documents(&file, None, &page)?, file.set_asides()?);
    let body = html! {
        div.sheet {
            h1 { "Documents" }
            p.lead { (words::counted(documents.total, "page")) " read, " (words::number(set_aside.len())) " set aside." }
            (table(&documents.items))
            (super::next("/documents", &documents))
            (aside(&set_aside))
        }
    };
    layout::page(&file, &Page { tab: Tab::Documents, title: "Documents", twin: "/documents.json" }, body)
}

/// Lists documents with who publishes them.
pub(crate) fn table(documents: &[DocumentRow]) -> Markup {
    html! {
        table.list {
            thead { tr { th scope="col" { "Published" } th scope="col" { "Source" } th scope="col" { "Title" } th.number scope="col" { "Claims" } } }
            tbody {
                @for DocumentRow { document, mentions } in documents {
                    tr {
                        td.day { (days::when(document.published.when)) @if document.published.basis == Basis::Inferred { " " span.aside { "inferred" } } }
                        td { (link::source(document)) }
                        td { a href={ "/d/" (link::part(&document.id)) } { (words::foreign(title(document))) }
                            @if document.copy_of.is_some() { " " span.aside { "a copy" } } }
                        td.number { (words::number(*mentions)) }
                    }
                }
            }
        }
    }
}

fn aside(set_aside: &[(String, String, String)]) -> Markup {
    html! {
        section #set-aside {
            h2 { "Set aside" }
            @if set_aside.is_empty() { p.aside { "Every page could be read." } }
            @else {
                p.aside { "These pages could not be read; the next run tries them again." }
                table.list {
                    thead { tr { th scope="col" { "Page" } th scope="col" { "Why" } } }
                    tbody { @for (path, _, reason) in set_aside { tr { td { (words::foreign(path)) } td { (words::foreign(reason)) } } } }
                }
            }
        }
    }
}

/// Gives a document's headline, or its path where it has none.
pub(crate) fn title(document: &Document) -> &str {
    document.title.as_deref().unwrap_or(&document.path)
}

/// Reads `12-40` as a span of a document's text.
fn span(document: &Document, text: &str) -> Result<Span, Refusal> {
    let ends = text.split_once('-').and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    match ends {
        Some((start, end)) if document.text.get(start..end).is_some() => Ok(Span::new(start, end)),
        _ => Err(Refusal::Misasked(format!("at={text}: no words of this document stand there"))),
    }
}

fn reader(book: &Book, document: &Document, at: Option<Span>) -> Markup {
    let marks = rail::Marks::of(book, document, at);
    let is_comment = |(section, _): &(&Section, usize)| section.kind == SectionKind::Comment;
    let (comments, own): (Vec<_>, Vec<_>) = document.sections.iter().zip(1..).partition(is_comment);
    html! {
        article.reader {
            (head(book, document))
            div.columns {
                div.text lang=[document.language.as_deref()] {
                    @for (section, n) in own { (paragraph(&marks, section, n)) }
                    (crate::review::forms::of_document(book, document))
                    @if !comments.is_empty() {
                        section.comments {
                            h2 { "Readers’ comments" }
                            p.aside { "Kept apart: they are no part of the account." }
                            @for ((section, n), depth) in comments.iter().zip(depths(&comments)) {
                                div class={ "depth-" (depth) } { (paragraph(&marks, section, *n)) }
                            }
                        }
                    }
                }
                (rail::rail(book, document, &marks))
            }
        }
    }
}

fn paragraph(marks: &rail::Marks<'_>, section: &Section, n: usize) -> Markup {
    let anchor = format!("s{n}");
    let text = marks.marked(section.span);
    html! {
        @match section.kind {
            SectionKind::Title => p.headline id=(anchor) dir="auto" { (text) },
            SectionKind::Body => p id=(anchor) dir="auto" { (text) },
            SectionKind::Caption => p.caption id=(anchor) dir="auto" { (text) },
            SectionKind::Boilerplate => p.boilerplate id=(anchor) dir="auto" { (text) },
            SectionKind::Quote | SectionKind::Comment => blockquote id=(anchor) dir="auto" {
                p { (text) }
                @if section.author.is_some() || section.at.is_some() || section.number.is_some() {
                    footer { (signature(section)) @if let Some(at) = &section.at { " " (words::foreign(at)) " UTC" } (answered(marks.document, section)) }
                }
            }
        }
    }
}

/// The number and the author of a comment: "12 Ann".
fn signature(section: &Section) -> Markup {
    html! {
        @if let Some(number) = section.number { span.stated { (number) } " " }
        @if let Some(by) = &section.author { (words::name(by)) }
    }
}

/// Leads to the comment that a comment answers.
fn answered(document: &Document, section: &Section) -> Markup {
    let answered = section.reply_to.and_then(|at| Some((at, document.sections.get(at)?)));
    html! {
        @if let Some((at, other)) = answered {
            " in reply to "
            a href={ "#s" (at + 1) } { @if other.number.is_none() && other.author.is_none() { "another" } @else { (signature(other)) } }
        }
    }
}

/// Tells how deep each comment is set: below the one that it answers, where the page's order leads there.
fn depths(comments: &[(&Section, usize)]) -> Vec<usize> {
    let mut open: Vec<usize> = Vec::new();
    let depth = |(section, n): &(&Section, usize)| {
        let place = section.reply_to.and_then(|at| open.iter().position(|other| *other == at));
        open.truncate(place.map_or(0, |place| place + 1));
        open.push(n - 1);
        (open.len() - 1).min(DEEPEST)
    };
    comments.iter().map(depth).collect()
}

fn head(book: &Book, document: &Document) -> Markup {
    let address = format!("/d/{}", link::part(&document.id));
    html! {
        header.document-head {
            p.crumbs { a href="/documents" { "Documents" } " / " code.id { (document.id) } }
            h1 dir="auto" lang=[document.language.as_deref()] { (words::foreign(title(document))) }
            dl.metadata {
                (entry("Source", html! { (link::source(document)) @if let Some(domain) = document.source.as_ref().and_then(|source| source.domain.as_deref()) { " " span.aside { (words::name(domain)) } } }))
                @if let Some(author) = &document.author { (entry("Signed", words::name(author))) }
                (entry("Published", published(document)))
                @if !document.agencies.is_empty() { (entry("Credits", words::foreign(&document.agencies.join(", ")))) }
                (entry("Language", html! { (document.language.as_deref().unwrap_or("not known")) }))
                (entry("Page", html! { (words::foreign(&document.path)) " · " span.aside title=(document.hash) { "sha256 " code { (document.hash.get(..12).unwrap_or(&document.hash)) "…" } } }))
            }
            nav.views aria-label="Ways to look at this page" {
                a href=(address) { "Text and claims" } a href={ (address) "?view=snapshot" } { "Page as captured" } a href={ (address) "/raw" } { "Raw bytes" }
            }
            (relatives(book, document, &address))
        }
    }
}

fn entry(name: &str, value: Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

/// Says when the page was published, what tells it, and which dates were not taken.
fn published(document: &Document) -> Markup {
    let published = &document.published;
    html! {
        (days::when(published.when)) " "
        span.aside { (match published.basis { Basis::Stated => "stated: ", Basis::Inferred => "inferred: ", Basis::Unknown => "" }) (words::foreign(&published.evidence)) }
        @if !published.rejected.is_empty() {
            details {
                summary { (words::counted(published.rejected.len(), "other date")) " not taken" }
                ul { @for other in &published.rejected { li { (words::foreign(&other.text)) ": " (words::foreign(&other.reason)) } } }
            }
        }
    }
}

/// Links copies of the text and other versions of the page, each with the differing words.
fn relatives(book: &Book, document: &Document, address: &str) -> Markup {
    let root = document.copy_of.as_deref().unwrap_or(&document.id);
    let others = || book.case.documents.iter().filter(|other| other.id != document.id);
    let copies: Vec<&Document> =
        others().filter(|other| other.id == root || other.copy_of.as_deref() == Some(root)).collect();
    let versions: Vec<&Document> = others().filter(|other| other.path == document.path).collect();
    html! {
        @for (what, documents) in [("Same text", copies), ("Other versions of this page", versions)] {
            @if !documents.is_empty() {
                p.relatives {
                    (what) ": "
                    @for (n, other) in documents.iter().enumerate() {
                        @if n > 0 { " · " }
                        a href={ (address) "?beside=" (link::part(&other.id)) } { (words::name(query::source_name(other))) " " (days::when(other.published.when)) }
                        @if document.copy_of.as_deref() == Some(other.id.as_str()) { " " span.aside { "the original" } }
                    }
                    " " span.aside { "(shows the differing words)" }
                }
            }
        }
    }
}

fn beside(book: &Book, document: &Document, other: &Book) -> Markup {
    let Some(other) = other.case.documents.first() else { return html! {} };
    let pieces = difference::words(&own_words(document), &own_words(other));
    html! {
        article.reader {
            (head(book, document))
            p.notice {
                "Words only in this text are " del { "struck" } "; words only in "
                a href={ "/d/" (link::part(&other.id)) } { (words::name(query::source_name(other))) ", " (days::when(other.published.when)) }
                " are " ins { "underlined" } "."
            }
            div.text dir="auto" lang=[document.language.as_deref()] { p.difference { (difference::shown(&pieces)) } }
        }
    }
}

/// Gives the account itself, without menus and comments.
fn own_words(document: &Document) -> String {
    let own = |section: &&Section| !matches!(section.kind, SectionKind::Boilerplate | SectionKind::Comment);
    document.sections.iter().filter(own).map(|section| section.span.of(&document.text)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_set_below_what_they_answer() {
        // Of each comment the one that it answers; a title and a paragraph stand before them.
        let answered = [None, Some(2), Some(3), Some(2), None, Some(3), Some(99)];
        let sections =
            answered.map(|reply_to| Section { reply_to, ..Section::new(SectionKind::Comment, Span::new(0, 0)) });
        let comments: Vec<(&Section, usize)> = sections.iter().zip(3..).collect();
        assert_eq!(depths(&comments), [0, 1, 2, 1, 0, 0, 0]);
    }
}
