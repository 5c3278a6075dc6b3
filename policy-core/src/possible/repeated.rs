//! Whether there are at least so many results of a kind.
//!
//! In: the results that a criterion considers. Out: whether so many of them lie in an interval. That
//! they do not is known only where so many results are documented that certainly count.

use super::compared::may_be_equal;
use super::distinct::Things;
use super::history::Spaced;
use super::measurement::{Candidate, DocumentedResult, Results};
use super::{Interval, Scale, Written};
use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};

const ONE_DAY: CalendarDuration = CalendarDuration::new(1, CalendarUnit::Days);

impl Results<'_> {
    /// Whether at least so many different results lie in `asked`; if it is asked, so many that lie
    /// so far apart from each other.
    ///
    /// Results are the same if their values, days and methods are.
    #[must_use]
    pub fn at_least(self, number: u32, apart: Option<CalendarDuration>, asked: Interval) -> Truth {
        let wanted = usize::try_from(number).unwrap_or(usize::MAX);
        let surely =
            |candidate: &Candidate| candidate.certain && !candidate.positions.can_be_outside(asked);
        let may = |candidate: &Candidate| candidate.positions.can_be_in(asked);
        if self.are_surely(wanted, apart, surely) {
            Truth::MET
        } else if self.may_be(wanted, apart, asked, may)
            || !self.are_surely(wanted, apart, |candidate| candidate.certain)
        {
            Truth::UNKNOWN
        } else {
            Truth::NOT_MET
        }
    }

    /// The results that may be in the period, by number.
    fn numbered(self) -> impl Iterator<Item = (usize, Candidate)> + Clone {
        let documented = self.documented.iter().enumerate();
        documented.filter_map(move |(number, result)| Some((number, self.candidate(result)?)))
    }

    /// There are certainly so many of which this holds.
    fn are_surely(
        self,
        wanted: usize,
        apart: Option<CalendarDuration>,
        holds: impl Fn(&Candidate) -> bool + Copy,
    ) -> bool {
        let certain = self.numbered().filter(|(_, candidate)| holds(candidate));
        if certain.clone().take(wanted).count() < wanted {
            return false;
        }
        if let Some(apart) = apart {
            let days = certain.map(|(_, candidate)| (candidate.days(), true));
            let fewest = Spaced { counted: days.collect(), apart }.fewest();
            return usize::try_from(fewest).is_ok_and(|fewest| fewest >= wanted);
        }
        let at = |number: usize| self.documented.get(number);
        let things = Things {
            is_known: &|number| {
                at(number).is_some_and(|result| {
                    result.date.days().is_exact()
                        && matches!(result.amount.written(), Written::Exactly(_))
                })
            },
            may_be_one: &|numbers| {
                let others = |place: usize| numbers.iter().skip(place.saturating_add(1));
                let mut pairs = numbers.iter().enumerate().flat_map(|(place, one)| {
                    others(place).filter_map(move |other| at(*one).zip(at(*other)))
                });
                pairs.all(|(one, other)| may_be_one(one, other))
            },
        };
        things.are_at_least(wanted, certain.map(|(number, _)| number))
    }

    /// There may be so many of which this holds.
    fn may_be(
        self,
        wanted: usize,
        apart: Option<CalendarDuration>,
        asked: Interval,
        holds: impl Fn(&Candidate) -> bool + Copy,
    ) -> bool {
        let possible = || self.numbered().filter(|(_, candidate)| holds(candidate));
        if possible().take(wanted).count() < wanted {
            return false;
        }
        let reaches = |number: i64| usize::try_from(number).is_ok_and(|number| number >= wanted);
        if let Some(apart) = apart {
            let days = possible().map(|(_, candidate)| (candidate.days(), true));
            return reaches(Spaced { counted: days.collect(), apart }.most());
        }
        // Of those with one value and method, each needs a day of its own.
        let kind = |(number, _): &(usize, Candidate)| {
            let result = self.documented.get(*number)?;
            known_value(result, asked).map(|value| (value, result))
        };
        let mut most = 0_i64;
        for result in possible() {
            let Some(own) = kind(&result) else {
                most = most.saturating_add(1);
                continue;
            };
            let same = |other: &(usize, Candidate)| {
                kind(other).is_some_and(|other| is_same_kind(own, other))
            };
            if possible().take_while(|other| other.0 < result.0).any(|other| same(&other)) {
                continue;
            }
            let days = possible().filter(same).map(|(_, candidate)| (candidate.days(), true));
            let spaced = Spaced { counted: days.collect(), apart: ONE_DAY };
            most = most.saturating_add(spaced.on_different_days());
        }
        reaches(most)
    }
}

impl Candidate {
    /// The days that it may be of in the period.
    fn days(&self) -> Interval {
        Interval { low: self.earliest_day, high: self.latest_day }
    }
}

/// The two results may have the same value, day and method.
fn may_be_one(one: &DocumentedResult, other: &DocumentedResult) -> bool {
    one.method == other.method
        && one.date.days().can_be_in(other.date.days())
        && may_be_equal(&one.amount, &other.amount)
}

/// The only value with which a result counts.
#[derive(Clone, Copy)]
enum Value {
    /// That of a mark of the scale.
    Mark(i64),
    /// The one that is written.
    Written,
}

fn known_value(result: &DocumentedResult, asked: Interval) -> Option<Value> {
    let positions = result.amount.positions();
    let (low, high) = (positions.low().max(asked.low()), positions.high().min(asked.high()));
    if low == high && Scale::is_on_mark(low) {
        Some(Value::Mark(low))
    } else {
        matches!(result.amount.written(), Written::Exactly(_)).then_some(Value::Written)
    }
}

fn is_same_kind(
    (one, first): (Value, &DocumentedResult),
    (other, second): (Value, &DocumentedResult),
) -> bool {
    let same_value = match (one, other) {
        (Value::Mark(one), Value::Mark(other)) => one == other,
        (Value::Written, Value::Written) => may_be_equal(&first.amount, &second.amount),
        (Value::Mark(_), Value::Written) | (Value::Written, Value::Mark(_)) => false,
    };
    same_value && first.method == second.method
}
