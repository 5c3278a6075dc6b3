//! What predicates look at: the days and durations that they count from the request, from the
//! service, and from days of the calendar.
//!
//! In: predicates. Out: topics, one for each fact or for dates that are compared, and for each the
//! pairs of dates at which one of its predicates may change its mind.

use super::{Moment, Period};
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};
use policy_core::calendar::{CalendarDuration, CalendarUnit, Shift, latest_birth_date_for_age};
use policy_core::policy::{
    CountTest, DateTest, Day, End, Entries, Expression, Formula, Input, Term, Window,
};
use policy_core::vocabulary::FactId;
use std::collections::{BTreeMap, BTreeSet};

/// What predicates on one fact, or on dates that are compared, look at.
#[derive(Default)]
pub(super) struct Topic {
    before_request: BTreeSet<(CalendarUnit, u32)>,
    after_request: BTreeSet<(CalendarUnit, u32)>,
    before_service: BTreeSet<(CalendarUnit, u32)>,
    after_service: BTreeSet<(CalendarUnit, u32)>,
    /// Ages on the day of the request.
    ages_at_request: BTreeSet<(CalendarUnit, u32)>,
    /// Ages on the day of service.
    ages_at_service: BTreeSet<(CalendarUnit, u32)>,
    /// Ages at another date of the case, and windows that are counted from one.
    apart: BTreeSet<(CalendarUnit, u32)>,
    days: BTreeSet<NaiveDate>,
    at_request: bool,
    at_service: bool,
    /// The facts that are compared with each other, or the only one.
    dates: BTreeSet<FactId>,
    /// How many predicates ask about it.
    asked: usize,
}

