//! What a case documents about the facts of an expression: the lines that a reviewer checks a criterion by.
//!
//! In: a case and an expression. Out: one line for each fact (and method, where the expression picks one), in the order in which the expression asks
//! for them. Results and events are cut off at the request date, as the criteria cut them off; of many, those are shown that decide.

use super::predicate::{before_the_request, method_name};
use super::sentence::{age_label, label};
use super::words::{names_of, push_list, push_number, push_whole, push_years};
use crate::Truth;
use crate::calendar::{Duration, PartialDate};
use crate::case::{Case, FactView};
use crate::policy::{AttributeFilter, DateOperand, DateTest, Expression, QuantityTest, Selection, Threshold};
use crate::possible::{Amount, Date, DocumentedResult, Interval, Occurrence, Written, look_back, until};
use crate::vocabulary::{Attribute, FactId, FactKind, Vocabulary};
use core::cmp::Reverse;

/// At most so many results or events are named; the rest is counted.
const SHOWN: usize = 5;

const NOT_DOCUMENTED: &str = "not documented";

/// How many letters mostly stand behind the label of a fact with one value, and of one with several.
const ROOM_FOR_A_VALUE: usize = 24;
const ROOM_FOR_SEVERAL: usize = 48;

/// What a case documents about the facts of an expression, one line for each fact and method.
#[must_use]
pub fn evidence(case: &dyn Case, expression: &Expression) -> Vec<String> {
    let parts = match expression {
        Expression::And(parts) | Expression::Or(parts) => parts.len(),
        _ => 1,
    };
    let mut evidence = Evidence { case, vocabulary: &case.policy().vocabulary, lines: Vec::with_capacity(parts) };
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
        let mut line = line(label(self.vocabulary, fact), ROOM_FOR_A_VALUE);
        line.push_str(": ");
        let without_value = line.len();
        match (fact, self.case.fact(fact).map(|fact| fact.view())) {
            (FactId::REQUEST_DATE, _) => push_date(&mut line, PartialDate::Day(self.case.request_date())),
            (FactId::SERVICE_DATE, _) => push_date(&mut line, PartialDate::Day(self.case.service_date())),
            (_, Some(FactView::Flag(flag))) => match flag.truth() {
                Truth::MET => line.push_str("yes"),
                Truth::NOT_MET => line.push_str("no"),
                _ => {}
            },
            (_, Some(FactView::Code(candidates))) => self.push_candidates(&mut line, fact, candidates),
            (_, Some(FactView::Count(count))) => {
                if let Some(count) = count.written() {
                    push_number(&mut line, count.into());
                }
            }
            (_, Some(FactView::Date(date))) => {
                if let Some(date) = date.written() {
                    push_date(&mut line, date);
                }
            }
            (_, Some(FactView::Quantity(Some(quantity)))) => push_amount(&mut line, quantity),
            _ => {}
        }
        if line.len() == without_value {
            line.push_str(NOT_DOCUMENTED);
        }
        line
    }

    /// "II or III"; nothing where all values are candidates, since then nothing is documented.
    fn push_candidates(&self, line: &mut String, fact: FactId, candidates: u64) {
        if let Some(FactKind::Code { values }) = self.vocabulary.fact(fact).map(|fact| &fact.kind)
            && names_of(values, candidates).count() < values.len()
        {
            push_list(line, names_of(values, candidates), "or");
        }
    }

    fn age(&self, birth_date: FactId) -> String {
        let mut line = line(age_label(self.vocabulary, birth_date), ROOM_FOR_A_VALUE);
        line.push_str(": ");
        match self.case.fact(birth_date).map(|fact| fact.view()) {
            Some(FactView::Date(date)) if date.written().is_some() => {
                let ages = date.age_on(self.case.service_date());
                let [youngest, oldest] = [ages.low(), ages.high()].map(|age| u32::try_from(age).unwrap_or(u32::MAX));
                if youngest < oldest {
                    push_whole(&mut line, youngest.into());
                    line.push_str(if oldest.saturating_sub(youngest) == 1 { " or " } else { " to " });
                }
                push_years(&mut line, oldest);
            }
            _ => line.push_str(NOT_DOCUMENTED),
        }
        line
    }

    fn period(&self, within: Option<Duration>) -> Interval {
        let request = self.case.request_date();
        within.map_or_else(|| until(request), |duration| look_back(request, duration))
    }

    fn results(&self, fact: FactId, selection: Selection, method: Option<u8>, within: Option<Duration>, test: &QuantityTest) -> String {
        let label = label(self.vocabulary, fact);
        let mut line = line(label, ROOM_FOR_SEVERAL);
        let documented: &[DocumentedResult] = match self.case.fact(fact).map(|fact| fact.view()) {
            Some(FactView::Measurement(results)) => results,
            _ => &[],
        };
        let period = self.period(within);
        let mut results = deciding(documented, selection, method, period).peekable();
        if results.peek().is_none() {
            self.push_method(&mut line, fact, method);
            line.push_str(": ");
            line.push_str(NOT_DOCUMENTED);
            if let Some(within) = within {
                line.push_str(&before_the_request(" within ", within));
            }
            return line;
        }
        // "CD18 1 %" would read as one number; "ejection fraction 38 %" does not.
        line.push_str(if label.ends_with(char::is_alphabetic) && !label.contains(',') { " " } else { ": " });
        let rank = |result: &&DocumentedResult| rank(result, selection, period, || self.asked(fact, test));
        push_some(&mut line, results, rank, |line, result| {
            push_amount(line, &result.amount);
            self.push_method(line, fact, result.method);
            push_when(line, result.date);
        });
        line
    }

    /// " by Muga"
    fn push_method(&self, line: &mut String, fact: FactId, method: Option<u8>) {
        if let Some(method) = method {
            line.push_str(" by ");
            line.push_str(method_name(self.vocabulary, fact, method));
        }
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
        let mut line = line(label(self.vocabulary, fact), ROOM_FOR_SEVERAL);
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
        let mut events = occurrences.iter().filter(|occurrence| occurrence.date.days().low() <= period.high()).peekable();
        let any = events.peek().is_some();
        line.push_str(": ");
        let rank = |occurrence: &&Occurrence| (!asked_for(occurrence), Reverse(occurrence.date.days().high()));
        push_some(&mut line, events, rank, |line, event| push_occurrence(line, event, attribute, filter));
        line.push_str(match (any, complete) {
            (true, true) => "; complete history",
            (true, false) => "; history incomplete",
            (false, true) => "none; complete history",
            (false, false) => "none documented; history incomplete",
        });
        line
    }
}

