//! Windows and ages that are counted from a day in a history: both evaluators against the enumeration
//! of everything that a small chart may turn out to mean.

use crate::{days, plain, years};
use policy_core::case::Case;
use policy_core::evaluate::reference;
use policy_core::possible::{Code, Complete, Date, Event, Events, QuantityFact};
use policy_core::unit::Unit;
use policy_core::{NaiveDate, PartialDate, Truth};
use policy_tests::dice::Dice;
use policy_tests::worlds::choices;

policy_macros::vocabulary! {
    pub tried {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15, Q16, Other],
        /// Date of birth
        birth: date,
        /// Age
        age: age from birth,
        /// Surgery
        surgery: date,
        /// Seen
        seen: date,
        /// Trial
        trial: courses with medicine [A, B],
        /// Visit
        visit: events,
        /// Level
        level: measurement in %,
    }
}

policy_macros::policy! {
    /// What is counted from days in histories
    found<tried> {
        payer "Example Health";
        number "EX.9";
        source "example.txt";

        section q1 for question = Q1 { 1: any visit after end of latest trial where medicine = A; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: level > 50% on or after start of earliest trial; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: seen within 10 days after start of latest trial; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: any trial started after end of earliest trial where medicine = B; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: level > 50% within 10 days before date of latest visit; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: at most 1 visit at least 5 days after end of latest trial; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: level on file between start of earliest trial and end of latest trial; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: level after start of latest trial > level on or before start of latest trial; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: seen before date of latest visit within 20 days; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: age at date of earliest visit >= 18; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: any visit within 10 days after end of latest trial lasting at least 5 days ended within 20 days; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: no visit before start of latest trial where NOT (medicine = A) started within 20 days; } => criteria_met for 1 year;
        section q13 for question = Q13 { 1: seen after date of latest visit before surgery; } => criteria_met for 1 year;
        section q14 for question = Q14 { 1: latest trial on or after date of latest visit has medicine = A; } => criteria_met for 1 year;
        section q15 for question = Q15 { 1: NOT seen on or before end of earliest trial; } => criteria_met for 1 year;
        section q16 for question = Q16 { 1: at least 2 visit on or before date of earliest visit; } => criteria_met for 1 year;
        section others => case_by_case;
    }
}

#[derive(Clone, Copy, Debug)]
struct Trial {
    start: NaiveDate,
    end: Option<NaiveDate>,
    medicine: u8,
}

impl Trial {
    fn last(self) -> NaiveDate {
        self.end.unwrap_or(NaiveDate::MAX)
    }

    fn touches(self, first: NaiveDate, last: NaiveDate) -> bool {
        self.start <= last && self.last() >= first
    }
}

/// A chart as it turns out.
#[derive(Clone, Debug)]
struct World {
    request: NaiveDate,
    birth: NaiveDate,
    surgery: NaiveDate,
    seen: NaiveDate,
    trials: Vec<Trial>,
    visits: Vec<NaiveDate>,
    levels: Vec<(NaiveDate, u32)>,
    /// Whether there may be others.
    trials_complete: Complete,
    visits_complete: Complete,
}

/// The days that something is counted from: several if two entries are of one day; `None` if they may
/// be any, as another entry may be the one.
type Anchors = Option<Vec<Option<NaiveDate>>>;

impl World {
    fn ago(&self, amount: u32) -> NaiveDate {
        plain::before(self.request, days(amount))
    }

    /// The latest or the earliest of some trials that lie in a window from this day on.
    fn trial(
        &self,
        latest: bool,
        from: NaiveDate,
        counts: impl Fn(&Trial) -> bool,
        day: impl Fn(&Trial) -> Option<NaiveDate>,
    ) -> Anchors {
        let counted = self.trials.iter().filter(|it| counts(it)).collect::<Vec<_>>();
        let starts = counted.iter().map(|it| it.start);
        let found = if latest { starts.max() } else { starts.min() };
        let complete = self.trials_complete;
        let known =
            complete.is_from(from) || latest && found.is_some_and(|it| complete.is_from(it));
        known.then(|| match found {
            None => vec![None],
            Some(start) => {
                counted.iter().filter(|it| it.start == start).map(|it| day(it)).collect()
            }
        })
    }

