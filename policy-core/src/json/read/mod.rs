//! Reading a case. In: its bytes, and the vocabulary that says what each key means. Out: what is
//! documented, or every problem with its place.
//!
//! One pass over the text: the vocabulary says what to expect, and anything else is a problem but
//! does not end the reading. Only text that is not JSON ends it, with one problem for the case as a
//! whole.

mod date;
mod history;
mod limits;
mod number;
mod place;
mod plain;
mod quantity;
mod reader;
mod shape;
mod sources;
#[cfg(test)]
mod tests;

pub use limits::{ELEMENTS, PROBLEMS};

use crate::case::refusal::{Refusal, cut, shown};
use crate::case::{Case, CaseFacts, CaseId, FactValue, ProblemKind, Problems, Program};
use crate::json::syntax::{Broken, not_text};
use crate::json::value::{Kind, Value};
use crate::json::walker::Walker;
use crate::policy::Formula;
use crate::possible::{Count, Flag};
use crate::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};
use date::AnyDate;
use history::{HistoryFact, Listed};
use place::Place;
use plain::CodeFact;
use quantity::{MeasurementFact, QuantityFact};
use reader::{Given, Reader};
use shape::Shape;
pub use sources::Source;
use sources::Sources;
use std::borrow::Cow;
use std::collections::HashSet;

/// A case read for a policy.
#[derive(Debug)]
pub struct CaseDocument {
    /// The sender's id for it.
    pub id: Option<CaseId>,
    /// Where it is documented, as far as the sender says.
    pub sources: Vec<Source>,
    /// The case.
    pub case: Box<dyn Case>,
}

/// Reads a case for a policy from JSON. [`read_facts`] reads one for any policy of a vocabulary.
///
/// ```
/// use policy_core::case::{Case, Program};
/// use policy_core::json::{determination_to_json, problems_to_json, read_case};
///
/// /// The status and the body of an HTTP response.
/// fn respond(program: &Program, body: &[u8]) -> (u16, String) {
///     match read_case(program, body) {
///         Ok(document) => {
///             let explanation = document.case.explain();
///             (200, determination_to_json(document.id.as_ref(), &explanation))
///         }
///         Err(problems) => {
///             let status = if problems.is_malformed() { 400 } else { 422 };
///             (status, problems_to_json(&program.policy().name, &problems))
///         }
///     }
/// }
/// ```
/// # Errors
///
/// Everything that is wrong with the case, in the order of the text.
pub fn read_case(program: &Program, json: &[u8]) -> Result<CaseDocument, Problems> {
    let FactsDocument { id, sources, facts } = read_facts(&program.policy().vocabulary, json)?;
    Ok(CaseDocument { id, sources, case: program.trusted(facts) })
}

/// A case read for any policy over its vocabulary.
#[derive(Clone, PartialEq, Debug)]
pub struct FactsDocument {
    /// The sender's id for it.
    pub id: Option<CaseId>,
    /// Where it is documented, as far as the sender says.
    pub sources: Vec<Source>,
    /// What it documents.
    pub facts: CaseFacts,
}

/// Reads a case from JSON, for any policy over its vocabulary.
///
/// ```
/// use policy_core::json::read_facts;
/// use policy_core::vocabulary::{Fact, FactKind, Vocabulary};
///
/// let date = |name: &'static str| Fact { name: name.into(), label: name.into(), note: None, asked_of: None, codes: vec![].into(), kind: FactKind::Date };
/// let vocabulary = Vocabulary::of("Example", vec![date("request_date"), date("service_date"), date("birth_date")]);
///
/// let json = r#"{"request_date": "2026-11-21", "service_date": "2026-12-01", "birth_date": "1958-04"}"#;
/// assert_eq!(read_facts(&vocabulary, json.as_bytes())?.facts.iter().count(), 1);
///
/// let problems = read_facts(&vocabulary, json.replace("1958-04", "1958-13").as_bytes()).unwrap_err();
/// assert_eq!(problems.problems[0].path, "/birth_date");
/// # Ok::<(), policy_core::case::Problems>(())
/// ```
///
/// # Errors
///
/// Everything that is wrong with the case, in the order of the text; one problem with an empty path
/// if the text is not JSON.
pub fn read_facts(vocabulary: &Vocabulary, json: &[u8]) -> Result<FactsDocument, Problems> {
    match core::str::from_utf8(json) {
        Ok(text) => read_text(vocabulary, text),
        Err(error) => {
            Err(Problems { id: None, problems: vec![not_text(json, error.valid_up_to())] })
        }
    }
}

