//! What comes out: for people, for programs, into pipes.

mod support;

use std::io::{BufRead, BufReader, Write};
use support::{case, evaluate, example, file, finish, policy, run, run_with_input};

#[test]
fn an_explained_determination_shows_every_criterion_with_its_evidence() {
    let ran = run_with_input(
        &["evaluate", "revascor", "-", "--explain"],
        example("g-revascor-001").as_bytes(),
    );
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    for line in [
        "g-revascor-001",
        "  outcome   criteria met, review required",
        "  section   I.A Advanced heart failure",
        "  policy    revascor (CP.PHAR.728)",
        "  approval  for 3 months, 1 administration per lifetime",
        "  review    Precision Drug Action Committee (CC.PHAR.21)",
        "  ✓ met      I.A  Advanced heart failure",
        "  ✓ met          I.A.1.a  High risk: Any of the following",
        "                              Heart-failure hospitalization: 2026-06-10; complete history",
        "                          New York Heart Association functional class: class II",
    ] {
        assert!(ran.stdout.lines().any(|printed| printed == line), "{line}\n{}", ran.stdout);
    }
    assert!(ran.stdout.contains("✗ not met        I.A.1.a.ii  "), "{}", ran.stdout);
}

#[test]
fn without_explanation_only_what_is_open_or_not_met_is_shown() {
    let met = run_with_input(&["evaluate", "revascor", "-"], example("g-revascor-001").as_bytes());
    assert!(!met.stdout.contains("I.A.1"), "{}", met.stdout);
    let open = run_with_input(&["evaluate", "revascor", "-"], example("g-revascor-092").as_bytes());
    assert!(
        open.stdout.contains(
            "\n  ask the provider\n            New York Heart Association functional class (nyha)\n"
        ),
        "{}",
        open.stdout
    );
    assert!(
        open.stdout.contains(
            "\n  ? unknown      I.A.1.c  New York Heart Association functional class is class II or class III\n"
        ),
        "{}",
        open.stdout
    );
    assert!(!open.stdout.contains("✓ met"), "{}", open.stdout);
}

#[test]
fn a_refused_case_shows_where_what_and_what_to_write() {
    let input = r#"{"request_date": "2026-11-21", "service_date": "2026-12-01", "nhya": "III"}"#;
    let ran = run_with_input(&["evaluate", "revascor", "-"], input.as_bytes());
    let lines = ran.stdout.lines().collect::<Vec<_>>();
    assert_eq!(
        lines,
        [
            "case without id, line 1 of standard input",
            "  refused   the case has a problem",
            "            /nhya: `nhya` is no fact of the vocabulary",
            "              help: did you mean `nyha`?",
        ]
    );
    assert_eq!(ran.status, 1);
}

