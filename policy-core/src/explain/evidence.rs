//! What a case documents about the facts of an expression: the lines that a reviewer checks a criterion by.
//!
//! In: a case and an expression. Out: one line for each fact (and method, where the expression picks one), in the order in which the expression asks
//! for them. Results and events are cut off at the request date, as the criteria cut them off; of many, those are shown that decide.

use super::predicate::{before_the_request, method_name};
use super::sentence::{age_label, label};
use super::words::{list, names_of, number, years};
use crate::calendar::{Duration, PartialDate};
use crate::case::{Case, FactView};
use crate::policy::{AttributeFilter, DateOperand, DateTest, Expression, QuantityTest, Selection, Threshold};
use crate::possible::{Amount, Date, DocumentedResult, Interval, Occurrence, Written, look_back, until};
use crate::vocabulary::{Attribute, FactId, FactKind, Vocabulary};
use core::cmp::Reverse;

/// At most so many results or events are named; the rest is counted.
const SHOWN: usize = 5;

const NOT_DOCUMENTED: &str = "not documented";

/// What a case documents about the facts of an expression, one line for each fact and method.
#[must_use]
pub fn evidence(case: &dyn Case, expression: &Expression) -> Vec<String> {
    let mut evidence = Evidence { case, vocabulary: &case.policy().vocabulary, lines: Vec::new() };
    evidence.gather(expression);
    evidence.lines
}

struct Evidence<'a> {
    case: &'a dyn Case,
    vocabulary: &'a Vocabulary,
    lines: Vec<String>,
}

