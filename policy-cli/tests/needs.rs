//! What a policy needs to know: its facts, and the questions that a case leaves open.

#![expect(clippy::unwrap_used, reason = "what helps tests may fail as they do")]

mod support;

use serde_json::{Value, json};
use support::{case, example, run, run_with_input};

fn facts(policy: &str) -> Value {
    let ran = run(&["facts", policy, "--format", "json"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    serde_json::from_str(&ran.stdout).unwrap()
}

fn fact<'a>(facts: &'a Value, name: &str) -> Option<&'a Value> {
    facts["facts"].as_array().unwrap().iter().find(|fact| fact["name"] == name)
}

#[test]
fn facts_are_listed_with_their_type_and_with_what_asks_about_them() {
    let ran = run(&["facts", "revascor"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    for lines in [
        "\nnyha  New York Heart Association functional class\n  type      code: I (class I), II (class II), III (class III), IV (class IV)\n  asked of  the provider\n  codes     LOINC 88020-3\n            I: SNOMED CT 420300004\n            II: SNOMED CT 421704003\n",
        "\n  used by   criteria I.B.1.b, I.A.1.c\n",
        "\n  methods   Echo2d (2-D echocardiography), Echo3d (3-D echocardiography), Muga (MUGA scan), Cmr (cardiac magnetic resonance imaging), Spect (SPECT)\n  unit      %\n  range     1 to 95 %\n",
        " Hfref: SNOMED CT 703272007; ICD-10-CM I50.2*, I50.4*\n",
        "\n  codes     suggests ICD-10-CM I50.84\n",
        "\nhs_crp  ",
        "\n  unit      mg/L; also accepted: mg/dL",
        "\n  gives     Age on the date of service, in completed years (age)\n  used by   guard of I.B, I.A\n            criteria I.B.3, I.A.3\n",
        "\n  used by   guard of II.A, I.B, I.A\n",
        "\n            referral of I.C\n            advisory \"State Medicaid provisions",
    ] {
        assert!(ran.stdout.contains(lines), "{lines}\n{}", ran.stdout);
    }
}

#[test]
fn facts_for_programs_have_the_same_keys_each() {
    let facts = facts("revascor");
    assert_eq!(facts["required"], json!(["request_date", "service_date"]));
    let keys = |fact: &Value| fact.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let all = facts["facts"].as_array().unwrap();
    assert!(
        all.iter()
            .all(|fact| keys(fact) == keys(&all[0])
                && !fact["used_by"].as_array().unwrap().is_empty())
    );
    let lvef = fact(&facts, "lvef").unwrap();
    assert_eq!(
        (&lvef["type"], &lvef["unit"], &lvef["range"]),
        (&"measurement".into(), &"%".into(), &json!({ "low": 1, "high": 95 }))
    );
    assert_eq!(lvef["methods"][2], "Muga");
    let asks = json!({ "version": null, "kind": "criterion", "section": null, "citation": "I.A.1.b", "text": null });
    assert!(lvef["used_by"].as_array().unwrap().contains(&asks), "{lvef}");
}

#[test]
fn facts_of_a_version_are_those_that_it_uses() {
    let (all, earlier, later) = (facts("abecma"), facts("abecma@2024-08"), facts("abecma@2025-11"));
    assert_eq!((&all["version"], &earlier["version"]), (&Value::Null, &"2024-08".into()));
    let versions = |facts: &Value| {
        let uses = facts["facts"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|fact| fact["used_by"].as_array().unwrap());
        let mut versions =
            uses.filter_map(|one| one["version"].as_str().map(str::to_owned)).collect::<Vec<_>>();
        versions.sort();
        versions.dedup();
        versions
    };
    assert_eq!(versions(&all), ["2024-08", "2025-11"]);
    assert_eq!(
        (versions(&earlier), versions(&later)),
        (vec!["2024-08".to_owned()], vec!["2025-11".to_owned()])
    );
    let counts = [&all, &earlier, &later].map(|facts| facts["facts"].as_array().unwrap().len());
    assert!(counts[1] < counts[0] || counts[2] < counts[0], "{counts:?}");
    let text = run(&["facts", "abecma"]).stdout;
    assert!(
        text.contains("\n  used by   2025-11: criterion 1\n            2024-08: criterion 1\n"),
        "{text}"
    );
}

#[test]
fn what_is_missing_is_asked_for_in_questions_and_otherwise_the_outcome_is_told() {
    let input = [
        example("g-revascor-092"),
        example("g-revascor-001"),
        r#"{"id": "refused", "nhya": 1}"#.to_owned(),
        "x".to_owned(),
    ]
    .join("\n");
    let ran = run_with_input(&["questions", "revascor", "-"], input.as_bytes());
    let cases = ran.stdout.split("\n\n").collect::<Vec<_>>();
    assert_eq!(
        cases[0],
        "g-revascor-092\n  outcome   need information\n  ask the provider\n            1. New York Heart Association functional class? class I, class II, class III or class IV (nyha)"
    );
    assert!(
        cases[1].starts_with("g-revascor-001\n  outcome   criteria met, review required\n  reason    All criteria of I.A (advanced heart failure) are met"),
        "{}",
        cases[1]
    );
    assert!(
        cases[1].ends_with("\n  ask for   nothing; no answer could change the outcome"),
        "{}",
        cases[1]
    );
    assert!(cases[2].starts_with("refused\n  refused   the case has problems\n"), "{}", cases[2]);
    assert!(cases[3].starts_with("case without id, line 4 of standard input\n"), "{}", cases[3]);
    assert_eq!((cases.len(), ran.status, &*ran.stderr), (4, 1, ""));
}

#[test]
fn questions_for_programs_are_one_line_for_each_case() {
    let input = [example("g-revascor-092"), "{}".to_owned(), example("g-revascor-001")].join("\n");
    let ran = run_with_input(&["questions", "revascor", "-", "--format", "json"], input.as_bytes());
    let [open, refused, decided] = &*ran.answers() else { panic!("{ran:?}") };
    assert_eq!(
        (&open["id"], &open["policy"], &open["outcome"]),
        (&"g-revascor-092".into(), &"revascor".into(), &"need_information".into())
    );
    assert_eq!(
        open["questions"],
        json!([{ "fact": "nyha", "question": "New York Heart Association functional class? class I, class II, class III or class IV", "asked_of": "provider" }])
    );
    assert_eq!(refused["problems"].as_array().unwrap().len(), 2);
    assert_eq!(
        (&decided["outcome"], &decided["questions"]),
        (&"criteria_met_review_required".into(), &json!([]))
    );
    assert_eq!(ran.status, 1);
}

#[test]
fn questions_are_about_the_facts_that_an_evaluation_misses() {
    let evaluated = support::evaluate(case("a")).answers()[0]["missing"].clone();
    let asked =
        run_with_input(&["questions", "revascor", "-", "--format", "json"], case("a").as_bytes())
            .answers()[0]["questions"]
            .clone();
    let mut facts = asked
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question["fact"].clone())
        .collect::<Vec<_>>();
    assert_ne!(Value::from(facts.clone()), evaluated, "the most decisive stands first");
    facts.sort_by_key(ToString::to_string);
    assert_eq!(Value::from(facts), evaluated);
}
