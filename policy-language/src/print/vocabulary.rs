//! A vocabulary: a line of documentation, codes and a type for each fact.

use super::condition::filled;
use super::lines::Lines;
use super::text::grouped;
use super::width::STEP;
use policy_core::Decimal;
use policy_core::data::Text;
use policy_core::policy::notation::number;
use policy_core::possible::Scale;
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};

/// The text of a vocabulary: `pub name { … }`, after its documentation. Who may use it (`pub`,
/// `pub(crate)`, nothing) and what is said of it are no part of the tree; of the documentation,
/// every line is one.
#[must_use]
pub fn print_vocabulary(vocabulary: &Vocabulary, visibility: &str, documentation: &str) -> String {
    let mut lines = Lines::default();
    for line in documentation.lines() {
        lines.documentation(line.trim());
    }
    let blank = if visibility.is_empty() { "" } else { " " };
    lines.line(&format!("{visibility}{blank}{} {{", vocabulary.name));
    lines.inside(|lines| {
        for (_, fact) in vocabulary
            .iter()
            .filter(|(id, _)| ![FactId::REQUEST_DATE, FactId::SERVICE_DATE].contains(id))
        {
            print_fact(fact, vocabulary, lines);
        }
    });
    lines.line("}");
    lines.into_text()
}

fn print_fact(fact: &Fact, vocabulary: &Vocabulary, lines: &mut Lines) {
    lines.documentation(&fact.label);
    if let Some(note) = &fact.note {
        lines.documentation("");
        lines.documentation(note);
    }
    for (system, codes) in grouped(&fact.codes) {
        lines.line(&format!("#[{system}({codes})]"));
    }
    let Fact { name, kind, .. } = fact;
    match kind {
        FactKind::Code { values } => print_list(&format!("{name}: code "), values, "", lines),
        FactKind::Count { low: 0, high: u32::MAX } => lines.line(&format!("{name}: count,")),
        FactKind::Count { low, high } => {
            lines.line(&format!("{name}: count{},", range((*low).into(), (*high).into())));
        }
        FactKind::Age { birth_date } => {
            lines.line(&format!("{name}: age from {},", vocabulary.name_of(*birth_date)));
        }
        FactKind::Quantity { scale } => {
            lines.line(&format!("{name}: quantity in {}{},", units(scale), range_of(scale)));
        }
        FactKind::Measurement { scale, methods } if methods.is_empty() => {
            lines.line(&format!("{name}: measurement in {}{},", units(scale), range_of(scale)));
        }
        FactKind::Measurement { scale, methods } => {
            print_list(
                &format!("{name}: measurement in {} by ", units(scale)),
                methods,
                &range_of(scale),
                lines,
            );
        }
        FactKind::Events { attribute: Some(attribute) } => {
            print_list(
                &format!("{name}: events with {} ", attribute.name),
                &attribute.values,
                "",
                lines,
            );
        }
        FactKind::Flag { .. } | FactKind::Date | FactKind::Events { attribute: None } => {
            lines.line(&format!("{name}: {},", kind.name()));
        }
    }
}

/// Names between brackets, in lines of their own where one is too short.
fn print_list(before: &str, names: &[Text], behind: &str, lines: &mut Lines) {
    let names = names.join(", ");
    let whole = format!("{before}[{names}]{behind},");
    if lines.fits(&whole) {
        lines.line(&whole);
        return;
    }
    let indent = lines.indent().saturating_add(STEP);
    lines.line(&format!("{before}["));
    lines.inside(|lines| lines.line(&filled(&format!("{names},"), indent, indent)));
    lines.line(&format!("]{behind},"));
}

fn units(scale: &Scale) -> String {
    scale.units().map(Unit::words).collect::<Vec<_>>().join(" or ")
}

/// The plausible range, if there is one that someone wrote.
fn range_of(scale: &Scale) -> String {
    match Scale::without_range(scale.unit, scale.accepted.clone()) {
        Some(widest) if widest == *scale => String::new(),
        _ => range(scale.low, scale.high),
    }
}

fn range(low: Decimal, high: Decimal) -> String {
    format!(" from {} to {}", number(low), number(high))
}
