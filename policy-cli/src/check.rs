//! `policy check`: what is wrong with vocabularies and policies, read from their files, without a
//! compiler.

mod json;
mod text;

use crate::Format;
use crate::failure::{Failure, Status, complain};
use policy_core::unseen::escaped;
use policy_language::{Checked, File, check_files};
use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Reads Rust files, finds the `vocabulary! { … }` and `policy! { … }` blocks in them, and reports every mistake that their macros would report in a build. A policy
is checked against the vocabulary that it names, so the file with the vocabulary must be among the files. Problems in the rest of a file, such as a missing
`use` line or a wrong path, are reported only by a build.

Exit status: 0 if nothing is wrong; 1 if something is; 2 if a file could not be read or a policy could not be checked.

Examples:
  policy check src/vocabulary.rs src/migraine.rs
  policy check src/*.rs --format json";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// Rust files with policies, and the file with their vocabulary
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Output for people or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// What else counts as wrong, besides mistakes
    #[arg(long, value_enum)]
    deny: Option<Deny>,
}

/// What counts as wrong only on request.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Deny {
    /// Notes: text that is correct but could be simpler, and what was not proved
    Notes,
}

impl Check {
    pub fn run(&self, output: &mut dyn Write) -> Result<Status, Failure> {
        let mut files = Vec::new();
        let mut status = Status::Success;
        let mut named = BTreeSet::new();
        for path in &self.files {
            // A file that is named twice is one file.
            if fs::canonicalize(path).is_ok_and(|real| !named.insert(real)) {
                continue;
            }
            match read(path) {
                Ok(file) => files.push(file),
                Err(problem) => {
                    problem.complain();
                    status = Status::Failed;
                }
            }
        }
        let checked = check_files(&files);
        if checked.policies == 0
            && checked.vocabularies == 0
            && checked.diagnostics.is_empty()
            && status == Status::Success
        {
            let help = "a policy is written `policy! { … }`, a vocabulary `vocabulary! { … }`";
            complain("there are no policies or vocabularies in these files", Some(help), None);
            return Ok(Status::Failed);
        }
        if files.is_empty() {
            return Ok(status);
        }
        match self.format {
            Format::Text => text::print(output, &files, &checked)?,
            Format::Json => json::print(output, &files, &checked)?,
        }
        let denied = self.deny == Some(Deny::Notes) && !checked.notes.is_empty();
        let refused = if denied { Status::Refused } else { Status::Success };
        Ok(status.max(status_of(&checked)).max(refused))
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
    let shown = escaped(&name);
    let bytes = fs::read(path).map_err(|error| {
        let (why, help) = match error.kind() {
            ErrorKind::IsADirectory => (
                "it is a folder".to_owned(),
                Some("name the files in it, as in `policy check src/*.rs`"),
            ),
            ErrorKind::NotFound => ("there is no such file".to_owned(), None),
            ErrorKind::PermissionDenied => {
                ("you do not have permission to read it".to_owned(), None)
            }
            _ => (error.to_string(), None),
        };
        Unreadable { error: format!("cannot read `{shown}`: {why}"), help }
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(File::read(name, text)),
        Err(error) => {
            let line = error
                .as_bytes()
                .iter()
                .take(error.utf8_error().valid_up_to())
                .filter(|byte| **byte == b'\n')
                .count()
                .saturating_add(1);
            let help =
                "save it as plain text in UTF-8; a word-processor document is not plain text";
            Err(Unreadable {
                error: format!("cannot read `{shown}`: line {line} is not UTF-8"),
                help: Some(help),
            })
        }
    }
}
