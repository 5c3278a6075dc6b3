//! The days that a predicate looks at in a case, counted from days that may be known in part.
//!
//! In: the ends of a window, each with the possible days that it is counted from. Out: a [`Period`]
//! for each of the ways in which these can turn out, and what all of them agree on.

mod ends;
#[cfg(test)]
mod tests;

pub use ends::Counted;
pub(super) use ends::Ends;

use super::date::{LAST, day_with_number, first_day_of, last_day_of};
use super::{Date, Interval, day_number};
use crate::Truth;
use crate::calendar::Shift;
use chrono::NaiveDate;

/// Days that count. Mostly it is known which they are; where the day that they are counted from is
/// not documented, a day may count and may not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Period {
    /// The days that may count.
    pub(super) possible: Interval,
    /// The days that certainly count.
    pub(super) certain: Interval,
    /// The last day that anything in a case can have: what was known later is none of it.
    pub(super) until: i64,
}

/// Days that count: an interval of days up to the request, or a [`Period`], where there is more to
/// know about them.
///
/// Most windows look back from the request. Two numbers say all about these, and a question that is
/// compiled for them alone asks nothing else.
pub trait Days: Copy + Into<Period> {
    /// The days that may count.
    fn possible(self) -> Interval;

    /// No day can count.
    #[inline]
    fn is_empty(self) -> bool {
        self.possible().low > self.possible().high
    }

    /// A date certainly lies among them, whichever of its days up to the last of the case it is.
    fn certainly_hold(self, date: Interval) -> bool;

    /// A date lies among them.
    #[inline]
    fn hold(self, date: Interval) -> Truth {
        let can = date.can_be_in(self.possible());
        Truth::of(can, can & self.certainly_hold(date))
    }
}

impl Days for Interval {
    #[inline]
    fn possible(self) -> Interval {
        self
    }

    #[inline]
    fn certainly_hold(self, date: Interval) -> bool {
        self.low <= date.low // nothing is later
    }
}

impl Days for Period {
    #[inline]
    fn possible(self) -> Interval {
        self.possible
    }

    #[inline]
    fn certainly_hold(self, date: Interval) -> bool {
        let last = if date.high < self.until { date.high } else { self.until };
        (self.certain.low <= date.low) & (last <= self.certain.high)
    }
}

/// No day.
const NONE: Interval = Interval { low: i64::MAX, high: i64::MIN };

impl Period {
    /// These days, when nothing can be later.
    #[inline]
    #[must_use]
    pub const fn up_to(days: Interval) -> Period {
        Period { possible: days, certain: days, until: days.high }
    }
}

impl From<Interval> for Period {
    #[inline]
    fn from(days: Interval) -> Period {
        Period::up_to(days)
    }
}

/// One end of a window in a case: the days that it may be counted from, and how far it lies from
/// them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Edge {
    /// The day that it is counted from.
    pub day: Date,
    /// How far it lies from that day.
    pub shift: Shift,
    /// Whether it belongs to the window.
    pub included: bool,
}

/// A day that an end is counted from, as it turns out.
#[derive(Clone, Copy)]
enum Anchor {
    /// The number of the day.
    On(i64),
    Never,
    /// Any day or never: what is in the window is taken entry by entry.
    Undocumented,
}

impl Edge {
    /// The first day of a window that begins here: that it may have, and from which on it
    /// certainly has begun. After never is nothing.
    fn low(self, anchor: Anchor) -> [i64; 2] {
        match anchor {
            Anchor::On(day) => {
                let low = self.counted_from(day);
                [low.saturating_add(i64::from(!self.included)); 2]
            }
            Anchor::Never => [i64::MAX; 2],
            Anchor::Undocumented => [i64::MIN, i64::MAX],
        }
    }

    /// The last day of a window that ends here. Before never is everything.
    fn high(self, anchor: Anchor) -> [i64; 2] {
        match anchor {
            Anchor::On(day) => {
                let high = self.counted_from(day);
                [high.saturating_sub(i64::from(!self.included)); 2]
            }
            Anchor::Never => [LAST; 2],
            Anchor::Undocumented => [LAST, i64::MIN],
        }
    }

