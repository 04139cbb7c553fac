//! How are numbers written to the files of a model?

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
    use super::{read_number, write_number};

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 70_000, u32::MAX] {
            let mut bytes = Vec::new();
            write_number(&mut bytes, number);
            assert_eq!(read_number(&mut bytes.as_slice()), Some(number));
            assert_eq!(read_number(&mut &bytes[..bytes.len() - 1]), None);
        }
    }
}
