//! Dated results of a measurement, and which of them a criterion considers.

use super::{
    Amount, Choice, CodeSet, Counted, Date, Days, Interval, Normal, Period, Quantity, QuantityFact,
    Selected, Sign,
};
use crate::Truth;
use core::fmt;
use core::marker::PhantomData;

/// One documented result: its value, date and method (by position in the vocabulary).
// What a criterion needs comes first and together, before the digits that only a reader needs.
#[repr(C)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DocumentedResult {
    /// Its date; may be partial.
    pub date: Date,
    /// The position of its method; a result without a method matches no method.
    pub method: Option<u8>,
    /// Its value.
    pub amount: Amount,
    /// The laboratory's limits of normal for it, in its unit.
    pub normal: Normal,
}

/// One result of the fact `F`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Measured<F> {
    pub(super) result: DocumentedResult,
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
    /// This quantity as a result dated on a day, or on some day of a month or year.
    #[must_use]
    pub fn on(self, date: impl Into<Date>) -> Measured<F> {
        Measured {
            result: DocumentedResult {
                amount: *self.amount(),
                date: date.into(),
                method: None,
                normal: Normal::NONE,
            },
            fact: PhantomData,
        }
    }
}

impl<F> fmt::Debug for Measured<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} on {:?}", self.result.amount, self.result.date)
    }
}

/// All documented results of the fact `F`; if there are none, nothing is documented.
///
/// The order does not matter: the dates determine which result is the latest.
#[derive(Clone, PartialEq, Eq)]
pub struct Measurement<F> {
    results: Documented,
    fact: PhantomData<F>,
}

/// A single result, the most common number, is stored in the case itself, so reading it needs no
/// indirection.
#[derive(Clone, PartialEq, Eq)]
enum Documented {
    One(DocumentedResult),
    /// None, or more than one.
    Listed(Vec<DocumentedResult>),
}

impl Documented {
    #[inline]
    fn as_slice(&self) -> &[DocumentedResult] {
        match self {
            Documented::One(only) => core::slice::from_ref(only),
            Documented::Listed(results) => results,
        }
    }
}

impl<F: QuantityFact> Measurement<F> {
    /// Not documented.
    pub const UNKNOWN: Measurement<F> =
        Measurement { results: Documented::Listed(Vec::new()), fact: PhantomData };

    pub(crate) fn from_documented(results: Vec<DocumentedResult>) -> Measurement<F> {
        let results = if let [only] = results[..] {
            Documented::One(only)
        } else {
            Documented::Listed(results)
        };
        Measurement { results, fact: PhantomData }
    }

    /// What is documented.
    #[inline]
    #[must_use]
    pub fn documented(&self) -> &[DocumentedResult] {
        self.results.as_slice()
    }

    /// The possible days of each result.
    #[doc(hidden)]
    pub fn each_day(&self, visit: &mut dyn FnMut(Interval)) {
        self.documented().iter().for_each(|result| visit(result.date.days()));
    }

    /// The results of `period`, by whatever method.
    #[inline]
    #[must_use]
    pub fn results<D: Days>(&self, period: D) -> Results<'_, D> {
        Results { documented: self.documented(), method: None, period, view: Number }
    }

    /// The results of `period` by one method.
    #[inline]
    #[must_use]
    pub fn by<D: Days>(&self, method: F::Method, period: D) -> Results<'_, D> {
        let method = Some(method.position());
        Results { documented: self.documented(), method, period, view: Number }
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

impl<F: QuantityFact> From<Measured<F>> for Measurement<F> {
    fn from(only: Measured<F>) -> Measurement<F> {
        Measurement { results: Documented::One(only.result), fact: PhantomData }
    }
}

impl<F> fmt::Debug for Measurement<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.results.as_slice()).finish()
    }
}

/// The results that a criterion considers: those of a period, by one method or by any.
///
/// No result is later than the day of the request. A partial date may leave open whether a result
/// belongs to the period, or which of several is the latest: every possibility counts. Where there
/// may be no result at all, nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a, D = Period, V = Number> {
    pub(super) documented: &'a [DocumentedResult],
    method: Option<u8>,
    period: D,
    pub(super) view: V,
}

