//! What a test asks about.

use super::entries::{Entries, FoundDay};
use super::expression::{Day, Expression, Selection};
use super::formula::{Formula, Input};
use super::region::Region;
use super::sum::{Sum, Summed};
use super::window::Window;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::data::{Link, List};
use crate::possible::{Scale, Spacing};
use crate::vocabulary::{Concept, FactId, FactKind, Vocabulary};
use std::borrow::Cow;

/// What a test asks about: something that has a value in a chart.
///
/// Everything that must be known about a term is a `match` without a wildcard, here or where it is
/// needed, so the compiler leads whoever adds a term to all of them.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Term {
    /// A flag.
    Flag(FactId),
    /// A code.
    Code(FactId),
    /// A count.
    Count(FactId),
    /// A date.
    Date(FactId),
    /// A quantity.
    Quantity(FactId),
    /// A calculated number; or what some entries come to, which is the whole formula then.
    Calculated {
        /// The fact; or the history.
        fact: FactId,
        /// How it is calculated.
        formula: Link<Formula>,
    },
    /// The age on a day, in completed units; before birth, less than every number.
    Age {
        /// The date of birth that it is derived from.
        birth_date: FactId,
        /// The day.
        at: Day,
        /// The unit of the age.
        unit: CalendarUnit,
    },
    /// A result of a measurement.
    Result {
        /// The measurement.
        fact: FactId,
        /// Which of its results.
        selection: Selection,
        /// Only results by this method, given by position.
        method: Option<u8>,
        /// Only results of these days.
        window: Window,
    },
    /// Whether there are results of a measurement, whatever their values: met or unknown, never not
    /// met.
    OnFile {
        /// The measurement.
        fact: FactId,
        /// At least so many different ones.
        number: u32,
        /// How far apart they have to lie, if they have to.
        apart: Option<CalendarDuration>,
        /// Only results by this method, given by position.
        method: Option<u8>,
        /// Only results of these days.
        window: Window,
    },
    /// The number of some entries of a history.
    Entries(Entries),
    /// A term of which windows, or the day of an age, are counted from days in histories.
    Anchored {
        /// The days: in the term and in what is asked of it, [`FactId::found`] is one of them.
        days: List<FoundDay>,
        /// The term.
        term: Link<Term>,
    },
}

