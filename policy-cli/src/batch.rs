//! The cases of files, read one after the other for whoever answers them.
//!
//! Each case is handed out when it has been read, with its place: as a document, or with all that is wrong with it. A file that cannot be read is complained
//! about; the others are read all the same.

use crate::failure::{Failure, Status, complain};
use crate::input::{CaseText, Cases, Place};
use crate::style;
use policy_core::case::{Problems, Program};
use policy_core::json::{CaseDocument, read_case};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A case that has been read.
pub struct ReadCase<'a> {
    /// How many cases came before it, in all files.
    pub position: u64,
    /// What it says, or why it is refused.
    pub document: Result<CaseDocument, Problems>,
    file: &'a str,
    place: Place,
}

impl ReadCase<'_> {
    /// What it is called: by its id, or by its place.
    pub fn title(&self) -> String {
        let id = self.document.as_ref().map_or_else(|problems| problems.id.as_deref(), |document| document.id.as_deref());
        id.map_or_else(|| format!("case without id, line {} of {}", self.place.line, self.file), str::to_owned)
    }
}

/// Has every case of some files answered, in order. The status tells whether cases were refused or files could not be read.
pub fn answer_all(
    program: &Program,
    files: &[PathBuf],
    output: &mut dyn Write,
    mut answer: impl FnMut(&mut dyn Write, ReadCase<'_>) -> io::Result<()>,
) -> Result<Status, Failure> {
    let mut batch = Batch { program, output, answer: &mut answer, cases: 0, status: Status::Success };
    files.iter().try_for_each(|file| batch.file(file))?;
    Ok(batch.status)
}

struct Batch<'a> {
    program: &'a Program,
    output: &'a mut dyn Write,
    answer: &'a mut dyn FnMut(&mut dyn Write, ReadCase<'_>) -> io::Result<()>,
    cases: u64,
    status: Status,
}

impl Batch<'_> {
    fn file(&mut self, path: &Path) -> io::Result<()> {
        let (name, file) = match open(path) {
            Ok(opened) => opened,
            Err(error) => return self.unreadable(&path.display().to_string(), &error),
        };
        let mut cases = Cases::new(file);
        let before = self.cases;
        loop {
            match cases.next() {
                Ok(Some(case)) => self.case(&name, case)?,
                Ok(None) => break,
                Err(error) => return self.unreadable(&name, &error),
            }
            // Whoever sends cases one by one, or reads along, is not kept waiting.
            if cases.is_drained() {
                self.output.flush()?;
            }
        }
        if self.cases == before {
            self.output.flush()?;
            complain_of_nothing(&name);
        }
        Ok(())
    }

    fn unreadable(&mut self, name: &str, error: &io::Error) -> io::Result<()> {
        self.output.flush()?;
        complain(&format!("cannot read {name}: {error}"), None, None);
        self.status = Status::Failed;
        Ok(())
    }

    fn case(&mut self, file: &str, case: CaseText<'_>) -> io::Result<()> {
        let place = case.place;
        let text = case.text.map_err(|problem| Problems { id: None, problems: vec![problem] });
        let document = text.and_then(|text| read_case(self.program, text).map_err(|problems| placed(problems, place)));
        if document.is_err() {
            self.status = self.status.max(Status::Refused);
        }
        let position = self.cases;
        self.cases = self.cases.saturating_add(1);
        (self.answer)(self.output, ReadCase { position, document, file, place })
    }
}

/// Opens a file; `-` is the standard input.
fn open(path: &Path) -> io::Result<(String, Box<dyn Read>)> {
    if path.as_os_str() == "-" {
        return Ok(("the standard input".to_owned(), Box::new(io::stdin().lock())));
    }
    Ok((path.display().to_string(), Box::new(File::open(path)?)))
}

fn complain_of_nothing(name: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{}: {name} holds no case", style::HEADING.on("note"));
}

/// What is no case at all is complained about with its line. Lines and columns that are counted from where the case begins are counted from where the file does.
fn placed(mut problems: Problems, place: Place) -> Problems {
    for problem in problems.problems.iter_mut().filter(|problem| problem.path.is_empty()) {
        problem.problem = in_file(&problem.problem, place).unwrap_or_else(|| format!("{} (line {})", problem.problem, place.line));
    }
    problems
}

fn in_file(problem: &str, place: Place) -> Option<String> {
    let (words, numbers) = problem.strip_suffix(')')?.rsplit_once(" (line ")?;
    let (line, column) = numbers.split_once(", column ")?;
    let (line, column) = (line.parse::<u64>().ok()?, column.parse::<u64>().ok()?);
    let column = if line == 1 { place.column.saturating_add(column).saturating_sub(1) } else { column };
    let line = place.line.saturating_add(line).saturating_sub(1);
    Some(format!("{words} (line {line}, column {column})"))
}

#[cfg(test)]
mod tests {
    use super::{Place, in_file};

    #[test]
    fn lines_and_columns_are_those_of_the_file() {
        let problem = |line, column| format!("not JSON: a comma (or so) (line {line}, column {column})");
        assert_eq!(in_file(&problem(1, 5), Place { line: 7, column: 1 }), Some(problem(7, 5)));
        assert_eq!(in_file(&problem(1, 5), Place { line: 7, column: 10 }), Some(problem(7, 14)));
        assert_eq!(in_file(&problem(2, 5), Place { line: 7, column: 10 }), Some(problem(8, 5)));
        assert_eq!(in_file("a number, expected an object", Place { line: 7, column: 10 }), None);
    }
}
