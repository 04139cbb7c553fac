//! Are these two events one? What each is said to be, side by side.

use super::{Asked, Shown, value};
use crate::{
    layout::{self, Page, Tab},
    parts::{claims, days, link, state, words},
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::{collections::BTreeSet, sync::Arc};
use store::{
    CaseFile,
    query::{self, ClaimShown, Dossier, Found},
};

/// Words that stand for a version.
const QUOTES: usize = 2;

/// Shows two events as columns and attributes as rows.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let one = dossier(&file, value(&asked, "a"))?;
    let other = dossier(&file, value(&asked, "b"))?;
    let body = html! {
        article.dossier {
            header.event-head {
                p.crumbs { a href="/" { "Events" } " / compare" }
                h1 { "Two events compared" }
                p.lead { "Are they one? What the accounts of each say of it." }
                p.actions { a.button href={ "/compare?a=" (link::part(&other.row.id)) "&b=" (link::part(&one.row.id)) } { "Swap" } }
            }
            (table(&one, &other))
            (weighed(&one, &other))
            p.aside {
                span.sign { "=" } " the same · " span.sign { "~" } " partly the same, or both can be true · " span.sign { "≠" } " nothing in common · " span.sign { "·" } " silent"
            }
        }
    };
    let twin = format!("/e/{}.json", link::part(&one.row.id));
    layout::page(&file, &Page { tab: Tab::Explore, title: "Two events compared", twin: &twin }, body)
}

fn dossier(file: &CaseFile, id: Option<&str>) -> Result<Box<Dossier>, Refusal> {
    let id = id.ok_or_else(|| Refusal::Misasked("Name two events: /compare?a=ID&b=ID".into()))?;
    match query::event(file, id, None)? {
        Found::Here(dossier) => Ok(dossier),
        Found::Joined(into) => dossier(file, Some(&into)),
        Found::Several(_) | Found::Nowhere => Err(Refusal::Missing("event", id.to_owned())),
    }
}

fn table(one: &Dossier, other: &Dossier) -> Markup {
    let mut keys: Vec<(&str, Option<&str>)> = Vec::new();
    for claim in one.claims.iter().chain(&other.claims) {
        let key = (claim.attribute.as_str(), claim.of.as_ref().map(|of| of.name.as_str()));
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys.sort_by_key(|(attribute, of)| (claims::place_in_order(attribute), *of));
    html! {
        div.scroll tabindex="0" role="region" aria-label="Attributes by event" {
            table.compare {
                thead { tr { th scope="col" { "Attribute" } (head(one)) (head(other)) } }
                tbody {
                    @for (attribute, of) in keys {
                        @let (left, right) = (claim(one, attribute, of), claim(other, attribute, of));
                        tr {
                            th scope="row" { (claims::kind(state::attribute(attribute))) @if let Some(of) = of { br; span.aside { "of " (words::foreign(of)) } } }
                            (cell(left, "")) (cell(right, sign(left, right)))
                        }
                    }
                }
            }
        }
    }
}

fn head(event: &Dossier) -> Markup {
    let row = &event.row;
    html! {
        th scope="col" {
            a href={ "/e/" (link::part(&row.id)) } { (words::foreign(&row.summary)) } br;
            span.aside { (days::when(days::between(row.from.as_deref(), row.to.as_deref()))) " · " (words::counted(row.documents, "article")) " · " (words::counted(row.sources, "source")) }
        }
    }
}

fn claim<'a>(event: &'a Dossier, attribute: &str, of: Option<&str>) -> Option<&'a ClaimShown> {
    event.claims.iter().find(|claim| claim.attribute == attribute && claim.of.as_ref().map(|of| of.name.as_str()) == of)
}

fn cell(claim: Option<&ClaimShown>, sign: &str) -> Markup {
    let Some(claim) = claim else { return html! { td.silent { span aria-hidden="true" { "·" } " silent" } } };
    let class = match sign {
        "=" => "agrees",
        "~" => "compatible",
        "≠" => "differs",
        _ => "first",
    };
    html! {
        td class={ "cell " (class) } {
            @if !sign.is_empty() { b.sign { (sign) } " " }
            @for version in &claim.versions {
                div {
                    span.value { (words::foreign(&version.label)) } @if version.party { " " span.aside { "a party" } }
                    @for quote in version.quotes.iter().take(QUOTES) {
                        p.words { a.evidence href=(link::span(&quote.document, quote.span)) { q dir="auto" { (words::visible(&quote.exact)) } } " " span.aside { (words::name(&quote.source)) } }
                    }
                }
            }
        }
    }
}

fn sign(one: Option<&ClaimShown>, other: Option<&ClaimShown>) -> &'static str {
    let (Some(one), Some(other)) = (one, other) else { return "" };
    let labels =
        |claim: &ClaimShown| claim.versions.iter().map(|version| version.label.clone()).collect::<BTreeSet<_>>();
    let (left, right) = (labels(one), labels(other));
    let bounds = |claim: &ClaimShown| claim.versions.iter().filter_map(|version| version.bounds).collect::<Vec<_>>();
    let meet = bounds(one).iter().any(|one| bounds(other).iter().any(|other| one.compatible(*other)));
    match (left == right, meet || !left.is_disjoint(&right)) {
        (true, _) => "=",
        (false, true) => "~",
        (false, false) => "≠",
    }
}

/// Shows what was weighed when tellings of the two were kept apart.
fn weighed(one: &Dossier, other: &Dossier) -> Markup {
    let of = |event: &Dossier| event.tellings.iter().map(|telling| telling.id.clone()).collect::<BTreeSet<String>>();
    let (left, right) = (of(one), of(other));
    let between = |link: &&schema::Link| {
        (left.contains(&link.one) && right.contains(&link.other))
            || (left.contains(&link.other) && right.contains(&link.one))
    };
    let mut links: Vec<&schema::Link> = one.links.iter().filter(between).collect();
    links.sort_by(|a, b| b.score.total_cmp(&a.score));
    html! {
        section {
            h2 { "What was weighed" }
            @if links.is_empty() { p.aside { "Their tellings were never weighed against each other: too little in common." } }
            ul.relations {
                @for link in links.iter().take(6) {
                    li { (format!("{:.2}", link.score)) ", " @if link.joined { "joined" } @else { "kept apart" } ": " (words::foreign(&link.reasons.join("; "))) }
                }
            }
        }
    }
}
