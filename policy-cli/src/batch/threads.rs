//! Portions, answered on several threads.
//!
//! For each portion that is read, a slot is in the line of those that wait to be written;
//! whichever thread answers the portion puts the answers there. So the order is that of reading,
//! and the line is never longer than a few portions for each thread.

use super::Desk;
use super::answering::Answering;
use super::portion::{Answers, Portion};
use super::reading::read_portions;
use crate::failure::Failure;
use crate::output::Output;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, SyncSender, TryRecvError, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, available_parallelism};

/// How many portions per thread are being answered, or wait for that, or wait to be written.
const WAITING: usize = 3;

/// On how many threads cases are answered.
#[derive(Clone, Copy, Debug)]
pub struct Threads(u16);

impl Threads {
    /// As many as asked for; otherwise as many as can run at the same time.
    pub fn new(number: Option<u16>) -> Threads {
        let available = || {
            available_parallelism().ok().and_then(|available| u16::try_from(available.get()).ok())
        };
        Threads(number.or_else(available).unwrap_or(1))
    }

    pub const fn is_one(self) -> bool {
        self.0 <= 1
    }

    /// Reads, answers and delivers; on this thread there is nothing but delivery.
    ///
    /// The others are not waited for where something cannot be written: they may be waiting for
    /// cases that no one sends.
    pub(super) fn answer(
        self,
        files: Arc<[PathBuf]>,
        answering: Arc<Answering>,
        desk: &mut Desk<'_>,
    ) -> Result<(), Failure> {
        let (slots, waiting) = sync_channel(usize::from(self.0).saturating_mul(WAITING));
        let read = move || {
            let mut crew = Crew::new(self, answering, slots);
            // It ends early only where the answers are not waited for any more.
            let _ = read_portions(&files, |portion| crew.take(portion));
        };
        let reader =
            Builder::new().name("reader".to_owned()).spawn(read).map_err(Failure::Threads)?;
        while let Some(slot) = receive(&waiting, desk.output)? {
            let answers = receive(&slot, desk.output)?.ok_or_else(stopped)?;
            desk.deliver(&answers?)?;
        }
        reader.join().map_err(|_| stopped())
    }
}

/// Waits for something; no one waits for what has been answered before.
fn receive<T>(receiver: &Receiver<T>, output: &mut Output) -> io::Result<Option<T>> {
    match receiver.try_recv() {
        Ok(answer) => Ok(Some(answer)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            output.flush()?;
            Ok(receiver.recv().ok())
        }
    }
}

fn stopped() -> Failure {
    Failure::Threads(io::Error::other("a thread stopped before its cases were answered"))
}

/// Where the answers to a portion are put.
type Slot = Receiver<io::Result<Answers>>;

/// A portion to be answered.
struct Job {
    portion: Portion,
    answers: SyncSender<io::Result<Answers>>,
}

/// The threads that answer.
struct Crew {
    most: u16,
    started: u16,
    answering: Arc<Answering>,
    slots: SyncSender<Slot>,
    jobs: Sender<Job>,
    work: Arc<Mutex<Receiver<Job>>>,
}

/// No one waits for answers any more.
struct Unwanted;

impl Crew {
    fn new(Threads(most): Threads, answering: Arc<Answering>, slots: SyncSender<Slot>) -> Crew {
        let (jobs, work) = channel();
        Crew { most, started: 0, answering, slots, jobs, work: Arc::new(Mutex::new(work)) }
    }

    /// Has a portion answered, when there is room for its answers. As many portions start as many
    /// threads: a short file needs no more than one.
    fn take(&mut self, portion: Portion) -> Result<(), Unwanted> {
        let (answers, slot) = sync_channel(1);
        self.slots.send(slot).map_err(|_| Unwanted)?;
        if self.started < self.most && self.start().is_ok() {
            self.started = self.started.saturating_add(1);
        }
        if self.started == 0 {
            return answers.send(self.answering.answers(portion)).map_err(|_| Unwanted);
        }
        self.jobs.send(Job { portion, answers }).map_err(|_| Unwanted)
    }

    fn start(&self) -> io::Result<()> {
        let (answering, work) = (Arc::clone(&self.answering), Arc::clone(&self.work));
        Builder::new().name("answers".to_owned()).spawn(move || {
            while let Some(Job { portion, answers }) = next(&work) {
                // Where no one waits for them, nothing is lost.
                let _ = answers.send(answering.answers(portion));
            }
        })?;
        Ok(())
    }
}

/// The next portion; `None` when there will be no more.
fn next(work: &Mutex<Receiver<Job>>) -> Option<Job> {
    work.lock().ok()?.recv().ok()
}
