//! What do HTML and plain text have in common on their way to a document?

use crate::dates::Dates;
use schema::{Interval, Published, Section, SectionKind, Source, Span};
use std::collections::BTreeMap;

/// A page as read, before it gets its id.
pub(crate) struct Page {
    pub title: Option<String>,
    pub source: Option<Source>,
    pub author: Option<String>,
    pub published: Published,
    pub agencies: Vec<String>,
    pub text: String,
    pub verbatim: bool,
    pub sections: Vec<Section>,
}

/// What markup tells about a page beside its text.
#[derive(Default)]
pub(crate) struct Hints {
    pub title: Option<String>,
    /// What the page calls its site.
    pub site: Option<String>,
    /// Host of the page's own address.
    pub domain: Option<String>,
    pub author: Option<String>,
    pub dates: Vec<Stamp>,
    /// What the line that starts at a byte is.
    pub parts: BTreeMap<usize, Part>,
    /// True where menus were left out before the text was made.
    pub markup: bool,
    /// First byte of the comments.
    pub comments: Option<usize>,
}

impl Hints {
    /// Puts what is told elsewhere before what these hints tell.
    pub(crate) fn under(self, told: Self) -> Self {
        Self {
            title: told.title.or(self.title),
            site: told.site.or(self.site),
            domain: self.domain.or(told.domain),
            author: told.author.or(self.author),
            dates: told.dates.into_iter().chain(self.dates).collect(),
            ..self
        }
    }
}

/// Who wrote a comment or a quote, when, and where it stands in its thread.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signed {
    pub author: Option<String>,
    /// UTC, as `YYYY-MM-DDTHH:MM`, or the day.
    pub at: Option<String>,
    /// The number that the page states.
    pub number: Option<u32>,
    /// First byte of the comment that it answers.
    pub answers: Option<usize>,
}

impl Signed {
    pub(crate) fn by(author: String, at: Option<String>) -> Self {
        Self { author: Some(author), at, ..Self::default() }
    }
}

/// What markup tells about one line.
pub(crate) struct Part {
    pub role: Role,
    pub signed: Signed,
}

impl Part {
    pub(crate) fn new(role: Role) -> Self {
        Self { role, signed: Signed::default() }
    }
}

/// What a part of a page is, finer than a section's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Body,
    Caption,
    Quote,
    Comment,
    /// Menus, notices, other stories.
    Menu,
    /// A day of publication, or a label that leads to one.
    Date,
    Byline,
    /// Agencies and initials.
    Credit,
    /// The name of the site alone.
    Site,
    /// The closing line of a post or a comment.
    Footer,
}

impl Role {
    pub(crate) fn kind(self) -> SectionKind {
        match self {
            Self::Title => SectionKind::Title,
            Self::Body => SectionKind::Body,
            Self::Caption => SectionKind::Caption,
            Self::Quote => SectionKind::Quote,
            Self::Comment => SectionKind::Comment,
            Self::Menu | Self::Date | Self::Byline | Self::Credit | Self::Site | Self::Footer => {
                SectionKind::Boilerplate
            }
        }
    }
}

/// A part of a page with its role.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub span: Span,
    pub role: Role,
    pub signed: Signed,
}

impl Piece {
    pub(crate) fn new(span: Span, role: Role) -> Self {
        Self { span, role, signed: Signed::default() }
    }
}

/// Where on a page a date stands, from the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Structured data or a tag of the markup; its rank in the order of trust.
    Markup(u8),
    /// The line that closes a post.
    Footer,
    /// A label of publication at the head of the account.
    Labelled,
    /// At the head of the account's own text.
    Stamp,
    /// A line of its own near the title.
    Line,
    /// A dateline: "ALEPPO, 6 October".
    Dateline,
    /// A label of a later revision.
    Updated,
    /// In the account's own words: "today, the 5th of February 2018".
    Today,
}

/// A date that may be the day of publication.
#[derive(Clone, Debug)]
pub(crate) struct Stamp {
    pub text: String,
    pub day: Interval,
    pub place: Place,
    pub span: Option<Span>,
    /// False where the date names a weekday that it is not.
    pub weekday_fits: Option<bool>,
}

impl Stamp {
    /// Finds a date in `text[span]` and says where it stands.
    pub(crate) fn find(text: &str, span: Span, place: Place, dates: &Dates) -> Option<Self> {
        let words = span.of(text);
        let found = dates.find(words).into_iter().next()?;
        Some(Self {
            text: words.trim().to_owned(),
            day: found.day,
            place,
            span: Some(Span::new(span.start + found.start, span.start + found.end)),
            weekday_fits: found.weekday_fits(),
        })
    }
}
