//! What a case documents, fact by fact: the result of a reader, and the parts from which the case
//! of any policy is made.

#[cfg(test)]
mod tests;

use super::kinds::{another_kind, misfits, name_of};
use super::refusal::{DAY, Refusal, shown};
use super::{
    Case, CaseFact, Chart, FactValue, PlainValue, Problem, ProblemKind, Problems, validate,
};
use crate::calendar::PartialDate;
use crate::data::Text;
use crate::suggest::did_you_mean;
use crate::vocabulary::{FactId, Vocabulary};
use chrono::NaiveDate;
use std::vec::IntoIter;

/// What is documented about one request, whatever the policy.
///
/// A policy made at run time needs nothing else ([`Evaluator`](crate::evaluator::Evaluator)). Every
/// case type of a compiled policy is `From<CaseFacts>`, and [`Program::case`](super::Program::case)
/// makes a case of any policy; facts that the policy does not use are left out.
///
/// [`set`](CaseFacts::set) documents a fact by its name, and refuses values that are not valid for
/// it.
///
/// ```
/// use policy_core::NaiveDate;
/// use policy_core::case::CaseFacts;
/// # use policy_core::vocabulary::{Fact, FactKind, Vocabulary};
/// # let fact = |name: &'static str, kind| Fact { name: name.into(), label: name.into(), note: None, asked_of: None, codes: vec![].into(), kind };
/// # let facts = vec![
/// #     fact("request_date", FactKind::Date),
/// #     fact("service_date", FactKind::Date),
/// #     fact("birth_date", FactKind::Date),
/// #     fact("smoker", FactKind::Flag { attested: false }),
/// #     fact("nyha", FactKind::Code { values: vec!["I".into(), "II".into(), "III".into(), "IV".into()].into(), many: 0 }),
/// # ];
/// # let vocabulary = Vocabulary::of("example", facts);
///
/// let day = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
/// let mut facts = CaseFacts::new(day, day);
/// facts.set(&vocabulary, "nyha", "II")?;
/// facts.set(&vocabulary, "smoker", false)?;
/// facts.set(&vocabulary, "birth_date", "1958-04")?;
///
/// let refused = facts.set(&vocabulary, "smoker", "II").unwrap_err();
/// assert_eq!(refused.to_string(), "/smoker: a string, not a flag; document it as `true` or `false`");
/// let refused = facts.set(&vocabulary, "nhya", "II").unwrap_err();
/// assert_eq!(refused.to_string(), "`nhya` is no fact of the vocabulary; did you mean `nyha`?");
///
/// // Contradictions between facts are found when everything is documented.
/// let facts = facts.checked(&vocabulary)?;
/// # assert_eq!(facts.iter().count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct CaseFacts {
    /// The day on which the request was received.
    pub request_date: NaiveDate,
    /// The day of service.
    pub service_date: NaiveDate,
    /// The documented facts, without the two dates, in the order of the vocabulary, each once. A
    /// map would make reading a case take a seventh longer.
    facts: Vec<(FactId, FactValue)>,
    /// The vocabulary to which the facts belong, if known.
    vocabulary: Option<Origin>,
}

/// Enough of a vocabulary to distinguish it from others, at no cost to a reader.
#[derive(Clone, PartialEq, Debug)]
struct Origin {
    name: Text,
    facts: usize,
}

impl Origin {
    fn of(vocabulary: &Vocabulary) -> Origin {
        Origin { name: vocabulary.name.clone(), facts: vocabulary.facts.len() }
    }
}

/// Two are equal if they document the same.
impl PartialEq for CaseFacts {
    fn eq(&self, other: &CaseFacts) -> bool {
        let CaseFacts { request_date, service_date, facts, vocabulary: _ } = self;
        (request_date, service_date, facts)
            == (&other.request_date, &other.service_date, &other.facts)
    }
}

impl CaseFacts {
    /// Documents nothing but the dates.
    #[must_use]
    pub const fn new(request_date: NaiveDate, service_date: NaiveDate) -> CaseFacts {
        CaseFacts { request_date, service_date, facts: Vec::new(), vocabulary: None }
    }

