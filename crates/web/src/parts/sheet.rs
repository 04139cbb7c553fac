//! Where did the events of a case happen, on one drawing that needs no page around it?

use crate::parts::inset::{HEIGHT, WIDTH, Window, land, lines, scale, short};
use maud::{Markup, html};
use schema::{Case, Event, Place};
use std::{cmp::Reverse, collections::BTreeMap};

/// Places whose names are written.
const NAMED: usize = 12;
/// Events that are told where somebody points at a place.
const TOLD: usize = 5;

/// A place of events on the sheet.
struct Spot<'case> {
    place: &'case Place,
    at: (f64, f64),
    events: Vec<&'case Event>,
}

/// Draws the places of all events as one SVG that carries its own colors; nothing where no event has a place on the map.
/// Words of pages are escaped.
#[must_use]
pub fn drawn(case: &Case) -> Option<String> {
    let places: BTreeMap<&str, &Place> = case.places.iter().map(|place| (place.id.as_str(), place)).collect();
    let mut told: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in &case.events {
        if let Some(place) = event.place.as_deref() {
            told.entry(place).or_default().push(event);
        }
    }
    let placed = told.into_iter().filter_map(|(id, events)| {
        let place = *places.get(id)?;
        Some(Spot { place, at: (place.lon?, place.lat?), events })
    });
    let mut spots: Vec<Spot<'_>> = placed.collect();
    spots.sort_by_key(|spot| (Reverse(spot.events.len()), &spot.place.id));
    let window = Window::spanning(spots.iter().map(|spot| spot.at))?;
    for spot in &mut spots {
        spot.at = window.at(spot.at);
    }
    Some(sheet(&window, &spots).into_string())
}

fn sheet(window: &Window, spots: &[Spot<'_>]) -> Markup {
    let events: usize = spots.iter().map(|spot| spot.events.len()).sum();
    html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width="720" role="img"
            font-family="sans-serif" font-size="9" aria-label={ "Map of " (events) " events at " (spots.len()) " places" } {
            rect width=(WIDTH) height=(HEIGHT) fill="#dfe8ee" {}
            path d=(land(window)) fill="#f7f4ec" {}
            path d=(lines(window, false)) fill="none" stroke="#8aa0ad" stroke-width="0.5" {}
            path d=(lines(window, true)) fill="none" stroke="#a89f8d" stroke-width="0.7" stroke-dasharray="3 2" {}
            @for spot in spots.iter().rev() {
                circle cx=(short(spot.at.0)) cy=(short(spot.at.1)) r=(radius(spot)) fill="#b3402a" fill-opacity="0.55" stroke="#7a2416" stroke-width="0.6" {
                    title { (spot.place.name) ": " (spot.events.len()) " events" @for event in spot.events.iter().take(TOLD) { "\n" (event.summary) } }
                }
            }
            @for spot in named(spots) { text x=(short(spot.at.0 + radius(spot) + 2.0)) y=(short(spot.at.1 + 3.0)) fill="#222" { (spot.place.name) } }
            g fill="none" stroke="#444" { (scale(window)) }
            text x="6" y=(HEIGHT - 6.0) fill="#555" font-size="7" { "Natural Earth, borders de facto, no endorsement" }
        }
    }
}

/// A place of four times the events has twice the width.
fn radius(spot: &Spot<'_>) -> f64 {
    let events = u32::try_from(spot.events.len()).unwrap_or(u32::MAX);
    short((2.0 + f64::from(events).sqrt()).min(14.0))
}

/// Gives the places with most events whose names do not lie over one another.
fn named<'spots, 'case>(spots: &'spots [Spot<'case>]) -> Vec<&'spots Spot<'case>> {
    let mut named: Vec<&Spot<'_>> = Vec::new();
    for spot in spots {
        let free =
            named.iter().all(|other| (other.at.0 - spot.at.0).abs() > 60.0 || (other.at.1 - spot.at.1).abs() > 11.0);
        if free && named.len() < NAMED {
            named.push(spot);
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::drawn;
    use schema::{Case, Event, Place, Precision};

    fn case(names: &[(&str, Option<f64>)]) -> Case {
        let place = |(n, (name, lat)): (usize, &(&str, Option<f64>))| Place {
            id: n.to_string(),
            name: (*name).to_owned(),
            lat: *lat,
            lon: Some(36.0),
            precision: Precision::Point,
            country: None,
            aliases: Vec::new(),
        };
        let event = |n: usize| Event {
            id: format!("E-{n}"),
            kind: "shelling".into(),
            summary: "A <b>town</b> was shelled.".into(),
            when: None,
            place: Some(n.to_string()),
            agents: Vec::new(),
            targets: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            part_of: None,
            decided: Vec::new(),
        };
        Case {
            places: names.iter().enumerate().map(place).collect(),
            events: (0..names.len()).map(event).collect(),
            ..Case::default()
        }
    }

    #[test]
    fn every_place_on_the_map_is_drawn_and_words_stay_words() {
        let svg = drawn(&case(&[("Homs", Some(34.7)), ("<i>Hama</i>", Some(35.1)), ("Nowhere", None)])).unwrap();
        assert_eq!(svg.matches("<circle").count(), 2, "{svg}");
        assert!(svg.contains("Homs: 1 events") && svg.contains("&lt;i&gt;Hama") && !svg.contains("<b>"), "{svg}");
        assert!(svg.contains("<path d=\"M"), "there is land around them");
        assert_eq!(drawn(&case(&[("Nowhere", None)])), None);
    }

    #[test]
    fn places_at_the_ends_of_the_earth_fit_on_the_sheet() {
        let far = Case {
            places: case(&[("South", Some(-60.0)), ("North", Some(75.0))]).places,
            ..case(&[("a", None), ("b", None)])
        };
        let svg = drawn(&far).unwrap();
        for at in svg.match_indices("cy=\"").map(|(at, found)| &svg[at + found.len()..]) {
            let y: f64 = at[..at.find('"').unwrap()].parse().unwrap();
            assert!((0.0..=250.0).contains(&y), "{y}");
        }
    }
}
