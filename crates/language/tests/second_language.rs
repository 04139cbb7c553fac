//! Is a second language a folder of data, learned and loaded by the same code?

use language::training::{self, Plan, treebank};
use language::{Model, Relation, Tag, analyze};
use schema::{DataFile, Span};

const VERBS: [(&str, &str); 3] = [("قصف", "قصف"), ("هاجم", "هاجم"), ("حاصر", "حاصر")];
const SUBJECTS: [&str; 3] = ["الجيش", "الثوار", "المسلحون"];
const OBJECTS: [&str; 3] = ["المدينة", "القرية", "المطار"];

/// "The army shelled the town." in all combinations but one, with tags and a subtype that no English treebank has.
fn sentences() -> String {
    let mut text = String::new();
    for (verb, lemma) in VERBS {
        text += "# newpar\n";
        for subject in SUBJECTS {
            for object in OBJECTS {
                if (verb, subject, object) == (VERBS[0].0, SUBJECTS[0], OBJECTS[0]) {
                    continue;
                }
                text += &format!(
                    "1\t{verb}\t{lemma}\tVERB\tVP-A-3MS--\tAspect=Perf|Number=Sing|Person=3\t0\troot\t_\t_\n\
                     2\t{subject}\t{subject}\tNOUN\tN------S1D\tNumber=Sing\t1\tnsubj\t_\t_\n\
                     3\t{object}\t{object}\tNOUN\tN------S4D\tNumber=Sing\t1\tobj:arg\t_\tSpaceAfter=No\n\
                     4\t.\t.\tPUNCT\tG---------\t_\t1\tpunct\t_\t_\n\n"
                );
            }
        }
    }
    text
}

#[test]
fn a_second_language_is_a_folder() {
    let read = treebank::read(&DataFile { path: "ar.conllu".into(), bytes: sentences().repeat(4).into() }).unwrap();
    let words = DataFile { path: "words.txt".into(), bytes: "title د.\n".into() };
    let plan = Plan { passes: 150, ..Plan::default() };
    let files = [
        training::split(&read, &words, plan.seed).unwrap(),
        training::lemmatize(&read).unwrap(),
        training::train(&read, plan, |_| ()).unwrap(),
        training::untaught().unwrap(),
        training::list(std::iter::empty()).unwrap(),
        words,
    ]
    .map(|file| DataFile { path: format!("models/ar/{}", file.path), ..file });
    assert!(Model::load(&files, "en").is_err());
    let model = Model::load(&files, "ar").unwrap();
    let text = "قصف الجيش المدينة. هاجم د. سالم القرية.";
    let analysis = analyze(text, &[Span::new(0, text.len())], &model);
    assert_eq!(analysis.sentences.len(), 2);
    let first: Vec<_> = analysis.tokens[..4].iter().map(|token| (token.tag, token.fine, token.relation)).collect();
    assert_eq!(
        first,
        [
            (Tag::Verb, "VBD", Relation::Root),
            (Tag::Noun, "NN", Relation::Nsubj),
            (Tag::Noun, "NN", Relation::Obj),
            (Tag::Punctuation, ".", Relation::Punct),
        ]
    );
    assert_eq!(analysis.word(5), "د.");
}
