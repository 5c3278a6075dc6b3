//! When a proof has to hold: the dates of request and service that a policy's own words tell apart.
//!
//! In: predicates and the period of their version. Out: a few pairs of dates. Nearly every
//! criterion looks back from the request or counts years up to the service, and then one pair
//! stands for all. Others show where a predicate names a day of the calendar, where windows in
//! months meet windows in days, and where one date is held against both the request and the
//! service.

use chrono::{Datelike, Days, Months, NaiveDate};
use core::cmp::Reverse;
use core::ops::Bound;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::case::{CaseFact, CaseFacts, Chart, FactValue};
use policy_core::policy::{CountTest, DateTest, Day, Expression, Term, Version};
use policy_core::vocabulary::FactId;
use std::collections::{BTreeMap, BTreeSet};

/// No more moments than this are looked at: the first of those that the policy tells apart.
const MOST: usize = 48;

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

/// The moments that the predicates tell apart, an ordinary day first.
#[must_use]
pub fn moments<'a>(
    period: Period,
    predicates: impl IntoIterator<Item = &'a Expression>,
) -> Vec<Moment> {
    let ordinary = period.ordinary();
    let first = Moment { request_date: ordinary, service_date: ordinary };
    let topics = topics(predicates);
    let difficult = topics.values().filter(|topic| topic.is_difficult()).collect::<Vec<_>>();
    if difficult.is_empty() {
        return vec![first];
    }
    let mut seen = BTreeSet::new();
    let mut told_apart = Vec::new();
    let candidates = [first]
        .into_iter()
        .chain(difficult.iter().flat_map(|topic| topic.candidates(period, ordinary)));
    for moment in
        candidates.filter(|moment| period.contains(moment.service_date) && is_accepted(*moment))
    {
        let picture = difficult.iter().map(|topic| topic.picture(moment)).collect::<Vec<_>>();
        if told_apart.len() < MOST && seen.insert(picture) {
            told_apart.push(moment);
        }
    }
    told_apart
}

/// A case whose service is more than a year from the request is refused.
fn is_accepted(moment: Moment) -> bool {
    let year = CalendarDuration::new(1, CalendarUnit::Years);
    year.before(moment.request_date) <= moment.service_date
        && moment.service_date <= year.after(moment.request_date)
}

/// What predicates on one fact, or on dates that are compared, look at.
#[derive(Default)]
struct Topic {
    before_request: BTreeSet<(CalendarUnit, u32)>,
    /// Ages on the day of service.
    before_service: BTreeSet<(CalendarUnit, u32)>,
    /// Ages at another date of the case.
    apart: BTreeSet<(CalendarUnit, u32)>,
    days: BTreeSet<NaiveDate>,
    at_request: bool,
    at_service: bool,
}

