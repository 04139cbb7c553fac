//! Does anything break `rules`?
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::rules(bytes));
