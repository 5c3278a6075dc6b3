//! Cases on lines of their own, or behind each other on several lines.
//!
//! A line that is a whole object is a case, and so is a line that can never become one. A line that begins an object is continued by the lines after it,
//! until the object ends, or until a line shows that a record was cut off: it begins one where none can stand.

use super::scanner::{Progress, Scanner};
use super::source::{Kept, Place, Source};
use super::{BYTE_ORDER_MARK, Cases, Found};
use std::io::{self, Read};

/// The line at hand.
pub struct Line {
    bytes: Vec<u8>,
    place: Place,
    kept: Kept,
    /// It has been read, and nobody has taken it yet.
    is_pending: bool,
}

impl Line {
    pub fn new(place: Place) -> Line {
        Line { bytes: Vec::new(), place, kept: Kept::All, is_pending: false }
    }

    pub const fn is_pending(&self) -> bool {
        self.is_pending
    }

    /// Makes the next line that is not blank the line at hand; `false` at the end.
    fn next<R: Read>(&mut self, source: &mut Source<R>, longest: usize) -> io::Result<bool> {
        while !self.is_pending {
            self.bytes.clear();
            self.place = source.place();
            self.kept = source.take_line(&mut self.bytes, longest)?;
            if self.bytes.starts_with(BYTE_ORDER_MARK) {
                self.cut(BYTE_ORDER_MARK.len());
            }
            if self.bytes.is_empty() && self.kept == Kept::All && source.look()?.is_empty() {
                return Ok(false);
            }
            self.is_pending = !is_blank(&self.bytes) || self.kept == Kept::TooLong;
        }
        self.is_pending = false;
        Ok(true)
    }

    /// Takes the first bytes away.
    fn cut(&mut self, number: usize) {
        let taken = self.bytes.drain(..number.min(self.bytes.len())).collect::<Vec<_>>();
        self.place = self.place.after(&taken);
    }

    fn begins_object(&self) -> bool {
        self.bytes.first() == Some(&b'{')
    }

    /// It is what an object that is written on several lines goes on with, as far as its first letter tells.
    fn continues_object(&self) -> bool {
        self.bytes.first().is_some_and(|first| first.is_ascii_whitespace() || b"\"{}[],:".contains(first))
    }

    /// It is a value from its beginning to its end.
    fn is_whole(&self) -> bool {
        let mut scanner = Scanner::new();
        let end = scanner.feed(&self.bytes);
        scanner.progress() == Progress::Complete && is_blank(self.bytes.get(end..).unwrap_or_default())
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

/// What the lines of a case that were read so far look like.
struct Shape {
    /// Each begins with an opening brace, as records on lines of their own do.
    are_records: bool,
    /// Some are indented, as those of an object on several lines are; it then begins and ends in the first column.
    are_indented: bool,
    number: usize,
}

impl<R: Read> Cases<R> {
    /// The next case; `None` at the end.
    pub(super) fn next_in_lines(&mut self) -> io::Result<Option<Found>> {
        if !self.line.next(&mut self.source, self.largest)? {
            return Ok(None);
        }
        let place = self.line.place;
        let mut scanner = Scanner::new();
        let mut shape = Shape { are_records: true, are_indented: false, number: 0 };
        loop {
            if shape.number > 0 && self.begins_another(&shape) {
                break self.line.is_pending = true;
            }
            let end = scanner.feed(&self.line.bytes);
            match scanner.progress() {
                _ if self.line.kept == Kept::TooLong => break self.is_too_large = true,
                Progress::Complete => break self.take_end(end),
                Progress::Broken if shape.number == 0 => break self.case.extend(&self.line.bytes),
                Progress::Broken if self.shows_a_cut(&shape) => break self.line.is_pending = true,
                Progress::Broken => {
                    self.case.extend(&self.line.bytes);
                    break self.skip_broken()?;
                }
                Progress::Open => self.case.extend(&self.line.bytes),
            }
            shape.are_records &= self.line.begins_object();
            shape.are_indented |= self.line.bytes.first().is_some_and(u8::is_ascii_whitespace);
            shape.number = shape.number.saturating_add(1);
            if !self.line.next(&mut self.source, self.largest)? {
                break;
            }
        }
        Ok(Some(Found { place, problem: None }))
    }
}