    fn visit(&self, latest: bool, from: NaiveDate, counts: impl Fn(NaiveDate) -> bool) -> Anchors {
        let counted = self.visits.iter().copied().filter(|day| counts(*day));
        let found = if latest { counted.max() } else { counted.min() };
        let complete = self.visits_complete;
        let known =
            complete.is_from(from) || latest && found.is_some_and(|it| complete.is_from(it));
        known.then(|| vec![found])
    }

    /// The days that a question is counted from: the first and the second.
    fn anchors(&self, question: usize) -> [Anchors; 2] {
        let ever = NaiveDate::MIN;
        let (end, start) = (|it: &Trial| it.end, |it: &Trial| Some(it.start));
        let (all, any_day) = (|_: &Trial| true, |_: NaiveDate| true);
        let none = Some(vec![None]);
        match question {
            0 => [self.trial(true, ever, |it| it.medicine == 0, end), none],
            1 => [self.trial(false, ever, all, start), none],
            2 | 7 => [self.trial(true, ever, all, start), none],
            3 => [self.trial(false, ever, |it| it.medicine == 1, end), none],
            4 | 13 => [self.visit(true, ever, any_day), none],
            5 => [self.trial(true, ever, all, end), none],
            6 => [self.trial(false, ever, all, start), self.trial(true, ever, all, end)],
            8 => [self.visit(true, self.ago(20), |day| self.ago(20) <= day), none],
            9 | 15 => [self.visit(false, ever, any_day), none],
            10 => {
                let counts = |it: &Trial| {
                    let over = plain::days_later(it.last().min(self.request), 1);
                    let ended = self.ago(20) <= it.last() && it.last() <= self.request;
                    ended && over >= plain::after(it.start, days(5))
                };
                [self.trial(true, self.ago(20), counts, end), none]
            }
            11 => {
                let counts = |it: &Trial| it.medicine != 0 && self.ago(20) <= it.start;
                [self.trial(true, self.ago(20), counts, start), none]
            }
            12 => [self.visit(true, ever, |day| day < self.surgery), none],
            _ => [self.trial(false, ever, all, end), none],
        }
    }

    /// So many visits are there in these days, or may be.
    fn enough(&self, needed: usize, first: Option<NaiveDate>, last: NaiveDate) -> Answer {
        let Some(first) = first.filter(|first| *first <= last.min(self.request)) else {
            return Answer::of(false);
        };
        let number = self.visits.iter().filter(|day| first <= **day && **day <= last).count();
        let further = !self.visits_complete.is_from(first);
        Answer { met: number >= needed || further, fails: number < needed }
    }

    fn level(&self, latest: bool, first: Option<NaiveDate>, last: NaiveDate) -> Option<u32> {
        let first = first?;
        let inside = self.levels.iter().filter(|(day, _)| first <= *day && *day <= last);
        let found = if latest { inside.max() } else { inside.min() };
        found.map(|(_, value)| *value)
    }

