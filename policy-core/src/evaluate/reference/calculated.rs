//! Calculated numbers: interval arithmetic on the formula as written, in exact fractions.

use super::compared::{Fraction, Numbers};
use super::predicate::Documentation;
use crate::Truth;
use crate::case::FactView;
use crate::policy::{
    Arithmetic, Day, Formula, Input, Operator, QuantityTest, Threshold, Window, size_of,
};
use crate::possible::{Calculated, Interval, Scale};
use crate::unit::{Ratio, Unit};
use crate::vocabulary::FactId;
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// A place on the line of numbers, or an end of the line.
#[derive(Clone)]
enum Place {
    Below,
    At(Fraction),
    Above,
}

/// From one place to another, and whether these belong to it.
#[derive(Clone)]
pub(super) struct Range {
    low: (Place, bool),
    high: (Place, bool),
}

impl Documentation<'_> {
    /// Whether a calculated number passes a test.
    pub(super) fn calculated(self, formula: &Formula, test: QuantityTest) -> Truth {
        self.range(formula).and_then(|range| range.passes(test)).unwrap_or(Truth::UNKNOWN)
    }
    /// What a formula may come to; `None` where there may be no number.
    fn range(self, formula: &Formula) -> Option<Range> {
        match formula {
            Formula::Number { value, unit } => {
                let (_, size) = size_of(*unit)?;
                let place = (Place::At(Fraction::of(*value).times(size)), true);
                Some(Range { low: place.clone(), high: place })
            }
            Formula::Term(term) => Some(Range::of(&self.input(Input::Term(*term))?)),
            Formula::Days { from, to } => Some(Range::of(&self.input(Input::Days(*from, *to))?)),
            Formula::Sum(sum) => self.sum_range(sum),
            Formula::Fact { formula, .. } => self.range(formula),
            Formula::Power { base, exponent } => {
                let base = self.range(base)?;
                let mut power = base.clone();
                for _ in 1..*exponent {
                    power = power.times(&base);
                }
                // An even power of numbers on both sides of 0 is not below it.
                if exponent.is_multiple_of(2)
                    && base.low.0.sign().is_lt()
                    && base.high.0.sign().is_gt()
                {
                    power.low = (Place::At(Fraction::of(Decimal::ZERO)), true);
                }
                Some(power)
            }
            Formula::Of { sign, left, right } => {
                let (left, right) = (self.range(left)?, self.range(right)?);
                match sign {
                    Arithmetic::Plus => Some(left.plus(&right)),
                    Arithmetic::Minus => Some(left.plus(&right.negated())),
                    Arithmetic::Times => Some(left.times(&right)),
                    Arithmetic::Over => Some(left.times(&right.reciprocal()?)),
                }
            }
        }
    }

    /// The smallest range of numbers that an input may have, whatever its window turns out to be;
    /// `None` where there may be none.
    pub(crate) fn input(self, input: Input<'_>) -> Option<Numbers> {
        match input {
            Input::Term(term) => self.hull(term),
            Input::Days(from, to) => {
                let days = |day: Day| match day {
                    Day::On(day) => Some([day, day]),
                    Day::Fact(fact) => {
                        let days = self.days(fact);
                        (!days.can_be_never).then_some([days.first, days.last])
                    }
                };
                let ([first, last], [from, to]) = (days(from)?, days(to)?);
                let between = |from: chrono::NaiveDate, to: chrono::NaiveDate| {
                    let is_open =
                        |day| day == chrono::NaiveDate::MIN || day == chrono::NaiveDate::MAX;
                    let days = to.signed_duration_since(from).num_days();
                    (!is_open(from) && !is_open(to)).then(|| Decimal::from(days))
                };
                Some(Numbers::between_plain(between(last, from), between(first, to)))
            }
            // The amounts may be in several units, so that what they come to is no decimal.
            Input::Sum(_) => None,
        }
    }

    /// What more there is to know for a calculated number: the facts of the inputs that are not one
    /// number. Of a day that never was, only that day can tell more.
    pub(crate) fn open_in(self, formula: &Formula) -> Vec<FactId> {
        let mut open = Vec::new();
        let is_open_day = |fact: &FactId| self.days(*fact).exact().is_none();
        for input in formula.inputs() {
            let is_known = match input {
                Input::Sum(sum) => self.sum_value(sum).is_exact(),
                Input::Term(_) | Input::Days(..) => {
                    self.input(input).is_some_and(|numbers| numbers.is_exact())
                }
            };
            if is_known {
                continue;
            }
            let facts = match input {
                Input::Term(term) => {
                    let anchors = term.window().into_iter().flat_map(Window::anchors);
                    let is_open = |fact: &FactId| is_open_day(fact) && !self.days(*fact).is_never();
                    [term.fact()].into_iter().chain(anchors.filter(is_open)).collect::<Vec<_>>()
                }
                Input::Days(from, to) => {
                    [from, to].into_iter().filter_map(Day::fact).filter(is_open_day).collect()
                }
                Input::Sum(sum) => {
                    let history = sum.entries.fact;
                    let others = sum.entries.facts().filter(|fact| *fact != history);
                    let is_open = |fact: &FactId| {
                        !fact.is_built_in() && !self.view(*fact).is_some_and(FactView::is_exact)
                    };
                    [history].into_iter().chain(others.filter(is_open)).collect()
                }
            };
            for fact in facts {
                if !open.contains(&fact) {
                    open.push(fact);
                }
            }
        }
        open
    }

    /// What a formula may come to.
    pub(crate) fn calculated_value(self, formula: &Formula) -> Calculated {
        formula.value(&|input| {
            if let Input::Sum(sum) = input {
                return self.sum_value(sum);
            }
            let known = || {
                let numbers = self.input(input)?;
                let unit = match input {
                    Input::Term(term) => self.vocabulary.unit_of(term)?,
                    Input::Days(..) | Input::Sum(_) => None,
                };
                Some(Calculated::between(numbers.plain(), unit, size_of(unit)?.1))
            };
            known().unwrap_or(Calculated::UNKNOWN)
        })
    }

    /// The positions of what a formula may come to.
    pub(crate) fn calculated_positions(self, scale: &Scale, formula: &Formula) -> Option<Interval> {
        self.calculated_value(formula).positions(scale, scale.unit.size()?.1)
    }
}

