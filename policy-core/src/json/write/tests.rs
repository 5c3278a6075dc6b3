use super::{determination_to_json, problems_to_json};
use crate::Truth;
use crate::case::{Problem, ProblemKind, Problems};
use crate::explain::{Explained, ExplainedCriteria, Explanation, SectionReference};
use crate::fixtures::example::{criterion, group};
use crate::json::{ReceivedCriterion, ReceivedDetermination};
use crate::policy::{Basis, Outcome, Quantifier};
use crate::wording::ApprovalTerms;

fn explanation() -> Explanation<'static> {
    Explanation {
        policy: "revascor",
        number: "CP.PHAR.728",
        version: None,
        outcome: Outcome::NotApplicable,
        section: None,
        not_met: Vec::new(),
        undecided: Vec::new(),
        missing: Vec::new(),
        reason: "The policy does not speak about it.".into(),
        missing_details: vec![],
        approval: None,
        review: None,
        refer_to: None,
        basis: None,
        advisories: Vec::new(),
        policy_digest: None,
        criteria: None,
    }
}

#[test]
fn every_key_is_there_even_where_it_does_not_apply() {
    assert_eq!(
        determination_to_json(None, &explanation()),
        concat!(
            r#"{"policy":"revascor","number":"CP.PHAR.728","version":null,"outcome":"not_applicable","section":null,"not_met":[],"undecided":[],"#,
            r#""missing":[],"missing_details":[],"reason":"The policy does not speak about it.","approval":null,"review":null,"refer_to":null,"basis":null,"advisories":[],"policy_digest":null}"#,
        )
    );
}

#[test]
fn details_stand_under_their_keys() {
    let at_least_2 = criterion(group(Quantifier::AtLeast(2), vec![]));
    let mut criteria = ExplainedCriteria::default();
    let section = criteria.add(Explained::Section(None), None, "advanced", Truth::NOT_MET, |_| {});
    let explains = Explained::Criterion(&at_least_2);
    criteria.add(explains, Some("I.A.1"), "ejection fraction", Truth::UNKNOWN, |lines| {
        lines.add(|line| line.push_str("38 %"));
    });
    criteria.put_rest_below(section);
    let full = Explanation {
        version: Some("2025-11"),
        outcome: Outcome::CriteriaMetReviewRequired,
        section: Some(SectionReference { name: "advanced", citation: Some("I.A") }),
        not_met: vec!["I.A.1"],
        undecided: vec!["I.A.2"],
        missing: vec!["lvef"],
        reason: "So.\nAnd \"so\".".into(),
        approval: Some(ApprovalTerms { duration: Some("P3M"), limit: None }),
        review: Some("the committee"),
        refer_to: Some("CP.CPA.09"),
        basis: Some(Basis::Investigational),
        advisories: vec!["Check."],
        policy_digest: Some("0a1b"),
        criteria: Some(criteria),
        ..explanation()
    };
    let json = determination_to_json(Some(&"r-1".into()), &full);
    assert_eq!(
        json,
        concat!(
            r#"{"id":"r-1","policy":"revascor","number":"CP.PHAR.728","version":"2025-11","outcome":"criteria_met_review_required","#,
            r#""section":{"name":"advanced","citation":"I.A"},"not_met":["I.A.1"],"undecided":["I.A.2"],"missing":["lvef"],"missing_details":[],"#,
            r#""reason":"So.\nAnd \"so\".","approval":{"duration":"P3M","limit":null},"review":"the committee","refer_to":"CP.CPA.09","#,
            r#""basis":"investigational","advisories":["Check."],"policy_digest":"0a1b","applies":[],"criteria":[{"citation":null,"title":"advanced","truth":"not_met","quantifier":"all of","facts":[],"evidence":[],"#,
            r#""children":[{"citation":"I.A.1","title":"ejection fraction","truth":"unknown","quantifier":"at least 2 of","facts":[],"evidence":["38 %"],"children":[]}]}],"other_sections":[]}"#,
        )
    );
    let received = serde_json::from_str::<ReceivedDetermination>(&json).unwrap();
    assert_eq!(received.policy_digest.as_deref(), full.policy_digest);
}

#[test]
fn problems_stand_in_the_place_of_a_determination() {
    let problem = Problem {
        kind: ProblemKind::Missing,
        path: "/lvef/0/unit".into(),
        problem: "`unit` is missing".into(),
        help: "write the unit".into(),
    };
    assert_eq!(
        problems_to_json("revascor", &Problems { id: None, problems: vec![problem] }),
        r#"{"id":null,"policy":"revascor","problems":[{"path":"/lvef/0/unit","problem":"`unit` is missing","help":"write the unit"}]}"#
    );
}

fn leaf(criterion: &ReceivedCriterion) -> &ReceivedCriterion {
    criterion.children.first().map_or(criterion, leaf)
}

/// A client can read what its service has written.
#[test]
fn a_determination_is_read_back_without_its_policy() {
    use crate::fixtures::explained::{Explained, case};

    let facts = case();
    let assessment = facts.assess();
    let explanation = assessment.explain();
    let written = determination_to_json(Some(&"r-1".into()), &explanation);
    let received = serde_json::from_str::<ReceivedDetermination>(&written).unwrap();
    assert_eq!(received.id.as_deref(), Some("r-1"));
    assert_eq!((&*received.policy, &*received.number), (explanation.policy, explanation.number));
    assert_eq!((received.outcome, received.reason), (explanation.outcome, explanation.reason));
    assert_eq!(received.missing, explanation.missing);
    assert_eq!(received.undecided, explanation.undecided);
    let criteria = (explanation.criteria.unwrap(), received.criteria.unwrap());
    assert!(
        criteria
            .0
            .sections()
            .map(crate::explain::ExplainedCriterion::title)
            .eq(criteria.1.iter().map(|section| &*section.title))
    );
    let first = |section: crate::explain::ExplainedCriterion<'_>| {
        section.children().next().unwrap().truth()
    };
    assert_eq!(first(criteria.0.sections().next().unwrap()), criteria.1[0].children[0].truth);
    let section = criteria.0.sections().next().unwrap();
    let first = section.children().next().unwrap();
    assert!(section.criterion().is_none());
    assert_eq!(first.criterion().map(|criterion| &*criterion.citation), first.citation());
    assert_eq!(criteria.1[0].quantifier, Some(Quantifier::AllOf));
    let leaf = leaf(&criteria.1[0]);
    assert_eq!((leaf.quantifier, leaf.facts.len()), (None, 1), "{leaf:?}");

    let refused = serde_json::from_str::<ReceivedDetermination>(r#"{"policy": "p"}"#).unwrap_err();
    assert!(refused.to_string().starts_with("missing field `outcome`"));
    let determination = serde_json::to_value(assessment.determination()).unwrap();
    assert_eq!(determination["outcome"], received.outcome.name());
}
