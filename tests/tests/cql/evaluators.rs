//! The three that answer: a compiled policy, what generated code calls, and the reference
//! evaluator.
//!
//! The operations on flags, and those on two dates of a case, are policies below, which compile.
//! Thresholds are those of the tables, known only when the test runs; for these, `primitives` calls
//! what the macro writes down for such a condition.

use crate::claim::World;
use crate::numbers::scale;
use policy_core::Truth;
use policy_core::calendar::CalendarUnit;
use policy_core::case::{CaseFacts, Program};
use policy_core::evaluate::reference;
use policy_core::policy::{
    Body, Criterion, DateTest, Day, Expression, Operator, Policy, QuantityTest, Region, Selection,
    Slot, Term, Threshold,
};
use policy_core::possible::{Interval, Quantity, day_number, look_back, until};
use policy_core::vocabulary::FactId;

policy_macros::vocabulary! {
    operands {
        /// A flag
        one: flag,
        /// Another flag
        two: flag,
        /// A whole number
        number: count,
        /// A date of birth
        birth_date: date,
        /// An age
        age: age from birth_date,
        /// A date
        first: date,
        /// Another date
        second: date,
        /// A number with a unit; the tables bring their own scales
        amount: quantity in cells from 0 to 1,
        /// A result
        results: measurement in cells from 0 to 1,
    }
}

policy_macros::policy! {
    /// Asks for every operand, so that its case has a place for each
    every_operand<operands> {
        payer "Nobody";
        number "1";
        source "cql.tsv";

        section all {
            1: one AND two;
            2: number = 1;
            3: age = 1;
            4: first < second;
            5: amount = 1 cells;
            6: results = 1 cells;
        } => criteria_met for 1 day;
    }
}

/// A policy for each operation, of one criterion.
macro_rules! operations {
    ($($policy:ident $case:ident $title:literal: ($($condition:tt)+);)+) => {
        $(policy_macros::policy! {
            /// One operation
            $policy<operands> {
                payer "Nobody";
                number "1";
                source "cql.tsv";

                section all { 1: $($condition)+; } => criteria_met for 1 day;
            }
        })+

        const OPERATIONS: &[(&str, Program)] = &[$(($title, $case::PROGRAM)),+];
    };
}

operations! {
    flag_itself FlagItselfCase "flag itself": (one);
    flag_not FlagNotCase "flag not": (NOT one);
    flag_and FlagAndCase "flag and": (one AND two);
    flag_or FlagOrCase "flag or": (one OR two);
    flag_implies FlagImpliesCase "flag implies": (NOT one OR two);
    flag_xor FlagXorCase "flag xor": ((one OR two) AND NOT (one AND two));
    flag_equal FlagEqualCase "flag =": (if one then two else NOT two);
    flag_unequal FlagUnequalCase "flag !=": (if one then NOT two else two);
    date_equal DateEqualCase "date =": (first = second);
    date_unequal DateUnequalCase "date !=": (first != second);
    date_less DateLessCase "date <": (first < second);
    date_at_most DateAtMostCase "date <=": (first <= second);
    date_greater DateGreaterCase "date >": (first > second);
    date_at_least DateAtLeastCase "date >=": (first >= second);
}

fn policy() -> &'static Policy {
    EveryOperandCase::PROGRAM.policy()
}

/// A fact by its name.
pub fn fact(name: &str) -> FactId {
    policy().vocabulary.find(name).unwrap().0
}

/// The only criterion of the policy of an operation.
fn criterion(operation: Program) -> (Slot, &'static Expression) {
    match &operation.policy().versions[0].sections[0].criteria[..] {
        [Criterion { slot, body: Body::Condition(condition), .. }] => (*slot, condition),
        other => panic!("not one condition: {other:?}"),
    }
}

/// The condition that a policy has for an operation.
pub fn condition_of(kind: &str, operation: &str) -> Option<Expression> {
    let title = format!("{kind} {operation}");
    OPERATIONS
        .iter()
        .find(|(known, _)| *known == title)
        .map(|(_, operation)| criterion(*operation).1.clone())
}

/// What the compiled policy of an operation says, where the condition is that of one.
fn compiled(condition: &Expression, case: &EveryOperandCase) -> Option<Truth> {
    let (_, operation) =
        OPERATIONS.iter().find(|(_, operation)| criterion(*operation).1 == condition)?;
    operation.case(CaseFacts::of(case)).unwrap().evaluate().truth(criterion(*operation).0)
}

