//! What is wrong with a text, in its author's words.

use std::ops::Range;

/// Something that cannot be read, and what to write in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// Where it is, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub help: Option<String>,
    /// What to put in the place of the range, where that is certain.
    pub replacement: Option<String>,
}

impl Problem {
    pub(super) fn new(range: Range<usize>, message: impl Into<String>) -> Problem {
        Problem { range, message: message.into(), help: None, replacement: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    pub(super) fn replacement(mut self, replacement: impl Into<String>) -> Problem {
        self.replacement = Some(replacement.into());
        self
    }
}

/// At most so many characters, with `…` for the rest.
pub(super) fn shorten(text: &str, length: usize) -> String {
    match text.char_indices().nth(length) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
