//! Why can a page not be read?

use std::fmt;

/// What a file is that is no page of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Image,
    /// A PDF document.
    Pdf,
    /// A packed archive, or an office document, which is one.
    Archive,
    /// Sound or moving pictures.
    Media,
    /// A program.
    Program,
    /// A database file.
    Database,
    /// Bytes of some other sort.
    Other,
}

/// Why nothing could be read from a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file has no bytes.
    Empty,
    /// The file is no text.
    Binary(Kind),
    /// The file is larger than any page.
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The largest size that is read.
        limit: usize,
    },
    /// The file is a page without words.
    NoText,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Image => "a picture",
            Self::Pdf => "a PDF document",
            Self::Archive => "a packed archive or an office document",
            Self::Media => "sound or video",
            Self::Program => "a program",
            Self::Database => "a database",
            Self::Other => "binary data",
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty; download the page again"),
            Self::Binary(Kind::Pdf) => {
                f.write_str("the file is a PDF document, not a page; save its text as .txt and add that")
            }
            Self::Binary(Kind::Archive) => f.write_str(
                "the file is a packed archive or an office document, not a page; unpack it, or save its text as .txt",
            ),
            Self::Binary(kind) => write!(f, "the file is {kind}, not a page; add the page's HTML or its text"),
            Self::TooLarge { bytes, limit } => write!(
                f,
                "the file has {} MB, more than the {} MB that one page may have; split it into one file per page",
                bytes.div_ceil(1024 * 1024),
                limit / (1024 * 1024)
            ),
            Self::NoText => f.write_str(
                "the page holds no text; if a browser shows some, save it from there once the page has loaded",
            ),
        }
    }
}

impl std::error::Error for Refusal {}
