//! The days of a window, day by day: what a policy counts from may be known in part.

use super::predicate::{Days, Documentation};
use crate::Truth;
use crate::calendar::Shift;
use crate::policy::{Day, End, Window};
use chrono::NaiveDate;
use core::ops::RangeInclusive;
use std::collections::BTreeSet;

/// A day that an end is counted from, as it turns out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum When {
    On(NaiveDate),
    Never,
    /// Any day, or never.
    Undocumented,
}

/// The first and the last day of a window, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Span {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
}

impl Span {
    /// The days from one end to another, for the days that these are counted from. `None` where
    /// there are none.
    pub(crate) fn between(from: Option<(End, When)>, to: Option<(End, When)>) -> Option<Span> {
        let first = match from {
            None => NaiveDate::MIN,
            Some((end, When::On(day))) => begin(end, day)?,
            // Nothing is after what never was.
            Some((_, When::Never | When::Undocumented)) => return None,
        };
        let last = match to {
            // Everything is before what never was.
            None | Some((_, When::Never)) => NaiveDate::MAX,
            Some((end, When::On(day))) => finish(end, day)?,
            Some((_, When::Undocumented)) => return None,
        };
        (first <= last).then_some(Span { first, last })
    }

    /// The same without the days after one.
    pub(crate) fn up_to(self, last: NaiveDate) -> Option<Span> {
        let last = self.last.min(last);
        (self.first <= last).then_some(Span { last, ..self })
    }

    pub(crate) fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

fn begin(end: End, day: NaiveDate) -> Option<NaiveDate> {
    let first = end.shift.from(day);
    if end.included { Some(first) } else { first.succ_opt() }
}

fn finish(end: End, day: NaiveDate) -> Option<NaiveDate> {
    let last = end.shift.from(day);
    if end.included { Some(last) } else { last.pred_opt() }
}

/// A window as it turns out: the days that may be in it, and those that certainly are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outcome {
    pub(crate) possible: Option<Span>,
    pub(crate) certain: Option<Span>,
}

impl Outcome {
    /// A date lies in the window.
    pub(crate) fn holds(self, days: Days) -> Truth {
        let can = self.possible.is_some_and(|span| days.can_be_between(span.first, span.last));
        let must = self.certain.is_some_and(|span| {
            !days.can_be_never && span.contains(days.first) && span.contains(days.last)
        });
        Truth::from_possibilities(can, !must)
    }
}

/// With more possible days than this, only those are looked at near which something changes.
const EACH: i64 = 1_100;

/// How near.
const NEAR: u64 = 4;

