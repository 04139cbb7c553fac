//! The pages: what does somebody see who opens a case in a browser?
//!
//! A server on the loopback address that shows one case file. It fetches nothing, keeps no state beside the file
//! but answers that were made from it as it is, and treats every word of a page as hostile: `guard` says how. What it needs of the world comes in a [`Site`].

mod asset;
mod book;
mod explore;
mod guard;
mod kept;
mod layout;
mod pages;
mod parts;
mod refusal;
mod review;
mod serve;
mod site;

pub use parts::sheet::drawn;
pub use serve::{router, serve};
pub use site::{Progress, Site, World};
