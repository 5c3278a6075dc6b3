//! `policy compare`: what it prints, and that the cases it prints show what it says.

#![expect(clippy::unwrap_used, reason = "what helps tests may fail as they do")]

mod support;

use serde_json::Value;
use std::fs;
use support::{run, run_with_input};

const OLD_AND_NEW: [&str; 3] = ["compare", "abecma@2024-08", "abecma@2025-11"];

/// The output is what is in the file; `UPDATE_GOLDEN=1` writes it.
fn assert_golden(file: &str, format: &str) {
    let ran = run(&[&OLD_AND_NEW[..], &["--format", format]].concat());
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    let path = format!("{}/tests/compare/{file}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &ran.stdout).unwrap();
    }
    assert_eq!(
        ran.stdout,
        fs::read_to_string(&path).unwrap(),
        "{path}: `UPDATE_GOLDEN=1` writes it"
    );
}

#[test]
fn two_versions_are_compared_in_text_markdown_and_json() {
    assert_golden("abecma.txt", "text");
    assert_golden("abecma.md", "markdown");
    assert_golden("abecma.json", "json");
}

/// Every witness of the document.
fn witnesses(document: &Value) -> Vec<&Value> {
    match document {
        Value::Object(object) if object.contains_key("cases") => vec![document],
        Value::Object(object) => object.values().flat_map(witnesses).collect(),
        Value::Array(list) => list.iter().flat_map(witnesses).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn the_cases_of_a_comparison_are_accepted_and_come_to_the_outcomes_that_it_tells() {
    for [a, b] in [["abecma@2024-08", "abecma@2025-11"], ["revascor", "tecartus"]] {
        let document: Value =
            serde_json::from_str(&run(&["compare", a, b, "--format", "json"]).stdout).unwrap();
        let witnesses = witnesses(&document);
        assert!(witnesses.len() > 5);
        for (side, name) in [("a", a), ("b", b)] {
            let lines = witnesses
                .iter()
                .map(|witness| format!("{}\n", witness["cases"][side]))
                .collect::<String>();
            let policy = name.split('@').next().unwrap();
            let ran =
                run_with_input(&["evaluate", policy, "-", "--format", "json"], lines.as_bytes());
            assert_eq!((ran.status, &*ran.stderr), (0, ""));
            let told = witnesses
                .iter()
                .map(|witness| witness["outcomes"][side].as_str().unwrap())
                .collect::<Vec<_>>();
            assert_eq!(ran.outcomes(), told);
        }
    }
}

#[test]
fn the_cases_at_the_end_of_the_text_can_be_evaluated_as_they_stand() {
    let text = run(&OLD_AND_NEW).stdout;
    let cases = text
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| format!("{line}\n"))
        .collect::<String>();
    let ran = run_with_input(&["evaluate", "abecma", "-", "--format", "json"], cases.as_bytes());
    let (of_old, of_new) = ran
        .ids()
        .into_iter()
        .zip(ran.outcomes())
        .partition::<Vec<_>, _>(|(id, _)| id.ends_with('a'));
    assert!(
        of_old.len() > 3
            && of_old
                .iter()
                .all(|(_, outcome)| ["criteria_not_met", "refer"].contains(&outcome.as_str())),
        "{of_old:?}"
    );
    assert!(
        of_new.len() == of_old.len() && of_new.iter().all(|(_, outcome)| outcome == "criteria_met"),
        "{of_new:?}"
    );
}

#[test]
fn a_policy_with_several_versions_has_to_be_given_with_one() {
    let ran = run(&["compare", "abecma", "tecartus"]);
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert_eq!(
        ran.stderr,
        "error: `abecma` has 2 versions: name one of them\nhelp: write `abecma@2025-11` or `abecma@2024-08`\n"
    );
    let unknown = run(&["compare", "revascor", "tecarts"]);
    assert_eq!(unknown.status, 2);
    assert!(
        unknown
            .stderr
            .starts_with("error: no policy is named `tecarts`\nhelp: did you mean `tecartus`?"),
        "{}",
        unknown.stderr
    );
    assert_eq!(run(&["compare", "revascor"]).status, 2);
    assert!(run(&["compare", "--help"]).stdout.contains("\nExamples:\n"));
}

#[test]
fn equal_sides_are_said_to_be_equal_and_nothing_more() {
    let ran = run(&["compare", "revascor", "CP.PHAR.728"]);
    assert_eq!(ran.status, 0);
    let expected = "revascor and revascor are equal: every member has the same outcome under both.\n\n  A  revascor\n  B  revascor\n";
    assert_eq!(ran.stdout, expected);
}
