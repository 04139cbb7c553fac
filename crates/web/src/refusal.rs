//! What does somebody see when a page cannot be shown?

use crate::{layout, parts::words, site::Progress};
use api::Reply;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};

/// Why a page cannot be shown; each has a page of its own that says what to do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// There is no case file yet.
    NoCase,
    /// A run has the file; how far it is, where it says so.
    Running(Option<Progress>),
    /// A run was cut off before its accounts were merged.
    CutOff,
    /// The event was joined with others into this one.
    Joined(String),
    /// The event was split into these.
    Split(Vec<String>),
    /// The case has no such thing: the noun, and what was asked for.
    Missing(&'static str, String),
    /// The address asks for what no page knows.
    Misasked(String),
    /// The writer is not this session.
    Forbidden(&'static str),
    /// The file cannot be used.
    Broken(String),
}

impl Refusal {
    /// Gives the status of the answer.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NoCase => StatusCode::OK,
            Self::Running(_) | Self::CutOff => StatusCode::SERVICE_UNAVAILABLE,
            Self::Joined(_) => StatusCode::PERMANENT_REDIRECT,
            Self::Split(_) => StatusCode::GONE,
            Self::Missing(..) => StatusCode::NOT_FOUND,
            Self::Misasked(_) => StatusCode::BAD_REQUEST,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Gives the answer for a program that asked at `path`, below the root of the API.
    pub(crate) fn as_problem(&self, path: &str) -> Reply {
        let (status, what) = match self {
            Self::NoCase => (404, "there is no case yet"),
            Self::Misasked(what) | Self::Broken(what) => (self.status().as_u16(), what.as_str()),
            Self::Forbidden(why) => (403, *why),
            Self::Running(_) => (503, "a run is writing this case; ask again when it has ended"),
            Self::CutOff => (503, "a run was cut off before its pages were merged; run it again"),
            Self::Joined(_) | Self::Split(_) | Self::Missing(..) => {
                (self.status().as_u16(), "this case has no such record")
            }
        };
        api::problem(status, title(self), what, path)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Self::Joined(into) = &self {
            return Redirect::permanent(&format!("/e/{into}")).into_response();
        }
        (self.status(), layout::bare(title(&self), body(&self))).into_response()
    }
}

fn title(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoCase => "No case yet",
        Refusal::Running(_) => "A run is reading pages",
        Refusal::CutOff => "A run was cut off",
        Refusal::Joined(_) | Refusal::Split(_) => "This event is told apart now",
        Refusal::Missing(..) => "Not in this case",
        Refusal::Misasked(_) => "The address asks for what is not there",
        Refusal::Forbidden(_) => "Not allowed",
        Refusal::Broken(_) => "The case cannot be read",
    }
}

fn body(refusal: &Refusal) -> Markup {
    match refusal {
        Refusal::NoCase => first_run(),
        Refusal::Running(progress) => running(progress.as_ref()),
        Refusal::CutOff => html! {
            p.lead { "Pages were read but not yet merged into events." }
            p { "The same " code { "rashomon run" } " command goes on from there; nothing is read twice." }
        },
        Refusal::Joined(into) => html! { p { a href={ "/e/" (into) } { (into) } } },
        Refusal::Split(into) => html! {
            p { "Its accounts were found to tell of several events:" }
            ul { @for id in into { li { a href={ "/e/" (id) } { code { (id) } } } } }
        },
        Refusal::Missing(what, id) => html! {
            p { "This case has no " (what) " " code { bdi { (id) } } "." }
            p { a href="/" { "To the events" } }
        },
        Refusal::Misasked(what) => html! { p { (what) } p { a href="/" { "To the events" } } },
        Refusal::Forbidden(why) => html! { p { (why) } },
        Refusal::Broken(what) => html! { p { bdi { (what) } } },
    }
}

fn first_run() -> Markup {
    html! {
        p.lead { "One event, many accounts. Rashomon reads pages about a conflict and shows who says what about each event." }
        p { button.primary type="button" data-post="/sample" { "Make the sample case" } }
        p.aside { "Seven short accounts of the fighting around one border town, read on this computer; it takes some seconds." }
        h2 { "Your own pages" }
        p { "Text and HTML files, or folders of them:" }
        pre { "rashomon run pages/ -o case.db\nrashomon serve case.db" }
        p.aside { "Nothing leaves this computer, and this server fetches nothing." }
    }
}

fn running(progress: Option<&Progress>) -> Markup {
    html! {
        div data-reload="2" {
            @match progress {
                Some(progress) => {
                    p.lead { (&progress.stage) ": " (words::number(progress.done)) " of " (words::number(progress.total)) " pages" }
                    progress aria-label="How far the run is" max=(progress.total) value=(progress.done) {}
                    p {
                        @if let Some(rate) = progress.rate() { (rate) " a second" @if let Some(left) = progress.seconds_left() { ", about " (left) " s left" } " · " }
                        (words::number(progress.set_aside)) " set aside so far"
                    }
                }
                None => {
                    p.lead { "A run is writing this case; its events can be seen when it has ended." }
                    progress aria-label="The run goes on" {}
                }
            }
            p { "It is safe to close this page: the run continues, and a run that was cut off resumes with the same command." }
            p.aside { "This page looks again every two seconds." }
        }
    }
}
