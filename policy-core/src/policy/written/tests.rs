//! Every part of a policy is read back as it was written.

use crate::calendar::{CalendarDuration, CalendarUnit};
use crate::codes::CodeSystem;
use crate::data::List;
use crate::fixtures::example::Dice;
use crate::fixtures::{explained, histories};
use crate::policy::NormTest;
use crate::policy::*;
use crate::possible::Spacing;
use crate::possible::{Multiple, NormLimit};
use crate::unit::Unit;
use crate::vocabulary::{Coding, FactId, Vocabulary};
use std::borrow::Cow;

static VOCABULARY: Vocabulary = Vocabulary {
    name: Cow::Borrowed("facts"),
    facts: Cow::Borrowed(&[]),
    attributes: Cow::Borrowed(&[]),
};

fn policy(conditions: &[Expression], conclusions: Vec<Conclusion>) -> Policy {
    let criterion = |(slot, condition): (u16, &Expression)| Criterion {
        slot: Slot(slot),
        citation: format!("I.{slot}").into(),
        title: (slot == 2).then_some("A title: with ~, [brackets], “quotes” and 12:".into()),
        restated: slot == 3,
        remarks: vec![Remark::Note("".into()), Remark::Interpretation("read\nas it stands".into())]
            .into(),
        body: Body::Condition(condition.clone()),
    };
    let criteria = (1..).zip(conditions.iter()).map(criterion).collect::<Vec<_>>();
    let quantifiers =
        [Quantifier::AllOf, Quantifier::AnyOf, Quantifier::NoneOf, Quantifier::AtLeast(2)];
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
        guard: Some(Guard { slot: Slot(0), condition: Term::Flag(FactId(2)).is(Region::Yes) }),
        criteria: groups.to_vec().into(),
        remarks: List::default(),
        otherwise: vec![
            Otherwise {
                when: Some(Guard {
                    slot: Slot(2),
                    condition: Term::Flag(FactId(2)).is(Region::Yes),
                }),
                conclusion: Conclusion::Refer { to: Choice::Always("RX.2".into()) },
            },
            Otherwise {
                when: None,
                conclusion: Conclusion::CriteriaNotMet {
                    reason: Some("no response".into()),
                    basis: Some(Basis::Investigational),
                },
            },
        ]
        .into(),
        conclusion,
    };
    let version = Version {
        name: Some("2026-05".into()),
        from: "2026-05-01".parse().ok(),
        to: None,
        looks_from: Day::REQUEST,
        remarks: List::default(),
        sections: conclusions.into_iter().map(section).collect::<Vec<_>>().into(),
        advisories: vec![Advisory {
            text: "a sentence".into(),
            outcomes: Outcome::ALL.to_vec().into(),
            condition: None,
        }]
        .into(),
    };
    Policy {
        name: "policy".into(),
        title: "Title".into(),
        payer: "Payer".into(),
        number: "1".into(),
        source: "source.pdf".into(),
        reviewed: Some("2026-05".into()),
        codes: vec![Coding::of(CodeSystem::Hcpcs, "Q2053")].into(),
        remarks: List::default(),
        vocabulary: Cow::Borrowed(&VOCABULARY),
        applicability: vec![Applicability {
            slot: Slot(9),
            condition: Term::Flag(FactId(3)).is(Region::Yes),
            otherwise: Some("another product".into()),
        }]
        .into(),
        versions: vec![version].into(),
        advisories: List::default(),
        looks_from: Day::REQUEST,
        never_approves: true,
        gaps: vec![Gap {
            condition: Term::Flag(FactId(4)).is(Region::Yes),
            reason: "the source leaves it open".into(),
        }]
        .into(),
        accepted: vec![
            AcceptedFinding { at: FindingPlace::Applies, reason: "for now".into() },
            AcceptedFinding { at: FindingPlace::Cited("I.A".into()), reason: "said twice".into() },
        ]
        .into(),
    }
}

