//! A vocabulary: names, values, units, ranges, codes.

use super::code_lists::check_code_lists;
use super::codes::{check_declared_codes, check_places_of_codes};
use super::concepts::check_concepts;
use super::formula::check_formula;
use super::history::check_attributes;
use super::names_in_code::NamesInCode;
use super::operand::whole_number;
use super::scope::Scope;
use super::units::meant_units;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::formula::PlacedFormula;
use crate::syntax::vocabulary::{FactKind as Written, FactText, RangeText, VocabularyText};
use crate::text::{Name, Quoted};
use policy_core::data::{Link, List, Text};
use policy_core::possible::Scale;
use policy_core::suggest::nearest;
use policy_core::unit::Unit;
use policy_core::vocabulary::{Coding, Concept, Fact, FactId, FactKind, Vocabulary};
use std::borrow::Cow;

/// Checks a vocabulary; facts with a mistake are left out, so that the others can still be used.
pub fn check_vocabulary(text: &VocabularyText, errors: &mut Diagnostics) -> Vocabulary {
    let nothing = Vocabulary::of("", Vec::new());
    let is_read = errors.is_empty();
    let mut scope = Scope::new(&nothing, errors);
    let mut in_code = NamesInCode::default();
    let mut attributes = Vec::new();
    let mut facts = vec![
        built_in("request_date", "Date on which the request was received"),
        built_in("service_date", "Date of service"),
    ];
    check_code_lists(text, is_read, &mut scope);
    for fact in &text.facts {
        let name = &fact.name.value;
        if facts.iter().take(2).any(|known| known.name == *name) {
            scope.report(
                Diagnostic::at(fact.name.place, format!("`{name}` is built into every vocabulary"))
                    .help("take this fact away; criteria can use the name"),
            );
        } else if let Some(first) = text
            .facts
            .iter()
            .take_while(|first| first.name.place != fact.name.place)
            .find(|first| first.name.value == *name)
        {
            let mistake = Diagnostic::at(fact.name.place, format!("there are two facts `{name}`"))
                .with(first.name.place, "the first one is");
            scope.report(mistake.help("give each fact a name of its own"));
        } else {
            let known = attributes.len();
            let checked = check_fact(fact, text, &facts, &mut attributes, &mut scope);
            let own = attributes.get(known..).unwrap_or_default();
            match checked {
                Some(checked) if in_code.check(&checked, own, fact.name.place, &mut scope) => {
                    facts.push(checked);
                }
                _ => attributes.truncate(known),
            }
        }
    }
    let name = Text::Owned(text.name.value.clone());
    Vocabulary { name, facts: Cow::Owned(facts), attributes: Cow::Owned(attributes) }
}

fn built_in(name: &'static str, label: &'static str) -> Fact {
    Fact {
        name: Text::Borrowed(name),
        label: Text::Borrowed(label),
        note: None,
        asked_of: None,
        codes: Cow::Borrowed(&[]),
        kind: FactKind::Date,
    }
}

fn check_fact(
    fact: &FactText,
    vocabulary: &VocabularyText,
    before: &[Fact],
    attributes: &mut Vec<Fact>,
    scope: &mut Scope<'_>,
) -> Option<Fact> {
    let (label, note) = label_and_note(&fact.docs);
    if label.is_empty() {
        scope.report(
            Diagnostic::at(fact.name.place, format!("`{}` has no label", fact.name.value))
                .help("write it above the fact, as in `/// Left ventricular ejection fraction`")
                .note("the label is how explanations and documentation name the fact"),
        );
    }
    let codes = check_fact_codes(fact, vocabulary, scope);
    let kind = match &fact.kind.value {
        Written::History { form, attributes: own } => {
            check_attributes((*form, own), &fact.name, vocabulary, attributes, scope)?
        }
        Written::Code { many, .. } => {
            for value in many {
                scope.report(many_of_fact(value));
            }
            check_kind(fact, vocabulary, (before, &attributes[..]), scope)?
        }
        Written::Flag { .. }
        | Written::Count { .. }
        | Written::Date
        | Written::Age { .. }
        | Written::Quantity { .. }
        | Written::Calculated { .. }
        | Written::Measurement { .. } => {
            check_kind(fact, vocabulary, (before, &attributes[..]), scope)?
        }
    };
    Some(Fact {
        name: Text::Owned(fact.name.value.clone()),
        label: Text::Owned(label),
        note: note.map(Text::Owned),
        asked_of: fact.asked_of,
        codes,
        kind,
    })
}

/// `many` behind a value of a fact that is documented once.
fn many_of_fact(value: &Name) -> Diagnostic {
    let mistake = Diagnostic::at(
        value.place,
        format!("`{}` of this fact is one value, whatever it stands for", value.value),
    );
    mistake.remove("take `many` out").note(
        "`many` is for attributes of events, courses and records: two entries with such a value may be alike or different",
    )
}

