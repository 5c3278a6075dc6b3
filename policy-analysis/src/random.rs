//! Random policies with dates, windows, results and entries, and random members on random dates: what
//! is claimed about such a policy must hold for every one of them.

#![expect(clippy::arithmetic_side_effects, reason = "tests may panic")]

use chrono::{Datelike, Days, NaiveDate};
use policy_core::calendar::{CalendarDuration, CalendarUnit, PartialDate, Shift};
use policy_core::case::{CaseFacts, FactValue};
use policy_core::fixtures::example::{
    ALLOGENEIC, APPROVAL_DATE, AUTOLOGOUS, BIRTH_DATE, CONSENTED, DIABETIC, DONOR, Dice, ECHO,
    Example, HOSPITALIZATION, LAST_CHANGE, LINES, LVEF, MUGA, NYHA, SMOKER, TRANSPLANT, and, code,
    count, day, dose, flag, group, lvef_scale, met, not, or, percent, policy, section,
};
use policy_core::policy::{
    Body, Choice, Comparable, Conclusion, CountTest, DateTest, Day, End, Entries, Expression,
    FoundDay, Guard, Operator, Otherwise, Policy, Quantifier, Region, Relation, Selection, Slot,
    Term, Window,
};
use policy_core::possible::{
    Amount, AttributeValue, Complete, Count, Date, Distance, Entry, EntryDay, Extreme, Flag,
    History, Lasting, Spacing, Written,
};
use policy_core::unit::Unit;
use policy_core::vocabulary::{Attributes, Concept, Fact, FactId, FactKind, HistoryForm};
use std::borrow::Cow;

const OPERATORS: [Operator; 5] = [
    Operator::Less,
    Operator::LessOrEqual,
    Operator::Greater,
    Operator::GreaterOrEqual,
    Operator::Equal,
];

const LENGTHS: [CalendarDuration; 9] = [
    CalendarDuration::new(30, CalendarUnit::Days),
    CalendarDuration::new(1, CalendarUnit::Months),
    CalendarDuration::new(4, CalendarUnit::Weeks),
    CalendarDuration::new(3, CalendarUnit::Months),
    CalendarDuration::new(90, CalendarUnit::Days),
    CalendarDuration::new(12, CalendarUnit::Months),
    CalendarDuration::new(1, CalendarUnit::Years),
    CalendarDuration::new(365, CalendarUnit::Days),
    CalendarDuration::new(2, CalendarUnit::Years),
];

const LITERALS: [&str; 6] =
    ["2026-02-28", "2026-03-01", "2026-07-01", "2025-12-31", "2028-02-29", "2027-03-15"];

/// The topic of comparisons of two terms, which are attacked by themselves.
pub(crate) const TWO_TERMS: usize = 8;

/// The topic of conditions on entries, which are attacked by themselves.
const ENTRIES: usize = 9;

/// The topic of courses and of what is asked of single entries, which are attacked by themselves.
const COURSES: usize = 10;

/// Courses in policies about them, and what is documented of each.
const TRIAL: FactId = FactId(15);
const MEDICINE: FactId = FactId::attribute(1);
const HELPED: FactId = FactId::attribute(2);

/// What is documented about a transplant in policies about entries, besides the donor.
pub(crate) const CYCLES: FactId = FactId::attribute(1);
pub(crate) const PLANNED: FactId = FactId::attribute(2);
const TOLERATED: FactId = FactId::attribute(3);
pub(crate) const REACTION: FactId = FactId::attribute(4);
const SHARE: FactId = FactId::attribute(5);