    /// Facts as read, in any order.
    #[cfg(feature = "serde")]
    pub(crate) fn read(
        vocabulary: &Vocabulary,
        request_date: NaiveDate,
        service_date: NaiveDate,
        facts: Vec<(FactId, FactValue)>,
    ) -> CaseFacts {
        let vocabulary = Some(Origin::of(vocabulary));
        let mut read = CaseFacts { request_date, service_date, facts, vocabulary };
        read.order();
        read
    }

    /// What a case documents.
    #[must_use]
    pub fn of(case: &dyn Case) -> CaseFacts {
        CaseFacts::of_chart(case, &case.policy().vocabulary)
    }

    /// What a chart documents about the facts of a vocabulary.
    #[must_use]
    pub fn of_chart(chart: &dyn Chart, vocabulary: &Vocabulary) -> CaseFacts {
        let documented = |fact| Some((fact, chart.fact(fact)?.view().to_value()?));
        let facts = vocabulary.iter().filter_map(|(fact, _)| documented(fact)).collect();
        CaseFacts {
            request_date: chart.request_date(),
            service_date: chart.service_date(),
            facts,
            vocabulary: Some(Origin::of(vocabulary)),
        }
    }

    /// The same with one more fact; an earlier value of the fact is replaced.
    #[must_use]
    pub fn with(mut self, fact: FactId, value: FactValue) -> CaseFacts {
        self.insert(fact, value);
        self
    }