pub fn check_fact_codes(
    fact: &FactText,
    vocabulary: &VocabularyText,
    scope: &mut Scope<'_>,
) -> List<Coding> {
    check_places_of_codes(fact, vocabulary, scope);
    Cow::Owned(check_declared_codes(&fact.codes, vocabulary, scope))
}

/// The first line of a doc comment is the label, the rest a note.
pub fn label_and_note(docs: &[Quoted]) -> (String, Option<String>) {
    let mut lines = docs.iter().map(|line| line.value.trim());
    let label = lines.next().unwrap_or_default().to_owned();
    let note = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    (label, (!note.is_empty()).then_some(note))
}

pub fn check_kind(
    fact: &FactText,
    vocabulary: &VocabularyText,
    (before, attributes): (&[Fact], &[Fact]),
    scope: &mut Scope<'_>,
) -> Option<FactKind> {
    match &fact.kind.value {
        Written::Flag { attested } => Some(FactKind::Flag { attested: *attested }),
        Written::Code { values, many } => {
            let values = check_concepts(&fact.name, values, "value", vocabulary, scope)?;
            let is_many = |value: &Concept| many.iter().any(|many| many.value == value.name);
            let bits = (0..).zip(values.iter()).filter(|(_, value)| is_many(value));
            let many = bits.fold(0, |many, (position, _)| many | 1_u64.rotate_left(position));
            Some(FactKind::Code { values, many })
        }
        Written::Count { range } => check_count_range(range.as_ref(), scope)
            .map(|(low, high)| FactKind::Count { low, high }),
        Written::Date => Some(FactKind::Date),
        Written::Age { birth_date } => check_birth_date(birth_date, vocabulary, before, scope)
            .map(|birth_date| FactKind::Age { birth_date }),
        Written::Quantity { units, range } => check_scale(units, range.as_ref(), scope)
            .map(|scale| FactKind::Quantity { scale: Link::from(scale) }),
        Written::Calculated { units, formula } => {
            let scale = check_scale(units, None, scope);
            let attributes = Cow::Owned(attributes.to_vec());
            let known = Vocabulary { attributes, ..Vocabulary::of("", before.to_vec()) };
            let unit = scale.as_ref().map(|scale| scale.unit);
            let checked = scope.of_vocabulary(&known, |scope| {
                declared_above(formula, vocabulary, scope)
                    .then(|| check_formula(&fact.name, unit?, formula, scope))
                    .flatten()
            });
            Some(FactKind::Calculated { scale: Link::from(scale?), formula: Link::from(checked?) })
        }
        Written::Measurement { units, methods, range } => {
            let scale = check_scale(units, range.as_ref(), scope);
            let methods = methods.as_ref().map_or(Some(Cow::Borrowed(&[][..])), |methods| {
                check_concepts(&fact.name, methods, "method", vocabulary, scope)
            });
            Some(FactKind::Measurement { scale: Link::from(scale?), methods: methods? })
        }
        // Its attributes are added to those of the vocabulary.
        Written::History { .. } => None,
    }
}

/// Whether the facts of a formula are declared above it, where none can depend on the formula. What
/// is wrong with one of them is reported where it is.
fn declared_above(
    formula: &PlacedFormula,
    vocabulary: &VocabularyText,
    scope: &mut Scope<'_>,
) -> bool {
    let mut above = true;
    for name in formula.value.names() {
        if scope.vocabulary.find(&name.value).is_some() {
            continue;
        }
        above &= !vocabulary.unreadable.contains(&name.value);
        let declared = vocabulary.facts.iter().find(|fact| fact.name.value == name.value);
        let Some(declared) = declared else { continue };
        above = false;
        if declared.kind.place.first > formula.place.last {
            let mistake =
                Diagnostic::at(name.place, format!("`{}` is declared further below", name.value));
            scope.report(mistake.help("move it above the fact that is calculated from it"));
        } else if declared.kind.place.to(formula.place) == declared.kind.place {
            let mistake =
                Diagnostic::at(name.place, format!("`{}` is calculated from itself", name.value));
            scope.report(mistake.help("name the facts that it is calculated from"));
        }
    }
    above
}

fn check_count_range(range: Option<&RangeText>, scope: &mut Scope<'_>) -> Option<(u32, u32)> {
    let Some(range) = range else { return Some((0, u32::MAX)) };
    let mut end = |end: &crate::syntax::literal::QuantityText| {
        let number = whole_number(&end.number).filter(|_| end.unit.is_none());
        if number.is_none() {
            scope.report(
                Diagnostic::at(end.place, "a count goes from one whole number to another")
                    .help("write it as in `count from 0 to 25`"),
            );
        }
        number
    };
    let (low, high) = (end(&range.low), end(&range.high));
    let (low, high) = (low?, high?);
    if low > high {
        report_upside_down(range, scope);
        return None;
    }
    Some((low, high))
}

fn report_upside_down(range: &RangeText, scope: &mut Scope<'_>) {
    let (low, high) = (&range.low.number, &range.high.number);
    scope.report(
        Diagnostic::at(
            range.place,
            format!("the range from {} to {} is upside down", low.value, high.value),
        )
        .replace(format!("from {} to {}", high.value, low.value)),
    );
}

