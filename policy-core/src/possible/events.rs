//! Histories of events: what is known to have happened, and whether that is all.

use super::code::{CodeSet, all_bits, bit, mask_of};
use super::{Date, Interval, Period};
use core::fmt;
use core::marker::PhantomData;

/// One documented event: when, and its attribute (the position of the value in the vocabulary).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// When; may be partial.
    pub date: Date,
    /// The position of the attribute's value; `None` where it is not documented.
    pub attribute: Option<u8>,
}

/// What is documented about the events of one kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Nothing happened beyond [`occurrences`](Self::occurrences).
    pub complete: bool,
    /// What is known to have happened.
    pub occurrences: Vec<Occurrence>,
}

impl History {
    /// Nothing is documented: an incomplete history without a single event.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        !self.complete && self.occurrences.is_empty()
    }

    /// How many events of `period` there are whose attribute is among `values`, at least and at
    /// most.
    #[inline]
    #[must_use]
    pub fn count(&self, values: u64, period: impl Into<Period>) -> Interval {
        let period = period.into();
        if self.occurrences.is_empty() {
            return if self.complete || period.is_empty() {
                Interval::exactly(0)
            } else {
                Interval::at_least(0)
            };
        }
        self.count_some(values, period)
    }

    fn count_some(&self, values: u64, period: Period) -> Interval {
        let (mut certain, mut possible) = (0_i64, 0_i64);
        for occurrence in &self.occurrences {
            let candidates = occurrence.attribute.map_or(u64::MAX, bit);
            let days = occurrence.date.days();
            let counts = days.can_be_in(period.possible) & (candidates & values != 0);
            let surely = counts & period.certainly_holds(days) & (candidates & !values == 0);
            possible = possible.wrapping_add(i64::from(counts));
            certain = certain.wrapping_add(i64::from(surely));
        }
        if self.complete || period.is_empty() {
            Interval { low: certain, high: possible }
        } else {
            Interval::at_least(certain)
        }
    }
}

/// A fact whose values are histories of events, as `vocabulary!` generates it.
pub trait EventFact: Copy + fmt::Debug + Send + Sync + 'static {
    /// The values of its attribute; [`NoValues`](super::NoValues) where the vocabulary names none.
    type Attribute: CodeSet;
}

/// One event of the fact `F`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Event<F> {
    occurrence: Occurrence,
    fact: PhantomData<F>,
}

impl<F: EventFact> Event<F> {
    /// An event of a day, or of some day of a month or year.
    #[must_use]
    pub fn on(date: impl Into<Date>) -> Event<F> {
        Event { occurrence: Occurrence { date: date.into(), attribute: None }, fact: PhantomData }
    }

    /// With its attribute.
    #[must_use]
    pub fn with(mut self, attribute: F::Attribute) -> Event<F> {
        self.occurrence.attribute = Some(attribute.position());
        self
    }
}

impl<F> fmt::Debug for Event<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}", self.occurrence)
    }
}

/// The history of the fact `F`: presence shows even where it is incomplete, absence only where it
/// is complete.
#[derive(Clone, PartialEq, Eq)]
pub struct Events<F> {
    history: History,
    fact: PhantomData<F>,
}

impl<F: EventFact> Events<F> {
    /// Not documented.
    pub const UNKNOWN: Events<F> =
        Events { history: History { complete: false, occurrences: Vec::new() }, fact: PhantomData };

    /// These events, and nothing else happened.
    #[must_use]
    pub fn complete(events: impl IntoIterator<Item = Event<F>>) -> Events<F> {
        Events::from_history(History {
            complete: true,
            occurrences: events.into_iter().map(|event| event.occurrence).collect(),
        })
    }

    /// These events, and perhaps others.
    #[must_use]
    pub fn incomplete(events: impl IntoIterator<Item = Event<F>>) -> Events<F> {
        Events::from_history(History {
            complete: false,
            occurrences: events.into_iter().map(|event| event.occurrence).collect(),
        })
    }

    /// It never happened.
    #[must_use]
    pub fn none() -> Events<F> {
        Events::complete([])
    }

    pub(crate) const fn from_history(history: History) -> Events<F> {
        Events { history, fact: PhantomData }
    }

    /// What is documented.
    #[inline]
    #[must_use]
    pub const fn documented(&self) -> &History {
        &self.history
    }

    /// The possible days of each event.
    #[doc(hidden)]
    pub fn each_day(&self, visit: &mut dyn FnMut(Interval)) {
        self.history.occurrences.iter().for_each(|event| visit(event.date.days()));
    }

    /// How many there were in `period`, at least and at most.
    #[inline]
    #[must_use]
    pub fn count(&self, period: impl Into<Period>) -> Interval {
        self.history.count(u64::MAX, period)
    }

    /// How many there were in `period` whose attribute is one of `values`, at least and at most.
    #[inline]
    #[must_use]
    pub fn count_where<const N: usize>(
        &self,
        values: [F::Attribute; N],
        period: impl Into<Period>,
    ) -> Interval {
        let asked = mask_of(values);
        // All values of the attribute are no restriction, documented or not.
        let all = all_bits(F::Attribute::NAMES.len());
        self.history.count(if asked == all { u64::MAX } else { asked }, period)
    }
}

impl<F: EventFact> Default for Events<F> {
    fn default() -> Events<F> {
        Events::UNKNOWN
    }
}

impl<F> fmt::Debug for Events<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = formatter.debug_list();
        list.entries(&self.history.occurrences);
        if self.history.complete { list.finish() } else { list.finish_non_exhaustive() }
    }
}
