//! What is documented about a fact as a list of entries, the same for every type of fact that has
//! dates, numbers or events: one entry for a date, one for each result of a measurement.

use policy_core::Truth;
use policy_core::case::{FactValue, FactView};
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::Term;
use policy_core::possible::{Amount, Date, DocumentedResult, Entry, History, Normal};

/// A date, a number, a result or an event.
#[derive(Clone)]
pub(super) struct Listed {
    pub(super) date: Option<Date>,
    /// The last day of a course.
    pub(super) end: Option<Date>,
    pub(super) amount: Option<Amount>,
    /// The method of a result.
    pub(super) method: Option<u8>,
    /// Its limits of normal.
    pub(super) normal: Normal,
    /// An entry of a history, whose date is the one above.
    pub(super) entry: Option<Entry>,
}

/// The entries of what is documented; none for a flag, a code or a count.
pub(super) fn entries(view: FactView<'_>) -> Vec<Listed> {
    let none = || Listed {
        date: None,
        end: None,
        amount: None,
        method: None,
        normal: Normal::NONE,
        entry: None,
    };
    match view {
        FactView::Flag(_) | FactView::Code(_) | FactView::Count(_) | FactView::Quantity(None) => {
            Vec::new()
        }
        FactView::Date(date) => vec![Listed { date: Some(date), ..none() }],
        FactView::Quantity(Some(amount)) => vec![Listed { amount: Some(*amount), ..none() }],
        FactView::Measurement(results) => {
            let entry = |result: &DocumentedResult| {
                let DocumentedResult { amount, date, method, normal } = *result;
                let (date, amount) = (Some(date), Some(amount));
                Listed { date, amount, method, normal, ..none() }
            };
            results.iter().map(entry).collect()
        }
        FactView::History(history) => {
            let entry = |entry: &Entry| Listed {
                date: Some(entry.date),
                end: (entry.end != Date::UNKNOWN).then_some(entry.end),
                entry: Some(entry.clone()),
                ..none()
            };
            history.entries.iter().map(entry).collect()
        }
    }
}

/// A value for the same fact that documents other entries; `None` if it needs an entry and there is
/// none.
pub(super) fn documented(old: &FactValue, entries: &[Listed]) -> Option<FactValue> {
    let first = entries.first();
    match old {
        FactValue::Flag(_) | FactValue::Code(_) | FactValue::Count(_) => None,
        FactValue::Date(_) => first?.date.map(FactValue::Date),
        FactValue::Quantity(_) => first?.amount.map(FactValue::Quantity),
        FactValue::Measurement(_) => {
            let result = |entry: &Listed| {
                let (amount, date) = entry.amount.zip(entry.date)?;
                let (method, normal) = (entry.method, entry.normal);
                Some(DocumentedResult { amount, date, method, normal })
            };
            first?;
            entries.iter().map(result).collect::<Option<_>>().map(FactValue::Measurement)
        }
        FactValue::History(History { complete, .. }) => {
            let entry = |listed: &Listed| {
                let (date, entry) = (listed.date?, listed.entry.clone()?);
                Some(Entry { date, end: listed.end.unwrap_or_default(), ..entry })
            };
            let entries = entries.iter().map(entry).collect::<Option<_>>()?;
            let history = History { complete: *complete, entries };
            Some(FactValue::History(history.told_apart()))
        }
    }
}

/// A term considers the entry, or may.
pub(super) fn is_own(term: &Term, listed: &Listed, documentation: Documentation<'_>) -> bool {
    let by_method = term.method().is_none_or(|method| listed.method == Some(method));
    let asked = term.entries().zip(listed.entry.as_ref());
    by_method
        && asked
            .is_none_or(|(asked, entry)| documentation.is_asked_for(asked, entry) != Truth::NOT_MET)
}