/// A window of one of the forms that can be written, counted from a day.
fn random_window(dice: &mut Dice, day: Day) -> Window {
    let length = dice.pick(&LENGTHS);
    let at = End::at(day);
    let before = End { day, shift: Shift::Before(length), included: dice.below(3) > 0 };
    let after = End { day, shift: Shift::After(length), included: dice.below(3) > 0 };
    let ends = [
        (Some(before), Some(at)),
        (Some(at), Some(after)),
        (None, Some(before)),
        (Some(after), None),
        (None, Some(at)),
        (None, Some(at.excluded())),
        (Some(at), None),
        (Some(at.excluded()), None),
    ];
    let (from, to) = dice.pick(&ends);
    let until = if to.is_some() && dice.below(3) == 0 { Day::SERVICE } else { Day::REQUEST };
    Window { from, to, until }
}

/// One of the questions about a few facts, so that they meet often.
fn predicate(dice: &mut Dice, topic: usize) -> Expression {
    let length = |dice: &mut Dice| dice.pick(&LENGTHS);
    let window = |dice: &mut Dice| match dice.below(8) {
        0 => Window::EVER,
        1..=4 => Window::looking_back(dice.pick(&LENGTHS), Day::REQUEST),
        _ => {
            let anchors = [APPROVAL_DATE, LAST_CHANGE, FactId::SERVICE_DATE, FactId::REQUEST_DATE];
            let day = Day::Fact(dice.pick(&anchors));
            random_window(dice, day)
        }
    };
    match topic {
        0 => {
            let fact = dice.pick(&[APPROVAL_DATE, APPROVAL_DATE, LAST_CHANGE]);
            let test = match dice.below(5) {
                0 if dice.below(2) == 0 => {
                    let other = if fact == APPROVAL_DATE { LAST_CHANGE } else { APPROVAL_DATE };
                    let day = Day::Fact(dice.pick(&[other, other, FactId::SERVICE_DATE]));
                    DateTest::In(random_window(dice, day))
                }
                0 => DateTest::In(Window::looking_back(length(dice), Day::REQUEST)),
                1 => DateTest::In(Window::at_least_ago(length(dice), Day::REQUEST)),
                2 => DateTest::Compare(dice.pick(&OPERATORS), Day::On(day(dice.pick(&LITERALS)))),
                3 => {
                    let others = [
                        FactId::SERVICE_DATE,
                        FactId::REQUEST_DATE,
                        if fact == APPROVAL_DATE { LAST_CHANGE } else { APPROVAL_DATE },
                    ];
                    DateTest::Compare(dice.pick(&OPERATORS), Day::Fact(dice.pick(&others)))
                }
                _ => {
                    let (one, other) = (day(dice.pick(&LITERALS)), day(dice.pick(&LITERALS)));
                    DateTest::In(Window::between(Day::On(one.min(other)), Day::On(one.max(other))))
                }
            };
            Term::Date(fact).is(Region::Day(test))
        }
        1 => {
            let unit = dice.pick(&[CalendarUnit::Years, CalendarUnit::Months, CalendarUnit::Days]);
            let bounds = match unit {
                CalendarUnit::Years => [1, 2, 18],
                CalendarUnit::Months => [12, 24, 215],
                CalendarUnit::Weeks | CalendarUnit::Days => [30, 365, 730],
            };
            let at =
                dice.pick(&[Day::SERVICE, Day::SERVICE, Day::REQUEST, Day::Fact(APPROVAL_DATE)]);
            let operators = match unit {
                CalendarUnit::Years => &OPERATORS[..],
                _ => &[Operator::Less, Operator::GreaterOrEqual],
            };
            if dice.below(4) == 0 {
                return Term::Date(BIRTH_DATE).is(Region::Day(DateTest::In(Window::at_least_ago(
                    length(dice),
                    Day::REQUEST,
                ))));
            }
            Term::Age { birth_date: BIRTH_DATE, at, unit }
                .is(Region::Whole(CountTest::Compare(dice.pick(operators), dice.pick(&bounds))))
        }
        2 => {
            let selection = dice.pick(&[
                Selection::Latest,
                Selection::Latest,
                Selection::Any,
                Selection::Every,
                Selection::Highest,
                Selection::Lowest,
                Selection::Earliest,
                Selection::at_least(2, None),
                Selection::at_least(3, None),
                Selection::at_least(2, Some(CalendarDuration::new(1, CalendarUnit::Days))),
                Selection::at_least(2, Some(CalendarDuration::new(1, CalendarUnit::Months))),
            ]);
            let method = dice.pick(&[None, None, None, Some(ECHO), Some(MUGA)]);
            Term::Result { fact: LVEF, selection, method, window: window(dice) }.is(
                Region::Quantity(percent(dice.pick(&OPERATORS), dice.pick(&["35", "40", "45"]))),
            )
        }
        3 => {
            let entries = match dice.below(3) {
                0 => Entries::of(HOSPITALIZATION),
                kind => {
                    let values = 1 << (if kind == 1 { AUTOLOGOUS } else { ALLOGENEIC });
                    Entries::of(TRANSPLANT).with(DONOR, values)
                }
            };
            let number = dice.pick(&[1, 1, 2, 3]);
            let distances =
                [None, None, Some((1, CalendarUnit::Days)), Some((2, CalendarUnit::Weeks))];
            let apart = dice.pick(&distances).filter(|_| number > 1);
            let apart = apart.map(|(amount, unit)| CalendarDuration::new(amount, unit));
            let apart = apart.map(Spacing::AtLeast);
            Term::Entries(Entries { window: window(dice), apart, ..entries })
                .is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, number)))
        }
        4 => count(dice.pick(&OPERATORS), dice.pick(&[1, 2, 3])),
        5 => dose(dice.pick(&OPERATORS), dice.pick(&["30", "40"])),
        6 => code(dice.pick(&[0b0001, 0b0011, 0b0110, 0b1110])),
        TWO_TERMS if dice.below(4) == 0 => predicate(dice, 2),
        TWO_TERMS => two_terms(dice),
        ENTRIES if dice.below(6) == 0 => predicate(dice, 0),
        ENTRIES => entries(dice),
        COURSES if dice.below(8) == 0 => predicate(dice, 0),
        COURSES => {
            let window = window(dice);
            courses(dice, window)
        }
        _ => flag(dice.pick(&[SMOKER, DIABETIC])),
    }
}

