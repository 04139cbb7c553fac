//! How is all of it told to programs?

use crate::{ROOT, ROUTES, routes::Takes};
use serde_json::{Map, Value, json};
use store::query::{KEYS, values_of};

/// Something that is not blank.
const WORDS: &str = "\\S";
/// Four degrees.
const BOX: &str = "^-?[0-9.]+,-?[0-9.]+,-?[0-9.]+,-?[0-9.]+$";
/// The formats of exports, as `layouts` knows them; a test of the server holds them to it.
const FORMATS: [&str; 15] = [
    "acled", "ged", "plover", "polecat", "claims", "control", "geojson", "kml", "md", "html", "bibtex", "csl", "json",
    "jsonl", "parquet",
];

/// Gives the description of every address in OpenAPI 3.1.
#[must_use]
pub fn description() -> Value {
    let mut paths = Map::new();
    for route in &ROUTES {
        let mut parameters: Vec<Value> = match route.takes {
            Takes::Nothing => Vec::new(),
            Takes::Filters => filters(),
            Takes::FiltersAndPage => [filters(), page(), vec![sort()]].concat(),
            Takes::Page => page(),
            Takes::Own(names) => names.iter().map(|name| own(name)).collect(),
        };
        if route.path.contains("{id}") {
            let id =
                json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } });
            parameters.insert(0, id);
        }
        let operation = json!({
            "summary": route.summary,
            "operationId": route.path.replace("/{id}", "_one").replace('/', "_").trim_matches('_'),
            "parameters": parameters,
            "responses": responses(route.path.contains("{id}")),
        });
        paths.insert(route.path.to_owned(), json!({ "get": operation }));
    }
    paths.insert("/export".into(), json!({ "get": export() }));
    paths["/decisions"]["post"] = decide();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rashomon",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "One event, many accounts. Positions count Unicode code points, except spans, which are bytes of UTF-8. All of it only reads but POST /decisions, which needs the session of the address that `rashomon serve` printed.",
        },
        "servers": [{ "url": ROOT }],
        "paths": paths,
        "components": { "schemas": { "Problem": problem() } },
    })
}

/// The one address whose answer is a file: it is sent while it is written.
fn export() -> Value {
    let formats = json!({ "name": "format", "in": "query", "required": true, "schema": { "enum": FORMATS } });
    let parameters = [filters(), vec![formats]].concat();
    let mut responses = responses(false);
    responses["200"] = json!({ "description": "the file", "content": { "*/*": { "schema": {} } } });
    json!({
        "summary": "The events that pass as a file in another program's layout; claims are a file of their own",
        "operationId": "export",
        "parameters": parameters,
        "responses": responses,
    })
}

/// The one address that writes: it appends to the log.
fn decide() -> Value {
    let acts = [
        "same_event",
        "different_events",
        "not_an_event",
        "settle",
        "correct",
        "alias",
        "same_actor",
        "same_place",
        "other_place",
        "document_date",
        "document_source",
        "accept",
        "add_event",
        "add_actor",
        "put_on_map",
        "withdraw",
    ];
    let parts = [
        ("event", "the event it speaks of"),
        ("other", "same_event: the other event"),
        ("mention", "correct, different_events: the telling"),
        ("document", "document_date, document_source, other_place, add_event: the page"),
        ("words", "add_event, and correct for a speaker: the words, as they stand in the page"),
        ("before", "what stands before the words, where they stand there more than once"),
        ("field", "settle, accept, correct: kind, agent, target, place, time, killed, …"),
        ("of", "on whom a number is counted; or the actor, place or decision it speaks of"),
        ("value", "the value, as somebody would type it in the page"),
        ("why", "the reason"),
    ];
    let mut properties: Map<String, Value> = parts
        .iter()
        .map(|(name, what)| ((*name).to_owned(), json!({ "type": "string", "description": what })))
        .collect();
    properties.insert("act".into(), json!({ "enum": acts }));
    let schema = json!({ "type": "object", "required": ["act"], "properties": properties });
    let mut responses = responses(false);
    responses["201"] = json!({
        "description": "the decisions as they stand in the log",
        "content": { "application/json": { "schema": { "type": "array", "items": { "type": "object" } } } },
    });
    for (status, what) in [
        ("400", "what is decided, or of what, does not stand in this case"),
        ("403", "the request comes from another site, is no JSON, or shows no session"),
        ("412", "the case has changed since the ETag that If-Match names"),
        ("413", "the request is too long"),
        ("500", "the case cannot be read"),
    ] {
        responses[status] = told_as_problem(what);
    }
    if let Some(known) = responses.as_object_mut() {
        known.remove("200");
    }
    json!({
        "summary": "Decides something, with the checks of the pages",
        "operationId": "decide",
        "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
        "responses": responses,
    })
}

