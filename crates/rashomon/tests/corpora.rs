//! Do the corpora of the fuzz targets, and small changes to them, break nothing?

#[path = "../../../fuzz/src/lib.rs"]
mod fuzzing;

use std::{fs, path::Path};

/// Changes that are tried of every seed; `cargo fuzz` tries as many as there is time for.
const CHANGES: u64 = 24;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 5] = [
    ("inputs", fuzzing::inputs),
    ("pages", fuzzing::pages),
    ("rules", fuzzing::rules),
    ("search", fuzzing::search),
    ("case", fuzzing::case),
];

#[test]
fn every_seed_and_what_comes_of_it_is_taken() {
    fuzzing::load();
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(name);
        let mut seeds: Vec<_> =
            fs::read_dir(folder).expect("a corpus").map(|seed| seed.expect("a seed").path()).collect();
        seeds.sort();
        assert!(seeds.len() >= 3, "{name} has hardly any seeds");
        let changes = if name == "rules" { 8 } else { CHANGES };
        for (number, seed) in (0_u64..).zip(&seeds) {
            let bytes = fs::read(seed).expect("a seed");
            target(&bytes);
            (0..changes).for_each(|n| target(&changed(&bytes, number * CHANGES + n)));
        }
    }
}

/// Cuts, repeats, flips and mixes a few bytes, in the same way each time.
fn changed(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % most.max(1)
    };
    for _ in 0..1 + below(4) {
        let (at, length) = (below(bytes.len()), below(40));
        let end = (at + length).min(bytes.len());
        match below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.splice(at..at, bytes[at..end].repeat(1 + below(30))).for_each(drop),
            3 if !bytes.is_empty() => bytes[at] ^= 1 << below(8),
            _ => {
                let odd: [&[u8]; 6] =
                    [b"\0", b"\xff\xfe", "\u{202e}".as_bytes(), b"<!--", b"\"", b"99999999999999999999"];
                bytes.splice(at..at, odd[below(6)].iter().copied()).for_each(drop);
            }
        }
    }
    bytes
}
