//! The parts of a predicate that its fact cannot have, and those that it needs.

use super::attributes::form_of;
use super::habits::selected_otherwise;
use super::habits::selector_in_words;
use super::scope::Scope;
use super::window::check_window;
use super::wording::{example_of, kind_of};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Predicate, Selector, Test};
use crate::text::{Place, Placed};
use policy_core::data::Link;
use policy_core::policy::{Expression, Window};
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm};

/// What to do about a method or an attribute that the vocabulary does not have.
pub const METHODS: &str =
    "name a fact for what was found in that way: only a measurement is told apart by method";
const ATTRIBUTES: &str =
    "name a fact for those that are meant: only events, courses and records have attributes";

/// The condition, or its negation.
pub fn negate_if(negated: bool, expression: Expression) -> Expression {
    if negated { Expression::Not(Link::from(expression)) } else { expression }
}

/// A part of a predicate that its fact cannot have.
pub fn refuse(scope: &mut Scope<'_>, place: Place, what: &str, fact: &Fact) -> bool {
    scope.report(
        Diagnostic::at(place, format!("{}: {what}", kind_of(fact)))
            .about(&fact.name)
            .help(example_of(fact)),
    );
    true
}

/// A part of a predicate that its fact cannot have, and that the author wanted: an example without
/// it would be another condition.
pub fn refuse_wanted(
    scope: &mut Scope<'_>,
    place: Place,
    what: &str,
    fact: &Fact,
    help: &str,
) -> bool {
    scope.report(
        Diagnostic::at(place, format!("{}: {what}", kind_of(fact))).about(&fact.name).help(help),
    );
    true
}

/// A window of time after a fact without a date.
pub fn refuse_window(scope: &mut Scope<'_>, place: Place, fact: &Fact) -> bool {
    let help = if scope.is_of_entries() {
        "write the time behind the parentheses if it belongs to what is counted, as in `where (…) within 6 months`"
    } else {
        "name a date or a history of events for what has to lie in that time"
    };
    refuse_wanted(scope, place, "it has no date that could lie in that time", fact, help)
}

/// Reports the parts that only measurements and events have.
pub fn refuse_extra_parts(predicate: &Predicate, fact: &Fact, scope: &mut Scope<'_>) -> bool {
    let mut refused = false;
    if let Some(selector) = &predicate.selector {
        let what = format!(
            "{}: `{}` cannot be before it",
            kind_of(fact),
            selector_in_words(&selector.value)
        );
        let mistake = Diagnostic::at(selector.place, what).about(&fact.name);
        let alone = predicate.test.is_none()
            && predicate.method.is_none()
            && predicate.filter.is_none()
            && predicate.window.is_none();
        // What chooses among results has nothing to choose from among the attributes of one entry.
        let chooses =
            !matches!(selector.value, Selector::No | Selector::AtLeast(_) | Selector::AtMost(_));
        if let Some((_, history)) = scope.history().filter(|_| chooses) {
            let (word, name) = (selector_in_words(&selector.value), &fact.name);
            let entry = form_of(history).entry();
            scope.report(mistake.remove(format!("take `{word}` out: {entry} has one `{name}`")));
            return true;
        }
        // With something after it, the fact is asked otherwise.
        let right = selected_otherwise(&selector.value, fact).filter(|_| alone);
        let counted = matches!(selector.value, Selector::AtLeast(_) | Selector::AtMost(_));
        scope.report(match right {
            Some(right) => {
                let mistake = mistake.help(format!("write `{right}`"));
                mistake.replacing(selector.place.to(predicate.subject.place), right)
            }
            None if counted
                && !matches!(fact.kind, FactKind::Count { .. } | FactKind::Age { .. }) =>
            {
                mistake.help("name what is counted: a count, or a history of events")
            }
            None => mistake.help(example_of(fact)),
        });
        refused = true;
    }
    if let Some(method) = &predicate.method {
        refused |= refuse_wanted(
            scope,
            method.place,
            "it has no methods to choose with `by`",
            fact,
            if scope.is_of_entries() {
                "name another attribute if this is not the right one"
            } else {
                METHODS
            },
        );
    }
    if let Some(filter) = &predicate.filter {
        refused |= refuse_wanted(
            scope,
            filter.place,
            "it has no attributes to choose with `where`",
            fact,
            ATTRIBUTES,
        );
    }
    refused
}

