//! Does anything break `inputs`?
#![no_main]
libfuzzer_sys::fuzz_target!(init: fuzzing::load(), |bytes: &[u8]| fuzzing::inputs(bytes));
