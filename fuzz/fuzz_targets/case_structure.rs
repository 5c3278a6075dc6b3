//! Valid JSON of a random structure, drawn from the fuzzer's bytes: `policy_tests::fuzz` says what
//! is promised of the answer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| policy_tests::fuzz::case_structure(bytes));
