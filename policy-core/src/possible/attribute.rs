//! What is documented about an attribute of an entry.

use super::{Amount, Count, Date, EntryView, Flag, all_bits};
use crate::vocabulary::FactId;

/// An attribute that is a code.
#[derive(Clone, Copy, Debug)]
pub struct CodedAttribute {
    /// The attribute.
    pub id: FactId,
    /// How many values it has.
    pub values: u8,
    /// Those of them, as bits, that may stand for several things.
    pub many: u64,
}

impl CodedAttribute {
    /// The values that it may have in an entry, as bits.
    pub(super) fn candidates(self, entry: EntryView<'_>) -> u64 {
        let all = all_bits(usize::from(self.values));
        entry.candidates(self.id).map_or(all, |candidates| candidates & all)
    }
}

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
