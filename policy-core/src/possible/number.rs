//! Counts and exact decimals with units.

use super::{CodeSet, Interval, ParseQuantityError, Scale};
use crate::unit::Unit;
use core::fmt;
use core::marker::PhantomData;
use rust_decimal::Decimal;

/// The possible values of a count.
///
/// ```
/// use policy_core::{Truth, possible::{Count, Interval}};
///
/// assert_eq!(Count::from(1).values().inside(Interval::at_most(1)), Truth::MET);
/// assert_eq!(Count::default().values().inside(Interval::at_most(1)), Truth::UNKNOWN);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Count(Option<u32>);

impl Count {
    /// Not documented.
    pub const UNKNOWN: Count = Count(None);

    /// The number, if it is documented.
    #[must_use]
    pub const fn written(self) -> Option<u32> {
        self.0
    }

    /// The possible numbers.
    #[inline]
    #[must_use]
    pub fn values(self) -> Interval {
        self.0.map_or(Interval::at_least(0), |count| Interval::exactly(i64::from(count)))
    }
}

impl Default for Count {
    fn default() -> Count {
        Count::UNKNOWN
    }
}

impl From<u32> for Count {
    fn from(count: u32) -> Count {
        Count(Some(count))
    }
}

impl From<Option<u32>> for Count {
    fn from(count: Option<u32>) -> Count {
        Count(count)
    }
}

impl fmt::Debug for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(count) => write!(formatter, "{count}"),
            None => formatter.write_str("unknown"),
        }
    }
}

/// How a laboratory reports a result below or above what it can measure, as in FHIR's
/// `Quantity.comparator`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Comparator {
    /// `<`: less than the value
    Less,
    /// `<=`: the value or less
    LessOrEqual,
    /// `>`: more than the value
    Greater,
    /// `>=`: the value or more
    GreaterOrEqual,
}

impl Comparator {
    /// The comparator with this sign: `<`, `<=`, `>` or `>=`.
    #[must_use]
    pub fn from_sign(sign: &str) -> Option<Comparator> {
        [Comparator::Less, Comparator::LessOrEqual, Comparator::Greater, Comparator::GreaterOrEqual]
            .into_iter()
            .find(|known| known.sign() == sign)
    }

    /// `<`, `<=`, `>` or `>=`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Comparator::Less => "<",
            Comparator::LessOrEqual => "<=",
            Comparator::Greater => ">",
            Comparator::GreaterOrEqual => ">=",
        }
    }
}

/// A quantity as it was written, without its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    /// One value.
    Exactly(Decimal),
    /// Somewhere in this range, both ends included.
    Between(Decimal, Decimal),
    /// On one side of a value.
    Compared(Comparator, Decimal),
}

/// One documented quantity: as written, and its possible positions on the fact's scale.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    written: Written,
    unit: Unit,
    positions: Interval,
}

impl Amount {
    /// Checks a quantity against the scale of its fact.
    ///
    /// # Errors
    ///
    /// A unit that the fact does not accept, a value outside the plausible range or a comparator that
    /// leaves nothing of it (`< 0` of a concentration), or a range whose low end is above its high
    /// end.
    pub fn new(scale: &Scale, written: Written, unit: Unit) -> Result<Amount, QuantityProblem> {
        if !scale.units().any(|accepted| accepted == unit) {
            return Err(QuantityProblem::Unit { found: unit });
        }
        let place = |value: Decimal| {
            scale.plausible(value, unit).ok_or(QuantityProblem::Range { found: value })
        };
        let positions = match written {
            Written::Exactly(value) => Interval::exactly(place(value)?),
            Written::Between(low, high) if low > high => {
                return Err(QuantityProblem::UpsideDown { low, high });
            }
            Written::Between(low, high) => Interval::between(place(low)?, place(high)?),
            Written::Compared(comparator, value) => {
                let position = place(value)?;
                // A value between two marks shares its position with others on both sides of it.
                let on_mark = Scale::is_on_mark(position);
                let side = match comparator {
                    Comparator::Less if on_mark => Interval::below(position),
                    Comparator::Less | Comparator::LessOrEqual => Interval::at_most(position),
                    Comparator::Greater if on_mark => Interval::above(position),
                    Comparator::Greater | Comparator::GreaterOrEqual => {
                        Interval::at_least(position)
                    }
                };
                // No concentration is below 0.
                if !side.can_be_in(scale.range()) {
                    return Err(QuantityProblem::Range { found: value });
                }
                side
            }
        };
        Ok(Amount { written, unit, positions })
    }

