//! Which groups came near one another and stayed apart?

use crate::blocks::Pair;
use crate::chains::Judged;
use crate::cluster::Decision;
use std::cmp::Reverse;

/// A group gets at most so many notes on why it stayed apart from others.
const NOTES: usize = 4;

/// So many are listed before those that will not be noted are taken out.
const ROOM: usize = 1 << 18;

/// The evidence on a pair, and the pair: of those that agree equally well the first.
type Best = (i32, Reverse<Pair>);

/// Two groups that came near one another and stayed apart.
#[derive(Clone, Copy)]
pub(crate) struct Refusal {
    /// The groups by the tellings that name them; the smaller first.
    pub groups: Pair,
    /// Their pair that agrees best.
    best: Best,
    score: f64,
    because: Option<&'static str>,
}

impl Refusal {
    /// Notes that two groups stayed apart, because something excludes that the tellings of this pair are one.
    pub fn new(groups: Pair, (pair, verdict): Judged) -> Self {
        Self { groups, best: (verdict.odds(), Reverse(pair)), score: 0.0, because: None }
    }

    /// Notes how probable it is that the two are one, and what the pair alone does not tell.
    pub fn explained(self, score: f64, because: Option<&'static str>) -> Self {
        Self { score, because, ..self }
    }

    /// Gives the pair that agrees best.
    pub fn pair(&self) -> Pair {
        self.best.1.0
    }

    /// Gives it as a decision on the pair.
    pub fn decision(&self) -> Decision {
        Decision { pair: self.pair(), joined: false, score: self.score, because: self.because }
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

    /// Takes out what will not be wanted, whatever is added: of two groups all pairs but the best, of one group all but a few others.
    fn thin_out(&mut self) {
        self.all.sort_unstable_by_key(|refusal| (refusal.groups, Reverse(refusal.best)));
        self.all.dedup_by_key(|refusal| refusal.groups);
        for near in self.all.chunk_by_mut(|a, b| a.groups.0 == b.groups.0) {
            near.sort_unstable_by_key(|refusal| Reverse((refusal.best, refusal.groups.1)));
        }
        let (mut group, mut noted) = (None, 0);
        self.all.retain(|refusal| {
            noted = if group == Some(refusal.groups.0) { noted + 1 } else { 1 };
            group = Some(refusal.groups.0);
            noted <= NOTES
        });
    }
}
