//! Comparisons of two terms: `weight < baseline_weight`, `hemoglobin after therapy_start at least
//! 10% above hemoglobin on or before therapy_start`.
//!
//! In: a predicate whose test names another fact. Out: the comparison, or what keeps the two from
//! being compared: units of two kinds, a percentage that can be read in two ways, results of one
//! measurement that nothing tells apart.

use super::formula::refuse_calculated;
use super::operand::{check_operator, whole_number};
use super::parts::{METHODS, negate_if, refuse_window, transpose};
use super::results::method_position;
use super::scope::{Scope, Subject};
use super::window::check_window;
use super::wording::{alternatives, kind_of, quantity as in_words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    Distance as DistanceText, Operand, Other, Predicate, Selector, Test, WindowText,
};
use crate::syntax::literal::QuantityText;
use crate::text::{Name, Place, Placed};
use policy_core::Decimal;
use policy_core::policy::notation;
use policy_core::policy::{Day, Expression, Region, Relation, Selection, Term, Window};
use policy_core::possible::{Distance, Scale, Sign};
use policy_core::unit::{Kind, Unit};
use policy_core::vocabulary::{Fact, FactId, FactKind};

/// The digits that a number of a comparison may have, so that it stays exact.
const MOST_DIGITS: u32 = 18;

/// Decimal places of a distance.
const DECIMALS: u32 = 6;

/// What a predicate compares its fact with, if that is another fact.
pub enum Compared<'p> {
    /// `< baseline_weight`
    Name(Placed<crate::syntax::expression::Operator>, &'p Name),
    /// `< highest weight before therapy_start`
    Other(Placed<crate::syntax::expression::Operator>, &'p Other),
    /// `at least 5% below weight before therapy_start`
    Apart(&'p DistanceText),
}

/// The other fact of a predicate's test, if it names one. A value of a code is none.
pub fn compared<'p>(predicate: &'p Predicate, scope: &Scope<'_>) -> Option<Compared<'p>> {
    match &predicate.test.as_ref()?.value {
        Test::Compare { operator, operand: Operand::Name(name) }
            if scope.named(&name.value).is_some()
                || scope.binding(&name.value).is_some()
                || name.value.starts_with("baseline") =>
        {
            Some(Compared::Name(operator.clone(), name))
        }
        Test::Compare { operator, operand: Operand::Other(other) } => {
            Some(Compared::Other(operator.clone(), other))
        }
        Test::Apart(distance) => Some(Compared::Apart(distance)),
        Test::Compare { .. } | Test::OneOf { .. } | Test::Between { .. } | Test::WithinNormal => {
            None
        }
    }
}

/// A side of a comparison: the term, its fact, and where it is.
struct Side<'v> {
    term: Term,
    fact: &'v Fact,
    place: Place,
}

/// Checks the comparison of a count, a quantity or a measurement with another fact.
pub fn check_comparison(
    predicate: &Predicate,
    compared: &Compared<'_>,
    id: FactId,
    fact: &Fact,
    scope: &mut Scope<'_>,
) -> Option<Expression> {
    let bare;
    let (other, apart) = match compared {
        Compared::Name(_, name) => {
            bare = Other {
                selector: None,
                subject: (*name).clone(),
                method: None,
                window: None,
                place: name.place,
            };
            (&bare, None)
        }
        Compared::Other(_, other) => (*other, None),
        Compared::Apart(distance) => (&distance.other, Some(*distance)),
    };
    let own = Parts {
        selector: predicate.selector.as_ref(),
        method: predicate.method.as_ref(),
        window: predicate.window.as_ref(),
        filter: predicate.filter.as_ref().map(|filter| filter.place),
        place: predicate.subject.place,
    };
    let left = own.term(id, fact, scope);
    let parts = Parts::of(other);
    let own = left.map(|term| Side { term, fact, place: predicate.subject.place });
    scope.with_subject(&other.subject, |scope, subject| {
        let (id, other_fact) = match subject {
            // Whatever fact it is, it is checked where it is handed over.
            Subject::Open => return Some(Expression::all(Vec::new().into())),
            Subject::Fact(id, fact) => (id, fact),
        };
        if refuse_window_at_end(predicate, other, fact, other_fact, scope) {
            return None;
        }
        let term = parts.term(id, other_fact, scope)?;
        let left = own?;
        let right = Side { term, fact: other_fact, place: other.place };
        if refuse_pair(&left, &right, scope) || refuse_same(&left, &right, scope) {
            return None;
        }
        let (operator, negated, distance) = match (compared, apart) {
            (Compared::Name(operator, _) | Compared::Other(operator, _), _) => {
                let (operator, negated) = check_operator(operator.value);
                (operator, negated, Distance::None)
            }
            (Compared::Apart(apart), _) => {
                let distance = check_distance(apart, &left, &right, scope)?;
                (apart.reach.value.operator(apart.above), false, distance)
            }
        };
        let relation = Relation { operator, distance, other: right.term.comparable()? };
        Some(negate_if(negated, left.term.is(Region::Than(relation))))
    })
}

/// The parts around the name of a fact.
pub struct Parts<'p> {
    selector: Option<&'p Placed<Selector>>,
    method: Option<&'p Name>,
    window: Option<&'p Placed<WindowText>>,
    filter: Option<Place>,
    place: Place,
}

