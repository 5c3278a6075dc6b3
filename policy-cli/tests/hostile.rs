//! Input that is broken by accident or on purpose: each run ends with a status and
//! a message, and every case has one answer.

mod support;

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Write};
use std::process::Command;
use support::{Ran, case, evaluate, file, finish, pretty, run};

/// `policy evaluate revascor FILES --format json`, on that many threads.
fn evaluate_files(files: &[&str], threads: &str) -> Command {
    let mut command =
        support::policy(&["evaluate", "revascor", "--format", "json", "--threads", threads]);
    command.args(files);
    command
}

fn ids(cases: usize) -> Vec<String> {
    (0..cases).map(|number| format!("c{number}")).collect()
}

fn is_answered(ran: &Ran, ids: &[String], status: i32) {
    assert!(ran.ids() == ids, "a case is lost, answered twice or out of order");
    assert_eq!((ran.status, &*ran.stderr), (status, ""));
}

#[test]
fn answers_are_the_same_on_any_number_of_threads() {
    let is_broken = |number: usize| number % 7 == 3;
    let line = |number: usize| {
        if is_broken(number) {
            case(&format!("c{number}")).replace("-21\"", "-32\"")
        } else {
            case(&format!("c{number}"))
        }
    };
    let lines = (0..30).map(line).collect::<Vec<_>>();
    let (first, second) = (
        file("threads_1.ndjson", lines[..20].join("\n")),
        file("threads_2.json", format!("[{}]", lines[20..].join(",\n"))),
    );
    let files = [[&*first, "no/such/file", &*second, "-"]; 8].concat();
    let on = |threads: &str, format: &str| {
        finish(
            support::policy(
                &[&["evaluate", "revascor", "--format", format, "--threads", threads], &files[..]]
                    .concat(),
            ),
            b"",
        )
    };
    let one = on("1", "json");
    assert_eq!((one.ids(), one.status), (vec![ids(30); 8].concat(), 2));
    let refused =
        one.answers().iter().map(|answer| answer["problems"].is_array()).collect::<Vec<_>>();
    assert_eq!(refused, vec![(0..30).map(is_broken).collect::<Vec<_>>(); 8].concat());
    let complaints =
        one.stderr.lines().map(|line| line.split_once(": ").unwrap().0).collect::<Vec<_>>();
    assert_eq!(complaints, ["error"; 16], "{}", one.stderr);
    for (format, threads) in [("json", "2"), ("json", "7"), ("text", "3")] {
        let (one, several) = (on("1", format), on(threads, format));
        assert!(several.stdout == one.stdout, "{threads} threads answer something else");
        assert_eq!((several.stderr, several.status), (one.stderr, one.status));
    }
}

#[test]
fn a_hundred_thousand_refused_cases_in_a_row_are_a_hundred_thousand_answers() {
    let lines = ids(100_000).iter().map(|id| format!("{{\"id\": \"{id}\"}}\n")).collect::<String>();
    let refused = file("refused.ndjson", lines);
    is_answered(&finish(evaluate_files(&[&refused], "2"), b""), &ids(100_000), 1);
    let text = run(&["evaluate", "revascor", &refused, "--threads", "1"]);
    assert!(text.stdout.ends_with("\n100000  refused: the case could not be read\n100000 cases\n"));
    assert_eq!(text.stdout.matches("\n  refused   the case has problems\n").count(), 100_000);
}

#[test]
fn a_last_line_that_is_cut_off_is_refused_wherever_it_is_cut() {
    let last = case("c2");
    for end in 1..last.len() {
        let ran = evaluate(format!("{}\n{}\r\n{}", case("c0"), case("c1"), &last[..end]));
        let id = if end >= r#"{"id": "c2""#.len() { "c2" } else { "-" };
        assert_eq!(
            (ran.ids(), ran.status),
            (vec!["c0".to_owned(), "c1".to_owned(), id.to_owned()], 1),
            "{}",
            &last[..end]
        );
        assert!(ran.outcomes()[2].contains("(line 3, column "), "{}", ran.outcomes()[2]);
    }
}

#[test]
fn nesting_is_limited_however_cases_are_written() {
    let deep = |id: &str| {
        format!("{{\"id\": \"{id}\", \"nyha\": {}{}}}", "[".repeat(5_000), "]".repeat(5_000))
    };
    for input in [
        [case("c0"), deep("c1"), case("c2")].join("\n"),
        format!("[{}, {}, {}]", case("c0"), deep("c1"), case("c2")),
        [pretty("c0"), deep("c1").replacen(", ", ",\n", 1), pretty("c2")].join("\n"),
    ] {
        let ran = evaluate(input);
        assert_eq!((ran.ids(), ran.status), (ids(3), 1));
        assert!(
            ran.outcomes()[1]
                .starts_with(": more than 64 lists and objects inside each other (line "),
            "{}",
            ran.outcomes()[1]
        );
    }
}

