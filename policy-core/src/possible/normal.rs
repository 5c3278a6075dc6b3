//! A result and the laboratory's limits of normal that came with it.
//!
//! In: results, and multiples of a limit. Out: whether results lie there, each compared with its own
//! limits. A limit that is not documented may be any number that the other one allows.

use super::compared::{Distance, Exact, Orders, Range, RangeEnd, Sign, stricter};
use super::measurement::{DocumentedResult, Measured, Results, View};
use super::{Days, Interval, QuantityFact, QuantityProblem, Scale};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::unit::Unit;
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// The limits of normal of one result, in its unit; either may not be documented.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Normal {
    low: Option<Decimal>,
    high: Option<Decimal>,
}

/// One of the two limits of normal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum NormLimit {
    /// The lower one.
    Lower,
    /// The upper one.
    Upper,
}

/// So many times a limit of normal.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Multiple {
    /// How many times; more than 0.
    pub times: Decimal,
    /// Which limit.
    pub limit: NormLimit,
}

/// What is asked of a result and its limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Norm {
    /// How it has to lie to a multiple of a limit.
    Compare(Orders, Multiple),
    /// Two multiples between which it has to lie, both included.
    Between(Multiple, Multiple),
}

impl Normal {
    /// No limits are documented.
    pub const NONE: Normal = Normal { low: None, high: None };

    /// Limits of a result in this unit, of a fact with this scale.
    ///
    /// # Errors
    ///
    /// The limit with a problem, and what it is: a limit outside the plausible range, an upper limit
    /// of 0 where no number is negative, or a lower limit above the upper one.
    pub fn new(
        scale: &Scale,
        unit: Unit,
        low: Option<Decimal>,
        high: Option<Decimal>,
    ) -> Result<Normal, (NormLimit, QuantityProblem)> {
        let is_not_negative = Sign::from_lowest(scale.low) != Sign::Any;
        let fits = |value: Decimal| scale.plausible(value, unit).is_some();
        let out = |found: Decimal| QuantityProblem::Range { found };
        match (low, high) {
            // A lower limit of 0 is none.
            (Some(low), _) if !(fits(low) || is_not_negative && low.is_zero()) => {
                Err((NormLimit::Lower, out(low)))
            }
            (_, Some(high)) if !fits(high) || is_not_negative && high <= Decimal::ZERO => {
                Err((NormLimit::Upper, out(high)))
            }
            (Some(low), Some(high)) if low > high => {
                Err((NormLimit::Lower, QuantityProblem::UpsideDown { low, high }))
            }
            _ => Ok(Normal { low, high }),
        }
    }

    /// The lower limit.
    #[must_use]
    pub const fn low(self) -> Option<Decimal> {
        self.low
    }

    /// The upper limit.
    #[must_use]
    pub const fn high(self) -> Option<Decimal> {
        self.high
    }

    /// A limit, if it is documented.
    #[must_use]
    pub const fn limit(self, limit: NormLimit) -> Option<Decimal> {
        match limit {
            NormLimit::Lower => self.low,
            NormLimit::Upper => self.high,
        }
    }

    /// What a limit may be: no lower one is above an upper one, and where no number is negative, an
    /// upper one is above 0.
    fn range(self, limit: NormLimit, unit: Unit, sign: Sign) -> Range {
        let end = |value| RangeEnd::at(Exact { value, unit: Some(unit) });
        if let Some(value) = self.limit(limit) {
            return Range::exactly(Exact { value, unit: Some(unit) });
        }
        let zero =
            |included| (sign != Sign::Any).then_some(RangeEnd { included, ..end(Decimal::ZERO) });
        match limit {
            NormLimit::Lower => Range { low: zero(true), high: self.high.map(end) },
            NormLimit::Upper => {
                let low = stricter(zero(false), self.low.map(end), Ordering::Greater);
                Range { low, high: None }
            }
        }
    }
}

impl Multiple {
    /// The limit itself.
    #[must_use]
    pub const fn once(limit: NormLimit) -> Multiple {
        Multiple { times: Decimal::ONE, limit }
    }

    /// How far from the limit it lies.
    fn distance(self) -> Option<Distance> {
        if self.times == Decimal::ONE {
            return Some(Distance::None);
        }
        let more = self.times.checked_sub(Decimal::ONE)?;
        Some(Distance::Percent(more.checked_mul(Decimal::ONE_HUNDRED)?))
    }

    /// The orders in which a number may lie to it.
    fn orders(self, number: Range, normal: Normal, unit: Unit, sign: Sign) -> Orders {
        let limit = normal.range(self.limit, unit, sign);
        self.distance().map_or(Orders::ALL, |distance| number.moved_orders(limit, distance))
    }
}

impl Norm {
    /// Whether a result lies there, by itself; given the sign of all numbers of its fact.
    #[must_use]
    pub fn of(self, result: &DocumentedResult, sign: Sign) -> Truth {
        self.truth(Range::of(&result.amount, sign), result, sign)
    }

    /// Whether a number of a result lies there.
    fn truth(self, number: Range, result: &DocumentedResult, sign: Sign) -> Truth {
        let (normal, unit) = (result.normal, result.amount.unit());
        let orders = |multiple: Multiple| multiple.orders(number, normal, unit, sign);
        match self {
            Norm::Compare(asked, multiple) => orders(multiple).truth(asked),
            Norm::Between(low, high) => {
                orders(low).truth(Orders::AT_LEAST) & orders(high).truth(Orders::AT_MOST)
            }
        }
    }
}

