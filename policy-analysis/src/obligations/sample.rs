//! What to document so that a chart shows a value: examples of both answers of a predicate, with
//! one thing changed. In: a predicate, a value, and what may be documented for each answer. Out:
//! facts to try, simplest first; whether the predicate then decides is checked elsewhere.

use super::entry::{Listed, documented, entries, is_own};
use super::shown::{Shown, bit, exact, last_day, shifted};
use super::value::{Boundary, Reason, Value, is_built_in, methods, multiple_at, values};
use crate::moments::Moment;
use crate::neighbors;
use chrono::{Datelike, NaiveDate};
use core::cmp::Ordering;
use policy_core::calendar::{CalendarDuration, CalendarUnit, PartialDate};
use policy_core::case::{FactValue, validate};
use policy_core::evaluate::reference::{Documentation, contains};
use policy_core::policy::{Domain, Expression, QuantityTest, Region, Term, Threshold};
use policy_core::possible::{
    Amount, AttributeValue, Comparator, Complete, Count, Date, EntryDay, History, Multiple,
    NormLimit, Normal, Spacing, Written,
};
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::worlds::atoms::days_apart;
use rust_decimal::Decimal;

/// What is documented about some facts.
pub(super) type Facts = Vec<(FactId, FactValue)>;

/// The ways in which the facts of a predicate can turn out: whether it is met, and what is then
/// documented.
pub(super) type Examples = Vec<(bool, Facts)>;

/// The facts to try on the given dates, so that a chart shows a value.
pub(super) fn samples(
    condition: &Expression,
    value: Value,
    (vocabulary, moment): (&Vocabulary, Moment),
    examples: &Examples,
) -> Vec<Facts> {
    let of_answer = |answer| {
        let examples = examples.iter().filter(move |(met, _)| *met == answer);
        examples.map(|(_, facts)| facts.clone()).collect()
    };
    match (value, condition) {
        (Value::Met, _) => of_answer(true),
        (Value::NotMet, _) => of_answer(false),
        (_, Expression::Test { term, region }) => {
            let region = *region;
            let change = Change { condition, term, region, vocabulary, moment, value };
            let mut found = Vec::new();
            for changed in examples.iter().flat_map(|(_, facts)| change.of(facts)) {
                if !found.contains(&changed) && change.is_shown(&changed) {
                    found.push(changed);
                }
            }
            found
        }
        (_, Expression::AtLeast(..) | Expression::Not(_) | Expression::If { .. }) => Vec::new(),
    }
}

/// A change to what is documented about a predicate's fact, after which the chart shows a value.
struct Change<'a> {
    condition: &'a Expression,
    term: &'a Term,
    region: Region,
    vocabulary: &'a Vocabulary,
    moment: Moment,
    value: Value,
}

