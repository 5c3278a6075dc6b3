//! Histories of events: what is known to have happened, and whether that is everything.

use super::code::{CodeSet, all_bits, bit, mask_of};
use super::date::day_with_number;
use super::{Date, Interval, Period, day_number};
use crate::calendar::CalendarDuration;
use chrono::NaiveDate;
use core::fmt;
use core::marker::PhantomData;

/// One documented event: its date and its attribute (by position of the value in the vocabulary).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Occurrence {
    /// Its date; may be partial.
    pub date: Date,
    /// The position of the attribute's value; `None` if it is not documented.
    pub attribute: Option<u8>,
}

/// Whether anything else happened besides what is documented.
///
/// ```
/// use policy_core::NaiveDate;
/// use policy_core::possible::Complete;
///
/// let enrolled = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
/// assert_eq!(Complete::from(true), Complete::Yes);
/// assert!(Complete::Since(enrolled).is_from(enrolled));
/// assert!(!Complete::Since(enrolled).is_from(enrolled.pred_opt().unwrap()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Complete {
    /// More may have happened.
    #[default]
    No,
    /// Nothing else happened on this day or later: what a payer knows from claims since enrollment.
    Since(NaiveDate),
    /// Nothing else happened.
    Yes,
}

impl Complete {
    /// Nothing else happened on this day or later.
    #[must_use]
    pub fn is_from(self, day: NaiveDate) -> bool {
        match self {
            Complete::No => false,
            Complete::Since(since) => since <= day,
            Complete::Yes => true,
        }
    }

    /// Nothing else happened in a period.
    fn is_in(self, period: Period) -> bool {
        match self {
            Complete::No => false,
            Complete::Since(since) => day_number(since) <= period.possible.low,
            Complete::Yes => true,
        }
    }
}

impl From<bool> for Complete {
    fn from(complete: bool) -> Complete {
        if complete { Complete::Yes } else { Complete::No }
    }
}

/// What is documented about the events of one kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Whether anything else happened besides [`occurrences`](Self::occurrences).
    pub complete: Complete,
    /// What is known to have happened.
    pub occurrences: Vec<Occurrence>,
}

impl History {
    /// Nothing is documented: an incomplete history without a single event.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.complete == Complete::No && self.occurrences.is_empty()
    }

    /// The least and the greatest possible number of events in `period` whose attribute is among
    /// `values`.
    #[inline]
    #[must_use]
    pub fn count(&self, values: u64, period: impl Into<Period>) -> Interval {
        let period = period.into();
        if self.occurrences.is_empty() {
            return if self.complete.is_in(period) || period.is_empty() {
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
        if self.complete.is_in(period) || period.is_empty() {
            Interval { low: certain, high: possible }
        } else {
            Interval::at_least(certain)
        }
    }
}

impl History {
    /// How many events of `period` there are, at least and at most, that lie at least so far apart
    /// from each other.
    ///
    /// The fewest is exact: however close together they are, so many have to lie apart. The most is
    /// exact if the days are known, and never too small.
    #[must_use]
    pub fn count_apart(
        &self,
        values: u64,
        apart: CalendarDuration,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        let spaced = Spaced { history: self, values, apart, period };
        let fewest = spaced.fewest();
        if self.complete.is_in(period) || period.is_empty() {
            Interval { low: fewest, high: spaced.most().max(fewest) }
        } else {
            Interval::at_least(fewest)
        }
    }
}

/// Events of a period that are counted with a distance.
struct Spaced<'h> {
    history: &'h History,
    values: u64,
    apart: CalendarDuration,
    period: Period,
}