    fn answer(&self, question: usize, [one, other]: [Option<NaiveDate>; 2]) -> Answer {
        let (min, max) = (NaiveDate::MIN, NaiveDate::MAX);
        let next = |day: NaiveDate| plain::days_later(day, 1);
        let previous = |day: NaiveDate| plain::days_later(day, -1);
        let later = |amount| move |day: NaiveDate| plain::after(day, days(amount));
        let request = self.request;
        let known = |level: Option<u32>| level.map_or(Answer::OPEN, |it| Answer::of(it > 50));
        match question {
            0 => self.enough(1, one.map(next), max),
            1 => known(self.level(true, one, request)),
            2 => Answer::of(one.is_some_and(|it| it <= self.seen && self.seen <= later(10)(it))),
            3 => {
                let first = one.map(next);
                let number =
                    self.trials.iter().filter(|it| first.is_some_and(|day| day <= it.start));
                let met = number.count() > 0;
                let further =
                    first.is_some_and(|day| day <= request && !self.trials_complete.is_from(day));
                Answer { met: met || further, fails: !met }
            }
            4 => {
                let first = one.map(|it| plain::before(it, days(10)));
                known(self.level(true, first, one.unwrap_or(max)))
            }
            5 => !self.enough(2, one.map(later(5)), max),
            6 => match self.level(true, one, other.unwrap_or(max).min(request)) {
                Some(_) => Answer::of(true),
                None => Answer::OPEN,
            },
            7 => {
                let after = self.level(true, one.map(next), request);
                let before = self.level(true, Some(min), one.unwrap_or(max).min(request));
                match (after, before) {
                    (Some(after), Some(before)) => Answer::of(after > before),
                    _ => Answer::OPEN,
                }
            }
            8 => Answer::of(one.is_none_or(|it| self.seen < it)),
            9 => match one {
                Some(it) if it >= self.birth => Answer::of(plain::age(self.birth, it) >= 18),
                Some(_) => Answer::of(false),
                None => Answer::OPEN,
            },
            10 => self.enough(1, one, one.map_or(max, later(10))),
            11 => !self.enough(1, Some(min), one.map_or(max, previous)),
            12 => Answer::of(one.is_some_and(|it| it < self.seen)),
            13 => {
                let Some(first) = one else { return Answer::of(false) };
                let counts = |it: &Trial| it.touches(first, request);
                let has = |it: &Trial| Some(it.start).filter(|_| it.medicine == 0);
                match self.trial(true, first, counts, has) {
                    None => Answer::OPEN,
                    Some(found) => Answer {
                        met: found.iter().any(Option::is_some),
                        fails: found.iter().any(Option::is_none),
                    },
                }
            }
            14 => Answer::of(one.is_some_and(|it| it < self.seen)),
            _ => self.enough(2, Some(min), one.unwrap_or(max)),
        }
    }

    /// What the question comes to, and how many days something was counted from.
    fn outcome(&self, question: usize) -> Answer {
        let tried = || {
            let days = self.request.iter_days().rev().take(70).map(Some);
            days.chain([None, Some(plain::days_later(self.request, 1))]).collect::<Vec<_>>()
        };
        let [one, other] = self.anchors(question);
        let (one, other) = (one.unwrap_or_else(tried), other.unwrap_or_else(tried));
        let pairs = one.iter().flat_map(|one| other.iter().map(move |other| [*one, *other]));
        pairs.map(|anchors| self.answer(question, anchors)).fold(Answer::NONE, Answer::or)
    }
}

/// Whether it is met in some world, and whether it fails in one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Answer {
    met: bool,
    fails: bool,
}

impl Answer {
    const NONE: Answer = Answer { met: false, fails: false };
    const OPEN: Answer = Answer { met: true, fails: true };

    fn of(met: bool) -> Answer {
        Answer { met, fails: !met }
    }

    fn or(self, other: Answer) -> Answer {
        Answer { met: self.met || other.met, fails: self.fails || other.fails }
    }
}

impl std::ops::Not for Answer {
    type Output = Answer;

    fn not(self) -> Answer {
        Answer { met: self.fails, fails: self.met }
    }
}

/// A day, and perhaps the next ones.
fn drawn(request: NaiveDate, dice: &mut Dice) -> Vec<NaiveDate> {
    let distances = [0, 1, 2, 5, 6, 9, 10, 11, 15, 16, 19, 20, 21, 22, 30, 40];
    let day = plain::days_later(request, -distances[dice.below(distances.len())]);
    let width = if dice.chance(70) { 1 } else { 2 + dice.below(3) };
    day.iter_days().take(width).filter(|day| *day <= request).collect()
}

fn partial(days: &[NaiveDate]) -> Date {
    let (first, last) = (days[0], days[days.len() - 1]);
    PartialDate::between(Some(first.into()), Some(last.into())).unwrap().into()
}

