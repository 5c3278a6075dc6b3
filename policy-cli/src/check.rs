//! `policy check`: what is wrong with vocabularies and policies, read from their files, without a compiler.

mod json;
mod text;

use crate::Format;
use crate::failure::{Failure, Status, complain};
use crate::text::printable;
use policy_language::{Checked, File, check_files};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Reads Rust files, finds the `vocabulary! { … }` and `policy! { … }` blocks in them, and says everything that a build would say about them. A policy
is checked over the vocabulary that it names, so the file with the vocabulary has to be among the files.

The exit status is 0 where nothing is wrong, 1 where something is, and 2 where a file could not be read or a policy could not be checked.

Examples:
  policy check src/vocabulary.rs src/migraine.rs
  policy check src/*.rs --format json";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Rust files with policies, and the file with their vocabulary
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Check {
    pub fn run(&self, output: &mut dyn Write) -> Result<Status, Failure> {
        let mut files = Vec::new();
        let mut status = Status::Success;
        for path in &self.files {
            match read(path) {
                Ok(file) => files.push(file),
                Err(problem) => {
                    problem.complain();
                    status = Status::Failed;
                }
            }
        }
        let checked = check_files(&files);
        if checked.policies == 0 && checked.vocabularies == 0 && checked.diagnostics.is_empty() && status == Status::Success {
            let help = "a policy is written `policy! { … }`, a vocabulary `vocabulary! { … }`";
            complain("there is no policy and no vocabulary in these files", Some(help), None);
            return Ok(Status::Failed);
        }
        match self.format {
            Format::Text => text::print(output, &files, &checked)?,
            Format::Json => json::print(output, &files, &checked)?,
        }
        Ok(status.max(status_of(&checked)))
    }
}

fn status_of(checked: &Checked) -> Status {
    if checked.without_vocabulary > 0 {
        Status::Failed
    } else if checked.diagnostics.is_empty() {
        Status::Success
    } else {
        Status::Refused
    }
}

/// Why a file cannot be checked.
struct Unreadable {
    error: String,
    help: Option<&'static str>,
}

impl Unreadable {
    fn complain(&self) {
        complain(&self.error, self.help, None);
    }
}

fn read(path: &Path) -> Result<File, Unreadable> {
    let name = path.display().to_string();
    let shown = printable(&name);
    let bytes = fs::read(path).map_err(|error| {
        let folder = matches!(error.kind(), ErrorKind::IsADirectory);
        let why = if folder { "it is a folder".to_owned() } else { error.to_string() };
        Unreadable { error: format!("cannot read `{shown}`: {why}"), help: folder.then_some("name the files in it, as in `policy check src/*.rs`") }
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(File::read(name, text)),
        Err(error) => {
            let line = error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count().saturating_add(1);
            Err(Unreadable { error: format!("cannot read `{shown}`: line {line} is not UTF-8"), help: Some("save the file as UTF-8") })
        }
    }
}