    /// Documents a fact of the vocabulary, or one of the two dates, by name. An earlier value is
    /// replaced.
    ///
    /// # Errors
    ///
    /// A name that the vocabulary does not have, a value that is not valid for the fact, and a
    /// vocabulary other than that of the facts so far. On an error, nothing changes.
    pub fn set<'a>(
        &mut self,
        vocabulary: &Vocabulary,
        name: &str,
        value: impl Into<PlainValue<'a>>,
    ) -> Result<(), Problem> {
        if let Some(problem) = self.of_another(vocabulary) {
            return Err(problem);
        }
        let Some((id, fact)) = vocabulary.find(name) else {
            let names = vocabulary.facts.iter().map(|fact| &*fact.name);
            let help = did_you_mean(name, names).unwrap_or_else(|| {
                format!("leave it out, or take a fact of the vocabulary {}", vocabulary.name)
            });
            let problem = format!("`{}` is no fact of the vocabulary", shown(name));
            return Err(Refusal::new(problem, help).of(ProblemKind::UnknownName).at(""));
        };
        let at = |refusal: Refusal| refusal.at(format!("/{}", fact.name));
        let value = value.into().of(vocabulary, fact).map_err(at)?;
        let date = match id {
            FactId::REQUEST_DATE => &mut self.request_date,
            FactId::SERVICE_DATE => &mut self.service_date,
            _ => {
                if let Some(misfit) = misfits(vocabulary, id, &value).into_iter().next() {
                    return Err(misfit);
                }
                self.insert(id, value);
                self.vocabulary.get_or_insert_with(|| Origin::of(vocabulary));
                return Ok(());
            }
        };
        let FactValue::Date(given) = value else {
            return Err(at(another_kind(vocabulary, fact, name_of(&value))));
        };
        match given.written() {
            Some(PartialDate::Day(day)) => *date = day,
            Some(
                PartialDate::Month { .. } | PartialDate::Year(_) | PartialDate::Between { .. },
            )
            | None => {
                return Err(at(Refusal::new("not a full date", DAY)));
            }
        }
        Ok(())
    }

    /// Documents a fact, and returns what was documented about it before. Nothing is checked here;
    /// [`checked`](Self::checked) checks everything.
    pub fn insert(&mut self, fact: FactId, value: FactValue) -> Option<FactValue> {
        match self.position(fact) {
            Ok(position) => {
                self.facts.get_mut(position).map(|(_, known)| core::mem::replace(known, value))
            }
            Err(position) => {
                self.facts.insert(position, (fact, value));
                None
            }
        }
    }

    /// Removes a fact, and returns what was documented about it.
    pub fn remove(&mut self, fact: FactId) -> Option<FactValue> {
        self.position(fact).ok().map(|position| self.facts.remove(position).1)
    }

    /// Keeps only the facts for which `wanted` returns true.
    pub fn retain(&mut self, mut wanted: impl FnMut(FactId, &FactValue) -> bool) {
        self.facts.retain(|(fact, value)| wanted(*fact, value));
    }

    /// What is documented about a fact.
    #[must_use]
    pub fn get(&self, fact: FactId) -> Option<&FactValue> {
        let position = self.position(fact).ok()?;
        self.facts.get(position).map(|(_, value)| value)
    }

    /// The documented facts, without the two dates, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, &FactValue)> {
        self.facts.iter().map(|(fact, value)| (*fact, value))
    }

    /// The same, mutable.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (FactId, &mut FactValue)> {
        self.facts.iter_mut().map(|(fact, value)| (*fact, value))
    }

    /// The facts, if they are valid and do not contradict each other.
    ///
    /// The facts from `json::read_facts` always are.
    ///
    /// # Errors
    ///
    /// Every value that is not valid for its fact: a flag for a code, a value that a code does not
    /// have, an amount outside the plausible range. Every contradiction: results after the request,
    /// a birth after the service, counts outside their plausible range.
    pub fn checked(mut self, vocabulary: &Vocabulary) -> Result<CaseFacts, Problems> {
        let mut problems = Vec::new();
        if let Some(problem) = self.of_another(vocabulary) {
            return Err(Problems { id: None, problems: vec![problem] });
        }
        self.retain(|fact, value| {
            let found = misfits(vocabulary, fact, value);
            let fits = found.is_empty();
            problems.extend(found);
            fits
        });
        problems.extend(validate(vocabulary, &self));
        if problems.is_empty() {
            self.vocabulary.get_or_insert_with(|| Origin::of(vocabulary));
            Ok(self)
        } else {
            Err(Problems { id: None, problems })
        }
    }

    /// Why a policy over this vocabulary cannot answer: the facts belong to another vocabulary, or
    /// have invalid values.
    pub(crate) fn strange_to(&self, vocabulary: &Vocabulary) -> Vec<Problem> {
        if let Some(problem) = self.of_another(vocabulary) {
            return vec![problem];
        }
        self.iter().flat_map(|(fact, value)| misfits(vocabulary, fact, value)).collect()
    }

    /// The problem that the facts belong to another vocabulary, as far as that is known.
    fn of_another(&self, vocabulary: &Vocabulary) -> Option<Problem> {
        let own = self.vocabulary.as_ref().filter(|own| **own != Origin::of(vocabulary))?;
        let problem = if own.name == vocabulary.name {
            format!("facts of another vocabulary that is named {}", own.name)
        } else {
            format!("facts of the vocabulary {}, not of {}", own.name, vocabulary.name)
        };
        let help = "ask a policy over the vocabulary by which the facts were documented";
        Some(Refusal::new(problem, help).of(ProblemKind::OtherVocabulary).at(""))
    }

    /// The facts on their way into the fields of a case.
    #[doc(hidden)]
    #[must_use]
    pub fn into_fields(self) -> Fields {
        Fields(self.facts.into_iter())
    }

    /// Sorts the facts in the order of the vocabulary; if one occurs several times, the last value
    /// is kept.
    fn order(&mut self) {
        self.facts.sort_by_key(|(fact, _)| *fact);
        self.facts.dedup_by(|later, earlier| {
            let twice = later.0 == earlier.0;
            if twice {
                core::mem::swap(later, earlier);
            }
            twice
        });
    }

    fn position(&self, fact: FactId) -> Result<usize, usize> {
        self.facts.binary_search_by_key(&fact, |(known, _)| *known)
    }
}

/// If a fact is documented several times, the last value counts.
impl Extend<(FactId, FactValue)> for CaseFacts {
    fn extend<I: IntoIterator<Item = (FactId, FactValue)>>(&mut self, facts: I) {
        self.facts.extend(facts);
        self.order();
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
        self.get(fact).map(|value| value as &dyn CaseFact)
    }
}

/// The facts of a case on their way into its fields, which take them in the order of the
/// vocabulary.
#[derive(Debug)]
pub struct Fields(IntoIter<(FactId, FactValue)>);

impl Fields {
    /// The field of a fact; a value for another type of fact is dropped.
    #[must_use]
    pub fn take<F: CaseFact + Default>(&mut self, fact: u16) -> F {
        let mut field = F::default();
        if self.is_next(fact) {
            self.fill(fact, &mut field);
        }
        field
    }

    /// Skips everything before a fact, since it belongs to no field.
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
