//! What every case type does with its fields, once for all of them, because a compiler checks
//! generated code anew for each policy.

use super::{Case, CaseFact, Problems, validate};
use crate::vocabulary::{FactId, Vocabulary};
use core::fmt;

fn facts(vocabulary: &Vocabulary) -> impl Iterator<Item = FactId> {
    vocabulary.iter().map(|(id, _)| id)
}

/// Two cases of one policy document the same.
#[must_use]
pub fn equal(one: &dyn Case, other: &dyn Case) -> bool {
    let view = |case: &dyn Case, fact| {
        case.fact(fact).map(CaseFact::view) == other.fact(fact).map(CaseFact::view)
    };
    one.request_date() == other.request_date()
        && one.service_date() == other.service_date()
        && facts(&one.policy().vocabulary).all(|fact| view(one, fact))
}

/// Shows a case as a struct with one field per fact.
///
/// # Errors
///
/// If the formatter cannot write.
pub fn debug(case: &dyn Case, name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let vocabulary = &case.policy().vocabulary;
    let mut shown = formatter.debug_struct(name);
    for (fact, date) in
        [(FactId::REQUEST_DATE, case.request_date()), (FactId::SERVICE_DATE, case.service_date())]
    {
        shown.field(vocabulary.name_of(fact), &date);
    }
    for (id, fact) in vocabulary.iter() {
        if let Some(value) = case.fact(id) {
            shown.field(&fact.name, &value);
        }
    }
    shown.finish()
}

/// The case, if nothing in it is contradictory.
///
/// # Errors
///
/// Every contradiction.
pub fn check<C: Case>(case: C) -> Result<C, Problems> {
    let problems = validate(&case.policy().vocabulary, &case);
    if problems.is_empty() { Ok(case) } else { Err(Problems { id: None, problems }) }
}
