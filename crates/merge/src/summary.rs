//! How is an event told in one plain sentence that says no more than the accounts?

use crate::claims::publisher;
use crate::entities::fold;
use crate::features::Scene;
use crate::telling::Telling;
use schema::{ActorId, Event, Interval, Precision, Realis};
use std::collections::BTreeMap;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const NUMBERS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// Tells the event in one sentence: "River Guard attacked Hill Front at Karsa on 3 May 2031, according to two sources."
pub(crate) fn summarize(event: &Event, group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>) -> String {
    let realis = |realis| group.iter().any(|index| tellings[*index].mention.realis == realis);
    let (agents, targets) = (names(&event.agents, scene), names(&event.targets, scene));
    let what = match (realis(Realis::Actual), realis(Realis::Denied), agents) {
        (true, _, Some(agents)) => told(&event.kind, &agents, targets.as_deref(), scene),
        (true, _, None) => format!("There was {}", thing(&event.kind, None, targets, scene)),
        (false, true, agents) => format!("It is denied that there was {}", thing(&event.kind, agents, targets, scene)),
        (false, false, agents) => {
            format!("It is planned or threatened: {}", thing(&event.kind, agents, targets, scene))
        }
    };
    let denied = if realis(Realis::Actual) && realis(Realis::Denied) { "; others deny it" } else { "" };
    let sentence = format!("{what}{}{}{}{denied}.", at(event, scene), on(event), according_to(group, tellings, scene));
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn told(kind: &str, agents: &str, targets: Option<&str>, scene: &Scene<'_>) -> String {
    let known = scene.settings.kinds.iter().find(|known| known.id == kind);
    match (known, targets) {
        (Some(known), Some(targets)) if known.link.is_empty() => format!("{agents} {} {targets}", known.told),
        (Some(known), Some(targets)) => format!("{agents} {} {} {targets}", known.told, known.link),
        (Some(known), None) => format!("{agents} {}", known.alone.as_ref().unwrap_or(&known.told)),
        (None, targets) => thing(kind, Some(agents.into()), targets.map(str::to_owned), scene),
    }
}

fn thing(kind: &str, agents: Option<String>, targets: Option<String>, scene: &Scene<'_>) -> String {
    let known = scene.settings.kinds.iter().find(|known| known.id == kind);
    let (noun, on) = known.map_or((kind, "on"), |known| (known.noun.as_str(), known.on.as_str()));
    let agents = agents.map_or_else(String::new, |agents| format!(" by {agents}"));
    let targets = targets.map_or_else(String::new, |targets| format!(" {on} {targets}"));
    format!("{noun}{agents}{targets}")
}

/// Gives the names as a list for reading; none of none.
fn names(ids: &[ActorId], scene: &Scene<'_>) -> Option<String> {
    let name = |id: &ActorId| scene.entities.actors.get(id).map_or_else(|| id.clone(), |actor| actor.name.clone());
    let names: Vec<String> = ids.iter().map(name).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] if names.len() <= 3 => Some(format!("{} and {last}", first.join(", "))),
        [first, second, ..] => Some(format!("{first}, {second} and others")),
    }
}

fn at(event: &Event, scene: &Scene<'_>) -> String {
    let place = event.place.as_ref().and_then(|id| scene.entities.places.get(id));
    place.map_or_else(String::new, |place| {
        let word = if place.precision == Precision::Point { "at" } else { "in" };
        format!(" {word} {}", place.name)
    })
}

fn on(event: &Event) -> String {
    event.when.map_or_else(String::new, |when| format!(" {}", in_words(when)))
}

/// Names a single speaker, counts several.
fn according_to(group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>) -> String {
    let mut speakers: BTreeMap<String, String> = BTreeMap::new();
    for telling in group.iter().map(|index| &tellings[*index]) {
        let own = || telling.author.map_or_else(|| publisher(telling.first), str::to_owned);
        let speech = telling.mention.attribution.first();
        let name = speech.map_or_else(own, |speech| scene.speaker(speech).to_owned());
        speakers.entry(fold(&name)).or_insert(name);
    }
    match speakers.len() {
        1 => speakers.into_values().map(|by| format!(", according to {by}")).collect(),
        count => {
            format!(", according to {} sources", NUMBERS.get(count).map_or(count.to_string(), ToString::to_string))
        }
    }
}

/// Gives days in words: "on 28 June 2016", "between 28 June and 2 July 2016", "in June 2016", "in 2016".
pub(crate) fn in_words(when: Interval) -> String {
    let (from, to) = (when.from, when.to);
    let month = |date: jiff::civil::Date| MONTHS[usize::from(date.month().unsigned_abs()).clamp(1, 12) - 1];
    let whole = from.day() == 1 && to == to.last_of_month() && from.year() == to.year();
    match (whole, from.month() == to.month()) {
        _ if from == to => format!("on {} {} {}", from.day(), month(from), from.year()),
        (true, true) => format!("in {} {}", month(from), from.year()),
        (true, false) if from.month() == 1 && to.month() == 12 => format!("in {}", from.year()),
        (_, true) if from.year() == to.year() => {
            format!("between {} and {} {} {}", from.day(), to.day(), month(from), from.year())
        }
        _ if from.year() == to.year() => {
            format!("between {} {} and {} {} {}", from.day(), month(from), to.day(), month(to), from.year())
        }
        _ => {
            let day = |date: jiff::civil::Date| format!("{} {} {}", date.day(), month(date), date.year());
            format!("between {} and {}", day(from), day(to))
        }
    }
}
