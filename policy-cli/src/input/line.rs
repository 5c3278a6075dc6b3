//! The lines of a file that are not blank, with a view of those to come.

use super::BYTE_ORDER_MARK;
use super::source::{Kept, Place, Source};
use policy_core::json::{Progress, Scanner};
use std::collections::VecDeque;
use std::io::{self, Read};

/// A line of a file, with its end.
pub struct Line {
    text: Vec<u8>,
    /// How many of its bytes have been taken.
    start: usize,
    /// Where the rest begins.
    pub place: Place,
    pub kept: Kept,
    pub blank_lines_before: usize,
}

impl Line {
    const fn empty(place: Place) -> Line {
        Line { text: Vec::new(), start: 0, place, kept: Kept::All, blank_lines_before: 0 }
    }

    /// What has not been taken of it.
    pub fn bytes(&self) -> &[u8] {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// Takes the first bytes away.
    pub fn cut(&mut self, number: usize) {
        let taken = self.bytes().get(..number).unwrap_or_default();
        self.place = self.place.after(taken);
        self.start = self.start.saturating_add(number);
    }

    pub fn begins_object(&self) -> bool {
        self.bytes().first() == Some(&b'{')
    }

    /// It is what an object that is written on several lines goes on with, as far as its first
    /// letter tells.
    pub fn continues_object(&self) -> bool {
        self.bytes()
            .first()
            .is_some_and(|first| first.is_ascii_whitespace() || b"\"{}[],:".contains(first))
    }

    /// It is one object from its beginning to its end.
    pub fn is_whole_object(&self) -> bool {
        if !self.begins_object() || self.kept == Kept::TooLong {
            return false;
        }
        let mut scanner = Scanner::new();
        let end = scanner.feed(self.bytes());
        scanner.progress() == Progress::Complete
            && is_blank(self.bytes().get(end..).unwrap_or_default())
    }

    /// Becomes the next line that is not blank; `false` at the end of the file.
    fn read<R: Read>(&mut self, source: &mut Source<R>, longest: usize) -> io::Result<bool> {
        self.blank_lines_before = 0;
        loop {
            self.text.clear();
            (self.start, self.place) = (0, source.place());
            self.kept = source.take_line(&mut self.text, longest)?;
            if self.text.starts_with(BYTE_ORDER_MARK) {
                self.cut(BYTE_ORDER_MARK.len());
            }
            if !is_blank(self.bytes()) || self.kept == Kept::TooLong {
                return Ok(true);
            }
            if self.bytes().is_empty() && source.look()?.is_empty() {
                return Ok(false);
            }
            self.blank_lines_before = self.blank_lines_before.saturating_add(1);
        }
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

/// The lines of a file.
pub struct Lines {
    /// The line at hand.
    pub current: Line,
    is_put_back: bool,
    /// Those after it that have been looked at.
    ahead: VecDeque<Line>,
}

impl Lines {
    pub const fn new(place: Place) -> Lines {
        Lines { current: Line::empty(place), is_put_back: false, ahead: VecDeque::new() }
    }

    /// Lines have been read that no one has taken yet.
    pub fn is_pending(&self) -> bool {
        self.is_put_back || !self.ahead.is_empty()
    }

    /// Lets the line at hand be the next one again.
    pub const fn put_back(&mut self) {
        self.is_put_back = true;
    }

    /// Makes the next line that is not blank the line at hand; `false` at the end. Of a line that
    /// is longer than `longest`, nothing but that is known.
    pub fn next<R: Read>(&mut self, source: &mut Source<R>, longest: usize) -> io::Result<bool> {
        if std::mem::take(&mut self.is_put_back) {
            return Ok(true);
        }
        match self.ahead.pop_front() {
            Some(line) => {
                self.current = line;
                Ok(true)
            }
            None => self.current.read(source, longest),
        }
    }

    /// A line after the line at hand, without taking it: the next one, or one after the last that
    /// was looked at.
    pub fn look_ahead<R: Read>(
        &mut self,
        position: usize,
        source: &mut Source<R>,
        longest: usize,
    ) -> io::Result<Option<&Line>> {
        if self.ahead.len() <= position {
            let mut line = Line::empty(source.place());
            if !line.read(source, longest)? {
                return Ok(None);
            }
            self.ahead.push_back(line);
        }
        Ok(self.ahead.get(position))
    }
}
