//! Courses that are joined: those of the same kind that follow each other closely are one.
//!
//! Every course is looked at twice: as short as it may be, since such courses are certainly joined
//! if they follow each other closely even so; and as long as it may be, since no others may be.

use super::course::{Course, EntryDay, Lasting};
use super::date::day_with_number;
use super::{AttributeValue, Complete, Date, Entry, History, Interval, Period, day_number};
use super::{all_bits, bit};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// Which courses are joined.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    /// Those with the same values of these attributes, which are codes: so many values they have, of
    /// which these, as bits, may stand for several things.
    pub by: &'a [(FactId, u8, u64)],
    /// Those that start at most so long after another one's last day.
    pub within: CalendarDuration,
}

/// How long joined courses have to last, as far as they have come on a day.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    /// So long.
    pub asked: Option<Lasting>,
    /// The day looked from.
    pub looked_from: NaiveDate,
    /// The day of the request.
    pub request: NaiveDate,
}

impl Length {
    fn is_met_by(self, course: Course) -> Truth {
        let lasts = |asked| course.lasts(asked, self.looked_from, self.request);
        self.asked.map_or(Truth::MET, lasts)
    }
}

/// The first and the last day of a course, or of several that are joined.
type Days = [i64; 2];

/// A course, or several, of these days.
fn course_of([first, last]: Days) -> Course {
    let exactly = |day| Interval { low: day, high: day };
    Course { starts: exactly(first), ends: exactly(last) }
}

/// A course may have started by the request.
fn started(entry: &Entry, request: NaiveDate) -> bool {
    entry.date.days().low <= day_number(request)
}

/// The days of a course that is as short as it may be: the last on which it may have started, and the
/// first on which it may have ended. What it was on the other days is not known.
fn shortest(entry: &Entry, request: NaiveDate) -> Days {
    let Course { starts, ends } = entry.course();
    [starts.high.min(day_number(request)), ends.low]
}

/// The days of a course that is as long as it may be.
fn longest(entry: &Entry) -> Days {
    let Course { starts, ends } = entry.course();
    [starts.low, ends.high]
}

impl Joining<'_> {
    /// The last day on which a course may start that is joined to one with this last day.
    fn reach(self, last: i64) -> i64 {
        day_with_number(last).map_or(last, |last| day_number(self.within.after(last)))
    }

    /// Each follows the other closely, whichever is first.
    fn is_near(self, one: Days, other: Days) -> bool {
        let ([first, last], [start, end]) = (one, other);
        start <= self.reach(last) && first <= self.reach(end)
    }

    /// The number of ways in which the attributes may turn out.
    fn kinds(self) -> u32 {
        let numbers = self.by.iter().map(|(_, values, _)| u32::from(*values));
        numbers.fold(1, u32::saturating_mul)
    }

    /// The value of each attribute in one of these ways, as bits.
    fn values(self, kind: u32) -> impl Iterator<Item = (FactId, u64)> {
        self.by.iter().scan(kind, |rest, (attribute, values, _)| {
            let number = u32::from(*values);
            let value = rest.checked_rem(number)?;
            *rest = rest.checked_div(number)?;
            Some((*attribute, u8::try_from(value).map_or(0, bit)))
        })
    }

    /// The possible values of an attribute.
    fn candidates(entry: &Entry, (attribute, values, _): (FactId, u8, u64)) -> u64 {
        let all = all_bits(usize::from(values));
        match entry.attribute(attribute) {
            Some(AttributeValue::Code(candidates)) => candidates & all,
            _ => all,
        }
    }

    /// The values of an entry are known, and stand for one thing each.
    fn is_known(self, entry: &Entry) -> bool {
        self.by.iter().all(|of| {
            let candidates = Joining::candidates(entry, *of);
            candidates.is_power_of_two() && candidates & of.2 == 0
        })
    }

    /// An entry may be of this kind.
    fn may_be(self, entry: &Entry, kind: u32) -> bool {
        let mut each = self.by.iter().zip(self.values(kind));
        each.all(|(of, (_, value))| Joining::candidates(entry, *of) & value != 0)
    }

    /// Two entries may be of one kind.
    fn may_be_alike(self, one: &Entry, other: &Entry) -> bool {
        let shared = |of| Joining::candidates(one, of) & Joining::candidates(other, of) != 0;
        self.by.iter().all(|of| shared(*of))
    }

    /// An entry of this kind may count.
    fn may_count(self, entry: &Entry, kind: u32, counted: &impl Fn(&Entry) -> Truth) -> bool {
        if !self.may_be(entry, kind) {
            return false;
        }
        let counts = counted(entry);
        if !counts.is_unknown() || self.is_known(entry) {
            return counts.can_be_met();
        }
        let with =
            |entry: Entry, (attribute, value)| entry.with(attribute, AttributeValue::Code(value));
        counted(&self.values(kind).fold(entry.clone(), with)).can_be_met()
    }
}

