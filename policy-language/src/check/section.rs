//! Sections: guards, criteria, conclusions; tried in order until one governs.

use super::conclusion::check_conclusion;
use super::decided::Decided;
use super::expression::check_decided;
use super::not_yet::check_not_yet;
use super::otherwise::check_otherwise;
use super::outline::{Slots, check_outline, remarks};
use super::scope::Scope;
use crate::diagnostic::Diagnostic;
use crate::syntax::policy::Section;
use crate::text::Place;
use policy_core::data::Text;
use policy_core::determination::SECTIONS;
use policy_core::policy::{Conclusion, Guard, Section as Checked};
use std::borrow::Cow;

/// Checks the sections of a policy or version; `place` is where a missing section is reported.
pub fn check_sections(
    sections: &[&Section],
    never_approves: Option<Place>,
    place: Place,
    slots: &mut Slots,
    scope: &mut Scope<'_>,
) -> Option<Vec<Checked>> {
    check_order(sections, place, scope);
    let checked =
        sections.iter().map(|section| check_section(section, slots, scope)).collect::<Vec<_>>();
    for (section, checked) in sections.iter().zip(&checked) {
        if let Some(outcome) = &section.outcome
            && let Some(never) = never_approves
            && matches!(checked, Some(Checked { conclusion: Conclusion::CriteriaMet { .. }, .. }))
        {
            scope.report(
                Diagnostic::at(
                    outcome.kind.place,
                    format!(
                        "section `{}` can approve, but the policy says `never approves`",
                        section.name.value
                    ),
                )
                .with(never, "`never approves` is")
                .help("take `never approves;` away, or conclude something else here"),
            );
        }
    }
    checked.into_iter().collect()
}

/// The list is total, like a `match`: every section but the last says whom it is for, the last
/// takes everyone else.
fn check_order(sections: &[&Section], place: Place, scope: &mut Scope<'_>) {
    let Some((last, earlier)) = sections.split_last() else {
        scope.report_missing(
            Diagnostic::at(place, "there is no section here")
                .help("write at least one, as in `section criteria { 1: age >= 18; } => criteria_met for 12 months;`"),
        );
        return;
    };
    if sections.len() > SECTIONS {
        scope.report(
            Diagnostic::at(
                last.name.place,
                format!("there are more than {SECTIONS} sections here"),
            )
            .help("split the policy"),
        );
    }
    if let Some(guard) = &last.guard {
        scope.report(
            Diagnostic::at(guard.place, format!("`{}` is the last section, so nobody may be left over: it takes no `for`", last.name.value))
                .help("take this condition away, or add a last section that says what holds for everybody else"),
        );
    }
    for section in earlier {
        if section.guard.is_none() {
            scope.report(
                Diagnostic::at(
                    section.name.place,
                    format!("no section after `{}` can ever be reached", section.name.value),
                )
                .help("say with `for` whom this section is for, or put it last"),
            );
        }
    }
    for (position, section) in sections.iter().enumerate() {
        if let Some(first) =
            sections.iter().take(position).find(|other| other.name.value == section.name.value)
        {
            scope.report(
                Diagnostic::at(
                    section.name.place,
                    format!("there are two sections `{}`", section.name.value),
                )
                .with(first.name.place, "the first one is")
                .help("give each section a name of its own"),
            );
        }
    }
}

fn check_section(section: &Section, slots: &mut Slots, scope: &mut Scope<'_>) -> Option<Checked> {
    let guard = section.guard.as_ref().map(|guard| {
        let slot = slots.next();
        check_decided(guard, Decided::For, scope).map(|condition| Guard { slot, condition })
    });
    let prefix = section.citations.first().map_or("", |citation| citation.value.as_str());
    let criteria = match &section.outline {
        // Braces with nothing but remarks belong to a section that decides by its guard alone.
        Some(outline) if !outline.criteria.is_empty() || outline.remarks.is_empty() => {
            check_outline(outline, prefix, slots, scope)
        }
        _ => Some(Vec::new()),
    };
    if let Some(criteria) = &criteria {
        check_not_yet(section, guard.as_ref().and_then(Option::as_ref), criteria, scope);
    }
    let conclusion = section.outcome.as_ref().and_then(|outcome| check_conclusion(outcome, scope));
    let otherwise = check_otherwise(section, slots, scope);
    let citations = section
        .citations
        .iter()
        .map(|citation| Text::Owned(citation.value.clone()))
        .collect::<Vec<_>>();
    Some(Checked {
        name: Text::Owned(section.name.value.clone()),
        citations: Cow::Owned(citations),
        guard: guard.map_or(Some(None), |guard| guard.map(Some))?,
        criteria: Cow::Owned(criteria?),
        remarks: section
            .outline
            .as_ref()
            .map(|outline| remarks(&outline.remarks))
            .unwrap_or_default(),
        conclusion: conclusion?,
        otherwise: Cow::Owned(otherwise?),
    })
}