/// The results of a period, by a method if one is asked for, that decide: those that may be the latest, or all.
fn deciding(documented: &[DocumentedResult], selection: Selection, method: Option<u8>, period: Interval) -> impl Iterator<Item = &DocumentedResult> {
    let fits = move |result: &&DocumentedResult| method.is_none_or(|method| result.method == Some(method)) && result.date.days().can_be_in(period);
    let newest_certain = match selection {
        Selection::Latest => {
            let first_days = documented.iter().filter(fits).map(|result| result.date.days().low());
            first_days.filter(|day| *day >= period.low()).max().unwrap_or(i64::MIN)
        }
        _ => i64::MIN,
    };
    documented.iter().filter(fits).filter(move |result| latest_day(result, period) >= newest_certain)
}

/// The last day of a period that a result may have; a partial date is cut off at the end of the period.
fn latest_day(result: &DocumentedResult, period: Interval) -> i64 {
    result.date.days().high().min(period.high())
}

/// Those results first that settle the question, of these the latest.
fn rank(result: &DocumentedResult, selection: Selection, period: Interval, asked: impl Fn() -> Interval) -> (i64, Reverse<(i64, i64)>) {
    let positions = result.amount.positions();
    let settles = match selection {
        Selection::Latest => 0,
        Selection::Any => i64::from(!positions.can_be_in(asked())),
        Selection::Every => i64::from(!positions.can_be_outside(asked())),
        Selection::Highest => positions.high().saturating_neg(),
        Selection::Lowest => positions.low(),
    };
    (settles, Reverse((latest_day(result, period), result.date.days().low())))
}

/// A line that begins with a label, with room for what is mostly said.
fn line(label: &str, room: usize) -> String {
    let mut line = String::with_capacity(label.len().saturating_add(room));
    line.push_str(label);
    line
}

fn push_date(line: &mut String, date: PartialDate) {
    // A string takes whatever is written to it.
    let _ = date.write_to(line);
}

/// "2026-06-10 (Autologous)"; a value that is asked for and not documented is said to be so.
fn push_occurrence(line: &mut String, event: &Occurrence, attribute: Option<&Attribute>, filter: Option<AttributeFilter>) {
    match event.date.written() {
        Some(date) => push_date(line, date),
        None => line.push_str("date not documented"),
    }
    let Some(attribute) = attribute else { return };
    match event.attribute.and_then(|position| attribute.values.get(usize::from(position))) {
        Some(value) => line.extend([" (", value, ")"]),
        None if filter.is_some() => line.push_str(&format!(" ({} {NOT_DOCUMENTED})", attribute.name.replace('_', " "))),
        None => {}
    }
}

/// The first few by their rank, and how many more.
fn push_some<T, R: Ord>(line: &mut String, mut items: impl Iterator<Item = T>, rank: impl Fn(&T) -> R, write: impl Fn(&mut String, T)) {
    let Some(first) = items.next() else { return };
    // Mostly there is one, which needs no order.
    let Some(second) = items.next() else { return write(line, first) };
    let mut items = [first, second].into_iter().chain(items).collect::<Vec<_>>();
    items.sort_by_key(rank);
    let more = items.len().saturating_sub(SHOWN);
    for (position, item) in items.into_iter().take(SHOWN).enumerate() {
        if position > 0 {
            line.push_str(", ");
        }
        write(line, item);
    }
    if more > 0 {
        line.push_str(&format!(" and {more} more"));
    }
}

/// " on 2026-10-02", " in 2026-10"
fn push_when(line: &mut String, date: Date) {
    let Some(date) = date.written() else { return line.push_str(" on a day that is not documented") };
    line.push_str(if matches!(date, PartialDate::Day(_)) { " on " } else { " in " });
    push_date(line, date);
}

/// "38 %", "35 to 40 %", "< 2 mg/L", "1,300 pg/mL"
fn push_amount(line: &mut String, amount: &Amount) {
    match amount.written() {
        Written::Exactly(value) => push_number(line, value),
        Written::Between(low, high) => {
            push_number(line, low);
            line.push_str(" to ");
            push_number(line, high);
        }
        Written::Compared(comparator, value) => {
            line.push_str(comparator.sign());
            line.push(' ');
            push_number(line, value);
        }
    }
    line.push(' ');
    line.push_str(amount.unit().words());
}
