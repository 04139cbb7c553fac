//! What was read from one page?

use crate::{Basis, Interval, Span};
use serde::{Deserialize, Serialize};

/// Names a document by its content: `D-` and the first 12 hexadecimal digits of the SHA-256 of the page's path-independent bytes.
pub type DocumentId = String;

/// Who publishes: a known publisher of `data/sources`, or the name that a page gives itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    /// The name as shown: "Deutsche Welle".
    pub name: String,
    /// Web domain, where the page shows one.
    pub domain: Option<String>,
    /// Id of the actor whose own medium it is, where it is one: a state agency, a group's press office.
    pub speaks_for: Option<String>,
    /// What in the page tells it: a rule with its reason.
    pub rule: String,
}

/// When an account was published, and what tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day, or the days between which it lies; none where nothing tells.
    pub when: Option<Interval>,
    /// Stated on the page, inferred from other accounts, or unknown.
    pub basis: Basis,
    /// The words, tag or reason behind it.
    pub evidence: String,
    /// Where the words stand in the text, if they stand there.
    pub span: Option<Span>,
    /// Other dates on the page that were not taken, with the reason.
    pub rejected: Vec<Dated>,
}

/// A date found on a page and what it is held to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The words or the tag.
    pub text: String,
    /// The day it names.
    pub day: Interval,
    /// Why it is not the day of publication.
    pub reason: String,
}

/// What a part of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    /// The headline; a second time where it stands twice.
    Title,
    /// A paragraph of the account itself.
    Body,
    /// The words under a picture.
    Caption,
    /// An embedded post or block quotation.
    Quote,
    /// A reader's comment.
    Comment,
    /// Menus, notices, related stories, credits, date lines.
    Boilerplate,
}

/// A part of a document: one paragraph, one comment, one caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// What it is.
    pub kind: SectionKind,
    /// Its words.
    pub span: Span,
    /// Who wrote it, for comments and quotes.
    pub author: Option<String>,
    /// When, in UTC as `YYYY-MM-DDTHH:MM`, for comments, quotes and the entries of a running report.
    pub at: Option<String>,
    /// The number that the page itself gives a comment: "| 12", "#12".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The comment that a comment answers, by its place among the document's sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<usize>,
}

impl Section {
    /// A part that nobody signs.
    #[must_use]
    pub fn new(kind: SectionKind, span: Span) -> Self {
        Self { kind, span, author: None, at: None, number: None, reply_to: None }
    }
}

/// One page as it was read: its text never changes afterwards, and every span indexes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Id by content.
    pub id: DocumentId,
    /// Path as given on the command line, relative to the folder that was named.
    pub path: String,
    /// SHA-256 of the page's bytes, hexadecimal.
    pub hash: String,
    /// The headline.
    pub title: Option<String>,
    /// Who publishes.
    pub source: Option<Source>,
    /// Who signs.
    pub author: Option<String>,
    /// When it was published.
    pub published: Published,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Agencies that the page credits, in the order of the credit.
    pub agencies: Vec<String>,
    /// The text: of a plain-text page the file itself, of an HTML page the text extracted from it.
    pub text: String,
    /// True where `text` is the page's own bytes decoded and nothing else.
    pub verbatim: bool,
    /// The parts, in reading order, without overlap; together they hold every word of the text.
    pub sections: Vec<Section>,
    /// The document this one copies, found when accounts are merged.
    pub copy_of: Option<DocumentId>,
}

impl Document {
    /// English text that is known by its id alone: without sections, source or date.
    #[must_use]
    pub fn of_text(id: &str, text: &str) -> Self {
        Self {
            id: id.to_owned(),
            path: id.to_owned(),
            hash: String::new(),
            title: None,
            source: None,
            author: None,
            published: Published {
                when: None,
                basis: Basis::Unknown,
                evidence: String::new(),
                span: None,
                rejected: Vec::new(),
            },
            language: Some("en".into()),
            agencies: Vec::new(),
            text: text.to_owned(),
            verbatim: true,
            sections: Vec::new(),
            copy_of: None,
        }
    }

    /// Gives the index of the section that holds a byte of the text.
    #[must_use]
    pub fn section_at(&self, byte: usize) -> Option<usize> {
        let index = self.sections.partition_point(|section| section.span.end <= byte);
        self.sections.get(index).filter(|section| section.span.start <= byte).map(|_| index)
    }

    /// Gives the days on which the words at a byte were written: those of their comment or entry, else of the page.
    #[must_use]
    pub fn written_at(&self, byte: usize) -> Option<Interval> {
        let at = self.section_at(byte).and_then(|index| self.sections[index].at.as_deref());
        let day = at.and_then(|at| at.get(..10)?.parse().ok()).map(Interval::day);
        day.or(self.published.when)
    }

    /// Gives the kind of the section that holds a byte; what no section holds is told by the account itself.
    #[must_use]
    pub fn kind_at(&self, byte: usize) -> SectionKind {
        self.section_at(byte).map_or(SectionKind::Body, |index| self.sections[index].kind)
    }
}
