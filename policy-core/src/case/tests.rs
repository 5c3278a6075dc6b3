use super::{Case, CaseFacts, Program};
use crate::case::{FactValue, ProblemKind};
use crate::fixtures::generated::{Example, POLICY, day, program};
use crate::policy::Outcome;
use crate::vocabulary::FactId;

fn example() -> Example {
    let day = day("2026-11-21");
    let facts = CaseFacts::new(day, day).with(FactId(4), FactValue::Flag(true.into()));
    Example::from(facts)
}

#[test]
fn a_case_in_a_box_is_the_same_case() {
    let boxed: Box<dyn Case> = program().case(CaseFacts::of(&example())).unwrap();
    let again = boxed.clone();
    for case in [&boxed as &dyn Case, &again] {
        assert_eq!(CaseFacts::of(case), CaseFacts::of(&example()));
        assert_eq!(case.program(), Program::of::<Example>());
        assert_eq!(*case.policy(), **POLICY);
        assert_eq!(case.evaluate(), example().evaluate());
        assert_eq!(case.service_date(), day("2026-11-21"));
    }
}

#[test]
fn a_program_refuses_facts_of_another_vocabulary_and_values_of_other_facts() {
    let day = day("2026-11-21");
    let misfit = CaseFacts::new(day, day).with(FactId(4), FactValue::Code(1));
    let problems = program().case(misfit).unwrap_err();
    assert_eq!(problems.problems[0].kind, ProblemKind::WrongType);

    let mut foreign = CaseFacts::new(day, day);
    let vocabulary = crate::fixtures::explained::vocabulary();
    foreign.set(vocabulary, "nyha", "II").unwrap();
    let problems = program().case(foreign).unwrap_err();
    assert_eq!(problems.problems[0].kind, ProblemKind::OtherVocabulary);
}

#[test]
fn what_is_asked_of_a_case_is_asked_of_its_own_policy() {
    let case = example();
    let explanation = case.explain();
    assert_eq!((explanation.policy, explanation.outcome), ("example", Outcome::NotApplicable));
    assert!(explanation.criteria.is_some());
    assert!(case.assess().summarize().criteria.is_none());
    assert!(case.missing().is_empty() && case.questions().is_empty());
}

#[test]
fn a_determination_and_a_policy_are_printed_in_a_line() {
    let determination = example().evaluate();
    assert_eq!(
        format!("{determination:?}"),
        r#"Determination { policy: "example", outcome: NotApplicable, .. }"#
    );
    assert_eq!(determination.to_string(), "example: not applicable");
    let policy = determination.policy();
    assert_eq!(format!("{policy:?}"), r#"Policy { name: "example", number: "CP.1", .. }"#);
    assert!(format!("{policy:#?}").contains("applicability"));
}
