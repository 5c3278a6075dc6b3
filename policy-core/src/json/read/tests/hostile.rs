//! Text that is not a case at all, or is meant to do harm.

use super::{accepted, case_with, help, paths, problems, refused};
use crate::fixtures::generated::POLICY;
use crate::json::{ELEMENTS, NESTING, PROBLEMS, read_facts};

#[test]
fn what_is_no_object_is_no_case() {
    for (json, problem) in [
        ("[]", "a list, not an object"),
        ("null", "`null`, not an object"),
        (" 7 ", "a number, not an object"),
        (r#""case""#, "a string, not an object"),
        ("true", "a flag, not an object"),
    ] {
        assert_eq!(problems(json), [(String::new(), problem.into())], "{json}");
    }
}

#[test]
fn text_that_is_no_json_is_one_problem() {
    for (json, problem) in [
        ("", "not JSON: the text ends where a value is expected (line 1, column 1)"),
        (
            r#"{"nhya": 1, "id": "i" "#,
            "not JSON: the text ends inside an object (line 1, column 22)",
        ),
        ("{\"nhya\": 1,\n}", "not JSON: a comma with nothing behind it (line 2, column 1)"),
        (r#"{"nyha": III}"#, "not JSON: no value where one is expected (line 1, column 10)"),
        (
            r#"{"nyha": "II" "age": 3}"#,
            "not JSON: no comma between two keys of an object (line 1, column 15)",
        ),
        (
            r#"{"lvef": [1 2]}"#,
            "not JSON: no comma between two elements of a list (line 1, column 13)",
        ),
        (r#"{nyha: "II"}"#, "not JSON: a key without quotation marks (line 1, column 2)"),
        (r#"{"nyha" "II"}"#, "not JSON: no colon after a key (line 1, column 9)"),
        (
            r#"{"fda_approved": True}"#,
            "not JSON: `true`, `false` or `null` in capital letters (line 1, column 18)",
        ),
        (
            r#"{"administrations": 01}"#,
            "not JSON: a number that JSON cannot write (line 1, column 22)",
        ),
        (
            r#"{"dose": {"value": 1., "unit": "1"}}"#,
            "not JSON: a number that JSON cannot write (line 1, column 22)",
        ),
        (
            r#"{"dose": {"value": NaN}}"#,
            "not JSON: a word that is none of `true`, `false` and `null` (line 1, column 20)",
        ),
        (r"{} {}", "not JSON: something follows the end of the case (line 1, column 4)"),
        (
            r#"{"id": "\ud800"}"#,
            "not JSON: an escape that stands for no character (line 1, column 8)",
        ),
        (r#"{"id": "\q"}"#, "not JSON: a backslash that begins no escape (line 1, column 10)"),
        (
            "{\"id\": \"a\nb\"}",
            "not JSON: a control character or line break inside a string (line 1, column 10)",
        ),
        (
            r#"{"fda_approved": tru}"#,
            "not JSON: a word that is none of `true`, `false` and `null` (line 1, column 21)",
        ),
        (
            r#"{"fda_approved": tr"#,
            "not JSON: the text ends where a value is expected (line 1, column 19)",
        ),
        (r#"{"id": "\u00g0"}"#, "not JSON: a backslash that begins no escape (line 1, column 13)"),
        (r#"{"dose": [-]}"#, "not JSON: a number that JSON cannot write (line 1, column 12)"),
        (r#"{"lvef": [1,]}"#, "not JSON: a comma with nothing behind it (line 1, column 13)"),
        ("{\"id\": [\n", "not JSON: the text ends inside a list (line 2, column 1)"),
        ("{'id': 1}", "not JSON: a key without quotation marks (line 1, column 2)"),
    ] {
        assert_eq!(problems(json), [(String::new(), problem.into())], "{json}");
    }
    let latin_1 = read_facts(&POLICY.vocabulary, b"{\n \"id\": \"caf\xe9\"}").unwrap_err().problems;
    assert_eq!(latin_1[0].problem, "not JSON: bytes that are not UTF-8 (line 2, column 12)");
}

#[test]
fn nesting_has_a_limit_and_no_depth_is_too_deep_to_be_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let all = [
        ("\"nyha\": DEEP", "/nyha"),
        ("\"lvef\": [DEEP]", "/lvef/0"),
        ("\"nobody\": DEEP", "/nobody"),
        ("\"dose\": {\"value\": DEEP, \"unit\": \"1\"}", "/dose/value"),
        ("\"dose\": {\"value\": 1, \"unit\": \"10*6\", \"x\": DEEP}", "/dose/x"),
    ];
    for (facts, path) in all {
        assert_eq!(paths(&case_with(&facts.replace("DEEP", &nested(NESTING - 2)))), [path]);
    }
    let too_deep = |json: &str| problems(json).pop().unwrap().1;
    for (facts, _) in all {
        let json = case_with(&facts.replace("DEEP", &nested(200_000)));
        assert_eq!(paths(&json), [""]);
        assert!(
            too_deep(&json)
                .starts_with("more than 64 lists and objects inside each other (line 1, "),
            "{}",
            too_deep(&json)
        );
    }
    assert_eq!(
        too_deep(&nested(200_000)),
        "more than 64 lists and objects inside each other (line 1, column 65)"
    );
    assert_eq!(
        too_deep(&nested(200_000).replace('[', "[\n")),
        "more than 64 lists and objects inside each other (line 65, column 1)"
    );
    assert_eq!(
        too_deep(&"{\"nyha\":".repeat(200_000)),
        "more than 64 lists and objects inside each other (line 1, column 513)"
    );
}

#[test]
fn every_prefix_of_a_case_is_refused_with_one_problem() {
    let json = case_with(
        r#""lvef": [{"value": 3.8e1, "unit": "%", "date": "2026"}], "transplant": {"complete": true, "events": [{"date": "2021"}]}, "nyha": "I\u0049""#,
    );
    for end in 0..json.len() {
        assert_eq!(paths(&json[..end]), [""], "{}", &json[..end]);
    }
}

#[test]
fn messages_repeat_no_value_and_of_keys_nothing_that_a_terminal_obeys() {
    let note = "a long note about a patient, by name, which no log needs to know";
    refused(&[
        (
            &format!(r#""nyha": "{note}""#),
            "/nyha",
            "a string of 64 characters, not a value of `nyha`",
        ),
        (
            &format!(r#""birth_date": "{note}""#),
            "/birth_date",
            "a string of 64 characters, not a date",
        ),
        (
            &format!(r#""dose": {{"value": "{note}", "unit": "10*6"}}"#),
            "/dose/value",
            "a string of 64 characters, not a number",
        ),
        (
            &format!(r#""dose": {{"value": 5, "unit": "{note}"}}"#),
            "/dose/unit",
            "a string of 64 characters, not a unit of `dose`",
        ),
        (
            &format!(r#""{note}": 1"#),
            "/a long note about a patient, by name, wh…",
            "`a long note about a patient, by name, wh…` is no fact of the vocabulary",
        ),
        (
            r#""nyha": "\u001b[31m\u202e""#,
            "/nyha",
            "a string of 6 characters, not a value of `nyha`",
        ),
        (
            r#""\u001b[31m\u202e": 1"#,
            "/\u{1b}[31m\u{202e}",
            "`\\u{1b}[31m\\u{202e}` is no fact of the vocabulary",
        ),
    ]);
}

/// The last problem of a case, and how many there are.
fn last(facts: &str) -> (usize, String, String) {
    let (path, problem) = problems(&case_with(facts)).pop().unwrap();
    (paths(&case_with(facts)).len(), path, problem)
}

fn elements(element: &str, number: usize) -> String {
    vec![element; number].join(", ")
}

#[test]
fn a_fact_has_so_many_results_and_events_and_no_more() {
    let results = |number| {
        format!("\"lvef\": [{}]", elements(r#"{"value": 38, "unit": "%", "date": "2026"}"#, number))
    };
    let events = |number: usize| {
        let events = (0..number).map(|id| format!(r#"{{"date": "2026", "id": "{id}"}}"#));
        let events = events.collect::<Vec<_>>().join(", ");
        format!(r#""hospitalization": {{"complete": true, "events": [{events}]}}"#)
    };
    accepted(&[&results(ELEMENTS), &events(ELEMENTS)]);
    refused(&[
        (&results(ELEMENTS + 1), "/lvef", "10001 results"),
        (&events(ELEMENTS + 5), "/hospitalization/events", "10005 events"),
    ]);
    assert_eq!(
        help(&results(ELEMENTS + 1)),
        "a fact has at most 10000; send those that the request rests on"
    );
    // What exceeds the limit is counted, and not read.
    refused(&[(&results(ELEMENTS + 1).replace("}]", "}, 1, [], {}]"), "/lvef", "10004 results")]);
    assert_eq!(paths(&case_with(&results(ELEMENTS + 1).replace("}]", "}, tru]"))), [""]);
}

#[test]
fn so_many_problems_are_listed_and_the_others_counted() {
    let names = |number: usize| {
        (0..number)
            .map(|number| format!("\"hospitalizations_{number}\": 1"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(last(&names(PROBLEMS)).0, PROBLEMS);
    assert_eq!(
        last(&names(PROBLEMS + 1)),
        (PROBLEMS + 1, String::new(), "1 further problem".into())
    );
    assert_eq!(
        last(&names(20_000)),
        (PROBLEMS + 1, String::new(), "19000 further problems".into())
    );
    for (facts, further) in [
        (format!("\"lvef\": [{}]", elements("1", ELEMENTS)), 9_000),
        (format!("\"nyha\": {{\"one_of\": [{}]}}", elements("\"V\"", 5_000)), 4_000),
        (format!("\"dose\": {{\"value\": 1, \"unit\": \"10*6\", {}}}", names(3_000)), 2_000),
        (elements("\"nobody\": 1", 3_000), 2_000),
        (
            format!(
                "\"lvef\": [{}]",
                elements(r#"{"value": 38, "unit": "%", "date": "2027"}"#, 2_500)
            ),
            1_500,
        ),
    ] {
        assert_eq!(
            last(&facts),
            (PROBLEMS + 1, String::new(), format!("{further} further problems")),
            "{}",
            &facts[..80]
        );
    }
}
