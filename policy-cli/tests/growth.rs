//! The cost of input that is designed to be expensive: twice as many bytes take at most twice as
//! many instructions.
//!
//! Instructions are counted by callgrind, not timed, so the numbers are the same on a busy machine:
//!
//! ```text
//! cargo test --release -p policy-cli --test growth -- --ignored --nocapture
//! ```

#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "what helps tests may fail as they do"
)]

mod support;

use std::process::Command;
use support::{case, file, finish, piped};

/// Sizes in kilobytes; the first is large enough for what does not grow not to matter.
const SIZES: [usize; 4] = [32, 64, 128, 256];

/// What twice the bytes may cost: twice, and a little for buffers that are doubled.
const AT_MOST: f64 = 2.25;

/// A text that is repeated up to a size, with something before and after it.
struct Shape {
    name: &'static str,
    before: String,
    repeated: &'static str,
    behind: String,
}

fn shape(name: &'static str, before: &str, repeated: &'static str, behind: &str) -> Shape {
    Shape { name, before: before.to_owned(), repeated, behind: behind.to_owned() }
}

/// Something that is repeated within a case.
fn within_case(name: &'static str, before: &str, repeated: &'static str, behind: &str) -> Shape {
    Shape {
        name,
        before: case("a").replace('}', &format!(", {before}")),
        repeated,
        behind: format!("{behind}}}\n"),
    }
}

fn shapes() -> Vec<Shape> {
    vec![
        shape("refused lines", "", "{\"id\": \"a\"}\n", ""),
        shape("lines that are no JSON", "{}\n", "}{\n", ""),
        shape("blank lines", "{}\n", "\n", "{}"),
        shape("objects behind each other on a line", "", "{}", ""),
        shape("objects that are cut off on lines", "{\n", "{\"a\":[\n", ""),
        shape(
            "objects that begin lines inside a list",
            "{\"a\":[\n",
            "{\"b\":\n{\n}},\n",
            "{}]}\n",
        ),
        shape(
            "objects that begin lines inside a list that is cut off",
            "{\"a\":[\n",
            "{\"b\":\n{\n}},\n",
            "",
        ),
        shape("commas of a list", "[", ",", "]"),
        shape("elements of a list", "[{}", ",{}", "]"),
        shape("blanks in a list", "[{}", " ", ",{}]"),
        shape("brackets", "", "[", ""),
        shape("a string that is not closed", "{\"a\": \"", "\\\\", "\n{}"),
        within_case("nested lists", "\"nyha\": ", "[", ""),
        within_case("unknown keys", "\"x\": 0", ",\"nyah\": 1", ""),
        within_case("keys given twice", "\"nyha\": \"II\"", ",\"nyha\": 1", ""),
        within_case("a long key", "\"", "x", "\": 1"),
        within_case("a long id", "\"nyha\": \"II\", \"id\": \"", "x", "\""),
        within_case("digits", "\"requested_administrations\": 1", "0", ""),
        within_case(
            "digits of a text",
            "\"lvef\": [{\"date\": \"2026\", \"unit\": \"%\", \"value\": \"1.",
            "0",
            "\"}]",
        ),
        within_case("candidates", "\"nyha\": {\"one_of\": [\"II\"", ",\"II\"", "]}"),
        within_case("results that are none", "\"lvef\": [1", ",1", "]"),
        within_case(
            "results",
            "\"lvef\": [",
            "{\"value\":38,\"unit\":\"%\",\"date\":\"2026-01-01\"},",
            "{}]",
        ),
        within_case(
            "events",
            "\"hf_hospitalization\": {\"complete\":true,\"events\":[{\"date\":\"2026\"}",
            ",{\"date\":\"2026\"}",
            "]}",
        ),
        within_case("escapes", "\"\\u006eyha\": \"", "\\u0041", "\""),
    ]
}

/// The instructions of `policy evaluate revascor FILE`.
fn instructions(file: &str) -> u64 {
    let mut command = Command::new("valgrind");
    command.args([
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        env!("CARGO_BIN_EXE_policy"),
    ]);
    command.args(["evaluate", "revascor", file, "--format", "json", "--threads", "1"]);
    let ran = finish(piped(command), b"");
    assert!(ran.status < 2, "{}", ran.stderr);
    let collected = ran.stderr.lines().find_map(|line| line.split_once("Collected : ")).unwrap().1;
    collected.trim().parse().unwrap()
}

/// How often a text is repeated to come to that many kilobytes.
fn times(kilobytes: usize, repeated: &str) -> usize {
    kilobytes * 1024 / repeated.len()
}

fn millions_beyond(nothing: u64, instructions: u64) -> f64 {
    f64::from(u32::try_from((instructions - nothing) / 1_000).unwrap()) / 1_000.0
}

#[test]
#[ignore = "counts instructions with valgrind, for minutes"]
fn twice_the_input_takes_twice_the_instructions() {
    let nothing = instructions(&file("growth_nothing.json", ""));
    println!(
        "{:55} {}  million instructions, and the ratios",
        "",
        SIZES.map(|size| format!("{size:>6} KB")).concat()
    );
    let mut failures = Vec::new();
    for Shape { name, before, repeated, behind } in shapes() {
        let millions = SIZES.map(|size| {
            let text = format!("{before}{}{behind}", repeated.repeat(times(size, repeated)));
            millions_beyond(nothing, instructions(&file("growth.json", text)))
        });
        let ratios = [1, 2, 3].map(|position| millions[position] / millions[position - 1]);
        println!(
            "{name:55} {}  {}",
            millions.map(|million| format!("{million:9.1}")).concat(),
            ratios.map(|ratio| format!("{ratio:5.2}")).concat()
        );
        if ratios.iter().any(|ratio| *ratio > AT_MOST) {
            failures.push(name);
        }
    }
    assert!(failures.is_empty(), "{failures:?}");
}