impl Place {
    fn sign(&self) -> Ordering {
        match self {
            Place::Below => Ordering::Less,
            Place::At(number) => number.compared_with(&Fraction::of(Decimal::ZERO)),
            Place::Above => Ordering::Greater,
        }
    }

    fn compared_with(&self, other: &Place) -> Ordering {
        match (self, other) {
            (Place::At(one), Place::At(other)) => one.compared_with(other),
            (Place::Below, Place::Below) | (Place::Above, Place::Above) => Ordering::Equal,
            (Place::Below, _) | (_, Place::Above) => Ordering::Less,
            (Place::Above, _) | (_, Place::Below) => Ordering::Greater,
        }
    }

    /// It lies before the other one, or at the same place, if that will do.
    fn order(&self, other: &Place, same: bool, ends: bool) -> bool {
        match self.compared_with(other) {
            Ordering::Less => true,
            Ordering::Equal => same || ends && !matches!(self, Place::At(_)),
            Ordering::Greater => false,
        }
    }
}

impl Range {
    /// Numbers as fractions of base units.
    pub(super) fn of(numbers: &Numbers) -> Range {
        let [low, high] = numbers.fractions();
        let end = |end: Option<(Fraction, bool)>, without: Place| {
            end.map_or((without, false), |(number, included)| (Place::At(number), included))
        };
        Range { low: end(low, Place::Below), high: end(high, Place::Above) }
    }

    pub(super) fn zero() -> Range {
        let zero = (Place::At(Fraction::of(Decimal::ZERO)), true);
        Range { low: zero.clone(), high: zero }
    }

    /// The same numbers and all above them.
    pub(super) fn or_more(self) -> Range {
        Range { high: (Place::Above, false), ..self }
    }

    /// Whether its numbers pass a test.
    pub(super) fn passes(&self, test: QuantityTest) -> Option<Truth> {
        let bound = |Threshold { value, unit }: Threshold| {
            let (_, size) = unit.size()?;
            Some(Fraction::of(value).times(size))
        };
        let limits = match test {
            QuantityTest::Compare(operator, threshold) => {
                let bound = bound(threshold)?;
                let at = |included| (Place::At(bound.clone()), included);
                let (low, high) = ((Place::Below, false), (Place::Above, false));
                match operator {
                    Operator::Equal => Range { low: at(true), high: at(true) },
                    Operator::Less => Range { low, high: at(false) },
                    Operator::LessOrEqual => Range { low, high: at(true) },
                    Operator::Greater => Range { low: at(false), high },
                    Operator::GreaterOrEqual => Range { low: at(true), high },
                }
            }
            QuantityTest::Between(low, high) => {
                let (low, high) = (bound(low)?, bound(high)?);
                Range { low: (Place::At(low), true), high: (Place::At(high), true) }
            }
        };
        let is_inside = limits.low.0.order(&self.low.0, limits.low.1 || !self.low.1, true)
            && self.high.0.order(&limits.high.0, limits.high.1 || !self.high.1, true);
        let touches = limits.low.0.order(&self.high.0, limits.low.1 && self.high.1, true)
            && self.low.0.order(&limits.high.0, limits.high.1 && self.low.1, true);
        Some(Truth::of(touches, is_inside))
    }

    fn negated(&self) -> Range {
        let turned = |(place, included): &(Place, bool)| {
            let place = match place {
                Place::Below => Place::Above,
                Place::At(number) => Place::At(number.negated()),
                Place::Above => Place::Below,
            };
            (place, *included)
        };
        Range { low: turned(&self.high), high: turned(&self.low) }
    }

