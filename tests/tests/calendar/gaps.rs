//! Gaps and chains: both evaluators against the enumeration of the days that a small history may turn
//! out to have.

use crate::{days, months, plain};
use policy_core::calendar::CalendarDuration;
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::possible::{Code, Complete, Date, Event, Events, HistoryFact};
use policy_core::{NaiveDate, PartialDate, Truth};
use policy_tests::dice::Dice;
use policy_tests::worlds::choices;

policy_macros::vocabulary! {
    pub filled {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Other],
        /// Start
        start: date,
        /// Fill
        fill: events with kind [A, B],
        /// Therapy
        therapy: courses,
    }
}

policy_macros::policy! {
    /// Gaps and chains of every kind
    gaps<filled> {
        payer "Example Health";
        number "EX.10";
        source "example.txt";

        section q1 for question = Q1 { 1: fill at most 10 days apart since start; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: fill where kind = A at most 10 days apart since start; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: fill at most 1 month apart since start; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: therapy at most 10 days apart since start; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: NOT fill at most 10 days apart since start interpretation "a start that has not come is no gap"; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: fill at most 10 days apart since date of earliest fill; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: fill at most 10 days apart since start of latest therapy; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: at least 3 fill at most 10 days apart; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: at most 2 fill within 40 days at most 10 days apart; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: at least 2 fill where kind = A after start at most 5 days apart; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: at least 2 therapy started within 40 days at most 10 days apart; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: at least 3 fill at most 1 month apart; } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// A chart as it turns out.
#[derive(Clone, Debug)]
struct World {
    request: NaiveDate,
    start: Option<NaiveDate>,
    fills: Vec<(NaiveDate, u8)>,
    therapies: Vec<NaiveDate>,
    complete: Complete,
}

/// Whether it is met in some world, and whether it fails in one.
#[derive(Clone, Copy, Debug)]
struct Answer {
    met: bool,
    fails: bool,
}

impl World {
    /// No day from `begin` to the request is followed too late by one of these.
    fn has_no_gap(
        &self,
        begin: Option<NaiveDate>,
        points: &[NaiveDate],
        apart: CalendarDuration,
    ) -> bool {
        let Some(begin) = begin.filter(|begin| *begin <= self.request) else { return false };
        let mut days = points.iter().copied().filter(|day| begin <= *day).collect::<Vec<_>>();
        days.extend([begin, self.request]);
        days.sort_unstable();
        days.windows(2).all(|pair| plain::after(pair[0], apart) >= pair[1])
    }

    fn gap(
        &self,
        begin: Option<NaiveDate>,
        points: &[NaiveDate],
        apart: CalendarDuration,
    ) -> Answer {
        // Other ones may be of every day for which the history is not complete.
        let all = self.request.iter_days().rev().take(200);
        let others = all.filter(|day| !self.complete.is_from(*day));
        let with_others = points.iter().copied().chain(others).collect::<Vec<_>>();
        Answer {
            met: self.has_no_gap(begin, &with_others, apart),
            fails: !self.has_no_gap(begin, points, apart),
        }
    }

    fn chain(
        &self,
        needed: usize,
        first: NaiveDate,
        days: &[NaiveDate],
        apart: CalendarDuration,
    ) -> Answer {
        let mut days = days.iter().copied().filter(|day| first <= *day).collect::<Vec<_>>();
        days.sort_unstable();
        let (mut longest, mut chain, mut reach) = (0, 0, NaiveDate::MIN);
        for day in days {
            chain = if day <= reach { chain + 1 } else { 1 };
            reach = plain::after(day, apart);
            longest = longest.max(chain);
        }
        let further = first <= self.request && !self.complete.is_from(first);
        Answer { met: longest >= needed || further, fails: longest < needed }
    }

    fn answers(&self, question: usize) -> Vec<Answer> {
        let ago = |amount| plain::before(self.request, days(amount));
        let all = self.fills.iter().map(|(day, _)| *day).collect::<Vec<_>>();
        let of_a = self.fills.iter().filter(|(_, kind)| *kind == 0).map(|(day, _)| *day);
        let of_a = of_a.collect::<Vec<_>>();
        let any_day = || {
            let days = self.request.iter_days().rev().take(120).map(Some);
            days.chain([None]).collect::<Vec<_>>()
        };
        let ever = NaiveDate::MIN;
        let not = |Answer { met, fails }| Answer { met: fails, fails: met };
        let next = |day| plain::days_later(day, 1);
        vec![match question {
            0 => self.gap(self.start, &all, days(10)),
            1 => self.gap(self.start, &of_a, days(10)),
            2 => self.gap(self.start, &all, months(1)),
            3 => self.gap(self.start, &self.therapies, days(10)),
            4 => not(self.gap(self.start, &all, days(10))),
            5 => {
                let known = self.complete == Complete::Yes;
                let begins = if known { vec![all.iter().min().copied()] } else { any_day() };
                return begins.into_iter().map(|begin| self.gap(begin, &all, days(10))).collect();
            }
            6 => {
                let latest = self.therapies.iter().max().copied();
                let known = self.complete == Complete::Yes
                    || latest.is_some_and(|day| self.complete.is_from(day));
                let begins = if known { vec![latest] } else { any_day() };
                return begins.into_iter().map(|begin| self.gap(begin, &all, days(10))).collect();
            }
            7 => self.chain(3, ever, &all, days(10)),
            8 => not(self.chain(3, ago(40), &all, days(10))),
            9 => match self.start {
                Some(start) => self.chain(2, next(start), &of_a, days(5)),
                None => Answer { met: false, fails: true },
            },
            10 => self.chain(2, ago(40), &self.therapies, days(10)),
            _ => self.chain(3, ever, &all, months(1)),
        }]
    }
}

fn partial(days: &[NaiveDate]) -> Date {
    let (first, last) = (days[0], days[days.len() - 1]);
    PartialDate::between(Some(first.into()), Some(last.into())).unwrap().into()
}

/// Days not far from each other, some of them known in part.
fn drawn(request: NaiveDate, dice: &mut Dice) -> Vec<NaiveDate> {
    let distances = [0, 1, 5, 8, 9, 10, 11, 15, 18, 20, 21, 25, 29, 30, 31, 32, 39, 40, 41, 50];
    let day = plain::days_later(request, -distances[dice.below(distances.len())]);
    let width = if dice.chance(75) { 1 } else { 2 + dice.below(4) };
    day.iter_days().take(width).filter(|day| *day <= request).collect()
}

fn history<F: HistoryFact>(complete: Complete, events: Vec<Event<F>>) -> Events<F> {
    match complete {
        Complete::Yes => Events::complete(events),
        Complete::No => Events::incomplete(events),
        Complete::Since(day) => Events::complete_since(day, events),
    }
}

#[test]
fn gaps_and_chains_agree_with_every_world_of_a_small_history() {
    let mut dice = Dice::new(47);
    let (mut seen, mut open, mut looked) = ([[0_u32; 3]; 12], [0_u32; 12], 0);
    for round in 0..1_000 {
        let begin = NaiveDate::from_ymd_opt(2024, 1, 25).unwrap();
        let request = plain::days_later(begin, i32::try_from(dice.below(800)).unwrap());
        let fills = (0..dice.below(6)).map(|number| {
            let days = drawn(request, &mut dice);
            let event = Event::on(partial(&days)).called(number.to_string());
            let (event, kinds) = match dice.below(6) {
                0 => (event, vec![0, 1]),
                1 => (event.with(Code::from(filled::FillKind::B)), vec![1]),
                _ => (event.with(Code::from(filled::FillKind::A)), vec![0]),
            };
            let each = days.iter().flat_map(|day| kinds.iter().map(move |kind| (*day, *kind)));
            (event, each.collect::<Vec<_>>())
        });
        let (mut fills, possible_fills): (Vec<_>, Vec<_>) = fills.unzip();
        let therapies = (0..dice.below(4)).map(|number| {
            let days = drawn(request, &mut dice);
            (Event::started(partial(&days)).ongoing().called(number.to_string()), days)
        });
        let (therapies, possible_therapies): (Vec<_>, Vec<_>) = therapies.unzip();
        let starts = drawn(request, &mut dice);
        let starts = match dice.below(12) {
            0 => vec![None],
            1 => vec![Some(plain::days_later(request, 3))],
            _ => starts.into_iter().map(Some).collect::<Vec<_>>(),
        };
        let complete = match dice.below(5) {
            0 => Complete::No,
            1 => Complete::Since(plain::days_later(request, -25)),
            _ => Complete::Yes,
        };
        let (fill_worlds, therapy_worlds) =
            (choices(&possible_fills), choices(&possible_therapies));
        if fill_worlds.len() * therapy_worlds.len() * starts.len() > 120 {
            continue;
        }
        looked += 1;
        let mut worlds = Vec::new();
        for fills in &fill_worlds {
            for therapies in &therapy_worlds {
                worlds.extend(starts.iter().map(|start| World {
                    request,
                    start: *start,
                    fills: fills.clone(),
                    therapies: therapies.clone(),
                    complete,
                }));
            }
        }
        let mut case = GapsCase::new(request, request);
        case.start = match starts.iter().copied().collect::<Option<Vec<_>>>() {
            Some(days) => partial(&days),
            None => Date::NEVER,
        };
        case.fill = history(complete, fills.clone());
        case.therapy = history(complete, therapies);
        let (compiled, reference) = (case.evaluate(), reference::determine(&GAPS, &case));
        fills.reverse();
        let mut turned = case.clone();
        turned.fill = history(complete, fills);
        let turned = turned.evaluate();
        let sections = GAPS.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = sections.flat_map(|section| section.criteria.iter());
        for (question, criterion) in criteria.enumerate() {
            let answers = worlds.iter().flat_map(|world| world.answers(question));
            let (met, fails) = answers.fold((false, false), |(met, fails), answer| {
                (met || answer.met, fails || answer.fails)
            });
            let expected = Truth::from_possibilities(met, fails);
            let found = compiled.truth(criterion.slot).unwrap();
            let place = format!("{round}: {} of {case:?}", criterion.citation);
            assert_eq!(Some(found), reference.truths.get(&criterion.slot).copied(), "{place}");
            assert_eq!(Some(found), turned.truth(criterion.slot), "{place}");
            assert!(found.is_unknown() || found == expected, "{found} {expected} {place}");
            open[question] += u32::from(found != expected);
            seen[question][usize::from(found.can_be_met()) + usize::from(!found.can_fail())] += 1;
        }
    }
    for (question, (seen, open)) in seen.iter().zip(open).enumerate() {
        assert!(seen.iter().all(|number| *number > 3), "{question} {seen:?}");
        // The fewest of a chain of which days are known in part; a gap in the list that it is counted
        // from; one entry asked about twice.
        let is_exact = [0, 2, 3, 4, 6].contains(&question);
        assert!(open <= if is_exact { 0 } else { looked / 20 }, "{question}: {open} of {looked}");
    }
}

#[test]
fn a_gap_is_counted_from_the_earlier_day_with_the_ends_of_the_window() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let request = day("2026-03-31");
    let asked = |start: &str, fills: &[&str]| {
        let mut case = GapsCase::new(request, request);
        case.start = day(start).into();
        let fills = fills.iter().map(|fill| Event::on(day(fill)));
        case.fill = Events::complete(fills.collect::<Vec<_>>());
        let truth = |section: usize| {
            let section = &GAPS.versions[0].sections[section];
            case.evaluate().truth(section.criteria[0].slot).unwrap()
        };
        [truth(0), truth(2)]
    };
    let (met, not_met) = (Truth::MET, Truth::NOT_MET);
    // Without any, the whole window is the gap.
    assert_eq!(asked("2026-03-21", &[]), [met, met]);
    assert_eq!(asked("2026-03-20", &[]), [not_met, met]);
    assert_eq!(asked("2026-03-31", &[]), [met, met]);
    assert_eq!(asked("2026-04-01", &["2026-04-01"]), [not_met, not_met]);
    // From January 31, a month leads to February 28; from there, to March 28.
    assert_eq!(asked("2026-01-31", &["2026-02-28"]), [not_met, not_met]);
    assert_eq!(asked("2026-01-31", &["2026-02-28", "2026-03-28"]), [not_met, met]);
    assert_eq!(asked("2026-01-31", &["2026-03-01", "2026-03-28"]), [not_met, not_met]);
    assert_eq!(asked("2026-03-01", &["2026-03-11", "2026-03-21"]), [met, met]);
    assert_eq!(asked("2026-03-01", &["2026-03-11", "2026-03-22"]), [not_met, met]);
}
