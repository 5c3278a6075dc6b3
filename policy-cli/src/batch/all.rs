//! All cases of files at once, for commands that look at them together. The first one that cannot
//! be read ends it: what is said about some of the cases would pass for what is said about all.

use super::answering::ReadCase;
use super::portion::Remark;
use super::reading::read_portions;
use crate::failure::Failure;
use policy_core::case::{Case, Program};
use std::path::PathBuf;

pub fn read_all(program: &Program, files: &[PathBuf]) -> Result<Vec<Box<dyn Case>>, Failure> {
    let mut cases = Vec::new();
    read_portions(files, |portion| {
        for case in portion.cases() {
            let case = ReadCase::of(program, case);
            let line = case.line();
            cases.push(
                case.document.map_err(|problems| refused(&line, &problems.to_string()))?.case,
            );
        }
        match portion.remark {
            Some(Remark::Unreadable { name, error }) => Err(Failure::Usage {
                error: format!("cannot read {name}: {error}"),
                help: None,
                note: None,
            }),
            Some(Remark::Empty { .. }) | None => Ok(()),
        }
    })?;
    Ok(cases)
}

fn refused(line: &str, problems: &str) -> Failure {
    Failure::Usage {
        error: format!("the case in {line} is refused: {problems}"),
        help: Some(
            "write cases in the format of `policy evaluate`, which reports what is wrong with each"
                .to_owned(),
        ),
        note: None,
    }
}
