//! What is said about comparisons with tables.

use policy_core::json::determination_to_json;
use policy_tests::tables::LookedUpCase;
use serde_json::{Value, json};

/// The JSON of the determination, with its criteria.
fn said(facts: &str) -> Value {
    let dates = r#""request_date": "2026-06-15", "service_date": "2026-06-15""#;
    let json = format!("{{{dates}, {facts}}}");
    let document = LookedUpCase::PROGRAM.read(json.as_bytes()).unwrap();
    let explanation = document.case.explain();
    serde_json::from_str(&determination_to_json(None, &explanation)).unwrap()
}

/// The outcome for a dose, in milligrams, and a weight, in kilograms.
fn dose(dose: &str, weight: Option<&str>) -> Value {
    let weight = weight
        .map(|value| format!(r#", "weight": {{"value": {value}, "unit": "kg"}}"#))
        .unwrap_or_default();
    said(&format!(r#""asked": "Dose", "dose": {{"value": {dose}, "unit": "mg"}}{weight}"#))["outcome"].clone()
}

#[test]
fn each_row_begins_and_ends_where_it_says() {
    for (weight, most) in [
        ("19.99", "25"),
        ("20", "50"),
        ("39.99", "50"),
        ("40", "100"),
        ("80", "100"),
        ("80.01", "250"),
    ] {
        assert_eq!(dose(most, Some(weight)), "criteria_met", "{most} mg, {weight} kg");
        let more = format!("{most}.1");
        assert_eq!(dose(&more, Some(weight)), "criteria_not_met", "{more} mg, {weight} kg");
    }
}

#[test]
fn rows_that_agree_are_the_answer() {
    assert_eq!(dose("25", None), "criteria_met");
    assert_eq!(dose("25.1", None), "need_information");
    assert_eq!(dose("250.1", None), "criteria_not_met");
}

#[test]
fn two_inputs_leave_the_rows_that_are_possible() {
    let kit = |facts: &str| {
        let said = said(&format!(r#""asked": "Kit", {facts}"#));
        (said["outcome"].clone(), said["missing"].clone())
    };
    let nine = r#""weight": {"value": 9, "unit": "kg"}"#;
    assert_eq!(
        kit(&format!(r#""kit": "Large", {nine}"#)),
        (json!("need_information"), json!(["stage"]))
    );
    assert_eq!(kit(&format!(r#""kit": "Small", {nine}"#)), (json!("criteria_not_met"), json!([])));
    assert_eq!(
        kit(&format!(r#""kit": "Large", "stage": "III", {nine}"#)),
        (json!("criteria_met"), json!([]))
    );
    assert_eq!(
        kit(r#""kit": "Small", "stage": "III""#),
        (json!("need_information"), json!(["weight"]))
    );
    assert_eq!(
        kit(r#""kit": "Medium", "stage": "I""#),
        (json!("need_information"), json!(["weight"]))
    );
}

#[test]
fn a_table_is_a_chain_of_conditions_in_words() {
    let said = said(
        r#""asked": "Dose", "dose": {"value": 60, "unit": "mg"}, "weight": {"value": 30, "unit": "kg"}"#,
    );
    let criterion = &said["criteria"][0]["children"][0];
    assert_eq!(
        criterion["title"],
        "If body weight is less than 20 kg then daily dose is at most 25 mg, otherwise if body weight is less than 40 kg then daily dose is at most 50 mg, otherwise if body weight is at most 80 kg then daily dose is at most 100 mg, otherwise daily dose is at most 250 mg"
    );
    assert_eq!(criterion["evidence"], json!(["Body weight: 30 kg", "Daily dose: 60 mg"]));
}
