//! How a result may lie to its own limits of normal, as far as atoms tell it apart.
//!
//! A result has a place among the asked multiples of its upper limit, and one among those of its
//! lower limit. The lower limit is not above the upper one, so a result is at least as many times its
//! lower limit as it is times its upper one.

use crate::Truth;
use crate::evaluate::reference::holds;
use crate::policy::NormTest;
use crate::possible::{
    Amount, Date, DocumentedResult, Interval, Multiple, NormLimit, Normal, Scale, Sign, Written,
};
use core::cmp::Ordering;
use rust_decimal::Decimal;

/// Decimal places of a limit in an example.
const PLACES: u32 = 4;

/// A result and its limits, with what atoms say of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Lies {
    /// How each test turns out.
    pub(super) answers: Vec<bool>,
    /// How many times a limit the result is, where there are such numbers.
    times: Option<[Decimal; 2]>,
    /// The number 0 can lie like this.
    of_zero: bool,
    /// Only the number 0 can.
    of_zero_only: bool,
}

/// A place among the multiples of a limit: at one of them, or between two.
#[derive(Clone, Copy)]
struct Place {
    low: Decimal,
    /// `None` where there is no end.
    high: Option<Decimal>,
}

impl Place {
    fn is_point(self) -> bool {
        self.high == Some(self.low)
    }

    /// How everything there lies to a multiple.
    fn order(self, times: Decimal) -> Ordering {
        if self.is_point() || times <= self.low {
            let order = self.low.cmp(&times);
            return if order.is_eq() && !self.is_point() { Ordering::Greater } else { order };
        }
        Ordering::Less
    }

    /// A number there, not below another one.
    fn number_from(self, least: Decimal) -> Option<Decimal> {
        if self.is_point() {
            return (least <= self.low).then_some(self.low);
        }
        let low = self.low.max(least);
        match self.high {
            None => low.checked_add(Decimal::ONE),
            Some(high) if low < high => {
                low.checked_add(high)?.checked_div(Decimal::TWO).map(|middle| middle.normalize())
            }
            Some(_) => None,
        }
    }
}

/// All places among the multiples of one limit.
fn places(tests: &[NormTest], limit: NormLimit) -> Vec<Place> {
    let asked = tests.iter().flat_map(|test| test.multiples());
    let asked = asked.filter(|multiple| multiple.limit == limit);
    let mut times = asked.map(|multiple| multiple.times.normalize()).collect::<Vec<_>>();
    times.sort_unstable();
    times.dedup();
    let mut low = Decimal::ZERO;
    let mut places = Vec::new();
    for times in times {
        places.push(Place { low, high: Some(times) });
        places.push(Place { low: times, high: Some(times) });
        low = times;
    }
    places.push(Place { low, high: None });
    places
}

/// How a test turns out, given how the result lies to a multiple.
fn passes(test: NormTest, order: &dyn Fn(Multiple) -> Ordering) -> bool {
    match test {
        NormTest::Compare(operator, multiple) => holds(operator, order(multiple)),
        NormTest::Between(low, high) => order(low).is_ge() && order(high).is_le(),
    }
}

/// The ways in which a result may lie to its limits.
pub(super) fn lies(tests: &[NormTest], sign: Sign) -> Vec<Lies> {
    let mut found = Vec::<Lies>::new();
    let mut add = |lies: Lies| match found.iter_mut().find(|one| one.answers == lies.answers) {
        Some(known) => {
            known.of_zero |= lies.of_zero;
            known.of_zero_only &= lies.of_zero_only;
            known.times = known.times.or(lies.times);
        }
        None => found.push(lies),
    };
    let [lower, upper] = [NormLimit::Lower, NormLimit::Upper].map(|limit| places(tests, limit));
    for (to_upper, high) in upper.iter().enumerate() {
        let Some(times_upper) = high.number_from(Decimal::ZERO) else { continue };
        // The least there, or nearly.
        let least = if high.is_point() { high.low } else { high.low.max(Decimal::ZERO) };
        for (to_lower, low) in lower.iter().enumerate() {
            // Beyond an open end lies more.
            let is_beyond = low.high.is_none_or(|end| least < end)
                || low.is_point() && high.is_point() && least <= low.low;
            if !is_beyond {
                continue;
            }
            let order = |multiple: Multiple| match multiple.limit {
                NormLimit::Lower => low.order(multiple.times),
                NormLimit::Upper => high.order(multiple.times),
            };
            let answers = tests.iter().map(|test| passes(*test, &order)).collect();
            let times_lower = low.number_from(times_upper);
            let other = || {
                let lower = low.number_from(least)?;
                let between = least.checked_add(lower)?.checked_div(Decimal::TWO)?;
                let upper = if high.is_point() { high.low } else { between };
                Some([lower, upper])
            };
            let times = times_lower.map(|lower| [lower, times_upper]).or_else(other);
            let of_zero = to_upper == 0 && to_lower == 0;
            add(Lies { answers, times, of_zero, of_zero_only: false });
        }
    }
    if sign == Sign::NotNegative {
        // 0 is any number of times a lower limit of 0, and none of an upper one.
        let order = |multiple: Multiple| match multiple.limit {
            NormLimit::Lower => Ordering::Equal,
            NormLimit::Upper => Ordering::Less,
        };
        let answers = tests.iter().map(|test| passes(*test, &order)).collect();
        add(Lies { answers, times: None, of_zero: true, of_zero_only: true });
    }
    found
}

