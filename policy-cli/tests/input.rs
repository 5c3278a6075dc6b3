//! Every form in which cases may come, good and bad.

mod support;

use support::{Ran, case, evaluate, file, pretty, run};

fn is_clean(ran: &Ran, ids: &[&str]) {
    assert_eq!(ran.ids(), ids, "{ran:?}");
    assert!(ran.outcomes().iter().all(|outcome| outcome == "need_information"), "{ran:?}");
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
}

#[test]
fn one_case_on_one_line_or_on_several() {
    is_clean(&evaluate(case("a")), &["a"]);
    is_clean(&evaluate(format!("{}\n", case("a"))), &["a"]);
    is_clean(&evaluate(pretty("a")), &["a"]);
    is_clean(&evaluate(format!("\n\n  {}\n\n", pretty("a"))), &["a"]);
}

#[test]
fn cases_on_lines_with_blank_lines_between() {
    is_clean(&evaluate([case("a"), case("b"), case("c")].join("\n")), &["a", "b", "c"]);
    is_clean(&evaluate(format!("\n{}\n\n   \n{}\n\t\n", case("a"), case("b"))), &["a", "b"]);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark() {
    is_clean(&evaluate(format!("\u{feff}{}\r\n\r\n{}\r\n", case("a"), case("b"))), &["a", "b"]);
    is_clean(&evaluate(format!("\u{feff}[{},\r\n{}]\r\n", case("a"), case("b"))), &["a", "b"]);
    is_clean(&evaluate(format!("\u{feff}{}", pretty("a").replace('\n', "\r\n"))), &["a"]);
}

#[test]
fn a_list_of_cases() {
    is_clean(&evaluate(format!("[{}, {}]", case("a"), case("b"))), &["a", "b"]);
    is_clean(&evaluate(format!("\n[\n{},\n{}\n]\n", pretty("a"), pretty("b"))), &["a", "b"]);
}

#[test]
fn cases_behind_each_other() {
    is_clean(
        &evaluate([pretty("a"), pretty("b"), case("c"), pretty("d")].join("\n")),
        &["a", "b", "c", "d"],
    );
    is_clean(&evaluate([pretty("a"), case("b"), case("c")].concat()), &["a", "b", "c"]);
    is_clean(
        &evaluate(format!("[{}]\n[{}]\n{}", case("a"), case("b"), case("c"))),
        &["a", "b", "c"],
    );
}

#[test]
fn no_case_at_all_is_an_error() {
    for nothing in ["", "\n\n", "[]", "\u{feff}"] {
        let ran = evaluate(nothing);
        assert_eq!(
            (&*ran.stdout, &*ran.stderr, ran.status),
            ("", "error: standard input contains no cases\n", 2)
        );
    }
}

#[test]
fn broken_lines_are_refused_in_their_place_and_the_others_evaluated() {
    let cut_off = case("cut")[..60].to_owned();
    let unknown = r#"{"id": "unknown", "request_date": "2026-11-21", "service_date": "2026-12-01", "nhya": "III", "age": 70}"#;
    let lines = [
        case("a"),
        "not json".to_owned(),
        case("b"),
        cut_off,
        case("c"),
        unknown.to_owned(),
        "[1, 2]".to_owned(),
        format!("{} {}", case("d"), "and more"),
        case("e"),
        r#"{"id": "no dates"}"#.to_owned(),
        "{".to_owned(),
        case("f"),
        "}".to_owned(),
        case("g"),
        case("last")[..70].to_owned(),
    ];
    let ran = evaluate(lines.join("\n"));
    assert_eq!(
        ran.ids(),
        [
            "a", "-", "b", "cut", "c", "unknown", "-", "d", "e", "no dates", "-", "f", "-", "g",
            "last"
        ]
    );
    let refused = ran.answers().iter().filter(|answer| answer["problems"].is_array()).count();
    assert_eq!((refused, ran.status, &*ran.stderr), (9, 1, ""));
    let outcomes = ran.outcomes();
    assert!(
        outcomes[1].starts_with(": not JSON") && outcomes[1].ends_with("(line 2, column 2)"),
        "{}",
        outcomes[1]
    );
    assert!(
        outcomes[3].starts_with(": not JSON: the text ends")
            && outcomes[3].ends_with("(line 4, column 59)"),
        "{}",
        outcomes[3]
    );
    assert!(outcomes[5].starts_with("/nhya: "), "{}", outcomes[5]);
    assert_eq!(
        ran.answers()[5]["problems"].as_array().unwrap().len(),
        2,
        "all problems of a case at once"
    );
    assert_eq!(ran.answers()[5]["policy"], "revascor");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_line() {
    let input = [case("a").as_bytes(), b"\n{\"id\": \"\xFF\"}\n", case("b").as_bytes()].concat();
    let ran = evaluate(input);
    assert_eq!(ran.ids(), ["a", "-", "b"]);
    assert_eq!(ran.outcomes()[1], ": not JSON: bytes that are not UTF-8 (line 2, column 9)");
    assert_eq!(ran.status, 1);
}

#[test]
fn a_broken_element_of_a_list_is_refused_in_its_place() {
    let ran = evaluate(format!("[{},\n {{\"id\" 1}},\n {},]", case("a"), case("b")));
    assert_eq!(ran.ids(), ["a", "-", "b", "-"]);
    assert!(ran.outcomes()[1].ends_with("(line 2, column 8)"), "{}", ran.outcomes()[1]);
    assert!(
        ran.outcomes()[3].starts_with(": not JSON: a comma with nothing after it"),
        "{}",
        ran.outcomes()[3]
    );
    assert_eq!(ran.status, 1);
}

#[test]
fn several_files_and_the_standard_input_are_read_in_order() {
    let (first, second) = (
        file("first.json", case("a")),
        file("second.ndjson", format!("{}\n{}\n", case("b"), case("c"))),
    );
    let arguments = ["evaluate", "revascor", &first, "-", &second, "--format", "json"];
    let ran = support::run_with_input(&arguments, case("stdin").as_bytes());
    is_clean(&ran, &["a", "stdin", "b", "c"]);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_evaluated() {
    let good = file("beside_unreadable.json", case("a"));
    let directory = env!("CARGO_TARGET_TMPDIR");
    let bad = file("refused_beside_unreadable.json", "{}");
    let ran = run(&[
        "evaluate",
        "revascor",
        "no/such/file.json",
        &good,
        directory,
        &bad,
        &good,
        "--format",
        "json",
    ]);
    assert_eq!(ran.ids(), ["a", "-", "a"]);
    assert_eq!(ran.status, 2, "what could not be read outweighs what was refused");
    let complaints = ran.stderr.lines().collect::<Vec<_>>();
    assert_eq!(complaints.len(), 2, "{}", ran.stderr);
    assert!(
        complaints[0].starts_with("error: cannot read no/such/file.json: "),
        "{}",
        complaints[0]
    );
    assert!(
        complaints[1].starts_with(&format!("error: cannot read {directory}: ")),
        "{}",
        complaints[1]
    );
}
