//! The bytes of a file, with the place that reading has come to.

use memchr::{memchr, memchr_iter, memrchr};
use std::io::{self, Read};
use std::ops::Range;

const BUFFER: usize = 64 * 1024;

/// How far is looked for something that is not blank; a sender who waits for an answer sends no
/// more spaces than this after a case.
const BLANKS: usize = 1024;

/// A place in a file, both counted from 1; the column in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

impl Place {
    const START: Place = Place { line: 1, column: 1 };

    /// The place after some bytes that begin here.
    pub fn after(self, bytes: &[u8]) -> Place {
        let behind_lines = memrchr(b'\n', bytes).and_then(|last| bytes.get(last..));
        match behind_lines {
            // The column of the line break itself is 0 on the line that it begins.
            Some(rest) => Place {
                line: self.line.saturating_add(length(memchr_iter(b'\n', bytes).count())),
                column: length(rest.len()),
            },
            None => Place { column: self.column.saturating_add(length(bytes.len())), ..self },
        }
    }
}

fn length(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A file that is being read.
pub struct Source<R> {
    file: R,
    buffer: Vec<u8>,
    /// What has arrived and has not been taken.
    arrived: Range<usize>,
    place: Place,
    taken: u64,
}

/// Whether all of a line was kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    All,
    /// It was longer than asked for; its rest was passed over.
    TooLong,
}

impl<R: Read> Source<R> {
    pub fn new(file: R) -> Source<R> {
        Source { file, buffer: vec![0; BUFFER], arrived: 0..0, place: Place::START, taken: 0 }
    }

    pub const fn place(&self) -> Place {
        self.place
    }

    /// How many bytes have been taken.
    pub const fn taken(&self) -> u64 {
        self.taken
    }

    /// Nothing has arrived that has not been taken, but for what is between two cases.
    pub fn is_drained(&self) -> bool {
        let bytes = self.arrived();
        bytes.len() <= BLANKS
            && bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b',')
    }

    /// The next bytes, without taking them; none at the end.
    pub fn look(&mut self) -> io::Result<&[u8]> {
        self.look_at(1)
    }

    /// The same, so many of them, however they arrive; fewer at the end.
    pub fn look_at(&mut self, number: usize) -> io::Result<&[u8]> {
        self.look_at_least(number.min(BUFFER))?;
        Ok(self.arrived())
    }

    /// Reads until so many bytes have arrived, for which there has to be room, or the file ends.
    fn look_at_least(&mut self, number: usize) -> io::Result<()> {
        while self.arrived.len() < number {
            if self.arrived.start > 0 {
                self.buffer.copy_within(self.arrived.clone(), 0);
                self.arrived = 0..self.arrived.len();
            }
            let free = self.buffer.get_mut(self.arrived.end..).unwrap_or_default();
            match self.file.read(free) {
                Ok(0) => break,
                Ok(number) => self.arrived.end = self.arrived.end.saturating_add(number),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Waits for bytes after those that have arrived, without taking these; `false` at the end.
    pub fn look_further(&mut self) -> io::Result<bool> {
        self.buffer.copy_within(self.arrived.clone(), 0);
        self.arrived = 0..self.arrived.len();
        if self.arrived.len() == self.buffer.len() {
            self.buffer.resize(self.buffer.len().saturating_mul(2), 0);
        }
        let before = self.arrived.len();
        self.look_at_least(before.saturating_add(1))?;
        Ok(self.arrived.len() > before)
    }

    /// What has arrived and has not been taken.
    pub fn arrived(&self) -> &[u8] {
        self.buffer.get(self.arrived.clone()).unwrap_or_default()
    }

    /// Takes some of the bytes that were looked at.
    pub fn take(&mut self, number: usize) {
        let taken = self.arrived().get(..number).unwrap_or_default();
        self.place = self.place.after(taken);
        self.taken = self.taken.saturating_add(length(number));
        self.arrived.start = self.arrived.start.saturating_add(number).min(self.arrived.end);
    }

    /// Passes over spaces; the byte after them, which is not taken.
    pub fn skip_blanks(&mut self) -> io::Result<Option<u8>> {
        loop {
            let bytes = self.look()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let blanks = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let behind = bytes.get(blanks).copied();
            self.take(blanks);
            if behind.is_some() {
                return Ok(behind);
            }
        }
    }

    /// Takes the rest of the line, with its end, and adds it to `line`, up to `longest` bytes.
    pub fn take_line(&mut self, line: &mut Vec<u8>, longest: usize) -> io::Result<Kept> {
        let mut kept = Kept::All;
        loop {
            let bytes = self.look()?;
            let end = memchr(b'\n', bytes);
            let number = end.map_or(bytes.len(), |end| end.saturating_add(1));
            if kept == Kept::TooLong || line.len().saturating_add(number) > longest {
                kept = Kept::TooLong;
            } else {
                line.extend_from_slice(bytes.get(..number).unwrap_or_default());
            }
            self.take(number);
            if end.is_some() || number == 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn places_are_those_behind_the_bytes() {
        let place = Place { line: 3, column: 5 };
        let after = |bytes: &str| place.after(bytes.as_bytes());
        for (bytes, line, column) in [
            ("", 3, 5),
            ("ab", 3, 7),
            ("\n", 4, 1),
            ("a\nb", 4, 2),
            ("\n\n", 5, 1),
            ("a\n\nbc\ndef", 6, 4),
        ] {
            assert_eq!(after(bytes), Place { line, column }, "{bytes:?}");
        }
    }
}