impl<'p> Parts<'p> {
    /// Those around the name of another fact.
    pub fn of(other: &'p Other) -> Parts<'p> {
        Parts {
            selector: other.selector.as_ref(),
            method: other.method.as_ref(),
            window: other.window.as_ref(),
            filter: None,
            place: other.subject.place,
        }
    }
}

impl Parts<'_> {
    /// What is compared; `None` where that was reported.
    pub fn term(&self, id: FactId, fact: &Fact, scope: &mut Scope<'_>) -> Option<Term> {
        if let Some(place) = self.filter {
            let mistake = Diagnostic::at(place, format!("{}: it has no attributes", kind_of(fact)));
            scope.report(
                mistake
                    .about(&fact.name)
                    .help("take `where` out, and name a fact for the number that is meant"),
            );
            return None;
        }
        match &fact.kind {
            FactKind::Count { .. } => self.are_absent(fact, scope).then_some(Term::Count(id)),
            FactKind::Quantity { .. } => self.are_absent(fact, scope).then_some(Term::Quantity(id)),
            FactKind::Measurement { methods, .. } => {
                let selection = self.selection(fact, scope);
                let method =
                    self.method.map(|method| method_position(method, fact, methods, scope));
                let window = match self.window {
                    Some(window) => check_window(window, id, scope),
                    None => Some(Window::until(scope.looked_from())),
                };
                Some(Term::Result {
                    fact: id,
                    selection: selection?,
                    method: transpose(method)?,
                    window: window?,
                })
            }
            FactKind::Calculated { .. } => {
                refuse_calculated(self.place, fact, "the other fact", scope);
                None
            }
            FactKind::Flag { .. }
            | FactKind::Code { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::History { .. } => {
                scope.report(no_number(self.place, fact));
                None
            }
        }
    }

    /// A fact with one number has no results to choose from.
    pub fn are_absent(&self, fact: &Fact, scope: &mut Scope<'_>) -> bool {
        let mut refused = false;
        if let Some(selector) = self.selector {
            let mistake = Diagnostic::at(
                selector.place,
                format!("{}: it has one number, and no results to choose from", kind_of(fact)),
            );
            scope.report(mistake.about(&fact.name).remove(format!("write `{}` alone", fact.name)));
            refused = true;
        }
        if let Some(method) = self.method {
            let what = format!("{}: it has no methods to choose with `by`", kind_of(fact));
            scope.report(Diagnostic::at(method.place, what).about(&fact.name).help(METHODS));
            refused = true;
        }
        if let Some(window) = self.window {
            refused |= refuse_window(scope, window.place, fact);
        }
        !refused
    }

    fn selection(&self, fact: &Fact, scope: &mut Scope<'_>) -> Option<Selection> {
        let name = &fact.name;
        let (word, meant) = match self.selector.map(|selector| &selector.value) {
            None => return Some(Selection::Latest),
            Some(Selector::Highest) => return Some(Selection::Highest),
            Some(Selector::Lowest) => return Some(Selection::Lowest),
            Some(Selector::Earliest | Selector::Latest) => {
                let place = self.selector.map_or(self.place, |selector| selector.place);
                let mistake = Diagnostic::at(
                    place,
                    "two terms are compared by the latest, the highest or the lowest result",
                );
                scope.report(mistake.about(name).help(format!(
                    "write `{name}` with the window of its first result, as in `{name} on or \
                     before therapy_start`"
                )));
                return None;
            }
            Some(Selector::Any) => (
                "any",
                format!(
                    "`any {name}` below is `lowest {name}` below, and `any {name}` above is `highest {name}` above"
                ),
            ),
            Some(Selector::Every) => (
                "every",
                format!(
                    "`every {name}` below is `highest {name}` below, and `every {name}` above is `lowest {name}` above"
                ),
            ),
            Some(Selector::No | Selector::AtLeast(_) | Selector::AtMost(_)) => {
                let place = self.selector.map_or(self.place, |selector| selector.place);
                let mistake = Diagnostic::at(
                    place,
                    format!(
                        "{}: results that are counted are compared with a number",
                        kind_of(fact)
                    ),
                );
                let none =
                    self.selector.is_some_and(|selector| matches!(selector.value, Selector::No));
                scope.report(mistake.about(name).help(if none {
                    format!("that no result is above another fact is `highest {name} <= …`, and that none is below it `lowest {name} >= …`")
                } else {
                    format!("count them against a number, as in `at least 2 {name} >= …`, or add a count to the vocabulary for how many there are; one result is compared with `highest {name}` or `lowest {name}`")
                }));
                return None;
            }
        };
        let place = self.selector.map_or(self.place, |selector| selector.place);
        let mistake = Diagnostic::at(
            place,
            format!("two terms are compared by one result each: `{word}` chooses several"),
        );
        scope.report(
            mistake
                .about(name)
                .help(format!("write `highest {name}` or `lowest {name}`"))
                .note(meant),
        );
        None
    }
}

/// A fact without a number.
fn no_number(place: Place, fact: &Fact) -> Diagnostic {
    let help = match &fact.kind {
        FactKind::Date => {
            "write a day of the calendar or the name of a date on both sides".to_owned()
        }
        FactKind::Age { .. } => {
            format!("an age is compared with a number, as in `{} >= 18`", fact.name)
        }
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Count { .. }
        | FactKind::Quantity { .. }
        | FactKind::Calculated { .. }
        | FactKind::Measurement { .. }
        | FactKind::History { .. } => "name a count, a quantity or a measurement".to_owned(),
    };
    Diagnostic::at(place, format!("{}: it is no number that could be compared", kind_of(fact)))
        .about(&fact.name)
        .help(help)
}

/// A test that compares with another fact, of a fact that has no number.
pub fn refuse_distance(place: Place, fact: &Fact, scope: &mut Scope<'_>) {
    scope.report(no_number(place, fact));
}

/// A window at the end, where it may belong to either side.
fn refuse_window_at_end(
    predicate: &Predicate,
    other: &Other,
    fact: &Fact,
    other_fact: &Fact,
    scope: &mut Scope<'_>,
) -> bool {
    let Some(window) = &other.window else { return false };
    let is_measured = |fact: &Fact| matches!(fact.kind, FactKind::Measurement { .. });
    if !is_measured(fact) || predicate.window.is_some() {
        return false;
    }
    let id = |fact: &Fact| scope.named(&fact.name).map(|(id, _)| id);
    let Some(of) = id(other_fact) else { return false };
    let (checked, found) = scope.counting(|scope| check_window(window, of, scope));
    let Some(checked) = checked else { return true };
    let named = |day: Day| match day {
        Day::On(day) => day.to_string(),
        Day::Fact(fact) => scope.vocabulary.name_of(fact).to_owned(),
    };
    let text = notation::days(scope.vocabulary, &found, checked);
    let mistake = Diagnostic::at(
        window.place,
        "in a comparison of two facts, the days follow the fact that they belong to",
    );
    let (one, another) = (&fact.name, &other_fact.name);
    let help = if !is_measured(other_fact) {
        format!("write `{one} {text}` and then the comparison with `{another}`")
    } else if one == another {
        format!(
            "write on both sides which results are meant, as in `{one} after …` compared with `{another} {text}`"
        )
    } else {
        let ever = format!("on or before {}", named(scope.looked_from()));
        format!(
            "write `{one} {text}` on the left as well if both have to lie there, or `{one} {ever}` if only `{another}` has to"
        )
    };
    scope.report(mistake.help(help));
    true
}

/// Two facts whose numbers say nothing about each other.
fn refuse_pair(left: &Side<'_>, right: &Side<'_>, scope: &mut Scope<'_>) -> bool {
    let mistake = match (left.fact.kind.scale(), right.fact.kind.scale()) {
        (None, None) => return false,
        (Some(one), Some(other)) if one.unit.kind() == other.unit.kind() => return false,
        (Some(one), Some(other)) => Diagnostic::at(
            right.place,
            format!(
                "`{}` is a {}, but `{}` is a {}",
                left.fact.name,
                one.unit.kind().name(),
                right.fact.name,
                other.unit.kind().name()
            ),
        ),
        (Some(scale), None) => counted(left.fact, scale, right.fact, right.place),
        (None, Some(scale)) => counted(right.fact, scale, left.fact, right.place),
    };
    scope.report(
        mistake
            .about(&right.fact.name)
            .help("compare two facts that are measured in the same units"),
    );
    true
}

fn counted(measured: &Fact, scale: &Scale, counted: &Fact, place: Place) -> Diagnostic {
    let unit = scale.unit.words();
    Diagnostic::at(
        place,
        format!("`{}` is measured in {unit}, but {}", measured.name, kind_of(counted)),
    )
}

/// Two sides that look at the same.
fn refuse_same(left: &Side<'_>, right: &Side<'_>, scope: &mut Scope<'_>) -> bool {
    if left.term.fact() != right.term.fact() {
        return false;
    }
    let name = &left.fact.name;
    let (Some(one), Some(other)) = (left.term.window(), right.term.window()) else {
        let mistake = Diagnostic::at(right.place, format!("`{name}` is compared with itself"));
        scope.report(mistake.help("name the other fact"));
        return true;
    };
    let methods = (left.term.method(), right.term.method());
    if matches!(methods, (Some(one), Some(other)) if one != other) || are_apart(one, other) {
        return false;
    }
    let place = left.place.to(right.place);
    let example =
        format!("`{name} after DAY` on one side and `{name} on or before DAY` on the other");
    let mistake = if one.is_ever() || other.is_ever() {
        let mistake = if one.is_ever() && other.is_ever() {
            Diagnostic::at(right.place, format!("`{name}` is compared with itself"))
        } else {
            Diagnostic::at(place, format!("both sides may look at the same result of `{name}`"))
        };
        mistake.help(format!("say on both sides when, as in {example}"))
    } else {
        Diagnostic::at(
            place,
            format!("both sides may look at the same result of `{name}`: their days overlap"),
        )
        .help(format!("let one end where the other begins, as in {example}"))
    };
    scope.report(
        mistake.note("two results of one measurement are compared only if they are different ones"),
    );
    true
}

/// The two windows have at most one day in common, whatever days they are counted from; or they
/// are counted from different days, whose order is for the chart to say.
fn are_apart(one: Window, other: Window) -> bool {
    let ends_before = |one: Window, other: Window| match (one.to, other.from) {
        (Some(end), Some(begin)) if end.day == begin.day => {
            Some(end.shift.is_no_later_than(begin.shift))
        }
        (Some(end), Some(begin)) => match (end.day, begin.day) {
            (Day::On(end_day), Day::On(begin_day)) => {
                Some(end.shift.from(end_day) <= begin.shift.from(begin_day))
            }
            _ => None,
        },
        // Without an end, the window runs up to the day looked from.
        (None, Some(_) | None) | (Some(_), None) => Some(false),
    };
    let found = [ends_before(one, other), ends_before(other, one)];
    if found.contains(&Some(true)) {
        return true;
    }
    // An end that is counted from another day than the beginning of the other window.
    found.contains(&None)
}

/// How far apart two terms have to be.
fn check_distance(
    apart: &DistanceText,
    left: &Side<'_>,
    right: &Side<'_>,
    scope: &mut Scope<'_>,
) -> Option<Distance> {
    let number = &apart.amount.number;
    let value = number.value.normalize();
    if value <= Decimal::ZERO {
        let mistake = Diagnostic::at(apart.amount.place, "a distance is more than 0");
        scope.report(mistake.help("compare the facts themselves with `<`, `<=`, `>`, `>=` or `=`"));
        return None;
    }
    let digits = value
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |digits| digits.saturating_add(1));
    if value.scale() > DECIMALS || digits > MOST_DIGITS {
        let mistake = Diagnostic::at(
            number.place,
            format!("`{}` has more decimal places than can be compared exactly", number.value),
        );
        scope
            .report(mistake.help(format!("write a number with at most {DECIMALS} decimal places")));
        return None;
    }
    let second = right.fact.kind.scale();
    if second.is_some_and(|scale| scale.unit.kind() == Kind::Titer) {
        let mistake = Diagnostic::at(
            apart.amount.place,
            format!("`{}` is a titer, and titers are no distance apart", right.fact.name),
        );
        scope.report(
            mistake
                .about(&right.fact.name)
                .help("compare each titer with a number, as in `1:50`, or the two by a sign alone"),
        );
        return None;
    }
    let mut signed = value;
    signed.set_sign_negative(!apart.above);
    let is_percentage = second.is_some_and(|scale| scale.unit.kind() == Kind::Percent);
    let (name, side) = (&right.fact.name, if apart.above { "above" } else { "below" });
    let unit = apart.amount.unit.as_ref();
    let of = |mistake: Diagnostic| mistake.about(name);
    match unit.map(|unit| unit.value.as_str()) {
        Some("percentage points" | "percentage point") if is_percentage => {
            if let Some(place) = apart.relative {
                let mistake = Diagnostic::at(place, "percentage points are not relative");
                scope.report(mistake.remove("take `relative` out"));
                return None;
            }
            Some(Distance::Plus { value: signed, unit: Some(Unit::Percent) })
        }
        Some("percentage points" | "percentage point") => {
            let place = unit.map_or(apart.amount.place, |unit| unit.place);
            let mistake = of(Diagnostic::at(
                place,
                format!("`{name}` is not measured in %, so it has no percentage points"),
            ));
            scope.report(mistake.help(format!("write `{value}% {side}` for a part of `{name}`")));
            None
        }
        Some(_) if Unit::from_words(&unit?.value) == Some(Unit::Percent) => {
            if is_percentage && apart.relative.is_none() {
                let mistake = of(Diagnostic::at(
                    apart.amount.place,
                    format!(
                        "`{value}%` of `{name}`, which is measured in %, can be read in two ways"
                    ),
                ));
                scope.report(mistake.help(format!("write `{value} percentage points {side}` for the difference of the two, or `{value}% relative {side}` for a part of `{name}`")));
                return None;
            }
            if !is_percentage && let Some(place) = apart.relative {
                let mistake = Diagnostic::at(
                    place,
                    format!(
                        "`{name}` is not measured in %, so a percentage of it is always relative"
                    ),
                );
                scope.report(mistake.remove("take `relative` out"));
            }
            check_percentage(signed, apart, right, scope)
        }
        _ if let Some(place) = apart.relative => {
            let mistake = Diagnostic::at(place, "`relative` follows a percentage");
            scope.report(mistake.remove("take `relative` out"));
            None
        }
        None if second.is_none() => {
            if whole_number(number).is_none() {
                let mistake = Diagnostic::at(
                    number.place,
                    format!("`{}` is not a whole number", number.value),
                );
                scope.report(of(mistake.help(format!(
                    "{}: write a whole number, or a percentage",
                    kind_of(right.fact)
                ))));
                return None;
            }
            Some(Distance::Plus { value: signed, unit: None })
        }
        None => {
            let units = units(left, right).into_iter().map(|unit| in_words(value, unit));
            let units = units.collect::<Vec<_>>();
            let mistake =
                of(Diagnostic::at(number.place, format!("`{}` needs a unit", number.value)));
            let choice = alternatives(units.iter().map(String::as_str));
            let percent = if is_percentage {
                String::new()
            } else {
                format!(", or `{value}%` for a part of `{name}`")
            };
            scope.report(mistake.help(format!("write {choice}{percent}")));
            None
        }
        Some(_) if second.is_none() => {
            let mistake = Diagnostic::at(
                apart.amount.place,
                format!("{}: its numbers have no unit", kind_of(right.fact)),
            );
            scope.report(of(mistake.help(format!("write `{value} {side}`, or a percentage"))));
            None
        }
        Some(_) => {
            let unit = check_unit(&apart.amount, left, right, scope)?;
            Some(Distance::Plus { value: signed, unit: Some(unit) })
        }
    }
}

