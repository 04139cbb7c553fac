//! Grammar written by hand, for tests.

use language::{Analysis, Relation, Sentence, Tag, Token};
use schema::Span;

/// Makes an analysis of rows "word lemma TAG FINE head relation", heads counted from 1 and 0 for the root;
/// an empty row ends a sentence. Words are joined by spaces.
pub(crate) fn analysis<'t>(rows: &str, text: &'t mut String) -> Analysis<'t> {
    let (mut tokens, mut sentences): (Vec<Token>, Vec<Sentence>) = (Vec::new(), Vec::new());
    for block in rows.split("\n\n") {
        let first = tokens.len();
        for row in block.lines().map(str::trim).filter(|row| !row.is_empty() && !row.starts_with('#')) {
            let cells: Vec<&str> = row.split_whitespace().collect();
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(cells[0]);
            let head: usize = cells[4].parse().expect("heads are numbers");
            tokens.push(Token {
                span: Span::new(start, text.len()),
                tag: Tag::parse(cells[2]).expect("a universal tag"),
                fine: String::from(cells[3]).leak(),
                lemma: cells[1].into(),
                head: head.checked_sub(1).map(|head| head + first),
                relation: Relation::parse(cells[5]).unwrap_or(Relation::Dep),
            });
        }
        if tokens.len() > first {
            let span = tokens[first].span.join(tokens[tokens.len() - 1].span);
            sentences.push(Sentence { span, tokens: first..tokens.len() });
        }
    }
    Analysis { text, sentences, tokens, names: Vec::new() }
}
