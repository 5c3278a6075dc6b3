//! What someone reads who has to confirm a policy: its interpretations, its versions, and its
//! source's statements.

#![expect(clippy::unwrap_used, reason = "what helps tests may fail as they do")]

mod support;

use serde_json::Value;
use support::run;

fn json(arguments: &[&str]) -> Value {
    let ran = run(&[arguments, &["--format", "json"]].concat());
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.stdout).unwrap()
}

#[test]
fn interpretations_of_all_policies_are_listed_with_policy_version_and_citation() {
    let ran = run(&["interpretations"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    let lines = ran
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>();
    for line in [
        "policy version citation interpretation",
        "revascor - I.A.1.c Class IV without an LVAD does not meet the criteria; it is not off-label use.",
        "abecma 2025-11 5.b Criteria 4 and 5.b say the same thing.",
    ] {
        assert!(lines.iter().any(|printed| printed == line), "{line}\n{}", ran.stdout);
    }
    let all = json(&["interpretations"]);
    let number = all.as_array().unwrap().len();
    assert!(
        ran.stdout.ends_with(&format!("\n\n{number} interpretations, for the payers to confirm\n"))
    );
    assert_eq!(all[0]["policy"], "revascor");
}

#[test]
fn interpretations_of_one_policy_are_those_that_it_is_shown_with() {
    for policy in ["revascor", "abecma", "abecma@2024-08"] {
        let listed = json(&["interpretations", policy]);
        let shown = json(&["show", policy])["interpretations"].clone();
        let of = |list: &Value| {
            list.as_array()
                .unwrap()
                .iter()
                .map(|one| (one["citation"].clone(), one["text"].clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&listed), of(&shown));
        let text = run(&["show", policy]).stdout;
        assert_eq!(
            text.lines().filter(|line| line.trim_start().starts_with("interpretation:")).count(),
            of(&listed).len(),
            "{text}"
        );
    }
    let markdown = run(&["interpretations", "abecma", "--format", "markdown"]).stdout;
    assert!(
        markdown.contains("\n| 2025-11 | 5.b | Criteria 4 and 5.b say the same thing. |\n"),
        "{markdown}"
    );
    assert!(!markdown.contains("revascor"));
}

#[test]
fn a_version_is_shown_by_itself() {
    for (version, other) in [("2024-08", "2025-11"), ("2025-11", "2024-08")] {
        let text = run(&["show", &format!("abecma@{version}")]).stdout;
        assert!(
            text.contains(&format!("\nVersion {version}, "))
                && !text.contains(&format!("Version {other}")),
            "{text}"
        );
        let shown = json(&["show", &format!("abecma@{version}")]);
        assert_eq!(shown["versions"].as_array().unwrap().len(), 1);
        assert_eq!(shown["versions"][0]["name"], version);
        assert!(
            shown["interpretations"].as_array().unwrap().iter().all(|one| one["version"] != other)
        );
    }
}

#[test]
fn an_unknown_version_is_answered_with_those_there_are() {
    for command in ["show", "facts", "interpretations"] {
        let ran = run(&[command, "abecma@2025-12"]);
        assert_eq!((ran.status, &*ran.stdout), (2, ""), "{command}");
        let lines = ran.stderr.lines().collect::<Vec<_>>();
        assert_eq!(lines[0], "error: `abecma` has no version `2025-12`");
        assert!(lines.contains(&"note: there are `2025-11`, `2024-08`"), "{}", ran.stderr);
    }
}

#[test]
fn coverage_shows_each_statement_of_the_source_and_what_cites_it() {
    let ran = run(&["show", "revascor", "--coverage"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""));
    for lines in [
        "\nI.A.1.c  NYHA class II or III\n  criterion\n  cited by criterion: New York Heart Association functional class is class II or class III\n",
        "\n  not computable: a person judges which documents suffice; undocumented facts are asked for\n",
        "\n  cited by section: Advanced heart failure\n",
    ] {
        assert!(ran.stdout.contains(lines), "{lines}\n{}", ran.stdout);
    }
    assert!(ran.stdout.ends_with("\noutline and policy agree\n"), "{}", ran.stdout);
    let coverage = json(&["show", "revascor", "--coverage"]);
    assert_eq!(coverage["mistakes"], serde_json::json!([]));
    let line = coverage["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["place"] == "I.A.1.c")
        .unwrap();
    assert_eq!(
        (&line["treatment"], &line["cited_by"][0]["kind"]),
        (&"criterion".into(), &"criterion".into())
    );
}

#[test]
fn coverage_of_a_version_leaves_the_others_out() {
    let text = run(&["show", "abecma@2024-08", "--coverage"]).stdout;
    assert!(text.contains("\n2024-08: 5.e  ") && !text.contains("2025-11"), "{text}");
    let both = run(&["show", "abecma", "--coverage"]).stdout;
    assert!(
        both.contains("\n  cited by section in version 2025-11: ")
            && both.contains("\n  cited by section in version 2024-08: "),
        "{both}"
    );
}

#[test]
fn every_policy_has_its_coverage_and_none_of_it_in_markdown() {
    for policy in json(&["list"]).as_array().unwrap() {
        let ran = run(&["show", policy["name"].as_str().unwrap(), "--coverage"]);
        assert_eq!((ran.status, &*ran.stderr), (0, ""));
    }
    let ran = run(&["show", "revascor", "--coverage", "--format", "markdown"]);
    assert_eq!((ran.status, &*ran.stdout), (2, ""));
    assert!(
        ran.stderr.contains("help: write `--format text` or `--format json`"),
        "{}",
        ran.stderr
    );
}