impl Spaced<'_> {
    /// The first and the last day of each event that may count, and whether it certainly does.
    fn events(&self) -> impl Iterator<Item = (Interval, bool)> {
        self.history.occurrences.iter().filter_map(|occurrence| {
            let candidates = occurrence.attribute.map_or(u64::MAX, bit);
            let days = occurrence.date.days();
            let counts = days.can_be_in(self.period.possible) && candidates & self.values != 0;
            let surely = self.period.certainly_holds(days) && candidates & !self.values == 0;
            counts.then_some((days, surely))
        })
    }

    /// The day from which on an event lies apart from one of a day.
    fn next(&self, day: i64) -> i64 {
        day_with_number(day).map_or(i64::MAX, |day| day_number(self.apart.after(day)))
    }

    fn fewest(&self) -> i64 {
        let (mut number, mut next) = (0_i64, i64::MIN);
        loop {
            // Of those that lie apart from all before, the one that has to be first.
            let certain = self.events().filter(|(days, surely)| *surely && days.low() >= next);
            let Some(last) = certain.map(|(days, _)| days.high().min(self.period.until)).min()
            else {
                return number;
            };
            number = number.saturating_add(1);
            next = self.next(last);
        }
    }

    /// The days of those that may count, in the period.
    fn possible(&self) -> impl Iterator<Item = Interval> {
        let (first, last) = (self.period.possible.low(), self.period.possible.high());
        self.events().map(move |(days, _)| Interval {
            low: days.low().max(first),
            high: days.high().min(last),
        })
    }

    fn most(&self) -> i64 {
        if self.possible().all(Interval::is_exact) {
            let (mut number, mut next) = (0_i64, i64::MIN);
            while let Some(day) =
                self.possible().map(Interval::low).filter(|day| *day >= next).min()
            {
                number = number.saturating_add(1);
                next = self.next(day);
            }
            return number;
        }
        self.on_different_days().min(self.between())
    }

    /// The most that can be put on days of their own: each day takes, of those that may be of it,
    /// the one that has to be over first.
    fn on_different_days(&self) -> i64 {
        let number = self.possible().count();
        if number > 128 {
            return i64::try_from(number).unwrap_or(i64::MAX);
        }
        let (mut placed, mut number, mut day) = (0_u128, 0_i64, i64::MIN);
        loop {
            let open = |from: i64| {
                let open = self.possible().enumerate();
                open.filter(move |(position, days)| {
                    placed >> position & 1 == 0 && days.high() >= from
                })
            };
            let Some(next) = open(day).map(|(_, days)| days.low()).min() else { return number };
            day = day.max(next);
            let due = open(day).filter(|(_, days)| days.low() <= day);
            let Some((position, _)) = due.min_by_key(|(_, days)| days.high()) else {
                return number;
            };
            placed |= 1 << position;
            number = number.saturating_add(1);
            day = day_with_number(day)
                .and_then(|day| day.succ_opt())
                .map_or(day.saturating_add(1), day_number);
        }
    }

    /// The most days so far apart from the first to the last of those that may count.
    fn between(&self) -> i64 {
        let first = self.possible().map(Interval::low).min();
        let last = self.possible().map(Interval::high).max();
        let (Some(mut day), Some(last)) = (first, last) else { return 0 };
        if day_with_number(day).is_none() {
            // Some event may be of any day.
            return i64::MAX;
        }
        let enough = i64::try_from(self.history.occurrences.len()).unwrap_or(i64::MAX);
        let mut number = 0_i64;
        while day <= last && number <= enough {
            number = number.saturating_add(1);
            day = self.next(day);
        }
        number
    }
}

/// A fact whose values are histories of events, as generated by `vocabulary!`.
/// ```
/// use policy_core::PartialDate;
/// use policy_core::possible::{Complete, Event, EventFact, Events, NoValues};
/// # #[derive(Clone, Copy, Debug)]
/// # struct HfHospitalization;
/// # impl EventFact for HfHospitalization {
/// #     type Attribute = NoValues;
/// # }
///
/// let june = "2026-06".parse::<PartialDate>()?;
/// let once = Events::<HfHospitalization>::complete([Event::on(june)]);
/// let at_least_once = Events::<HfHospitalization>::incomplete([Event::on(june)]);
/// let never = Events::<HfHospitalization>::none();
/// assert_eq!(once.documented().complete, Complete::Yes);
/// assert_eq!(at_least_once.documented().complete, Complete::No);
/// assert!(never.documented().occurrences.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait EventFact: Copy + fmt::Debug + Send + Sync + 'static {
    /// The values of its attribute; [`NoValues`](super::NoValues) if the vocabulary names none.
    type Attribute: CodeSet;
}

