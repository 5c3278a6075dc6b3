//! Pairs whose differences are known.

use super::between;
use crate::compare::{Comparison, Refused, Side, Verdict, Witness, compare};
use crate::fixtures::labeled;
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::case::{CaseFacts, FactValue};
use policy_core::fixtures::example::{
    BIRTH_DATE, DIABETIC, LVEF, NYHA, SMOKER, age, and, code, count, day, flag, group, met, not,
    or, percent, policy, section, version,
};
use policy_core::policy::{
    Advisory, Approval, Arm, Basis, Body, Choice, Conclusion, DateTest, Day, Expression, Operator,
    Outcome, Policy, Quantifier, Region, Selection, Selector, Term, Window,
};
use policy_core::vocabulary::FactId;

/// One section with a criterion for each label.
fn asks(criteria: &[(&str, Expression)]) -> Policy {
    let (labels, conditions) = criteria.iter().cloned().unzip::<_, _, Vec<_>, Vec<_>>();
    policy(
        Vec::new(),
        vec![labeled(
            section(1, None, conditions.into_iter().map(Body::Condition).collect(), met()),
            &labels,
        )],
    )
}

/// The labels on each side, `-` where there is none, and the verdict.
fn rows(comparison: &Comparison<'_>) -> Vec<String> {
    let label = |row: &super::super::ComparedCriterion<'_>| {
        row.criteria
            .map(|criterion| criterion.map_or("-", |criterion| &*criterion.citation))
            .join("/")
    };
    comparison
        .sections
        .iter()
        .flat_map(|section| &section.criteria)
        .map(|row| format!("{} {}", label(row), row.members.verdict.name()))
        .collect()
}

fn facts(witness: &Witness) -> Vec<FactId> {
    witness.members[0].iter().map(|(fact, _)| fact).collect()
}

fn outcomes(witness: &Witness) -> [Outcome; 2] {
    witness.answers.each_ref().map(|answer| answer.outcome)
}

const MET_OR_NOT: [Outcome; 2] = [Outcome::CriteriaMet, Outcome::CriteriaNotMet];
const NOT_OR_MET: [Outcome; 2] = [Outcome::CriteriaNotMet, Outcome::CriteriaMet];

#[test]
fn a_lower_threshold_is_broader_and_a_birth_date_shows_it() {
    let (from_18, from_21) = (
        asks(&[("1", age(Operator::GreaterOrEqual, 18))]),
        asks(&[("1", age(Operator::GreaterOrEqual, 21))]),
    );
    let comparison = between(&from_18, &from_21);
    assert_eq!(
        (comparison.verdict, rows(&comparison)),
        (Verdict::Broader, vec!["1/1 broader".to_owned()])
    );
    let [transition] = comparison.outcomes.as_slice() else { panic!("{comparison:?}") };
    let witness = transition.witness.as_ref().unwrap();
    assert_eq!((facts(witness), outcomes(witness)), (vec![BIRTH_DATE], MET_OR_NOT));
    assert_eq!(
        witness.members[0], witness.members[1],
        "both are in force on one day, so it is one case"
    );
    assert!(comparison.terms.is_empty() && comparison.details.is_empty());
    assert_eq!(between(&from_21, &from_18).verdict, Verdict::Stricter);
}

