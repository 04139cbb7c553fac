//! Where do the words stand today that somebody decided on?

use schema::{Anchor, Case, Document, EventMention, Span};
use std::collections::BTreeMap;

/// So many bytes around the words are kept to find them again.
const AROUND: usize = 40;

/// Binds a decision to words of a document.
#[must_use]
pub fn anchor(document: &Document, span: Span) -> Anchor {
    let text = &document.text;
    let from = (span.start.saturating_sub(AROUND)..=span.start).find(|at| text.is_char_boundary(*at));
    let to = (span.end..=(span.end + AROUND).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    let part = |start: usize, end: usize| text.get(start..end).unwrap_or_default().to_owned();
    Anchor {
        document: document.hash.clone(),
        span,
        words: part(span.start, span.end),
        before: part(from.unwrap_or(span.start), span.start),
        after: part(span.end, to.unwrap_or(span.end)),
    }
}

/// Binds a decision to a telling: to its trigger.
#[must_use]
pub fn anchor_of(document: &Document, mention: &EventMention) -> Anchor {
    anchor(document, mention.trigger)
}

/// Finds the words of anchors in a case.
#[derive(Debug)]
pub struct Finder {
    documents: BTreeMap<String, usize>,
}

impl Finder {
    /// Knows the documents of a case by their content.
    #[must_use]
    pub fn new(case: &Case) -> Self {
        Self { documents: case.documents.iter().enumerate().map(|(at, page)| (page.hash.clone(), at)).collect() }
    }

    /// Gives the index of an anchor's document.
    ///
    /// # Errors
    /// That the case has no such page.
    pub fn document(&self, anchor: &Anchor) -> Result<usize, String> {
        self.documents.get(&anchor.document).copied().ok_or_else(|| "its page is not in this case".into())
    }

    /// Gives the index of the document and the place of the words, where they stand now.
    ///
    /// # Errors
    /// Why they cannot be found.
    pub fn words(&self, case: &Case, anchor: &Anchor) -> Result<(usize, Span), String> {
        let at = self.document(anchor)?;
        let span = place(&case.documents[at].text, anchor).ok_or("its words no longer stand in the text")?;
        Ok((at, span))
    }

    /// Gives the place of a telling in the findings: of the document, and of the telling within.
    ///
    /// # Errors
    /// Why none can be found.
    pub fn telling(&self, case: &Case, anchor: &Anchor) -> Result<(usize, usize), String> {
        let (at, span) = self.words(case, anchor)?;
        let found = telling(&case.findings[at].events, span).ok_or("no telling stands on its words now")?;
        Ok((at, found))
    }
}

/// Finds the words of an anchor in a text: where they stood, else where they stand with what was around them, else where they stand once.
fn place(text: &str, anchor: &Anchor) -> Option<Span> {
    if text.get(anchor.span.start..anchor.span.end) == Some(anchor.words.as_str()) && !anchor.words.is_empty() {
        return Some(anchor.span);
    }
    let whole = format!("{}{}{}", anchor.before, anchor.words, anchor.after);
    let alone = |words: &str| {
        let mut found = text.match_indices(words);
        let first = found.next().filter(|_| !words.is_empty())?;
        found.next().is_none().then_some(first.0)
    };
    let start = alone(&whole).map(|at| at + anchor.before.len()).or_else(|| alone(&anchor.words))?;
    Some(Span::new(start, start + anchor.words.len()))
}

/// Gives the telling that words evoke: the one whose trigger they are, else the one whose trigger or clause holds them most closely.
fn telling(mentions: &[EventMention], span: Span) -> Option<usize> {
    let rank = |mention: &EventMention| match mention {
        exact if exact.trigger == span => Some(0),
        touched if touched.trigger.overlaps(span) => Some(1 + touched.trigger.start.abs_diff(span.start)),
        around if around.clause.contains(span) => Some(10_000 + around.clause.end - around.clause.start),
        _ => None,
    };
    let ranked = mentions.iter().enumerate().filter_map(|(at, mention)| Some((rank(mention)?, at)));
    ranked.min().map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Span, place};

    #[test]
    fn words_are_found_again_when_the_text_around_them_moves() {
        let at = |text: &str| {
            let anchor = Anchor {
                span: Span::new(4, 11),
                words: "shelled".into(),
                before: "men ".into(),
                after: " the".into(),
                ..Anchor::default()
            };
            place(text, &anchor)
        };
        assert_eq!(at("men shelled the"), Some(Span::new(4, 11)));
        assert_eq!(at("shelled. Then men shelled the port"), Some(Span::new(18, 25)));
        assert_eq!(at("they shelled it"), Some(Span::new(5, 12)));
        assert_eq!(at("they shelled it and shelled them"), None, "it might be either");
        assert_eq!(at("they left"), None);
    }
}
