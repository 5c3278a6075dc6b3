//! One entry of a history as a chart.

use super::{CaseFact, Chart, FactValue, FactView};
use crate::possible::{AttributeValue, Entry};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// A chart in which the attributes of an entry are facts, next to those of the case.
pub(crate) struct EntryChart<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) chart: &'a dyn Chart,
}

impl Chart for EntryChart<'_> {
    fn request_date(&self) -> NaiveDate {
        self.chart.request_date()
    }

    fn service_date(&self) -> NaiveDate {
        self.chart.service_date()
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        match fact.attribute_position() {
            Some(_) => self.entry.attribute(fact).map(|value| value as &dyn CaseFact),
            None => self.chart.fact(fact),
        }
    }
}

/// A chart in which a day of a history has been found, as a fact of the predicate that is counted
/// from it.
pub(crate) struct FoundChart<'a> {
    pub(crate) day: (FactId, AttributeValue),
    pub(crate) chart: &'a dyn Chart,
}

impl Chart for FoundChart<'_> {
    fn request_date(&self) -> NaiveDate {
        self.chart.request_date()
    }

    fn service_date(&self) -> NaiveDate {
        self.chart.service_date()
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        let (found, day) = &self.day;
        if *found == fact { Some(day) } else { self.chart.fact(fact) }
    }
}

impl CaseFact for AttributeValue {
    fn view(&self) -> FactView<'_> {
        match self {
            AttributeValue::Flag(flag) => FactView::Flag(*flag),
            AttributeValue::Code(candidates) => FactView::Code(*candidates),
            AttributeValue::Count(count) => FactView::Count(*count),
            AttributeValue::Date(date) => FactView::Date(*date),
            AttributeValue::Quantity(amount) => FactView::Quantity(Some(amount)),
        }
    }

    fn document(&mut self, value: FactValue) {
        if let Ok(value) = AttributeValue::try_from(value) {
            *self = value;
        }
    }
}

impl From<AttributeValue> for FactValue {
    fn from(value: AttributeValue) -> FactValue {
        match value {
            AttributeValue::Flag(flag) => FactValue::Flag(flag),
            AttributeValue::Code(candidates) => FactValue::Code(candidates),
            AttributeValue::Count(count) => FactValue::Count(count),
            AttributeValue::Date(date) => FactValue::Date(date),
            AttributeValue::Quantity(amount) => FactValue::Quantity(amount),
        }
    }
}

/// A list of results or a history is no attribute.
impl TryFrom<FactValue> for AttributeValue {
    type Error = FactValue;

    fn try_from(value: FactValue) -> Result<AttributeValue, FactValue> {
        Ok(match value {
            FactValue::Flag(flag) => AttributeValue::Flag(flag),
            FactValue::Code(candidates) => AttributeValue::Code(candidates),
            FactValue::Count(count) => AttributeValue::Count(count),
            FactValue::Date(date) => AttributeValue::Date(date),
            FactValue::Quantity(amount) => AttributeValue::Quantity(amount),
            FactValue::Measurement(_) | FactValue::History(_) => return Err(value),
        })
    }
}
