//! What is the account on an HTML page, and what does its markup tell?
use crate::page::{Hints, Page};
use crate::publishers::Publishers;
pub(crate) fn read(html: &str, publishers: &Publishers) -> Page {
    crate::text::read(html.to_owned(), &Hints::default(), publishers, false)
}
