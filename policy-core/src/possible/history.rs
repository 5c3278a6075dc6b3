//! Histories: what is known to have happened, and whether that is everything.

use super::attribute::AttributeValue;
use super::code::{all_bits, positions};
use super::course::EntryDay;
use super::date::day_with_number;
use super::different::Values;
use super::{
    Code, CodeSet, Count, Date, Flag, Interval, Period, Quantity, QuantityFact, day_number,
};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// What is documented about one entry of a history: an event, or a course.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// Its date; of a course, its first day. May be partial.
    pub date: Date,
    /// The last day of a course: [`Date::NEVER`] while it goes on. Not used for events.
    pub end: Date,
    /// What is documented about it besides its days, by attribute, in the order of the vocabulary.
    pub attributes: Vec<(FactId, AttributeValue)>,
    /// What tells it apart from another one of which the same is documented.
    pub id: Option<Box<str>>,
}

impl Entry {
    /// An event on a day, or on some day of a month or year.
    #[must_use]
    pub fn on(date: impl Into<Date>) -> Entry {
        Entry { date: date.into(), ..Entry::default() }
    }

    /// The same, with an attribute; an earlier value of it is replaced.
    #[must_use]
    pub fn with(mut self, attribute: FactId, value: AttributeValue) -> Entry {
        self.attributes.retain(|(known, _)| *known != attribute);
        let place = self.attributes.partition_point(|(known, _)| *known < attribute);
        self.attributes.insert(place, (attribute, value));
        self
    }

    /// What is documented about an attribute.
    #[must_use]
    pub fn attribute(&self, attribute: FactId) -> Option<&AttributeValue> {
        self.attributes.iter().find(|(known, _)| *known == attribute).map(|(_, value)| value)
    }

    /// An attribute that is a flag.
    #[must_use]
    pub fn flag(&self, attribute: FactId) -> Flag {
        match self.attribute(attribute) {
            Some(AttributeValue::Flag(flag)) => *flag,
            _ => Flag::UNKNOWN,
        }
    }

    /// An attribute that is a code.
    #[must_use]
    pub fn code<E: CodeSet>(&self, attribute: FactId) -> Code<E> {
        match self.attribute(attribute) {
            Some(AttributeValue::Code(candidates)) => Code::from_mask(*candidates),
            _ => Code::UNKNOWN,
        }
    }

    /// An attribute that is a count.
    #[must_use]
    pub fn count(&self, attribute: FactId) -> Count {
        match self.attribute(attribute) {
            Some(AttributeValue::Count(count)) => *count,
            _ => Count::UNKNOWN,
        }
    }

    /// An attribute that is a date.
    #[must_use]
    pub fn day(&self, attribute: FactId) -> Date {
        match self.attribute(attribute) {
            Some(AttributeValue::Date(date)) => *date,
            _ => Date::UNKNOWN,
        }
    }

    /// An attribute that is a quantity.
    #[must_use]
    pub fn quantity<F: QuantityFact>(&self, attribute: FactId) -> Option<Quantity<F>> {
        match self.attribute(attribute) {
            Some(AttributeValue::Quantity(amount)) => Some(Quantity::from_amount(*amount)),
            _ => None,
        }
    }
}

/// The bit of a value.
fn bit_at(value: usize) -> u64 {
    u32::try_from(value).ok().and_then(|value| 1_u64.checked_shl(value)).unwrap_or(0)
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
    pub(super) fn is_in(self, period: Period) -> bool {
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

/// What is documented about the entries of one kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Whether anything else happened besides the [`entries`](Self::entries).
    pub complete: Complete,
    /// What is known to have happened.
    pub entries: Vec<Entry>,
}

impl History {
    /// The same, with an id for each entry that repeats an earlier one: without it, nobody knows
    /// whether they are two.
    #[must_use]
    pub fn told_apart(mut self) -> History {
        for position in 1..self.entries.len() {
            let (earlier, rest) = self.entries.split_at_mut(position);
            let Some(entry) = rest.first_mut() else { continue };
            let same = |other: &&Entry| {
                (other.date, other.end, &other.attributes)
                    == (entry.date, entry.end, &entry.attributes)
            };
            let times = earlier.iter().filter(same).count();
            if times > 0 {
                entry.id = Some(times.saturating_add(1).to_string().into());
            }
        }
        self
    }

    /// Nothing is documented: an incomplete history without a single event.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.complete == Complete::No && self.entries.is_empty()
    }

    /// The least and the greatest possible number of entries in `period` of which `counted` holds.
    #[inline]
    pub fn count(
        &self,
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        if self.entries.is_empty() {
            return if self.complete.is_in(period) || period.is_empty() {
                Interval::exactly(0)
            } else {
                Interval::at_least(0)
            };
        }
        self.count_some(day, counted, period)
    }

    fn count_some(
        &self,
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        period: Period,
    ) -> Interval {
        let (mut certain, mut possible) = (0_i64, 0_i64);
        for entry in &self.entries {
            let counts = entry.lies_in(period, day) & counted(entry);
            possible = possible.wrapping_add(i64::from(counts.can_be_met()));
            certain = certain.wrapping_add(i64::from(counts == Truth::MET));
        }
        if self.complete.is_in(period) || period.is_empty() {
            Interval { low: certain, high: possible }
        } else {
            Interval::at_least(certain)
        }
    }
}