impl Evidence<'_> {
    fn gather(&mut self, expression: &Expression) {
        let line = match expression {
            Expression::And(parts) | Expression::Or(parts) => return parts.iter().for_each(|part| self.gather(part)),
            Expression::Not(negated) => return self.gather(negated),
            Expression::If { condition, then, otherwise } => return [condition, then, otherwise].into_iter().for_each(|part| self.gather(part)),
            Expression::Date { fact, test: DateTest::Compare(_, DateOperand::Fact(other)) } => {
                self.add(self.value(*fact));
                self.value(*other)
            }
            Expression::Flag(fact)
            | Expression::Code { fact, .. }
            | Expression::Count { fact, .. }
            | Expression::Date { fact, .. }
            | Expression::Quantity { fact, .. } => self.value(*fact),
            Expression::Age { birth_date, .. } => self.age(*birth_date),
            Expression::Measurement { fact, selection, method, within, test } => self.results(*fact, *selection, *method, *within, test),
            Expression::Events { fact, filter, within, .. } => self.events(*fact, *filter, *within),
        };
        self.add(line);
    }

    fn add(&mut self, line: String) {
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    /// A fact that has one value, or some candidates for it.
    fn value(&self, fact: FactId) -> String {
        let label = label(self.vocabulary, fact);
        let value = match (fact, self.case.fact(fact).map(|fact| fact.view())) {
            (FactId::REQUEST_DATE, _) => Some(self.case.request_date().to_string()),
            (FactId::SERVICE_DATE, _) => Some(self.case.service_date().to_string()),
            (_, Some(FactView::Flag(flag))) => match flag.truth() {
                truth if truth.is_unknown() => None,
                truth => Some(if truth.can_be_met() { "yes" } else { "no" }.to_owned()),
            },
            (_, Some(FactView::Code(candidates))) => self.candidates(fact, candidates),
            (_, Some(FactView::Count(count))) => count.written().map(|count| number(count.into())),
            (_, Some(FactView::Date(date))) => date.written().map(|date| date.to_string()),
            (_, Some(FactView::Quantity(quantity))) => quantity.map(amount),
            _ => None,
        };
        format!("{label}: {}", value.as_deref().unwrap_or(NOT_DOCUMENTED))
    }

    /// "II or III"; nothing where all values are candidates, since then nothing is documented.
    fn candidates(&self, fact: FactId, candidates: u64) -> Option<String> {
        let Some(FactKind::Code { values }) = self.vocabulary.fact(fact).map(|fact| &fact.kind) else { return None };
        let names = names_of(values, candidates).collect::<Vec<_>>();
        (names.len() < values.len()).then(|| list(names, "or"))
    }

    fn age(&self, birth_date: FactId) -> String {
        let label = age_label(self.vocabulary, birth_date);
        match self.case.fact(birth_date).map(|fact| fact.view()) {
            Some(FactView::Date(date)) if date.written().is_some() => {
                let ages = date.age_on(self.case.service_date());
                let youngest = ages.low();
                let oldest = years(u32::try_from(ages.high()).unwrap_or(u32::MAX));
                match ages.high().saturating_sub(youngest) {
                    0 => format!("{label}: {oldest}"),
                    1 => format!("{label}: {youngest} or {oldest}"),
                    _ => format!("{label}: {youngest} to {oldest}"),
                }
            }
            _ => format!("{label}: {NOT_DOCUMENTED}"),
        }
    }

    fn period(&self, within: Option<Duration>) -> Interval {
        let request = self.case.request_date();
        within.map_or_else(|| until(request), |duration| look_back(request, duration))
    }

    fn results(&self, fact: FactId, selection: Selection, method: Option<u8>, within: Option<Duration>, test: &QuantityTest) -> String {
        let label = label(self.vocabulary, fact);
        let documented: &[DocumentedResult] = match self.case.fact(fact).map(|fact| fact.view()) {
            Some(FactView::Measurement(results)) => results,
            _ => &[],
        };
        let results = deciding(documented, selection, method, self.period(within), self.asked(fact, test));
        if results.is_empty() {
            let by = method.map(|method| format!(" by {}", method_name(self.vocabulary, fact, method))).unwrap_or_default();
            let within = within.map(|duration| before_the_request(" within ", duration)).unwrap_or_default();
            return format!("{label}{by}: {NOT_DOCUMENTED}{within}");
        }
        let results = some_of(results.into_iter().map(|result| {
            let by = result.method.map(|method| format!(" by {}", method_name(self.vocabulary, fact, method))).unwrap_or_default();
            format!("{}{by}{}", amount(&result.amount), when(result.date))
        }));
        // "CD18 1 %" would read as one number; "ejection fraction 38 %" does not.
        let separator = if label.ends_with(char::is_alphabetic) && !label.contains(',') { " " } else { ": " };
        format!("{label}{separator}{results}")
    }

    /// The positions that a comparison asks for.
    fn asked(&self, fact: FactId, test: &QuantityTest) -> Interval {
        let scale = self.vocabulary.fact(fact).and_then(|fact| fact.kind.scale());
        let position = |threshold: &Threshold| scale.and_then(|scale| scale.position(threshold.value, threshold.unit));
        match test {
            QuantityTest::Compare(operator, bound) => position(bound).map(|bound| operator.interval(bound)),
            QuantityTest::Between(low, high) => position(low).zip(position(high)).map(|(low, high)| Interval::between(low, high)),
        }
        .unwrap_or(Interval::ANYTHING)
    }

    /// The events up to the request; those come first that the criterion asks for.
    fn events(&self, fact: FactId, filter: Option<AttributeFilter>, within: Option<Duration>) -> String {
        let label = label(self.vocabulary, fact);
        let (complete, occurrences): (bool, &[Occurrence]) = match self.case.fact(fact).map(|fact| fact.view()) {
            Some(FactView::Events(history)) => (history.complete, &history.occurrences),
            _ => (false, &[]),
        };
        let attribute = match self.vocabulary.fact(fact).map(|fact| &fact.kind) {
            Some(FactKind::Events { attribute }) => attribute.as_ref(),
            _ => None,
        };
        let period = self.period(within);
        let asked_for = |occurrence: &Occurrence| {
            let attribute_fits = match (filter, occurrence.attribute) {
                (Some(filter), Some(attribute)) => filter.values.checked_shr(attribute.into()).is_some_and(|rest| rest & 1 == 1),
                _ => true,
            };
            attribute_fits && occurrence.date.days().can_be_in(period)
        };
        let mut events = occurrences.iter().filter(|occurrence| occurrence.date.days().low() <= period.high()).collect::<Vec<_>>();
        events.sort_by_key(|occurrence| (!asked_for(occurrence), Reverse(occurrence.date.days().high())));
        match (events.is_empty(), complete) {
            (true, true) => format!("{label}: none; complete history"),
            (true, false) => format!("{label}: none documented; history incomplete"),
            (false, _) => {
                let history = if complete { "complete history" } else { "history incomplete" };
                format!("{label}: {}; {history}", some_of(events.into_iter().map(|event| occurrence(event, attribute, filter))))
            }
        }
    }
}

