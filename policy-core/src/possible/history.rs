//! Histories: what is known to have happened, and whether that is everything.

use super::attribute::AttributeValue;
use super::{Date, Days, EntryDay, EntryView, Interval, Listed, day_number};
use crate::Truth;
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

    /// Nothing else happened in a period; in one without days, nothing can have.
    #[inline]
    pub(super) fn is_in(self, period: impl Days) -> bool {
        let is_known = match self {
            Complete::No => false,
            // The first number of a period need not be one of a day.
            Complete::Since(since) => {
                since.pred_opt().is_none_or(|last| day_number(last) < period.possible().low)
            }
            Complete::Yes => true,
        };
        is_known || period.is_empty()
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

    /// How many entries of a period there are of which `counted` holds, at least and at most.
    #[inline]
    #[must_use]
    pub fn count(
        &self,
        day: EntryDay,
        counted: impl Fn(EntryView<'_>) -> Truth,
        period: impl Days,
    ) -> Interval {
        if self.entries.is_empty() {
            // So are most histories, and that is all there is to see.
            let is_whole = self.complete.is_in(period);
            return if is_whole { Interval::exactly(0) } else { Interval::at_least(0) };
        }
        self.listed().count(day, counted, period)
    }

    /// The entries, one after another.
    #[inline]
    #[must_use]
    pub fn listed(&self) -> Listed<impl Iterator<Item = EntryView<'_>> + Clone> {
        Listed { complete: self.complete, entries: self.entries.iter().map(EntryView::of) }
    }
}
