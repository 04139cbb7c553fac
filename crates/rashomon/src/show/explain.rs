//! What made each value?

use super::lookup::{Names, days};
use crate::terminal::plain;
use schema::{Case, Document, Event, EventMention};
use std::fmt::Write;

/// Explains an event, a mention or a document of a part of a case: every value with the words and the rule behind it.
///
/// Gives none where the part has no such id.
#[must_use]
pub fn explain(case: &Case, id: &str) -> Option<String> {
    let names = Names::new(case);
    if id.contains('#') {
        let (mention, document) = names.mention(id)?;
        return Some(mention_text(&names, mention, document));
    }
    if let Some(event) = case.events.iter().find(|event| event.id == id) {
        return Some(event_text(&names, event));
    }
    case.documents.iter().find(|document| document.id == id).map(|document| super::document(case, document))
}

fn event_text(names: &Names<'_>, event: &Event) -> String {
    let mut text = format!("{}  {}\n", event.id, plain(&event.summary));
    for link in &names.case.links {
        if !event.mentions.contains(&link.one) && !event.mentions.contains(&link.other) {
            continue;
        }
        let verb = if link.joined { "joined with" } else { "kept apart from" };
        let reasons = plain(&link.reasons.join("; "));
        let _ = writeln!(text, "  {} {verb} {} ({:.2}): {reasons}", link.one, link.other, link.score);
    }
    for id in &event.mentions {
        if let Some((mention, document)) = names.mention(id) {
            text.push('\n');
            text.push_str(&mention_text(names, mention, document));
        }
    }
    text
}

fn mention_text(names: &Names<'_>, mention: &EventMention, document: &Document) -> String {
    let words = |span: schema::Span| plain(span.of(&document.text));
    let realis = format!("{:?}", mention.realis).to_lowercase();
    let mut text = format!("{}  “{}”\n", mention.id, words(mention.clause));
    let _ = writeln!(text, "  kind    {}, {realis}: “{}” by {}", mention.kind, words(mention.trigger), mention.rule);
    for speech in &mention.attribution {
        let _ =
            writeln!(text, "  said by {}: “{}” … “{}”", plain(&speech.speaker), words(speech.span), plain(&speech.cue));
    }
    for argument in &mention.arguments {
        let who = argument.actor.as_ref().map_or_else(|| "nobody known".into(), |actor| plain(&names.actor(actor)));
        let _ = writeln!(text, "  {:7} {who}: “{}”", argument.role, words(argument.span));
    }
    if let Some(place) = &mention.place {
        let _ = writeln!(
            text,
            "  place   {}: “{}” by {}",
            plain(&names.place(&place.place)),
            words(place.span),
            place.rule
        );
    }
    if let Some(time) = &mention.time {
        let shown = time.span.map(words).unwrap_or_default();
        let when = days(time.value.days(document.written_at(mention.trigger.start)));
        let _ = writeln!(text, "  time    {when}: “{shown}” by {}", time.rule);
    }
    for quantity in &mention.quantities {
        let of = quantity.of.as_ref().map_or_else(String::new, |actor| format!(" of {}", plain(&names.actor(actor))));
        let _ = writeln!(text, "  {}{of}: “{}” by {}", quantity.attribute, words(quantity.span), quantity.rule);
    }
    text
}
