//! The rules between the values of a case, and why a case is refused. In: values, from any source.
//! Out: what is wrong with them.
//!
//! The same rules apply to a case read from JSON and to one built by a program, so each rule is a
//! function of the values that it compares. Rules for a single value (unit, range, calendar) are
//! enforced by its own type.

use super::history;
use super::refusal::Refusal;
use super::{Chart, FactView, Problem, ProblemKind};
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::possible::{Amount, AttributeValue, Complete, Date, Written, day_number};
use crate::vocabulary::{Addressee, Fact, FactId, FactKind, Vocabulary};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// How long before the request a service may have been: it is reviewed afterward, or appealed.
const BEFORE_THE_REQUEST: CalendarDuration = CalendarDuration::new(3, CalendarUnit::Years);

/// How long after the request a service may be planned.
const AFTER_THE_REQUEST: CalendarDuration = CalendarDuration::new(1, CalendarUnit::Years);

/// The first age, in completed years, that nobody has: a slip in a date of birth.
const TOO_OLD: CalendarDuration = CalendarDuration::new(131, CalendarUnit::Years);

/// The maximum number of significant digits of a measured number: as many as no instrument has, and
/// as few as leave room for comparing two numbers exactly, each with its unit and a percentage.
const DIGITS: u32 = 18;

/// The contradictions in a case: everything that its types cannot rule out.
///
/// The date of service is near the request, births are before the service and no more than 130
/// years ago, results and events between birth and request, counts plausible. The problems are the
/// same as for the same case in JSON, in the order of the vocabulary.
#[must_use]
pub fn validate(vocabulary: &Vocabulary, case: &dyn Chart) -> Vec<Problem> {
    let births = birth_dates(vocabulary);
    let birth = match births.as_slice() {
        [birth] => case.fact(*birth).and_then(|fact| {
            if let FactView::Date(birth) = fact.view() { Some(birth) } else { None }
        }),
        _ => None,
    };
    let limits = Limits { request: Some(case.request_date()), birth };
    let mut problems = Vec::new();
    if let Some(refusal) = service_date(case.service_date(), case.request_date()) {
        problems.push(refusal.at(format!("/{}", vocabulary.name_of(FactId::SERVICE_DATE))));
    }
    for (id, fact) in vocabulary.iter() {
        match (case.fact(id).map(super::CaseFact::view), &fact.kind) {
            (Some(FactView::Count(written)), FactKind::Count { low, high }) => {
                let refusal = written.written().and_then(|written| count(written, *low, *high));
                problems.extend(refusal.map(|refusal| refusal.at(format!("/{}", fact.name))));
            }
            (Some(FactView::Date(birth)), _) if births.contains(&id) => {
                let refusal = birth_date(birth, case.service_date());
                problems.extend(refusal.map(|refusal| refusal.at(path_of_date(fact, None))));
            }
            (Some(FactView::Date(day)), FactKind::Date) => {
                let refusal = limits.date_fact(fact, day);
                problems.extend(refusal.map(|refusal| refusal.at(path_of_date(fact, None))));
            }
            (Some(FactView::Quantity(Some(amount))), _) => {
                let long = long_number(amount);
                problems
                    .extend(long.map(|key| too_many_digits().at(format!("/{}/{key}", fact.name))));
            }
            (Some(FactView::Measurement(results)), _) => {
                let long = results.iter().enumerate().filter_map(|(position, result)| {
                    let key = match (long_number(&result.amount), result.normal) {
                        (Some(key), _) => key,
                        (None, normal) if normal.low().is_some_and(is_long) => "normal/low",
                        (None, normal) if normal.high().is_some_and(is_long) => "normal/high",
                        _ => return None,
                    };
                    Some(too_many_digits().at(format!("/{}/{position}/{key}", fact.name)))
                });
                problems.extend(long);
                problems.extend(dated(fact, results.iter().map(|result| result.date), limits));
            }
            (Some(FactView::History(known)), FactKind::History { form, .. }) => {
                let place = |position: usize, key: &str| {
                    format!("/{}{}{key}", fact.name, form.place_of(position))
                };
                problems.extend(dated(fact, known.entries.iter().map(|entry| entry.date), limits));
                for (position, entry) in known.entries.iter().enumerate() {
                    let refusal = history::end(entry);
                    problems.extend(refusal.map(|refusal| refusal.at(place(position, "/end"))));
                    for (attribute, value) in &entry.attributes {
                        let AttributeValue::Quantity(amount) = value else { continue };
                        let (name, long) = (vocabulary.name_of(*attribute), long_number(amount));
                        problems.extend(long.map(|key| {
                            too_many_digits().at(place(position, &format!("/{name}/{key}")))
                        }));
                    }
                    for (attribute, refusal) in history::counts(vocabulary, entry) {
                        problems.push(refusal.at(place(position, &format!("/{attribute}"))));
                    }
                }
                if let Complete::Since(since) = known.complete {
                    let refusal = complete_since(since, case.request_date());
                    problems.extend(refusal.map(|refusal| refusal.at(path_of_since(fact))));
                }
                let twice = history::twice(vocabulary, id, known, case.request_date());
                problems.extend(
                    twice
                        .into_iter()
                        .map(|[later, earlier]| history::same_as(earlier).at(place(later, ""))),
                );
            }
            _ => {}
        }
    }
    problems
}

