//! Numbers that are calculated from others, which may be known in part.
//!
//! In: what the inputs of a formula may be. Out: what it may come to, as positions on the scale of
//! the calculated fact. Everything is interval arithmetic in exact fractions: each input may be any
//! number between its ends, whatever the others are. Of an input of which nothing is documented
//! only the sign is known.

#![expect(
    clippy::large_types_passed_by_value,
    clippy::large_enum_variant,
    reason = "copying a fraction costs little beside multiplying it"
)]

mod fraction;
#[cfg(test)]
mod tests;
mod total;

use super::compared::{RangeEnds, Selected, Sign, ends_of, ends_unknown};
use super::date::{LAST, day_with_number};
use super::{Bounds, Count, Interval, Period, Quantity, QuantityFact, Scale};
use crate::Truth;
use crate::unit::{Ratio, Unit};
use core::cell::RefCell;
use core::cmp::Ordering;
use fraction::Fraction;
use rust_decimal::Decimal;
pub use total::Total;

/// What a calculated number may be; nothing where there may be none, as without a result.
#[derive(Clone, Copy, Debug)]
pub struct Calculated(Option<Numbers>);

/// All numbers between two ends.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    low: End,
    high: End,
}

/// One end of some numbers.
#[derive(Clone, Copy, Debug)]
enum End {
    /// There is no lowest number.
    Lowest,
    /// There is no highest number.
    Highest,
    /// This number, if it is included, or those next to it.
    At { number: Fraction, included: bool },
}

impl Calculated {
    /// There may be no number at all.
    pub const UNKNOWN: Calculated = Calculated(None);

    /// Any number.
    pub const ANY: Calculated = Calculated(Some(Numbers { low: End::Lowest, high: End::Highest }));

    /// Any number of a fact, as far as its sign says.
    #[must_use]
    pub fn any(scale: &Scale) -> Calculated {
        let size = scale.unit.size().map_or(Ratio::ONE, |(_, size)| size);
        let ends = ends_unknown(Sign::from_lowest(scale.low), scale.unit);
        Calculated::between(ends, Some(scale.unit), size)
    }

    /// A number in a formula, and the size of its unit.
    #[must_use]
    pub fn number(value: Decimal, size: Ratio) -> Calculated {
        Calculated(Fraction::of(value, size).map(Numbers::exactly))
    }

    /// A count, and the sign that all numbers of its fact have.
    #[must_use]
    pub fn count(count: Count, sign: Sign) -> Calculated {
        let whole = |number: u32| Fraction::of(number.into(), Ratio::ONE);
        Calculated(match count.written() {
            Some(written) => whole(written).map(Numbers::exactly),
            None => whole(0).map(|zero| Numbers {
                low: End::At { number: zero, included: sign != Sign::Positive },
                high: End::Highest,
            }),
        })
    }

    /// A quantity, the sign that all numbers of its fact have, and the size of the fact's unit.
    #[must_use]
    pub fn quantity<F: QuantityFact>(
        quantity: Option<Quantity<F>>,
        sign: Sign,
        size: Ratio,
    ) -> Calculated {
        let unit = F::scale().unit;
        let ends = quantity
            .map_or_else(|| ends_unknown(sign, unit), |quantity| ends_of(quantity.amount(), sign));
        Calculated::between(ends, Some(unit), size)
    }

    /// The numbers between two ends, and the size of the fact's unit.
    #[must_use]
    pub(crate) fn between([low, high]: RangeEnds, unit: Option<Unit>, size: Ratio) -> Calculated {
        let end = |end: Option<(Decimal, Option<Unit>, bool)>, without: End| {
            let Some((value, given, included)) = end else { return Some(without) };
            let size = match given.zip(unit) {
                Some((given, unit)) if given != unit => given.ratio_to(unit)?.times(size)?,
                Some(_) | None => size,
            };
            Some(End::At { number: Fraction::of(value, size)?, included })
        };
        let numbers =
            || Some(Numbers { low: end(low, End::Lowest)?, high: end(high, End::Highest)? });
        Calculated(numbers())
    }

