//! Testing one row. In: its text and its place. Out: whether the policy says what is expected of
//! its case.

use super::difference::{Difference, differences, in_form};
use super::expected::{Expected, PROBLEMS};
use super::not_tested::NotTested;
use super::row::Row;
use crate::batch::{ReadCase, WrittenCase};
use crate::input::Place;
use policy_core::case::{CaseId, Problems, Program};
use policy_core::json::{CaseDocument, determination_to_json, problems_to_json};
use policy_core::worlds::Fault;
use serde_json::{Map, Value, json};

/// What came of a row.
pub struct Tested {
    /// What the case is called: by its id, or by its place.
    pub title: String,
    /// Where it is.
    pub line: String,
    pub id: Option<CaseId>,
    pub place: Place,
    pub verdict: Verdict,
    /// The reason of a determination that differs.
    pub reason: Option<String>,
    /// What the author of the row says that it is there for.
    pub why: Option<String>,
    /// What would have to be expected for the row to agree.
    pub update: Option<Update>,
    pub is_updated: bool,
}

pub enum Verdict {
    Agrees,
    Differs(Vec<Difference>),
    /// The case is refused, and that is not expected.
    Refused(Problems),
    NotTested {
        problem: String,
        help: String,
    },
}

/// How a row would have to be changed.
#[derive(Debug)]
pub enum Update {
    /// Other values of some keys that are expected.
    Values(Vec<(&'static str, Value)>),
    /// The outcome, as nothing is expected yet.
    Outcome(Value),
}

/// Tests a row.
pub fn test(program: &Program, written: WrittenCase<'_>) -> Tested {
    let WrittenCase { position, file, place, text } = written;
    let row = text.as_ref().ok().map(|text| Row::read(text));
    let text = row.as_ref().map(|row| row.case).map_or_else(|| text, Ok);
    let case = ReadCase::of(program, WrittenCase { position, file, place, text });
    let (expected, why) = match row {
        Some(row) => (row.expected, row.why),
        None => (Err(NotTested::Broken), None),
    };
    let mut tested = Tested {
        title: case.title(),
        line: case.line(),
        id: None,
        place,
        verdict: Verdict::Agrees,
        reason: None,
        why,
        update: None,
        is_updated: false,
    };
    match &case.document {
        Ok(document) => {
            tested.id.clone_from(&document.id);
            let criteria = expected.as_ref().is_ok_and(Expected::has_criteria);
            let answer = answer(document, criteria);
            tested.compare(expected, &answer);
            if let Verdict::Differs(_) = tested.verdict {
                tested.reason = answer.get("reason").and_then(Value::as_str).map(str::to_owned);
            }
        }
        Err(problems) => {
            tested.id.clone_from(&problems.id);
            match &expected {
                Ok(expectation) if expectation.is_refusal() => {
                    tested.compare(expected, &refusal(&program.policy().name, problems));
                }
                Ok(_) => tested.verdict = Verdict::Refused(problems.clone()),
                Err(NotTested::Broken) => {
                    let problem = problems.problems.first();
                    let told = |part: fn(_) -> String| problem.map(part).unwrap_or_default();
                    tested.verdict = Verdict::NotTested {
                        problem: told(|problem| problem.problem.clone()),
                        help: told(|problem| problem.help.clone()),
                    };
                }
                // What the outcome would be is not known; what is wrong is a question for a person.
                Err(NotTested::NothingExpected { .. } | NotTested::Wrong { .. }) => {
                    tested.compare(expected, &Map::new());
                }
            }
        }
    }
    tested
}

impl Tested {
    fn compare(&mut self, expected: Result<Expected, NotTested>, answer: &Map<String, Value>) {
        let expected = match expected {
            Ok(expected) => expected,
            Err(not_tested) => return self.not_tested(not_tested, answer),
        };
        if answer.is_empty() {
            return self.not_tested(
                NotTested::wrong("internal error: no determination".to_owned(), Fault::HELP),
                answer,
            );
        }
        let (mut found, mut values) = (Vec::new(), Vec::new());
        for entry in &expected.entries {
            let answered = answer.get(entry.key).unwrap_or(&Value::Null);
            let differences = differences(entry, answered);
            if !differences.is_empty() {
                values.push((entry.key, in_form(entry, answered)));
                found.extend(differences);
            }
        }
        if !found.is_empty() {
            self.verdict = Verdict::Differs(found);
            self.update = Some(Update::Values(values));
        }
    }

    fn not_tested(&mut self, why: NotTested, answer: &Map<String, Value>) {
        let (problem, help) = match why {
            NotTested::Broken => {
                ("the row cannot be read".to_owned(), "write it as JSON".to_owned())
            }
            NotTested::NothingExpected { misspelled: Some(key) } => {
                ("nothing is expected".to_owned(), format!("write `expect` instead of `{key}`"))
            }
            NotTested::NothingExpected { misspelled: None } => {
                self.update = answer.get("outcome").cloned().map(Update::Outcome);
                let help = "write what the policy should say, as in `\"expect\": {\"outcome\": \
                            \"criteria_met\"}`; `--update` writes the outcome";
                ("nothing is expected".to_owned(), help.to_owned())
            }
            NotTested::Wrong { problem, help } => (problem, help),
        };
        self.verdict = Verdict::NotTested { problem, help };
    }
}

/// The determination as its JSON has it, and no problems.
fn answer(document: &CaseDocument, with_criteria: bool) -> Map<String, Value> {
    let assessment = document.case.assess();
    let explanation = if with_criteria { assessment.explain() } else { assessment.summarize() };
    let mut answer = read_back(&determination_to_json(document.id.as_ref(), &explanation));
    if !answer.is_empty() {
        answer.insert(PROBLEMS.to_owned(), json!([]));
    }
    answer
}

fn refusal(policy: &str, problems: &Problems) -> Map<String, Value> {
    read_back(&problems_to_json(policy, problems))
}

/// What was written is an object; were it none, the row would be told as not tested.
fn read_back(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::expected::KEYS;
    use super::answer;
    use policies::POLICIES;
    use policy_core::json::read_case;

    /// A key that a determination gets later has to be known here, too.
    #[test]
    fn every_key_of_a_determination_can_be_expected() {
        let known = KEYS.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>();
        for bundled in POLICIES {
            let case =
                br#"{"id": "a", "request_date": "2026-11-21", "service_date": "2026-12-01"}"#;
            let document = read_case(&bundled.program, case).unwrap();
            let mut found = answer(&document, true).keys().cloned().collect::<Vec<_>>();
            let mut known = known.clone();
            found.sort();
            known.sort();
            assert_eq!(found, known);
        }
    }
}
