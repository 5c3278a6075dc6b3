//! Two windows at once: the days that they are counted from are the same in both.

use super::{Anchor, Bounds, Edge, Entries, Period};
use crate::Truth;
use crate::possible::Interval;
use crate::possible::date::{first_day_of, last_day_of};
use crate::possible::day_number;
use chrono::NaiveDate;

/// A window of two, with the dates of the case that its ends are counted from: of two ends with
/// the same number, one day is true.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// The window.
    pub bounds: Bounds,
    /// The number of the date of each end.
    pub dates: [u8; 2],
}

/// The ends of two windows: where each begins, and where it ends.
#[derive(Clone, Copy)]
pub(in crate::possible) struct Ends {
    windows: [Option<Bounds>; 2],
    edges: [Option<(Edge, u8)>; 4],
}

/// The ends, as far as it has been decided which days they are counted from.
type Decided = [Option<Anchor>; 4];

/// The most days of a date that are tried one by one, if it is the only one that is open.
const ONE_BY_ONE: i64 = 400;

impl Ends {
    pub(in crate::possible) fn of(windows: [Option<Counted>; 2]) -> Ends {
        let [left, right] = windows.map(|window| {
            window.map_or([None; 2], |Counted { bounds, dates: [from, to] }| {
                [bounds.from.map(|edge| (edge, from)), bounds.to.map(|edge| (edge, to))]
            })
        });
        let ([from, to], [other_from, other_to]) = (left, right);
        Ends {
            windows: windows.map(|window| window.map(|counted| counted.bounds)),
            edges: [from, to, other_from, other_to],
        }
    }

    /// What is answered whichever days the windows turn out to have: see [`Bounds::truth`].
    pub(in crate::possible) fn truth(
        self,
        entries: Entries<'_>,
        answer: &dyn Fn([Period; 2]) -> Truth,
    ) -> Truth {
        let decided = self.edges.map(|edge| edge.and_then(|(edge, _)| edge.anchor()));
        let mut found = None;
        self.each(decided, entries, &mut |decided| {
            let truth = answer(self.periods(decided));
            let agreed = *found.get_or_insert(truth) == truth;
            if !agreed {
                found = Some(Truth::UNKNOWN);
            }
            agreed && truth != Truth::UNKNOWN
        });
        found.unwrap_or(Truth::UNKNOWN)
    }

    fn periods(self, [from, to, other_from, other_to]: Decided) -> [Period; 2] {
        let [left, right] = self.windows;
        let period = |window: Option<Bounds>, from, to| {
            window.map_or(Period::up_to(Interval::ANYTHING), |bounds| bounds.period(from, to))
        };
        [period(left, from, to), period(right, other_from, other_to)]
    }

    /// The first end of which the day is open.
    fn open(self, decided: Decided) -> Option<(Edge, u8)> {
        let open = self.edges.into_iter().zip(decided);
        open.filter(|(_, decided)| decided.is_none()).find_map(|(edge, _)| edge)
    }

    /// Days that stand for all that the ends may be counted from. Goes on while `visit` says so.
    fn each(
        self,
        decided: Decided,
        entries: Entries<'_>,
        visit: &mut dyn FnMut(Decided) -> bool,
    ) -> bool {
        let Some((edge, date)) = self.open(decided) else { return visit(decided) };
        let on = |day: NaiveDate| {
            let mut edges = self.edges.into_iter();
            decided.map(|known| match edges.next().flatten() {
                Some((_, other)) if known.is_none() && other == date => {
                    Some(Anchor::On(day_number(day)))
                }
                Some(_) | None => known,
            })
        };
        let (mut day, last) = (first_day_of(edge.day), last_day_of(edge.day));
        let few = last.signed_duration_since(day).num_days() <= ONE_BY_ONE;
        let one_by_one = few && self.open(on(day)).is_none();
        loop {
            let end =
                if one_by_one { day } else { self.last_alike(day, last, date, decided, entries) };
            if !self.each(on(day), entries, visit)
                || end > day && !self.each(on(end), entries, visit)
            {
                return false;
            }
            match end.succ_opt() {
                Some(next) if end < last => day = next,
                Some(_) | None => return true,
            }
        }
    }

    /// The last day up to which no entry and no other end changes sides.
    fn last_alike(
        self,
        day: NaiveDate,
        last: NaiveDate,
        date: u8,
        decided: Decided,
        entries: Entries<'_>,
    ) -> NaiveDate {
        let known = |visit: &mut dyn FnMut(Interval)| {
            entries(visit);
            for (edge, decided) in self.edges.into_iter().zip(decided) {
                if let (Some((edge, _)), Some(Anchor::On(day))) = (edge, decided) {
                    visit(Interval::exactly(edge.counted_from(day)));
                }
            }
        };
        let own = self.edges.into_iter().flatten().filter(|(_, other)| *other == date);
        let until = self.windows.into_iter().flatten().map(|bounds| bounds.until).max();
        let mut end = last;
        for (edge, _) in own {
            let alone = Bounds {
                from: Some(edge),
                to: None,
                joined: false,
                clip: i64::MAX,
                until: until.unwrap_or(i64::MAX),
            };
            end = alone.last_alike(day, end, &known);
        }
        end
    }
}