/// The results of a period, by a method if one is asked for, that decide: those that may be the latest, or all; first those that settle the question.
fn deciding(documented: &[DocumentedResult], selection: Selection, method: Option<u8>, period: Interval, asked: Interval) -> Vec<&DocumentedResult> {
    // A partial date is cut off at the end of the period.
    let latest_day = |result: &DocumentedResult| result.date.days().high().min(period.high());
    let mut results = documented
        .iter()
        .filter(|result| method.is_none_or(|method| result.method == Some(method)) && result.date.days().can_be_in(period))
        .collect::<Vec<_>>();
    if selection == Selection::Latest {
        let first_days = results.iter().map(|result| result.date.days().low()).filter(|day| *day >= period.low());
        let newest_certain = first_days.max().unwrap_or(i64::MIN);
        results.retain(|result| latest_day(result) >= newest_certain);
    }
    results.sort_by_key(|result| {
        let positions = result.amount.positions();
        let settles = match selection {
            Selection::Latest => 0,
            Selection::Any => i64::from(!positions.can_be_in(asked)),
            Selection::Every => i64::from(!positions.can_be_outside(asked)),
            Selection::Highest => positions.high().saturating_neg(),
            Selection::Lowest => positions.low(),
        };
        (settles, Reverse((latest_day(result), result.date.days().low())))
    });
    results
}

/// "2026-06-10 (Autologous)"; a value that is asked for and not documented is said to be so.
fn occurrence(event: &Occurrence, attribute: Option<&Attribute>, filter: Option<AttributeFilter>) -> String {
    let day = event.date.written().map_or_else(|| "date not documented".to_owned(), |date| date.to_string());
    let Some(attribute) = attribute else { return day };
    match event.attribute.and_then(|position| attribute.values.get(usize::from(position))) {
        Some(value) => format!("{day} ({value})"),
        None if filter.is_some() => format!("{day} ({} {NOT_DOCUMENTED})", attribute.name.replace('_', " ")),
        None => day,
    }
}

/// The first few, and how many more.
fn some_of(items: impl ExactSizeIterator<Item = String>) -> String {
    let more = items.len().saturating_sub(SHOWN);
    let shown = items.take(SHOWN).collect::<Vec<_>>().join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

/// " on 2026-10-02", " in 2026-10"
fn when(date: Date) -> String {
    match date.written() {
        Some(day @ PartialDate::Day(_)) => format!(" on {day}"),
        Some(month_or_year) => format!(" in {month_or_year}"),
        None => " on a day that is not documented".to_owned(),
    }
}

/// "38 %", "35 to 40 %", "< 2 mg/L", "1,300 pg/mL"
fn amount(amount: &Amount) -> String {
    let unit = amount.unit().words();
    match amount.written() {
        Written::Exactly(value) => format!("{} {unit}", number(value)),
        Written::Between(low, high) => format!("{} to {} {unit}", number(low), number(high)),
        Written::Compared(comparator, value) => format!("{} {} {unit}", comparator.sign(), number(value)),
    }
}
