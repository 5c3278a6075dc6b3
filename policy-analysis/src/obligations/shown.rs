//! What a chart shows about the fact of a predicate. In: a predicate and a chart. Out: whether the
//! chart shows a [value](super::value).

use super::entry::{Listed, entries, is_own};
use super::value::{Boundary, Reason, Value, is_built_in, multiple_at};
use crate::neighbors;
use chrono::{Days, NaiveDate};
use core::cmp::Ordering;
use core::ops::RangeInclusive;
use policy_core::Truth;
use policy_core::calendar::{
    CalendarDuration, PartialDate, Shift, age_in, latest_birth_date_for_age,
};
use policy_core::case::{CaseFact, Chart, FactView};
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{
    Comparable, Day, End, Entries, Expression, Operator, Region, Relation, Term, Threshold, Window,
};
use policy_core::possible::{
    Amount, AttributeValue, Complete, Date, Distance, DocumentedResult, History, Interval,
    Multiple, Norm, Orders, Written,
};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};

/// A predicate in the light of a chart.
pub(super) struct Shown<'a> {
    condition: &'a Expression,
    documentation: Documentation<'a>,
}

impl<'a> Shown<'a> {
    pub(super) fn of(
        condition: &'a Expression,
        vocabulary: &'a Vocabulary,
        chart: &'a dyn Chart,
    ) -> Shown<'a> {
        Shown { condition, documentation: Documentation { vocabulary, chart } }
    }

    /// The chart shows the value.
    pub(super) fn is(&self, value: Value) -> bool {
        match value {
            Value::Met => self.truth() == Truth::MET,
            Value::NotMet => self.truth() == Truth::NOT_MET,
            Value::Code(position) => self.view() == Some(FactView::Code(bit(position))),
            Value::Count(number) => {
                matches!(self.view(), Some(FactView::Count(count)) if count.written() == Some(number))
            }
            Value::Events(number) => self.counted_events() == Some(number),
            Value::Results(number) => self.counted_results() == Some(number),
            Value::Attribute(attribute, value) => self.entries().any(|listed| {
                listed.entry.is_some_and(|entry| entry.attribute(attribute) == Some(&value))
            }),
            Value::Beside(attribute, side) => {
                self.entries().any(|listed| self.lies_beside(&listed, attribute, side))
            }
            Value::AttributeDay(attribute, boundary, later) => self.entries().any(|listed| {
                let day = self.day_in(&listed, boundary).and_then(|day| shifted(day, later));
                day.is_some() && date_of(&listed, attribute) == day
            }),
            Value::Lasting(length, longer) => {
                self.own().any(|listed| lasted(&listed, length, longer))
            }
            Value::Number(threshold, side) => {
                self.amounts().any(|amount| self.lies(amount, threshold, side) == Some(true))
            }
            Value::Limit(multiple, side) => {
                self.own().any(|result| self.lies_to(&result, multiple, side) == Some(true))
            }
            Value::Day(Boundary::Age(age, at), later) => {
                self.days().any(|birth| self.reaches(birth, age, at, later))
            }
            Value::Day(boundary, later) => {
                let wanted = self.day_of(boundary).and_then(|day| shifted(day, later));
                wanted.is_some() && self.days().any(|day| Some(day) == wanted)
            }
            Value::Unknown(reason) => self.truth().is_unknown() && self.is_unknown_for(reason),
        }
    }

    fn is_unknown_for(&self, reason: Reason) -> bool {
        match reason {
            Reason::Undocumented => self.is_undocumented(),
            Reason::Candidates => !self.is_undocumented(),
            Reason::PartialDate => {
                self.dates().any(|date| date.written().is_some() && exact(date).is_none())
            }
            Reason::Range => {
                self.amounts().any(|amount| matches!(amount.written(), Written::Between(..)))
            }
            Reason::Comparator => {
                self.amounts().any(|amount| matches!(amount.written(), Written::Compared(..)))
            }
            Reason::OtherMethod => {
                self.own().next().is_none()
                    && matches!(self.view(), Some(FactView::Measurement([_, ..])))
            }
            Reason::Incomplete => {
                matches!(self.view(), Some(FactView::History(history)) if history.complete == Complete::No && !history.is_unknown())
            }
            Reason::OpenEnd => self.own().any(|listed| listed.end.is_none()),
            Reason::Limit(limit) => self.own().any(|result| result.normal.limit(limit).is_none()),
            Reason::Attribute(attribute) => self.own().any(|listed| {
                listed.entry.is_some_and(|entry| entry.attribute(attribute).is_none())
            }),
        }
    }

    /// A day on which the answer may change, if it is known.
    pub(super) fn day_of(&self, boundary: Boundary) -> Option<NaiveDate> {
        match boundary {
            Boundary::Day(day) => Some(day),
            Boundary::End(end) => self.exact(end.day).map(|day| end.shift.from(day)),
            Boundary::Age(age, at) => self.exact(at).map(|day| latest_birth_date_for_age(age, day)),
            Boundary::Date(fact) => self.exact(Day::Fact(fact)),
        }
    }

    /// A day that the predicate names, if it is known.
    fn exact(&self, day: Day) -> Option<NaiveDate> {
        let position = day.fact().and_then(FactId::found_position).map(usize::from);
        match position.and_then(|position| self.term()?.found_days().get(position)) {
            Some(found) => self.documentation.found_day(found).exact(),
            None => self.documentation.exact(day),
        }
    }

    /// The same, where it may be an attribute of an entry.
    pub(super) fn day_in(&self, listed: &Listed, boundary: Boundary) -> Option<NaiveDate> {
        let own = |fact: FactId| fact.attribute_position().map(|_| date_of(listed, fact));
        let (day, shift) = match boundary {
            Boundary::Date(fact) => (own(fact), Shift::None),
            Boundary::End(End { day: Day::Fact(fact), shift, .. }) => (own(fact), shift),
            Boundary::Day(_) | Boundary::End(_) | Boundary::Age(..) => (None, Shift::None),
        };
        match day {
            Some(day) => day.map(|day| shift.from(day)),
            None => self.day_of(boundary),
        }
    }

    /// What an attribute is compared with in a condition on entries, without a distance.
    fn compared(&self, attribute: FactId) -> Option<Relation> {
        let conditions = self.term()?.entries()?.conditions();
        let relations = conditions.flat_map(Expression::predicates).filter_map(|predicate| {
            let (term, region) = predicate.asked()?;
            region.relation().filter(|_| term.fact() == attribute)
        });
        relations.into_iter().find(|relation| relation.distance == Distance::None)
    }

    /// The attribute of an entry lies on this side of what it is compared with.
    fn lies_beside(&self, listed: &Listed, attribute: FactId, side: Ordering) -> bool {
        let operator = match side {
            Ordering::Less => Operator::Less,
            Ordering::Equal => Operator::Equal,
            Ordering::Greater => Operator::Greater,
        };
        let (Some(relation), Some(entry)) = (self.compared(attribute), &listed.entry) else {
            return false;
        };
        let term = match relation.other {
            Comparable::Count(_) => Term::Count(attribute),
            Comparable::Quantity(_) | Comparable::Result { .. } => Term::Quantity(attribute),
        };
        let there = term.is(Region::Than(Relation { operator, ..relation }));
        let asked = self.term().and_then(Term::entries).map(|asked| Entries::of(asked.fact));
        asked.is_some_and(|asked| {
            self.documentation.is_asked_for(&asked.that(there), entry) == Truth::MET
        })
    }

    /// A number for an attribute of an entry: what it is compared with, or one just below or above.
    pub(super) fn number_beside(
        &self,
        listed: &Listed,
        attribute: FactId,
        side: Ordering,
    ) -> Option<AttributeValue> {
        let other = self.compared(attribute)?.other.fact();
        let known = match other.attribute_position() {
            Some(_) => listed.entry.as_ref()?.attribute(other)?.view(),
            None => self.documentation.view(other)?,
        };
        match known {
            FactView::Count(count) => {
                let count = count.written()?;
                let [above, below] = neighbors::of_number(count);
                let near = match side {
                    Ordering::Less => below,
                    Ordering::Equal => Some(count),
                    Ordering::Greater => above,
                };
                near.map(|near| AttributeValue::Count(near.into()))
            }
            FactView::Quantity(Some(amount)) => {
                let Written::Exactly(value) = amount.written() else { return None };
                let near = neighbors::at(Threshold { value, unit: amount.unit() }, side)?;
                let scale = self.documentation.kind(attribute)?.scale()?;
                let amount = Amount::new(scale, Written::Exactly(near.value), near.unit).ok()?;
                Some(AttributeValue::Quantity(amount))
            }
            FactView::Flag(_)
            | FactView::Code(_)
            | FactView::Date(_)
            | FactView::Quantity(None)
            | FactView::Measurement(_)
            | FactView::History(_) => None,
        }
    }

    /// The days of a window, where they are known.
    pub(super) fn known_days(&self, window: Window) -> Option<RangeInclusive<NaiveDate>> {
        let found = self.term().map(Term::found_days).unwrap_or_default().iter();
        let days = found.map(|day| self.documentation.found_day(day).exact());
        self.documentation.known_days(window.counted_from(&days.collect::<Option<Vec<_>>>()?))
    }

    /// Somebody reaches an age on a day, or this many days later.
    fn reaches(&self, birth: NaiveDate, age: CalendarDuration, at: Day, later: i8) -> bool {
        let day = self.exact(at).and_then(|day| shifted(day, later));
        day.and_then(|day| Some((day, day.pred_opt()?))).is_some_and(|(day, eve)| {
            age_in(age.unit, birth, day) == Some(age.amount)
                && age_in(age.unit, birth, eve).is_none_or(|before| before < age.amount)
        })
    }

    fn truth(&self) -> Truth {
        self.documentation.truth(self.condition)
    }

    const fn term(&self) -> Option<&'a Term> {
        if let Expression::Test { term, .. } = self.condition { Some(term) } else { None }
    }

    fn fact(&self) -> Option<FactId> {
        self.term().map(Term::fact)
    }

    fn view(&self) -> Option<FactView<'a>> {
        self.documentation.view(self.fact()?)
    }

    fn is_undocumented(&self) -> bool {
        match self.term().and_then(Term::formula) {
            Some(formula) => {
                let mut sources = formula.facts().into_iter();
                sources.any(|fact| !is_built_in(fact) && self.nothing_is_known(fact))
            }
            None => self.fact().is_none_or(|fact| self.nothing_is_known(fact)),
        }
    }

    fn nothing_is_known(&self, fact: FactId) -> bool {
        match self.documentation.view(fact) {
            None => true,
            Some(FactView::Flag(flag)) => flag.truth().is_unknown(),
            Some(FactView::Code(_)) => {
                matches!(self.documentation.kind(fact), Some(FactKind::Code { values, .. }) if values.len() == self.documentation.candidates(fact).count())
            }
            Some(FactView::Count(count)) => count.written().is_none(),
            Some(FactView::Date(date)) => date.written().is_none(),
            Some(FactView::Quantity(amount)) => amount.is_none(),
            Some(FactView::Measurement(results)) => {
                if self.fact() == Some(fact) {
                    self.own().next().is_none()
                } else {
                    results.is_empty()
                }
            }
            Some(FactView::History(history)) => history.is_unknown(),
        }
    }

    fn entries(&self) -> impl Iterator<Item = Listed> + use<'a> {
        self.view().into_iter().flat_map(entries)
    }

    /// The entries that the predicate considers, whatever their dates.
    fn own(&self) -> impl Iterator<Item = Listed> + use<'a> {
        let (term, documentation) = (self.term(), self.documentation);
        self.entries()
            .filter(move |listed| term.is_some_and(|term| is_own(term, listed, documentation)))
    }

    fn dates(&self) -> impl Iterator<Item = Date> + use<'a> {
        self.own().flat_map(|listed| [listed.date, listed.end]).flatten()
    }

    fn amounts(&self) -> impl Iterator<Item = Amount> + use<'a> {
        self.own().filter_map(|entry| entry.amount)
    }

    /// The known days of the fact.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let built_in = self.fact().filter(|fact| is_built_in(*fact));
        let built_in = built_in.and_then(|fact| self.documentation.exact_day(fact));
        built_in.into_iter().chain(self.dates().filter_map(exact))
    }

    /// How many events count, if that is certain.
    fn counted_events(&self) -> Option<u32> {
        let window = self.known_days(self.term()?.window()?)?;
        let asked = self.term()?.entries()?;
        let Some(FactView::History(History { complete: Complete::Yes, entries })) = self.view()
        else {
            return None;
        };
        let mut number = 0_u32;
        for entry in entries {
            let is_in_window = window.contains(&exact(entry.date)?);
            match self.documentation.is_asked_for(asked, entry) {
                Truth::MET if is_in_window => number = number.saturating_add(1),
                Truth::MET | Truth::NOT_MET => {}
                _ => return None,
            }
        }
        Some(number)
    }

    /// How many different results count, if that is certain.
    fn counted_results(&self) -> Option<u32> {
        let Expression::Test { term, region } = self.condition else { return None };
        let window = self.documentation.known_days(term.window()?)?;
        let scale = self.documentation.kind(term.fact())?.scale()?;
        // What is on file counts whatever its value.
        let asked = match region {
            Region::Yes | Region::Norm(_) => Interval::ANYTHING,
            Region::Quantity(test) => test.positions(scale)?,
            Region::Values(_) | Region::Whole(_) | Region::Day(_) | Region::Than(_) => return None,
        };
        let sign = self.documentation.vocabulary.sign_of(term.fact());
        let mut counted = Vec::new();
        for result in self.own() {
            let (day, amount) = (exact(result.date?)?, result.amount?);
            let Written::Exactly(value) = amount.written() else { return None };
            let (method, normal, date) = (result.method, result.normal, Date::from(day));
            let own = DocumentedResult { amount, date, method, normal };
            let is_so = match region.norm().map(|test| test.norm().of(&own, sign)) {
                None | Some(Truth::MET) => true,
                Some(Truth::NOT_MET) => false,
                Some(_) => return None,
            };
            let counts = window.contains(&day) && amount.positions().can_be_in(asked) && is_so;
            let known = (day, value.normalize(), amount.unit(), result.method);
            if counts && !counted.contains(&known) {
                counted.push(known);
            }
        }
        u32::try_from(counted.len()).ok()
    }

    /// An exact result is on this side of a multiple of its own limit, no farther than the next one.
    fn lies_to(&self, listed: &Listed, multiple: Multiple, side: Ordering) -> Option<bool> {
        let (amount, date) = (listed.amount?, listed.date?);
        let _ = listed.normal.limit(multiple.limit)?;
        let (method, normal) = (listed.method, listed.normal);
        let result = DocumentedResult { amount, date, method, normal };
        let sign = self.documentation.vocabulary.sign_of(self.fact()?);
        let is = |orders, multiple| Norm::Compare(orders, multiple).of(&result, sign) == Truth::MET;
        let near = multiple_at(multiple, side)?;
        Some(
            matches!(amount.written(), Written::Exactly(_))
                && match side {
                    Ordering::Less => is(Orders::LESS, multiple) && is(Orders::AT_LEAST, near),
                    Ordering::Equal => is(Orders::EQUAL, multiple),
                    Ordering::Greater => is(Orders::GREATER, multiple) && is(Orders::AT_MOST, near),
                },
        )
    }

    /// An exact number is on this side of a threshold, no farther than its neighbor.
    fn lies(&self, amount: Amount, threshold: Threshold, side: Ordering) -> Option<bool> {
        let scale = self.documentation.kind(self.fact()?)?.scale()?;
        let place = |number: Threshold| scale.position(number.value, number.unit);
        let (at, near) = (place(threshold)?, place(neighbors::at(threshold, side)?)?);
        let here = amount.positions().low();
        Some(
            matches!(amount.written(), Written::Exactly(_))
                && here.cmp(&at) == side
                && (at.min(near)..=at.max(near)).contains(&here),
        )
    }
}