impl Lies {
    /// A result at one of these positions may lie like this to its limits.
    pub(super) fn is_possible(&self, positions: Interval, scale: &Scale) -> bool {
        let zero = scale.position(Decimal::ZERO, scale.unit);
        let is_zero = zero.is_some_and(|zero| positions == Interval::exactly(zero));
        let holds_zero = zero.is_none_or(|zero| positions.can_be_in(Interval::exactly(zero)));
        let negative = Sign::from_lowest(scale.low) == Sign::Any;
        negative || if is_zero { self.of_zero } else { !self.of_zero_only || holds_zero }
    }

    /// A number at one of these positions, and limits to which it lies like this.
    pub(super) fn example(
        &self,
        tests: &[NormTest],
        positions: Interval,
        scale: &Scale,
    ) -> Option<(Amount, Normal)> {
        let middle = i64::midpoint(positions.low(), positions.high());
        let upper_part = Interval::between(middle, positions.high());
        let numbers = [positions, upper_part].map(|positions| scale.simplest(positions));
        let numbers = numbers.into_iter().flatten();
        let mut tried = numbers.flat_map(|number| self.near(number, positions, scale));
        tried.find_map(|(number, limits)| {
            let amount = Amount::new(scale, Written::Exactly(number), scale.unit).ok()?;
            limits.into_iter().find_map(|[low, high]| {
                let normal = Normal::new(scale, scale.unit, low, high).ok()?;
                let result = DocumentedResult { date: Date::UNKNOWN, method: None, amount, normal };
                let sign = Sign::from_lowest(scale.low);
                let mut answers = tests.iter().zip(&self.answers);
                let is_so =
                    answers.all(|(test, met)| test.norm().of(&result, sign) == Truth::from(*met));
                is_so.then_some((amount, normal))
            })
        })
    }

    /// Numbers near one, each with limits that may fit: of a multiple with few digits, the limit
    /// has few digits, too.
    fn near(
        &self,
        number: Decimal,
        positions: Interval,
        scale: &Scale,
    ) -> Vec<(Decimal, Vec<[Option<Decimal>; 2]>)> {
        let Some([lower, upper]) = self.times else {
            let zero = Some(Decimal::ZERO);
            return vec![(Decimal::ZERO, vec![[zero, Some(Decimal::ONE)], [zero, None]])];
        };
        let part = |number: Decimal, times: Decimal, places: u32| {
            Some(number.checked_div(times)?.round_dp(places).normalize())
        };
        let own = (0..=PLACES).flat_map(|places| [lower, upper].map(|times| (times, places)));
        let rounded = own.filter_map(|(times, places)| {
            part(number, times, places)?.checked_mul(times).map(|near| near.normalize())
        });
        let fits = |number: &Decimal| {
            let position = scale.position(*number, scale.unit);
            position.is_some_and(|at| positions.can_be_in(Interval::exactly(at)))
        };
        let numbers = [number].into_iter().chain(rounded).filter(fits);
        let numbers = numbers.collect::<Vec<_>>().into_iter();
        let limits = |number: Decimal| {
            let places = (0..=PLACES).flat_map(|one| (0..=PLACES).map(move |other| [one, other]));
            let both =
                places.map(|[one, other]| [part(number, lower, one), part(number, upper, other)]);
            both.collect()
        };
        numbers.map(|number| (number, limits(number))).collect()
    }
}
