//! Which tree without crossing arcs has the highest score?
//!
//! Eisner 1996, with one root. The chart keeps the best scores alone; the splits are found again on the way back.

use super::matrix::wide;

/// The best scores of all spans: `l` for a head on the right, `r` for a head on the left; complete (a head and what
/// it has on one side) or open (an arc between the ends). Each is kept by its first and by its last word, so that
/// every search for a split runs along a line.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    length: usize,
    complete_r: Vec<f32>,
    complete_r_by_end: Vec<f32>,
    complete_l: Vec<f32>,
    complete_l_by_end: Vec<f32>,
    open_r: Vec<f32>,
    open_l_by_end: Vec<f32>,
}

/// The scores of heads: a line of `line` for each word; the root stands behind the last word.
#[derive(Clone, Copy)]
pub struct Scores<'a> {
    /// All lines.
    pub lines: &'a [f32],
    /// Length of a line.
    pub line: usize,
}

impl Scores<'_> {
    #[inline(always)]
    fn of(&self, dependent: usize, head: usize) -> f32 {
        self.lines[dependent * self.line + head]
    }
}

impl Chart {
    /// Finds the head of every word; the root is the number of words.
    pub fn best(&mut self, scores: Scores<'_>, length: usize, heads: &mut Vec<usize>) {
        heads.clear();
        heads.resize(length, length);
        if length < 2 {
            return;
        }
        self.length = length;
        let lists = [
            &mut self.complete_r,
            &mut self.complete_r_by_end,
            &mut self.complete_l,
            &mut self.complete_l_by_end,
            &mut self.open_r,
            &mut self.open_l_by_end,
        ];
        lists.into_iter().for_each(|list| {
            list.clear();
            list.resize(length * length, 0.0);
        });
        wide(
            #[inline(always)]
            || self.fill(scores),
        );
        let whole =
            |root: usize| self.complete_l[root] + self.complete_r[root * length + length - 1] + scores.of(root, length);
        let mut root = 0;
        for other in 1..length {
            if whole(other) > whole(root) {
                root = other;
            }
        }
        self.trace(root, heads);
    }

    #[inline(always)]
    fn fill(&mut self, scores: Scores<'_>) {
        let length = self.length;
        for width in 1..length {
            for first in 0..length - width {
                let last = first + width;
                let (row, column) = (first * length, last * length);
                let split = best(
                    &self.complete_r[row + first..row + last],
                    &self.complete_l_by_end[column + first + 1..=column + last],
                );
                self.open_r[row + last] = split + scores.of(last, first);
                self.open_l_by_end[column + first] = split + scores.of(first, last);
                let left =
                    best(&self.complete_l[row + first..row + last], &self.open_l_by_end[column + first..column + last]);
                self.complete_l[row + last] = left;
                self.complete_l_by_end[column + first] = left;
                let right = best(
                    &self.open_r[row + first + 1..=row + last],
                    &self.complete_r_by_end[column + first + 1..=column + last],
                );
                self.complete_r[row + last] = right;
                self.complete_r_by_end[column + first] = right;
            }
        }
    }

    /// Follows the best splits from the whole sentence down.
    fn trace(&self, root: usize, heads: &mut [usize]) {
        let length = self.length;
        let mut spans = vec![(0, root, Kind::Left), (root, length - 1, Kind::Right)];
        while let Some((first, last, kind)) = spans.pop() {
            if first == last {
                continue;
            }
            let (row, column) = (first * length, last * length);
            match kind {
                Kind::Left => {
                    let (a, b) =
                        (&self.complete_l[row + first..row + last], &self.open_l_by_end[column + first..column + last]);
                    let at = first + place(a, b, self.complete_l[row + last]);
                    spans.extend([(first, at, Kind::Left), (at, last, Kind::Arc(last))]);
                }
                Kind::Right => {
                    let (a, b) = (
                        &self.open_r[row + first + 1..=row + last],
                        &self.complete_r_by_end[column + first + 1..=column + last],
                    );
                    let at = first + 1 + place(a, b, self.complete_r[row + last]);
                    spans.extend([(first, at, Kind::Arc(first)), (at, last, Kind::Right)]);
                }
                Kind::Arc(head) => {
                    let dependent = if head == first { last } else { first };
                    heads[dependent] = head;
                    let (a, b) = (
                        &self.complete_r[row + first..row + last],
                        &self.complete_l_by_end[column + first + 1..=column + last],
                    );
                    let at = first + place(a, b, best(a, b));
                    spans.extend([(first, at, Kind::Right), (at + 1, last, Kind::Left)]);
                }
            }
        }
    }
}

