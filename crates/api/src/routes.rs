//! Which addresses are there?

use crate::Problem;
use serde::Serialize;
use serde_json::{Value, json};
use store::{
    CaseFile,
    query::{self, BadParameter, Filter, Found, LARGEST_PAGE, Page, Sort},
};

/// A question as it came.
pub struct Asked<'a> {
    pub(crate) file: &'a CaseFile,
    /// What stands for `{id}` in the path.
    pub(crate) id: &'a str,
    pub(crate) pairs: &'a [(String, String)],
}

/// What a question may be asked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing but the path.
    Nothing,
    /// The filters of events.
    Filters,
    /// The filters of events, and a page.
    FiltersAndPage,
    /// A page.
    Page,
    /// Parameters of its own.
    Own(&'static [&'static str]),
}

/// An address and who answers it.
pub struct Route {
    /// The path below the root, with `{id}` for one part.
    pub path: &'static str,
    /// What it answers.
    pub summary: &'static str,
    /// What it takes.
    pub takes: Takes,
    pub(crate) answer: fn(&Asked<'_>) -> Result<Value, Problem>,
}

impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.path)
    }
}

/// Every address.
pub const ROUTES: [Route; 24] = [
    route_of("/events", "A page of the events that pass", Takes::FiltersAndPage, events),
    route_of("/events/{id}", "One event with all claims, tellings and links", Takes::Own(&["as_of"]), event),
    route_of("/events/{id}/claims", "What is claimed about one event", Takes::Own(&["as_of"]), event_claims),
    route_of("/events/{id}/reports", "The tellings of one event", Takes::Own(&["as_of"]), event_reports),
    route_of("/events/{id}/history", "Every change of one event", Takes::Nothing, event_history),
    route_of("/claims", "The claims of a page of events", Takes::FiltersAndPage, claims),
    route_of(
        "/facets",
        "The values of each filter, with counts that do not heed the filter's own choice",
        Takes::Filters,
        facets,
    ),
    route_of("/points", "A point for every event on the map", Takes::Filters, points),
    route_of("/timeline", "How many events began in each month", Takes::Filters, timeline),
    route_of("/passages", "Passages with the words `q`, marked", Takes::FiltersAndPage, passages),
    route_of("/documents", "All documents without their texts, the earliest first", Takes::Page, documents),
    route_of("/documents/{id}", "One document with its text and the values that rest on it", Takes::Nothing, document),
    route_of(
        "/documents/{id}/passages",
        "Passages of one document with the words `q`",
        Takes::Own(&["q"]),
        document_passages,
    ),
    route_of("/actors", "All actors, those of most events first", Takes::Page, actors),
    route_of("/actors/{id}", "One actor", Takes::Nothing, actor),
    route_of("/places", "All places, those of most events first", Takes::Page, places),
    route_of("/places/{id}", "One place", Takes::Nothing, place),
    route_of("/sources", "All sources, those of most events first", Takes::Page, sources),
    route_of("/sources/{id}", "One source by its name", Takes::Nothing, source),
    route_of("/suggest", "Actors and places with a name that begins with `q`", Takes::Own(&["q"]), suggest),
    route_of(
        "/compare",
        "What two documents or sources, `a` and `b`, say of the same events",
        Takes::Own(&["a", "b"]),
        compare,
    ),
    route_of("/changes", "Changes after the one with number `since`", Takes::Own(&["since", "limit"]), changes),
    route_of("/decisions", "What people decided, in the order in which they did", Takes::Nothing, decisions),
    route_of("/stats", "What is in the case", Takes::Nothing, stats),
];