fn dated(
    fact: &Fact,
    dates: impl Iterator<Item = Date>,
    limits: Limits,
) -> impl Iterator<Item = Problem> {
    dates.enumerate().filter_map(move |(position, date)| {
        let refusal = limits.occurrence(fact, date)?;
        Some(refusal.at(path_of_date(fact, Some(position))))
    })
}

/// Between which days a member's life is documented.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The date of the request, if it can be read.
    pub(crate) request: Option<NaiveDate>,
    /// The member's birth, if it is documented. Where ages are derived from several births, it is
    /// not known whose life the other dates belong to.
    pub(crate) birth: Option<Date>,
}

impl Limits {
    /// A result or an entry of a history that is certainly after the request, or before the birth.
    pub(crate) fn occurrence(self, fact: &Fact, date: Date) -> Option<Refusal> {
        let after = self.request.and_then(|request| occurrence(date, request));
        // What is on record about a product is no part of the member's life.
        after.or_else(|| match fact.asked_of {
            Some(Addressee::Product) => None,
            _ => self.before_birth(date),
        })
    }

    /// A date in the member's life that is certainly before the birth.
    pub(crate) fn date_fact(self, fact: &Fact, date: Date) -> Option<Refusal> {
        match fact.asked_of {
            Some(Addressee::Provider | Addressee::Pharmacy | Addressee::Member) => {
                self.before_birth(date)
            }
            Some(Addressee::Plan | Addressee::Product) | None => None,
        }
    }

    fn before_birth(self, date: Date) -> Option<Refusal> {
        let birth = self.birth.filter(|birth| !birth.is_never())?;
        (date.days().high() < birth.days().low()).then(|| {
            Refusal::new(
                "the date is before the birth date",
                "check both dates: one of them is wrong",
            )
            .of(ProblemKind::Contradiction)
        })
    }
}

/// The facts from which an age is derived.
pub(crate) fn birth_dates(vocabulary: &Vocabulary) -> Vec<FactId> {
    let birth_date = |fact: &Fact| {
        if let FactKind::Age { birth_date } = fact.kind { Some(birth_date) } else { None }
    };
    vocabulary.facts.iter().filter_map(birth_date).collect()
}

/// The path of a date fact, or of the date of a result or event.
pub(crate) fn path_of_date(fact: &Fact, position: Option<usize>) -> String {
    match (position, &fact.kind) {
        (None, _) => format!("/{}", fact.name),
        (Some(position), FactKind::History { form, .. }) => {
            let day = form.days().first().copied().unwrap_or("date");
            format!("/{}{}/{day}", fact.name, form.place_of(position))
        }
        (Some(position), _) => format!("/{}/{position}/date", fact.name),
    }
}

/// A service date too far away from the request.
pub(crate) fn service_date(service: NaiveDate, request: NaiveDate) -> Option<Refusal> {
    let problem = match service {
        _ if service < BEFORE_THE_REQUEST.before(request) => "more than three years before",
        _ if service > AFTER_THE_REQUEST.after(request) => "more than a year after",
        _ => return None,
    };
    let problem = format!("the service date is {problem} the request date");
    let help = "a service date from three years before the request date to a year after it belongs to this request";
    Some(Refusal::new(problem, help).of(ProblemKind::Contradiction))
}

