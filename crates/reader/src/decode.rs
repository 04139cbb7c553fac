//! In which encoding is a page written?

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Bytes in which a page declares its encoding.
const DECLARATION: usize = 4096;

/// Bytes that are enough to guess an encoding.
const GUESS: usize = 256 * 1024;

/// The text of a page.
pub(crate) struct Decoded {
    pub text: String,
    /// True where the text is the bytes as they are.
    pub verbatim: bool,
}

/// Decodes a page: byte order mark, valid UTF-8, UTF-16, declaration, nearly valid UTF-8, guess; what cannot be
/// decoded becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return of(encoding, &bytes[length..]);
    }
    if let Some(encoding) = utf16(&bytes[..bytes.len().min(DECLARATION)]) {
        return of(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), verbatim: true };
    }
    if nearly_utf8(bytes) {
        return of(UTF_8, bytes);
    }
    of(declared(bytes).unwrap_or_else(|| guess(bytes)), bytes)
}

/// Tells UTF-16 without a byte order mark by the zeros beside Latin letters, spaces and line ends.
pub(crate) fn utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (even, odd) if odd * 10 > pairs && even * 20 < odd => Some(UTF_16LE),
        (even, odd) if even * 10 > pairs && odd * 20 < even => Some(UTF_16BE),
        _ => None,
    }
}

fn of(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: Cow::into_owned(text), verbatim: false }
}

/// A UTF-8 page with a few broken characters is still UTF-8.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    let markup = head.contains('<');
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    // The bytes are no valid UTF-8, whatever the page claims.
    Encoding::for_label(label.as_bytes()).filter(|found| markup && *found != UTF_8)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(GUESS)], true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_utf8_as_it_is() {
        let text = "Häuser\r\nbrannten \u{202e}dort\u{202c}.";
        let decoded = decode(text.as_bytes());
        assert!(decoded.verbatim);
        assert_eq!(decoded.text, text);
    }

    #[test]
    fn drops_a_byte_order_mark() {
        let decoded = decode(b"\xef\xbb\xbfShells fell.");
        assert_eq!((decoded.text.as_str(), decoded.verbatim), ("Shells fell.", false));
    }

    #[test]
    fn reads_utf16_with_and_without_mark() {
        let text = "Shells fell on the market.";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes).text, text);
        let marked = [&[0xff, 0xfe][..], &bytes].concat();
        assert_eq!(decode(&marked).text, text);
    }

    #[test]
    fn reads_windows_1256_declared_or_not() {
        let text = "سقطت قذائف على السوق في المدينة صباح اليوم وقتل ثلاثة مدنيين بحسب مصادر محلية.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(text);
        assert_eq!(decode(&bytes).text, text);
        let page = [b"<meta charset=windows-1256><p>", &bytes[..]].concat();
        assert!(decode(&page).text.ends_with(text));
    }

    #[test]
    fn keeps_the_rest_of_broken_utf8() {
        let bytes = [
            "Über die Brücke führten Straßen. Äußerst gefährlich, früher schön, größer, höher, öfter, läuft".as_bytes(),
            b"\xff",
        ]
        .concat();
        assert!(decode(&bytes).text.starts_with("Über die Brücke"));
    }
}