/// Transplants of which something is asked.
fn entries(dice: &mut Dice) -> Expression {
    let window = match dice.below(4) {
        0 => Window::looking_back(dice.pick(&LENGTHS), Day::REQUEST),
        _ => Window::EVER,
    };
    let asked = Entries::of(TRANSPLANT).that(of_an_entry(dice, 2)).within(window);
    let number = dice.pick(&[1, 1, 1, 2]);
    let asked = match dice.below(6) {
        0 if number > 1 => {
            let apart = CalendarDuration::new(1, CalendarUnit::Days);
            asked.apart(dice.pick(&[Spacing::AtLeast(apart), Spacing::AtMost(apart)]))
        }
        _ => asked,
    };
    let test = CountTest::Compare(Operator::GreaterOrEqual, number);
    match dice.below(8) {
        0 => {
            // After the latest or the earliest of some others.
            let found = FoundDay {
                which: dice.pick(&[Extreme::Latest, Extreme::Earliest]),
                is_end: false,
                entries: Entries::of(TRANSPLANT).that(of_an_entry(dice, 1)),
            };
            let from = End { included: dice.below(2) == 0, ..End::at(Day::Fact(FactId::found(0))) };
            let window = Window { from: Some(from), ..Window::EVER };
            let term = Term::Entries(asked.within(window)).anchored(vec![found].into());
            term.is(Region::Whole(test))
        }
        1 => {
            let from = Some(End::at(Day::Fact(APPROVAL_DATE)));
            let longest = Spacing::NoGap(dice.pick(&LENGTHS));
            let asked = asked.within(Window { from, ..Window::EVER }).apart(longest);
            Term::Entries(asked).is(Region::Yes)
        }
        _ => Term::Entries(asked).is(Region::Whole(test)),
    }
}