    pub(super) fn plus(&self, other: &Range) -> Range {
        let sum = |one: &(Place, bool), other: &(Place, bool), end: Place| match (&one.0, &other.0)
        {
            (Place::At(number), Place::At(more)) => {
                (Place::At(number.plus(more)), one.1 && other.1)
            }
            _ => (end, false),
        };
        Range {
            low: sum(&self.low, &other.low, Place::Below),
            high: sum(&self.high, &other.high, Place::Above),
        }
    }

    /// The numbers of one sign: 0, above it, below it.
    fn parts(&self) -> Vec<(Ordering, Range)> {
        let zero = || Place::At(Fraction::of(Decimal::ZERO));
        let mut parts = Vec::new();
        let (low, high) = (self.low.0.sign(), self.high.0.sign());
        if low.is_lt() {
            let up_to = if high.is_lt() { self.high.clone() } else { (zero(), false) };
            parts.push((Ordering::Less, Range { low: self.low.clone(), high: up_to }));
        }
        let holds_zero = (low.is_lt() || low.is_eq() && self.low.1)
            && (high.is_gt() || high.is_eq() && self.high.1);
        if holds_zero {
            parts.push((Ordering::Equal, Range { low: (zero(), true), high: (zero(), true) }));
        }
        if high.is_gt() {
            let from = if low.is_gt() { self.low.clone() } else { (zero(), false) };
            parts.push((Ordering::Greater, Range { low: from, high: self.high.clone() }));
        }
        parts
    }

    /// Sign by sign: of numbers above 0, the lowest two give the lowest product.
    fn times(&self, other: &Range) -> Range {
        let mut found: Option<Range> = None;
        for (sign, one) in self.parts() {
            for (other_sign, another) in other.parts() {
                let product = match (sign, other_sign) {
                    (Ordering::Equal, _) => one.clone(),
                    (_, Ordering::Equal) => another.clone(),
                    (Ordering::Greater, Ordering::Greater) => one.product(&another),
                    (Ordering::Less, Ordering::Less) => one.negated().product(&another.negated()),
                    (Ordering::Greater, Ordering::Less) => {
                        one.product(&another.negated()).negated()
                    }
                    (Ordering::Less, Ordering::Greater) => {
                        one.negated().product(&another).negated()
                    }
                };
                found = Some(match found {
                    Some(known) => known.or(product),
                    None => product,
                });
            }
        }
        // Neither is ever empty.
        found.unwrap_or(Range { low: (Place::Below, false), high: (Place::Above, false) })
    }

    /// The product of two ranges above 0.
    fn product(&self, other: &Range) -> Range {
        let ends = |one: &(Place, bool), other: &(Place, bool)| match (&one.0, &other.0) {
            (Place::At(number), Place::At(factor)) => {
                (Place::At(number.times_fraction(factor)), one.1 && other.1)
            }
            _ => (Place::Above, false),
        };
        // The lower end of a range that begins behind 0 is 0, whatever the other is.
        Range { low: ends(&self.low, &other.low), high: ends(&self.high, &other.high) }
    }

    pub(super) fn or(self, other: Range) -> Range {
        let low = match self.low.0.compared_with(&other.low.0) {
            Ordering::Less => self.low,
            Ordering::Equal => (self.low.0, self.low.1 || other.low.1),
            Ordering::Greater => other.low,
        };
        let high = match self.high.0.compared_with(&other.high.0) {
            Ordering::Greater => self.high,
            Ordering::Equal => (self.high.0, self.high.1 || other.high.1),
            Ordering::Less => other.high,
        };
        Range { low, high }
    }

    /// `None` if 0 is among them.
    fn reciprocal(&self) -> Option<Range> {
        let parts = self.parts();
        let [(sign, _)] = &parts[..] else { return None };
        let positive = if sign.is_lt() { self.negated() } else { self.clone() };
        if sign.is_eq() {
            return None;
        }
        let turned = |(place, included): &(Place, bool)| match place {
            Place::At(number) => match number.reciprocal() {
                Some(number) => (Place::At(number), *included),
                None => (Place::Above, false),
            },
            Place::Below | Place::Above => (Place::At(Fraction::of(Decimal::ZERO)), false),
        };
        let range = Range { low: turned(&positive.high), high: turned(&positive.low) };
        Some(if sign.is_lt() { range.negated() } else { range })
    }
}

impl Fraction {
    fn negated(&self) -> Fraction {
        Fraction { negative: !self.negative, ..self.clone() }
    }

    /// `None` for 0.
    fn reciprocal(&self) -> Option<Fraction> {
        self.numerator.iter().any(|digit| *digit != 0).then(|| Fraction {
            negative: self.negative,
            numerator: self.denominator.clone(),
            denominator: self.numerator.clone(),
        })
    }
}

/// The size of 1.
const ONE: Ratio = Ratio::ONE;

impl Numbers {
    /// The ends as fractions of base units.
    fn fractions(&self) -> [Option<(Fraction, bool)>; 2] {
        self.plain().map(|end| {
            let (value, unit, included) = end?;
            let size = unit.and_then(Unit::size).map_or(ONE, |(_, size)| size);
            Some((Fraction::of(value).times(size), included))
        })
    }
}
