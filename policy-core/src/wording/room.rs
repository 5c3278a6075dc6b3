//! The usual size of explanations, so that their memory can be allocated at once.

/// The usual size of an explanation of criteria.
#[derive(Clone, Copy, Default)]
pub(crate) struct Room {
    pub(crate) criteria: usize,
    pub(crate) lines: usize,
    pub(crate) letters: usize,
}

impl Room {
    /// The room for both.
    pub(crate) const fn and(self, other: Room) -> Room {
        Room {
            criteria: self.criteria.saturating_add(other.criteria),
            lines: self.lines.saturating_add(other.lines),
            letters: self.letters.saturating_add(other.letters),
        }
    }
}
