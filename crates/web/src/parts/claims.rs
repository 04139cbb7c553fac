//! What do the accounts claim about one attribute, in whose words?

use crate::{
    book::Book,
    parts::{
        days, link,
        state::{self, State},
        toll, words,
    },
};
use maud::{Markup, html};
use schema::{Claim, ClaimValue, Document, Event, EventMention, Interval, Realis, Span, superseded};
use std::cmp::Reverse;
use store::query::{self, Named, Number, TOLL_RULE, Tally, Toll, counted};

/// What readers look for first.
const ORDER: [&str; 6] = ["agent", "target", "place", "time", "kind", "happened"];

/// Gives the claims with numbers of people first, then who, whom, where, when and what.
pub(crate) fn in_reading_order(event: &Event) -> Vec<&Claim> {
    let mut claims: Vec<&Claim> = event.claims.iter().collect();
    claims.sort_by_key(|claim| (place_in_order(&claim.attribute), Reverse(claim.values.len())));
    claims
}

/// Gives what an attribute is sorted by: numbers of people first, the dead before all.
pub(crate) fn place_in_order(attribute: &str) -> (Option<usize>, bool, String) {
    let place = ORDER.iter().position(|known| *known == attribute);
    (place, attribute != "killed", attribute.to_owned())
}

/// Writes a kind of event as words.
pub(crate) fn kind(kind: &str) -> String {
    let mut letters = kind.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect::<String>().replace('_', " "))
        .unwrap_or_default()
}

/// Says whether a happening is told as having happened.
pub(crate) fn realis(realis: Realis) -> &'static str {
    match realis {
        Realis::Actual => "told as having happened",
        Realis::Planned => "told as planned",
        Realis::Hypothetical => "told as supposed",
        Realis::Denied => "denied",
        Realis::Generic => "told as a habit",
    }
}

/// Gives the numbers of an event for its head, as people settled them, else as the accounts give them.
pub(crate) fn numbers(book: &Book, event: &Event) -> Vec<Number> {
    let mut numbers = counted(event, |id| book.document(id));
    let told = |tally: &Tally<'_>| {
        let claim = event
            .claims
            .iter()
            .find(|claim| (claim.attribute.as_str(), claim.of.as_deref()) == (tally.attribute, tally.of));
        claim.map_or(0, |claim| claim.values.len())
    };
    numbers.sort_by_key(|tally| (place_in_order(tally.attribute), Reverse(told(tally))));
    let named = |id: &str| Named { name: book.actor_name(id).to_owned(), id: id.to_owned() };
    numbers.into_iter().map(|tally| tally.named(named)).collect()
}

/// Shows all versions of one attribute.
pub(crate) fn section(book: &Book, event: &Event, claim: &Claim) -> Markup {
    let state = State::of(claim.agreement);
    let gone = superseded(claim, |id| book.document(id));
    let versions = claim.values.iter().zip(gone.iter().copied());
    let (parties, others): (Vec<Told<'_>>, Vec<Told<'_>>) = versions.partition(|(value, _)| value.party);
    let anchor = format!("{}-{}", claim.attribute, claim.of.as_deref().unwrap_or("all"));
    html! {
        section.claim id=(link::part(&anchor)) {
            h2 {
                (kind(state::attribute(&claim.attribute)))
                @if let Some(of) = claim.of.as_deref() { " " span.of { "of " (link::actor(book, of)) } }
                " " (state::badge(state))
            }
            (settled(book, event, claim))
            (summary(claim, &gone))
            table {
                thead { tr { th scope="col" { "Claimed" } th scope="col" { "In these words" } th scope="col" { "According to" } th scope="col" { "Published by" } } }
                tbody { @for value in others { (version(book, claim, value)) } }
                @if !parties.is_empty() {
                    tbody.party {
                        tr { th.lane colspan="4" scope="rowgroup" { "Said by a party to the event" } }
                        @for value in parties { (version(book, claim, value)) }
                    }
                }
            }
        }
    }
}

/// Shows what a person settled, before what the accounts say.
fn settled(book: &Book, event: &Event, claim: &Claim) -> Markup {
    let ruling = event.settled(&claim.attribute, claim.of.as_deref());
    html! {
        @if let Some((ruling, value)) = ruling.and_then(|ruling| Some((ruling, ruling.value.as_deref()?))) {
            p.settled { b { (words::foreign(&query::plain_value(&claim.attribute, value, &book.case))) } " decided by " (words::foreign(&ruling.by)) " " span.aside { "· below, what the accounts say" } }
        }
    }
}