/// A condition on an entry: mostly on few of its attributes, so that they meet often.
fn of_an_entry(dice: &mut Dice, depth: usize) -> Expression {
    if depth > 0 && dice.below(3) > 0 {
        let parts = [of_an_entry(dice, depth - 1), of_an_entry(dice, depth - 1)];
        return match dice.below(5) {
            0 | 1 => and(parts),
            2 | 3 => or(parts),
            _ => not(parts.into_iter().next().unwrap()),
        };
    }
    let whole = |dice: &mut Dice| {
        CountTest::Compare(dice.pick(&OPERATORS), u32::try_from(1 + dice.below(3)).unwrap())
    };
    match dice.below(9) {
        0 => Term::Code(DONOR).is(Region::Values(dice.pick(&[0b01, 0b10]))),
        1 => Term::Flag(TOLERATED).is(Region::Yes),
        2 => Term::Count(CYCLES).is(Region::Whole(whole(dice))),
        3 => {
            let distance = Distance::Plus { value: dice.pick(&[1, -1]).into(), unit: None };
            Term::Count(CYCLES).is(Region::Than(Relation {
                operator: dice.pick(&OPERATORS),
                distance: dice.pick(&[Distance::None, Distance::None, distance]),
                other: Comparable::Count(PLANNED),
            }))
        }
        4 => {
            let test = percent(dice.pick(&OPERATORS), dice.pick(&["35", "40"]));
            Term::Quantity(SHARE).is(Region::Quantity(test))
        }
        _ => {
            let request = Day::REQUEST;
            Term::Date(REACTION).is(Region::Day(match dice.below(8) {
                0 => DateTest::Compare(dice.pick(&OPERATORS), Day::Fact(APPROVAL_DATE)),
                1 => DateTest::Compare(dice.pick(&OPERATORS), Day::On(day(dice.pick(&LITERALS)))),
                2 => DateTest::In(random_window(dice, Day::Fact(APPROVAL_DATE))),
                3 => DateTest::In(Window::at_least_ago(dice.pick(&LENGTHS), request)),
                4 => DateTest::In(random_window(dice, Day::SERVICE)),
                _ => DateTest::In(Window::looking_back(dice.pick(&LENGTHS), request)),
            }))
        }
    }
}

/// A policy about transplants of which more is documented than the donor.
pub(crate) fn about_entries(dice: &mut Dice) -> Policy {
    let mut random = random_policy_about(dice, ENTRIES);
    let count = || FactKind::Count { low: 0, high: 9 };
    let vocabulary = random.vocabulary.to_mut();
    let added = [
        ("cycles", count()),
        ("planned", count()),
        ("tolerated", FactKind::Flag { attested: false }),
        ("reaction", FactKind::Date),
        ("share", FactKind::Quantity { scale: lvef_scale().into() }),
    ];
    vocabulary.attributes.to_mut().extend(added.map(|(name, kind)| Fact {
        name: name.into(),
        label: name.into(),
        note: None,
        asked_of: None,
        codes: Cow::default(),
        kind,
    }));
    let transplant = &mut vocabulary.facts.to_mut()[usize::from(TRANSPLANT.0)];
    let FactKind::History { attributes, .. } = &mut transplant.kind else { panic!("no history") };
    attributes.number = 6;
    random
}

