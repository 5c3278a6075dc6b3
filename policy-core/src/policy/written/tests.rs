//! Every part of a policy is read back as it was written.

use crate::calendar::{CalendarUnit, Duration};
use crate::codes::CodeSystem;
use crate::data::List;
use crate::fixtures::example::Dice;
use crate::policy::*;
use crate::unit::Unit;
use crate::vocabulary::{Coding, FactId, Vocabulary};
use std::borrow::Cow;

static VOCABULARY: Vocabulary = Vocabulary { name: Cow::Borrowed("facts"), facts: Cow::Borrowed(&[]) };

fn policy(conditions: &[Expression], conclusions: Vec<Conclusion>) -> Policy {
    let criterion = |(slot, condition): (u16, &Expression)| Criterion {
        slot: Slot(slot),
        citation: format!("I.{slot}").into(),
        title: (slot == 2).then_some("A title: with ~, [brackets], “quotes” and 12:".into()),
        restated: slot == 3,
        remarks: vec![Remark::Note("".into()), Remark::Interpretation("read\nas it stands".into())].into(),
        body: Body::Condition(condition.clone()),
    };
    let criteria = (1..).zip(conditions.iter()).map(criterion).collect::<Vec<_>>();
    let quantifiers = [Quantifier::AllOf, Quantifier::AnyOf, Quantifier::NoneOf, Quantifier::AtLeast(2)];
    let groups = quantifiers.map(|quantifier| Criterion {
        slot: Slot(511),
        citation: "II".into(),
        title: None,
        restated: false,
        remarks: List::default(),
        body: Body::Group { quantifier, criteria: criteria.clone().into() },
    });
    let section = |conclusion| Section {
        name: "first".into(),
        citations: vec!["I".into(), "I.B".into()].into(),
        guard: Some(Guard { slot: Slot(0), condition: Expression::Flag(FactId(2)) }),
        criteria: groups.to_vec().into(),
        remarks: List::default(),
        conclusion,
    };
    let version = Version {
        name: Some("2026-05".into()),
        from: "2026-05-01".parse().ok(),
        to: None,
        remarks: List::default(),
        sections: conclusions.into_iter().map(section).collect::<Vec<_>>().into(),
        advisories: vec![Advisory { text: "a sentence".into(), outcomes: Outcome::ALL.to_vec().into(), condition: None }].into(),
    };
    Policy {
        name: "policy".into(),
        title: "Title".into(),
        payer: "Payer".into(),
        number: "1".into(),
        source: "source.pdf".into(),
        reviewed: Some("2026-05".into()),
        codes: vec![Coding { system: CodeSystem::Hcpcs, code: "Q2053".into() }].into(),
        remarks: List::default(),
        vocabulary: Cow::Borrowed(&VOCABULARY),
        applicability: vec![Applicability { slot: Slot(9), condition: Expression::Flag(FactId(3)), otherwise: Some("another product".into()) }]
            .into(),
        versions: vec![version].into(),
        advisories: List::default(),
        never_approves: true,
        gaps: vec![Gap { condition: Expression::Flag(FactId(4)), reason: "the source leaves it open".into() }].into(),
    }
}

fn conditions() -> Vec<Expression> {
    let fact = FactId(300);
    let half_a_year = Duration::new(6, CalendarUnit::Months);
    let day = "2025-02-28".parse().unwrap();
    let threshold = |value: &str| Threshold { value: value.parse().unwrap(), unit: Unit::MilliliterPerMinutePerStandardSurface };
    let flag = || Expression::Flag(FactId(2));
    let measurement = |selection, method, within| Expression::Measurement {
        fact,
        selection,
        method,
        within,
        test: QuantityTest::Compare(Operator::Less, threshold("-0.50")),
    };
    vec![
        Expression::all(vec![flag(), Expression::any(List::default())].into()),
        Expression::Not(flag().into()),
        Expression::If { condition: flag().into(), then: flag().into(), otherwise: Expression::Not(flag().into()).into() },
        Expression::Code { fact, values: u64::MAX },
        Expression::Count { fact, test: CountTest::Compare(Operator::Equal, 3) },
        Expression::Count { fact, test: CountTest::Between(0, u32::MAX) },
        Expression::Age { birth_date: fact, test: CountTest::Compare(Operator::GreaterOrEqual, 18) },
        Expression::Date { fact, test: DateTest::AtLeastAgo(half_a_year) },
        Expression::Date { fact, test: DateTest::Within(half_a_year) },
        Expression::Date { fact, test: DateTest::Compare(Operator::LessOrEqual, DateOperand::Day(day)) },
        Expression::Date { fact, test: DateTest::Compare(Operator::Greater, DateOperand::Fact(fact)) },
        Expression::Date { fact, test: DateTest::Between(day, day) },
        Expression::Quantity { fact, test: QuantityTest::Between(threshold("1.000001"), threshold("40")) },
        measurement(Selection::Latest, None, None),
        measurement(Selection::Any, Some(0), None),
        measurement(Selection::Every, None, Some(half_a_year)),
        measurement(Selection::Highest, Some(63), Some(half_a_year)),
        measurement(Selection::Lowest, None, None),
        Expression::Events { fact, at_least: 2, filter: Some(AttributeFilter { values: 0b101 }), within: None },
        Expression::Events { fact, at_least: 1, filter: None, within: Some(half_a_year) },
    ]
}

