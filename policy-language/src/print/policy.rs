//! A policy: its head, its statements in one order, its versions.

use super::conclusion::Outcomes;
use super::define::Defines;
use super::lines::Lines;
use super::section::{print_remarks, print_section};
use super::text::{grouped, is_plain_line, quoted};
use policy_core::policy::{AcceptedFinding, Advisory, Day, FindingPlace, Policy, Remark, Version};
use policy_core::vocabulary::{Fact, FactId};

/// The text of a policy: `name<vocabulary> { … }`, after its documentation. Where its vocabulary
/// is found is not part of the tree.
#[must_use]
pub fn print_policy(policy: &Policy, vocabulary_path: &str) -> String {
    print_named(policy, vocabulary_path, &|name| policy.vocabulary.find(name).is_some())
}

/// The text of a policy as it would be over a vocabulary that has these facts and no others.
pub(crate) fn print_policy_over(policy: &Policy, facts: &[(FactId, &Fact)]) -> String {
    print_named(policy, "", &|name| facts.iter().any(|(_, fact)| fact.name == name))
}

fn print_named(policy: &Policy, vocabulary_path: &str, is_fact: &dyn Fn(&str) -> bool) -> String {
    let mut lines = Lines::default();
    if is_plain_line(&policy.title) {
        lines.documentation(&policy.title);
    }
    lines.line(&format!("{}<{vocabulary_path}> {{", policy.name));
    lines.inside(|lines| print_statements(policy, is_fact, lines));
    lines.line("}");
    lines.into_text()
}

fn print_statements(policy: &Policy, is_fact: &dyn Fn(&str) -> bool, lines: &mut Lines) {
    lines.paragraph(|lines| print_metadata(policy, lines));
    lines.paragraph(|lines| print_remarks(own_remarks(policy), lines));
    lines.paragraph(|lines| print_applicability(policy, lines));
    lines.paragraph(|lines| print_accepted(policy, lines));
    let defines = Defines::of(policy, is_fact);
    lines.paragraph(|lines| {
        for (name, condition) in defines.iter() {
            lines.condition(&format!("define {name}: "), &format!("{condition};"));
        }
    });
    let outcomes = Outcomes { policy, defines: &defines };
    for version in policy.versions.iter() {
        match &version.name {
            None => print_sections(version, &outcomes, lines),
            Some(name) => lines.paragraph(|lines| {
                lines.line(&format!("version {}{} {{", quoted(name), period(version)));
                lines.inside(|lines| print_sections(version, &outcomes, lines));
                lines.line("}");
            }),
        }
    }
    lines.paragraph(|lines| print_advisories(&policy.advisories, policy, lines));
}

fn print_metadata(policy: &Policy, lines: &mut Lines) {
    lines.line(&format!("payer {};", quoted(&policy.payer)));
    lines.line(&format!("number {};", quoted(&policy.number)));
    lines.line(&format!("source {};", quoted(&policy.source)));
    // A title that is not a line of a comment.
    if !is_plain_line(&policy.title) {
        lines.line(&format!("title {};", quoted(&policy.title)));
    }
    if let Some(reviewed) = &policy.reviewed {
        lines.line(&format!("reviewed {reviewed};"));
    }
    for (system, codes) in grouped(&policy.codes) {
        lines.line(&format!("codes {system} [{codes}];"));
    }
    for version in
        policy.versions.iter().filter(|version| version.name.is_none() && version.from.is_some())
    {
        lines.line(&format!("effective{};", period(version)));
    }
    if policy.never_approves {
        lines.line("never approves;");
    }
    print_look_back(policy.looks_from, Day::REQUEST, policy, lines);
}

/// `look back from service_date;`, where that is not the usual day.
fn print_look_back(from: Day, usual: Day, policy: &Policy, lines: &mut Lines) {
    if let Some(day) = from.fact().filter(|_| from != usual) {
        lines.line(&format!("look back from {};", policy.vocabulary.name_of(day)));
    }
}

/// The remarks without the readings that follow from what is accepted.
fn own_remarks(policy: &Policy) -> &[Remark] {
    let gaps = policy.gaps.iter().map(|gap| gap.reading(&policy.vocabulary));
    let readings = gaps.chain(policy.accepted.iter().map(AcceptedFinding::reading));
    let readings = readings.collect::<Vec<_>>();
    policy.remarks.strip_suffix(readings.as_slice()).unwrap_or(&policy.remarks)
}

fn print_applicability(policy: &Policy, lines: &mut Lines) {
    for applicability in policy.applicability.iter() {
        let condition = policy.notation(&applicability.condition);
        match &applicability.otherwise {
            None => lines.condition("applies when ", &format!("{condition};")),
            Some(otherwise) => {
                lines.condition("applies when ", &condition.to_string());
                lines.inside(|lines| lines.line(&format!("else {};", quoted(otherwise))));
            }
        }
    }
}

/// ` from 2025-11-01 to 2026-10-31`
fn period(version: &Version) -> String {
    let from = version.from.map(|day| format!(" from {day}")).unwrap_or_default();
    let to = version.to.map(|day| format!(" to {day}")).unwrap_or_default();
    format!("{from}{to}")
}

fn print_sections(version: &Version, outcomes: &Outcomes<'_>, lines: &mut Lines) {
    lines.paragraph(|lines| {
        let policy = outcomes.policy;
        print_look_back(version.looks_from, policy.looks_from, policy, lines);
    });
    lines.paragraph(|lines| print_remarks(&version.remarks, lines));
    for section in version.sections.iter() {
        lines.paragraph(|lines| print_section(section, outcomes, lines));
    }
    lines.paragraph(|lines| print_advisories(&version.advisories, outcomes.policy, lines));
}

fn print_accepted(policy: &Policy, lines: &mut Lines) {
    for gap in policy.gaps.iter() {
        let accepted = format!("accept gap {}", policy.notation(&gap.condition));
        print_reason(&accepted, &gap.reason, lines);
    }
    for AcceptedFinding { at, reason } in policy.accepted.iter() {
        let accepted = match at {
            FindingPlace::Applies => "accept finding at applies".to_owned(),
            FindingPlace::Cited(citation) => format!("accept finding at {}", quoted(citation)),
        };
        print_reason(&accepted, reason, lines);
    }
}

fn print_reason(accepted: &str, reason: &str, lines: &mut Lines) {
    let because = format!("because {};", quoted(reason));
    let whole = format!("{accepted} {because}");
    if lines.fits(&whole) {
        lines.line(&whole);
    } else {
        lines.line(accepted);
        lines.inside(|lines| lines.line(&because));
    }
}

fn print_advisories(advisories: &[Advisory], policy: &Policy, lines: &mut Lines) {
    for advisory in advisories {
        let text = format!("advisory {}", quoted(&advisory.text));
        let on =
            advisory.outcomes.iter().map(|outcome| outcome.name()).collect::<Vec<_>>().join(", ");
        let on = if on.is_empty() { on } else { format!("on {on}") };
        let when = advisory
            .condition
            .as_ref()
            .map(|condition| format!("when {}", policy.notation(condition)))
            .unwrap_or_default();
        let blank = if on.is_empty() || when.is_empty() { "" } else { " " };
        let behind = format!("{on}{blank}{when};");
        let whole = format!("{text} {behind}");
        if lines.fits(&whole) {
            lines.line(&whole);
            continue;
        }
        lines.line(&text);
        lines.inside(|lines| {
            if lines.fits(&behind) || blank.is_empty() {
                lines.condition("", &behind);
            } else {
                lines.line(&on);
                lines.condition("", &format!("{when};"));
            }
        });
    }
}
