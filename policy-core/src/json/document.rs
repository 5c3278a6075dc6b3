//! Writing a case. In: a case. Out: its JSON, which reads back as an equal case: only the
//! documented facts, with numbers and dates as given.

use crate::calendar::PartialDate;
use crate::case::{Case, CaseFact, CaseId, Chart, FactView};
use crate::possible::{Amount, Complete, Date, DocumentedResult, Entry, History, Normal, Written};
use crate::unseen::escaped_json;
use crate::vocabulary::{Concept, Fact, FactId, FactKind, HistoryForm, Vocabulary, names_of};
use crate::{Decimal, Truth};
use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The JSON of a case: one line, the facts in the order of the vocabulary.
/// ```
/// use policy_core::case::{Case, CaseId, Problems, Program};
/// use policy_core::json::{case_to_json, read_case};
///
/// /// What is written reads back as the same case.
/// fn again(case: &dyn Case) -> Result<Box<dyn Case>, Problems> {
///     let json = case_to_json(case, Some(&CaseId::from("r-1")));
///     Ok(read_case(&case.program(), json.as_bytes())?.case)
/// }
/// ```
#[must_use]
pub fn case_to_json(case: &dyn Case, id: Option<&CaseId>) -> String {
    chart_to_json(&case.policy().vocabulary, case, id)
}

/// The JSON of a case that belongs to no policy in particular: one line, the facts in the order of
/// the vocabulary.
#[must_use]
pub fn chart_to_json(vocabulary: &Vocabulary, chart: &dyn Chart, id: Option<&CaseId>) -> String {
    // Writing text and numbers to memory cannot fail.
    escaped_json(serde_json::to_string(&CaseObject { vocabulary, chart, id }).unwrap_or_default())
}

/// Writes a case into a larger JSON document: the `Serialize` of generated case types.
///
/// # Errors
///
/// Any error of the serializer, which must be from `serde_json`, since no other keeps the digits of
/// a number.
pub fn serialize_case<S: Serializer>(
    case: &dyn Case,
    id: Option<&CaseId>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    CaseObject { vocabulary: &case.policy().vocabulary, chart: case, id }.serialize(serializer)
}

struct CaseObject<'a> {
    vocabulary: &'a Vocabulary,
    chart: &'a dyn Chart,
    id: Option<&'a CaseId>,
}

impl Serialize for CaseObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let CaseObject { vocabulary, chart, .. } = *self;
        let mut object = serializer.serialize_map(None)?;
        if let Some(id) = self.id {
            object.serialize_entry("id", id)?;
        }
        for (fact, date) in [
            (FactId::REQUEST_DATE, chart.request_date()),
            (FactId::SERVICE_DATE, chart.service_date()),
        ] {
            object.serialize_entry(vocabulary.name_of(fact), &date.to_string())?;
        }
        for (id, fact) in vocabulary
            .iter()
            .filter(|(id, _)| ![FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(id))
        {
            let value =
                chart.fact(id).map(|value| FactJson { vocabulary, id, fact, view: value.view() });
            if let Some(value) = value.filter(FactJson::is_documented) {
                object.serialize_entry(&*fact.name, &value)?;
            }
        }
        object.end()
    }
}

/// What is documented about a fact.
struct FactJson<'a> {
    vocabulary: &'a Vocabulary,
    id: FactId,
    fact: &'a Fact,
    view: FactView<'a>,
}

impl FactJson<'_> {
    fn is_documented(&self) -> bool {
        match self.view {
            FactView::Flag(flag) => !flag.truth().is_unknown(),
            FactView::Code(candidates) => self.names(candidates).count() != self.values().len(),
            FactView::Count(count) => count.written().is_some(),
            FactView::Date(date) => !date.is_unknown(),
            FactView::Quantity(amount) => amount.is_some(),
            FactView::Measurement(results) => !results.is_empty(),
            FactView::History(history) => !history.is_unknown(),
        }
    }

    fn values(&self) -> &[Concept] {
        self.fact.kind.values().unwrap_or_default()
    }

    fn names(&self, candidates: u64) -> impl Iterator<Item = &str> {
        names_of(self.values(), candidates)
    }
}

impl Serialize for FactJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.view, &self.fact.kind) {
            (FactView::Flag(flag), _) => serializer.serialize_bool(flag.truth() == Truth::MET),
            (FactView::Code(candidates), _) => {
                match self.names(candidates).collect::<Vec<_>>().as_slice() {
                    [name] => serializer.serialize_str(name),
                    names => serializer.collect_map([("one_of", names)]),
                }
            }
            (FactView::Count(count), _) => count.written().serialize(serializer),
            (FactView::Date(date), _) => serializer.serialize_some(&DateJson(date)),
            (FactView::Quantity(Some(amount)), _) => {
                let mut object = serializer.serialize_map(None)?;
                write_amount(&mut object, amount)?;
                object.end()
            }
            (FactView::Measurement(results), kind) => {
                let methods = kind.methods();
                serializer.collect_seq(results.iter().map(|result| ResultJson { result, methods }))
            }
            (FactView::History(history), FactKind::History { form, .. }) => {
                let vocabulary = self.vocabulary;
                HistoryJson { vocabulary, id: self.id, form: *form, history }.serialize(serializer)
            }
            (FactView::Quantity(None) | FactView::History(_), _) => serializer.serialize_none(),
        }
    }
}