#[test]
fn what_asks_the_same_in_another_form_is_equal() {
    let (smoker, diabetic, few) = (|| flag(SMOKER), || flag(DIABETIC), || count(Operator::Less, 3));
    let one = asks(&[("1", not(and([smoker(), diabetic()]))), ("2", few()), ("3", code(0b0110))]);
    let other = asks(&[
        ("1", or([not(diabetic()), not(smoker())])),
        ("2", not(count(Operator::GreaterOrEqual, 3))),
        ("3", or([code(0b0100), code(0b0010)])),
    ]);
    let comparison = between(&one, &other);
    assert_eq!(comparison.verdict, Verdict::Equal);
    assert_eq!(rows(&comparison), ["1/1 equal", "2/2 equal", "3/3 equal"]);
    assert!(
        comparison.outcomes.is_empty()
            && comparison.terms.is_empty()
            && comparison.details.is_empty()
    );
    let reordered =
        asks(&[("1", few()), ("2", code(0b0110)), ("3", not(and([smoker(), diabetic()])))]);
    let comparison = between(&one, &reordered);
    assert_eq!(comparison.verdict, Verdict::Equal);
    assert_eq!(
        rows(&comparison),
        ["1/3 equal", "2/1 equal", "3/2 equal"],
        "renumbered, and otherwise the same"
    );
}

#[test]
fn a_criterion_that_was_taken_out_moves_the_ones_behind_it() {
    let before = asks(&[("1", flag(SMOKER)), ("2", flag(DIABETIC)), ("3", code(0b0011))]);
    let after = asks(&[("1", flag(DIABETIC)), ("2", code(0b0111))]);
    let comparison = between(&before, &after);
    assert_eq!(comparison.verdict, Verdict::Stricter);
    assert_eq!(rows(&comparison), ["1/- only_in_a", "2/1 equal", "-/2 only_in_b", "3/- only_in_a"]);
    let [taken_out] = comparison.sections[0].criteria[0].members.witnesses.as_slice() else {
        panic!("{comparison:?}")
    };
    assert_eq!((outcomes(taken_out), taken_out.met), (NOT_OR_MET, [Some(false), None]));
    assert_eq!(
        facts(taken_out),
        [SMOKER, DIABETIC, NYHA],
        "all else is met, so that it tells alone"
    );
}

#[test]
fn a_criterion_that_another_one_repeats_decides_nothing_where_it_is_taken_out() {
    let before = asks(&[
        ("1", flag(SMOKER)),
        ("2", count(Operator::Less, 2)),
        ("3", code(0b0011)),
        ("4", count(Operator::Less, 3)),
    ]);
    let after = asks(&[("1", flag(SMOKER)), ("2", count(Operator::Less, 2))]);
    let comparison = between(&before, &after);
    assert_eq!(rows(&comparison), ["1/1 equal", "2/2 equal", "3/- only_in_a", "4/- only_in_a"]);
    let decided = comparison.sections[0]
        .criteria
        .iter()
        .map(|row| row.members.witnesses.len())
        .collect::<Vec<_>>();
    assert_eq!(decided, [0, 0, 1, 0]);
}

#[test]
fn two_different_questions_are_incomparable_and_each_direction_is_shown() {
    let (smokers, diabetics) = (asks(&[("1", flag(SMOKER))]), asks(&[("1", flag(DIABETIC))]));
    let comparison = between(&smokers, &diabetics);
    assert_eq!(
        (comparison.verdict, rows(&comparison)),
        (Verdict::Incomparable, vec!["1/1 incomparable".to_owned()])
    );
    let shown = comparison.sections[0].criteria[0]
        .members
        .witnesses
        .iter()
        .map(|witness| (witness.met, outcomes(witness)))
        .collect::<Vec<_>>();
    assert_eq!(
        shown,
        [([Some(true), Some(false)], MET_OR_NOT), ([Some(false), Some(true)], NOT_OR_MET)]
    );
    let changes = comparison
        .outcomes
        .iter()
        .map(|transition| transition.answers.each_ref().map(|answer| answer.outcome))
        .collect::<Vec<_>>();
    assert_eq!(changes, [MET_OR_NOT, NOT_OR_MET]);
}

