//! Which groups came near one another and stayed apart?

use crate::blocks::Pair;
use crate::chains::Judged;
use std::cmp::Reverse;

/// A group gets at most so many notes on why it stayed apart from others.
const NOTES: usize = 4;

/// So many are listed before those that will not be noted are taken out.
const ROOM: usize = 1 << 18;

/// The evidence on a pair, and the pair: of those that agree equally well the first.
type Best<N> = (i32, Reverse<(N, N)>);

/// Two groups that came near one another and stayed apart.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    /// The groups by the tellings that name them; the smaller first.
    pub groups: Pair,
    /// Their pair that agrees best.
    best: Best<u32>,
}

impl Refusal {
    /// Notes that two groups stayed apart, as even this pair, which agrees best, does not suffice or is excluded.
    pub fn new(groups: Pair, (pair, verdict): Judged) -> Self {
        Self { groups, best: (verdict.odds(), Reverse(pair)) }
    }

    /// Gives the pair that agrees best.
    pub fn pair(&self) -> Pair {
        self.best.1.0
    }
}

/// Refusals of which, for each group, the likeliest few are wanted.
#[derive(Default)]
pub(crate) struct Refusals {
    all: Vec<Refusal>,
    room: usize,
}

impl Refusals {
    /// Adds one.
    pub fn add(&mut self, refusal: Refusal) {
        self.all.push(refusal);
        if self.all.len() > self.room {
            self.thin_out();
            self.room = (self.all.len() * 2).max(ROOM);
        }
    }

    /// Gives the likeliest few of each group.
    pub fn few(mut self) -> Vec<Refusal> {
        self.thin_out();
        self.all.shrink_to_fit();
        self.all
    }

    fn thin_out(&mut self) {
        thin_out(&mut self.all, |refusal| (refusal.groups, refusal.best));
    }
}

/// Takes out what will not be wanted, whatever is added: of two groups all pairs but the best, of one group all but a few others.
pub(crate) fn thin_out<R, N: Copy + Ord>(all: &mut Vec<R>, near: impl Fn(&R) -> ((N, N), Best<N>)) {
    all.sort_unstable_by_key(|refusal| {
        let (groups, best) = near(refusal);
        (groups, Reverse(best))
    });
    all.dedup_by_key(|refusal| near(refusal).0);
    for others in all.chunk_by_mut(|a, b| near(a).0.0 == near(b).0.0) {
        others.sort_unstable_by_key(|refusal| {
            let (groups, best) = near(refusal);
            Reverse((best, groups.1))
        });
    }
    let (mut group, mut noted) = (None, 0);
    all.retain(|refusal| {
        let ((one, _), _) = near(refusal);
        noted = if group == Some(one) { noted + 1 } else { 1 };
        group = Some(one);
        noted <= NOTES
    });
}
