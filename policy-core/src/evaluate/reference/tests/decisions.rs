use crate::Truth;
use crate::case::{CaseFacts, FactValue};
use crate::data::Text;
use crate::evaluate::reference::{ReferenceDetermination, determine};
use crate::fixtures::example::{
    CONSENTED, DIABETIC, NYHA, SMOKER, Told, flag, group, met, not, on, policy, section, version,
};
use crate::policy::{
    Arm, Basis, Body, Choice, Conclusion, Outcome, Policy, Quantifier, Selector, Slot,
};
use crate::vocabulary::FactId;

fn case() -> CaseFacts {
    on("2026-11-21", "2026-11-25")
}

fn asks(fact: FactId) -> Body {
    Body::Condition(flag(fact))
}

fn refer(to: Choice<Text>) -> Conclusion {
    Conclusion::Refer { to }
}

/// Smokers are referred; everyone else must consent.
fn two_sections() -> Policy {
    let smokers = section(1, Some(flag(SMOKER)), vec![], refer(Choice::Always("A".into())));
    policy(vec![flag(DIABETIC)], vec![smokers, section(2, None, vec![asks(CONSENTED)], met())])
}

fn outcome(policy: &Policy, case: &CaseFacts) -> Outcome {
    determine(policy, case).outcome
}

#[test]
fn without_a_version_in_force_nothing_is_looked_at() {
    let mut policy = two_sections();
    policy.versions = vec![
        version(Some("2026-11-26"), None, Vec::new()),
        version(None, Some("2026-11-24"), Vec::new()),
    ]
    .into();
    let nothing = ReferenceDetermination {
        version: None,
        outcome: Outcome::NotApplicable,
        applies: Truth::NOT_MET,
        candidates: vec![],
        section: None,
        refer_to: None,
        basis: None,
        approval: None,
        truths: [].into(),
    };
    assert_eq!(determine(&policy, &case()), nothing);
    policy.versions.to_mut()[1].to = None;
    assert_eq!(determine(&policy, &case()).version, Some(1));
}

#[test]
fn the_first_section_whose_guard_holds_governs() {
    let policy = two_sections();
    let smoker = determine(&policy, &case().flag(DIABETIC, true).flag(SMOKER, true));
    assert_eq!(
        (smoker.outcome, smoker.section, smoker.refer_to),
        (Outcome::Refer, Some(0), Some("A"))
    );
    assert_eq!(smoker.truths, [(Slot(0), Truth::MET), (Slot(100), Truth::MET)].into());
    let consenting =
        determine(&policy, &case().flag(DIABETIC, true).flag(SMOKER, false).flag(CONSENTED, true));
    assert_eq!(
        (consenting.outcome, consenting.section, consenting.refer_to),
        (Outcome::CriteriaMet, Some(1), None)
    );
    assert_eq!(
        consenting.truths,
        [(Slot(0), Truth::MET), (Slot(100), Truth::NOT_MET), (Slot(201), Truth::MET)].into()
    );
}

#[test]
fn an_unknown_guard_leaves_several_candidates() {
    let policy = two_sections();
    let open = determine(&policy, &case().flag(DIABETIC, true).flag(CONSENTED, true));
    assert_eq!(
        (open.outcome, open.section, open.candidates),
        (Outcome::NeedInformation, None, vec![0, 1])
    );
    let mut both_refer = two_sections();
    both_refer.versions.to_mut()[0].sections.to_mut()[1].conclusion =
        refer(Choice::Always("A".into()));
    let agreed = determine(&both_refer, &case().flag(DIABETIC, true).flag(CONSENTED, true));
    assert_eq!(
        (agreed.outcome, agreed.refer_to, agreed.section),
        (Outcome::Refer, Some("A"), None)
    );
    both_refer.versions.to_mut()[0].sections.to_mut()[1].conclusion =
        refer(Choice::Always("B".into()));
    let differing = determine(&both_refer, &case().flag(DIABETIC, true).flag(CONSENTED, true));
    assert_eq!((differing.outcome, differing.refer_to), (Outcome::Refer, None));
}

