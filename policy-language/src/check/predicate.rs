//! One question about one fact: does it fit the fact's type?

use super::age::age;
use super::attributes::beside_history;
use super::comparison::{Compared, check_comparison, compared, refuse_distance};
use super::dates::check_date_test;
use super::entries::entries;
use super::habits::{compared_flag, numbered_values, selector_in_words, values_in_order};
use super::parts::{
    OfEntries, negate_if, plain_test, refuse, refuse_extra_parts, refuse_wanted,
    refuse_what_others_have, refuse_window, transpose, window, written_otherwise,
};
use super::quantity::{check_count_test, check_quantity_test};
use super::scope::{Scope, Subject};
use super::unknown::is_value;
use super::wording::{alternatives, example_of, kind_of, listing};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operand, Operator, Predicate, Selector, Test};
use crate::text::{Name, Place, Placed};
use policy_core::data::Text;
use policy_core::policy::{Expression, FoundDay, Notation, Region, Selection, Term};
use policy_core::possible::Scale;
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactId, FactKind, Vocabulary};
use std::borrow::Cow;

/// Checks a predicate against the type of its fact; `None` where something in it was reported.
pub fn check_predicate(
    predicate: &Predicate,
    of_entries: OfEntries,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let (checked, days) = scope.counting(|scope| check_whole(predicate, of_entries, scope));
    checked.map(|checked| anchored(checked, days))
}

/// A predicate that is counted from days in histories.
fn anchored(expression: Expression, days: Vec<FoundDay>) -> Expression {
    match expression {
        Expression::Test { term, region } => term.anchored(days.into()).is(region),
        Expression::Not(negated) => negate_if(true, anchored((*negated).clone(), days)),
        other @ (Expression::AtLeast(..) | Expression::If { .. }) => other,
    }
}

fn check_whole(
    predicate: &Predicate,
    of_entries: OfEntries,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    if let Some(arguments) = &predicate.arguments {
        return report_unknown_define(&predicate.subject, arguments, scope);
    }
    scope.with_subject(&predicate.subject, |scope, subject| match subject {
        // The type is checked where the parameter stands for a fact; until then any condition will
        // do.
        Subject::Open => Some(Expression::all(Cow::Borrowed(&[]))),
        Subject::Fact(_, fact) if refuse_what_others_have(predicate, fact, scope) => None,
        Subject::Fact(id, fact) if let Some(other) = compared(predicate, scope) => {
            match (&fact.kind, &other) {
                (
                    FactKind::Count { .. }
                    | FactKind::Quantity { .. }
                    | FactKind::Measurement { .. },
                    _,
                ) => check_comparison(predicate, &other, id, fact, scope),
                (
                    FactKind::Date
                    | FactKind::Code { .. }
                    | FactKind::Flag { .. }
                    | FactKind::History { .. }
                    | FactKind::Age { .. },
                    Compared::Apart(_),
                ) => {
                    refuse_distance(predicate.subject.place, fact, scope);
                    None
                }
                (
                    FactKind::Date
                    | FactKind::Code { .. }
                    | FactKind::Flag { .. }
                    | FactKind::History { .. }
                    | FactKind::Age { .. },
                    Compared::Name(..) | Compared::Other(..),
                ) => check_alone(predicate, (id, fact), of_entries, scope),
            }
        }
        Subject::Fact(id, fact) => check_alone(predicate, (id, fact), of_entries, scope),
    })
}

