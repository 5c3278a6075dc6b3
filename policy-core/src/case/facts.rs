//! What a case documents, fact by fact: what a reader finds, and what the case of any policy is
//! made of.

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

/// What is documented about one request, whatever policy it is for.
///
/// It is all that a policy which was made at run time is asked about
/// ([`Evaluator`](crate::evaluator::Evaluator)). Every case type of a compiled one is
/// `From<CaseFacts>`, and [`Program::case`](super::Program::case) makes the case of any of them;
/// facts that the policy does not use are left out.
///
/// [`set`](CaseFacts::set) documents a fact by its name, and refuses what is no value of it.
///
/// ```
/// use policy_core::NaiveDate;
/// use policy_core::case::CaseFacts;
/// # use policy_core::vocabulary::{Fact, FactKind, Vocabulary};
/// # let fact = |name: &'static str, kind| Fact { name: name.into(), label: name.into(), note: None, codes: vec![].into(), kind };
/// # let vocabulary = Vocabulary {
/// #     name: "example".into(),
/// #     facts: vec![
/// #         fact("request_date", FactKind::Date),
/// #         fact("service_date", FactKind::Date),
/// #         fact("birth_date", FactKind::Date),
/// #         fact("smoker", FactKind::Flag { attested: false }),
/// #         fact("nyha", FactKind::Code { values: vec!["I".into(), "II".into(), "III".into(), "IV".into()].into() }),
/// #     ]
/// #     .into(),
/// # };
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
/// // What contradicts something else turns out when everything is documented.
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
    /// The documented facts, without the two dates: in the order of the vocabulary, each once. A
    /// map would take a seventh longer to read a case into.
    facts: Vec<(FactId, FactValue)>,
    /// The vocabulary whose facts they are, as far as it was ever told.
    vocabulary: Option<Origin>,
}

/// A vocabulary, as much of it as tells it from others and costs a reader nothing to keep.
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

/// Two are equal that document the same.
impl PartialEq for CaseFacts {
    fn eq(&self, other: &CaseFacts) -> bool {
        let CaseFacts { request_date, service_date, facts, vocabulary: _ } = self;
        (request_date, service_date, facts)
            == (&other.request_date, &other.service_date, &other.facts)
    }
}

impl CaseFacts {
    /// Nothing but the dates is documented.
    #[must_use]
    pub const fn new(request_date: NaiveDate, service_date: NaiveDate) -> CaseFacts {
        CaseFacts { request_date, service_date, facts: Vec::new(), vocabulary: None }
    }

    /// What was read, in whatever order.
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

    /// With one more fact; an earlier value of it is replaced.
    #[must_use]
    pub fn with(mut self, fact: FactId, value: FactValue) -> CaseFacts {
        self.insert(fact, value);
        self
    }

    /// Documents a fact of the vocabulary, or one of the two dates, by its name. An earlier value
    /// of it is replaced.
    ///
    /// # Errors
    ///
    /// A name that the vocabulary does not have, whatever is no value of the fact, and a vocabulary
    /// other than that of the facts so far; nothing has changed then.
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

    /// Documents a fact, and gives what was documented of it before. Nothing is checked:
    /// [`checked`](Self::checked) does.
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

    /// Leaves a fact out, and gives what was documented of it.
    pub fn remove(&mut self, fact: FactId) -> Option<FactValue> {
        self.position(fact).ok().map(|position| self.facts.remove(position).1)
    }

    /// Leaves all facts out but those that are wanted.
    pub fn retain(&mut self, mut wanted: impl FnMut(FactId, &FactValue) -> bool) {
        self.facts.retain(|(fact, value)| wanted(*fact, value));
    }

    /// What is documented of a fact.
    #[must_use]
    pub fn get(&self, fact: FactId) -> Option<&FactValue> {
        let position = self.position(fact).ok()?;
        self.facts.get(position).map(|(_, value)| value)
    }

    /// The documented facts, without the two dates, in the order of the vocabulary.
    pub fn iter(&self) -> impl Iterator<Item = (FactId, &FactValue)> {
        self.facts.iter().map(|(fact, value)| (*fact, value))
    }

    /// The same, to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (FactId, &mut FactValue)> {
        self.facts.iter_mut().map(|(fact, value)| (*fact, value))
    }

    /// The facts, where nothing in them contradicts itself.
    ///
    /// What `json::read_facts` has read never does.
    ///
    /// # Errors
    ///
    /// Everything that is no value of its fact: a flag for a code, a value that a code does not
    /// have, an amount outside the plausible range. Everything that contradicts itself: results
    /// after the request, a birth after the service, counts outside their plausible range.
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

    /// What keeps a policy over this vocabulary from answering: facts of another one, and values
    /// that are none of their facts.
    pub(crate) fn strange_to(&self, vocabulary: &Vocabulary) -> Vec<Problem> {
        if let Some(problem) = self.of_another(vocabulary) {
            return vec![problem];
        }
        self.iter().flat_map(|(fact, value)| misfits(vocabulary, fact, value)).collect()
    }

    /// That the facts are those of another vocabulary, as far as that is known.
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

    /// Brings the facts into the order of the vocabulary; of those that are there several times the
    /// last stays.
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

/// Of a fact that is documented several times the last counts.
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