/// The same member, with all that is asked of transplants.
pub(crate) fn with_attributes(dice: &mut Dice, mut member: CaseFacts) -> CaseFacts {
    let mut known = vec![member.request_date, member.service_date];
    known.extend(match member.get(APPROVAL_DATE) {
        Some(FactValue::Date(date)) => date.exact(),
        _ => None,
    });
    for (_, value) in member.iter_mut() {
        let FactValue::History(history) = value else { continue };
        let (complete, entries) = (history.complete, std::mem::take(&mut history.entries));
        let entries = entries.into_iter().map(|entry| {
            let count = |dice: &mut Dice| {
                AttributeValue::Count(Count::from(u32::try_from(dice.below(5)).unwrap()))
            };
            if entry.attribute(DONOR).is_none() {
                return entry;
            }
            let reaction = match dice.below(12) {
                0 => Date::NEVER,
                _ => exactly(some_day(dice, &known)),
            };
            let share = Written::Exactly(dice.pick(&[34, 35, 36, 40, 41]).into());
            let share = Amount::new(&lvef_scale(), share, Unit::Percent).unwrap();
            let tolerated = Flag::from(dice.below(2) == 0);
            entry
                .with(CYCLES, count(dice))
                .with(PLANNED, count(dice))
                .with(TOLERATED, AttributeValue::Flag(tolerated))
                .with(REACTION, AttributeValue::Date(reaction))
                .with(SHARE, AttributeValue::Quantity(share))
        });
        *history = History { complete, entries: entries.collect() }.told_apart();
    }
    member
}

/// Courses that last so long, values that differ among them, and what the latest of them is.
fn courses(dice: &mut Dice, window: Window) -> Expression {
    let window = if dice.below(3) == 0 { Window::EVER } else { window };
    let helped = Term::Flag(HELPED).is(Region::Yes);
    let by = |dice: &mut Dice| {
        Term::Code(MEDICINE).is(Region::Values(dice.pick(&[0b001, 0b011, 0b101, 0b110])))
    };
    let asked = Entries::of(TRIAL).within(window);
    let asked =
        asked.by(dice.pick(&[EntryDay::Any, EntryDay::Any, EntryDay::First, EntryDay::Last]));
    let asked = match dice.below(4) {
        0 => asked,
        1 => asked.that(helped.clone()),
        2 => asked.that(by(dice)),
        _ => asked.that(or([helped.clone(), by(dice)])),
    };
    let asked = if dice.below(2) == 0 {
        let (one, other) = (dice.pick(&LENGTHS), dice.pick(&LENGTHS));
        asked.lasting(match dice.below(5) {
            0 => Lasting::AtMost(one),
            1 => Lasting::MoreThan(one),
            2 => Lasting::LessThan(one),
            3 if one.unit == other.unit && one.amount < other.amount => {
                Lasting::Between(one, other)
            }
            _ => Lasting::AtLeast(one),
        })
    } else {
        asked
    };
    let at_least = |number| Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, number));
    match dice.below(6) {
        0 => {
            let which = dice.pick(&[Extreme::Latest, Extreme::Earliest]);
            let has = if dice.below(2) == 0 { helped } else { by(dice) };
            Term::Entries(asked.choosing(which, has)).is(Region::Yes)
        }
        1 => Term::Entries(asked.different(MEDICINE)).is(at_least(dice.pick(&[2, 2, 3]))),
        2 => {
            let apart = Spacing::AtLeast(dice.pick(&LENGTHS));
            Term::Entries(asked.apart(apart)).is(at_least(2))
        }
        _ => Term::Entries(asked).is(at_least(dice.pick(&[1, 1, 2]))),
    }
}

/// A policy about courses.
pub(crate) fn about_courses(dice: &mut Dice) -> Policy {
    let mut random = random_policy_about(dice, COURSES);
    let vocabulary = random.vocabulary.to_mut();
    let named = |name: &'static str, kind| Fact {
        name: name.into(),
        label: name.into(),
        note: None,
        asked_of: None,
        codes: Cow::default(),
        kind,
    };
    let values = ["A", "B", "C"].map(Concept::from).to_vec().into();
    vocabulary.attributes.to_mut().extend([
        named("medicine", FactKind::Code { values, many: 0 }),
        named("helped", FactKind::Flag { attested: false }),
    ]);
    let attributes = Attributes { first: 1, number: 2 };
    let kind = FactKind::History { form: HistoryForm::Courses, attributes };
    vocabulary.facts.to_mut().push(named("trial", kind));
    random
}

