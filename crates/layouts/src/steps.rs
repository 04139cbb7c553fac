//! How is one part of a large case written while the next is read?

use schema::Case;
use std::{
    panic::resume_unwind,
    thread::{self, ScopedJoinHandle},
};
use store::{
    CaseFile, StoreError,
    query::{self, Excerpts, Filter},
};

/// How many events are in memory at a time; as many again are read meanwhile.
const STEP: usize = 400;

/// Reads the events that pass, some at a time; `work` makes something of them while the next are read, and `hand_on` passes
/// it on before it gets these: the order is that of one thread.
///
/// # Errors
/// When the case cannot be read, or what `work` and `hand_on` give.
pub(crate) fn in_steps<S: Send>(
    (file, filter): (&CaseFile, &Filter),
    made: S,
    work: impl Fn(&Case, &mut S) -> Result<(), StoreError> + Sync,
    mut hand_on: impl FnMut(&mut S) -> Result<(), StoreError>,
) -> Result<S, StoreError> {
    let ids = query::ids(file, filter)?;
    let mut excerpts = Excerpts::of(file, filter.as_of);
    thread::scope(|scope| {
        let work = &work;
        let mut running = scope.spawn(move || Ok(made));
        for ids in ids.chunks(STEP) {
            let case = excerpts.read(ids)?;
            let mut made = finished(running)?;
            hand_on(&mut made)?;
            running = scope.spawn(move || work(&case, &mut made).map(|()| made));
        }
        let mut made = finished(running)?;
        hand_on(&mut made)?;
        Ok(made)
    })
}

fn finished<S>(running: ScopedJoinHandle<'_, Result<S, StoreError>>) -> Result<S, StoreError> {
    running.join().unwrap_or_else(|panic| resume_unwind(panic))
}
