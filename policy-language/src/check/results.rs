//! Questions about the results of a measurement: which of them are meant, and what is asked of them.

use super::dates::check_apart;
use super::entries::{alone_and_apart, count, heard_as_free};
use super::habits::selector_in_words;
use super::normal::{called, check_normal_test, is_of_limits};
use super::parts::{negate_if, refuse, refuse_wanted, transpose, window};
use super::quantity::check_quantity_test;
use super::scope::Scope;
use super::wording::{example_of, listing};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Predicate, Selector};
use crate::text::{Name, Place};
use policy_core::calendar::CalendarDuration;
use policy_core::policy::{Expression, Notation, Region, Selection, Term};
use policy_core::possible::{Scale, Spacing};
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Concept, Fact, FactId, Vocabulary};

/// Checks what is asked of the results of a measurement.
pub fn measurement(
    predicate: &Predicate,
    id: FactId,
    fact: &Fact,
    scale: &Scale,
    methods: &[Concept],
    scope: &mut Scope<'_>,
) -> Option<Expression> {
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
        let (number, apart) = on_file_test(predicate, on_file, fact, scope)?;
        let (method, window) = (transpose(method)?, window?);
        return Some(Term::OnFile { fact: id, number, apart, method, window }.is(Region::Yes));
    }
    let Some(test) = &predicate.test else {
        refuse_without_comparison(predicate, fact, scope);
        return None;
    };
    let apart = predicate.apart.as_ref().map(|apart| check_apart(apart, scope));
    if let Some(mistake) = called(test, fact) {
        scope.report(mistake);
        return None;
    }
    let checked = if is_of_limits(&test.value, scale) {
        check_normal_test(test, fact, scale, scope)
            .map(|(test, negated)| (Region::Norm(test), negated))
    } else {
        check_quantity_test(test, fact, scale, scope)
            .map(|(test, negated)| (Region::Quantity(test), negated))
    };
    let selection =
        selection(predicate, fact, at_least(predicate, transpose(apart)?, scope)?, scope);
    if predicate.selector.as_ref().is_some_and(|selector| matches!(selector.value, Selector::No))
        && let Some(mistake) = heard_as_free(predicate, fact)
    {
        scope.report(mistake);
        return None;
    }
    let ((checked, unequal), (selection, negated)) = (checked?, selection?);
    let (method, window) = (transpose(method)?, window?);
    let selected = |selection| Term::Result { fact: id, selection, method, window }.is(checked);
    if unequal && selection.is_about_several() {
        let not = |selection| negate_if(true, selected(selection));
        let readings = [not(Selection::Any), not(Selection::Every)];
        scope.report(if let Selection::AtLeast { number, .. } = selection {
            let others = Notation::of(scope.vocabulary, &not(selection)).to_string();
            let most = number.saturating_sub(1);
            Diagnostic::at(test.place, "`!=` can be read in two ways where results are counted")
                .help(format!(
                    "write `{others}` if no more than {most} may be that; to count the others, ask for those below it and for those above it"
                ))
        } else {
            two_readings(test.place, readings, scope.vocabulary)
        });
        return None;
    }
    Some(negate_if(unequal != negated, selected(selection)))
}

/// How far results have to lie apart; chains are of entries.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is right; inside: whether it is there"
)]
fn at_least(
    predicate: &Predicate,
    apart: Option<Spacing>,
    scope: &mut Scope<'_>,
) -> Option<Option<CalendarDuration>> {
    match (apart, &predicate.apart) {
        (Some(Spacing::AtMost(_) | Spacing::NoGap(_)), Some(text)) => {
            let mistake = Diagnostic::at(text.place, "results are not counted in chains");
            scope.report(mistake.help("write `at least … apart`, or name a history of events"));
            None
        }
        (apart, _) => Some(apart.map(Spacing::duration)),
    }
}

