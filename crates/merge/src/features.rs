//! What speaks for or against two tellings being one happening?
//!
//! Every function here looks at one aspect, adds its weight and says why in plain words.
//! Who takes part and how many is in `participants`.

use crate::apart::{gap, kilometers};
use crate::blocks::Crowd;
use crate::participants::{actors, numbers, same_toll};
use crate::scene::{Scene, rarity};
use crate::sheet::{Notes, Sheet, Trait, Verdict, weight};
use crate::summary::in_words;
use crate::telling::Telling;
use crate::words::common;
use schema::{Basis, Grain, Interval, Precision, Realis, Relative, TimeValue};

/// Tellings of one account this many bytes apart stand beside one another.
const BESIDE: usize = 800;

/// What accounts of fewer words share tells less.
const WHOLE: f64 = 50.0;

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// What two tellings have around them.
#[derive(Clone, Copy)]
pub(crate) struct Around {
    /// How many others are reported of that day and place, by other sources and by their own.
    pub crowd: Crowd,
    /// The share of rare words that their accounts have in common.
    pub story: f64,
}

/// Compares two tellings.
pub(crate) fn compare(one: &Telling<'_>, other: &Telling<'_>, around: Around, scene: &Scene<'_>) -> Verdict {
    weigh(one, other, around, scene, Notes::None).verdict()
}

/// Gives the reasons of a comparison in plain words.
pub(crate) fn explain(one: &Telling<'_>, other: &Telling<'_>, around: Around, scene: &Scene<'_>) -> Vec<String> {
    match weigh(one, other, around, scene, Notes::Reasons(Vec::new())).notes {
        Notes::Reasons(reasons) => reasons,
        _ => Vec::new(),
    }
}

/// Gives what a comparison comes to, what it finds by the names of the weights, and what excludes the pair.
pub(crate) fn traits(
    one: &Telling<'_>,
    other: &Telling<'_>,
    around: Around,
    scene: &Scene<'_>,
) -> (Verdict, Vec<Trait>, Option<String>) {
    let sheet = weigh(one, other, around, scene, Notes::Traits(Vec::new(), None));
    match (sheet.verdict(), sheet.notes) {
        (verdict, Notes::Traits(traits, barred)) => (verdict, traits, barred),
        (verdict, _) => (verdict, Vec::new(), None),
    }
}

fn weigh<'s>(one: &Telling<'_>, other: &Telling<'_>, around: Around, scene: &'s Scene<'_>, notes: Notes) -> Sheet<'s> {
    let coded = one.coded && other.coded;
    let weights = if coded { &scene.settings.coded } else { &scene.settings.weights };
    let mut sheet = Sheet::new(weights, notes);
    sheet.add(weight!(weights, start), 1.0, String::new);
    kind(one, other, scene, &mut sheet);
    time(one, other, scene, &mut sheet);
    place(one, other, scene, &mut sheet);
    actors(one, other, scene, &mut sheet);
    numbers(one, other, scene, &mut sheet);
    if coded {
        reports(one, other, around.crowd, &mut sheet);
    } else {
        words(one, other, around.story, scene, &mut sheet);
        turns(one, other, &mut sheet);
        account(one, other, &mut sheet);
    }
    sheet
}

fn kind(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let (a, b) = (&one.mention.kind, &other.mention.kind);
    let (weights, same) = (sheet.weights, one.kind == other.kind);
    match scene.kinds.likeness(one.kind, other.kind) {
        Some(_) if same => sheet.add(weight!(weights, kind), 1.0, || format!("same kind: {a}")),
        Some(share) => sheet
            .add(weight!(weights, other_kind), 1.0 - share, || format!("kinds that one happening can have: {a}, {b}")),
        None => sheet.bar(|| format!("different kinds: {a}, {b}")),
    }
    if same {
        sheet.add(weight!(weights, rare_kind), scene.rare_kinds[one.kind], String::new);
    }
    if (one.mention.realis == Realis::Planned) != (other.mention.realis == Realis::Planned) {
        sheet.add(weight!(weights, planned), 1.0, || "planned in one, done in the other".into());
    }
}

fn time(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    match (one.when, other.when) {
        (Some(a), Some(b)) => days((one, a), (other, b), scene, sheet),
        (None, None) => written(one.written.zip(other.written), one.beside(other), scene, sheet),
        (Some(when), None) => untimed((one, when), other, scene, sheet),
        (None, Some(when)) => untimed((other, when), one, scene, sheet),
    }
}

