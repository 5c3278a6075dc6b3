//! What a chart must show about the fact of a predicate: each answer, each boundary value with its
//! neighbors, and each way of leaving the predicate unknown.

use super::shown::bit;
use crate::neighbors;
use chrono::NaiveDate;
use core::cmp::Ordering;
use policy_core::calendar::{CalendarDuration, Shift};
use policy_core::evaluate::reference::contains;
use policy_core::policy::{
    CountTest, DateTest, Day, Domain, End, Entries, Expression, NormTest, QuantityTest, Region,
    Selection, Term, Threshold, unit_of_multiple,
};
use policy_core::possible::{
    Amount, AttributeValue, Count, Distance, Flag, Lasting, Multiple, NormLimit, Written,
};
use policy_core::vocabulary::{FactId, Vocabulary};

/// What a chart must show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Value {
    /// The predicate is met.
    Met,
    /// It is not met.
    NotMet,
    /// This value of a code, by position.
    Code(u8),
    /// This count.
    Count(u32),
    /// This number of events that certainly count.
    Events(u32),
    /// This number of results that certainly count.
    Results(u32),
    /// An entry with this value of an attribute.
    Attribute(FactId, AttributeValue),
    /// An entry whose attribute lies like this to what a condition compares it with: below it, at it, or
    /// above.
    Beside(FactId, Ordering),
    /// An entry whose attribute is a day so many days from a boundary.
    AttributeDay(FactId, Boundary, i8),
    /// A course that has just lasted so long on its last day, or one day less, or one more.
    Lasting(CalendarDuration, i8),
    /// A number just below a threshold, at it, or just above.
    Number(Threshold, Ordering),
    /// A result just below a multiple of its own limit, at it, or just above.
    Limit(Multiple, Ordering),
    /// A date this many days from a boundary.
    Day(Boundary, i8),
    /// The predicate is unknown, for this reason.
    Unknown(Reason),
}

/// A day on which the answer may change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Boundary {
    Day(NaiveDate),
    /// The end of a window.
    End(End),
    /// A birth with which somebody reaches an age on a day.
    Age(CalendarDuration, Day),
    /// Another date of the case.
    Date(FactId),
}

/// Why a predicate is unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reason {
    /// Nothing that it considers is documented.
    Undocumented,
    /// A code has several candidates.
    Candidates,
    /// A date is known to the month or year.
    PartialDate,
    /// A number is a range.
    Range,
    /// A number has a comparator.
    Comparator,
    /// The only results are by other methods.
    OtherMethod,
    /// There may be further events.
    Incomplete,
    /// An attribute of an entry is not documented.
    Attribute(FactId),
    /// The end of a course is not documented.
    OpenEnd,
    /// A limit of normal of a result is not documented.
    Limit(NormLimit),
}

/// The answers that a predicate can have for certain.
pub(super) fn answers(predicate: &Expression) -> &'static [Value] {
    if predicate.asks_for_file() { &[Value::Met] } else { &[Value::Met, Value::NotMet] }
}

