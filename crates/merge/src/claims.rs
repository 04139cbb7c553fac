//! Who claims what about an event, and do they agree?

use crate::apart::kilometers;
use crate::entities::fold;
use crate::scene::Scene;
use crate::speakers::Speakers;
use crate::telling::Telling;
use jiff::civil::Date;
use schema::{
    ActorId, Agreement, Bounds, Claim, ClaimValue, DocumentId, Event, Interval, MentionId, Precision, Realis, Span,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is claimed about an attribute.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(Option<u64>, Option<u64>),
    Days(Interval),
    /// An id, a kind, yes or no.
    Word(String),
}

/// Somebody's word for a value.
struct Voice {
    by: String,
    /// Who is behind it: two accounts that quote one speaker are one origin, and so are copies.
    origin: String,
    party: bool,
    document: DocumentId,
    /// When it was said, as far as that is known.
    told: Option<Interval>,
    index: usize,
    mention: MentionId,
    span: Span,
}

type Sheet = BTreeMap<(String, Option<ActorId>), BTreeMap<Value, Vec<Voice>>>;

/// Collects every version of every attribute; sorted by attribute.
pub(crate) fn all(event: &Event, group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Claim> {
    let mut sheet = Sheet::new();
    let speakers = Speakers::of(group, tellings, scene);
    for index in group {
        let telling = &tellings[*index];
        let mut put = |attribute: &str, of: Option<ActorId>, value: Value, span: Span| {
            let voice = voice(*index, telling, (event, &speakers, scene), span);
            sheet.entry((attribute.to_owned(), of)).or_default().entry(value).or_default().push(voice);
        };
        collect(telling, scene, &mut put);
    }
    let needless = |attribute: &str, values: usize, denied: bool| match attribute {
        "kind" => values < 2,
        "happened" => !denied,
        _ => false,
    };
    let denied = |values: &BTreeMap<Value, Vec<Voice>>| values.contains_key(&Value::Word("no".into()));
    sheet.retain(|(attribute, _), values| !needless(attribute, values.len(), denied(values)));
    sheet.into_iter().map(|((attribute, of), values)| claim(attribute, of, values, tellings, scene)).collect()
}

fn collect(telling: &Telling<'_>, scene: &Scene<'_>, put: &mut impl FnMut(&str, Option<ActorId>, Value, Span)) {
    let mention = telling.mention;
    put("kind", None, Value::Word(mention.kind.clone()), mention.trigger);
    match mention.realis {
        Realis::Actual => put("happened", None, Value::Word("yes".into()), mention.trigger),
        Realis::Denied => put("happened", None, Value::Word("no".into()), mention.trigger),
        _ => {}
    }
    for argument in &mention.arguments {
        let role = match argument.role.as_str() {
            "agent" => "agent",
            "target" | "victim" => "target",
            _ => continue,
        };
        if let Some(actor) = &argument.actor {
            put(role, None, Value::Word(actor.clone()), argument.span);
        }
    }
    if let Some(place) = &mention.place {
        put("place", None, Value::Word(place.place.clone()), place.span);
    }
    // Days without words are our guess, nobody's claim.
    if let (Some(when), Some(span)) = (telling.when, mention.time.as_ref().and_then(|time| time.span)) {
        put("time", None, Value::Days(when), span);
    }
    for quantity in &mention.quantities {
        let of = quantity.of.clone().or_else(|| counted_on(telling, &quantity.attribute, scene));
        put(&quantity.attribute, of, Value::Number(quantity.bounds.min, quantity.bounds.max), quantity.span);
    }
}

/// Gives on whom a number is counted where only one actor fills the role that such numbers count.
fn counted_on(telling: &Telling<'_>, attribute: &str, scene: &Scene<'_>) -> Option<ActorId> {
    let actors = match scene.settings.counted.get(attribute)?.as_str() {
        "agent" => &telling.agents,
        _ => &telling.targets,
    };
    actors.first().filter(|_| actors.len() == 1).map(|party| party.id.to_owned())
}

fn voice<'s>(
    index: usize,
    telling: &'s Telling<'_>,
    (event, speakers, scene): (&Event, &Speakers<'s>, &'s Scene<'_>),
    span: Span,
) -> Voice {
    let takes_part =
        |actor: Option<&ActorId>| actor.is_some_and(|id| event.agents.contains(id) || event.targets.contains(id));
    let (document, mention) = (telling.document, telling.mention);
    let (by, origin, party) = if let Some(speech) = mention.attribution.first() {
        let origin = speech.actor.clone().unwrap_or_else(|| fold(&speech.speaker));
        (speakers.name(speech, scene).to_owned(), origin, takes_part(speech.actor.as_ref()))
    } else if let Some(author) = telling.author {
        (author.to_owned(), fold(author), false)
    } else {
        let speaks_for = document.source.as_ref().and_then(|source| source.speaks_for.as_ref());
        (publisher(document), fold(schema::origin(telling.first, |_| None)), takes_part(speaks_for))
    };
    Voice {
        by,
        origin,
        party,
        document: document.id.clone(),
        told: telling.written,
        index,
        mention: mention.id.clone(),
        span,
    }
}

/// Gives the name of who publishes, or of the file where nothing names it.
pub(crate) fn publisher(document: &schema::Document) -> String {
    let file = document.path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    document.source.as_ref().map_or_else(|| stem.to_owned(), |source| source.name.clone())
}

fn claim(
    attribute: String,
    of: Option<ActorId>,
    values: BTreeMap<Value, Vec<Voice>>,
    tellings: &[Telling<'_>],
    scene: &Scene<'_>,
) -> Claim {
    let agreement = agreement(&attribute, &values, tellings, scene);
    let mut ranked: Vec<(Value, Vec<Voice>)> = values.into_iter().collect();
    ranked.sort_by_key(|(_, voices)| Reverse((origins(voices).len(), voices.len())));
    let values = ranked.into_iter().map(|(value, voices)| version(&value, &voices)).collect();
    Claim { attribute, of, values, agreement }
}

fn origins(voices: &[Voice]) -> BTreeSet<&str> {
    voices.iter().map(|voice| voice.origin.as_str()).collect()
}

fn agreement(
    attribute: &str,
    values: &BTreeMap<Value, Vec<Voice>>,
    tellings: &[Telling<'_>],
    scene: &Scene<'_>,
) -> Agreement {
    let values = standing(values);
    let all: BTreeSet<&str> = values.iter().flat_map(|(_, voices)| origins(voices)).collect();
    if all.len() < 2 {
        return Agreement::Single;
    }
    if values.len() == 1 {
        return Agreement::Corroborated;
    }
    let meets = |(one, voices): (&Value, &Vec<Voice>), (other, others): (&Value, &Vec<Voice>)| {
        compatible(attribute, one, other, scene) || (attribute == "agent" && told_by(tellings, voices, others))
    };
    let clash = values.iter().enumerate().any(|(at, one)| values[at + 1..].iter().any(|other| !meets(*one, *other)));
    if clash { Agreement::Disputed } else { Agreement::Compatible }
}

/// Drops numbers that all who gave them replaced later: once "the toll rises to 126" the first count is no dispute.
fn standing(values: &BTreeMap<Value, Vec<Voice>>) -> Vec<(&Value, &Vec<Voice>)> {
    // The last day on which each origin gave each number.
    let mut last: BTreeMap<&str, BTreeMap<&Value, Date>> = BTreeMap::new();
    for (value, voice) in values.iter().flat_map(|(value, voices)| voices.iter().map(move |voice| (value, voice))) {
        if let Some(told) = voice.told {
            let day = last.entry(&voice.origin).or_default().entry(value).or_insert(told.from);
            *day = told.from.max(*day);
        }
    }
    let replaced = |value: &Value, voice: &Voice| {
        let later = |(other, day): (&&Value, &Date)| *other != value && voice.told.is_some_and(|told| told.to < *day);
        matches!(value, Value::Number(..)) && last.get(voice.origin.as_str()).is_some_and(|days| days.iter().any(later))
    };
    values.iter().filter(|(value, voices)| !voices.iter().all(|voice| replaced(value, voice))).collect()
}

/// Tells whether one telling gives both values side by side: "the army and its allies".
fn told_by(tellings: &[Telling<'_>], voices: &[Voice], others: &[Voice]) -> bool {
    let indices = |voices: &[Voice]| voices.iter().map(|voice| voice.index).collect::<BTreeSet<usize>>();
    indices(voices).intersection(&indices(others)).any(|index| tellings[*index].agents.len() > 1)
}

/// Tells whether both values can be true.
fn compatible(attribute: &str, one: &Value, other: &Value, scene: &Scene<'_>) -> bool {
    match (one, other) {
        (Value::Number(min, max), Value::Number(least, most)) => {
            Bounds { min: *min, max: *max }.compatible(Bounds { min: *least, max: *most })
        }
        (Value::Days(one), Value::Days(other)) => one.overlaps(*other),
        (Value::Word(one), Value::Word(other)) => match attribute {
            "happened" => false,
            "agent" => scene.agree(one, other),
            "place" => near(one, other, scene),
            _ => true,
        },
        _ => false,
    }
}

fn near(one: &str, other: &str, scene: &Scene<'_>) -> bool {
    let (Some(a), Some(b)) = (scene.entities.places.get(one), scene.entities.places.get(other)) else { return true };
    let far = &scene.settings.distances;
    let points = a.precision == Precision::Point && b.precision == Precision::Point;
    match (a.precision == Precision::Country || b.precision == Precision::Country, kilometers(a, b)) {
        (true, _) => a.country.is_none() || b.country.is_none() || a.country == b.country,
        (false, Some(km)) => km <= if points { far.near_km } else { far.area_km },
        (false, None) => true,
    }
}

fn version(value: &Value, voices: &[Voice]) -> ClaimValue {
    let sorted = |field: fn(&Voice) -> &String| each_once(voices.iter().map(field)).cloned().collect();
    let words = each_once(voices.iter().map(|voice| (&voice.document, voice.span)));
    let (bounds, word) = match value {
        Value::Number(min, max) => (Some(Bounds { min: *min, max: *max }), None),
        Value::Days(when) if when.from == when.to => (None, Some(when.from.to_string())),
        Value::Days(when) => (None, Some(format!("{}..{}", when.from, when.to))),
        Value::Word(word) => (None, Some(word.clone())),
    };
    ClaimValue {
        bounds,
        value: word,
        by: sorted(|voice| &voice.by),
        documents: sorted(|voice| &voice.document),
        mentions: sorted(|voice| &voice.mention),
        words: words.map(|(document, span)| (document.clone(), span)).collect(),
        party: voices.iter().all(|voice| voice.party),
    }
}

/// Gives each of these once, sorted. That it is known how many they are keeps lists of them from having room for more.
fn each_once<T: Ord>(all: impl Iterator<Item = T>) -> std::vec::IntoIter<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
}
