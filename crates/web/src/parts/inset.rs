//! Where is a place on the map, drawn so that it prints and needs no script?

use crate::parts::basemap;
use maud::{Markup, html};
use schema::{Place, Precision};
use std::fmt::Write;
use store::{
    CaseFile,
    query::{self, PlaceShown},
};

pub(super) const WIDTH: f64 = 360.0;
pub(super) const HEIGHT: f64 = 250.0;
/// Places of the case that are written beside the one that is shown.
const NEIGHBOURS: usize = 7;
/// Places among which these are chosen.
const WEIGHED: usize = 60;

/// A part of the world on a sheet of paper: north is up, and a degree is as wide as it is in the middle.
pub(super) struct Window {
    west: f64,
    north: f64,
    x: f64,
    y: f64,
}

/// Gives how wide a degree is at a latitude, as a share of its height.
fn flat(lat: f64) -> f64 {
    lat.to_radians().cos().max(0.2)
}

impl Window {
    /// Makes the window around a place, as wide as its exactness asks for.
    fn around(lat: f64, lon: f64, precision: Precision) -> Self {
        let half = match precision {
            Precision::Point => 1.1,
            Precision::Area => 2.2,
            Precision::Country => 7.0,
        };
        Self::reaching(lat, lon, half)
    }

    /// Makes the window around a point that reaches so many degrees north and south.
    fn reaching(lat: f64, lon: f64, half: f64) -> Self {
        let y = HEIGHT / (2.0 * half);
        let x = y * flat(lat);
        Self { west: lon - WIDTH / 2.0 / x, north: lat + half, x, y }
    }

    /// Makes the window that shows all of some points, with some land around them; none without points.
    pub fn spanning(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        let (mut west, mut east, mut south, mut north) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
        for (lon, lat) in points {
            (west, east, south, north) = (west.min(lon), east.max(lon), south.min(lat), north.max(lat));
        }
        if west > east {
            return None;
        }
        let (lat, lon) = (f64::midpoint(south, north), f64::midpoint(west, east));
        let half = ((north - south) * 0.6).max((east - west) * 0.6 * flat(lat) * HEIGHT / WIDTH).max(0.6);
        Some(Self::reaching(lat, lon, half))
    }

    pub fn at(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        ((lon - self.west) * self.x, (self.north - lat) * self.y)
    }

    /// Tells whether a line comes near the sheet.
    fn touches(&self, points: &[(f64, f64)]) -> bool {
        let (east, south) = (self.west + WIDTH / self.x, self.north - HEIGHT / self.y);
        let mut sides = [true; 4];
        for &(lon, lat) in points {
            let beyond = [lon < self.west, lon > east, lat > self.north, lat < south];
            for (side, beyond) in sides.iter_mut().zip(beyond) {
                *side &= beyond;
            }
        }
        !points.is_empty() && sides.iter().all(|side| !side)
    }
}

/// Draws the surroundings of a place; nothing where the case does not know where it lies.
pub(crate) fn inset(file: &CaseFile, place: &Place) -> Markup {
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else {
        return html! { p.aside { "No gazetteer tells where " bdi { (place.name) } " lies; it stands on no map." } };
    };
    let window = Window::around(lat, lon, place.precision);
    let (x, y) = window.at((lon, lat));
    let ring = match place.precision {
        Precision::Point => 7.0,
        Precision::Area => HEIGHT / 5.0,
        Precision::Country => HEIGHT / 3.0,
    };
    let exactness = match place.precision {
        Precision::Point => "A town, village or site",
        Precision::Area => "Somewhere in this area: the ring is its middle, not its border",
        Precision::Country => "Somewhere in this country",
    };
    html! {
        figure.inset {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label={ "Map: " (place.name) ", " (exactness) } {
                rect.sea width=(WIDTH) height=(HEIGHT) {}
                path.land d=(land(&window)) {}
                path.coast d=(lines(&window, false)) {}
                path.border d=(lines(&window, true)) {}
                (neighbours(file, place, &window))
                circle class={ "here " (precision_word(place.precision)) } cx=(short(x)) cy=(short(y)) r=(ring) {}
                text.name x=(short(x)) y=(short(y - ring - 5.0)) text-anchor="middle" { (place.name) }
                (scale(&window))
            }
            figcaption { (exactness) ". Natural Earth, borders de facto, no endorsement." }
        }
    }
}

/// The word that style sheets use for an exactness.
pub(crate) fn precision_word(precision: Precision) -> &'static str {
    match precision {
        Precision::Point => "point",
        Precision::Area => "area",
        Precision::Country => "country",
    }
}

