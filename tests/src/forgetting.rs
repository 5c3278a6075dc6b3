//! Less documentation of the same member. In: what a case documents. Out: what it might have
//! documented instead, every world of the former still possible.
//!
//! The other way round, this is what "documenting further" means. A list of results never loses a
//! result, and a result never its method: a list with a further result is another list, not more
//! knowledge of the same.

use crate::dice::Dice;
use crate::random::says_something;
use crate::random::values::{month_of, shifted, with_ids};
use policy_core::calendar::PartialDate;
use policy_core::case::CaseFacts;
use policy_core::case::FactValue;
use policy_core::chrono::Datelike;
use policy_core::possible::{
    Amount, Comparator, Complete, Date, DocumentedResult, Entry, Flag, History, Normal, Scale,
    Written,
};
use policy_core::vocabulary::{FactId, FactKind, HistoryForm, Vocabulary};
use policy_core::{Decimal, NaiveDate};

/// The case without some of its facts, `percent` of them on average; each fact's lot depends on the
/// seed and the fact alone.
#[must_use]
pub fn without_facts(case: &CaseFacts, percent: usize, seed: u64) -> CaseFacts {
    changed(case, |fact, value| (!dice_of(*fact, seed).chance(percent)).then(|| value.clone()))
}

/// The case with `percent` of its facts half-known, or less known than they were.
///
/// # Panics
///
/// Where the case documents a fact that is not in the vocabulary.
#[must_use]
pub fn blurred(vocabulary: &Vocabulary, case: &CaseFacts, percent: usize, seed: u64) -> CaseFacts {
    changed(case, |fact, value| {
        let dice = &mut dice_of(*fact, seed);
        let value =
            if dice.chance(percent) { less(vocabulary, *fact, value, dice) } else { value.clone() };
        says_something(vocabulary, *fact, &value).then_some(value)
    })
}

fn changed(
    case: &CaseFacts,
    change: impl Fn(&FactId, &FactValue) -> Option<FactValue>,
) -> CaseFacts {
    let mut changed = CaseFacts::new(case.request_date, case.service_date);
    changed.extend(case.iter().filter_map(|(fact, value)| Some((fact, change(&fact, value)?))));
    changed
}

fn dice_of(fact: FactId, seed: u64) -> Dice {
    Dice::new(seed ^ (u64::from(fact.0) << 32))
}

fn less(vocabulary: &Vocabulary, fact: FactId, value: &FactValue, dice: &mut Dice) -> FactValue {
    match (value, &vocabulary.fact(fact).unwrap().kind) {
        (FactValue::Flag(_), _) => FactValue::Flag(Flag::UNKNOWN),
        (FactValue::Code(candidates), FactKind::Code { values, .. }) => {
            let others =
                (0..=dice.below(2)).fold(0, |others, _| others | 1_u64 << dice.below(values.len()));
            FactValue::Code(candidates | others)
        }
        (FactValue::Date(date), _) => FactValue::Date(less_of_a_date(*date, dice)),
        (FactValue::Quantity(amount), FactKind::Quantity { scale }) => {
            FactValue::Quantity(wider(scale, amount, dice))
        }
        (FactValue::Measurement(results), FactKind::Measurement { scale, .. }) => {
            let result = |result: &DocumentedResult| DocumentedResult {
                amount: if dice.chance(60) {
                    wider(scale, &result.amount, dice)
                } else {
                    result.amount
                },
                date: less_of_a_date(result.date, dice),
                method: result.method,
                normal: less_of_limits(scale, result, dice),
            };
            FactValue::Measurement(results.iter().map(result).collect())
        }
        (FactValue::History(history), FactKind::History { form, .. }) => {
            FactValue::History(less_of_a_history(vocabulary, (*form, history), dice))
        }
        (other, _) => other.clone(),
    }
}

fn less_of_limits(scale: &Scale, result: &DocumentedResult, dice: &mut Dice) -> Normal {
    let mut kept = |limit: Option<Decimal>| limit.filter(|_| dice.chance(70));
    let (low, high) = (kept(result.normal.low()), kept(result.normal.high()));
    Normal::new(scale, result.amount.unit(), low, high).unwrap()
}

