//! `policy evaluate`: what a policy says about cases.
//!
//! Each case is answered when it has been read, in its place: by a determination, or by all that is wrong with it.

use crate::catalog::Catalog;
use crate::failure::{Failure, Status, complain};
use crate::input::{CaseText, Cases, Place};
use crate::tally::Tally;
use crate::text::{self, Detail};
use crate::{Format, style};
use policy_core::case::{Problems, Program};
use policy_core::explain::{Criteria, Explanation};
use policy_core::json::{CaseDocument, determination_to_json, problems_to_json, read_case};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
A file holds one case (a JSON object), a list of cases, or one case on each line (NDJSON); its content tells which.
A case that cannot be read is answered in its place, and the others are evaluated all the same.

Exit status: 0, 1 where a case was refused, 2 where a file could not be read or the usage was wrong.

Examples:
  policy evaluate NAME case.json --explain
  policy evaluate NAME january.ndjson february.ndjson --format json > determinations.ndjson
  policy demo NAME --cases | policy evaluate NAME -";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Evaluate {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
    /// Files of cases; `-` is the standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// For people or for programs: one line of JSON for each case
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Show every criterion with its evidence, not only those that are open or not met
    #[arg(long)]
    explain: bool,
}

impl Evaluate {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let program = catalog.find(&self.policy)?.program();
        let mut evaluation = Evaluation { program, format: self.format, explain: self.explain, output, tally: Tally::default() };
        let mut status = Status::Success;
        for file in &self.files {
            status = status.max(evaluation.file(file)?);
        }
        if self.format == Format::Text && evaluation.tally.cases() > 1 {
            writeln!(evaluation.output)?;
            evaluation.tally.print(evaluation.output)?;
        }
        Ok(if evaluation.tally.refused() > 0 { status.max(Status::Refused) } else { status })
    }
}

/// The evaluation of all files.
struct Evaluation<'a> {
    program: &'a Program,
    format: Format,
    explain: bool,
    output: &'a mut dyn Write,
    tally: Tally,
}

impl Evaluation<'_> {
    /// A file that cannot be read is complained about; the others are evaluated all the same.
    fn file(&mut self, path: &Path) -> Result<Status, Failure> {
        let (name, file) = match open(path) {
            Ok(opened) => opened,
            Err(error) => return self.unreadable(&path.display().to_string(), &error),
        };
        let mut cases = Cases::new(file);
        let before = self.tally.cases();
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
        if self.tally.cases() == before {
            self.output.flush()?;
            complain_of_nothing(&name);
        }
        Ok(Status::Success)
    }

    fn unreadable(&mut self, name: &str, error: &io::Error) -> Result<Status, Failure> {
        self.output.flush()?;
        complain(&format!("cannot read {name}: {error}"), None, None);
        Ok(Status::Failed)
    }

    fn case(&mut self, file: &str, case: CaseText<'_>) -> io::Result<()> {
        let place = case.place;
        let text = case.text.map_err(|problem| Problems { id: None, problems: vec![problem] });
        let read = text.and_then(|text| read_case(self.program, text).map_err(|problems| placed(problems, place)));
        if self.format == Format::Text && self.tally.cases() > 0 {
            writeln!(self.output)?;
        }
        match read {
            Ok(CaseDocument { id, case }) => {
                let determination = case.evaluate();
                self.tally.add(determination.outcome());
                let criteria = if self.explain || self.format == Format::Text { Criteria::Shown } else { Criteria::Omitted };
                let explanation = Explanation::of(&*case, &determination, criteria);
                match self.format {
                    Format::Json => writeln!(self.output, "{}", determination_to_json(id.as_deref(), &explanation)),
                    Format::Text => {
                        let detail = if self.explain { Detail::Everything } else { Detail::OpenAndNotMet };
                        text::print_determination(self.output, &title(id.as_deref(), file, place), &determination, &explanation, detail)
                    }
                }
            }
            Err(problems) => {
                self.tally.add_refused();
                match self.format {
                    Format::Json => writeln!(self.output, "{}", problems_to_json(&self.program.policy().name, &problems)),
                    Format::Text => text::print_problems(self.output, &title(problems.id.as_deref(), file, place), &problems),
                }
            }
        }
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

/// What a case is called: by its id, or by its place.
fn title(id: Option<&str>, file: &str, place: Place) -> String {
    id.map_or_else(|| format!("case without id, line {} of {file}", place.line), str::to_owned)
}

/// Text that is no JSON is complained about with a line and column; counted from where the case begins, they are counted from where the file does.
fn placed(mut problems: Problems, place: Place) -> Problems {
    for problem in problems.problems.iter_mut().filter(|problem| problem.path.is_empty()) {
        if let Some(words) = in_file(&problem.problem, place) {
            problem.problem = words;
        }
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
