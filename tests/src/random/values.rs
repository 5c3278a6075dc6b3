//! Random values of a fact: what may be documented about it, mostly just below, at and just above
//! what the policy compares it with.

use super::landmarks::Landmarks;
use super::{Knowledge, says_something};
use crate::dice::Dice;
use policy_core::calendar::{CalendarDuration, CalendarUnit, PartialDate};
use policy_core::case::FactValue;
use policy_core::chrono::{Datelike, TimeDelta};
use policy_core::policy::{Policy, Threshold};
use policy_core::possible::{
    Amount, Comparator, Complete, Count, Date, DocumentedResult, Entry, Flag, History, NormLimit,
    Normal, Scale, Written,
};
use policy_core::vocabulary::{FactId, FactKind, HistoryForm};
use policy_core::{Decimal, NaiveDate};

/// The age of somebody of whom no age is asked.
const FORTY: CalendarDuration = CalendarDuration::new(40, CalendarUnit::Years);

/// Where values come from, for a case of these two dates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) policy: &'static Policy,
    pub(super) landmarks: &'a Landmarks,
    pub(super) knowledge: Knowledge,
    pub(super) request_date: NaiveDate,
    pub(super) service_date: NaiveDate,
}

pub(crate) fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}

/// The date with its precision, that many days later.
pub(super) fn shifted_date(date: Date, days: i64) -> Date {
    date.written().map_or(date, |written| {
        let day = shifted(written.first(), days);
        Date::from(match written {
            PartialDate::Day(_) => PartialDate::Day(day),
            PartialDate::Month { .. } => month_of(day),
            PartialDate::Year(_) => PartialDate::Year(day.year()),
            PartialDate::Between { first, last } => PartialDate::Between {
                first: first.map(|first| shifted(first, days)),
                last: last.map(|last| shifted(last, days)),
            },
        })
    })
}

/// One end of a range, which may be open.
fn end_of(day: NaiveDate, apart: i64, dice: &mut Dice) -> Option<PartialDate> {
    dice.chance(80).then(|| PartialDate::Day(shifted(day, apart)))
}

pub(crate) fn month_of(day: NaiveDate) -> PartialDate {
    PartialDate::Month { year: day.year(), month: day.month() }
}

