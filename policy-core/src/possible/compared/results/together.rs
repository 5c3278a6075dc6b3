//! Two terms over one measurement, with results that may lie in either window.
//!
//! For each two results that may be chosen, and each part of the windows in which they may lie:
//! what all other results leave for their numbers.

use super::super::exact::Distance;
use super::super::order::{Orders, Range, implies};
use super::{Bound, Candidates, Choice, Pair};
use crate::possible::date::first_day_from;
use crate::possible::{DocumentedResult, Interval};
use core::cmp::Ordering;

/// With more to look at than this, the answer is unknown: nobody waits for it, whatever is sent.
const MOST_STEPS: usize = 1_000_000;

/// Days of a result that lie in the same windows.
#[derive(Clone, Copy)]
struct Part {
    first: i64,
    last: i64,
    in_left: bool,
    in_right: bool,
}

/// The days on which the two chosen results lie.
#[derive(Clone, Copy)]
struct Days {
    left: i64,
    right: i64,
}

/// What a result that is not chosen asks of the two that are.
#[derive(Clone, Copy)]
enum Asks {
    Nothing,
    /// Both of these bounds.
    Both(Option<Bound>, Option<Bound>),
    /// One of the two, as it lies in one window or in the other.
    Either(Bound, Bound),
    /// It would be chosen itself.
    Impossible,
}

impl Pair<'_> {
    pub(super) fn together(self) -> Option<Orders> {
        let all = self.left.selected.documented;
        let [lefts, rights] = [self.left.candidates()?, self.right.candidates()?];
        if self.steps([lefts, rights]) > MOST_STEPS {
            return None;
        }
        let both = |result: &DocumentedResult| lefts.has(result) && rights.has(result);
        let mut both = all.iter().enumerate().filter(|(_, result)| both(result));
        if both.any(|(position, _)| self.may_choose_twice(position)) {
            return None;
        }
        let mut found = Orders::NONE;
        for (one, left) in all.iter().enumerate().filter(|(_, result)| lefts.has(result)) {
            let others = all.iter().enumerate().filter(|(other, _)| *other != one);
            for (other, right) in others.filter(|(_, result)| rights.has(result)) {
                for at in self.parts(left).filter(|part| part.in_left) {
                    for to in self.parts(right).filter(|part| part.in_right) {
                        let chosen =
                            [(one, self.left.range(left)), (other, self.right.range(right))];
                        found = found.or(self.chosen(chosen, [at, to])?);
                        if found == Orders::ALL {
                            return Some(found);
                        }
                    }
                }
            }
        }
        Some(found)
    }

    /// How often a result is looked at, at most, but for its parts.
    fn steps(self, [lefts, rights]: [Candidates<'_>; 2]) -> usize {
        let all = self.left.selected.documented;
        let number = |counts: &dyn Fn(&DocumentedResult) -> bool| {
            all.iter().filter(|result| counts(result)).count()
        };
        let is_in_either =
            |result: &DocumentedResult| self.left.may_hold(result) && self.right.may_hold(result);
        let pairs = number(&|result| lefts.has(result))
            .saturating_mul(number(&|result| rights.has(result)));
        pairs.saturating_mul(all.len()).saturating_mul(number(&is_in_either).saturating_add(1))
    }

    /// The parts of a result's days that lie in the same windows.
    fn parts(self, result: &DocumentedResult) -> impl Iterator<Item = Part> + use<> {
        let days = result.date.days();
        let (low, high) = (days.low(), days.high().min(self.left.period.until));
        let windows = [self.left, self.right]
            .map(|chosen| chosen.is_of_method(result).then_some(chosen.period.possible));
        let edges = move || {
            let ends = |window: Interval| [window.low(), window.high().saturating_add(1)];
            windows.into_iter().flatten().flat_map(ends)
        };
        let is_in = move |window: Option<Interval>, day: i64| {
            window.is_some_and(|window| window.low() <= day && day <= window.high())
        };
        let begins = [low].into_iter().chain(edges().filter(move |edge| low < *edge));
        begins.filter_map(move |begin| {
            let next = edges().filter(|edge| begin < *edge).min().unwrap_or(i64::MAX);
            let last = next.saturating_sub(1).min(high);
            // Some integers are no days.
            let first = first_day_from(begin);
            let [in_left, in_right] = windows.map(|window| is_in(window, first));
            (first <= last).then_some(Part { first, last, in_left, in_right })
        })
    }

    /// Both terms may choose this result.
    fn may_choose_twice(self, position: usize) -> bool {
        let all = self.left.selected.documented;
        let Some(chosen) = all.get(position) else { return false };
        let is_one_choice = self.left.selected.choice == self.right.selected.choice;
        self.parts(chosen).filter(|part| part.in_left && part.in_right).any(|part| {
            let days = Days { left: part.last, right: part.last };
            let mut range = self.left.range(chosen);
            for result in others(all, [position; 2]) {
                match self.asks(result, days) {
                    Asks::Impossible => return false,
                    Asks::Both(left, right) => {
                        range = [left, right].into_iter().flatten().fold(range, within);
                    }
                    Asks::Either(left, _) if is_one_choice => range = within(range, left),
                    // No number is higher than another one and lower than it.
                    Asks::Either(..) | Asks::Nothing => {}
                }
            }
            !range.is_empty()
        })
    }

    /// The least that a result asks of the chosen ones, wherever it may lie.
    fn asks(self, result: &DocumentedResult, days: Days) -> Asks {
        let range = self.left.range(result);
        let choices = [self.left, self.right].map(|chosen| chosen.selected.choice);
        let [left, right] = choices.map(|choice| Bound::of(choice, range));
        let (mut alone, mut both) = ([None, None], false);
        for part in self.parts(result) {
            let sides = [(part.in_left, days.left), (part.in_right, days.right)];
            let is_chosen = sides.into_iter().zip(choices).any(|((is_in, day), choice)| {
                is_in && choice == Choice::Latest && part.first > day
            });
            if is_chosen {
                continue;
            }
            match (left.filter(|_| part.in_left), right.filter(|_| part.in_right)) {
                (None, None) => return Asks::Nothing,
                (left @ Some(_), None) => alone = [left, alone[1]],
                (None, right @ Some(_)) => alone = [alone[0], right],
                (Some(_), Some(_)) => both = true,
            }
        }
        match alone {
            [Some(left), Some(right)] => Asks::Either(left, right),
            [None, None] if both => Asks::Both(left, right),
            [None, None] => Asks::Impossible,
            [left, right] => Asks::Both(left, right),
        }
    }

    /// The orders in which two results may lie, if they are chosen in these parts of their days.
    fn chosen(
        self,
        [(one, mut left), (other, mut right)]: [(usize, Range); 2],
        [at, to]: [Part; 2],
    ) -> Option<Orders> {
        let none = Some(Orders::NONE);
        let days = Days { left: at.last, right: to.last };
        let choices = [self.left, self.right].map(|chosen| chosen.selected.choice);
        // Each of the two may lie in the other's window as well, and is not chosen there.
        let mut direct = Orders::ALL;
        if at.in_right {
            match choices[1] {
                Choice::Latest if at.last > to.last => return none,
                Choice::Latest => {}
                Choice::Highest => direct = direct.and(Orders::AT_MOST),
                Choice::Lowest => direct = direct.and(Orders::AT_LEAST),
            }
        }
        if to.in_left {
            match choices[0] {
                Choice::Latest if to.last > at.last => return none,
                Choice::Latest => {}
                Choice::Highest => direct = direct.and(Orders::AT_LEAST),
                Choice::Lowest => direct = direct.and(Orders::AT_MOST),
            }
        }
        let all = self.left.selected.documented;
        let others = || others(all, [one, other]).map(|result| self.asks(result, days));
        for asks in others() {
            match asks {
                Asks::Nothing | Asks::Either(..) => {}
                Asks::Impossible => return none,
                Asks::Both(first, second) => {
                    left = first.into_iter().fold(left, within);
                    right = second.into_iter().fold(right, within);
                    // In both windows, its number lies between the two.
                    if first.is_some() && second.is_some() {
                        direct = direct.and(match choices {
                            [Choice::Highest, Choice::Lowest] => Orders::AT_LEAST,
                            [Choice::Lowest, Choice::Highest] => Orders::AT_MOST,
                            _ => Orders::ALL,
                        });
                    }
                }
            }
        }
        // Of those that may lie in one window or in the other, the first bounds which ones do.
        let either = || {
            others().filter_map(|asks| match asks {
                Asks::Either(left, right) => Some((left, right)),
                Asks::Nothing | Asks::Impossible | Asks::Both(..) => None,
            })
        };
        let mut found = Orders::NONE;
        for bound in [None].into_iter().chain(either().map(|(left, _)| Some(left))) {
            let left = bound.into_iter().fold(left, within);
            let right = either().fold(right, |right, (first, second)| {
                if is_within(left, first) { right } else { within(right, second) }
            });
            if !left.is_empty() && !right.is_empty() {
                found = found.or(both_orders(left, right, self.distance, direct)?);
            }
        }
        Some(found)
    }
}

