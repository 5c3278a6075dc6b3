//! Testing a file. In: its path. Out: what came of its rows, and what could not be read or written.

use super::replace::{read, replace};
use super::update::updated;
use super::verdict::{Tested, Verdict, test};
use crate::batch::{Remark, WrittenCase, name_of, open};
use crate::input::Cases;
use policy_core::case::Program;
use policy_core::worlds::Fault;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// What came of a file.
pub struct TestedFile {
    pub name: Arc<str>,
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
        Ok((name, file)) => TestedFile::of(program, name, Cases::new(file)),
        Err(remark) => TestedFile::untested(name_of(path), remark.to_string()),
    }
}

/// The same, and replaces what is expected by what was found.
pub fn update_file(program: &Program, path: &Path) -> TestedFile {
    let name = name_of(path);
    let text = match read(path) {
        Ok(text) => text,
        Err(error) => {
            let complaint = format!("cannot update {name}: {error}");
            return TestedFile::untested(name, complaint);
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
    fn untested(name: Arc<str>, complaint: String) -> TestedFile {
        TestedFile { name, agree: 0, others: Vec::new(), complaint: Some(complaint) }
    }

    fn of(program: &Program, name: Arc<str>, mut cases: Cases<impl Read>) -> TestedFile {
        let mut tested = TestedFile { name, agree: 0, others: Vec::new(), complaint: None };
        let remark = loop {
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
                    break Remark::Empty { name: Arc::clone(&tested.name) };
                }
                Ok(None) => return tested,
                Err(error) => {
                    break Remark::Unreadable { name: Arc::clone(&tested.name), error };
                }
            }
        };
        tested.complaint = Some(remark.to_string());
        tested
    }
}
