//! Whatever arrives as a case is answered, and the answer keeps its promises: a fixed number of
//! inputs here, as many as there is time for with the targets in `fuzz/`.

use policy_core::json::read_facts;
use policy_tests::fuzz::{case_bytes, case_structure, changed_case, found, seeds, structure};

/// Inputs of coverage-guided fuzzing that led to code that no other led to.
const BYTES: &str = include_str!("../../fuzz/found/case_bytes.hex");
const STRUCTURES: &str = include_str!("../../fuzz/found/case_structure.hex");

#[test]
fn bundled_and_refused_cases_are_answered() {
    let seeds = seeds();
    assert!(seeds.len() > 500);
    for seed in seeds {
        case_bytes(seed.as_bytes());
    }
}

#[test]
fn what_fuzzing_found_is_answered() {
    let (bytes, structures) = (found(BYTES), found(STRUCTURES));
    assert!(bytes.len() > 100 && structures.len() > 100);
    for input in bytes {
        case_bytes(&input);
    }
    for input in structures {
        case_structure(&input);
    }
}

#[test]
fn changed_cases_are_answered() {
    bolero::check!().with_iterations(2_000).for_each(changed_case);
}

#[test]
fn cases_of_any_structure_are_answered() {
    bolero::check!().with_iterations(3_000).with_max_len(400).for_each(case_structure);
}

/// Structures that are all refused, or all accepted, would prove little.
#[test]
fn structures_are_accepted_and_refused() {
    let (mut accepted, mut refused) = (0, 0);
    for input in found(STRUCTURES) {
        let (programs, case) = structure(&input);
        match read_facts(&programs[0].policy().vocabulary, case.as_bytes()) {
            Ok(_) => accepted += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(accepted > 50 && refused > 50, "{accepted} accepted, {refused} refused");
}
