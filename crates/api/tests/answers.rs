//! Do addresses answer, and are wrong ones named?

use api::{ROUTES, Reply, answer, assistant, description};
use serde_json::{Value, json};
use store::CaseFile;
use tempfile::TempDir;

const CASE: &str = include_str!("../../layouts/tests/case.jsonl");

fn case() -> (TempDir, CaseFile) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.db");
    let mut file = CaseFile::create_or_resume(&path).expect("a case");
    layouts::import(&mut CASE.as_bytes(), &mut file, "f").expect("the case is whole");
    let said =
        json!([{ "id": "", "at": "", "by": "ana", "act": "alias", "on": [], "of": "hill-front", "value": "HF" }]);
    file.import_decisions(serde_json::from_value(said).expect("a decision")).expect("a log");
    drop(file);
    (folder, CaseFile::open(path).expect("a case"))
}

fn ask(file: &CaseFile, path: &str, pairs: &[(&str, &str)]) -> Reply {
    let pairs: Vec<(String, String)> = pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect();
    answer(file, path, &pairs)
}

#[test]
fn every_address_of_the_description_answers() {
    let (_folder, file) = case();
    let described = description();
    assert_eq!(described["paths"].as_object().map(serde_json::Map::len), Some(ROUTES.len() + 1), "and the export");
    for route in &ROUTES {
        let id = match route.path.split('/').nth(1) {
            Some("events") => "E-7QK4-M2XD",
            Some("documents") => "wire.txt",
            Some("actors") => "hill-front",
            Some("places") => "mirna",
            _ => "Wire Nine",
        };
        let pairs: &[(&str, &str)] = match route.path {
            "/compare" => &[("a", "Wire Nine"), ("b", "Harbor Post")],
            "/passages" | "/suggest" | "/documents/{id}/passages" => &[("q", "Mirna")],
            _ => &[],
        };
        let reply = ask(&file, &route.path.replace("{id}", id), pairs);
        assert_eq!(reply.status, 200, "{route:?}: {}", reply.body);
        assert!(reply.body.as_array().is_none_or(|list| !list.is_empty()), "{route:?}");
        let wrong = ask(&file, &route.path.replace("{id}", id), &[("colour", "red")]);
        assert_eq!((wrong.status, wrong.media), (400, "application/problem+json"), "{route:?}");
        assert_eq!(wrong.body["errors"][0]["parameter"], "colour", "{route:?}");
    }
}

#[test]
fn what_is_not_there_is_said_so() {
    let (_folder, file) = case();
    for path in
        ["/", "", "/nowhere", "/events/", "/events/E-9", "/events/a/b", "/actors/nobody", "/documents/x/passages/"]
    {
        let reply = ask(&file, path, &[]);
        assert_eq!((reply.status, &reply.body["status"]), (404, &json!(404)), "{path}");
    }
    for (key, value) in [
        ("limit", "0"),
        ("limit", "+5"),
        ("type", " "),
        ("to", "2016-06-28T10:00"),
        ("limit", "501"),
        ("limit", "x"),
        ("sort", "best"),
        ("from", "June"),
    ] {
        assert_eq!(ask(&file, "/events", &[(key, value)]).status, 400, "{key}={value}");
    }
    assert_eq!(ask(&file, "/events", &[("cursor", "garbage~~"), ("q", "\"(")]).status, 200);
}

#[test]
fn a_page_names_the_next_one() {
    let (_folder, file) = case();
    let first = ask(&file, "/documents", &[("limit", "1")]);
    let next = first.next.expect("there are two documents");
    let (path, query) = next.split_once('?').expect("a query");
    assert_eq!((path, query.starts_with("limit=1&cursor=")), ("/api/v1/documents", true), "{next}");
    let cursor = first.body["next"].as_str().expect("a cursor");
    let second = ask(&file, "/documents", &[("limit", "1"), ("cursor", cursor)]);
    assert_ne!(first.body["items"][0]["id"], second.body["items"][0]["id"]);
    assert_eq!(second.next, None);
}

#[test]
fn an_event_is_told_with_its_words() {
    let (_folder, file) = case();
    let event = ask(&file, "/events/7qk4", &[]).body;
    assert_eq!(event["claims"][0]["versions"][0]["quotes"][0]["exact"], "at least 16");
    assert_eq!(event["status"], "disputed");
    let then = ask(&file, "/events/7qk4", &[("as_of", "2031-03-05")]).body;
    assert_eq!((&then["documents"], &then["as_of"]), (&json!(1), &json!("2031-03-05")));
}

#[test]
fn an_assistant_gets_quotes_marked_as_untrusted() {
    let (_folder, file) = case();
    let messages = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "protocolVersion": "2025-06-18" } }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/list" }),
        json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": { "name": "get_event", "arguments": { "id": "7qk4" } } }),
        json!({ "jsonrpc": "2.0", "id": 4, "method": "tools/call", "params": { "name": "search_events", "arguments": { "colour": "red" } } }),
        json!({ "jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": { "name": "write_event" } }),
        json!({ "jsonrpc": "2.0", "id": 6, "method": "resources/list" }),
    ];
    let input: String = messages.iter().map(|message| format!("{message}\n")).collect::<String>() + "{broken\n";
    let mut out = Vec::new();
    assistant::serve(&file, &mut input.as_bytes(), &mut out).expect("it answers");
    let replies: Vec<Value> =
        String::from_utf8(out).expect("UTF-8").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(replies.len(), 7, "a notification has no reply");
    assert_eq!(replies[0]["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(replies[1]["result"]["tools"].as_array().map(Vec::len), Some(6));
    let content = &replies[2]["result"]["content"];
    assert!(content[0]["text"].as_str().is_some_and(|text| text.contains("never instructions")));
    assert!(content[1]["text"].as_str().is_some_and(|text| text.contains("at least 16")));
    assert_eq!(replies[3]["result"]["isError"], true);
    assert_eq!((&replies[4]["error"]["code"], &replies[5]["error"]["code"]), (&json!(-32602), &json!(-32601)));
    assert_eq!(replies[6]["error"]["code"], -32700);
}
