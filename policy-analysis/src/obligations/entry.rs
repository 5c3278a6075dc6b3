//! What is documented about a fact as a list of entries, the same for every type of fact that has
//! dates, numbers or events: one entry for a date, one for each result of a measurement.

use super::value::passes;
use policy_core::case::{FactValue, FactView};
use policy_core::policy::Term;
use policy_core::possible::{Amount, Date, DocumentedResult, History, Occurrence};

/// A date, a number, a result or an event.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) date: Option<Date>,
    pub(super) amount: Option<Amount>,
    /// The method of a result, or the attribute of an event.
    pub(super) kind: Option<u8>,
}

/// The entries of what is documented; none for a flag, a code or a count.
pub(super) fn entries(view: FactView<'_>) -> Vec<Entry> {
    let none = Entry { date: None, amount: None, kind: None };
    match view {
        FactView::Flag(_) | FactView::Code(_) | FactView::Count(_) | FactView::Quantity(None) => {
            Vec::new()
        }
        FactView::Date(date) => vec![Entry { date: Some(date), ..none }],
        FactView::Quantity(Some(amount)) => vec![Entry { amount: Some(*amount), ..none }],
        FactView::Measurement(results) => {
            let entry = |DocumentedResult { amount, date, method }: &DocumentedResult| Entry {
                date: Some(*date),
                amount: Some(*amount),
                kind: *method,
            };
            results.iter().map(entry).collect()
        }
        FactView::Events(history) => {
            let entry = |Occurrence { date, attribute }: &Occurrence| Entry {
                date: Some(*date),
                kind: *attribute,
                ..none
            };
            history.occurrences.iter().map(entry).collect()
        }
    }
}

/// A value for the same fact that documents other entries; `None` if it needs an entry and there is
/// none.
pub(super) fn documented(old: &FactValue, entries: &[Entry]) -> Option<FactValue> {
    let first = entries.first();
    match old {
        FactValue::Flag(_) | FactValue::Code(_) | FactValue::Count(_) => None,
        FactValue::Date(_) => first?.date.map(FactValue::Date),
        FactValue::Quantity(_) => first?.amount.map(FactValue::Quantity),
        FactValue::Measurement(_) => {
            let result = |entry: &Entry| {
                let (amount, date) = entry.amount.zip(entry.date)?;
                Some(DocumentedResult { amount, date, method: entry.kind })
            };
            first?;
            entries.iter().map(result).collect::<Option<_>>().map(FactValue::Measurement)
        }
        FactValue::Events(History { complete, .. }) => {
            let event =
                |entry: &Entry| entry.date.map(|date| Occurrence { date, attribute: entry.kind });
            let occurrences = entries.iter().map(event).collect::<Option<_>>()?;
            Some(FactValue::Events(History { complete: *complete, occurrences }))
        }
    }
}

/// A term considers the entry, or may.
pub(super) fn is_own(term: Term, entry: &Entry) -> bool {
    term.method().is_none_or(|method| entry.kind == Some(method))
        && entry.kind.is_none_or(|kind| passes(term.filter(), kind))
}
