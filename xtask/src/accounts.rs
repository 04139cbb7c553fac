//! How is a bare text of a data set read as an account?

use anyhow::{Result, anyhow};
use extract::Knowledge;
use language::Model;
use rashomon::Carried;
use schema::{Basis, Document, EventMention, Findings, Published, Section, SectionKind, Span};
use std::path::Path;

/// Model and knowledge, the data files as they lie below `root` now.
pub struct Analyst {
    /// The grammar.
    pub model: Model,
    /// The rules.
    pub knowledge: Knowledge,
}

/// A text with everything that was found in it.
pub struct Account {
    /// The text as one body.
    pub document: Document,
    /// What the program finds.
    pub findings: Findings,
    /// The event mentions with those of kinds outside of conflicts.
    pub events: Vec<EventMention>,
}

impl Analyst {
    /// Loads `data/` below `root` and the model.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load(root: &Path) -> Result<Self> {
        let carried = Carried::new(Some(&root.join("data")))?;
        let explain = |problems: Vec<schema::Problem>| {
            anyhow!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        };
        let model = Model::load(&carried.files, "en").map_err(explain)?;
        let knowledge = Knowledge::load(&carried.files).map_err(explain)?;
        Ok(Self { model, knowledge })
    }

    /// Reads a text.
    pub fn read(&self, id: &str, text: &str) -> Account {
        let document = document(id, text);
        let sections: Vec<Span> = document.sections.iter().map(|section| section.span).collect();
        let analysis = language::analyze(&document.text, &sections, &self.model);
        let findings = extract::extract(&document, &analysis, &self.knowledge);
        let events = extract::events::find_all(&document, &analysis, &findings, &self.knowledge.events);
        Account { document, findings, events }
    }
}

/// Makes a document of a text whose paragraphs are set apart by blank lines.
pub fn document(id: &str, text: &str) -> Document {
    let mut sections = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive("\n\n") {
        let span = Span::new(start, start + part.trim_end().len());
        if !part.trim().is_empty() {
            sections.push(Section::new(SectionKind::Body, span));
        }
        start += part.len();
    }
    let published =
        Published { when: None, basis: Basis::Unknown, evidence: String::new(), span: None, rejected: Vec::new() };
    Document { published, sections, ..Document::of_text(id, text) }
}
