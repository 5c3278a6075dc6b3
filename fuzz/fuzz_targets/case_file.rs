//! The bytes of a file of cases: `policy-cli/src/fuzz.rs` says what is promised of the cases that are found in it.
//!
//! The command exports neither, so their source is compiled into this target.

#![no_main]

#[path = "../../policy-cli/src"]
mod command {
    pub mod fuzz;
    #[expect(dead_code, reason = "the command uses more of it")]
    pub mod input;
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| command::fuzz::file(bytes));
