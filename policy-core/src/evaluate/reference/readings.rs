//! Questions about readings: what is listed is what is documented, and where there may be none,
//! nothing is known.

use super::course::EntryDays;
use super::predicate::{Documentation, has};
use super::repeated::{numbers_apart, of_numbers};
use super::window::Outcome;
use super::{amount, distinct};
use crate::Truth;
use crate::case::{CaseFact, FactView};
use crate::policy::{Entries, Region};
use crate::possible::{AttributeValue, Complete, Date, Entry, EntryDay, Spacing};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// A reading up to the request.
pub(super) struct Reading<'e> {
    pub(super) entry: &'e Entry,
    pub(super) days: EntryDays,
    pub(super) in_window: Truth,
    /// It is in the window and one of those that are asked about.
    pub(super) counts: Truth,
}

impl Documentation<'_> {
    /// What is asked of readings in a window.
    pub(super) fn readings(
        self,
        asked: &Entries,
        region: Region,
        readings: &[Reading<'_>],
        outcome: Outcome,
    ) -> Truth {
        if let Some(chosen) = &asked.chosen {
            if readings.iter().all(|reading| reading.counts != Truth::MET) {
                return Truth::UNKNOWN;
            }
            let entries = readings.iter().map(|reading| {
                let days = reading.days.spaced(reading.counts, outcome, EntryDay::First);
                (days, self.holds_of(&chosen.has, reading.entry))
            });
            return has(chosen.which, &entries.collect::<Vec<_>>(), Complete::Yes);
        }
        let Some(number) = region.at_least() else { return Truth::UNKNOWN };
        let numbers = |counts: fn(&Reading<'_>) -> Truth| {
            let Some(apart) = asked.apart.map(Spacing::duration) else {
                return self.different_readings(asked.fact, readings, counts, outcome);
            };
            let spaced = readings
                .iter()
                .map(|reading| reading.days.spaced(counts(reading), outcome, EntryDay::First));
            numbers_apart(&spaced.collect::<Vec<_>>(), apart)
        };
        let [in_window, _] = numbers(|reading| reading.in_window);
        of_numbers(number, numbers(|reading| reading.counts), in_window)
    }

    /// How many different readings count, at least and at most.
    fn different_readings(
        self,
        fact: FactId,
        readings: &[Reading<'_>],
        counts: fn(&Reading<'_>) -> Truth,
        outcome: Outcome,
    ) -> [usize; 2] {
        let parts = self.vocabulary.attributes_of(fact).map(|(part, _)| part).collect::<Vec<_>>();
        let days = |reading: &&Reading<'_>| -> [NaiveDate; 2] {
            let spaced = reading.days.spaced(counts(reading), outcome, EntryDay::First);
            [spaced.first, spaced.last]
        };
        let knows_parts = |reading: &Reading<'_>| {
            let mut values = parts.iter().map(|part| reading.entry.attribute(*part));
            values.all(|value| value.is_some_and(|value| value.view().is_exact()))
        };
        let may_have_same_parts =
            |entries: &[&Entry]| parts.iter().all(|part| may_be_the_same(entries, *part));
        let is_known = |reading: &&Reading<'_>| {
            let [first, last] = days(reading);
            first == last && knows_parts(reading)
        };
        let may_be_one = |readings: &[&&Reading<'_>]| {
            let first = readings.iter().map(|reading| days(reading)[0]).max();
            let last = readings.iter().map(|reading| days(reading)[1]).min();
            let entries = readings.iter().map(|reading| reading.entry).collect::<Vec<_>>();
            first <= last && may_have_same_parts(&entries)
        };
        let are_of_one_kind = |one: &&Reading<'_>, other: &&Reading<'_>| {
            let known = knows_parts(one) && knows_parts(other);
            known && may_have_same_parts(&[one.entry, other.entry])
        };
        let certain = readings.iter().filter(|reading| counts(reading) == Truth::MET);
        let possible = readings.iter().filter(|reading| counts(reading) != Truth::NOT_MET);
        [
            distinct::fewest(&certain.collect::<Vec<_>>(), is_known, may_be_one),
            distinct::most(&possible.collect::<Vec<_>>(), days, are_of_one_kind),
        ]
    }
}

/// There is a value that a part may have in all of these. Of numbers and days it is enough that each
/// two may have one.
fn may_be_the_same(entries: &[&Entry], part: FactId) -> bool {
    let values = entries.iter().filter_map(|entry| entry.attribute(part)).collect::<Vec<_>>();
    let codes = values.iter().filter_map(|value| {
        if let FactView::Code(candidates) = value.view() { Some(candidates) } else { None }
    });
    let common = codes.fold(u64::MAX, |common, candidates| common & candidates);
    let may_be = |one, other| may_be_same(one, other);
    common != 0 && values.iter().all(|one| values.iter().all(|other| may_be(one, other)))
}

fn may_be_same(one: &AttributeValue, other: &AttributeValue) -> bool {
    match (one, other) {
        (AttributeValue::Quantity(one), AttributeValue::Quantity(other)) => {
            amount::may_be_equal(one, other)
        }
        (AttributeValue::Date(one), AttributeValue::Date(other)) => may_be_same_day(*one, *other),
        (one, other) => {
            one == other || {
                let both = [one.view(), other.view()];
                both.into_iter().any(|view| matches!(view, FactView::Code(_)) || !view.is_exact())
            }
        }
    }
}

fn may_be_same_day(one: Date, other: Date) -> bool {
    if one.is_unknown() || other.is_unknown() || one == other {
        return true;
    }
    let days = one.written().zip(other.written());
    days.is_some_and(|(one, other)| one.first() <= other.last() && other.first() <= one.last())
}
