//! Whatever arrives as a case is answered: with a determination that the reference evaluator
//! confirms, or with problems at places that exist.
//!
//! In: bytes, from a fuzzer or from a test. Out: nothing, or a panic that says which promise was
//! broken. The same functions are run by `cargo test`, over a fixed number of inputs, and by the
//! coverage-guided targets in `fuzz/`.

mod answer;
mod changed;
mod choices;
mod drawn;
mod found;
mod pointer;

use crate::small;
use policies::POLICIES;
use policy_core::case::Program;

pub use changed::seeds;
pub use found::found;

/// The bytes of a case, whatever they are.
///
/// # Panics
///
/// Where a promise is broken.
pub fn case_bytes(bytes: &[u8]) {
    answer::assert_answered(&clinical(), bytes);
}

/// Valid JSON of a random structure, drawn from the bytes: facts and keys of a vocabulary, mostly
/// with values of their type.
///
/// # Panics
///
/// Where a promise is broken.
pub fn case_structure(bytes: &[u8]) {
    let (programs, case) = structure(bytes);
    answer::assert_answered(&programs, case.as_bytes());
}

/// A case of the examples, or a refused one, with some of its bytes deleted, doubled, moved and
/// replaced.
///
/// # Panics
///
/// Where a promise is broken.
pub fn changed_case(bytes: &[u8]) {
    case_bytes(&changed::changed(bytes));
}

/// What [`case_structure`] draws: the policies that it asks, and the case.
#[must_use]
pub fn structure(bytes: &[u8]) -> (Vec<Program>, String) {
    let (which, bytes) = bytes.split_first().map_or((0, bytes), |(which, rest)| (*which, rest));
    let programs = if which % 2 == 0 { clinical() } else { small::PROGRAMS.to_vec() };
    let case = drawn::case(&programs[0].policy().vocabulary, bytes);
    (programs, case)
}

fn clinical() -> Vec<Program> {
    POLICIES.iter().map(|bundled| bundled.program).collect()
}
