//! Real policies with words deleted, doubled, swapped and replaced, as the bytes say: `policy-macros/src/fuzz` says what is promised of what comes out.
//!
//! A crate of macros exports nothing but its macros, so their source is compiled into this target.

#![no_main]

#[path = "../../policy-macros/src/check/mod.rs"]
mod check;
#[path = "../../policy-macros/src/emit/mod.rs"]
mod emit;
#[path = "../../policy-macros/src/expand.rs"]
mod expand;
#[path = "../../policy-macros/src/fuzz/mod.rs"]
#[expect(dead_code, reason = "whole files have a target of their own")]
mod fuzz;
#[path = "../../policy-macros/src/prove.rs"]
mod prove;
#[path = "../../policy-macros/src/report.rs"]
mod report;
#[path = "../../policy-macros/src/syntax/mod.rs"]
mod syntax;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::changed(bytes));
