use super::{Use, UsedBy, fact_uses};
use policy_core::fixtures::explained::{
    BIRTH_DATE, CARDIOMYOPATHY, FIBRILLATION, LINE_OF_BUSINESS, NYHA, policy,
};
use policy_core::vocabulary::FactId;

fn in_words(one: &Use<'_>) -> String {
    let by = match one.by {
        UsedBy::Applicability(_) => "applicability".to_owned(),
        UsedBy::Guard(section) => format!("guard of {}", section.name),
        UsedBy::Criterion(criterion) => criterion.citation.to_string(),
        UsedBy::Otherwise(section) => format!("otherwise of {}", section.name),
        UsedBy::Detail(section, _) => format!("detail of {}", section.name),
        UsedBy::Advisory(advisory) => format!("advisory: {}", advisory.text),
    };
    one.version.map_or_else(|| by.clone(), |version| format!("{version} {by}"))
}

fn uses_of(fact: FactId) -> Vec<String> {
    fact_uses(policy())
        .iter()
        .filter(|used| used.fact == fact)
        .flat_map(|used| used.uses.iter().map(in_words))
        .collect()
}

#[test]
fn every_fact_of_the_policy_is_listed_once_with_what_asks_about_it() {
    let uses = fact_uses(policy());
    assert_eq!(uses.iter().map(|used| used.fact).collect::<Vec<_>>(), policy().facts());
    assert!(uses.iter().all(|used| !used.uses.is_empty()));
}

#[test]
fn leaf_criteria_ask_and_their_groups_do_not() {
    assert_eq!(uses_of(NYHA), ["2026-01 I.A.1.c"]);
    assert_eq!(uses_of(FIBRILLATION), ["2026-01 I.A.1.a.ii", "2026-01 detail of off_label"]);
}

#[test]
fn an_age_stands_as_its_date_of_birth() {
    assert_eq!(uses_of(BIRTH_DATE), ["2026-01 I.A.2"]);
    assert_eq!(uses_of(FactId(3)), [""; 0]);
}

#[test]
fn guards_details_advisories_and_applicability_ask_too() {
    assert_eq!(uses_of(CARDIOMYOPATHY)[0], "2026-01 guard of advanced_heart_failure");
    assert_eq!(
        uses_of(LINE_OF_BUSINESS),
        [
            "applicability",
            "2026-01 detail of off_label",
            "advisory: state provisions take precedence"
        ]
    );
}
