//! What a case may show of a fact, where a predicate asks about it: each answer, what lies at and
//! beside a threshold, and documentation that leaves it open.

use chrono::{Days, NaiveDate};
use core::cmp::Ordering;
use policy_core::Truth;
use policy_core::calendar::{Duration, PartialDate, age_in};
use policy_core::case::{Chart, FactView};
use policy_core::evaluate::reference::{Documentation, contains};
use policy_core::policy::{
    AttributeFilter, CountTest, DateTest, Day, Domain, Expression, QuantityTest, Region, Term,
    Threshold,
};
use policy_core::possible::{Amount, Date, DocumentedResult, Occurrence, Written};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};
use rust_decimal::Decimal;

/// A day that a predicate looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Day(NaiveDate),
    /// So long before the request.
    Before(Duration),
    Request,
    /// Another date of the case.
    Fact(FactId),
}

/// What a case shows of the fact that a predicate asks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Variant {
    /// The predicate is met.
    Met,
    /// It is not met.
    NotMet,
    /// Nothing is documented that it could look at.
    Undocumented,
    /// One value of a code, by position.
    Value(u8),
    /// Several values are possible, and it depends on which it is.
    Candidates,
    /// A number.
    Count(u32),
    /// The day before so many years, or other units, of age are completed.
    Eve(u32),
    /// The day on which they are.
    Birthday(u32),
    /// A date that is not known to the day, and it depends on the day.
    PartialDate,
    /// So many days from a day.
    Day(Anchor, i8),
    /// A number just below a threshold, the very number, or one just above.
    Number(Threshold, Ordering),
    /// A range with the threshold in it.
    Range(Threshold),
    /// A number with a comparator that leaves it open.
    Comparator(Threshold),
    /// Results by other methods only.
    OtherMethod,
    /// So many events that count, and no others.
    Events(u32),
    /// There may be further events.
    Incomplete,
    /// An event with this value of the attribute.
    Attribute(u8),
    /// An event whose attribute is not documented.
    AttributeUnknown,
}

/// What has to be shown of a predicate, beyond both its answers.
pub(super) fn variants(predicate: &Expression, vocabulary: &Vocabulary) -> Vec<Variant> {
    let Expression::Test { term, region } = *predicate else { return Vec::new() };
    let mut found = Vec::new();
    match term {
        Term::Flag(_) => found.push(Variant::Undocumented),
        Term::Code(_) => {
            found.push(Variant::Undocumented);
            if let (Some(Domain::Codes(names)), Some(values)) =
                (term.domain(vocabulary), region.values())
            {
                found.extend((0..64).take(names.len()).map(Variant::Value));
                let named = (0..64)
                    .take(names.len())
                    .filter(|position| contains(values, *position))
                    .count();
                // Of two values, both candidates are nothing documented.
                found.extend(
                    (0 < named && named < names.len() && names.len() > 2)
                        .then_some(Variant::Candidates),
                );
            }
        }
        Term::Count(_) => {
            found.push(Variant::Undocumented);
            let (low, high) = if let Some(Domain::Whole(low, high)) = term.domain(vocabulary) {
                (low, high)
            } else {
                (0, u32::MAX)
            };
            for number in region
                .whole()
                .into_iter()
                .flat_map(CountTest::bounds)
                .flat_map(beside)
                .filter(|number| (low..=high).contains(number))
            {
                add(&mut found, Variant::Count(number));
            }
        }
        Term::Age { .. } => {
            found.extend([Variant::Undocumented, Variant::PartialDate]);
            let edges = match region.whole() {
                Some(CountTest::Compare(_, age)) => vec![age, age.saturating_add(1)],
                Some(CountTest::Between(low, high)) => vec![low, high.saturating_add(1)],
                None => Vec::new(),
            };
            for age in edges.into_iter().filter(|age| *age > 0) {
                add(&mut found, Variant::Eve(age));
                add(&mut found, Variant::Birthday(age));
            }
        }
        Term::Date(fact) => {
            let anchors = match region.day() {
                Some(DateTest::AtLeastAgo(duration)) => vec![Anchor::Before(duration)],
                Some(DateTest::Within(duration)) => vec![Anchor::Before(duration), Anchor::Request],
                Some(DateTest::Between(first, last)) => vec![Anchor::Day(first), Anchor::Day(last)],
                Some(DateTest::Compare(_, Day::On(day))) => vec![Anchor::Day(day)],
                Some(DateTest::Compare(_, Day::Fact(other))) => vec![Anchor::Fact(other)],
                None => Vec::new(),
            };
            if !is_built_in(fact) {
                found.extend([Variant::Undocumented, Variant::PartialDate]);
            }
            found.extend(anchors.into_iter().flat_map(days_around));
        }
        Term::Quantity(_) => {
            found.push(Variant::Undocumented);
            numbers(region, &mut found);
        }
        Term::OnFile { method, .. } => {
            found.push(Variant::Undocumented);
            found.extend(method.map(|_| Variant::OtherMethod));
            found.extend(window(term));
        }
        Term::Result { method, .. } => {
            found.push(Variant::Undocumented);
            numbers(region, &mut found);
            found.extend(method.map(|_| Variant::OtherMethod));
            found.extend(window(term));
        }
        Term::Events { fact, filter, within } => {
            found.push(Variant::Undocumented);
            // An incomplete history without any event is none.
            found.extend(
                (region.at_least() != Some(1) || within.is_some() || filter.is_some())
                    .then_some(Variant::Incomplete),
            );
            for number in region.whole().into_iter().flat_map(CountTest::bounds).flat_map(beside) {
                add(&mut found, Variant::Events(number));
            }
            found.extend(window(term));
            if let (Some(_), Some(attribute)) = (filter, attribute(fact, vocabulary)) {
                found.extend((0..64).take(attribute).map(Variant::Attribute));
                found.push(Variant::AttributeUnknown);
            }
        }
    }
    found
}

