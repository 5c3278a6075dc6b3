//! Conditions on several attributes of an entry.

use crate::Truth;
use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::case::{CaseFacts, FactValue};
use crate::evaluate::reference::Documentation;
use crate::fixtures::example::{Dice, and, at_least, date, day, not, on, or};
use crate::fixtures::histories::{
    DOSE, HIGHEST_DOSE, INFUSION, PRESCRIBED, TOLERATED, VIALS, amount, dosed, infusion, infusions,
    of_drug, vocabulary,
};
use crate::policy::{
    Comparable, CountTest, DateTest, Day, Entries, Expression, Operator, Region, Relation, Term,
    Window,
};
use crate::possible::{AttributeValue, Count, Distance, Entry, EntryDay, Flag, History, look_back};
use crate::unit::Unit;
use std::collections::BTreeSet;

const MET: Truth = Truth::MET;
const NOT_MET: Truth = Truth::NOT_MET;
const UNKNOWN: Truth = Truth::UNKNOWN;

const INFLIXIMAB: u64 = 0b1;
const RITUXIMAB: u64 = 0b10;
const EITHER: u64 = 0b11;

fn given(complete: bool, entries: impl Into<Vec<Entry>>) -> CaseFacts {
    let history = History { complete: complete.into(), entries: entries.into() };
    on("2026-11-21", "2026-11-25").with(INFUSION, FactValue::History(history))
}

fn truth(case: &CaseFacts, expression: &Expression) -> Truth {
    Documentation { vocabulary: &vocabulary(), chart: case }.truth(expression)
}

fn high() -> Expression {
    dosed(Operator::GreaterOrEqual, 300)
}

fn tolerated() -> Expression {
    Term::Flag(TOLERATED).is(Region::Yes)
}

#[test]
fn a_condition_on_an_entry_is_kleenes() {
    let both = infusions(1, and([of_drug(RITUXIMAB), high()]));
    let either = infusions(1, or([of_drug(RITUXIMAB), high()]));
    let neither = infusions(1, not(or([of_drug(RITUXIMAB), high()])));
    for (drug, dose, expected) in [
        (Some(RITUXIMAB), Some(300), [MET, MET, NOT_MET]),
        (Some(RITUXIMAB), Some(299), [NOT_MET, MET, NOT_MET]),
        (Some(INFLIXIMAB), Some(300), [NOT_MET, MET, NOT_MET]),
        (Some(INFLIXIMAB), Some(299), [NOT_MET, NOT_MET, MET]),
        (Some(RITUXIMAB), None, [UNKNOWN, MET, NOT_MET]),
        (Some(INFLIXIMAB), None, [NOT_MET, UNKNOWN, UNKNOWN]),
        (Some(EITHER), Some(300), [UNKNOWN, MET, NOT_MET]),
        (Some(EITHER), Some(299), [NOT_MET, UNKNOWN, UNKNOWN]),
        (None, None, [UNKNOWN, UNKNOWN, UNKNOWN]),
    ] {
        let case = given(true, [infusion("2026-05", drug, dose)]);
        let found = [&both, &either, &neither].map(|expression| truth(&case, expression));
        assert_eq!(found, expected, "{drug:?} {dose:?}");
    }
}

#[test]
fn one_entry_has_to_meet_all_of_a_condition() {
    let both = infusions(1, and([of_drug(RITUXIMAB), high()]));
    let halves = [("2026-05", RITUXIMAB, 100), ("2026-06", INFLIXIMAB, 400)]
        .map(|(when, drug, dose)| infusion(when, Some(drug), Some(dose)));
    assert_eq!(truth(&given(true, halves.clone()), &both), NOT_MET);
    assert_eq!(truth(&given(false, halves.clone()), &both), UNKNOWN);
    let apart = and([infusions(1, of_drug(RITUXIMAB)), infusions(1, high())]);
    assert_eq!(truth(&given(true, halves), &apart), MET);
}

#[test]
fn attributes_of_each_kind_are_tested() {
    let within = |months| {
        let window =
            Window::looking_back(CalendarDuration::new(months, CalendarUnit::Months), Day::REQUEST);
        Term::Date(PRESCRIBED).is(Region::Day(DateTest::In(window)))
    };
    let before =
        |day| Term::Date(PRESCRIBED).is(Region::Day(DateTest::Compare(Operator::Less, day)));
    let vials = |test| Term::Count(VIALS).is(Region::Whole(test));
    let entry = Entry::default()
        .with(TOLERATED, AttributeValue::Flag(Flag::from(false)))
        .with(VIALS, AttributeValue::Count(Count::from(3)))
        .with(PRESCRIBED, AttributeValue::Date(date("2026-05")));
    let case = given(true, [entry]);
    for (condition, expected) in [
        (tolerated(), NOT_MET),
        (not(tolerated()), MET),
        (vials(CountTest::Between(2, 3)), MET),
        (vials(CountTest::at_least(4)), NOT_MET),
        (within(9), MET),
        (within(6), UNKNOWN),
        (within(3), NOT_MET),
        (before(Day::SERVICE), MET),
        (before(Day::On(day("2026-05-01"))), NOT_MET),
        (at_least(2, [not(tolerated()), within(3), vials(CountTest::at_least(1))]), MET),
        (at_least(2, [not(tolerated()), within(3), high()]), UNKNOWN),
        (
            Expression::If {
                condition: tolerated().into(),
                then: high().into(),
                otherwise: within(9).into(),
            },
            MET,
        ),
    ] {
        assert_eq!(truth(&case, &infusions(1, condition.clone())), expected, "{condition:?}");
    }
}