fn check_percentage(
    signed: Decimal,
    apart: &DistanceText,
    right: &Side<'_>,
    scope: &mut Scope<'_>,
) -> Option<Distance> {
    let name = &right.fact.name;
    if let Some(scale) =
        right.fact.kind.scale().filter(|scale| Sign::from_lowest(scale.low) == Sign::Any)
    {
        let mistake = Diagnostic::at(
            apart.amount.place,
            format!("a percentage of `{name}` says nothing, as `{name}` can be negative"),
        );
        scope.report(
            mistake
                .about(name)
                .help(format!("write a distance in {}, or give `{name}` a range that begins at 0 in the vocabulary", scale.unit.words()))
                .note(match scale.limits() {
                    Some(_) => format!("`{name}` goes from {}", scale.range_in_words()),
                    None => format!("without a range, `{name}` can be any number"),
                }),
        );
        return None;
    }
    if signed < Decimal::from(-100) {
        let mistake = Diagnostic::at(
            apart.amount.place,
            "nothing is more than 100% below a number that is not negative",
        );
        scope.report(mistake.help("check the percentage"));
        return None;
    }
    Some(Distance::Percent(signed))
}

/// The units in which both facts are given.
fn units(left: &Side<'_>, right: &Side<'_>) -> Vec<Unit> {
    let scales = [left.fact.kind.scale(), right.fact.kind.scale()];
    let mut found = Vec::new();
    for unit in scales.into_iter().flatten().flat_map(Scale::units) {
        if !found.contains(&unit) {
            found.push(unit);
        }
    }
    found
}

fn check_unit(
    amount: &QuantityText,
    left: &Side<'_>,
    right: &Side<'_>,
    scope: &mut Scope<'_>,
) -> Option<Unit> {
    let name = amount.unit.as_ref()?;
    let known = units(left, right);
    let found = Unit::from_words(&name.value);
    if let Some(unit) = found.filter(|unit| known.contains(unit)) {
        return Some(unit);
    }
    let message = match found {
        None => format!("unknown unit `{}`", name.value),
        Some(_) => format!("neither fact is measured in `{}`", name.value),
    };
    let choice = alternatives(known.into_iter().map(Unit::words));
    scope.report(
        Diagnostic::at(name.place, message)
            .about(&right.fact.name)
            .help(format!("write the distance in {choice}")),
    );
    None
}