pub(super) fn topics<'a>(
    predicates: impl IntoIterator<Item = &'a Expression>,
) -> BTreeMap<FactId, Topic> {
    let predicates = predicates.into_iter().flat_map(with_conditions).collect::<Vec<_>>();
    // Dates that are compared share one topic; the built-in ones are looked at from everywhere.
    let mut same = BTreeMap::<FactId, FactId>::new();
    let root = |same: &BTreeMap<FactId, FactId>, mut fact: FactId| {
        while let Some(next) = same.get(&fact) {
            fact = *next;
        }
        fact
    };
    for predicate in &predicates {
        if let Expression::Test { term, region } = predicate {
            let compared = region.relation().map(|relation| relation.other.fact());
            let found = term.found_days().iter().map(|day| day.entries.fact);
            let dates = term.other_dates().chain(region.other_dates());
            let inputs = term.formula().map(Formula::facts).unwrap_or_default();
            for other in dates.chain(compared).chain(found).chain(inputs) {
                let (one, other) = (root(&same, term.fact()), root(&same, other));
                if one != other && !one.is_built_in() && !other.is_built_in() {
                    same.insert(one.max(other), one.min(other));
                }
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
        let Some((term, region)) = predicate.asked() else { continue };
        for fact in predicate.subjects() {
            topic(fact, &|topic| topic.is_asked_of(fact));
        }
        if let Some(relation) = region.relation()
            && let Some(window) = relation.other.window()
        {
            topic(relation.other.fact(), &|topic| topic.look_at(window));
        }
        for input in term.formula().map(Formula::inputs).unwrap_or_default() {
            match input {
                Input::Term(input) => {
                    if let Some(window) = input.window() {
                        topic(input.fact(), &|topic| topic.look_at(window));
                    }
                }
                Input::Sum(sum) => {
                    topic(sum.entries.fact, &|topic| topic.look_at(sum.entries.window));
                }
                Input::Days(from, to) => {
                    for fact in [from, to].into_iter().filter_map(Day::fact) {
                        topic(fact, &|topic| {
                            topic.at_request |= [from, to].contains(&Day::REQUEST);
                            topic.at_service |= [from, to].contains(&Day::SERVICE);
                        });
                    }
                }
            }
        }
        for day in term.found_days() {
            topic(day.entries.fact, &|topic| topic.look_at(day.entries.window));
        }
        match *term.inner() {
            Term::Age { birth_date, at, unit } => {
                let asked = region.whole().into_iter().flat_map(CountTest::bounds);
                let ages = asked.map(|age| CalendarDuration::new(age, unit)).collect::<Vec<_>>();
                topic(birth_date, &|topic| topic.age(at, &ages));
            }
            Term::Entries(ref entries) => topic(entries.fact, &|topic| {
                topic.look_at(entries.window);
                topic.look_for_gaps(entries);
            }),
            Term::Result { fact, window, .. } | Term::OnFile { fact, window, .. } => {
                topic(fact, &|topic| topic.look_at(window));
            }
            Term::Date(fact) => match region.day() {
                Some(DateTest::In(window)) => {
                    let at = window.anchors().next().filter(|_| fact.is_built_in());
                    let topic = topics.entry(root(&same, at.unwrap_or(fact))).or_default();
                    topic.compare(fact, &[]);
                    topic.look_at(window);
                }
                Some(DateTest::Compare(_, Day::On(day))) => {
                    topics.entry(root(&same, fact)).or_default().compare(fact, &[day]);
                }
                Some(DateTest::Compare(_, Day::Fact(other))) => {
                    let at =
                        if fact.is_built_in() { root(&same, other) } else { root(&same, fact) };
                    let topic = topics.entry(at).or_default();
                    for fact in [fact, other] {
                        topic.at_request |= fact == FactId::REQUEST_DATE;
                        topic.at_service |= fact == FactId::SERVICE_DATE;
                    }
                }
                None => {}
            },
            Term::Flag(_)
            | Term::Code(_)
            | Term::Count(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Anchored { .. } => {}
        }
    }
    topics
}

/// A predicate, and those of the condition on an entry that it has.
fn with_conditions(predicate: &Expression) -> impl Iterator<Item = &Expression> {
    let entries = predicate.asked().into_iter().flat_map(|(term, _)| term.looked_at());
    let conditions = entries.filter_map(|entries| entries.filter.as_deref());
    let inner = conditions.flat_map(Expression::predicates);
    [predicate].into_iter().chain(inner)
}

fn durations(of: &BTreeSet<(CalendarUnit, u32)>) -> impl Iterator<Item = CalendarDuration> {
    of.iter().map(|(unit, amount)| CalendarDuration::new(*amount, *unit))
}

impl Topic {
    fn is_asked_of(&mut self, fact: FactId) {
        self.dates.insert(fact);
        self.asked = self.asked.saturating_add(1);
    }

    fn look_at(&mut self, window: Window) {
        self.at_service |= window.until == Day::SERVICE;
        // Nothing counts that is later than the request.
        self.at_request |= window.days().any(|day| day != Day::REQUEST);
        for End { day, shift, .. } in window.ends() {
            let Some(apart) = shift.duration().map(|apart| (apart.unit, apart.amount)) else {
                match day {
                    Day::On(day) => self.days.extend([day]),
                    Day::Fact(fact) => self.compare(fact, &[]),
                }
                continue;
            };
            match (day, shift) {
                (Day::On(day), shift) => self.days.extend([shift.from(day)]),
                (Day::REQUEST, Shift::Before(_)) => self.before_request.extend([apart]),
                (Day::REQUEST, _) => self.after_request.extend([apart]),
                (Day::SERVICE, Shift::Before(_)) => self.before_service.extend([apart]),
                (Day::SERVICE, _) => self.after_service.extend([apart]),
                (Day::Fact(_), _) => self.apart.extend([apart]),
            }
        }
    }

    /// A gap may be long enough from so long after its beginning on.
    fn look_for_gaps(&mut self, entries: &Entries) {
        let Some(longest) = entries.longest_gap() else { return };
        match entries.window.from.map(|from| from.day) {
            Some(Day::On(day)) => self.days.extend([longest.after(day)]),
            Some(Day::Fact(_)) | None => self.apart.extend([(longest.unit, longest.amount)]),
        }
    }

    fn age(&mut self, at: Day, ages: &[CalendarDuration]) {
        let of = |durations: &mut BTreeSet<_>| {
            durations.extend(ages.iter().map(|age| (age.unit, age.amount)));
        };
        match at {
            Day::SERVICE => of(&mut self.ages_at_service),
            Day::REQUEST => of(&mut self.ages_at_request),
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
        self.at_request
            || [&self.before_request, &self.after_request, &self.ages_at_request]
                .iter()
                .any(|durations| !durations.is_empty())
    }

    fn looks_at_service(&self) -> bool {
        self.at_service
            || [&self.before_service, &self.after_service, &self.ages_at_service]
                .iter()
                .any(|durations| !durations.is_empty())
    }

    fn look_backs(&self) -> impl Iterator<Item = CalendarDuration> {
        self.windows().into_iter().flat_map(durations)
    }

    /// The durations by which windows are counted from the days of a request.
    fn windows(&self) -> [&BTreeSet<(CalendarUnit, u32)>; 4] {
        [&self.before_request, &self.after_request, &self.before_service, &self.after_service]
    }

    fn ages(&self) -> impl Iterator<Item = CalendarDuration> {
        durations(&self.ages_at_request).chain(durations(&self.ages_at_service))
    }

    /// It counts in ways that meet on some days of the calendar only: months and days; or ages,
    /// where who was born on 29 February is a year older on 28 February, and durations.
    fn mixes_units(&self) -> bool {
        let ages = [&self.ages_at_request, &self.ages_at_service, &self.apart];
        let mut windows = self.windows().into_iter();
        if windows.any(|apart| !apart.is_empty()) && ages.iter().any(|ages| !ages.is_empty()) {
            return true;
        }
        let all = self.windows().into_iter().chain(ages);
        let by_days = |(unit, _): &(CalendarUnit, u32)| {
            matches!(unit, CalendarUnit::Days | CalendarUnit::Weeks)
        };
        let mut units = all.flatten().map(by_days);
        let first = units.next();
        units.any(|other| Some(other) != first)
    }

    /// One pair of dates does not stand for all.
    pub(super) fn is_difficult(&self) -> bool {
        let anchors = [self.looks_at_request(), self.looks_at_service(), !self.days.is_empty()];
        anchors.iter().filter(|looks| **looks).count() > 1 || self.mixes_units()
    }

    /// Pairs of dates at which something may change.
    pub(super) fn candidates(&self, period: Period, ordinary: NaiveDate) -> Vec<Moment> {
        let mut found = Vec::new();
        let mut request_around = |day: NaiveDate| {
            for request_date in around(day, 2) {
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
                    .flat_map(|day| around(day, 2))
                {
                    found.push(Moment { request_date: ordinary, service_date });
                    found.push(Moment { request_date: service_date, service_date: ordinary });
                }
            }
        }
        // Near ones first: examples are taken from them.
        found.sort_by_key(|moment| {
            (
                !period.contains(moment.service_date),
                moment.request_date.signed_duration_since(ordinary).num_days().abs(),
            )
        });
        found
    }

    /// The days that it looks at from a day of request.
    pub(super) fn seen_from_request(&self, request_date: NaiveDate) -> Vec<NaiveDate> {
        let before = durations(&self.before_request).map(|apart| apart.before(request_date));
        let after = durations(&self.after_request).map(|apart| apart.after(request_date));
        let mut days = before.chain(after).collect::<Vec<_>>();
        days.extend(birth_dates(&self.ages_at_request, request_date));
        days.extend(self.looks_at_request().then_some(request_date));
        days.into_iter().flat_map(|day| self.with_ages_apart(day)).collect()
    }

    /// The days that it looks at from a day of service.
    pub(super) fn seen_from_service(&self, service_date: NaiveDate) -> Vec<NaiveDate> {
        let before = durations(&self.before_service).map(|apart| apart.before(service_date));
        let after = durations(&self.after_service).map(|apart| apart.after(service_date));
        let mut days = before.chain(after).collect::<Vec<_>>();
        days.extend(birth_dates(&self.ages_at_service, service_date));
        days.extend(self.looks_at_service().then_some(service_date));
        days.into_iter().flat_map(|day| self.with_ages_apart(day)).collect()
    }

    /// The days of the calendar that it looks at.
    pub(super) fn seen_from_anywhere(&self) -> Vec<NaiveDate> {
        self.days.iter().flat_map(|day| self.with_ages_apart(*day)).collect()
    }

    fn with_ages_apart(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let apart = durations(&self.apart)
            .flat_map(move |age| [latest_birth_date_for_age(age, day), age.after(day)]);
        apart.chain([day])
    }

    /// So many days between two bounds can be distinguished, and no more: one for each of its dates,
    /// which may lie in a row.
    pub(super) fn room(&self) -> i32 {
        i32::try_from(self.dates.len()).unwrap_or(i32::MAX).saturating_add(1)
    }

    /// About how much it takes to see how its predicates go together.
    pub(super) const fn weight(&self) -> usize {
        self.asked.saturating_mul(self.asked)
    }
}

fn birth_dates(
    ages: &BTreeSet<(CalendarUnit, u32)>,
    day: NaiveDate,
) -> impl Iterator<Item = NaiveDate> {
    durations(ages).map(move |age| latest_birth_date_for_age(age, day))
}

/// How many months after a day are considered if months are compared with days: among them is the
/// end of a February of either kind, but for a century's.
const MONTHS: u32 = 50;

/// Pairs of dates from all days and durations that the topics look at, each with each.
pub(super) fn combinations(
    period: Period,
    ordinary: NaiveDate,
    topics: &[&Topic],
) -> impl Iterator<Item = Moment> {
    let width = topics.iter().map(|topic| topic.room()).max().unwrap_or_default();
    let around = move |day: NaiveDate| around(day, width);
    let durations = topics
        .iter()
        .flat_map(|topic| topic.look_backs().chain(topic.ages()).chain(durations(&topic.apart)))
        .map(|duration| (duration.unit, duration.amount))
        .collect::<BTreeSet<_>>();
    let durations = self::durations(&durations).collect::<Vec<_>>();
    // Where a day of the calendar comes into a window, or out of it.
    let days = topics.iter().flat_map(|topic| topic.days.iter().copied());
    let ends = [period.from, period.to].into_iter().flatten();
    let anchors = days
        .flat_map(|day| {
            let shifted = durations.iter().flat_map(move |duration| from_which(*duration, day));
            shifted.chain([day]).collect::<Vec<_>>()
        })
        .chain(ends)
        .chain([ordinary])
        .collect::<BTreeSet<_>>();
    let near = anchors.iter().copied().flat_map(around).collect::<BTreeSet<_>>();
    let mut days = near.clone();
    if topics.iter().any(|topic| topic.mixes_units()) {
        days.extend(anchors.iter().copied().flat_map(ends_of_months));
    }
    let look_at_both = topics.iter().any(|topic| topic.looks_at_request())
        && topics.iter().any(|topic| topic.looks_at_service());
    days.into_iter().flat_map(move |day| {
        let mut found = vec![Moment { request_date: day, service_date: period.nearest(day) }];
        if !look_at_both {
            return found;
        }
        let mut others = near.clone();
        others.insert(day);
        for apart in [1, 3, 32, 95, 300].map(|days| CalendarDuration::new(days, CalendarUnit::Days))
        {
            others.extend([apart.before(day), apart.after(day)]);
        }
        for one in &durations {
            let before = one.before(day);
            others.extend(around(before).chain(from_which(*one, day).flat_map(around)));
            // Where two of them lead to the same day.
            for other in &durations {
                others.extend(from_which(*other, before).flat_map(around));
            }
        }
        for other in others {
            found.push(Moment { request_date: day, service_date: other });
            found.push(Moment { request_date: other, service_date: day });
        }
        found
    })
}

/// The first and the last day so long before which a day lies, or the day before it: 28 February is
/// a month before 28 March, and before 31 March.
fn from_which(duration: CalendarDuration, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = duration.after(day);
    let later = first.iter_days().skip(1).take(3);
    let last = later.take_while(|later| duration.before(*later) <= day).last();
    [first].into_iter().chain(last)
}

/// The last days of the months after a day, and the first ones.
fn ends_of_months(day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(day.year(), day.month(), 1);
    let firsts =
        (0..MONTHS).filter_map(move |months| first?.checked_add_months(Months::new(months)));
    firsts.flat_map(|first| {
        let before = (1..=3).filter_map(move |days| first.checked_sub_days(Days::new(days)));
        let after = (0..3).filter_map(move |days| first.checked_add_days(Days::new(days)));
        before.chain(after)
    })
}

fn around(day: NaiveDate, width: i32) -> impl Iterator<Item = NaiveDate> {
    let first = width.saturating_neg();
    (first..=width).filter_map(move |days| day.checked_add_signed(TimeDelta::days(days.into())))
}
