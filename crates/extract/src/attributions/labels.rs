//! Whose name stands before, behind or below what is said?
//!
//! Transcripts and headlines put the speaker before a colon ("COLE: We were warned."), headlines also behind one ("Raid
//! kills two: monitor"); embedded posts put him below, behind a dash ("— Dana Cole (@dcole)").

use super::Cues;
use language::{Analysis, NameKind};
use schema::{ActorMention, Attribution, Document, PlaceMention, Section, SectionKind, Span, Speech};

/// The most words of a label.
const WORDS: usize = 5;
/// How often a headline may stand again.
const REPEATS: usize = 3;

/// Finds labelled paragraphs and signed posts.
pub(super) fn find(
    document: &Document,
    analysis: &Analysis<'_>,
    (actors, places): (&[ActorMention], &[PlaceMention]),
    cues: &Cues,
) -> Vec<Attribution> {
    let told: Vec<&Section> = document
        .sections
        .iter()
        .filter(|section| matches!(section.kind, SectionKind::Body | SectionKind::Title))
        .collect();
    let mut found = Vec::new();
    let mut speaking: Option<Attribution> = None;
    // "Burkina Faso: gunmen kill two" tells where.
    let is_place = |span: Span| {
        let mut names = analysis.names.iter().filter(|name| name.span.overlaps(span));
        // "Eastern Congo: rebels enter the town"
        let part_of = |place: Span| {
            let before = document.text.get(span.start..place.start).filter(|_| place.end == span.end);
            let named = actors.iter().any(|actor| actor.span.contains(span));
            !named && before.is_some_and(|before| before.split_whitespace().count() == 1)
        };
        let is_known = places.iter().any(|place| place.span.contains(span) || part_of(place.span));
        is_known || names.any(|name| name.kind == NameKind::Place)
    };
    // "MIRAMSHAH: Two soldiers were killed": one label above a whole story is the place where it was written.
    let body = told.iter().position(|section| section.kind == SectionKind::Body && section.span.start > 0);
    let labels: Vec<Option<Attribution>> = told.iter().map(|section| label(document, section, cues)).collect();
    let capitals = labels.iter().flatten().filter(|label| is_capitals(&label.speech.speaker));
    let alone = capitals.take(2).count() == 1;
    for ((index, section), label) in told.iter().enumerate().zip(labels) {
        let text = section.span.of(&document.text);
        let is_dateline = alone && body == Some(index) && told.len() > index + 1;
        if let Some(label) = label.filter(|label| !is_dateline && !is_place(label.words)) {
            found.extend(speaking.take());
            speaking = Some(label);
        } else if let Some(attribution) = speaking.as_mut().filter(|one| goes_on(told[0], one)) {
            // The turn goes on until another label.
            attribution.content.push(section.span);
        } else {
            found.extend(speaking.take());
        }
        let above = index.checked_sub(1).map(|before| told[before].span);
        if let Some((name, above)) = signature(text).zip(above) {
            let start = section.span.start + name.start;
            let span = Span::new(start, section.span.start + name.end);
            found.push(attribution(
                document,
                span,
                Span::new(section.span.start, start),
                vec![above],
                "posts/signature",
            ));
        }
    }
    found.extend(speaking);
    let titles = told.iter().filter(|section| section.kind == SectionKind::Title);
    for title in titles {
        let words = title.span.of(&document.text).trim_end_matches('.');
        // Scraped texts repeat the headline in front of the first paragraph.
        let again = document.text.match_indices(words).take(REPEATS).map(|(at, _)| Span::new(at, at + words.len()));
        found.extend(again.filter_map(|headline| closing(document, headline, actors, cues)));
    }
    found
}

/// Tells whether a turn goes on behind its paragraph: that of a transcript, and not "STATEMENT: Two killed" of a headline.
fn goes_on(first: &Section, label: &Attribution) -> bool {
    let headline = first.kind == SectionKind::Title && first.span.contains(label.words);
    is_capitals(&label.speech.speaker) && !headline
}

/// Reads "Raid kills two: monitor" and "Two killed in raid, activists say"; for want of punctuation, which scraping
/// loses, also "Two killed in raid activists say" and "Raid kills two Monitor", where the last word is always a source.
fn closing(document: &Document, headline: Span, actors: &[ActorMention], cues: &Cues) -> Option<Attribution> {
    let words = headline.of(&document.text).trim_end();
    let (rest, verb) = match words.rsplit_once(' ') {
        Some((rest, verb)) if cues.words.has("headline_verb", &verb.to_lowercase()) => (rest, verb),
        _ => (words, ""),
    };
    let span = |name: &str| Span::new(headline.start + rest.len() - name.len(), headline.start + rest.len());
    let actor = |name: &str| actors.iter().find(|actor| actor.span.overlaps(span(name))).map(|actor| &actor.actor);
    let is = |class: &str, name: &str| cues.words.has(class, &name.to_lowercase());
    let source = |name: &&str| is("closing_speaker", name) || is("headline_source", name);
    let last = |count: usize| rest.rmatch_indices(' ').nth(count - 1).map(|(at, _)| &rest[at + 1..]);
    let marks =
        if verb.is_empty() { &[": ", " - ", " – ", " — "][..] } else { &[": ", " - ", " – ", " — ", ", "] };
    let marked = marks.iter().filter_map(|mark| Some(rest.rsplit_once(mark)?.1)).min_by_key(|name| name.len());
    let short = |name: &&str| name.split(' ').count() <= WORDS;
    let bare = || {
        [last(2), last(1)].into_iter().flatten().find(|name| match verb {
            "" => is("headline_source", name),
            _ => source(name) || actors.iter().any(|actor| actor.span == span(name)),
        })
    };
    // "Raid: funeral held for soldiers": what only ends with somebody speaks for nobody.
    let named = |name: &str| {
        let whole = |actor: &ActorMention| {
            actor.span.overlaps(span(name)) && (actor.span.end - actor.span.start) * 2 >= name.len()
        };
        actors.iter().any(whole)
    };
    // "Raid kills two - Orva Times": behind a dash stands whose page it is.
    let cited = |name: &str| rest[..rest.len() - name.len()].trim_end().ends_with([':', ',']) && named(name);
    let marked = marked.filter(short).filter(|name| source(name) || cited(name));
    let name = marked.or_else(bare)?;
    let cue = if verb.is_empty() { span(name) } else { Span::new(span(name).end + 1, headline.start + words.len()) };
    let content = vec![Span::new(headline.start, span(name).start)];
    let mut found = attribution(document, span(name), cue, content, "labels/closing");
    found.speech.actor = actor(name).cloned();
    Some(found)
}