    /// The quantity as written.
    #[must_use]
    pub const fn written(&self) -> Written {
        self.written
    }

    /// The unit as written.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// The possible positions on the fact's [`Scale`].
    #[inline]
    #[must_use]
    pub const fn positions(&self) -> Interval {
        self.positions
    }
}

impl Amount {
    /// The amount with its unit, with the digits of each number as they are given.
    pub(crate) fn shown(&self, digits: impl Fn(Decimal) -> String) -> String {
        let with_unit = |value| self.unit.after(&digits(value));
        match self.written {
            Written::Exactly(value) => with_unit(value),
            Written::Between(low, high) => {
                format!("{} to {}", self.unit.shared(&digits(low)), with_unit(high))
            }
            Written::Compared(comparator, value) => {
                format!("{} {}", comparator.sign(), with_unit(value))
            }
        }
    }
}

impl fmt::Display for Amount {
    /// `38 %`, `35 to 40 %`, `< 2 mg/L`
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.shown(|number| number.to_string()))
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// Why a quantity is not valid for its fact.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum QuantityProblem {
    /// The fact does not accept this unit.
    Unit {
        /// The unit that was given.
        found: Unit,
    },
    /// The value is outside the fact's plausible range.
    Range {
        /// The value that was given, in its own unit.
        found: Decimal,
    },
    /// The low end is above the high end.
    UpsideDown {
        /// The low end.
        low: Decimal,
        /// The high end.
        high: Decimal,
    },
}

impl fmt::Display for QuantityProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QuantityProblem::Unit { found } => {
                write!(formatter, "`{}` is not a unit of this fact", found.ucum())
            }
            QuantityProblem::Range { found } => {
                write!(formatter, "{found} lies outside the plausible range")
            }
            QuantityProblem::UpsideDown { low, high } => {
                write!(formatter, "the range from {low} to {high} is upside down")
            }
        }
    }
}

impl core::error::Error for QuantityProblem {}

