//! `policy test`: rows agree or differ in what they expect, a row that tests nothing is told, and
//! `--update` changes nothing but what differs.

mod support;

use serde_json::{Value, json};
use std::fmt::Display;
use support::{Ran, case, example, file, finish, policy, read, run, run_with_input};

fn row(case: &str, expect: &impl Display, why: &str) -> String {
    format!(r#"{{"case": {case}, "expect": {expect}, "why": "{why}"}}"#)
}

fn test(rows: &str) -> Ran {
    run_with_input(&["test", "revascor", "-"], rows.as_bytes())
}

/// An example with everything documented; the policy reviews it.
fn met() -> String {
    example("g-revascor-001")
}

#[test]
fn the_bundled_cases_of_every_policy_agree_and_so_do_generated_ones() {
    for name in ["revascor", "abecma", "kresladi", "tecartus", "pad_stem_cells"] {
        let path = format!("{}/../policies/cases/{name}.ndjson", env!("CARGO_MANIFEST_DIR"));
        let rows = read(&path).lines().count();
        let ran = run(&["test", name, &path]);
        let told = format!("{rows} cases: {rows} agree, 0 differ\n");
        assert_eq!((&*ran.stdout, &*ran.stderr, ran.status), (&*told, "", 0));
        let generated = run(&["cases", name]).stdout;
        let ran = run_with_input(&["test", name, "-"], generated.as_bytes());
        let rows = generated.lines().count();
        assert_eq!(ran.stdout, format!("{rows} cases: {rows} agree, 0 differ\n"));
        assert_eq!(ran.status, 0);
    }
}

#[test]
fn a_row_that_differs_shows_what_was_expected_and_what_was_found() {
    let expect = r#"{"outcome": "criteria_met", "section": "I.B", "missing": ["nyha"], "advisories": [], "approval": {"duration": "P6M"}, "version": null, "refer_to": null}"#;
    let rows = [
        row(&met(), &expect, "All met."),
        row(&met(), &json!({"outcome": "criteria_met_review_required"}), "Agrees."),
    ];
    let ran = test(&rows.join("\n"));
    assert_eq!((ran.status, &*ran.stderr), (1, ""));
    assert_eq!(
        ran.stdout,
        "\
✗ g-revascor-001  line 1 of standard input
    outcome            expected  criteria_met
                       found     criteria_met_review_required
    section            expected  I.B
                       found     I.A
    missing            absent    nyha
    advisories         extra     The criteria are provisional: check them against the approved label.
    approval/duration  expected  P6M
                       found     P3M
    why                All met.
    reason             All criteria of I.A (advanced heart failure) are met; review by Precision Drug Action Committee (CC.PHAR.21) is required.

2 cases: 1 agrees, 1 differs
"
    );
}

#[test]
fn programs_get_one_object() {
    let rows = [
        row(&met(), &r#"{"outcome": "refer", "missing": ["nyha"]}"#, "a\\u202e"),
        row(&case("b"), &json!({"outcome": "need_information"}), "b"),
        row(&case("c"), &json!({"outcom": "need_information"}), "c"),
        row(&case("7").replace("\"7\"", "7"), &json!({"problems": ["/nyha"]}), "d"),
        row(&case("e").replace("service", "Service"), &json!({"outcome": "refer"}), "e"),
    ];
    let input = rows.join("\n");
    let ran = run_with_input(&["test", "revascor", "-", "--format", "json"], input.as_bytes());
    assert!(ran.stdout.contains("a\\u202e"), "{}", ran.stdout);
    let [report] = ran.answers().try_into().unwrap();
    assert_eq!(ran.status, 2);
    for (key, number) in
        [("cases", 5), ("agree", 1), ("differ", 3), ("not_tested", 1), ("updated", 0)]
    {
        assert_eq!(report[key], number, "{key}");
    }
    let rows = report["rows"].as_array().unwrap();
    let of = |key: &str| rows.iter().map(|row| row[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("id"), [json!("g-revascor-001"), json!("c"), json!(7), json!("e")]);
    assert_eq!(of("line"), [1, 3, 4, 5]);
    assert_eq!(of("status"), ["differs", "not_tested", "differs", "refused"]);
    assert_eq!(
        rows[0]["differences"],
        json!([
            {"key": "outcome", "expected": "refer", "found": "criteria_met_review_required"},
            {"key": "missing", "absent": ["nyha"], "extra": []}
        ])
    );
    assert_eq!(rows[1]["problems"][0]["help"], "did you mean `outcome`?");
    assert_eq!(
        rows[2]["differences"],
        json!([{"key": "problems", "absent": ["/nyha"], "extra": []}])
    );
    let paths = rows[3]["problems"].as_array().unwrap().iter().map(|problem| &problem["path"]);
    assert_eq!(paths.collect::<Vec<_>>(), ["/Service_date", "/service_date"]);
}

#[test]
fn a_row_that_tests_nothing_is_no_success_and_stops_no_other() {
    let wrong = r#"{"case": {}, "expect": {"outcome": "criteria_meet"}}"#;
    for (nothing, problem) in [
        (case("b"), "nothing is expected"),
        (format!(r#"{{"case": {}}}"#, case("b")), "nothing is expected"),
        (row(&case("b"), &json!({}), ""), "nothing is expected"),
        (format!(r#"{{"case": {}, "expects": {{}}}}"#, case("b")), "nothing is expected"),
        (row(&case("b"), &json!({"outcom": "refer"}), ""), "`outcom` is no key of a determination"),
        (wrong.to_owned(), "`criteria_meet` is no outcome"),
        (
            "{\"case\": ".to_owned(),
            "not JSON: the text ends where a value is expected (line 2, column 8)",
        ),
        ("12".to_owned(), "a number, not an object (line 2)"),
    ] {
        let good = row(&case("a"), &json!({"outcome": "need_information"}), "");
        let ran = test(&format!("{good}\n{nothing}\n{good}\n"));
        assert_eq!((ran.status, &*ran.stderr), (2, ""));
        let told = format!("    not tested  {problem}\n    help        ");
        assert!(ran.stdout.contains(&told), "{nothing}\n{}", ran.stdout);
        assert!(
            ran.stdout.ends_with("3 cases: 2 agree, 0 differ, 1 was not tested\n"),
            "{nothing}"
        );
    }
    let misspelled = test(&format!(r#"{{"case": {}, "expects": {{}}}}"#, case("b"))).stdout;
    assert!(misspelled.contains("write `expect` instead of `expects`"), "{misspelled}");
}

#[test]
fn no_case_at_all_is_a_failure_and_a_file_that_is_not_there_stops_no_other() {
    let empty = file("expected-empty.ndjson", "\n");
    let good = row(&case("a"), &json!({"outcome": "need_information"}), "");
    let path = file("expected-good.ndjson", &good);
    let ran = run(&["test", "revascor", &empty]);
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert_eq!(ran.stderr, format!("error: {empty} contains no cases\n"));
    let ran = run(&["test", "revascor", "nowhere.ndjson", &path]);
    assert_eq!((ran.status, &*ran.stdout), (2, "1 case: 1 agrees, 0 differ\n"));
    assert!(ran.stderr.starts_with("error: cannot read nowhere.ndjson: "), "{}", ran.stderr);
}

#[test]
fn a_case_that_has_to_be_refused_expects_its_problems() {
    let refused = case("a").replace('}', r#", "nhya": "II"}"#);
    for (case, expect, status) in [
        (&refused, json!({"problems": ["/nhya"]}), 0),
        (&refused, json!({"problems": [{"help": "did you mean `nyha`?"}]}), 0),
        (&refused, json!({"problems": ["/nyha"]}), 1),
        (&refused, json!({"problems": []}), 1),
        (&refused, json!({"outcome": "need_information"}), 1),
        (&case("a"), json!({"problems": [], "outcome": "need_information"}), 0),
        (&case("a"), json!({"problems": ["/nhya"]}), 1),
    ] {
        let ran = test(&row(case, &expect, ""));
        assert_eq!(ran.status, status, "{expect}: {}", ran.stdout);
    }
    assert!(
        test(&row(&refused, &json!({"outcome": "refer"}), "")).stdout.contains(
            "    refused  /nhya: `nhya` is no fact of the vocabulary\n               help: did you mean `nyha`?\n"
        )
    );
}

#[test]
fn rows_stand_on_lines_in_lists_and_on_several_lines() {
    let rows = ["a", "b"].map(|id| row(&case(id), &json!({"outcome": "need_information"}), ""));
    let pretty = |row: &String| format!("{:#}", serde_json::from_str::<Value>(row).unwrap());
    for input in [
        rows.join("\n"),
        format!("[{}]", rows.join(", ")),
        rows.each_ref().map(pretty).join("\n"),
        format!("\u{feff}[\n{}\n]\n", rows.each_ref().map(pretty).join(",\n")),
        format!(r#"{{"name": "1", "expect": {{"id": "a"}}, "case": {}}}{}"#, case("a"), rows[1]),
    ] {
        let ran = test(&input);
        assert_eq!((&*ran.stdout, ran.status), ("2 cases: 2 agree, 0 differ\n", 0), "{input}");
    }
}

#[test]
fn a_file_cannot_write_to_the_terminal_what_it_likes() {
    let hostile = r#"{"case": {"id": "\u001b[2J", "request_date": "2026-11-21", "service_date": "2026-12-01"}, "expect": {"id": "\u001b[31m", "missing": ["\u202e"]}, "why": "\u0007"}"#;
    let key = r#"{"case": {}, "expect": {"\u001b[32m": 1}}"#;
    let mut command = policy(&["test", "revascor", "-"]);
    command.env("CLICOLOR_FORCE", "1");
    let ran = finish(command, format!("{hostile}\n{key}").as_bytes());
    for escaped in [r"\u{1b}[2J", r"\u{1b}[31m", r"\u{202e}", r"\u{7}", r"`\u{1b}[32m`"] {
        assert!(ran.stdout.contains(escaped), "{escaped}\n{}", ran.stdout);
    }
    for raw in ["\u{1b}[2J", "\u{1b}[32m`", "\u{202e}", "\u{7}"] {
        assert!(!ran.stdout.contains(raw), "{}", ran.stdout);
    }
}

#[test]
fn an_update_changes_what_differs_and_nothing_else() {
    let case_a = case("a").replace("{\"id\"", "{ \"id\" ").replace(',', " ,");
    let text = format!(
        "\u{feff}{{\"case\": {case_a}, \"expect\":{{\"missing\": [], \"outcome\":\"refer\"  , \"refer_to\": null}}, \"n\": 1.50e0}}\r\n\
         \n{}\n{}\n{}\nnot json\n{}\n{}",
        row(&met(), &json!({"outcome": "criteria_met_review_required"}), "as it is"),
        row(&met(), &json!({"section": "I.B", "approval": {"limit": "none"}}), ""),
        row(&case("d"), &json!({"outcom": "refer"}), "a mistake"),
        row(&case("e").replace("-21", "-32"), &json!({"outcome": "refer"}), "refused"),
        case("f"),
    );
    let path = file("expected-update.ndjson", &text);
    let ran = run(&["test", "revascor", &path, "--update"]);
    assert_eq!((ran.status, &*ran.stderr), (2, ""));
    assert!(
        ran.stdout.ends_with("7 cases: 1 agrees, 1 differs, 3 are updated, 2 were not tested\n"),
        "{}",
        ran.stdout
    );
    let missing = &support::evaluate(case("a")).answers()[0]["missing"];
    let missing = missing.to_string().replace(',', ", ");
    let expected = text
        .replace("\"missing\": []", &format!("\"missing\": {missing}"))
        .replacen("\"outcome\":\"refer\"", "\"outcome\":\"need_information\"", 1)
        .replace("\"section\":\"I.B\"", "\"section\":\"I.A\"")
        .replace("{\"limit\":\"none\"}", "{\"limit\": \"1 administration per lifetime\"}")
        .replace(
            &format!("\n{}", case("f")),
            &format!(
                "\n{{\"case\": {}, \"expect\": {{\"outcome\": \"need_information\"}}}}",
                case("f")
            ),
        );
    assert_eq!(read(&path), expected);
    let again = run(&["test", "revascor", &path, "--update"]);
    assert!(
        again.stdout.ends_with("7 cases: 4 agree, 1 differs, 2 were not tested\n"),
        "{}",
        again.stdout
    );
    assert_eq!(read(&path), expected);
}

#[test]
fn rows_of_lists_and_on_several_lines_are_updated_where_they_are() {
    let object = json!({"case": serde_json::from_str::<Value>(&case("a")).unwrap(), "expect": {"outcome": "refer"}});
    let pretty = format!("{object:#}").replace('\n', "\r\n\r\n");
    for text in [
        format!("[\n{pretty} , {object}]\n"),
        format!("{pretty}\n\n \n{object}{object}"),
        format!("\u{feff} [{object},{object},\n\n   {pretty}]"),
    ] {
        let path = file("expected-layout.json", &text);
        let ran = run(&["test", "revascor", &path, "--update"]);
        assert_eq!((ran.status, &*ran.stderr), (0, ""), "{}", ran.stdout);
        assert_eq!(read(&path), text.replace("\"refer\"", "\"need_information\""));
    }
}

#[test]
fn an_update_of_what_cannot_be_written_changes_nothing() {
    let ran = run_with_input(&["test", "revascor", "-", "--update"], case("a").as_bytes());
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(ran.stderr.starts_with("error: `--update` cannot change standard input\n"));

    let path = file("expected-protected.ndjson", case("a"));
    let protect = |is_protected| {
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(is_protected);
        std::fs::set_permissions(&path, permissions).unwrap();
    };
    protect(true);
    let ran = run(&["test", "revascor", &path, "--update"]);
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert_eq!(ran.stderr, format!("error: cannot update {path}: it is write-protected\n"));
    assert_eq!(read(&path), case("a"));
    std::fs::remove_file(&path).unwrap();
}

#[test]
#[cfg(unix)]
fn an_update_keeps_links_and_permissions_and_leaves_nothing_beside() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("expected-links");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).unwrap();
    let (path, link) = (folder.join("rows.ndjson"), folder.join("link.ndjson"));
    std::fs::write(&path, case("a")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("rows.ndjson", &link).unwrap();
    let ran = run(&["test", "revascor", link.to_str().unwrap(), "--update"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "{}", ran.stdout);
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"expect\""));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
}
