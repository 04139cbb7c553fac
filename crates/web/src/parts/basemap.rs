//! Where are coasts and borders? Natural Earth, as `web/tools/basemap.mjs` packed it.

use std::sync::LazyLock;

/// The borders of the world in degrees.
#[derive(Debug, Default)]
pub(crate) struct Basemap {
    /// Lines; two countries share those that are borders.
    pub arcs: Vec<Arc>,
    /// The countries.
    pub countries: Vec<Country>,
}

/// One line between two points where borders or coasts meet.
#[derive(Debug)]
pub(crate) struct Arc {
    /// True for a border between countries, false for a coast.
    pub border: bool,
    /// Longitude and latitude.
    pub points: Vec<(f64, f64)>,
}

/// One country as the map draws it: de facto, without endorsement.
#[derive(Debug)]
pub(crate) struct Country {
    /// Its outlines and holes, as numbers of arcs; `!n` is arc n backwards.
    pub rings: Vec<Vec<i64>>,
}

static WORLD: LazyLock<Basemap> =
    LazyLock::new(|| read(include_bytes!("../../../../web/assets/basemap-10m.bin")).unwrap_or_default());

/// Gives the base map, read on first use.
pub(crate) fn world() -> &'static Basemap {
    &WORLD
}

impl Basemap {
    /// Gives the points of a ring.
    pub fn outline(&self, ring: &[i64]) -> Vec<(f64, f64)> {
        let mut outline = Vec::new();
        for &n in ring {
            let backwards = n < 0;
            let Some(arc) = usize::try_from(if backwards { !n } else { n }).ok().and_then(|n| self.arcs.get(n)) else {
                continue;
            };
            if backwards {
                outline.extend(arc.points.iter().rev());
            } else {
                outline.extend(&arc.points);
            }
        }
        outline
    }
}

/// Reads the packed map; none where the bytes are not what our tool writes.
fn read(bytes: &[u8]) -> Option<Basemap> {
    let mut cursor = Cursor { bytes: bytes.strip_prefix(b"RSMAP1")? };
    let (scale_x, scale_y) = (cursor.float()?, cursor.float()?);
    let (shift_x, shift_y) = (cursor.float()?, cursor.float()?);
    let degrees = |x: i64, y: i64| (x as f64 * scale_x + shift_x, y as f64 * scale_y + shift_y);
    let mut arcs = Vec::new();
    for _ in 0..cursor.varint()? {
        let border = cursor.varint()? == 1;
        let (mut x, mut y, mut points) = (0, 0, Vec::new());
        for _ in 0..cursor.varint()? {
            x += cursor.zigzag()?;
            y += cursor.zigzag()?;
            points.push(degrees(x, y));
        }
        arcs.push(Arc { border, points });
    }
    let mut countries = Vec::new();
    for _ in 0..cursor.varint()? {
        let length = usize::try_from(cursor.varint()?).ok()?;
        cursor.take(length)?;
        for _label_and_area in 0..3 {
            cursor.varint()?;
        }
        let mut rings = Vec::new();
        for _ in 0..cursor.varint()? {
            rings.push((0..cursor.varint()?).map(|_| cursor.zigzag()).collect::<Option<_>>()?);
        }
        countries.push(Country { rings });
    }
    cursor.bytes.is_empty().then_some(Basemap { arcs, countries })
}

struct Cursor<'bytes> {
    bytes: &'bytes [u8],
}

impl<'bytes> Cursor<'bytes> {
    fn take(&mut self, n: usize) -> Option<&'bytes [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(n)?;
        self.bytes = rest;
        Some(taken)
    }

    fn float(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn varint(&mut self) -> Option<u64> {
        let (mut n, mut shift) = (0_u64, 0);
        loop {
            let byte = *self.take(1)?.first()?;
            n |= u64::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(n);
            }
            shift += 7;
        }
    }

    fn zigzag(&mut self) -> Option<i64> {
        let n = self.varint()?;
        let half = i64::try_from(n >> 1).ok()?;
        Some(if n & 1 == 1 { !half } else { half })
    }
}

#[cfg(test)]
mod tests {
    use super::{read, world};

    #[test]
    fn the_packed_map_is_read_to_its_last_byte() {
        assert!(world().countries.len() > 200);
        assert!(world().arcs.iter().any(|arc| arc.border) && world().arcs.iter().any(|arc| !arc.border));
        for country in &world().countries {
            for ring in &country.rings {
                let outline = world().outline(ring);
                assert_eq!(outline.first(), outline.last(), "a ring is open");
            }
        }
    }

    #[test]
    fn a_cut_off_map_is_refused() {
        assert!(read(b"RSMAP1\0\0").is_none());
        assert!(read(b"GIF89a").is_none());
    }
}