const fn route_of(
    path: &'static str,
    summary: &'static str,
    takes: Takes,
    answer: fn(&Asked<'_>) -> Result<Value, Problem>,
) -> Route {
    Route { path, summary, takes, answer }
}

/// Finds the route of a path, and what stands for its `{id}`.
pub(crate) fn route(path: &str) -> Result<(&'static Route, &str), Problem> {
    let found = ROUTES.iter().find_map(|route| match route.path.split_once("{id}") {
        None => (route.path == path).then_some((route, "")),
        Some((before, after)) => {
            let id = path.strip_prefix(before)?.strip_suffix(after)?;
            // A path of a document may hold slashes, but it ends no other route.
            let one = !id.is_empty() && (!id.contains('/') || (before == "/documents/" && !id.ends_with("/passages")));
            one.then_some((route, id))
        }
    });
    found.ok_or_else(|| Problem::new(404, "no such address", format!("{path}: see {}/openapi.json", crate::ROOT)))
}

impl Asked<'_> {
    fn own(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Refuses every parameter that is none of `known`: one that is passed over in silence would look like an answer.
    fn only(&self, known: &[&str]) -> Result<(), Problem> {
        let bad: Vec<BadParameter> = self
            .pairs
            .iter()
            .filter(|(key, _)| !known.contains(&key.as_str()))
            .map(|(key, _)| BadParameter {
                parameter: key.clone(),
                detail: format!("there is no such parameter here; there are [{}]", known.join(", ")),
            })
            .collect();
        if bad.is_empty() { Ok(()) } else { Err(Problem::parameters(bad)) }
    }

    /// Refuses parameters without a value, which a form may send but no program means.
    pub(crate) fn no_blanks(&self) -> Result<(), Problem> {
        let blank = |(_, value): &&(String, String)| value.trim().is_empty();
        let bad = |(key, _): &(String, String)| BadParameter { parameter: key.clone(), detail: "give a value".into() };
        let bad: Vec<BadParameter> = self.pairs.iter().filter(blank).map(bad).collect();
        if bad.is_empty() { Ok(()) } else { Err(Problem::parameters(bad)) }
    }

    fn filter(&self) -> Result<Filter, Problem> {
        Filter::parse(self.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()))).map_err(Problem::parameters)
    }

    fn filter_and_page(&self) -> Result<(Filter, Page), Problem> {
        let (page, filter): (Vec<_>, Vec<_>) =
            self.pairs.iter().partition(|(key, _)| ["limit", "cursor", "sort"].contains(&key.as_str()));
        let filter = Filter::parse(filter.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        Ok((filter.map_err(Problem::parameters)?, page_of(&page)?))
    }

    fn page(&self) -> Result<Page, Problem> {
        self.only(&["limit", "cursor"])?;
        page_of(&self.pairs.iter().collect::<Vec<_>>())
    }

    fn as_of(&self) -> Result<Filter, Problem> {
        self.only(&["as_of"])?;
        self.filter()
    }
}

fn page_of(pairs: &[&(String, String)]) -> Result<Page, Problem> {
    let mut page = Page::default();
    for (key, value) in pairs {
        let wrong = |detail: &str| {
            Problem::parameters(vec![BadParameter { parameter: key.clone(), detail: detail.to_owned() }])
        };
        match key.as_str() {
            "limit" => {
                let limit = plain(value)
                    .and_then(|n| usize::try_from(n).ok())
                    .filter(|limit| (1..=LARGEST_PAGE).contains(limit));
                page.limit = limit.ok_or_else(|| wrong("write a number from 1 to 500"))?;
            }
            "sort" => page.sort = Sort::parse(value).ok_or_else(|| wrong("write newest, oldest or told"))?,
            _ => page.after = Some(value.clone()),
        }
    }
    Ok(page)
}

/// Reads a number that is written in digits alone.
fn plain(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn value<T: Serialize>(answer: &T) -> Result<Value, Problem> {
    serde_json::to_value(answer).map_err(|error| Problem::new(500, "the answer cannot be written", error.to_string()))
}

fn or_nothing<T: Serialize>(found: Option<T>, what: &str, id: &str) -> Result<Value, Problem> {
    value(&found.ok_or_else(|| Problem::nothing(what, id))?)
}

fn events(asked: &Asked<'_>) -> Result<Value, Problem> {
    let (filter, page) = asked.filter_and_page()?;
    value(&query::events(asked.file, &filter, &page)?)
}

fn dossier(asked: &Asked<'_>) -> Result<Box<query::Dossier>, Problem> {
    match query::event(asked.file, asked.id, asked.as_of()?.as_of)? {
        Found::Here(dossier) => Ok(dossier),
        Found::Nowhere => Err(Problem::nothing("event", asked.id)),
        Found::Joined(into) => Err(Problem {
            location: Some(format!("{}/events/{into}", crate::ROOT)),
            ..Problem::new(308, "joined with others", into)
        }),
        Found::Several(ids) => Err(Problem::new(410, "split, or several begin so", ids.join(", "))),
    }
}

fn event(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&dossier(asked)?)
}

