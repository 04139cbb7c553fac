//! How is the model learned from treebanks?
//!
//! Used by `cargo xtask train` and `cargo xtask eval language` only. Same treebanks and seed, same bytes.

mod dice;
mod learner;
mod lemmas;
mod oracle;
mod parser;
mod tagger;
pub mod treebank;

use crate::form::Form;
use crate::model::Tagger;
use crate::parser::features;
use schema::DataFile;
use treebank::Sentence;

/// How long and from what seed to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Seeds the order of the sentences and the parser's excursions.
    pub seed: u64,
    /// Passes of the tagger over the treebank.
    pub tagger_passes: usize,
    /// Passes of the taggers that have not seen all of it.
    pub fold_passes: usize,
    /// Passes of the parser over the treebank.
    pub parser_passes: usize,
    /// Parts into which the treebank is cut to tag each by a tagger that has not seen it.
    pub folds: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self { seed: 20_161_003, tagger_passes: 8, fold_passes: 4, parser_passes: 8, folds: 4 }
    }
}

/// Learns the files `en/tagger.bin.zst`, `en/parser.bin.zst` and `en/lemmas.bin.zst` of `models/`.
pub fn train(treebank: &[Sentence], plan: Plan) -> std::io::Result<Vec<DataFile>> {
    let forms: Vec<Vec<Form>> =
        treebank.iter().map(|s| s.words.iter().map(|word| Form::new(&word.form)).collect()).collect();
    let lemmas = lemmas::learn(treebank);
    // The final tagger learns beside the folds: both are independent, so two threads change nothing.
    let (tagger, tags) = std::thread::scope(|scope| {
        let whole = scope.spawn(|| tagger::learn(treebank, &forms, &|_| true, plan));
        let tags = predicted_tags(treebank, &forms, plan);
        (whole.join().expect("training panicked"), tags)
    });
    let views: Vec<features::Words> =
        forms.iter().zip(&tags).map(|(forms, tags)| features::Words::new(forms, tags)).collect();
    let parser = parser::learn(treebank, &views, plan);
    let mut table = Vec::new();
    parser.encode(&mut table);
    [("tagger", tagger.encode()), ("parser", table), ("lemmas", lemmas.encode())]
        .into_iter()
        .map(|(name, bytes)| {
            Ok(DataFile { path: format!("models/en/{name}.bin.zst"), bytes: zstd::encode_all(&*bytes, 19)? })
        })
        .collect()
}

/// Tags every sentence by a tagger that learned from the other folds, so that the parser meets tags as they will be.
fn predicted_tags(treebank: &[Sentence], forms: &[Vec<Form>], plan: Plan) -> Vec<Vec<u8>> {
    let labels = tagger::labels(treebank);
    let mut tags = vec![Vec::new(); treebank.len()];
    for fold in 0..plan.folds {
        let part: Tagger = tagger::learn(
            treebank,
            forms,
            &|at| at % plan.folds != fold,
            Plan { tagger_passes: plan.fold_passes, ..plan },
        );
        for at in (fold..treebank.len()).step_by(plan.folds) {
            let view = crate::tagger::View::new(forms[at].clone(), &part.classes);
            tags[at] = view.tag(&part.weights, labels.len());
        }
    }
    tags
}
