//! The bytes of a case: `policy_tests::fuzz` says what is promised of the answer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| policy_tests::fuzz::case_bytes(bytes));