/// The edge of a look-back.
fn window(term: Term) -> impl Iterator<Item = Variant> {
    term.within().into_iter().flat_map(|within| {
        days_around(Anchor::Before(within)).into_iter().chain([Variant::PartialDate])
    })
}

fn add(found: &mut Vec<Variant>, variant: Variant) {
    if !found.contains(&variant) {
        found.push(variant);
    }
}

fn numbers(region: Region, found: &mut Vec<Variant>) {
    let thresholds = || region.quantity().into_iter().flat_map(QuantityTest::thresholds);
    for threshold in thresholds() {
        found.extend(
            [Ordering::Less, Ordering::Equal, Ordering::Greater]
                .map(|side| Variant::Number(threshold, side)),
        );
    }
    if let Some(first) = thresholds().next() {
        found.extend([Variant::Range(first), Variant::Comparator(first)]);
    }
}

fn days_around(anchor: Anchor) -> [Variant; 3] {
    [-1, 0, 1].map(|shift| Variant::Day(anchor, shift))
}

/// The number before, the number, and the one after it.
fn beside(number: u32) -> impl Iterator<Item = u32> {
    [number.checked_sub(1), Some(number), number.checked_add(1)].into_iter().flatten()
}

/// How many values the attribute of an event has.
pub(super) fn attribute(fact: FactId, vocabulary: &Vocabulary) -> Option<usize> {
    match vocabulary.fact(fact).map(|fact| &fact.kind) {
        Some(FactKind::Events { attribute: Some(attribute) }) => Some(attribute.values.len()),
        _ => None,
    }
}

pub(super) fn is_built_in(fact: FactId) -> bool {
    fact == FactId::REQUEST_DATE || fact == FactId::SERVICE_DATE
}

/// A day so many days later, or earlier.
pub(super) fn shifted(day: NaiveDate, days: i8) -> Option<NaiveDate> {
    let distance = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { day.checked_sub_days(distance) } else { day.checked_add_days(distance) }
}

/// One in the decimal place behind the last that a threshold is written with.
pub(super) fn step(threshold: Threshold) -> Decimal {
    Decimal::new(
        1,
        threshold
            .value
            .normalize()
            .scale()
            .saturating_add(1)
            .min(policy_core::possible::THRESHOLD_DECIMALS),
    )
}

/// What a chart shows of a predicate.
pub(super) struct Shown<'a> {
    pub(super) predicate: &'a Expression,
    pub(super) documentation: Documentation<'a>,
}

