//! What some entries come to: each choice of those that may count, one by one; and on how many days
//! there is a course, day by day.

use super::calculated::Range;
use super::compared::Numbers;
use super::course::EntryDays;
use super::predicate::{Counting, Documentation, agreed};
use super::window::{Outcome, Span};
use crate::Truth;
use crate::case::EntryChart;
use crate::policy::{Comparable, QuantityTest, Sum, Summed};
use crate::possible::{Calculated, Entry};
use crate::unit::{Ratio, Unit};
use crate::vocabulary::{FactId, FactKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// With more entries than this of which it is open whether they count, the total may be any number
/// between the least and the most.
const MOST_OPEN: usize = 12;

/// What some entries come to in one of the ways in which a window may turn out.
struct Amounts {
    /// What each entry adds that may count, and whether it certainly does.
    each: Vec<(bool, Numbers)>,
    /// There are no others.
    complete: bool,
}

impl Documentation<'_> {
    /// Whether what some entries come to passes a test.
    pub(super) fn sum(self, sum: &Sum, test: QuantityTest) -> Truth {
        match sum.of {
            Summed::Attribute(attribute) => {
                let ways = self.amounts(sum, attribute);
                agreed(ways.iter().map(|amounts| amounts.truth(test)))
            }
            Summed::Days => {
                let days = Range::of(&self.days_covered(sum));
                days.passes(test).unwrap_or(Truth::UNKNOWN)
            }
        }
    }

    /// The smallest range that holds what some entries come to.
    pub(super) fn sum_range(self, sum: &Sum) -> Option<Range> {
        let Summed::Attribute(attribute) = sum.of else {
            return Some(Range::of(&self.days_covered(sum)));
        };
        let ways = self.amounts(sum, attribute);
        ways.iter().map(Amounts::range).reduce(Range::or)
    }

    /// The same, for what is shown and for proofs.
    pub(crate) fn sum_value(self, sum: &Sum) -> Calculated {
        let Summed::Attribute(attribute) = sum.of else {
            return Calculated::between(self.days_covered(sum).plain(), None, Ratio::ONE);
        };
        let unit = sum.unit(self.vocabulary);
        let size = unit.and_then(Unit::size).map_or(Ratio::ONE, |(_, size)| size);
        let zero = Calculated::number(Decimal::ZERO, Ratio::ONE);
        let ways = self.amounts(sum, attribute);
        let ways = ways.iter().map(|amounts| {
            let known = amounts.each.iter().fold(zero, |total, (counts, numbers)| {
                let amount = Calculated::between(numbers.plain(), unit, size);
                total.plus(if *counts { amount } else { zero.or(amount) })
            });
            if amounts.complete { known } else { known.or_more() }
        });
        ways.reduce(Calculated::or).unwrap_or(Calculated::UNKNOWN)
    }

    fn amounts(self, sum: &Sum, attribute: FactId) -> Vec<Amounts> {
        let Counting { entries, complete, ways } = self.counting(&sum.entries);
        let amount = |entry: &Entry| {
            let chart = EntryChart { entry, chart: self.chart };
            let own = Documentation { chart: &chart, ..self };
            let term = match self.kind(attribute) {
                Some(FactKind::Count { .. }) => Comparable::Count(attribute),
                _ => Comparable::Quantity(attribute),
            };
            own.hull(term).unwrap_or_else(|| Numbers::between_plain(None, None))
        };
        let ways = ways.into_iter().map(|(outcome, counted)| {
            let each = entries.iter().zip(counted).filter(|(_, counts)| counts.can_be_met());
            let each = each.map(|((_, entry), counts)| (counts == Truth::MET, amount(entry)));
            // Nothing happens in a window without days.
            let complete = outcome.possible.is_none_or(|span| complete.is_from(span.first));
            Amounts { each: each.collect(), complete }
        });
        ways.collect()
    }

    /// The fewest and the most days with a course, whatever the window turns out to be.
    fn days_covered(self, sum: &Sum) -> Numbers {
        // Which days of a course lie in the window is asked of the days.
        let ever = sum.entries.clone();
        let Counting { entries, complete, ways } = self.counting(&ever);
        let request = self.chart.request_date();
        let looked_from = self.looked_from(sum.entries.window);
        let courses = entries.iter().map(|(days, entry)| {
            let lasts = sum.entries.lasting.map_or(Truth::MET, |it| days.last(it, looked_from));
            (*days, super::all([self.is_asked_for(&sum.entries, entry), lasts]))
        });
        let courses = courses.collect::<Vec<_>>();
        let (mut fewest, mut most) = (None::<i64>, Some(0_i64));
        for (outcome, _) in ways {
            let least = outcome.certain.map_or(0, |span| least_days(&courses, span, request));
            fewest = Some(fewest.map_or(least, |known| known.min(least)));
            let covered = most_days(&courses, outcome, complete.is_from(outcome.start()));
            most = most.zip(covered).map(|(most, days)| most.max(days));
        }
        let whole = |days: i64| Decimal::from(days);
        Numbers::between_plain(Some(whole(fewest.unwrap_or(0))), most.map(whole))
    }
}

