//! Cases that show what a policy decides, stored next to it: one per line, with the outcome that
//! they show.

use super::read::{CaseDocument, read_case};
use crate::case::{Problem, ProblemKind, Problems, Program};
use crate::policy::Outcome;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// A case, and what it shows.
#[derive(Debug)]
#[non_exhaustive]
pub struct ExampleCase {
    /// The case.
    pub document: CaseDocument,
    /// The expected outcome.
    pub outcome: Option<Outcome>,
    /// What it shows.
    pub why: Option<String>,
}

/// Reads one line with such a case: `{"case": {…}, "expect": {"outcome": "…"}, "why": "…"}`.
///
/// # Errors
///
/// Everything that is wrong with the case, and a line in another form.
pub fn read_example(program: &Program, line: &str) -> Result<ExampleCase, Problems> {
    let other_form = || {
        let help = "write `{\"case\": {…}, \"expect\": {\"outcome\": \"…\"}, \"why\": \"…\"}`";
        Problem::new(ProblemKind::NotJson, "not an example of a case", help)
    };
    let parts = serde_json::from_str::<HashMap<String, Box<RawValue>>>(line)
        .map_err(|_| Problems::from(other_form()))?;
    let case = parts.get("case").ok_or_else(other_form)?;
    let expected = parts
        .get("expect")
        .map(|expected| serde_json::from_str::<HashMap<String, Box<RawValue>>>(expected.get()))
        .transpose()
        .map_err(|_| Problems::from(other_form()))?;
    let outcome = expected.as_ref().and_then(|expected| expected.get("outcome"));
    Ok(ExampleCase {
        document: read_case(program, case.get().as_bytes())?,
        outcome: outcome.and_then(|outcome| serde_json::from_str(outcome.get()).ok()),
        why: parts.get("why").and_then(|why| serde_json::from_str(why.get()).ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::read_example;
    use crate::case::ProblemKind;
    use crate::fixtures::generated::program;
    use crate::policy::Outcome;

    #[test]
    fn an_example_is_a_case_and_what_it_shows() {
        let line = r#"{"case": {"id": "1", "request_date": "2026-11-21", "service_date": "2026-11-21"}, "expect": {"outcome": "not_applicable"}, "why": "W"}"#;
        let example = read_example(&program(), line).unwrap();
        assert_eq!(example.document.id.as_deref(), Some("1"));
        assert_eq!(example.outcome, Some(Outcome::NotApplicable));
        assert_eq!(example.why.as_deref(), Some("W"));

        let refused = |line| read_example(&program(), line).unwrap_err();
        for line in ["", "[]", "{}", r#"{"case": {}, "expect": 1}"#] {
            assert_eq!(refused(line).problems[0].kind, ProblemKind::NotJson, "{line}");
        }
        let missing = refused(r#"{"case": {"nyha": "II"}}"#);
        assert!(missing.iter().all(|problem| problem.kind == ProblemKind::Missing));
    }
}
