//! Results that two terms choose among those of their windows.
//!
//! Two terms over one measurement have to choose different results. Where each result can lie in
//! one of the windows only, each term chooses by itself. Otherwise a result with a partial date
//! belongs to one window or to the other, and the two are looked at together.

mod together;

use super::exact::Distance;
use super::order::{End, Ends, Orders, Range, Sign, stricter};
use crate::Truth;
use crate::possible::period::Counted;
use crate::possible::{Days, DocumentedResult, Interval, Period};
use core::cmp::Ordering;

/// Which result a term chooses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// The latest; of several of one day, each may be it.
    Latest,
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
}

/// The result that a term chooses among those of a window, by one method or by any.
#[derive(Clone, Copy, Debug)]
pub struct Selected<'a> {
    pub(super) documented: &'a [DocumentedResult],
    pub(super) method: Option<u8>,
    pub(super) choice: Choice,
    /// The sign that all numbers of the measurement have.
    pub(super) sign: Sign,
    pub(super) window: Counted,
}

impl<'a> Selected<'a> {
    /// The result that is chosen of these.
    #[must_use]
    pub const fn new(
        documented: &'a [DocumentedResult],
        method: Option<u8>,
        choice: Choice,
        sign: Sign,
        window: Counted,
    ) -> Selected<'a> {
        Selected { documented, method, choice, sign, window }
    }

    pub(super) fn each_day(&self, visit: &mut dyn FnMut(Interval)) {
        self.documented.iter().for_each(|result| visit(result.date.days()));
    }

    /// The ends of each range that the chosen result may have, whatever its window turns out to be,
    /// while `visit` says that it goes on; false where that stopped, or where there may be no
    /// result.
    pub(in crate::possible) fn each_range(&self, visit: &dyn Fn(Ends) -> bool) -> bool {
        let entries = |day: &mut dyn FnMut(Interval)| self.each_day(day);
        let answer = |period: Period| {
            let mut goes_on = true;
            let there = self.over(period).each(|range| goes_on &= visit(range.ends()));
            // What all periods agree on, or unknown.
            if there.is_some() && goes_on { Truth::MET } else { Truth::UNKNOWN }
        };
        self.window.bounds.truth(&entries, answer) == Truth::MET
    }

    pub(super) const fn over(&'a self, period: Period) -> Chosen<'a> {
        Chosen { selected: self, period }
    }
}

/// What a term chooses where its window is known.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'a> {
    selected: &'a Selected<'a>,
    period: Period,
}

impl<'a> Chosen<'a> {
    fn is_of_method(self, result: &DocumentedResult) -> bool {
        self.selected.method.is_none() | (self.selected.method == result.method)
    }

    fn may_hold(self, result: &DocumentedResult) -> bool {
        self.is_of_method(result) & result.date.days().can_be_in(self.period.possible)
    }

    fn certainly_holds(self, result: &DocumentedResult) -> bool {
        self.is_of_method(result)
            & result.date.days().can_be_in(self.period.possible)
            & self.period.certainly_hold(result.date.days())
    }

    fn range(self, result: &DocumentedResult) -> Range {
        Range::of(&result.amount, self.selected.sign)
    }

    /// The last day on which a result can lie in the window.
    fn last_day(self, result: &DocumentedResult) -> i64 {
        result.date.days().high().min(self.period.possible.high())
    }

    /// What may be chosen; `None` where there may be nothing.
    fn candidates(self) -> Option<Candidates<'a>> {
        let all: &'a [DocumentedResult] = self.selected.documented;
        let mut certain = all.iter().filter(|result| self.certainly_holds(result)).peekable();
        let _ = certain.peek()?;
        let (mut newest, mut bound) = (i64::MIN, None);
        match self.selected.choice {
            Choice::Latest => newest = certain.map(|result| result.date.days().low()).max()?,
            Choice::Highest => {
                let lows = certain.map(|result| self.range(result).low);
                bound = lows.fold(None, |bound, low| stricter(bound, low, Ordering::Greater));
            }
            Choice::Lowest => {
                let highs = certain.map(|result| self.range(result).high);
                bound = highs.fold(None, |bound, high| stricter(bound, high, Ordering::Less));
            }
        }
        Some(Candidates { chosen: self, newest, bound })
    }

    /// The ranges of all results that may be chosen, one after another, and that there is always
    /// one.
    fn each(self, mut visit: impl FnMut(Range)) -> Option<()> {
        let all: &'a [DocumentedResult] = self.selected.documented;
        if let [only] = all {
            return self.certainly_holds(only).then(|| visit(self.range(only)));
        }
        let candidates = self.candidates()?;
        all.iter().filter_map(|result| candidates.range(result)).for_each(visit);
        Some(())
    }
}

/// The results that a term may choose in a window that certainly has one.
#[derive(Clone, Copy)]
struct Candidates<'a> {
    chosen: Chosen<'a>,
    /// Of the latest: the day that no certain result is later than.
    newest: i64,
    /// Of the highest and the lowest: what the certain results leave.
    bound: Option<End>,
}

impl Candidates<'_> {
    /// The numbers with which the result may be chosen, if it may.
    fn range(self, result: &DocumentedResult) -> Option<Range> {
        let chosen = self.chosen;
        if !chosen.may_hold(result) || chosen.last_day(result) < self.newest {
            return None;
        }
        let range = chosen.range(result);
        let left = match chosen.selected.choice {
            Choice::Latest => return Some(range),
            Choice::Highest => range.from(self.bound),
            Choice::Lowest => range.to(self.bound),
        };
        (!left.is_empty()).then_some(left)
    }

    fn has(self, result: &DocumentedResult) -> bool {
        self.range(result).is_some()
    }
}

/// The orders of a chosen result to a number, or the other way round.
pub(super) fn with_number(
    chosen: Chosen<'_>,
    number: Range,
    distance: Distance,
    turned: bool,
) -> Option<Orders> {
    let mut found = Some(Orders::NONE);
    chosen.each(|range| {
        let (one, other) = if turned { (number, range) } else { (range, number) };
        found = found.and_then(|found| Some(found.or(one.orders(other, distance)?)));
    })?;
    found
}

/// Two terms that each choose a result.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) left: Chosen<'a>,
    pub(super) right: Chosen<'a>,
    pub(super) distance: Distance,
}

impl Pair<'_> {
    /// The orders in which the two results may lie; `None` where there may be none, or only one.
    pub(super) fn orders(self, same: bool) -> Option<Orders> {
        let is_shared = |result| self.left.may_hold(result) & self.right.may_hold(result);
        if same && self.left.selected.documented.iter().any(is_shared) {
            return self.together();
        }
        let mut found = Some(Orders::NONE);
        self.left.each(|one| {
            let with = self.right.each(|other| {
                found = found.and_then(|found| Some(found.or(one.orders(other, self.distance)?)));
            });
            if with.is_none() {
                found = None;
            }
        })?;
        found
    }
}

/// A bound that a result sets to the one that is chosen in its window.
#[derive(Clone, Copy)]
enum Bound {
    /// The chosen one is not lower.
    From(Option<End>),
    /// The chosen one is not higher.
    To(Option<End>),
}

impl Bound {
    /// The bound that a result sets to what is chosen; the latest is chosen whatever it is.
    fn of(choice: Choice, range: Range) -> Option<Bound> {
        match choice {
            Choice::Latest => None,
            Choice::Highest => Some(Bound::From(range.low)),
            Choice::Lowest => Some(Bound::To(range.high)),
        }
    }
}
