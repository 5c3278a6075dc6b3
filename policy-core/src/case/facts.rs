//! What a case documents, fact by fact: what a reader finds, and what the case of any policy is made of.

use super::{Case, CaseFact, FactValue};
use crate::vocabulary::FactId;
use chrono::NaiveDate;
use core::iter::Peekable;
use std::vec::IntoIter;

/// What is documented about one request, whatever policy it is for.
///
/// Every case type is `From<CaseFacts>`, and [`Program::case`](super::Program::case) makes the case of any policy; facts that the policy does not use are
/// left out.
#[derive(Clone, PartialEq, Debug)]
pub struct CaseFacts {
    /// The day on which the request was received.
    pub request_date: NaiveDate,
    /// The day of service.
    pub service_date: NaiveDate,
    /// The documented facts, without the two dates; of one that stands here twice the last counts.
    pub facts: Vec<(FactId, FactValue)>,
}

impl CaseFacts {
    /// Nothing but the dates is documented.
    #[must_use]
    pub const fn new(request_date: NaiveDate, service_date: NaiveDate) -> CaseFacts {
        CaseFacts { request_date, service_date, facts: Vec::new() }
    }

    /// What a case documents, in the order of the vocabulary.
    #[must_use]
    pub fn of(case: &dyn Case) -> CaseFacts {
        let documented = |fact| Some((fact, case.fact(fact)?.view().to_value()?));
        let facts = case.policy().vocabulary.iter().filter_map(|(fact, _)| documented(fact)).collect();
        CaseFacts { request_date: case.request_date(), service_date: case.service_date(), facts }
    }

    /// The facts on their way into the fields of a case.
    #[must_use]
    pub fn into_fields(mut self) -> Fields {
        self.facts.sort_by_key(|(fact, _)| *fact);
        Fields(self.facts.into_iter().peekable())
    }
}

/// The facts of a case on their way into its fields, which take them in the order of the vocabulary.
#[derive(Debug)]
pub struct Fields(Peekable<IntoIter<(FactId, FactValue)>>);

impl Fields {
    /// The field of a fact. Whatever stands before it belongs to no field, as does a value of another type of fact.
    #[must_use]
    pub fn take<F: CaseFact + Default>(&mut self, fact: u16) -> F {
        let mut field = F::default();
        while let Some((found, value)) = self.0.next_if(|(found, _)| found.0 <= fact) {
            if found.0 == fact {
                field.document(value);
            }
        }
        field
    }
}
