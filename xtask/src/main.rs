//! What the project does with itself.

mod eval_language;
mod train;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["train", data] => train::train(Path::new(data), root),
        ["eval", "language", data] => eval_language::eval_language(Path::new(data), root),
        _ => anyhow::bail!("usage: cargo xtask train DATA | eval language DATA"),
    }
}
