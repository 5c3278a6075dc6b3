//! Cases on lines of their own, or behind each other on several lines.
//!
//! Where the first line is a whole object, every line is one case (NDJSON), so that a broken one costs one answer and takes no other with it.
//!
//! Elsewhere, a line that is a whole object is a case, and so is a line that can never become one. A line that begins an object is continued by the lines after
//! it, until the object ends, or until a line shows that it was cut off: one that begins with a brace in the first column, where an object inside another
//! never begins when it is indented, or one that cannot continue an object.

use super::scanner::{Progress, Scanner};
use super::source::{Kept, Place, Source};
use super::{BYTE_ORDER_MARK, Cases, Found, Mode};
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

    /// It is one object from its beginning to its end.
    fn is_whole_object(&self) -> bool {
        if !self.begins_object() || self.kept == Kept::TooLong {
            return false;
        }
        let mut scanner = Scanner::new();
        let end = scanner.feed(&self.bytes);
        scanner.progress() == Progress::Complete && is_blank(self.bytes.get(end..).unwrap_or_default())
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

impl<R: Read> Cases<R> {
    /// Looks at the first line, from its first byte that is not blank, without taking it.
    pub(super) fn judge_first_line(&mut self) -> io::Result<Mode> {
        if !self.line.next(&mut self.source, self.largest)? {
            return Ok(Mode::End);
        }
        self.line.is_pending = true;
        Ok(if self.line.is_whole_object() { Mode::Records } else { Mode::Lines })
    }

    /// The next line that is not blank, whatever is in it; `None` at the end.
    pub(super) fn next_record(&mut self) -> io::Result<Option<Found>> {
        if !self.line.next(&mut self.source, self.largest)? {
            return Ok(None);
        }
        self.is_too_large = self.line.kept == Kept::TooLong;
        self.keep_line();
        Ok(Some(Found { place: self.line.place, problem: None }))
    }

    /// The next case; `None` at the end.
    pub(super) fn next_in_lines(&mut self) -> io::Result<Option<Found>> {
        if !self.line.next(&mut self.source, self.largest)? {
            return Ok(None);
        }
        let place = self.line.place;
        if self.line.kept == Kept::TooLong {
            self.is_too_large = true;
            return Ok(Some(Found { place, problem: None }));
        }
        let mut scanner = Scanner::new();
        let end = scanner.feed(&self.line.bytes);
        match scanner.progress() {
            Progress::Complete => self.keep_end(end),
            Progress::Broken => self.keep_line(),
            Progress::Open => {
                self.keep_line();
                self.continue_case(scanner)?;
            }
        }
        Ok(Some(Found { place, problem: None }))
    }

    /// Adds the lines that belong to the object that the line at hand begins.
    fn continue_case(&mut self, mut scanner: Scanner) -> io::Result<()> {
        let mut is_second_line = true;
        while self.line.next(&mut self.source, self.largest)? {
            if self.line.begins_object() {
                self.line.is_pending = true;
                return Ok(());
            }
            if self.line.kept == Kept::TooLong {
                self.is_too_large = true;
                return Ok(());
            }
            let end = scanner.feed(&self.line.bytes);
            match scanner.progress() {
                Progress::Complete => {
                    self.keep_end(end);
                    return Ok(());
                }
                Progress::Open => self.keep_line(),
                // A record was cut off; this line has nothing to do with it.
                Progress::Broken if is_second_line && !self.line.continues_object() => {
                    self.line.is_pending = true;
                    return Ok(());
                }
                Progress::Broken => {
                    self.keep_line();
                    return self.skip_broken();
                }
            }
            is_second_line = false;
        }
        Ok(())
    }

    /// Passes over the rest of a broken object on several lines: up to a closing brace in the first column, or an opening one.
    fn skip_broken(&mut self) -> io::Result<()> {
        while self.line.next(&mut self.source, self.largest)? {
            if self.line.begins_object() {
                self.line.is_pending = true;
                return Ok(());
            }
            if self.line.bytes.first() == Some(&b'}') {
                return Ok(());
            }
        }
        Ok(())
    }

    fn keep_line(&mut self) {
        self.keep_first(self.line.bytes.len());
    }

    /// Adds the end of a case. What follows on the same line is the next one if it begins as one; otherwise the reader of cases complains about it.
    fn keep_end(&mut self, end: usize) {
        let rest = self.line.bytes.get(end..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if rest.get(blanks) == Some(&b'{') {
            self.keep_first(end);
            self.line.cut(end.saturating_add(blanks));
            self.line.is_pending = true;
        } else {
            self.keep_line();
        }
    }

    /// Adds the first bytes of the line at hand to the case. A case that grows too large is forgotten; only its end is still looked for.
    fn keep_first(&mut self, number: usize) {
        self.is_too_large |= self.case.len().saturating_add(number) > self.largest;
        if self.is_too_large {
            self.case.clear();
        } else {
            self.case.extend(self.line.bytes.iter().take(number));
        }
    }
}