/// Which results are meant, and whether the answer is negated.
fn selection(
    predicate: &Predicate,
    fact: &Fact,
    apart: Option<CalendarDuration>,
    scope: &mut Scope<'_>,
) -> Option<(Selection, bool)> {
    let selector = predicate.selector.as_ref();
    let (number, negated) = match selector.map(|selector| &selector.value) {
        Some(Selector::AtLeast(_) | Selector::AtMost(_) | Selector::No | Selector::Any) => {
            count(selector?, "results", &fact.name, scope)?
        }
        Some(Selector::Latest) => {
            let place = selector?.place;
            let mistake =
                Diagnostic::at(place, "without a word before it, the latest result is meant");
            scope.report(mistake.remove(format!("write `{} …`", fact.name)));
            return None;
        }
        other => {
            if let Some(apart) = &predicate.apart {
                refuse_wanted(
                    scope,
                    apart.place,
                    "only results that are counted lie apart from each other",
                    fact,
                    &format!("count them, as in `at least 2 {} …`, or take this out", fact.name),
                );
                return None;
            }
            let selection = match other {
                Some(Selector::Every) => Selection::Every,
                Some(Selector::Highest) => Selection::Highest,
                Some(Selector::Lowest) => Selection::Lowest,
                Some(Selector::Earliest) => Selection::Earliest,
                _ => Selection::Latest,
            };
            return Some((selection, false));
        }
    };
    if number < 2
        && let Some(apart) = &predicate.apart
    {
        scope.report(alone_and_apart(apart.place, "result", &fact.name));
        return None;
    }
    Some((Selection::at_least(number, apart), negated))
}

/// A measurement alone: what is asked of its results, or whether only one has to be there.
fn refuse_without_comparison(predicate: &Predicate, fact: &Fact, scope: &mut Scope<'_>) {
    let count = match predicate.selector.as_ref().map(|selector| &selector.value) {
        Some(Selector::AtLeast(number)) => format!("at least {} ", number.value),
        None | Some(Selector::Any) => String::new(),
        _ => {
            refuse(scope, predicate.subject.place, "it needs a comparison", fact);
            return;
        }
    };
    let help = format!(
        "{}, or `{count}{} on file` if only a result is asked for, whatever its value",
        example_of(fact),
        fact.name
    );
    refuse_wanted(scope, predicate.subject.place, "it needs a comparison", fact, &help);
}

/// `hba1c on file`, `at least 2 hba1c on file on different days`: how many results, and how far apart;
/// nothing else is asked of them.
fn on_file_test(
    predicate: &Predicate,
    on_file: Place,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<(u32, Option<CalendarDuration>)> {
    let name = &fact.name;
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
        return None;
    }
    let apart = predicate.apart.as_ref().map(|apart| check_apart(apart, scope));
    let apart = at_least(predicate, transpose(apart)?, scope)?;
    if let Some(selector) = &predicate.selector
        && matches!(selector.value, Selector::AtMost(_) | Selector::No)
    {
        let problem =
            "that there are no more results is never known: one may not have been submitted";
        let counted = if let Selector::AtMost(number) = &selector.value {
            format!("at most {}", number.value)
        } else {
            "no".to_owned()
        };
        scope.report(Diagnostic::at(selector.place, problem).help(format!(
            "write `{name} on file` or `at least 2 {name} on file`, or count results by their values, as in `{counted} {name} >= …`"
        )));
        return None;
    }
    if let Some(selector) = &predicate.selector
        && matches!(selector.value, Selector::AtLeast(_))
    {
        let (number, _) = count(selector, "results", name, scope)?;
        if let Some(apart) = predicate.apart.as_ref().filter(|_| number < 2) {
            scope.report(alone_and_apart(apart.place, "result", name));
            return None;
        }
        return Some((number, apart));
    }
    if let Some(selector) = &predicate.selector {
        let mistake = Diagnostic::at(
            selector.place,
            format!(
                "`on file` asks for a result only: `{}` chooses nothing",
                selector_in_words(&selector.value)
            ),
        );
        scope.report(mistake.remove(format!("write `{name} on file`")));
        return None;
    }
    if let Some(apart) = &predicate.apart {
        let help = format!("count them, as in `at least 2 {name} on file …`, or take this out");
        let problem = "only results that are counted lie apart from each other";
        refuse_wanted(scope, apart.place, problem, fact, &help);
        return None;
    }
    Some((1, None))
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
    methods: &[Concept],
    scope: &mut Scope<'_>,
) -> Option<u8> {
    let position = methods.iter().position(|known| known.name == method.value);
    if position.is_none() {
        let mistake = if methods.is_empty() {
            Diagnostic::at(method.place, format!("`{}` is not told apart by method", fact.name))
                .help("add its methods to the vocabulary, as in `measurement in … by [..]`, or take `by` out if every method will do")
        } else {
            Diagnostic::at(
                method.place,
                format!("`{}` is not a method of `{}`", method.value, fact.name),
            )
            .did_you_mean(&nearest(&method.value, methods.iter().map(|known| &*known.name)))
            .note(format!(
                "the methods of `{}` are {}",
                fact.name,
                listing(methods.iter().map(|known| &*known.name))
            ))
        };
        scope.report(mistake);
    }
    u8::try_from(position?).ok()
}
