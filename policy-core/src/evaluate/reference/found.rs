//! Days in histories that windows and ages are counted from: `date of latest trial where (…)`.

use super::predicate::{Counting, Days, Documentation, agreed, is_whole};
use crate::Truth;
use crate::calendar::PartialDate;
use crate::case::FoundChart;
use crate::policy::{FoundDay, Region, Term};
use crate::possible::{AttributeValue, Date, Extreme};
use crate::vocabulary::FactId;
use chrono::NaiveDate;

impl Documentation<'_> {
    /// What is asked of a term that is counted from some days, if it is the same for each that these
    /// may be.
    pub(super) fn anchored(self, days: &[FoundDay], term: &Term, region: Region) -> Truth {
        self.counted_from(0, days, &|documentation| documentation.test(term, region))
    }

    fn counted_from(
        self,
        position: u16,
        days: &[FoundDay],
        ask: &dyn Fn(Documentation<'_>) -> Truth,
    ) -> Truth {
        let Some((day, others)) = days.split_first() else { return ask(self) };
        agreed(self.found(day).into_iter().map(|date| {
            let day = (FactId::found(position), AttributeValue::Date(date));
            let chart = FoundChart { day, chart: self.chart };
            let known = Documentation { chart: &chart, ..self };
            known.counted_from(position.saturating_add(1), others, ask)
        }))
    }

    /// What is documented, with these days as far as they are known.
    pub(crate) fn with_days(
        self,
        position: u16,
        days: &[FoundDay],
        then: &mut dyn FnMut(Documentation<'_>),
    ) {
        let Some((day, others)) = days.split_first() else { return then(self) };
        let day = (FactId::found(position), AttributeValue::Date(self.found_day(day)));
        let chart = FoundChart { day, chart: self.chart };
        let known = Documentation { chart: &chart, ..self };
        known.with_days(position.saturating_add(1), others, then);
    }

    /// A day in a history, as one date: from the first that it may be to the last.
    #[must_use]
    pub fn found_day(self, day: &FoundDay) -> Date {
        let dates = self.found(day);
        match dates.as_slice() {
            [only] => *only,
            _ => {
                let days = dates.iter().map(|date| date.written());
                let days = days.collect::<Option<Vec<_>>>().unwrap_or_default();
                let first = days.iter().map(|date| date.first()).min();
                let last = days.iter().map(|date| date.last()).max();
                first.zip(last).map_or(Date::UNKNOWN, |(first, last)| between(first, last))
            }
        }
    }

    /// The days that a day in a history may be: some, never, or any.
    fn found(self, day: &FoundDay) -> Vec<Date> {
        let Counting { entries, complete, ways } = self.counting(&day.entries);
        let mut dates = Vec::new();
        for (outcome, counted) in ways {
            let counts = || entries.iter().zip(&counted).map(|((days, _), counts)| (days, *counts));
            let certain = counts().filter(|(_, counts)| *counts == Truth::MET);
            let certain = certain.map(|(days, _)| days.start).collect::<Vec<_>>();
            let in_window = outcome.possible.is_none_or(|span| complete.is_from(span.first));
            if !in_window && !is_whole(day.which, certain.iter().map(|days| days.first), complete) {
                dates.push(Date::UNKNOWN);
                continue;
            }
            if certain.is_empty() {
                dates.push(Date::NEVER);
            }
            for (days, _) in counts().filter(|(_, counts)| *counts != Truth::NOT_MET) {
                // None that is certainly there comes after it, or before it.
                let (first, last) = (days.start.first, days.start.last);
                let [first, last] = match day.which {
                    Extreme::Latest => {
                        [certain.iter().fold(first, |first, other| first.max(other.first)), last]
                    }
                    Extreme::Earliest => {
                        [first, certain.iter().fold(last, |last, other| last.min(other.last))]
                    }
                };
                if first <= last {
                    let end = Days { first: days.end.first.max(first), ..days.end };
                    if !day.is_end {
                        dates.push(between(first, last));
                        continue;
                    }
                    dates.extend((!end.is_never()).then(|| between(end.first, end.last)));
                    dates.extend(end.can_be_never.then_some(Date::NEVER));
                }
            }
        }
        dates
    }
}

fn between(first: NaiveDate, last: NaiveDate) -> Date {
    let from = (first != NaiveDate::MIN).then_some(PartialDate::Day(first));
    let to = (last != NaiveDate::MAX).then_some(PartialDate::Day(last));
    PartialDate::between(from, to).map_or(Date::UNKNOWN, Date::from)
}
