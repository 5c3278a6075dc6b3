//! A vocabulary: a line of documentation, codes and a type for each fact.

use super::condition::filled;
use super::lines::Lines;
use super::text::{declared_codes, quoted};
use super::width::STEP;
use policy_core::Decimal;
use policy_core::policy::notation::{formula_in_words, number};
use policy_core::possible::Scale;
use policy_core::unit::Unit;
use policy_core::vocabulary::{Concept, Fact, FactId, FactKind, HistoryForm, Vocabulary};

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
    let facts = vocabulary.iter().filter(|(id, _)| !id.is_built_in()).collect::<Vec<_>>();
    lines.inside(|lines| print_blocks(&facts, vocabulary, lines));
    lines.line("}");
    lines.into_text()
}

/// The text of some facts of a vocabulary, as it would be in one that has no others.
pub(crate) fn print_facts(vocabulary: &Vocabulary, facts: &[(FactId, &Fact)]) -> String {
    let mut lines = Lines::default();
    print_blocks(facts, vocabulary, &mut lines);
    lines.into_text()
}

fn print_blocks(facts: &[(FactId, &Fact)], vocabulary: &Vocabulary, lines: &mut Lines) {
    for block in facts.chunk_by(|(_, one), (_, next)| one.asked_of == next.asked_of) {
        let print = |lines: &mut Lines| {
            for (id, fact) in block {
                lines.documentation(&fact.label);
                print_fact(*id, fact, vocabulary, lines);
            }
        };
        match block.first().and_then(|(_, fact)| fact.asked_of) {
            Some(addressee) => {
                lines.line(&format!("asked of {addressee} {{"));
                lines.inside(print);
                lines.line("}");
            }
            None => print(lines),
        }
    }
}

/// A fact after its label.
fn print_fact(id: FactId, fact: &Fact, vocabulary: &Vocabulary, lines: &mut Lines) {
    if let Some(note) = &fact.note {
        lines.documentation("");
        lines.documentation(note);
    }
    for codes in declared_codes(&fact.codes) {
        lines.line(&format!("#[{codes}]"));
    }
    let Fact { name, kind, .. } = fact;
    match kind {
        FactKind::Code { .. } => {
            print_list(&format!("{name}: code "), &declared_values(kind), "", lines);
        }
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
        FactKind::Calculated { scale, formula } => {
            let formula = formula_in_words(vocabulary, formula);
            lines.line(&format!("{name}: calculated in {} as {formula},", units(scale)));
        }
        FactKind::Measurement { scale, methods } if methods.is_empty() => {
            lines.line(&format!("{name}: measurement in {}{},", units(scale), range_of(scale)));
        }
        FactKind::Measurement { scale, methods } => {
            print_list(
                &format!("{name}: measurement in {} by ", units(scale)),
                &methods.iter().map(|method| declared(method, false)).collect::<Vec<_>>(),
                &range_of(scale),
                lines,
            );
        }
        FactKind::History { form, .. } => print_history(*form, id, name, vocabulary, lines),
        FactKind::Flag { .. } | FactKind::Date => lines.line(&format!("{name}: {},", kind.name())),
    }
}

fn print_history(
    form: HistoryForm,
    id: FactId,
    name: &str,
    vocabulary: &Vocabulary,
    lines: &mut Lines,
) {
    let is_plain = |attribute: &Fact| {
        has_own_label(attribute) && attribute.note.is_none() && attribute.codes.is_empty()
    };
    let form = form.name();
    let attributes = vocabulary.attributes_of(id).collect::<Vec<_>>();
    match &attributes[..] {
        [] => lines.line(&format!("{name}: {form},")),
        [(_, attribute)]
            if is_plain(attribute) && matches!(attribute.kind, FactKind::Code { .. }) =>
        {
            let values = declared_values(&attribute.kind);
            print_list(&format!("{name}: {form} with {} ", attribute.name), &values, "", lines);
        }
        attributes => {
            lines.line(&format!("{name}: {form} with {{"));
            lines.inside(|lines| {
                for (id, attribute) in attributes {
                    if !is_plain(attribute) {
                        lines.documentation(&attribute.label);
                    }
                    print_fact(*id, attribute, vocabulary, lines);
                }
            });
            lines.line("},");
        }
    }
}

/// The label of an attribute is its name.
fn has_own_label(attribute: &Fact) -> bool {
    attribute.label == attribute.name.replace('_', " ")
}

/// The values of a code as they are declared.
fn declared_values(kind: &FactKind) -> Vec<String> {
    kind.declared_values().map(|(value, is_many)| declared(value, is_many)).collect()
}

/// `I "class I" snomed("420300004")`
fn declared(concept: &Concept, is_many: bool) -> String {
    let label = concept.given_label.iter().map(|label| quoted(label));
    let codes = declared_codes(&concept.codes);
    let name = [concept.name.to_string()].into_iter().chain(is_many.then(|| "many".to_owned()));
    let parts = name.chain(label).chain(codes);
    parts.collect::<Vec<_>>().join(" ")
}

/// Names between brackets, in lines of their own where one is too short.
fn print_list(before: &str, names: &[String], behind: &str, lines: &mut Lines) {
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
    scale.limits().map(|(low, high)| range(low, high)).unwrap_or_default()
}

fn range(low: Decimal, high: Decimal) -> String {
    format!(" from {} to {}", number(low), number(high))
}
