//! Readings: dated results with several parts, such as blood pressures. What is listed is what is
//! documented, and that there are no others is never known.

use super::attribute::AttributeValue;
use super::compared::may_be_equal;
use super::course::{EntryDay, Extreme};
use super::distinct::{Thing, Things};
use super::events::{Event, EventFact};
use super::history::{Complete, Entry, History};
use super::{Date, EntryView, Interval, List, Listed, Period, Written};
use crate::Truth;
use crate::calendar::CalendarDuration;
use core::fmt;
use core::marker::PhantomData;

/// All documented readings of the fact `F`; if there are none, nothing is documented.
///
/// The order does not matter: the dates determine which reading is the latest.
///
/// ```
/// use policy_core::NaiveDate;
/// use policy_core::possible::{Event, EventFact, HistoryFact, Readings};
/// # #[derive(Clone, Copy, Debug)]
/// # struct BloodPressure;
/// # impl HistoryFact for BloodPressure {}
/// # impl EventFact for BloodPressure {}
///
/// let day = NaiveDate::from_ymd_opt(2026, 10, 2).unwrap();
/// let pressures = Readings::<BloodPressure>::from([Event::on(day)]);
/// assert_eq!(pressures.documented().entries.len(), 1);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Readings<F> {
    history: History,
    fact: PhantomData<F>,
}

/// So many readings are asked for, of a fact with so many parts.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How many.
    pub number: u32,
    /// How far they lie apart from each other, if that is asked.
    pub apart: Option<CalendarDuration>,
    /// How many parts a reading of the fact has.
    pub parts: usize,
}

impl<F: EventFact> Readings<F> {
    /// Not documented.
    pub const UNKNOWN: Readings<F> = Readings {
        history: History { complete: Complete::No, entries: Vec::new() },
        fact: PhantomData,
    };

    pub(crate) fn from_history(history: History) -> Readings<F> {
        Readings { history: History { complete: Complete::No, ..history }, fact: PhantomData }
    }

    /// What is documented.
    #[inline]
    #[must_use]
    pub const fn documented(&self) -> &History {
        &self.history
    }

    /// The possible days of each reading.
    #[doc(hidden)]
    pub fn each_day(&self, visit: &mut dyn FnMut(Interval)) {
        self.history.entries.iter().for_each(|reading| visit(reading.date.days()));
    }

    /// Whether so many different readings of which this holds are in `period`.
    #[doc(hidden)]
    pub fn at_least(
        &self,
        wanted: Wanted,
        counted: impl Fn(EntryView<'_>) -> Truth,
        period: impl Into<Period>,
    ) -> Truth {
        let period = period.into();
        let entries = &self.history.entries;
        let things = self.history.entries.iter().map(EntryView::of).map(|reading| {
            let is_there = reading.lies_in(period, EntryDay::First);
            Thing {
                days: period.narrowed(reading.course.starts, EntryDay::First),
                is_there: is_there == Truth::MET,
                counts: is_there & counted(reading),
                is_known: has_known_parts(reading.documented(), wanted.parts),
            }
        });
        let things = things.collect::<List<_>>();
        let may_be_one = |places: &[usize]| {
            may_have_same_parts(|| places.iter().filter_map(|place| entries.get(*place)))
        };
        let is_known = |place: usize| things.get(place).is_some_and(|thing| thing.is_known);
        let are_alike = |one, other| is_known(one) && is_known(other) && may_be_one(&[one, other]);
        Things { all: &things, may_be_one: &may_be_one, are_alike: &are_alike }
            .at_least(wanted.number, wanted.apart)
    }

    /// Whether the latest or the earliest of those of which this holds is so.
    #[doc(hidden)]
    pub fn chosen(
        &self,
        which: Extreme,
        counted: impl Fn(EntryView<'_>) -> Truth,
        has: impl Fn(EntryView<'_>) -> Truth,
        period: impl Into<Period>,
    ) -> Truth {
        let period = period.into();
        let is_certain = |reading: EntryView<'_>| {
            (reading.lies_in(period, EntryDay::First) & counted(reading)) == Truth::MET
        };
        let listed = self.history.listed();
        if listed.entries.clone().any(is_certain) {
            // If one is there, it does not matter what is not documented.
            let documented = Listed { complete: Complete::Yes, ..listed };
            documented.chosen(which, EntryDay::First, counted, has, period)
        } else {
            Truth::UNKNOWN
        }
    }
}

/// Of every part the value is known.
fn has_known_parts(reading: &Entry, parts: usize) -> bool {
    reading.attributes.len() == parts
        && reading.attributes.iter().all(|(_, value)| match value {
            AttributeValue::Flag(flag) => !flag.truth().is_unknown(),
            AttributeValue::Code(candidates) => candidates.is_power_of_two(),
            AttributeValue::Count(count) => count.written().is_some(),
            AttributeValue::Date(date) => date.is_never() || date.days().is_exact(),
            AttributeValue::Quantity(amount) => matches!(amount.written(), Written::Exactly(_)),
        })
}

/// There is a value for every part that all of these may have. Of numbers and days it is enough that
/// each two may have one.
fn may_have_same_parts<'e, I: Iterator<Item = &'e Entry>>(readings: impl Fn() -> I) -> bool {
    let mut parts = readings().flat_map(|reading| &reading.attributes);
    parts.all(|(part, value)| {
        let documented = || readings().filter_map(|reading| reading.attribute(*part));
        if let AttributeValue::Code(candidates) = value {
            let both = |common: u64, other: &AttributeValue| {
                if let AttributeValue::Code(candidates) = other {
                    common & candidates
                } else {
                    common
                }
            };
            return documented().fold(*candidates, both) != 0;
        }
        documented().all(|other| may_be_same(*value, *other))
    })
}

fn may_be_same(one: AttributeValue, other: AttributeValue) -> bool {
    match (one, other) {
        (AttributeValue::Flag(one), AttributeValue::Flag(other)) => {
            let (one, other) = (one.truth(), other.truth());
            one.is_unknown() || other.is_unknown() || one == other
        }
        (AttributeValue::Code(one), AttributeValue::Code(other)) => one & other != 0,
        (AttributeValue::Count(one), AttributeValue::Count(other)) => {
            one.written().zip(other.written()).is_none_or(|(one, other)| one == other)
        }
        (AttributeValue::Date(one), AttributeValue::Date(other)) => may_be_same_day(one, other),
        (AttributeValue::Quantity(one), AttributeValue::Quantity(other)) => {
            may_be_equal(&one, &other)
        }
        _ => false,
    }
}

fn may_be_same_day(one: Date, other: Date) -> bool {
    if one.is_unknown() || other.is_unknown() {
        return true;
    }
    one.is_never() == other.is_never() && (one.is_never() || one.days().can_be_in(other.days()))
}

impl<F: EventFact> Default for Readings<F> {
    fn default() -> Readings<F> {
        Readings::UNKNOWN
    }
}

impl<F: EventFact> FromIterator<Event<F>> for Readings<F> {
    fn from_iter<I: IntoIterator<Item = Event<F>>>(readings: I) -> Readings<F> {
        let entries = readings.into_iter().map(Event::into_entry).collect();
        Readings::from_history(History { complete: Complete::No, entries })
    }
}

impl<F: EventFact, I: IntoIterator<Item = Event<F>>> From<I> for Readings<F> {
    fn from(readings: I) -> Readings<F> {
        readings.into_iter().collect()
    }
}

impl<F> fmt::Debug for Readings<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.history.entries).finish()
    }
}
