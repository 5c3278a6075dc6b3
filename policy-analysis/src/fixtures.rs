//! Small random policies, and every member that they can distinguish: whatever is proved about them
//! is checked for each member.

use policy_core::case::CaseFacts;
use policy_core::case::FactValue;
use policy_core::fixtures::example::{
    CONSENTED, DIABETIC, Dice, LINES, NYHA, SMOKER, and, at_least, code, count, flag, group, met,
    not, on, or, policy, section,
};
use policy_core::policy::{
    Arm, Basis, Body, Choice, Conclusion, Criterion, Expression, Guard, Operator, Otherwise,
    Policy, Quantifier, Section, Selector, Slot,
};
use policy_core::possible::{Count, Flag};

/// Every member that the small policies, and those with one small change in them, can distinguish.
pub(super) fn members() -> Vec<CaseFacts> {
    let mut members = Vec::new();
    for flags in 0..8_u8 {
        for nyha in 0..4_u8 {
            for lines in 0..5 {
                let yes = |bit: u8| FactValue::Flag(Flag::from(flags >> bit & 1 == 1));
                let facts = [
                    (SMOKER, yes(0)),
                    (DIABETIC, yes(1)),
                    (CONSENTED, yes(2)),
                    (NYHA, FactValue::Code(1 << nyha)),
                ];
                let facts =
                    facts.into_iter().chain([(LINES, FactValue::Count(Count::from(lines)))]);
                let mut member = on("2026-06-15", "2026-06-15");
                member.extend(facts);
                members.push(member);
            }
        }
    }
    members
}

fn predicate(dice: &mut Dice) -> Expression {
    match dice.below(5) {
        0 | 1 => flag(dice.pick(&[SMOKER, DIABETIC, CONSENTED])),
        2 | 3 => code(dice.pick(&[0b0001, 0b0011, 0b0110, 0b1100, 0b0111])),
        _ => count(dice.pick(&[Operator::Less, Operator::GreaterOrEqual]), dice.pick(&[1, 2, 3])),
    }
}

pub(super) fn condition(dice: &mut Dice) -> Expression {
    match dice.below(7) {
        6 => at_least(2, [predicate(dice), predicate(dice), not(predicate(dice))]),
        0..3 => predicate(dice),
        3 => not(predicate(dice)),
        4 => and([predicate(dice), predicate(dice)]),
        _ => or([predicate(dice), not(predicate(dice))]),
    }
}

fn body(dice: &mut Dice) -> Body {
    if dice.below(3) > 0 {
        return Body::Condition(condition(dice));
    }
    let quantifier = dice.pick(&[
        Quantifier::AllOf,
        Quantifier::AnyOf,
        Quantifier::NoneOf,
        Quantifier::AtLeast(1),
    ]);
    group(quantifier, (0..2).map(|_| Body::Condition(condition(dice))).collect())
}

pub(super) fn conclusion(dice: &mut Dice) -> Conclusion {
    match (dice.below(4), met()) {
        (0, Conclusion::CriteriaMet { approval, .. }) => {
            Conclusion::CriteriaMet { approval, review: Some("Board".into()) }
        }
        (1, _) => Conclusion::Refer { to: Choice::Always(dice.pick(&["EX.1", "EX.2"]).into()) },
        (_, met) => met,
    }
}

fn small_section(number: u16, guard: Option<Expression>, dice: &mut Dice) -> Section {
    let criteria = (0..=dice.below(3)).map(|_| body(dice)).collect();
    labeled(section(number, guard, criteria, conclusion(dice)), &["1", "2", "3"])
}

pub(super) fn small_policy(dice: &mut Dice) -> Policy {
    let applicability = if dice.below(4) == 0 { vec![predicate(dice)] } else { Vec::new() };
    let guard = (dice.below(2) == 0).then(|| predicate(dice));
    let first = guard.map(|guard| small_section(1, Some(guard), dice));
    let last = small_section(2, None, dice);
    policy(applicability, first.into_iter().chain([last]).collect())
}

/// The policy, with something that follows where the criteria of its sections are not met.
pub(super) fn with_otherwise(policy: &Policy, dice: &mut Dice) -> Policy {
    let mut changed = policy.clone();
    let mut slots = 401..;
    for section in changed.versions.to_mut()[0].sections.to_mut() {
        let mut one = |dice: &mut Dice, when: bool| {
            let slot = Slot(slots.next().unwrap());
            let when = when.then(|| Guard { slot, condition: condition(dice) });
            let conclusion = match dice.below(5) {
                0 => Conclusion::CaseByCase { reason: None },
                1 => Conclusion::NotCovered { basis: by_diabetic(), reason: None },
                2 => Conclusion::CriteriaNotMet { reason: None, basis: Some(Basis::NotCovered) },
                _ => Conclusion::Refer { to: Choice::Always(dice.pick(&["EX.1", "EX.2"]).into()) },
            };
            Otherwise { when, conclusion }
        };
        let mut otherwise = (0..dice.below(3)).map(|_| true).collect::<Vec<_>>();
        otherwise.extend((dice.below(2) == 0).then_some(false));
        section.otherwise = otherwise.into_iter().map(|when| one(dice, when)).collect();
    }
    changed
}

fn by_diabetic() -> Choice<Basis> {
    let arm = |values, basis| Arm { values, choice: Choice::Always(basis) };
    let arms = vec![arm(1, Basis::NotCovered), arm(2, Basis::Investigational)];
    Choice::By { selector: Selector::Flag(DIABETIC), arms: arms.into() }
}

/// A section whose criteria bear these labels, and those of a group `a`, `b`, … after its own.
pub(super) fn labeled(mut section: Section, labels: &[&str]) -> Section {
    fn inside(criterion: &Criterion, citation: String) -> Criterion {
        let mut criterion = criterion.clone();
        if let Body::Group { criteria, .. } = &mut criterion.body {
            *criteria = criteria
                .iter()
                .zip('a'..)
                .map(|(criterion, letter)| inside(criterion, format!("{citation}.{letter}")))
                .collect();
        }
        criterion.citation = citation.into();
        criterion
    }
    section.criteria = section
        .criteria
        .iter()
        .zip(labels)
        .map(|(criterion, label)| inside(criterion, (*label).to_owned()))
        .collect();
    section
}
