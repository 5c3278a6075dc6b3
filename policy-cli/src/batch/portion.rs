//! Consecutive cases of a file, and their answers.

use crate::failure::Status;
use crate::input::Place;
use policy_core::case::Problem;
use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// How much text is answered at a time: enough that handing it over costs little compared to
/// answering it.
const ENOUGH: usize = 64 * 1024;

/// How many cases are answered at a time, however short.
const MANY: usize = 1_000;

/// Cases that are answered together.
#[derive(Default)]
pub struct Portion {
    text: Vec<u8>,
    cases: Vec<PortionCase>,
    /// All that has arrived of the file has been read: to read on may be to wait.
    pub is_drained: bool,
    /// Remarks that follow the answers.
    pub remark: Option<Remark>,
    /// How many bytes of all files have been read.
    pub read_so_far: u64,
}

/// A case in a portion.
struct PortionCase {
    position: u64,
    file: Arc<str>,
    place: Place,
    text: Result<Range<usize>, Problem>,
}

/// A case as its file has it.
pub struct WrittenCase<'a> {
    /// How many cases came before it, in all files.
    pub position: u64,
    pub file: &'a str,
    pub place: Place,
    /// Its bytes, or why they are no case.
    pub text: Result<&'a [u8], Problem>,
}

/// What is said about a file as a whole.
pub enum Remark {
    Unreadable { name: Arc<str>, error: io::Error },
    Empty { name: Arc<str> },
}

impl fmt::Display for Remark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::Unreadable { name, error } => write!(formatter, "cannot read {name}: {error}"),
            Remark::Empty { name } => write!(formatter, "{name} contains no cases"),
        }
    }
}

/// The answers to a portion.
pub struct Answers {
    pub text: Vec<u8>,
    pub status: Status,
    pub remark: Option<Remark>,
    pub read_so_far: u64,
}

impl Portion {
    pub fn push(
        &mut self,
        position: u64,
        file: Arc<str>,
        place: Place,
        text: Result<&[u8], Problem>,
    ) {
        let text = text.map(|text| {
            let start = self.text.len();
            self.text.extend_from_slice(text);
            start..self.text.len()
        });
        self.cases.push(PortionCase { position, file, place, text });
    }

    pub fn is_enough(&self) -> bool {
        self.text.len() >= ENOUGH || self.cases.len() >= MANY
    }

    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.remark.is_none()
    }

    pub fn cases(&self) -> impl Iterator<Item = WrittenCase<'_>> {
        self.cases.iter().map(|PortionCase { position, file, place, text }| {
            let text = text.clone().map(|range| self.text.get(range).unwrap_or_default());
            WrittenCase { position: *position, file, place: *place, text }
        })
    }
}