impl Documentation<'_> {
    /// The days of a window over results or events, where those that it is counted from are known;
    /// `None` where one is not. The inner `None` is a window without days.
    #[expect(clippy::option_option, reason = "a window that is not known is not an empty one")]
    pub(crate) fn span(self, window: Window) -> Option<Option<Span>> {
        let known = |day: Day| self.exact(day).is_some() || self.possible(day).is_never();
        if !window.ends().all(|end| known(end.day)) {
            return None;
        }
        let when = |end: End| (end, self.exact(end.day).map_or(When::Never, When::On));
        let span = Span::between(window.from.map(when), window.to.map(when));
        Some(span.and_then(|span| span.up_to(self.looked_from(window))))
    }

    /// The days of a window over results or events, where these are known and there are any.
    #[must_use]
    pub fn known_days(self, window: Window) -> Option<RangeInclusive<NaiveDate>> {
        self.span(window)?.map(|span| span.first..=span.last)
    }

    /// The last day that a window over results or events can have: the day looked from, or the
    /// request if that is earlier.
    pub(crate) fn looked_from(self, window: Window) -> NaiveDate {
        self.possible(window.until).last.min(self.chart.request_date())
    }

    /// The ways in which a window can turn out, where `dates` are what may lie in it; cut off at a
    /// day, if there is one.
    pub(crate) fn outcomes(
        self,
        window: Window,
        dates: &[Days],
        last: Option<NaiveDate>,
    ) -> Vec<Outcome> {
        let ends = window.ends().collect::<Vec<_>>();
        let choices = |end: Option<End>| {
            end.map_or_else(|| vec![When::Never], |end| self.choices(end.day, &ends, dates))
        };
        let pairs = match (window.from, window.to) {
            (Some(from), Some(to)) if from.day == to.day => {
                choices(Some(from)).into_iter().map(|when| (when, when)).collect::<Vec<_>>()
            }
            (from, to) => {
                let tos = choices(to);
                let pair = |from| tos.iter().map(move |to| (from, *to)).collect::<Vec<_>>();
                choices(from).into_iter().flat_map(pair).collect()
            }
        };
        let cut = |span: Option<Span>| match last {
            Some(last) => span.and_then(|span| span.up_to(last)),
            None => span,
        };
        let outcome = |(from, to): (When, When)| {
            let (from, to) = (window.from.map(|end| (end, from)), window.to.map(|end| (end, to)));
            // An end of which nothing is known takes nothing away from what is possible.
            let known = |end: &(End, When)| end.1 != When::Undocumented;
            Outcome {
                possible: cut(Span::between(from.filter(known), to.filter(known))),
                certain: cut(Span::between(from, to)),
            }
        };
        pairs.into_iter().map(outcome).collect()
    }

    /// The days of two windows, for each of the ways in which the days can turn out that they are
    /// counted from. `None` where nothing is known of one of these: then no result is certainly in
    /// the window.
    pub(super) fn spans(
        self,
        windows: [Option<Window>; 2],
        dates: &[Days],
    ) -> Vec<Option<[Option<Span>; 2]>> {
        let ends = windows.iter().flatten().flat_map(|window| window.ends()).collect::<Vec<_>>();
        let mut named = Vec::new();
        for end in &ends {
            if !named.contains(&end.day) {
                named.push(end.day);
            }
        }
        let mut worlds = vec![Vec::new()];
        for day in &named {
            let choices = self.choices(*day, &ends, dates);
            let extended = worlds.iter().flat_map(|world: &Vec<(Day, When)>| {
                choices.iter().map(|when| [world.clone(), vec![(*day, *when)]].concat())
            });
            worlds = extended.collect();
        }
        let spans = worlds.into_iter().map(|world| {
            if world.iter().any(|(_, when)| *when == When::Undocumented) {
                return None;
            }
            Some(windows.map(|window| {
                let window = window?;
                let when = |end: End| {
                    let found = world.iter().find(|(day, _)| *day == end.day);
                    (end, found.map_or(When::Never, |(_, when)| *when))
                };
                let span = Span::between(window.from.map(when), window.to.map(when));
                span.and_then(|span| span.up_to(self.looked_from(window)))
            }))
        });
        spans.collect()
    }

    fn choices(self, day: Day, ends: &[End], dates: &[Days]) -> Vec<When> {
        let days = self.possible(day);
        if days.is_never() {
            return vec![When::Never];
        }
        if days.is_any() {
            return vec![When::Undocumented];
        }
        let apart = days.last.signed_duration_since(days.first).num_days();
        if apart <= EACH {
            return days.each().map(When::On).collect();
        }
        let shifts = ends.iter().filter_map(|end| end.shift.duration());
        let shifts = shifts.flat_map(|apart| [Shift::Before(apart), Shift::After(apart)]);
        let shifts = shifts.chain([Shift::None]).collect::<Vec<_>>();
        // Another end may come to lie beside this one.
        let others = ends.iter().map(|end| self.possible(end.day)).filter(|days| !days.is_never());
        let near = dates
            .iter()
            .copied()
            .chain(others)
            .flat_map(|days| [days.first, days.last])
            .chain([self.chart.request_date(), self.chart.service_date()]);
        let changes = near.flat_map(|day| shifts.iter().map(move |shift| shift.from(day)));
        let around = changes.flat_map(|day| {
            let before =
                (1..=NEAR).filter_map(move |days| day.checked_sub_days(chrono::Days::new(days)));
            let after =
                (0..=NEAR).filter_map(move |days| day.checked_add_days(chrono::Days::new(days)));
            before.chain(after)
        });
        let inside = around.filter(|day| days.first <= *day && *day <= days.last);
        inside
            .chain([days.first, days.last])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(When::On)
            .collect()
    }
}
