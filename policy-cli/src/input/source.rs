//! The bytes of a file, with the place that reading has come to.

use std::io::{self, BufRead, BufReader, Read};

const BUFFER: usize = 64 * 1024;

/// A place in a file, both counted from 1; the column in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub line: u64,
    pub column: u64,
}

impl Place {
    const START: Place = Place { line: 1, column: 1 };

    /// The place behind some bytes that begin here.
    pub fn after(mut self, bytes: &[u8]) -> Place {
        for byte in bytes {
            self = if *byte == b'\n' {
                Place { line: self.line.saturating_add(1), column: 1 }
            } else {
                Place { column: self.column.saturating_add(1), ..self }
            };
        }
        self
    }
}

/// A file that is being read.
pub struct Source<R> {
    reader: BufReader<R>,
    place: Place,
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
        Source { reader: BufReader::with_capacity(BUFFER, file), place: Place::START }
    }

    pub const fn place(&self) -> Place {
        self.place
    }

    /// Nothing has arrived that has not been taken, but for what stands between two cases.
    pub fn is_drained(&self) -> bool {
        self.reader.buffer().iter().all(|byte| byte.is_ascii_whitespace() || *byte == b',')
    }

    /// The next bytes, without taking them; none at the end.
    pub fn look(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(_) => return Ok(self.reader.buffer()),
            }
        }
    }

    /// Takes some of the bytes that were looked at.
    pub fn take(&mut self, number: usize) {
        let taken = self.reader.buffer().get(..number).unwrap_or_default();
        self.place = self.place.after(taken);
        self.reader.consume(number);
    }

    /// Passes over blanks; the byte behind them, which is not taken.
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
            let end = bytes.iter().position(|byte| *byte == b'\n');
            let number = end.map_or(bytes.len(), |end| end.saturating_add(1));
            if kept == Kept::TooLong || line.len().saturating_add(number) > longest {
                kept = Kept::TooLong;
            } else {
                line.extend(bytes.iter().take(number));
            }
            self.take(number);
            if end.is_some() || number == 0 {
                return Ok(kept);
            }
        }
    }
}
