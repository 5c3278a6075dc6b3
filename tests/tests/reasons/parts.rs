//! A condition that would make a long sentence is told by its parts.

use super::policy;
use policy_core::explain::ExplainedCriterion;
use policy_core::json::{ReceivedDetermination, determination_to_json, read_facts};
use policy_core::policy::Connective;

/// More than a sentence holds.
const LONG: &str = "(smoker AND nyha in [II, III] AND at least 2 stay within 9 months)
    OR (bmi >= 30 kg/m2 AND hba1c >= 7%) OR lvef by Echo <= 40%";

fn told(part: ExplainedCriterion<'_>) -> String {
    let parts = part.parts().map(told).collect::<Vec<_>>();
    let parts = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) };
    format!("{} [{}]{parts}", part.title(), part.truth())
}

#[test]
fn each_part_has_its_words_and_its_truth() {
    let policy = policy(LONG);
    let json = r#"{"request_date": "2026-06-15", "service_date": "2026-06-15", "smoker": false,
        "lvef": [{"value": 35, "unit": "%", "date": "2026-05-01", "method": "Echo"}]}"#;
    let document = read_facts(&policy.policy().vocabulary, json.as_bytes()).unwrap();
    let explanation = policy.assess(&document.facts).unwrap().explain();
    let criteria = explanation.criteria.as_ref().unwrap();
    let criterion = criteria.sections().next().unwrap().children().next().unwrap();
    assert_eq!(criterion.connective(), Some(Connective::Or));
    assert_eq!(
        told(criterion),
        "Any of the following [met] (All of the following [not met] (Current smoker [not met]; NYHA functional class is class II or class III [unknown]; Heart-failure \
         hospitalization at least 2 times within 9 months before the request [unknown]); Body mass index is at least 30 kg/m2, and hemoglobin A1c is at least 7 % \
         [unknown]; Ejection fraction by echocardiography is at most 40 % [met])"
    );
    // All that is documented for the condition is documented for one of its parts.
    let of_parts = criterion.parts().flat_map(ExplainedCriterion::evidence).collect::<Vec<_>>();
    assert!(criterion.evidence().all(|line| of_parts.contains(&line)), "{of_parts:?}");

    let json = determination_to_json(None, &explanation);
    let received = serde_json::from_str::<ReceivedDetermination>(&json).unwrap();
    let received = &received.criteria.unwrap()[0].children[0].parts;
    assert!(
        received
            .iter()
            .map(|part| (&*part.title, part.truth))
            .eq(criterion.parts().map(|part| (part.title(), part.truth())))
    );
}

#[test]
fn a_short_condition_has_no_parts() {
    let policy = policy("smoker OR nyha = II");
    let json = r#"{"request_date": "2026-06-15", "service_date": "2026-06-15"}"#;
    let document = read_facts(&policy.policy().vocabulary, json.as_bytes()).unwrap();
    let explanation = policy.assess(&document.facts).unwrap().explain();
    let criteria = explanation.criteria.unwrap();
    let criterion = criteria.sections().next().unwrap().children().next().unwrap();
    assert_eq!((criterion.parts().count(), criterion.connective()), (0, None));
}
