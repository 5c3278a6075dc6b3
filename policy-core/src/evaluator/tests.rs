use super::{Evaluator, TooLarge};
use crate::Truth;
use crate::case::CaseFacts;
use crate::determination::{Detail, Determination, Truths};
use crate::explain::{ExplainedCriteria, Explanation, Question};
use crate::fixtures::example::{DIABETIC, SMOKER, Told, flag, met, on, policy, section, version};
use crate::policy::{Basis, Body, Choice, Conclusion, Outcome, Policy, Slot};

fn case() -> CaseFacts {
    on("2026-11-21", "2026-11-25")
}

/// Smokers are referred, or not covered; everyone else must be diabetic.
fn two_sections(for_smokers: Conclusion) -> Policy {
    policy(
        vec![],
        vec![
            section(1, Some(flag(SMOKER)), vec![], for_smokers),
            section(2, None, vec![Body::Condition(flag(DIABETIC))], met()),
        ],
    )
}

#[test]
fn evaluators_and_what_they_say_cross_threads() {
    const fn crosses_threads<T: Send + Sync>() {}
    const {
        crosses_threads::<Evaluator>();
        crosses_threads::<Determination<'_>>();
        crosses_threads::<Explanation<'_>>();
        crosses_threads::<ExplainedCriteria<'_>>();
        crosses_threads::<Question<'_>>();
    }
}

#[test]
fn a_determination_holds_what_the_reference_evaluator_found() {
    let evaluator =
        Evaluator::new(two_sections(Conclusion::Refer { to: Choice::Always("A".into()) })).unwrap();
    let referred = evaluator.evaluate(&case().flag(SMOKER, true));
    assert_eq!(
        (referred.outcome(), referred.refer_to(), referred.applies()),
        (Outcome::Refer, Some("A"), Truth::MET)
    );
    assert_eq!(referred.section(), evaluator.policy().versions[0].section(0));
    assert_eq!([Slot(100), Slot(201)].map(|slot| referred.truth(slot)), [Some(Truth::MET), None]);

    let open = evaluator.evaluate(&case());
    assert_eq!(
        (open.outcome(), open.detail, open.section(), open.candidates().count()),
        (Outcome::NeedInformation, Detail::None, None, 2)
    );
    assert_eq!([Slot(100), Slot(201)].map(|slot| open.truth(slot)), [Some(Truth::UNKNOWN); 2]);

    let investigational =
        Conclusion::NotCovered { basis: Choice::Always(Basis::Investigational), reason: None };
    let evaluator = Evaluator::new(two_sections(investigational)).unwrap();
    assert_eq!(
        evaluator.evaluate(&case().flag(SMOKER, true)).basis(),
        Some(Basis::Investigational)
    );
}

#[test]
fn without_a_version_in_force_nothing_is_looked_at() {
    let mut policy = two_sections(met());
    policy.versions =
        vec![version(Some("2026-11-26"), None, policy.versions[0].sections.to_vec())].into();
    let evaluator = Evaluator::new(policy).unwrap();
    let determination = evaluator.evaluate(&case());
    assert_eq!(
        (determination.outcome(), determination.applies(), determination.version()),
        (Outcome::NotApplicable, Truth::NOT_MET, None)
    );
    assert_eq!((determination.candidates().count(), determination.truths), (0, Truths::none()));
}

#[test]
fn determinations_have_the_digest_that_the_evaluator_was_given() {
    let evaluator = || Evaluator::new(two_sections(met())).unwrap();
    let (without, with) = (evaluator(), evaluator().with_digest("0a1b"));
    let (case, other) = (case(), with.evaluate(&case()));
    assert_eq!(without.evaluate(&case).policy_digest(), None);
    assert_eq!(other.policy_digest(), Some("0a1b"));
    assert_eq!(without.evaluate(&case), other, "they say the same");
}

#[test]
fn a_policy_larger_than_a_determination_is_refused() {
    let sections =
        |number: u16| (1..=number).map(|_| section(1, None, vec![], met())).collect::<Vec<_>>();
    let refused = |policy| Evaluator::new(policy).unwrap_err();
    assert!(Evaluator::new(policy(vec![], sections(64))).is_ok());
    let error = refused(policy(vec![], sections(65)));
    assert_eq!(
        (error, &*error.to_string()),
        (TooLarge::Sections, "a version has room for 64 sections, and one of this policy has more")
    );

    let last = |slot: u16| {
        let mut policy = policy(vec![flag(SMOKER)], sections(1));
        policy.applicability.to_mut()[0].slot = Slot(slot);
        policy
    };
    let evaluator = Evaluator::new(last(511)).unwrap();
    assert_eq!(evaluator.evaluate(&case()).truth(Slot(511)), Some(Truth::UNKNOWN));
    let error = refused(last(512));
    let expected = "a version has room for 512 criteria, guards and conditions of applicability, and one of this policy has more";
    assert_eq!((error, &*error.to_string()), (TooLarge::Criteria, expected));

    let none = version(None, None, Vec::new());
    let error = refused(Policy { versions: vec![none; 65_537].into(), ..policy(vec![], vec![]) });
    assert_eq!(
        (error, &*error.to_string()),
        (TooLarge::Versions, "a policy has room for 65536 versions, and this one has more")
    );
}
