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
    let right = &right[..inner * columns];
    pulp::Arch::new().dispatch(Multiply { left, inner, right, columns, bias: None, out });
}

/// Writes `left · right + bias` to `out`, whatever stands there; there are as many columns as in `bias`, which is added to each row.
pub fn multiply_add(left: &[f32], inner: usize, right: &[f32], bias: &[f32], out: &mut [f32]) {
    let columns = bias.len();
    debug_assert!(columns.is_multiple_of(LANES));
    let right = &right[..inner * columns];
    pulp::Arch::new().dispatch(Multiply { left, inner, right, columns, bias: Some(bias), out });
}

struct Multiply<'a> {
    left: &'a [f32],
    inner: usize,
    right: &'a [f32],
    columns: usize,
    /// What is added to each row; none where it is what stands in `out`.
    bias: Option<&'a [f32]>,
    out: &'a mut [f32],
}

impl WithSimd for Multiply<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (right, _) = S::as_simd_f32s(self.right);
        let (out, _) = S::as_mut_simd_f32s(self.out);
        let bias = self.bias.map(|bias| S::as_simd_f32s(bias).0);
        let (inner, columns) = (self.inner, self.columns / S::F32_LANES);
        let mut panel = Panel { left: self.left, inner, right, columns, bias, column: 0 };
        if S::REGISTER_COUNT >= 32 {
            while panel.column + 4 <= columns {
                panel.run::<4>(simd, out);
                panel.column += 4;
            }
        }
        while panel.column + 2 <= columns {
            panel.run::<2>(simd, out);
            panel.column += 2;
        }
        if panel.column < columns {
            panel.run::<1>(simd, out);
        }
    }
}

/// All rows, and as many columns from one on as stay near.
struct Panel<'a, S: Simd> {
    left: &'a [f32],
    inner: usize,
    right: &'a [S::f32s],
    columns: usize,
    bias: Option<&'a [S::f32s]>,
    column: usize,
}

impl<S: Simd> Panel<'_, S> {
    /// Goes through the rows: first in blocks, then the rest in pairs, so that sums that wait for one another are few.
    #[inline(always)]
    fn run<const WIDE: usize>(&self, simd: S, out: &mut [S::f32s]) {
        let mut rows = (self.left, out);
        rows = self.blocks::<TALL, WIDE>(simd, rows);
        rows = self.blocks::<2, WIDE>(simd, rows);
        self.blocks::<1, WIDE>(simd, rows);
    }

    /// Goes through as many blocks of rows as there are, and gives the rows left over.
    #[inline(always)]
    fn blocks<'r, const ROWS: usize, const WIDE: usize>(
        &self,
        simd: S,
        (left, out): (&'r [f32], &'r mut [S::f32s]),
    ) -> (&'r [f32], &'r mut [S::f32s]) {
        let mut lefts = left.chunks_exact(ROWS * self.inner);
        let mut outs = out.chunks_exact_mut(ROWS * self.columns);
        for (left, out) in lefts.by_ref().zip(outs.by_ref()) {
            self.tile::<ROWS, WIDE>(simd, left, out);
        }
        (lefts.remainder(), outs.into_remainder())
    }

    /// Some rows and some vectors of columns, whose sums stay in registers.
    #[inline(always)]
    fn tile<const ROWS: usize, const WIDE: usize>(&self, simd: S, left: &[f32], out: &mut [S::f32s]) {
        let (inner, columns, right) = (self.inner, self.columns, &self.right[self.column..]);
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
            let out = &mut out[row * columns + self.column..][..WIDE];
            for wide in 0..WIDE {
                let base = self.bias.map_or(out[wide], |bias| bias[self.column + wide]);
                out[wide] = simd.add_f32s(base, sums[row][wide]);
            }
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
    use super::{LANES, multiply, multiply_add, transpose};

    #[test]
    fn products_are_right_for_any_number_of_rows() {
        let inner = 5;
        let right: Vec<f32> = (0..inner * 2 * LANES).map(|at| (at % 7) as f32 - 3.0).collect();
        for rows in 0..16 {
            let left: Vec<f32> = (0..rows * inner).map(|at| (at % 5) as f32 - 2.0).collect();
            let mut out = vec![1.0; rows * 2 * LANES];
            multiply(&left, inner, &right, 2 * LANES, &mut out);
            let mut again = vec![7.0; rows * 2 * LANES];
            multiply_add(&left, inner, &right, &[1.0; 2 * LANES], &mut again);
            assert_eq!(out, again);
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
