//! How wide the text may be, and what fits.

/// How long a line is at most, wherever it can be broken.
pub const WIDTH: usize = 100;

/// How far what is inside of something else is moved to the right.
pub const STEP: usize = 4;

/// Whether a text fits at a column without a break.
pub fn fits(text: &str, column: usize) -> bool {
    column.saturating_add(length(text)) <= WIDTH
}

pub fn length(text: &str) -> usize {
    text.chars().count()
}
