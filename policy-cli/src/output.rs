//! The standard output: buffered, and without colours where nobody would see them.

use crate::failure::{Failure, Status};
use std::io::{BufWriter, Write};

const BUFFER: usize = 256 * 1024;

/// Lets a command write to the standard output, and sees that everything arrives there.
pub fn with_output(command: impl FnOnce(&mut dyn Write) -> Result<Status, Failure>) -> Result<Status, Failure> {
    let mut output = BufWriter::with_capacity(BUFFER, anstream::stdout().lock());
    let result = command(&mut output);
    // What was written before a failure is shown before the message on it.
    let flushed = output.flush().map_err(Failure::from);
    let status = result?;
    flushed.map(|()| status)
}
