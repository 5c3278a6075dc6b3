//! Joined courses: both evaluators against the enumeration of the days and medicines that a small
//! history may turn out to have.

use crate::{days, months, plain};
use policy_core::calendar::CalendarDuration;
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::possible::{Code, Complete, Date, Event, Events};
use policy_core::{NaiveDate, PartialDate, Truth};
use policy_tests::dice::Dice;
use refilled::TreatmentMedicine as Medicine;
use std::collections::BTreeSet;

policy_macros::vocabulary! {
    pub refilled {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Other],
        /// Day of surgery
        surgery: date,
        /// Treatment
        treatment: courses with medicine [A, B, Other many],
    }
}

policy_macros::policy! {
    /// Courses that are joined
    refills<refilled> {
        payer "Example Health";
        number "EX.9";
        source "example.txt";

        section q1 for question = Q1 { 1: any treatment joined by (medicine) within 7 days lasting at least 20 days; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: any treatment joined by (medicine) within 1 day on surgery; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: no treatment where medicine = A joined by (medicine) within 7 days lasting at least 20 days within 30 days; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: any treatment joined by (medicine) within 1 month lasting more than 1 month within 10 days before surgery; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: at least 2 treatment joined by (medicine) within 7 days; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: at least 2 different medicine of treatment joined by (medicine) within 7 days lasting at least 10 days; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: at most 1 treatment where medicine != B joined by (medicine) within 7 days within 30 days; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: any treatment joined by (medicine) within 7 days lasting at most 20 days; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: latest treatment joined by (medicine) within 7 days has medicine = A; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: any treatment joined by (medicine) within 7 days started within 30 days; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: at least 2 treatment joined by (medicine) within 7 days at least 20 days apart; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: NOT (earliest treatment where medicine in [A, B] joined by (medicine) within 7 days ended within 30 days has (medicine = B)); } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

/// The questions that further courses only ever bring closer to a yes.
const ANY: usize = 4;

/// A course as it turns out: its first day, its last one if it has one, and its medicine, where those
/// from 2 on are called the same.
#[derive(Clone, Copy, Debug)]
struct Course {
    start: NaiveDate,
    end: NaiveDate,
    medicine: usize,
}

impl Course {
    fn touches(self, first: NaiveDate, last: NaiveDate) -> bool {
        self.start <= last && self.end >= first
    }

    fn lasts(self, duration: CalendarDuration, request: NaiveDate) -> std::cmp::Ordering {
        let over = plain::days_later(self.end.min(request), 1);
        over.cmp(&plain::after(self.start, duration))
    }
}

/// The courses as they are joined: by medicine, in the order of their starts.
fn joined(courses: &[Course], within: CalendarDuration) -> Vec<Course> {
    let mut sorted = courses.to_vec();
    sorted.sort_by_key(|it| (it.medicine, it.start));
    let mut found: Vec<Course> = Vec::new();
    for next in sorted {
        match found.last_mut() {
            Some(last)
                if last.medicine == next.medicine
                    && (last.end == NaiveDate::MAX
                        || plain::after(last.end, within) >= next.start) =>
            {
                last.end = last.end.max(next.end);
            }
            _ => found.push(next),
        }
    }
    found
}

/// How often the answer to one question is yes and no in a world: of several courses of one day, each
/// may be the latest.
fn answer(
    question: usize,
    courses: &[Course],
    request: NaiveDate,
    surgery: NaiveDate,
) -> (bool, bool) {
    let ago = |amount| plain::before(request, days(amount));
    let picked = courses.iter().copied().filter(|it| match question {
        2 => it.medicine == 0,
        6 => it.medicine != 1,
        11 => it.medicine < 2,
        _ => true,
    });
    let picked = picked.collect::<Vec<_>>();
    let within = match question {
        1 => days(1),
        3 => months(1),
        _ => days(7),
    };
    let all = joined(&picked, within);
    let any = |is: &dyn Fn(&Course) -> bool| all.iter().any(is);
    let number = |is: &dyn Fn(&Course) -> bool| all.iter().filter(|it| is(it)).count();
    let is = match question {
        0 => any(&|it| it.lasts(days(20), request).is_ge()),
        1 => surgery <= request && any(&|it| it.touches(surgery, surgery)),
        2 => !any(&|it| it.lasts(days(20), request).is_ge() && it.touches(ago(30), request)),
        3 => any(&|it| {
            it.lasts(months(1), request).is_gt()
                && it.touches(plain::before(surgery, days(10)), surgery.min(request))
        }),
        4 => number(&|_| true) >= 2,
        5 => {
            let long = all.iter().filter(|it| it.lasts(days(10), request).is_ge());
            long.map(|it| it.medicine).collect::<BTreeSet<_>>().len() >= 2
        }
        6 => number(&|it| it.touches(ago(30), request)) <= 1,
        7 => any(&|it| it.lasts(days(20), request).is_le()),
        8 => {
            let last = all.iter().map(|it| it.start).max();
            let each = || all.iter().filter(|it| Some(it.start) == last);
            let can = each().any(|it| it.medicine == 0);
            return (can, all.is_empty() || each().any(|it| it.medicine != 0));
        }
        9 => any(&|it| ago(30) <= it.start),
        10 => {
            let mut starts = all.iter().map(|it| it.start).collect::<Vec<_>>();
            starts.sort_unstable();
            let first = starts.first().copied();
            first.is_some_and(|first| {
                starts.last().is_some_and(|last| *last >= plain::after(first, days(20)))
            })
        }
        _ => {
            let ended = |it: &&Course| ago(30) <= it.end && it.end <= request;
            let first = all.iter().filter(ended).map(|it| it.start).min();
            let each = || all.iter().filter(ended).filter(|it| Some(it.start) == first);
            let can = each().any(|it| it.medicine == 1);
            return (first.is_none() || each().any(|it| it.medicine != 1), can);
        }
    };
    (is, !is)
}

/// A course as it is documented, all that it may be, and whether what is open of it is only whether
/// others are joined to it.
struct Documented {
    event: Event<refilled::Treatment>,
    worlds: Vec<Course>,
    is_plain: bool,
}

fn drawn(request: NaiveDate, others: usize, dice: &mut Dice) -> Documented {
    let distances = [0, 1, 6, 7, 8, 9, 10, 15, 19, 20, 21, 27, 28, 29, 30, 31, 37, 38, 45];
    let start = plain::days_later(request, -distances[dice.below(distances.len())]);
    let width = if dice.chance(75) { 0 } else { dice.below(4) };
    let starts = start.iter_days().take(width + 1).filter(|day| *day <= request);
    let starts = starts.collect::<Vec<_>>();
    let partial = |days: &[NaiveDate]| {
        let (first, last) = (days[0], days[days.len() - 1]);
        Date::from(PartialDate::between(Some(first.into()), Some(last.into())).unwrap())
    };
    let event = Event::started(partial(&starts));
    let lengths = [0, 1, 4, 5, 7, 8, 9, 10, 12, 18, 19, 20, 27, 30];
    let end = plain::days_later(starts[0], lengths[dice.below(lengths.len())]);
    let (event, ends) = match dice.below(7) {
        0 => (event.ongoing(), vec![NaiveDate::MAX]),
        1 => {
            // Beyond the request, one day is like another.
            let last = plain::days_later(request, 40);
            let ends = starts[0].iter_days().take_while(move |day| *day <= last);
            (event, ends.chain([NaiveDate::MAX]).collect())
        }
        2 => {
            let ends = end.iter_days().take(4).collect::<Vec<_>>();
            (event.ended(partial(&ends)), ends)
        }
        _ => (event.ended(end), vec![end]),
    };
    let all_others = (2..2 + others).collect::<Vec<_>>();
    let (event, kinds) = match dice.below(8) {
        0 => (event, (0..2 + others).collect()),
        1 => (event.with(Code::candidates([Medicine::A, Medicine::B])), vec![0, 1]),
        2 => (event.with(Medicine::Other), all_others),
        3 | 4 => (event.with(Medicine::B), vec![1]),
        _ => (event.with(Medicine::A), vec![0]),
    };
    let is_plain = kinds.len() == 1 && starts.last() <= ends.first();
    let mut worlds = Vec::new();
    for start in starts {
        for end in ends.iter().copied().filter(|end| start <= *end) {
            worlds.extend(kinds.iter().map(|medicine| Course { start, end, medicine: *medicine }));
        }
    }
    Documented { event, worlds, is_plain }
}

#[test]
fn joined_courses_agree_with_every_world_of_a_small_history() {
    let mut dice = Dice::new(47);
    let mut seen = [[0_u32; 3]; 12];
    let mut open = [0_u32; 12];
    let mut asked = 0_u32;
    for round in 0..1_500 {
        let begin = NaiveDate::from_ymd_opt(2024, 1, 25).unwrap();
        let request = plain::days_later(begin, i32::try_from(dice.below(800)).unwrap());
        let surgery = plain::days_later(request, -[0, 5, 8, 10, 30, 31][dice.below(6)]);
        let number = dice.below(5);
        let documented = (0..number).map(|_| drawn(request, number, &mut dice));
        let documented = documented.collect::<Vec<_>>();
        if documented.iter().map(|it| it.worlds.len()).product::<usize>() > 3_000 {
            continue;
        }
        asked += 1;
        let complete = match dice.below(5) {
            0 => Complete::No,
            1 => Complete::Since(plain::days_later(request, -60)),
            2 => Complete::Since(plain::days_later(request, -30)),
            _ => Complete::Yes,
        };
        let events = (0..).zip(&documented);
        let events =
            events.map(|(number, it): (u32, _)| it.event.clone().called(number.to_string()));
        let mut case = RefillsCase::new(request, request);
        case.surgery = surgery.into();
        case.treatment = match complete {
            Complete::Yes => Events::complete(events),
            Complete::No => Events::incomplete(events),
            Complete::Since(day) => Events::complete_since(day, events),
        };
        let worlds = documented.iter().fold(vec![Vec::new()], |begun: Vec<Vec<Course>>, each| {
            let longer = |first: &Vec<Course>| {
                let extended = each.worlds.iter().map(|it| [first.as_slice(), &[*it]].concat());
                extended.collect::<Vec<_>>()
            };
            begun.iter().flat_map(longer).collect()
        });
        let is_plain = documented.iter().all(|it| it.is_plain);
        // The longest courses that there may be besides, one of each medicine.
        let end = match complete {
            Complete::Yes => None,
            Complete::No => Some(NaiveDate::MAX),
            Complete::Since(day) => day.pred_opt(),
        };
        let start = plain::days_later(request, -4_000);
        let further = (0..2 + number.max(1))
            .filter_map(|medicine| Some(Course { start, end: end?, medicine }))
            .collect::<Vec<_>>();
        let (compiled, reference) = (case.evaluate(), reference::determine(&REFILLS, &case));
        let sections = REFILLS.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = sections.flat_map(|section| section.criteria.iter());
        for (question, criterion) in criteria.enumerate() {
            let found = compiled.truth(criterion.slot).unwrap();
            let place = format!("{round}: {} of {case:?}", criterion.citation);
            assert_eq!(Some(found), reference.truths.get(&criterion.slot).copied(), "{place}");
            let possible = worlds.iter().flat_map(|courses| {
                let more = [courses.as_slice(), &further].concat();
                [courses, &more].map(|courses| answer(question, courses, request, surgery))
            });
            let (met, fails) = possible.fold((false, false), |(met, fails), (can, can_fail)| {
                (met || can, fails || can_fail)
            });
            let expected = Truth::from_possibilities(met, fails);
            assert!(found.is_unknown() || found == expected, "{found} {expected} {place}");
            if question >= ANY && complete != Complete::Yes {
                assert!(found.is_unknown(), "{found} {place}");
                continue;
            }
            // One predicate alone, or one world, is decided as the worlds are.
            let is_exact = is_plain && (question < 2 || worlds.len() == 1);
            assert!(!is_exact || found == expected, "{found} {expected} {place}");
            open[question] += u32::from(found != expected);
            seen[question][usize::from(found.can_be_met()) + usize::from(!found.can_fail())] += 1;
        }
    }
    assert!(asked > 700, "{asked}");
    assert!(seen.iter().flatten().all(|seen| *seen > 20), "{seen:?}");
    // Courses of open days or medicines may be joined to one of several others.
    assert!(open.iter().take(ANY).all(|open| open * 12 < asked), "{open:?} of {asked}");
}

/// A course that is documented further, or another one where there may be others, never takes an
/// answer back; and the order of courses does not matter.
#[test]
fn more_documentation_of_joined_courses_takes_no_answer_back() {
    let mut dice = Dice::new(48);
    let request = NaiveDate::from_ymd_opt(2025, 3, 31).unwrap();
    let mut kept = 0_u32;
    for round in 0..1_500 {
        let surgery = plain::days_later(request, -[0, 5, 8, 10, 30, 31][dice.below(6)]);
        let documented = (0..dice.below(6)).map(|_| drawn(request, 1, &mut dice));
        let documented = documented.collect::<Vec<_>>();
        let complete = dice.chance(60);
        let case = |events: Vec<Event<refilled::Treatment>>, complete: bool| {
            let mut case = RefillsCase::new(request, request);
            case.surgery = surgery.into();
            case.treatment =
                if complete { Events::complete(events) } else { Events::incomplete(events) };
            case
        };
        let called =
            |(number, event): (usize, Event<refilled::Treatment>)| event.called(number.to_string());
        let before = documented.iter().map(|it| it.event.clone()).enumerate().map(called);
        let before = before.collect::<Vec<_>>();
        let mut after = Vec::new();
        for (number, it) in documented.iter().enumerate() {
            let world = it.worlds[dice.below(it.worlds.len())];
            let event = Event::started(world.start);
            let event = match world.end {
                NaiveDate::MAX => event.ongoing(),
                end => event.ended(end),
            };
            let medicine = [Medicine::A, Medicine::B, Medicine::Other][world.medicine.min(2)];
            let told = event.with(medicine);
            let is_told = dice.chance(60);
            after.push(called((number, if is_told { told } else { it.event.clone() })));
        }
        if !complete && dice.chance(50) {
            after.push(called((after.len(), drawn(request, 1, &mut dice).event)));
        }
        let mut shuffled = before.clone();
        dice.shuffle(&mut shuffled);
        let [first, second, third] =
            [case(before, complete), case(after, complete), case(shuffled, complete)];
        let (one, other, third) = (first.evaluate(), second.evaluate(), third.evaluate());
        let sections = REFILLS.versions.iter().flat_map(|version| version.sections.iter());
        for criterion in sections.flat_map(|section| section.criteria.iter()) {
            let truth = one.truth(criterion.slot).unwrap();
            let place = format!("{round}: {} of {first:?}, then {second:?}", criterion.citation);
            assert_eq!(third.truth(criterion.slot), Some(truth), "{place}");
            let told = other.truth(criterion.slot).unwrap();
            assert!(truth.is_unknown() || told == truth, "{truth} {told} {place}");
            kept += u32::from(!truth.is_unknown());
        }
    }
    assert!(kept > 3_000, "{kept}");
}
