//! How well are places found and resolved, on texts with places marked by others?

use crate::eval_language::load;
use anyhow::{Context, Result, anyhow};
use extract::places::{Gazetteer, find, normal_form};
use language::{Analysis, Model};
use rashomon::Carried;
use schema::{DataFile, Document, Place, PlaceMention, Precision, Source, Span, ToponymUse, kilometers};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// A text of a set, with its marked toponyms.
#[derive(Deserialize)]
pub struct Text {
    id: String,
    outlet: Option<String>,
    title: Option<String>,
    /// Its words.
    pub text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<String>,
    name: Option<String>,
    fcode: Option<String>,
    country: Option<String>,
    page: Option<String>,
}

/// Counts of one data set.
#[derive(Debug, Default)]
struct Score {
    /// Toponyms marked.
    marked: usize,
    /// Toponyms found.
    found: usize,
    /// Toponyms found and marked, with the same first and last letter.
    same: usize,
    /// Of those, how far each with coordinates lies from where it should, in kilometers.
    distances: Vec<f64>,
    /// The same of those that were taken for a point: countries and areas have none, and each set gives them another.
    points: Vec<f64>,
    /// How many of them are the very place.
    exact: usize,
    /// What went wrong.
    misses: Vec<String>,
}

/// A text with its marked toponyms by span.
struct Marks<'t> {
    text: &'t Text,
    toponyms: BTreeMap<Span, &'t Toponym>,
}

const HEAD: &str = "set,toponyms,precision,recall,f1,accuracy_161km,exact_place,median_km,points_median_km\n";

/// Measures places on the `places/*-dev.jsonl` below `data` and writes `reports/places.csv`; with `misses` it prints every error.
///
/// Names of peoples ("Syrian") are left out of the count of spans, since the sets mark them by different rules.
///
/// # Errors
/// A file that cannot be read or written.
pub fn eval_places(data: &Path, root: &Path, misses: bool) -> Result<()> {
    let gazetteer = Gazetteer::load(&files(root)?).map_err(|problems| anyhow!("{problems:?}"))?;
    let model = load(root)?;
    let mut table = String::from(HEAD);
    for set in ["geovirus", "trnews", "lgl"] {
        let path = data.join(format!("places/{set}-dev.jsonl"));
        let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut score = Score::default();
        for line in lines.lines() {
            let text: Text = serde_json::from_str(line).with_context(|| path.display().to_string())?;
            add(&text, &gazetteer, &model, &mut score);
        }
        if misses {
            score.misses.sort();
            score.misses.iter().for_each(|miss| eprintln!("{set} {miss}"));
        }
        write_row(set, &mut score, &mut table)?;
    }
    eprint!("{table}");
    std::fs::write(root.join("reports/places.csv"), table).context("reports/places.csv")
}

/// Gives the data files and the gazetteer as they lie below `root` now.
pub fn files(root: &Path) -> Result<Vec<DataFile>> {
    let mut files = Carried::new(Some(&root.join("data")))?.files;
    for file in files.iter_mut().filter(|file| file.path.starts_with("models/gazetteer/")) {
        file.bytes = std::fs::read(root.join(&file.path)).with_context(|| file.path.clone())?;
    }
    Ok(files)
}

fn write_row(set: &str, score: &mut Score, table: &mut String) -> Result<()> {
    let (precision, recall) = (ratio(score.same, score.found), ratio(score.same, score.marked));
    let f1 = ratio(2 * score.same, score.found + score.marked);
    score.distances.sort_by(f64::total_cmp);
    score.points.sort_by(f64::total_cmp);
    let placed = score.distances.len();
    let near = ratio(score.distances.iter().filter(|km| **km <= 161.0).count(), placed);
    let exact = ratio(score.exact, placed);
    let middle = |distances: &[f64]| distances.get(distances.len() / 2).copied().unwrap_or(f64::INFINITY);
    let (median, points) = (middle(&score.distances), middle(&score.points));
    let marked = score.marked;
    Ok(writeln!(
        table,
        "{set},{marked},{precision:.3},{recall:.3},{f1:.3},{near:.3},{exact:.3},{median:.1},{points:.1}"
    )?)
}

