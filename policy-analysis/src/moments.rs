//! The dates of request and service for which a proof has to hold: those that a policy's own words
//! distinguish.
//!
//! In: predicates and the period of their version. Out: a few pairs of dates. Nearly every
//! criterion looks back from the request or counts years up to the service, and then one pair
//! stands for all. Others show where a predicate names a day of the calendar, where windows in
//! months meet windows in days, and where one date is compared with both the request and the
//! service.

mod sight;
mod topics;

use chrono::{Datelike, Months, NaiveDate};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::case::{CaseFact, CaseFacts, Chart, FactValue};
use policy_core::policy::{Expression, Version};
use policy_core::vocabulary::FactId;
use sight::Sight;
use std::collections::{BTreeMap, HashSet};
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
    let topics = topics(predicates);
    let (mut told_apart, difficult) = ToldApart::of(period, &topics);
    for topic in &difficult {
        for moment in topic.candidates(period, told_apart.ordinary) {
            told_apart.add(moment);
        }
    }
    told_apart.found
}

/// The moments that the predicates distinguish, searched for in every combination of what they look
/// at: for a few predicates. `None` where they are so many that it would take too much to go through
/// them.
#[must_use]
pub fn every_moment<'a>(
    period: Period,
    predicates: impl IntoIterator<Item = &'a Expression>,
) -> Option<Vec<Moment>> {
    let topics = topics(predicates);
    let (mut told_apart, difficult) = ToldApart::of(period, &topics);
    if difficult.is_empty() {
        return Some(told_apart.found);
    }
    let most = WORK.checked_div(weight(&difficult)).unwrap_or_default();
    for moment in combinations(period, told_apart.ordinary, &difficult) {
        told_apart.add(moment);
        if told_apart.found.len() > most {
            return None;
        }
    }
    Some(told_apart.found)
}

/// Whether it would take too much to see how predicates go together at all of these moments.
#[must_use]
pub fn are_too_many<'a>(
    moments: &[Moment],
    predicates: impl IntoIterator<Item = &'a Expression>,
) -> bool {
    let topics = topics(predicates);
    let difficult = topics.values().filter(|topic| topic.is_difficult()).collect::<Vec<_>>();
    moments.len().saturating_mul(weight(&difficult)) > WORK.saturating_mul(2)
}

fn weight(topics: &[&Topic]) -> usize {
    topics.iter().map(|topic| topic.weight()).sum::<usize>().max(1)
}

/// What it may take to go through the moments: each takes about as much as there are pairs of
/// predicates on the same fact. All of it takes some tenths of a second.
const WORK: usize = 20_000;

/// Moments that differ for one of several topics.
struct ToldApart<'t> {
    period: Period,
    ordinary: NaiveDate,
    sights: Vec<Sight<'t>>,
    seen: HashSet<Vec<u32>>,
    found: Vec<Moment>,
}

impl<'t> ToldApart<'t> {
    /// An ordinary day; and the topics for which it does not stand for all.
    fn of(period: Period, topics: &'t BTreeMap<FactId, Topic>) -> (ToldApart<'t>, Vec<&'t Topic>) {
        let difficult = topics.values().filter(|topic| topic.is_difficult()).collect::<Vec<_>>();
        let ordinary = period.ordinary();
        let sights = difficult.iter().map(|topic| Sight::of(topic)).collect();
        let (seen, found) = (HashSet::default(), Vec::new());
        let mut told_apart = ToldApart { period, ordinary, sights, seen, found };
        told_apart.add(Moment { request_date: ordinary, service_date: ordinary });
        (told_apart, difficult)
    }

    /// Keeps a moment that is not yet there.
    fn add(&mut self, moment: Moment) {
        if !self.period.contains(moment.service_date) || !is_accepted(moment) {
            return;
        }
        let picture = self.sights.iter_mut().map(|sight| sight.picture(moment)).collect();
        if self.seen.insert(picture) {
            self.found.push(moment);
        }
    }
}

/// A case whose service is more than a year from the request is refused.
fn is_accepted(moment: Moment) -> bool {
    let year = CalendarDuration::new(1, CalendarUnit::Years);
    year.before(moment.request_date) <= moment.service_date
        && moment.service_date <= year.after(moment.request_date)
}
