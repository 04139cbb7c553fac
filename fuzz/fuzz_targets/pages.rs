//! Does anything break `pages`?
#![no_main]
libfuzzer_sys::fuzz_target!(init: fuzzing::load(), |bytes: &[u8]| fuzzing::pages(bytes));
