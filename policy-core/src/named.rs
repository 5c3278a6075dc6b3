//! Parsing values from their names.

use crate::Truth;
use crate::calendar::{DateProblem, PartialDate};
use crate::policy::{Basis, Outcome, Quantifier};
use crate::possible::Comparator;
use crate::unit::Unit;
use core::fmt;
use core::str::FromStr;

/// The text is not the name of any value. It is not quoted, because it may contain anything.
///
/// ```
/// use policy_core::policy::Outcome;
///
/// assert_eq!("need_information".parse(), Ok(Outcome::NeedInformation));
/// assert_eq!("denied".parse::<Outcome>().unwrap_err().to_string(), "not the name of an outcome");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UnknownName {
    of: &'static str,
}

impl UnknownName {
    /// A type of value, with its article: "an outcome".
    #[must_use]
    pub const fn of(what: &'static str) -> UnknownName {
        UnknownName { of: what }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not the name of {}", self.of)
    }
}

impl core::error::Error for UnknownName {}

macro_rules! named {
    ($($(#[$docs:meta])* $type:ty: $what:literal, $find:expr;)*) => {
        $(
            $(#[$docs])*
            impl FromStr for $type {
                type Err = UnknownName;

                fn from_str(name: &str) -> Result<$type, UnknownName> {
                    $find(name).ok_or(UnknownName::of($what))
                }
            }
        )*
    };
}

named! {
    /// From its [name](Outcome::name).
    Outcome: "an outcome", Outcome::from_name;
    /// From its [name](Basis::name).
    Basis: "a basis", Basis::from_name;
    /// From its [name](Truth::name).
    Truth: "a truth", |name| Truth::ALL.into_iter().find(|truth| truth.name() == name);
    /// From its UCUM code, its words, or another spelling: see [`Unit::from_words`].
    Unit: "a unit", Unit::from_words;
    /// From its [sign](Comparator::sign).
    Comparator: "a comparator", Comparator::from_sign;
    /// From its words in the language: `all of`, `any of`, `none of`, `at least 2 of`.
    Quantifier: "a quantifier", quantifier;
}

fn quantifier(words: &str) -> Option<Quantifier> {
    let at_least = || words.strip_prefix("at least ")?.strip_suffix(" of")?.parse().ok();
    match words {
        "all of" => Some(Quantifier::AllOf),
        "any of" => Some(Quantifier::AnyOf),
        "none of" => Some(Quantifier::NoneOf),
        _ => at_least().map(Quantifier::AtLeast),
    }
}

/// Its words in the language: `all of`, `any of`, `none of`, `at least 2 of`.
impl fmt::Display for Quantifier {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quantifier::AllOf => formatter.write_str("all of"),
            Quantifier::AnyOf => formatter.write_str("any of"),
            Quantifier::NoneOf => formatter.write_str("none of"),
            Quantifier::AtLeast(needed) => write!(formatter, "at least {needed} of"),
        }
    }
}

/// See [`PartialDate::parse`].
impl FromStr for PartialDate {
    type Err = DateProblem;

    fn from_str(text: &str) -> Result<PartialDate, DateProblem> {
        PartialDate::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::UnknownName;
    use crate::calendar::{DateProblem, PartialDate};
    use crate::policy::{Basis, Outcome, Quantifier};
    use crate::unit::Unit;
    use crate::{Truth, TruthState};

    #[test]
    fn everything_with_a_name_is_read_back_from_it() {
        for outcome in Outcome::ALL {
            assert_eq!(outcome.name().parse(), Ok(outcome));
        }
        for basis in Basis::ALL {
            assert_eq!(basis.name().parse(), Ok(basis));
            assert!(!basis.to_string().contains('_'));
        }
        for truth in Truth::ALL {
            assert_eq!(truth.name().parse(), Ok(truth));
            assert_eq!(Truth::from(TruthState::from(truth)), truth);
        }
        let all =
            [Quantifier::AllOf, Quantifier::AnyOf, Quantifier::NoneOf, Quantifier::AtLeast(2)];
        for quantifier in all {
            assert_eq!(quantifier.to_string().parse(), Ok(quantifier));
        }
        for words in ["all", "at least two of", "at least -1 of"] {
            assert_eq!(words.parse::<Quantifier>(), Err(UnknownName::of("a quantifier")));
        }
        assert_eq!("mcg/mL".parse::<Unit>(), Ok(Unit::MicrogramPerMilliliter));
        assert_eq!("2026-11".parse(), Ok(PartialDate::Month { year: 2026, month: 11 }));
        assert_eq!("11/2026".parse::<PartialDate>(), Err(DateProblem::NotADate));
        assert_eq!("furlongs".parse::<Unit>(), Err(UnknownName::of("a unit")));
    }

    #[test]
    fn outcomes_are_ordered_as_they_are_listed() {
        assert!(Outcome::ALL.is_sorted());
    }
}
