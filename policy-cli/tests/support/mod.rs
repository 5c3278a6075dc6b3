//! Runs the command as a person would.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what helps tests may fail as they do"
)]

pub mod html;

use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub status: i32,
}

impl Ran {
    /// The lines of the output as JSON.
    pub fn answers(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// For each line of the output the outcome, or the first problem's path and words.
    pub fn outcomes(&self) -> Vec<String> {
        let outcome = |answer: &Value| match &answer["problems"][0] {
            Value::Null => answer["outcome"].as_str().unwrap().to_owned(),
            problem => format!(
                "{}: {}",
                problem["path"].as_str().unwrap(),
                problem["problem"].as_str().unwrap()
            ),
        };
        self.answers().iter().map(outcome).collect()
    }

    pub fn ids(&self) -> Vec<String> {
        self.answers()
            .iter()
            .map(|answer| answer["id"].as_str().unwrap_or("-").to_owned())
            .collect()
    }
}

/// The command of this build.
pub fn policy(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policy"));
    command.args(arguments);
    piped(command)
}

/// A command whose input and output are ours, without any setting of colors from outside.
pub fn piped(mut command: Command) -> Command {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

pub fn run(arguments: &[&str]) -> Ran {
    run_with_input(arguments, b"")
}

pub fn run_with_input(arguments: &[&str], input: &[u8]) -> Ran {
    finish(policy(arguments), input)
}

pub fn finish(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran {
        stdout: text(output.stdout),
        stderr: text(output.stderr),
        status: output.status.code().unwrap(),
    }
}

/// `policy evaluate revascor - --format json`
pub fn evaluate(input: impl AsRef<[u8]>) -> Ran {
    run_with_input(&["evaluate", "revascor", "-", "--format", "json"], input.as_ref())
}

/// A file in a directory of this build; each test names its own.
pub fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What is in a file.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// A case about which little is documented; Revascor needs information.
pub fn case(id: &str) -> String {
    format!(r#"{{"id": "{id}", "request_date": "2026-11-21", "service_date": "2026-12-01"}}"#)
}

/// An example case of the policy.
pub fn example(id: &str) -> String {
    let examples = run(&["demo", "revascor", "--cases"]);
    examples
        .stdout
        .lines()
        .find(|line| line.contains(id))
        .unwrap_or_else(|| panic!("no example {id}"))
        .to_owned()
}

/// `case` on several lines.
pub fn pretty(id: &str) -> String {
    let value: Value = serde_json::from_str(&case(id)).unwrap();
    format!("{value:#}")
}

/// A folder that is not there yet; each test names its own.
pub fn no_folder(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).unwrap();
    }
    path.to_str().unwrap().to_owned()
}

/// A case whose every text tries to be something else: markup, a link, a mention, a list.
pub fn hostile_case() -> String {
    let text = r#"\"'><script>alert(1)</script>&lt; \u202e[a](https://example.com) ![b](c) @team #1 |x| ~~y~~ `z` *w* _v_\n- item"#;
    format!(
        r#"{{"id": "{text}", "request_date": "2026-11-21", "service_date": "2026-12-01", "nyha": "II", "sources": {{"/nyha": "{text}"}}}}"#
    )
}