impl Outcome {
    /// The first day that may be in the window; without one, the last of the calendar.
    fn start(self) -> NaiveDate {
        self.possible.map_or(NaiveDate::MAX, |span| span.first)
    }
}

impl Amounts {
    fn truth(&self, test: QuantityTest) -> Truth {
        let open = self.each.iter().filter(|(counts, _)| !counts).count();
        if open > MOST_OPEN {
            return self.range().passes(test).unwrap_or(Truth::UNKNOWN);
        }
        let mut worlds = vec![Range::zero()];
        for (counts, amount) in &self.each {
            let with = worlds.iter().map(|sum| sum.plus(&Range::of(amount)));
            let with = with.collect::<Vec<_>>();
            if *counts {
                worlds = with;
            } else {
                worlds.extend(with);
            }
        }
        if !self.complete {
            worlds = worlds.into_iter().map(Range::or_more).collect();
        }
        let truths = worlds.iter().map(|sum| sum.passes(test));
        let truths = truths.map(|truth| truth.unwrap_or(Truth::UNKNOWN)).collect::<Vec<_>>();
        let can = |wanted: fn(Truth) -> bool| truths.iter().any(|truth| wanted(*truth));
        Truth::from_possibilities(can(Truth::can_be_met), can(Truth::can_fail))
    }

    fn range(&self) -> Range {
        let known = self.each.iter().fold(Range::zero(), |total, (counts, amount)| {
            let amount = Range::of(amount);
            total.plus(&if *counts { amount } else { Range::zero().or(amount) })
        });
        if self.complete { known } else { known.or_more() }
    }
}

/// The fewest days of a window with a course.
fn least_days(courses: &[(EntryDays, Truth)], window: Span, request: NaiveDate) -> i64 {
    let certain = courses.iter().filter(|(_, counts)| *counts == Truth::MET);
    let mut covered = Vec::new();
    let mut somewhere = Vec::new();
    for (EntryDays { start, end }, _) in certain {
        let over = if end.is_never() { NaiveDate::MAX } else { end.first };
        let begun = start.last.min(request);
        if begun <= over {
            covered.extend(Span { first: begun, last: over }.in_window(window));
        } else if window.first <= over && begun <= window.last {
            // Whatever it is, it has one of these days.
            somewhere.push(Span { first: over, last: begun });
        }
    }
    somewhere.retain(|span| !covered.iter().any(|other| span.in_window(*other).is_some()));
    let mut number = days_of(&covered).unwrap_or(0);
    while let Some(next) = somewhere.iter().map(|span| span.last).min() {
        somewhere.retain(|span| !span.contains(next));
        number = number.saturating_add(1);
    }
    number
}

/// The most days of a window with a course; `None` where there may be any number.
fn most_days(courses: &[(EntryDays, Truth)], outcome: Outcome, complete: bool) -> Option<i64> {
    let Some(window) = outcome.possible else { return Some(0) };
    if !complete {
        return days_of(&[window]);
    }
    let possible = courses.iter().filter(|(_, counts)| counts.can_be_met());
    let spans = possible.filter_map(|(EntryDays { start, end }, _)| {
        let last = if end.can_be_never { NaiveDate::MAX } else { end.last };
        Span { first: start.first, last }.in_window(window)
    });
    days_of(&spans.collect::<Vec<_>>())
}

/// How many days lie in one of some spans; `None` if these have no beginning or no end.
fn days_of(spans: &[Span]) -> Option<i64> {
    let mut spans = spans.to_vec();
    spans.sort_by_key(|span| (span.first, span.last));
    let (mut number, mut next) = (0_i64, NaiveDate::MIN);
    for Span { first, last } in spans {
        if first == NaiveDate::MIN || last == NaiveDate::MAX {
            return None;
        }
        let first = first.max(next);
        if first <= last {
            let days = last.signed_duration_since(first).num_days().saturating_add(1);
            number = number.saturating_add(days);
            next = last.succ_opt()?;
        }
    }
    Some(number)
}

impl Span {
    fn in_window(self, window: Span) -> Option<Span> {
        let first = self.first.max(window.first);
        Span { first, ..self }.up_to(window.last)
    }
}