fn event_claims(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&dossier(asked)?.claims)
}

fn event_reports(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&dossier(asked)?.tellings)
}

fn event_history(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    let history = asked.file.history(asked.id)?;
    if history.is_empty() { Err(Problem::nothing("event", asked.id)) } else { value(&history) }
}

fn claims(asked: &Asked<'_>) -> Result<Value, Problem> {
    let (filter, page) = asked.filter_and_page()?;
    value(&query::claims(asked.file, &filter, &page)?)
}

fn facets(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::facets(asked.file, &asked.filter()?, 50)?)
}

fn points(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::points(asked.file, &asked.filter()?)?)
}

fn timeline(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::bins(asked.file, &asked.filter()?, "2016-06".len())?)
}

fn passages(asked: &Asked<'_>) -> Result<Value, Problem> {
    let (filter, page) = asked.filter_and_page()?;
    let words = filter.q.clone().unwrap_or_default();
    value(&query::search(asked.file, &words, &filter, &page)?)
}

fn documents(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::documents(asked.file, None, &asked.page()?)?)
}

fn document(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    or_nothing(query::document(asked.file, asked.id)?, "document", asked.id)
}

fn document_passages(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&["q"])?;
    let filter = Filter::parse([("document", asked.id)]).map_err(Problem::parameters)?;
    value(&query::search(asked.file, asked.own("q").unwrap_or_default(), &filter, &Page::default())?)
}

fn actors(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::actors(asked.file, &asked.page()?)?)
}

fn actor(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    or_nothing(query::actor(asked.file, asked.id)?, "actor", asked.id)
}

fn places(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::places(asked.file, &asked.page()?)?)
}

fn place(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    or_nothing(query::place(asked.file, asked.id)?, "place", asked.id)
}

fn sources(asked: &Asked<'_>) -> Result<Value, Problem> {
    value(&query::sources(asked.file, &asked.page()?)?)
}

fn source(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    or_nothing(query::source(asked.file, asked.id)?, "source", asked.id)
}

fn suggest(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&["q"])?;
    value(&query::suggest(asked.file, asked.own("q").unwrap_or_default(), 20)?)
}

fn compare(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&["a", "b"])?;
    let (Some(a), Some(b)) = (asked.own("a"), asked.own("b")) else {
        return Err(Problem::new(400, "wrong parameters", "give two documents or two sources as a and b"));
    };
    let is_document = |id: &str| query::document(asked.file, id).map(|found| found.is_some());
    let key = if is_document(a)? && is_document(b)? { "document" } else { "source" };
    value(&query::compare(asked.file, key, [a, b])?)
}

fn decisions(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    value(&asked.file.decisions()?)
}

fn changes(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&["since", "limit"])?;
    let number = |key: &str, otherwise: i64| match asked.own(key) {
        None => Ok(otherwise),
        Some(given) => plain(given).ok_or_else(|| {
            Problem::parameters(vec![BadParameter { parameter: key.to_owned(), detail: "write a whole number".into() }])
        }),
    };
    let limit = number("limit", 100)?;
    let limit = usize::try_from(limit).ok().filter(|limit| (1..=LARGEST_PAGE).contains(limit)).ok_or_else(|| {
        Problem::parameters(vec![BadParameter {
            parameter: "limit".into(),
            detail: "write a number from 1 to 500".into(),
        }])
    })?;
    value(&asked.file.changes(number("since", 0)?, limit)?)
}

fn stats(asked: &Asked<'_>) -> Result<Value, Problem> {
    asked.only(&[])?;
    let one = Page { limit: 1, ..Page::default() };
    let everything = Filter::default();
    let facets = query::facets(asked.file, &everything, 4)?;
    let status = facets.into_iter().find(|facet| facet.key == "status").map(|facet| facet.values);
    Ok(json!({
        "events": query::events(asked.file, &everything, &one)?.total,
        "actors": query::actors(asked.file, &one)?.total,
        "places": query::places(asked.file, &one)?.total,
        "sources": query::sources(asked.file, &one)?.total,
        "status": status,
        "set_aside": asked.file.set_asides()?.len(),
        "case": asked.file.meta()?,
    }))
}