/// Results that are compared with their own limits.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    norm: Norm,
    sign: Sign,
}

/// Where what is asked is so; and where it is not so.
const SO: i64 = 1;
const NOT_SO: i64 = 0;
const ASKED: Interval = Interval::at_least(SO);

impl View for Own {
    const SHOWS_VALUES: bool = false;

    fn positions(self, result: &DocumentedResult) -> Interval {
        let truth = self.norm.of(result, self.sign);
        let low = if truth == Truth::MET { SO } else { NOT_SO };
        Interval::between(low, if truth.can_be_met() { SO } else { NOT_SO })
    }
}

/// The results that a criterion considers, each with its own limits.
#[derive(Clone, Copy, Debug)]
pub struct OwnLimits<'a, D>(Results<'a, D, Own>);

impl<'a, D: Days> Results<'a, D> {
    /// The same results, each compared with its own limits; and the sign of all their numbers.
    #[must_use]
    pub const fn with_limits(self, norm: Norm, sign: Sign) -> OwnLimits<'a, D> {
        OwnLimits(self.seen(Own { norm, sign }))
    }
}

impl<D: Days> OwnLimits<'_, D> {
    /// Whether the latest result is so.
    #[must_use]
    pub fn latest(self) -> Truth {
        self.0.latest(ASKED)
    }

    /// Whether the earliest result is so.
    #[must_use]
    pub fn earliest(self) -> Truth {
        self.0.earliest(ASKED)
    }

    /// Whether at least one result is so.
    #[must_use]
    pub fn any(self) -> Truth {
        self.0.any(ASKED)
    }

    /// Whether every result is so.
    #[must_use]
    pub fn every(self) -> Truth {
        self.0.every(ASKED)
    }

    /// Whether at least so many different results are so; if it is asked, so many that lie so far
    /// apart.
    #[must_use]
    pub fn at_least(self, number: u32, apart: Option<CalendarDuration>) -> Truth {
        self.0.at_least(number, apart, ASKED)
    }

    /// Whether the highest result is so; of several, each may be it.
    #[must_use]
    pub fn highest(self) -> Truth {
        let bound = self.bound(|range| range.low, Ordering::Greater);
        self.chosen(|range| range.from(bound))
    }

    /// Whether the lowest result is so; of several, each may be it.
    #[must_use]
    pub fn lowest(self) -> Truth {
        let bound = self.bound(|range| range.high, Ordering::Less);
        self.chosen(|range| range.to(bound))
    }

    /// The strictest of the ends of the results that certainly count.
    fn bound(self, end: impl Fn(Range) -> Option<RangeEnd>, side: Ordering) -> Option<RangeEnd> {
        let sign = self.0.view.sign;
        let certain = self.0.documented.iter().filter(|result| self.certainly_counts(result));
        let ends = certain.map(|result| end(Range::of(&result.amount, sign)));
        ends.fold(None, |bound, end| stricter(bound, end, side))
    }

    fn certainly_counts(self, result: &DocumentedResult) -> bool {
        self.0.candidate(result).is_some_and(|candidate| candidate.certain)
    }

    /// Whether the result is so that is chosen, with the numbers that are left to each.
    fn chosen(self, left: impl Fn(Range) -> Range) -> Truth {
        let Own { norm, sign } = self.0.view;
        let (mut some, mut can_be_met, mut can_fail) = (false, false, false);
        for result in self.0.documented {
            let Some(candidate) = self.0.candidate(result) else { continue };
            some |= candidate.certain;
            let number = left(Range::of(&result.amount, sign));
            if !number.is_empty() {
                let truth = norm.truth(number, result, sign);
                can_be_met |= truth.can_be_met();
                can_fail |= truth != Truth::MET;
            }
        }
        if some { Truth::from_possibilities(can_be_met, can_fail) } else { Truth::UNKNOWN }
    }
}

impl<F: QuantityFact> Measured<F> {
    /// With both limits of normal that the laboratory gives, in the unit of the result.
    ///
    /// # Errors
    ///
    /// See [`Normal::new`].
    pub fn normal(
        self,
        low: impl Into<Decimal>,
        high: impl Into<Decimal>,
    ) -> Result<Measured<F>, QuantityProblem> {
        self.limits(Some(low.into()), Some(high.into()))
    }

    /// With the upper limit of normal alone.
    ///
    /// # Errors
    ///
    /// See [`Normal::new`].
    pub fn normal_up_to(self, high: impl Into<Decimal>) -> Result<Measured<F>, QuantityProblem> {
        self.limits(None, Some(high.into()))
    }

    /// With the lower limit of normal alone.
    ///
    /// # Errors
    ///
    /// See [`Normal::new`].
    pub fn normal_from(self, low: impl Into<Decimal>) -> Result<Measured<F>, QuantityProblem> {
        self.limits(Some(low.into()), None)
    }

    fn limits(
        mut self,
        low: Option<Decimal>,
        high: Option<Decimal>,
    ) -> Result<Measured<F>, QuantityProblem> {
        let unit = self.result.amount.unit();
        let normal = Normal::new(F::scale(), unit, low, high);
        self.result.normal = normal.map_err(|(_, problem)| problem)?;
        Ok(self)
    }
}