/// The same member, with courses.
pub(crate) fn with_courses(dice: &mut Dice, member: CaseFacts) -> CaseFacts {
    let (request, service) = (member.request_date, member.service_date);
    let known = [request, request, service];
    let courses = (0..dice.below(4)).map(|_| {
        let start = some_day(dice, &known).min(request);
        let end = match dice.below(3) {
            0 => some_day(dice, &[start, request]),
            _ => {
                let over = dice.pick(&LENGTHS).after(start);
                shifted(dice, over)
            }
        };
        let end = if dice.below(6) == 0 { Date::NEVER } else { exactly(end.max(start)) };
        Entry { end, ..Entry::on(start) }
            .with(MEDICINE, AttributeValue::Code(1 << dice.below(3)))
            .with(HELPED, AttributeValue::Flag(Flag::from(dice.below(2) == 0)))
    });
    let history = History { complete: Complete::Yes, entries: courses.collect() };
    member.with(TRIAL, FactValue::History(history.told_apart()))
}

/// What a chart may lack: the member with some facts left out, or told less exactly.
pub(crate) fn forgetting(dice: &mut Dice, mut member: CaseFacts) -> CaseFacts {
    let facts = member.iter().map(|(fact, _)| fact).collect::<Vec<_>>();
    for fact in facts {
        if dice.below(4) > 0 {
            continue;
        }
        let less = match member.get(fact) {
            Some(FactValue::Date(date)) => {
                date.exact().map(|day| FactValue::Date(vague(dice, day)))
            }
            Some(FactValue::History(history)) => {
                let mut history = history.clone();
                let entries = history.entries.iter_mut();
                for entry in entries.filter(|_| dice.below(3) == 0).collect::<Vec<_>>() {
                    if let Some(day) = entry.date.exact() {
                        entry.date = vague(dice, day);
                    }
                    if dice.below(3) == 0 {
                        entry.end = Date::UNKNOWN;
                    }
                    if dice.below(2) == 0 {
                        entry.attributes.truncate(1);
                    }
                }
                history.complete = dice.pick(&[Complete::Yes, Complete::No]);
                Some(FactValue::History(history.told_apart()))
            }
            _ => None,
        };
        member.remove(fact);
        if let Some(less) = less.filter(|_| dice.below(3) > 0) {
            member.insert(fact, less);
        }
    }
    member
}

/// The month or the year of a day.
fn vague(dice: &mut Dice, day: NaiveDate) -> Date {
    let (year, month) = (day.year(), day.month());
    Date::from(dice.pick(&[PartialDate::Month { year, month }, PartialDate::Year(year)]))
}

/// Results after a day compared with those up to it.
fn two_terms(dice: &mut Dice) -> Expression {
    let anchors = [APPROVAL_DATE, APPROVAL_DATE, APPROVAL_DATE, FactId::SERVICE_DATE];
    let end = End::at(Day::Fact(dice.pick(&anchors)));
    let from = Some(if dice.below(3) == 0 { end } else { end.excluded() });
    let selections = [Selection::Latest, Selection::Latest, Selection::Highest, Selection::Lowest];
    let term = |dice: &mut Dice, window| {
        let selection = dice.pick(&selections);
        Comparable::Result { fact: LVEF, selection, method: None, window }
    };
    let left = term(dice, Window { from, ..Window::EVER }).term();
    let other = term(dice, Window { to: Some(end), ..Window::EVER });
    let unit = Some(Unit::Percent);
    let distance = dice.pick(&[
        Distance::None,
        Distance::None,
        Distance::Plus { value: 5.into(), unit },
        Distance::Plus { value: (-1).into(), unit },
        Distance::Percent(10.into()),
        Distance::Percent((-10).into()),
    ]);
    left.is(Region::Than(Relation { operator: dice.pick(&OPERATORS), distance, other }))
}

