//! How a run ends: the exit status, and the message if it failed.

use crate::style;
use policy_core::worlds::Fault;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// The exit status of a run, better ones first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    /// Everything that was asked for was done.
    Success,
    /// At least one case was refused or differs from what it expects, or one policy has a mistake.
    Refused,
    /// Wrong usage, or a file that could not be read or written.
    Failed,
}

impl Status {
    /// Help and version are no failure, all else that clap stops at is.
    pub fn from_clap(error: &clap::Error) -> Status {
        if error.use_stderr() { Status::Failed } else { Status::Success }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Success => 0,
            Status::Refused => 1,
            Status::Failed => 2,
        })
    }
}

/// Why a run had to stop.
#[derive(Debug)]
pub enum Failure {
    /// Something was asked for that is not there.
    Usage {
        /// What is wrong.
        error: String,
        /// What to write instead.
        help: Option<String>,
        /// What there is.
        note: Option<String>,
    },
    /// The output could not be written.
    Output(io::Error),
    /// Threads could not be started, or one has stopped.
    Threads(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl Failure {
    /// A fault of this program, in the proof of something.
    pub fn internal(proof: &str, fault: Fault) -> Failure {
        Failure::Usage {
            error: format!("internal error in the {proof}: {fault}"),
            help: Some(Fault::HELP.to_owned()),
            note: None,
        }
    }

    /// Says it on the standard error. A reader of the output who has seen enough, as in
    /// `policy … | head`, is no failure.
    pub fn report(self) -> Status {
        match self {
            Failure::Output(error) if error.kind() == ErrorKind::BrokenPipe => Status::Success,
            Failure::Output(error) => {
                complain(&format!("cannot write the output: {error}"), None, None);
                Status::Failed
            }
            Failure::Threads(error) => {
                complain(
                    &format!("cannot answer on several threads: {error}"),
                    Some("try `--threads 1`"),
                    None,
                );
                Status::Failed
            }
            Failure::Usage { error, help, note } => {
                complain(&error, help.as_deref(), note.as_deref());
                Status::Failed
            }
        }
    }
}

/// An error message on the standard error. Where no one can read that either, nothing is left to be
/// done.
pub fn complain(error: &str, help: Option<&str>, note: Option<&str>) {
    let mut stderr = anstream::stderr().lock();
    let _ = writeln!(stderr, "{}: {error}", style::NOT_MET.on("error"));
    for (word, text) in [("help", help), ("note", note)] {
        if let Some(text) = text {
            let _ = writeln!(stderr, "{}: {text}", style::HEADING.on(word));
        }
    }
}