/// What charts must show about a predicate besides its answers.
pub(super) fn values(predicate: &Expression, vocabulary: &Vocabulary) -> Vec<Value> {
    let Some((term, region)) = predicate.asked() else { return Vec::new() };
    let unknown = Value::Unknown;
    let mut found = Vec::new();
    if !is_built_in(term.fact()) {
        found.push(unknown(Reason::Undocumented));
    }
    match *term.inner() {
        Term::Flag(_) | Term::Calculated { .. } | Term::Anchored { .. } => {}
        Term::Code(_) => found.extend(codes(term, region, vocabulary)),
        Term::Count(_) => {
            let plausible = |number: &u32| match term.domain(vocabulary) {
                Some(Domain::Whole(low, high)) => (low..=high).contains(number),
                _ => false,
            };
            found.extend(numbers(region).filter(plausible).map(Value::Count));
        }
        Term::Age { at, unit, .. } => {
            found.push(unknown(Reason::PartialDate));
            for age in ages(region) {
                found.extend([1, 0].map(|later| {
                    Value::Day(Boundary::Age(CalendarDuration::new(age, unit), at), later)
                }));
            }
        }
        Term::Date(fact) => {
            found.extend((!is_built_in(fact)).then_some(unknown(Reason::PartialDate)));
            found.extend(boundaries(region).into_iter().flat_map(days));
        }
        Term::Quantity(_) => found.extend(quantities(region)),
        Term::OnFile { number, method, .. } => {
            let counted = [number.saturating_sub(1), number].map(Value::Results);
            found.extend(counted.into_iter().filter(|_| number > 1));
            found.extend(method.map(|_| unknown(Reason::OtherMethod)));
        }
        Term::Result { selection, method, .. } => {
            if region.norm().is_none() {
                found.extend(quantities(region));
            }
            found.extend(limits(region));
            if let Selection::AtLeast { number, .. } = selection {
                found.extend([number.saturating_sub(1), number].map(Value::Results));
            }
            found.extend(method.map(|_| unknown(Reason::OtherMethod)));
        }
        Term::Entries(ref entries) => {
            // An incomplete history without any entry is one that is not documented.
            let is_all = entries.window.is_ever() && entries.filter.is_none();
            let is_any = region.at_least() == Some(1) && is_all;
            let is_open = !is_any && !entries.are_readings;
            found.extend(is_open.then_some(unknown(Reason::Incomplete)));
            // How many there are says little of how many lie apart, or are left if some are joined.
            let is_counted = entries.apart.is_none()
                && entries.chosen.is_none()
                && entries.joined.is_none()
                && !entries.are_readings;
            found.extend(numbers(region).filter(|_| is_counted).map(Value::Events));
            found.extend(attributes(entries, vocabulary));
            let lengths = entries.lasting.into_iter().flat_map(Lasting::durations);
            found.extend(
                lengths.flat_map(|length| [-1, 0, 1].map(|longer| Value::Lasting(length, longer))),
            );
            found.extend(entries.lasting.map(|_| unknown(Reason::OpenEnd)));
        }
    }
    if let Some(window) = term.window().filter(|window| !window.is_ever()) {
        // No result or event is later than the day looked from.
        let ends = window.ends().filter(|end| *end != End::at(window.until));
        found.extend(ends.map(boundary).flat_map(days));
        found.push(unknown(Reason::PartialDate));
    }
    found
}

/// What the entries must show that a condition on them asks for.
fn attributes(entries: &Entries, vocabulary: &Vocabulary) -> Vec<Value> {
    let mut found = Vec::new();
    for predicate in entries.conditions().flat_map(Expression::predicates) {
        let Some((term, region)) = predicate.asked() else { continue };
        let attribute = term.fact();
        let documented = match (term, term.domain(vocabulary)) {
            (Term::Flag(_), _) => {
                [true, false].map(|yes| AttributeValue::Flag(Flag::from(yes))).to_vec()
            }
            (Term::Code(_), Some(Domain::Codes(names))) => {
                (0..64).take(names.len()).map(|value| AttributeValue::Code(bit(value))).collect()
            }
            (Term::Count(_), Some(Domain::Whole(low, high))) => numbers(region)
                .filter(|number| (low..=high).contains(number))
                .map(|number| AttributeValue::Count(Count::from(number)))
                .collect(),
            (Term::Quantity(_), Some(Domain::Quantity(scale))) => quantities(region)
                .into_iter()
                .filter_map(|value| {
                    let Value::Number(threshold, side) = value else { return None };
                    let near = neighbors::at(threshold, side)?;
                    let written = Written::Exactly(near.value);
                    Amount::new(&scale, written, near.unit).ok().map(AttributeValue::Quantity)
                })
                .collect(),
            _ => Vec::new(),
        };
        let unknown = Value::Unknown(Reason::Attribute(attribute));
        let documented = documented.into_iter().map(|value| Value::Attribute(attribute, value));
        let near = match region.relation() {
            Some(relation) if relation.distance == Distance::None => {
                [Ordering::Less, Ordering::Equal, Ordering::Greater]
                    .map(|side| Value::Beside(attribute, side))
                    .to_vec()
            }
            _ => boundaries(region)
                .into_iter()
                .flat_map(|boundary| [-1, 0, 1].map(|later| (boundary, later)))
                .map(|(boundary, later)| Value::AttributeDay(attribute, boundary, later))
                .collect(),
        };
        for value in documented.chain(near).chain([unknown]) {
            if !found.contains(&value) {
                found.push(value);
            }
        }
    }
    found
}

