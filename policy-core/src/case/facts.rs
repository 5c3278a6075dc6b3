//! What a case documents, fact by fact: what a reader finds, and what the case of any policy is
//! made of.

use super::{Case, CaseFact, Chart, FactValue, Problems, validate};
use crate::vocabulary::{FactId, Vocabulary};
use chrono::NaiveDate;
use std::vec::IntoIter;

/// What is documented about one request, whatever policy it is for.
///
/// It is all that a policy which was made at run time is asked about
/// ([`Evaluator`](crate::evaluator::Evaluator)). Every case type of a compiled one is
/// `From<CaseFacts>`, and [`Program::case`](super::Program::case) makes the case of any of them;
/// facts that the policy does not use are left out.
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
        let facts =
            case.policy().vocabulary.iter().filter_map(|(fact, _)| documented(fact)).collect();
        CaseFacts { request_date: case.request_date(), service_date: case.service_date(), facts }
    }

    /// The facts, where nothing in them contradicts itself.
    ///
    /// What `json::read_facts` has read never does.
    ///
    /// # Errors
    ///
    /// Everything that contradicts itself: results after the request, a birth after the service,
    /// counts outside their plausible range.
    pub fn checked(self, vocabulary: &Vocabulary) -> Result<CaseFacts, Problems> {
        let problems = validate(vocabulary, &self);
        if problems.is_empty() { Ok(self) } else { Err(Problems { id: None, problems }) }
    }

    /// The facts on their way into the fields of a case.
    #[must_use]
    pub fn into_fields(mut self) -> Fields {
        self.facts.sort_by_key(|(fact, _)| *fact);
        Fields(self.facts.into_iter())
    }
}

impl Chart for CaseFacts {
    fn request_date(&self) -> NaiveDate {
        self.request_date
    }

    fn service_date(&self) -> NaiveDate {
        self.service_date
    }

    fn fact(&self, fact: FactId) -> Option<&dyn CaseFact> {
        let (_, value) = self.facts.iter().rev().find(|(known, _)| *known == fact)?;
        Some(value)
    }
}

/// The facts of a case on their way into its fields, which take them in the order of the
/// vocabulary.
#[derive(Debug)]
pub struct Fields(IntoIter<(FactId, FactValue)>);

impl Fields {
    /// The field of a fact; a value of another type of fact belongs to no field.
    #[must_use]
    pub fn take<F: CaseFact + Default>(&mut self, fact: u16) -> F {
        let mut field = F::default();
        if self.is_next(fact) {
            self.fill(fact, &mut field);
        }
        field
    }

    /// Passes over what stands before a fact, which belongs to no field.
    #[inline]
    fn is_next(&mut self, fact: u16) -> bool {
        while let Some((found, _)) = self.0.as_slice().first() {
            if found.0 >= fact {
                return found.0 == fact;
            }
            self.0.next();
        }
        false
    }

    fn fill(&mut self, fact: u16, field: &mut dyn CaseFact) {
        while self.is_next(fact) {
            if let Some((_, value)) = self.0.next() {
                field.document(value);
            }
        }
    }
}
