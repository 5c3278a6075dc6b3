//! The maximum size of a case: far more than any request needs, so that no case takes more time
//! than its size justifies.

use crate::case::Problem;
use crate::case::refusal::Refusal;

/// The maximum number of results or events of a fact.
pub const ELEMENTS: usize = 10_000;

/// The maximum number of problems that are listed; the others are counted.
pub const PROBLEMS: usize = 1_000;

/// The number of problems that are not listed.
pub(super) fn not_listed(number: usize) -> Problem {
    let problem = if number == 1 {
        "1 further problem".to_owned()
    } else {
        format!("{number} further problems")
    };
    Refusal::new(problem, format!("correct the first {PROBLEMS}; the others are listed then"))
        .at("")
}