    /// The number of the day on which it lies, counted from another one.
    fn counted_from(self, day: i64) -> i64 {
        if self.shift == Shift::None {
            return day;
        }
        day_with_number(day).map_or(day, |day| day_number(self.shift.from(day)))
    }

    /// The day that it is counted from, where only one is possible.
    fn anchor(self) -> Option<Anchor> {
        if self.day.is_never() {
            Some(Anchor::Never)
        } else if self.day.is_unknown() {
            Some(Anchor::Undocumented)
        } else {
            let days = self.day.days();
            days.is_exact().then_some(Anchor::On(days.low))
        }
    }
}

/// The days of all entries that a predicate may look at, one after another.
pub(super) type Entries<'e> = &'e dyn Fn(&mut dyn FnMut(Interval));

/// What is answered for a period.
type Answer<'a> = &'a dyn Fn(Period) -> Truth;

/// A window in a case.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Where it begins.
    pub from: Option<Edge>,
    /// Where it ends.
    pub to: Option<Edge>,
    /// Both ends are counted from one date.
    pub joined: bool,
    /// The last day that may count.
    pub clip: i64,
    /// The last day that anything in the case can have.
    pub until: i64,
}

impl Bounds {
    /// The bounds of results or events, which are looked for up to a day and never lie after the
    /// request.
    #[inline]
    #[must_use]
    pub fn new(
        from: Option<Edge>,
        to: Option<Edge>,
        joined: bool,
        looked_from: NaiveDate,
        request: NaiveDate,
    ) -> Bounds {
        let until = day_number(request);
        Bounds { from, to, joined, clip: day_number(looked_from).min(until), until }
    }

    /// The period, where what it is counted from is known.
    #[inline]
    #[must_use]
    pub fn known(self) -> Period {
        let anchor = |edge: Option<Edge>| edge.and_then(Edge::anchor);
        self.period(anchor(self.from), anchor(self.to))
    }

    /// The bounds of a date, which may lie after the request.
    #[inline]
    #[must_use]
    pub const fn of_date(from: Option<Edge>, to: Option<Edge>, joined: bool) -> Bounds {
        Bounds { from, to, joined, clip: LAST, until: i64::MAX }
    }

    /// A date lies between the bounds.
    #[must_use]
    pub fn hold(self, date: Interval) -> Truth {
        self.truth(&|entry| entry(date), |period| period.hold(date))
    }

    /// What is answered whichever days the window turns out to have.
    ///
    /// A day of which only a part is known is one day: the answer is what the answers for each of
    /// its possible days agree on. Where it is not documented at all, each entry may be in the
    /// window and may not.
    #[inline]
    pub fn truth(self, entries: Entries<'_>, answer: impl Fn(Period) -> Truth) -> Truth {
        match self.if_known() {
            Some(period) => answer(period),
            None => self.agreed(entries, &answer),
        }
    }

    /// The period, if only one is possible.
    #[inline]
    pub(super) fn if_known(self) -> Option<Period> {
        let anchor = |edge: Option<Edge>| edge.map_or(Some(None), |edge| edge.anchor().map(Some));
        Some(self.period(anchor(self.from)?, anchor(self.to)?))
    }

    /// The days that may count, from the first to the last.
    #[must_use]
    pub(crate) fn widest(self) -> Interval {
        let ends = |edge: Edge| {
            edge.anchor().map_or_else(
                || [first_day_of(edge.day), last_day_of(edge.day)].map(day_number).map(Anchor::On),
                |only| [only; 2],
            )
        };
        let low = self.from.map_or(i64::MIN, |edge| {
            let [first, _] = ends(edge);
            edge.low(first).into_iter().min().unwrap_or(i64::MIN)
        });
        let high = self.to.map_or(LAST, |edge| {
            let [_, last] = ends(edge);
            edge.high(last).into_iter().max().unwrap_or(LAST)
        });
        let high = high.min(self.clip);
        if low <= high { Interval { low, high } } else { NONE }
    }

