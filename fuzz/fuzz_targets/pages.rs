//! Does anything break `pages`?
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::pages(bytes));