fn add(text: &Text, gazetteer: &Gazetteer, model: &Model, score: &mut Score) {
    let analysis: Analysis<'_> = language::analyze(&text.text, &[Span::new(0, text.text.len())], model);
    let (mentions, places) = find(&document(text), &analysis, gazetteer);
    let bytes: Vec<usize> = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let span = |toponym: &Toponym| Some(Span::new(*bytes.get(toponym.start)?, *bytes.get(toponym.end)?));
    let toponyms: BTreeMap<Span, &Toponym> = text.toponyms.iter().filter_map(|t| Some((span(t)?, t))).collect();
    let marks = Marks { text, toponyms };
    let mut seen = BTreeSet::new();
    score.marked += marks.toponyms.len();
    for mention in &mentions {
        let Some(toponym) = marks.toponyms.get(&mention.span) else {
            let words = mention.span.of(&text.text);
            // The sets mark names: the X in "50km north of X", and not "the town".
            if mention.place.starts_with("off:") || mention.usage == ToponymUse::Description {
                continue;
            }
            let people = mention.usage == ToponymUse::Metonym && !words.ends_with(|c: char| c.is_uppercase());
            if !people || marks.toponyms.keys().any(|other| other.overlaps(mention.span)) {
                score.found += 1;
                score.misses.push(format!("spurious {}", marks.around(mention.span)));
            }
            continue;
        };
        score.found += 1;
        score.same += 1;
        seen.insert(mention.span);
        let place = places.iter().find(|place| place.id == mention.place);
        marks.add_distance(mention, toponym, place, score);
    }
    for span in marks.toponyms.keys().filter(|span| !seen.contains(*span)) {
        score.misses.push(format!("missed {}", marks.around(*span)));
    }
}

impl Marks<'_> {
    fn add_distance(&self, mention: &PlaceMention, toponym: &Toponym, place: Option<&Place>, score: &mut Score) {
        let Some(there) = toponym.lat.zip(toponym.lon) else { return };
        let here = place.and_then(|place| place.lat.zip(place.lon));
        let distance = here.map_or(f64::INFINITY, |here| kilometers(here, there));
        score.distances.push(distance);
        if place.is_some_and(|place| place.precision == Precision::Point) {
            score.points.push(distance);
        }
        let exact = place.is_some_and(|place| is_same(place, toponym, distance));
        score.exact += usize::from(exact);
        if !exact {
            let far = if distance > 161.0 { "far" } else { "beside" };
            let (id, words) = (&mention.place, self.around(mention.span));
            score.misses.push(format!("{far} {words} {id} {distance:.0} km {} · {}", mention.rule, self.text.id));
        }
    }

    fn around(&self, span: Span) -> String {
        let text = &self.text.text;
        let start = text.floor_char_boundary(span.start.saturating_sub(40));
        let end = text.ceil_char_boundary((span.end + 30).min(text.len()));
        let line = format!("{} «{}» {}", &text[start..span.start], span.of(text), &text[span.end..end]);
        format!("[{}] {}", span.of(text), line.replace('\n', " "))
    }
}

/// Tells whether a place is the marked one: by its number, or by its name where it lies no further than areas are wide.
fn is_same(place: &Place, toponym: &Toponym, distance: f64) -> bool {
    if toponym.geonameid.as_ref().is_some_and(|number| place.id == format!("geonames:{number}")) {
        return true;
    }
    // "Republic of Iraq" is Iraq, wherever a set puts its middle.
    let state = toponym.fcode.as_ref().is_some_and(|code| code.starts_with("PCL"));
    let country = toponym.country.as_ref().filter(|_| state && place.precision == Precision::Country);
    if country.is_some_and(|country| normal_form(country) == normal_form(&place.name)) {
        return true;
    }
    let name = toponym.name.as_ref().or(toponym.page.as_ref()).map(|name| page_name(name));
    let named = |other: &String| name.as_deref() == Some(normal_form(other).as_str());
    distance < 5.0 || distance <= 161.0 && place.aliases.iter().chain([&place.name]).any(named)
}

/// Gives the normal form of a name, or of the name in the address of an encyclopedia's page: `…/wiki/Pandi,_Bulacan`.
fn page_name(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    normal_form(last.split(',').next().unwrap_or(&last))
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of toponyms are small")]
    let ratio = part as f64 / whole.max(1) as f64;
    ratio
}

/// Gives a text as the reader would.
pub fn document(text: &Text) -> Document {
    Document { title: text.title.clone(), source: source(text), ..Document::of_text(&text.id, &text.text) }
}

/// Gives the source as the reader would: by the domain of the page.
fn source(text: &Text) -> Option<Source> {
    let domain = text.outlet.as_ref()?.trim_start_matches("www.").to_string();
    let rule = "the page's domain".into();
    Some(Source { name: domain.clone(), domain: Some(domain), speaks_for: None, rule })
}
