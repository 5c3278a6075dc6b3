//! What is promised of the answer to a case, whatever the case.

use super::pointer::{Lead, follow};
use crate::agreement::assert_agreement;
use policy_core::case::{Case, CaseId, FactView, Problem, Problems, Program, validate};
use policy_core::explain::Explanation;
use policy_core::json::{
    CaseDocument, FactsDocument, NESTING, case_to_json, determination_to_json, problems_to_json,
    read_case, read_facts,
};
use policy_core::vocabulary::FactId;
use serde_json::Value;

/// A message longer than this quotes more of a case than anybody needs.
const LONGEST_MESSAGE: usize = 400;

/// Reads the bytes for one of some policies over one vocabulary, which the bytes themselves choose,
/// and holds the answer against every promise.
pub fn assert_answered(programs: &[Program], bytes: &[u8]) {
    let chosen = bytes.iter().map(|byte| usize::from(*byte)).sum::<usize>() % programs.len();
    let program = &programs[chosen];
    match read_facts(&program.policy().vocabulary, bytes) {
        Ok(facts) => assert_determined(program, facts),
        Err(problems) => {
            assert_refused(bytes, &problems);
            let refused = read_case(program, bytes).map(|document| document.id).unwrap_err();
            assert_eq!(refused, problems, "the same case is refused in another way for a policy");
        }
    }
}

fn assert_determined(program: &Program, read: FactsDocument) {
    let FactsDocument { id, facts, .. } = read;
    let case = program.case(facts).expect("what was read is valid");
    assert_eq!(
        validate(&program.policy().vocabulary, &*case),
        [],
        "read, and yet it contradicts itself"
    );
    assert_written_and_read_back(program, id.as_ref(), &*case);
    assert_agreement(*program, &*case)
        .unwrap_or_else(|difference| panic!("{}: {difference}", program.policy().name));

    let answer = one_line(&determination_to_json(id.as_ref(), &explanation(&*case)));
    assert_eq!(answer["outcome"], case.evaluate().outcome().name());
    assert_eq!(answer.get("id").cloned(), id.map(|id| serde_json::json!(id)));
}

fn assert_written_and_read_back(program: &Program, id: Option<&CaseId>, case: &dyn Case) {
    let written = case_to_json(case, id);
    one_line(&written);
    let again = read_case(program, written.as_bytes())
        .unwrap_or_else(|problems| panic!("written, and then refused: {written}\n{problems}"));
    assert_eq!(shown(&again), (id.cloned(), views(case)), "another case is read back: {written}");
    assert_eq!(case_to_json(&*again.case, id), written, "written in another way the second time");
    assert_eq!(
        explanation(&*again.case),
        explanation(case),
        "read back, the case is judged in another way: {written}"
    );
}

fn explanation(case: &dyn Case) -> Explanation<'static> {
    case.explain()
}

fn shown(document: &CaseDocument) -> (Option<CaseId>, Vec<FactView<'_>>) {
    (document.id.clone(), views(&*document.case))
}

fn views(case: &dyn Case) -> Vec<FactView<'_>> {
    let vocabulary = &case.policy().vocabulary;
    let dates = [case.request_date(), case.service_date()].map(|day| FactView::Date(day.into()));
    let facts = vocabulary
        .iter()
        .filter(|(id, _)| ![FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(id));
    dates.into_iter().chain(facts.filter_map(|(id, _)| Some(case.fact(id)?.view()))).collect()
}

fn assert_refused(bytes: &[u8], problems: &Problems) {
    assert!(!problems.problems.is_empty(), "refused without a reason");
    let answer = one_line(&problems_to_json("any", problems));
    assert_eq!(answer["problems"].as_array().map(Vec::len), Some(problems.problems.len()));
    let json = std::str::from_utf8(bytes).unwrap_or_default();
    for problem in &problems.problems {
        assert_readable(problem);
        let lead = if json.is_empty() && problem.path.is_empty() {
            Lead::There
        } else {
            follow(json, &problem.path)
        };
        match lead {
            Lead::There => {}
            Lead::Absent => {
                assert!(problem.problem.ends_with("is missing"), "nothing stands there: {problem}");
            }
            // What is nested too deep is refused for that, be it JSON further on or not.
            Lead::Nowhere
                if problem.path.is_empty()
                    && problem
                        .problem
                        .starts_with(&format!("more than {NESTING} lists and objects")) => {}
            Lead::Nowhere => {
                assert!(is_no_json(problems, json), "the place does not exist: {problem}");
            }
        }
    }
    if is_no_json(problems, json) {
        assert!(serde_json::from_slice::<Value>(bytes).is_err(), "it is JSON: {problems}");
    }
}

/// The whole case is refused, with one problem.
fn is_no_json(problems: &Problems, json: &str) -> bool {
    match problems.problems.as_slice() {
        [problem] => {
            problem.path.is_empty() && (json.is_empty() || problem.problem.starts_with("not JSON"))
        }
        _ => false,
    }
}

fn assert_readable(problem: &Problem) {
    for text in [&problem.problem, &problem.help] {
        assert!(!text.is_empty() && !text.contains(char::is_control), "{problem:?}");
    }
    assert!(problem.problem.chars().count() <= LONGEST_MESSAGE, "{problem}");
}

fn one_line(json: &str) -> Value {
    assert!(!json.contains('\n'), "an answer on several lines");
    serde_json::from_str(json)
        .unwrap_or_else(|error| panic!("an answer that is no JSON: {error}\n{json}"))
}
