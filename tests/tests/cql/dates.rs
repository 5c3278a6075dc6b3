//! Claims about dates: comparisons to a day, a month or a year, sums, look-backs and completed
//! units.

use crate::claim::{Phrasing, World, document, empty_case};
use crate::evaluators::{condition_of, fact};
use crate::numbers::{mirrored, negated_if, sign};
use crate::operand::{count, dates, day, duration, possible_days};
use policy_core::NaiveDate;
use policy_core::calendar::{CalendarDuration, PartialDate};
use policy_core::case::FactValue;
use policy_core::chrono::Datelike;
use policy_core::policy::{CountTest, DateTest, Day, Expression, Operator, Region, Term, Window};
use policy_core::possible::Date;
use policy_core::vocabulary::FactId;
use std::collections::BTreeSet;

pub fn date(operation: &str, operands: &[&str]) -> Result<Vec<Phrasing>, String> {
    if let Some((unit, sign)) = operation.split_once(" between ") {
        return completed(unit, sign, operands).map(|phrasing| vec![phrasing]);
    }
    match (operation, operands) {
        ("between", [date, first, last]) => {
            let condition =
                tested(DateTest::In(Window::between(Day::On(day(first)?), Day::On(day(last)?))));
            Ok(vec![dates(date)?.into_iter().map(|date| world(date, condition.clone())).collect()])
        }
        ("at least ago", [date, span, request]) => look_back(
            date,
            request,
            &tested(DateTest::In(Window::at_least_ago(duration(span)?, Day::REQUEST))),
        )
        .map(|phrasing| vec![phrasing]),
        ("within", [date, span, request]) => look_back(
            date,
            request,
            &tested(DateTest::In(Window::looking_back(duration(span)?, Day::REQUEST))),
        )
        .map(|phrasing| vec![phrasing]),
        (_, [left, right]) => match to_precision(operation) {
            Some((operator, precision)) => compared_to_precision(operator, precision, left, right),
            None => compared(operation, left, right),
        },
        _ => Err("not as many operands as the operation takes".to_owned()),
    }
}

fn tested(test: DateTest) -> Expression {
    Term::Date(fact("first")).is(Region::Day(test))
}

fn world(first: Date, condition: Expression) -> World {
    let mut case = empty_case();
    document(&mut case, "first", FactValue::Date(first));
    World { case, condition }
}

/// Two dates of a case, either way round, and a date of the case with a day.
fn compared(operation: &str, left: &str, right: &str) -> Result<Vec<Phrasing>, String> {
    let (operator, negated) = sign(operation)?;
    let two_facts = |operation: &str, first: &str, second: &str| {
        let condition =
            condition_of("date", operation).ok_or("there is no such operation on dates")?;
        let mut worlds = Vec::new();
        for second in dates(second)? {
            for first in dates(first)? {
                let mut world = world(first, condition.clone());
                document(&mut world.case, "second", FactValue::Date(second));
                worlds.push(world);
            }
        }
        Ok::<_, String>(worlds)
    };
    let mirrored_sign = if negated { operation } else { mirrored(operator).sign() };
    let mut phrasings =
        vec![two_facts(operation, left, right)?, two_facts(mirrored_sign, right, left)?];
    let mut with_operand = |operand| {
        let condition = negated_if(negated, tested(DateTest::Compare(operator, operand)));
        phrasings
            .push(dates(left)?.into_iter().map(|date| world(date, condition.clone())).collect());
        Ok::<_, String>(())
    };
    if let Ok(day) = day(right) {
        with_operand(Day::On(day))?;
    }
    if right == "today" {
        with_operand(Day::Fact(FactId::REQUEST_DATE))?;
        with_operand(Day::Fact(FactId::SERVICE_DATE))?;
    }
    Ok(phrasings)
}

#[derive(Clone, Copy, PartialEq)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Precision {
    fn period(self, day: NaiveDate) -> PartialDate {
        match self {
            Precision::Year => PartialDate::Year(day.year()),
            Precision::Month => PartialDate::Month { year: day.year(), month: day.month() },
            Precision::Day => PartialDate::Day(day),
        }
    }
}

