//! `policy mutants` and `policy cases --check`: the cases that they suggest do what is said of
//! them, and files are read as `policy evaluate` reads them.

mod support;

use serde_json::Value;
use support::{case, file, run, run_with_input};

#[test]
fn suggested_cases_notice_every_change_and_come_to_what_they_expect() {
    let suggested = run_with_input(&["mutants", "tecartus", "-", "--suggest"], b"");
    assert_eq!((suggested.status, &*suggested.stderr), (1, ""), "changes are not noticed yet");
    assert!(suggested.answers().len() > 20, "{}", suggested.stdout);

    let noticed = run_with_input(
        &["mutants", "tecartus", "-", "--format", "json"],
        suggested.stdout.as_bytes(),
    );
    assert_eq!((noticed.status, &*noticed.stderr), (0, ""), "{}", noticed.stdout);
    let [report] = noticed.answers().try_into().unwrap();
    assert!(
        report["noticed"].as_u64().unwrap() > 50
            && report["not_noticed"] == Value::Array(Vec::new()),
        "{report}"
    );

    let evaluated = run_with_input(
        &["evaluate", "tecartus", "-", "--format", "json"],
        suggested.stdout.as_bytes(),
    );
    let expected = suggested
        .answers()
        .iter()
        .map(|line| line["expect"]["outcome"].as_str().unwrap().to_owned())
        .collect::<Vec<_>>();
    assert_eq!(evaluated.outcomes(), expected);
}

#[test]
fn cases_stand_on_lines_in_lists_or_on_the_standard_input() {
    let cases = [case("1"), case("2")];
    let as_lines = file("mutants-lines.ndjson", cases.join("\n"));
    let as_list = file("mutants-list.json", format!("\u{feff}[{}]", cases.join(",")));
    let told = run(&["mutants", "revascor", &as_lines]);
    assert!(told.stdout.contains("by 2 cases"), "{told:?}");
    assert_eq!(run(&["mutants", "revascor", &as_list]).stdout, told.stdout);
    assert_eq!(
        run_with_input(&["mutants", "revascor", "-"], cases.join("\n").as_bytes()).stdout,
        told.stdout
    );
}

#[test]
fn a_case_that_is_refused_ends_it_with_its_place() {
    let path = file(
        "mutants-refused.ndjson",
        format!("{}\n{{\"id\": \"2\", \"request_date\": \"soon\"}}\n", case("1")),
    );
    for arguments in [
        ["mutants", "revascor", path.as_str()].as_slice(),
        &["cases", "revascor", "--check", &path],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{arguments:?}");
        assert!(
            ran.stderr
                .contains(&format!("the case in line 2 of {path} is refused: /request_date: ")),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn a_file_that_is_not_there_ends_it() {
    let ran = run(&["mutants", "revascor", "nowhere.ndjson"]);
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(ran.stderr.contains("cannot read nowhere.ndjson"), "{}", ran.stderr);
}
