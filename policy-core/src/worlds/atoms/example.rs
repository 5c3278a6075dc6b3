//! What a chart may say to be in a cell, and how that is documented.

use crate::case::FactValue;
use crate::possible::{
    Amount, Complete, Count, Date, DocumentedResult, Entry, Flag, History, Interval, Normal, Scale,
    Written,
};
use crate::vocabulary::{FactId, FactKind, HistoryForm, Vocabulary};
use chrono::NaiveDate;

/// What a result may be.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ShownValue {
    /// Any of these positions.
    Positions(Interval),
    /// This value, with these limits of normal.
    WithLimits(Amount, Normal),
    /// No one has found one.
    Unknown,
}

/// What a chart may say about the facts of a group.
#[derive(Clone, PartialEq, Debug)]
pub enum Example {
    /// No one looked for one.
    Unknown,
    /// The answer.
    Flag(bool),
    /// The value, by position.
    Code(u8),
    /// The number.
    Count(u32),
    /// A day for each fact of the group, or never.
    Days(Vec<Option<NaiveDate>>),
    /// Any of these positions.
    Quantity(Interval),
    /// Results: date, method and value of each.
    Results(Vec<(NaiveDate, Option<u8>, ShownValue)>),
    /// A complete history.
    Events(Vec<Entry>),
    /// An example for each fact of the group.
    Each(Vec<Example>),
    /// These values.
    Facts(Vec<(FactId, FactValue)>),
}

impl Example {
    /// The example as facts of a case; `None` if there is none.
    #[must_use]
    pub fn document(
        &self,
        facts: &[FactId],
        vocabulary: &Vocabulary,
    ) -> Option<Vec<(FactId, FactValue)>> {
        let kind = |fact: FactId| vocabulary.fact(fact).map(|fact| &fact.kind);
        let only = *facts.first()?;
        let one = |value| Some(vec![(only, value)]);
        match self {
            Example::Unknown => None,
            Example::Flag(yes) => one(FactValue::Flag(Flag::from(*yes))),
            Example::Code(position) => {
                one(FactValue::Code(1_u64.checked_shl(u32::from(*position))?))
            }
            Example::Count(count) => one(FactValue::Count(Count::from(*count))),
            Example::Days(days) => {
                let date =
                    |day: &Option<NaiveDate>| FactValue::Date(day.map_or(Date::NEVER, Date::from));
                Some(facts.iter().copied().zip(days.iter().map(date)).collect())
            }
            Example::Each(examples) => {
                let each = facts
                    .iter()
                    .zip(examples)
                    .map(|(fact, example)| example.document(&[*fact], vocabulary))
                    .collect::<Option<Vec<_>>>();
                each.map(|each| each.into_iter().flatten().collect())
            }
            Example::Facts(values) => Some(values.clone()),
            Example::Quantity(positions) => {
                one(FactValue::Quantity(amount(kind(only)?.scale()?, *positions)?))
            }
            Example::Results(results) => {
                let FactKind::Measurement { scale, .. } = kind(only)? else { return None };
                let result = |(day, method, shown): &(NaiveDate, Option<u8>, ShownValue)| {
                    let (amount, normal) = match shown {
                        ShownValue::Positions(positions) => {
                            (amount(scale, *positions)?, Normal::NONE)
                        }
                        ShownValue::WithLimits(amount, normal) => (*amount, *normal),
                        ShownValue::Unknown => return None,
                    };
                    Some(DocumentedResult {
                        amount,
                        date: Date::from(*day),
                        method: *method,
                        normal,
                    })
                };
                one(FactValue::Measurement(results.iter().map(result).collect::<Option<_>>()?))
            }
            Example::Events(entries) => {
                let entries = entries.clone();
                let are_readings =
                    matches!(kind(only)?, FactKind::History { form: HistoryForm::Readings, .. });
                // That there are no other readings is not documented, and a list of none is no answer.
                if are_readings && entries.is_empty() {
                    return None;
                }
                one(FactValue::History(if are_readings {
                    History { complete: Complete::No, entries }
                } else {
                    History { complete: Complete::Yes, entries }.told_apart()
                }))
            }
        }
    }
}

/// The simplest number at one of these positions, in the fact's own unit.
fn amount(scale: &Scale, positions: Interval) -> Option<Amount> {
    Amount::new(scale, Written::Exactly(scale.simplest(positions)?), scale.unit).ok()
}
