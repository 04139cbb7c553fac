//! How is an event told in one plain sentence that says no more than the accounts?

use crate::claims::publisher;
use crate::entities::fold;
use crate::people::{counted, is_one_person, names, number, persons};
use crate::scene::Scene;
use crate::speakers::Speakers;
use crate::telling::Telling;
use schema::{Event, Interval, Precision, Realis};
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

/// Tells the event in one sentence: "River Guard attacked Hill Front at Karsa on 3 May 2031, according to two sources."
pub(crate) fn summarize(event: &Event, group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>) -> String {
    let realis = |realis| group.iter().any(|index| tellings[*index].mention.realis == realis);
    let known = scene.settings.kinds.iter().find(|known| known.id == event.kind);
    let whom = known.map_or(&[][..], |known| &known.counted);
    let toll = counted(whom, event, scene);
    let hit = || if whom.is_empty() { names(&event.targets, scene) } else { persons(&event.targets, scene) };
    let (agents, targets) = (names(&event.agents, scene), toll.or_else(hit));
    let what = match (realis(Realis::Actual), realis(Realis::Denied), agents) {
        (true, _, Some(agents)) => told(&event.kind, &agents, targets.as_deref(), scene),
        (true, _, None) if !whom.is_empty() && targets.is_some() => {
            suffered(event, &targets.unwrap_or_default(), scene)
        }
        (true, _, None) => format!("There was {}", thing(&event.kind, None, targets, scene)),
        (false, true, agents) => format!("It is denied that there was {}", thing(&event.kind, agents, targets, scene)),
        (false, false, agents) => {
            format!("It is planned or threatened: {}", thing(&event.kind, agents, targets, scene))
        }
    };
    let killed = || counted(&scene.settings.summary.toll, event, scene).filter(|_| whom.is_empty());
    let dead = killed().filter(|_| realis(Realis::Actual)).map_or_else(String::new, |dead| format!(", killing {dead}"));
    let denied = if realis(Realis::Actual) && realis(Realis::Denied) { "; others deny it" } else { "" };
    let speakers = according_to(group, tellings, scene);
    let sentence = format!("{what}{}{}{dead}{speakers}{denied}.", at(event, scene), on(event));
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

/// "Two teachers were killed"
fn suffered(event: &Event, targets: &str, scene: &Scene<'_>) -> String {
    let known = scene.settings.kinds.iter().find(|known| known.id == event.kind);
    let verb = known.map_or(event.kind.as_str(), |known| known.told.as_str());
    let were =
        if targets.starts_with("one ") || is_one_person(targets, &event.targets, scene) { "was" } else { "were" };
    format!("{targets} {were} {verb}")
}

fn thing(kind: &str, agents: Option<String>, targets: Option<String>, scene: &Scene<'_>) -> String {
    let known = scene.settings.kinds.iter().find(|known| known.id == kind);
    let (noun, on) = known.map_or((kind, "on"), |known| (known.noun.as_str(), known.on.as_str()));
    let agents = agents.map_or_else(String::new, |agents| format!(" by {agents}"));
    let targets = targets.map_or_else(String::new, |targets| format!(" {on} {targets}"));
    format!("{noun}{agents}{targets}")
}

fn at(event: &Event, scene: &Scene<'_>) -> String {
    let place = event.place.as_ref().and_then(|id| scene.entities.places.get(id));
    place.map_or_else(String::new, |place| {
        let word = match place.id.split_once(':').map_or("", |(kind, _)| kind) {
            // "20 km from Karsa", "between Karsa and Dolme"
            "off" | "between" => "",
            "border" => " on the",
            _ if place.precision == Precision::Point => " at",
            _ => " in",
        };
        format!("{word} {}", place.name)
    })
}

fn on(event: &Event) -> String {
    event.when.map_or_else(String::new, |when| format!(" {}", in_words(when)))
}

/// Names a single speaker, counts several.
fn according_to(group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>) -> String {
    let mut speakers: BTreeMap<String, String> = BTreeMap::new();
    let names = Speakers::of(group, tellings, scene);
    for telling in group.iter().map(|index| &tellings[*index]) {
        let named = telling.mention.attribution.first().map(|speech| names.name(speech, scene)).or(telling.author);
        let nameless = named.is_none() && telling.first.source.is_none();
        let name = named.map_or_else(|| publisher(telling.first), str::to_owned);
        speakers.entry(fold(&name)).or_insert(if nameless { "one account".into() } else { name });
    }
    match speakers.len() {
        1 => speakers.into_values().map(|by| format!(", according to {by}")).collect(),
        count => format!(", according to {} speakers", number(count as u64)),
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
