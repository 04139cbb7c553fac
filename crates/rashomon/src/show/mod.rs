//! How does a case look on the terminal?

mod card;
mod document;
mod dossier;
mod explain;
mod info;
mod lookup;

pub use card::{card, card_line};
pub use document::document;
pub use dossier::{dossier, episode, most_told};
pub use explain::explain;
pub use info::info;
pub use lookup::{Names, days, find_event};
