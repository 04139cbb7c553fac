//! How is kept what the comparisons of a whole case came to?
//!
//! A case of a million tellings has more than a hundred million pairs; nearly all of them cannot be one happening, and of
//! these four bytes are enough.

use crate::sheet::Verdict;

/// What the comparisons of one telling with those that it met came to.
#[derive(Default)]
pub(crate) struct Row {
    /// The telling.
    pub one: u32,
    /// Those that may be one happening with it, or come near enough to be told of; sorted.
    pub kept: Box<[(u32, Verdict)]>,
    /// All others, which something excludes: most of them in a large case. Sorted.
    pub apart: Box<[u32]>,
}

impl Row {
    /// Notes what the comparisons with others came to; none for those that do not come near.
    pub fn of(one: u32, judged: impl Iterator<Item = (u32, Option<Verdict>)>) -> Self {
        let (mut kept, mut apart) = (Vec::new(), Vec::new());
        for (other, verdict) in judged {
            match verdict {
                Some(verdict) => kept.push((other, verdict)),
                None => apart.push(other),
            }
        }
        Self { one, kept: kept.into(), apart: apart.into() }
    }

    /// Gives what was judged of a pair; none where the two did not meet, or did not come near.
    pub fn find(&self, other: u32) -> Option<Option<Verdict>> {
        let kept = self.kept.binary_search_by_key(&other, |(other, _)| *other);
        let apart = || self.apart.binary_search(&other).is_ok().then_some(None);
        kept.map_or_else(|_| apart(), |at| Some(Some(self.kept[at].1)))
    }
}
