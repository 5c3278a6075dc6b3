//! The standard output: buffered, and without colors where no one would see them.

use crate::failure::{Failure, Status};
use anstream::adapter::{StripBytes, strip_bytes};
use anstream::{AutoStream, ColorChoice};
use memchr::memchr;
use policy_core::unseen::escaped_json;
use std::fmt;
use std::io::{self, BufWriter, StdoutLock, Write};

const BUFFER: usize = 256 * 1024;

const ESCAPE: u8 = 0x1B;

/// Lets a command write to the standard output, and sees that everything arrives there.
pub fn with_output(
    command: impl FnOnce(&mut Output) -> Result<Status, Failure>,
) -> Result<Status, Failure> {
    let mut output = Output::open();
    let result = command(&mut output);
    // What was written before a failure is shown before the message on it.
    let flushed = output.flush().map_err(Failure::from);
    let status = result?;
    flushed.map(|()| status)
}

/// Writes JSON, and a line break behind it: the way of every command, so that no id of a case and
/// no name of a file can do to a terminal what the JSON of a determination cannot.
///
/// Answers of `policy_core::json` come escaped already. The lines of a layout stay as they are: in the strings of JSON, line breaks are escaped anyway.
pub fn print_json(output: &mut dyn Write, json: impl fmt::Display) -> io::Result<()> {
    let json = json.to_string();
    json.lines().try_for_each(|line| writeln!(output, "{}", escaped_json(line.to_owned())))
}

/// Takes text with colors.
pub enum Output {
    /// Shows them.
    Colored(BufWriter<AutoStream<StdoutLock<'static>>>),
    /// Takes them off.
    Plain(BufWriter<StdoutLock<'static>>, StripBytes),
}

impl Output {
    /// Colors are for terminals, unless `NO_COLOR`, `CLICOLOR` or `CLICOLOR_FORCE` says otherwise.
    fn open() -> Output {
        let stdout = io::stdout().lock();
        match AutoStream::choice(&stdout) {
            ColorChoice::Never => {
                Output::Plain(BufWriter::with_capacity(BUFFER, stdout), StripBytes::new())
            }
            choice => {
                Output::Colored(BufWriter::with_capacity(BUFFER, AutoStream::new(stdout, choice)))
            }
        }
    }

    /// How text is made ready for it elsewhere, as by another thread.
    pub const fn finish(&self) -> Finish {
        match self {
            Output::Colored(_) => Finish::Colored,
            Output::Plain(..) => Finish::Plain,
        }
    }

    /// Writes text that has been made ready.
    pub fn write_finished(&mut self, text: &[u8]) -> io::Result<()> {
        match self {
            Output::Colored(stream) => stream.write_all(text),
            Output::Plain(stream, _) => stream.write_all(text),
        }
    }
}

impl Write for Output {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        match self {
            Output::Colored(stream) => stream.write(text),
            Output::Plain(stream, strip) => {
                strip.strip_next(text).try_for_each(|piece| stream.write_all(piece))?;
                Ok(text.len())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Colored(stream) => stream.flush(),
            Output::Plain(stream, _) => stream.flush(),
        }
    }
}

/// How text is made ready for the output.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finish {
    Colored,
    Plain,
}

impl Finish {
    /// Whole lines, as they are to be shown.
    pub fn text(self, text: Vec<u8>) -> Vec<u8> {
        if self == Finish::Colored || memchr(ESCAPE, &text).is_none() {
            text
        } else {
            strip_bytes(&text).into_vec()
        }
    }
}
