//! "Unknown" means that missing documentation could decide: checked by brute force, with a
//! suggested form that is better if there is one.

use super::brute_force::condition;
use crate::exact::{Documentable, Possibilities};
use crate::findings::{Kind, findings};
use crate::fixtures::members;
use crate::moments::{Period, moments};
use crate::space::Space;
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::truth;
use policy_core::fixtures::example::{
    CONSENTED, DIABETIC, Dice, LINES, NYHA, SMOKER, and, at_least, code, flag, met, not, or,
    policy, section, vocabulary,
};
use policy_core::policy::{Algebra, Body, Expression};
use policy_core::vocabulary::FactId;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::diagram::Diagrams;
use std::collections::HashMap;

const FACTS: [FactId; 5] = [SMOKER, DIABETIC, CONSENTED, NYHA, LINES];

/// Whether some documentation, with each fact given exactly or not at all, leaves the condition
/// unknown although all its completions agree.
fn is_inexact(condition: &Expression) -> bool {
    let policy = policy(Vec::new(), Vec::new());
    let members = members();
    let turns_out =
        members.iter().map(|member| truth(condition, &policy, member)).collect::<Vec<_>>();
    (0..32_u8).any(|documented| {
        let keep = |fact: &FactId| {
            documented >> FACTS.iter().position(|known| known == fact).unwrap() & 1 == 1
        };
        let mut charts = HashMap::<String, (CaseFacts, Vec<Truth>)>::new();
        for (member, truth) in members.iter().zip(&turns_out) {
            let mut chart = member.clone();
            chart.retain(|fact, _| keep(&fact));
            charts.entry(format!("{chart:?}")).or_insert((chart, Vec::new())).1.push(*truth);
        }
        let differ = |truths: &[Truth]| truths.iter().any(|truth| *truth != truths[0]);
        charts
            .values()
            .any(|(chart, truths)| truth(condition, &policy, chart).is_unknown() && !differ(truths))
    })
}

#[test]
fn inexact_conditions_are_those_that_brute_force_finds() {
    let (mut exact, mut inexact) = (0, 0);
    let vocabulary = vocabulary();
    for seed in 0..180 {
        let dice = &mut Dice(seed);
        let condition = if seed < 150 {
            condition(dice, 3)
        } else {
            at_least(2, [(); 3].map(|()| condition(dice, 1)))
        };
        let moments = moments(Period::default(), []);
        let mut space = Space::of_moments(
            &vocabulary,
            condition.predicates(),
            &moments,
            Completeness::Decided,
            100_000,
        )
        .unwrap();
        let turns_out = space.condition(&condition).unwrap();
        let mut documentable = Documentable::over(&mut space, 100_000);
        let said = documentable.condition(&condition).unwrap();
        let found = documentable.inexact(said, turns_out, Possibilities::POSSIBLE).unwrap()
            != Diagrams::FALSE;
        assert_eq!(found, is_inexact(&condition), "{seed}: {condition:#?}");
        if found { inexact += 1 } else { exact += 1 }
    }
    assert!(exact > 30 && inexact > 20, "{exact} exact, {inexact} not");
}

fn found(conditions: Vec<Expression>) -> Vec<(String, String)> {
    let only = section(1, None, conditions.into_iter().map(Body::Condition).collect(), met());
    let found = findings(&policy(Vec::new(), vec![only])).unwrap();
    assert!(found.iter().all(|finding| finding.kind == Kind::Inexact), "{found:#?}");
    found.into_iter().map(|finding| (finding.message, finding.help)).collect()
}

#[test]
fn an_inexact_condition_is_shown_with_a_case_and_a_better_form() {
    let by_smoker = or([and([flag(SMOKER), code(0b0011)]), and([not(flag(SMOKER)), code(0b0110)])]);
    assert_eq!(
        found(vec![by_smoker]),
        [(
            "with `nyha = II`, `(smoker AND nyha in [I, II]) OR (NOT smoker AND nyha in [II, III])` stays unknown while `smoker` is not documented, though every \
             answer meets it"
                .to_owned(),
            "write `if smoker then nyha in [I, II] else nyha in [II, III]`, which means the same and is decided as soon as it can be".to_owned()
        )]
    );
    // Exact as written.
    assert_eq!(
        found(vec![Expression::If {
            condition: flag(SMOKER).into(),
            then: code(0b0011).into(),
            otherwise: code(0b0110).into()
        }]),
        []
    );
    assert_eq!(
        found(vec![or([
            and([flag(SMOKER), flag(DIABETIC)]),
            and([flag(CONSENTED), flag(DIABETIC)])
        ])]),
        []
    );
}

#[test]
fn criteria_that_are_inexact_together_are_named_together() {
    let told = found(vec![
        or([flag(SMOKER), flag(DIABETIC)]),
        or([not(flag(SMOKER)), flag(CONSENTED)]),
        code(0b0001),
    ]);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].0.contains(
            "together stay unknown while `smoker` is not documented, though every answer fails them"
        ),
        "{told:?}"
    );
}