struct DateJson(Date);

impl Serialize for DateJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.written() {
            Some(PartialDate::Between { first, last }) => {
                let mut object = serializer.serialize_map(None)?;
                for (key, end) in [("from", first), ("to", last)] {
                    if let Some(end) = end {
                        object.serialize_entry(key, &end.to_string())?;
                    }
                }
                object.end()
            }
            Some(date) => serializer.collect_str(&date),
            None if self.0.is_never() => serializer.serialize_str("never"),
            None => serializer.serialize_none(),
        }
    }
}

/// A number with its digits as given.
struct NumberJson(Decimal);

impl Serialize for NumberJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.to_string()).map_err(S::Error::custom)?.serialize(serializer)
    }
}

fn write_amount<M: SerializeMap>(object: &mut M, amount: &Amount) -> Result<(), M::Error> {
    match amount.written() {
        Written::Exactly(value) => object.serialize_entry("value", &NumberJson(value))?,
        Written::Between(low, high) => {
            object.serialize_entry("low", &NumberJson(low))?;
            object.serialize_entry("high", &NumberJson(high))?;
        }
        Written::Compared(comparator, value) => {
            object.serialize_entry("value", &NumberJson(value))?;
            object.serialize_entry("comparator", comparator.sign())?;
        }
    }
    object.serialize_entry("unit", amount.unit().ucum())
}

struct ResultJson<'a> {
    result: &'a DocumentedResult,
    methods: &'a [Concept],
}

impl Serialize for ResultJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        write_amount(&mut object, &self.result.amount)?;
        write_name(&mut object, "method", self.result.method, self.methods)?;
        write_day(&mut object, "date", self.result.date)?;
        if self.result.normal != Normal::NONE {
            object.serialize_entry("normal", &NormalJson(self.result.normal))?;
        }
        object.end()
    }
}

struct NormalJson(Normal);

impl Serialize for NormalJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (key, limit) in [("low", self.0.low()), ("high", self.0.high())] {
            if let Some(limit) = limit {
                object.serialize_entry(key, &NumberJson(limit))?;
            }
        }
        object.end()
    }
}

struct HistoryJson<'a> {
    vocabulary: &'a Vocabulary,
    id: FactId,
    form: HistoryForm,
    history: &'a History,
}

impl Serialize for HistoryJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let HistoryJson { vocabulary, id, form, history } = *self;
        let entries = history.entries.iter().map(|entry| EntryJson { vocabulary, id, form, entry });
        if form == HistoryForm::Readings {
            return serializer.collect_seq(entries);
        }
        let mut object = serializer.serialize_map(None)?;
        match history.complete {
            Complete::Yes => object.serialize_entry("complete", &true)?,
            Complete::No => object.serialize_entry("complete", &false)?,
            Complete::Since(day) => {
                object
                    .serialize_entry("complete", &BTreeMap::from([("since", day.to_string())]))?;
            }
        }
        object.serialize_entry(form.name(), &entries.collect::<Vec<_>>())?;
        object.end()
    }
}

struct EntryJson<'a> {
    vocabulary: &'a Vocabulary,
    id: FactId,
    form: HistoryForm,
    entry: &'a Entry,
}

impl Serialize for EntryJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let EntryJson { vocabulary, id, form, entry } = *self;
        let mut object = serializer.serialize_map(None)?;
        match form {
            HistoryForm::Events | HistoryForm::Readings => {
                write_day(&mut object, "date", entry.date)?;
            }
            HistoryForm::Courses => {
                write_day(&mut object, "start", entry.date)?;
                if entry.end.is_never() {
                    object.serialize_entry("ongoing", &true)?;
                } else {
                    write_day(&mut object, "end", entry.end)?;
                }
            }
            HistoryForm::Records => {}
        }
        for (id, fact) in vocabulary.attributes_of(id) {
            let value = entry.attribute(id).map(|value| FactJson {
                vocabulary,
                id,
                fact,
                view: value.view(),
            });
            if let Some(value) = value.filter(FactJson::is_documented) {
                object.serialize_entry(&*fact.name, &value)?;
            }
        }
        if let Some(id) = entry.id.as_ref().filter(|_| form != HistoryForm::Readings) {
            object.serialize_entry("id", id)?;
        }
        object.end()
    }
}

fn write_day<M: SerializeMap>(object: &mut M, key: &str, date: Date) -> Result<(), M::Error> {
    if date.written().is_some() { object.serialize_entry(key, &DateJson(date)) } else { Ok(()) }
}

fn write_name<M: SerializeMap>(
    object: &mut M,
    key: &str,
    position: Option<u8>,
    values: &[Concept],
) -> Result<(), M::Error> {
    match position.and_then(|position| values.get(usize::from(position))) {
        Some(value) => object.serialize_entry(key, &value.name),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
