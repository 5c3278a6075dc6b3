//! The dates of request and service for which a proof has to hold: those that a policy's own words
//! distinguish.
//!
//! In: predicates and the period of their version. Out: a few pairs of dates. Nearly every
//! criterion looks back from the request or counts years up to the service, and then one pair
//! stands for all. Others show where a predicate names a day of the calendar, where windows in
//! months meet windows in days, and where one date is compared with both the request and the
//! service.

mod topics;

use chrono::{Datelike, Months, NaiveDate};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::case::{CaseFact, CaseFacts, Chart, FactValue};
use policy_core::policy::{Expression, Version};
use policy_core::vocabulary::FactId;
use std::collections::{BTreeMap, BTreeSet};
use topics::{Topic, combinations, topics};

/// A chart in which nothing but its dates is documented.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moment {
    /// The day of the request.
    pub request_date: NaiveDate,
    /// The day of service.
    pub service_date: NaiveDate,
}

impl Chart for Moment {
    fn request_date(&self) -> NaiveDate {
        self.request_date
    }

    fn service_date(&self) -> NaiveDate {
        self.service_date
    }

    fn fact(&self, _fact: FactId) -> Option<&dyn CaseFact> {
        None
    }
}

impl Moment {
    /// What is documented about one request on these days.
    #[must_use]
    pub fn documenting(self, facts: impl IntoIterator<Item = (FactId, FactValue)>) -> CaseFacts {
        let mut documented = CaseFacts::new(self.request_date, self.service_date);
        documented.extend(facts);
        documented
    }
}

/// When a version is in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Period {
    /// The first day of service.
    pub from: Option<NaiveDate>,
    /// The last day of service.
    pub to: Option<NaiveDate>,
}

impl Period {
    /// The days of service of a version.
    #[must_use]
    pub const fn of(version: &Version) -> Period {
        Period { from: version.from, to: version.to }
    }

    /// The days that two periods have in common, if there are any.
    #[must_use]
    pub fn common(self, other: Period) -> Option<Period> {
        let from = self.from.max(other.from);
        let to = [self.to, other.to].into_iter().flatten().min();
        from.zip(to).is_none_or(|(from, to)| from <= to).then_some(Period { from, to })
    }

    fn contains(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn nearest(self, day: NaiveDate) -> NaiveDate {
        let day = self.from.map_or(day, |from| from.max(day));
        self.to.map_or(day, |to| to.min(day))
    }

    /// An ordinary day: in the middle of a month, if there is one.
    fn ordinary(self) -> NaiveDate {
        let in_general = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap_or_default();
        let after_the_start =
            self.from.and_then(|from| from.checked_add_months(Months::new(2))?.with_day(15));
        [Some(in_general), after_the_start]
            .into_iter()
            .flatten()
            .find(|day| self.contains(*day))
            .unwrap_or_else(|| self.nearest(in_general))
    }
}

/// The moments that the predicates distinguish, an ordinary day first: in nearly every policy all
/// there are, and enough to look for what may be wrong. What is then claimed of everyone is held
/// against [`every_moment`] of the few predicates that it is about.
#[must_use]
pub fn moments<'a>(
    period: Period,
    predicates: impl IntoIterator<Item = &'a Expression>,
) -> Vec<Moment> {
    told_apart(period, &topics(predicates), |ordinary, difficult| {
        difficult.iter().flat_map(|topic| topic.candidates(period, ordinary)).collect()
    })
}

/// The moments that the predicates distinguish, searched for in every combination of what they look
/// at: for a few predicates.
#[must_use]
pub fn every_moment<'a>(
    period: Period,
    predicates: impl IntoIterator<Item = &'a Expression>,
) -> Vec<Moment> {
    told_apart(period, &topics(predicates), |ordinary, difficult| {
        combinations(period, ordinary, difficult)
    })
}

fn told_apart(
    period: Period,
    topics: &BTreeMap<FactId, Topic>,
    candidates: impl FnOnce(NaiveDate, &[&Topic]) -> Vec<Moment>,
) -> Vec<Moment> {
    let ordinary = period.ordinary();
    let first = Moment { request_date: ordinary, service_date: ordinary };
    let difficult = topics.values().filter(|topic| topic.is_difficult()).collect::<Vec<_>>();
    if difficult.is_empty() {
        return vec![first];
    }
    let mut seen = BTreeSet::new();
    let mut found = candidates(ordinary, &difficult);
    found.insert(0, first);
    found.retain(|moment| {
        period.contains(moment.service_date)
            && is_accepted(*moment)
            && seen.insert(difficult.iter().map(|topic| topic.picture(*moment)).collect::<Vec<_>>())
    });
    found
}

/// A case whose service is more than a year from the request is refused.
fn is_accepted(moment: Moment) -> bool {
    let year = CalendarDuration::new(1, CalendarUnit::Years);
    year.before(moment.request_date) <= moment.service_date
        && moment.service_date <= year.after(moment.request_date)
}
