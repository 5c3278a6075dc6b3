//! What to document so that a chart shows a value: examples of both answers of a predicate, with
//! one thing changed. In: a predicate, a value, and what may be documented for each answer. Out:
//! facts to try, the simplest first; whether the predicate then decides is for others to see.

use super::shown::{Shown, bit, is_by, passes, shifted};
use super::value::{Boundary, Reason, Value, attribute_values, is_built_in, values};
use crate::member::Member;
use crate::moments::Moment;
use crate::neighbors;
use chrono::Datelike;
use core::cmp::Ordering;
use policy_core::calendar::PartialDate;
use policy_core::case::{FactValue, validate};
use policy_core::evaluate::reference::contains;
use policy_core::policy::{Domain, Expression, QuantityTest, Region, Term, Threshold};
use policy_core::possible::{
    Amount, Comparator, Count, Date, DocumentedResult, History, Occurrence, Written,
};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use rust_decimal::Decimal;

/// What is documented of some facts.
pub(super) type Facts = Vec<(FactId, FactValue)>;

/// The ways in which the facts of a predicate can turn out: whether it is met, and what is
/// documented then.
pub(super) type Examples = Vec<(bool, Facts)>;

/// The facts to try at a moment, so that a chart shows a value.
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
        (_, &Expression::Test { term, region }) => {
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

/// A change of what is documented of a predicate's fact, after which the chart shows a value.
struct Change<'a> {
    condition: &'a Expression,
    term: Term,
    region: Region,
    vocabulary: &'a Vocabulary,
    moment: Moment,
    value: Value,
}

