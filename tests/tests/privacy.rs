//! A refusal says what is wrong with a case without repeating its values: it may end up in a log,
//! and a log is no place for a member's name, dates or numbers.
//!
//! Every place of every fact is given a unique value, and no message may contain any part of it.

use policies::POLICIES;
use policies::revascor::RevascorCase;
use policy_core::case::Program;
use policy_core::json::{problems_to_json, read_case};
use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
use policy_tests::small;

/// Pieces of a name, of a birth, of a day to come, of a member number: whatever is written below
/// holds at least one.
const TRACES: [&str; 6] = ["Quintessa", "Marlowe", "1931", "2093", "08-17", "80421"];

const TEXTS: [&str; 9] = [
    r#""Quintessa Marlowe""#,
    r#""1931-08-17T00:00:00""#,
    r#""1931-08-32""#,
    r#""1931-13""#,
    r#""80421-M""#,
    "804217733",
    "-80421.7733",
    "80421e3",
    "804217733804217733804217733804217733",
];

const DATES: &str = r#""id": "Quintessa Marlowe 80421", "request_date": "2026-11-21", "service_date": "2026-11-21""#;

/// Values of a fact that have to be refused, or nearly all of them.
fn values(vocabulary: &Vocabulary, id: FactId, fact: &Fact) -> Vec<String> {
    let unit = fact.kind.scale().map_or("1", |scale| scale.unit.ucum());
    let mut values = TEXTS.map(str::to_owned).to_vec();
    for text in TEXTS {
        values.extend(match &fact.kind {
            FactKind::Code { .. } => vec![
                format!(r#"{{"one_of": [{text}, {text}]}}"#),
                format!(r#"{{"one_of": {text}}}"#),
            ],
            FactKind::Quantity { .. } => amounts(text, unit, ""),
            FactKind::Measurement { .. } => {
                let dated = amounts(text, unit, r#", "date": "2026""#).into_iter();
                let date = format!(
                    r#"{{"value": 80421, "unit": "{unit}", "date": {text}, "method": {text}}}"#
                );
                let later =
                    format!(r#"{{"value": 80421, "unit": "{unit}", "date": "2093-08-17"}}"#);
                dated.chain([date, later]).map(|result| format!("[{result}]")).collect()
            }
            FactKind::History { form, .. } => {
                let list = form.name();
                let mut attributes = vocabulary.attributes_of(id).map(|(_, attribute)| attribute);
                let name = attributes.next().map_or("kind", |attribute| &attribute.name);
                let day = form.days().first().unwrap_or(&"id");
                let entry = format!(r#"{{"{day}": {text}, "{name}": {text}}}"#);
                let entries = format!(r#"{entry}, {{"{day}": "2093-08-17"}}"#);
                vec![
                    format!(r#"{{"complete": {text}, "{list}": [{entries}]}}"#),
                    format!(r#"{{"complete": true, "{list}": [{entry}, {entry}]}}"#),
                    format!(r#"{{"complete": true, "{list}": [{text}]}}"#),
                ]
            }
            FactKind::Date => vec![r#""2093-08-17""#.to_owned()],
            _ => Vec::new(),
        });
    }
    values
}

fn amounts(text: &str, unit: &str, rest: &str) -> Vec<String> {
    vec![
        format!(r#"{{"value": {text}, "unit": "{unit}"{rest}}}"#),
        format!(r#"{{"value": 1, "unit": {text}{rest}}}"#),
        format!(r#"{{"value": 1, "comparator": {text}, "unit": "{unit}"{rest}}}"#),
        format!(r#"{{"low": {text}, "high": {text}, "unit": "{unit}"{rest}}}"#),
        format!(r#"{{"low": 80421, "high": 0, "unit": "{unit}"{rest}}}"#),
    ]
}

/// Reads a case and looks for traces in whatever is said about it; whether it was refused.
fn is_refused_without_a_trace(program: Program, json: &str) -> bool {
    let Err(problems) = read_case(&program, json.as_bytes()) else { return false };
    let mut without_id = problems.clone();
    without_id.id = None;
    for said in [problems.to_string(), problems_to_json("any", &without_id)] {
        for trace in TRACES {
            assert!(!said.contains(trace), "`{trace}` of the case is repeated: {said}\n{json}");
        }
    }
    true
}

fn programs() -> [Program; 2] {
    [POLICIES[0].program, small::EverythingCase::PROGRAM]
}

#[test]
fn no_value_of_a_fact_is_repeated() {
    let mut refused = 0;
    for program in programs() {
        let vocabulary = &program.policy().vocabulary;
        for (id, fact) in vocabulary.iter() {
            for value in values(vocabulary, id, fact) {
                refused += usize::from(is_refused_without_a_trace(
                    program,
                    &format!("{{{DATES}, \"{}\": {value}}}", fact.name),
                ));
            }
        }
    }
    assert!(refused > 1_000, "only {refused} cases were refused");
}

#[test]
fn no_date_of_a_case_is_repeated() {
    for program in programs() {
        for (request, service) in [
            ("1931-08-17", "2026-11-21"),
            ("2026-11-21", "2093-08-17"),
            ("1931-08", "1931"),
            ("1931-08-17", "2093-08-17"),
        ] {
            assert!(is_refused_without_a_trace(
                program,
                &format!(r#"{{"request_date": "{request}", "service_date": "{service}"}}"#)
            ));
        }
        assert!(is_refused_without_a_trace(
            program,
            r#"{"request_date": "1931-08-17", "service_date": "1931-08-17", "birth_date": "2093-08-17"}"#
        ));
    }
}

#[test]
fn no_text_that_is_no_case_is_repeated() {
    for json in [
        "Quintessa Marlowe, 1931-08-17",
        r#""Quintessa Marlowe""#,
        "80421",
        r#"{"id": "Quintessa"#,
        r#"{"id": "Quintessa\q"}"#,
        r#"{"id": 80421}"#,
        r#"{"birth_date": 1931-08-17}"#,
        r#"{"birth_date": "1931-08-17" "id": "Quintessa"}"#,
    ] {
        assert!(is_refused_without_a_trace(programs()[0], json), "{json}");
    }
}

#[test]
fn what_serde_says_of_a_case_repeats_nothing() {
    let json = format!(r#"{{{DATES}, "nyha": "Quintessa", "birth_date": "2093-08-17"}}"#);
    let said = serde_json::from_str::<RevascorCase>(&json).unwrap_err().to_string();
    assert!(said.contains("/nyha") && TRACES.iter().all(|trace| !said.contains(trace)), "{said}");
}
