//! How large a case may be: limits far beyond the documentation of any request, so that no case
//! costs more than its bytes are worth.
//!
//! In: a text that something is wrong with. Out: whether it is nested too deep. Nothing that a case
//! can say is nested deeper than four times, so a case without a problem never has to be looked at.

use crate::case::refusal::Refusal;
use crate::case::{Problem, ProblemKind};

/// How deep lists and objects may lie in each other.
pub const NESTING: usize = 64;

/// How many results or events a fact may have.
pub const ELEMENTS: usize = 10_000;

/// How many problems of a case are listed; the others are counted.
pub const PROBLEMS: usize = 1_000;

/// The first place that lies too deep.
pub(super) fn too_deep(text: &str) -> Option<Problem> {
    let position = place_too_deep(text.as_bytes())?;
    let before = text.as_bytes().get(..position).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count().saturating_add(1);
    let problem = format!(
        "more than {NESTING} lists and objects inside each other (line {line}, column {column})"
    );
    Some(Refusal::new(problem, "write a case as in `{\"lvef\": [{\"value\": …}]}`; nothing in it lies deeper than four").of(ProblemKind::TooLarge).at(""))
}

fn place_too_deep(text: &[u8]) -> Option<usize> {
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    text.iter().position(|byte| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_text,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth = depth.saturating_add(1),
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > NESTING
    })
}

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

#[cfg(test)]
mod tests {
    use super::{NESTING, place_too_deep};

    #[test]
    fn depth_is_counted_outside_of_strings() {
        let nested = |inside: &str, depth: usize| {
            format!("{}{inside}{}", "[".repeat(depth), "]".repeat(depth))
        };
        assert_eq!(place_too_deep(nested("", NESTING).as_bytes()), None);
        assert_eq!(place_too_deep(nested("", NESTING + 1).as_bytes()), Some(NESTING));
        assert_eq!(place_too_deep(nested(r#""[{\"[""#, NESTING).as_bytes()), None);
        assert_eq!(place_too_deep(nested("{}, {}", NESTING - 1).as_bytes()), None);
        assert_eq!(
            place_too_deep(nested(r#""\\", [[""#, NESTING - 1).as_bytes()),
            Some(NESTING + 6)
        );
        assert_eq!(place_too_deep("{\"a\":".repeat(1_000).as_bytes()), Some(5 * NESTING));
    }
}
