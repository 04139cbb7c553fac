//! What does merging need of one account?

use super::world::Ground;
use crate::entities::rename;
use crate::reading::Reading;
use crate::settings::Settings;
use crate::telling::{CODED, is_told};
use schema::{Document, Findings};
use serde::{Deserialize, Serialize};

/// An account without its text: what is told in it, and the numbers of its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    pub(crate) document: Document,
    pub(crate) findings: Findings,
    pub(crate) reading: Reading,
}

impl Slip {
    /// Makes the slip of an account.
    ///
    /// # Errors
    /// Where the account cannot be merged in parts: reports that people coded are few, and merged on one machine.
    pub fn of(
        document: Document,
        mut findings: Findings,
        ground: &Ground,
        settings: &Settings,
    ) -> Result<Self, String> {
        if findings.events.iter().any(|mention| mention.rule.starts_with(CODED)) {
            return Err(format!("{}: a coded report; merge reports on one machine", document.path));
        }
        if super::number(&document.id).is_none() || findings.events.len() >= 1 << super::WITHIN {
            return Err(format!("{}: its id is no hash, or it tells too much", document.path));
        }
        rename(&mut findings, &ground.world.same);
        let number = &mut |word: &str| ground.counts.vocabulary.find(word);
        let reading = Reading::of(&document, &findings.events, settings, number);
        findings.events.retain(is_told);
        let mut document = stub(document);
        let told = |span: schema::Span| findings.events.iter().any(|mention| span.contains(mention.trigger));
        document.sections.retain(|section| told(section.span));
        let findings = Findings { document: document.id.clone(), events: findings.events, ..Findings::default() };
        Ok(Self { document, findings, reading })
    }

    /// Gives the account itself, without its text.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Gives how many tellings it holds.
    #[must_use]
    pub fn tellings(&self) -> usize {
        self.findings.events.len()
    }
}

/// Gives an account without its text.
fn stub(document: Document) -> Document {
    Document { text: String::new(), title: None, author: None, agencies: Vec::new(), ..document }
}
