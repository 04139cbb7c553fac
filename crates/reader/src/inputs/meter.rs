//! Does a stream stay within bounds?

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// Bytes that any archive may expand to.
const FREE: u64 = 64 * 1024 * 1024;

/// Times its own size that an archive may expand to; texts compress to a tenth, pages of one layout to a fiftieth.
const EXPANSION: u64 = 250;

/// Counts what passes, for whoever holds a copy of the count.
pub(super) struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R> Counted<R> {
    pub(super) fn new(inner: R) -> (Self, Rc<Cell<u64>>) {
        let count = Rc::new(Cell::new(0));
        (Self { inner, count: Rc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.set(self.count.get() + n as u64);
        Ok(n)
    }
}

/// Ends with an error where a compressed stream expands beyond reason.
pub(super) struct Expanded<R> {
    inner: R,
    compressed: Rc<Cell<u64>>,
    expanded: u64,
}

impl<R> Expanded<R> {
    pub(super) fn new(inner: R, compressed: Rc<Cell<u64>>) -> Self {
        Self { inner, compressed, expanded: 0 }
    }
}

impl<R: Read> Read for Expanded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.expanded += n as u64;
        if self.expanded > FREE && self.expanded / EXPANSION > self.compressed.get() {
            return Err(io::Error::other("it expands to more than 250 times its size"));
        }
        Ok(n)
    }
}

/// Ends with an error where one item of a stream is too long; the count is set back after each.
pub(super) struct Bounded<R> {
    inner: R,
    count: Rc<Cell<u64>>,
    limit: u64,
}

impl<R> Bounded<R> {
    pub(super) fn new(inner: R, limit: u64) -> (Self, Rc<Cell<u64>>) {
        let count = Rc::new(Cell::new(0));
        (Self { inner, count: Rc::clone(&count), limit }, count)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.set(self.count.get() + n as u64);
        if self.count.get() > self.limit {
            return Err(io::Error::other("one row is longer than a page may be"));
        }
        Ok(n)
    }
}
