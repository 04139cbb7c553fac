//! Is what a page shows what the case holds now, though answers are kept?

#![expect(clippy::unwrap_used, reason = "a test that cannot ask has failed")]

use axum::{
    body::{Body, to_bytes},
    http::{Request, header},
};
use schema::{Actor, Case};
use std::{path::Path, sync::Arc};
use store::CaseFile;
use tower::ServiceExt;
use web::{Site, World, router};

fn world() -> World {
    World {
        page: |_, _| None,
        make_sample: |_: &Path| Ok(()),
        codebook: || layouts::Codebook::load(&[]).map_err(|problems| format!("{problems:?}")),
        progress: |_| None,
        follow: |_| Ok(()),
        waiting: |_| Ok(Vec::new()),
    }
}

fn ask(site: &Arc<Site>, path: &str) -> String {
    let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
    let request = Request::get(path).header(header::HOST, "localhost:8417").body(Body::empty()).unwrap();
    runtime.block_on(async {
        let response = router(Arc::clone(site)).oneshot(request).await.unwrap();
        String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
    })
}

fn named(name: &str) -> Case {
    let actor =
        Actor { id: "guard".into(), name: name.into(), kind: "armed_group".into(), country: None, aliases: Vec::new() };
    Case { actors: vec![actor], ..Case::default() }
}

#[test]
fn a_merge_is_seen_at_once_also_while_a_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.db");
    CaseFile::create_or_resume(&path).unwrap().put_case(&named("River Guard")).unwrap();
    let site = Arc::new(Site::new(path.clone(), 8417, "0123456789abcdef".into(), world()));
    let sees = |page: &str, name: &str| {
        (0..2).for_each(|_| assert!(ask(&site, page).contains(name), "{page}: {name}"));
    };
    for page in ["/a/guard", "/api/v1/actors/guard", "/a/guard.json"] {
        sees(page, "River Guard");
    }
    let mut run = CaseFile::create_or_resume(&path).unwrap();
    run.share().unwrap();
    sees("/a/guard", "A run adds pages");
    sees("/a/guard", "River Guard");
    run.put_case(&named("Hill Front")).unwrap();
    for page in ["/a/guard", "/api/v1/actors/guard", "/a/guard.json"] {
        sees(page, "Hill Front");
    }
    drop(run);
    sees("/a/guard", "Hill Front");
    assert!(!ask(&site, "/a/guard").contains("A run adds pages"));
}
