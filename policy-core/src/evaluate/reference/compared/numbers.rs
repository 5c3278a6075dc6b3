//! What a number may be, and how two of them may lie to each other. Decimals are compared as
//! fractions of natural numbers of any length.

use crate::possible::{Amount, Comparator, Distance, Written};
use crate::unit::{Ratio, Unit};
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// A number with its unit; a count has none, and 0 may have any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    value: Decimal,
    unit: Option<Unit>,
}

impl Number {
    pub(super) fn whole(number: u32) -> Number {
        Number { value: number.into(), unit: None }
    }

    /// How it lies to another number, moved by a distance.
    fn compared_with(self, other: Number, distance: Distance) -> Option<Ordering> {
        let zero = self.value.is_zero() || other.value.is_zero();
        if distance == Distance::None && (zero || self.unit == other.unit) {
            return Some(self.value.cmp(&other.value));
        }
        let own = Fraction::of(self.value);
        let moved = Fraction::of(other.value).times(size(other.unit, self.unit)?);
        let moved = match distance {
            Distance::None => moved,
            Distance::Plus { value, unit } => {
                moved.plus(&Fraction::of(value).times(size(unit, self.unit)?))
            }
            Distance::Percent(percent) => {
                let hundred = percent.checked_add(Decimal::ONE_HUNDRED)?;
                moved.times_fraction(&Fraction::of(hundred)).over(100)
            }
        };
        Some(own.compared_with(&moved))
    }
}

/// The size of a unit in another one.
fn size(unit: Option<Unit>, of: Option<Unit>) -> Option<Ratio> {
    match unit.zip(of) {
        Some((unit, of)) => unit.ratio_to(of),
        None => Some(Ratio { numerator: 1, denominator: 1 }),
    }
}

/// A fraction: a sign, and two natural numbers with the lowest 32 bits first.
#[derive(Clone)]
pub(in crate::evaluate::reference) struct Fraction {
    pub(in crate::evaluate::reference) negative: bool,
    pub(in crate::evaluate::reference) numerator: Vec<u32>,
    pub(in crate::evaluate::reference) denominator: Vec<u32>,
}

impl Fraction {
    pub(in crate::evaluate::reference) fn of(value: Decimal) -> Fraction {
        let mantissa = value.mantissa();
        let ten = natural(10);
        let denominator = (0..value.scale()).fold(natural(1), |power, _| product(&power, &ten));
        Fraction {
            negative: mantissa < 0,
            numerator: natural(mantissa.unsigned_abs()),
            denominator,
        }
    }

    pub(in crate::evaluate::reference) fn times(&self, ratio: Ratio) -> Fraction {
        Fraction {
            negative: self.negative,
            numerator: product(&self.numerator, &natural(ratio.numerator.into())),
            denominator: product(&self.denominator, &natural(ratio.denominator.into())),
        }
    }

    pub(in crate::evaluate::reference) fn times_fraction(&self, other: &Fraction) -> Fraction {
        Fraction {
            negative: self.negative != other.negative,
            numerator: product(&self.numerator, &other.numerator),
            denominator: product(&self.denominator, &other.denominator),
        }
    }

    pub(in crate::evaluate::reference) fn over(&self, divisor: u64) -> Fraction {
        self.times(Ratio { numerator: 1, denominator: divisor })
    }

    pub(in crate::evaluate::reference) fn plus(&self, other: &Fraction) -> Fraction {
        let [one, another] = [
            product(&self.numerator, &other.denominator),
            product(&other.numerator, &self.denominator),
        ];
        let denominator = product(&self.denominator, &other.denominator);
        let (negative, numerator) = if self.negative == other.negative {
            (self.negative, sum(&one, &another))
        } else if compared(&one, &another).is_ge() {
            (self.negative, difference(&one, &another))
        } else {
            (other.negative, difference(&another, &one))
        };
        Fraction { negative, numerator, denominator }
    }

