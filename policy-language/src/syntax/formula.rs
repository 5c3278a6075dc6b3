//! The syntax tree of a calculation: `weight / (height * height)`.

use super::expression::{DayText, Other, Predicate};
use super::literal::QuantityText;
use crate::text::{Name, Place, Placed};
use policy_core::policy::Arithmetic;

/// How a number is calculated, as the author typed it.
#[derive(Clone, Debug)]
pub enum FormulaText {
    /// `2`, `13 cm`
    Number(QuantityText),
    /// `highest weight before therapy_start`
    Term(Box<Other>),
    /// `days from therapy_start to service_date`
    Days(Box<[DayText; 2]>),
    /// `total dose of fill where (medicine = A) within 84 days`
    Sum(Box<Predicate>),
    /// Two numbers with a sign between them, at the place of the sign.
    Of(Box<Placed<FormulaText>>, Placed<Arithmetic>, Box<Placed<FormulaText>>),
}

impl FormulaText {
    /// The facts that it names.
    #[must_use]
    pub fn names(&self) -> Vec<&Name> {
        match self {
            FormulaText::Number(_) | FormulaText::Days(_) => Vec::new(),
            FormulaText::Term(other) => vec![&other.subject],
            FormulaText::Sum(entries) => vec![&entries.subject],
            FormulaText::Of(left, _, right) => {
                left.value.names().into_iter().chain(right.value.names()).collect()
            }
        }
    }
}

/// A formula and its place.
pub type PlacedFormula = Placed<FormulaText>;

/// Where a part of a formula is, from its first token to its last.
#[must_use]
pub fn around(left: &PlacedFormula, right: &PlacedFormula) -> Place {
    left.place.to(right.place)
}