    /// The chosen result of a measurement, and the size of its unit.
    #[must_use]
    pub fn result(selected: &Selected<'_>, unit: Unit, size: Ratio) -> Calculated {
        let found = RefCell::new(None::<Numbers>);
        let all_there = selected.each_range(&|ends| {
            let Calculated(Some(numbers)) = Calculated::between(ends, Some(unit), size) else {
                return false;
            };
            let mut found = found.borrow_mut();
            let joined = match *found {
                Some(known) => known.joined(numbers),
                None => Some(numbers),
            };
            *found = joined;
            joined.is_some()
        });
        Calculated(found.into_inner().filter(|_| all_there))
    }

    /// The days from one date to another.
    #[must_use]
    pub fn days(from: Interval, to: Interval) -> Calculated {
        let between = |from: i64, to: i64| {
            let (from, to) = (day_with_number(from)?, day_with_number(to)?);
            let days = to.signed_duration_since(from).num_days();
            Fraction::of(days.into(), Ratio::ONE)
        };
        let is_known = |days: Interval| days.high() <= LAST;
        let end = |number: Option<Fraction>, without: End| {
            number.map_or(without, |number| End::At { number, included: true })
        };
        Calculated((is_known(from) && is_known(to)).then(|| Numbers {
            low: end(between(from.high(), to.low()), End::Lowest),
            high: end(between(from.low(), to.high()), End::Highest),
        }))
    }

    /// So many days, at least and at most.
    pub(super) fn between_days(fewest: i64, most: Option<i64>) -> Calculated {
        let whole = |days: i64| {
            let number = Fraction::of(days.into(), Ratio::ONE)?;
            Some(End::At { number, included: true })
        };
        let high = most.map_or(Some(End::Highest), whole);
        Calculated(whole(fewest).zip(high).map(|(low, high)| Numbers { low, high }))
    }

    /// The smallest range that holds both.
    #[must_use]
    pub(crate) fn or(self, other: Calculated) -> Calculated {
        self.with(other, Numbers::joined)
    }

    /// The same numbers and all above them.
    #[must_use]
    pub(crate) fn or_more(self) -> Calculated {
        Calculated(self.0.map(|numbers| Numbers { high: End::Highest, ..numbers }))
    }

    /// The smallest range that holds what it may be in each period that a window may turn out to have.
    #[must_use]
    pub fn over_all(
        bounds: Bounds,
        entries: super::period::Entries<'_>,
        value: impl Fn(Period) -> Calculated,
    ) -> Calculated {
        let found = RefCell::new(None::<Calculated>);
        // It is asked for each period as long as all give one answer.
        bounds.truth(entries, |period| {
            let value = value(period);
            let mut found = found.borrow_mut();
            *found = Some(found.map_or(value, |known| known.or(value)));
            Truth::MET
        });
        found.into_inner().unwrap_or(Calculated::UNKNOWN)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Calculated) -> Calculated {
        self.with(other, Numbers::plus)
    }

    /// The difference.
    #[must_use]
    pub fn minus(self, other: Calculated) -> Calculated {
        self.with(other, |one, other| one.plus(other.negated()))
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Calculated) -> Calculated {
        self.with(other, Numbers::times)
    }

    /// The quotient.
    #[must_use]
    pub fn over(self, other: Calculated) -> Calculated {
        self.with(other, |one, other| one.times(other.reciprocal()?))
    }

    /// The number multiplied by itself, so many times in all.
    #[must_use]
    pub fn power(self, exponent: u32) -> Calculated {
        Calculated(self.0.and_then(|numbers| numbers.power(exponent)))
    }

    fn with(
        self,
        other: Calculated,
        combined: impl FnOnce(Numbers, Numbers) -> Option<Numbers>,
    ) -> Calculated {
        Calculated(self.0.zip(other.0).and_then(|(one, other)| combined(one, other)))
    }

    /// The positions on a scale, given the size of its unit; `None` where there may be no number.
    #[must_use]
    pub fn positions(self, scale: &Scale, size: Ratio) -> Option<Interval> {
        let numbers = self.0?;
        let position = |end: End| match end {
            End::Lowest => Some((i64::MIN, true)),
            End::Highest => Some((i64::MAX, true)),
            End::At { number, included } => Some((scale.position_of(number, size)?, included)),
        };
        // Next to a mark is the room between two.
        let inside = |(position, included): (i64, bool), step: i64| {
            if included || !Scale::is_on_mark(position) {
                position
            } else {
                position.saturating_add(step)
            }
        };
        let low = inside(position(numbers.low)?, 1);
        let high = inside(position(numbers.high)?, -1);
        Some(Interval::between(low, high))
    }