#[test]
fn a_difference_inside_a_group_shows_in_the_group_too() {
    let any = |last: Expression| {
        let body =
            group(Quantifier::AnyOf, vec![Body::Condition(flag(SMOKER)), Body::Condition(last)]);
        policy(Vec::new(), vec![labeled(section(1, None, vec![body], met()), &["1"])])
    };
    let (narrow, wide) = (any(code(0b0001)), any(code(0b0011)));
    let comparison = between(&narrow, &wide);
    assert_eq!(rows(&comparison), ["1/1 stricter", "1.a/1.a equal", "1.b/1.b stricter"]);
    assert_eq!(comparison.sections[0].criteria[2].depth, 1);
    assert_eq!(facts(&comparison.sections[0].criteria[2].members.witnesses[0]), [SMOKER, NYHA]);
}

fn concludes(conclusion: Conclusion) -> Policy {
    policy(
        Vec::new(),
        vec![
            section(1, Some(flag(SMOKER)), Vec::new(), conclusion),
            section(2, None, Vec::new(), met()),
        ],
    )
}

#[test]
fn a_review_is_stricter_than_none_and_approves_the_same_members() {
    let Conclusion::CriteriaMet { approval, .. } = met() else { unreachable!() };
    let (free, reviewed) = (
        concludes(met()),
        concludes(Conclusion::CriteriaMet { approval, review: Some("Board".into()) }),
    );
    let comparison = between(&reviewed, &free);
    assert_eq!(comparison.verdict, Verdict::Stricter);
    let witness = comparison.outcomes[0].witness.as_ref().unwrap();
    assert_eq!(
        (outcomes(witness), facts(witness)),
        ([Outcome::CriteriaMetReviewRequired, Outcome::CriteriaMet], vec![SMOKER])
    );
}

#[test]
fn other_outcomes_are_not_weighed_against_each_other() {
    let refer = concludes(Conclusion::Refer { to: Choice::Always("EX.9".into()) });
    let not_covered = concludes(Conclusion::NotCovered {
        basis: Choice::Always(Basis::Investigational),
        reason: None,
    });
    assert_eq!(between(&refer, &not_covered).verdict, Verdict::Incomparable);
    assert_eq!(between(&refer, &concludes(met())).verdict, Verdict::Stricter);
}

#[test]
fn other_terms_leave_the_outcomes_equal_and_are_shown_for_themselves() {
    let lasting = |months| {
        let approval = Approval {
            duration: Some(CalendarDuration::new(months, CalendarUnit::Months)),
            limit: None,
            at_most: None,
        };
        concludes(Conclusion::CriteriaMet { approval: Choice::Always(approval), review: None })
    };
    let (short, long) = (lasting(3), lasting(6));
    let comparison = between(&short, &long);
    assert_eq!(
        (comparison.verdict, comparison.outcomes.len(), comparison.terms.len()),
        (Verdict::Equal, 0, 1)
    );
    let months = comparison.terms[0]
        .answers
        .each_ref()
        .map(|answer| answer.approval.as_ref().unwrap().duration.unwrap().amount);
    assert_eq!(months, [3, 6]);
    assert_eq!(facts(comparison.terms[0].witness.as_ref().unwrap()), [SMOKER]);
    assert_eq!(comparison.details[0].what, "section_1");
    assert_eq!(
        comparison.details[0].said,
        [
            Some("Criteria met: approval for 3 months".to_owned()),
            Some("Criteria met: approval for 6 months".to_owned())
        ]
    );
}