impl Change<'_> {
    fn is_shown(&self, facts: &Facts) -> bool {
        let member = Member::at(self.moment, facts.iter().cloned().collect());
        Shown::of(self.condition, self.vocabulary, &member).is(self.value)
            && validate(self.vocabulary, &member).is_empty()
    }

    /// An example in which the predicate's own fact is changed, or left out.
    fn of(&self, example: &Facts) -> Vec<Facts> {
        // A date of the request itself stays; what it is compared with moves.
        let is_fixed = is_built_in(self.term.fact());
        let own = if is_fixed { self.region.other_date() } else { Some(self.term.fact()) };
        let Some(own) = own else { return vec![example.clone()] };
        let member = Member::at(self.moment, example.iter().cloned().collect());
        let shown = Shown::of(self.condition, self.vocabulary, &member);
        let old = example.iter().find(|(fact, _)| *fact == own).map(|(_, value)| value);
        let new = match self.value {
            Value::Met | Value::NotMet => Vec::new(),
            Value::Code(position) => vec![FactValue::Code(bit(position))],
            Value::Count(number) => vec![FactValue::Count(Count::from(number))],
            Value::Events(number) => self.with_events(old, number),
            Value::Attribute(value) => self.each_event(old, |event| event.attribute = Some(value)),
            Value::Number(threshold, side) => {
                let step = neighbors::next_place(threshold);
                let [below, above] = neighbors::of_threshold(threshold, step);
                let near = match side {
                    Ordering::Less => below,
                    Ordering::Equal => Some(threshold),
                    Ordering::Greater => above,
                };
                near.map_or_else(Vec::new, |near| {
                    self.with_number(old, near, Written::Exactly(near.value))
                })
            }
            Value::Day(boundary, later) => {
                let day = if is_fixed {
                    let fixed = shown.day_of(Boundary::Date(self.term.fact()));
                    fixed.and_then(|day| shifted(day, later.saturating_neg()))
                } else {
                    shown.day_of(boundary).and_then(|day| shifted(day, later))
                };
                day.map_or_else(Vec::new, |day| self.with_date(old, PartialDate::Day(day)))
            }
            Value::Unknown(reason) => {
                let unknown = self.unknown(reason, old, &shown);
                return unknown.into_iter().map(|new| replaced(example, own, new)).collect();
            }
        };
        new.into_iter().map(|new| replaced(example, own, Some(new))).collect()
    }

    fn unknown(
        &self,
        reason: Reason,
        old: Option<&FactValue>,
        shown: &Shown<'_>,
    ) -> Vec<Option<FactValue>> {
        let found = match reason {
            Reason::Undocumented => return vec![self.without_own(old)],
            Reason::Candidates => self.candidates(),
            Reason::PartialDate => {
                let boundaries =
                    values(self.condition, self.vocabulary).into_iter().filter_map(|value| {
                        if let Value::Day(boundary, _) = value { Some(boundary) } else { None }
                    });
                let days = boundaries.filter_map(|boundary| shown.day_of(boundary));
                let dates = days.flat_map(|day| {
                    let (year, month) = (day.year(), day.month());
                    [PartialDate::Month { year, month }, PartialDate::Year(year)]
                });
                dates.flat_map(|date| self.with_date(old, date)).collect()
            }
            Reason::Range => self.each_written(old, |numbers| {
                let pairs =
                    numbers.iter().flat_map(|low| numbers.iter().map(move |high| (*low, *high)));
                let mut pairs = pairs.filter(|(low, high)| low < high).collect::<Vec<_>>();
                // The widest first: it has the threshold inside.
                pairs.sort_by_key(|(low, high)| low.saturating_sub(*high));
                pairs.into_iter().map(|(low, high)| Written::Between(low, high)).collect()
            }),
            Reason::Comparator => self.each_written(old, |numbers| {
                let signs = [
                    Comparator::Less,
                    Comparator::LessOrEqual,
                    Comparator::Greater,
                    Comparator::GreaterOrEqual,
                ];
                let each = |number: &Decimal| signs.map(|sign| Written::Compared(sign, *number));
                numbers.iter().flat_map(each).collect()
            }),
            Reason::OtherMethod => {
                let kind = self.vocabulary.fact(self.term.fact()).map(|fact| &fact.kind);
                let all = if let Some(FactKind::Measurement { methods, .. }) = kind {
                    methods.len()
                } else {
                    0
                };
                let methods = (0..64).take(all);
                methods
                    .flat_map(|method| self.each_result(old, |result| result.method = Some(method)))
                    .collect()
            }
            Reason::Incomplete => self.incomplete(old),
            Reason::Attribute => self.each_event(old, |event| event.attribute = None),
        };
        found.into_iter().map(Some).collect()
    }

    /// What the predicate does not look at.
    fn without_own(&self, old: Option<&FactValue>) -> Option<FactValue> {
        let Some(FactValue::Measurement(results)) = old else { return None };
        let others = results.iter().filter(|result| !is_by(self.term.method(), result));
        let others = others.copied().collect::<Vec<_>>();
        (!others.is_empty()).then_some(FactValue::Measurement(others))
    }

    /// A value that the predicate names, or another.
    fn candidates(&self) -> Vec<FactValue> {
        let (Some(Domain::Codes(names)), Some(values)) =
            (self.term.domain(self.vocabulary), self.region.values())
        else {
            return Vec::new();
        };
        let (named, others) = (0..64)
            .take(names.len())
            .partition::<Vec<u8>, _>(|position| contains(values, *position));
        let pairs = named.iter().flat_map(|one| others.iter().map(|other| bit(*one) | bit(*other)));
        pairs.map(FactValue::Code).collect()
    }

    /// Numbers at and beside the first threshold, written otherwise.
    fn each_written(
        &self,
        old: Option<&FactValue>,
        write: impl Fn(&[Decimal]) -> Vec<Written>,
    ) -> Vec<FactValue> {
        let thresholds = self.region.quantity().into_iter().flat_map(QuantityTest::thresholds);
        let of = |threshold: Threshold| {
            let step = neighbors::last_place(threshold);
            let [below, above] = neighbors::of_threshold(threshold, step);
            let near = [Some(threshold), above, below].into_iter().flatten();
            let numbers = near.map(|near| near.value).collect::<Vec<_>>();
            let written = write(&numbers).into_iter();
            written
                .flat_map(|written| self.with_number(old, threshold, written))
                .collect::<Vec<_>>()
        };
        thresholds.take(1).flat_map(of).collect()
    }

    fn with_number(
        &self,
        old: Option<&FactValue>,
        threshold: Threshold,
        written: Written,
    ) -> Vec<FactValue> {
        let Some(Domain::Quantity(scale)) = self.term.domain(self.vocabulary) else {
            return Vec::new();
        };
        // What is not plausible cannot be documented.
        let Ok(amount) = Amount::new(scale, written, threshold.unit) else { return Vec::new() };
        if let Some(FactValue::Measurement(_)) = old {
            self.each_result(old, |result| result.amount = amount)
        } else {
            vec![FactValue::Quantity(amount)]
        }
    }

    fn with_date(&self, old: Option<&FactValue>, date: PartialDate) -> Vec<FactValue> {
        let date = Date::from(date);
        match old {
            Some(FactValue::Measurement(_)) => self.each_result(old, |result| result.date = date),
            Some(FactValue::Events(_)) => self.each_event(old, |event| event.date = date),
            Some(
                FactValue::Flag(_)
                | FactValue::Code(_)
                | FactValue::Count(_)
                | FactValue::Date(_)
                | FactValue::Quantity(_),
            )
            | None => vec![FactValue::Date(date)],
        }
    }

    /// The results with one of those changed that the predicate looks at.
    fn each_result(
        &self,
        old: Option<&FactValue>,
        change: impl Fn(&mut DocumentedResult),
    ) -> Vec<FactValue> {
        let Some(FactValue::Measurement(results)) = old else { return Vec::new() };
        let own = |result: &DocumentedResult| is_by(self.term.method(), result);
        each(results, own, change).map(FactValue::Measurement).collect()
    }

    /// The events with one of those changed that the predicate counts.
    fn each_event(
        &self,
        old: Option<&FactValue>,
        change: impl Fn(&mut Occurrence),
    ) -> Vec<FactValue> {
        let Some(FactValue::Events(History { complete, occurrences })) = old else {
            return Vec::new();
        };
        let own = |event: &Occurrence| passes(self.term.filter(), event.attribute);
        each(occurrences, own, change)
            .map(|occurrences| FactValue::Events(History { complete: *complete, occurrences }))
            .collect()
    }

    /// This many of one of the events that count, besides those that do not.
    fn with_events(&self, old: Option<&FactValue>, number: u32) -> Vec<FactValue> {
        let Some(FactValue::Events(History { complete, occurrences })) = old else {
            return Vec::new();
        };
        let (own, others) = occurrences
            .iter()
            .copied()
            .partition::<Vec<_>, _>(|event| passes(self.term.filter(), event.attribute));
        let with = |event: Option<Occurrence>| {
            let counted = (0..number).filter_map(|_| event);
            let occurrences = others.iter().copied().chain(counted).collect();
            FactValue::Events(History { complete: *complete, occurrences })
        };
        own.iter().copied().map(Some).chain([None]).map(with).collect()
    }

    /// The history with further events possible: as it is, and with an event that does not count,
    /// which shows that it was asked for.
    fn incomplete(&self, old: Option<&FactValue>) -> Vec<FactValue> {
        let too_old = self
            .term
            .within()
            .and_then(|within| within.before(self.moment.request_date).pred_opt());
        let too_old =
            too_old.into_iter().flat_map(|day| self.with_date(old, PartialDate::Day(day)));
        let others = (0..64).take(attribute_values(self.term.fact(), self.vocabulary));
        let others = others
            .filter(|value| !passes(self.term.filter(), Some(*value)))
            .flat_map(|value| self.each_event(old, |event| event.attribute = Some(value)));
        let histories = old.cloned().into_iter().chain(too_old).chain(others);
        histories
            .filter_map(|value| {
                let FactValue::Events(history) = value else { return None };
                Some(FactValue::Events(History { complete: false, ..history }))
            })
            .collect()
    }
}

/// The list with one of its own items changed, for each of these.
fn each<T: Clone>(
    list: &[T],
    own: impl Fn(&T) -> bool,
    change: impl Fn(&mut T),
) -> impl Iterator<Item = Vec<T>> {
    list.iter().enumerate().filter(move |(_, item)| own(item)).map(move |(position, _)| {
        let items = list.iter().cloned().enumerate();
        items
            .map(|(place, mut item)| {
                if place == position {
                    change(&mut item);
                }
                item
            })
            .collect()
    })
}

fn replaced(facts: &Facts, own: FactId, new: Option<FactValue>) -> Facts {
    let others = facts.iter().filter(|(fact, _)| *fact != own).cloned();
    others.chain(new.map(|new| (own, new))).collect()
}