    /// Whether it lies at these positions on a scale.
    #[must_use]
    pub fn inside(self, scale: &Scale, size: Ratio, asked: Interval) -> Truth {
        self.positions(scale, size).map_or(Truth::UNKNOWN, |positions| positions.inside(asked))
    }

    /// What it may be, in words: "31.2 kg/m2", "30 to 31.5 kg/m2", "at least 30 kg/m2"; `None` where
    /// nothing is known about it, or where its digits are too many.
    #[must_use]
    pub(crate) fn in_words(
        self,
        size: Ratio,
        with_unit: impl Fn(&str) -> String,
    ) -> Option<String> {
        let numbers = self.0?;
        let shown = |end: End| match end {
            End::Lowest | End::Highest => None,
            End::At { number, included } => Some((number.shown(size)?, included)),
        };
        let words = |(number, is_exact): (String, bool)| {
            let about = if is_exact { "" } else { "about " };
            format!("{about}{}", with_unit(&number))
        };
        match (shown(numbers.low), shown(numbers.high)) {
            (Some((low, true)), Some((high, true))) if low == high => Some(words(low)),
            (Some((low, _)), Some((high, _))) => Some(format!("{} to {}", low.0, words(high))),
            (Some((low, true)), None) => Some(format!("at least {}", words(low))),
            (Some((low, false)), None) if low.0 == "0" => None,
            (Some((low, false)), None) => Some(format!("more than {}", words(low))),
            (None, Some((high, true))) => Some(format!("at most {}", words(high))),
            (None, Some((high, false))) => Some(format!("less than {}", words(high))),
            (None, None) => None,
        }
    }

    /// It is one number.
    pub(crate) fn is_exact(self) -> bool {
        self.0.is_some_and(|numbers| match (numbers.low, numbers.high) {
            (End::At { number: low, included: true }, End::At { number: high, included: true }) => {
                low.compared_with(high) == Some(Ordering::Equal)
            }
            _ => false,
        })
    }

    /// No number that it may be is 0.
    #[must_use]
    pub fn is_never_zero(self) -> bool {
        self.0.is_some_and(|numbers| numbers.reciprocal().is_some())
    }
}

impl Ratio {
    /// 1 in 1.
    pub const ONE: Ratio = Ratio { numerator: 1, denominator: 1 };
}

impl Numbers {
    const fn exactly(number: Fraction) -> Numbers {
        let end = End::At { number, included: true };
        Numbers { low: end, high: end }
    }

    /// The smallest range that holds both.
    fn joined(self, other: Numbers) -> Option<Numbers> {
        Some(Numbers {
            low: outer(self.low, other.low, Ordering::Less)?,
            high: outer(self.high, other.high, Ordering::Greater)?,
        })
    }

    fn negated(self) -> Numbers {
        Numbers { low: self.high.negated(), high: self.low.negated() }
    }

    fn plus(self, other: Numbers) -> Option<Numbers> {
        Some(Numbers { low: self.low.plus(other.low)?, high: self.high.plus(other.high)? })
    }

    fn times(self, other: Numbers) -> Option<Numbers> {
        let corners = [
            self.low.times(other.low)?,
            self.low.times(other.high)?,
            self.high.times(other.low)?,
            self.high.times(other.high)?,
        ];
        Numbers::around(corners)
    }

    /// From the lowest of some ends to the highest.
    fn around<const N: usize>(corners: [End; N]) -> Option<Numbers> {
        let (mut low, mut high) = (End::Highest, End::Lowest);
        for corner in corners {
            low = outer(low, corner, Ordering::Less)?;
            high = outer(high, corner, Ordering::Greater)?;
        }
        Some(Numbers { low, high })
    }

    /// One divided by the number; `None` where it may be 0.
    fn reciprocal(self) -> Option<Numbers> {
        let sign = match (self.low.sign(), self.high.sign()) {
            (Ordering::Greater, _) => Ordering::Greater,
            (_, Ordering::Less) => Ordering::Less,
            (Ordering::Equal, Ordering::Greater) if !self.low.is_included() => Ordering::Greater,
            (Ordering::Less, Ordering::Equal) if !self.high.is_included() => Ordering::Less,
            _ => return None,
        };
        Some(Numbers { low: self.high.reciprocal(sign)?, high: self.low.reciprocal(sign)? })
    }

