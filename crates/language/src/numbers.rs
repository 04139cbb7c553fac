//! Which digits, marks and letters are one number?

use crate::words::Words;

/// Measures the number at the start of `rest`: `1,200.5`, `10:30`, `9/11`, `2016-10-03`, `12th`, `1980s`, `4G`; the unit
/// in `5km` is left over.
pub fn number(rest: &str, words: &Words) -> usize {
    let (mut length, mut last, mut hyphens) = (digits(rest), digits(rest), false);
    while let Some(joint) = rest[length..].chars().next() {
        let next = digits(&rest[length + joint.len_utf8()..]);
        let further = rest[length + joint.len_utf8() + next..].chars().next();
        let joins = match joint {
            '.' | ':' | '/' => true,
            ',' => next > 2 || next == 2 && further == Some(','),
            '-' => hyphens || further == Some('-') || is_call(&rest[length + 1..][..next], last),
            _ => false,
        };
        if !joins || next == 0 {
            break;
        }
        hyphens |= joint == '-';
        last = next;
        length += joint.len_utf8() + next;
    }
    length + ending(rest, length, words)
}

/// Is it the last part of a telephone number (`853-3242`) or postal code (`94720-1901`), not the end of a range?
fn is_call(digits: &str, before: usize) -> bool {
    digits.len() == 4 && (before == 5 || before < 4 && !digits.ends_with("00"))
}

fn digits(rest: &str) -> usize {
    rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len())
}

/// The letters behind the digits that belong to them.
fn ending(rest: &str, length: usize, words: &Words) -> usize {
    let tail = &rest[length..];
    let letters = &tail[..tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len())];
    let is_ordinal = words.ordinals.iter().any(|ending| letters.eq_ignore_ascii_case(ending));
    let is_code =
        letters.len() == 1 && letters.starts_with(|c: char| c.is_ascii_uppercase()) && !words.units.contains(letters);
    if is_ordinal || is_code {
        return letters.len();
    }
    let decade = ["'s", "’s"].into_iter().find(|ending| tail.starts_with(ending));
    let ends = |ending: &&str| {
        length > 1 && rest[..length].ends_with('0') && !tail[ending.len()..].starts_with(char::is_alphanumeric)
    };
    decade.filter(ends).map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::words::Words;

    fn found(text: &str) -> &str {
        let words = Words::english();
        &text[..number(text, &words)]
    }

    #[test]
    fn marks_inside_a_number_belong_to_it() {
        for whole in ["1,200.5", "12,00,000", "10:30", "9/11", "2016-10-03", "555-0142", "40512-0103", "1-800-555-0142"]
        {
            assert_eq!(found(whole), whole);
        }
    }

    #[test]
    fn ranges_and_lists_are_parted() {
        assert_eq!(
            ["12-15", "500-1000", "5,6", "13,14", "1990-95", "3."].map(found),
            ["12", "500", "5", "13", "1990", "3"]
        );
    }

    #[test]
    fn units_are_left_over_and_codes_kept() {
        assert_eq!(["5km", "3M", "82mm", "10pm"].map(found), ["5", "3", "82", "10"]);
        assert_eq!(["12th", "1980s", "80's", "4G", "4TH"].map(found), ["12th", "1980s", "80's", "4G", "4TH"]);
    }
}
