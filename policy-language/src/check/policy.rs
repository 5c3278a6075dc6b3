//! A policy as a whole: what may be in it, and in which order it is checked.

use super::accepted::{check_accepted, lower_accepted};
use super::conclusion::check_outcome_names;
use super::decided::Decided;
use super::define::check_defines;
use super::expression::{check_decided, check_expression};
use super::metadata::check_metadata;
use super::outline::{Slots, remark};
use super::scope::{Definition, Scope};
use super::section::check_sections;
use super::versions::{Period, check_period, check_sequence};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::policy::{Advisory, PolicyText, Section, Statement, Version};
use crate::text::Place;
use policy_core::data::{List, Text};
use policy_core::determination::SLOTS;
use policy_core::policy::{
    AcceptedFinding, Advisory as CheckedAdvisory, Applicability, Day, Expression, Gap, Policy,
    Remark, Version as CheckedVersion,
};
use policy_core::vocabulary::Vocabulary;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Checks a policy over its vocabulary; `None` where anything was reported. `left_out` are the
/// facts that were declared with a mistake: the vocabulary is without them, and nothing is said
/// about their use.
pub fn check_policy(
    text: &PolicyText,
    vocabulary: &Vocabulary,
    left_out: &BTreeSet<String>,
    errors: &mut Diagnostics,
) -> Option<Policy> {
    let mut scope = Scope::over(vocabulary, left_out, errors);
    let scope = &mut scope;
    let metadata = check_metadata(text, scope);
    let statements = &text.statements;

    let looks_from = check_look_back(statements, Day::REQUEST, scope);
    scope.look_from(looks_from);
    check_defines(&definitions_of(statements), scope);
    let mut slots = Slots(0);
    let applicability = check_applicability(statements, &mut slots, scope);
    let advisories = check_advisories(statements, scope);
    let gaps = check_gaps(statements, scope);
    let versions = check_versions(text, &slots, scope);
    scope.forget_defines(0);

    let gaps = gaps?;
    let first_line =
        text.docs.first().map(|line| line.value.trim().to_owned()).filter(|line| !line.is_empty());
    let title = metadata
        .title
        .or(first_line.map(Text::Owned))
        .unwrap_or_else(|| Text::Owned(text.name.value.clone()));
    let accepted = lower_accepted(statements);
    let policy = Policy {
        name: Text::Owned(text.name.value.clone()),
        title,
        payer: metadata.payer?,
        number: metadata.number?,
        source: metadata.source?,
        reviewed: metadata.reviewed,
        codes: Cow::Owned(metadata.codes),
        remarks: remarks_of(statements)
            .iter()
            .cloned()
            .chain(gaps.iter().map(|gap| gap.reading(vocabulary)))
            .chain(accepted.iter().map(AcceptedFinding::reading))
            .collect(),
        vocabulary: Cow::Owned(vocabulary.clone()),
        applicability: applicability.into_iter().collect::<Option<_>>()?,
        versions: Cow::Owned(versions?),
        advisories: Cow::Owned(advisories?),
        looks_from,
        never_approves: never_approves(statements).is_some(),
        gaps: Cow::Owned(gaps),
        accepted: Cow::Owned(accepted),
    };
    check_accepted(statements, &policy, scope);
    Some(policy)
}

fn definitions_of<'a>(statements: &'a [Statement]) -> Vec<Definition<'a>> {
    let definition = |statement: &'a Statement| {
        if let Statement::Define(define) = statement {
            Some(Definition::Condition(define))
        } else if let Statement::Table(table) = statement {
            Some(Definition::Table(table))
        } else {
            None
        }
    };
    statements.iter().filter_map(definition).collect()
}

fn sections_of(statements: &[Statement]) -> Vec<&Section> {
    statements
        .iter()
        .filter_map(|statement| {
            if let Statement::Section(section) = statement { Some(&**section) } else { None }
        })
        .collect()
}

fn remarks_of(statements: &[Statement]) -> List<Remark> {
    statements
        .iter()
        .filter_map(
            |statement| {
                if let Statement::Remark(text) = statement { Some(remark(text)) } else { None }
            },
        )
        .collect()
}

fn never_approves(statements: &[Statement]) -> Option<Place> {
    statements.iter().find_map(|statement| {
        if let Statement::NeverApproves(place) = statement { Some(*place) } else { None }
    })
}

