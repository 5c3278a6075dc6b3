//! A date of which only the month or the year is known means what its days mean together: every
//! predicate, in both evaluators, against each of the days.

use crate::recall::{RECALL, RecallCase, dated, fact};
use crate::{days, months, plain, weeks, years};
use policy_core::calendar::{CalendarDuration, PartialDate};
use policy_core::case::Case;
use policy_core::chrono::Datelike;
use policy_core::evaluate::reference;
use policy_core::policy::{
    Body, CountTest, Criterion, DateTest, Day, Entries, Expression, QuantityTest, Region, Term,
};
use policy_core::possible::{Date, Event, Events, QuantityFact};
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate, Truth};
use policy_tests::operator::holds;

/// The one result that is documented, in percent.
const LEVEL: Decimal = Decimal::ONE;

/// The days that the dates of a case may be, each fact's by themselves.
struct Days {
    /// Of the birth, of `seen`, of the visit and of the result.
    dated: Vec<NaiveDate>,
    /// Of `called`.
    called: Vec<NaiveDate>,
    /// Of the request, which is that of the service too.
    request: NaiveDate,
}

impl Days {
    /// What a predicate says on each of the days, taken together.
    fn truth(&self, condition: &Expression) -> Truth {
        let start = |within: Option<CalendarDuration>| {
            within.map_or(NaiveDate::MIN, |span| plain::before(self.request, span))
        };
        // A result or an event is none after the request: its date is one of the days until then.
        let past = || self.dated.iter().filter(|day| **day <= self.request);
        match *condition {
            Expression::Not(ref inner) => !self.truth(inner),
            Expression::Test { term: Term::Age { .. }, region: Region::Whole(test) } => together(
                self.dated
                    .iter()
                    .map(|birth| Truth::from(counts(plain::age(*birth, self.request), test))),
            ),
            Expression::Test {
                region: Region::Day(DateTest::Compare(operator, Day::Fact(other))),
                ..
            } if other == fact("called") => {
                let pairs = self
                    .dated
                    .iter()
                    .flat_map(|day| self.called.iter().map(move |called| day.cmp(called)));
                together(pairs.map(|comparison| Truth::from(holds(operator, comparison))))
            }
            Expression::Test { region: Region::Day(test), .. } => {
                let window = if let DateTest::In(window) = test { Some(window) } else { None };
                let span = window.and_then(|window| window.look_back().or(window.ago()));
                let first = span.map_or(self.request, |span| start(Some(span)));
                together(self.dated.iter().map(|day| Truth::from(self.passes(*day, first, test))))
            }
            Expression::Test {
                term: Term::Entries(Entries { window, .. }),
                region: Region::Whole(test),
            } => {
                let first = start(window.look_back());
                let counted = past().map(|day| Truth::from(counts(u32::from(first <= *day), test)));
                if past().next().is_none() {
                    Truth::from(counts(0, test))
                } else {
                    together(counted)
                }
            }
            Expression::Test {
                term: Term::Result { window, .. },
                region: Region::Quantity(QuantityTest::Compare(operator, threshold)),
            } => {
                let (first, passes) = (
                    start(window.look_back()),
                    Truth::from(holds(operator, LEVEL.cmp(&threshold.value))),
                );
                let seen = past().map(|day| if first <= *day { passes } else { Truth::UNKNOWN });
                if past().next().is_none() { Truth::UNKNOWN } else { together(seen) }
            }
            ref other => panic!("{other:?} looks at no date"),
        }
    }

    /// `first` is the first day of the window, where there is one.
    fn passes(&self, day: NaiveDate, first: NaiveDate, test: DateTest) -> bool {
        match test {
            DateTest::In(window) if window.look_back().is_some() => {
                first <= day && day <= self.request
            }
            DateTest::In(window) if window.ago().is_some() => day <= first,
            DateTest::In(_) => {
                let (low, high) = test.range().unwrap();
                low <= day && day <= high
            }
            DateTest::Compare(operator, Day::On(bound)) => holds(operator, day.cmp(&bound)),
            DateTest::Compare(operator, Day::Fact(_)) => holds(operator, day.cmp(&self.request)),
        }
    }
}

