//! One question about one fact: does it fit the fact's type?

use super::age::age;
use super::comparison::{Compared, check_comparison, compared, refuse_distance};
use super::dates::{check_date_test, check_duration};
use super::habits::{
    compared_events, compared_flag, numbered_values, selector_in_words, selector_with_number,
    values_in_order,
};
use super::operand::whole_number;
use super::parts::{
    METHODS, negate_if, plain_test, refuse, refuse_extra_parts, refuse_wanted,
    refuse_what_others_have, refuse_window,
};
use super::quantity::{check_count_test, check_quantity_test};
use super::scope::{Scope, Subject};
use super::unknown::is_value;
use super::window::check_window;
use super::wording::{alternatives, example_of, kind_of, listing};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    Apart, ApartText, DayText, Filter, Operand, Operator, Predicate, Selector, Side, Test,
    WindowText,
};
use crate::syntax::literal::DurationText;
use crate::text::{Name, Place, Placed};
use policy_core::calendar::{CalendarDuration, CalendarUnit};
use policy_core::data::Text;
use policy_core::policy::{
    AttributeFilter, CountTest, Expression, Notation, Region, Selection, Term, Window,
};
use policy_core::possible::Scale;
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Attribute, Fact, FactId, FactKind, Vocabulary};
use std::borrow::Cow;

/// Checks a predicate against the type of its fact; `None` where something in it was reported.
pub fn check_predicate(predicate: &Predicate, scope: &mut Scope<'_>) -> Option<Expression> {
    if let Some(arguments) = &predicate.arguments {
        return report_unknown_define(&predicate.subject, arguments.place, scope);
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
                    | FactKind::Events { .. }
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
                    | FactKind::Events { .. }
                    | FactKind::Age { .. },
                    Compared::Name(..) | Compared::Other(..),
                ) => check_alone(predicate, id, fact, scope),
            }
        }
        Subject::Fact(id, fact) => check_alone(predicate, id, fact, scope),
    })
}

/// What is asked of a fact without another one.
fn check_alone(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
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
        FactKind::Events { attribute } => events(predicate, id, fact, attribute.as_ref(), scope),
    }
}

