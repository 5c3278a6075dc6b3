//! A case as another engine is given it: a flat record of plain values.
//!
//! In: a Revascor case. Out: what is documented of it, by name: one value for each fact, days and
//! thousandths of units as whole numbers, the age and the first days of look-backs worked out. That
//! is more than half of the work of the criteria, and done for the others in advance. `None` for a
//! case that such a record cannot hold: with a range, a partial date, several candidates of a code,
//! or an old event in an incomplete history.

use policies::revascor::RevascorCase;
use policy_core::NaiveDate;
use policy_core::calendar::{CalendarUnit, CalendarDuration, age_in};
use policy_core::case::{Case, Chart as _, FactView};
use policy_core::possible::{Date, DocumentedResult, History, day_number};
use policy_core::vocabulary::{Fact, FactKind};

/// A documented value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A count, a day, an age, thousandths of a unit.
    Number(i64),
    /// The name of a value.
    Text(&'static str),
}

/// What is documented, by name.
#[derive(Clone, Debug)]
pub struct Chart(pub Vec<(&'static str, Value)>);

/// The record cannot hold what is documented.
struct Ambiguous;

type Found = Result<Option<Value>, Ambiguous>;

impl Chart {
    /// The record of a case.
    #[must_use]
    pub fn of(case: &RevascorCase) -> Option<Chart> {
        let (request, service) = (case.request_date, case.service_date);
        let before = |months| Value::Number(day_number(CalendarDuration::new(months, CalendarUnit::Months).before(request)));
        let mut chart = vec![("one_month_ago", before(1)), ("nine_months_ago", before(9))];
        let mut add = |name: &'static str, found: Found| found.map(|value| chart.extend(value.map(|value| (name, value)))).ok();
        for id in case.policy().facts() {
            let (Some(fact), Some(documented)) = (case.policy().vocabulary.fact(id), case.fact(id)) else { continue };
            let name = name_of(fact);
            match documented.view() {
                FactView::Flag(flag) => add(name, Ok((!flag.truth().is_unknown()).then(|| Value::Flag(flag.truth().can_be_met()))))?,
                FactView::Code(candidates) => add(name, code(fact, candidates))?,
                FactView::Count(count) => add(name, Ok(count.written().map(|count| Value::Number(count.into()))))?,
                FactView::Date(date) if name == "birth_date" => {
                    add("age", day(date).map(|day| day.map(|day| Value::Number(age_in(CalendarUnit::Years, day, service).unwrap_or(0).into()))))?;
                }
                FactView::Date(date) => add(name, day(date).map(|day| day.map(|day| Value::Number(day_number(day)))))?,
                FactView::Measurement(results) if name == "lvef" => {
                    add("lvef_by_echo", latest(results.iter().filter(|result| result.method == Some(0))))?;
                    add("lvef_by_muga", latest(results.iter().filter(|result| result.method == Some(2))))?;
                }
                FactView::Measurement(results) => add(name, latest(results.iter()))?,
                FactView::History(history) if name == "prior_stem_cell_therapy" => {
                    let number = i64::try_from(history.entries.len()).unwrap();
                    add(name, Ok((number > 0 || (history.complete == policy_core::possible::Complete::Yes)).then_some(Value::Number(number))))?;
                }
                FactView::History(history) => add(name, last(history, request))?,
                FactView::Quantity(_) => {}
            }
        }
        Some(Chart(chart))
    }
}

fn name_of(fact: &'static Fact) -> &'static str {
    &fact.name
}

fn code(fact: &'static Fact, candidates: u64) -> Found {
    let FactKind::Code { values, .. } = &fact.kind else { return Ok(None) };
    let mut named = values.iter().enumerate().filter(|(position, _)| candidates >> position & 1 == 1).map(|(_, name)| &**name);
    match (named.next(), candidates.count_ones()) {
        (Some(name), 1) => Ok(Some(Value::Text(name))),
        (_, all) if usize::try_from(all) == Ok(values.len()) => Ok(None),
        _ => Err(Ambiguous),
    }
}

fn day(date: Date) -> Result<Option<NaiveDate>, Ambiguous> {
    date.written().map(|date| if date.first() == date.last() { Ok(date.first()) } else { Err(Ambiguous) }).transpose()
}

/// The value of the latest result.
fn latest<'a>(results: impl Iterator<Item = &'a DocumentedResult>) -> Found {
    let mut dated = results.map(|result| Ok((day(result.date)?.ok_or(Ambiguous)?, result))).collect::<Result<Vec<_>, _>>()?;
    dated.sort_by_key(|(day, _)| *day);
    let Some((newest, result)) = dated.pop() else { return Ok(None) };
    let positions = result.amount.positions();
    let is_exact = positions.low() == positions.high() && positions.low() % 2_000 == 0 && dated.iter().all(|(day, _)| *day != newest);
    if is_exact { Ok(Some(Value::Number(positions.low() / 2_000))) } else { Err(Ambiguous) }
}

/// The day of the last event; 0 where there certainly was none.
fn last(history: &History, request: NaiveDate) -> Found {
    let days = history.entries.iter().map(|event| day(event.date)?.ok_or(Ambiguous)).collect::<Result<Vec<_>, _>>()?;
    match days.into_iter().max() {
        None => Ok((history.complete == policy_core::possible::Complete::Yes).then_some(Value::Number(0))),
        Some(day) if (history.complete == policy_core::possible::Complete::Yes) || day >= CalendarDuration::new(9, CalendarUnit::Months).before(request) => Ok(Some(Value::Number(day_number(day)))),
        Some(_) => Err(Ambiguous),
    }
}