fn together(truths: impl Iterator<Item = Truth>) -> Truth {
    let (met, fails) = truths.fold((false, false), |(met, fails), truth| {
        (met || truth.can_be_met(), fails || truth.can_fail())
    });
    Truth::from_possibilities(met, fails)
}

fn counts(number: u32, test: CountTest) -> bool {
    match test {
        CountTest::Compare(operator, bound) => holds(operator, number.cmp(&bound)),
        CountTest::Between(low, high) => (low..=high).contains(&number),
    }
}

fn days_of(date: PartialDate) -> Vec<NaiveDate> {
    date.first().iter_days().take_while(|day| *day <= date.last()).collect()
}

/// All 201 years and 2,412 months.
fn partial_dates(years: impl Iterator<Item = i32>) -> impl Iterator<Item = PartialDate> {
    years.flat_map(|year| {
        [PartialDate::Year(year)]
            .into_iter()
            .chain((1..=12).map(move |month| PartialDate::Month { year, month }))
    })
}

/// Criteria, each a single predicate, and their truths in both evaluators against the days one by
/// one.
fn check(criteria: &[&Criterion], case: &RecallCase, days: &Days) {
    let (compiled, reference) = (case.evaluate(), reference::determine(&RECALL, case));
    for criterion in criteria {
        let Body::Condition(condition) = &criterion.body else { panic!("a group") };
        let expected = Some(days.truth(condition));
        let found =
            (compiled.truth(criterion.slot), reference.truths.get(&criterion.slot).copied());
        assert_eq!(found, (expected, expected), "{} of {case:?}", criterion.citation);
    }
}

fn criteria() -> impl Iterator<Item = &'static Criterion> {
    RECALL
        .versions
        .iter()
        .flat_map(|version| version.sections.iter())
        .flat_map(|section| section.criteria.iter())
}

/// For each of the 2,613 partial dates, requests whose windows begin at its ends or next to them;
/// the lengths of the windows take turns.
#[test]
fn partial_dates_agree_with_their_days_for_every_predicate() {
    let spans = [
        days(0),
        days(1),
        weeks(2),
        days(30),
        months(1),
        months(9),
        years(1),
        years(18),
        years(65),
    ];
    let criteria = criteria().collect::<Vec<_>>();
    for (turn, date) in partial_dates(1900..=2100).enumerate() {
        let (before, behind) =
            (plain::days_later(date.first(), -1), plain::days_later(date.last(), 1));
        for (edge, turn) in [before, date.first(), date.last(), behind].into_iter().zip(turn..) {
            let request = plain::after(edge, spans[turn % spans.len()]);
            let days = Days { dated: days_of(date), called: vec![request], request };
            let mut case = RecallCase::new(request, request);
            (case.birth_date, case.seen, case.called) = (date.into(), date.into(), request.into());
            case.visit = Events::complete([Event::on(date)]);
            case.level = [dated::Level::exactly(LEVEL, Unit::Percent).unwrap().on(date)].into();
            check(&criteria, &case, &days);
        }
    }
}

fn looks_at_called(condition: &Expression) -> bool {
    match condition {
        Expression::Not(inner) => looks_at_called(inner),
        Expression::Test { region, .. } => region.other_dates().any(|date| date == fact("called")),
        _ => false,
    }
}

/// For the partial dates of a leap year, a common year and centuries of both kinds: others that
/// touch them, lie in them, or lie next to them.
#[test]
fn two_partial_dates_compare_as_all_pairs_of_their_days() {
    let criteria =
        criteria().filter(|criterion| matches!(&criterion.body, Body::Condition(condition) if looks_at_called(condition))).collect::<Vec<_>>();
    assert_eq!(criteria.len(), 6);
    let request = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    for date in partial_dates([1900, 2000, 2023, 2024].into_iter()) {
        let (first, last) = (date.first(), date.last());
        let around = [plain::days_later(first, -1), first, last, plain::days_later(last, 1)];
        for called in around.into_iter().flat_map(|day| {
            [
                PartialDate::Day(day),
                PartialDate::Month { year: day.year(), month: day.month() },
                PartialDate::Year(day.year()),
            ]
        }) {
            let days = Days { dated: days_of(date), called: days_of(called), request };
            let mut case = RecallCase::new(request, request);
            (case.seen, case.called) = (Date::from(date), Date::from(called));
            check(&criteria, &case, &days);
        }
    }
}
