//! Units of measure. In: the name of a unit in a case, a vocabulary or a policy. Out: a unit from a
//! closed list, with its kind of quantity and its exact factor to the other units of that kind.
//!
//! This is a closed table, not a parser of UCUM expressions: a person has checked every unit that a
//! policy can name, its factor is a ratio of whole numbers, and comparisons that UCUM's dimensions
//! would allow (`mL/min/{1.73_m2}` with `mL/min`, cells with a percentage) do not compile, because
//! only units of one [`Kind`] can be compared. Molar and mass concentrations are two kinds:
//! converting between them takes a molar mass, which a table of units does not have.

mod dimension;
mod synonym;
mod table;

pub use dimension::Dimension;
pub use table::{Kind, Unit};

use std::{fmt, iter};

/// An exact positive ratio of whole numbers, in lowest terms.
///
/// To compare without rounding, multiply both sides instead of dividing: `a` in a unit with the
/// factor `n/d` is greater than `b` if `a * n > b * d`.
///
/// ```
/// use policy_core::unit::{Ratio, Unit};
/// assert_eq!(Unit::Inch.factor(), Ratio { numerator: 127, denominator: 5_000 }); // of a meter
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ratio {
    /// What a number is multiplied by.
    pub numerator: u64,
    /// What it is then divided by; never 0 in a ratio from this module.
    pub denominator: u64,
}

