//! How large a case may be: limits far beyond the documentation of any request, so that no case
//! costs more than its bytes are worth.

use crate::case::Problem;
use crate::case::refusal::Refusal;

/// How many results or events a fact may have.
pub const ELEMENTS: usize = 10_000;

/// How many problems of a case are listed; the others are counted.
pub const PROBLEMS: usize = 1_000;

/// How many problems are not listed.
pub(super) fn not_listed(number: usize) -> Problem {
    let problem = if number == 1 {
        "1 further problem".to_owned()
    } else {
        format!("{number} further problems")
    };
    Refusal::new(problem, format!("correct the first {PROBLEMS}; the others are listed then"))
        .at("")
}
