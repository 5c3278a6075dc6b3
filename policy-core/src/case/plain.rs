//! A value as a program has it, not yet tied to a fact. In: a flag, a number, a text. Out: the
//! value of a fact, or why it is not one.

use super::FactValue;
use super::kinds::another_kind;
use super::refusal::{DATE, Refusal, implausible, in_words, measured, values};
use super::validate::count;
use crate::calendar::PartialDate;
use crate::possible::{Amount, Count, Date, Flag, Written, bit};
use crate::suggest::did_you_mean;
use crate::unit::Unit;
use crate::vocabulary::{Fact, FactKind, Vocabulary};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A value for [`CaseFacts::set`](super::CaseFacts::set): in the form used in the JSON of a case,
/// or as a value with its type.
///
/// `true`, `3`, `"II"`, `"2026-11"`, a [`NaiveDate`], a number with its [`Unit`] and a
/// [`FactValue`] each convert [`into`](Into) it. [`CaseFacts`](super::CaseFacts) has an example.
#[derive(Clone, PartialEq, Debug)]
pub enum PlainValue<'a> {
    /// For a flag.
    Flag(bool),
    /// For a count.
    Count(u32),
    /// For a code, one of its values; for a date, `2026-11-21`, `2026-11` or `2026`.
    Text(&'a str),
    /// For a date.
    Date(PartialDate),
    /// For a quantity.
    Quantity(Written, Unit),
    /// A typed value for a fact: results, events, and codes with several candidates.
    Typed(FactValue),
}

impl PlainValue<'_> {
    /// The value for this fact.
    pub(super) fn of(self, vocabulary: &Vocabulary, fact: &Fact) -> Result<FactValue, Refusal> {
        Ok(match (&fact.kind, self) {
            (FactKind::Flag { .. }, PlainValue::Flag(flag)) => FactValue::Flag(Flag::from(flag)),
            (FactKind::Count { low, high }, PlainValue::Count(number)) => {
                match count(number, *low, *high) {
                    None => FactValue::Count(Count::from(number)),
                    Some(refusal) => return Err(refusal),
                }
            }
            (FactKind::Code { values: names, .. }, PlainValue::Text(text)) => {
                let known = (0..).zip(names.iter()).find(|(_, value)| value.name == text);
                let (position, _) = known.ok_or_else(|| {
                    let problem = format!("{}, not a value of `{}`", measured(text), fact.name);
                    let near = did_you_mean(text, names.iter().map(|value| &*value.name));
                    Refusal::new(problem, near.unwrap_or_else(|| values(names)))
                })?;
                FactValue::Code(bit(position))
            }
            (FactKind::Date, PlainValue::Text(text)) => FactValue::Date(Date::from(
                PartialDate::parse(text)
                    .map_err(|problem| Refusal::new(in_words(problem, text), DATE))?,
            )),
            (FactKind::Date, PlainValue::Date(date)) => FactValue::Date(Date::from(date)),
            (FactKind::Quantity { scale }, PlainValue::Quantity(written, unit)) => {
                FactValue::Quantity(
                    Amount::new(scale, written, unit)
                        .map_err(|problem| implausible(&problem, scale))?,
                )
            }
            (_, PlainValue::Typed(value)) => value,
            (_, other) => return Err(another_kind(vocabulary, fact, other.name())),
        })
    }

    const fn name(&self) -> &'static str {
        match self {
            PlainValue::Flag(_) => "a flag",
            PlainValue::Count(_) => "a number",
            PlainValue::Text(_) => "a string",
            PlainValue::Date(_) => "a date",
            PlainValue::Quantity(..) => "a number with a unit",
            PlainValue::Typed(_) => "a value",
        }
    }
}

macro_rules! plain_values {
    ($($type:ty: $value:pat => $plain:expr;)*) => {
        $(impl<'a> From<$type> for PlainValue<'a> {
            fn from($value: $type) -> PlainValue<'a> {
                $plain
            }
        })*
    };
}

plain_values! {
    bool: flag => PlainValue::Flag(flag);
    u32: count => PlainValue::Count(count);
    &'a str: text => PlainValue::Text(text);
    &'a String: text => PlainValue::Text(text);
    PartialDate: date => PlainValue::Date(date);
    NaiveDate: day => PlainValue::Date(PartialDate::Day(day));
    (Decimal, Unit): (value, unit) => PlainValue::Quantity(Written::Exactly(value), unit);
    (Written, Unit): (written, unit) => PlainValue::Quantity(written, unit);
    FactValue: value => PlainValue::Typed(value);
}