impl Unit {
    /// The unit with this UCUM code, these words, or another spelling common in charts and
    /// policies.
    ///
    /// Spaces count only between two letters or digits, and both micro signs (U+00B5, U+03BC) are
    /// accepted for UCUM's `u`.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::from_words("million cells / kg"), Some(Unit::MillionCellsPerKilogram));
    /// assert_eq!(Unit::from_words("mcg/mL"), Unit::from_words("µg/mL"));
    /// assert_eq!(Unit::from_words("10*6"), Some(Unit::MillionCells));
    /// assert_eq!(Unit::from_words("furlongs"), None);
    /// ```
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|unit| unit.names().any(|name| significant(name).eq(significant(words))))
    }

    /// The unit that this UCUM code means, in any of the spellings that UCUM has for it: a liter may be
    /// `l` or `L`, an international unit `[iU]` or `[IU]`, a quotient a negative exponent.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::read_ucum("[iU]/ml"), Unit::from_ucum("[IU]/mL"));
    /// assert_eq!(Unit::read_ucum("10*3.uL-1"), Unit::from_ucum("10*3/uL"));
    /// assert_eq!(Unit::read_ucum("K/uL"), None); // kelvin
    /// ```
    #[must_use]
    pub fn read_ucum(code: &str) -> Option<Self> {
        Self::from_ucum(code).or_else(|| synonym::unit(code))
    }

    /// The UCUM code: the form used in cases and understood by other systems.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::MillionCellsPerKilogram.ucum(), "10*6/kg");
    /// ```
    #[must_use]
    pub const fn ucum(self) -> &'static str {
        self.entry().ucum
    }

    /// The name for people, which the policy language also uses.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::Percent.words(), "%");
    /// assert_eq!(Unit::MillionCells.words(), "million cells");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.entry().words
    }

    /// The kind of quantity that the unit measures.
    ///
    /// ```
    /// use policy_core::unit::{Kind, Unit};
    /// assert_eq!(Unit::PicogramPerMilliliter.kind(), Kind::MassConcentration);
    /// assert_eq!(Unit::PicomolePerLiter.kind(), Kind::AmountConcentration);
    /// ```
    #[must_use]
    pub const fn kind(self) -> Kind {
        self.entry().kind
    }

    /// The size of this unit in the kind's base unit.
    ///
    /// `a` and `mo` are UCUM's mean Julian year of 365.25 days and its twelfth: right for a
    /// quantity ("9 mo of survival"), but wrong for a date, which moves by a calendar
    /// [`CalendarDuration`](crate::calendar::CalendarDuration).
    ///
    /// ```
    /// use policy_core::unit::{Ratio, Unit};
    /// assert_eq!(Unit::MilligramPerDeciliter.factor(), Ratio { numerator: 1, denominator: 100 }); // of a gram per liter
    /// ```
    #[must_use]
    pub const fn factor(self) -> Ratio {
        self.entry().factor
    }

    /// Decimal places that a threshold may have in this unit, which is also how finely the numbers of
    /// a fact in this unit are told apart from its thresholds.
    ///
    /// Six for nearly all units; two for those that count single things, which come in hundreds of
    /// trillions.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!((Unit::Kilogram.decimals(), Unit::VectorGenomesPerKilogram.decimals()), (6, 2));
    /// ```
    #[must_use]
    pub const fn decimals(self) -> u32 {
        let counts_single_things = matches!(
            self,
            Self::Cells
                | Self::CellsPerKilogram
                | Self::CopiesPerMilliliter
                | Self::VectorGenome
                | Self::VectorGenomesPerKilogram
        );
        if counts_single_things { 2 } else { 6 }
    }

    /// The size of this unit in `other`; `None` if the two do not measure the same kind of
    /// quantity.
    ///
    /// ```
    /// use policy_core::unit::{Ratio, Unit};
    /// assert_eq!(Unit::LiterPerHour.ratio_to(Unit::MilliliterPerMinute), Some(Ratio { numerator: 50, denominator: 3 }));
    /// assert_eq!(Unit::MillionCells.ratio_to(Unit::Percent), None);
    /// ```
    #[must_use]
    pub const fn ratio_to(self, other: Self) -> Option<Ratio> {
        if self.kind() as usize != other.kind() as usize {
            return None;
        }
        let (own, other) = (self.factor(), other.factor());
        let over = gcd(own.numerator, other.numerator);
        let under = gcd(own.denominator, other.denominator);
        // Both factors are in lowest terms, so the result of these two divisions is, too.
        match (
            quotient(own.numerator, over).checked_mul(quotient(other.denominator, under)),
            quotient(own.denominator, under).checked_mul(quotient(other.numerator, over)),
        ) {
            (Some(numerator), Some(denominator)) => Some(Ratio { numerator, denominator }),
            _ => None, // no pair of the table gets here: the tests go through all of them
        }
    }

    /// A number of this unit, given its digits: `38 %`, `1:50`, `95th percentile`.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::Kilogram.after("1,200"), "1,200 kg");
    /// assert_eq!(Unit::Titer.after("50"), "1:50");
    /// assert_eq!(Unit::Percentile.after("3"), "3rd percentile");
    /// ```
    #[must_use]
    pub fn after(self, digits: &str) -> String {
        // The number of a titer is its reciprocal. A negative one is nothing that can be written so.
        if matches!(self, Self::Titer) && !digits.starts_with('-') {
            return format!("1:{digits}");
        }
        if matches!(self, Self::Percentile) {
            return format!("{} {}", ordinal(digits), self.words());
        }
        format!("{digits} {}", self.words())
    }

    /// A distance between two numbers of this unit: `5 kg`, `5 percentile points`.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::Percentile.distance("5"), "5 percentile points");
    /// ```
    #[must_use]
    pub fn distance(self, digits: &str) -> String {
        if matches!(self, Self::Percentile) {
            return format!("{digits} percentile points");
        }
        self.after(digits)
    }

    /// The digits of the first of two numbers that share a unit: `1` in `1 to 2 kg`, but `1:10` in
    /// `1:10 to 1:50`.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!((Unit::Kilogram.shared("10"), Unit::Titer.shared("10")), ("10".into(), "1:10".into()));
    /// ```
    #[must_use]
    pub fn shared(self, digits: &str) -> String {
        if matches!(self, Self::Titer) { self.after(digits) } else { digits.to_owned() }
    }

    /// Every name that [`from_words`](Self::from_words) accepts for it: the UCUM code, the words,
    /// other spellings. The code and the words are often the same.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert!(Unit::CellsPerMicroliter.names().eq(["/uL", "cells/uL", "/mm3", "cells/mm3"]));
    /// ```
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let entry = self.entry();
        [entry.ucum, entry.words].into_iter().chain(entry.spellings.iter().copied())
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

/// A number that says which, given its digits: "3rd", "95th".
///
/// ```
/// assert_eq!(policy_core::unit::ordinal("12"), "12th");
/// ```
#[must_use]
pub fn ordinal(digits: &str) -> String {
    let teens = ["11", "12", "13"].iter().any(|teen| digits.ends_with(teen));
    let ending = match digits.chars().next_back() {
        _ if teens || digits.contains('.') => "th",
        Some('1') => "st",
        Some('2') => "nd",
        Some('3') => "rd",
        _ => "th",
    };
    format!("{digits}{ending}")
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

const fn quotient(a: u64, divisor: u64) -> u64 {
    match a.checked_div(divisor) {
        Some(quotient) => quotient,
        None => a,
    }
}

/// The characters that distinguish two spellings.
fn significant(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.trim().chars().peekable();
    let mut last = None;
    iter::from_fn(move || {
        let mut next = rest.next()?;
        if next.is_whitespace() {
            while rest.next_if(|c| c.is_whitespace()).is_some() {}
            let between = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
            next = if between(last) && between(rest.peek().copied()) { ' ' } else { rest.next()? };
        }
        last = Some(next);
        Some(if matches!(next, '\u{b5}' | '\u{3bc}') { 'u' } else { next })
    })
}

#[cfg(test)]
mod tests;
