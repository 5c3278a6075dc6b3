//! Courses that are joined: those of the same kind that follow each other closely are one.
//!
//! Every course is looked at twice: as short as it may be, since such courses are certainly joined
//! if they follow each other closely even so; and as long as it may be, since no others may be.

use super::course::{Course, EntryDay, Lasting};
use super::date::{is_day, is_within};
use super::{CodedAttribute, bit};
use super::{Complete, Date, Entry, EntryView, Interval, List, Listed, Period, day_number};
use crate::Truth;
use crate::calendar::CalendarDuration;
use crate::vocabulary::FactId;
use chrono::NaiveDate;

/// Which courses are joined.
#[derive(Clone, Copy, Debug)]
pub struct Joining<'a> {
    /// Those with the same values of these attributes.
    pub by: &'a [CodedAttribute],
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
fn started(entry: EntryView<'_>, request: NaiveDate) -> bool {
    entry.documented().date.days().low <= day_number(request)
}

/// The days of a course that is as short as it may be: the last on which it may have started, and the
/// first on which it may have ended. What it was on the other days is not known.
fn shortest(Course { starts, ends }: Course, request: NaiveDate) -> Days {
    [starts.high.min(day_number(request)), ends.low]
}

/// The days of a course that is as long as it may be.
fn longest(Course { starts, ends }: Course) -> Days {
    [starts.low, ends.high]
}

impl Joining<'_> {
    /// A course that starts on a day follows closely after one with this last day, or starts before.
    fn is_near(self, start: i64, last: i64) -> bool {
        start <= last || is_day(last) && is_within(last, start, self.within)
    }

    /// Joins courses of one kind, and says whether one that is meant comes of it.
    fn finds(self, courses: impl Iterator<Item = Days>, is_meant: impl Fn(Days) -> bool) -> bool {
        let mut courses = courses.collect::<List<_>>();
        courses.sort_unstable();
        let mut joined = None::<Days>;
        for days in courses {
            joined = match joined {
                Some([first, last]) if self.is_near(days[0], last) => {
                    // It may be long before them, but others may still be joined to them.
                    let is_near = self.is_near(first, days[1]);
                    Some([first, if is_near { last.max(days[1]) } else { last }])
                }
                Some(so_far) if is_meant(so_far) => return true,
                Some(_) | None => Some(days),
            };
        }
        joined.is_some_and(is_meant)
    }

    /// The number of ways in which the attributes may turn out.
    fn kinds(self) -> u32 {
        let numbers = self.by.iter().map(|attribute| u32::from(attribute.values));
        numbers.fold(1, u32::saturating_mul)
    }

    /// The value of each attribute in one of these ways, as bits.
    fn values(self, kind: u32) -> impl Iterator<Item = (FactId, u64)> {
        self.by.iter().scan(kind, |rest, attribute| {
            let number = u32::from(attribute.values);
            let value = rest.checked_rem(number)?;
            *rest = rest.checked_div(number)?;
            Some((attribute.id, u8::try_from(value).map_or(0, bit)))
        })
    }

    /// The possible values of each attribute.
    fn candidates(self, entry: EntryView<'_>) -> impl Iterator<Item = u64> {
        self.by.iter().map(move |attribute| attribute.candidates(entry))
    }

    /// The values of an entry are known, and stand for one thing each.
    fn is_known(self, entry: EntryView<'_>) -> bool {
        let is_known = |(candidates, attribute): (u64, &CodedAttribute)| {
            candidates.is_power_of_two() && candidates & attribute.many == 0
        };
        self.candidates(entry).zip(self.by).all(is_known)
    }

    /// An entry may be of this kind.
    fn may_be(self, entry: EntryView<'_>, kind: u32) -> bool {
        let mut each = self.candidates(entry).zip(self.values(kind));
        each.all(|(candidates, (_, value))| candidates & value != 0)
    }

    /// Two entries may be of one kind.
    fn may_be_alike(self, one: EntryView<'_>, other: EntryView<'_>) -> bool {
        let mut each = self.candidates(one).zip(self.candidates(other));
        each.all(|(one, other)| one & other != 0)
    }

    /// An entry of this kind may count.
    fn may_count(
        self,
        entry: EntryView<'_>,
        kind: u32,
        counted: impl Fn(EntryView<'_>) -> Truth,
    ) -> bool {
        if !self.may_be(entry, kind) {
            return false;
        }
        let counts = counted(entry);
        if !counts.is_unknown() || self.is_known(entry) {
            return counts.can_be_met();
        }
        counted(entry.with(&self.values(kind).collect::<List<_>>())).can_be_met()
    }
}

