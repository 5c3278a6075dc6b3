//! What is changed, and that a change counts as none exactly where every member gets the same
//! answer.

use super::{Change, Difference, Mutant, difference, mutants};
use crate::answer::Answer;
use crate::fixtures::{labeled, members, small_policy, with_otherwise};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::fixtures::example::{
    DIABETIC, Dice, LVEF, NYHA, SMOKER, age, and, day, flag, group, met, percent, policy, section,
    version,
};
use policy_core::policy::{
    Arm, Body, Choice, Conclusion, Day, Expression, Operator, Policy, Quantifier, Region, Section,
    Selection, Selector, Term, Window,
};

fn asks(criteria: Vec<Body>) -> Section {
    labeled(section(1, None, criteria, met()), &["1", "2", "3"])
}

fn asks_for(conditions: &[Expression]) -> Policy {
    policy(Vec::new(), vec![asks(conditions.iter().cloned().map(Body::Condition).collect())])
}

/// What is changed in criteria, without the change of the outcome that every policy has.
fn changes(policy: &Policy) -> Vec<String> {
    let said = |Mutant { change, place, what, .. }: &Mutant| format!("{place}, {change}: {what}");
    mutants(policy).iter().filter(|mutant| mutant.change != Change::Outcome).map(said).collect()
}

#[test]
fn a_comparison_is_changed_in_its_operator_and_its_last_digit() {
    assert_eq!(
        changes(&asks_for(&[age(Operator::GreaterOrEqual, 18)])),
        [
            "1, comparison: `age >= 18` becomes `age > 18`",
            "1, comparison: `age >= 18` becomes `age <= 18`",
            "1, threshold: `age >= 18` becomes `age >= 19`",
            "1, threshold: `age >= 18` becomes `age >= 17`",
            "1, negation: `age >= 18` becomes `NOT age >= 18`",
        ]
    );
}

#[test]
fn a_measurement_is_changed_in_its_results_and_its_window_too() {
    let within = Some(CalendarDuration::new(9, CalendarUnit::Months));
    let lvef = Term::Result {
        fact: LVEF,
        selection: Selection::Latest,
        method: Some(0),
        window: within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
    }
    .is(Region::Quantity(percent(Operator::LessOrEqual, "40")));
    let changes = changes(&asks_for(&[lvef]));
    let becomes = |other: &str| {
        changes.iter().any(|change| {
            change.ends_with(&format!("`lvef by Echo <= 40% within 9 months` becomes `{other}`"))
        })
    };
    for other in [
        "lvef by Echo <= 40% within 10 months",
        "lvef by Echo <= 40% within 8 months",
        "lvef by Echo <= 40%",
        "lvef by Muga <= 40% within 9 months",
        "lvef <= 40% within 9 months",
        "any lvef by Echo <= 40% within 9 months",
        "lvef by Echo <= 4% within 9 months",
    ] {
        assert!(becomes(other), "{other} is not among {changes:#?}");
    }
}

#[test]
fn connectives_parts_and_groups_are_changed() {
    let both = and([flag(SMOKER), flag(DIABETIC)]);
    let one_of = group(
        Quantifier::AtLeast(1),
        vec![Body::Condition(flag(SMOKER)), Body::Condition(flag(DIABETIC))],
    );
    assert_eq!(
        changes(&policy(Vec::new(), vec![asks(vec![Body::Condition(both), one_of])])),
        [
            "section_1, removal: 1 is left out",
            "1, connective: `smoker AND diabetic` becomes `smoker OR diabetic`",
            "1, removal: `smoker AND diabetic` becomes `diabetic`",
            "1, removal: `smoker AND diabetic` becomes `smoker`",
            "1, negation: `smoker` becomes `NOT smoker`",
            "1, negation: `diabetic` becomes `NOT diabetic`",
            "section_1, removal: 2 is left out",
            "2, connective: one more is needed",
            "2, removal: 2.a is left out",
            "2.a, negation: `smoker` becomes `NOT smoker`",
            "2, removal: 2.b is left out",
            "2.b, negation: `diabetic` becomes `NOT diabetic`",
        ]
    );
}

