//! How are numbers in rows multiplied fast, and everywhere alike?
//!
//! Each sum runs in one order whatever the machine: what stands side by side is handled side by side, and never
//! the terms of one sum; a product is added to its sum without rounding in between, which all processors since about
//! 2013 do in one step. So every processor gives the same bits, and an older one takes its time.

use pulp::{Simd, WithSimd};

/// Columns that are handled side by side: every matrix has a multiple of them.
pub const LANES: usize = 16;
/// Rows that are handled together: their sums still fit the registers.
const TALL: usize = 6;

/// Runs `work` with the widest instructions that the machine has; `work` must be inlined whole.
#[inline(always)]
pub fn wide<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(Wide(work))
}

struct Wide<W>(W);

impl<R, W: FnOnce() -> R> pulp::NullaryFnOnce for Wide<W> {
    type Output = R;

    #[inline(always)]
    fn call(self) -> R {
        self.0()
    }
}

/// Rounds up to a whole number of lanes.
pub fn padded(columns: usize) -> usize {
    columns.next_multiple_of(LANES)
}

/// Adds `left · right` to `out`; `left` has `inner` columns, and `right` and `out` have `columns`.
pub fn multiply(left: &[f32], inner: usize, right: &[f32], columns: usize, out: &mut [f32]) {
    debug_assert!(columns.is_multiple_of(LANES));
    pulp::Arch::new().dispatch(Multiply { left, inner, right: &right[..inner * columns], columns, out });
}

struct Multiply<'a> {
    left: &'a [f32],
    inner: usize,
    right: &'a [f32],
    columns: usize,
    out: &'a mut [f32],
}

impl WithSimd for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (right, _) = S::as_simd_f32s(self.right);
        let (out, _) = S::as_mut_simd_f32s(self.out);
        let (inner, columns) = (self.inner, self.columns / S::F32_LANES);
        let mut column = 0;
        if S::REGISTER_COUNT >= 32 {
            while column + 4 <= columns {
                panel::<S, 4>(simd, (self.left, inner), (right, columns), out, column);
                column += 4;
            }
        }
        while column + 2 <= columns {
            panel::<S, 2>(simd, (self.left, inner), (right, columns), out, column);
            column += 2;
        }
        if column < columns {
            panel::<S, 1>(simd, (self.left, inner), (right, columns), out, column);
        }
    }
}

/// All rows, and as many columns as stay near: first in blocks of rows, then the rest one by one.
#[inline(always)]
fn panel<S: Simd, const WIDE: usize>(
    simd: S,
    (left, inner): (&[f32], usize),
    (right, columns): (&[S::f32s], usize),
    out: &mut [S::f32s],
    column: usize,
) {
    let mut lefts = left.chunks_exact(TALL * inner);
    let mut outs = out.chunks_exact_mut(TALL * columns);
    for (left, out) in lefts.by_ref().zip(outs.by_ref()) {
        tile::<S, TALL, WIDE>(simd, left, &right[column..], out, column);
    }
    for (left, out) in lefts.remainder().chunks_exact(inner).zip(outs.into_remainder().chunks_exact_mut(columns)) {
        tile::<S, 1, WIDE>(simd, left, &right[column..], out, column);
    }
}

/// Some rows and some vectors of columns, whose sums stay in registers.
#[inline(always)]
fn tile<S: Simd, const ROWS: usize, const WIDE: usize>(
    simd: S,
    left: &[f32],
    right: &[S::f32s],
    out: &mut [S::f32s],
    column: usize,
) {
    let (inner, columns) = (left.len() / ROWS, out.len() / ROWS);
    let lefts: [&[f32]; ROWS] = std::array::from_fn(|row| &left[row * inner..][..inner]);
    let mut sums = [[simd.splat_f32s(0.0); WIDE]; ROWS];
    for k in 0..inner {
        let line = &right[k * columns..][..WIDE];
        for row in 0..ROWS {
            let factor = simd.splat_f32s(lefts[row][k]);
            for wide in 0..WIDE {
                sums[row][wide] = simd.mul_add_f32s(factor, line[wide], sums[row][wide]);
            }
        }
    }
    for row in 0..ROWS {
        for wide in 0..WIDE {
            let out = &mut out[row * columns + column + wide];
            *out = simd.add_f32s(*out, sums[row][wide]);
        }
    }
}

/// Writes the columns of a matrix as rows, each padded with zeros to `height`.
pub fn transpose(matrix: &[f32], columns: usize, height: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(columns * height, 0.0);
    for (row, line) in matrix.chunks_exact(columns).enumerate() {
        for (column, value) in line.iter().enumerate() {
            out[column * height + row] = *value;
        }
    }
}

/// Sums a row whose length is a multiple of the lanes, lane by lane.
#[inline(always)]
pub fn sum(row: &[f32]) -> f32 {
    let mut sums = [0f32; LANES];
    for chunk in row.chunks_exact(LANES) {
        for lane in 0..LANES {
            sums[lane] += chunk[lane];
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::{LANES, multiply, transpose};

    #[test]
    fn products_are_right_for_any_number_of_rows() {
        let inner = 5;
        let right: Vec<f32> = (0..inner * 2 * LANES).map(|at| (at % 7) as f32 - 3.0).collect();
        for rows in 0..10 {
            let left: Vec<f32> = (0..rows * inner).map(|at| (at % 5) as f32 - 2.0).collect();
            let mut out = vec![1.0; rows * 2 * LANES];
            multiply(&left, inner, &right, 2 * LANES, &mut out);
            for row in 0..rows {
                for column in 0..2 * LANES {
                    let sum: f32 = (0..inner).map(|k| left[row * inner + k] * right[k * 2 * LANES + column]).sum();
                    assert!((out[row * 2 * LANES + column] - sum - 1.0).abs() < 1e-5);
                }
            }
        }
    }

    #[test]
    fn columns_become_rows() {
        let mut out = Vec::new();
        transpose(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 3, 4, &mut out);
        assert_eq!(out, [1.0, 4.0, 0.0, 0.0, 2.0, 5.0, 0.0, 0.0, 3.0, 6.0, 0.0, 0.0]);
    }
}
