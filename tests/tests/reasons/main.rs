//! What a reason says of a criterion that is not met, for every kind of term in both polarities: a
//! table that a person reads from top to bottom, in `reasons.txt` beside this file.
//!
//! `UPDATE_REASONS=1 cargo test -p policy-tests --test reasons` writes it anew.

mod bundled;
mod parts;

use policy_core::evaluator::Evaluator;
use policy_core::json::read_facts;
use policy_core::policy::Outcome;
use policy_language::{File, evaluator, read_policies};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const VOCABULARY: &str = r#"
vocabulary! {
    /// Facts of every kind
    clinic {
        /// Current smoker
        smoker: flag,
        /// Myeloma involving the central nervous system
        cns: flag,
        /// The member will receive prophylactic antiretroviral therapy
        antiretrovirals: flag,
        /// NYHA functional class
        nyha: code [I "class I", II "class II", III "class III", IV "class IV"],
        /// Prior lines of therapy
        lines: count,
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Date of surgery
        surgery: date,
        /// Dose requested
        dose: quantity in mg,
        /// Weight
        weight: quantity in kg from 1 to 400,
        /// Height
        height: quantity in m from 0.3 to 2.5,
        /// Body mass index
        bmi: calculated in kg/m2 as weight / (height * height),
        /// Hemoglobin A1c
        hba1c: measurement in %,
        /// Ejection fraction
        lvef: measurement in % by [Echo "echocardiography", Mri "cardiac MRI"],
        /// Heart-failure hospitalization
        stay: events,
        /// Relapse
        relapse: events with timing [Early "early", Late "late"],
    }
}
"#;