impl History {
    /// How many different values of an attribute the entries in `period` have of which `counted`
    /// holds, at least and at most. The attribute is a code with so many values, of which these, as
    /// bits, may stand for several things.
    pub fn count_different(
        &self,
        (attribute, number, many): (FactId, usize, u64),
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        let all = all_bits(number);
        // Those of its possible values with which an entry counts.
        let values = |entry: &Entry| {
            let candidates = match entry.attribute(attribute) {
                Some(AttributeValue::Code(candidates)) => *candidates & all,
                _ => all,
            };
            let with = |value: &usize| {
                let value = AttributeValue::Code(bit_at(*value));
                counted(&entry.clone().with(attribute, value)).can_be_met()
            };
            positions(candidates).filter(with).fold(0, |values, value| values | bit_at(value))
        };
        let mut found = Values { certain: Vec::new(), possible: Vec::new(), many };
        for entry in &self.entries {
            let counts = entry.lies_in(period, day) & counted(entry);
            if counts.can_be_met() {
                let values = values(entry);
                found.possible.push(values);
                found.certain.extend((counts == Truth::MET).then_some(values));
            }
        }
        let Interval { low, high } = found.number();
        if self.complete.is_in(period) || period.is_empty() {
            Interval { low, high }
        } else {
            // Whatever else there is has one of these values.
            let further = values(&Entry::default());
            let different =
                if further & many == 0 { further.count_ones().into() } else { i64::MAX };
            Interval { low, high: high.max(different) }
        }
    }

    /// How many events of `period` there are, at least and at most, that lie at least so far apart
    /// from each other.
    ///
    /// The fewest is exact: however close together they are, so many have to lie apart. The most is
    /// exact if the days are known, and never too small.
    pub fn count_apart(
        &self,
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        apart: CalendarDuration,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        let spaced = self.spaced(day, counted, apart, period);
        self.as_complete(period, spaced.fewest(), || spaced.most())
    }

    /// The entries of a period that may count, with their days in it.
    pub(super) fn spaced(
        &self,
        day: EntryDay,
        counted: impl Fn(&Entry) -> Truth,
        apart: CalendarDuration,
        period: Period,
    ) -> Spaced {
        let counted = self.entries.iter().filter_map(|entry| {
            let counts = entry.lies_in(period, day) & counted(entry);
            let days = period.narrowed(entry.starts(), day);
            counts.can_be_met().then_some((days, counts == Truth::MET))
        });
        Spaced { counted: counted.collect(), apart }
    }

    /// At least so many; at most so many, if there are no others in a period.
    pub(super) fn as_complete(
        &self,
        period: Period,
        fewest: i64,
        most: impl FnOnce() -> i64,
    ) -> Interval {
        if self.complete.is_in(period) || period.is_empty() {
            Interval { low: fewest, high: most().max(fewest) }
        } else {
            Interval::at_least(fewest)
        }
    }
}

/// Entries of a period that are counted with a distance.
pub(super) struct Spaced {
    /// The first and the last day of each that may count, and whether it certainly does.
    pub(super) counted: Vec<(Interval, bool)>,
    pub(super) apart: CalendarDuration,
}

impl Spaced {
    /// The day from which on an event lies apart from one of a day, and up to which one is not too
    /// far from it.
    pub(super) fn next(&self, day: i64) -> i64 {
        day_with_number(day).map_or(i64::MAX, |day| day_number(self.apart.after(day)))
    }

    pub(super) fn fewest(&self) -> i64 {
        let (mut number, mut next) = (0_i64, i64::MIN);
        loop {
            // Of those that lie apart from all before, the one that has to be first.
            let certain =
                self.counted.iter().copied().filter(|(days, surely)| *surely && days.low() >= next);
            let Some(last) = certain.map(|(days, _)| days.high()).min() else {
                return number;
            };
            number = number.saturating_add(1);
            next = self.next(last);
        }
    }

    /// The days of those that may count.
    fn possible(&self) -> impl Iterator<Item = Interval> {
        self.counted.iter().map(|(days, _)| *days)
    }

    pub(super) fn most(&self) -> i64 {
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
        let days = self.possible().collect::<Vec<_>>();
        on_different_days(&days).min(self.between())
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
        let enough = i64::try_from(self.counted.len()).unwrap_or(i64::MAX);
        let mut number = 0_i64;
        while day <= last && number <= enough {
            number = number.saturating_add(1);
            day = self.next(day);
        }
        number
    }
}

/// The most that can be put on days of their own: each day takes, of those that may be of it,
/// the one that has to be over first.
pub(super) fn on_different_days(days: &[Interval]) -> i64 {
    if days.len() > 128 {
        return i64::try_from(days.len()).unwrap_or(i64::MAX);
    }
    let (mut placed, mut number, mut day) = (0_u128, 0_i64, i64::MIN);
    loop {
        let open = |from: i64| {
            let open = days.iter().copied().enumerate();
            open.filter(move |(position, days)| placed >> position & 1 == 0 && days.high() >= from)
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
