//! Days for dates that are compared with each other in arbitrary ways: one combination for every
//! order that the atoms distinguish.
//!
//! In: dates, each with the ranges of days that the atoms on it alone treat alike, and pairs of
//! dates with the orders that the atoms on them treat alike. Out: combinations of days. The
//! constraints are a set of differences `one - other <= days`, kept closed, so that a contradiction
//! shows as soon as it is added.

use chrono::{Datelike, NaiveDate};
use core::cmp::Ordering;

/// The maximum number of combinations.
const COMBINATIONS: usize = 2_048;

/// Far more than the distance between any two days.
const APART: i64 = 1 << 40;

/// Two dates that are compared, by position.
pub(super) struct Pair {
    pub one: usize,
    pub other: usize,
    /// Orders of the first relative to the second that the atoms treat alike.
    pub orders: Vec<Vec<Ordering>>,
}

/// A day for each date, for every possible choice of a range for each date and a kind of order for
/// each pair. `None` if there are too many.
pub(super) fn combinations(
    stretches: &[Vec<[NaiveDate; 2]>],
    pairs: &[Pair],
) -> Option<Vec<Vec<NaiveDate>>> {
    let mut search = Search { stretches, pairs, found: Vec::new() };
    search.pairs(0, &Differences::of(stretches.len()))?;
    Some(search.found)
}

struct Search<'a> {
    stretches: &'a [Vec<[NaiveDate; 2]>],
    pairs: &'a [Pair],
    found: Vec<Vec<NaiveDate>>,
}

impl Search<'_> {
    /// From this pair on, given the constraints so far. `None` if there are too many.
    fn pairs(&mut self, position: usize, asked: &Differences) -> Option<()> {
        let Some(pair) = self.pairs.get(position) else { return self.stretches(0, asked) };
        for orders in &pair.orders {
            for order in joined(orders) {
                if let Some(asked) = asked.with_order(pair.one, pair.other, order) {
                    self.pairs(position.saturating_add(1), &asked)?;
                }
            }
        }
        Some(())
    }

    /// From this date on.
    fn stretches(&mut self, position: usize, asked: &Differences) -> Option<()> {
        let Some(stretches) = self.stretches.get(position) else {
            self.found.push(asked.days()?);
            return (self.found.len() <= COMBINATIONS).then_some(());
        };
        for stretch in stretches {
            if let Some(asked) = asked.with_stretch(position, *stretch) {
                self.stretches(position.saturating_add(1), &asked)?;
            }
        }
        Some(())
    }
}

/// Orders as differences: the least and the greatest number of days between two dates.
fn joined(orders: &[Ordering]) -> Vec<[Option<i64>; 2]> {
    let has = |order| orders.contains(&order);
    match (has(Ordering::Less), has(Ordering::Equal), has(Ordering::Greater)) {
        (true, true, true) => vec![[None, None]],
        (true, true, false) => vec![[None, Some(0)]],
        (false, true, true) => vec![[Some(0), None]],
        (false, true, false) => vec![[Some(0), Some(0)]],
        (less, false, greater) => [(less, [None, Some(-1)]), (greater, [Some(1), None])]
            .into_iter()
            .filter_map(|(asked, difference)| asked.then_some(difference))
            .collect(),
    }
}

/// For every two dates, and the day 0 of the calendar at the end, the greatest number of days by
/// which the first may be later than the second; closed, so that implied constraints are included.
#[derive(Clone)]
struct Differences {
    dates: usize,
    most: Vec<i64>,
}

impl Differences {
    fn of(dates: usize) -> Differences {
        let cell = |one, other| if one == other { 0 } else { APART };
        let row = |one| (0..=dates).map(move |other| cell(one, other));
        Differences { dates, most: (0..=dates).flat_map(row).collect() }
    }

    fn place(&self, one: usize, other: usize) -> usize {
        one.saturating_mul(self.dates.saturating_add(1)).saturating_add(other)
    }

    fn at(&self, one: usize, other: usize) -> i64 {
        self.most.get(self.place(one, other)).copied().unwrap_or(APART)
    }

    /// With one more constraint: one date is at most this much later than another; `None` if that
    /// is impossible.
    fn with(&self, one: usize, other: usize, most: i64) -> Option<Differences> {
        if self.at(other, one).saturating_add(most) < 0 {
            return None;
        }
        if self.at(one, other) <= most {
            return Some(self.clone());
        }
        let mut closed = self.clone();
        for from in 0..=self.dates {
            for to in 0..=self.dates {
                let by_way =
                    self.at(from, one).saturating_add(most).saturating_add(self.at(other, to));
                let place = self.place(from, to);
                if let Some(known) = closed.most.get_mut(place) {
                    *known = by_way.min(*known);
                }
            }
        }
        Some(closed)
    }

    fn with_order(
        &self,
        one: usize,
        other: usize,
        [least, most]: [Option<i64>; 2],
    ) -> Option<Differences> {
        let with_most = match most {
            Some(most) => self.with(one, other, most)?,
            None => self.clone(),
        };
        match least {
            Some(least) => with_most.with(other, one, least.saturating_neg()),
            None => Some(with_most),
        }
    }

    fn with_stretch(&self, date: usize, [first, last]: [NaiveDate; 2]) -> Option<Differences> {
        let [first, last] = [first, last].map(|day| i64::from(day.num_days_from_ce()));
        self.with(date, self.dates, last)?.with(self.dates, date, first.saturating_neg())
    }

    /// The latest days that are possible together.
    fn days(&self) -> Option<Vec<NaiveDate>> {
        let day = |date| {
            NaiveDate::from_num_days_from_ce_opt(i32::try_from(self.at(date, self.dates)).ok()?)
        };
        (0..self.dates).map(day).collect()
    }
}
