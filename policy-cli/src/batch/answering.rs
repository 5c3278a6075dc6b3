//! Answering a portion: reading its cases, and having each answered.

use super::portion::{Answers, Portion, WrittenCase};
use crate::failure::Status;
use crate::input::{Members, Place};
use crate::output::Finish;
use policy_core::case::{Problems, Program};
use policy_core::json::{CaseDocument, read_case};
use std::io::{self, Write};

/// A case that has been read.
pub struct ReadCase<'a> {
    /// How many cases came before it, in all files.
    pub position: u64,
    /// What it says, or why it is refused.
    pub document: Result<CaseDocument, Problems>,
    file: &'a str,
    place: Place,
}

impl<'a> ReadCase<'a> {
    pub fn of(program: &Program, case: WrittenCase<'a>) -> ReadCase<'a> {
        let WrittenCase { position, file, place, text } = case;
        let text = text.map_err(Problems::from);
        let document = text.and_then(|text| {
            read_case(program, unwrapped(text)).map_err(|problems| placed(problems, place))
        });
        ReadCase { position, document, file, place }
    }

    /// What it is called: by its id, or by its place.
    pub fn title(&self) -> String {
        let id = self
            .document
            .as_ref()
            .map_or_else(|problems| problems.id.as_deref(), |document| document.id.as_deref());
        id.map_or_else(|| format!("case without id, {}", self.line()), str::to_owned)
    }

    /// Where it is.
    pub fn line(&self) -> String {
        format!("line {} of {}", self.place.line, self.file)
    }
}

/// Writes the answer to a case.
type Answer = dyn Fn(&mut dyn Write, ReadCase<'_>) -> io::Result<()> + Send + Sync;

/// What it takes to answer cases, for several threads.
pub struct Answering {
    pub program: Program,
    pub finish: Finish,
    pub answer: Box<Answer>,
}

impl Answering {
    pub fn answers(&self, portion: Portion) -> io::Result<Answers> {
        let (mut text, mut status) = (Vec::new(), Status::Success);
        for case in portion.cases() {
            let case = ReadCase::of(&self.program, case);
            if case.document.is_err() {
                status = Status::Refused;
            }
            (self.answer)(&mut text, case)?;
        }
        Ok(Answers {
            text: self.finish.text(text),
            status,
            remark: portion.remark,
            read_so_far: portion.read_so_far,
        })
    }
}

/// The case of a line that is a case with what is expected of it, as generated cases are:
/// `{"case": {…}, "expect": {…}}`. Other text is as it is.
fn unwrapped(text: &[u8]) -> &[u8] {
    let first_key = text.trim_ascii_start().strip_prefix(b"{").unwrap_or_default();
    if !first_key.trim_ascii_start().starts_with(b"\"case\"") {
        return text;
    }
    let case = Members::read(text).and_then(|members| members.get("case"));
    case.map_or(text, |case| case.get().as_bytes())
}

/// What is no case at all is complained about with its line. Lines and columns that are counted
/// from where the case begins are counted from where the file does.
fn placed(mut problems: Problems, place: Place) -> Problems {
    for problem in problems.problems.iter_mut().filter(|problem| problem.path.is_empty()) {
        problem.problem = in_file(&problem.problem, place)
            .unwrap_or_else(|| format!("{} (line {})", problem.problem, place.line));
    }
    problems
}

fn in_file(problem: &str, place: Place) -> Option<String> {
    let (words, numbers) = problem.strip_suffix(')')?.rsplit_once(" (line ")?;
    let (line, column) = numbers.split_once(", column ")?;
    let (line, column) = (line.parse::<u64>().ok()?, column.parse::<u64>().ok()?);
    let column =
        if line == 1 { place.column.saturating_add(column).saturating_sub(1) } else { column };
    let line = place.line.saturating_add(line).saturating_sub(1);
    Some(format!("{words} (line {line}, column {column})"))
}

#[cfg(test)]
mod tests {
    use super::{Place, in_file, unwrapped};

    #[test]
    fn a_case_is_taken_out_of_the_line_that_says_what_is_expected_of_it() {
        assert_eq!(
            unwrapped(br#" {"case": {"id": "1"}, "expect": {"outcome": "refer"}}"#),
            br#"{"id": "1"}"#
        );
        assert_eq!(unwrapped(b"{\n  \"case\": {\n  },\n  \"why\": \"\"\n}"), b"{\n  }");
        for other in [r#"{"id": "1"}"#, r#"{"case": 1"#, r#"{"id": "1", "case": {}}"#] {
            assert_eq!(unwrapped(other.as_bytes()), other.as_bytes());
        }
    }

    #[test]
    fn lines_and_columns_are_those_of_the_file() {
        let problem =
            |line, column| format!("not JSON: a comma (or so) (line {line}, column {column})");
        assert_eq!(in_file(&problem(1, 5), Place { line: 7, column: 1 }), Some(problem(7, 5)));
        assert_eq!(in_file(&problem(1, 5), Place { line: 7, column: 10 }), Some(problem(7, 14)));
        assert_eq!(in_file(&problem(2, 5), Place { line: 7, column: 10 }), Some(problem(8, 5)));
        assert_eq!(in_file("a number, expected an object", Place { line: 7, column: 10 }), None);
    }
}
