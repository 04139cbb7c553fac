//! How does one page become an account: a document and what was found in it?

use crate::{Carried, Page};
use anyhow::{Result, anyhow};
use reader::inputs::{Form, Found};
use schema::{Document, Findings, Problem};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Everything that reading and understanding pages needs, loaded once and shared by all threads.
#[derive(Debug)]
pub struct Analyzer {
    publishers: reader::Publishers,
    model: language::Model,
    knowledge: extract::Knowledge,
    settings: merge::Settings,
}

/// A page that was set aside, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// SHA-256 of the page's bytes; empty where they could not be read.
    pub hash: String,
    /// What is wrong and what to try.
    pub reason: String,
}

impl Analyzer {
    /// Loads data and models.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load(carried: &Carried) -> Result<Self, Vec<Problem>> {
        let files = &carried.files;
        let publishers = reader::Publishers::load(files);
        let model = language::Model::load(files, "en");
        let knowledge = extract::Knowledge::load(files);
        let settings = merge::Settings::load(files);
        match (publishers, model, knowledge, settings) {
            (Ok(publishers), Ok(model), Ok(knowledge), Ok(settings)) => {
                Ok(Self { publishers, model, knowledge, settings })
            }
            (publishers, model, knowledge, settings) => {
                let mut problems: Vec<Problem> = [publishers.err(), model.err(), knowledge.err(), settings.err()]
                    .into_iter()
                    .flatten()
                    .flatten()
                    .collect();
                problems.sort();
                Err(problems)
            }
        }
    }

    /// Loads data and models; problems become one error with a line each.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load_or_explain(carried: &Carried) -> Result<Self> {
        Self::load(carried).map_err(|problems| {
            let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
            anyhow!("the data files have problems:\n{}", lines.join("\n"))
        })
    }

    /// Runs the examples of every rule and gives what does not come out as it says.
    #[must_use]
    pub fn check_rules(&self) -> Vec<Problem> {
        extract::check(&self.knowledge, &self.model)
    }

    /// Reads one page and finds what it says.
    ///
    /// # Errors
    /// Why the page is set aside; a bug that panics is caught here and is such a reason.
    pub fn account(&self, page: &Page, bytes: &[u8]) -> Result<(Document, Findings), String> {
        self.account_of(&Found { name: page.name.clone(), bytes: bytes.to_vec(), form: Form::File })
    }

    /// Reads one page as it was found in a file and finds what it says.
    ///
    /// # Errors
    /// As [`Self::account`].
    pub fn account_of(&self, found: &Found) -> Result<(Document, Findings), String> {
        let work = || {
            let document = reader::read_found(found, &self.publishers).map_err(|refusal| refusal.to_string())?;
            let findings = self.findings(&document);
            Ok((document, findings))
        };
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
            let what = panic.downcast_ref::<String>().map(String::as_str);
            let what = what.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            Err(format!("a bug in Rashomon stopped this page ({what}); please report it with the page"))
        })
    }

    /// Finds what a document says.
    #[must_use]
    pub fn findings(&self, document: &Document) -> Findings {
        let sections: Vec<_> = document.sections.iter().map(|section| section.span).collect();
        let analysis = language::analyze(&document.text, &sections, &self.model);
        extract::extract(document, &analysis, &self.knowledge)
    }

    /// Gives what merging is tuned by.
    #[must_use]
    pub fn settings(&self) -> &merge::Settings {
        &self.settings
    }

    /// Merges accounts into a case.
    #[must_use]
    pub fn merge(&self, accounts: Vec<(Document, Findings)>) -> schema::Case {
        merge::merge(accounts, &self.settings)
    }
}
