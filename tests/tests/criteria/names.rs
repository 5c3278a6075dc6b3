//! No fact's name contains a threshold, a window or a verdict.

use policy_core::case::Program;
use policy_core::policy::Policy;
use policy_core::vocabulary::{Fact, FactKind};
use policy_tests::criteria::SOURCES;
use std::collections::BTreeSet;

/// Words that decide, where a fact should only say what is in the chart.
const VERDICTS: &str = "
    above abnormal acceptable adequate appropriate below between controlled criteria decreased
    early elevated eligible enough exceeds excessive failed failure high higher inadequate
    increased ineligible insufficient late least less low lower maximum meets met minimum more most
    normal old optimal over persistent proper qualified qualifies qualifying recent recently
    reduced refractory relevant required satisfied satisfies severe short significant stable
    sufficient suitable timely uncontrolled under valid within";

/// Words of time and number, which belong to a window or a threshold.
const AMOUNTS: &str = "
    one two three four five six seven eight nine ten twelve half twice once
    day days week weeks month months year years hour hours percent fold";

/// Names that contain such a word, or a digit, and why they may.
const EXCEPTIONS: [(&str, &str); 20] = [
    ("igf1", "the name of a hormone"),
    ("smn2_copies", "the name of a gene"),
    ("anti_aav9", "the name of a virus"),
    ("po2", "the name of a pressure"),
    ("awake_po2", "the name of a pressure"),
    ("asleep_po2", "the name of a pressure"),
    ("headache_day", "what is counted: the criterion says how many"),
    ("headache_days", "what is counted: the criterion says how many"),
    ("baseline_headache_days", "what is counted: the criterion says how many"),
    ("migraine_days", "what is counted: the criterion says how many"),
    ("baseline_migraine_days", "what is counted: the criterion says how many"),
    ("days_a_month", "what is counted: the criterion says how many"),
    ("hours", "what is counted: the criterion says how many"),
    ("hours_a_day", "what is counted: the criterion says how many"),
    ("time_of_day", "a day is the unit"),
    ("short_of_boys_target", "a length: the criterion says that it is above 0"),
    ("short_of_girls_target", "a length: the criterion says that it is above 0"),
    ("radiologist_qualified", "the source leaves it to another list: an attestation"),
    ("optimal_treatment", "the source leaves it to a judgment: an attestation"),
    ("chronic_stable_state", "the source leaves it to a judgment: an attestation"),
];

fn names() -> BTreeSet<&'static str> {
    let policies = SOURCES.iter().flat_map(|source| source.programs).map(Program::policy);
    policies
        .flat_map(|policy| {
            policy.vocabulary.facts.iter().chain(policy.vocabulary.attributes.iter())
        })
        .map(|fact| &*fact.name)
        .collect()
}

#[test]
fn no_name_of_a_fact_decides() {
    let words =
        VERDICTS.split_whitespace().chain(AMOUNTS.split_whitespace()).collect::<BTreeSet<_>>();
    let decides = |name: &&str| {
        name.contains(|sign: char| sign.is_ascii_digit())
            || name.split('_').any(|word| words.contains(word))
    };
    let found = names().into_iter().filter(decides).collect::<BTreeSet<_>>();
    assert_eq!(found, EXCEPTIONS.map(|(name, _)| name).into_iter().collect());
}

/// A fact that nothing asks about would be a rest of an earlier way to write a criterion.
#[test]
fn every_fact_is_used() {
    let follows =
        |fact: &Fact| matches!(fact.kind, FactKind::Age { .. } | FactKind::Calculated { .. });
    for source in SOURCES {
        let policies = source.programs.iter().map(Program::policy);
        let used = policies.clone().flat_map(Policy::facts).collect::<BTreeSet<_>>();
        let vocabulary = &source.programs[0].policy().vocabulary;
        let unused = vocabulary
            .iter()
            .filter(|(id, fact)| !used.contains(id) && !id.is_built_in() && !follows(fact));
        let unused = unused.map(|(_, fact)| &*fact.name).collect::<Vec<_>>();
        assert!(unused.is_empty(), "{}: {unused:?}", source.module);
    }
}
