use crate::Publishers;
use schema::{Document, SectionKind};