impl<'h, I: Iterator<Item = EntryView<'h>> + Clone> Listed<I> {
    /// How many joined courses of a period last so long, at least and at most, as far as it matters
    /// whether there is any. What else there may be can only make them longer.
    pub fn any_joined(
        self,
        joining: Joining<'_>,
        counted: impl Fn(EntryView<'_>) -> Truth,
        length: Length,
        period: impl Into<Period>,
    ) -> Interval {
        let period = period.into();
        let found =
            |course: Course| course.lies_in(period, EntryDay::Any) & length.is_met_by(course);
        let is_met_alone =
            |entry: EntryView<'_>| counted(entry) & found(entry.course) == Truth::MET;
        let mut certain = self.entries.clone().any(is_met_alone);
        // What else there is was over before that day.
        let further = match self.complete {
            Complete::Yes => None,
            Complete::No => Some(Date::UNKNOWN),
            Complete::Since(day) => day.pred_opt().map(Date::from),
        };
        let further = further.map(|end| Entry { end, ..Entry::default() });
        let mut possible = certain;
        let started = || self.entries.clone().filter(|entry| started(*entry, length.request));
        for kind in 0..joining.kinds() {
            if certain {
                break;
            }
            let surely = started().filter(|entry| {
                joining.may_be(*entry, kind)
                    && joining.is_known(*entry)
                    && counted(*entry) == Truth::MET
            });
            let days = surely.map(|entry| shortest(entry.course, length.request));
            certain = joining.finds(days, |days| found(course_of(days)) == Truth::MET);
            possible = possible || {
                let further = further.as_ref().map(EntryView::of);
                let may_count = |entry: &EntryView<'_>| joining.may_count(*entry, kind, &counted);
                let further = further.filter(may_count);
                let days = started().filter(may_count).map(|entry| longest(entry.course));
                let days = further.map(|further| longest(further.course)).into_iter().chain(days);
                joining.finds(days, |days| found(course_of(days)).can_be_met())
            };
        }
        Interval { low: certain.into(), high: if certain || possible { i64::MAX } else { 0 } }
    }

    /// The courses that there are once they are joined, where it is certain which these are: the
    /// history is complete, and none that may count may be joined to another one unless it certainly
    /// is.
    pub fn joined(
        self,
        joining: Joining<'_>,
        counted: impl Fn(EntryView<'_>) -> Truth,
        request: NaiveDate,
    ) -> Option<JoinedCourses<'h>> {
        if self.complete != Complete::Yes {
            return None;
        }
        let counts =
            |entry: &EntryView<'_>| started(*entry, request) && counted(*entry).can_be_met();
        let mut ordered = List::new();
        ordered.extend(self.entries.filter(counts).map(|it| (longest(it.course), it.documented())));
        ordered.sort_unstable_by_key(|(days, _)| *days);
        let mut members = List::new();
        members.extend(ordered.into_iter().map(Member::of));
        joining.group(&mut members);
        let mut courses = List::new();
        for (place, first) in members.iter().enumerate().filter(|(place, it)| it.group == *place) {
            let among = members.iter().take(first.last.saturating_add(1)).skip(place);
            let together = among.filter(|it| it.group == place).map(Member::view);
            if together.clone().nth(1).is_none() {
                courses.push((first.entry, Course::of(first.entry)));
                continue;
            }
            let is_certain =
                |entry: EntryView<'_>| joining.is_known(entry) && counted(entry) == Truth::MET;
            if !together.clone().all(is_certain) {
                return None;
            }
            let course = joining.as_one(together.map(|entry| entry.course), request)?;
            courses.push((first.entry, course));
        }
        Some(JoinedCourses { courses })
    }
}

/// A course that may be joined to others.
struct Member<'h> {
    entry: &'h Entry,
    /// Its days, if it is as long as it may be.
    days: Days,
    /// The latest last day of it and of all before it.
    furthest: i64,
    /// The place of the first course that it may be joined to, even through others.
    group: usize,
    /// Of the first course of a group: the place of its last one.
    last: usize,
}

