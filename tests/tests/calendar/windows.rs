//! Windows that are counted from dates which are known in part: both evaluators against the
//! enumeration of everything that a small chart may turn out to mean.

use crate::plain;
use crate::{days, months, weeks};
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::policy::{Body, Criterion, Expression, Region, Selection, Term};
use policy_core::possible::{Complete, Date, Event, Events, QuantityFact};
use policy_core::unit::Unit;
use policy_core::{NaiveDate, PartialDate, Truth};
use policy_tests::dice::Dice;
use policy_tests::worlds::choices;

policy_macros::vocabulary! {
    pub windowed {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [
            Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15, Q16, Q17, Q18,
            Q19, Q20, Q21, Q22, Q23, Q24, Q25, Q26, Q27, Q28, Q29, Q30, Q31, Q32, Q33, Q34, Q35,
            Q36, Q37, Q38, Q39, Q40, Q41, Q42, Q43, Q44, Q45, Q46, Q47, Q48, Q49, Q50, Q51, Q52,
            Q53, Q54, Q55, Q56, Q57, Q58, Q59, Q60, Other
        ],
        /// Start
        start: date,
        /// Stop
        stop: date,
        /// Seen
        seen: date,
        /// Visit
        visit: events,
        /// Level
        level: measurement in %,
    }
}