/// What is asked of a fact without another one.
fn check_alone(
    predicate: &Predicate,
    (id, fact): (FactId, &Fact),
    of_entries: OfEntries,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    match &fact.kind {
        FactKind::Flag { .. } => flag(predicate, id, fact, scope),
        FactKind::Code { values } => code(predicate, id, fact, values, scope),
        FactKind::Count { low, high } => {
            let test = plain_test(predicate, fact, scope)?;
            check_count_test(test, (*low, *high), fact, scope)
                .map(|(test, negated)| negate_if(negated, Term::Count(id).is(Region::Whole(test))))
        }
        FactKind::Age { birth_date } => age(predicate, fact, *birth_date, scope),
        FactKind::Date => date(predicate, id, fact, scope),
        FactKind::Quantity { scale } => {
            let test = plain_test(predicate, fact, scope)?;
            check_quantity_test(test, fact, scale, scope).map(|(test, negated)| {
                negate_if(negated, Term::Quantity(id).is(Region::Quantity(test)))
            })
        }
        FactKind::Measurement { scale, methods } => {
            measurement(predicate, id, fact, scale, methods, scope)
        }
        FactKind::History { .. } => entries(predicate, (id, fact), of_entries, scope),
    }
}

fn report_unknown_define(
    name: &Name,
    arguments: &Placed<Vec<Name>>,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let vocabulary = scope.vocabulary;
    let mistake = if let Some((_, fact)) = vocabulary.find(&name.value) {
        // `trial (adherent)`
        let mut asked = arguments.value.iter().filter_map(|argument| {
            beside_history(&format!("{} {}", name.value, argument.value), vocabulary)
        });
        Diagnostic::at(arguments.place, format!("`{}` is a fact, not a `define`", name.value))
            .help(asked.next().unwrap_or_else(|| example_of(fact)))
    } else {
        let mistake = Diagnostic::at(name.place, format!("there is no `define {}`", name.value));
        let mistake = match scope.nearest_defines(&name.value)[..] {
            [] => mistake.help(format!("write `define {}(…): …;` before the sections", name.value)),
            ref near => mistake.did_you_mean(near),
        };
        mistake.note("parentheses follow a `define`, and hold the facts that it asks about")
    };
    scope.report(mistake);
    None
}

fn flag(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let mut refused = refuse_extra_parts(predicate, fact, scope);
    if let Some(window) = predicate.window.as_ref().filter(|_| !refused) {
        refused |= refuse_window(scope, window.place, fact);
    }
    if let Some(test) = &predicate.test {
        let mistake = Diagnostic::at(
            test.place,
            format!("{}: it is not compared with anything", kind_of(fact)),
        )
        .about(&fact.name);
        scope.report(written_otherwise(
            mistake,
            compared_flag(&test.value, &fact.name),
            predicate,
            test,
            || example_of(fact),
        ));
        refused = true;
    }
    (!refused).then_some(Term::Flag(id).is(Region::Yes))
}

fn code(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    values: &[Text],
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let test = plain_test(predicate, fact, scope)?;
    let (values, negated) = check_values(test, fact, &fact.name, values, scope)?;
    Some(negate_if(negated, Term::Code(id).is(Region::Values(values))))
}

/// The values that `= V`, `!= V`, `in [..]` and `not in [..]` name, as bits, and whether they are
/// negated.
fn check_values(
    test: &Placed<Test>,
    fact: &Fact,
    owner: &str,
    known: &[Text],
    scope: &mut Scope<'_>,
) -> Option<(u64, bool)> {
    let (names, negated) = match &test.value {
        Test::Compare { operator, operand: Operand::Name(name) }
            if matches!(operator.value, Operator::Equal | Operator::NotEqual) =>
        {
            (std::slice::from_ref(name), operator.value == Operator::NotEqual)
        }
        Test::Compare { operator, operand }
            if !matches!(operator.value, Operator::Equal | Operator::NotEqual) =>
        {
            let example = values_in_order(operator.value, operand, owner, known)
                .unwrap_or_else(|| format!("{owner} in [..]"));
            let mistake =
                Diagnostic::at(operator.place, format!("the values of `{owner}` have no order"));
            scope.report(
                mistake
                    .help(format!("name the values that count, as in `{example}` if the vocabulary lists them in their order"))
                    .note(values_note(owner, known))
                    .about(owner),
            );
            return None;
        }
        Test::OneOf { negated, values } => (&values[..], *negated),
        Test::Compare { .. } | Test::Between { .. } | Test::Apart(_) => {
            let mistake = Diagnostic::at(
                test.place,
                format!("{}: it is compared with its values", kind_of(fact)),
            )
            .about(&fact.name);
            let mistake = match numbered_values(&test.value, known) {
                Some(right) => mistake.help(format!("write `{owner} {right}`")).instead(right),
                None => mistake.maybe_help(known.first().map(|value| {
                    format!("write `{owner} = {value}` or `{owner} in [{value}, …]`")
                })),
            };
            scope.report(mistake.note(values_note(owner, known)));
            return None;
        }
    };
    let mut mask = Some(0_u64);
    for name in names {
        match value_bit(name, owner, known, scope) {
            Some(bit) if mask.is_some_and(|mask| mask & bit != 0) => {
                scope.report(
                    Diagnostic::at(name.place, format!("`{}` is here twice", name.value))
                        .help("name each value once"),
                );
            }
            Some(bit) => mask = mask.map(|mask| mask | bit),
            None => mask = None,
        }
    }
    Some((mask?, negated))
}