#[test]
fn several_cases_are_counted_at_the_end() {
    let ran = run_with_input(
        &["evaluate", "revascor", "-"],
        format!("{}\n{}\nx\n", case("a"), case("b")).as_bytes(),
    );
    assert!(
        ran.stdout
            .ends_with("\n2  need information\n1  refused: the case could not be read\n3 cases\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn json_is_one_line_for_each_case_with_the_tree_only_where_asked_for() {
    let input = format!("{}\n{}\n", example("g-revascor-001"), case("b"));
    let ran = evaluate(&input);
    let [first, second] = &*ran.answers() else { panic!("{ran:?}") };
    assert_eq!(
        (&first["id"], &first["policy"], &first["outcome"]),
        (&"g-revascor-001".into(), &"revascor".into(), &"criteria_met_review_required".into())
    );
    assert_eq!(
        (&first["approval"]["duration"], &first["section"]["citation"]),
        (&"P3M".into(), &"I.A".into())
    );
    assert!(first.get("criteria").is_none() && second.get("criteria").is_none());
    let ran = run_with_input(
        &["evaluate", "revascor", "-", "--format", "json", "--explain"],
        input.as_bytes(),
    );
    let [first, _] = &*ran.answers() else { panic!("{ran:?}") };
    assert_eq!(first["criteria"][0]["children"][0]["citation"], "I.A.1");
}

#[test]
fn colors_are_for_terminals_and_for_those_who_ask() {
    let colored = |variables: &[(&str, &str)]| {
        let mut command = policy(&["evaluate", "revascor", "-"]);
        command.envs(variables.iter().copied());
        finish(command, case("a").as_bytes()).stdout.contains('\u{1b}')
    };
    assert!(!colored(&[]));
    assert!(!colored(&[("NO_COLOR", "1")]));
    assert!(colored(&[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_case_cannot_write_to_the_terminal_what_it_likes() {
    let hostile = r#"{"id": "\u001b[2Jgone\u0007\n", "request_date": "2026-11-21", "service_date": "2026-12-01", "\u001b[31mred": 1}"#;
    let mut command = policy(&["evaluate", "revascor", "-"]);
    command.env("CLICOLOR_FORCE", "1");
    let ran = finish(command, hostile.as_bytes());
    assert!(ran.stdout.contains(r"\u{1b}[2Jgone\u{7}\u{a}"), "{}", ran.stdout);
    assert!(
        !ran.stdout.contains("\u{1b}[2J")
            && !ran.stdout.contains("\u{1b}[31mred")
            && !ran.stdout.contains('\u{7}'),
        "{}",
        ran.stdout
    );
}

/// Whoever looks at JSON in a terminal sees what is there: ids and names of files have no signs in
/// it that no one sees, or that turn the rest around.
#[test]
fn the_json_of_every_command_escapes_what_no_one_sees() {
    let signs = "\u{7f}\u{9b}\u{ad}\u{200b}\u{202e}\u{2066}\u{feff}";
    let escaped = r"\u007f\u009b\u00ad\u200b\u202e\u2066\ufeff";
    let text = format!("vocabulary! {{ pub a {{ /// A\n b: fla, }} }} // {signs}");
    let mistaken = file(&format!("unseen{signs}.rs"), text);
    let row = format!(r#"{{"case": {}, "expect": {{"outcome": "refer"}}}}"#, case(signs));
    for (arguments, input) in [
        (&["questions", "revascor", "-"][..], &*case(signs)),
        (&["evaluate", "revascor", "-"], &case(signs)),
        (&["test", "revascor", "-"], &row),
        (&["check", &mistaken], ""),
    ] {
        let ran = run_with_input(&[arguments, &["--format", "json"]].concat(), input.as_bytes());
        assert!(ran.stdout.contains(escaped), "{arguments:?}: {}", ran.stdout);
        assert!(!signs.chars().any(|sign| ran.stdout.contains(sign)), "{}", ran.stdout);
        assert!(ran.answers().iter().any(|answer| answer.to_string().contains(signs)));
    }
    // A layout keeps its lines.
    for arguments in [
        &["list"][..],
        &["show", "revascor"],
        &["show", "revascor", "--coverage"],
        &["facts", "revascor"],
        &["interpretations", "revascor"],
        &["compare", "abecma@2024-08", "abecma@2025-11"],
    ] {
        let ran = run(&[arguments, &["--format", "json"]].concat());
        let read = serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap();
        assert_eq!(ran.stdout.lines().count(), format!("{read:#}").lines().count());
        assert!(ran.stdout.lines().count() > 10, "{arguments:?}: {}", ran.stdout);
    }
}

#[test]
fn one_case_is_no_cases() {
    let one = file("one.ndjson", case("a"));
    for arguments in [&["cases", "revascor", "--check", &one][..], &["mutants", "kresladi", &one]] {
        let told = run(arguments).stdout;
        assert!(told.lines().next().unwrap().ends_with(" by 1 case"), "{arguments:?}: {told}");
    }
    let two = file("two.ndjson", format!("{}\n{}", case("a"), case("b")));
    let told = run(&["cases", "revascor", "--check", &two]).stdout;
    assert!(told.lines().next().unwrap().ends_with(" by 2 cases"), "{told}");
}

#[test]
fn a_reader_who_has_seen_enough_ends_the_run_quietly() {
    let many = file("many.ndjson", format!("{}\n", case("a")).repeat(20_000));
    for format in ["text", "json"] {
        let mut child = policy(&["evaluate", "revascor", &many, "--format", format, "--explain"])
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::with_capacity(1, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!line.is_empty());
        assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]), "{format}");
    }
    for arguments in [
        &["--help"][..],
        &["list"],
        &["demo"],
        &["schema", "revascor"],
        &["facts", "revascor"],
        &["interpretations"],
    ] {
        let mut child = policy(arguments).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), &*output.stderr), (Some(0), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn a_case_is_answered_when_it_has_come() {
    for separators in [["", "\n", ""], ["[", ",\n", "]"]] {
        let [before, between, after] = separators;
        let mut child = policy(&["evaluate", "revascor", "-", "--format", "json"]).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
        input.write_all(before.as_bytes()).unwrap();
        for id in ["a", "b", "c"] {
            write!(input, "{}{between}", case(id)).unwrap();
            input.flush().unwrap();
            assert!(answers.next().unwrap().unwrap().contains(&format!("\"id\":\"{id}\"")));
        }
        write!(input, "{}{after}", case("d")).unwrap();
        drop(input);
        assert!(answers.next().unwrap().unwrap().contains("\"id\":\"d\""));
        assert!(answers.next().is_none());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = policy(&["list"]);
    command.stdout(full);
    let ran = finish(command, b"");
    assert!(ran.stderr.starts_with("error: cannot write the output: "), "{}", ran.stderr);
    assert_eq!(ran.status, 2);
}

#[test]
fn nothing_speaks_of_a_denial() {
    let cases = run(&["demo", "--cases"]).stdout;
    let said = [
        run(&["--help"]),
        run(&["evaluate", "--help"]),
        run(&["test", "--help"]),
        run(&["demo"]),
        run(&["show", "revascor"]),
        run(&["facts", "revascor"]),
        run(&["interpretations"]),
        run_with_input(&["questions", "revascor", "-"], cases.as_bytes()),
        run_with_input(&["evaluate", "revascor", "-", "--explain"], cases.as_bytes()),
    ];
    for ran in said {
        let text = ran.stdout.to_lowercase();
        assert!(
            !["deny", "denied", "denial", "denies"].iter().any(|word| text.contains(word)),
            "{text}"
        );
    }
}