fn condition(dice: &mut Dice, topic: usize, depth: usize) -> Expression {
    let topic = if dice.below(5) == 0 { 7 } else { topic };
    if depth == 0 || dice.below(3) == 0 {
        let predicate = predicate(dice, topic);
        let is_negated = dice.below(5) == 0;
        return if is_negated { not(predicate) } else { predicate };
    }
    let parts = [condition(dice, topic, depth - 1), condition(dice, topic, depth - 1)];
    match dice.below(7) {
        0..3 => and(parts),
        3..6 => or(parts),
        _ => {
            let [then, mut otherwise] = parts;
            match dice.below(6) {
                0 => otherwise = then.clone(),
                1 => otherwise = or([then.clone(), otherwise]),
                _ => {}
            }
            Expression::If {
                condition: predicate(dice, 7).into(),
                then: then.into(),
                otherwise: otherwise.into(),
            }
        }
    }
}

fn body(dice: &mut Dice, topic: usize) -> Body {
    if dice.below(4) > 0 {
        return Body::Condition(condition(dice, topic, 1));
    }
    let quantifier = dice.pick(&[
        Quantifier::AllOf,
        Quantifier::AnyOf,
        Quantifier::NoneOf,
        Quantifier::AtLeast(2),
    ]);
    let parts = (0..2 + dice.below(2)).map(|_| Body::Condition(condition(dice, topic, 1)));
    group(quantifier, parts.collect())
}

/// A policy about one topic, in force from some day on.
pub(crate) fn random_policy(dice: &mut Dice) -> Policy {
    let topic = dice.below(7);
    random_policy_about(dice, topic)
}

/// A policy about one of the topics.
pub(crate) fn random_policy_about(dice: &mut Dice, topic: usize) -> Policy {
    let mut sections = Vec::new();
    for number in 1..=dice.below(3) {
        let guard = condition(dice, topic, 1);
        let criteria = (0..dice.below(3)).map(|_| body(dice, topic)).collect();
        sections.push(section(u16::try_from(number).unwrap(), Some(guard), criteria, met()));
    }
    let criteria = (0..=dice.below(3)).map(|_| body(dice, topic)).collect();
    sections.push(section(9, None, criteria, Conclusion::CaseByCase { reason: None }));
    let applicability =
        if dice.below(4) == 0 { vec![condition(dice, topic, 0)] } else { Vec::new() };
    let mut random = policy(applicability, sections);
    let from = dice.pick(&[None, Some("2026-01-01"), Some("2024-03-15")]);
    random.versions.to_mut()[0].from = from.map(day);
    random
}

/// The same, with sections that say what follows where their criteria are not met.
pub(crate) fn random_policy_with_otherwise(dice: &mut Dice) -> Policy {
    let topic = dice.below(7);
    let mut random = random_policy_about(dice, topic);
    let mut next = 900;
    for section in random.versions.to_mut()[0].sections.to_mut() {
        if section.criteria.is_empty() {
            continue;
        }
        let mut when = |dice: &mut Dice| {
            next += 1;
            Guard { slot: Slot(next), condition: condition(dice, topic, 1) }
        };
        let mut otherwise = Vec::new();
        for to in ["EX.1", "EX.2"].into_iter().take(dice.below(3)) {
            let conclusion = Conclusion::Refer { to: Choice::Always(to.into()) };
            otherwise.push(Otherwise { when: Some(when(dice)), conclusion });
        }
        section.otherwise = otherwise.into();
    }
    random
}

fn shifted(dice: &mut Dice, date: NaiveDate) -> NaiveDate {
    let away = u64::try_from(dice.pick(&[0, 0, 0, 1, 1, 2, 3, 40, 400])).unwrap();
    if dice.below(2) == 0 { date - Days::new(away) } else { date + Days::new(away) }
}

