//! Does anything break `inputs`?
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::inputs(bytes));