    fn power(self, exponent: u32) -> Option<Numbers> {
        let ends = [self.low.power(exponent)?, self.high.power(exponent)?];
        let is_even = exponent.is_multiple_of(2);
        if is_even && self.low.sign().is_lt() && self.high.sign().is_gt() {
            let [low, high] = ends;
            let zero = End::At { number: Fraction::of(Decimal::ZERO, Ratio::ONE)?, included: true };
            return Numbers::around([zero, low, high]);
        }
        Numbers::around(ends)
    }
}

impl End {
    const fn is_included(self) -> bool {
        matches!(self, End::At { included: true, .. })
    }

    fn sign(self) -> Ordering {
        match self {
            End::Lowest => Ordering::Less,
            End::Highest => Ordering::Greater,
            End::At { number, .. } => number.sign(),
        }
    }

    fn negated(self) -> End {
        match self {
            End::Lowest => End::Highest,
            End::Highest => End::Lowest,
            End::At { number, included } => End::At { number: number.negated(), included },
        }
    }

    /// The sum of two lower ends, or of two upper ends.
    fn plus(self, other: End) -> Option<End> {
        let (
            End::At { number, included },
            End::At { number: other_number, included: other_included },
        ) = (self, other)
        else {
            return Some(if matches!(self, End::At { .. }) { other } else { self });
        };
        let included = included & other_included;
        Some(End::At { number: number.plus(other_number)?, included })
    }

    fn times(self, other: End) -> Option<End> {
        match [self.sign(), other.sign()] {
            // Whatever the other number is, it comes to 0.
            [Ordering::Equal, _] | [_, Ordering::Equal] => {
                let included =
                    [self, other].into_iter().any(|end| end.sign().is_eq() && end.is_included());
                let zero = if self.sign().is_eq() { self } else { other };
                let End::At { number, .. } = zero else { return None };
                Some(End::At { number, included })
            }
            [one, another] => match (self, other) {
                (
                    End::At { number, included },
                    End::At { number: other_number, included: other_included },
                ) => {
                    let included = included & other_included;
                    Some(End::At { number: number.times(other_number)?, included })
                }
                _ if one == another => Some(End::Highest),
                _ => Some(End::Lowest),
            },
        }
    }

    /// One divided by numbers of this sign.
    fn reciprocal(self, sign: Ordering) -> Option<End> {
        let zero = || Fraction::of(Decimal::ZERO, Ratio::ONE);
        Some(match self {
            End::Lowest | End::Highest => End::At { number: zero()?, included: false },
            End::At { number, included } => match number.reciprocal() {
                Some(number) => End::At { number, included },
                None if sign.is_gt() => End::Highest,
                None => End::Lowest,
            },
        })
    }

    fn power(self, exponent: u32) -> Option<End> {
        Some(match self {
            End::Lowest if exponent.is_multiple_of(2) => End::Highest,
            End::Lowest | End::Highest => self,
            End::At { number, included } => {
                let one = Fraction::of(Decimal::ONE, Ratio::ONE)?;
                let power = (0..exponent).try_fold(one, |power, _| power.times(number));
                End::At { number: power?, included }
            }
        })
    }
}

/// The one of two ends that leaves more numbers, of two lower ends (`Less`) or two upper ones.
fn outer(one: End, other: End, side: Ordering) -> Option<End> {
    let order = match (one, other) {
        (End::Lowest, End::Lowest) | (End::Highest, End::Highest) => Ordering::Equal,
        (End::Lowest, _) | (_, End::Highest) => Ordering::Less,
        (End::Highest, _) | (_, End::Lowest) => Ordering::Greater,
        (End::At { number, .. }, End::At { number: other, .. }) => number.compared_with(other)?,
    };
    Some(match order {
        Ordering::Equal if one.is_included() => one,
        Ordering::Equal => other,
        order if order == side => one,
        Ordering::Less | Ordering::Greater => other,
    })
}

impl Scale {
    /// The position of a fraction of base units, given the size of the fact's unit.
    fn position_of(&self, number: Fraction, size: Ratio) -> Option<i64> {
        let marks = self.marks_per_unit();
        let (mark, rest) = number.marks(size, marks)?;
        let position = mark.checked_mul(2).and_then(|mark| mark.checked_add(i64::from(rest)));
        let beyond = if number.sign().is_lt() { i64::MIN } else { i64::MAX };
        Some(Scale::clamped(position.unwrap_or(beyond)))
    }
}
