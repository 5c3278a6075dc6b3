//! Approvals whose terms depend on the case: what is given, what is open, and what is asked for.

use policy_core::json::determination_to_json;
use policy_tests::structure::ApprovalsCase;
use serde_json::{Value, json};

/// The JSON of the determination.
fn said(facts: &str) -> Value {
    let dates = r#""request_date": "2026-06-15", "service_date": "2026-06-15""#;
    let json = format!("{{{dates}, {facts}}}");
    let document = ApprovalsCase::PROGRAM.read(json.as_bytes()).unwrap();
    let explanation = document.case.explain();
    serde_json::from_str(&determination_to_json(None, &explanation)).unwrap()
}

fn first(facts: &str) -> Value {
    said(&format!(r#""asked": "First", "treatments": 2, {facts}"#))
}

fn terms(duration: &str, limit: &str) -> Value {
    json!({ "duration": duration, "limit": limit })
}

#[test]
fn each_value_has_its_terms() {
    for (facts, expected) in [
        (r#""plan": "Gold""#, terms("P7M", "2 pens per 28 days")),
        (r#""plan": "Bronze""#, terms("P12M", "4 pens per 28 days")),
        (r#""plan": "Silver", "in_trial": true"#, terms("P12M", "2 pens per 28 days")),
        (r#""plan": "Silver", "in_trial": false"#, terms("P7M", "4 pens per 28 days")),
    ] {
        let said = first(facts);
        assert_eq!(said["outcome"], "criteria_met");
        assert_eq!(said["approval"], expected, "{facts}");
        assert_eq!(said["missing_details"], json!([]));
        assert_eq!(said["reason"], "All criteria of 1 (first) are met.");
    }
}

#[test]
fn what_all_open_values_share_is_given() {
    // Both have 7 months, and differ in the number.
    let said = first(r#""plan": {"one_of": ["Gold", "Silver"]}, "in_trial": false"#);
    assert_eq!(said["approval"], json!({ "duration": "P7M", "limit": null }));
    assert_eq!(said["missing_details"], json!(["plan"]));
    assert_eq!(said["missing"], json!([]));
    let reason =
        "All criteria of 1 (first) are met. The terms of the approval depend on: line of business.";
    assert_eq!(said["reason"], reason);

    let said = first(r#""plan": {"one_of": ["Silver", "Bronze"]}"#);
    assert_eq!(said["approval"], Value::Null);
    assert_eq!(said["missing_details"], json!(["in_trial", "plan"]));
    let said = first(r#""plan": {"one_of": ["Gold", "Bronze"]}"#);
    assert_eq!(said["missing_details"], json!(["plan"]), "a trial does not matter");
}

#[test]
fn terms_behind_the_arms_are_for_all() {
    let repeat = |facts: &str| {
        let hba1c = r#""hba1c": [{"value": 7, "unit": "%", "date": "2026-06-01"}]"#;
        said(&format!(r#""asked": "Repeat", "response": true, {hba1c}{facts}"#))
    };
    let high = repeat(r#", "dose": {"value": 301, "unit": "mg"}"#);
    assert_eq!(high["approval"], terms("P12M", "at most 500 mg per 4 weeks"));
    let low = repeat(r#", "dose": {"value": 300, "unit": "mg"}"#);
    assert_eq!(low["approval"], terms("P12M", "at most 300 mg per month"));
    let open = repeat("");
    assert_eq!(open["outcome"], "criteria_met_review_required");
    assert_eq!(open["approval"], json!({ "duration": "P12M", "limit": null }));
    assert_eq!((&open["missing_details"], &open["review"]), (&json!(["dose"]), &json!("Board")));
    assert_eq!(
        open["reason"],
        "All criteria of 2 (repeat) are met; review by Board is required. The terms of the approval depend on: dose asked for."
    );
}

#[test]
fn sections_that_may_govern_share_what_is_given() {
    let open = said(
        r#""asked": {"one_of": ["First", "Same"]}, "in_trial": true, "treatments": 1, "plan": "Bronze""#,
    );
    assert_eq!(open["outcome"], "criteria_met");
    assert_eq!(open["approval"], terms("P12M", "4 pens per 28 days"));
    assert_eq!(open["missing_details"], json!([]));
    let open = said(
        r#""asked": {"one_of": ["First", "Same"]}, "in_trial": true, "treatments": 1, "plan": "Gold""#,
    );
    assert_eq!(open["approval"], Value::Null);
    assert_eq!(open["missing_details"], json!(["asked"]));
    assert_eq!(
        open["reason"],
        "Whichever of 1 and 4 governs, all its criteria are met. The terms of the approval depend on: what is asked for."
    );
}

#[test]
fn a_referral_that_is_open_is_asked_for_as_well() {
    let dates = r#""request_date": "2026-06-15", "service_date": "2026-06-15""#;
    let json = format!(r#"{{{dates}, "asked": "Trial"}}"#);
    let program = policy_tests::structure::FallbacksCase::PROGRAM;
    let document = program.read(json.as_bytes()).unwrap();
    let explanation = document.case.explain();
    assert_eq!(explanation.missing_details, ["in_trial", "plan", "treatments"]);
}
