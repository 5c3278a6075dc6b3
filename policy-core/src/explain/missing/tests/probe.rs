use crate::calendar::*;
use crate::case::{CaseFacts, FactValue};
use crate::evaluator::Evaluator;
use crate::explain::missing::missing_facts;
use crate::fixtures::example::{and, met, not, on, or, policy, section};
use crate::fixtures::histories::*;
use crate::policy::*;
use crate::possible::*;
use crate::unit::Unit;
use std::borrow::Cow;

fn missing(condition: Expression, case: &CaseFacts) -> Vec<String> {
    let policy = policy(vec![], vec![section(1, None, vec![Body::Condition(condition)], met())]);
    let policy = Policy { vocabulary: Cow::Owned(vocabulary()), ..policy };
    let evaluator = Evaluator::new(policy.clone()).unwrap();
    let determination = evaluator.evaluate(case);
    let missing = missing_facts(&determination, case);
    let mut names =
        missing.iter().map(|fact| policy.vocabulary.name_of(*fact).to_owned()).collect::<Vec<_>>();
    names.push(format!("{:?}", determination.outcome()));
    let explained = evaluator.assess(case).unwrap().explain();
    names.push(format!(
        "{:?}",
        explained.undecided.iter().map(|u| format!("{u:?}")).collect::<Vec<_>>()
    ));
    names.push(format!("{:?}", evaluator.assess(case).unwrap().questions()));
    names
}

fn history(complete: bool, entries: Vec<Entry>) -> CaseFacts {
    on("2026-11-21", "2026-11-25")
        .with(INFUSION, FactValue::History(History { complete: complete.into(), entries }))
}

fn than_highest(operator: Operator) -> Expression {
    Term::Quantity(DOSE).is(Region::Than(Relation {
        operator,
        distance: Distance::None,
        other: Comparable::Quantity(HIGHEST_DOSE),
    }))
}

#[test]
fn probe() {
    let apart = |c| {
        Term::Entries(
            Entries::of(INFUSION).that(c).apart(CalendarDuration::new(1, CalendarUnit::Months)),
        )
        .is(Region::Whole(CountTest::at_least(2)))
    };
    println!(
        "A1 {:?}",
        missing(
            apart(of_drug(0b10)),
            &history(
                true,
                vec![
                    infusion("2026-01-01", Some(0b11), None),
                    infusion("2026-04-01", Some(0b10), None)
                ]
            )
        )
    );
    println!(
        "A2 {:?}",
        missing(
            infusions(2, of_drug(0b10)),
            &history(
                true,
                vec![
                    infusion("2026-01-01", Some(0b11), None),
                    infusion("2026-04-01", Some(0b10), None)
                ]
            )
        )
    );
    println!(
        "B {:?}",
        missing(
            infusions(1, than_highest(Operator::Greater)),
            &history(true, vec![infusion("2026-01-01", None, Some(300))])
        )
    );
    println!(
        "B2 {:?}",
        missing(
            infusions(1, than_highest(Operator::Greater)),
            &history(false, vec![infusion("2026-01-01", None, Some(300))])
        )
    );
    let known = |case: CaseFacts| {
        case.with(HIGHEST_DOSE, FactValue::Quantity(amount("200", Unit::Milligram)))
    };
    println!(
        "C {:?}",
        missing(
            infusions(1, than_highest(Operator::Greater)),
            &known(history(true, vec![infusion("2026-01-01", None, None)]))
        )
    );
    println!(
        "C2 {:?}",
        missing(infusions(1, than_highest(Operator::Greater)), &known(history(false, vec![])))
    );
    println!(
        "C3 {:?}",
        missing(infusions(1, than_highest(Operator::Greater)), &on("2026-11-21", "2026-11-25"))
    );
    let full = infusions(1, and([of_drug(0b10), dosed(Operator::GreaterOrEqual, 300)]));
    let half = infusions(1, of_drug(0b10));
    println!(
        "D {:?}",
        missing(
            or([and([full.clone(), not(half.clone())]), infusions(3, of_drug(0b1))]),
            &history(false, vec![])
        )
    );
    println!(
        "E {:?}",
        missing(
            and([full.clone(), half]),
            &history(true, vec![infusion("2026-01-01", Some(0b11), Some(300))])
        )
    );
    println!(
        "F {:?}",
        missing(infusions(1, dosed(Operator::Greater, 2000)), &history(false, vec![]))
    );
    let records = Term::Entries(Entries::of(RELATIVE).with(RELATION, 1))
        .is(Region::Whole(CountTest::at_least(1)));
    println!("G {:?}", missing(records.clone(), &on("2026-11-21", "2026-11-25")));
    let h = |entries: Vec<Entry>| {
        on("2026-11-21", "2026-11-25")
            .with(RELATIVE, FactValue::History(History { complete: true.into(), entries }))
    };
    println!("H {:?}", missing(records.clone(), &h(vec![Entry::default()])));
    println!(
        "I {:?}",
        missing(
            records.clone(),
            &h(vec![Entry::default().with(RELATION, AttributeValue::Code(1))])
        )
    );
    println!(
        "I {:?}",
        missing(
            records.clone(),
            &h(vec![Entry::default().with(RELATION, AttributeValue::Code(2))])
        )
    );
    println!(
        "{:?}",
        crate::explain::evidence::evidence(
            &vocabulary(),
            &h(vec![
                Entry::default()
                    .with(RELATION, AttributeValue::Code(2))
                    .with(AGE_AT_ONSET, AttributeValue::Count(40.into()))
            ]),
            &records
        )
    );
    println!(
        "{:?}",
        crate::explain::evidence::evidence(
            &vocabulary(),
            &known(history(
                true,
                vec![
                    infusion("2026-01-01", Some(3), Some(300)),
                    infusion("2026-02-01", None, None)
                ]
            )),
            &infusions(
                1,
                and([than_highest(Operator::Greater), Term::Flag(TOLERATED).is(Region::Yes)])
            )
        )
    );
    for e in [
        infusions(
            1,
            and([than_highest(Operator::Greater), not(Term::Flag(TOLERATED).is(Region::Yes))]),
        ),
        not(infusions(1, or([of_drug(0b11), dosed(Operator::Less, 1200)]))),
        infusions(2, not(of_drug(0b1))),
        not(infusions(2, of_drug(1))),
    ] {
        println!(
            "{}\n   {}",
            Notation::of(&vocabulary(), &e),
            crate::wording::sentence::expression(&vocabulary(), &e)
        );
    }
}
