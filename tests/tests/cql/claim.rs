//! What a row claims, and how it is asked: as conditions of a policy on cases.

use crate::evaluators::{EveryOperandCase, condition_of, fact, judge};
use crate::operand::{documented, flag, today};
use crate::{dates, numbers};
use policy_core::Truth;
use policy_core::case::{CaseFacts, Chart as _, FactValue, FactView};
use policy_core::policy::Expression;
use policy_core::possible::Flag;
use std::fmt;

/// An operation on operands of one type, as it is written in the table.
pub struct Claim {
    pub kind: String,
    pub operation: String,
    pub operands: Vec<String>,
}

impl fmt::Display for Claim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} of {}", self.kind, self.operation, self.operands.join(", "))
    }
}

/// One of the ways in which the documentation can be completed, as far as the language cannot say
/// it in one condition: a case, and the condition asked of it.
pub struct World {
    pub case: EveryOperandCase,
    pub condition: Expression,
}

/// One way to put a claim to a policy. Where it needs several worlds, their truths together are the
/// answer.
pub type Phrasing = Vec<World>;

/// A case in which nothing but the dates is documented.
pub fn empty_case() -> EveryOperandCase {
    EveryOperandCase::new(today(), today())
}

pub fn document(case: &mut EveryOperandCase, name: &str, value: FactValue) {
    let mut facts = CaseFacts::of(case);
    facts.insert(fact(name), value);
    *case = facts.into();
}

/// The truth of a claim, which every phrasing has to give.
pub fn answer(claim: &Claim) -> Result<Truth, String> {
    let operands = claim.operands.iter().map(String::as_str).collect::<Vec<_>>();
    let (operation, operands) = (claim.operation.as_str(), operands.as_slice());
    if let ("is null", [operand]) = (operation, operands) {
        return is_null(&claim.kind, operand).map(Truth::from);
    }
    if let (kind @ "flag", "is true" | "is false", [operand]) =
        (claim.kind.as_str(), operation, operands)
    {
        let certain = if operation == "is true" { Truth::MET } else { Truth::NOT_MET };
        let itself = flags(kind, "itself", &[operand])?;
        return truth_of(&itself).map(|truth| Truth::from(truth == certain));
    }
    let phrasings = match claim.kind.as_str() {
        "flag" => vec![flags("flag", operation, operands)?],
        "count" => numbers::count(operation, operands)?,
        "age" => numbers::age(operation, operands)?,
        "quantity" => numbers::quantity(operation, operands)?,
        "date" => dates::date(operation, operands)?,
        _ => return Err("there is no such type of fact".to_owned()),
    };
    let truths = phrasings.iter().map(truth_of).collect::<Result<Vec<_>, _>>()?;
    match truths.as_slice() {
        [first, others @ ..] if others.iter().all(|other| other == first) => Ok(*first),
        _ => Err(format!("the ways to ask it do not agree: {truths:?}")),
    }
}

/// What all worlds together say.
fn truth_of(phrasing: &Phrasing) -> Result<Truth, String> {
    let truths = phrasing.iter().map(judge).collect::<Result<Vec<_>, _>>()?;
    Ok(Truth::from_possibilities(
        truths.iter().any(|truth| truth.can_be_met()),
        truths.iter().any(|truth| truth.can_fail()),
    ))
}

fn flags(kind: &str, operation: &str, operands: &[&str]) -> Result<Phrasing, String> {
    let takes = if matches!(operation, "not" | "itself") { 1 } else { 2 };
    let condition = condition_of(kind, operation)
        .filter(|_| operands.len() == takes)
        .ok_or("there is no such operation on so many flags")?;
    let mut case = empty_case();
    for (name, operand) in ["one", "two"].into_iter().zip(operands) {
        document(&mut case, name, FactValue::Flag(Flag::from(documented(operand, flag)?)));
    }
    Ok(vec![World { case, condition }])
}

/// Is nothing documented?
fn is_null(kind: &str, operand: &str) -> Result<bool, String> {
    let mut case = empty_case();
    let name = match kind {
        "flag" => {
            document(&mut case, "one", FactValue::Flag(Flag::from(documented(operand, flag)?)));
            "one"
        }
        "count" => {
            document(&mut case, "number", numbers::count_value(operand)?);
            "number"
        }
        "age" => {
            document(&mut case, "birth_date", numbers::age_value(operand)?);
            "birth_date"
        }
        "quantity" => {
            numbers::document_amount(&mut case, operand)?;
            "amount"
        }
        "date" => {
            let [date] = crate::operand::dates(operand)?[..] else {
                return Err("a sum is never null".to_owned());
            };
            document(&mut case, "first", FactValue::Date(date));
            "first"
        }
        _ => return Err("there is no such type of fact".to_owned()),
    };
    match case.fact(fact(name)).unwrap().view() {
        FactView::Flag(flag) => Ok(flag.truth().is_unknown()),
        FactView::Count(count) => Ok(count.written().is_none()),
        FactView::Date(date) => Ok(date.written().is_none()),
        FactView::Quantity(amount) => Ok(amount.is_none()),
        FactView::Code(_) | FactView::Measurement(_) | FactView::History(_) => {
            Err("not a fact of the tables".to_owned())
        }
    }
}