fn report_unknown_define(
    name: &Name,
    arguments: Place,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let mistake = if let Some((_, fact)) = scope.vocabulary.find(&name.value) {
        Diagnostic::at(arguments, format!("`{}` is a fact, not a `define`", name.value))
            .help(example_of(fact))
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

/// What to write for a fact and the test after it, or else an example. It is put there where the
/// fact is all that comes before the test.
fn written_otherwise(
    mistake: Diagnostic,
    right: Option<String>,
    predicate: &Predicate,
    test: &Placed<Test>,
    example: impl FnOnce() -> String,
) -> Diagnostic {
    let Some(right) = right else { return mistake.help(example()) };
    let subject = predicate.subject.place;
    // What is asked twice may be in a `NOT`, and what follows would belong to its second half.
    let alone = predicate.selector.is_none()
        && subject.last.saturating_add(1) == test.place.first
        && !right.contains(" AND ");
    mistake
        .help(format!("write `{right}`"))
        .replacing(subject.to(test.place), right)
        .replaced_if(alone)
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
        let owners = scope
            .vocabulary
            .facts
            .iter()
            .filter(|fact| fact.name != *owner && is_value(fact, &name.value));
        let elsewhere = owners.map(|fact| &*fact.name).collect::<Vec<_>>();
        let mistake =
            Diagnostic::at(name.place, format!("`{}` is not a value of `{owner}`", name.value));
        let mistake = match nearest(&name.value, known.iter().map(|value| &**value))[..] {
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
            Some((Selector::No | Selector::AtLeast(_) | Selector::AtMost(_), place)) => {
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
        let place = filter.attribute.place.to(filter.test.place);
        refuse_wanted(
            scope,
            place,
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

/// A part that may be left out, but not be wrong.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is there; inside: whether it is right"
)]
pub fn transpose<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    part.map_or(Some(None), |part| part.map(Some))
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

fn events(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    attribute: Option<&Attribute>,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    if let Some(method) = &predicate.method {
        refuse_wanted(scope, method.place, "it has no methods to choose with `by`", fact, METHODS);
    }
    if let Some(test) = &predicate.test {
        let mistake = Diagnostic::at(
            test.place,
            format!("{}: events are counted, not compared", kind_of(fact)),
        )
        .about(&fact.name);
        if let Some(mistake) = attribute_for(predicate, &test.value, fact, attribute, &mistake) {
            scope.report(mistake);
            return None;
        }
        let example = || match &test.value {
            Test::Compare { .. } | Test::OneOf { .. } | Test::Between { .. } | Test::Apart(_) => {
                "name a fact for the events that are meant: of an event, no value is known"
                    .to_owned()
            }
        };
        // Two counts have the same window, and all else, each for itself.
        let counted = compared_events(&test.value, &fact.name)
            .filter(|_| predicate.selector.is_none())
            .map(|right| match (&predicate.filter, predicate.within()) {
                (None, Some(DurationText { number, unit, .. })) if right.contains(" AND ") => {
                    let period = format!("within {} {}", number.value, unit.value);
                    right.replace(&*fact.name, &format!("{} {period}", fact.name))
                }
                (Some(_), _) if right.contains(" AND ") => {
                    right.replace(&*fact.name, &format!("{} …", fact.name))
                }
                _ => right,
            });
        scope.report(written_otherwise(mistake, counted, predicate, test, example));
        return None;
    }
    let Some(selector) = &predicate.selector else {
        refuse(scope, predicate.subject.place, "nothing says how many", fact);
        return None;
    };
    let count = event_count(selector, fact, scope);
    let filter =
        predicate.filter.as_ref().map(|filter| check_filter(filter, fact, attribute, scope));
    let window = window(predicate, id, scope);
    let apart = predicate.apart.as_ref().map(|apart| match &apart.value {
        ApartText::OnDifferentDays => Some(CalendarDuration::new(1, CalendarUnit::Days)),
        ApartText::AtLeast(duration) => check_duration(duration, scope),
    });
    let (at_least, negated) = count.filter(|_| predicate.method.is_none())?;
    let (filter, window, apart) = (transpose(filter)?, window?, transpose(apart)?);
    if let Some(apart) = predicate.apart.as_ref().filter(|_| at_least < 2) {
        let mistake = Diagnostic::at(apart.place, "one event alone lies apart from no other");
        let name = &fact.name;
        scope.report(
            mistake.help(format!(
                "ask for at least two, as in `at least 2 {name} …`, or take this out"
            )),
        );
        return None;
    }
    if matches!(selector.value, Selector::No)
        && let Some(mistake) = heard_as_free(predicate, fact)
    {
        scope.report(mistake);
        return None;
    }
    let expression = Term::Events { fact: id, filter, window, apart }
        .is(Region::Whole(CountTest::at_least(at_least)));
    Some(negate_if(negated, expression))
}

/// The days that are looked at: all up to the day looked from, if no window is written.
fn window(predicate: &Predicate, of: FactId, scope: &mut Scope<'_>) -> Option<Window> {
    match &predicate.window {
        Some(window) => check_window(window, of, scope),
        None => Some(Window::until(scope.looked_from())),
    }
}

/// `no seizure at least 6 months before surgery` is heard as "free of them for six months", and
/// says that there were none earlier.
fn heard_as_free(predicate: &Predicate, fact: &Fact) -> Option<Diagnostic> {
    let window = predicate.window.as_ref()?;
    let (duration, day) = match &window.value {
        WindowText::Apart {
            how: Apart::AtLeast | Apart::MoreThan,
            duration,
            side: Side::Before,
            day,
        } => (duration, Some(day)),
        WindowText::Ago(duration) => (duration, None),
        WindowText::Within(_)
        | WindowText::Apart { .. }
        | WindowText::Span { .. }
        | WindowText::Beside { .. }
        | WindowText::Between { .. } => return None,
    };
    let period = format!("{} {}", duration.number.value, duration.unit.value);
    let day = day.and_then(DayText::name).map(|day| format!(" before {}", day.value));
    let right = format!("no {} within {period}{}", fact.name, day.unwrap_or_default());
    Some(
        Diagnostic::at(
            window.place,
            "`no` with this window would ask for none that long ago or earlier",
        )
        .help(format!("write `{right}` if there must be none in that time"))
        .note("none before a day is written `no … before` and the day"),
    )
}

/// `tb_test = Negative`: what the events are distinguished by, in its place.
fn attribute_for(
    predicate: &Predicate,
    test: &Test,
    fact: &Fact,
    attribute: Option<&Attribute>,
    mistake: &Diagnostic,
) -> Option<Diagnostic> {
    let attribute = attribute?;
    let known = |name: &Name| attribute.values.iter().any(|value| *value == name.value);
    let (values, negated) = match test {
        Test::Compare { operator, operand: Operand::Name(name) } if known(name) => {
            (format!("= {}", name.value), !matches!(operator.value, Operator::Equal))
        }
        Test::OneOf { negated, values } if values.iter().all(known) => {
            let names = values.iter().map(|name| name.value.as_str()).collect::<Vec<_>>();
            (format!("in [{}]", names.join(", ")), *negated)
        }
        Test::Compare { .. } | Test::OneOf { .. } | Test::Between { .. } | Test::Apart(_) => {
            return None;
        }
    };
    let filter = format!("{} where {} {values}", fact.name, attribute.name);
    let selector =
        predicate.selector.as_ref().map(|selector| selector_with_number(&selector.value));
    let subject = predicate.subject.place;
    let first = predicate.selector.as_ref().map_or(subject, |selector| selector.place);
    let alone = subject.last.saturating_add(1) == mistake.place.first;
    let right = match selector {
        _ if negated => {
            return Some(mistake.clone().help(format!("write `no {filter}` if no event may be that, or name with `where` the values that count")));
        }
        None => format!("any {filter}"),
        Some(selector) => format!("{selector} {filter}"),
    };
    let mistake = mistake.clone().help(format!("write `{right}`"));
    Some(
        mistake
            .replacing(first.to(predicate.test.as_ref().map_or(subject, |test| test.place)), right)
            .replaced_if(alone),
    )
}

/// How many events are asked for, and whether the answer is negated (`no`).
fn event_count(
    selector: &Placed<Selector>,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<(u32, bool)> {
    match &selector.value {
        Selector::Any => Some((1, false)),
        Selector::No => Some((1, true)),
        Selector::AtLeast(number) => {
            let count = whole_number(number).filter(|count| *count >= 1);
            if count.is_none() {
                scope.report(
                    Diagnostic::at(
                        number.place,
                        format!("`at least {}` does not count events", number.value),
                    )
                    .help(format!(
                        "write a whole number from 1 on, as in `at least 1 {}`",
                        fact.name
                    )),
                );
            }
            Some((count?, false))
        }
        Selector::AtMost(number) => {
            let count = whole_number(number).and_then(|count| count.checked_add(1));
            if count.is_none() {
                let mistake = Diagnostic::at(
                    number.place,
                    format!("`at most {}` does not count events", number.value),
                );
                scope.report(mistake.help(format!(
                    "write a whole number from 1 on, as in `at most 1 {}`",
                    fact.name
                )));
            }
            Some((count?, true))
        }
        Selector::Every | Selector::Highest | Selector::Lowest | Selector::Earliest => {
            refuse(scope, selector.place, "events have no values to choose from", fact);
            None
        }
    }
}

/// The values of the attribute that count.
fn check_filter(
    filter: &Filter,
    fact: &Fact,
    attribute: Option<&Attribute>,
    scope: &mut Scope<'_>,
) -> Option<AttributeFilter> {
    let attribute = attribute.filter(|attribute| attribute.name == filter.attribute.value);
    let Some(attribute) = attribute else {
        let mistake = Diagnostic::at(
            filter.attribute.place,
            format!("`{}` is not an attribute of `{}`", filter.attribute.value, fact.name),
        );
        scope.report(match &fact.kind {
            FactKind::Events { attribute: Some(attribute) } => {
                let near = !nearest(&filter.attribute.value, [&*attribute.name]).is_empty();
                mistake
                    .help(format!("write `where {} = …`", attribute.name))
                    .instead(&*attribute.name)
                    .replaced_if(near)
            }
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Measurement { .. }
            | FactKind::Events { attribute: None } => {
                mistake.help("add the attribute to the vocabulary, as in `events with kind [..]`, or take `where` out if every event counts")
            }
        });
        return None;
    };
    let (values, negated) =
        check_values(&filter.test, fact, &attribute.name, &attribute.values, scope)?;
    let all = attribute.values.iter().fold(0_u64, |mask, _| mask << 1 | 1);
    Some(AttributeFilter { values: if negated { all & !values } else { values } })
}