/// The values that a term can have.
#[derive(Clone, PartialEq, Debug)]
pub enum Domain<'v> {
    /// Yes or no.
    YesNo,
    /// One of these values.
    Codes(&'v [Concept]),
    /// A whole number in this range, both ends included.
    Whole(u32, u32),
    /// A quantity.
    Quantity(Cow<'v, Scale>),
    /// A day.
    Days,
}

impl Term {
    /// The age in completed years on the date of service, the default for an age.
    #[must_use]
    pub const fn age(birth_date: FactId) -> Term {
        Term::Age { birth_date, at: Day::SERVICE, unit: CalendarUnit::Years }
    }

    /// The condition that the term lies in a region.
    #[must_use]
    pub const fn is(self, region: Region) -> Expression {
        Expression::Test { term: self, region }
    }

    /// The fact that documents it; for an age, the date of birth; for a calculated number, that number.
    #[must_use]
    pub fn fact(&self) -> FactId {
        match *self {
            Term::Flag(fact)
            | Term::Code(fact)
            | Term::Count(fact)
            | Term::Date(fact)
            | Term::Quantity(fact)
            | Term::Calculated { fact, .. }
            | Term::Age { birth_date: fact, .. }
            | Term::Result { fact, .. }
            | Term::OnFile { fact, .. }
            | Term::Entries(Entries { fact, .. }) => fact,
            Term::Anchored { ref term, .. } => term.fact(),
        }
    }

    /// Other dates of the case that it depends on: the day at which an age is asked, and those that
    /// a window is counted from.
    pub fn other_dates(&self) -> impl Iterator<Item = FactId> + use<> {
        let at = if let Term::Age { at, .. } = *self.inner() { at.fact() } else { None };
        let at = at.filter(|fact| fact.found_position().is_none());
        let calculated = self.formula().map(Formula::dates).unwrap_or_default();
        let window = self.window().filter(|_| self.sum().is_none());
        let anchors = window.into_iter().flat_map(Window::anchors);
        at.into_iter().chain(anchors).chain(calculated)
    }

    /// How far apart its events or results have to lie, if they have to.
    #[must_use]
    pub fn apart(&self) -> Option<Spacing> {
        match *self.inner() {
            Term::Entries(Entries { apart, .. }) => apart,
            Term::Result { selection: Selection::AtLeast { apart, .. }, .. } => {
                apart.map(Spacing::AtLeast)
            }
            Term::OnFile { apart, .. } => apart.map(Spacing::AtLeast),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. }
            | Term::Result { .. }
            | Term::Anchored { .. } => None,
        }
    }

    /// The days in histories that its windows, or the day of an age, are counted from.
    #[must_use]
    pub fn found_days(&self) -> &[FoundDay] {
        if let Term::Anchored { days, .. } = self { days } else { &[] }
    }

    /// The term itself, without what the days are in histories that it is counted from.
    #[must_use]
    pub fn inner(&self) -> &Term {
        if let Term::Anchored { term, .. } = self { term.inner() } else { self }
    }

    /// The same term with another one in the place of the [inner](Self::inner) one.
    #[must_use]
    pub fn around(&self, inner: Term) -> Term {
        match self {
            Term::Anchored { days, .. } => inner.anchored(days.clone()),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. }
            | Term::Result { .. }
            | Term::OnFile { .. }
            | Term::Entries(_) => inner,
        }
    }

    /// The term where its windows, or the day of an age, are counted from days in histories; the term
    /// alone if there are none.
    #[must_use]
    pub fn anchored(self, days: List<FoundDay>) -> Term {
        if days.is_empty() { self } else { Term::Anchored { days, term: Link::from(self) } }
    }

    /// The days of the results or events that it looks at, if it looks at some.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        match *self {
            Term::Result { window, .. }
            | Term::OnFile { window, .. }
            | Term::Entries(Entries { window, .. }) => Some(window),
            Term::Calculated { .. } => self.sum().map(|sum| sum.entries.window),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Age { .. } => None,
            Term::Anchored { ref term, .. } => term.window(),
        }
    }

    /// The method of its results, if only one counts.
    #[must_use]
    pub fn method(&self) -> Option<u8> {
        match *self {
            Term::Result { method, .. } | Term::OnFile { method, .. } => method,
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. }
            | Term::Entries(_) => None,
            Term::Anchored { ref term, .. } => term.method(),
        }
    }

    /// It asks about results, of which there may be none; their absence is never documented.
    #[must_use]
    pub fn asks_for_results(&self) -> bool {
        match *self {
            Term::Result { .. } | Term::OnFile { .. } => true,
            Term::Entries(Entries { are_readings, .. }) => are_readings,
            Term::Calculated { ref formula, .. } => formula.may_be_missing(),
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Age { .. } => false,
            Term::Anchored { ref term, .. } => term.asks_for_results(),
        }
    }

    /// What it counts, if it counts entries of a history.
    #[must_use]
    pub fn entries(&self) -> Option<&Entries> {
        if let Term::Entries(entries) = self.inner() { Some(entries) } else { None }
    }

    /// How it is calculated, if it is.
    #[must_use]
    pub fn formula(&self) -> Option<&Formula> {
        if let Term::Calculated { formula, .. } = self.inner() { Some(formula) } else { None }
    }

    /// The entries of histories that it looks at: those that it counts or adds up, and those of which
    /// one has a day that it is counted from.
    pub fn looked_at(&self) -> impl Iterator<Item = &Entries> {
        let added_up = self.formula().map(Formula::inputs).unwrap_or_default().into_iter();
        let added_up = added_up.filter_map(|input| match input {
            Input::Sum(sum) => Some(&sum.entries),
            Input::Term(_) | Input::Days(..) => None,
        });
        let found = self.found_days().iter().map(|day| &day.entries);
        self.entries().into_iter().chain(added_up).chain(found)
    }

    /// What some entries come to, if that is asked itself, and no number that is calculated from it.
    #[must_use]
    pub fn sum(&self) -> Option<&Sum> {
        let Term::Calculated { fact, formula } = self.inner() else { return None };
        formula.sum().filter(|sum| sum.entries.fact == *fact)
    }

    /// The same over other days; what looks at no results or events stays as it is.
    #[must_use]
    pub fn over(self, window: Window) -> Term {
        match self {
            Term::Result { fact, selection, method, .. } => {
                Term::Result { fact, selection, method, window }
            }
            Term::OnFile { fact, number, apart, method, .. } => {
                Term::OnFile { fact, number, apart, method, window }
            }
            Term::Entries(entries) => Term::Entries(Entries { window, ..entries }),
            Term::Anchored { days, term } => term.inner().clone().over(window).anchored(days),
            Term::Calculated { fact, ref formula } if self.sum().is_some() => {
                Term::Calculated { fact, formula: Link::from(formula.over(&|_| window)) }
            }
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Date(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Age { .. } => self,
        }
    }

    /// The values that it can have; `None` if its fact is not in the vocabulary or has another
    /// type.
    #[must_use]
    pub fn domain<'v>(&self, vocabulary: &'v Vocabulary) -> Option<Domain<'v>> {
        match (self.inner(), &vocabulary.fact(self.fact())?.kind) {
            (
                Term::Entries(
                    Entries { chosen: Some(_), .. }
                    | Entries { apart: Some(Spacing::NoGap(_)), .. },
                ),
                FactKind::History { .. },
            )
            | (Term::Flag(_), FactKind::Flag { .. })
            | (Term::OnFile { .. }, FactKind::Measurement { .. }) => Some(Domain::YesNo),
            (Term::Code(_), FactKind::Code { values, .. }) => Some(Domain::Codes(values)),
            (Term::Count(_), FactKind::Count { low, high }) => Some(Domain::Whole(*low, *high)),
            (Term::Date(_), FactKind::Date) => Some(Domain::Days),
            (Term::Calculated { .. }, FactKind::History { .. }) => {
                self.sum()?.scale(vocabulary).map(Domain::Quantity)
            }
            (Term::Quantity(_), FactKind::Quantity { scale })
            | (Term::Calculated { .. }, FactKind::Calculated { scale, .. })
            | (Term::Result { .. }, FactKind::Measurement { scale, .. }) => {
                Some(Domain::Quantity(Cow::Borrowed(&**scale)))
            }
            (Term::Age { .. }, FactKind::Date) | (Term::Entries(_), FactKind::History { .. }) => {
                Some(Domain::Whole(0, u32::MAX))
            }
            (
                Term::Flag(_)
                | Term::Code(_)
                | Term::Count(_)
                | Term::Date(_)
                | Term::Quantity(_)
                | Term::Calculated { .. }
                | Term::Age { .. }
                | Term::Result { .. }
                | Term::OnFile { .. }
                | Term::Entries(_)
                | Term::Anchored { .. },
                _,
            ) => None,
        }
    }

    /// The scale of its numbers, if they are quantities.
    #[must_use]
    pub fn scale<'v>(&self, vocabulary: &'v Vocabulary) -> Option<Cow<'v, Scale>> {
        if let Some(Domain::Quantity(scale)) = self.domain(vocabulary) { Some(scale) } else { None }
    }

    /// It counts days: there is no half of one.
    #[must_use]
    pub fn counts_days(&self) -> bool {
        self.sum().is_some_and(|sum| sum.of == Summed::Days)
    }

    /// A policy can ask exactly this about it: events are counted with `at least`, and everything
    /// else is compared.
    #[must_use]
    pub fn can_be_asked_for(&self, region: Region) -> bool {
        if let Region::Than(relation) = region {
            return self.can_be_compared(relation);
        }
        match *self {
            Term::Code(_) => matches!(region, Region::Values(1..)),
            Term::Count(_) | Term::Age { .. } => matches!(region, Region::Whole(_)),
            Term::Date(_) => matches!(region, Region::Day(_)),
            // One result is `any`, and lies apart from no other; and readings have no chains and no gaps.
            Term::OnFile { number: 0, .. }
            | Term::OnFile { number: 1, apart: Some(_), .. }
            | Term::Result { selection: Selection::AtLeast { number: 0 | 1, .. }, .. }
            | Term::Entries(Entries {
                are_readings: true,
                apart: Some(Spacing::AtMost(_) | Spacing::NoGap(_)),
                ..
            }) => false,
            Term::Flag(_) | Term::OnFile { .. } => matches!(region, Region::Yes),
            Term::Result { .. } => match region {
                Region::Quantity(_) => true,
                Region::Norm(test) => test.is_possible(),
                Region::Yes
                | Region::Values(_)
                | Region::Whole(_)
                | Region::Day(_)
                | Region::Than(_) => false,
            },
            Term::Quantity(_) | Term::Calculated { .. } => matches!(region, Region::Quantity(_)),
            Term::Entries(Entries { chosen: Some(_), apart, different, .. }) => {
                matches!(region, Region::Yes) && apart.is_none() && different.is_none()
            }
            Term::Entries(Entries { apart: Some(Spacing::NoGap(_)), different, .. }) => {
                matches!(region, Region::Yes) && different.is_none()
            }
            Term::Entries(Entries { apart: None, different: None, .. }) => {
                matches!(region.at_least(), Some(1..))
            }
            Term::Entries(Entries { apart: Some(_), different: Some(_), .. }) => false,
            Term::Entries(_) => matches!(region.at_least(), Some(2..)),
            Term::Anchored { ref term, .. } => term.can_be_asked_for(region),
        }
    }
}