impl<'h> Member<'h> {
    fn of((days, entry): (Days, &'h Entry)) -> Member<'h> {
        Member { entry, days, furthest: days[1], group: 0, last: 0 }
    }

    fn view(&self) -> EntryView<'h> {
        EntryView::of(self.entry)
    }
}

impl Joining<'_> {
    /// Finds those of some courses that may be joined, even through others; they come in the order of
    /// their days.
    fn group(self, members: &mut [Member<'_>]) {
        let mut furthest = i64::MIN;
        for place in 0..members.len() {
            let (before, rest) = members.split_at_mut(place);
            let Some(this) = rest.first_mut() else { continue };
            this.group = place;
            for number in (0..place).rev() {
                let Some(earlier) = before.get(number) else { continue };
                if !self.is_near(this.days[0], earlier.furthest) {
                    break;
                }
                let group = earlier.group;
                if group != this.group
                    && self.is_near(this.days[0], earlier.days[1])
                    && self.may_be_alike(earlier.view(), this.view())
                {
                    let (first, second) = (group.min(this.group), group.max(this.group));
                    let both = before.iter_mut().filter(|it| it.group == second);
                    both.for_each(|it| it.group = first);
                    this.group = first;
                }
            }
            furthest = furthest.max(this.days[1]);
            this.furthest = furthest;
            let group = this.group;
            if let Some(first) = members.get_mut(group) {
                first.last = place;
            }
        }
    }

    /// The course that several of one group are, if they certainly follow each other closely.
    fn as_one(
        self,
        courses: impl Iterator<Item = Course> + Clone,
        request: NaiveDate,
    ) -> Option<Course> {
        let from = courses.clone().map(|it| longest(it)[0]).min()?;
        let to = courses.clone().map(|it| longest(it)[1]).max()?;
        if courses.clone().all(|it| it.starts.is_exact() && it.ends.is_exact()) {
            return Some(course_of([from, to]));
        }
        let mut surely = courses.map(|it| shortest(it, request)).collect::<List<_>>();
        surely.sort_unstable();
        let (mut days, others) = surely.split_first().map(|(first, others)| (*first, others))?;
        for [start, end] in others.iter().copied() {
            if !(self.is_near(start, days[1]) && self.is_near(days[0], end)) {
                return None;
            }
            days[1] = days[1].max(end);
        }
        Some(Course::between(
            Interval { low: from, high: days[0] },
            Interval { low: days[1], high: to },
        ))
    }
}

/// Courses that are joined. There are no others.
#[derive(Clone, Debug)]
pub struct JoinedCourses<'h> {
    /// The first that was joined, and the days of all of them.
    courses: List<(&'h Entry, Course)>,
}

impl JoinedCourses<'_> {
    /// One after another.
    #[must_use]
    pub fn listed(&self) -> Listed<impl Iterator<Item = EntryView<'_>> + Clone> {
        let entries =
            self.courses.iter().map(|(entry, course)| EntryView::of(entry).lasting(*course));
        Listed { complete: Complete::Yes, entries }
    }
}