fn less_of_a_date(date: Date, dice: &mut Dice) -> Date {
    match date.written() {
        Some(PartialDate::Day(day)) if dice.chance(40) => Date::from(month_of(day)),
        Some(PartialDate::Between { first, last }) if dice.chance(30) => {
            let end =
                |end: Option<NaiveDate>| end.filter(|_| dice.chance(50)).map(PartialDate::Day);
            let [first, last] = [first, last].map(end);
            PartialDate::between(first, last).map_or(Date::UNKNOWN, Date::from)
        }
        Some(
            written @ (PartialDate::Day(_) | PartialDate::Month { .. } | PartialDate::Year(_)),
        ) if dice.chance(30) => Date::from(PartialDate::Year(written.first().year())),
        _ => date,
    }
}

fn less_of_a_history(
    vocabulary: &Vocabulary,
    (form, history): (HistoryForm, &History),
    dice: &mut Dice,
) -> History {
    let complete = match history.complete {
        Complete::No => Complete::No,
        known if dice.chance(40) => known,
        // From the day of one of its events on, or a day later.
        known => {
            let days = history.entries.iter().filter_map(|event| event.date.exact());
            let days = days.filter(|day| known.is_from(*day)).collect::<Vec<_>>();
            match days.get(dice.below(days.len().max(1))) {
                Some(day) if dice.chance(60) => Complete::Since(shifted(*day, dice.between(0, 1))),
                _ => Complete::No,
            }
        }
    };
    // What a complete history leaves out did not happen.
    let less_of_an_entry = |entry: &Entry| {
        let mut forgotten = entry.clone();
        forgotten.attributes = entry
            .attributes
            .iter()
            .filter_map(|(attribute, value)| {
                let value = FactValue::from(*value);
                let value = match dice.below(10) {
                    0..3 => return None,
                    3 => less(vocabulary, *attribute, &value, dice),
                    _ => value,
                };
                says_something(vocabulary, *attribute, &value)
                    .then(|| (*attribute, value.try_into().unwrap()))
            })
            .collect();
        let is_needed = match complete {
            Complete::No => false,
            Complete::Yes => true,
            // It may have a day from then on.
            Complete::Since(since) => {
                let last = if form == HistoryForm::Courses { entry.end } else { entry.date };
                last.written().is_none_or(|written| since <= written.last())
            }
        };
        (is_needed || dice.chance(60)).then(|| Entry {
            date: less_of_a_date(entry.date, dice),
            end: less_of_a_date(entry.end, dice),
            ..forgotten
        })
    };
    with_ids(History {
        complete,
        entries: history.entries.iter().filter_map(less_of_an_entry).collect(),
    })
}

/// A range around what was written, or one of its sides; itself where that would leave the
/// plausible range.
fn wider(scale: &Scale, amount: &Amount, dice: &mut Dice) -> Amount {
    let mut step = || {
        *dice.pick(&[
            Decimal::ZERO,
            Decimal::new(1, 8),
            Decimal::new(1, 2),
            Decimal::ONE,
            Decimal::from(7),
        ])
    };
    let (below, above) = (step(), step());
    let side = |low: Option<Decimal>, high: Option<Decimal>, dice: &mut Dice| match (low, high) {
        (Some(low), Some(high)) if dice.chance(50) => Written::Between(low - below, high + above),
        (_, Some(high)) if above > Decimal::ZERO && dice.chance(50) => {
            Written::Compared(Comparator::Less, high + above)
        }
        (_, Some(high)) if low.is_none() || dice.chance(50) => {
            Written::Compared(Comparator::LessOrEqual, high + above)
        }
        (Some(low), _) if below > Decimal::ZERO && dice.chance(50) => {
            Written::Compared(Comparator::Greater, low - below)
        }
        (Some(low), _) => Written::Compared(Comparator::GreaterOrEqual, low - below),
        _ => amount.written(),
    };
    let written = match amount.written() {
        Written::Exactly(value) => side(Some(value), Some(value), dice),
        Written::Between(low, high) => side(Some(low), Some(high), dice),
        Written::Compared(Comparator::Less | Comparator::LessOrEqual, value) => {
            side(None, Some(value), dice)
        }
        Written::Compared(Comparator::Greater | Comparator::GreaterOrEqual, value) => {
            side(Some(value), None, dice)
        }
    };
    Amount::new(scale, written, amount.unit()).unwrap_or(*amount)
}
