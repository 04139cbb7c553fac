//! Which cards lie on the desk, and which of them are decided?

use crate::{book::Book, refusal::Refusal};
use review::{Asked, Card};
use schema::Decision;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The queue of one edition of the case, held while somebody works through it.
#[derive(Debug)]
pub(crate) struct Desk {
    /// Which writing of the case the cards are made from.
    pub edition: String,
    /// The case.
    pub book: Arc<Book>,
    /// Every card, the weightiest first.
    pub cards: Vec<Card>,
    held: Mutex<Held>,
}

/// The log, and what it answers.
#[derive(Debug, Default)]
struct Held {
    log: Vec<Decision>,
    /// Of each card, whether it is decided.
    done: Vec<bool>,
}

impl Desk {
    /// Lays out the cards of a case.
    pub fn new(edition: String, book: Arc<Book>, log: Vec<Decision>) -> Self {
        let cards = review::queue(&book.case);
        let desk = Self { edition, book, cards, held: Mutex::default() };
        desk.know(log);
        desk
    }

    /// Takes the log as it stands in the file.
    pub fn know(&self, log: Vec<Decision>) {
        *self.held() = Held { done: self.done(&log), log };
    }

    /// Adds decisions that were just made.
    pub fn add(&self, decisions: Vec<Decision>) {
        let mut held = self.held();
        held.log.extend(decisions);
        held.done = self.done(&held.log);
    }

    fn done(&self, log: &[Decision]) -> Vec<bool> {
        let answered = review::answered(log);
        self.cards.iter().map(|card| card.is_answered(&answered)).collect()
    }

    /// Gives the log.
    pub fn log(&self) -> Vec<Decision> {
        self.held().log.clone()
    }

    /// Gives how many decisions the log has.
    pub fn decisions(&self) -> usize {
        self.held().log.len()
    }

    /// Gives the numbers of the open cards, of one kind or of all, and how many of these are decided.
    pub fn open(&self, only: Option<Asked>) -> (Vec<usize>, usize) {
        let held = self.held();
        let meant = |n: &usize| only.is_none_or(|only| self.cards[*n].asked == only);
        let (done, open): (Vec<usize>, Vec<usize>) =
            (0..self.cards.len()).filter(meant).partition(|n| held.done.get(*n).copied().unwrap_or(false));
        (open, done.len())
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl crate::site::Site {
    /// Gives the desk of the case as it stands in the file; the cards are laid out anew when the case was written anew,
    /// and what was decided at this desk stays on it until then: the case follows when another page is opened.
    pub(crate) fn desk(&self) -> Result<Arc<Desk>, Refusal> {
        let file = self.opened()?;
        let edition = file.edition()?;
        let kept = self.kept_desk().clone().filter(|desk| desk.edition == edition);
        if let Some(desk) = kept {
            if file.decision_count()? != desk.decisions() {
                desk.know(file.decisions()?);
            }
            return Ok(desk);
        }
        drop(file);
        let book = self.book()?;
        let file = self.opened()?;
        let desk = Arc::new(Desk::new(file.edition()?, book, file.decisions()?));
        *self.kept_desk() = Some(Arc::clone(&desk));
        Ok(desk)
    }
}