/// As what a result is looked at.
pub trait View: Copy {
    /// Positions stand for values.
    const SHOWS_VALUES: bool;

    /// Where it may lie.
    fn positions(self, result: &DocumentedResult) -> Interval;
}

/// A result is a number.
#[derive(Clone, Copy, Debug)]
pub struct Number;

impl View for Number {
    const SHOWS_VALUES: bool = true;

    #[inline]
    fn positions(self, result: &DocumentedResult) -> Interval {
        result.amount.positions()
    }
}

impl<'a, D: Days> Results<'a, D> {
    /// The same results, looked at as something else.
    pub(super) const fn seen<V>(self, view: V) -> Results<'a, D, V> {
        Results { documented: self.documented, method: self.method, period: self.period, view }
    }

    /// The one of these results, in a window, that a comparison with another term is about.
    #[inline]
    #[must_use]
    pub const fn selected(self, choice: Choice, sign: Sign, window: Counted) -> Selected<'a> {
        Selected::new(self.documented, self.method, choice, sign, window)
    }
}

impl<'a, D: Days, V: View> Results<'a, D, V> {
    /// The results that may be in the period.
    #[inline]
    fn candidates(self) -> impl Iterator<Item = Candidate> + use<'a, D, V> {
        self.documented.iter().filter_map(move |result| self.candidate(result))
    }

    #[inline]
    pub(super) fn candidate(self, result: &DocumentedResult) -> Option<Candidate> {
        let days = result.date.days();
        let by_method = self.method.is_none() | (result.method == self.method);
        (by_method & days.can_be_in(self.period.possible())).then(|| Candidate {
            positions: self.view.positions(result),
            // The part of a partial date that lies outside the period is none of it.
            earliest_day: days.low().max(self.period.possible().low()),
            latest_day: days.high().min(self.period.possible().high()),
            certain: self.period.certainly_hold(days),
        })
    }

    /// Whether the latest result lies in `asked`.
    ///
    /// Several results on one day, or partial dates, can leave open which is the latest; then each
    /// that may be the latest counts.
    #[inline]
    #[must_use]
    pub fn latest(self, asked: Interval) -> Truth {
        if asked.is_half_open() {
            self.latest_positions().inside(asked)
        } else {
            self.latest_between(asked)
        }
    }

    fn latest_between(self, asked: Interval) -> Truth {
        let (mut can_be_met, mut can_fail) = (false, false);
        self.for_each_latest(|positions| {
            can_be_met |= positions.can_be_in(asked);
            can_fail |= positions.can_be_outside(asked);
        });
        Truth::from_possibilities(can_be_met, can_fail)
    }

    /// From the lowest to the highest position that the latest result may have; any position if
    /// there may be no result.
    ///
    /// A comparison with one number needs only these two ends, so several comparisons can share one
    /// search for the latest result.
    #[inline]
    #[must_use]
    pub fn latest_positions(self) -> Interval {
        match self.documented {
            [] => Interval::ANYTHING,
            [only] => self.positions_of_only(only),
            // Taken apart, it is passed in registers.
            _ => latest_of_several(self.documented, self.method, self.period, self.view),
        }
    }

    #[inline]
    fn positions_of_only(self, only: &DocumentedResult) -> Interval {
        match self.candidate(only) {
            Some(candidate) if candidate.certain => candidate.positions,
            _ => Interval::ANYTHING,
        }
    }

    fn latest_of_several(self) -> Interval {
        let mut newest_certain = i64::MIN;
        let mut last_day = i64::MIN;
        let (mut low, mut high) = (i64::MAX, i64::MIN);
        for candidate in self.candidates() {
            if candidate.certain & (candidate.earliest_day > newest_certain) {
                newest_certain = candidate.earliest_day;
                if candidate.earliest_day <= last_day {
                    return self.latest_of_overlapping();
                }
                // All results before it are certainly older.
                (low, high) = (i64::MAX, i64::MIN);
            }
            if candidate.latest_day >= newest_certain {
                last_day = last_day.max(candidate.latest_day);
                low = low.min(candidate.positions.low());
                high = high.max(candidate.positions.high());
            }
        }
        if newest_certain == i64::MIN { Interval::ANYTHING } else { Interval { low, high } }
    }

    /// The same, if a result may be older or newer than one that certainly counts.
    #[cold]
    fn latest_of_overlapping(self) -> Interval {
        let (mut low, mut high) = (i64::MAX, i64::MIN);
        self.for_each_latest(|positions| {
            low = low.min(positions.low());
            high = high.max(positions.high());
        });
        Interval::between(low, high)
    }

    /// The positions of every result that may be the latest; none if there may be no result at all.
    fn for_each_latest(self, mut then: impl FnMut(Interval)) {
        let newest_certain = self
            .candidates()
            .filter(|candidate| candidate.certain)
            .map(|candidate| candidate.earliest_day)
            .max();
        if let Some(newest_certain) = newest_certain {
            self.candidates()
                .filter(|candidate| candidate.latest_day >= newest_certain)
                .for_each(|candidate| then(candidate.positions));
        }
    }

    /// Whether the earliest result lies in `asked`.
    ///
    /// As for the latest one, each that may be the earliest counts.
    #[must_use]
    pub fn earliest(self, asked: Interval) -> Truth {
        let certain = self.candidates().filter(|candidate| candidate.certain);
        let Some(oldest_certain) = certain.map(|candidate| candidate.latest_day).min() else {
            return Truth::UNKNOWN;
        };
        let (mut can_be_met, mut can_fail) = (false, false);
        for candidate in self.candidates() {
            if candidate.earliest_day <= oldest_certain {
                can_be_met |= candidate.positions.can_be_in(asked);
                can_fail |= candidate.positions.can_be_outside(asked);
            }
        }
        Truth::from_possibilities(can_be_met, can_fail)
    }

    /// Whether there is a result; that there is none is never known. How many there are is
    /// [`at_least`](Self::at_least) of [any number](Interval::ANYTHING).
    #[must_use]
    pub fn on_file(self) -> Truth {
        if self.candidates().any(|candidate| candidate.certain) {
            Truth::MET
        } else {
            Truth::UNKNOWN
        }
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
        let (
            mut some,
            mut all_can_stay,
            mut one_can_be_in,
            mut one_can_exceed,
            mut all_can_be_below,
        ) = (false, true, false, false, true);
        for candidate in self.candidates() {
            some |= candidate.certain;
            all_can_stay &= !candidate.certain || candidate.positions.low() <= asked.high();
            all_can_be_below &= !candidate.certain || candidate.positions.low() < asked.low();
            one_can_be_in |= candidate.positions.can_be_in(asked);
            one_can_exceed |= candidate.positions.high() > asked.high();
        }
        if some {
            Truth::from_possibilities(
                all_can_stay && one_can_be_in,
                one_can_exceed || all_can_be_below,
            )
        } else {
            Truth::UNKNOWN
        }
    }

    /// Whether the lowest result lies in `asked`.
    #[must_use]
    pub fn lowest(self, asked: Interval) -> Truth {
        let (
            mut some,
            mut all_can_stay,
            mut one_can_be_in,
            mut one_can_fall_short,
            mut all_can_be_above,
        ) = (false, true, false, false, true);
        for candidate in self.candidates() {
            some |= candidate.certain;
            all_can_stay &= !candidate.certain || candidate.positions.high() >= asked.low();
            all_can_be_above &= !candidate.certain || candidate.positions.high() > asked.high();
            one_can_be_in |= candidate.positions.can_be_in(asked);
            one_can_fall_short |= candidate.positions.low() < asked.low();
        }
        if some {
            Truth::from_possibilities(
                all_can_stay && one_can_be_in,
                one_can_fall_short || all_can_be_above,
            )
        } else {
            Truth::UNKNOWN
        }
    }
}

#[inline(never)]
fn latest_of_several<D: Days, V: View>(
    documented: &[DocumentedResult],
    method: Option<u8>,
    period: D,
    view: V,
) -> Interval {
    Results { documented, method, period, view }.latest_of_several()
}

pub(super) struct Candidate {
    pub(super) positions: Interval,
    earliest_day: i64,
    latest_day: i64,
    pub(super) certain: bool,
}

impl Candidate {
    /// The days that it may be of in the period.
    pub(super) const fn days(&self) -> Interval {
        Interval { low: self.earliest_day, high: self.latest_day }
    }
}
