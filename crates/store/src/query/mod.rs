//! What does somebody ask of a case, and what is the answer?
//!
//! One [`Filter`] serves the command line, the API and the pages: `Filter::parse` reads the same names from all of them.
//! Lists come in pages with a cursor that holds while rows come and go; every answer can be written as JSON as it is.
//! Positions in answers count Unicode code points; the byte spans beside them are for programs that hold the text.

mod compare;
mod control;
mod cursor;
mod document;
mod dossier;
mod entities;
mod excerpts;
mod facets;
mod filter;
mod list;
mod map;
mod names;
mod overview;
mod part;
mod quote;
mod search;
mod select;
mod toll;
mod words;

pub use compare::{Compared, compare};
pub use control::{Holding, Statement, holdings, statements};
pub use cursor::{LARGEST_PAGE, List, Page, Sort};
pub use document::{Anchor, Reading, document};
pub use dossier::{
    ClaimShown, Dossier, Found, Telling, Version, bounds_label, claims_of, episode, event, plain_value, source_name,
};
pub use entities::{
    ActorSheet, Counted, DocumentRow, NameUsed, PlaceSheet, RelationTold, SourceSheet, actor, actors, documents, place,
    places, source, sources,
};
pub use excerpts::{Excerpts, actor_in, document_in, place_in};
pub use facets::{Facet, FacetValue, facets};
pub use filter::{BadParameter, Filter, KEYS, Terms, values_of};
pub use list::{EventRow, Named, Number, PlaceShown, claims, events, ids, rows};
pub use map::{Bin, Point, bins, points};
pub use names::{Suggestion, suggest};
pub use overview::{Counts, Days, Sizes, Spot, counts, days, days_of_reporting, label, places_in, sizes, spots};
pub(crate) use part::event_ids;
pub use part::{as_known, events_told_by, page_of, part};
pub use quote::Quote;
pub use search::{Passage, Piece, passage_of, search};
pub use toll::{TOLL_RULE, Tally, Toll, counted};

#[cfg(test)]
mod tests;