#[test]
fn arms_of_a_referral_are_told_apart_by_the_fact_that_they_hang_on() {
    let refer = |to: [&'static str; 2]| {
        let arm =
            |(values, to): (u64, &'static str)| Arm { values, choice: Choice::Always(to.into()) };
        let arms = [(0b0011, to[0]), (0b1100, to[1])].map(arm).to_vec();
        concludes(Conclusion::Refer {
            to: Choice::By { selector: Selector::Code(NYHA), arms: arms.into() },
        })
    };
    let (one, other) = (refer(["EX.1", "EX.2"]), refer(["EX.1", "EX.3"]));
    let comparison = between(&one, &other);
    let [change] = comparison.terms.as_slice() else { panic!("{comparison:?}") };
    assert_eq!(
        change.answers.each_ref().map(|answer| answer.refer_to.clone().unwrap()),
        ["EX.2", "EX.3"]
    );
    assert_eq!(facts(change.witness.as_ref().unwrap()), [SMOKER, NYHA]);
    assert!(between(&one, &one.clone()).terms.is_empty());
}

#[test]
fn sections_are_paired_by_name_and_compared_by_whom_they_govern() {
    let refer = |to: &'static str| Conclusion::Refer { to: Choice::Always(to.into()) };
    let smokers = || section(1, Some(flag(SMOKER)), Vec::new(), refer("EX.1"));
    let diabetics = || section(2, Some(flag(DIABETIC)), Vec::new(), refer("EX.2"));
    let others = || section(3, None, Vec::new(), met());
    let (one, other) = (
        policy(Vec::new(), vec![smokers(), diabetics(), others()]),
        policy(Vec::new(), vec![diabetics(), smokers(), others()]),
    );
    let comparison = between(&one, &other);
    let verdicts = |comparison: &Comparison<'_>| {
        comparison.sections.iter().map(|section| section.governs.verdict).collect::<Vec<_>>()
    };
    assert_eq!(
        (comparison.verdict, verdicts(&comparison)),
        (Verdict::Equal, vec![Verdict::Broader, Verdict::Stricter, Verdict::Equal])
    );
    assert_eq!(comparison.terms.len(), 1, "who is both is referred elsewhere");

    let without = policy(Vec::new(), vec![smokers(), others()]);
    let comparison = between(&one, &without);
    assert_eq!(
        (comparison.verdict, verdicts(&comparison)),
        (Verdict::Stricter, vec![Verdict::Equal, Verdict::OnlyInA, Verdict::Stricter])
    );
    let witness = &comparison.sections[1].governs.witnesses[0];
    assert_eq!(
        (witness.met, outcomes(witness)),
        ([Some(true), None], [Outcome::Refer, Outcome::CriteriaMet])
    );
}

#[test]
fn policies_for_different_members_say_so() {
    let applies = |when: Expression| {
        policy(vec![when], vec![section(1, None, vec![Body::Condition(flag(DIABETIC))], met())])
    };
    let (smokers, others, everybody) = (
        applies(flag(SMOKER)),
        applies(not(flag(SMOKER))),
        applies(or([flag(SMOKER), not(flag(SMOKER))])),
    );
    let comparison = between(&smokers, &others);
    assert_eq!((comparison.verdict, comparison.where_both_apply), (Verdict::Incomparable, None));
    assert_eq!(
        (comparison.applicability.verdict, comparison.applicability.witnesses.len()),
        (Verdict::Incomparable, 2)
    );
    let comparison = between(&smokers, &everybody);
    assert_eq!(
        (comparison.verdict, comparison.where_both_apply),
        (Verdict::Stricter, Some(Verdict::Equal))
    );
}

/// Asks for a low ejection fraction within six months of non-smokers, on these days of service.
fn recent(bound: &str, from: Option<&str>, to: Option<&str>) -> Policy {
    let within = Some(CalendarDuration::new(6, CalendarUnit::Months));
    let low = Term::Result {
        fact: LVEF,
        selection: Selection::Latest,
        method: None,
        window: within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST)),
    }
    .is(Region::Quantity(percent(Operator::LessOrEqual, bound)));
    let criteria = [not(flag(SMOKER)), low].map(Body::Condition).to_vec();
    let mut policy = policy(Vec::new(), Vec::new());
    policy.versions =
        vec![version(from, to, vec![labeled(section(1, None, criteria, met()), &["1", "2"])])]
            .into();
    policy
}

