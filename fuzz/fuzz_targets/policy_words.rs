//! Real policies with words deleted, doubled, swapped and replaced, as the bytes say:
//! `policy-language/src/fuzz` says what is promised of what is said about them.

#![no_main]

use policy_language::fuzz::{block, changed};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| block(&changed(bytes)));
