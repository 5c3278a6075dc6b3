//! Testing a file. In: its path. Out: what came of its rows, and what could not be read or written.

use super::replace::{read, replace};
use super::update::updated;
use super::verdict::{Tested, Verdict, test};
use crate::batch::{WrittenCase, open};
use crate::input::Cases;
use policy_core::case::Program;
use policy_core::unseen::escaped;
use policy_core::worlds::Fault;
use std::io::Read;
use std::path::Path;

/// What came of a file.
#[derive(Default)]
pub struct TestedFile {
    pub name: String,
    /// How many rows agree.
    pub agree: u64,
    /// The others, and those that have been updated.
    pub others: Vec<Tested>,
    /// Why it could not be read, or written.
    pub complaint: Option<String>,
}

/// Tests the rows of a file; `-` is standard input.
pub fn test_file(program: &Program, path: &Path) -> TestedFile {
    match open(path) {
        Ok((name, file)) => TestedFile::of(program, name.to_string(), Cases::new(file)),
        Err(error) => {
            let name = escaped(&path.display().to_string()).into_owned();
            let complaint = Some(format!("cannot read {name}: {error}"));
            TestedFile { name, complaint, ..TestedFile::default() }
        }
    }
}

/// The same, and replaces what is expected by what was found.
pub fn update_file(program: &Program, path: &Path) -> TestedFile {
    let name = escaped(&path.display().to_string()).into_owned();
    let text = match read(path) {
        Ok(text) => text,
        Err(error) => {
            let complaint = Some(format!("cannot update {name}: {error}"));
            return TestedFile { name, complaint, ..TestedFile::default() };
        }
    };
    let mut tested = TestedFile::of(program, name, Cases::new(&*text));
    let updates = tested.others.iter().filter_map(|row| Some((row.place, row.update.as_ref()?)));
    if updates.clone().next().is_none() {
        return tested;
    }
    let written = match updated(&text, updates) {
        Some(text) => replace(path, &text).map_err(|error| error.to_string()),
        None => Err(format!("internal error: a row is not where it was; {}", Fault::HELP)),
    };
    match written {
        Ok(()) => {
            tested.others.iter_mut().for_each(|row| row.is_updated = row.update.is_some());
        }
        Err(error) => {
            tested.complaint = Some(format!("cannot update {}: {error}", tested.name));
        }
    }
    tested
}

impl TestedFile {
    fn of(program: &Program, name: String, mut cases: Cases<impl Read>) -> TestedFile {
        let mut tested = TestedFile { name, ..TestedFile::default() };
        loop {
            match cases.next() {
                Ok(Some(case)) => {
                    let (place, text) = (case.place, case.text);
                    // A position says how many came before in all files, which matters to no row.
                    let row = WrittenCase { position: 0, file: &tested.name, place, text };
                    let row = test(program, row);
                    match row.verdict {
                        Verdict::Agrees => tested.agree = tested.agree.saturating_add(1),
                        Verdict::Differs(_) | Verdict::Refused(_) | Verdict::NotTested { .. } => {
                            tested.others.push(row);
                        }
                    }
                }
                Ok(None) if tested.agree == 0 && tested.others.is_empty() => {
                    tested.complaint = Some(format!("{} contains no cases", tested.name));
                    return tested;
                }
                Ok(None) => return tested,
                Err(error) => {
                    tested.complaint = Some(format!("cannot read {}: {error}", tested.name));
                    return tested;
                }
            }
        }
    }
}
