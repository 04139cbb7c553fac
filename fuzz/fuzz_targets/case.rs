//! Does anything break `case`?
#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzzing::case(bytes));
