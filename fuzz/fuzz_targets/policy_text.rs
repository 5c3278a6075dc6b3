//! A file as an author of policies writes it: `policy-language/src/fuzz` says what is promised of
//! what is said about it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| policy_language::fuzz::file(&String::from_utf8_lossy(
    bytes
)));
