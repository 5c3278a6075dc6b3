//! What is documented about an attribute of an entry.

use super::{Amount, Count, Date, Flag};

/// What is documented about an attribute of an entry of a history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttributeValue {
    /// Of a flag.
    Flag(Flag),
    /// Of a code: the candidates as bits, by position in the vocabulary.
    Code(u64),
    /// Of a count.
    Count(Count),
    /// Of a date.
    Date(Date),
    /// Of a quantity.
    Quantity(Amount),
}