fn neighbours(file: &CaseFile, place: &Place, window: &Window) -> Markup {
    let (east, south) = (window.west + WIDTH / window.x, window.north - HEIGHT / window.y);
    // A map without its neighbours is still a map.
    let near = query::places_in(file, [window.west, south, east, window.north], WEIGHED).unwrap_or_default();
    let mut taken: Vec<(f64, f64)> = place
        .lat
        .zip(place.lon)
        .map(|(lat, lon)| window.at((lon, lat)))
        .into_iter()
        .flat_map(|(x, y)| [(x, y), (x, y - 14.0), (x - 40.0, y - 14.0)])
        .collect();
    let mut shown: Vec<(f64, f64, &PlaceShown)> = Vec::new();
    for other in near.iter().filter(|other| other.precision == Precision::Point && other.id != place.id) {
        let Some((x, y)) = other.lat.zip(other.lon).map(|(lat, lon)| window.at((lon, lat))) else { continue };
        let inside = (8.0..WIDTH - 60.0).contains(&x) && (10.0..HEIGHT - 8.0).contains(&y);
        let free = taken.iter().all(|(tx, ty)| (tx - x).abs() > 76.0 || (ty - y).abs() > 15.0);
        if inside && free && shown.len() < NEIGHBOURS {
            taken.push((x, y));
            shown.push((x, y, other));
        }
    }
    html! {
        @for (x, y, other) in shown {
            circle.near cx=(short(x)) cy=(short(y)) r="2" {}
            text.near x=(short(x + 5.0)) y=(short(y + 3.5)) { (other.name) }
        }
    }
}

/// Draws a bar of a round number of kilometers.
pub(super) fn scale(window: &Window) -> Markup {
    let per_km = window.y / 111.2;
    let km = [10.0, 20.0, 50.0, 100.0, 200.0, 500.0].into_iter().rfind(|km| km * per_km < 90.0).unwrap_or(10.0);
    let (right, below) = (WIDTH - 10.0, HEIGHT - 10.0);
    html! {
        path.scale d={ "M" (short(right - km * per_km)) " " (below - 4.0) "v4H" (right) "v-4" } {}
        text.scale x=(right) y=(below - 7.0) text-anchor="end" { (km) " km" }
    }
}

pub(super) fn lines(window: &Window, border: bool) -> String {
    let mut path = String::new();
    for arc in basemap::world().arcs.iter().filter(|arc| arc.border == border && window.touches(&arc.points)) {
        draw(&mut path, arc.points.iter().map(|&point| window.at(point)));
    }
    path
}

/// Draws a line without the stretches that lie far off the sheet.
fn draw(path: &mut String, points: impl Iterator<Item = (f64, f64)>) {
    let near = |(x, y): (f64, f64)| (-40.0..WIDTH + 40.0).contains(&x) && (-40.0..HEIGHT + 40.0).contains(&y);
    let (mut last, mut pen_down) = (None, false);
    for point in points {
        let visible = near(point) || last.is_some_and(near);
        if visible {
            if !pen_down && let Some((x, y)) = last {
                let _ = write!(path, "M{} {}", short(x), short(y));
            }
            let letter = if pen_down || last.is_some() { 'L' } else { 'M' };
            let _ = write!(path, "{letter}{} {}", short(point.0), short(point.1));
        }
        pen_down = visible;
        last = Some(point);
    }
}

pub(super) fn land(window: &Window) -> String {
    let world = basemap::world();
    let mut path = String::new();
    for ring in world.countries.iter().flat_map(|country| &country.rings) {
        let outline = world.outline(ring);
        if !window.touches(&outline) {
            continue;
        }
        let clipped = clip(outline.into_iter().map(|point| window.at(point)).collect());
        for (n, (x, y)) in clipped.iter().enumerate() {
            let _ = write!(path, "{}{} {}", if n == 0 { 'M' } else { 'L' }, short(*x), short(*y));
        }
        if !clipped.is_empty() {
            path.push('Z');
        }
    }
    path
}

/// How far inside of one side of the sheet a point lies; negative is outside.
type Side = fn((f64, f64)) -> f64;

/// Cuts an outline at the four sides of the sheet (Sutherland and Hodgman).
fn clip(mut outline: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let sides: [Side; 4] = [|p| p.0 + 1.0, |p| WIDTH + 1.0 - p.0, |p| p.1 + 1.0, |p| HEIGHT + 1.0 - p.1];
    for inside in sides {
        let mut kept = Vec::with_capacity(outline.len());
        for (n, &point) in outline.iter().enumerate() {
            let before = outline[(n + outline.len() - 1) % outline.len()];
            let (here, there) = (inside(point), inside(before));
            if (here >= 0.0) != (there >= 0.0) {
                let part = there / (there - here);
                kept.push((before.0 + (point.0 - before.0) * part, before.1 + (point.1 - before.1) * part));
            }
            if here >= 0.0 {
                kept.push(point);
            }
        }
        outline = kept;
    }
    outline
}

/// Writes a position with one decimal: a tenth of a pixel is finer than any printer needs.
pub(super) fn short(n: f64) -> f64 {
    (n * 10.0).round() / 10.0
}
