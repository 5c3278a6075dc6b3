//! What a determination says where the criteria of a section are not met, and something follows
//! otherwise.

use policy_core::json::determination_to_json;
use policy_tests::structure::FallbacksCase;
use serde_json::Value;

/// The JSON of the determination, with its criteria.
fn said(facts: &str) -> Value {
    let dates = r#""request_date": "2026-06-15", "service_date": "2026-06-15""#;
    let json = format!("{{{dates}, {facts}}}");
    let document = FallbacksCase::PROGRAM.read(json.as_bytes()).unwrap();
    let explanation = document.case.explain();
    serde_json::from_str(&determination_to_json(None, &explanation)).unwrap()
}

fn outcome(said: &Value) -> (&str, &str) {
    (said["outcome"].as_str().unwrap(), said["reason"].as_str().unwrap())
}

#[test]
fn the_first_that_counts_is_what_follows() {
    let first = |facts: &str| said(&format!(r#""asked": "First", "treatments": 1, {facts}"#));
    let dose = |dose: u32| format!(r#""dose": {{"value": {dose}, "unit": "mg"}}"#);
    let in_trial = first(&format!(r#""in_trial": true, {}"#, dose(400)));
    assert_eq!(
        outcome(&in_trial),
        (
            "refer",
            "1.1 requires: earlier treatments: at least 2; documented: 1. Then the request goes to EX.900."
        )
    );
    assert_eq!(in_trial["refer_to"], "EX.900");
    assert_eq!(in_trial["not_met"], serde_json::json!(["1.1"]));
    assert_eq!(in_trial["missing"], serde_json::json!([]));
    let shown = in_trial["criteria"][0]["otherwise"].as_array().unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["truth"], "met");
    assert_eq!(
        shown[0]["title"],
        "Otherwise, if part of a trial, and dose asked for is more than 300 mg: refer to EX.900"
    );
    assert_eq!(
        shown[0]["evidence"],
        serde_json::json!(["Part of a trial: yes", "Dose asked for: 400 mg"])
    );

    let outside = first(&format!(r#""in_trial": true, {}"#, dose(200)));
    assert_eq!(outcome(&outside).0, "case_by_case");
    let shown = outside["criteria"][0]["otherwise"].as_array().unwrap();
    let truths = shown.iter().map(|one| one["truth"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(truths, ["not_met", "met"]);
    assert!(outcome(&outside).1.ends_with("case by case: an earlier treatment is unusual."));
}

#[test]
fn what_decides_between_them_is_missing() {
    let open = said(r#""asked": "First", "treatments": 1, "in_trial": true"#);
    assert_eq!(
        outcome(&open),
        (
            "need_information",
            "Documentation is missing that could decide what follows under 1 (first). Still needed: dose asked for."
        )
    );
    assert_eq!(open["missing"], serde_json::json!(["dose"]));
    // Whether the criteria are met matters as well, and nothing is settled.
    let open = said(r#""asked": "First", "response": true, "in_trial": false"#);
    assert_eq!(open["missing"], serde_json::json!(["treatments"]));
}

#[test]
fn what_is_the_same_either_way_is_the_outcome() {
    // Both the outcome of the section and what follows otherwise refer.
    let trial = said(r#""asked": "Trial", "treatments": 1, "in_trial": true, "plan": "Gold""#);
    assert_eq!((outcome(&trial).0, &trial["refer_to"]), ("refer", &Value::from("EX.904")));
    let open = said(r#""asked": "Trial", "in_trial": true, "plan": "Silver""#);
    assert_eq!((outcome(&open).0, &open["refer_to"]), ("refer", &Value::from("EX.904")));
    let open = said(r#""asked": "Trial""#);
    assert_eq!((outcome(&open).0, &open["refer_to"]), ("refer", &Value::Null));
    assert_eq!(open["missing"], serde_json::json!([]));
    assert_eq!(
        outcome(&open).1,
        "Under 3 (trial), the request goes to another policy. Which one depends on: part of a trial; line of business; earlier treatments."
    );
}

#[test]
fn a_basis_is_that_of_what_follows() {
    let rest = |dose: &str| said(&format!(r#""asked": "Same", "response": true, {dose}"#));
    let high = rest(r#""dose": {"value": 10, "unit": "mg"}"#);
    assert_eq!(
        (outcome(&high), &high["basis"]),
        (
            (
                "criteria_not_met",
                "6.1.b excludes: response to treatment; documented: yes. The basis is: not meeting the primary coverage criteria."
            ),
            &Value::from("does_not_meet_primary_coverage_criteria")
        )
    );
    let low = rest(r#""dose": {"value": 9, "unit": "mg"}"#);
    assert_eq!((outcome(&low).0, &low["basis"]), ("case_by_case", &Value::Null));
    // The outcome of the section has no basis, and what may follow otherwise has.
    let open = said(r#""asked": "Same", "dose": {"value": 10, "unit": "mg"}"#);
    assert_eq!((outcome(&open).0, &open["basis"]), ("criteria_not_met", &Value::Null));
}
