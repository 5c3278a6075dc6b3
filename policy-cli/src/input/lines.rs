//! Cases on lines of their own, or one after the other on several lines.
//!
//! Where the first line is a whole object, every line is one case (NDJSON), so that a broken one
//! costs one answer and takes no other with it.
//!
//! Elsewhere, a line that is a whole object is a case, and so is a line that can never become one.
//! A line that begins an object is continued by the lines after it until the object ends. It was
//! cut off if a line after it cannot continue an object, or if one begins with a brace in the
//! first column and the lines from there on do not bring the object to its end: then that brace
//! begins the next case.

use super::source::Kept;
use super::{Cases, Found, Mode};
use policy_core::json::{Progress, Scanner};
use std::io::{self, Read};

impl<R: Read> Cases<R> {
    /// Looks at the first line, from its first byte that is not blank, without taking it.
    pub(super) fn judge_first_line(&mut self) -> io::Result<Mode> {
        if !self.lines.next(&mut self.source, self.largest)? {
            return Ok(Mode::End);
        }
        self.lines.put_back();
        Ok(if self.lines.current.is_whole_object() { Mode::Records } else { Mode::Lines })
    }

    /// The next line that is not blank, whatever is in it; `None` at the end.
    pub(super) fn next_record(&mut self) -> io::Result<Option<Found>> {
        if !self.lines.next(&mut self.source, self.largest)? {
            return Ok(None);
        }
        let line = &self.lines.current;
        self.is_too_large = line.kept == Kept::TooLong;
        self.case.extend_from_slice(line.bytes());
        Ok(Some(Found { place: line.place, problem: None }))
    }

    /// The next case; `None` at the end.
    pub(super) fn next_in_lines(&mut self) -> io::Result<Option<Found>> {
        if !self.lines.next(&mut self.source, self.largest)? {
            return Ok(None);
        }
        let place = self.lines.current.place;
        if self.lines.current.kept == Kept::TooLong {
            self.is_too_large = true;
            return Ok(Some(Found { place, problem: None }));
        }
        let mut scanner = Scanner::new();
        let end = scanner.feed(self.lines.current.bytes());
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
        let (mut is_second_line, mut ends) = (true, false);
        while self.lines.next(&mut self.source, self.largest)? {
            if self.lines.current.begins_object() && !ends {
                ends = scanner.expects_value() && self.ends(&scanner)?;
                if !ends {
                    self.lines.put_back();
                    return Ok(());
                }
            }
            if self.lines.current.kept == Kept::TooLong {
                self.is_too_large = true;
                return Ok(());
            }
            let end = scanner.feed(self.lines.current.bytes());
            match scanner.progress() {
                Progress::Complete => {
                    self.keep_blank_lines();
                    self.keep_end(end);
                    return Ok(());
                }
                Progress::Open => {
                    self.keep_blank_lines();
                    self.keep_line();
                }
                // A record was cut off; this line has nothing to do with it.
                Progress::Broken if is_second_line && !self.lines.current.continues_object() => {
                    self.lines.put_back();
                    return Ok(());
                }
                Progress::Broken => {
                    self.keep_blank_lines();
                    self.keep_line();
                    return self.skip_broken();
                }
            }
            is_second_line = false;
        }
        Ok(())
    }

    /// The lines from the one at hand on bring to its end what the scanner has followed so far.
    fn ends(&mut self, before: &Scanner) -> io::Result<bool> {
        let mut scanner = before.clone();
        scanner.feed(self.lines.current.bytes());
        let mut size = self.case.len().saturating_add(self.lines.current.bytes().len());
        let mut position = 0;
        while scanner.progress() == Progress::Open {
            let Some(line) = self.lines.look_ahead(position, &mut self.source, self.largest)?
            else {
                return Ok(false);
            };
            size = size.saturating_add(line.bytes().len());
            if line.kept == Kept::TooLong || size > self.largest {
                return Ok(false);
            }
            scanner.feed(line.bytes());
            position = position.saturating_add(1);
        }
        Ok(scanner.progress() == Progress::Complete)
    }

    /// Passes over the rest of a broken object on several lines: up to a closing brace in the first
    /// column, or an opening one.
    fn skip_broken(&mut self) -> io::Result<()> {
        while self.lines.next(&mut self.source, self.largest)? {
            if self.lines.current.begins_object() {
                self.lines.put_back();
                return Ok(());
            }
            if self.lines.current.bytes().first() == Some(&b'}') {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Adds the line breaks of the blank lines before the line at hand, so that a problem is told
    /// with its line.
    fn keep_blank_lines(&mut self) {
        self.case.extend(std::iter::repeat_n(
            b'\n',
            self.lines.current.blank_lines_before.min(self.largest),
        ));
    }

    fn keep_line(&mut self) {
        self.keep_first(self.lines.current.bytes().len());
    }

    /// Adds the end of a case. What follows on the same line is the next one if it begins as one;
    /// otherwise the reader of cases complains about it.
    fn keep_end(&mut self, end: usize) {
        let rest = self.lines.current.bytes().get(end..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if rest.get(blanks) == Some(&b'{') {
            self.keep_first(end);
            self.lines.current.cut(end.saturating_add(blanks));
            self.lines.put_back();
        } else {
            self.keep_line();
        }
    }

    /// Adds the first bytes of the line at hand to the case. A case that grows too large is
    /// forgotten; only its end is still looked for.
    fn keep_first(&mut self, number: usize) {
        self.is_too_large |= self.case.len().saturating_add(number) > self.largest;
        if self.is_too_large {
            self.case.clear();
        } else {
            self.case
                .extend_from_slice(self.lines.current.bytes().get(..number).unwrap_or_default());
        }
    }
}