/// A day on which something may change: near a literal or the end of a month, or this long before
/// or after another day.
fn some_day(dice: &mut Dice, others: &[NaiveDate]) -> NaiveDate {
    let date = match dice.below(4) {
        0 => day(dice.pick(&LITERALS)),
        1 => {
            let year = 2024 + i32::try_from(dice.below(8)).unwrap();
            let month = u32::try_from(1 + dice.below(12)).unwrap();
            let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
            first - Days::new(u64::try_from(dice.below(3)).unwrap())
        }
        _ => dice.pick(others),
    };
    let length = dice.pick(&LENGTHS);
    let date = match dice.below(5) {
        0 => length.after(date),
        1 | 2 => length.before(date),
        _ => date,
    };
    shifted(dice, date)
}

/// A member of whom everything is documented, but perhaps results.
pub(crate) fn random_member(dice: &mut Dice, from: Option<NaiveDate>) -> CaseFacts {
    let begin = [day("2026-06-15"), day("2027-03-15"), day("2028-02-29")];
    let (request, service) = loop {
        let request = some_day(dice, &begin);
        let service = if dice.below(2) == 0 { request } else { some_day(dice, &[request]) };
        let year = CalendarDuration::new(1, CalendarUnit::Years);
        let is_near = year.before(request) <= service && service <= year.after(request);
        if is_near && from.is_none_or(|from| from <= service) {
            break (request, service);
        }
    };
    let known = [request, request, service];
    let mut member = CaseFacts::new(request, service);
    let yes = |dice: &mut Dice| FactValue::Flag(Flag::from(dice.below(2) == 0));
    for fact in [SMOKER, DIABETIC, CONSENTED] {
        let value = yes(dice);
        member.insert(fact, value);
    }
    member.insert(NYHA, FactValue::Code(1 << dice.below(4)));
    member.insert(LINES, FactValue::Count(Count::from(u32::try_from(dice.below(5)).unwrap())));
    let approval = some_day(dice, &known);
    for (fact, date) in
        [(APPROVAL_DATE, approval), (LAST_CHANGE, some_day(dice, &[request, approval, approval]))]
    {
        let date = if dice.below(12) == 0 { Date::NEVER } else { exactly(date) };
        member.insert(fact, FactValue::Date(date));
    }
    let ages = [1, 2, 18].map(|years| CalendarDuration::new(years, CalendarUnit::Years));
    let days = [service, request, approval];
    let birth = match dice.below(3) {
        0 => some_day(dice, &days),
        _ => {
            let date = dice.pick(&ages).before(dice.pick(&days));
            shifted(dice, date)
        }
    };
    member.insert(BIRTH_DATE, FactValue::Date(exactly(birth.min(service))));
    for fact in [HOSPITALIZATION, TRANSPLANT] {
        let entries = (0..dice.below(4)).map(|_| {
            let entry = Entry::on(some_day(dice, &known).min(request));
            match fact {
                TRANSPLANT => entry.with(DONOR, AttributeValue::Code(1 << dice.below(2))),
                _ => entry,
            }
        });
        let history = History { complete: Complete::Yes, entries: entries.collect() };
        member.insert(fact, FactValue::History(history.told_apart()));
    }
    let results = (0..dice.below(4)).map(|_| {
        let amount = dice.pick(&["34", "35", "36", "40", "41", "45", "46"]);
        let date = some_day(dice, &known).min(request).to_string();
        (amount, date, dice.pick(&[Some(ECHO), Some(MUGA)]))
    });
    let results = results.collect::<Vec<_>>();
    let results = results.iter().map(|(amount, date, method)| (*amount, date.as_str(), *method));
    let results = results.collect::<Vec<_>>();
    let member = if results.is_empty() { member } else { member.lvef(&results) };
    member.dose(dice.pick(&["29", "30", "31", "40", "41"]))
}

fn exactly(date: NaiveDate) -> Date {
    PartialDate::parse(&date.to_string()).unwrap().into()
}