/// The bit of a value.
pub fn value_bit(name: &Name, owner: &str, known: &[Text], scope: &mut Scope<'_>) -> Option<u64> {
    let position = known.iter().position(|value| *value == name.value);
    if position.is_none() {
        if scope.binding(&name.value).is_some() {
            scope.report(
                Diagnostic::at(
                    name.place,
                    format!("`{}` is a fact here, not a value of `{owner}`", name.value),
                )
                .help("write the value itself: only facts can be handed to a `define`")
                .note(values_note(owner, known))
                .about(owner),
            );
            return None;
        }
        let vocabulary = scope.vocabulary;
        let attributes = scope.history().map(|(history, _)| vocabulary.attributes_of(history));
        let attributes = attributes.into_iter().flatten().map(|(_, attribute)| attribute);
        let owners = attributes
            .chain(vocabulary.facts.iter())
            .filter(|fact| fact.name != *owner && is_value(fact, &name.value));
        let elsewhere = owners.map(|fact| &*fact.name).collect::<Vec<_>>();
        let mistake =
            Diagnostic::at(name.place, format!("`{}` is not a value of `{owner}`", name.value));
        let mistake = match nearest(&name.value, known.iter().map(|value| &**value))[..] {
            _ if scope.named(&name.value).is_some() => {
                mistake.help("a code is compared with its values: name one of them")
            }
            [] if elsewhere.len() == 1 => {
                mistake.help(format!("`{}` is a value of {}", name.value, alternatives(elsewhere)))
            }
            ref near => mistake.did_you_mean(near),
        };
        scope.report(mistake.note(values_note(owner, known)).about(owner));
    }
    1_u64.checked_shl(u32::try_from(position?).ok()?)
}

fn values_note(owner: &str, known: &[Text]) -> String {
    format!("the values of `{owner}` are {}", listing(known.iter().map(|value| &**value)))
}

fn date(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    if refuse_extra_parts(predicate, fact, scope) {
        return None;
    }
    let (test, negated) = check_date_test(predicate, id, fact, scope)?;
    Some(negate_if(negated, Term::Date(id).is(Region::Day(test))))
}