/// `same month or after`, `before year`
fn to_precision(operation: &str) -> Option<(Operator, Precision)> {
    let words = operation.split(' ').collect::<Vec<_>>();
    let (operator, precision) = match words.as_slice() {
        ["same", precision] => (Operator::Equal, precision),
        ["same", precision, "or", "before"] => (Operator::LessOrEqual, precision),
        ["same", precision, "or", "after"] => (Operator::GreaterOrEqual, precision),
        ["before", precision] => (Operator::Less, precision),
        ["after", precision] => (Operator::Greater, precision),
        _ => return None,
    };
    let precision = match *precision {
        "year" => Precision::Year,
        "month" => Precision::Month,
        "day" => Precision::Day,
        _ => return None,
    };
    Some((operator, precision))
}

/// Against each year, month or day that the other date may lie in.
fn compared_to_precision(
    operator: Operator,
    precision: Precision,
    left: &str,
    right: &str,
) -> Result<Vec<Phrasing>, String> {
    // To the day, it is the comparison of two dates; and one that is not documented leaves a
    // comparison as open to the year as to the day.
    let mut phrasings = if precision == Precision::Day || right == "null" {
        compared(operator.sign(), left, right)?
    } else {
        Vec::new()
    };
    if right != "null" {
        let periods = possible_days(right)?
            .into_iter()
            .map(|day| precision.period(day))
            .map(|period| (period.first(), period.last()));
        let mut worlds = Vec::new();
        for (first, last) in periods.collect::<BTreeSet<_>>() {
            let condition = tested(match operator {
                Operator::Equal => DateTest::In(Window::between(Day::On(first), Day::On(last))),
                Operator::Less | Operator::GreaterOrEqual => {
                    DateTest::Compare(operator, Day::On(first))
                }
                Operator::Greater | Operator::LessOrEqual => {
                    DateTest::Compare(operator, Day::On(last))
                }
            });
            worlds.extend(dates(left)?.into_iter().map(|date| world(date, condition.clone())));
        }
        phrasings.push(worlds);
    }
    Ok(phrasings)
}

/// On each day that may be the day of the request.
fn look_back(date: &str, request: &str, condition: &Expression) -> Result<Phrasing, String> {
    let mut worlds = Vec::new();
    for request in possible_days(request)? {
        for date in dates(date)? {
            let mut world = world(date, condition.clone());
            (world.case.request_date, world.case.service_date) = (request, request);
            worlds.push(world);
        }
    }
    Ok(worlds)
}

/// Completed years are an age; so many completed days, weeks or months have passed on a day if the
/// date is at least so long ago.
fn completed(unit: &str, sign_of_number: &str, operands: &[&str]) -> Result<Phrasing, String> {
    let [from, to, number] = operands else {
        return Err("not as many operands as the operation takes".to_owned());
    };
    let ((operator, negated), number) = (sign(sign_of_number)?, count(number)?);
    if unit == "years" {
        let condition = negated_if(
            negated,
            Term::age(fact("birth_date")).is(Region::Whole(CountTest::Compare(operator, number))),
        );
        let mut worlds = look_back(from, to, &condition)?;
        for world in &mut worlds {
            world.case.birth_date = world.case.first;
        }
        return Ok(worlds);
    }
    let at_least = |number| {
        let span =
            CalendarDuration::from_words(number, unit).ok_or("there is no such calendar unit")?;
        Ok::<_, String>(tested(DateTest::In(Window::at_least_ago(span, Day::REQUEST))))
    };
    let more = number.saturating_add(1);
    let condition = match operator {
        Operator::GreaterOrEqual => at_least(number)?,
        Operator::Greater => at_least(more)?,
        Operator::Less => Expression::Not(at_least(number)?.into()),
        Operator::LessOrEqual => Expression::Not(at_least(more)?.into()),
        Operator::Equal => {
            Expression::all(vec![at_least(number)?, Expression::Not(at_least(more)?.into())].into())
        }
    };
    look_back(from, to, &negated_if(negated, condition))
}
