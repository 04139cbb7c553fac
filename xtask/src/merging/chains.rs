//! How well are gold mentions of ECB+ brought together, all topics in one heap?
//!
//! The set is no news of conflicts: the kind of a mention is the family of its head word (nominate, nomination), or of the word
//! that stands for it among those that mean the same (slay, kill), and nothing but the words around it and the account that it
//! stands in tells it from others.

use super::{Book, Grouping, alone};
use crate::eval_language;
use anyhow::Result;
use language::{Analysis, analyze_tokens};
use merge::Settings;
use schema::{Basis, Document, EventMention, Findings, Published, Section, SectionKind, Span};
use serde::Deserialize;
use std::path::Path;

/// Words that begin with the same letters, this many, are taken for one family.
const FAMILY: usize = 5;

#[derive(Deserialize)]
pub struct Text {
    id: String,
    topic: u32,
    tokens: Vec<String>,
    sent_of_token: Vec<usize>,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    kind: String,
    tokens: Vec<usize>,
    validated: bool,
    chain: String,
}

/// Groups the validated mentions of events, beside the rule "same head lemma within the gold topic".
pub fn measure(texts: &[Text], root: &Path, settings: &Settings, book: &mut Book) -> Result<()> {
    let model = eval_language::load(root)?;
    let (mut accounts, mut truth, mut rule) = (Vec::new(), Grouping::new(), Grouping::new());
    for text in texts {
        let laid = Laid::new(text);
        let analysis = analyze_tokens(&laid.text, &laid.sentences, &model);
        let document = account(text, &laid);
        let mut findings = Findings { document: document.id.clone(), ..Findings::default() };
        for mention in text.mentions.iter().filter(|mention| mention.kind == "event" && mention.validated) {
            let Some((found, lemma)) = event(mention, text, (&laid, &analysis), settings) else { continue };
            rule.insert(found.id.clone(), format!("{} {lemma}", text.topic));
            truth.insert(found.id.clone(), mention.chain.clone());
            findings.events.push(found);
        }
        accounts.push((document, findings));
    }
    book.beside("ecb+ val", "nothing merged", &truth, &alone(&truth));
    book.beside("ecb+ val", "head lemma in gold topic", &truth, &rule);
    book.mentions("ecb+ val", accounts, &truth, settings);
    Ok(())
}

/// The tokens of a text as words between spaces, sentence by sentence.
struct Laid {
    text: String,
    sentences: Vec<Vec<Span>>,
    tokens: Vec<Span>,
}

impl Laid {
    fn new(text: &Text) -> Self {
        let mut laid = Self { text: String::new(), sentences: Vec::new(), tokens: Vec::new() };
        let mut last = None;
        for (token, sentence) in text.tokens.iter().zip(&text.sent_of_token) {
            if last.is_some() {
                laid.text.push(if last == Some(sentence) { ' ' } else { '\n' });
            }
            if last != Some(sentence) {
                laid.sentences.push(Vec::new());
            }
            last = Some(sentence);
            let start = laid.text.len();
            laid.text.push_str(token);
            let span = Span::new(start, laid.text.len());
            laid.tokens.push(span);
            if let Some(sentence) = laid.sentences.last_mut() {
                sentence.push(span);
            }
        }
        laid
    }

    fn sentence(&self, of: Span) -> Span {
        let holds = |sentence: &&Vec<Span>| sentence.contains(&of);
        let whole = |sentence: &Vec<Span>| Some(sentence.first()?.join(*sentence.last()?));
        self.sentences.iter().find(holds).and_then(whole).unwrap_or(of)
    }
}

fn account(text: &Text, laid: &Laid) -> Document {
    let id = format!("D-{}", text.id);
    let published =
        Published { when: None, basis: Basis::Unknown, evidence: String::new(), span: None, rejected: Vec::new() };
    let whole = Span::new(0, laid.text.len());
    Document { published, sections: vec![Section::new(SectionKind::Body, whole)], ..Document::of_text(&id, &laid.text) }
}

/// Makes the telling of a marked mention, and gives the base form of its head word.
fn event(
    mention: &Mention,
    text: &Text,
    (laid, analysis): (&Laid, &Analysis<'_>),
    settings: &Settings,
) -> Option<(EventMention, String)> {
    let spans: Vec<Span> = mention.tokens.iter().filter_map(|token| laid.tokens.get(*token).copied()).collect();
    let whole = spans.first()?.join(*spans.last()?);
    let inside = analysis.tokens_in(whole);
    // The head is the word that depends on none of the others.
    let outside = |token: &usize| analysis.tokens[*token].head.is_none_or(|head| !inside.contains(&head));
    let head = inside.clone().find(outside).unwrap_or(inside.start);
    let trigger = analysis.tokens.get(head)?.span;
    let (id, lemma) = (format!("D-{}#{}", text.id, whole.start), analysis.tokens[head].lemma.to_lowercase());
    let kind = settings.meaning(&lemma).chars().take(FAMILY).collect();
    Some((EventMention::bare(id, kind, laid.sentence(spans[0]), trigger), lemma))
}
