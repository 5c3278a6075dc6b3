//! Numbers in unusual units, as people and systems see them: sentences, evidence, what a case may
//! say, and the text of the policy.

use policy_core::case::{Case, Program};
use policy_core::explain::ExplainedCriterion;
use policy_core::json::read_case;
use policy_core::policy::Outcome;
use policy_core::unit::Unit;
use policy_tests::agreement::assert_agreement;
use policy_tests::scales::NumbersCase;

const PROGRAM: Program = NumbersCase::PROGRAM;

fn case(facts: &str) -> Box<dyn Case> {
    let text = format!(r#"{{"request_date": "2026-11-21", "service_date": "2026-11-21"{facts}}}"#);
    let case = read_case(&PROGRAM, text.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_agreement(PROGRAM, &*case.case).unwrap();
    case.case
}

const MET: &str = r#",
    "depression": {"value": 20.5, "unit": "{score}"},
    "t_score": [{"value": "-2.50", "unit": "{SD}", "date": "2026-10-02"}],
    "anti_aav9": [{"value": 25, "unit": "{titer}", "date": "2026-10-02"}],
    "earlier_titer": {"value": 49, "unit": "{titer}"},
    "vector_dose": {"value": 1.1e14, "unit": "{vg}/kg"},
    "bmi_for_age": {"value": 97.5, "unit": "{percentile}"},
    "weight_change": {"value": -150, "unit": "%"}"#;

#[test]
fn numbers_are_told_as_they_are_said() {
    fn told(criterion: &ExplainedCriterion<'_>, lines: &mut Vec<String>) {
        lines.push(criterion.title().to_owned());
        lines.extend(criterion.evidence().map(str::to_owned));
        criterion.parts().chain(criterion.children()).for_each(|child| told(&child, lines));
    }
    let mut lines = Vec::new();
    let case = case(MET);
    case.assess()
        .explain()
        .criteria
        .unwrap()
        .sections()
        .for_each(|section| told(&section, &mut lines));
    let all = lines.join("\n");
    for expected in [
        "T-score of the hip is at most -2.5 SD",
        "T-score of the hip -2.50 SD on 2026-10-02",
        "is less than 1:50",
        "from 1:50 to 1:12,800",
        "Antibodies against AAV9: 1:25 on 2026-10-02",
        "Earlier antibodies: 1:49",
        "Dose of the vector is at most 1.1 × 10^14 vector genomes/kg",
        "Dose of the vector: 1.1 × 10^14 vector genomes/kg",
        "Body mass index for age and sex is at least the 95th percentile",
        "Body mass index for age and sex: 97.5th percentile",
        "Change of body weight: -150 %",
    ] {
        assert!(all.contains(expected), "{expected}\n\n{all}");
    }
}

#[test]
fn each_number_decides_exactly_at_its_threshold() {
    assert_eq!(case(MET).evaluate().outcome(), Outcome::CriteriaMet);
    for (met, not_met) in [
        ("\"-2.50\"", "-2.49999999999999"),
        ("25,", "50,"),
        ("1.1e14", "110000000000000.001"),
        ("97.5", "94.9999999"),
        ("-150", "1e17"),
        ("1.1e14", "2e17"),
    ] {
        assert!(MET.contains(met));
        let other = MET.replacen(met, not_met, 1);
        assert_eq!(case(&other).evaluate().outcome(), Outcome::CriteriaNotMet, "{not_met}");
    }
}

#[test]
fn a_case_may_spell_a_unit_as_ucum_does() {
    let of = |unit: &str| {
        let growth = format!(r#", "growth": [{{"value": 26, "unit": "{unit}"}}]"#);
        format!("{:?}", case(&growth).assess().explain().criteria)
    };
    assert_eq!(of("mm.a-1"), of("mm/a"));
    assert_eq!(of("mm/a_j"), of("mm/a"));
}

#[test]
fn the_schema_has_no_range_that_nobody_wrote() {
    let schema = policy_analysis::json::case_schema(PROGRAM.policy());
    let plausible = |fact: &str| schema["properties"][fact].to_string().contains("maximum");
    assert!(plausible("bmi_for_age"));
    assert!(!plausible("weight") && !plausible("weight_change") && !plausible("vector_dose"));
    assert!(
        schema["properties"]["vector_dose"]
            .to_string()
            .contains(Unit::VectorGenomesPerKilogram.ucum())
    );
}