impl Change<'_> {
    fn is_shown(&self, facts: &Facts) -> bool {
        let member = self.moment.documenting(facts.iter().cloned());
        Shown::of(self.condition, self.vocabulary, &member).is(self.value)
            && validate(self.vocabulary, &member).is_empty()
    }

    /// An example in which the predicate's own fact is changed, or left out.
    fn of(&self, example: &Facts) -> Vec<Facts> {
        // A date of the request itself stays as it is; the date that it is compared with moves.
        let is_fixed = is_built_in(self.term.fact());
        let own = match self.term.formula() {
            // Without one of the numbers, nothing can be calculated.
            Some(formula) => formula.facts().into_iter().rfind(|fact| !is_built_in(*fact)),
            None if is_fixed => self.region.other_dates().next(),
            None => Some(self.term.fact()),
        };
        let old = example.iter().find(|(fact, _)| Some(*fact) == own);
        let Some((own, old)) = old else { return vec![example.clone()] };
        let member = self.moment.documenting(example.iter().cloned());
        let shown = Shown::of(self.condition, self.vocabulary, &member);
        let others = || example.iter().filter(|(fact, _)| fact != own).cloned();
        let with = |new: Option<FactValue>| others().chain(new.map(|new| (*own, new))).collect();
        self.changed(old, &shown).into_iter().map(with).collect()
    }

    /// What may be documented instead of a value; `None` if nothing is to be documented.
    fn changed(&self, old: &FactValue, shown: &Shown<'_>) -> Vec<Option<FactValue>> {
        match self.value {
            Value::Met | Value::NotMet => Vec::new(),
            Value::Code(position) => vec![Some(FactValue::Code(bit(position)))],
            Value::Count(number) => vec![Some(FactValue::Count(Count::from(number)))],
            Value::Events(number) => {
                let (own, others) = self.entries(old);
                let with = |event: Option<&Listed>| {
                    let counted = (0..number).filter_map(|_| event);
                    documented(old, &others.iter().chain(counted).cloned().collect::<Vec<_>>())
                };
                own.iter().map(Some).chain([None]).map(with).collect()
            }
            Value::Results(number) => {
                let (own, others) = self.entries(old);
                let with = |result: &Listed| {
                    let own = self.spread(result, number);
                    documented(old, &[others.clone(), own].concat())
                };
                // What is there may have to stay, so that there are enough that do not count.
                let beside = |result: &Listed| {
                    documented(old, &[entries(old.view()), self.spread(result, number)].concat())
                };
                own.iter().map(with).chain(own.iter().map(beside)).collect()
            }
            Value::Attribute(attribute, value) => {
                let told = |listed: &mut Listed| {
                    listed.entry = listed.entry.take().map(|entry| entry.with(attribute, value));
                };
                // One of the entries is changed; or all stay as they are, and there is one more.
                let (own, _) = self.entries(old);
                let more = own.into_iter().map(|mut listed| {
                    told(&mut listed);
                    documented(old, &[entries(old.view()), vec![listed]].concat())
                });
                self.each(old, told).into_iter().chain(more).collect()
            }
            Value::Beside(attribute, side) => self.each(old, |listed| {
                let near = shown.number_beside(listed, attribute, side);
                if let Some((near, entry)) = near.zip(listed.entry.clone()) {
                    listed.entry = Some(entry.with(attribute, near));
                }
            }),
            Value::AttributeDay(attribute, boundary, later) => self.each(old, |listed| {
                let day = shown.day_in(listed, boundary).and_then(|day| shifted(day, later));
                if let Some((day, entry)) = day.zip(listed.entry.clone()) {
                    let date = AttributeValue::Date(Date::from(day));
                    listed.entry = Some(entry.with(attribute, date));
                }
            }),
            Value::Number(threshold, side) => {
                let near = neighbors::at(threshold, side);
                let written = near.map(|near| Written::Exactly(near.value));
                self.each_number(old, threshold, written)
            }
            Value::Limit(multiple, side) => self.each_beside_limit(old, multiple, side),
            Value::Day(boundary, later) => {
                let fixed = Boundary::Date(self.term.fact());
                let (from, later) = if is_built_in(self.term.fact()) {
                    (fixed, later.saturating_neg())
                } else {
                    (boundary, later)
                };
                let day = shown.day_of(from).and_then(|day| shifted(day, later));
                self.each_date(old, day.map(PartialDate::Day))
            }
            Value::Unknown(Reason::Undocumented) => {
                let (_, others) = self.entries(old);
                let is_measured = matches!(old, FactValue::Measurement(_));
                vec![documented(old, &others).filter(|_| is_measured)]
            }
            Value::Unknown(Reason::Candidates) => self.candidates().map(Some).collect(),
            Value::Unknown(Reason::PartialDate) => {
                let boundaries =
                    values(self.condition, self.vocabulary).into_iter().filter_map(|value| {
                        if let Value::Day(boundary, _) = value { Some(boundary) } else { None }
                    });
                let days = boundaries.filter_map(|boundary| shown.day_of(boundary));
                let dates = days.flat_map(|day| {
                    let (year, month) = (day.year(), day.month());
                    [PartialDate::Month { year, month }, PartialDate::Year(year)]
                });
                self.each_date(old, dates)
            }
            Value::Unknown(reason @ (Reason::Range | Reason::Comparator)) => {
                let thresholds = self.region.quantity().into_iter();
                let each = |threshold| self.each_number(old, threshold, inexact(threshold, reason));
                thresholds.flat_map(QuantityTest::thresholds).flat_map(each).collect()
            }
            Value::Unknown(Reason::OtherMethod) => methods(self.term.fact(), self.vocabulary)
                .flat_map(|method| self.each(old, |result| result.method = Some(method)))
                .collect(),
            Value::Unknown(Reason::Incomplete) => {
                // An event that does not count shows that the history was asked for.
                let window = self.term.window().and_then(|window| shown.known_days(window));
                let too_old = window
                    .and_then(|days| days.start().pred_opt())
                    .filter(|day| *day != NaiveDate::MIN)
                    .map(PartialDate::Day);
                let attributes = values(self.condition, self.vocabulary).into_iter();
                let others = attributes.flat_map(|value| {
                    let Value::Attribute(attribute, value) = value else { return Vec::new() };
                    self.each(old, |listed| {
                        listed.entry =
                            listed.entry.take().map(|entry| entry.with(attribute, value));
                    })
                });
                let all = [Some(old.clone())].into_iter().chain(self.each_date(old, too_old));
                all.chain(others).map(|value| value.map(incomplete)).collect()
            }
            Value::Lasting(length, longer) => {
                // Whatever its length, it keeps its first day or its last one.
                let from_start = self.each(old, |listed| {
                    let start = listed.date.and_then(exact);
                    let end = start.and_then(|start| last_day(start, length));
                    let end = end.and_then(|end| shifted(end, longer));
                    listed.end = end.map(Date::from).or(listed.end);
                });
                let to_end = self.each(old, |listed| {
                    let end = listed.end.and_then(exact).unwrap_or(self.moment.request_date);
                    let over = shifted(end, longer.saturating_neg()).and_then(|day| day.succ_opt());
                    let start = over.map(|over| Date::from(length.before(over)));
                    (listed.date, listed.end) = (start.or(listed.date), Some(Date::from(end)));
                });
                from_start.into_iter().chain(to_end).collect()
            }
            // Without both limits, neither says anything about the other.
            Value::Unknown(Reason::Limit(_)) => {
                self.each(old, |listed| listed.normal = Normal::NONE)
            }
            Value::Unknown(Reason::OpenEnd) => self.each(old, |listed| listed.end = None),
            Value::Unknown(Reason::Attribute(attribute)) => self.each(old, |listed| {
                if let Some(entry) = &mut listed.entry {
                    entry.attributes.retain(|(known, _)| *known != attribute);
                }
            }),
        }
    }

    /// A result so many times, each so far before the other that all of them count.
    fn spread(&self, result: &Listed, number: u32) -> Vec<Listed> {
        let apart = self
            .term
            .apart()
            .map_or(CalendarDuration::new(1, CalendarUnit::Days), Spacing::duration);
        let last = result.date.and_then(exact);
        let days = last.into_iter().flat_map(|last| days_apart(last, apart));
        let on = |day| Listed { date: Some(Date::from(day)), ..result.clone() };
        days.take(usize::try_from(number).unwrap_or_default()).map(on).collect()
    }

    /// The entries that the predicate considers, and the others.
    fn entries(&self, value: &FactValue) -> (Vec<Listed>, Vec<Listed>) {
        entries(value.view()).into_iter().partition(|listed| self.is_own(listed))
    }

    fn is_own(&self, listed: &Listed) -> bool {
        let chart = self.moment.documenting([]);
        let documentation = Documentation { vocabulary: self.vocabulary, chart: &chart };
        is_own(self.term, listed, documentation)
    }

    /// The value with one of the entries changed that the predicate considers.
    fn each(&self, value: &FactValue, change: impl Fn(&mut Listed)) -> Vec<Option<FactValue>> {
        let all = entries(value.view());
        let own = all.iter().enumerate().filter(|(_, listed)| self.is_own(listed));
        let changed = own.map(|(position, _)| {
            let mut all = all.clone();
            all.iter_mut().skip(position).take(1).for_each(&change);
            documented(value, &all)
        });
        changed.collect()
    }

    fn each_date(
        &self,
        value: &FactValue,
        dates: impl IntoIterator<Item = PartialDate>,
    ) -> Vec<Option<FactValue>> {
        let of_course = self.term.entries().is_some_and(|asked| asked.day != EntryDay::First);
        let each = |date: PartialDate| {
            let first = self.each(value, move |listed| listed.date = Some(Date::from(date)));
            let last = if of_course {
                self.each(value, move |listed| listed.end = Some(Date::from(date)))
            } else {
                Vec::new()
            };
            first.into_iter().chain(last).collect::<Vec<_>>()
        };
        dates.into_iter().flat_map(each).collect()
    }

    fn each_number(
        &self,
        value: &FactValue,
        threshold: Threshold,
        written: impl IntoIterator<Item = Written>,
    ) -> Vec<Option<FactValue>> {
        let Some(Domain::Quantity(scale)) = self.term.domain(self.vocabulary) else {
            return Vec::new();
        };
        // Implausible values cannot be documented.
        let amounts =
            written.into_iter().map(|written| Amount::new(&scale, written, threshold.unit));
        amounts
            .filter_map(Result::ok)
            .flat_map(|amount| self.each(value, move |entry| entry.amount = Some(amount)))
            .collect()
    }

    /// Each result at a multiple of its own limit, or next to it: the result changes, and if that is
    /// not plausible, its limits do.
    fn each_beside_limit(
        &self,
        value: &FactValue,
        multiple: Multiple,
        side: Ordering,
    ) -> Vec<Option<FactValue>> {
        let scale = match self.term.domain(self.vocabulary) {
            Some(Domain::Quantity(scale)) => scale,
            Some(Domain::YesNo | Domain::Codes(_) | Domain::Whole(..) | Domain::Days) | None => {
                return Vec::new();
            }
        };
        let Some(near) = multiple_at(multiple, side) else { return Vec::new() };
        let limit = multiple.limit;
        let with = |listed: &mut Listed, at: Decimal| {
            let amount = listed.amount?;
            let (low, high) = match limit {
                NormLimit::Lower => (Some(at), listed.normal.high().map(|high| high.max(at))),
                NormLimit::Upper => (listed.normal.low().map(|low| low.min(at)), Some(at)),
            };
            let number = Written::Exactly(near.times.checked_mul(at)?.normalize());
            let changed = Amount::new(&scale, number, amount.unit()).ok()?;
            listed.normal = Normal::new(&scale, amount.unit(), low, high).ok()?;
            listed.amount = Some(changed);
            Some(())
        };
        let own = self.each(value, |listed| {
            let _ = listed.normal.limit(limit).and_then(|at| with(listed, at));
        });
        let rounded = (0..=2).flat_map(|places| {
            self.each(value, |listed| {
                let number = match listed.amount.map(|amount| amount.written()) {
                    Some(Written::Exactly(number)) => number,
                    Some(Written::Between(..) | Written::Compared(..)) | None => return,
                };
                let part = number.checked_div(near.times).map(|part| part.round_dp(places));
                let _ = part.and_then(|at| with(listed, at));
            })
        });
        own.into_iter().chain(rounded).collect()
    }

    /// A value that the predicate names, together with one that it does not.
    fn candidates(&self) -> impl Iterator<Item = FactValue> {
        let domain = self.term.domain(self.vocabulary);
        let all = if let Some(Domain::Codes(names)) = domain { names.len() } else { 0 };
        let is_named =
            |position: &u8| self.region.values().is_some_and(|values| contains(values, *position));
        let (named, others) = (0..64).take(all).partition::<Vec<u8>, _>(is_named);
        let pairs = named.into_iter().flat_map(move |one| {
            others.clone().into_iter().map(move |other| bit(one) | bit(other))
        });
        pairs.map(FactValue::Code)
    }
}

