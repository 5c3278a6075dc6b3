//! Text that is no case at all, or meant to do harm.

use super::{case_with, paths, problems, refused};
use crate::json::fixture::POLICY;
use crate::json::read_facts;

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
        (r#"{"nhya": 1, "id": "i" "#, "not JSON: the text ends inside an object (line 1, column 22)"),
        ("{\"nhya\": 1,\n}", "not JSON: a comma with nothing behind it (line 2, column 1)"),
        (r#"{"nyha": III}"#, "not JSON: no value where one is expected (line 1, column 10)"),
        (r#"{"nyha": "II" "age": 3}"#, "not JSON: no comma between two keys of an object (line 1, column 15)"),
        (r#"{"lvef": [1 2]}"#, "not JSON: no comma between two elements of a list (line 1, column 13)"),
        (r#"{nyha: "II"}"#, "not JSON: a key without quotation marks (line 1, column 2)"),
        (r#"{"nyha" "II"}"#, "not JSON: no colon after a key (line 1, column 9)"),
        (r#"{"fda_approved": True}"#, "not JSON: no value where one is expected (line 1, column 18)"),
        (r#"{"administrations": 01}"#, "not JSON: a number that JSON cannot write (line 1, column 22)"),
        (r#"{"dose": {"value": 1., "unit": "1"}}"#, "not JSON: a number that JSON cannot write (line 1, column 22)"),
        (r#"{"dose": {"value": NaN}}"#, "not JSON: no value where one is expected (line 1, column 20)"),
        (r"{} {}", "not JSON: something follows the end of the case (line 1, column 4)"),
        (r#"{"id": "\ud800"}"#, "not JSON: an escape that stands for no character (line 1, column 16)"),
        (r#"{"id": "\q"}"#, "not JSON: a backslash that begins no escape (line 1, column 10)"),
        ("{\"id\": \"a\nb\"}", "not JSON: a control character or line break inside a string (line 1, column 9)"),
        (r#"{"lvef": 1e999}"#, "not JSON: a number far beyond anything that can be measured (line 1, column 14)"),
        ("{'id': 1}", "not JSON: a key without quotation marks (line 1, column 2)"),
    ] {
        assert_eq!(problems(json), [(String::new(), problem.into())], "{json}");
    }
    let latin_1 = read_facts(&POLICY.vocabulary, b"{\n \"id\": \"caf\xe9\"}").unwrap_err().problems;
    assert_eq!(latin_1[0].problem, "not JSON: bytes that are not UTF-8 (line 2, column 12)");
}

#[test]
fn no_nesting_is_too_deep_to_be_refused() {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    for (facts, path) in [
        ("\"nyha\": DEEP", "/nyha"),
        ("\"lvef\": [DEEP]", "/lvef/0"),
        ("\"nobody\": DEEP", "/nobody"),
        ("\"dose\": {\"value\": DEEP, \"unit\": \"1\"}", "/dose/value"),
        ("\"dose\": {\"value\": 1, \"unit\": \"10*6\", \"x\": DEEP}", "/dose/x"),
    ] {
        assert_eq!(paths(&case_with(&facts.replace("DEEP", &deep))), [path]);
    }
    assert_eq!(paths(&deep), [""]);
    assert_eq!(paths(&"{\"nyha\":".repeat(200_000)), [""]);
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
fn messages_quote_little_and_nothing_that_a_terminal_obeys() {
    let note = "a long note about a patient, by name, which no log needs to know";
    for facts in [format!(r#""nyha": "{note}""#), format!(r#""dose": {{"value": "{note}", "unit": "{note}"}}"#), format!(r#""{note}": 1"#)] {
        for (_, problem) in problems(&case_with(&facts)) {
            assert!(problem.contains("`a long note about a patient, by name, wh…`"), "{problem}");
        }
    }
    refused(&[
        (r#""nyha": "\u001b[31m\u202e""#, "/nyha", "`\\u{1b}[31m\\u{202e}` is no value of `nyha`"),
        (r#""dose": {"value": 1, "unit": "\u0007"}"#, "/dose/unit", "`\\u{7}` is no unit of `dose`"),
    ]);
}

#[test]
fn a_megabyte_of_wrong_names_is_answered_at_once() {
    let names = (0..20_000).map(|number| format!("\"hospitalizations_{number}\": 1")).collect::<Vec<_>>().join(", ");
    assert_eq!(paths(&case_with(&names)).len(), 20_000);
}