    fn period(self, from: Option<Anchor>, to: Option<Anchor>) -> Period {
        let ends = self.from.zip(from).map_or([i64::MIN; 2], |(edge, anchor)| edge.low(anchor));
        let highs = self.to.zip(to).map_or([LAST; 2], |(edge, anchor)| edge.high(anchor));
        let days = |low: i64, high: i64| {
            let high = high.min(self.clip);
            if low <= high { Interval { low, high } } else { NONE }
        };
        let ([low, certain_low], [high, certain_high]) = (ends, highs);
        Period {
            possible: days(low, high),
            certain: days(certain_low, certain_high),
            until: self.until,
        }
    }

    #[cold]
    #[inline(never)]
    fn agreed(self, entries: Entries<'_>, answer: Answer<'_>) -> Truth {
        let mut found = None;
        // The ends that have several possible days are tried one by one.
        let mut tell = |truth: Truth| {
            found = Some(match found {
                None => truth,
                Some(known) if known == truth => known,
                Some(_) => Truth::UNKNOWN,
            });
            found != Some(Truth::UNKNOWN)
        };
        if self.joined {
            self.each(self.from.or(self.to), entries, |anchor| {
                tell(answer(self.period(Some(anchor), Some(anchor))))
            });
        } else {
            self.each(self.from, entries, |from| {
                let mut goes_on = true;
                self.each(self.to, entries, |to| {
                    goes_on = tell(answer(self.period(Some(from), Some(to))));
                    goes_on
                });
                goes_on
            });
        }
        found.unwrap_or(Truth::UNKNOWN)
    }

    /// Days of an end that stand for all that it may be counted from: the first and the last of
    /// those between which no entry comes into the window or falls out of it.
    fn each(self, edge: Option<Edge>, entries: Entries<'_>, mut visit: impl FnMut(Anchor) -> bool) {
        let Some(edge) = edge else {
            visit(Anchor::Never);
            return;
        };
        if let Some(only) = edge.anchor() {
            visit(only);
            return;
        }
        let last = last_day_of(edge.day);
        let mut day = first_day_of(edge.day);
        loop {
            let end = self.last_alike(day, last, entries);
            let on = |day: NaiveDate| Anchor::On(day_number(day));
            if !visit(on(day)) || end > day && !visit(on(end)) || end >= last {
                return;
            }
            let Some(next) = end.succ_opt() else { return };
            day = next;
        }
    }

    /// The last day up to which no entry changes sides, whichever end is counted from it.
    fn last_alike(self, day: NaiveDate, last: NaiveDate, entries: Entries<'_>) -> NaiveDate {
        let mut end = last;
        for edge in [self.from, self.to].into_iter().flatten() {
            let place = |day: NaiveDate| day_number(edge.shift.from(day));
            let here = place(day);
            let mut next = i64::MAX;
            // With the bound excluded or not, no more than these matter.
            let mut pass = |bound: i64| {
                for change in [-1, 0, 1, 2].map(|apart| bound.saturating_add(apart)) {
                    if here < change {
                        next = next.min(change);
                    }
                }
            };
            // Beyond the last day that may count, the window is empty, even without entries.
            pass(self.until);
            pass(self.clip);
            entries(&mut |entry: Interval| {
                pass(entry.low);
                pass(entry.high);
            });
            if next < i64::MAX && next <= place(end) {
                // The first day from which the end has come so far, less one.
                let (mut low, mut high) = (day, end);
                while low < high {
                    let apart = high.signed_duration_since(low).num_days() / 2;
                    let middle =
                        low.checked_add_signed(chrono::Duration::days(apart)).unwrap_or(high);
                    if place(middle) < next {
                        low = middle.succ_opt().unwrap_or(high);
                    } else {
                        high = middle;
                    }
                }
                end = low.pred_opt().unwrap_or(low).max(day);
            }
        }
        end
    }
}