/// The truth of a condition, in which all three agree.
pub fn judge(World { case, condition }: &World) -> Result<Truth, String> {
    let reference = reference::truth(condition, policy(), case);
    let primitives = primitives(condition, case);
    let compiled = compiled(condition, case);
    if reference == primitives && compiled.is_none_or(|compiled| compiled == reference) {
        Ok(reference)
    } else {
        Err(format!(
            "the reference evaluator says {reference:?}, what generated code calls {primitives:?}, a compiled policy {compiled:?}"
        ))
    }
}

fn primitives(condition: &Expression, case: &EveryOperandCase) -> Truth {
    match condition {
        Expression::AtLeast(needed, parts) => Truth::at_least(
            *needed,
            &parts.iter().map(|part| primitives(part, case)).collect::<Vec<_>>(),
        ),
        Expression::Not(inner) => !primitives(inner, case),
        Expression::If { condition, then, otherwise } => Truth::choose(
            primitives(condition, case),
            primitives(then, case),
            primitives(otherwise, case),
        ),
        Expression::Test { term, region } => {
            test(term, *region, case).expect("no operation of the tables asks anything else")
        }
    }
}

fn test(term: &Term, region: Region, case: &EveryOperandCase) -> Option<Truth> {
    Some(match *term {
        Term::Flag(flag) if flag == fact("one") => case.one.truth(),
        Term::Flag(_) => case.two.truth(),
        Term::Count(_) => case.number.values().inside(region.whole()?.interval()),
        Term::Age { .. } => case
            .birth_date
            .age_at(case.service_date, CalendarUnit::Years)
            .inside(region.whole()?.interval()),
        Term::Date(fact) => date(case, fact, region.day()?),
        Term::Quantity(_) => Quantity::values(case.amount).inside(positions(region.quantity()?)),
        Term::Result { selection, .. } => {
            let (results, asked) =
                (case.results.results(until(case.request_date)), positions(region.quantity()?));
            match selection {
                Selection::Latest => results.latest(asked),
                Selection::Any => results.any(asked),
                Selection::Every => results.every(asked),
                Selection::Highest => results.highest(asked),
                Selection::Lowest => results.lowest(asked),
                Selection::Earliest => results.earliest(asked),
                Selection::AtLeast { .. } => return None,
            }
        }
        Term::Code(_)
        | Term::Calculated { .. }
        | Term::OnFile { .. }
        | Term::Entries(_)
        | Term::Anchored { .. } => {
            return None;
        }
    })
}

fn positions(test: QuantityTest) -> Interval {
    let (QuantityTest::Compare(_, Threshold { unit, .. })
    | QuantityTest::Between(Threshold { unit, .. }, _)) = test;
    let position =
        |threshold: Threshold| scale(unit).position(threshold.value, threshold.unit).unwrap();
    match test {
        QuantityTest::Compare(operator, threshold) => operator.interval(position(threshold)),
        QuantityTest::Between(low, high) => Interval::between(position(low), position(high)),
    }
}

fn date(case: &EveryOperandCase, asked: FactId, test: DateTest) -> Truth {
    let days_of = |other| match other {
        FactId::REQUEST_DATE => Interval::exactly(day_number(case.request_date)),
        FactId::SERVICE_DATE => Interval::exactly(day_number(case.service_date)),
        other if other == fact("second") => case.second.days(),
        _ => case.first.days(),
    };
    let days = days_of(asked);
    match test {
        DateTest::In(window) => {
            if let (Some(span), true) = (window.ago(), window.until == Day::REQUEST) {
                days.inside(Interval::at_most(look_back(case.request_date, span).low()))
            } else if let Some(span) = window.look_back() {
                days.inside(look_back(case.request_date, span))
            } else {
                let (first, last) = test.range().unwrap();
                days.inside(Interval::between(day_number(first), day_number(last)))
            }
        }
        DateTest::Compare(operator, Day::On(day)) => {
            days.inside(operator.interval(day_number(day)))
        }
        DateTest::Compare(operator, Day::Fact(other)) => {
            let other = days_of(other);
            match operator {
                Operator::Equal => days.same_day_as(other),
                Operator::Less => days.earlier_than(other),
                Operator::LessOrEqual => days.no_later_than(other),
                Operator::Greater => other.earlier_than(days),
                Operator::GreaterOrEqual => other.no_later_than(days),
            }
        }
    }
}