/// The date that an age derives from; it may come before or after the age.
fn check_birth_date(
    name: &Name,
    vocabulary: &VocabularyText,
    before: &[Fact],
    scope: &mut Scope<'_>,
) -> Option<FactId> {
    let declared = vocabulary.facts.iter().find(|fact| fact.name.value == name.value);
    match declared.map(|fact| &fact.kind.value) {
        Some(Written::Date) => {
            let position = before.iter().position(|fact| fact.name == name.value);
            if position.is_none() {
                scope.report(
                    Diagnostic::at(
                        name.place,
                        format!("`{}` is declared further below", name.value),
                    )
                    .help("move the date of birth above the age"),
                );
            }
            position.and_then(|position| u16::try_from(position).ok()).map(FactId)
        }
        Some(_) => {
            scope.report(
                Diagnostic::at(name.place, format!("`{}` is not a date", name.value))
                    .help("an age derives from a date of birth: `age from birth_date`"),
            );
            None
        }
        None => {
            let dates = vocabulary
                .facts
                .iter()
                .filter(|fact| matches!(fact.kind.value, Written::Date))
                .map(|fact| fact.name.value.as_str());
            let mistake = Diagnostic::at(name.place, format!("unknown fact `{}`", name.value));
            scope.report(match nearest(&name.value, dates)[..] {
                [] => mistake.help("declare the date of birth above: `birth_date: date,`"),
                ref near => mistake.did_you_mean(near),
            });
            None
        }
    }
}

fn check_scale(units: &[Name], range: Option<&RangeText>, scope: &mut Scope<'_>) -> Option<Scale> {
    let known = units.iter().map(|unit| known_unit(unit, true, scope)).collect::<Vec<_>>();
    let known = known.into_iter().collect::<Option<Vec<_>>>()?;
    let (unit, accepted) = known.split_first()?;
    for (name, other) in units.iter().zip(&known).skip(1) {
        if other == unit
            || units
                .iter()
                .take_while(|earlier| earlier.place != name.place)
                .filter_map(|earlier| Unit::from_words(&earlier.value))
                .any(|earlier| earlier == *other)
        {
            scope.report(
                Diagnostic::at(name.place, format!("`{}` is here twice", name.value))
                    .help("name each unit once"),
            );
            return None;
        }
        if other.kind() != unit.kind() {
            scope.report(
                Diagnostic::at(
                    name.place,
                    format!(
                        "`{}` is a {}, but `{}` is a {}",
                        name.value,
                        other.kind().name(),
                        unit.words(),
                        unit.kind().name()
                    ),
                )
                .help("accept only units of one kind: a value in another is another fact"),
            );
            return None;
        }
    }
    let mut scale = Scale::without_range(*unit, Cow::Owned(accepted.to_vec()))?;
    if let Some(range) = range {
        (scale.low, scale.high) = (range.low.number.value, range.high.number.value);
        check_range(range, &scale, scope)?;
    }
    Some(scale)
}

/// The ends of a plausible range are in the fact's own unit, whether it is repeated or not.
fn check_range(range: &RangeText, scale: &Scale, scope: &mut Scope<'_>) -> Option<()> {
    for unit in [&range.low, &range.high].into_iter().filter_map(|end| end.unit.as_ref()) {
        if Unit::from_words(&unit.value) != Some(scale.unit) {
            scope.report(
                Diagnostic::at(unit.place, format!("the range is given in {}", scale.unit.words()))
                    .help("give numbers alone, or in the fact's own unit"),
            );
            return None;
        }
    }
    if scale.low > scale.high {
        report_upside_down(range, scope);
        return None;
    }
    if [scale.low, scale.high]
        .iter()
        .any(|end| scale.position(*end, scale.unit).is_none_or(Scale::is_beyond))
    {
        scope.report(
            Diagnostic::at(range.place, "this range is too wide to compare numbers exactly")
                .help("give the range in a larger unit"),
        );
        return None;
    }
    Some(())
}

/// The unit of these words. `apart` says whether they have a place of their own.
pub fn known_unit(name: &Name, apart: bool, scope: &mut Scope<'_>) -> Option<Unit> {
    let unit = Unit::from_words(&name.value);
    if unit.is_none() {
        let mistake = Diagnostic::at(name.place, format!("unknown unit `{}`", name.value))
            .did_you_mean(&meant_units(&name.value, Unit::ALL.iter().copied()))
            .replaced_if(apart);
        let lower = name.value.to_lowercase();
        if ["stage", "times", "visit", "dose"].contains(&lower.trim_end_matches('s').trim_end()) {
            scope.report(
                mistake.help("a number without a unit is a `count`, as in `count from 0 to 72`"),
            );
            return None;
        }
        scope.report(mistake.note("units are written as in UCUM, such as `mg/dL` or `mL/min`, and cells in words, such as `million cells`"));
    }
    unit
}