fn read_text(vocabulary: &Vocabulary, text: &str) -> Result<FactsDocument, Problems> {
    let mut reader = Reader::new(vocabulary);
    let mut walker = Walker::new(text);
    let read = CaseObject { reader: &mut reader }.read(&mut walker).and_then(|()| walker.end());
    match read {
        Ok(()) => reader.finish(),
        Err(broken) => Err(Problems { id: reader.id, problems: vec![broken.problem(text)] }),
    }
}

struct CaseObject<'a, 'v> {
    reader: &'a mut Reader<'v>,
}

impl<'t> Shape<'t> for CaseObject<'_, '_> {
    type Output = ();

    fn other(self, found: Kind) {
        self.reader.refuse_kind::<()>(
            Place::Case,
            found,
            "an object",
            "a case is one JSON object; its keys are the names of facts",
        );
        // Nothing more can be said: dates are not missing from something that is not a case.
        (self.reader.request_date, self.reader.service_date) = (Given::Refused, Given::Refused);
    }

    fn object(self, walker: &mut Walker<'t>) -> Result<(), Broken> {
        let CaseObject { reader } = self;
        let mut met = vec![false; reader.vocabulary.facts.len()];
        let mut others = HashSet::new();
        let mut next = 0;
        while let Some(key) = walker.key()? {
            let found = find_from(reader.vocabulary, next, &key);
            let path = if found.is_some() { Cow::Borrowed(&*key) } else { cut(&key) };
            let place = Place::Case.member(&path);
            if let Some((position, fact)) = found {
                next = position.saturating_add(1);
                match met.get_mut(position) {
                    Some(met) if !*met => {
                        *met = true;
                        read_fact(reader, place, position, fact, walker)?;
                    }
                    _ => second(reader, place, Some(fact_id(position)), walker)?,
                }
            } else if others.contains(&key) {
                second(reader, place, None, walker)?;
            } else {
                if key == "id" {
                    read_id(reader, place, &walker.whole_value()?);
                } else if key == "sources" {
                    reader.sources = Sources { reader, place }.read(walker)?;
                } else {
                    walker.skip()?;
                    unknown_fact(reader, place, &key);
                }
                if !reader.is_full() {
                    others.insert(key);
                }
            }
        }
        Ok(())
    }
}

/// The fact with this name. Cases usually name facts in the order of the vocabulary, so the search
/// begins where the last one ended.
fn find_from<'v>(
    vocabulary: &'v Vocabulary,
    start: usize,
    name: &str,
) -> Option<(usize, &'v Fact)> {
    let facts = || vocabulary.facts.iter().enumerate();
    facts().skip(start).chain(facts().take(start)).find(|(_, fact)| fact.name == name)
}

fn second(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    fact: Option<FactId>,
    walker: &mut Walker<'_>,
) -> Result<(), Broken> {
    walker.skip()?;
    reader.refuse_second(place);
    // It is not known which of two dates is meant, so nothing is compared with either.
    match fact {
        Some(FactId::REQUEST_DATE) => reader.request_date = Given::Refused,
        Some(FactId::SERVICE_DATE) => reader.service_date = Given::Refused,
        _ => {}
    }
    Ok(())
}

fn read_id(reader: &mut Reader<'_>, place: Place<'_>, given: &Value<'_>) {
    match given {
        Value::Text(id) => reader.id = Some(id.clone().into_owned().into()),
        Value::Number(number) => match number.parse::<i64>() {
            Ok(number) => reader.id = Some(number.into()),
            Err(_) => {
                let help = "put the id into quotation marks";
                let refusal =
                    Refusal::new("a number that is no whole number of up to 18 digits", help);
                reader.refuse::<()>(place, refusal.of(ProblemKind::WrongType));
            }
        },
        Value::Null | Value::Flag(_) | Value::List | Value::Object => {
            reader.refuse_kind::<()>(
                place,
                given.kind(),
                "a string or a whole number",
                "put the id into quotation marks, or leave it out",
            );
        }
    }
}

fn unknown_fact(reader: &mut Reader<'_>, place: Place<'_>, key: &str) {
    let vocabulary = reader.vocabulary;
    let names = vocabulary.facts.iter().map(|fact| &*fact.name);
    let problem = format!("`{}` is no fact of the vocabulary", shown(key));
    reader.refuse_name::<()>(place, problem, key, names, || {
        format!("leave it out, or take a fact of the vocabulary {}", vocabulary.name)
    });
}

