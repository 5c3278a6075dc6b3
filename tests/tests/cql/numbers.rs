//! Claims about counts, ages and quantities.

use crate::claim::{Phrasing, World, document, empty_case};
use crate::evaluators::{EveryOperandCase, fact};
use crate::operand::{self, documented, today};
use policy_core::Decimal;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::case::FactValue;
use policy_core::policy::{
    CountTest, Expression, Operator, QuantityTest, Region, Selection, Term, Threshold, Window,
};
use policy_core::possible::{Amount, Count, Date, DocumentedResult, Normal, Scale, Written};
use policy_core::unit::Unit;

/// A sign as the language has it: an operator, and whether it is negated.
pub fn sign(operation: &str) -> Result<(Operator, bool), String> {
    let known = [
        Operator::Equal,
        Operator::Less,
        Operator::LessOrEqual,
        Operator::Greater,
        Operator::GreaterOrEqual,
    ];
    match known.into_iter().find(|operator| operator.sign() == operation) {
        Some(operator) => Ok((operator, false)),
        None if operation == "!=" => Ok((Operator::Equal, true)),
        None => Err(format!("there is no operation `{operation}` on this type")),
    }
}

/// The operator with its sides exchanged.
pub fn mirrored(operator: Operator) -> Operator {
    match operator {
        Operator::Equal => Operator::Equal,
        Operator::Less => Operator::Greater,
        Operator::LessOrEqual => Operator::GreaterOrEqual,
        Operator::Greater => Operator::Less,
        Operator::GreaterOrEqual => Operator::LessOrEqual,
    }
}

pub fn negated_if(negated: bool, condition: Expression) -> Expression {
    if negated { Expression::Not(condition.into()) } else { condition }
}

/// What is documented, and the test that it is put to.
type Question<'a, Test> = (&'a str, Test);

/// How a claim about numbers can be asked: one side documented and the other a threshold, and, in a
/// comparison, the other way round. A threshold is always a number, so a side that is null is the
/// documented one.
fn questions<'a, Bound: Copy, Test>(
    operation: &str,
    operands: &[&'a str],
    bound: impl Fn(&str) -> Result<Bound, String>,
    compare: impl Fn(Operator, Bound) -> Test,
    between: impl Fn(Bound, Bound) -> Test,
) -> Result<Vec<(Question<'a, Test>, bool)>, String> {
    match (operation, operands) {
        ("between", [value, low, high]) => {
            Ok(vec![((*value, between(bound(low)?, bound(high)?)), false)])
        }
        (_, [left, right]) => {
            let (operator, negated) = sign(operation)?;
            let sides = [(*left, *right, operator), (*right, *left, mirrored(operator))];
            let sides = sides.into_iter().filter(|(_, threshold, _)| *threshold != "null");
            let questions = sides.map(|(value, threshold, operator)| {
                Ok(((value, compare(operator, bound(threshold)?)), negated))
            });
            questions.collect::<Result<Vec<_>, String>>()
        }
        _ => Err("not as many operands as the operation takes".to_owned()),
    }
}

pub fn count_value(text: &str) -> Result<FactValue, String> {
    Ok(FactValue::Count(Count::from(documented(text, operand::count)?)))
}

pub fn count(operation: &str, operands: &[&str]) -> Result<Vec<Phrasing>, String> {
    whole_numbers("number", operation, operands, count_value, |test| {
        Term::Count(fact("number")).is(Region::Whole(test))
    })
}

/// The date of birth of someone who completes so many years today.
pub fn age_value(text: &str) -> Result<FactValue, String> {
    let birth = |age: u32| CalendarDuration::new(age, CalendarUnit::Years).before(today());
    Ok(FactValue::Date(Date::from(documented(text, operand::count)?.map(birth))))
}

pub fn age(operation: &str, operands: &[&str]) -> Result<Vec<Phrasing>, String> {
    whole_numbers("birth_date", operation, operands, age_value, |test| {
        Term::age(fact("birth_date")).is(Region::Whole(test))
    })
}

fn whole_numbers(
    name: &str,
    operation: &str,
    operands: &[&str],
    value: impl Fn(&str) -> Result<FactValue, String>,
    condition: impl Fn(CountTest) -> Expression,
) -> Result<Vec<Phrasing>, String> {
    let questions =
        questions(operation, operands, operand::count, CountTest::Compare, CountTest::Between)?;
    let ask = |((text, test), negated)| {
        let mut case = empty_case();
        document(&mut case, name, value(text)?);
        Ok(vec![World { case, condition: negated_if(negated, condition(test)) }])
    };
    questions.into_iter().map(ask).collect()
}

/// A scale that accepts every unit of the kind, with millionths of this one as its marks.
pub fn scale(unit: Unit) -> Scale {
    let accepted = Unit::ALL
        .iter()
        .copied()
        .filter(|other| other.kind() == unit.kind() && *other != unit)
        .collect::<Vec<_>>();
    let multiplier = Scale::multiplier_for(unit, &accepted).unwrap();
    Scale {
        unit,
        accepted: accepted.into(),
        low: Decimal::from(-1_000_000),
        high: Decimal::from(1_000_000),
        multiplier,
    }
}

fn amount(text: &str, unit: Unit) -> Result<Amount, String> {
    let (value, own) = operand::quantity(text)?;
    Amount::new(&scale(unit), Written::Exactly(value), own).map_err(|problem| problem.to_string())
}

pub fn document_amount(case: &mut EveryOperandCase, text: &str) -> Result<(), String> {
    if let Some((_, unit)) = documented(text, operand::quantity)? {
        document(case, "amount", FactValue::Quantity(amount(text, unit)?));
    }
    Ok(())
}

/// Asked of a quantity, and of the only result of a measurement.
pub fn quantity(operation: &str, operands: &[&str]) -> Result<Vec<Phrasing>, String> {
    let threshold =
        |text: &str| operand::quantity(text).map(|(value, unit)| Threshold { value, unit });
    let questions =
        questions(operation, operands, threshold, QuantityTest::Compare, QuantityTest::Between)?;
    let mut phrasings = Vec::new();
    for ((text, test), negated) in questions {
        let unit = match test {
            QuantityTest::Compare(_, threshold) | QuantityTest::Between(threshold, _) => {
                threshold.unit
            }
        };
        let amount = documented(text, |text| amount(text, unit))?;
        let mut case = empty_case();
        if let Some(amount) = amount {
            document(&mut case, "amount", FactValue::Quantity(amount));
            let result = DocumentedResult {
                amount,
                date: Date::from(today()),
                method: None,
                normal: Normal::NONE,
            };
            document(&mut case, "results", FactValue::Measurement(vec![result]));
        }
        let mut ask = |condition| {
            phrasings.push(vec![World {
                case: case.clone(),
                condition: negated_if(negated, condition),
            }]);
        };
        ask(Term::Quantity(fact("amount")).is(Region::Quantity(test)));
        for selection in [
            Selection::Latest,
            Selection::Any,
            Selection::Every,
            Selection::Highest,
            Selection::Lowest,
        ] {
            ask(Term::Result {
                fact: fact("results"),
                selection,
                method: None,
                window: Window::EVER,
            }
            .is(Region::Quantity(test)));
        }
    }
    Ok(phrasings)
}
