//! What frames every page?

use crate::refusal::Refusal;
use maud::{DOCTYPE, Markup, html};
use store::CaseFile;

/// Which tab of the head a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Events on map, timeline and list.
    Explore,
    /// Who.
    Actors,
    /// Where.
    Places,
    /// Who publishes.
    Sources,
    /// The pages that were read.
    Documents,
    /// What people decide.
    Review,
}

const TABS: [(Tab, &str, &str); 6] = [
    (Tab::Explore, "/", "Events"),
    (Tab::Actors, "/actors", "Actors"),
    (Tab::Places, "/places", "Places"),
    (Tab::Sources, "/sources", "Sources"),
    (Tab::Documents, "/documents", "Documents"),
    (Tab::Review, "/review", "Review"),
];

/// What frames a page of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page<'page> {
    /// Its tab.
    pub tab: Tab,
    /// Its title.
    pub title: &'page str,
    /// The address of the same as JSON; empty where there is none.
    pub twin: &'page str,
}

/// Sets a page of a case in its frame.
pub(crate) fn page(file: &CaseFile, page: &Page<'_>, body: Markup) -> Result<Markup, Refusal> {
    let failures = file.set_asides()?.len();
    let head = html! {
        nav aria-label="Parts of the case" {
            @for (this, address, name) in TABS {
                a href=(address) aria-current=[(this == page.tab).then_some("page")] { (name) }
            }
        }
        @if file.is_being_written() {
            span.running { "A run adds pages: this is the case before it" }
        }
        @if failures > 0 {
            a.failures href="/documents#set-aside" { "⚠ " (failures) " set aside" }
        }
        form.search action="/" role="search" {
            label.visually-hidden for="q" { "Search events, actors, places, words" }
            input #q type="search" name="q" placeholder="Search events, actors, words…" autocomplete="off" data-suggest;
        }
    };
    let twin = Some(page.twin).filter(|twin| !twin.is_empty());
    Ok(frame(page.title, twin, head, body))
}

/// Sets a page in a frame without a case.
pub(crate) fn bare(title: &str, body: Markup) -> Markup {
    frame(title, None, html! {}, html! { div.sheet.narrow { h1 { (title) } (body) } })
}

fn frame(title: &str, twin: Option<&str>, head: Markup, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Rashomon" }
                link rel="icon" href="/static/icon.svg" type="image/svg+xml";
                @if let Some(twin) = twin { link rel="alternate" type="application/json" href=(twin); }
                link rel="stylesheet" href="/static/style.css";
                script type="module" src="/static/main.js" {}
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                header.top {
                    a.brand href="/" { span.mark aria-hidden="true" { "◈" } " rashomon" }
                    (head)
                }
                main #main tabindex="-1" { (body) }
                footer.foot {
                    "Every value is somebody’s claim, shown with its words. Nothing leaves this computer. "
                    @if let Some(twin) = twin { a href=(twin) { "This page as JSON" } " " }
                    button.quiet type="button" data-keys { kbd { "?" } " keys" }
                }
            }
        }
    }
}
