//! Dated results of a measurement, and which of them a criterion looks at.

use super::{Amount, CodeSet, Date, Interval, Quantity, QuantityFact};
use crate::Truth;
use core::fmt;
use core::marker::PhantomData;

/// One documented result: how much, when, and by which method (its position in the vocabulary).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DocumentedResult {
    /// How much.
    pub amount: Amount,
    /// When; may be partial.
    pub date: Date,
    /// The position of the method; a result without one belongs to no method.
    pub method: Option<u8>,
}

/// One result of the fact `F`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Measured<F> {
    result: DocumentedResult,
    fact: PhantomData<F>,
}

impl<F: QuantityFact> Measured<F> {
    /// The method by which it was measured.
    #[must_use]
    pub fn by(mut self, method: F::Method) -> Measured<F> {
        self.result.method = Some(method.position());
        self
    }
}

impl<F: QuantityFact> Quantity<F> {
    /// This quantity as a result of a day, or of some day of a month or year.
    #[must_use]
    pub fn on(self, date: impl Into<Date>) -> Measured<F> {
        Measured { result: DocumentedResult { amount: *self.amount(), date: date.into(), method: None }, fact: PhantomData }
    }
}

impl<F> fmt::Debug for Measured<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} on {:?}", self.result.amount, self.result.date)
    }
}

/// All documented results of the fact `F`; without any, nothing is documented.
///
/// The order does not matter: the dates say which result is the latest.
#[derive(Clone, PartialEq, Eq)]
pub struct Measurement<F> {
    results: Vec<DocumentedResult>,
    fact: PhantomData<F>,
}

impl<F: QuantityFact> Measurement<F> {
    /// Not documented.
    pub const UNKNOWN: Measurement<F> = Measurement { results: Vec::new(), fact: PhantomData };

    pub(crate) const fn from_documented(results: Vec<DocumentedResult>) -> Measurement<F> {
        Measurement { results, fact: PhantomData }
    }

    /// What is documented.
    #[must_use]
    pub fn documented(&self) -> &[DocumentedResult] {
        &self.results
    }

    /// The results of `period`, by whatever method.
    #[must_use]
    pub fn results(&self, period: Interval) -> Results<'_> {
        Results { documented: &self.results, method: None, period }
    }

    /// The results of `period` by one method.
    #[must_use]
    pub fn by(&self, method: F::Method, period: Interval) -> Results<'_> {
        Results { documented: &self.results, method: Some(method.position()), period }
    }
}

impl<F: QuantityFact> Default for Measurement<F> {
    fn default() -> Measurement<F> {
        Measurement::UNKNOWN
    }
}

impl<F: QuantityFact> FromIterator<Measured<F>> for Measurement<F> {
    fn from_iter<I: IntoIterator<Item = Measured<F>>>(results: I) -> Measurement<F> {
        Measurement::from_documented(results.into_iter().map(|measured| measured.result).collect())
    }
}

impl<F: QuantityFact, I: IntoIterator<Item = Measured<F>>> From<I> for Measurement<F> {
    fn from(results: I) -> Measurement<F> {
        results.into_iter().collect()
    }
}

impl<F> fmt::Debug for Measurement<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.results).finish()
    }
}

/// The results that a criterion looks at: those of a period, by one method or by any.
///
/// The period ends with the day of the request; a result after it is none. A partial date may leave open whether a result belongs to the period, or
/// which of several is the latest: every possibility counts. Where there may be no result at all, nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a> {
    documented: &'a [DocumentedResult],
    method: Option<u8>,
    period: Interval,
}