fn days(one: (&Telling<'_>, Interval), other: (&Telling<'_>, Interval), scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let (weights, windows) = (sheet.weights, &scene.settings.windows);
    let ((one, a), (other, b)) = (one, other);
    let (gap, both) = (gap(a, b), one.dated && other.dated);
    let share = match (both, one.beside(other)) {
        (true, _) => 1.0,
        // An account that names two days tells of two; one day it lends to all that it tells.
        (false, true) if gap > 0 => 1.0,
        (false, true) => windows.lent,
        (false, false) => windows.implied,
    };
    let apart = || format!("days apart: {} and {}", in_words(a), in_words(b));
    if let Some(days) = fresh(one).zip(fresh(other)).map(|(a, b)| crate::apart::gap(a, b)) {
        let share = if one.beside(other) { 0.0 } else { f64::from(days).ln_1p() };
        sheet.add(weight!(weights, drift), share, || format!("written {days} days apart"));
    }
    match gap {
        _ if gap > if both { windows.exclusive_days } else { windows.inferred_days } => {
            sheet.bar(|| format!("different days: {} and {}", in_words(a), in_words(b)));
        }
        1.. if exact(one) && exact(other) && !retold(one, other, scene) => {
            sheet.bar(|| format!("days that both state: {} and {}", in_words(a), in_words(b)));
        }
        0 => {
            let shared = f64::from(a.meet(b).map_or(0, Interval::days));
            let all = f64::from(Interval { from: a.from.min(b.from), to: a.to.max(b.to) }.days());
            let meet = || format!("both {}", in_words(a.meet(b).unwrap_or(a)));
            let share = share * shared / all;
            sheet.add(weight!(weights, day), share, meet);
            sheet.add(weight!(weights, rare_day), share * scene.rare_days(a.meet(b).unwrap_or(a)), String::new);
            if !one.blurred && !other.blurred {
                sheet.add(weight!(weights, wide), f64::from(a.days().max(b.days())).ln(), String::new);
            }
        }
        1 => sheet.add(weight!(weights, next_day), share, apart),
        2 => sheet.add(weight!(weights, second_day), share, apart),
        _ => sheet.add(weight!(weights, further_day), share, apart),
    }
}

/// Gives the days of writing where they are all that tells of the days of the happening: it is told as news.
fn fresh(telling: &Telling<'_>) -> Option<Interval> {
    let inferred = telling.mention.time.as_ref().is_some_and(|time| time.basis == Basis::Inferred);
    telling.written.filter(|written| inferred && telling.when.is_some_and(|when| gap(when, *written) <= 1))
}

/// Tells whether the account itself states one day, and does not only count back to it: "48 hours ago".
fn exact(telling: &Telling<'_>) -> bool {
    let counted = |value| matches!(value, TimeValue::Relative(Relative::Units(count, _)) if count.abs() > 1);
    let one_day = telling.when.is_some_and(|when| when.days() == 1);
    !telling.coded && telling.dated && one_day && !telling.mention.time.as_ref().is_some_and(|time| counted(time.value))
}

/// Tells whether both tell one story, so that a day on which they differ is rather the mistake of one: the words are nearly the
/// same, or some of them and a number that is no small one.
fn retold(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>) -> bool {
    let stories = &scene.settings.stories;
    let least = if same_toll(one, other, stories.toll) { stories.retold / 2.0 } else { stories.retold };
    alike(one, other, scene) >= least
}

/// Gives the share of rare words that the clauses have in common.
fn alike(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>) -> f64 {
    scene.counts.rarity.share((&one.clause.words, one.weight), (&other.clause.words, other.weight))
}

fn written(both: Option<(Interval, Interval)>, beside: bool, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let Some((a, b)) = both.filter(|_| !beside) else { return };
    let (weights, windows) = (sheet.weights, &scene.settings.windows);
    if gap(a, b) <= windows.published_days {
        sheet.add(weight!(weights, published), 1.0, || "written in the same days".into());
    } else if gap(a, b) > windows.stale_days {
        sheet.add(weight!(weights, stale), 1.0, || format!("written {} days apart", gap(a, b)));
    }
}

fn untimed((one, when): (&Telling<'_>, Interval), other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    if one.beside(other) && looks_back(one, when) && is_news(other) {
        sheet.bar(|| format!("news beside something of {}", in_words(when)));
        return;
    }
    let Some(written) = other.written else { return };
    let ahead = matches!(other.mention.realis, Realis::Planned | Realis::Denied);
    // A day of grace: dates of publication are often those of another time zone.
    if when.from > written.to && gap(when, written) > 1 && !ahead {
        sheet.bar(|| format!("told {} days before it happened", gap(when, written)));
        return;
    }
    self::written(Some((when, written)), false, scene, sheet);
}