impl History {
    /// How many joined courses of a period last so long, at least and at most, as far as it matters
    /// whether there is any. What else there may be can only make them longer.
    pub fn any_joined(
        &self,
        joining: Joining<'_>,
        counted: impl Fn(&Entry) -> Truth,
        length: Length,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        let found =
            |course: Course| course.lies_in(period, EntryDay::Any) & length.is_met_by(course);
        let is_met_alone = |entry: &Entry| counted(entry) & found(entry.course()) == Truth::MET;
        let mut certain = self.entries.iter().any(is_met_alone);
        // What else there is was over before that day.
        let further = match self.complete {
            Complete::Yes => None,
            Complete::No => Some(Date::UNKNOWN),
            Complete::Since(day) => day.pred_opt().map(Date::from),
        };
        let further = further.map(|end| Entry { end, ..Entry::default() });
        let mut possible = certain;
        for kind in 0..joining.kinds() {
            if certain {
                break;
            }
            certain = self.joined_one_by_one(
                joining,
                |entry| {
                    let is_certain = started(entry, length.request)
                        && joining.may_be(entry, kind)
                        && joining.is_known(entry)
                        && counted(entry) == Truth::MET;
                    is_certain.then(|| shortest(entry, length.request))
                },
                None,
                |days| found(course_of(days)) == Truth::MET,
            );
            possible = possible || {
                let may_count = |entry: &Entry| {
                    started(entry, length.request) && joining.may_count(entry, kind, &counted)
                };
                self.joined_one_by_one(
                    joining,
                    |entry| may_count(entry).then(|| longest(entry)),
                    further.as_ref().filter(|further| may_count(further)).map(longest),
                    |days| found(course_of(days)).can_be_met(),
                )
            };
        }
        Interval { low: certain.into(), high: if certain || possible { i64::MAX } else { 0 } }
    }

    /// Joins the entries that have days here, from the first on, and whatever comes before them; says
    /// whether something is found that is meant.
    fn joined_one_by_one(
        &self,
        joining: Joining<'_>,
        days_of: impl Fn(&Entry) -> Option<Days>,
        before: Option<Days>,
        is_meant: impl Fn(Days) -> bool,
    ) -> bool {
        let each = || {
            let each = self.entries.iter().enumerate();
            each.filter_map(|(place, entry)| Some((days_of(entry)?, place)))
        };
        let mut joined = before;
        let mut last = None;
        // Few are of one kind, so the next one is looked for instead of all being sorted.
        while let Some((days, place)) = each().filter(|next| last < Some(*next)).min() {
            last = Some((days, place));
            joined = match joined {
                None => Some(days),
                Some(so_far) if joining.is_near(so_far, days) => {
                    Some([so_far[0], so_far[1].max(days[1])])
                }
                // It may be long before them, but others may still be joined to them.
                Some(so_far) if days[0] <= joining.reach(so_far[1]) => Some(so_far),
                Some(so_far) if is_meant(so_far) => return true,
                Some(_) => Some(days),
            };
        }
        joined.is_some_and(is_meant)
    }

    /// The history with courses joined, where it is certain which these are: it is complete, and none
    /// that may count may be joined to another one unless it certainly is.
    #[must_use]
    pub fn joined(
        &self,
        joining: Joining<'_>,
        counted: impl Fn(&Entry) -> Truth,
        request: NaiveDate,
    ) -> Option<History> {
        if self.complete != Complete::Yes {
            return None;
        }
        let counts = |entry: &&Entry| started(entry, request) && counted(entry).can_be_met();
        let mut rest = self.entries.iter().filter(counts).collect::<Vec<_>>();
        let mut entries = Vec::new();
        while let Some(first) = rest.pop() {
            // All that may be joined to it, even through others.
            let mut together = vec![first];
            let mut place = 0;
            while let Some(one) = together.get(place).copied() {
                let near = |other: &&Entry| {
                    joining.may_be_alike(one, other)
                        && joining.is_near(longest(one), longest(other))
                };
                let (near, others) = rest.into_iter().partition(near);
                rest = others;
                together.extend::<Vec<_>>(near);
                place = place.saturating_add(1);
            }
            if together.len() == 1 {
                entries.push(first.clone());
                continue;
            }
            let is_certain =
                |entry: &&Entry| joining.is_known(entry) && counted(entry) == Truth::MET;
            if !together.iter().all(is_certain) {
                return None;
            }
            together.sort_unstable_by_key(|entry| shortest(entry, request));
            let mut days = shortest(first, request);
            for (number, entry) in together.iter().enumerate() {
                let own = shortest(entry, request);
                if number > 0 && !joining.is_near(days, own) {
                    return None;
                }
                days = if number == 0 { own } else { [days[0], days[1].max(own[1])] };
            }
            let each = || together.iter().map(|entry| longest(entry));
            let from = each().map(|[first, _]| first).min().unwrap_or(days[0]);
            let to = each().map(|[_, last]| last).max().unwrap_or(days[1]);
            entries.push(Entry {
                date: Date::of_days(Interval { low: from, high: days[0] }),
                end: Date::of_days(Interval { low: days[1], high: to }),
                ..first.clone()
            });
        }
        Some(History { complete: Complete::Yes, entries })
    }
}