fn conclusions() -> Vec<Conclusion> {
    let by = |selector| Choice::By {
        selector,
        arms: vec![Arm { values: 1, choice: Choice::Always("A".into()) }, Arm { values: 2, choice: Choice::Always("B".into()) }].into(),
    };
    let limit = Limit { number: 1, counted: "administration".into(), per: Some("lifetime".into()) };
    let at_most = Threshold { value: "1.5".parse().unwrap(), unit: Unit::Gram };
    let approval = Approval { duration: Some(Duration::new(3, CalendarUnit::Years)), limit: Some(limit), at_most: Some(at_most) };
    vec![
        Conclusion::CriteriaMet { approval, review: Some("a committee".into()) },
        Conclusion::CriteriaNotMet { reason: None },
        Conclusion::CaseByCase { reason: Some("unclassified".into()) },
        Conclusion::Refer { to: by(Selector::Code(FactId(5))) },
        Conclusion::Refer { to: by(Selector::Flag(FactId(6))) },
        Conclusion::Refer { to: by(Selector::Condition(Expression::Flag(FactId(7)).into())) },
        Conclusion::NotCovered { basis: Choice::Always(Basis::Investigational) },
        Conclusion::NotApplicable { reason: None },
    ]
}

fn read(line: &str) -> Option<Policy> {
    Policy::from_line(line.to_owned().leak(), &VOCABULARY)
}

#[test]
fn every_part_of_a_policy_is_read_back() {
    let policy = policy(&conditions(), conclusions());
    assert_eq!(read(&policy.to_line()), Some(policy));
}

/// A condition made of several others, to any depth.
fn random_condition(dice: &mut Dice, depth: usize) -> Expression {
    let Some(depth) = depth.checked_sub(1) else { return dice.pick(&conditions()) };
    let [one, two] = [depth, 0].map(|depth| random_condition(dice, depth));
    match dice.below(5) {
        4 => Expression::AtLeast(2, vec![one, two, random_condition(dice, depth)].into()),
        0 => Expression::all(vec![one, two, random_condition(dice, depth)].into()),
        1 => Expression::any(vec![one, two].into()),
        2 => Expression::Not(one.into()),
        _ => Expression::If { condition: one.into(), then: two.into(), otherwise: random_condition(dice, depth).into() },
    }
}

#[test]
fn random_policies_are_read_back() {
    for seed in 0..300 {
        let dice = &mut Dice(seed);
        let depth = dice.below(5);
        let conditions = (0..dice.below(6)).map(|_| random_condition(dice, depth)).collect::<Vec<_>>();
        let conclusions = (0..dice.below(4)).map(|_| dice.pick(&conclusions())).collect();
        let policy = policy(&conditions, conclusions);
        assert_eq!(read(&policy.to_line()), Some(policy), "seed {seed}");
    }
}

#[test]
fn every_unit_and_code_system_is_one_word() {
    assert!(Unit::ALL.iter().all(|unit| !unit.ucum().contains(' ')));
    assert!(CodeSystem::ALL.iter().all(|system| !system.keyword().contains(' ')));
}

#[test]
fn a_line_that_ends_early_or_late_is_none() {
    let line = policy(&[Expression::Flag(FactId(2))], vec![Conclusion::CriteriaNotMet { reason: None }]).to_line();
    for end in (0..line.len()).filter(|end| line.is_char_boundary(*end)) {
        assert_eq!(read(&line[..end]), None, "{}", &line[..end]);
    }
    assert_eq!(read(&format!("{line} ")), None);
}