fn topics<'a>(predicates: impl IntoIterator<Item = &'a Expression>) -> BTreeMap<FactId, Topic> {
    let predicates = predicates.into_iter().collect::<Vec<_>>();
    // Dates that are compared share one topic; the built-in ones are looked at from everywhere.
    let mut same = BTreeMap::<FactId, FactId>::new();
    let root = |same: &BTreeMap<FactId, FactId>, mut fact: FactId| {
        while let Some(next) = same.get(&fact) {
            fact = *next;
        }
        fact
    };
    for predicate in &predicates {
        if let Expression::Test { term, region } = predicate
            && let Some(other) = term.other_date().or(region.other_date())
        {
            let (one, other) = (root(&same, term.fact()), root(&same, other));
            if one != other && !is_built_in(one) && !is_built_in(other) {
                same.insert(one.max(other), one.min(other));
            }
        }
    }
    let mut topics = BTreeMap::<FactId, Topic>::new();
    for predicate in predicates {
        let mut topic = |fact: FactId, look: &dyn Fn(&mut Topic)| {
            if fact != FactId::REQUEST_DATE && fact != FactId::SERVICE_DATE {
                look(topics.entry(root(&same, fact)).or_default());
            }
        };
        let Expression::Test { term, region } = *predicate else { continue };
        match term {
            Term::Age { birth_date, at, unit } => {
                let asked = region.whole().into_iter().flat_map(CountTest::bounds);
                let ages = asked.map(|age| CalendarDuration::new(age, unit)).collect::<Vec<_>>();
                topic(birth_date, &|topic| topic.age(at, &ages));
            }
            Term::Result { fact, within, .. }
            | Term::OnFile { fact, within, .. }
            | Term::Events { fact, within, .. } => {
                if let Some(within) = within {
                    topic(fact, &|topic| topic.look_back(within));
                }
            }
            Term::Date(fact) => match region.day() {
                Some(DateTest::AtLeastAgo(duration) | DateTest::Within(duration))
                    if is_built_in(fact) =>
                {
                    let built_in = topics.entry(FactId::SERVICE_DATE).or_default();
                    (built_in.at_service, built_in.at_request) = (true, true);
                    built_in.look_back(duration);
                }
                Some(DateTest::AtLeastAgo(duration) | DateTest::Within(duration)) => {
                    topic(fact, &|topic| topic.look_back(duration));
                }
                Some(DateTest::Between(first, last)) => {
                    topics.entry(root(&same, fact)).or_default().compare(fact, &[first, last]);
                }
                Some(DateTest::Compare(_, Day::On(day))) => {
                    topics.entry(root(&same, fact)).or_default().compare(fact, &[day]);
                }
                Some(DateTest::Compare(_, Day::Fact(other))) => {
                    let at = if is_built_in(fact) { root(&same, other) } else { root(&same, fact) };
                    let topic = topics.entry(at).or_default();
                    for fact in [fact, other] {
                        topic.at_request |= fact == FactId::REQUEST_DATE;
                        topic.at_service |= fact == FactId::SERVICE_DATE;
                    }
                }
                None => {}
            },
            Term::Flag(_) | Term::Code(_) | Term::Count(_) | Term::Quantity(_) => {}
        }
    }
    topics
}

fn durations(of: &BTreeSet<(CalendarUnit, u32)>) -> impl Iterator<Item = CalendarDuration> {
    of.iter().map(|(unit, amount)| CalendarDuration::new(*amount, *unit))
}

fn is_built_in(fact: FactId) -> bool {
    fact == FactId::REQUEST_DATE || fact == FactId::SERVICE_DATE
}

impl Topic {
    fn look_back(&mut self, duration: CalendarDuration) {
        self.before_request.insert((duration.unit, duration.amount));
    }

    fn age(&mut self, at: Day, ages: &[CalendarDuration]) {
        let of = |durations: &mut BTreeSet<_>| {
            durations.extend(ages.iter().map(|age| (age.unit, age.amount)));
        };
        match at {
            Day::SERVICE => of(&mut self.before_service),
            Day::REQUEST => {
                self.at_request = true;
                of(&mut self.before_request);
            }
            Day::On(day) => {
                self.days.insert(day);
                self.days.extend(ages.iter().map(|age| age.before(day)));
            }
            Day::Fact(_) => of(&mut self.apart),
        }
    }

    fn compare(&mut self, fact: FactId, days: &[NaiveDate]) {
        self.at_request |= fact == FactId::REQUEST_DATE;
        self.at_service |= fact == FactId::SERVICE_DATE;
        self.days.extend(days);
    }

    fn looks_at_request(&self) -> bool {
        self.at_request || !self.before_request.is_empty()
    }

    fn looks_at_service(&self) -> bool {
        self.at_service || !self.before_service.is_empty()
    }

    fn look_backs(&self) -> impl Iterator<Item = CalendarDuration> {
        durations(&self.before_request)
    }

    fn ages(&self) -> impl Iterator<Item = CalendarDuration> {
        durations(&self.before_service)
    }