fn codes(term: &Term, region: Region, vocabulary: &Vocabulary) -> Vec<Value> {
    let (Some(Domain::Codes(names)), Some(values)) = (term.domain(vocabulary), region.values())
    else {
        return Vec::new();
    };
    let all = (0..64).take(names.len());
    let inside = all.clone().filter(|position| contains(values, *position)).count();
    // With only two values, both as candidates means that nothing is documented.
    let open = 0 < inside && inside < names.len() && names.len() > 2;
    all.map(Value::Code).chain(open.then_some(Value::Unknown(Reason::Candidates))).collect()
}

/// The whole numbers in the region, and their neighbors.
fn numbers(region: Region) -> impl Iterator<Item = u32> {
    let bounds = region.whole().into_iter().flat_map(CountTest::bounds);
    let mut found = Vec::new();
    for bound in bounds {
        let [above, below] = neighbors::of_number(bound);
        for number in [below, Some(bound), above].into_iter().flatten() {
            if !found.contains(&number) {
                found.push(number);
            }
        }
    }
    found.into_iter()
}

/// The ages at which someone enters or leaves a region by completing a unit.
fn ages(region: Region) -> impl Iterator<Item = u32> {
    let (first, last) = match region.whole() {
        Some(CountTest::Compare(_, age)) => (Some(age), age.checked_add(1)),
        Some(CountTest::Between(low, high)) => (Some(low), high.checked_add(1)),
        None => (None, None),
    };
    [first, last].into_iter().flatten().filter(|age| *age > 0)
}

fn boundaries(region: Region) -> Vec<Boundary> {
    match region.day() {
        Some(DateTest::In(window)) => window.ends().map(boundary).collect(),
        Some(DateTest::Compare(_, Day::On(day))) => vec![Boundary::Day(day)],
        Some(DateTest::Compare(_, Day::Fact(other))) => vec![Boundary::Date(other)],
        None => Vec::new(),
    }
}

/// The day at which a window begins or ends.
const fn boundary(end: End) -> Boundary {
    match (end.day, end.shift) {
        (Day::On(day), Shift::None) => Boundary::Day(day),
        (Day::Fact(fact), Shift::None) => Boundary::Date(fact),
        (_, Shift::Before(_) | Shift::After(_)) => Boundary::End(end),
    }
}

fn days(boundary: Boundary) -> [Value; 3] {
    [-1, 0, 1].map(|later| Value::Day(boundary, later))
}

fn quantities(region: Region) -> Vec<Value> {
    let sides = [Ordering::Less, Ordering::Equal, Ordering::Greater];
    let thresholds = region.quantity().into_iter().flat_map(QuantityTest::thresholds);
    let found = thresholds.flat_map(|at| sides.map(|side| Value::Number(at, side)));
    found.chain([Reason::Range, Reason::Comparator].map(Value::Unknown)).collect()
}

/// Results beside the multiples of their own limits, and without a limit.
fn limits(region: Region) -> Vec<Value> {
    let sides = [Ordering::Less, Ordering::Equal, Ordering::Greater];
    let multiples = || region.norm().into_iter().flat_map(NormTest::multiples);
    let beside = multiples().flat_map(|at| sides.map(|side| Value::Limit(at, side)));
    let mut found = beside.collect::<Vec<_>>();
    for multiple in multiples() {
        let without = Value::Unknown(Reason::Limit(multiple.limit));
        if !found.contains(&without) {
            found.push(without);
        }
    }
    found
}

/// A multiple of a limit, or one next to it.
pub(super) fn multiple_at(multiple: Multiple, side: Ordering) -> Option<Multiple> {
    let unit = unit_of_multiple(multiple.limit);
    let near = neighbors::at(Threshold { value: multiple.times, unit }, side)?;
    Some(Multiple { times: near.value, ..multiple })
}

/// The methods that the results of a measurement can have, by position.
pub(super) fn methods(fact: FactId, vocabulary: &Vocabulary) -> impl Iterator<Item = u8> + Clone {
    (0..64).take(vocabulary.fact(fact).map_or(0, |fact| fact.kind.methods().len()))
}

/// A date of the request itself.
pub(super) fn is_built_in(fact: FactId) -> bool {
    [FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(&fact)
}
