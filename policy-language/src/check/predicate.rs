//! One question about one fact: does it fit the fact's type?

use super::age::age;
use super::attributes::beside_history;
use super::comparison::{Compared, check_comparison, compared, refuse_distance};
use super::dates::check_date_test;
use super::entries::entries;
use super::habits::{compared_flag, numbered_values, values_in_order};
use super::normal::{names_limit, refuse_limits};
use super::parts::{
    OfEntries, negate_if, plain_test, refuse_extra_parts, refuse_what_others_have, refuse_window,
    written_otherwise,
};
use super::quantity::{check_count_test, check_quantity_test};
use super::results::measurement;
use super::scope::{Scope, Subject};
use super::sum::check_sum;
use super::unknown::is_value;
use super::wording::{alternatives, example_of, kind_of, listing};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{ArgumentText, Operand, Operator, Predicate, Test};
use crate::text::{Name, Place, Placed};
use policy_core::data::Link;
use policy_core::policy::{Expression, FoundDay, Region, Sum, Summed, Term};
use policy_core::possible::DAYS_COVERED;
use policy_core::suggest::nearest;
use policy_core::unit::Unit;
use policy_core::vocabulary::{Concept, Fact, FactId, FactKind, Vocabulary};
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
    if predicate.subject.value.contains(" - ") {
        let mistake = difference(predicate, scope.vocabulary);
        scope.report(mistake);
        return None;
    }
    if let Some(arguments) = &predicate.arguments {
        return report_unknown_define(&predicate.subject, arguments, scope);
    }
    scope.with_subject(&predicate.subject, |scope, subject| match subject {
        // The type is checked where the parameter stands for a fact; until then any condition will
        // do.
        Subject::Open => Some(Expression::all(Cow::Borrowed(&[]))),
        Subject::Fact(id, fact) if let Some(sum) = &predicate.sum => {
            let added_up = check_sum(sum, predicate, (id, fact), of_entries, scope)?;
            compared_sum(added_up, predicate, scope)
        }
        Subject::Fact(_, fact) if refuse_what_others_have(predicate, fact, scope) => None,
        Subject::Fact(_, fact)
            if !matches!(fact.kind, FactKind::Measurement { .. })
                && let Some(test) =
                    predicate.test.as_ref().filter(|test| names_limit(&test.value)) =>
        {
            refuse_limits(test.place, fact, scope);
            None
        }
        Subject::Fact(id, fact) if let Some(other) = compared(predicate, scope) => {
            match (&fact.kind, &other) {
                (
                    FactKind::Count { .. }
                    | FactKind::Quantity { .. }
                    | FactKind::Calculated { .. }
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

/// `chart_bmi - bmi >= 3 kg/m2`: two facts at a distance, or one with a hyphen in its name.
fn difference(predicate: &Predicate, vocabulary: &Vocabulary) -> Diagnostic {
    let Name { value, place } = &predicate.subject;
    let (first, second) = value.split_once(" - ").unwrap_or((value, ""));
    let sign = Place::of(place.first.saturating_add(1));
    let mistake = Diagnostic::at(sign, format!("`-` cannot follow `{first}`"));
    if vocabulary.find(first).is_none() || vocabulary.find(second).is_none() {
        let name = format!("{first}_{second}");
        return mistake
            .help(format!("a name has `_` in place of a hyphen: `{name}`"))
            .replacing(*place, name);
    }
    let distance = predicate.test.as_ref().and_then(|test| {
        let Test::Compare { operator, operand: Operand::Quantity(amount) } = &test.value else {
            return None;
        };
        let reach = match operator.value {
            Operator::GreaterOrEqual => "at least",
            Operator::Greater => "more than",
            Operator::LessOrEqual => "at most",
            Operator::Less => "less than",
            Operator::Equal => "exactly",
            Operator::NotEqual => return None,
        };
        let number = amount.number.value.normalize();
        let space = |unit: &Name| if unit.value == "%" { "" } else { " " };
        let unit = amount.unit.as_ref();
        let unit = unit.map_or(String::new(), |unit| format!("{}{}", space(unit), unit.value));
        (!number.is_sign_negative()).then(|| format!("{reach} {number}{unit}"))
    });
    match distance {
        Some(distance) => mistake.help(format!("write `{first} {distance} above {second}`")),
        None => mistake.help(format!(
            "calculate the difference in the vocabulary, as in `difference: calculated in … as {first} - {second}`, and compare that"
        )),
    }
}

/// Days covered that are compared with months or years: the mistake.
fn long_time(test: &Placed<Test>) -> Option<Diagnostic> {
    let amounts = match &test.value {
        Test::Compare { operand: Operand::Quantity(amount), .. } => vec![amount],
        Test::Between { low, high } => vec![high, low],
        Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) | Test::WithinNormal => vec![],
    };
    let unit = amounts.into_iter().find_map(|amount| amount.unit.as_ref())?;
    let typed = Unit::from_words(&unit.value)?;
    let words = [Unit::Month, Unit::Year].into_iter().find(|long| *long == typed)?.words();
    let mistake = Diagnostic::at(unit.place, format!("days covered are not compared with {words}"));
    Some(mistake.help(format!(
        "calculate the time in {words} in the vocabulary, `time_covered: calculated in {words} as days covered by …`, and compare `time_covered`, or write a number of days or weeks"
    )))
}

/// `total dose of fill within 84 days <= 400 U`
fn compared_sum(sum: Sum, predicate: &Predicate, scope: &mut Scope<'_>) -> Option<Expression> {
    let vocabulary = scope.vocabulary;
    // What is added up says how the number is written.
    let days = days_covered();
    let fact = match sum.of {
        Summed::Attribute(attribute) => vocabulary.fact(attribute)?,
        Summed::Days => &days,
    };
    let Some(test) = &predicate.test else {
        let words = if sum.of == Summed::Days { "144 days" } else { "…" };
        let mistake = Diagnostic::at(predicate.subject.place, "nothing is asked of this number");
        scope.report(mistake.help(format!("compare it, as in `… <= {words}`")));
        return None;
    };
    if sum.of == Summed::Days
        && let Some(mistake) = long_time(test)
    {
        scope.report(mistake);
        return None;
    }
    let Some(scale) = sum.scale(vocabulary) else {
        let mistake = Diagnostic::at(
            test.place,
            format!("`{}` has no unit, in which a total could be compared", fact.name),
        );
        scope.report(mistake.about(&fact.name).help(format!(
            "declare it as a quantity in a unit, or count the entries, as in `at least 2 {} …`",
            vocabulary.name_of(sum.entries.fact)
        )));
        return None;
    };
    if compared(predicate, scope).is_some() {
        let mistake = Diagnostic::at(test.place, "a total is compared with a number only");
        scope.report(mistake.help("calculate the difference in the vocabulary, as in `difference: calculated in … as total … - …`, and compare that with 0"));
        return None;
    }
    check_quantity_test(test, fact, &scale, scope)
        .map(|(test, negated)| negate_if(negated, sum.term().is(Region::Quantity(test))))
}

/// How a number of days is called in messages.
fn days_covered() -> Fact {
    Fact {
        name: "days covered".into(),
        label: "days covered".into(),
        note: None,
        asked_of: None,
        codes: Cow::Borrowed(&[]),
        kind: FactKind::Quantity { scale: Link::Static(&DAYS_COVERED) },
    }
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
        FactKind::Code { values, .. } => code(predicate, id, fact, values, scope),
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
        FactKind::Calculated { scale, formula } => {
            let test = plain_test(predicate, fact, scope)?;
            let formula = Link::from(formula.looking_from(scope.looked_from()));
            check_quantity_test(test, fact, scale, scope).map(|(test, negated)| {
                let term = Term::Calculated { fact: id, formula };
                negate_if(negated, term.is(Region::Quantity(test)))
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
    arguments: &Placed<Vec<ArgumentText>>,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let vocabulary = scope.vocabulary;
    let mistake = if let Some((_, fact)) = vocabulary.find(&name.value) {
        // `trial (adherent)`
        let names = arguments.value.iter().filter_map(ArgumentText::name);
        let mut asked = names.filter_map(|argument| {
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
    values: &[Concept],
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
    known: &[Concept],
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
        Test::Compare { .. } | Test::Between { .. } | Test::Apart(_) | Test::WithinNormal => {
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
pub fn value_bit(
    name: &Name,
    owner: &str,
    known: &[Concept],
    scope: &mut Scope<'_>,
) -> Option<u64> {
    let position = known.iter().position(|value| value.name == name.value);
    if position.is_none() {
        if scope.binding(&name.value).is_some() {
            scope.report(
                Diagnostic::at(
                    name.place,
                    format!("`{}` is a fact here, not a value of `{owner}`", name.value),
                )
                .help(format!("hand over a value of `{owner}`"))
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
        let mistake = match nearest(&name.value, known.iter().map(|value| &*value.name))[..] {
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

fn values_note(owner: &str, known: &[Concept]) -> String {
    format!("the values of `{owner}` are {}", listing(known.iter().map(|value| &*value.name)))
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
