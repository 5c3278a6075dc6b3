use super::{CitedBy, Coverage, HEADER, Treatment};
use policy_core::fixtures::explained::policy;
use policy_core::policy::{Policy, Version};

/// An outline that covers the fixture: every place that it cites, in its order.
const COMPLETE: [&str; 10] = [
    "I.A\tAll criteria have to hold\toutcome\t",
    "I.A.1\tAdvanced heart failure with these characteristics\tcriterion\t",
    "I.A.1.a\tHigh risk\tcriterion\tany of the two",
    "I.A.1.a.i\tA hospitalization in nine months\tcriterion\t",
    "I.A.1.a.ii\tA raised NT-proBNP\tcriterion\t",
    "I.A.1.b\tA low ejection fraction\tcriterion\t",
    "I.A.1.c\tA functional class between two\tcriterion\t",
    "I.A.2\tAn adult\tcriterion\t",
    "I.A.3\tNo stem cell therapy before\tcriterion\t",
    "I.C.2\tOther uses go by another policy\toutcome\t",
];

fn text(lines: &[&str]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

fn mistakes(policy: &Policy, text: &str) -> Vec<String> {
    Coverage::of(policy, text).mistakes.iter().map(ToString::to_string).collect()
}

/// The mistakes of a complete outline with another line at its end, which is line 12.
fn mistakes_with(line: &str) -> Vec<String> {
    let mut lines = COMPLETE.to_vec();
    lines.push(line);
    mistakes(policy(), &text(&lines))
}

/// The fixture in two versions; the older one lacks the criterion on age.
fn two_versions() -> Policy {
    let newer = policy().versions[0].clone();
    let mut older = Version { name: Some("2025-01".into()), ..newer.clone() };
    let mut section = older.sections[0].clone();
    section.criteria = section
        .criteria
        .iter()
        .filter(|criterion| criterion.citation != "I.A.2")
        .cloned()
        .collect();
    older.sections = vec![section, older.sections[1].clone()].into();
    Policy { versions: vec![newer, older].into(), ..Policy::clone(policy()) }
}

#[test]
fn each_line_has_the_sections_and_criteria_that_cite_its_place() {
    let text = text(&COMPLETE);
    let coverage = Coverage::of(policy(), &text);
    assert_eq!(coverage.mistakes, []);
    let [section, _, group, ..] = &*coverage.lines else { panic!("ten lines") };
    assert_eq!((section.line.number, section.line.treatment), (2, Treatment::Outcome));
    assert!(
        matches!(section.citations[0].cited_by, CitedBy::Section(section) if section.name == "advanced_heart_failure")
    );
    assert_eq!(
        (group.line.place, group.line.reason, group.citations.len()),
        ("I.A.1.a", "any of the two", 1)
    );
    assert!(
        matches!(group.citations[0].cited_by, CitedBy::Criterion(criterion) if criterion.title.as_deref() == Some("High risk"))
    );
    assert_eq!(group.citations[0].version, Some("2026-01"));
}

#[test]
fn a_cited_place_that_the_outline_lacks_is_a_mistake() {
    assert_eq!(
        mistakes(policy(), &text(&COMPLETE[..8])),
        [
            "`I.A.3` is cited in version 2026-01 and stands nowhere in the outline",
            "`I.C.2` is cited in version 2026-01 and stands nowhere in the outline"
        ]
    );
}

#[test]
fn a_criterion_of_the_source_that_no_criterion_cites_is_a_mistake() {
    assert_eq!(
        mistakes_with("I.A.4\tA further criterion\tcriterion\t"),
        ["line 12: `I.A.4` is a criterion that no criterion in version 2026-01 cites"]
    );
    // A section is for all that is at its place; it shows no criterion.
    assert_eq!(
        mistakes_with("I.A\tA further criterion\tcriterion\t"),
        ["line 12: `I.A` is a criterion that no criterion in version 2026-01 cites"]
    );
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_left_out() {
    assert_eq!(
        mistakes_with("Note\tA note"),
        [
            "line 12: 2 columns; a line has four, separated by tabs: place | statement | treatment | reason"
        ]
    );
    assert_eq!(mistakes_with("\tA note\tadvisory\t"), ["line 12: the place is empty"]);
    assert_eq!(mistakes_with("Note\t \tadvisory\t"), ["line 12: the statement is empty"]);
    assert_eq!(
        mistakes_with("Note\tA note\tadvisroy\t"),
        ["line 12: `advisroy` is no treatment; did you mean `advisory`?"]
    );
    assert_eq!(
        mistakes_with("Note\tA note\tnone\t"),
        [
            "line 12: `none` is no treatment; there are `criterion`, `applicability`, `outcome`, `advisory`, `not computable`"
        ]
    );
    assert_eq!(
        mistakes_with("2024-01:Note\tA note\tadvisory\t"),
        ["line 12: the policy has no version `2024-01`"]
    );
    let text = text(&["Note\tA note"]);
    assert!(Coverage::of(policy(), &text).lines.is_empty());
}

#[test]
fn a_statement_that_is_too_long_or_lacks_its_reason_is_a_mistake() {
    let fifteen =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
    assert_eq!(mistakes_with(&format!("Note\t{fifteen}\tadvisory\t")), [""; 0]);
    assert_eq!(
        mistakes_with(&format!("Note\t{fifteen} sixteen\tadvisory\t")),
        ["line 12: the statement has 16 words; at most 15 are a paraphrase"]
    );
    assert_eq!(
        mistakes_with("Note\tA note\tnot computable\t "),
        ["line 12: what is not computable needs a reason"]
    );
    assert_eq!(mistakes_with("Note\tA note\tnot computable\tthe contract is not known"), [""; 0]);
}

#[test]
fn the_columns_have_to_be_named() {
    let without_header = COMPLETE.join("\n");
    assert_eq!(
        mistakes(policy(), &format!("place\tstatement\n{without_header}")),
        [
            "line 1: the columns are `place | statement | treatment | reason`, not `place | statement`"
        ]
    );
    assert_eq!(
        mistakes(policy(), "")[0],
        "line 1: the columns are `place | statement | treatment | reason`, not ``"
    );
}

#[test]
fn a_line_without_a_version_is_about_all_of_them() {
    let policy = two_versions();
    assert_eq!(
        mistakes(&policy, &text(&COMPLETE)),
        ["line 9: `I.A.2` is a criterion that no criterion in version 2025-01 cites"]
    );
    let mut lines = COMPLETE;
    lines[7] = "2026-01:I.A.2\tAn adult\tcriterion\t";
    assert_eq!(mistakes(&policy, &text(&lines)), [""; 0]);
    let text = text(&lines);
    let cited = Coverage::of(&policy, &text)
        .lines
        .iter()
        .map(|covered| covered.citations.len())
        .collect::<Vec<_>>();
    assert_eq!(cited, [2, 2, 2, 2, 2, 2, 2, 1, 2, 2]);
}