/// An attribute of an entry that is a date, if the day is known.
fn date_of(listed: &Listed, attribute: FactId) -> Option<NaiveDate> {
    match listed.entry.as_ref()?.attribute(attribute)? {
        AttributeValue::Date(date) => exact(*date),
        AttributeValue::Flag(_)
        | AttributeValue::Code(_)
        | AttributeValue::Count(_)
        | AttributeValue::Quantity(_) => None,
    }
}

/// A course with known days has just lasted so long on its last day, or so many days more.
fn lasted(listed: &Listed, length: CalendarDuration, longer: i8) -> bool {
    let days = listed.date.and_then(exact).zip(listed.end.and_then(exact));
    days.is_some_and(|(start, end)| {
        last_day(start, length).and_then(|day| shifted(day, longer)) == Some(end)
    })
}

/// The day on which a course that began on a day has lasted so long.
pub(super) fn last_day(start: NaiveDate, length: CalendarDuration) -> Option<NaiveDate> {
    length.after(start).pred_opt()
}

/// The day, if it is known.
pub(super) fn exact(date: Date) -> Option<NaiveDate> {
    if let Some(PartialDate::Day(day)) = date.written() { Some(day) } else { None }
}

/// The value of a code at a position, which is below 64.
pub(super) const fn bit(position: u8) -> u64 {
    1_u64.rotate_left(position as u32)
}

/// A day this many days later, or earlier.
pub(super) fn shifted(day: NaiveDate, days: i8) -> Option<NaiveDate> {
    let distance = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) }
}