fn fact_id(position: usize) -> FactId {
    FactId(u16::try_from(position).unwrap_or(u16::MAX))
}

fn read_fact(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    position: usize,
    fact: &Fact,
    walker: &mut Walker<'_>,
) -> Result<(), Broken> {
    let id = fact_id(position);
    if let Given::Read(value) = read_value(reader, place, (id, fact), Documented::Fact, walker)? {
        reader.facts.push((id, value));
    }
    Ok(())
}

/// What a value is documented about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Documented {
    /// A fact of the case.
    Fact,
    /// An attribute of an entry.
    Attribute,
}

fn read_value(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    (id, fact): (FactId, &Fact),
    documented: Documented,
    walker: &mut Walker<'_>,
) -> Result<Given<FactValue>, Broken> {
    Ok(match &fact.kind {
        FactKind::Flag { .. } => {
            reader.flag(place, &walker.whole_value()?).map(|flag| FactValue::Flag(Flag::from(flag)))
        }
        FactKind::Code { values, .. } => {
            CodeFact { reader, place, values }.read(walker)?.map(FactValue::Code)
        }
        FactKind::Count { low, high } => reader
            .count(place, &walker.whole_value()?, *low, *high)
            .map(|count| FactValue::Count(Count::from(count))),
        FactKind::Date if id.is_built_in() => {
            read_own_date(reader, place, id, &walker.whole_value()?);
            Given::Absent
        }
        FactKind::Date => {
            let date = AnyDate { reader, place, can_be_never: true }.read(walker)?;
            if let (Given::Read(date), Documented::Fact) = (date, documented) {
                reader.compare_later(id, None, date);
            }
            date.map(FactValue::Date)
        }
        FactKind::Age { birth_date } => {
            let birth_date = reader.vocabulary.name_of(*birth_date);
            let found = walker.whole_value()?.kind();
            refuse_derived(reader, place, found, birth_date)
        }
        FactKind::Calculated { formula, .. } => {
            let found = walker.whole_value()?.kind();
            refuse_calculated(reader, place, found, formula)
        }
        FactKind::Quantity { scale } => {
            QuantityFact { reader, place, scale }.read(walker)?.map(FactValue::Quantity)
        }
        FactKind::Measurement { scale, methods } => {
            MeasurementFact { reader, place, fact: id, scale, methods }
                .read(walker)?
                .map(FactValue::Measurement)
        }
        FactKind::History { form, attributes } => {
            let vocabulary = reader.vocabulary;
            let names = vocabulary.attributes_of(id).map(|(_, attribute)| &*attribute.name);
            // Readings that are the same are one.
            let told_apart_by = (*form != HistoryForm::Readings).then_some("id");
            let keys =
                form.days().iter().copied().chain(names).chain(told_apart_by).collect::<Vec<_>>();
            let listed = Listed { fact: id, form: *form, attributes: *attributes, keys: &keys };
            HistoryFact { reader, place, listed }.read(walker)?.map(FactValue::History)
        }
    })
}

/// One of the two dates that every case has, which are full.
fn read_own_date(reader: &mut Reader<'_>, place: Place<'_>, id: FactId, given: &Value<'_>) {
    let date = reader.full_date(place, given);
    if id == FactId::REQUEST_DATE {
        reader.request_date = date;
        return;
    }
    reader.service_date = date;
    if let Given::Read(day) = date {
        reader.compare_later(id, None, day.into());
    }
}

fn refuse_calculated(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    found: Kind,
    formula: &Formula,
) -> Given<FactValue> {
    if found == Kind::Null {
        return Given::Absent;
    }
    let sources = formula.facts().into_iter().filter(|fact| !fact.is_built_in());
    let sources = sources.map(|fact| format!("`{}`", reader.vocabulary.name_of(fact)));
    let sources = sources.collect::<Vec<_>>().join(", ");
    let problem = format!("`{}` is calculated and never given", place.name());
    let help = format!(
        "give what it is calculated from ({sources}), and leave `{}` out; a number that a chart states is a fact of its own",
        place.name()
    );
    reader.refuse(place, Refusal::new(problem, help))
}

fn refuse_derived(
    reader: &mut Reader<'_>,
    place: Place<'_>,
    found: Kind,
    birth_date: &str,
) -> Given<FactValue> {
    if found == Kind::Null {
        return Given::Absent;
    }
    let problem = format!("`{}` is derived from `{birth_date}` and never given", place.name());
    reader.refuse(
        place,
        Refusal::new(problem, format!("give `{birth_date}`, and leave `{}` out", place.name())),
    )
}