/// The same history, marked as incomplete.
fn incomplete(value: FactValue) -> FactValue {
    match value {
        FactValue::History(history) => {
            FactValue::History(History { complete: Complete::No, ..history })
        }
        other @ (FactValue::Flag(_)
        | FactValue::Code(_)
        | FactValue::Count(_)
        | FactValue::Date(_)
        | FactValue::Quantity(_)
        | FactValue::Measurement(_)) => other,
    }
}

/// Numbers at a threshold and next to it, written so that the comparison stays open.
fn inexact(threshold: Threshold, reason: Reason) -> Vec<Written> {
    let [above, below] = neighbors::of_threshold(threshold, neighbors::last_place(threshold));
    let numbers = [Some(threshold), above, below].into_iter().flatten().map(|near| near.value);
    let numbers = numbers.collect::<Vec<_>>();
    if reason == Reason::Comparator {
        let signs = [
            Comparator::Less,
            Comparator::LessOrEqual,
            Comparator::Greater,
            Comparator::GreaterOrEqual,
        ];
        let each = |number: &Decimal| signs.map(|sign| Written::Compared(sign, *number));
        return numbers.iter().flat_map(each).collect();
    }
    let pairs = numbers.iter().flat_map(|low| numbers.iter().map(move |high| (*low, *high)));
    let mut pairs = pairs.filter(|(low, high)| low < high).collect::<Vec<_>>();
    // The widest first: it contains the threshold.
    pairs.sort_by_key(|(low, high)| low.saturating_sub(*high));
    pairs.into_iter().map(|(low, high)| Written::Between(low, high)).collect()
}
