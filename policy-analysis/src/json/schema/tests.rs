use super::PARTIAL_DATE;
use super::{case_schema, exactly};
use policy_core::fixtures::generated::POLICY;
use rust_decimal::Decimal;
use serde_json::{Value, json};

fn schema_of(fact: &str) -> Value {
    case_schema(&POLICY)["properties"][fact].clone()
}

#[test]
fn a_case_has_two_dates_and_no_other_keys_than_facts() {
    let schema = case_schema(&POLICY);
    assert_eq!(schema["required"], json!(["request_date", "service_date"]));
    assert_eq!(schema["additionalProperties"], json!(false));
    let keys = schema["properties"].as_object().unwrap().keys().map(String::as_str);
    let mut facts = POLICY
        .vocabulary
        .facts
        .iter()
        .map(|fact| &*fact.name)
        .chain(["id", "sources"])
        .collect::<Vec<_>>();
    facts.sort_unstable();
    assert!(keys.eq(facts));
}

#[test]
fn facts_that_the_policy_asks_about_are_marked() {
    assert_eq!(schema_of("fda_approved")["x-used-by-policy"], json!(true));
    assert_eq!(schema_of("request_date")["x-used-by-policy"], json!(true));
    assert_eq!(schema_of("unused").get("x-used-by-policy"), None);
}

#[test]
fn labels_and_notes_are_titles_and_descriptions() {
    let age = schema_of("age");
    assert_eq!(
        (&age["title"], &age["description"], &age["type"]),
        (&json!("Label of age"), &json!("Derived."), &json!("null"))
    );
}

#[test]
fn codes_are_one_value_or_several() {
    let nyha = schema_of("nyha");
    assert_eq!(nyha["anyOf"][0]["enum"], json!(["I", "II", "III", "IV", null]));
    assert_eq!(
        nyha["anyOf"][1]["properties"]["one_of"]["items"]["enum"],
        json!(["I", "II", "III", "IV"])
    );
}

#[test]
fn quantities_have_units_and_a_range_in_the_unit_of_the_fact() {
    let dose = &schema_of("dose")["anyOf"][0];
    assert_eq!(dose["properties"]["unit"]["enum"], json!(["10*6", "10*8", "1"]));
    assert_eq!(dose["if"]["properties"]["unit"]["const"], json!("10*6"));
    assert_eq!(dose["then"]["properties"]["value"], json!({ "minimum": 1, "maximum": 1000 }));
    assert_eq!(dose["required"], json!(["unit"]));
}

#[test]
fn results_and_events_are_dated() {
    let (lvef, nt_probnp, transplant) =
        (schema_of("lvef"), schema_of("nt_probnp"), schema_of("transplant"));
    assert_eq!(lvef["items"]["required"], json!(["unit"]));
    assert_eq!(lvef["items"]["properties"]["method"]["enum"], json!(["Echo2d", "Muga", null]));
    assert_eq!(nt_probnp["items"]["properties"].get("method"), None);
    let event = &transplant["anyOf"][0]["properties"]["events"]["items"];
    let donor = &event["properties"]["donor"]["anyOf"];
    assert_eq!(donor[0]["enum"], json!(["Autologous", "Allogeneic", null]));
    assert_eq!(donor[1]["required"], json!(["one_of"]));
    let range = json!({ "from": { "type": ["string", "null"], "pattern": PARTIAL_DATE }, "to": { "type": ["string", "null"], "pattern": PARTIAL_DATE } });
    for date in [&event["properties"]["date"], &lvef["items"]["properties"]["date"]] {
        assert_eq!(date["anyOf"][0]["anyOf"][1]["properties"], range);
        assert_eq!(date["anyOf"][1], json!({ "type": "null" }), "a date may be left out");
    }
    let complete = &transplant["anyOf"][0]["properties"]["complete"]["anyOf"];
    assert_eq!(complete[0], json!({ "type": "boolean" }));
    assert_eq!(complete[1]["required"], json!(["since"]));
}

#[test]
fn a_bound_that_would_lose_digits_is_left_out() {
    let number = |text: &str| exactly(Decimal::from_str_exact(text).unwrap());
    assert_eq!(number("0.050"), Some(json!(0.05)));
    assert_eq!(number("200000"), Some(json!(200_000)));
    assert_eq!(number("0.1234567890123456789012345"), None);
}
