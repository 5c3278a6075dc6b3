//! Lines in one text.

use core::ops::Range;

/// Lines of evidence, one after another in one text.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Lines {
    text: String,
    /// The end of each line, where the next one begins.
    ends: Vec<usize>,
}

impl Lines {
    pub(super) fn with_room(lines: usize, letters: usize) -> Lines {
        Lines { text: String::with_capacity(letters), ends: Vec::with_capacity(lines) }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds the line that `write` appends to the text.
    pub(crate) fn add(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.text);
        self.ends.push(self.text.len());
    }

    /// Removes the last line if it repeats one of those after the first `others`.
    pub(super) fn keep_last_once(&mut self, others: usize) {
        let Some(last) = self.len().checked_sub(1) else { return };
        if self.at(others..last).any(|line| line == self.line(last)) {
            self.ends.pop();
            self.text.truncate(self.end_of(last.checked_sub(1)));
        }
    }

    /// The lines at some positions.
    pub(super) fn at(&self, positions: Range<usize>) -> impl Iterator<Item = &str> + Clone {
        positions.map(|position| self.line(position))
    }

    fn line(&self, position: usize) -> &str {
        self.text
            .get(self.end_of(position.checked_sub(1))..self.end_of(Some(position)))
            .unwrap_or_default()
    }

    /// The end of the line at a position; the beginning of the text if there is none.
    fn end_of(&self, position: Option<usize>) -> usize {
        position.and_then(|position| self.ends.get(position)).copied().unwrap_or_default()
    }
}
