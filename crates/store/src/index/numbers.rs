//! Which events have something in common, as fast as a machine can tell?
//!
//! A set of event numbers is a row of bits; in the file it is the differences of the numbers, seven bits a byte.

/// A set of event numbers, from 1 to a highest one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    words: Vec<u64>,
    highest: usize,
}

impl Numbers {
    /// Makes a set that can hold numbers up to `highest` and holds none.
    pub(crate) fn none(highest: usize) -> Self {
        Self { words: vec![0; highest / 64 + 1], highest }
    }

    /// Makes the set of all numbers from `first` to `last`.
    pub(crate) fn range(first: usize, last: usize, highest: usize) -> Self {
        let mut set = Self::none(highest);
        (first..=last.min(highest)).for_each(|number| set.add(number));
        set
    }

    /// Adds a number; one above the highest is no event of this case.
    pub(crate) fn add(&mut self, number: usize) {
        if let Some(word) = self.words.get_mut(number / 64) {
            *word |= 1 << (number % 64);
        }
    }

    /// Adds all numbers of a packed list.
    pub(crate) fn add_packed(&mut self, packed: &[u8]) {
        unpacked(packed).for_each(|number| self.add(number));
    }

    pub(crate) fn has(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Keeps what is in both.
    pub(crate) fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Takes out what is in the other.
    pub(crate) fn drop_all(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    pub(crate) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Tells whether no number is missing.
    pub(crate) fn is_full(&self) -> bool {
        self.len() == self.highest
    }

    /// Counts the numbers of a packed list that are in the set.
    pub(crate) fn count_packed(&self, packed: &[u8]) -> usize {
        unpacked(packed).filter(|number| self.has(*number)).count()
    }

    /// Gives the numbers from the lowest to the highest.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let bits = |(index, word): (usize, &u64)| {
            let word = *word;
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        };
        self.words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(bits)
    }
}

/// Packs ascending numbers.
pub(crate) fn packed(numbers: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(numbers.len() * 2);
    let mut last = 0;
    for &number in numbers {
        let mut difference = number - last;
        last = number;
        while difference >= 0x80 {
            bytes.push((difference & 0x7f) as u8 | 0x80);
            difference >>= 7;
        }
        bytes.push((difference & 0x7f) as u8);
    }
    bytes
}

/// Gives the numbers of a packed list.
pub(crate) fn unpacked(packed: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let (mut last, mut difference, mut shift) = (0_usize, 0_usize, 0_u32);
    packed.iter().filter_map(move |byte| {
        difference |= usize::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
        if byte & 0x80 != 0 {
            shift += 7;
            return None;
        }
        last = last.saturating_add(difference);
        (difference, shift) = (0, 0);
        Some(last)
    })
}

#[cfg(test)]
mod tests {
    use super::{Numbers, packed};

    #[test]
    fn a_packed_list_comes_back_whole() {
        let numbers = [1, 2, 63, 64, 65, 200, 16_384, 20_000];
        let mut set = Numbers::none(20_000);
        set.add_packed(&packed(&numbers));
        assert_eq!(set.iter().collect::<Vec<_>>(), numbers);
        assert_eq!(set.iter().next_back(), Some(20_000));
        assert_eq!((set.len(), set.count_packed(&packed(&[2, 3, 65]))), (8, 2));
        set.add_packed(&[0xff; 12]);
        set.add_packed(&packed(&[90_000]));
        assert_eq!(set.len(), 8, "what no case can hold is passed over");
    }

    #[test]
    fn sets_meet_and_part() {
        let (mut low, high) = (Numbers::range(1, 70, 100), Numbers::range(60, 200, 100));
        low.keep(&high);
        assert_eq!(low.iter().collect::<Vec<_>>(), (60..=70).collect::<Vec<_>>());
        let mut rest = Numbers::range(1, 100, 100);
        rest.drop_all(&high);
        assert_eq!(rest.len(), 59);
    }
}