/// A birth that is certainly after the date of service, or more than 130 years before it.
pub(crate) fn birth_date(birth: Date, service: NaiveDate) -> Option<Refusal> {
    let (problem, help) = if birth.is_never() {
        ("a birth date is never `\"never\"`", "write a birth date up to the service date")
    } else if birth.days().low() > day_number(service) {
        ("the birth date is after the service date", "write a birth date up to the service date")
    } else if birth.days().high() <= day_number(TOO_OLD.before(service)) {
        (
            "the birth date makes the member more than 130 years old on the date of service",
            "check the year of birth",
        )
    } else {
        return None;
    };
    Some(Refusal::new(problem, help).of(ProblemKind::Contradiction))
}

/// A result or an event that is certainly after the request.
fn occurrence(date: Date, request: NaiveDate) -> Option<Refusal> {
    (date.days().low() > day_number(request)).then(|| {
        Refusal::new(
            "the date is after the request date",
            "write a date up to the request date: a request is judged by what was known when it was made",
        )
        .of(ProblemKind::Contradiction)
    })
}

/// A history of which it is said what happens after the request.
pub(crate) fn complete_since(since: NaiveDate, request: NaiveDate) -> Option<Refusal> {
    (since > request).then(|| {
        Refusal::new(
            "the day from which the history is complete is after the request date",
            "write the day from which on everything is listed, or `false` where there is none",
        )
        .of(ProblemKind::Contradiction)
    })
}

/// The path of the day from which a history is complete.
pub(crate) fn path_of_since(fact: &Fact) -> String {
    format!("/{}/complete/since", fact.name)
}

/// A number that could not be compared exactly with another one.
pub(crate) fn too_many_digits() -> Refusal {
    Refusal::new(
        format!("a number of more than {DIGITS} significant digits"),
        format!("write at most {DIGITS}, so that numbers can be compared with each other exactly"),
    )
}

/// A number has more than [`DIGITS`], without the zeros at the end of its decimals.
pub(crate) fn is_long(number: Decimal) -> bool {
    let limit = 10_u128.saturating_pow(DIGITS);
    number.normalize().mantissa().unsigned_abs() >= limit
}

/// The key of a number of too many digits, if there is one.
fn long_number(amount: &Amount) -> Option<&'static str> {
    match amount.written() {
        Written::Exactly(number) | Written::Compared(_, number) => {
            is_long(number).then_some("value")
        }
        Written::Between(low, _) if is_long(low) => Some("low"),
        Written::Between(_, high) => is_long(high).then_some("high"),
    }
}

/// A count outside the plausible range.
pub(crate) fn count(count: u32, low: u32, high: u32) -> Option<Refusal> {
    (!(low..=high).contains(&count)).then(|| implausible_count(low, high))
}

/// A count outside the plausible range, whatever its size.
pub(crate) fn implausible_count(low: u32, high: u32) -> Refusal {
    Refusal::new("a count outside the plausible range", whole_number(low, high))
        .of(ProblemKind::OutOfRange)
}

/// The help for a count.
pub(crate) fn whole_number(low: u32, high: u32) -> String {
    format!("write a whole number from {low} to {high}, without a decimal point")
}

/// A key without which a value means nothing.
#[cfg(feature = "serde")]
pub(crate) fn missing(key: &str) -> Refusal {
    let help = match key {
        "complete" => "add `\"complete\": true` if nothing else happened, `\"complete\": false` if more may have happened".into(),
        "events" | "courses" => format!("add `\"{key}\"`, the list of what happened; `[]` where nothing did"),
        "records" => "add `\"records\"`, the list of what is on record; `[]` where nothing is".into(),
        "unit" => "add `\"unit\"`, the UCUM code of the unit".into(),
        "one_of" => "write one of the values, or `{\"one_of\": […]}` with those that it may be".into(),
        _ => format!("add `\"{key}\"`, the day as in `\"2026-11-21\"`"),
    };
    Refusal::new(format!("`{key}` is missing"), help).of(ProblemKind::Missing)
}
