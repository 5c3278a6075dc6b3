//! A member as a proof shows one: two dates and a few documented facts, for any policy over their
//! vocabulary.

use super::moments::Moment;
use chrono::NaiveDate;
use policy_core::case::{CaseFact, Chart, FactValue};
use policy_core::vocabulary::FactId;
use std::collections::BTreeMap;

/// What is documented about one request, whatever policy it is for.
#[derive(Clone, PartialEq, Debug)]
pub struct Member {
    /// The day on which the request was received.
    pub request_date: NaiveDate,
    /// The day of service.
    pub service_date: NaiveDate,
    /// The documented facts.
    pub facts: BTreeMap<FactId, FactValue>,
}

impl Member {
    /// A member with these facts at a moment.
    #[must_use]
    pub const fn at(moment: Moment, facts: BTreeMap<FactId, FactValue>) -> Member {
        Member { request_date: moment.request_date, service_date: moment.service_date, facts }
    }
}

impl Chart for Member {
    fn request_date(&self) -> NaiveDate {
        self.request_date
    }

    fn service_date(&self) -> NaiveDate {
        self.service_date
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        self.facts.get(&fact).map(|value| value as &dyn CaseFact)
    }
}
