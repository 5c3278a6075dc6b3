//! Sections and their criteria.

use super::conclusion::Outcomes;
use super::lines::Lines;
use super::text::quoted;
use policy_core::policy::notation::number;
use policy_core::policy::{Body, Criterion, Otherwise, Quantifier, Remark, Section};

pub fn print_section(section: &Section, outcomes: &Outcomes<'_>, lines: &mut Lines) {
    let citations =
        section.citations.iter().map(|citation| quoted(citation)).collect::<Vec<_>>().join(", ");
    let blank = if citations.is_empty() { "" } else { " " };
    let head = format!("section {}{blank}{citations}", section.name);
    let guard =
        section.guard.as_ref().map(|guard| outcomes.policy.notation(&guard.condition).to_string());
    let whole = guard.as_ref().map_or_else(|| head.clone(), |guard| format!("{head} for {guard}"));
    let conclusion = |column, indent| outcomes.conclusion(&section.conclusion, column, indent);
    if section.remarks.is_empty() && section.criteria.is_empty() {
        let line = format!("{whole} => {};", conclusion(0, 0));
        if lines.fits(&line) && !line.contains('\n') {
            lines.line(&line);
            return;
        }
        print_guard(&head, &whole, guard.as_deref(), "", lines);
        lines.inside(|lines| {
            let indent = lines.indent();
            lines.line(&format!("=> {};", conclusion(indent.saturating_add("=> ".len()), indent)));
        });
        return;
    }
    print_guard(&head, &whole, guard.as_deref(), "{", lines);
    lines.inside(|lines| {
        print_remarks(&section.remarks, lines);
        print_criteria(&section.criteria, outcomes, lines);
    });
    let indent = lines.indent();
    let met = conclusion(indent.saturating_add("} => ".len()), indent);
    let end = if section.otherwise.is_empty() { ";" } else { "" };
    lines.line(&format!("}} => {met}{end}"));
    lines.inside(|lines| print_otherwise(&section.otherwise, outcomes, lines));
}

/// What follows where the criteria are not met, each on a line of its own, and a `;` after the last.
fn print_otherwise(otherwise: &[Otherwise], outcomes: &Outcomes<'_>, lines: &mut Lines) {
    let indent = lines.indent();
    let last = otherwise.len();
    for (number, otherwise) in (1..).zip(otherwise) {
        let end = if number == last { ";" } else { "" };
        let column = indent.saturating_add("otherwise ".len());
        let conclusion = outcomes.conclusion(&otherwise.conclusion, column, indent);
        let head = format!("otherwise {conclusion}");
        let when = otherwise.when.as_ref().map(|when| outcomes.policy.notation(&when.condition));
        match when.map(|when| format!("{when}{end}")) {
            None => lines.line(&format!("{head}{end}")),
            Some(when) if head.contains('\n') => {
                lines.line(&head);
                lines.inside(|lines| lines.condition("when ", &when));
            }
            Some(when) => lines.condition(&format!("{head} when "), &when),
        }
    }
}

/// The head of a section; a guard that has no room is on lines of its own, and so does the
/// brace after it.
fn print_guard(head: &str, whole: &str, guard: Option<&str>, brace: &str, lines: &mut Lines) {
    let opened = format!("{whole} {brace}");
    match guard {
        Some(guard) if !lines.fits(opened.trim_end()) => {
            lines.line(head);
            lines.inside(|lines| lines.condition("for ", guard));
            if !brace.is_empty() {
                lines.line(brace);
            }
        }
        _ => lines.line(opened.trim_end()),
    }
}

pub fn print_remarks(remarks: &[Remark], lines: &mut Lines) {
    for remark in remarks {
        lines.line(&format!("{};", written(remark)));
    }
}

fn written(remark: &Remark) -> String {
    match remark {
        Remark::Note(text) => format!("note {}", quoted(text)),
        Remark::Interpretation(text) => format!("interpretation {}", quoted(text)),
    }
}

fn print_criteria(criteria: &[Criterion], outcomes: &Outcomes<'_>, lines: &mut Lines) {
    for criterion in criteria {
        let head = format!("{}: ", head_of(criterion));
        match &criterion.body {
            Body::Group { quantifier, criteria } => {
                lines.line(&format!("{head}{} {{", quantifier_in_words(*quantifier)));
                lines.inside(|lines| {
                    print_remarks(&criterion.remarks, lines);
                    print_criteria(criteria, outcomes, lines);
                });
                lines.line("}");
            }
            Body::Condition(condition) => print_condition(
                &head,
                &outcomes.policy.notation(condition).to_string(),
                &criterion.remarks,
                lines,
            ),
        }
    }
}

/// A condition, its remarks on lines of their own below it, and one `;` after all of them.
fn print_condition(head: &str, condition: &str, remarks: &[Remark], lines: &mut Lines) {
    let Some((last, others)) = remarks.split_last() else {
        lines.condition(head, &format!("{condition};"));
        return;
    };
    lines.condition(head, condition);
    lines.inside(|lines| {
        for remark in others {
            lines.line(&written(remark));
        }
        lines.line(&format!("{};", written(last)));
    });
}

/// `1 "title" restated`; the label is the last step of the citation, since no label has a dot in
/// it.
fn head_of(criterion: &Criterion) -> String {
    let label = criterion.citation.rsplit('.').next().unwrap_or_default();
    let title =
        criterion.title.as_ref().map(|title| format!(" {}", quoted(title))).unwrap_or_default();
    let restated = if criterion.restated { " restated" } else { "" };
    format!("{label}{title}{restated}")
}

fn quantifier_in_words(quantifier: Quantifier) -> String {
    match quantifier {
        Quantifier::AllOf => "all of".to_owned(),
        Quantifier::AnyOf => "any of".to_owned(),
        Quantifier::NoneOf => "none of".to_owned(),
        Quantifier::AtLeast(needed) => format!("at least {} of", number(needed.into())),
    }
}