policy_macros::policy! {
    /// Every window, over events, results and a date
    windows<windowed> {
        payer "Example Health";
        number "EX.6";
        source "example.txt";

        section q1 for question = Q1 { 1: any visit within 30 days before start; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: level > 50% within 30 days before start; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: every level > 50% within 30 days before start; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: seen within 30 days before start; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: at least 2 visit within 1 month after start; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: level > 50% within 1 month after start; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: any level > 50% within 1 month after start; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: seen within 1 month after start; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: at most 1 visit before start; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: level > 50% before start; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: highest level > 50% before start; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: seen before start; } => criteria_met for 1 year;
        section q13 for question = Q13 { 1: any visit on or before start; } => criteria_met for 1 year;
        section q14 for question = Q14 { 1: level > 50% on or before start; } => criteria_met for 1 year;
        section q15 for question = Q15 { 1: lowest level > 50% on or before start; } => criteria_met for 1 year;
        section q16 for question = Q16 { 1: seen on or before start; } => criteria_met for 1 year;
        section q17 for question = Q17 { 1: at least 2 visit after start; } => criteria_met for 1 year;
        section q18 for question = Q18 { 1: level > 50% after start; } => criteria_met for 1 year;
        section q19 for question = Q19 { 1: level on file after start; } => criteria_met for 1 year;
        section q20 for question = Q20 { 1: seen after start; } => criteria_met for 1 year;
        section q21 for question = Q21 { 1: at least 2 visit on or after start; } => criteria_met for 1 year;
        section q22 for question = Q22 { 1: level > 50% on or after start; } => criteria_met for 1 year;
        section q23 for question = Q23 { 1: earliest level > 50% on or after start; } => criteria_met for 1 year;
        section q24 for question = Q24 { 1: seen on or after start; } => criteria_met for 1 year;
        section q25 for question = Q25 { 1: any visit between 2 and 5 weeks after start; } => criteria_met for 1 year;
        section q26 for question = Q26 { 1: level > 50% between 2 and 5 weeks after start; } => criteria_met for 1 year;
        section q27 for question = Q27 { 1: every level > 50% between 2 and 5 weeks after start; } => criteria_met for 1 year;
        section q28 for question = Q28 { 1: seen between 2 and 5 weeks after start; } => criteria_met for 1 year;
        section q29 for question = Q29 { 1: at least 2 visit between 2 and 5 weeks before start; } => criteria_met for 1 year;
        section q30 for question = Q30 { 1: level > 50% between 2 and 5 weeks before start; } => criteria_met for 1 year;
        section q31 for question = Q31 { 1: any level > 50% between 2 and 5 weeks before start; } => criteria_met for 1 year;
        section q32 for question = Q32 { 1: seen between 2 and 5 weeks before start; } => criteria_met for 1 year;
        section q33 for question = Q33 { 1: at most 1 visit at least 1 month before start; } => criteria_met for 1 year;
        section q34 for question = Q34 { 1: level > 50% at least 1 month before start; } => criteria_met for 1 year;
        section q35 for question = Q35 { 1: highest level > 50% at least 1 month before start; } => criteria_met for 1 year;
        section q36 for question = Q36 { 1: seen at least 1 month before start; } => criteria_met for 1 year;
        section q37 for question = Q37 { 1: at least 2 visit at least 10 days after start; } => criteria_met for 1 year;
        section q38 for question = Q38 { 1: level > 50% at least 10 days after start; } => criteria_met for 1 year;
        section q39 for question = Q39 { 1: lowest level > 50% at least 10 days after start; } => criteria_met for 1 year;
        section q40 for question = Q40 { 1: seen at least 10 days after start; } => criteria_met for 1 year;
        section q41 for question = Q41 { 1: at least 2 visit less than 10 days before start; } => criteria_met for 1 year;
        section q42 for question = Q42 { 1: level > 50% less than 10 days before start; } => criteria_met for 1 year;
        section q43 for question = Q43 { 1: level on file less than 10 days before start; } => criteria_met for 1 year;
        section q44 for question = Q44 { 1: seen less than 10 days before start; } => criteria_met for 1 year;
        section q45 for question = Q45 { 1: at least 2 visit more than 1 month after start; } => criteria_met for 1 year;
        section q46 for question = Q46 { 1: level > 50% more than 1 month after start; } => criteria_met for 1 year;
        section q47 for question = Q47 { 1: earliest level > 50% more than 1 month after start; } => criteria_met for 1 year;
        section q48 for question = Q48 { 1: seen more than 1 month after start; } => criteria_met for 1 year;
        section q49 for question = Q49 { 1: any visit between start and stop; } => criteria_met for 1 year;
        section q50 for question = Q50 { 1: level > 50% between start and stop; } => criteria_met for 1 year;
        section q51 for question = Q51 { 1: every level > 50% between start and stop; } => criteria_met for 1 year;
        section q52 for question = Q52 { 1: seen between start and stop; } => criteria_met for 1 year;
        section q53 for question = Q53 { 1: at least 2 visit between start and service_date; } => criteria_met for 1 year;
        section q54 for question = Q54 { 1: level > 50% between start and service_date; } => criteria_met for 1 year;
        section q55 for question = Q55 { 1: any level > 50% between start and service_date; } => criteria_met for 1 year;
        section q56 for question = Q56 { 1: seen between start and service_date; } => criteria_met for 1 year;
        section q57 for question = Q57 { 1: at most 1 visit within 30 days before service_date; } => criteria_met for 1 year;
        section q58 for question = Q58 { 1: level > 50% within 30 days before service_date; } => criteria_met for 1 year;
        section q59 for question = Q59 { 1: highest level > 50% within 30 days before service_date; } => criteria_met for 1 year;
        section q60 for question = Q60 { 1: seen within 30 days before service_date; } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// How many questions there are about each window.
const QUESTIONS: usize = 4;

/// A day that a window is counted from, or never.
type Anchor = Option<NaiveDate>;

/// The windows of the policy in their order, from first principles: the first and the last day, up
/// to the request and the day looked from.
fn span(window: usize, start: Anchor, stop: Anchor, service: NaiveDate) -> Option<[NaiveDate; 2]> {
    let (min, max) = (NaiveDate::MIN, NaiveDate::MAX);
    let next = |day| plain::days_later(day, 1);
    let previous = |day| plain::days_later(day, -1);
    let begun = |first: fn(NaiveDate) -> NaiveDate| start.map(first);
    let ended = |last: fn(NaiveDate) -> NaiveDate| start.map_or(max, last);
    let (first, last) = match window {
        0 => (begun(|start| plain::before(start, days(30)))?, start?),
        1 => (start?, ended(|start| plain::after(start, months(1)))),
        2 => (min, start.map_or(max, previous)),
        3 => (min, start.unwrap_or(max)),
        4 => (next(start?), max),
        5 => (start?, max),
        6 => (
            begun(|start| plain::after(start, weeks(2)))?,
            ended(|start| plain::after(start, weeks(5))),
        ),
        7 => (
            begun(|start| plain::before(start, weeks(5)))?,
            ended(|start| plain::before(start, weeks(2))),
        ),
        8 => (min, ended(|start| plain::before(start, months(1)))),
        9 => (begun(|start| plain::after(start, days(10)))?, max),
        10 => (next(begun(|start| plain::before(start, days(10)))?), start?),
        11 => (next(begun(|start| plain::after(start, months(1)))?), max),
        12 => (start?, stop.unwrap_or(max)),
        13 => (start?, service),
        14 => (plain::before(service, days(30)), service),
        other => panic!("no window {other}"),
    };
    (first <= last).then_some([first, last])
}

fn together(truths: impl IntoIterator<Item = Truth>) -> Truth {
    let (met, fails) = truths.into_iter().fold((false, false), |(met, fails), truth| {
        (met || truth.can_be_met(), fails || truth.can_fail())
    });
    Truth::from_possibilities(met, fails)
}

/// A small chart: what is documented, as the days that each date may be.
struct Chart {
    request: NaiveDate,
    service: NaiveDate,
    start: Vec<Anchor>,
    stop: Vec<Anchor>,
    seen: Vec<Anchor>,
    complete: Complete,
    visits: Vec<Vec<NaiveDate>>,
    levels: Vec<(u32, Vec<NaiveDate>)>,
}

impl Chart {
    /// What a question is in every world of the chart, taken together.
    fn truth(&self, window: usize, condition: &Expression) -> Truth {
        if let Expression::Not(inner) = condition {
            return !self.truth(window, inner);
        }
        let Some((term, region)) = condition.asked() else { panic!("{condition:?}") };
        let pairs =
            self.start.iter().flat_map(|start| self.stop.iter().map(move |stop| (*start, *stop)));
        together(pairs.map(|(start, stop)| {
            let span = span(window, start, stop, self.service);
            match *term {
                Term::Date(_) => together(self.seen.iter().map(|seen| {
                    let inside = |day: NaiveDate| {
                        span.is_some_and(|[first, last]| first <= day && day <= last)
                    };
                    Truth::from(seen.is_some_and(inside))
                })),
                Term::Entries(_) => self.count(span, region.at_least().unwrap()),
                Term::Result { selection, .. } => self.results(span, Some(selection), region),
                Term::OnFile { .. } => self.results(span, None, region),
                ref other => panic!("{other:?} looks at no window"),
            }
        }))
    }

    fn count(&self, span: Option<[NaiveDate; 2]>, at_least: u32) -> Truth {
        let span = span.filter(|[first, _]| *first <= self.request);
        let Some([first, last]) = span else { return Truth::NOT_MET };
        together(choices(&self.visits).into_iter().map(|visits| {
            let inside = visits.iter().filter(|day| first <= **day && **day <= last).count();
            let enough = u32::try_from(inside).unwrap() >= at_least;
            if enough || self.complete.is_from(first) {
                Truth::from(enough)
            } else {
                Truth::UNKNOWN
            }
        }))
    }

    fn results(
        &self,
        span: Option<[NaiveDate; 2]>,
        selection: Option<Selection>,
        _region: Region,
    ) -> Truth {
        let Some([first, last]) = span else { return Truth::UNKNOWN };
        let dates = self.levels.iter().map(|(_, days)| days.clone()).collect::<Vec<_>>();
        together(choices(&dates).into_iter().map(|days| {
            let seen = days.iter().zip(&self.levels).map(|(day, (value, _))| (*day, *value > 50));
            let inside = seen.filter(|(day, _)| first <= *day && *day <= last).collect::<Vec<_>>();
            let mut values = inside.iter().map(|(_, passes)| *passes);
            match selection {
                _ if inside.is_empty() => Truth::UNKNOWN,
                None => Truth::MET,
                // Results are above 50 or not: the highest is if any is, the lowest if all are.
                Some(Selection::Any | Selection::Highest) => {
                    Truth::from(values.any(|passes| passes))
                }
                Some(Selection::Every | Selection::Lowest) => {
                    Truth::from(values.all(|passes| passes))
                }
                Some(Selection::Earliest) => {
                    let oldest = inside.iter().map(|(day, _)| *day).min();
                    let earliest = inside.iter().filter(|(day, _)| Some(*day) == oldest);
                    together(earliest.map(|(_, passes)| Truth::from(*passes)))
                }
                Some(Selection::AtLeast { .. }) => panic!("no question counts results"),
                Some(Selection::Latest) => {
                    let newest = inside.iter().map(|(day, _)| *day).max();
                    let latest = inside.iter().filter(|(day, _)| Some(*day) == newest);
                    together(latest.map(|(_, passes)| Truth::from(*passes)))
                }
            }
        }))
    }
}

/// A date that may be one of up to four days, near another, and those days.
fn range(dice: &mut Dice, near: NaiveDate, last: Option<NaiveDate>) -> (Date, Vec<NaiveDate>) {
    let distances = [0, 1, 2, 9, 10, 11, 13, 14, 15, 28, 29, 30, 31, 32, 35, 36];
    let away = distances[dice.below(distances.len())];
    let first = plain::days_later(near, if dice.chance(50) { away } else { -away });
    let first = last.map_or(first, |last| first.min(last));
    let end = plain::days_later(first, i32::try_from(dice.below(4)).unwrap());
    let date = PartialDate::between(Some(first.into()), Some(end.into())).unwrap();
    let days = first.iter_days().take_while(|day| *day <= end);
    (date.into(), days.filter(|day| last.is_none_or(|last| *day <= last)).collect())
}

fn anchor(dice: &mut Dice, near: NaiveDate) -> (Date, Vec<Anchor>) {
    if dice.chance(10) {
        return (Date::NEVER, vec![None]);
    }
    let (date, days) = range(dice, near, None);
    (date, days.into_iter().map(Some).collect())
}

fn criteria() -> impl Iterator<Item = &'static Criterion> {
    let sections = WINDOWS.versions.iter().flat_map(|version| version.sections.iter());
    sections.flat_map(|section| section.criteria.iter())
}

fn condition(criterion: &Criterion) -> &Expression {
    let Body::Condition(condition) = &criterion.body else { panic!("a group") };
    condition
}

#[test]
fn windows_agree_with_every_world_of_a_small_chart() {
    let mut dice = Dice::new(19);
    let mut seen = [0_u32; 3];
    for round in 0..400 {
        let request = plain::days_later(
            NaiveDate::from_ymd_opt(2024, 1, 25).unwrap(),
            i32::try_from(dice.below(800)).unwrap(),
        );
        let service = plain::days_later(request, i32::try_from(dice.below(60)).unwrap() - 30);
        let (start, start_days) = anchor(&mut dice, request);
        let near = start_days[0].unwrap_or(request);
        let (stop, stop_days) = anchor(&mut dice, near);
        let (seen_date, seen_days) = anchor(&mut dice, near);
        let visits =
            (0..dice.below(3)).map(|_| range(&mut dice, near, Some(request))).collect::<Vec<_>>();
        let levels = (0..dice.below(3))
            .map(|_| (if dice.chance(50) { 40 } else { 60 }, range(&mut dice, near, Some(request))))
            .collect::<Vec<_>>();
        let chart = Chart {
            request,
            service,
            start: start_days,
            stop: stop_days,
            seen: seen_days,
            complete: match dice.below(4) {
                0 => Complete::No,
                1 => Complete::Since(plain::days_later(
                    near,
                    i32::try_from(dice.below(80)).unwrap() - 40,
                )),
                _ => Complete::Yes,
            },
            visits: visits.iter().map(|(_, days)| days.clone()).collect(),
            levels: levels.iter().map(|(value, (_, days))| (*value, days.clone())).collect(),
        };
        let mut case = WindowsCase::new(request, service);
        (case.start, case.stop, case.seen) = (start, stop, seen_date);
        let visits = visits.iter().map(|(date, _)| Event::on(*date));
        case.visit = match chart.complete {
            Complete::Yes => Events::complete(visits),
            Complete::No => Events::incomplete(visits),
            Complete::Since(day) => Events::complete_since(day, visits),
        };
        let level = |value: u32| windowed::Level::exactly(value, Unit::Percent).unwrap();
        case.level = levels.iter().map(|(value, (date, _))| level(*value).on(*date)).collect();
        let (compiled, reference) = (case.evaluate(), reference::determine(&WINDOWS, &case));
        for (position, criterion) in criteria().enumerate() {
            let expected = chart.truth(position / QUESTIONS, condition(criterion));
            seen[usize::from(expected.can_be_met()) + usize::from(!expected.can_fail())] += 1;
            let found =
                (compiled.truth(criterion.slot), reference.truths.get(&criterion.slot).copied());
            assert_eq!(
                found,
                (Some(expected), Some(expected)),
                "{round}: {} {:?} of {case:?}",
                criterion.citation,
                condition(criterion)
            );
        }
    }
    assert!(seen.iter().all(|seen| *seen > 1_000), "{seen:?}");
}

/// What is counted from a day that is not documented is taken entry by entry: it may stay unknown
/// though all days agree, and never contradicts them.
#[test]
fn counted_from_a_day_that_is_not_documented_nothing_is_said_that_some_day_refutes() {
    let mut dice = Dice::new(23);
    for _ in 0..60 {
        let request = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
        let visits = (0..dice.below(3))
            .map(|_| range(&mut dice, request, Some(request)))
            .collect::<Vec<_>>();
        let all = (-80..=80).map(|away| Some(plain::days_later(request, away))).chain([None]);
        let chart = Chart {
            request,
            service: request,
            start: all.collect(),
            stop: vec![Some(request)],
            seen: vec![Some(plain::days_later(request, -7))],
            complete: dice.chance(70).into(),
            visits: visits.iter().map(|(_, days)| days.clone()).collect(),
            levels: Vec::new(),
        };
        let mut case = WindowsCase::new(request, request);
        (case.stop, case.seen) = (request.into(), plain::days_later(request, -7).into());
        let visits = visits.iter().map(|(date, _)| Event::on(*date));
        case.visit = match chart.complete {
            Complete::Yes => Events::complete(visits),
            Complete::No => Events::incomplete(visits),
            Complete::Since(day) => Events::complete_since(day, visits),
        };
        let (compiled, reference) = (case.evaluate(), reference::determine(&WINDOWS, &case));
        for (position, criterion) in criteria().enumerate() {
            let expected = chart.truth(position / QUESTIONS, condition(criterion));
            let found = compiled.truth(criterion.slot).unwrap();
            assert_eq!(Some(found), reference.truths.get(&criterion.slot).copied());
            assert!(found.is_unknown() || found == expected, "{} of {case:?}", criterion.citation);
        }
    }
}