/// Reports a day at which only an age is asked, and `on file` of what has no results.
pub fn refuse_what_others_have(predicate: &Predicate, fact: &Fact, scope: &mut Scope<'_>) -> bool {
    let is_age = matches!(fact.kind, FactKind::Age { .. });
    let is_measurement = matches!(fact.kind, FactKind::Measurement { .. });
    let mut refused = false;
    if let Some(at) = predicate.at.as_ref().filter(|_| !is_age) {
        refused |= refuse_wanted(
            scope,
            at.place(),
            "only an age is asked at a day",
            fact,
            if is_measurement {
                "write a window after the comparison, as in `… on or before service_date` or `… within 30 days before service_date`"
            } else if matches!(fact.kind, FactKind::History { .. }) {
                "write `on` and the day, as in `any … on service_date`"
            } else {
                "name a fact for what was so on that day"
            },
        );
    }
    let is_history = matches!(fact.kind, FactKind::History { .. });
    if let Some(apart) = predicate.apart.as_ref().filter(|_| !is_history && !is_measurement) {
        refused |= refuse_wanted(
            scope,
            apart.place,
            "only results, events and courses are counted with a distance",
            fact,
            "take this out, or name a fact for what is counted, of the type `events` or `courses`",
        );
    }
    if let Some(attribute) = predicate.different.as_ref().filter(|_| !is_history) {
        let problem = "only entries of a history have attributes that can differ";
        refused |= refuse_wanted(scope, attribute.place, problem, fact, ATTRIBUTES);
    }
    if let Some(has) = predicate.has.as_ref().filter(|_| !is_history) {
        let problem = "only an entry of a history is asked about with `has`";
        refused |= refuse_wanted(scope, has.place, problem, fact, ATTRIBUTES);
    }
    let is_course = matches!(fact.kind, FactKind::History { form: HistoryForm::Courses, .. });
    let lasting = predicate.lasting.as_ref().map(|lasting| (lasting.place, "lasts some time"));
    let edge = predicate.edge.as_ref().map(|edge| (edge.place, "starts and ends"));
    let joined = predicate.joined.as_ref().map(|joined| (joined.place, "is joined to another one"));
    for (place, what) in joined.into_iter().chain(lasting).chain(edge).filter(|_| !is_course) {
        let problem = format!("only a course {what}");
        let help = "take this out, or declare the fact as `courses`, each with a start and an end";
        refused |= refuse_wanted(scope, place, &problem, fact, help);
    }
    if let Some(place) = predicate.on_file.filter(|_| !is_measurement) {
        let problem = "only results of a measurement are on file";
        refused |= if form_of(fact) == HistoryForm::Readings {
            let help =
                format!("write `any {}`, which asks for one whatever its values are", fact.name);
            refuse_wanted(scope, place, problem, fact, &help)
        } else {
            refuse(scope, place, problem, fact)
        };
    }
    refused
}

/// The test of a fact that has nothing but a test.
pub fn plain_test<'p>(
    predicate: &'p Predicate,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<&'p Placed<Test>> {
    let mut refused = refuse_extra_parts(predicate, fact, scope);
    if let Some(window) = &predicate.window {
        refused |= refuse_window(scope, window.place, fact);
    }
    if predicate.test.is_none() && !refused {
        refused = refuse(scope, predicate.subject.place, "it needs a comparison", fact);
    }
    predicate.test.as_ref().filter(|_| !refused)
}

/// What to write for a fact and the test after it, or else an example. It is put there where the
/// fact is all that comes before the test.
pub fn written_otherwise(
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

/// A part that may be left out, but not be wrong.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is there; inside: whether it is right"
)]
pub fn transpose<T>(part: Option<Option<T>>) -> Option<Option<T>> {
    part.map_or(Some(None), |part| part.map(Some))
}

/// The days that are looked at: all up to the day looked from, if no window is written.
pub fn window(predicate: &Predicate, of: FactId, scope: &mut Scope<'_>) -> Option<Window> {
    match &predicate.window {
        Some(window) => check_window(window, of, scope),
        None => Some(Window::until(scope.looked_from())),
    }
}

/// The conditions on the entries of a history: `None` where there is none; inside, `None` where
/// something in it was reported.
#[expect(
    clippy::option_option,
    reason = "outside: whether it is there; inside: whether it is right"
)]
pub struct OfEntries {
    pub filter: Option<Option<Expression>>,
    pub has: Option<Option<Expression>>,
}
