//! The results of a Revascor case with their numbers kept as floats, as exact positions or as
//! decimals; everything else is alike, so that only the numbers differ.

use crate::hand::revascor::Numbers;
use policies::revascor::RevascorCase;
use policies::vocabulary::clinical::LvefMethod;
use policy_core::possible::{
    Amount, CodeSet, Comparator, Date, DocumentedResult, Written, day_number,
};
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate, Truth};

/// A way to keep numbers.
pub trait Number: Copy + PartialOrd {
    /// Lower than all.
    const LEAST: Self;
    /// Higher than all.
    const GREATEST: Self;

    /// A threshold.
    fn bound(bound: i32) -> Self;

    /// The next lower one, and the next higher.
    fn neighbors(self) -> (Self, Self);

    /// The lowest and the highest that a quantity may be, in `unit`.
    fn ends(amount: &Amount, unit: Unit) -> (Self, Self);
}

impl Number for f64 {
    const LEAST: f64 = f64::NEG_INFINITY;
    const GREATEST: f64 = f64::INFINITY;

    fn bound(bound: i32) -> f64 {
        f64::from(bound)
    }

    fn neighbors(self) -> (f64, f64) {
        (self.next_down(), self.next_up())
    }

    fn ends(amount: &Amount, unit: Unit) -> (f64, f64) {
        ends_of(amount, unit, |value| value.to_string().parse().unwrap())
    }
}

impl Number for Decimal {
    const LEAST: Decimal = Decimal::MIN;
    const GREATEST: Decimal = Decimal::MAX;

    fn bound(bound: i32) -> Decimal {
        Decimal::from(bound)
    }

    fn neighbors(self) -> (Decimal, Decimal) {
        let step = Decimal::new(1, 20);
        (self - step, self + step)
    }

    fn ends(amount: &Amount, unit: Unit) -> (Decimal, Decimal) {
        ends_of(amount, unit, |value| value)
    }
}

/// A position: twice the millionths.
impl Number for i64 {
    const LEAST: i64 = i64::MIN;
    const GREATEST: i64 = i64::MAX;

    fn bound(bound: i32) -> i64 {
        i64::from(bound) * 2_000_000
    }

    fn neighbors(self) -> (i64, i64) {
        (self - 1, self + 1)
    }

    fn ends(amount: &Amount, _unit: Unit) -> (i64, i64) {
        (amount.positions().low(), amount.positions().high())
    }
}

fn ends_of<T: Number>(amount: &Amount, unit: Unit, number: impl Fn(Decimal) -> T) -> (T, T) {
    let ratio = amount.unit().ratio_to(unit).unwrap();
    let value = |value: Decimal| {
        number(value * Decimal::from(ratio.numerator) / Decimal::from(ratio.denominator))
    };
    match amount.written() {
        Written::Exactly(exact) => (value(exact), value(exact)),
        Written::Between(low, high) => (value(low), value(high)),
        Written::Compared(Comparator::Less, high) => (T::LEAST, value(high).neighbors().0),
        Written::Compared(Comparator::LessOrEqual, high) => (T::LEAST, value(high)),
        Written::Compared(Comparator::Greater, low) => (value(low).neighbors().1, T::GREATEST),
        Written::Compared(Comparator::GreaterOrEqual, low) => (value(low), T::GREATEST),
    }
}

#[derive(Clone, Debug)]
struct DatedNumber<T> {
    date: Date,
    method: Option<u8>,
    low: T,
    high: T,
}

/// A case and its numbers in another form.
#[derive(Clone, Debug)]
pub struct CaseWith<T> {
    /// The case.
    pub case: RevascorCase,
    hs_crp: Vec<DatedNumber<T>>,
    nt_probnp: Vec<DatedNumber<T>>,
    lvef: Vec<DatedNumber<T>>,
}

impl<T: Number> CaseWith<T> {
    /// The numbers of a case in that form.
    ///
    /// # Panics
    ///
    /// Never: the units exist.
    #[must_use]
    pub fn of(case: &RevascorCase) -> CaseWith<T> {
        let numbers = |results: &[DocumentedResult], unit: Unit| {
            let number = |result: &DocumentedResult| {
                let (low, high) = T::ends(&result.amount, unit);
                DatedNumber { date: result.date, method: result.method, low, high }
            };
            results.iter().map(number).collect()
        };
        CaseWith {
            case: case.clone(),
            hs_crp: numbers(case.hs_crp.documented(), Unit::from_ucum("mg/L").unwrap()),
            nt_probnp: numbers(case.nt_probnp.documented(), Unit::from_ucum("pg/mL").unwrap()),
            lvef: numbers(case.lvef.documented(), Unit::Percent),
        }
    }
}

impl<T: Number> Numbers for CaseWith<T> {
    fn hs_crp_at_least(&self, bound: i32, until: NaiveDate) -> Truth {
        let bound = T::bound(bound);
        latest(&self.hs_crp, None, until, |low, high| (high >= bound, low < bound))
    }

    fn nt_probnp_above(&self, bound: i32, until: NaiveDate) -> Truth {
        let bound = T::bound(bound);
        latest(&self.nt_probnp, None, until, |low, high| (high > bound, low <= bound))
    }

    fn lvef_at_most(&self, bound: i32, method: LvefMethod, until: NaiveDate) -> Truth {
        let bound = T::bound(bound);
        latest(&self.lvef, Some(method.position()), until, |low, high| (low <= bound, high > bound))
    }
}

/// Whether the latest result can be met and can fail; the rules are those of
/// `policy_core::possible::Results`.
fn latest<T: Number>(
    results: &[DatedNumber<T>],
    method: Option<u8>,
    until: NaiveDate,
    asked: impl Fn(T, T) -> (bool, bool),
) -> Truth {
    let until = day_number(until);
    let counts = |result: &&DatedNumber<T>| {
        (method.is_none() || result.method == method) && result.date.days().low() <= until
    };
    let Some(newest) = results.iter().filter(counts).map(|result| result.date.days().low()).max()
    else {
        return Truth::UNKNOWN;
    };
    let (mut can_be_met, mut can_fail) = (false, false);
    for result in results
        .iter()
        .filter(counts)
        .filter(|result| result.date.days().high().min(until) >= newest)
    {
        let (met, fails) = asked(result.low, result.high);
        can_be_met |= met;
        can_fail |= fails;
    }
    Truth::from_possibilities(can_be_met, can_fail)
}