fn conditions() -> Vec<Expression> {
    let fact = FactId(300);
    let half_a_year = CalendarDuration::new(6, CalendarUnit::Months);
    let day = "2025-02-28".parse().unwrap();
    let threshold = |value: &str| Threshold {
        value: value.parse().unwrap(),
        unit: Unit::MilliliterPerMinutePerStandardSurface,
    };
    let flag = || Term::Flag(FactId(2)).is(Region::Yes);
    let measurement = |selection, method, within: Option<CalendarDuration>| {
        Term::Result {
            fact,
            selection,
            method,
            window: within
                .map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
        }
        .is(Region::Quantity(QuantityTest::Compare(Operator::Less, threshold("-0.50"))))
    };
    let latest = FoundDay {
        which: crate::possible::Extreme::Latest,
        is_end: true,
        entries: Entries::of(fact).with(FactId::attribute(0), 0b10),
    };
    let after = End::at(Day::Fact(FactId::found(0))).excluded();
    let after = Window { from: Some(after), to: None, until: Day::REQUEST };
    let anchored = Term::Entries(Entries::of(fact).within(after))
        .anchored(vec![latest].into())
        .is(Region::Whole(CountTest::at_least(1)));
    let [kind, given, dose] = [0, 1, 2].map(FactId::attribute);
    let of_several_attributes = Expression::all(
        vec![
            Term::Code(kind).is(Region::Values(0b1)),
            Expression::any(
                vec![
                    Expression::Not(Term::Flag(given).is(Region::Yes).into()),
                    Term::Quantity(dose).is(Region::Quantity(QuantityTest::Between(
                        threshold("1"),
                        threshold("2"),
                    ))),
                ]
                .into(),
            ),
        ]
        .into(),
    );
    vec![
        Expression::all(vec![flag(), Expression::any(List::default())].into()),
        Expression::Not(flag().into()),
        Expression::If {
            condition: flag().into(),
            then: flag().into(),
            otherwise: Expression::Not(flag().into()).into(),
        },
        Term::Code(fact).is(Region::Values(u64::MAX)),
        Term::Count(fact).is(Region::Whole(CountTest::Compare(Operator::Equal, 3))),
        Term::Count(fact).is(Region::Whole(CountTest::Between(0, u32::MAX))),
        Term::age(fact).is(Region::Whole(CountTest::Compare(Operator::GreaterOrEqual, 18))),
        Term::Date(fact)
            .is(Region::Day(DateTest::In(Window::at_least_ago(half_a_year, Day::REQUEST)))),
        Term::Date(fact)
            .is(Region::Day(DateTest::In(Window::looking_back(half_a_year, Day::REQUEST)))),
        Term::Date(fact).is(Region::Day(DateTest::Compare(Operator::LessOrEqual, Day::On(day)))),
        Term::Date(fact).is(Region::Day(DateTest::Compare(Operator::Greater, Day::Fact(fact)))),
        Term::Date(fact).is(Region::Day(DateTest::In(Window::between(Day::On(day), Day::On(day))))),
        Term::Quantity(fact)
            .is(Region::Quantity(QuantityTest::Between(threshold("1.000001"), threshold("40")))),
        Term::Result { fact, selection: Selection::Highest, method: None, window: Window::EVER }
            .is(Region::Norm(NormTest::WITHIN)),
        Term::Result { fact, selection: Selection::Any, method: Some(1), window: Window::EVER }.is(
            Region::Norm(NormTest::Compare(
                Operator::LessOrEqual,
                Multiple { times: "2.5".parse().unwrap(), limit: NormLimit::Upper },
            )),
        ),
        measurement(Selection::Latest, None, None),
        measurement(Selection::Any, Some(0), None),
        measurement(Selection::Every, None, Some(half_a_year)),
        measurement(Selection::Highest, Some(63), Some(half_a_year)),
        measurement(Selection::Lowest, None, None),
        Term::Entries(Entries::of(fact).with(kind, 0b101))
            .is(Region::Whole(CountTest::at_least(2))),
        Term::Entries(Entries::of(fact).within(Window::looking_back(half_a_year, Day::REQUEST)))
            .is(Region::Whole(CountTest::at_least(1))),
        Term::Entries(Entries::of(fact).joined(vec![kind, fact], half_a_year))
            .is(Region::Whole(CountTest::at_least(1))),
        Term::Entries(
            Entries::of(fact).that(of_several_attributes).apart(Spacing::AtLeast(half_a_year)),
        )
        .is(Region::Whole(CountTest::Between(2, 3))),
        anchored,
        Term::Entries(Entries::of(fact).apart(Spacing::AtMost(half_a_year)))
            .is(Region::Whole(CountTest::at_least(3))),
        Term::Entries(Entries::of(fact).within(after).apart(Spacing::NoGap(half_a_year)))
            .is(Region::Yes),
    ]
}

