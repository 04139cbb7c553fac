//! Whose name stands before or below what is said?
//!
//! Transcripts and headlines put the speaker before a colon ("COLE: We were warned."); embedded posts put him below,
//! behind a dash ("— Dana Cole (@dcole)").

use super::Cues;
use schema::{Attribution, Document, Section, SectionKind, Span, Speech};

/// The most words of a label.
const WORDS: usize = 5;

/// Finds labelled paragraphs and signed posts.
pub(super) fn find(document: &Document, cues: &Cues) -> Vec<Attribution> {
    let told: Vec<&Section> = document
        .sections
        .iter()
        .filter(|section| matches!(section.kind, SectionKind::Body | SectionKind::Title))
        .collect();
    let mut found = Vec::new();
    let mut speaking: Option<Attribution> = None;
    for (index, section) in told.iter().enumerate() {
        let text = section.span.of(&document.text);
        if let Some(label) = label(document, section, cues) {
            found.extend(speaking.take());
            speaking = Some(label);
        } else if let Some(attribution) = speaking.as_mut().filter(|one| is_capitals(&one.speech.speaker)) {
            // The turn goes on until another label.
            attribution.content.push(section.span);
        } else {
            found.extend(speaking.take());
        }
        let above = index.checked_sub(1).map(|before| told[before].span);
        if let Some((name, above)) = signature(text).zip(above) {
            let start = section.span.start + name.start;
            let span = Span::new(start, section.span.start + name.end);
            found.push(attribution(
                document,
                span,
                Span::new(section.span.start, start),
                vec![above],
                "posts/signature",
            ));
        }
    }
    found.extend(speaking);
    found
}

/// Reads "COLE: We were warned." or, in a headline, "Dana Cole: we were warned".
fn label(document: &Document, section: &Section, cues: &Cues) -> Option<Attribution> {
    let text = section.span.of(&document.text);
    let (name, rest) = text.split_once(':')?;
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-.’'".contains(c))
    };
    let known = |word: &&str| cues.words.has("not_a_label", &word.to_lowercase());
    let headline = section.kind == SectionKind::Title || section.span.start == 0;
    let usable = words.len() <= WORDS && words.iter().all(capital) && !words.iter().any(known);
    if !usable || !(is_capitals(name) || headline) || !rest.starts_with(' ') || rest.trim().len() < 8 {
        return None;
    }
    let start = section.span.start;
    let (span, colon) = (Span::new(start, start + name.len()), Span::new(start + name.len(), start + name.len() + 1));
    Some(attribution(document, span, colon, vec![Span::new(colon.end + 1, section.span.end)], "labels/colon"))
}

/// Reads "— Dana Cole (@dcole) May 3, 2031", and gives where the name stands.
fn signature(text: &str) -> Option<Span> {
    let rest = text.trim_start_matches(['—', '―', '–', '-', ' ']);
    let start = text.len() - rest.len();
    let name = rest.split(['(', ',', '\n']).next()?.trim_end();
    let words: Vec<&str> = name.split(' ').collect();
    let named = words.len() <= WORDS && words.iter().all(|word| word.starts_with(char::is_uppercase));
    (start > 0 && named && text.len() < 120).then(|| Span::new(start, start + name.len()))
}

fn is_capitals(name: &str) -> bool {
    name.len() > 2 && !name.contains(char::is_lowercase)
}

fn attribution(document: &Document, speaker: Span, cue: Span, content: Vec<Span>, rule: &str) -> Attribution {
    let words = |span: Span| span.of(&document.text).trim().to_owned();
    let speech = Speech { speaker: words(speaker), actor: None, cue: words(cue), span: speaker };
    Attribution { speech, words: speaker, cue, content, rule: rule.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::signature;

    #[test]
    fn a_dash_signs_the_words_above() {
        let line = "— Dana Cole (@dcole) May 3, 2031";
        assert_eq!(signature(line).map(|span| span.of(line)), Some("Dana Cole"));
        assert_eq!(signature("Dana Cole said so"), None);
    }
}