/// "In March 2022 …": an account names month and year of what lies back.
fn looks_back(telling: &Telling<'_>, when: Interval) -> bool {
    when.days() >= 28 && stated(telling).is_some_and(|value| matches!(value, TimeValue::Absolute(_)))
}

/// "On Monday …", in an account of which nobody knows the day.
fn is_news(telling: &Telling<'_>) -> bool {
    let day =
        |value: TimeValue| matches!(value, TimeValue::Relative(Relative::Weekday(..) | Relative::Units(_, Grain::Day)));
    stated(telling).is_some_and(day)
}

fn stated(telling: &Telling<'_>) -> Option<TimeValue> {
    telling.mention.time.as_ref().filter(|time| time.basis == Basis::Stated).map(|time| time.value)
}

fn place(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let (Some(a), Some(b)) = (one.place, other.place) else { return };
    let (weights, far) = (sheet.weights, &scene.settings.distances);
    // Each place of a case is there once.
    if std::ptr::eq(a, b) {
        let say = || format!("same place: {}", a.name);
        return match a.precision {
            Precision::Point => {
                sheet.add(weight!(weights, place), 1.0, say);
                sheet.add(weight!(weights, rare_place), scene.counts.rareness(one.place_count), String::new);
            }
            Precision::Area => {
                sheet.add(weight!(weights, area), 1.0, say);
                let rare = rarity(one.place_count, scene.counts.tellings);
                sheet.add(weight!(weights, rare_area), rare, String::new);
            }
            Precision::Country => sheet.add(weight!(weights, country), 1.0, say),
        };
    }
    if a.precision == Precision::Country || b.precision == Precision::Country {
        let abroad = a.country.is_some() && b.country.is_some() && a.country != b.country;
        let share = if abroad { 1.0 } else { 0.0 };
        return sheet.add(weight!(weights, abroad), share, || format!("{} is not in {}", a.name, b.name));
    }
    let say = |km: f64| format!("{} and {} are {km:.0} km apart", a.name, b.name);
    let points = a.precision == Precision::Point && b.precision == Precision::Point;
    let taken = |telling: &Telling<'_>| far.taken.contains(&telling.mention.kind);
    let most = || if taken(one) && taken(other) { far.taken_km } else { far.apart_km };
    match kilometers(a, b) {
        None => sheet.add(weight!(weights, other_name), 1.0, || format!("{} and {}", a.name, b.name)),
        Some(km) if points && one.placed && other.placed && km > most() => {
            sheet.bar(|| format!("different places: {} and {} are {km:.0} km apart", a.name, b.name));
        }
        Some(km) if points => {
            let share = match (one.placed && other.placed, one.beside(other)) {
                // An account that names two towns tells of two.
                (true, true) => far.named,
                (true, false) => 1.0,
                (false, _) => far.implied,
            };
            sheet.add(weight!(weights, distance), share * km.ln_1p(), || say(km));
        }
        Some(km) if km <= far.area_km => {
            sheet.add(weight!(weights, within), 1.0 - km / far.area_km, || say(km));
        }
        Some(km) => sheet.add(weight!(weights, elsewhere), 1.0, || say(km)),
    }
}

/// Compares the words of the clauses, and the accounts that they stand in.
fn words(one: &Telling<'_>, other: &Telling<'_>, story: f64, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let (weights, rarity) = (sheet.weights, &scene.counts.rarity);
    if !comparable(one, other) {
        sheet.add(weight!(weights, bare), 1.0, || "nothing but words to compare".into());
    }
    let share = alike(one, other, scene);
    sheet.add(weight!(weights, words), share, || {
        format!(
            "words in common: {}",
            rarity.rarest(&one.clause.words, &other.clause.words, &scene.counts.vocabulary).join(", ")
        )
    });
    if one.beside(other) {
        if one.headline || other.headline {
            sheet.add(weight!(weights, headline), share, || "one is the headline".into());
        }
        return;
    }
    let length = |telling: &Telling<'_>| number(scene.story_of(telling.index).0.len());
    let sure = ((length(one) * length(other)).sqrt() / WHOLE).min(1.0);
    if one.origin == other.origin {
        let share = if share > 0.8 { 1.0 } else { 0.0 };
        sheet.add(weight!(weights, copy), share, || "the same words in a copy".into());
    } else if one.outlet.is_some() && one.outlet == other.outlet {
        sheet.add(weight!(weights, other_story), 1.0, || "two accounts of one outlet".into());
        // An outlet that writes again of the same thing repeats itself.
        let new = 1.0 - (story * sure / scene.settings.stories.repeated).min(1.0);
        let share = if same_day(one.written, other.written) { new } else { 0.0 };
        sheet.add(weight!(weights, twice_a_day), share, || "and both of one day".into());
    }
    sheet.add(weight!(weights, story), (story - scene.settings.stories.common) * sure, || {
        format!("the accounts share {:.0} % of their rare words", story * 100.0)
    });
}

