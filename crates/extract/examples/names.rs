//! How fast are names of actors found? `cargo run --release -p extract --example names -- data TEXT`

use extract::actors::Lexicon;
use schema::DataFile;
use std::{env, error::Error, fs, path::Path, time::Instant};

const BYTES: usize = 100_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [data, text] = arguments.as_slice() else { return Err("give the data folder and a text".into()) };
    let started = Instant::now();
    let lexicon = Lexicon::load(&files(Path::new(data))?).map_err(|problems| format!("{problems:?}"))?;
    eprintln!("{} names loaded in {} ms", lexicon.len(), started.elapsed().as_millis());
    let text = fs::read_to_string(text)?;
    let text = text.repeat(BYTES / text.len().max(1));
    let started = Instant::now();
    let found = lexicon.count_names(&text);
    let seconds = started.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a speed needs no more than three digits")]
    let speed = text.len() as f64 / seconds / 1e6;
    eprintln!("{found} names in {} MB, {speed:.0} MB a second", text.len() / 1_000_000);
    Ok(())
}

fn files(data: &Path) -> Result<Vec<DataFile>, Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in ["actors", "en", "ontology", "places"] {
        for entry in fs::read_dir(data.join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|end| end == "toml") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push(DataFile { path: format!("{folder}/{name}"), bytes: fs::read(&path)? });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