/// Shows low, best and high with the rule and what it leaves out.
fn summary(claim: &Claim, gone: &[bool]) -> Markup {
    let Some(toll) = Toll::of(claim, gone) else { return html! {} };
    let enters = |value: &ClaimValue| value.bounds.is_some() && value.party == toll.parties_only;
    let entered = claim.values.iter().zip(gone).filter(|(value, gone)| enters(value) && !**gone).count();
    html! {
        div.toll {
            (figure("low", toll.low)) (figure("best", toll.best)) (figure("high", toll.high))
            details {
                summary { "how?" }
                p { (TOLL_RULE) }
                p {
                    (words::counted(entered, "version")) " entered, " (claim.values.len() - entered) " did not"
                    @if toll.parties_only { "; only parties to the event give numbers, so these are theirs" }
                    "."
                }
            }
        }
    }
}

fn figure(name: &str, number: u64) -> Markup {
    html! { span.figure { span.name { (name) } " " b { (number) } } }
}

/// A version, and whether its own speakers gave it up for a later one.
type Told<'a> = (&'a ClaimValue, bool);

fn version(book: &Book, claim: &Claim, (value, gone): Told<'_>) -> Markup {
    let evidence = &value.words;
    let rows = evidence.len().max(1);
    html! {
        @for n in 0..rows {
            tr {
                @if n == 0 { th.value scope="rowgroup" rowspan=(rows) { (written(book, claim, value)) @if gone { br; span.aside { "its speakers gave another number later" } } } }
                @match evidence.get(n) {
                    Some((id, span)) => (evidence_cells(book, value, id, *span)),
                    None => td colspan="3" { span.warning { "⚠ not anchored in a text" } },
                }
            }
        }
    }
}

fn evidence_cells(book: &Book, value: &ClaimValue, id: &str, span: Span) -> Markup {
    let Some(document) = book.document(id) else { return html! { td colspan="3" { code { (id) } } } };
    let (before, said, after) = words::context(&document.text, span, 140);
    html! {
        td.words lang=[document.language.as_deref()] dir="auto" {
            a.evidence href=(link::span(id, span)) {
                span.context { (words::visible(before)) } mark { (words::visible(said)) } span.context { (words::visible(after)) }
            }
        }
        td.speaker { (speaker(book, value, id, span)) }
        td.source { (link::source(document)) br; span.aside { (days::when(document.published.when)) } }
    }
}

/// Names who says it in this document: the chain of speakers of the clause, or the account itself.
fn speaker(book: &Book, value: &ClaimValue, document: &str, span: Span) -> Markup {
    let here = || value.mentions.iter().filter_map(|id| book.mention(id)).filter(|(_, found)| found.id == document);
    let holds = |mention: &&EventMention| mention.clause.contains(span);
    let mention = here().map(|(mention, _)| mention).find(holds).or_else(|| here().map(|(mention, _)| mention).next());
    let chain = mention.map(|mention| mention.attribution.as_slice()).unwrap_or_default();
    html! {
        @if chain.is_empty() { span.aside { "the account itself" } }
        @for (n, speech) in chain.iter().enumerate() {
            @if n > 0 { " ← " }
            @match speech.actor.as_deref() {
                Some(actor) => a href={ "/a/" (link::part(actor)) } { (words::foreign(&speech.speaker)) },
                None => (words::foreign(&speech.speaker)),
            }
        }
    }
}

/// Writes a version's value, normalized.
pub(crate) fn written(book: &Book, claim: &Claim, value: &ClaimValue) -> Markup {
    match (value.bounds, value.value.as_deref()) {
        (Some(bounds), _) => html! { (toll::written(bounds)) },
        (None, Some(id)) if claim.attribute == "place" => link::place(book, id),
        (None, Some(id)) if matches!(claim.attribute.as_str(), "agent" | "target") => link::actor(book, id),
        (None, Some(days)) if claim.attribute == "time" => html! { (time(days)) },
        (None, Some(key)) if claim.attribute == "kind" => html! { (kind(key)) },
        (None, Some("yes")) if claim.attribute == "happened" => html! { "happened" },
        (None, Some("no")) if claim.attribute == "happened" => html! { "did not happen" },
        (None, Some(other)) => words::foreign(other),
        (None, None) => html! { span.unknown { "not stated" } },
    }
}

/// Writes days as a claim stores them: `2016-06-28` or `2016-06-28..2016-06-29`.
fn time(days: &str) -> String {
    let (from, to) = days.split_once("..").unwrap_or((days, days));
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) => days::days(Interval::new(from, to)),
        _ => days.to_owned(),
    }
}

/// Gives the version of an attribute that a document carries.
pub(crate) fn version_of<'claim>(claim: &'claim Claim, document: &Document) -> Vec<&'claim ClaimValue> {
    claim.values.iter().filter(|value| value.documents.contains(&document.id)).collect()
}
