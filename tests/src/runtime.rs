//! The policies of the tests as a service reads them: from their text, at run time.

use policy_core::case::Program;
use policy_core::evaluator::Evaluator;
use policy_core::policy::Policy;
use policy_language::{File, evaluator, read_policies};
use std::sync::LazyLock;

/// The files of the bundled policies and of the small ones, with their vocabularies.
const FILES: [(&str, &str); 13] = [
    ("vocabulary.rs", include_str!("../../policies/src/vocabulary.rs")),
    ("revascor.rs", include_str!("../../policies/src/revascor.rs")),
    ("tecartus.rs", include_str!("../../policies/src/tecartus.rs")),
    ("abecma.rs", include_str!("../../policies/src/abecma.rs")),
    ("kresladi.rs", include_str!("../../policies/src/kresladi.rs")),
    ("pad_stem_cells.rs", include_str!("../../policies/src/pad_stem_cells.rs")),
    ("small.rs", include_str!("small.rs")),
    ("scales.rs", include_str!("scales.rs")),
    ("calculations.rs", include_str!("calculations.rs")),
    ("sums.rs", include_str!("sums.rs")),
    ("tables.rs", include_str!("tables.rs")),
    ("norms.rs", include_str!("norms.rs")),
    ("structure.rs", include_str!("structure.rs")),
];

/// The policies of some files.
///
/// # Panics
///
/// Where anything is wrong with a file.
#[must_use]
pub fn policies_of(files: &[File]) -> Vec<Policy> {
    read_policies(files).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
}

/// All policies of the tests, read from their texts now.
#[must_use]
pub fn all_policies() -> Vec<Policy> {
    policies_of(&FILES.map(|(name, text)| File::read(name, text)))
}

/// The policy of a program, read from its text.
///
/// # Panics
///
/// Where there is none.
#[must_use]
pub fn read(program: Program) -> Evaluator {
    static POLICIES: LazyLock<Vec<Policy>> = LazyLock::new(all_policies);
    let policy = POLICIES.iter().find(|policy| policy.name == program.policy().name).unwrap();
    evaluator(policy.clone()).unwrap()
}