/// One event of the fact `F`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Event<F> {
    occurrence: Occurrence,
    fact: PhantomData<F>,
}

impl<F: EventFact> Event<F> {
    /// An event on a day, or on some day of a month or year.
    #[must_use]
    pub fn on(date: impl Into<Date>) -> Event<F> {
        Event { occurrence: Occurrence { date: date.into(), attribute: None }, fact: PhantomData }
    }

    /// The same event, with its attribute.
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

/// The history of the fact `F`: even an incomplete history can show that something happened; only a
/// complete one can show that it did not.
#[derive(Clone, PartialEq, Eq)]
pub struct Events<F> {
    history: History,
    fact: PhantomData<F>,
}

impl<F: EventFact> Events<F> {
    /// Not documented.
    pub const UNKNOWN: Events<F> = Events {
        history: History { complete: Complete::No, occurrences: Vec::new() },
        fact: PhantomData,
    };

    /// These events, and nothing else happened.
    #[must_use]
    pub fn complete(events: impl IntoIterator<Item = Event<F>>) -> Events<F> {
        Events::from_history(History {
            complete: Complete::Yes,
            occurrences: events.into_iter().map(|event| event.occurrence).collect(),
        })
    }

    /// These events, and possibly others.
    #[must_use]
    pub fn incomplete(events: impl IntoIterator<Item = Event<F>>) -> Events<F> {
        Events::from_history(History {
            complete: Complete::No,
            occurrences: events.into_iter().map(|event| event.occurrence).collect(),
        })
    }

    /// These events, and nothing else on that day or later; perhaps others before.
    ///
    /// A payer that has a member's claims since enrollment knows so much.
    #[must_use]
    pub fn complete_since(
        since: NaiveDate,
        events: impl IntoIterator<Item = Event<F>>,
    ) -> Events<F> {
        Events::from_history(History {
            complete: Complete::Since(since),
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

    /// The least and the greatest possible number of events in `period` whose attribute is one of
    /// `values`.
    #[inline]
    #[must_use]
    pub fn count_where<const N: usize>(
        &self,
        values: [F::Attribute; N],
        period: impl Into<Period>,
    ) -> Interval {
        let asked = mask_of(values);
        // Allowing all values of the attribute is no restriction, whether it is documented or not.
        let all = all_bits(F::Attribute::NAMES.len());
        self.history.count(if asked == all { u64::MAX } else { asked }, period)
    }
}

impl<F: EventFact> Events<F> {
    /// How many there were in `period`, at least and at most, that lie at least so far apart from
    /// each other.
    #[must_use]
    pub fn count_apart(&self, apart: CalendarDuration, period: impl Into<Period>) -> Interval {
        self.history.count_apart(u64::MAX, apart, period)
    }

    /// The same of those whose attribute is one of `values`.
    #[must_use]
    pub fn count_apart_where<const N: usize>(
        &self,
        values: [F::Attribute; N],
        apart: CalendarDuration,
        period: impl Into<Period>,
    ) -> Interval {
        let asked = mask_of(values);
        let all = all_bits(F::Attribute::NAMES.len());
        self.history.count_apart(if asked == all { u64::MAX } else { asked }, apart, period)
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
        match self.history.complete {
            Complete::Yes => list.finish(),
            Complete::Since(day) => list.entry(&format_args!("complete since {day}")).finish(),
            Complete::No => list.finish_non_exhaustive(),
        }
    }
}
