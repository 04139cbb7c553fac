//! Prints the analysis of the text on standard input as a table like CoNLL-U, with names in the last column.
//!
//! `echo "The army shelled the town." | cargo run --release -p language --example parse`
#![expect(clippy::print_stdout, reason = "printing is what this example is for")]

use language::{Model, analyze};
use schema::{DataFile, Span};
use std::io::Read;

fn main() -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/en");
    let mut files = Vec::new();
    for name in Model::FILES {
        files.push(DataFile { path: format!("models/en/{name}"), bytes: std::fs::read(folder.join(name))? });
    }
    let start = std::time::Instant::now();
    let model = Model::load(&files, "en").map_err(|problems| std::io::Error::other(problems[0].to_string()))?;
    eprintln!("loaded in {:?}", start.elapsed());
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let start = std::time::Instant::now();
    let analysis = analyze(&text, &[Span::new(0, text.len())], &model);
    eprintln!("{} tokens in {:?}", analysis.tokens.len(), start.elapsed());
    for sentence in &analysis.sentences {
        println!("# text = {}", sentence.span.of(&text).replace('\n', " "));
        for (number, at) in sentence.tokens.clone().enumerate() {
            let token = &analysis.tokens[at];
            let head = token.head.map_or(0, |head| head - sentence.tokens.start + 1);
            let (word, tag, relation) = (analysis.word(at), token.tag.label(), token.relation.label());
            let named = analysis.names.iter().find(|name| name.tokens.contains(&at));
            let name = named.map_or("_", |name| name.kind.label());
            println!(
                "{}\t{word}\t{}\t{tag}\t{}\t_\t{head}\t{relation}\t_\t{name}",
                number + 1,
                token.lemma,
                token.fine
            );
        }
        println!();
    }
    Ok(())
}
