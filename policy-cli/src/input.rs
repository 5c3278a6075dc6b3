//! The cases of a file, one after the other. In: its bytes. Out: the text of each case with its place, or why there is none.
//!
//! A file holds one JSON object, several behind each other, one on each line (NDJSON), or a list of them; its content tells which. Nothing is held in memory
//! but the case at hand. What is broken is handed out as it is, for the reader of cases to say what is wrong; the file goes on behind it.

mod line;
mod lines;
mod list;
mod scanner;

use line::Line;
use policy_core::case::Problem;
use std::io::{self, BufRead, BufReader, Read};

/// The largest case; no documentation of one request comes near it.
const LARGEST_CASE: usize = 64 * 1024 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Where a case begins in its file, both counted from 1; the column in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

/// A case as it stands in its file.
#[derive(Debug)]
pub struct CaseText<'a> {
    pub place: Place,
    /// Its bytes, or why it cannot be read at all.
    pub text: Result<&'a [u8], Problem>,
}

/// What comes next in a file.
enum Mode {
    /// Its first bytes.
    Beginning,
    /// The elements of a list.
    List(list::Before),
    /// Cases on lines of their own or behind each other.
    Lines,
    /// Nothing.
    End,
}

/// Reads the cases of a file.
pub struct Cases<R> {
    reader: BufReader<R>,
    mode: Mode,
    largest: usize,
    line: Line,
    case: Vec<u8>,
    is_too_large: bool,
}

impl<R: Read> Cases<R> {
    pub fn new(reader: R) -> Cases<R> {
        Cases::with_limit(reader, LARGEST_CASE)
    }

    fn with_limit(reader: R, largest: usize) -> Cases<R> {
        let reader = BufReader::with_capacity(64 * 1024, reader);
        Cases { reader, mode: Mode::Beginning, largest, line: Line::default(), case: Vec::new(), is_too_large: false }
    }

    /// Everything that has arrived has been handed out, so that reading on may have to wait.
    pub fn is_drained(&self) -> bool {
        self.reader.buffer().is_empty() && !self.line.is_pending()
    }

    /// The next case; `None` at the end.
    ///
    /// # Errors
    ///
    /// Those of the file, which then has no further cases.
    pub fn next(&mut self) -> io::Result<Option<CaseText<'_>>> {
        self.case.clear();
        self.is_too_large = false;
        let found = self.find_next().inspect_err(|_| self.mode = Mode::End)?;
        Ok(found.map(|(place, problem)| {
            let text = match problem {
                None if self.is_too_large => Err(too_large(self.largest)),
                None => Ok(&*self.case),
                Some(problem) => Err(problem),
            };
            CaseText { place, text }
        }))
    }

    fn find_next(&mut self) -> io::Result<Option<(Place, Option<Problem>)>> {
        loop {
            match self.mode {
                Mode::Beginning => {
                    if let Some(problem) = self.begin()? {
                        return Ok(Some(problem));
                    }
                }
                Mode::List(before) => {
                    if let Some(found) = self.next_in_list(before)? {
                        return Ok(Some(found));
                    }
                }
                Mode::Lines => return Ok(self.next_in_lines()?.map(|place| (place, None))),
                Mode::End => return Ok(None),
            }
        }
    }

    /// Looks at the first bytes: a byte order mark is skipped, a bracket begins a list.
    fn begin(&mut self) -> io::Result<Option<(Place, Option<Problem>)>> {
        self.mode = Mode::Lines;
        let start = self.reader.fill_buf()?;
        // A pipe may hand over fewer bytes at first; then the mark is refused with the first case, which does no harm.
        if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
            self.mode = Mode::End;
            let problem = refusal("not JSON: the file is written in UTF-16", "write the file as UTF-8");
            return Ok(Some((self.line.place(), Some(problem))));
        }
        if start.starts_with(BYTE_ORDER_MARK) {
            self.line.skip(&mut self.reader, BYTE_ORDER_MARK.len());
        }
        if self.line.skip_blanks(&mut self.reader)? == Some(b'[') {
            self.line.skip(&mut self.reader, 1);
            self.mode = Mode::List(list::Before::First);
        }
        Ok(None)
    }

    /// Adds bytes to the case at hand; a case that grows too large is forgotten, and only its end is looked for.
    fn keep(&mut self, bytes: &[u8]) {
        if self.case.len().saturating_add(bytes.len()) > self.largest {
            self.is_too_large = true;
            self.case = Vec::new();
        }
        if !self.is_too_large {
            self.case.extend_from_slice(bytes);
        }
    }
}

fn refusal(problem: &str, help: &str) -> Problem {
    Problem { path: String::new(), problem: problem.to_owned(), help: help.to_owned() }
}

fn too_large(largest: usize) -> Problem {
    let megabytes = largest.div_ceil(1024 * 1024);
    refusal(&format!("a case of more than {megabytes} MB"), "write one JSON object for each case, and check that its brackets and quotation marks are closed")
}

#[cfg(test)]
mod tests;