#[test]
fn applicability_comes_first() {
    let policy = two_sections();
    let excluded = determine(&policy, &case().flag(DIABETIC, false).flag(SMOKER, true));
    assert_eq!(
        (excluded.outcome, excluded.applies, excluded.candidates),
        (Outcome::NotApplicable, Truth::NOT_MET, vec![])
    );
    assert_eq!(excluded.truths, [(Slot(0), Truth::NOT_MET)].into());
    let open = determine(&policy, &case().flag(SMOKER, true));
    assert_eq!(
        (open.outcome, open.applies, open.candidates, open.section),
        (Outcome::NeedInformation, Truth::UNKNOWN, vec![0], None)
    );
    let mut never = two_sections();
    never.versions.to_mut()[0].sections.to_mut()[0].conclusion =
        Conclusion::NotApplicable { reason: None };
    assert_eq!(outcome(&never, &case().flag(SMOKER, true)), Outcome::NotApplicable);
}

#[test]
fn one_failed_criterion_decides_whatever_else_is_missing() {
    let criteria = vec![asks(SMOKER), asks(DIABETIC)];
    let policy = policy(vec![], vec![section(1, None, criteria, met())]);
    assert_eq!(outcome(&policy, &case().flag(SMOKER, false)), Outcome::CriteriaNotMet);
    assert_eq!(outcome(&policy, &case().flag(SMOKER, true)), Outcome::NeedInformation);
    assert_eq!(
        outcome(&policy, &case().flag(SMOKER, true).flag(DIABETIC, true)),
        Outcome::CriteriaMet
    );
}

#[test]
fn groups_count_their_criteria() {
    let three = || vec![asks(SMOKER), asks(DIABETIC), asks(CONSENTED)];
    let case = case().flag(SMOKER, true).flag(DIABETIC, false);
    for (quantifier, expected) in [
        (Quantifier::AllOf, Truth::NOT_MET),
        (Quantifier::AnyOf, Truth::MET),
        (Quantifier::NoneOf, Truth::NOT_MET),
        (Quantifier::AtLeast(1), Truth::MET),
        (Quantifier::AtLeast(2), Truth::UNKNOWN),
        (Quantifier::AtLeast(3), Truth::NOT_MET),
    ] {
        let policy =
            policy(vec![], vec![section(1, None, vec![group(quantifier, three())], met())]);
        let truths = determine(&policy, &case).truths;
        let all =
            [(101, expected), (102, Truth::MET), (103, Truth::NOT_MET), (104, Truth::UNKNOWN)];
        assert_eq!(truths, all.map(|(slot, truth)| (Slot(slot), truth)).into(), "{quantifier:?}");
    }
}

#[test]
fn a_detail_that_hangs_on_an_unknown_fact_is_left_out() {
    let arm = |values, to: &'static str| Arm { values, choice: Choice::Always(Text::from(to)) };
    let by_consent = Choice::By {
        selector: Selector::Flag(CONSENTED),
        arms: vec![arm(1, "without"), arm(2, "with")].into(),
    };
    let nested = Arm { values: 0b0100, choice: by_consent };
    let to = Choice::By {
        selector: Selector::Code(NYHA),
        arms: vec![arm(0b0001, "I"), arm(0b0010, "II"), nested].into(),
    };
    let policy = policy(vec![], vec![section(1, None, vec![], refer(to))]);
    let referred = |case: &CaseFacts| {
        let determination = determine(&policy, case);
        assert_eq!(determination.outcome, Outcome::Refer);
        determination.refer_to
    };
    let charted = |mask| case().with(NYHA, FactValue::Code(mask));
    assert_eq!(referred(&charted(0b0001)), Some("I"));
    assert_eq!(referred(&charted(0b0011)), None);
    assert_eq!(referred(&charted(0b1001)), Some("I"), "a value without an arm cannot get here");
    assert_eq!(referred(&charted(0b0100)), None);
    assert_eq!(referred(&charted(0b0100).flag(CONSENTED, true)), Some("with"));
    assert_eq!(referred(&charted(0b0100).flag(CONSENTED, false)), Some("without"));
}

#[test]
fn a_basis_may_hang_on_a_condition() {
    let arm = |values, basis| Arm { values, choice: Choice::Always(basis) };
    let arms = vec![arm(2, Basis::Investigational), arm(1, Basis::NotCovered)];
    let basis =
        Choice::By { selector: Selector::Condition(not(flag(SMOKER)).into()), arms: arms.into() };
    let policy = policy(
        vec![],
        vec![section(1, None, vec![], Conclusion::NotCovered { basis, reason: None })],
    );
    assert_eq!(determine(&policy, &case().flag(SMOKER, true)).basis, Some(Basis::NotCovered));
    assert_eq!(determine(&policy, &case().flag(SMOKER, false)).basis, Some(Basis::Investigational));
    assert_eq!(determine(&policy, &case()).basis, None);
}