/// The day that windows look back from: the one that a statement names, or the usual one.
fn check_look_back(statements: &[Statement], usual: Day, scope: &mut Scope<'_>) -> Day {
    let mut stated = statements.iter().filter_map(|statement| {
        if let Statement::LookBack { keyword, from } = statement {
            Some((*keyword, from))
        } else {
            None
        }
    });
    let Some((first, from)) = stated.next() else { return usual };
    if let Some((second, _)) = stated.next() {
        let mistake = Diagnostic::at(second, "`look back from` is given twice");
        scope.report(mistake.with(first, "the first one is").help("keep one of them"));
    }
    match from.value.as_str() {
        "service_date" => Day::SERVICE,
        "request_date" => Day::REQUEST,
        _ => {
            let mistake = Diagnostic::at(
                from.place,
                format!("a policy does not look back from `{}`", from.value),
            );
            scope.report(mistake.help(
                "write `service_date` or `request_date`; another day is named where it is needed, as in `within 30 days before surgery`",
            ));
            usual
        }
    }
}

fn check_applicability(
    statements: &[Statement],
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Vec<Option<Applicability>> {
    let mut checked = Vec::new();
    for statement in statements {
        if let Statement::Applies { condition, otherwise } = statement {
            let slot = slots.next();
            let otherwise = otherwise.as_ref().map(|text| Text::Owned(text.value.clone()));
            checked.push(
                check_decided(condition, Decided::AppliesWhen, scope)
                    .map(|condition| Applicability { slot, condition, otherwise }),
            );
        }
    }
    checked
}

fn check_advisories(
    statements: &[Statement],
    scope: &mut Scope<'_>,
) -> Option<Vec<CheckedAdvisory>> {
    let mut advisories = Vec::new();
    for statement in statements {
        if let Statement::Advisory(advisory) = statement {
            advisories.push(check_advisory(advisory, scope));
        }
    }
    advisories.into_iter().collect()
}

/// Gaps that are accepted: each a single question about a number or a date.
fn check_gaps(statements: &[Statement], scope: &mut Scope<'_>) -> Option<Vec<Gap>> {
    let mut gaps = Vec::new();
    for statement in statements {
        if let Statement::AcceptGap(gap) = statement {
            let condition = check_expression(&gap.condition, scope);
            let is_range = |condition: &Expression| matches!(condition, Expression::Test { region, .. } if region.is_range());
            if condition.as_ref().is_some_and(|condition| !is_range(condition)) {
                scope.report(
                    Diagnostic::at(gap.condition.place, "a gap is a number or a date that falls to neither of two criteria")
                        .help("write a fact that is a number or a date with `=` or `between`, as in `lvef = 40%` or `age between 17 and 18`"),
                );
            }
            gaps.push(
                condition.map(|condition| Gap {
                    condition,
                    reason: Text::Owned(gap.reason.value.clone()),
                }),
            );
        }
    }
    gaps.into_iter().collect()
}

fn check_advisory(advisory: &Advisory, scope: &mut Scope<'_>) -> Option<CheckedAdvisory> {
    let outcomes = check_outcome_names(&advisory.outcomes, scope);
    let condition = advisory.condition.as_ref().map(|condition| check_expression(condition, scope));
    Some(CheckedAdvisory {
        text: Text::Owned(advisory.text.value.clone()),
        outcomes: Cow::Owned(outcomes?),
        condition: condition.map_or(Some(None), |condition| condition.map(Some))?,
    })
}

/// The versions of a policy; one without a name where its sections are directly in the policy.
fn check_versions<'a>(
    text: &'a PolicyText,
    slots: &Slots,
    scope: &mut Scope<'a>,
) -> Option<Vec<CheckedVersion>> {
    let versions = text.statements.iter().filter_map(|statement| {
        if let Statement::Version(version) = statement { Some(version) } else { None }
    });
    let versions = versions
        .map(|version| {
            (
                version,
                version
                    .from
                    .as_ref()
                    .and_then(|from| check_period(from, version.to.as_ref(), scope)),
            )
        })
        .collect::<Vec<_>>();
    let never = never_approves(&text.statements);
    if versions.is_empty() {
        return check_unversioned(text, slots, never, scope).map(|version| vec![version]);
    }
    check_sequence(&versions, scope);
    refuse_beside_versions(&text.statements, scope);
    let checked = versions
        .into_iter()
        .map(|(version, period)| check_version(version, period, slots, never, scope))
        .collect::<Vec<_>>();
    checked.into_iter().collect()
}

fn check_unversioned(
    text: &PolicyText,
    slots: &Slots,
    never_approves: Option<Place>,
    scope: &mut Scope<'_>,
) -> Option<CheckedVersion> {
    let mut effective = text.statements.iter().filter_map(|statement| {
        if let Statement::Effective { keyword, from, to } = statement {
            Some((keyword, from, to))
        } else {
            None
        }
    });
    let first = effective.next();
    let period = first.map(|(_, from, to)| check_period(from, to.as_ref(), scope));
    if let (Some((first, ..)), Some((second, ..))) = (first, effective.next()) {
        let mistake =
            Diagnostic::at(*second, "`effective` is given twice").with(*first, "the first one is");
        scope.report(mistake.help("keep one, or write a `version` for each period"));
    }
    let sections = check_counted_sections(
        &sections_of(&text.statements),
        slots,
        never_approves,
        text.name.place,
        scope,
    );
    let period: Option<Period> = period.map_or(Some(None), |period| period.map(Some))?;
    Some(CheckedVersion {
        looks_from: scope.looked_from(),
        name: None,
        from: period.map(|period| period.from),
        to: period.and_then(|period| period.to),
        remarks: Cow::Borrowed(&[]),
        sections: Cow::Owned(sections?),
        advisories: Cow::Borrowed(&[]),
    })
}

