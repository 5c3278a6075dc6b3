//! The standard output: buffered, and without colours where nobody would see them.

use crate::failure::{Failure, Status};
use anstream::{AutoStream, ColorChoice, StripStream};
use std::io::{self, BufWriter, Write};

const BUFFER: usize = 256 * 1024;

/// Lets a command write to the standard output, and sees that everything arrives there.
pub fn with_output(command: impl FnOnce(&mut dyn Write) -> Result<Status, Failure>) -> Result<Status, Failure> {
    let mut output = open();
    let result = command(&mut *output);
    // What was written before a failure is shown before the message on it.
    let flushed = output.flush().map_err(Failure::from);
    let status = result?;
    flushed.map(|()| status)
}

/// Colours are for terminals, unless `NO_COLOR`, `CLICOLOR` or `CLICOLOR_FORCE` says otherwise.
fn open() -> Box<dyn Write> {
    let stdout = io::stdout().lock();
    match AutoStream::choice(&stdout) {
        // The buffer is behind what takes the colours off, since that writes in small pieces.
        ColorChoice::Never => {
            let buffer: Box<dyn Write> = Box::new(BufWriter::with_capacity(BUFFER, stdout));
            Box::new(StripStream::new(buffer))
        }
        choice => Box::new(BufWriter::with_capacity(BUFFER, AutoStream::new(stdout, choice))),
    }
}