fn conclusions() -> Vec<Conclusion> {
    let by = |selector| Choice::By {
        selector,
        arms: vec![
            Arm { values: 1, choice: Choice::Always("A".into()) },
            Arm { values: 2, choice: Choice::Always("B".into()) },
        ]
        .into(),
    };
    let limit = Limit {
        number: 1,
        counted: "administration".into(),
        per: Some(Per::Named("lifetime".into())),
    };
    let at_most = Most {
        amount: Threshold { value: "1.5".parse().unwrap(), unit: Unit::Gram },
        per: Some(Per::Time(CalendarDuration::new(4, CalendarUnit::Weeks))),
    };
    let approval = Approval {
        duration: Some(CalendarDuration::new(3, CalendarUnit::Years)),
        limit: Some(limit),
        at_most: Some(at_most),
    };
    vec![
        Conclusion::CriteriaMet {
            approval: Choice::By {
                selector: Selector::Code(FactId(5)),
                arms: vec![Arm { values: 6, choice: Choice::Always(approval.clone()) }].into(),
            },
            review: None,
        },
        Conclusion::CriteriaMet {
            approval: Choice::Always(approval),
            review: Some("a committee".into()),
        },
        Conclusion::CriteriaNotMet { reason: None, basis: None },
        Conclusion::CaseByCase { reason: Some("unclassified".into()) },
        Conclusion::Refer { to: by(Selector::Code(FactId(5))) },
        Conclusion::Refer { to: by(Selector::Flag(FactId(6))) },
        Conclusion::Refer {
            to: by(Selector::Condition(Term::Flag(FactId(7)).is(Region::Yes).into())),
        },
        Conclusion::NotCovered { basis: Choice::Always(Basis::Investigational), reason: None },
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
        _ => Expression::If {
            condition: one.into(),
            then: two.into(),
            otherwise: random_condition(dice, depth).into(),
        },
    }
}

#[test]
fn random_policies_are_read_back() {
    for seed in 0..300 {
        let dice = &mut Dice(seed);
        let depth = dice.below(5);
        let conditions =
            (0..dice.below(6)).map(|_| random_condition(dice, depth)).collect::<Vec<_>>();
        let conclusions = (0..dice.below(4)).map(|_| dice.pick(&conclusions())).collect();
        let policy = policy(&conditions, conclusions);
        assert_eq!(read(&policy.to_line()), Some(policy), "seed {seed}");
    }
}

#[test]
fn a_vocabulary_is_read_back_with_its_attributes() {
    for vocabulary in [histories::vocabulary(), explained::vocabulary().clone()] {
        assert_eq!(Vocabulary::from_line(&vocabulary.to_line()), Some(vocabulary));
    }
}

#[test]
fn every_unit_and_code_system_is_one_word() {
    assert!(Unit::ALL.iter().all(|unit| !unit.ucum().contains(' ')));
    assert!(CodeSystem::ALL.iter().all(|system| !system.keyword().contains(' ')));
}

#[test]
fn a_line_that_ends_early_or_late_is_none() {
    let line = policy(
        &[Term::Flag(FactId(2)).is(Region::Yes)],
        vec![Conclusion::CriteriaNotMet { reason: None, basis: None }],
    )
    .to_line();
    for end in (0..line.len()).filter(|end| line.is_char_boundary(*end)) {
        assert_eq!(read(&line[..end]), None, "{}", &line[..end]);
    }
    assert_eq!(read(&format!("{line} ")), None);
}
