//! What some entries of a history come to: `total dose of fill within 84 days`, `days covered by
//! fill within 180 days`.

use super::entries::Entries;
use super::formula::Formula;
use super::term::Term;
use crate::data::Link;
use crate::possible::{DAYS_COVERED, Scale};
use crate::unit::Unit;
use crate::vocabulary::{FactId, FactKind, Vocabulary};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What some entries of a history come to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Sum {
    /// What is added up.
    pub of: Summed,
    /// Of which entries: none of them is chosen, joined, or counted by its values or distances.
    pub entries: Entries,
}

/// What is added up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Summed {
    /// An attribute of each entry, a count or a quantity.
    Attribute(FactId),
    /// The days of the window on which there is a course, each once.
    Days,
}

impl Sum {
    /// The term that asks for it.
    #[must_use]
    pub fn term(self) -> Term {
        let fact = self.entries.fact;
        Term::Calculated { fact, formula: Link::from(Formula::Sum(Link::from(self))) }
    }

    /// The unit that it is in; `None` for whole numbers without one, and where it is no number.
    #[must_use]
    pub fn unit(&self, vocabulary: &Vocabulary) -> Option<Unit> {
        match self.of {
            Summed::Attribute(attribute) => vocabulary.scale_of(attribute).map(|scale| scale.unit),
            Summed::Days => Some(Unit::Day),
        }
    }

    /// The scale on which it is compared with a number: that of what is added up, without an end.
    /// `None` if that has no unit.
    #[must_use]
    pub fn scale<'v>(&self, vocabulary: &'v Vocabulary) -> Option<Cow<'v, Scale>> {
        match self.of {
            Summed::Attribute(attribute) => {
                let scale = vocabulary.scale_of(attribute)?;
                Some(Cow::Owned(Scale {
                    low: Decimal::ZERO,
                    high: Scale::NO_HIGH,
                    ..scale.clone()
                }))
            }
            Summed::Days => Some(Cow::Borrowed(&DAYS_COVERED)),
        }
    }

    /// The attribute is a count or a quantity, or the entries are courses.
    #[must_use]
    pub fn is_number(&self, vocabulary: &Vocabulary) -> bool {
        match self.of {
            Summed::Attribute(attribute) => {
                let kind = vocabulary.fact(attribute).map(|fact| &fact.kind);
                matches!(kind, Some(FactKind::Count { .. } | FactKind::Quantity { .. }))
            }
            Summed::Days => true,
        }
    }
}
