//! The cases of files, read and answered in order, on one thread or several.
//!
//! In: files, and what answers a case. Out: the answers on the output, each in its place, and
//! complaints about files that cannot be read; the others are read all the same. One thread reads
//! portions of cases, others answer them, and the portions' answers are written in the order in
//! which they were read. Never more than a few portions are in memory, however long the files are.

mod all;
mod answering;
mod portion;
mod progress;
mod reading;
mod threads;

pub use all::read_all;
pub use answering::ReadCase;
pub use portion::{Remark, WrittenCase};
pub use reading::{name_of, open};
pub use threads::Threads;

use crate::failure::{Failure, Status, complain};
use crate::output::Output;
use answering::Answering;
use policy_core::case::Program;
use portion::Answers;
use progress::Progress;
use reading::read_portions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// Has every case of some files answered, in order. The status tells whether cases were refused or
/// files could not be read.
pub fn answer_all(
    program: Program,
    files: &[PathBuf],
    threads: Threads,
    output: &mut Output,
    answer: impl Fn(&mut dyn Write, ReadCase<'_>) -> io::Result<()> + Send + Sync + 'static,
) -> Result<Status, Failure> {
    let answering = Answering { program, finish: output.finish(), answer: Box::new(answer) };
    let mut desk = Desk { output, progress: Progress::of(files), status: Status::Success };
    if threads.is_one() {
        read_portions(files, |portion| {
            let is_drained = portion.is_drained;
            desk.deliver(&answering.answers(portion)?)?;
            if is_drained { desk.output.flush() } else { Ok(()) }
        })?;
    } else {
        threads.answer(Arc::from(files), Arc::new(answering), &mut desk)?;
    }
    Ok(desk.status)
}

/// Where answers are handed out.
struct Desk<'a> {
    output: &'a mut Output,
    progress: Progress,
    status: Status,
}

impl Desk<'_> {
    fn deliver(&mut self, answers: &Answers) -> io::Result<()> {
        self.output.write_finished(&answers.text)?;
        self.status = self.status.max(answers.status);
        self.progress.advance(answers.read_so_far);
        let Some(remark) = &answers.remark else { return Ok(()) };
        self.output.flush()?;
        self.status = Status::Failed;
        self.progress.suspend(|| complain(&remark.to_string(), None, None));
        Ok(())
    }
}
