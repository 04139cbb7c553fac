//! How are findings kept small?
//!
//! Most of them is places in a text. Each is written as the way from the one before and its length, which are small numbers and
//! much alike, between two control characters that JSON never holds; all of it is then compressed, with a dictionary of what
//! all findings have in common.

use std::{borrow::Cow, io::Read};

/// How hard findings are compressed: more gains little and takes long.
const LEVEL: i32 = 6;
/// What stands in findings of every kind. Another dictionary is another layout of the case file.
const DICTIONARY: &[u8] = include_bytes!("packed.dictionary");
const START: &str = "{\"start\":";
const END: &str = ",\"end\":";
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// Packs JSON as our nouns write it.
pub(crate) fn packed(json: &str) -> Vec<u8> {
    let pack = || zstd::bulk::Compressor::with_dictionary(LEVEL, DICTIONARY)?.compress(shortened(json).as_bytes());
    pack().expect("memory takes all that is written to it")
}

/// Gives JSON as it was packed; what earlier programs packed has its spans in full.
pub(crate) fn unpacked(packed: &[u8]) -> std::io::Result<String> {
    let mut short = String::new();
    // What was packed without the dictionary names nothing of it, and is read as well.
    zstd::Decoder::with_dictionary(packed, DICTIONARY)?.read_to_string(&mut short)?;
    match lengthened(&short) {
        Some(Cow::Owned(long)) => Ok(long),
        Some(Cow::Borrowed(_)) => Ok(short),
        None => Err(std::io::Error::other("a span is not written as a way and a length")),
    }
}

fn shortened(json: &str) -> String {
    let mut short = String::with_capacity(json.len());
    let (mut rest, mut last) = (json, 0);
    while let Some((before, after)) = rest.split_once(START) {
        short.push_str(before);
        match span(after) {
            Some((start, end, behind)) => {
                short.push_str(&format!("{OPEN}{},{}{CLOSE}", start - last, end - start));
                (last, rest) = (start, behind);
            }
            None => {
                short.push_str(START);
                rest = after;
            }
        }
    }
    short.push_str(rest);
    short
}

/// Reads `12,"end":15}` and gives both numbers and what follows.
fn span(json: &str) -> Option<(i64, i64, &str)> {
    let (start, after) = json.split_once(END)?;
    let (end, behind) = after.split_once('}')?;
    Some((start.parse().ok()?, end.parse().ok()?, behind))
}

fn lengthened(short: &str) -> Option<Cow<'_, str>> {
    if !short.contains(OPEN) {
        return Some(Cow::Borrowed(short));
    }
    let mut json = String::with_capacity(short.len() * 2);
    let (mut rest, mut last) = (short, 0_i64);
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (numbers, behind) = after.split_once(CLOSE)?;
        let (way, length) = numbers.split_once(',')?;
        last = last.checked_add(way.parse().ok()?)?;
        let end = last.checked_add(length.parse().ok()?)?;
        json.push_str(before);
        json.push_str(&format!("{START}{last}{END}{end}}}"));
        rest = behind;
    }
    json.push_str(rest);
    Some(Cow::Owned(json))
}

#[cfg(test)]
mod tests {
    use super::{LEVEL, packed, unpacked};

    #[test]
    fn what_was_packed_comes_back_to_the_letter() {
        for json in [
            r#"{"events":[{"clause":{"start":40,"end":90},"trigger":{"start":12,"end":15}},{"start":300,"end":301}]}"#,
            r#"["{\"start\":1,\"end\":2}","{","start",{"start":"x","end":2},{"start":7}]"#,
            "{}",
            "",
        ] {
            assert_eq!(unpacked(&packed(json)).unwrap(), json);
        }
    }

    #[test]
    fn what_an_earlier_program_packed_is_read_and_nonsense_is_not() {
        let json = r#"{"start":40,"end":90}"#;
        assert_eq!(unpacked(&zstd::encode_all(json.as_bytes(), LEVEL).unwrap()).unwrap(), json);
        for broken in ["\u{1}7\u{2}", "\u{1}a,b\u{2}", "\u{1}1,2"] {
            assert!(unpacked(&zstd::encode_all(broken.as_bytes(), LEVEL).unwrap()).is_err(), "{broken:?}");
        }
        assert!(unpacked(b"no frame").is_err());
    }
}
