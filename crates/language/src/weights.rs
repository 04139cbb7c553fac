//! How is a trained linear model kept, stored and asked?
//!
//! A feature is a 32-bit key; its row holds a small weight for each label that training ever moved.

/// Adds the weights of a feature to the scores of the labels.
pub trait Scorer {
    /// Adds the row of `key`, if there is one, to `scores`.
    fn add(&self, key: u32, scores: &mut [i32]);
}

/// Weights that no longer change: keys in order, found through a directory of their first bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    directory: Vec<u32>,
    keys: Vec<u32>,
    rows: Vec<u32>,
    cells: Vec<(u8, i16)>,
}

/// How many first bits of a key the directory resolves.
const DIRECTORY_BITS: u32 = 20;

impl Scorer for Weights {
    fn add(&self, key: u32, scores: &mut [i32]) {
        let slot = (key >> (32 - DIRECTORY_BITS)) as usize;
        let (Some(&from), Some(&to)) = (self.directory.get(slot), self.directory.get(slot + 1)) else { return };
        let range = from as usize..to as usize;
        let Some(at) = self.keys[range].iter().position(|known| *known == key) else { return };
        let row = from as usize + at;
        for &(label, weight) in &self.cells[self.rows[row] as usize..self.rows[row + 1] as usize] {
            scores[usize::from(label)] += i32::from(weight);
        }
    }
}

impl Weights {
    /// Builds the table from rows in the order of their keys.
    pub fn new(sorted: &[(u32, Vec<(u8, i16)>)]) -> Self {
        let mut weights = Self { rows: vec![0], ..Self::default() };
        for (key, row) in sorted {
            weights.keys.push(*key);
            weights.cells.extend_from_slice(row);
            weights.rows.push(weights.cells.len() as u32);
        }
        weights.index();
        weights
    }

    /// Gives the features, in order.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// Writes the table, column by column, so that it compresses well.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend((self.keys.len() as u32).to_le_bytes());
        out.extend((self.cells.len() as u32).to_le_bytes());
        let mut last = 0;
        for key in &self.keys {
            write_number(out, key - last);
            last = *key;
        }
        out.extend(self.rows.windows(2).map(|pair| (pair[1] - pair[0]) as u8));
        out.extend(self.cells.iter().map(|cell| cell.0));
        for byte in [0, 1] {
            out.extend(self.cells.iter().map(|cell| cell.1.to_le_bytes()[byte]));
        }
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged or name a label beyond `labels`.
    pub fn decode(bytes: &mut &[u8], labels: usize) -> Option<Self> {
        let keys = read_u32(bytes)? as usize;
        let cells = read_u32(bytes)? as usize;
        if keys > bytes.len() || cells > bytes.len() {
            return None;
        }
        let mut weights =
            Self { rows: Vec::with_capacity(keys + 1), keys: Vec::with_capacity(keys), ..Self::default() };
        let mut last = 0u32;
        for _ in 0..keys {
            last = last.checked_add(read_number(bytes)?)?;
            weights.keys.push(last);
        }
        let lengths = take(bytes, keys)?;
        weights.rows.push(0);
        let mut end = 0u32;
        for length in lengths {
            end += u32::from(*length);
            weights.rows.push(end);
        }
        if end as usize != cells {
            return None;
        }
        let (names, low, high) = (take(bytes, cells)?, take(bytes, cells)?, take(bytes, cells)?);
        if names.iter().any(|label| usize::from(*label) >= labels) {
            return None;
        }
        let values = low.iter().zip(high).map(|(low, high)| i16::from_le_bytes([*low, *high]));
        weights.cells = names.iter().copied().zip(values).collect();
        weights.index();
        Some(weights)
    }

    fn index(&mut self) {
        let slots = 1usize << DIRECTORY_BITS;
        self.directory = vec![0; slots + 1];
        for key in &self.keys {
            self.directory[(key >> (32 - DIRECTORY_BITS)) as usize + 1] += 1;
        }
        for slot in 0..slots {
            self.directory[slot + 1] += self.directory[slot];
        }
    }
}

/// Gives the label with the highest score among those allowed; the first of equals.
pub fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (label, score) in scores.iter().enumerate() {
        if allowed(label) && best.is_none_or(|known| *score > scores[known]) {
            best = Some(label);
        }
    }
    best
}

/// Writes a number with seven bits a byte.
pub fn write_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a number with seven bits a byte.
pub fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Reads four bytes as a number.
pub fn read_u32(bytes: &mut &[u8]) -> Option<u32> {
    take(bytes, 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes)
}

/// Takes the next `count` bytes.
pub fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::{Scorer, Weights};

    #[test]
    fn stored_weights_come_back() {
        let weights =
            Weights::new(&[(7, vec![(0, 3), (2, -5)]), (9_000_000, vec![(1, -1270)]), (u32::MAX, vec![(2, 1)])]);
        let mut bytes = Vec::new();
        weights.encode(&mut bytes);
        assert_eq!(Weights::decode(&mut bytes.as_slice(), 3), Some(weights.clone()));
        assert_eq!(Weights::decode(&mut bytes.as_slice(), 2), None);
        for end in 0..bytes.len() {
            assert_eq!(Weights::decode(&mut &bytes[..end], 3), None);
        }
        let mut scores = [0; 3];
        for key in [7, 8, u32::MAX] {
            weights.add(key, &mut scores);
        }
        assert_eq!(scores, [3, 0, -4]);
    }
}