fn drawn_trial(request: NaiveDate, dice: &mut Dice) -> (Event<tried::Trial>, Vec<Trial>) {
    let starts = drawn(request, dice);
    let event = Event::started(partial(&starts));
    let end = plain::days_later(starts[0], i32::try_from(dice.below(13)).unwrap());
    let (event, ends) = match dice.below(6) {
        0 => (event.ongoing(), vec![None]),
        1 => {
            let last = plain::days_later(request, 15);
            let ends = starts[0].iter_days().take_while(move |day| *day <= last).map(Some);
            (event, ends.chain([None]).collect())
        }
        2 => {
            let ends = end.iter_days().take(2).collect::<Vec<_>>();
            (event.ended(partial(&ends)), ends.into_iter().map(Some).collect())
        }
        _ => (event.ended(end), vec![Some(end)]),
    };
    let (event, medicines) = match dice.below(5) {
        0 => (event, vec![0, 1]),
        1 | 2 => (event.with(Code::from(tried::TrialMedicine::A)), vec![0]),
        _ => (event.with(Code::from(tried::TrialMedicine::B)), vec![1]),
    };
    let each = |start: &NaiveDate| {
        let ends = ends.iter().copied().filter(|end| end.is_none_or(|end| *start <= end));
        let start = *start;
        let trials = ends.flat_map(|end| {
            medicines.iter().map(move |medicine| Trial { start, end, medicine: *medicine })
        });
        trials.collect::<Vec<_>>()
    };
    (event, starts.iter().flat_map(each).collect())
}

fn complete(request: NaiveDate, dice: &mut Dice) -> Complete {
    match dice.below(5) {
        0 => Complete::No,
        1 => Complete::Since(plain::days_later(request, -20)),
        _ => Complete::Yes,
    }
}

fn history<F: policy_core::possible::HistoryFact>(
    complete: Complete,
    events: Vec<Event<F>>,
) -> Events<F> {
    match complete {
        Complete::Yes => Events::complete(events),
        Complete::No => Events::incomplete(events),
        Complete::Since(day) => Events::complete_since(day, events),
    }
}

/// The questions about the history that they are counted from, or about two days in one.
const SAME_LIST: [usize; 4] = [3, 6, 13, 15];