/// A fact whose values are quantities, as generated by `vocabulary!`: the type that prevents one
/// fact's numbers from being mistaken for another's. The type itself only names the fact; its
/// functions make the values: `Lvef::exactly(38, Unit::Percent)?` is a
/// [`Quantity<Lvef>`](Quantity).
/// ```
/// use policy_core::possible::{Comparator, Measurement};
/// use policy_core::{Decimal, NaiveDate, PartialDate, Unit};
/// # use policy_core::possible::{CodeSet, QuantityFact, Scale};
/// # use std::borrow::Cow;
/// # use std::sync::LazyLock;
/// # #[derive(Clone, Copy, PartialEq, Eq, Debug)]
/// # enum LvefMethod { Echo2d }
/// # impl CodeSet for LvefMethod {
/// #     const NAMES: &'static [&'static str] = &["Echo2d"];
/// #     const ALL: &'static [LvefMethod] = &[LvefMethod::Echo2d];
/// #     fn position(self) -> u8 { self as u8 }
/// # }
/// # #[derive(Clone, Copy, PartialEq, Debug)]
/// # struct Lvef;
/// # impl QuantityFact for Lvef {
/// #     type Method = LvefMethod;
/// #     fn scale() -> &'static Scale {
/// #         static SCALE: LazyLock<Scale> = LazyLock::new(|| Scale { unit: Unit::Percent, accepted: Cow::Borrowed(&[]), low: Decimal::ONE, high: Decimal::ONE_HUNDRED, multiplier: 1 });
/// #         &SCALE
/// #     }
/// # }
///
/// let exact = Lvef::exactly(34, Unit::Percent)?;
/// let uncertain = Lvef::between(35, 40, Unit::Percent)?;
/// let below = Lvef::compared(Comparator::Less, 20, Unit::Percent)?;
/// assert_eq!(Lvef::parse("35 to 40 %")?, uncertain);
///
/// // Results have a date, which may be a month or a year, and may have a method.
/// let day = NaiveDate::from_ymd_opt(2026, 10, 2).ok_or("no such day")?;
/// let month = "2026-08".parse::<PartialDate>()?;
/// let results = [exact.on(day).by(LvefMethod::Echo2d), uncertain.on(month), below.on(month)];
/// assert_eq!(Measurement::from(results).documented().len(), 3);
///
/// // What a fact cannot have is refused.
/// let refused = Lvef::exactly(34, Unit::Milligram).unwrap_err();
/// assert_eq!(refused.to_string(), "`mg` is not a unit of this fact");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait QuantityFact: Copy + fmt::Debug + Send + Sync + 'static {
    /// The methods by which it is measured; [`NoValues`](super::NoValues) if the vocabulary names
    /// none.
    type Method: CodeSet;

    /// The unit, accepted units and plausible range.
    fn scale() -> &'static Scale;

    /// A quantity as a person writes it: `38 %`, `35 to 40 %`, `< 2 mg/L`.
    ///
    /// # Errors
    ///
    /// Text in another form, or a quantity that the fact cannot have.
    fn parse(text: &str) -> Result<Quantity<Self>, ParseQuantityError> {
        Amount::parse(Self::scale(), text).map(Quantity::from_amount)
    }

    /// One exact value.
    ///
    /// # Errors
    ///
    /// See [`QuantityProblem`].
    fn exactly(value: impl Into<Decimal>, unit: Unit) -> Result<Quantity<Self>, QuantityProblem> {
        Quantity::new(Written::Exactly(value.into()), unit)
    }

    /// Somewhere from `low` to `high`, both included.
    ///
    /// # Errors
    ///
    /// See [`QuantityProblem`].
    fn between(
        low: impl Into<Decimal>,
        high: impl Into<Decimal>,
        unit: Unit,
    ) -> Result<Quantity<Self>, QuantityProblem> {
        Quantity::new(Written::Between(low.into(), high.into()), unit)
    }

    /// On one side of a value, as a laboratory reports what it could not measure.
    ///
    /// # Errors
    ///
    /// See [`QuantityProblem`].
    fn compared(
        comparator: Comparator,
        value: impl Into<Decimal>,
        unit: Unit,
    ) -> Result<Quantity<Self>, QuantityProblem> {
        Quantity::new(Written::Compared(comparator, value.into()), unit)
    }
}

/// A documented quantity of the fact `F`; a case has an `Option` of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Quantity<F> {
    amount: Amount,
    fact: PhantomData<F>,
}

impl<F: QuantityFact> Quantity<F> {
    /// A quantity as it was written.
    ///
    /// # Errors
    ///
    /// See [`QuantityProblem`].
    pub fn new(written: Written, unit: Unit) -> Result<Quantity<F>, QuantityProblem> {
        Amount::new(F::scale(), written, unit).map(Quantity::from_amount)
    }

    pub(crate) const fn from_amount(amount: Amount) -> Quantity<F> {
        Quantity { amount, fact: PhantomData }
    }

    /// What is documented.
    #[inline]
    #[must_use]
    pub const fn amount(&self) -> &Amount {
        &self.amount
    }

    /// The possible positions on the fact's scale: any if nothing is documented.
    #[inline]
    #[must_use]
    pub fn values(documented: Option<Quantity<F>>) -> Interval {
        documented.map_or(Interval::ANYTHING, |quantity| quantity.amount.positions)
    }
}

impl<F> fmt::Display for Quantity<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.amount.fmt(formatter)
    }
}

impl<F> fmt::Debug for Quantity<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.amount)
    }
}
