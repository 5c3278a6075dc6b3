//! The programs that the tests go through, and the bundled cases of the policies, as a start for
//! tests that change them.

use crate::small;
use policies::POLICIES;
use policy_core::case::CaseFacts;
use policy_core::case::Program;
use policy_core::json::read_facts;

/// The bundled policies and the small ones.
#[must_use]
pub fn programs() -> Vec<Program> {
    POLICIES.iter().map(|bundled| bundled.program).chain(small::PROGRAMS).collect()
}

/// The bundled cases of a policy, without what it does not use; none for the small policies.
///
/// # Panics
///
/// Where a bundled case cannot be read.
#[must_use]
pub fn known_cases(program: Program) -> Vec<CaseFacts> {
    #[derive(serde::Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        case: &'a serde_json::value::RawValue,
    }
    let used = program.policy().facts();
    let bundled =
        POLICIES.iter().find(|bundled| bundled.program.policy().name == program.policy().name);
    let lines =
        bundled.map_or("", |bundled| bundled.cases).lines().filter(|line| !line.trim().is_empty());
    let read = |line| {
        let line: Line<'_> = serde_json::from_str(line).unwrap();
        let mut case =
            read_facts(&program.policy().vocabulary, line.case.get().as_bytes()).unwrap().facts;
        case.retain(|fact, _| used.contains(&fact));
        case
    };
    lines.map(read).collect()
}
