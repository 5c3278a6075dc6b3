//! Finding one's way: help, names, lists, wrong usage.

mod support;

use support::{run, run_with_input};

#[test]
fn help_names_every_command() {
    let ran = run(&["--help"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    for command in [
        "list",
        "show",
        "check",
        "evaluate",
        "facts",
        "questions",
        "interpretations",
        "test",
        "schema",
        "demo",
    ] {
        assert!(
            ran.stdout.lines().any(|line| line.trim_start().starts_with(command)),
            "{}",
            ran.stdout
        );
        let help = run(&[command, "--help"]);
        assert_eq!(help.status, 0);
        assert!(
            ["list", "schema", "demo"].contains(&command) || help.stdout.contains("\nExamples:\n"),
            "{}",
            help.stdout
        );
    }
    assert_eq!(run(&["--version"]).status, 0);
}

#[test]
fn wrong_usage_is_told_on_the_standard_error() {
    for arguments in [
        &[][..],
        &["evalute"],
        &["evaluate"],
        &["evaluate", "revascor"],
        &["list", "--format", "xml"],
        &["show"],
        &["show", "revascor", "--no"],
        &["facts"],
        &["check"],
        &["check", "--format"],
        &["questions", "revascor"],
        &["test", "revascor"],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{arguments:?}");
        assert!(!ran.stderr.is_empty());
    }
}

#[test]
fn an_unknown_policy_is_answered_with_the_nearest_one_and_all_there_are() {
    for arguments in [
        &["evaluate", "revasor", "-"][..],
        &["show", "revasor"],
        &["schema", "revasor"],
        &["demo", "revasor"],
        &["facts", "revasor"],
        &["questions", "revasor", "-"],
        &["test", "revasor", "-"],
        &["interpretations", "revasor"],
    ] {
        let ran = run(arguments);
        assert_eq!((ran.status, &*ran.stdout), (2, ""));
        let lines = ran.stderr.lines().collect::<Vec<_>>();
        assert_eq!(
            lines[..2],
            ["error: no policy is named `revasor`", "help: did you mean `revascor`?"]
        );
        assert!(lines[2].starts_with("note: there are `revascor`"), "{}", lines[2]);
    }
    let ran = run(&["show", "unlike_any_other"]);
    assert!(
        !ran.stderr.contains("help:") && ran.stderr.contains("note: there are"),
        "{}",
        ran.stderr
    );
    let ran = run(&["show", "revascor@2020"]);
    assert_eq!(
        (ran.status, &*ran.stderr),
        (2, "error: `revascor` has no version `2020`\nnote: it has no versions\n")
    );
}

#[test]
fn a_policy_is_also_found_by_its_number() {
    assert_eq!(run(&["show", "CP.PHAR.728"]).stdout, run(&["show", "revascor"]).stdout);
}

#[test]
fn the_list_tells_names_numbers_payers_and_titles() {
    let ran = run(&["list"]);
    assert!(ran.stdout.lines().any(|line| line.starts_with("revascor ")
        && line.contains("  CP.PHAR.728  ")
        && line.contains("Centene Corporation")));
    let list: serde_json::Value =
        serde_json::from_str(&run(&["list", "--format", "json"]).stdout).unwrap();
    assert_eq!((&list[0]["name"], &list[0]["number"]), (&"revascor".into(), &"CP.PHAR.728".into()));
}

#[test]
fn a_policy_is_shown_with_its_outline_in_words_and_its_interpretations() {
    let text = run(&["show", "revascor"]).stdout;
    for line in [
        "  number    CP.PHAR.728",
        "  - Product or service requested is rexlemestrocel-L",
        "I.A  Advanced heart failure",
        "  for: Type of heart failure is heart failure with reduced ejection fraction, age on the date of service, in completed years, is at least 18 years, administrations requested: at most 1, and route of administration requested is transendocardial injection",
        "    I.A.1.c New York Heart Association functional class is class II or class III",
        "      interpretation: Class IV without an LVAD does not meet the criteria; it is not off-label use.",
        "  => Criteria met: approval for 3 months, 1 administration per lifetime; review by Precision Drug Action Committee (CC.PHAR.21)",
    ] {
        assert!(text.lines().any(|printed| printed == line), "{line}\n{text}");
    }
    let markdown = run(&["show", "revascor", "--format", "markdown"]).stdout;
    for line in [
        "| number | CP.PHAR.728 |",
        "## I.A Advanced heart failure",
        "  - **I.A.1.c** New York Heart Association functional class is class II or class III",
        "    > **Interpretation:** Class IV without an LVAD does not meet the criteria; it is not off-label use.",
        "- **I.A.1.c**: Class IV without an LVAD does not meet the criteria; it is not off-label use.",
    ] {
        assert!(markdown.lines().any(|printed| printed == line), "{line}\n{markdown}");
    }
    assert!(!markdown.contains("\n\n\n"));
    let json: serde_json::Value =
        serde_json::from_str(&run(&["show", "revascor", "--format", "json"]).stdout).unwrap();
    assert_eq!(json["number"], "CP.PHAR.728");
    let digest = json["policy_digest"].as_str().unwrap();
    assert!(digest.len() == 64 && text.contains(&format!("\n  digest    {digest}\n")), "{text}");
    assert!(markdown.contains(&format!("\n| digest | {digest} |\n")), "{markdown}");
    let sections = json["versions"][0]["sections"].as_array().unwrap();
    let advanced =
        sections.iter().find(|section| section["name"] == "advanced_heart_failure").unwrap();
    assert_eq!(
        advanced["criteria"][0]["children"][2]["sentence"],
        "New York Heart Association functional class is class II or class III"
    );
    let readings = json["interpretations"].as_array().unwrap();
    assert_eq!(
        text.lines().filter(|line| line.trim_start().starts_with("interpretation:")).count(),
        readings.len()
    );
}

/// Who keeps an answer can find the policy that gave it.
#[test]
fn an_answer_has_the_digest_that_is_shown_of_its_policy() {
    let shown = run(&["show", "revascor", "--format", "json"]).stdout;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let case = r#"{"request_date": "2026-11-21", "service_date": "2026-12-01"}"#;
    let evaluate = |more: &[&str]| {
        run_with_input(&[&["evaluate", "revascor", "-"], more].concat(), case.as_bytes()).stdout
    };
    for more in [&["--format", "json"][..], &["--format", "json", "--explain"]] {
        let answer: serde_json::Value = serde_json::from_str(&evaluate(more)).unwrap();
        assert_eq!(answer["policy_digest"], shown["policy_digest"], "{answer}");
    }
    let line = format!("\n  digest    {}\n", shown["policy_digest"].as_str().unwrap());
    let [explained, short] = [evaluate(&["--explain"]), evaluate(&[])];
    assert!(explained.contains(&line) && !short.contains("digest"), "{explained}\n{short}");
}

#[test]
fn the_schema_is_that_of_a_case() {
    let schema: serde_json::Value =
        serde_json::from_str(&run(&["schema", "revascor"]).stdout).unwrap();
    assert_eq!(schema["required"], serde_json::json!(["request_date", "service_date"]));
    assert_eq!(
        schema["properties"]["nyha"]["title"],
        "New York Heart Association functional class"
    );
}

#[test]
fn the_demonstration_shows_examples_of_every_policy_and_counts_all() {
    let ran = run(&["demo"]);
    assert_eq!(
        (ran.status, &*ran.stderr),
        (0, ""),
        "every example comes to the outcome that it is there to show"
    );
    let cases = run(&["demo", "--cases"]).stdout.lines().count();
    assert!(ran.stdout.contains(&format!("\n{cases} cases\n")), "{}", ran.stdout);
    let line = ran.stdout.lines().find(|line| line.contains("g-revascor-001")).unwrap();
    for part in [
        "revascor ",
        "criteria met, review required",
        " I.A ",
        "I.A fully documented and met; every request still goes to the committee.",
    ] {
        assert!(line.contains(part), "{line}");
    }
    assert!(ran.stdout.contains("policy show revascor"));
    let one = run(&["demo", "revascor"]);
    let its_cases = run(&["demo", "revascor", "--cases"]).stdout.lines().count();
    assert_eq!(one.stdout.lines().filter(|line| line.starts_with("revascor ")).count(), its_cases);
    assert!(!one.stdout.contains("tecartus"));
}