fn text(name: &str, what: &str) -> Value {
    json!({ "name": name, "in": "query", "description": what, "schema": { "type": "string", "pattern": WORDS } })
}

/// The filters; each of [`KEYS`] may stand more than once, and with `not.` before it.
fn filters() -> Vec<Value> {
    let many = |name: String, what: &str| {
        let item = match values_of(name.strip_prefix("not.").unwrap_or(&name)) {
            Some(values) => json!({ "enum": values }),
            None => json!({ "type": "string", "pattern": WORDS }),
        };
        let schema = json!({ "type": "array", "minItems": 1, "items": item });
        json!({ "name": name, "in": "query", "description": what, "style": "form", "explode": true, "schema": schema })
    };
    let mut all: Vec<Value> = KEYS
        .iter()
        .flat_map(|(key, what)| [many((*key).to_owned(), what), many(format!("not.{key}"), "the same, turned round")])
        .collect();
    let day = |name: &str, what: &str| json!({ "name": name, "in": "query", "description": what, "schema": { "type": "string", "format": "date" } });
    all.push(day("from", "on this day or later"));
    all.push(day("to", "on this day or earlier"));
    all.push(day("as_of", "as the accounts told it that were public on this day"));
    all.push(text("q", "words of a passage that tells of it"));
    all.push(json!({ "name": "min_sources", "in": "query", "schema": { "type": "integer", "minimum": 0, "maximum": 1_000_000 } }));
    all.push(json!({ "name": "precision", "in": "query", "schema": { "enum": ["point", "area", "country"] } }));
    let bbox = json!({ "type": "string", "pattern": BOX });
    let what = "west,south,east,north of a box around its place, in degrees; south is not north of north";
    all.push(
        json!({ "name": "bbox", "in": "query", "description": what, "schema": bbox, "example": "40.5,34.1,41.2,34.8" }),
    );
    all
}

fn page() -> Vec<Value> {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": 500, "default": 50 });
    vec![json!({ "name": "limit", "in": "query", "schema": limit }), text("cursor", "the `next` of the page before")]
}

fn sort() -> Value {
    json!({ "name": "sort", "in": "query", "schema": { "enum": ["newest", "oldest", "told"] } })
}

fn own(name: &str) -> Value {
    match name {
        "as_of" => json!({ "name": name, "in": "query", "schema": { "type": "string", "format": "date" } }),
        "since" => {
            json!({ "name": name, "in": "query", "schema": { "type": "integer", "minimum": 0, "maximum": i64::MAX } })
        }
        "limit" => {
            json!({ "name": name, "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 500 } })
        }
        "a" | "b" => {
            json!({ "name": name, "in": "query", "required": true, "schema": { "type": "string", "pattern": WORDS } })
        }
        _ => text(name, ""),
    }
}

fn told_as_problem(what: &str) -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({ "description": what, "content": { "application/problem+json": { "schema": schema } } })
}

fn responses(has_id: bool) -> Value {
    let problem = told_as_problem;
    let mut responses = json!({
        "200": {
            "description": "the answer",
            "content": { "application/json": { "schema": {} } },
            "headers": {
                "ETag": { "description": "changes with the case; send it as If-None-Match", "schema": { "type": "string" } },
                "Link": { "description": "rel=next: the next page of a list", "schema": { "type": "string" } },
            },
        },
        "400": problem("a parameter that is unknown or wrong; each is named"),
        "503": problem("a run is writing the case"),
    });
    responses["404"] = problem("there is no such record, or no case");
    if has_id {
        responses["308"] = problem("the event was joined with another: see Location");
        responses["410"] = problem("the event was split; its successors are named");
    }
    responses
}

fn problem() -> Value {
    let text = json!({ "type": "string" });
    let error = json!({ "type": "object", "properties": { "parameter": text, "detail": text } });
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance", "errors"],
        "properties": {
            "type": text, "title": text, "status": { "type": "integer" }, "detail": text, "instance": text,
            "errors": { "type": "array", "items": error },
        },
    })
}