#[test]
fn what_is_long_or_many_is_refused_and_told_so() {
    let results = vec![r#"{"value": 38, "unit": "%", "date": "2026"}"#; 10_001].join(",");
    let event = |number: usize| format!(r#"{{"date": "2026", "id": {number}}}"#);
    let events = (0..10_001).map(event).collect::<Vec<_>>().join(",");
    let one_result =
        |value: &str| format!(r#""lvef": [{{"value": {value}, "unit": "%", "date": "2026"}}]"#);
    for (facts, path, problem) in [
        (format!("\"lvef\": [{results}]"), "/lvef: ", "10001 results"),
        (
            format!("\"hf_hospitalization\": {{\"complete\": true, \"events\": [{events}]}}"),
            "/hf_hospitalization/events: ",
            "10001 events",
        ),
        (one_result(&"3".repeat(100_000)), "/lvef/0/value: ", "outside the plausible range"),
        (
            one_result(&format!("\"0.{}\"", "3".repeat(100_000))),
            "/lvef/0/value: ",
            "more than 18 significant digits",
        ),
    ] {
        let refused = case("c1").replace('}', &format!(", {facts}}}"));
        let ran = evaluate([case("c0"), refused, case("c2")].join("\n"));
        assert_eq!((ran.ids(), ran.status), (ids(3), 1));
        let found = &ran.outcomes()[1];
        assert!(found.starts_with(path) && found.contains(problem) && found.len() < 200, "{found}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_line_of_a_gigabyte_is_refused_in_little_memory_and_the_next_case_is_answered() {
    const GIGABYTE: u64 = 1 << 30;
    // A file with a hole, which takes no place on the disk and reads as zeros.
    let path = file("gigabyte.ndjson", format!("{}\n{{\"id\": \"", case("c0")));
    let mut long = OpenOptions::new().append(true).open(&path).unwrap();
    long.set_len(GIGABYTE).unwrap();
    write!(long, "\"}}\n{}\n", case("c2")).unwrap();
    for threads in ["1", "2"] {
        let mut command = Command::new("sh");
        let limited = "ulimit -v 400000 && exec \"$@\"";
        command.args(["-c", limited, "sh"]).arg(env!("CARGO_BIN_EXE_policy"));
        command.args(["evaluate", "revascor", &path, "--format", "json", "--threads", threads]);
        let ran = finish(support::piped(command), b"");
        assert_eq!(
            (ran.ids(), ran.status),
            (["c0", "-", "c2"].map(str::to_owned).to_vec(), 1),
            "{ran:?}"
        );
        assert_eq!(ran.outcomes()[1], ": a case of more than 16 MB (line 2)");
    }
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_case_that_is_too_large_is_refused_however_cases_are_written() {
    let long = case("c1").replace("c1", &"x".repeat(17 << 20));
    for input in [
        [&case("c0"), &long, &case("c2")].map(String::as_str).join("\n"),
        format!("[{}, {long}, {}]", case("c0"), case("c2")),
    ] {
        let ran = evaluate(input);
        assert_eq!((ran.ids(), ran.status), (["c0", "-", "c2"].map(str::to_owned).to_vec(), 1));
        assert!(
            ran.outcomes()[1].starts_with(": a case of more than 16 MB (line "),
            "{}",
            ran.outcomes()[1]
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_opens_and_cannot_be_read_is_named_and_the_others_are_evaluated() {
    let good = file("beside_memory.json", case("c0"));
    for threads in ["1", "2"] {
        // Nothing is mapped at its beginning.
        let ran = finish(evaluate_files(&["/proc/self/mem", &good], threads), b"");
        assert_eq!((ran.ids(), ran.status), (ids(1), 2));
        assert!(ran.stderr.starts_with("error: cannot read /proc/self/mem: "), "{}", ran.stderr);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fills_while_answers_are_written_is_a_failure() {
    let many = file("many_to_a_full_disk.ndjson", format!("{}\n", case("a")).repeat(3_000));
    let one = file("one_to_a_full_disk.json", case("a"));
    for (file, threads) in [(&many, "1"), (&many, "2"), (&one, "1"), (&one, "2")] {
        for format in ["json", "text"] {
            let mut command = support::policy(&[
                "evaluate",
                "revascor",
                file,
                "--format",
                format,
                "--threads",
                threads,
            ]);
            command.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap());
            let ran = finish(command, b"");
            assert!(ran.stderr.starts_with("error: cannot write the output: "), "{}", ran.stderr);
            assert_eq!((ran.stderr.lines().count(), ran.status), (1, 2));
        }
    }
}

#[test]
fn a_reader_who_goes_away_ends_the_run_though_more_cases_might_come() {
    for threads in ["1", "2"] {
        let mut child = evaluate_files(&["-"], threads).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let mut answer = String::new();
        writeln!(input, "{}", case("c0")).unwrap();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.contains("\"id\":\"c0\""));
        drop(answers);
        writeln!(input, "{}", case("c1")).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), &*output.stderr),
            (Some(0), &b""[..]),
            "{threads} threads"
        );
        drop(input);
    }
}