#[test]
fn details_and_their_arms_are_changed_and_told_apart() {
    let arm = |values, to: &str| Arm { values, choice: Choice::Always(to.to_owned().into()) };
    let to = Choice::By {
        selector: Selector::Code(NYHA),
        arms: vec![arm(0b0011, "EX.1"), arm(0b1100, "EX.2")].into(),
    };
    let original = policy(
        Vec::new(),
        vec![labeled(
            section(1, None, vec![Body::Condition(flag(SMOKER))], Conclusion::Refer { to }),
            &["1"],
        )],
    );
    let details = mutants(&original)
        .into_iter()
        .filter(|mutant| mutant.change == Change::Outcome)
        .collect::<Vec<_>>();
    let said = details.iter().map(|mutant| &*mutant.what).collect::<Vec<_>>();
    assert_eq!(
        said,
        [
            "`refer` becomes `criteria_not_met`",
            "another detail in arm 1",
            "another detail in arm 2",
            "the values of arms 1 and 2 are exchanged"
        ]
    );
    for mutant in details {
        let Ok(Difference::Shown(Some(member))) = difference(&original, &mutant) else {
            panic!("{} is not shown", mutant.what)
        };
        assert_ne!(
            Answer::to(&original, &member),
            Answer::to(&mutant.policy, &member),
            "{}",
            mutant.what
        );
    }
}

#[test]
fn a_day_more_or_less_in_force_is_shown_by_a_case_of_that_day() {
    let sections = || vec![asks(vec![Body::Condition(flag(SMOKER))])];
    let versions = vec![version(Some("2026-01-01"), Some("2026-12-31"), sections())];
    let original = Policy { versions: versions.into(), ..policy(Vec::new(), sections()) };
    let shown = mutants(&original)
        .into_iter()
        .filter(|mutant| mutant.change == Change::Period)
        .map(|mutant| match difference(&original, &mutant) {
            Ok(Difference::Shown(Some(member))) => member.service_date,
            other => panic!("{}: {other:?}", mutant.what),
        });
    assert_eq!(
        shown.collect::<Vec<_>>(),
        ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map(day)
    );
}

#[test]
fn a_change_is_none_exactly_where_every_member_gets_the_same_answer() {
    let everybody = members();
    let (mut none, mut shown) = (0, 0);
    let original = |seed| {
        let dice = &mut Dice(seed);
        let original = small_policy(dice);
        if seed < 60 { original } else { with_otherwise(&original, dice) }
    };
    for seed in 0..90 {
        let original = original(seed);
        let answers =
            everybody.iter().map(|member| Answer::to(&original, member)).collect::<Vec<_>>();
        for mutant in mutants(&original) {
            let differs = everybody
                .iter()
                .zip(&answers)
                .any(|(member, answer)| Answer::to(&mutant.policy, member) != *answer);
            match difference(&original, &mutant).unwrap() {
                Difference::None => {
                    assert!(
                        !differs,
                        "{seed}: {} at {} makes a difference",
                        mutant.what, mutant.place
                    );
                    none += 1;
                }
                Difference::Shown(member) => {
                    let member = member.unwrap_or_else(|| {
                        panic!("{seed}: no case for {} at {}", mutant.what, mutant.place)
                    });
                    assert_ne!(
                        Answer::to(&original, &member),
                        Answer::to(&mutant.policy, &member),
                        "{seed}: {}",
                        mutant.what
                    );
                    assert!(
                        differs,
                        "{seed}: {} at {} makes no difference",
                        mutant.what, mutant.place
                    );
                    shown += 1;
                }
            }
        }
    }
    assert!(none > 100 && shown > 500, "{none} changes make no difference, {shown} do");
}
