//! What the lexer remembers of quotation marks without a partner.

use std::ops::Range;

/// What is known of quotation marks that are not closed, so that nothing is looked for twice.
#[derive(Default)]
pub(super) struct Unclosed {
    /// From a quotation mark to where its text would end; the next one that may close it, if any.
    pub(super) text: Option<(Range<usize>, Option<usize>)>,
    /// After a position, nothing closes a raw text with so many `#`.
    pub(super) raw: Option<usize>,
}