impl<'a> Results<'a> {
    /// The results that may belong to the period: their possible positions, their possible days in the period, and whether they certainly belong to it.
    fn candidates(self) -> impl Iterator<Item = Candidate> + 'a {
        self.documented.iter().filter_map(move |result| {
            if self.method.is_some() && result.method != self.method {
                return None;
            }
            let days = result.date.days();
            let known_until = Interval::between(days.low(), days.high().min(self.period.high()));
            (days.low() <= self.period.high() && days.high() >= self.period.low()).then(|| Candidate {
                positions: result.amount.positions(),
                latest_day: known_until.high(),
                earliest_day: known_until.low(),
                certain: known_until.low() >= self.period.low(),
            })
        })
    }

    /// Whether the latest result lies in `asked`.
    ///
    /// Several results of one day, or partial dates, leave open which is the latest; then each that may be counts.
    #[must_use]
    pub fn latest(self, asked: Interval) -> Truth {
        let newest_certain = self.candidates().filter(|candidate| candidate.certain).map(|candidate| candidate.earliest_day).max();
        let Some(newest_certain) = newest_certain else { return Truth::UNKNOWN };
        let (mut can_be_met, mut can_fail) = (false, false);
        for candidate in self.candidates().filter(|candidate| candidate.latest_day >= newest_certain) {
            can_be_met |= candidate.positions.can_be_in(asked);
            can_fail |= candidate.positions.can_be_outside(asked);
        }
        Truth::from_possibilities(can_be_met, can_fail)
    }

    /// Whether at least one result lies in `asked`.
    #[must_use]
    pub fn any(self, asked: Interval) -> Truth {
        let (mut some, mut can_be_met, mut can_fail) = (false, false, true);
        for candidate in self.candidates() {
            some |= candidate.certain;
            can_be_met |= candidate.positions.can_be_in(asked);
            can_fail &= !candidate.certain || candidate.positions.can_be_outside(asked);
        }
        if some { Truth::from_possibilities(can_be_met, can_fail) } else { Truth::UNKNOWN }
    }

    /// Whether every result lies in `asked`.
    #[must_use]
    pub fn every(self, asked: Interval) -> Truth {
        let (mut some, mut can_be_met, mut can_fail) = (false, true, false);
        for candidate in self.candidates() {
            some |= candidate.certain;
            can_be_met &= !candidate.certain || candidate.positions.can_be_in(asked);
            can_fail |= candidate.positions.can_be_outside(asked);
        }
        if some { Truth::from_possibilities(can_be_met, can_fail) } else { Truth::UNKNOWN }
    }

    /// Whether the highest result lies in `asked`.
    #[must_use]
    pub fn highest(self, asked: Interval) -> Truth {
        let (mut some, mut all_can_stay, mut one_can_be_in, mut one_can_exceed, mut all_can_be_below) = (false, true, false, false, true);
        for candidate in self.candidates() {
            some |= candidate.certain;
            all_can_stay &= !candidate.certain || candidate.positions.low() <= asked.high();
            all_can_be_below &= !candidate.certain || candidate.positions.low() < asked.low();
            one_can_be_in |= candidate.positions.can_be_in(asked);
            one_can_exceed |= candidate.positions.high() > asked.high();
        }
        if some { Truth::from_possibilities(all_can_stay && one_can_be_in, one_can_exceed || all_can_be_below) } else { Truth::UNKNOWN }
    }

    /// Whether the lowest result lies in `asked`.
    #[must_use]
    pub fn lowest(self, asked: Interval) -> Truth {
        let (mut some, mut all_can_stay, mut one_can_be_in, mut one_can_fall_short, mut all_can_be_above) = (false, true, false, false, true);
        for candidate in self.candidates() {
            some |= candidate.certain;
            all_can_stay &= !candidate.certain || candidate.positions.high() >= asked.low();
            all_can_be_above &= !candidate.certain || candidate.positions.high() > asked.high();
            one_can_be_in |= candidate.positions.can_be_in(asked);
            one_can_fall_short |= candidate.positions.low() < asked.low();
        }
        if some { Truth::from_possibilities(all_can_stay && one_can_be_in, one_can_fall_short || all_can_be_above) } else { Truth::UNKNOWN }
    }
}

struct Candidate {
    positions: Interval,
    earliest_day: i64,
    latest_day: i64,
    certain: bool,
}
