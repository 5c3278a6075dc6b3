//! Conditions on the entries of a history: which names in them are attributes, and what was meant
//! by the others.

use super::scope::{Binding, Scope};
use super::unknown::is_value;
use super::wording::{all_of, alternatives, listing};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    Expression as TextExpression, ExpressionKind, Operand, Operator, Predicate, Test,
};
use crate::text::{Name, Place};
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};

/// What cases call the days of entries.
const DAYS: [&str; 7] = ["date", "start", "end", "ongoing", "day", "duration", "length"];

/// Whether a condition on entries asks about their attributes only.
pub fn asks_of_attributes(
    filter: &TextExpression,
    history: FactId,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> bool {
    let attributes = scope.vocabulary.attributes_of(history).map(|(_, attribute)| attribute);
    let attributes = attributes.collect::<Vec<_>>();
    let is_attribute = |predicate: &&Predicate| {
        attributes.iter().any(|attribute| attribute.name == predicate.subject.value)
    };
    let asked = asked(filter);
    let others = asked.into_iter().filter(|predicate| !is_attribute(predicate));
    let open = |name: &str| matches!(scope.binding(name), Some(Binding::Open));
    let others = others.filter(|predicate| !open(&predicate.subject.value)).collect::<Vec<_>>();
    for predicate in &others {
        if let Some(Binding::Fact { fact: handed, place }) = scope.binding(&predicate.subject.value)
        {
            let handed = scope.vocabulary.name_of(handed);
            let message = format!("`{handed}` is a fact, not an attribute of `{}`", fact.name);
            let known = alternatives(attributes.iter().map(|attribute| &*attribute.name));
            let mistake = place.map(|place| Diagnostic::at(place, message));
            let mistake = mistake.map(|it| it.help(format!("hand over an attribute: {known}")));
            if let Some(mistake) = mistake {
                scope.report_everywhere(mistake);
            }
            continue;
        }
        let mistake = no_attribute(predicate, fact, &attributes, scope);
        scope.report(mistake);
    }
    others.is_empty()
}

/// What is asked in a condition, in the order of the text.
pub fn asked(condition: &TextExpression) -> Vec<&Predicate> {
    match &condition.kind {
        ExpressionKind::And(parts)
        | ExpressionKind::Or(parts)
        | ExpressionKind::AtLeast(_, parts) => parts.iter().flat_map(asked).collect(),
        ExpressionKind::Not(part) => asked(part),
        ExpressionKind::If { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().flat_map(|part| asked(part)).collect()
        }
        ExpressionKind::Predicate(predicate) => vec![predicate],
        ExpressionKind::Unreadable(_) => Vec::new(),
    }
}

/// Something else than an attribute, where an attribute is asked about.
fn no_attribute(
    predicate: &Predicate,
    history: &Fact,
    attributes: &[&Fact],
    scope: &mut Scope<'_>,
) -> Diagnostic {
    let Name { value: name, place } = &predicate.subject;
    let (place, of) = (*place, &history.name);
    if let Some(values) = values_alone(name) {
        let both = name.split(' ').any(|word| word == "and");
        return value_alone(place, &values, both, history, attributes);
    }
    let mistake = Diagnostic::at(place, format!("`{name}` is not an attribute of `{of}`"));
    let owners = attributes.iter().filter(|attribute| is_value(attribute, name));
    let owners = owners.map(|attribute| &*attribute.name).collect::<Vec<_>>();
    if !owners.is_empty() {
        let right = owners.iter().map(|owner| format!("{owner} = {name}")).collect::<Vec<_>>();
        let mistake =
            Diagnostic::at(place, format!("`{name}` is a value, and not an attribute of `{of}`"));
        let mistake =
            mistake.help(format!("write {}", alternatives(right.iter().map(String::as_str))));
        return match &right[..] {
            [only] if is_alone(predicate) => mistake.instead(only),
            _ => mistake,
        };
    }
    if scope.define(name).is_some() {
        scope.mark_used(name);
        let mistake = Diagnostic::at(
            place,
            format!("`{name}` is a `define`, and not an attribute of `{of}`"),
        );
        return mistake.help(format!(
            "a `define` asks about the case, not about {}: write here what is asked of the attributes",
            form_of(history).entry()
        ));
    }
    if let Some((_, known)) = scope.vocabulary.find(name) {
        return fact_on_the_left(predicate, known, history, attributes);
    }
    if DAYS.contains(&name.as_str()) {
        return mistake.help(match form_of(history) {
            HistoryForm::Records => {
                "a record has no days: if one matters, add an attribute for it to the vocabulary, under another name".to_owned()
            }
            HistoryForm::Events | HistoryForm::Readings => format!(
                "the date of {} is asked for without `where`, as in `any {of} within 6 months`",
                form_of(history).entry()
            ),
            HistoryForm::Courses => {
                let example = match name.as_str() {
                    "end" => "ended before service_date",
                    "ongoing" => "on request_date",
                    "duration" | "length" => "lasting at least 8 weeks",
                    _ => "started within 6 months",
                };
                format!("the days of a course are asked for without `where`, as in `any {of} {example}`")
            }
        });
    }
    let names = || attributes.iter().map(|attribute| &*attribute.name);
    let near = nearest(name, names());
    if !near.is_empty() {
        return mistake.did_you_mean(&near);
    }
    let owners = scope.vocabulary.iter().filter(|(id, _)| {
        scope.vocabulary.attributes_of(*id).any(|(_, attribute)| attribute.name == *name)
    });
    let owners = owners.map(|(_, history)| &*history.name).collect::<Vec<_>>();
    let mistake = match owners[..] {
        [] => mistake,
        _ => mistake.note(format!("`{name}` is an attribute of {}", all_of(owners))),
    };
    match attributes {
        [] => mistake.help(format!(
            "add the attribute to the vocabulary, as in `{} with {name} [..]`, or take `where` out if every {} counts",
            history.kind.name(),
            entry_of(history)
        )),
        [Fact { name: only, kind: FactKind::Code { .. }, .. }] => {
            mistake.help(format!("write `where {only} = …`"))
        }
        [only] => mistake.help(format!("the only attribute of `{of}` is `{}`", only.name)),
        _ => mistake.help(format!("the attributes of `{of}` are {}", listing(names()))),
    }
}

/// `of Topiramate`, `except Topiramate or Propranolol` in place of a condition: the values, and
/// whether they are ruled out.
fn values_alone(typed: &str) -> Option<(Vec<&str>, bool)> {
    let ruled_out = ["other than ", "except ", "excluding ", "not "];
    let (negated, rest) = match ruled_out.iter().find_map(|word| typed.strip_prefix(word)) {
        Some(rest) => (true, rest),
        None => {
            let named = ["of ", "with ", "for "].iter().find_map(|word| typed.strip_prefix(word));
            (false, named?)
        }
    };
    let values = rest
        .split([' ', ','])
        .filter(|word| !word.is_empty() && !["or", "and"].contains(word))
        .collect::<Vec<_>>();
    Some((values, negated))
}

/// The values of an attribute that nothing names, where a condition on entries is.
fn value_alone(
    place: Place,
    (values, negated): &(Vec<&str>, bool),
    both: bool,
    history: &Fact,
    attributes: &[&Fact],
) -> Diagnostic {
    let of = &history.name;
    let names = alternatives(values.iter().copied());
    let is_owner = |attribute: &&&Fact| values.iter().all(|value| is_value(attribute, value));
    let owners = attributes.iter().filter(is_owner).collect::<Vec<_>>();
    let mistake =
        Diagnostic::at(place, format!("nothing says of which attribute {names} is a value"));
    let write = |owner: &str| match (&values[..], negated) {
        ([only], false) => format!("where {owner} = {only}"),
        ([only], true) => format!("where {owner} != {only}"),
        (_, false) => format!("where {owner} in [{}]", values.join(", ")),
        (_, true) => format!("where {owner} not in [{}]", values.join(", ")),
    };
    match &owners[..] {
        // One entry has one value: `of Topiramate and Propranolol` asks for two entries.
        [only] if both => {
            let each = values.iter().map(|value| format!("any {of} where {} = {value}", only.name));
            let each = each.collect::<Vec<_>>().join(" AND ");
            mistake.help(format!(
                "write `{each}` for one of each, or `{}` if one of them is enough",
                write(&only.name)
            ))
        }
        [only] => mistake.replace(write(&only.name)),
        [] => {
            let codes = attributes.iter().filter(|fact| matches!(fact.kind, FactKind::Code { .. }));
            let codes = codes.map(|attribute| {
                let known = attribute.kind.values().unwrap_or_default().iter();
                let known = known.map(ToString::to_string).collect::<Vec<_>>();
                format!("`{}` ({})", attribute.name, known.join(", "))
            });
            let codes = codes.collect::<Vec<_>>();
            if codes.is_empty() {
                mistake.help(format!("`{of}` has no attribute with values: add one to the vocabulary, as in `{} with {{ kind: code [{}, …] }}`", history.kind.name(), values.join(", ")))
            } else {
                mistake.help(format!(
                    "no attribute of `{of}` has this value; those with values are {}",
                    codes.join(" and ")
                ))
            }
        }
        several => {
            let ways = several.iter().map(|owner| write(&owner.name)).collect::<Vec<_>>();
            mistake.help(format!("write {}", alternatives(ways.iter().map(String::as_str))))
        }
    }
}

/// `requested_cycles < cycles`: a fact of the case, of which something is asked after `where`.
fn fact_on_the_left(
    predicate: &Predicate,
    known: &Fact,
    history: &Fact,
    attributes: &[&Fact],
) -> Diagnostic {
    let (name, of) = (&known.name, &history.name);
    let mistake = Diagnostic::at(
        predicate.subject.place,
        format!("`{name}` is a fact of the case, and not an attribute of `{of}`"),
    );
    if let Some(test) = &predicate.test
        && let Test::Compare { operator, operand: Operand::Name(other) } = &test.value
        && attributes.iter().any(|attribute| attribute.name == other.value)
    {
        let sign = match operator.value {
            Operator::Equal => "=",
            Operator::NotEqual => "!=",
            Operator::Less => ">",
            Operator::LessOrEqual => ">=",
            Operator::Greater => "<",
            Operator::GreaterOrEqual => "<=",
        };
        let right = format!("{} {sign} {name}", other.value);
        return mistake
            .help(format!("write the attribute first: `{right}`"))
            .replacing(predicate.subject.place.to(test.place), right)
            .replaced_if(predicate.selector.is_none() && predicate.window.is_none());
    }
    mistake.help(format!(
        "ask about `{name}` in a condition of its own: after `where`, a fact of the case can only be on the right of a comparison"
    ))
}

/// An attribute, or a value of one, of some history: how it is asked for.
pub fn elsewhere(name: &str, vocabulary: &Vocabulary) -> Option<String> {
    let found = vocabulary.iter().flat_map(|(id, history)| {
        let attributes = vocabulary.attributes_of(id);
        let matching = attributes.filter_map(move |(_, attribute)| {
            let is_own = attribute.name == name;
            (is_own || is_value(attribute, name)).then_some((history, attribute, is_own))
        });
        matching.collect::<Vec<_>>()
    });
    let found = found.collect::<Vec<_>>();
    let (history, attribute, is_own) = *found.first()?;
    let (of, asked) = (&history.name, asked_as(attribute, (!is_own).then_some(name)));
    Some(match (found.len(), is_own) {
        (1, true) => {
            format!("`{name}` is an attribute of `{of}`: write `any {of} where {asked}`")
        }
        (1, false) => format!(
            "`{name}` is a value of `{}`, an attribute of `{of}`: write `any {of} where {asked}`",
            attribute.name
        ),
        (_, true) => {
            let histories = found.iter().map(|(history, ..)| &*history.name);
            format!(
                "`{name}` is an attribute of {}: write as in `any {of} where {asked}`",
                all_of(histories)
            )
        }
        (_, false) => format!(
            "`{name}` is a value of several attributes: write as in `any {of} where {asked}`"
        ),
    })
}

/// `trial medicine`, `Topiramate trial`: a history beside an attribute, or beside a value of one.
pub fn beside_history(typed: &str, vocabulary: &Vocabulary) -> Option<String> {
    let words = typed.split(' ').collect::<Vec<_>>();
    let (id, history) =
        vocabulary.iter().find(|(_, fact)| words.iter().any(|word| fact.name == **word))?;
    let asked = vocabulary.attributes_of(id).find_map(|(_, attribute)| {
        let value = words.iter().find(|word| is_value(attribute, word));
        let is_own = words.iter().any(|word| attribute.name == **word);
        (is_own || value.is_some()).then(|| asked_as(attribute, value.copied()))
    })?;
    Some(format!("write `{} where {asked}`, with `any`, `no` or a number before it", history.name))
}

/// What is asked of an attribute: `adherent`, `medicine = Topiramate`, `dose …`.
pub fn asked_as(attribute: &Fact, value: Option<&str>) -> String {
    let name = &attribute.name;
    match (&attribute.kind, value) {
        (FactKind::Code { .. }, Some(value)) => format!("{name} = {value}"),
        (FactKind::Code { .. }, None) => format!("{name} = …"),
        (FactKind::Flag { .. }, _) => name.to_string(),
        _ => format!("{name} …"),
    }
}

/// Nothing is asked but the name.
const fn is_alone(predicate: &Predicate) -> bool {
    predicate.selector.is_none()
        && predicate.arguments.is_none()
        && predicate.test.is_none()
        && predicate.window.is_none()
}

/// The days that the entries of a history have.
pub const fn form_of(history: &Fact) -> HistoryForm {
    if let FactKind::History { form, .. } = history.kind { form } else { HistoryForm::Events }
}

/// One entry of a history, without an article: `course`.
pub fn entry_of(history: &Fact) -> &'static str {
    let entry = form_of(history).entry();
    entry.split_once(' ').map_or(entry, |(_, noun)| noun)
}