fn measurement(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    scale: &Scale,
    methods: &[Text],
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let selection =
        match predicate.selector.as_ref().map(|selector| (&selector.value, selector.place)) {
            None => Some(Selection::Latest),
            Some((Selector::Any, _)) => Some(Selection::Any),
            Some((Selector::Every, _)) => Some(Selection::Every),
            Some((Selector::Highest, _)) => Some(Selection::Highest),
            Some((Selector::Lowest, _)) => Some(Selection::Lowest),
            Some((Selector::Earliest, _)) => Some(Selection::Earliest),
            Some((
                Selector::No | Selector::Latest | Selector::AtLeast(_) | Selector::AtMost(_),
                place,
            )) => {
                refuse_wanted(
                    scope,
                    place,
                    "results are not counted",
                    fact,
                    &format!(
                        "write `any {0} …` for at least one such result, `NOT any {0} …` for none",
                        fact.name
                    ),
                );
                return None;
            }
        };
    if let Some(filter) = &predicate.filter {
        refuse_wanted(
            scope,
            filter.place,
            "it has no attributes to choose with `where`; a method follows `by`",
            fact,
            "write `by` and the method, or name a fact for the results that are meant",
        );
        return None;
    }
    let method =
        predicate.method.as_ref().map(|method| method_position(method, fact, methods, scope));
    let window = window(predicate, id, scope);
    if let Some(on_file) = predicate.on_file {
        return on_file_test(predicate, on_file, fact, scope)
            .then_some(Term::OnFile { fact: id, method: transpose(method)?, window: window? })
            .map(|term| term.is(Region::Yes));
    }
    let Some(test) = &predicate.test else {
        refuse(scope, predicate.subject.place, "it needs a comparison", fact);
        return None;
    };
    let (checked, negated) = check_quantity_test(test, fact, scale, scope)?;
    let (selection, method, window) = (selection?, transpose(method)?, window?);
    let selected = |selection| {
        Term::Result { fact: id, selection, method, window }.is(Region::Quantity(checked))
    };
    if negated && matches!(selection, Selection::Any | Selection::Every) {
        let not = |selection| negate_if(true, selected(selection));
        scope.report(two_readings(
            test.place,
            [not(Selection::Any), not(Selection::Every)],
            scope.vocabulary,
        ));
        return None;
    }
    Some(negate_if(negated, selected(selection)))
}

/// `hba1c on file`: whether nothing else is asked of the results.
fn on_file_test(predicate: &Predicate, on_file: Place, fact: &Fact, scope: &mut Scope<'_>) -> bool {
    scope.note_on_file(on_file);
    if let Some(test) = &predicate.test {
        let mistake = Diagnostic::at(
            on_file,
            "`on file` asks for a result only, whatever its value: nothing is compared",
        );
        let alone = on_file.first > test.place.last;
        scope.report(
            mistake
                .remove("take `on file` out: a comparison asks for a result as well")
                .replaced_if(alone),
        );
        return false;
    }
    if let Some(selector) = &predicate.selector {
        let mistake = Diagnostic::at(
            selector.place,
            format!(
                "`on file` asks for a result only: `{}` chooses nothing",
                selector_in_words(&selector.value)
            ),
        );
        let name = &fact.name;
        scope.report(mistake.remove(format!("write `{name} on file`")));
        return false;
    }
    true
}

/// `any lvef != 40%`: no result is that, or one is not.
fn two_readings(
    place: Place,
    [none, not_all]: [Expression; 2],
    vocabulary: &Vocabulary,
) -> Diagnostic {
    let written = |condition| Notation::of(vocabulary, condition).to_string();
    let (none, not_all) = (written(&none), written(&not_all));
    Diagnostic::at(place, "`!=` can be read in two ways where several results count").help(format!(
        "write `{none}` if no result may be that, or `{not_all}` if one has to differ"
    ))
}

pub fn method_position(
    method: &Name,
    fact: &Fact,
    methods: &[Text],
    scope: &mut Scope<'_>,
) -> Option<u8> {
    let position = methods.iter().position(|known| *known == method.value);
    if position.is_none() {
        let mistake = if methods.is_empty() {
            Diagnostic::at(method.place, format!("`{}` is not told apart by method", fact.name))
                .help("add its methods to the vocabulary, as in `measurement in … by [..]`, or take `by` out if every method will do")
        } else {
            Diagnostic::at(
                method.place,
                format!("`{}` is not a method of `{}`", method.value, fact.name),
            )
            .did_you_mean(&nearest(&method.value, methods.iter().map(|known| &**known)))
            .note(format!(
                "the methods of `{}` are {}",
                fact.name,
                listing(methods.iter().map(|known| &**known))
            ))
        };
        scope.report(mistake);
    }
    u8::try_from(position?).ok()
}
