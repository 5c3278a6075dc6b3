//! What is accepted is not found, and nothing else is lost with it.

use super::stories::{labelled, lvef, messages};
use crate::findings::accepted::Accepted;
use crate::findings::{Finding, Kind, Part, findings};
use policy_core::fixtures::example::{
    DIABETIC, SMOKER, and, criterion, flag, group, met, not, or, policy, section,
};
use policy_core::policy::{
    AcceptedFinding, Advisory, Body, Conclusion, Criterion, Expression, FindingPlace, Guard,
    Operator, Policy, Quantifier, Section, Selection, Slot,
};

fn accepting(policy: &Policy, places: &[&str]) -> Policy {
    let at = |place: &&str| AcceptedFinding {
        at: match *place {
            "applies" => FindingPlace::Applies,
            cited => FindingPlace::Cited(cited.to_owned().into()),
        },
        reason: "the source says so".into(),
    };
    Policy { accepted: places.iter().map(at).collect(), ..policy.clone() }
}

/// Kind and place of what is found.
fn found(policy: &Policy) -> Vec<(Kind, Part)> {
    let place = |finding: Finding| (finding.kind, finding.at.part);
    findings(policy).unwrap().into_iter().map(place).collect()
}

fn leaf(citation: &str, condition: Expression) -> Criterion {
    labelled(citation, Body::Condition(condition))
}

fn one_section(criteria: Vec<Criterion>) -> Policy {
    policy(
        Vec::new(),
        vec![Section { criteria: criteria.into(), ..section(1, None, vec![], met()) }],
    )
}

fn clash() -> Expression {
    and([flag(DIABETIC), not(flag(DIABETIC))])
}

#[test]
fn whatever_is_found_in_a_criterion_is_accepted_at_its_citation_alone() {
    let inner = |citation: &str| Criterion {
        citation: citation.to_owned().into(),
        ..criterion(group(
            Quantifier::AnyOf,
            vec![Body::Condition(flag(SMOKER)), Body::Condition(or([clash(), clash()]))],
        ))
    };
    let Body::Group { quantifier, criteria } = inner("I.1").body else { panic!() };
    let criteria = ["I.1.a", "I.1.b"]
        .iter()
        .zip(criteria.iter().cloned())
        .map(|(citation, criterion)| Criterion { citation: (*citation).into(), ..criterion });
    let body = Body::Group { quantifier, criteria: criteria.collect() };
    let whole = one_section(vec![Criterion { body, ..inner("I.1") }]);
    let all = found(&whole);
    assert!(!all.is_empty());
    assert_eq!(found(&accepting(&whole, &["I.1.b"])), []);
    // A group is not its parts, which is said where it is accepted.
    let by_group = accepting(&whole, &["I.1"]);
    assert_eq!(found(&by_group), all);
    let helps = |policy| findings(policy).unwrap().into_iter().map(|finding| finding.help);
    for (plain, help) in helps(&whole).zip(helps(&by_group)) {
        let expected = format!(
            "{plain}; what is accepted at `I.1` does not include `I.1.b`: to accept this, write `accept finding at \"I.1.b\" because \"why\";`"
        );
        assert_eq!(help, expected);
    }
    assert_eq!(found(&accepting(&whole, &["I.1.a"])), all);
}

#[test]
fn what_is_accepted_where_nothing_is_found_is_an_error() {
    let sound = one_section(vec![leaf("1", flag(SMOKER))]);
    let nothing = |number| (Kind::NothingToAccept, Part::Accepted(number));
    for place in ["1", "applies", "no such citation"] {
        assert_eq!(found(&accepting(&sound, &[place])), [nothing(0)], "{place}");
    }
    assert!(!Kind::NothingToAccept.is_note());
    assert_eq!(messages(&accepting(&sound, &["1"])), ["nothing is found at `1`"]);
    // A second line at the same place has nothing left to accept.
    let wrong = one_section(vec![leaf("1", clash())]);
    assert_eq!(found(&accepting(&wrong, &["1", "1"])), [nothing(1)]);
    // Only where nothing else is wrong has everything been looked at.
    let two = one_section(vec![leaf("1", clash()), leaf("2", flag(SMOKER))]);
    assert_eq!(found(&accepting(&two, &["2"])), found(&two));
}