#[test]
fn days_in_histories_agree_with_every_world_of_a_small_chart() {
    let mut dice = Dice::new(43);
    let (mut seen, mut open, mut looked) = ([[0_u32; 3]; 16], [0_u32; 16], 0);
    for round in 0..1_500 {
        let begin = NaiveDate::from_ymd_opt(2024, 1, 25).unwrap();
        let request = plain::days_later(begin, i32::try_from(dice.below(800)).unwrap());
        let trials = (0..dice.below(3)).map(|number| {
            let (event, worlds) = drawn_trial(request, &mut dice);
            (event.called(number.to_string()), worlds)
        });
        let (mut trials, possible_trials): (Vec<_>, Vec<_>) = trials.unzip();
        let visits = (0..dice.below(3)).map(|number| {
            let days = drawn(request, &mut dice);
            (Event::on(partial(&days)).called(number.to_string()), days)
        });
        let (mut visits, possible_visits): (Vec<_>, Vec<_>) = visits.unzip();
        let levels = (0..u32::try_from(dice.below(3)).unwrap()).map(|number| {
            let days = drawn(request, &mut dice);
            let value = 40 + 20 * u32::try_from(dice.below(2)).unwrap() + number;
            let each = days.iter().map(|day| (*day, value)).collect::<Vec<_>>();
            let level = tried::Level::exactly(value, Unit::Percent).unwrap().on(partial(&days));
            (level, each)
        });
        let levels = levels.collect::<Vec<_>>();
        let (levels, possible_levels): (Vec<_>, Vec<_>) = levels.into_iter().unzip();
        let (seen_days, surgeries) = (drawn(request, &mut dice), drawn(request, &mut dice));
        let birth = plain::before(drawn(request, &mut dice)[0], years(18));
        let (trials_complete, visits_complete) =
            (complete(request, &mut dice), complete(request, &mut dice));
        let worlds = choices(&possible_trials).len()
            * choices(&possible_visits).len()
            * choices(&possible_levels).len()
            * seen_days.len()
            * surgeries.len();
        if worlds > 150 {
            continue;
        }
        looked += 1;
        let mut worlds = Vec::new();
        for trials in choices(&possible_trials) {
            for visits in choices(&possible_visits) {
                for levels in choices(&possible_levels) {
                    for seen in &seen_days {
                        worlds.extend(surgeries.iter().map(|surgery| World {
                            request,
                            birth,
                            surgery: *surgery,
                            seen: *seen,
                            trials: trials.clone(),
                            visits: visits.clone(),
                            levels: levels.clone(),
                            trials_complete,
                            visits_complete,
                        }));
                    }
                }
            }
        }
        let mut case = FoundCase::new(request, request);
        case.birth = birth.into();
        case.surgery = partial(&surgeries);
        case.seen = partial(&seen_days);
        case.level = levels.into();
        case.trial = history(trials_complete, trials.clone());
        case.visit = history(visits_complete, visits.clone());
        let (compiled, reference) = (case.evaluate(), reference::determine(&FOUND, &case));
        trials.reverse();
        visits.reverse();
        let mut turned = case.clone();
        turned.trial = history(trials_complete, trials);
        turned.visit = history(visits_complete, visits);
        let turned = turned.evaluate();
        let sections = FOUND.versions.iter().flat_map(|version| version.sections.iter());
        let criteria = sections.flat_map(|section| section.criteria.iter());
        for (question, criterion) in criteria.enumerate() {
            let answers = worlds.iter().map(|world| world.outcome(question));
            let Answer { met, fails } = answers.fold(Answer::NONE, Answer::or);
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
    for (question, seen) in seen.iter().enumerate() {
        let never_fails = question == 6;
        let is_seen = |number: u32| number > 3;
        assert!(is_seen(seen[1]) && is_seen(seen[2]), "{question} {seen:?}");
        assert!(never_fails || is_seen(seen[0]), "{question} {seen:?}");
    }
    for (question, open) in open.iter().enumerate() {
        // What two questions about one list leave open although all worlds agree.
        let most = if SAME_LIST.contains(&question) { looked / 4 } else { looked / 50 };
        assert!(
            *open <= most,
            "{question}: {open} of {looked} are unknown although all worlds agree"
        );
    }
}

#[test]
fn sentences_and_evidence_name_the_day() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let condition = |section: usize| {
        let criterion = &FOUND.versions[0].sections[section].criteria[0];
        criterion.conditions().next().unwrap()
    };
    let said = |case: &FoundCase, section| {
        let condition = condition(section);
        let evidence = policy_core::explain::evidence::evidence(&FOUND.vocabulary, case, condition);
        let sentence = policy_core::wording::sentence::expression(&FOUND.vocabulary, condition);
        [vec![sentence], evidence].concat().join(" | ")
    };
    let mut case = FoundCase::new(day("2026-11-21"), day("2026-11-21"));
    case.trial = Events::complete([Event::started(day("2026-01-05"))
        .ended(day("2026-03-03"))
        .with(Code::from(tried::TrialMedicine::A))]);
    case.visit = Events::complete([Event::on(day("2026-05-05"))]);
    assert_eq!(
        said(&case, 0),
        "At least 1 visit after the end of the latest trial with medicine A | Visit: 2026-05-05; complete history | The end of the latest trial with medicine A: 2026-03-03 | Trial: 2026-01-05 to 2026-03-03 (A); complete history"
    );
    case.trial = Events::none();
    assert_eq!(
        said(&case, 0),
        "At least 1 visit after the end of the latest trial with medicine A | Visit: 2026-05-05 (does not count); complete history | The end of the latest trial with medicine A: never | Trial: none; complete history"
    );
    case.trial = Events::UNKNOWN;
    assert_eq!(
        said(&case, 0),
        "At least 1 visit after the end of the latest trial with medicine A | Visit: 2026-05-05; complete history | The end of the latest trial with medicine A: not documented | Trial: none documented; history incomplete"
    );
    case.birth = day("2008-05-05").into();
    assert_eq!(
        said(&case, 9),
        "Age on the date of the earliest visit is at least 18 years | Age on the date of the earliest visit: 18 years | The date of the earliest visit: 2026-05-05 | Visit: 2026-05-05; complete history"
    );
}