impl Source<'_> {
    fn is_exact(self) -> bool {
        self.knowledge == Knowledge::Exact
    }

    pub(super) fn value(self, fact: FactId, dice: &mut Dice) -> FactValue {
        match &self.policy.vocabulary.fact(fact).unwrap().kind {
            FactKind::Flag { .. } => FactValue::Flag(Flag::from(dice.chance(50))),
            FactKind::Code { values, .. } => FactValue::Code(self.code(fact, values.len(), dice)),
            FactKind::Count { low, high } => {
                let numbers = self.landmarks.counts.get(&fact).map_or(&[][..], Vec::as_slice);
                let number =
                    if numbers.is_empty() || dice.chance(10) { *low } else { *dice.pick(numbers) };
                let number = (i64::from(number) + dice.between(-1, 1))
                    .clamp(i64::from(*low), i64::from(*high));
                FactValue::Count(Count::from(u32::try_from(number).unwrap()))
            }
            FactKind::Date if self.is_birth_date(fact) => FactValue::Date(self.birth(dice)),
            FactKind::Date | FactKind::Age { .. } => {
                let anchor = if dice.chance(60) { self.request_date } else { self.service_date };
                let day = self.day(anchor, dice);
                let never = dice.chance(8);
                FactValue::Date(if never { Date::NEVER } else { self.partial(day, dice) })
            }
            FactKind::Calculated { .. } => {
                unreachable!("a policy asks for what it is calculated from")
            }
            FactKind::Quantity { scale } => FactValue::Quantity(self.amount(fact, scale, dice)),
            FactKind::Measurement { scale, methods } if self.is_exact() => FactValue::Measurement(
                self.result_by_every_method(fact, scale, methods.len(), dice),
            ),
            FactKind::Measurement { scale, methods } => {
                let count = 1 + dice.below(3);
                FactValue::Measurement(
                    (0..count).map(|_| self.result(fact, scale, methods.len(), dice)).collect(),
                )
            }
            FactKind::History { form: form @ HistoryForm::Readings, .. } => {
                let count = 1 + dice.below(3);
                let entries = (0..count).map(|_| self.entry(fact, *form, dice)).collect();
                FactValue::History(History { complete: Complete::No, entries })
            }
            FactKind::History { form, .. } => {
                let count = dice.below(4);
                let entries = (0..count).map(|_| self.entry(fact, *form, dice)).collect();
                let complete = match dice.below(4) {
                    _ if self.is_exact() => Complete::Yes,
                    0 => Complete::No,
                    1 if *form != HistoryForm::Records => {
                        Complete::Since(self.day(self.request_date, dice))
                    }
                    _ => Complete::Yes,
                };
                FactValue::History(with_ids(History { complete, entries }))
            }
        }
    }

    fn is_birth_date(self, fact: FactId) -> bool {
        self.policy
            .vocabulary
            .facts
            .iter()
            .any(|other| matches!(other.kind, FactKind::Age { birth_date } if birth_date == fact))
    }

    fn birth(self, dice: &mut Dice) -> Date {
        let ages = &self.landmarks.ages;
        let age = if ages.is_empty() || dice.chance(15) { FORTY } else { *dice.pick(ages) };
        // A day is not always enough: both 28 and 29 February may be birthdays of the same age.
        let shift = if dice.chance(80) { dice.between(-1, 1) } else { dice.between(-800, 800) };
        let days = &self.landmarks.days;
        let asked = match dice.below(10) {
            0 => self.request_date,
            1 if !days.is_empty() => *dice.pick(days),
            _ => self.service_date,
        };
        let day = shifted(age.before(asked), shift);
        self.partial(day.min(self.service_date), dice)
    }

    /// A day at or near what the policy looks back to.
    fn day(self, anchor: NaiveDate, dice: &mut Dice) -> NaiveDate {
        let Landmarks { spans, days, ages, asks_at_dates, .. } = self.landmarks;
        if *asks_at_dates && dice.chance(40) {
            // A birthday of someone who was born where another age begins.
            let [born, age] = [dice.pick(ages), dice.pick(ages)];
            let birthday = age.after(born.before(self.service_date));
            return shifted(birthday, dice.between(-2, 2));
        }
        if self.landmarks.counts_from_dates && dice.chance(50) {
            // The day of a window's end, or of an end of that.
            let [first, second] = [dice.pick(spans), dice.pick(spans)];
            let near = second.before(if dice.chance(50) { first.before(anchor) } else { anchor });
            return shifted(near, dice.between(-1, 1));
        }
        let near = match dice.below(5) {
            0 => return shifted(anchor, dice.between(-900, 100)),
            1 => anchor,
            _ => match dice.below(spans.len() + days.len()) {
                span if span < spans.len() => spans[span].before(anchor),
                day => days[day - spans.len()],
            },
        };
        shifted(near, dice.between(-1, 1))
    }

    fn partial(self, day: NaiveDate, dice: &mut Dice) -> Date {
        Date::from(match dice.below(10) {
            0 if !self.is_exact() => PartialDate::Year(day.year()),
            1 | 2 if !self.is_exact() => month_of(day),
            3 if !self.is_exact() => {
                let (first, last) = ([0, -1, -40], [0, 3, 70]);
                let (first, last) = (first[dice.below(3)], last[dice.below(3)]);
                let (first, last) = (end_of(day, first, dice), end_of(day, last, dice));
                PartialDate::between(first, last).unwrap_or(PartialDate::Day(day))
            }
            _ => PartialDate::Day(day),
        })
    }

    fn result(
        self,
        fact: FactId,
        scale: &Scale,
        methods: usize,
        dice: &mut Dice,
    ) -> DocumentedResult {
        let amount = self.amount(fact, scale, dice);
        let day = self.day(self.request_date, dice).min(self.request_date);
        DocumentedResult {
            amount,
            date: self.partial(day, dice),
            method: if dice.chance(90) { one_of(methods, dice) } else { None },
            normal: self.normal(fact, scale, &amount, dice),
        }
    }

    /// Limits near those of which the value is a multiple that the policy asks for.
    fn normal(self, fact: FactId, scale: &Scale, amount: &Amount, dice: &mut Dice) -> Normal {
        let Some(multiples) = self.landmarks.multiples.get(&fact) else { return Normal::NONE };
        let (Written::Exactly(value) | Written::Between(value, _) | Written::Compared(_, value)) =
            amount.written();
        let limit = |limit, dice: &mut Dice| {
            let asked = multiples.iter().filter(|multiple| multiple.limit == limit);
            let asked = asked.map(|multiple| multiple.times).collect::<Vec<_>>();
            let times =
                if asked.is_empty() || dice.chance(10) { Decimal::ONE } else { *dice.pick(&asked) };
            let (shift, places) = *dice.pick(&[(0, 0), (0, 0), (1, 2), (-1, 2), (1, 8), (-1, 8)]);
            let near = (value / times).round_dp(10) + Decimal::new(shift, places);
            if dice.chance(3) { Decimal::ZERO } else { near.normalize() }
        };
        let (low, high) = (limit(NormLimit::Lower, dice), limit(NormLimit::Upper, dice));
        let (low, high) = (low.min(high), high);
        let kept =
            |value, dice: &mut Dice| Some(value).filter(|_| self.is_exact() || dice.chance(75));
        let (low, high) = (kept(low, dice), kept(high, dice));
        let unit = amount.unit();
        Normal::new(scale, unit, low, high)
            .or_else(|_| Normal::new(scale, unit, Some(value), Some(value)))
            .or_else(|_| Normal::new(scale, unit, Some(scale.high), Some(scale.high)))
            .unwrap_or(Normal::NONE)
    }

    /// One by every method and one by none, no two on one day: two results of one day would leave
    /// open which is the latest.
    fn result_by_every_method(
        self,
        fact: FactId,
        scale: &Scale,
        methods: usize,
        dice: &mut Dice,
    ) -> Vec<DocumentedResult> {
        let methods = (0..u8::try_from(methods).unwrap()).map(Some).chain([None]);
        let mut results: Vec<DocumentedResult> = Vec::new();
        for method in methods {
            let mut result = DocumentedResult { method, ..self.result(fact, scale, 0, dice) };
            while results.iter().any(|other| other.date == result.date) {
                result.date = shifted_date(result.date, -1);
            }
            results.push(result);
        }
        results
    }

    fn entry(self, history: FactId, form: HistoryForm, dice: &mut Dice) -> Entry {
        let day = self.day(self.request_date, dice).min(self.request_date);
        let mut entry = match form {
            HistoryForm::Events | HistoryForm::Courses | HistoryForm::Readings => {
                Entry::on(self.partial(day, dice))
            }
            HistoryForm::Records => Entry::default(),
        };
        if form == HistoryForm::Courses {
            let last = shifted(day, dice.between(0, 400));
            let goes_on = dice.chance(30);
            entry.end = if goes_on { Date::NEVER } else { self.partial(last, dice) };
        }
        for (attribute, _) in self.policy.vocabulary.attributes_of(history) {
            let value = self.value(attribute, dice);
            let is_documented = self.is_exact() || dice.chance(80);
            if is_documented && says_something(&self.policy.vocabulary, attribute, &value) {
                entry = entry.with(attribute, value.try_into().unwrap());
            }
        }
        entry
    }

    /// One or several candidates, mostly among those that the policy names.
    fn code(self, fact: FactId, values: usize, dice: &mut Dice) -> u64 {
        let one = |dice: &mut Dice| 1_u64 << dice.below(values);
        match self.landmarks.codes.get(&fact) {
            Some(named) if dice.chance(60) => {
                let named = *dice.pick(named);
                let bits = (0..values)
                    .map(|position| 1_u64 << position)
                    .filter(|bit| named & bit != 0)
                    .collect::<Vec<_>>();
                *dice.pick(&bits)
            }
            _ if !self.is_exact() && dice.chance(30) => one(dice) | one(dice),
            _ => one(dice),
        }
    }

    fn amount(self, fact: FactId, scale: &Scale, dice: &mut Dice) -> Amount {
        let thresholds = self.landmarks.numbers.get(&fact).map_or(&[][..], Vec::as_slice);
        let middle = Threshold { value: (scale.low + scale.high) / Decimal::TWO, unit: scale.unit };
        let threshold =
            if thresholds.is_empty() || dice.chance(15) { middle } else { *dice.pick(thresholds) };
        let units = scale.units().collect::<Vec<_>>();
        let unit = *dice.pick(&units);
        let shift = dice.pick(&[(0, 0), (1, 2), (-1, 2), (1, 8), (-1, 8), (3, 0), (-3, 0)]);
        // The value in another unit, as far as decimals reach; what matters is that it lies near.
        let ratio = threshold.unit.ratio_to(unit).unwrap();
        let value = threshold.value * Decimal::from(ratio.numerator)
            / Decimal::from(ratio.denominator)
            + Decimal::new(shift.0, shift.1);
        let value = value.round_dp(12).normalize();
        let written = match dice.below(8) {
            0 if !self.is_exact() => Written::Between(
                value,
                value + dice.pick(&[Decimal::ZERO, Decimal::new(1, 2), Decimal::from(7)]),
            ),
            1 if !self.is_exact() => {
                let comparators = [
                    Comparator::Less,
                    Comparator::LessOrEqual,
                    Comparator::Greater,
                    Comparator::GreaterOrEqual,
                ];
                Written::Compared(*dice.pick(&comparators), value)
            }
            _ => Written::Exactly(value),
        };
        Amount::new(scale, written, unit)
            .or_else(|_| Amount::new(scale, Written::Exactly(threshold.value), threshold.unit))
            .or_else(|_| Amount::new(scale, Written::Exactly(scale.low), scale.unit))
            .unwrap()
    }
}

/// The same, with an id for each entry that may say the same as an earlier one: a case does not
/// repeat itself.
pub(crate) fn with_ids(mut history: History) -> History {
    for position in 1..history.entries.len() {
        let (earlier, rest) = history.entries.split_at_mut(position);
        let first_day = |entry: &Entry| entry.date.days().low();
        if earlier.iter().any(|entry| first_day(entry) == first_day(&rest[0])) {
            rest[0].id = Some(position.to_string().into());
        }
    }
    history
}

fn one_of(values: usize, dice: &mut Dice) -> Option<u8> {
    (values > 0).then(|| u8::try_from(dice.below(values)).unwrap())
}
