//! The bytes of a file of cases: `policy-cli/src/fuzz.rs` says what is promised of the cases that
//! are found in it.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| policy_cli::fuzz::file(bytes));