/// Reads "COLE: We were warned." or, in a headline, "Dana Cole: we were warned".
fn label(document: &Document, section: &Section, cues: &Cues) -> Option<Attribution> {
    let text = section.span.of(&document.text);
    let (name, rest) = text.split_once(':')?;
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-.’'".contains(c))
    };
    let known = |word: &&str| cues.words.has("not_a_label", &word.to_lowercase());
    let headline = section.kind == SectionKind::Title || section.span.start == 0;
    let usable = words.len() <= WORDS && words.iter().all(capital) && !words.iter().any(known);
    if !usable || !(is_capitals(name) || headline) || !rest.starts_with(' ') || rest.trim().len() < 8 {
        return None;
    }
    let start = section.span.start;
    let (span, colon) = (Span::new(start, start + name.len()), Span::new(start + name.len(), start + name.len() + 1));
    Some(attribution(document, span, colon, vec![Span::new(colon.end + 1, section.span.end)], "labels/colon"))
}

/// Reads "— Dana Cole (@dcole) May 3, 2031", and gives where the name stands.
fn signature(text: &str) -> Option<Span> {
    let rest = text.trim_start_matches(['—', '―', '–', '-', ' ']);
    let start = text.len() - rest.len();
    let name = rest.split(['(', ',', '\n']).next()?.trim_end();
    let words: Vec<&str> = name.split(' ').collect();
    // "- Near Orva, two strikes hit a mortar": an item of a list.
    let item =
        rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(", ") && rest.split(' ').skip(1).any(is_plain));
    let named = words.len() <= WORDS && words.iter().all(|word| word.starts_with(char::is_uppercase)) && !item;
    (start > 0 && named && text.len() < 120).then(|| Span::new(start, start + name.len()))
}

/// Tells whether a word is written as any other, and no name, day or handle.
fn is_plain(word: &str) -> bool {
    word.len() > 2 && word.chars().all(char::is_lowercase)
}

fn is_capitals(name: &str) -> bool {
    name.len() > 2 && !name.contains(char::is_lowercase)
}

fn attribution(document: &Document, speaker: Span, cue: Span, content: Vec<Span>, rule: &str) -> Attribution {
    let words = |span: Span| span.of(&document.text).trim().to_owned();
    let speech = Speech { speaker: words(speaker), actor: None, cue: words(cue), span: speaker };
    Attribution { speech, words: speaker, cue, content, rule: rule.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{closing, signature};
    use crate::attributions::Cues;
    use schema::{ActorMention, DataFile, Document, Span};

    fn cues() -> Cues {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/en/cues.toml");
        Cues::load(&[DataFile { path: "en/cues.toml".into(), bytes: std::fs::read(path).unwrap() }]).unwrap()
    }

    #[test]
    fn headlines_end_with_who_says_so() {
        let read = |text: &str, actors: &[ActorMention]| {
            let document = Document::of_text("D-0", text);
            let found = closing(&document, Span::new(0, text.len()), actors, &cues());
            found.map(|found| (found.speech.speaker, found.speech.cue))
        };
        let found = |speaker: &str, cue: &str| Some((speaker.to_owned(), cue.to_owned()));
        assert_eq!(read("Raid kills two at border: monitor", &[]), found("monitor", "monitor"));
        assert_eq!(read("Raid kills two at border Monitor", &[]), found("Monitor", "Monitor"));
        assert_eq!(read("Shells hit harbour - state TV", &[]), found("state TV", "state TV"));
        assert_eq!(read("Two killed in raid, activists say", &[]), found("activists", "say"));
        let text = "Mines killed dozens in Orva RRW says";
        let actor = ActorMention { span: Span::new(28, 31), actor: "rrw".into(), rule: String::new() };
        assert_eq!(read(text, &[actor]), found("RRW", "says"));
        let harbour = ActorMention { span: Span::new(20, 32), actor: "harbour".into(), rule: String::new() };
        assert_eq!(read("Shells hit market - Harbour News", std::slice::from_ref(&harbour)), None);
        assert_eq!(read("Shells kill mayor : Harbour News", &[harbour]), found("Harbour News", "Harbour News"));
        for other in [
            "Army shells two towns",
            "Rebels enter Orva, army withdraws",
            "What the mayor never says",
            "Raids: a map",
            "Shells kill two residents",
        ] {
            assert_eq!(read(other, &[]), None, "{other}");
        }
    }

    #[test]
    fn a_dash_signs_the_words_above() {
        let line = "— Dana Cole (@dcole) May 3, 2031";
        assert_eq!(signature(line).map(|span| span.of(line)), Some("Dana Cole"));
        assert_eq!(signature("Dana Cole said so"), None);
    }
}