fn check_version<'a>(
    version: &'a Version,
    period: Option<Period>,
    slots: &Slots,
    never_approves: Option<Place>,
    scope: &mut Scope<'a>,
) -> Option<CheckedVersion> {
    let in_policy = scope.defines_in_scope();
    refuse_inside_version(&version.statements, scope);
    let usual = scope.looked_from();
    let looks_from = check_look_back(&version.statements, usual, scope);
    scope.look_from(looks_from);
    check_defines(&definitions_of(&version.statements), scope);
    let sections = check_counted_sections(
        &sections_of(&version.statements),
        slots,
        never_approves,
        version.name.place,
        scope,
    );
    let advisories = check_advisories(&version.statements, scope);
    scope.forget_defines(in_policy);
    scope.look_from(usual);
    Some(CheckedVersion {
        looks_from,
        name: Some(Text::Owned(version.name.value.clone())),
        from: Some(period?.from),
        to: period?.to,
        remarks: remarks_of(&version.statements),
        sections: Cow::Owned(sections?),
        advisories: Cow::Owned(advisories?),
    })
}

fn check_counted_sections(
    sections: &[&Section],
    slots: &Slots,
    never_approves: Option<Place>,
    place: Place,
    scope: &mut Scope<'_>,
) -> Option<Vec<policy_core::policy::Section>> {
    let mut slots = Slots(slots.0);
    let checked = check_sections(sections, never_approves, place, &mut slots, scope);
    if usize::from(slots.0) > SLOTS {
        scope.report(
            Diagnostic::at(
                place,
                format!(
                    "there are {} criteria, guards and conditions here, more than {SLOTS}",
                    slots.0
                ),
            )
            .help("split the policy, or join criteria that belong together"),
        );
    }
    checked
}

/// Where a policy has versions, its sections are in them.
fn refuse_beside_versions(statements: &[Statement], scope: &mut Scope<'_>) {
    for statement in statements {
        match statement {
            Statement::Section(section) => scope.report(
                Diagnostic::at(
                    section.name.place,
                    format!("section `{}` is beside the versions", section.name.value),
                )
                .help("move it into the versions that it belongs to"),
            ),
            Statement::Effective { keyword, .. } => {
                scope.report(
                    Diagnostic::at(*keyword, "the versions say from when on the policy holds")
                        .help("take `effective` away"),
                );
            }
            Statement::Metadata { .. }
            | Statement::Reviewed { .. }
            | Statement::Codes { .. }
            | Statement::Applies { .. }
            | Statement::Define(_)
            | Statement::Table(_)
            | Statement::Version(_)
            | Statement::Advisory(_)
            | Statement::Remark(_)
            | Statement::NeverApproves(_)
            | Statement::LookBack { .. }
            | Statement::AcceptGap(_)
            | Statement::AcceptFinding(_) => {}
        }
    }
}

/// What applies to the policy as a whole does not belong in a version.
fn refuse_inside_version(statements: &[Statement], scope: &mut Scope<'_>) {
    for statement in statements {
        let (place, what) = match statement {
            Statement::Metadata { key, .. } => (key.place, key.value.quoted()),
            Statement::Reviewed { keyword, .. } => (*keyword, "`reviewed`"),
            Statement::Codes { system, .. } => (system.place, "`codes`"),
            Statement::Effective { keyword, .. } => (*keyword, "`effective`"),
            Statement::Applies { condition, .. } => (condition.place, "`applies when`"),
            Statement::NeverApproves(place) => (*place, "`never approves`"),
            Statement::AcceptGap(gap) => (gap.keyword, "`accept gap`"),
            Statement::AcceptFinding(accepted) => (accepted.keyword, "`accept finding`"),
            Statement::Version(version) => (version.name.place, "a version"),
            Statement::Define(_)
            | Statement::Table(_)
            | Statement::Section(_)
            | Statement::Advisory(_)
            | Statement::LookBack { .. }
            | Statement::Remark(_) => continue,
        };
        scope.report(
            Diagnostic::at(place, format!("{what} cannot be in a version"))
                .help("move it out, to the policy itself"),
        );
    }
}
