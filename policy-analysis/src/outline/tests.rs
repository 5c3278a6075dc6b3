use super::{PolicyOutline, interpretations};
use policy_core::fixtures::explained::policy;
use policy_core::policy::Outcome;

#[test]
fn an_outline_has_every_condition_in_words() {
    let outline = PolicyOutline::of(policy());
    assert_eq!(
        outline.applicability[1].sentence,
        "Date on which the FDA approved the product is on or before the date of service"
    );
    assert_eq!(
        outline.advisories[0].condition.as_deref(),
        Some("Line of business of the member's plan is medicaid")
    );
    let version = &outline.versions[0];
    assert_eq!(version.advisories[0].outcomes, [Outcome::CriteriaNotMet, Outcome::NeedInformation]);
    let [advanced, off_label] = &*version.sections else { panic!("two sections") };
    assert_eq!(
        (&*advanced.title, advanced.guard.as_deref()),
        ("Advanced heart failure", Some("Ischemic cardiomyopathy"))
    );
    assert_eq!(off_label.guard, None);
    assert_eq!(
        advanced.conclusion,
        "Criteria met: approval for 3 months, 1 administration per lifetime; review by Precision Drug Action Committee (CC.PHAR.21)"
    );
    let disease = &advanced.criteria[0];
    assert_eq!(
        (disease.title.as_deref(), &*disease.sentence),
        (Some("Advanced HFrEF"), "All of the following")
    );
    assert_eq!(
        disease.children[0].children[0].sentence,
        "At least 1 heart-failure hospitalization within 9 months before the request"
    );
}

#[test]
fn interpretations_are_listed_with_their_place() {
    let listed = interpretations(policy())
        .into_iter()
        .map(|one| {
            format!(
                "{} {}: {}",
                one.version.as_deref().unwrap_or("-"),
                one.place.as_deref().unwrap_or("-"),
                one.text
            )
        })
        .collect::<Vec<_>>();
    assert_eq!(
        listed,
        [
            "- -: retreatment is judged like initial treatment",
            "2026-01 I.A: advanced is what the characteristics say",
            "2026-01 I.A.1.b: other methods neither meet nor fail",
        ]
    );
}