#[test]
fn versions_that_follow_each_other_are_shown_by_one_member_on_two_days() {
    let (old, new) =
        (recent("35", None, Some("2024-12-31")), recent("40", Some("2025-01-01"), None));
    let comparison = between(&old, &new);
    assert!(!comparison.share_dates);
    assert_eq!(
        (comparison.verdict, rows(&comparison)),
        (Verdict::Stricter, vec!["1/1 equal".to_owned(), "2/2 stricter".to_owned()])
    );
    let witness = comparison.outcomes[0].witness.as_ref().unwrap();
    let [before, after] = &witness.members;
    assert!(before.service_date <= day("2024-12-31") && after.service_date >= day("2025-01-01"));
    assert_eq!(before.get(SMOKER), after.get(SMOKER));
    let result = |member: &CaseFacts| match member.get(LVEF) {
        Some(FactValue::Measurement(results)) => results[0],
        other => panic!("{other:?}"),
    };
    let (first, second) = (result(before), result(after));
    assert!(
        first.amount == second.amount && first.date != second.date,
        "the result moves with the request"
    );
    assert_eq!(
        comparison.details[0].said,
        [Some("to 2024-12-31".to_owned()), Some("from 2025-01-01".to_owned())]
    );
}

#[test]
fn a_day_of_the_calendar_in_a_condition_is_seen_by_each_side_on_its_own_dates() {
    let since = |from, to| {
        let test = DateTest::Compare(Operator::GreaterOrEqual, Day::On(day("2025-01-01")));
        let mut policy = policy(Vec::new(), Vec::new());
        let criteria = vec![Body::Condition(or([
            Term::Date(FactId::SERVICE_DATE).is(Region::Day(test)),
            flag(SMOKER),
        ]))];
        policy.versions =
            vec![version(from, to, vec![labeled(section(1, None, criteria, met()), &["1"])])]
                .into();
        policy
    };
    let (old, new) = (since(None, Some("2024-12-31")), since(Some("2025-01-01"), None));
    let comparison = between(&old, &new);
    assert_eq!(
        (comparison.verdict, rows(&comparison)),
        (Verdict::Stricter, vec!["1/1 stricter".to_owned()])
    );
    let witness = comparison.outcomes[0].witness.as_ref().unwrap();
    assert_eq!((facts(witness), outcomes(witness)), (vec![SMOKER], NOT_OR_MET));
    assert_eq!(between(&old, &old.clone()).verdict, Verdict::Equal);
}

#[test]
fn advisories_that_differ_are_listed_with_their_conditions() {
    let advises = |text: &'static str, condition: Option<Expression>| {
        let mut policy = asks(&[("1", flag(SMOKER))]);
        policy.advisories = vec![Advisory {
            text: text.into(),
            outcomes: vec![Outcome::CriteriaNotMet].into(),
            condition,
        }]
        .into();
        policy
    };
    let (one, other) = (advises("call", None), advises("call", Some(flag(DIABETIC))));
    let said = between(&one, &other)
        .details
        .into_iter()
        .map(|detail| (detail.what, detail.said))
        .collect::<Vec<_>>();
    let advisory = |said| ("advisory".to_owned(), said);
    assert_eq!(
        said,
        [
            advisory([Some("call (on criteria not met)".to_owned()), None]),
            advisory([None, Some("call (on criteria not met, when diabetic)".to_owned())])
        ]
    );
    assert!(between(&one, &one.clone()).details.is_empty());
}

#[test]
fn policies_over_different_vocabularies_are_refused() {
    let (one, mut other) = (asks(&[("1", flag(SMOKER))]), asks(&[("1", flag(SMOKER))]));
    let mut vocabulary = other.vocabulary.into_owned();
    vocabulary.facts.to_mut().swap(4, 5);
    other.vocabulary = std::borrow::Cow::Owned(vocabulary);
    let refused = compare(
        Side { policy: &one, version: &one.versions[0] },
        Side { policy: &other, version: &other.versions[0] },
    );
    assert_eq!(refused.unwrap_err(), Refused::Vocabularies);
}