/// The results other than two.
fn others(all: &[DocumentedResult], but: [usize; 2]) -> impl Iterator<Item = &DocumentedResult> {
    let others = all.iter().enumerate().filter(move |(position, _)| !but.contains(position));
    others.map(|(_, result)| result)
}

fn within(range: Range, bound: Bound) -> Range {
    match bound {
        Bound::From(low) => range.from(low),
        Bound::To(high) => range.to(high),
    }
}

fn is_within(range: Range, bound: Bound) -> bool {
    match bound {
        Bound::From(low) => implies(range.low, low, Ordering::Greater),
        Bound::To(high) => implies(range.high, high, Ordering::Less),
    }
}

/// The orders of a number to another one, moved by a distance, if it has one of the orders `direct`
/// to the other number itself.
fn both_orders(one: Range, other: Range, distance: Distance, direct: Orders) -> Option<Orders> {
    let moved = one.orders(other, distance)?;
    if direct == Orders::ALL {
        return Some(moved);
    }
    let plain = one.orders(other, Distance::None)?.and(direct);
    let (outer, inner) = match distance.order() {
        Ordering::Equal => return Some(plain),
        Ordering::Less => (Orders::LESS, Orders::GREATER),
        Ordering::Greater => (Orders::GREATER, Orders::LESS),
    };
    if direct.and(outer) == Orders::NONE {
        return Some(inner.if_so(plain != Orders::NONE));
    }
    // Beyond the moved number, it is beyond the number itself; otherwise it lies between the two.
    let point = |end| Range { low: end, high: end };
    let between = if outer == Orders::LESS {
        let other = other.from(one.low);
        let most = Range { low: None, high: one.high };
        !other.is_empty()
            && most.moved_orders(point(other.low), distance).and(inner) != Orders::NONE
    } else {
        let other = other.to(one.high);
        let least = Range { low: one.low, high: None };
        !other.is_empty()
            && least.moved_orders(point(other.high), distance).and(inner) != Orders::NONE
    };
    Some(moved.and(outer.or(Orders::EQUAL)).or(inner.if_so(between)))
}
