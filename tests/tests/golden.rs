//! The bundled cases of every policy, and inputs that have to be refused.

use policies::POLICIES;
use policy_core::case::Program;
use policy_core::json::{determination_to_json, read_case};
use serde_json::Value;

fn program(policy: &str) -> Option<Program> {
    POLICIES.iter().map(|bundled| bundled.program).find(|program| program.policy().name == policy)
}

fn lines(text: &str) -> impl Iterator<Item = Value> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
}

/// The JSON text of a case as it is in its line: parsing and printing it again would lose
/// digits.
fn raw_case(line: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        case: Option<&'a serde_json::value::RawValue>,
        raw: Option<String>,
    }
    let line: Line<'_> = serde_json::from_str(line).unwrap();
    line.case.map(|case| case.get().to_owned()).or(line.raw).unwrap()
}

#[test]
fn every_bundled_case_comes_to_what_it_expects() {
    let mut failures = Vec::new();
    let mut checked = 0;
    for bundled in POLICIES {
        for line in bundled.cases.lines().filter(|line| !line.trim().is_empty()) {
            let expected = serde_json::from_str::<Value>(line).unwrap()["expect"].clone();
            let document = read_case(&bundled.program, raw_case(line).as_bytes())
                .unwrap_or_else(|problems| panic!("{line}\n{problems}"));
            let assessment = document.case.assess();
            let explanation = assessment.summarize();
            let found: Value =
                serde_json::from_str(&determination_to_json(document.id.as_ref(), &explanation))
                    .unwrap();
            for (key, value) in expected.as_object().unwrap() {
                let found =
                    if key == "section" { &found["section"]["citation"] } else { &found[key] };
                if found != value {
                    failures.push(format!(
                        "{}: {key} is {found}, expected {value}",
                        document.id.as_deref().unwrap_or("?")
                    ));
                }
            }
            checked += 1;
        }
    }
    assert!(checked >= 10, "only {checked} cases were checked");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_invalid_case_is_refused_at_the_right_places() {
    let text = include_str!("../cases/invalid.ndjson");
    let mut failures = Vec::new();
    for (line, content) in text.lines().zip(lines(text)) {
        let Some(program) = program(content["policy"].as_str().unwrap()) else { continue };
        let mut expected = content["paths"]
            .as_array()
            .unwrap()
            .iter()
            .map(|path| path.as_str().unwrap())
            .collect::<Vec<_>>();
        expected.sort_unstable();
        match read_case(&program, raw_case(line).as_bytes()) {
            Ok(_) => failures.push(format!("accepted: {}", content["problem"])),
            Err(problems) => {
                let mut found = problems
                    .problems
                    .iter()
                    .map(|problem| problem.path.as_str())
                    .collect::<Vec<_>>();
                found.sort_unstable();
                if found != expected {
                    failures
                        .push(format!("{}: {found:?}, expected {expected:?}", content["problem"]));
                }
                if problems
                    .problems
                    .iter()
                    .any(|problem| problem.problem.is_empty() || problem.help.is_empty())
                {
                    failures.push(format!("{}: a problem without a help", content["problem"]));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
