//! The cases of a file, one after the other. In: its bytes. Out: the text of each case with its
//! place, or why there is none.
//!
//! A file holds one JSON object, several one after the other, one on each line (NDJSON), or a list
//! of them; its content tells which: where the first line that is not blank is a whole object,
//! every line is one case, whatever is in it. Nothing is held in memory but the case at hand, and
//! the lines that are needed to tell where it ends. What is broken is handed out as it is, for the
//! reader of cases to say what is wrong; the file goes on after it.

mod line;
mod lines;
mod list;
mod members;
mod source;
#[cfg(test)]
mod tests;

pub use members::Members;
pub use source::Place;

use line::Lines;
use list::Before;
use policy_core::case::{Problem, ProblemKind};
use source::Source;
use std::io::{self, Read};

/// The largest case; no documentation of one request comes near it.
const LARGEST: usize = 16 * MEGABYTE;
const MEGABYTE: usize = 1024 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A case as its file has it.
#[derive(Debug)]
pub struct CaseText<'a> {
    /// Where it begins.
    pub place: Place,
    /// Its bytes, or why they are no case.
    pub text: Result<&'a [u8], Problem>,
}

/// Reads the cases of a file.
pub struct Cases<R> {
    source: Source<R>,
    mode: Mode,
    /// Its lines, where cases are on lines.
    lines: Lines,
    /// The case at hand.
    case: Vec<u8>,
    is_too_large: bool,
    largest: usize,
}

/// What comes next in a file.
#[derive(Clone, Copy)]
enum Mode {
    /// Its first byte, which tells how its cases are written.
    Beginning,
    /// The elements of a list.
    List(Before),
    /// What follows a list.
    BehindList,
    /// The first line, which tells whether every line is a case.
    FirstLine,
    /// A case on each line.
    Records,
    /// Cases one after the other, each on one line or several.
    Lines,
    /// Nothing.
    End,
}

/// A case whose text has been put into `Cases::case`, or something between two cases that is wrong.
struct Found {
    place: Place,
    problem: Option<Problem>,
}

impl<R: Read> Cases<R> {
    pub fn new(file: R) -> Cases<R> {
        Cases::with_limit(file, LARGEST)
    }

    fn with_limit(file: R, largest: usize) -> Cases<R> {
        let source = Source::new(file);
        let lines = Lines::new(source.place());
        Cases {
            source,
            mode: Mode::Beginning,
            lines,
            case: Vec::new(),
            is_too_large: false,
            largest,
        }
    }

    /// All that has arrived has been handed out: to go on may be to wait.
    pub fn is_drained(&self) -> bool {
        self.source.is_drained() && !self.lines.is_pending()
    }

    /// How many bytes of the file have been read for the cases so far.
    pub const fn taken(&self) -> u64 {
        self.source.taken()
    }

    /// The next case; `None` at the end.
    ///
    /// # Errors
    ///
    /// Those of the file, which has no further cases then.
    pub fn next(&mut self) -> io::Result<Option<CaseText<'_>>> {
        self.case.clear();
        self.is_too_large = false;
        let found = self.find_next().inspect_err(|_| self.mode = Mode::End)?;
        Ok(found.map(|Found { place, problem }| {
            let problem =
                problem.or_else(|| self.is_too_large.then(|| too_large(self.largest, place)));
            CaseText { place, text: problem.map_or(Ok(self.case.trim_ascii_end()), Err) }
        }))
    }

    fn find_next(&mut self) -> io::Result<Option<Found>> {
        loop {
            let found = match self.mode {
                Mode::Beginning => self.begin()?,
                Mode::List(before) => self.next_in_list(before)?,
                Mode::BehindList => self.behind_list()?,
                Mode::FirstLine => {
                    self.mode = self.judge_first_line()?;
                    None
                }
                Mode::Records => return self.next_record(),
                Mode::Lines => return self.next_in_lines(),
                Mode::End => return Ok(None),
            };
            if found.is_some() {
                return Ok(found);
            }
        }
    }

    /// Looks at the first bytes: a byte order mark is passed over, a bracket begins a list.
    fn begin(&mut self) -> io::Result<Option<Found>> {
        let first = self.source.look_at(4)?;
        if let Some(found) = wide(first) {
            self.mode = Mode::End;
            return Ok(Some(not_json(self.source.place(), found, "write the file as UTF-8")));
        }
        if first.starts_with(BYTE_ORDER_MARK) {
            self.source.take(BYTE_ORDER_MARK.len());
        }
        self.mode = Mode::FirstLine;
        match self.source.skip_blanks()? {
            Some(b'[') => {
                self.source.take(1);
                self.mode = Mode::List(Before::Beginning);
                Ok(None)
            }
            Some(_) => self.begin_broken_list(),
            None => Ok(None),
        }
    }
}

/// A text of more than one byte for each character, told by its mark or by its zeros: JSON begins
/// with two characters of ASCII.
const fn wide(first: &[u8]) -> Option<&'static str> {
    match first {
        [0xFF, 0xFE, 0, 0, ..]
        | [0, 0, 0xFE, 0xFF, ..]
        | [1..=255, 0, 0, 0, ..]
        | [0, 0, 0, 1..=255, ..] => Some("the file is written in UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [1..=255, 0, ..] | [0, 1..=255, ..] => {
            Some("the file is written in UTF-16")
        }
        _ => None,
    }
}

/// Something between two cases that is wrong.
fn not_json(place: Place, found: &str, help: &str) -> Found {
    let Place { line, column } = place;
    Found {
        place,
        problem: Some(refusal(
            ProblemKind::NotJson,
            format!("not JSON: {found} (line {line}, column {column})"),
            help,
        )),
    }
}

fn too_large(largest: usize, place: Place) -> Problem {
    let megabytes = largest.div_ceil(MEGABYTE);
    refusal(
        ProblemKind::TooLarge,
        format!("a case of more than {megabytes} MB (line {})", place.line),
        "write one JSON object per case, and close its brackets and quotation marks",
    )
}

fn refusal(kind: ProblemKind, problem: String, help: &str) -> Problem {
    Problem::new(kind, problem, help)
}
