//! The entries that a question is about, one after another: those of a history, or courses that are
//! joined.

use super::attribute::AttributeValue;
use super::course::{Course, EntryDay, Lasting};
use super::{Code, CodeSet, Complete, Count, Date, Days, Entry, Flag, Interval};
use super::{Quantity, QuantityFact};
use crate::Truth;
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// An entry as it may turn out.
#[derive(Clone, Copy, Debug)]
pub struct EntryView<'h> {
    entry: &'h Entry,
    pub(super) course: Course,
    /// What some codes are taken to be, as bits, whatever is documented about them.
    taken: &'h [(FactId, u64)],
}

impl<'h> EntryView<'h> {
    /// As it is documented.
    #[inline]
    #[must_use]
    pub fn of(entry: &'h Entry) -> EntryView<'h> {
        EntryView { entry, course: Course::of(entry), taken: &[] }
    }

    /// The same, with other days.
    pub(super) fn lasting(self, course: Course) -> EntryView<'h> {
        EntryView { course, ..self }
    }

    /// The same, with these values of some codes.
    pub(super) fn with<'t>(self, taken: &'t [(FactId, u64)]) -> EntryView<'t>
    where
        'h: 't,
    {
        EntryView { entry: self.entry, course: self.course, taken }
    }

    /// The possible values of an attribute that is a code, as bits; `None` where nothing is
    /// documented.
    #[inline]
    pub(super) fn candidates(self, attribute: FactId) -> Option<u64> {
        let taken = self.taken.iter().find(|(known, _)| *known == attribute);
        if let Some((_, values)) = taken {
            return Some(*values);
        }
        match self.entry.attribute(attribute) {
            Some(AttributeValue::Code(candidates)) => Some(*candidates),
            _ => None,
        }
    }

    /// What is documented about it.
    #[must_use]
    pub const fn documented(self) -> &'h Entry {
        self.entry
    }

    /// An attribute that is a flag.
    #[must_use]
    pub fn flag(self, attribute: FactId) -> Flag {
        match self.entry.attribute(attribute) {
            Some(AttributeValue::Flag(flag)) => *flag,
            _ => Flag::UNKNOWN,
        }
    }

    /// An attribute that is a code.
    #[must_use]
    pub fn code<E: CodeSet>(self, attribute: FactId) -> Code<E> {
        self.candidates(attribute).map_or(Code::UNKNOWN, Code::from_mask)
    }

    /// An attribute that is a count.
    #[must_use]
    pub fn count(self, attribute: FactId) -> Count {
        match self.entry.attribute(attribute) {
            Some(AttributeValue::Count(count)) => *count,
            _ => Count::UNKNOWN,
        }
    }

    /// An attribute that is a date.
    #[must_use]
    pub fn day(self, attribute: FactId) -> Date {
        match self.entry.attribute(attribute) {
            Some(AttributeValue::Date(date)) => *date,
            _ => Date::UNKNOWN,
        }
    }

    /// An attribute that is a quantity.
    #[must_use]
    pub fn quantity<F: QuantityFact>(self, attribute: FactId) -> Option<Quantity<F>> {
        match self.entry.attribute(attribute) {
            Some(AttributeValue::Quantity(amount)) => Some(Quantity::from_amount(*amount)),
            _ => None,
        }
    }

    /// Whether a course lasts so long: from its first day to its last, or to the day looked from, if
    /// it is not over by then. What starts later has not lasted at all.
    #[must_use]
    pub fn lasts(self, asked: Lasting, looked_from: NaiveDate, request: NaiveDate) -> Truth {
        self.course.lasts(asked, looked_from, request)
    }

    /// How it lies to a period.
    #[inline]
    pub(super) fn lies_in(self, period: impl Days, asked: EntryDay) -> Truth {
        self.course.lies_in(period, asked)
    }
}

/// Entries, and whether there are others.
#[derive(Clone, Copy, Debug)]
pub struct Listed<I> {
    pub(super) complete: Complete,
    pub(super) entries: I,
}

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// How many entries of `period` there are of which `counted` holds, at least and at most.
    pub(super) fn count(
        self,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        period: impl Days,
    ) -> Interval {
        let (mut certain, mut possible) = (0_i64, 0_i64);
        for entry in self.entries {
            let counts = entry.lies_in(period, day) & counted(entry);
            possible = possible.wrapping_add(i64::from(counts.can_be_met()));
            certain = certain.wrapping_add(i64::from(counts == Truth::MET));
        }
        if self.complete.is_in(period) {
            Interval { low: certain, high: possible }
        } else {
            Interval::at_least(certain)
        }
    }

    /// Whether the number of entries of `period` of which `counted` holds is one that is asked for:
    /// for conditions that are worth not looking at every entry.
    pub fn has(
        self,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        (asked, period): (Interval, impl Days),
    ) -> Truth {
        let (mut certain, mut possible) = (0_i64, 0_i64);
        for entry in self.entries.clone() {
            let counts = entry.lies_in(period, day).and_then(|| counted(entry));
            possible = possible.saturating_add(i64::from(counts.can_be_met()));
            certain = certain.saturating_add(i64::from(counts == Truth::MET));
            let so_far = Interval::at_least(certain).inside(asked);
            if !so_far.is_unknown() {
                // Whatever the others are.
                return so_far;
            }
        }
        self.is_in(asked, period, certain, || possible)
    }

    /// Whether the number of entries of a period is one that is asked for. How many there are at most
    /// is only looked for where it matters.
    pub(super) fn is_in(
        &self,
        asked: Interval,
        period: impl Days,
        fewest: i64,
        most: impl FnOnce() -> i64,
    ) -> Truth {
        let is_whole = self.complete.is_in(period);
        number_in(asked, fewest, || if is_whole { most() } else { i64::MAX })
    }
}

/// Whether a number is one that is asked for.
pub(super) fn number_in(asked: Interval, fewest: i64, most: impl FnOnce() -> i64) -> Truth {
    let without = Interval::at_least(fewest).inside(asked);
    if without.is_unknown() {
        Interval { low: fewest, high: most().max(fewest) }.inside(asked)
    } else {
        without
    }
}