#[test]
fn an_attribute_is_compared_with_a_fact_of_the_case() {
    let relation = Relation {
        operator: Operator::Greater,
        distance: Distance::None,
        other: Comparable::Quantity(HIGHEST_DOSE),
    };
    let too_high = infusions(2, Term::Quantity(DOSE).is(Region::Than(relation)));
    let case =
        given(true, [infusion("2026-05", None, Some(200)), infusion("2026-06", None, Some(300))]);
    assert_eq!(truth(&case, &too_high), UNKNOWN);
    for (highest, expected) in [("100", MET), ("200", NOT_MET), ("150..250", UNKNOWN)] {
        let highest = FactValue::Quantity(amount(highest, Unit::Milligram));
        assert_eq!(truth(&case.clone().with(HIGHEST_DOSE, highest), &too_high), expected);
    }
}

/// A condition that asks about each attribute once, so that its truth is exact.
fn random_condition(dice: &mut Dice) -> Expression {
    let drug = of_drug(dice.pick(&[INFLIXIMAB, RITUXIMAB, EITHER]));
    let dose = dosed(dice.pick(&[Operator::GreaterOrEqual, Operator::Less]), 300);
    let mut join = |one, other| {
        let joined = if dice.below(2) == 0 { and([one, other]) } else { or([one, other]) };
        if dice.below(2) == 0 { joined } else { not(joined) }
    };
    let inner = join(dose, tolerated());
    join(drug, inner)
}

/// Whether a condition holds of an infusion of which all is known.
fn holds(condition: &Expression, infusion: (u64, u32, bool)) -> bool {
    let (drug, dose, tolerated) = infusion;
    match condition {
        Expression::AtLeast(needed, parts) => {
            parts.iter().filter(|part| holds(part, infusion)).count() >= *needed as usize
        }
        Expression::Not(negated) => !holds(negated, infusion),
        Expression::Test { term: Term::Flag(_), .. } => tolerated,
        Expression::Test { region: Region::Values(values), .. } => drug & values != 0,
        _ => (dose >= 300) == (*condition == high()),
    }
}

#[test]
fn conditions_agree_with_enumerating_every_world() {
    let ten_days = CalendarDuration::new(10, CalendarUnit::Days);
    let dates = [
        ("2026-11-01", &[false][..]),
        ("2026-11", &[false, true]),
        ("2026-11-20", &[true]),
        ("2026-12", &[]),
    ];
    let drugs = [
        (None, &[1, 2, 4][..]),
        (Some(INFLIXIMAB), &[1]),
        (Some(RITUXIMAB), &[2]),
        (Some(EITHER), &[1, 2]),
    ];
    let doses = [(None, &[100, 300][..]), (Some(100), &[100]), (Some(300), &[300])];
    let flags = [(None, &[false, true][..]), (Some(true), &[true]), (Some(false), &[false])];
    let mut dice = Dice(13);
    for _ in 0..3_000 {
        let complete = dice.below(2) == 0;
        let condition = random_condition(&mut dice);
        let bound = u32::try_from(dice.below(4)).unwrap();
        let exactly = CountTest::Compare(Operator::Equal, bound);
        let test = dice.pick(&[CountTest::at_least(bound), exactly]);
        let (mut entries, mut numbers) = (Vec::new(), BTreeSet::from([0]));
        for _ in 0..dice.below(4) {
            let (date, in_window) = dice.pick(&dates);
            let ((drug, drugs), (dose, doses)) = (dice.pick(&drugs), dice.pick(&doses));
            let (flag, flags) = dice.pick(&flags);
            let flag = AttributeValue::Flag(flag.into());
            entries.push(infusion(date, drug, dose).with(TOLERATED, flag));
            let mut counts = BTreeSet::new();
            for (drug, dose) in
                drugs.iter().flat_map(|drug| doses.iter().map(move |dose| (drug, dose)))
            {
                for flag in flags {
                    let holds = holds(&condition, (*drug, *dose, *flag));
                    counts.extend(in_window.iter().map(|inside| u32::from(*inside && holds)));
                }
            }
            if !counts.is_empty() {
                let more = |number| counts.iter().map(move |counts| number + counts);
                numbers = numbers.into_iter().flat_map(more).collect();
            }
        }
        // Five more represent any larger number.
        let further = if complete { 0..=0 } else { 0..=5 };
        let passes = |number| match test {
            CountTest::Compare(Operator::Equal, bound) => number == bound,
            _ => number >= bound,
        };
        let said = numbers.iter().flat_map(|number| further.clone().map(move |more| number + more));
        let said = said.map(passes).collect::<BTreeSet<_>>();
        let expected = Truth::from_possibilities(said.contains(&true), said.contains(&false));

        let asked = Entries::of(INFUSION)
            .that(condition)
            .within(Window::looking_back(ten_days, Day::REQUEST));
        let case = given(complete, entries.clone());
        let documentation = Documentation { vocabulary: &vocabulary(), chart: &case };
        let history = History { complete: complete.into(), entries };
        let counted = history.count(
            EntryDay::First,
            |entry| documentation.is_asked_for(&asked, entry.documented()),
            look_back(case.request_date, ten_days),
        );
        assert_eq!(counted.inside(test.interval()), expected, "{asked:#?} {case:#?}");
        let expression = Term::Entries(asked).is(Region::Whole(test));
        assert_eq!(documentation.truth(&expression), expected, "{expression:#?} {case:#?}");
    }
}