enum Kind {
    /// Complete, the head is the last word.
    Left,
    /// Complete, the head is the first word.
    Right,
    /// Open, with the head given.
    Arc(usize),
}

/// The highest sum of two numbers that stand at the same place.
#[inline(always)]
fn best(a: &[f32], b: &[f32]) -> f32 {
    const SIDE: usize = 8;
    let mut most = [f32::NEG_INFINITY; SIDE];
    let (mut a, mut b) = (a.chunks_exact(SIDE), b.chunks_exact(SIDE));
    for (a, b) in a.by_ref().zip(b.by_ref()) {
        for lane in 0..SIDE {
            let both = a[lane] + b[lane];
            most[lane] = if both > most[lane] { both } else { most[lane] };
        }
    }
    let mut best = f32::NEG_INFINITY;
    for value in a.remainder().iter().zip(b.remainder()).map(|(a, b)| a + b).chain(most) {
        best = if value > best { value } else { best };
    }
    best
}

/// The first place of the highest sum.
fn place(a: &[f32], b: &[f32], best: f32) -> usize {
    a.iter().zip(b).position(|(a, b)| a + b >= best).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Chart, Scores};

    /// Every way to give each word a head, by counting.
    fn by_trial(scores: &[f32], line: usize, length: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for number in 0..(length + 1).pow(length as u32) {
            let heads: Vec<usize> = (0..length).map(|at| number / (length + 1).pow(at as u32) % (length + 1)).collect();
            let arcs = |at: usize| (at.min(heads[at]), at.max(heads[at]));
            let one_root = heads.iter().filter(|head| **head == length).count() == 1;
            let rooted = (0..length).all(|at| {
                std::iter::successors(Some(at), |at| heads.get(*at).copied()).take(length + 2).any(|at| at == length)
            });
            let crossing = (0..length).any(|a| {
                (0..length).filter(|b| heads[a] < length && heads[*b] < length && a != *b).any(|b| {
                    let ((a1, a2), (b1, b2)) = (arcs(a), arcs(b));
                    a1 < b1 && b1 < a2 && a2 < b2
                })
            });
            let over_root = (0..length).filter(|at| heads[*at] == length).any(|root| {
                (0..length).filter(|at| heads[*at] < length).any(|at| arcs(at).0 < root && root < arcs(at).1)
            });
            if one_root && rooted && !crossing && !over_root {
                best = best.max((0..length).map(|at| scores[at * line + heads[at]]).sum());
            }
        }
        best
    }

    #[test]
    fn no_tree_scores_higher() {
        let mut seed = 7u32;
        for length in 1..6 {
            for _ in 0..20 {
                let line = 16;
                let scores: Vec<f32> = (0..length * line)
                    .map(|_| {
                        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (seed >> 20) as f32 / 64.0
                    })
                    .collect();
                let mut heads = Vec::new();
                Chart::default().best(Scores { lines: &scores, line }, length, &mut heads);
                let found: f32 = (0..length).map(|at| scores[at * line + heads[at]]).sum();
                assert!((found - by_trial(&scores, line, length)).abs() < 1e-3, "{length} words");
            }
        }
    }
}
