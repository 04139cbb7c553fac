//! In which language is it written?

use crate::page::Page;
use schema::SectionKind;

/// Bytes of an account that are enough to tell.
const SAMPLE: usize = 4000;

/// ISO 639-3 and ISO 639-1 codes of the same language, one pair after the other.
const CODES: &str = "afr af aka ak amh am ara ar aze az bel be ben bn bul bg cat ca ces cs cmn zh cym cy dan da deu de \
    ell el eng en epo eo est et fin fi fra fr guj gu heb he hin hi hrv hr hun hu hye hy ind id ita it jav jv jpn ja kan kn \
    kat ka khm km kor ko lat la lav lv lit lt mal ml mar mr mkd mk mya my nep ne nld nl nob no ori or pan pa pes fa pol pl \
    por pt ron ro rus ru sin si slk sk slv sl sna sn spa es srp sr swe sv tam ta tel te tgl tl tha th tuk tk tur tr ukr uk \
    urd ur uzb uz vie vi yid yi zul zu";

/// Gives the ISO 639-1 code of the account's language; none where its words are too few to tell.
pub(crate) fn of(page: &Page) -> Option<String> {
    let mut sample = String::new();
    for kinds in [&[SectionKind::Body, SectionKind::Title][..], &[SectionKind::Comment, SectionKind::Quote]] {
        for section in page.sections.iter().filter(|section| kinds.contains(&section.kind)) {
            if sample.len() > SAMPLE {
                break;
            }
            sample.extend(section.span.of(&page.text).chars().take(SAMPLE));
            sample.push('\n');
        }
        if sample.len() > 200 {
            break;
        }
    }
    let found = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)?;
    let code = found.lang().code();
    let mut codes = CODES.split_whitespace();
    codes.by_ref().find(|three| *three == code)?;
    codes.next().map(str::to_owned)
}
