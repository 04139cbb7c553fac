//! Does the analysis hold its promises on any text at all?
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use language::{Analysis, Model, Relation, analyze};
use schema::{DataFile, Span};

fn model() -> Model {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/en");
    let read =
        |name: &str| DataFile { path: format!("models/en/{name}"), bytes: std::fs::read(folder.join(name)).unwrap() };
    Model::load(&Model::FILES.map(read), "en").unwrap()
}

/// Spans lie on boundaries and in order, the gaps hold no letters, every sentence is a tree with one root.
fn check(analysis: &Analysis<'_>, sections: &[Span]) {
    let text = analysis.text;
    let (mut end, mut next) = (0, 0);
    for token in &analysis.tokens {
        assert!(token.span.start >= end && token.span.start < token.span.end, "{:?} in {text:?}", token.span);
        assert!(text.get(token.span.start..token.span.end).is_some(), "{:?} in {text:?}", token.span);
        assert!(sections.iter().any(|section| section.contains(token.span)));
        let gap = &text[end..token.span.start];
        if sections.len() == 1 {
            assert!(!gap.contains(char::is_alphanumeric), "{gap:?} is lost in {text:?}");
        }
        end = token.span.end;
    }
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        assert_eq!(sentence.tokens.start, next);
        assert!(sentence.tokens.end > next && sentence.tokens.len() <= 200);
        next = sentence.tokens.end;
        assert!(sections.iter().any(|section| section.contains(sentence.span)), "a sentence crosses sections");
        let roots = sentence.tokens.clone().filter(|token| analysis.tokens[*token].head.is_none());
        assert_eq!(roots.count(), 1, "in {:?}", sentence.span.of(text));
        for token in sentence.tokens.clone() {
            assert_eq!(analysis.sentence_of(token), index);
            assert!(analysis.tokens[token].head.is_none_or(|head| sentence.tokens.contains(&head)));
            assert!(analysis.ancestors(token).take(201).count() <= sentence.tokens.len(), "a circle");
            let is_root = analysis.tokens[token].relation == Relation::Root;
            assert_eq!(is_root, analysis.tokens[token].head.is_none());
        }
    }
    assert_eq!(next, analysis.tokens.len());
    let mut named = 0;
    for name in &analysis.names {
        assert!(name.tokens.start >= named && name.tokens.end > name.tokens.start, "names overlap");
        named = name.tokens.end;
        let (first, last) = (&analysis.tokens[name.tokens.start], &analysis.tokens[named - 1]);
        assert_eq!(name.span, first.span.join(last.span));
        assert_eq!(analysis.sentence_of(name.tokens.start), analysis.sentence_of(named - 1));
    }
}

/// Pieces that tokenizers stumble over, and any character at all.
fn hostile(seed: &mut u64, pieces: usize) -> String {
    const ODD: [&str; 40] = [
        "n't",
        "'s",
        "’s",
        "U.S.",
        "p.m.",
        "...",
        "--",
        "—",
        "’",
        "\"",
        "“",
        "http://",
        "www.",
        "a@b.c",
        "@",
        "#x",
        "\n",
        "\n\n",
        "\u{200d}",
        "e\u{301}",
        "مرحبا",
        "Привет",
        "中文。",
        "🇺🇦",
        "👩‍👩‍👧",
        "İ",
        "ß",
        "ﬃ",
        "1,000.5",
        "10/3",
        "12th",
        "5km",
        "-",
        ".",
        "!",
        "?!",
        "Lt. ",
        "\u{feff}",
        "\0",
        "anti-",
    ];
    let mut dice = |limit: usize| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize % limit
    };
    let mut text = String::new();
    for _ in 0..pieces {
        match dice(5) {
            0 => text.push(char::from_u32(dice(0x2_0000) as u32).unwrap_or('\u{fffd}')),
            1 => text.push(' '),
            2 => text.push((b'a' + dice(26) as u8) as char),
            _ => text.push_str(ODD[dice(ODD.len())]),
        }
    }
    text
}

#[test]
fn any_text_gives_trees_that_rebuild_it() {
    let model = model();
    let mut seed = 42;
    for _ in 0..600 {
        let text = hostile(&mut seed, 60);
        let sections = [Span::new(0, text.len())];
        check(&analyze(&text, &sections, &model), &sections);
    }
}

#[test]
fn sentences_never_cross_sections() {
    let model = model();
    let text = "Rebels took the town and left it The army came back later \u{1f1fa} Ten men died";
    let cut = |words: &str| text.find(words).unwrap();
    let sections =
        [Span::new(0, cut("left")), Span::new(cut("The army"), cut(" later")), Span::new(cut("Ten"), text.len())];
    let analysis = analyze(text, &sections, &model);
    check(&analysis, &sections);
    assert_eq!(analysis.sentences.len(), 3);
    assert!(!analysis.tokens.iter().any(|token| token.span.of(text) == "later"));
    // Spans that are no sections of this text are passed over.
    assert!(analyze(text, &[Span::new(5, 9_999)], &model).tokens.is_empty());
    assert!(analyze("", &[Span::new(0, 0)], &model).sentences.is_empty());
}

#[test]
fn a_sentence_reads_the_same_among_others() {
    let model = model();
    let parts = ["Rebels shelled the town.", "The army, which had left, came back on Monday.", "Ten people died."];
    let text = parts.join("\n\n");
    let whole = analyze(&text, &[Span::new(0, text.len())], &model);
    assert_eq!(whole.sentences.len(), parts.len());
    for (part, sentence) in parts.iter().zip(&whole.sentences) {
        let alone = analyze(part, &[Span::new(0, part.len())], &model);
        for (at, token) in sentence.tokens.clone().enumerate() {
            let (here, there) = (&alone.tokens[at], &whole.tokens[token]);
            let head = there.head.map(|head| head - sentence.tokens.start);
            assert_eq!(
                (here.head, here.relation, here.tag, &here.lemma),
                (head, there.relation, there.tag, &there.lemma)
            );
        }
    }
}

#[test]
fn long_lines_stay_cheap() {
    let model = model();
    for piece in ["x", "1.", "'", "(", "a-", "bomb ", ".", "a@", "anti-", "U.S.", "é", "\u{301}"] {
        let text = piece.repeat(20_000 / piece.len().min(3));
        let sections = [Span::new(0, text.len())];
        check(&analyze(&text, &sections, &model), &sections);
    }
}