/// A criterion, and a case for which it is not met.
const ROWS: [(&str, &str); 40] = [
    ("smoker", r#""smoker": false"#),
    ("NOT smoker", r#""smoker": true"#),
    ("NOT cns", r#""cns": true"#),
    ("NOT antiretrovirals", r#""antiretrovirals": true"#),
    ("nyha = II", r#""nyha": "IV""#),
    ("nyha != II", r#""nyha": "II""#),
    ("nyha in [II, III]", r#""nyha": {"one_of": ["I", "IV"]}"#),
    ("nyha not in [II, III]", r#""nyha": "II""#),
    ("lines >= 3", r#""lines": 2"#),
    ("NOT lines >= 3", r#""lines": 4"#),
    ("lines = 0", r#""lines": 1"#),
    ("lines != 0", r#""lines": 0"#),
    ("age >= 18", r#""birth_date": "2012-04-30""#),
    ("age < 18", r#""birth_date": "1980-04-30""#),
    ("NOT age between 12 and 17", r#""birth_date": "2012-04-30""#),
    ("surgery >= 2026-01-01", r#""surgery": "2025-12-31""#),
    ("surgery within 6 months", r#""surgery": "2025-11-30""#),
    ("surgery at least 1 month ago", r#""surgery": "2026-06-01""#),
    ("NOT surgery within 6 months", r#""surgery": "2026-05-01""#),
    ("dose <= 300 mg", r#""dose": {"value": 400, "unit": "mg"}"#),
    ("NOT dose <= 300 mg", r#""dose": {"value": 200, "unit": "mg"}"#),
    (
        "bmi >= 30 kg/m2",
        r#""weight": {"value": 70, "unit": "kg"}, "height": {"value": 1.75, "unit": "m"}"#,
    ),
    ("hba1c >= 7%", r#""hba1c": [{"value": 6.5, "unit": "%", "date": "2026-05-01"}]"#),
    (
        "any hba1c within 3 months >= 7%",
        r#""hba1c": [{"value": 6.5, "unit": "%", "date": "2026-05-01"}, {"value": 8, "unit": "%", "date": "2026-01-01"}]"#,
    ),
    (
        "every hba1c < 7%",
        r#""hba1c": [{"value": 8, "unit": "%", "date": "2026-05-01"}, {"value": 6, "unit": "%", "date": "2026-06-01"}]"#,
    ),
    ("NOT hba1c >= 7%", r#""hba1c": [{"value": 8, "unit": "%", "date": "2026-05-01"}]"#),
    (
        "lvef by Echo <= 40%",
        r#""lvef": [{"value": 45, "unit": "%", "date": "2026-05-01", "method": "Echo"}]"#,
    ),
    ("at least 1 stay within 9 months", r#""stay": {"complete": true, "events": []}"#),
    (
        "at least 1 stay within 9 months",
        r#""stay": {"complete": true, "events": [{"date": "2025-01-10"}]}"#,
    ),
    (
        "at least 2 stay within 9 months",
        r#""stay": {"complete": true, "events": [{"date": "2026-01-10"}]}"#,
    ),
    (
        "no stay within 9 months",
        r#""stay": {"complete": false, "events": [{"date": "2026-02-10"}]}"#,
    ),
    (
        "at most 1 stay",
        r#""stay": {"complete": false, "events": [{"date": "2026-02-10"}, {"date": "2026-03-10"}]}"#,
    ),
    (
        "no relapse where (timing = Late)",
        r#""relapse": {"complete": false, "events": [{"date": "2026-02-10", "timing": "Late"}]}"#,
    ),
    (
        "at least 1 relapse where (timing = Late)",
        r#""relapse": {"complete": true, "events": [{"date": "2026-02-10", "timing": "Early"}]}"#,
    ),
    ("smoker OR nyha = II", r#""smoker": false, "nyha": "III""#),
    ("NOT (smoker OR cns)", r#""smoker": true, "cns": false"#),
    ("NOT (smoker AND cns)", r#""smoker": true, "cns": true"#),
    ("smoker AND nyha = II", r#""smoker": true, "nyha": "III""#),
    ("if smoker then lines >= 3 else lines >= 1", r#""smoker": true, "lines": 2"#),
    ("at least 2 of (smoker, cns, nyha = II)", r#""smoker": true, "cns": false, "nyha": "I""#),
];

/// A policy with one criterion.
fn policy(criterion: &str) -> Evaluator {
    let text = format!(
        "{VOCABULARY}
        policy! {{
            /// One criterion
            one<clinic> {{
                payer \"Example Health\";
                number \"EX.1\";
                source \"example.txt\";
                
                section all \"A\" {{
                    1: {criterion};
                }} => criteria_met for 1 year;
            }}
        }}"
    );
    let policies = read_policies(&[File::read("one.policy", &text)])
        .unwrap_or_else(|mistakes| panic!("{criterion}: {mistakes:#?}"));
    evaluator(policies.into_iter().next().unwrap()).unwrap()
}

/// The policy's explanation of a case of the middle of 2026.
fn explained(policy: &Evaluator, facts: &str) -> (Outcome, String) {
    let dates = r#""request_date": "2026-06-15", "service_date": "2026-06-15""#;
    let json = format!("{{{dates}, {facts}}}");
    let document = read_facts(&policy.policy().vocabulary, json.as_bytes())
        .unwrap_or_else(|problems| panic!("{problems}\n{json}"));
    let assessment = policy.assess(&document.facts).unwrap();
    (assessment.determination().outcome(), assessment.explain().reason)
}

#[test]
fn the_table_is_current() {
    let mut table = String::new();
    for (criterion, facts) in ROWS {
        let (outcome, reason) = explained(&policy(criterion), facts);
        assert_eq!(outcome, Outcome::CriteriaNotMet, "{criterion}, {facts}: {reason}");
        let _ = writeln!(table, "{criterion}\n    {facts}\n    → {reason}\n");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reasons/reasons.txt");
    if env::var_os("UPDATE_REASONS").is_some() {
        fs::write(&file, &table).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&file).unwrap_or_default(),
        table,
        "UPDATE_REASONS=1 cargo test -p policy-tests --test reasons"
    );
}
