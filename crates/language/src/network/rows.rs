//! Which numbers stand for the keys of words?
//!
//! Each known key has a row of small whole numbers and a scale; a word is the sum of its rows.

use super::matrix::wide;
use super::shape::WIDTH;
use crate::bytes::{read_number, read_u32, take, write_number};

/// The rows of all known keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    keys: Keys,
    cells: Vec<i8>,
    scales: Vec<f32>,
}

/// The number of each known key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    sorted: Vec<u32>,
    /// Key and number by hash; a free place has the number `u32::MAX`.
    places: Vec<(u32, u32)>,
}

impl Default for Keys {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Keys {
    /// Numbers the keys in order.
    pub fn new(mut keys: Vec<u32>) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let size = (keys.len() * 2).next_power_of_two().max(2);
        let mut known = Self { sorted: Vec::new(), places: vec![(0, u32::MAX); size] };
        for (number, key) in keys.iter().enumerate() {
            let mut at = known.place(*key);
            while known.places[at].1 != u32::MAX {
                at = (at + 1) & (size - 1);
            }
            known.places[at] = (*key, number as u32);
        }
        known.sorted = keys;
        known
    }

    /// Gives the number of a key.
    #[inline]
    pub fn find(&self, key: u32) -> Option<u32> {
        let mut at = self.place(key);
        loop {
            let (known, number) = self.places[at];
            if number == u32::MAX {
                return None;
            }
            if known == key {
                return Some(number);
            }
            at = (at + 1) & (self.places.len() - 1);
        }
    }

    /// Counts the keys.
    pub fn len(&self) -> usize {
        self.sorted.len()
    }

    /// Gives the keys in order.
    pub fn sorted(&self) -> &[u32] {
        &self.sorted
    }

    /// Writes the keys, each as its distance from the one before.
    pub fn encode(&self, out: &mut Vec<u8>) {
        let mut last = 0;
        for key in &self.sorted {
            write_number(out, key - last);
            last = *key;
        }
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(bytes: &mut &[u8], count: usize) -> Option<Self> {
        if count > bytes.len() {
            return None;
        }
        let mut keys = Vec::with_capacity(count);
        let mut last = 0u32;
        for _ in 0..count {
            last = last.checked_add(read_number(bytes)?)?;
            keys.push(last);
        }
        let keys = Self::new(keys);
        (keys.len() == count).then_some(keys)
    }

    #[inline]
    fn place(&self, key: u32) -> usize {
        key.wrapping_mul(0x9e37_79b1) as usize >> 4 & (self.places.len() - 1)
    }
}

impl Rows {
    /// Rounds rows of exact numbers.
    pub fn new(keys: Keys, exact: &[f32]) -> Self {
        let mut rows = Self { keys, ..Self::default() };
        for row in exact.chunks_exact(WIDTH) {
            let most = row.iter().fold(0f32, |most, value| most.max(value.abs())).max(1e-9);
            rows.scales.push(most / 127.0);
            rows.cells.extend(row.iter().map(|value| (value / most * 127.0).round() as i8));
        }
        rows
    }

    /// Gives the number of a key.
    #[inline]
    pub fn find(&self, key: u32) -> Option<u32> {
        self.keys.find(key)
    }

    /// Gives the keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Gives all rows as the numbers that they stand for.
    pub fn exact(&self) -> Vec<f32> {
        let rows = self.cells.chunks_exact(WIDTH).zip(&self.scales);
        rows.flat_map(|(row, scale)| row.iter().map(move |cell| f32::from(*cell) * scale)).collect()
    }

    /// Adds the rows of a word.
    #[inline]
    pub fn add(&self, numbers: &[u32], out: &mut [f32]) {
        wide(
            #[inline(always)]
            || {
                let Some(out) = out.first_chunk_mut::<WIDTH>() else { return };
                for number in numbers {
                    let number = *number as usize;
                    let Some(row) = self.cells[number * WIDTH..].first_chunk::<WIDTH>() else { return };
                    let scale = self.scales[number];
                    for lane in 0..WIDTH {
                        out[lane] += f32::from(row[lane]) * scale;
                    }
                }
            },
        );
    }

    /// Writes keys, scales and cells.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend((self.keys.len() as u32).to_le_bytes());
        self.keys.encode(out);
        self.scales.iter().for_each(|scale| out.extend(scale.to_le_bytes()));
        // Column by column, which compresses better.
        for lane in 0..WIDTH {
            out.extend(self.cells.iter().skip(lane).step_by(WIDTH).map(|cell| cell.cast_unsigned()));
        }
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let count = read_u32(bytes)? as usize;
        let keys = Keys::decode(bytes, count)?;
        let scales = read_floats(bytes, count)?;
        let columns = take(bytes, count * WIDTH)?;
        let mut cells = vec![0; count * WIDTH];
        for (lane, column) in columns.chunks_exact(count.max(1)).enumerate() {
            column.iter().enumerate().for_each(|(row, cell)| cells[row * WIDTH + lane] = cell.cast_signed());
        }
        Some(Self { keys, cells, scales })
    }
}

/// Reads numbers of four bytes.
pub fn read_floats(bytes: &mut &[u8], count: usize) -> Option<Vec<f32>> {
    let numbers = take(bytes, count.checked_mul(4)?)?.as_chunks::<4>().0;
    let numbers: Vec<f32> = numbers.iter().map(|four| f32::from_le_bytes(*four)).collect();
    numbers.iter().all(|number| number.is_finite()).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::{Keys, Rows};
    use crate::network::shape::WIDTH;

    #[test]
    fn rows_are_found_and_come_back() {
        let keys: Vec<u32> = (0..50).map(|at| at * 16).collect();
        let exact: Vec<f32> = (0..50 * WIDTH).map(|at| (at % 13) as f32 / 7.0 - 1.0).collect();
        let rows = Rows::new(Keys::new(keys), &exact);
        assert_eq!((rows.find(32), rows.find(33)), (Some(2), None));
        let mut out = vec![0.0; WIDTH];
        rows.add(&[2], &mut out);
        assert!(out.iter().zip(&exact[2 * WIDTH..]).all(|(a, b)| (a - b).abs() < 0.01));
        let mut bytes = Vec::new();
        rows.encode(&mut bytes);
        assert_eq!(Rows::decode(&mut bytes.as_slice()), Some(rows));
        assert!((0..bytes.len()).all(|end| Rows::decode(&mut &bytes[..end]).is_none()));
    }
}