    fn mixes_units(&self) -> bool {
        let all = [&self.before_request, &self.before_service, &self.apart];
        let by_days = |(unit, _): &(CalendarUnit, u32)| {
            matches!(unit, CalendarUnit::Days | CalendarUnit::Weeks)
        };
        let mut units = all.into_iter().flatten().map(by_days);
        let first = units.next();
        units.any(|other| Some(other) != first)
    }

    /// One pair of dates does not stand for all.
    fn is_difficult(&self) -> bool {
        let anchors = [self.looks_at_request(), self.looks_at_service(), !self.days.is_empty()];
        anchors.iter().filter(|looks| **looks).count() > 1 || self.mixes_units()
    }

    /// Pairs of dates at which something may change.
    fn candidates(&self, period: Period, ordinary: NaiveDate) -> Vec<Moment> {
        let mut found = Vec::new();
        let mut request_around = |day: NaiveDate| {
            for request_date in around(day) {
                found.push(Moment { request_date, service_date: period.nearest(request_date) });
            }
        };
        for day in &self.days {
            request_around(*day);
            self.look_backs().for_each(|duration| request_around(duration.after(*day)));
            self.ages().for_each(|age| request_around(age.after(*day)));
        }
        if self.mixes_units() {
            let months = (0..24).filter_map(|months| {
                NaiveDate::from_ymd_opt(2027, 1, 1)?.checked_add_months(Months::new(months))
            });
            for first in months {
                let last =
                    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
                for request_date in [Some(first), last].into_iter().flatten() {
                    found.push(Moment { request_date, service_date: period.nearest(request_date) });
                }
            }
        }
        if self.looks_at_request() && self.looks_at_service() {
            let distances = [1, 3, 32, 95, 300]
                .into_iter()
                .map(|days| CalendarDuration::new(days, CalendarUnit::Days));
            for distance in distances.chain(self.look_backs()) {
                for service_date in [distance.before(ordinary), distance.after(ordinary)]
                    .into_iter()
                    .flat_map(around)
                {
                    found.push(Moment { request_date: ordinary, service_date });
                    found.push(Moment { request_date: service_date, service_date: ordinary });
                }
            }
        }
        // Near ones first, so that a limit takes the far ones away.
        found.sort_by_key(|moment| {
            (
                Reverse(period.contains(moment.service_date)),
                moment.request_date.signed_duration_since(ordinary).num_days().abs(),
            )
        });
        found
    }

    /// How the days that it looks at lie to each other: two moments with the same picture are the
    /// same to it.
    fn picture(&self, moment: Moment) -> Vec<(usize, i64)> {
        let Moment { request_date, service_date } = moment;
        let mut days =
            self.look_backs().map(|duration| duration.before(request_date)).collect::<Vec<_>>();
        days.extend(self.ages().map(|age| age.before(service_date)));
        days.extend(&self.days);
        days.extend(self.looks_at_request().then_some(request_date));
        days.extend(self.looks_at_service().then_some(service_date));
        let apart = durations(&self.apart)
            .flat_map(|age| days.iter().flat_map(move |day| [age.before(*day), age.after(*day)]))
            .collect::<Vec<_>>();
        days.extend(apart);
        let sorted = days.iter().copied().collect::<BTreeSet<_>>();
        let rank = |day: NaiveDate| sorted.range(..day).count();
        // Up to three days between two bounds can be told apart, no more; after the last bound, none.
        let room = |day: NaiveDate| {
            let next = sorted.range((Bound::Excluded(day), Bound::Unbounded)).next();
            next.map_or(0, |next| next.signed_duration_since(day).num_days().min(4))
        };
        days.iter().map(|day| (rank(*day), room(*day))).collect()
    }
}

fn around(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let before = (1..=2).filter_map(move |days| day.checked_sub_days(Days::new(days)));
    let after = (0..=2).filter_map(move |days| day.checked_add_days(Days::new(days)));
    before.chain(after)
}
