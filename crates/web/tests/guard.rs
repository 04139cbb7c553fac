//! Is the server deaf to everybody but the person at this computer?

#![expect(clippy::unwrap_used, reason = "a test that cannot ask has failed")]

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use std::{path::Path, sync::Arc};
use tower::ServiceExt;
use web::{Site, World, router};

const TOKEN: &str = "0123456789abcdef";

fn world() -> World {
    World {
        page: |_, _| None,
        make_sample: |path: &Path| std::fs::write(path, "made").map_err(|error| error.to_string()),
        codebook: || layouts::Codebook::load(&[]).map_err(|problems| format!("{problems:?}")),
        progress: |_| None,
        follow: |_| Ok(()),
        waiting: |_| Ok(Vec::new()),
    }
}

/// Sends a request to a server on port 8417 whose case is in an empty folder.
fn ask(request: Request<Body>) -> Response {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::new(folder.path().join("case.db"), 8417, TOKEN.into(), world());
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    runtime.block_on(router(Arc::new(site)).oneshot(request)).unwrap()
}

fn get(path: &str, host: &str) -> Request<Body> {
    Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap()
}

fn header_of<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn only_our_own_names_are_answered_on_every_route() {
    for path in ["/", "/static/style.css", "/d/x/snapshot", "/api/v1/events", "/nowhere"] {
        for host in ["evil.example", "127.0.0.1.evil.example:8417", "localhost", "127.0.0.1:80", ""] {
            assert_eq!(ask(get(path, host)).status(), StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
        }
        for host in ["127.0.0.1:8417", "localhost:8417", "[::1]:8417"] {
            assert_ne!(ask(get(path, host)).status(), StatusCode::MISDIRECTED_REQUEST, "{host} {path}");
        }
    }
}

#[test]
fn every_answer_forbids_what_a_hostile_page_would_need() {
    for path in ["/", "/static/style.css", "/nowhere", "/d/x"] {
        let response = ask(get(path, "localhost:8417"));
        let policy = header_of(&response, "content-security-policy");
        for rule in
            ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]
        {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(header_of(&response, "x-content-type-options"), "nosniff");
        assert_eq!(header_of(&response, "referrer-policy"), "no-referrer");
        assert_eq!(header_of(&response, "cross-origin-resource-policy"), "same-origin");
        assert_eq!(header_of(&response, "access-control-allow-origin"), "");
    }
    assert_eq!(header_of(&ask(get("/", "localhost:8417")), "cache-control"), "no-store");
}

#[test]
fn programs_get_json_and_problems() {
    let described = ask(get("/api/v1/openapi.json", "localhost:8417"));
    assert_eq!((described.status(), header_of(&described, "content-type")), (StatusCode::OK, "application/json"));
    let nothing = ask(get("/api/v1/events?type=siege", "localhost:8417"));
    let expected = (StatusCode::NOT_FOUND, "application/problem+json");
    assert_eq!((nothing.status(), header_of(&nothing, "content-type")), expected);
}

#[test]
fn an_export_is_refused_by_name() {
    for (path, kind) in [("/export?format=xls", "text/html"), ("/api/v1/export?format=xls", "application/problem+json")]
    {
        let refused = ask(get(path, "localhost:8417"));
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{path}");
        assert!(header_of(&refused, "content-type").starts_with(kind), "{path}");
    }
    let described = api::description();
    let formats = described["paths"]["/export"]["get"]["parameters"].as_array().and_then(|all| all.last()).cloned();
    let names = layouts::Layout::ALL.map(|(_, name, _)| name);
    assert_eq!(formats.unwrap_or_default()["schema"]["enum"], serde_json::json!(names));
}

#[test]
fn assets_are_found_by_their_exact_name_only() {
    assert_eq!(ask(get("/static/style.css", "localhost:8417")).status(), StatusCode::OK);
    for path in [
        "/static/../Cargo.toml",
        "/static/..%2fstyle.css",
        "/static/%2e%2e/Cargo.toml",
        "/static/STYLE.css",
        "/static/",
    ] {
        assert_eq!(ask(get(path, "localhost:8417")).status(), StatusCode::NOT_FOUND, "{path}");
    }
}

fn post(headers: &[(&str, &str)]) -> StatusCode {
    let mut request = Request::post("/sample").header(header::HOST, "localhost:8417");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(request.body(Body::from("{}")).unwrap()).status()
}

#[test]
fn only_our_page_in_our_session_changes_anything() {
    let cookie = format!("theme=dark; rashomon_session={TOKEN}");
    let session = ("cookie", cookie.as_str());
    let (json, here) = (("content-type", "application/json"), ("sec-fetch-site", "same-origin"));
    let (own, other) = (("origin", "http://localhost:8417"), ("origin", "http://evil.example"));
    assert_eq!(post(&[session, json, here]), StatusCode::CREATED);
    assert_eq!(post(&[session, json, own]), StatusCode::CREATED);
    let refused: [&[(&str, &str)]; 7] = [
        &[json, here],
        &[("cookie", "rashomon_session=guess"), json, here],
        &[session, here],
        &[session, json],
        &[session, json, other],
        &[session, json, here, other],
        &[session, json, ("sec-fetch-site", "cross-site"), own],
    ];
    for headers in refused {
        assert_eq!(post(headers), StatusCode::FORBIDDEN, "{headers:?}");
    }
    let form = ("content-type", "application/x-www-form-urlencoded");
    for kind in [("content-type", "text/plain"), form] {
        assert_eq!(post(&[session, kind, here]), StatusCode::FORBIDDEN);
    }
}

#[test]
fn forms_of_the_review_need_the_session_and_our_origin_too() {
    let cookie = format!("rashomon_session={TOKEN}");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let send = |path: &str, headers: &[(&str, &str)]| {
        let mut request = Request::post(path).header(header::HOST, "localhost:8417").header(form.0, form.1);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        ask(request.body(Body::from("answer=a")).unwrap()).status()
    };
    let (session, here) = (("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin"));
    for path in ["/review", "/review/decide"] {
        assert_eq!(send(path, &[session, here]), StatusCode::OK, "there is no case yet");
        assert_eq!(send(path, &[session, here, ("origin", "null")]), StatusCode::OK, "a form without a referrer");
        for refused in [
            vec![session],
            vec![here],
            vec![session, ("sec-fetch-site", "cross-site")],
            vec![session, ("origin", "null")],
        ] {
            assert_eq!(send(path, &refused), StatusCode::FORBIDDEN, "{path}");
        }
    }
}

#[test]
fn the_token_of_the_printed_address_becomes_a_cookie() {
    let response = ask(get(&format!("/?token={TOKEN}"), "localhost:8417"));
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = header_of(&response, "set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(header_of(&ask(get("/?token=guess", "localhost:8417")), "set-cookie"), "");
}

#[test]
fn without_a_case_the_page_says_what_to_do() {
    let response = ask(get("/", "localhost:8417"));
    assert_eq!(response.status(), StatusCode::OK);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let page = runtime.block_on(axum::body::to_bytes(response.into_body(), 1 << 20)).unwrap();
    let page = String::from_utf8(page.to_vec()).unwrap();
    assert!(page.contains("Make the sample case") && page.contains("rashomon run"), "{page}");
}
