//! Many dates at once: what is proved about them costs little.

use super::stories::labelled;
use crate::findings::{Kind, findings};
use crate::moments::{Period, every_moment};
use policy_core::calendar::CalendarUnit::{Days, Months, Weeks, Years};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::fixtures::example::{
    APPROVAL_DATE, BIRTH_DATE, LAST_CHANGE, and, day, met, not, or, policy, section,
};
use policy_core::policy::{
    Body, CountTest, Criterion, DateTest, Day, Expression, Operator, Policy, Region, Section, Term,
    Window,
};
use policy_core::vocabulary::FactId;

fn date(fact: FactId, test: DateTest) -> Expression {
    Term::Date(fact).is(Region::Day(test))
}

fn long(amount: u32, unit: CalendarUnit) -> CalendarDuration {
    CalendarDuration::new(amount, unit)
}

fn on(fact: FactId, operator: Operator, text: &str) -> Expression {
    date(fact, DateTest::Compare(operator, Day::On(day(text))))
}

fn aged(at: Day, years: u32) -> Expression {
    Term::Age { birth_date: BIRTH_DATE, at, unit: Years }
        .is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, years)))
}

/// Three dates, of which days of the calendar, windows in days and in months, the request, the
/// service and each other are asked, in twelve criteria.
pub(super) fn many_dates() -> Policy {
    let within = |fact, amount, unit| {
        date(fact, DateTest::In(Window::looking_back(long(amount, unit), Day::REQUEST)))
    };
    let ago = |fact, amount, unit| {
        date(fact, DateTest::In(Window::at_least_ago(long(amount, unit), Day::REQUEST)))
    };
    let before = |one, other| date(one, DateTest::Compare(Operator::LessOrEqual, Day::Fact(other)));
    let conditions = vec![
        or([
            within(APPROVAL_DATE, 90, Days),
            on(APPROVAL_DATE, Operator::GreaterOrEqual, "2026-07-01"),
        ]),
        or([within(APPROVAL_DATE, 3, Months), on(APPROVAL_DATE, Operator::Less, "2025-12-31")]),
        or([ago(LAST_CHANGE, 30, Days), on(LAST_CHANGE, Operator::Less, "2026-03-01")]),
        not(within(LAST_CHANGE, 1, Months)),
        or([before(LAST_CHANGE, APPROVAL_DATE), within(LAST_CHANGE, 6, Weeks)]),
        or([before(APPROVAL_DATE, FactId::SERVICE_DATE), ago(APPROVAL_DATE, 45, Days)]),
        aged(Day::SERVICE, 18),
        not(aged(Day::REQUEST, 65)),
        or([ago(BIRTH_DATE, 240, Months), within(APPROVAL_DATE, 2, Years)]),
        or([on(BIRTH_DATE, Operator::Less, "2004-02-29"), ago(BIRTH_DATE, 10_000, Days)]),
        or([before(LAST_CHANGE, FactId::SERVICE_DATE), within(LAST_CHANGE, 200, Days)]),
        and([
            or([within(APPROVAL_DATE, 12, Months), ago(LAST_CHANGE, 400, Days)]),
            or([aged(Day::Fact(APPROVAL_DATE), 20), ago(LAST_CHANGE, 18, Months)]),
        ]),
    ];
    let criteria = (1..).zip(conditions).map(|(label, condition): (i32, _)| {
        labelled(&label.to_string(), Body::Condition(condition))
    });
    let criteria = criteria.collect();
    policy(Vec::new(), vec![Section { criteria, ..section(1, None, Vec::new(), met()) }])
}

/// Each was looked at in tens of thousands of moments, for minutes.
#[test]
fn many_dates_are_a_limit_and_few_are_not() {
    let policy = many_dates();
    let criteria = policy.versions[0].sections[0].criteria.iter();
    let predicates = criteria.flat_map(Criterion::conditions).flat_map(Expression::predicates);
    let predicates = predicates.collect::<Vec<_>>();
    let moments = |number: usize| {
        let some = predicates.iter().take(number).copied();
        every_moment(Period::default(), some).map(|moments| moments.len())
    };
    assert_eq!(moments(predicates.len()), None);
    for few in [3, 6, 9] {
        let found = moments(few).unwrap();
        assert!((10..200).contains(&found), "{found} for {few} predicates");
    }
    let found = findings(&policy).unwrap();
    assert!(found.iter().all(|finding| finding.kind == Kind::Unproved), "{found:#?}");
}