#[test]
fn sections_applicability_and_advisories_have_a_place_of_their_own() {
    let guard = |condition| Some(Guard { slot: Slot(5), condition });
    let by_case = || Conclusion::CaseByCase { reason: None };
    let first = Section {
        guard: guard(clash()),
        citations: vec!["II".into()].into(),
        ..section(1, None, Vec::new(), by_case())
    };
    let guarded = policy(Vec::new(), vec![first.clone(), section(2, None, Vec::new(), by_case())]);
    assert_ne!(found(&guarded), []);
    assert_eq!(found(&accepting(&guarded, &["II"])), []);
    // A section without a citation is called by its name.
    let named = Section { citations: Vec::new().into(), ..first };
    let name = named.name.to_string();
    let named = policy(Vec::new(), vec![named, section(2, None, Vec::new(), by_case())]);
    assert_eq!(found(&accepting(&named, &[&name])), []);
    assert_eq!(found(&accepting(&named, &["II"])), found(&named));

    let only = || section(1, None, vec![Body::Condition(flag(SMOKER))], met());
    let applies = policy(vec![or([flag(DIABETIC), not(flag(DIABETIC))])], vec![only()]);
    assert_ne!(found(&applies), []);
    assert_eq!(found(&accepting(&applies, &["applies"])), []);

    let advisory = Advisory {
        text: "Never added.".into(),
        outcomes: Vec::new().into(),
        condition: Some(clash()),
    };
    let mut advised = policy(Vec::new(), vec![only()]);
    advised.advisories = vec![advisory.clone()].into();
    assert_ne!(found(&advised), []);
    assert_eq!(found(&accepting(&advised, &["Never added."])), []);
    let mut versions = advised.versions.to_vec();
    versions[0].advisories = vec![advisory].into();
    let advised = Policy { versions: versions.into(), advisories: Vec::new().into(), ..advised };
    assert_eq!(found(&accepting(&advised, &["Never added."])), []);
}

#[test]
fn a_gap_is_accepted_by_its_number_alone() {
    let latest = |operator| lvef(Selection::Latest, None, None, operator, "40");
    let split = one_section(vec![labelled(
        "1",
        Body::Condition(or([
            and([latest(Operator::Less), flag(SMOKER)]),
            and([latest(Operator::Greater), flag(DIABETIC)]),
        ])),
    )]);
    assert!(found(&split).iter().all(|(kind, _)| *kind == Kind::Gap));
    assert_ne!(found(&split), []);
    assert_eq!(found(&accepting(&split, &["1"])), found(&split));
}

/// Who accepted one kind of mistake is told of another kind at the same place.
#[test]
fn a_line_accepts_one_kind_of_mistake_and_every_note() {
    let only_restating = Criterion { restated: true, ..leaf("1", or([flag(SMOKER), clash()])) };
    let policy = one_section(vec![only_restating, leaf("2", flag(DIABETIC))]);
    let kinds = |policy: &Policy| {
        let mut kinds = found(policy).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&policy), [Kind::RestatesNothing]);
    let mut errors = findings(&policy).unwrap();
    let idle = Finding { kind: Kind::Idle, ..errors.remove(0) };
    let accepting = accepting(&policy, &["1"]);
    let note = Finding { kind: Kind::Redundant, ..idle.clone() };
    let other = Finding { kind: Kind::RestatesNothing, ..idle.clone() };
    let mut accepted = Accepted::of(&accepting);
    let all = vec![note, idle.clone(), other.clone(), idle];
    let expected =
        format!("{}; what is accepted at `1` is another mistake, and not this one", other.help);
    assert_eq!(accepted.without_accepted(all), [Finding { help: expected, ..other }]);
    assert_eq!(accepted.unused().count(), 0);
}

/// The others stay as they are; but what is not exact is looked at only where nothing is wrong.
#[test]
fn nothing_else_is_lost_and_exactness_is_looked_at() {
    let two =
        one_section(vec![leaf("1", clash()), leaf("2", flag(SMOKER)), leaf("3", flag(SMOKER))]);
    let all = findings(&two).unwrap();
    let (accepted, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|finding| finding.at.path.first() == Some(&0));
    assert!(!accepted.is_empty() && !others.is_empty());
    assert_eq!(findings(&accepting(&two, &["1"])).unwrap(), others);

    let inexact =
        or([and([flag(SMOKER), flag(DIABETIC)]), and([not(flag(SMOKER)), flag(DIABETIC)])]);
    let hidden = policy(
        vec![or([flag(SMOKER), not(flag(SMOKER))])],
        vec![section(1, None, vec![Body::Condition(inexact)], met())],
    );
    let kinds =
        |policy: &Policy| found(policy).into_iter().map(|(kind, _)| kind).collect::<Vec<_>>();
    assert!(!kinds(&hidden).contains(&Kind::Inexact), "{:?}", kinds(&hidden));
    assert_ne!(kinds(&hidden), []);
    println!("{:?}", findings(&hidden).unwrap());
    assert!(kinds(&accepting(&hidden, &["applies"])).contains(&Kind::Inexact));
}
