//! Quantities from text. In: a quantity as a person writes it. Out: an amount on the scale of its
//! fact, or why it is not one.

use super::{Amount, Comparator, Quantity, QuantityFact, QuantityProblem, Scale, Written};
use crate::unit::Unit;
use core::fmt;
use core::str::FromStr;
use rust_decimal::Decimal;

/// Why a text is not a quantity of its fact.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ParseQuantityError {
    /// It does not have the form of a quantity.
    Form,
    /// The number is not followed by a known unit.
    Unit,
    /// The fact cannot have this quantity.
    Quantity(QuantityProblem),
}

impl fmt::Display for ParseQuantityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseQuantityError::Form => formatter
                .write_str("not a quantity; it is written `38 %`, `35 to 40 %` or `< 2 mg/L`"),
            ParseQuantityError::Unit => {
                formatter.write_str("no unit that is known follows the number")
            }
            ParseQuantityError::Quantity(problem) => problem.fmt(formatter),
        }
    }
}

impl core::error::Error for ParseQuantityError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            ParseQuantityError::Quantity(problem) => Some(problem),
            ParseQuantityError::Form | ParseQuantityError::Unit => None,
        }
    }
}

impl From<QuantityProblem> for ParseQuantityError {
    fn from(problem: QuantityProblem) -> ParseQuantityError {
        ParseQuantityError::Quantity(problem)
    }
}

impl Amount {
    /// Parses a quantity in the format that its `Display` writes: `38 %`, `35 to 40 %`, `< 2 mg/L`.
    ///
    /// # Errors
    ///
    /// Text in another form, or anything that [`Amount::new`] refuses.
    pub fn parse(scale: &Scale, text: &str) -> Result<Amount, ParseQuantityError> {
        let text = text.trim();
        let sign = text.find(|letter| !matches!(letter, '<' | '>' | '=')).unwrap_or_default();
        let (sign, rest) = text.split_at_checked(sign).ok_or(ParseQuantityError::Form)?;
        let (first, rest) = number(rest)?;
        let (written, rest) = match (sign, rest.strip_prefix("to ")) {
            ("", Some(rest)) => {
                let (last, rest) = number(rest)?;
                (Written::Between(first, last), rest)
            }
            ("", None) => (Written::Exactly(first), rest),
            (sign, _) => {
                let comparator =
                    Comparator::from_str(sign).map_err(|_| ParseQuantityError::Form)?;
                (Written::Compared(comparator, first), rest)
            }
        };
        let unit = Unit::from_words(rest).ok_or(ParseQuantityError::Unit)?;
        Ok(Amount::new(scale, written, unit)?)
    }
}

/// The number at the beginning, and what follows it.
fn number(text: &str) -> Result<(Decimal, &str), ParseQuantityError> {
    let text = text.trim_start();
    let end =
        text.find(|letter: char| !matches!(letter, '0'..='9' | '.' | '-')).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end).ok_or(ParseQuantityError::Form)?;
    let number = Decimal::from_str_exact(number).map_err(|_| ParseQuantityError::Form)?;
    Ok((number, rest.trim_start()))
}

/// See [`QuantityFact::parse`].
impl<F: QuantityFact> FromStr for Quantity<F> {
    type Err = ParseQuantityError;

    fn from_str(text: &str) -> Result<Quantity<F>, ParseQuantityError> {
        F::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, ParseQuantityError};
    use crate::fixtures::generated::{Dose, Lvef};
    use crate::possible::{QuantityFact, QuantityProblem};
    use crate::unit::Unit;

    #[test]
    fn a_quantity_is_read_as_it_is_written() {
        for text in ["38 %", "35 to 40 %", "< 2 %", ">= 30.50 %"] {
            assert_eq!(Lvef::parse(text).unwrap().amount().to_string(), text);
        }
        let spaced = Amount::parse(Lvef::scale(), "  <=38.5% ").unwrap();
        assert_eq!(spaced.to_string(), "<= 38.5 %");
        assert_eq!(Dose::parse("5 10*6").unwrap().amount().unit(), Unit::MillionCells);
    }

    #[test]
    fn what_is_no_quantity_of_the_fact_is_refused() {
        for text in ["", "%", "38 to %", "= 38 %", "1.2.3 %", "<", "< 1 to 2 %", "1e2 %"] {
            let refused = Lvef::parse(text).unwrap_err();
            assert_ne!(refused, QuantityProblem::Unit { found: Unit::Percent }.into(), "{text}");
        }
        assert_eq!(Lvef::parse("38").unwrap_err(), ParseQuantityError::Unit);
        let refused = Lvef::parse("0.3 mg/dL").unwrap_err();
        assert_eq!(refused.to_string(), "`mg/dL` is not a unit of this fact");
        let refused = Lvef::parse("99 %").unwrap_err();
        assert_eq!(refused.to_string(), "99 lies outside the plausible range");
    }
}