    pub(in crate::evaluate::reference) fn compared_with(&self, other: &Fraction) -> Ordering {
        let one = product(&self.numerator, &other.denominator);
        let another = product(&other.numerator, &self.denominator);
        let is_zero = |number: &[u32]| number.iter().all(|digit| *digit == 0);
        match (self.negative && !is_zero(&one), other.negative && !is_zero(&another)) {
            (false, false) => compared(&one, &another),
            (true, true) => compared(&another, &one),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

fn natural(number: u128) -> Vec<u32> {
    let digit = |place: u32| u32::try_from((number >> place) & u128::from(u32::MAX));
    [0, 32, 64, 96].into_iter().map(|place| digit(place).unwrap_or(u32::MAX)).collect()
}

/// The lowest 32 bits, and the rest.
fn split(number: u64) -> (u32, u64) {
    (u32::try_from(number & u64::from(u32::MAX)).unwrap_or(u32::MAX), number >> 32)
}

fn product(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut total = Vec::new();
    for (place, digit) in one.iter().enumerate().filter(|(_, digit)| **digit != 0) {
        let mut row = vec![0; place];
        let mut carried = 0;
        for second in other {
            let (low, rest) = split(u64::from(*digit).carrying_mul(u64::from(*second), carried).0);
            row.push(low);
            carried = rest;
        }
        row.push(split(carried).0);
        total = sum(&total, &row);
    }
    total
}

fn sum(one: &[u32], other: &[u32]) -> Vec<u32> {
    let digit =
        |number: &[u32], place: usize| number.get(place).map_or(0, |digit| u64::from(*digit));
    let mut carried = 0;
    let mut total = Vec::new();
    for place in 0..one.len().max(other.len()) {
        let (low, rest) =
            split(digit(one, place).saturating_add(digit(other, place)).saturating_add(carried));
        total.push(low);
        carried = rest;
    }
    total.push(split(carried).0);
    while total.last() == Some(&0) {
        total.pop();
    }
    total
}

/// The first number is not less than the second.
fn difference(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut borrowed = false;
    let mut left = Vec::new();
    for (place, digit) in one.iter().enumerate() {
        let (digit, first) = digit.overflowing_sub(other.get(place).copied().unwrap_or(0));
        let (digit, second) = digit.overflowing_sub(u32::from(borrowed));
        left.push(digit);
        borrowed = first || second;
    }
    left
}

fn compared(one: &[u32], other: &[u32]) -> Ordering {
    let highest = one.len().max(other.len());
    let digit = |number: &[u32], place: usize| number.get(place).copied().unwrap_or(0);
    let mut places = (0..highest).rev().map(|place| digit(one, place).cmp(&digit(other, place)));
    places.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// All numbers between two ends, each of which may belong to them and may be missing.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    low: Option<(Number, bool)>,
    high: Option<(Number, bool)>,
}

impl Numbers {
    /// One limit of a result, in the unit of the result.
    pub(in crate::evaluate::reference) const fn limit(value: Decimal, unit: Unit) -> Numbers {
        Numbers::exactly(Number { value, unit: Some(unit) })
    }

    pub(super) const fn exactly(number: Number) -> Numbers {
        Numbers { low: Some((number, true)), high: Some((number, true)) }
    }

    /// Any number: from 0 on, or above 0, if that is known.
    pub(in crate::evaluate::reference) fn unknown(sign: Option<Ordering>) -> Numbers {
        let zero = Number { value: Decimal::ZERO, unit: None };
        Numbers { low: sign.map(|sign| (zero, sign.is_eq())), high: None }
    }

    pub(in crate::evaluate::reference) fn of(amount: &Amount, sign: Option<Ordering>) -> Numbers {
        let end = |value, included| Some((Number { value, unit: Some(amount.unit()) }, included));
        let unbounded = Numbers::unknown(sign);
        match amount.written() {
            Written::Exactly(value) => Numbers { low: end(value, true), high: end(value, true) },
            Written::Between(low, high) => Numbers { low: end(low, true), high: end(high, true) },
            Written::Compared(Comparator::Less, value) => {
                Numbers { high: end(value, false), ..unbounded }
            }
            Written::Compared(Comparator::LessOrEqual, value) => {
                Numbers { high: end(value, true), ..unbounded }
            }
            Written::Compared(Comparator::Greater, value) => {
                Numbers { low: end(value, false), high: None }
            }
            Written::Compared(Comparator::GreaterOrEqual, value) => {
                Numbers { low: end(value, true), high: None }
            }
        }
    }

    pub(super) fn ends(&self) -> impl Iterator<Item = Number> + use<> {
        [self.low, self.high].into_iter().flatten().map(|(number, _)| number)
    }

    /// Some number of these may lie in this order to some number of the others, moved by a
    /// distance. `None` where a percentage of 0 may be asked for, and where units do not fit.
    pub(super) fn may_be(
        &self,
        order: Ordering,
        others: &Numbers,
        distance: Distance,
    ) -> Option<bool> {
        let percentage = matches!(distance, Distance::Percent(_));
        if percentage && others.holds_zero()? {
            return None;
        }
        // A percentage may leave nothing of any number.
        let zero = Numbers::unknown(Some(Ordering::Equal)).low;
        let nothing = Numbers { low: zero, high: zero };
        let others = match distance {
            Distance::Percent(percent) if percent == Decimal::from(-100) => &nothing,
            Distance::Percent(_) | Distance::None | Distance::Plus { .. } => others,
        };
        let against = |one: Option<(Number, bool)>, other: Option<(Number, bool)>| {
            let Some(((one, included), (other, as_well))) = one.zip(other) else {
                return Some(None);
            };
            Some(Some((one.compared_with(other, distance)?, included && as_well)))
        };
        let low = against(self.low, others.high)?;
        let high = against(self.high, others.low)?;
        Some(match order {
            Ordering::Less => low.is_none_or(|(order, _)| order.is_lt()),
            Ordering::Greater => high.is_none_or(|(order, _)| order.is_gt()),
            Ordering::Equal => {
                low.is_none_or(|(order, both)| order.is_lt() || order.is_eq() && both)
                    && high.is_none_or(|(order, both)| order.is_gt() || order.is_eq() && both)
            }
        })
    }

    /// Some number of these may lie in this order to so many times some number of the others.
    pub(in crate::evaluate::reference) fn may_be_to_multiple(
        &self,
        order: Ordering,
        others: &Numbers,
        times: Decimal,
    ) -> bool {
        let against = |one: Option<(Number, bool)>, other: Option<(Number, bool)>| {
            let ((one, included), (other, as_well)) = one.zip(other)?;
            let multiple = Fraction::of(other.value).times_fraction(&Fraction::of(times));
            let multiple = multiple.times(size(other.unit, one.unit)?);
            Some((Fraction::of(one.value).compared_with(&multiple), included && as_well))
        };
        let (low, high) = (against(self.low, others.high), against(self.high, others.low));
        match order {
            Ordering::Less => low.is_none_or(|(order, _)| order.is_lt()),
            Ordering::Greater => high.is_none_or(|(order, _)| order.is_gt()),
            Ordering::Equal => {
                low.is_none_or(|(order, both)| order.is_lt() || order.is_eq() && both)
                    && high.is_none_or(|(order, both)| order.is_gt() || order.is_eq() && both)
            }
        }
    }

    /// The same, if the numbers themselves lie in the order `direct`, of which it is known that
    /// they may. They are cut: they are one number, or an open range that is the same as the other
    /// one or lies wholly on one side of it.
    pub(super) fn may_be_both(
        &self,
        direct: Ordering,
        order: Ordering,
        others: &Numbers,
        distance: Distance,
    ) -> Option<bool> {
        let may_be = self.may_be(order, others, distance)?;
        let is_alone = |direct| self.may_be(direct, others, Distance::None) == Some(true);
        let several = [Ordering::Less, Ordering::Equal, Ordering::Greater];
        if several.into_iter().filter(|direct| is_alone(*direct)).count() < 2 {
            return Some(may_be);
        }
        // Where the moved number lies to the number itself.
        let moved = match distance {
            Distance::None => Ordering::Equal,
            Distance::Plus { value, .. } | Distance::Percent(value) => value.cmp(&Decimal::ZERO),
        };
        Some(match (direct, moved) {
            (direct, Ordering::Equal) => order == direct,
            (Ordering::Equal, moved) => order == moved.reverse(),
            (Ordering::Less, Ordering::Greater) => order.is_lt(),
            (Ordering::Greater, Ordering::Less) => order.is_gt(),
            // The moved number lies on the side of the first one.
            (Ordering::Less, Ordering::Less) => order.is_gt() || may_be,
            (Ordering::Greater, Ordering::Greater) => order.is_lt() || may_be,
        })
    }

    /// There is only one.
    pub(in crate::evaluate::reference) fn is_exact(&self) -> bool {
        let ends = self.low.zip(self.high);
        ends.and_then(|(low, high)| low.0.compared_with(high.0, Distance::None))
            == Some(Ordering::Equal)
    }

    fn holds_zero(&self) -> Option<bool> {
        let zero = Numbers::exactly(Number { value: Decimal::ZERO, unit: None });
        self.may_be(Ordering::Equal, &zero, Distance::None)
    }

    /// Without those that are below all of the others.
    pub(in crate::evaluate::reference) fn not_below(&self, others: &Numbers) -> Numbers {
        let low = match (self.low, others.low) {
            (Some(own), Some(other)) => match own.0.compared_with(other.0, Distance::None) {
                Some(Ordering::Greater) => Some(own),
                Some(Ordering::Equal) => Some((own.0, own.1 && other.1)),
                Some(Ordering::Less) | None => Some(other),
            },
            (own, other) => own.or(other),
        };
        Numbers { low, high: self.high }
    }

    /// Without those that are above all of the others.
    pub(in crate::evaluate::reference) fn not_above(&self, others: &Numbers) -> Numbers {
        let high = match (self.high, others.high) {
            (Some(own), Some(other)) => match own.0.compared_with(other.0, Distance::None) {
                Some(Ordering::Less) => Some(own),
                Some(Ordering::Equal) => Some((own.0, own.1 && other.1)),
                Some(Ordering::Greater) | None => Some(other),
            },
            (own, other) => own.or(other),
        };
        Numbers { low: self.low, high }
    }

    pub(in crate::evaluate::reference) fn is_empty(&self) -> bool {
        let ends = self.low.zip(self.high).and_then(|(low, high)| {
            Some((low.0.compared_with(high.0, Distance::None)?, low.1 && high.1))
        });
        ends.is_some_and(|(order, both)| order.is_gt() || order.is_eq() && !both)
    }

    /// From one plain number to another, both included.
    pub(in crate::evaluate::reference) fn between_plain(
        low: Option<Decimal>,
        high: Option<Decimal>,
    ) -> Numbers {
        let end = |value: Option<Decimal>| Some((Number { value: value?, unit: None }, true));
        Numbers { low: end(low), high: end(high) }
    }

    /// The ends: the number, its unit, and whether it is included.
    pub(crate) fn plain(&self) -> [Option<(Decimal, Option<Unit>, bool)>; 2] {
        [self.low, self.high]
            .map(|end| end.map(|(Number { value, unit }, included)| (value, unit, included)))
    }

    /// The smallest range that holds these and the others.
    pub(in crate::evaluate::reference) fn joined(&self, others: &Numbers) -> Numbers {
        let wider = |one: Option<(Number, bool)>, other: Option<(Number, bool)>, side: Ordering| {
            let (one, other) = one.zip(other)?;
            Some(match one.0.compared_with(other.0, Distance::None)? {
                Ordering::Equal => (one.0, one.1 || other.1),
                order if order == side => one,
                Ordering::Less | Ordering::Greater => other,
            })
        };
        Numbers {
            low: wider(self.low, others.low, Ordering::Less),
            high: wider(self.high, others.high, Ordering::Greater),
        }
    }

    /// Cut at some numbers, each of which is by itself.
    pub(super) fn cut(&self, at: &[Number]) -> Vec<Numbers> {
        let mut parts = vec![self.clone()];
        for cut in at {
            let below = Numbers { low: None, high: Some((*cut, false)) };
            let above = Numbers { low: Some((*cut, false)), high: None };
            let exactly = Numbers::exactly(*cut);
            let cut = parts.iter().flat_map(|part| {
                [&below, &exactly, &above].map(|other| part.not_below(other).not_above(other))
            });
            parts = cut.filter(|part| !part.is_empty()).collect();
        }
        parts
    }
}
