//! Prints the document that is read from each page named: `cargo run -p reader --example read -- PAGE…`.

use schema::DataFile;

#[expect(clippy::print_stdout, reason = "an example prints")]
fn main() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/");
    let files: Vec<DataFile> = ["sources/publishers.toml", "sources/boilerplate.toml", "sources/markup.toml"]
        .into_iter()
        .filter_map(|path| {
            Some(DataFile { path: path.to_owned(), bytes: std::fs::read(format!("{data}{path}")).ok()? })
        })
        .collect();
    let publishers = match reader::Publishers::load(&files) {
        Ok(publishers) => publishers,
        Err(problems) => {
            for problem in problems {
                println!("{problem}");
            }
            return;
        }
    };
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        match reader::read(&path, &bytes, &publishers) {
            Ok(document) => println!("{}", serde_json::to_string(&document).unwrap_or_default()),
            Err(refusal) => println!("{}", serde_json::json!({ "path": path, "refusal": refusal.to_string() })),
        }
    }
}