impl Shown<'_> {
    /// The day that an anchor stands for, where it is known.
    pub(super) fn day_of(&self, anchor: Anchor) -> Option<NaiveDate> {
        let request = self.documentation.chart.request_date();
        match anchor {
            Anchor::Day(day) => Some(day),
            Anchor::Before(duration) => Some(duration.before(request)),
            Anchor::Request => Some(request),
            Anchor::Fact(fact) => self.documentation.exact_day(fact),
        }
    }

    /// The chart shows the variant.
    pub(super) fn is(&self, variant: Variant) -> bool {
        let truth = || self.documentation.truth(self.predicate);
        match variant {
            Variant::Met => truth() == Truth::MET,
            Variant::NotMet => truth() == Truth::NOT_MET,
            Variant::Undocumented => truth().is_unknown() && self.is_undocumented(),
            Variant::Value(value) => self.view().is_some_and(|view| {
                view == FactView::Code(1_u64.checked_shl(u32::from(value)).unwrap_or(0))
            }),
            Variant::Candidates => truth().is_unknown() && !self.is_undocumented(),
            Variant::Count(number) => {
                matches!(self.view(), Some(FactView::Count(count)) if count.written() == Some(number))
            }
            Variant::Eve(age) => self.is_birthday(age, 1),
            Variant::Birthday(age) => self.is_birthday(age, 0),
            Variant::PartialDate => {
                truth().is_unknown()
                    && self
                        .dates()
                        .any(|date| !matches!(date.written(), Some(PartialDate::Day(_)) | None))
            }
            Variant::Day(anchor, shift) => {
                let wanted = self.day_of(anchor).and_then(|day| shifted(day, shift));
                wanted.is_some() && self.days().any(|day| Some(day) == wanted)
            }
            Variant::Number(threshold, side) => {
                self.amounts().any(|amount| self.lies(amount, threshold, side))
            }
            Variant::Range(_) => {
                truth().is_unknown()
                    && self.amounts().any(|amount| matches!(amount.written(), Written::Between(..)))
            }
            Variant::Comparator(_) => {
                truth().is_unknown()
                    && self
                        .amounts()
                        .any(|amount| matches!(amount.written(), Written::Compared(..)))
            }
            Variant::OtherMethod => {
                truth().is_unknown()
                    && self.results().next().is_none()
                    && matches!(self.view(), Some(FactView::Measurement([_, ..])))
            }
            Variant::Events(number) => self.counted_events() == Some(number),
            Variant::Incomplete => {
                truth().is_unknown()
                    && matches!(self.view(), Some(FactView::Events(history)) if !history.complete && !history.is_unknown())
            }
            Variant::Attribute(value) => self.events().any(|event| event.attribute == Some(value)),
            Variant::AttributeUnknown => {
                truth().is_unknown() && self.events().any(|event| event.attribute.is_none())
            }
        }
    }

    fn fact(&self) -> Option<FactId> {
        self.predicate.subjects().next()
    }

    fn view(&self) -> Option<FactView<'_>> {
        self.documentation.view(self.fact()?)
    }

    fn is_undocumented(&self) -> bool {
        match self.view() {
            None => true,
            Some(FactView::Flag(flag)) => flag.truth().is_unknown(),
            Some(FactView::Code(_)) => self.fact().is_some_and(|fact| {
                matches!(self.documentation.kind(fact), Some(FactKind::Code { values }) if values.len() == self.documentation.candidates(fact).count())
            }),
            Some(FactView::Count(count)) => count.written().is_none(),
            Some(FactView::Date(date)) => date.written().is_none(),
            Some(FactView::Quantity(amount)) => amount.is_none(),
            Some(FactView::Measurement(_)) => self.results().next().is_none(),
            Some(FactView::Events(history)) => history.is_unknown(),
        }
    }

    fn is_birthday(&self, age: u32, days: u64) -> bool {
        let Expression::Test { term: Term::Age { at, unit, .. }, .. } = *self.predicate else {
            return false;
        };
        let asked = self.documentation.exact(at);
        let (Some(FactView::Date(date)), Some(day)) =
            (self.view(), asked.and_then(|day| day.checked_add_days(Days::new(days))))
        else {
            return false;
        };
        let (Some(PartialDate::Day(birth)), Some(eve)) = (date.written(), day.pred_opt()) else {
            return false;
        };
        age_in(unit, birth, day) == Some(age)
            && age_in(unit, birth, eve).is_none_or(|eve| eve < age)
    }

    /// The results that the predicate looks at, of whatever age.
    fn results(&self) -> impl Iterator<Item = &DocumentedResult> {
        let wanted = if let Expression::Test {
            term: Term::Result { method, .. } | Term::OnFile { method, .. },
            ..
        } = self.predicate
        {
            *method
        } else {
            None
        };
        let results = match self.view() {
            Some(FactView::Measurement(results)) => results,
            _ => &[],
        };
        results
            .iter()
            .filter(move |result| wanted.is_none_or(|wanted| result.method == Some(wanted)))
    }

    fn events(&self) -> impl Iterator<Item = &Occurrence> {
        let occurrences = match self.view() {
            Some(FactView::Events(history)) => history.occurrences.as_slice(),
            _ => &[],
        };
        occurrences.iter()
    }

    /// The events whose attribute counts, or is not documented.
    fn asked_events(&self) -> impl Iterator<Item = &Occurrence> {
        let filter =
            if let Expression::Test { term: Term::Events { filter, .. }, .. } = self.predicate {
                *filter
            } else {
                None
            };
        self.events().filter(move |event| passes(filter, event.attribute))
    }

    /// How many events count, where that is certain.
    fn counted_events(&self) -> Option<u32> {
        let Expression::Test { term: Term::Events { within, .. }, .. } = self.predicate else {
            return None;
        };
        let Some(FactView::Events(history)) = self.view() else { return None };
        let start = within.map_or(NaiveDate::MIN, |within| {
            within.before(self.documentation.chart.request_date())
        });
        let exact = |event: &&Occurrence| matches!(event.date.written(), Some(PartialDate::Day(_)));
        let certain = history.complete && history.occurrences.iter().all(|event| exact(&event));
        let counted =
            self.asked_events().filter(|event| event.attribute.is_some() || !self.asks_attribute());
        let counted = counted
            .filter(|event| event.date.written().is_some_and(|date| date.first() >= start))
            .count();
        u32::try_from(counted).ok().filter(|_| certain)
    }

    fn asks_attribute(&self) -> bool {
        matches!(
            self.predicate,
            Expression::Test { term: Term::Events { filter: Some(_), .. }, .. }
        )
    }

    fn dates(&self) -> impl Iterator<Item = Date> {
        let date = match self.view() {
            Some(FactView::Date(date)) => Some(date),
            _ => None,
        };
        date.into_iter()
            .chain(self.results().map(|result| result.date))
            .chain(self.asked_events().map(|event| event.date))
    }

    /// The days that are known of the fact.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let built_in = self
            .fact()
            .filter(|fact| is_built_in(*fact))
            .and_then(|fact| self.documentation.exact_day(fact));
        let exact = |date: Date| {
            if let Some(PartialDate::Day(day)) = date.written() { Some(day) } else { None }
        };
        built_in.into_iter().chain(self.dates().filter_map(exact))
    }

    fn amounts(&self) -> impl Iterator<Item = Amount> {
        let amount = match self.view() {
            Some(FactView::Quantity(amount)) => amount.copied(),
            _ => None,
        };
        amount.into_iter().chain(self.results().map(|result| result.amount))
    }

    /// An exact number lies on this side of a threshold, no farther than a step.
    fn lies(&self, amount: Amount, threshold: Threshold, side: Ordering) -> bool {
        let Some(scale) =
            self.fact().and_then(|fact| self.documentation.kind(fact)).and_then(FactKind::scale)
        else {
            return false;
        };
        let position = |value: Option<Decimal>| scale.position(value?, threshold.unit);
        let here = amount.positions();
        let (Written::Exactly(_), Some(at)) = (amount.written(), position(Some(threshold.value)))
        else {
            return false;
        };
        let near = match side {
            Ordering::Less => position(threshold.value.checked_sub(step(threshold)))
                .is_some_and(|nearest| nearest <= here.low()),
            Ordering::Equal => true,
            Ordering::Greater => position(threshold.value.checked_add(step(threshold)))
                .is_some_and(|nearest| here.low() <= nearest),
        };
        near && here.low().cmp(&at) == side
    }
}

/// An event with this attribute counts, or may count.
pub(super) fn passes(filter: Option<AttributeFilter>, attribute: Option<u8>) -> bool {
    filter.is_none_or(|filter| attribute.is_none_or(|value| contains(filter.values, value)))
}

/// The chart of a predicate, seen as what it shows.
pub(super) fn shown<'a>(
    predicate: &'a Expression,
    vocabulary: &'a Vocabulary,
    chart: &'a dyn Chart,
) -> Shown<'a> {
    Shown { predicate, documentation: Documentation { vocabulary, chart } }
}
