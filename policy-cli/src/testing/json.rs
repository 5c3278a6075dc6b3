//! What came of rows, for programs: one object.

use super::difference::{Difference, Kind};
use super::score::Score;
use super::verdict::{Tested, Verdict};
use policy_core::case::Problem;
use serde_json::{Map, Value, json};

/// The score, and the rows that do not agree or have been updated.
pub fn report(policy: &str, score: &Score, rows: &[Value]) -> Value {
    json!({
        "policy": policy,
        "cases": score.cases(),
        "agree": score.agree,
        "differ": score.differ,
        "updated": score.updated,
        "not_tested": score.not_tested,
        "rows": rows,
    })
}

/// A row.
pub fn row(file: &str, tested: &Tested) -> Value {
    let (status, key, found) = match &tested.verdict {
        Verdict::Agrees => ("agrees", "differences", json!([])),
        Verdict::Differs(found) => {
            ("differs", "differences", found.iter().map(difference).collect())
        }
        Verdict::Refused(found) => {
            ("refused", "problems", found.problems.iter().map(problem).collect())
        }
        Verdict::NotTested { problem, help } => {
            ("not_tested", "problems", json!([{ "path": "", "problem": problem, "help": help }]))
        }
    };
    let status = if tested.is_updated { "updated" } else { status };
    let mut row = Map::new();
    row.insert("id".to_owned(), json!(tested.id));
    row.insert("file".to_owned(), json!(file));
    row.insert("line".to_owned(), json!(tested.place.line));
    row.insert("status".to_owned(), json!(status));
    row.insert(key.to_owned(), found);
    row.insert("reason".to_owned(), json!(tested.reason));
    row.insert("why".to_owned(), json!(tested.why));
    Value::Object(row)
}

fn difference(difference: &Difference) -> Value {
    let place = &difference.place;
    match &difference.kind {
        Kind::Value { expected, found } => {
            json!({ "key": place, "expected": expected, "found": found })
        }
        Kind::List { absent, extra } => json!({ "key": place, "absent": absent, "extra": extra }),
    }
}

fn problem(problem: &Problem) -> Value {
    json!({ "path": problem.path, "problem": problem.problem, "help": problem.help })
}