/// Tells whether both are known to be of one and the same day.
fn same_day(one: Option<Interval>, other: Option<Interval>) -> bool {
    one.is_some_and(|days| days.days() == 1) && one == other
}

/// Compares which of several strikes of a day the two say they are.
fn turns(one: &Telling<'_>, other: &Telling<'_>, sheet: &mut Sheet<'_>) {
    let (Some(a), Some(b)) = (one.clause.turn, other.clause.turn) else { return };
    let weights = sheet.weights;
    let weight = if a == b { weight!(weights, turn) } else { weight!(weights, other_turn) };
    sheet.add(weight, 1.0, || format!("number {a} and number {b} of several"));
}

/// Tells whether both say when, where or who.
fn comparable(one: &Telling<'_>, other: &Telling<'_>) -> bool {
    let when = one.when.is_some() && other.when.is_some();
    let place = one.place.is_some() && other.place.is_some();
    let anybody = |telling: &Telling<'_>| !telling.agents.is_empty() || !telling.targets.is_empty();
    when || place || (anybody(one) && anybody(other))
}

/// Compares where in one account, or in one outlet's accounts, the two stand.
fn account(one: &Telling<'_>, other: &Telling<'_>, sheet: &mut Sheet<'_>) {
    let weights = sheet.weights;
    if !one.beside(other) {
        return;
    }
    let (a, b) = (one.mention.trigger.start, other.mention.trigger.start);
    let later = if a > b { one } else { other };
    if !one.headline && !other.headline && a.abs_diff(b) <= BESIDE {
        sheet.add(weight!(weights, beside), 1.0, || "told together in one account".into());
    }
    let earlier = a.min(b);
    let apart = later.clause.apart_from.is_some_and(|start| earlier < start);
    if apart || later.clause.another && !one.headline && !other.headline {
        sheet.add(weight!(weights, another), 1.0, || "the later one is said to be another".into());
    }
    let none_acts_in_both = || common(&one.agents, &other.agents).next().is_none();
    if one.clause.answers != other.clause.answers && none_acts_in_both() {
        sheet.add(weight!(weights, answer), 1.0, || "one answers the other".into());
    }
    let two_act = || !one.agents.is_empty() && !other.agents.is_empty() && none_acts_in_both();
    if (one.clause.parted_from == Some(b) || other.clause.parted_from == Some(a)) && two_act() {
        sheet.add(weight!(weights, sequence), 1.0, || "one came after the other".into());
    }
    if later.clause.resumes {
        sheet.add(weight!(weights, resumed), 1.0, || "the later one takes up something told before".into());
    }
}

/// Compares two reports that people coded: a coder makes two rows of one source only for two happenings.
fn reports(one: &Telling<'_>, other: &Telling<'_>, crowd: Crowd, sheet: &mut Sheet<'_>) {
    let weights = sheet.weights;
    if one.beside(other) {
        return sheet.bar(|| "two reports of one source".into());
    }
    if one.outlet.is_some() && one.outlet == other.outlet {
        sheet.add(weight!(weights, outlet), 1.0, || "two sources of one outlet".into());
    }
    if !one.clause.words.is_empty() && !other.clause.words.is_empty() {
        let same = if one.clause.words == other.clause.words {
            weight!(weights, occasion)
        } else {
            weight!(weights, other_occasion)
        };
        sheet.add(same, 1.0, || "told in these words".into());
    }
    sheet.add(weight!(weights, crowd), f64::from(crowd.others).ln_1p(), || {
        format!("{} others are reported of that day and place", crowd.others)
    });
    sheet.add(weight!(weights, listed), f64::from(crowd.own).ln_1p(), || {
        format!("one source tells of {} others of that day and place", crowd.own)
    });
}
