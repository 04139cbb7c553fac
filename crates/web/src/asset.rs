//! Which files does the server carry for the browser?

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use include_dir::{Dir, include_dir};

static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../web/assets");

/// Answers with one file by its exact name in the embedded table; nothing is ever joined to a path.
pub(crate) async fn asset(Path(name): Path<String>) -> Response {
    let found = ASSETS.files().find(|file| file.path().to_str() == Some(name.as_str()));
    match found {
        Some(file) => ([(header::CONTENT_TYPE, kind(&name)), (header::CACHE_CONTROL, "no-cache")], file.contents())
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::ASSETS;
    use std::{fs, path::Path};

    #[test]
    fn the_binary_carries_the_files_as_they_lie_in_the_project() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/assets");
        let mut names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        let mut carried: Vec<_> = ASSETS.files().map(|file| file.path().as_os_str().to_owned()).collect();
        carried.sort();
        assert_eq!(carried, names);
        for file in ASSETS.files() {
            assert_eq!(file.contents(), fs::read(folder.join(file.path())).unwrap(), "{:?} is stale", file.path());
        }
    }
}
