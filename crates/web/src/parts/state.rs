//! How far do the versions agree, in word, shape and color?

use maud::{Markup, html};
use schema::{Agreement, Event};
use store::query::EventRow;

/// How far the accounts of something agree, as a reader sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    /// One speaker only.
    Single,
    /// The same from two or more.
    Agreed,
    /// Different, but all can be true.
    Range,
    /// Versions that exclude one another.
    Disputed,
}

impl State {
    /// Gives the state of one claim.
    pub fn of(agreement: Agreement) -> Self {
        match agreement {
            Agreement::Single => Self::Single,
            Agreement::Corroborated => Self::Agreed,
            Agreement::Compatible => Self::Range,
            Agreement::Disputed => Self::Disputed,
        }
    }

    /// Gives the state of an event: the most contested of its attributes.
    pub fn of_event(event: &Event) -> Self {
        event.claims.iter().map(|claim| Self::of(claim.agreement)).max().unwrap_or(Self::Single)
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Agreed => "agreed",
            Self::Range => "range",
            Self::Disputed => "disputed",
        }
    }

    /// Its key, in addresses and exports.
    pub fn key(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Agreed => "corroborated",
            Self::Range => "compatible",
            Self::Disputed => "disputed",
        }
    }

    /// Gives the state with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Single, Self::Agreed, Self::Range, Self::Disputed].into_iter().find(|state| state.key() == key)
    }

    /// Its shape.
    pub fn shape(self) -> &'static str {
        match self {
            Self::Single => "○",
            Self::Agreed => "●",
            Self::Range => "◐",
            Self::Disputed => "◆",
        }
    }

    /// What it means, for the tooltip and the key.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Single => "one speaker only",
            Self::Agreed => "the same from two or more speakers",
            Self::Range => "different values that can all be true",
            Self::Disputed => "values that exclude one another",
        }
    }
}

/// Draws a state as shape and word.
pub(crate) fn badge(state: State) -> Markup {
    html! {
        span class={ "state " (state.word()) } title=(state.meaning()) {
            span.shape aria-hidden="true" { (state.shape()) } " " (state.word())
        }
    }
}

/// Draws the state of an event, with the attributes that are disputed.
pub(crate) fn of_event(event: &Event) -> Markup {
    let state = State::of_event(event);
    let contested = event.claims.iter().filter(|claim| State::of(claim.agreement) == state);
    marked(state, contested.map(|claim| attribute(&claim.attribute)).collect())
}

/// Draws the state of an event in a list.
pub(crate) fn of_row(row: &EventRow) -> Markup {
    let state = State::from_key(&row.status).unwrap_or(State::Single);
    marked(state, row.disputed.iter().map(|key| attribute(key)).collect())
}

fn marked(state: State, mut contested: Vec<&str>) -> Markup {
    contested.dedup();
    html! {
        span class={ "state " (state.word()) } title=(state.meaning()) {
            span.shape aria-hidden="true" { (state.shape()) } " " (state.word())
            @if state == State::Disputed { ": " (contested.join(", ")) }
        }
    }
}

/// Gives the word by which readers know an attribute.
pub(crate) fn attribute(key: &str) -> &str {
    match key {
        "agent" => "who",
        "target" => "to whom",
        "place" => "where",
        "time" => "when",
        "kind" => "what",
        "happened" => "whether it happened",
        other => other,
    }
}
