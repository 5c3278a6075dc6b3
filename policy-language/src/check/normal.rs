//! Results compared with their own limits of normal: `alt above normal`, `alt <= 3 times the upper
//! limit of normal`.
//!
//! In: a test. Out: what is asked of a result and its limits, or what keeps it from being asked: a
//! fact without limits, a number that is no multiple, two ends that are the wrong way round.

use super::operand::check_operator;
use super::scope::Scope;
use super::wording::{kind_of, number};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Operand, Operator, Test};
use crate::syntax::literal::{Number, QuantityText};
use crate::text::{Name, Place, Placed};
use crate::words;
use policy_core::Decimal;
use policy_core::policy::{NormTest, unit_of_multiple};
use policy_core::possible::{Multiple, NormLimit, Scale, Sign};
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactKind, Vocabulary};

/// Decimal places of a multiple.
const DECIMALS: u32 = 6;

/// The largest multiple of a limit.
const MOST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The test names a limit of normal, and no number.
pub const fn names_limit(test: &Test) -> bool {
    matches!(test, Test::WithinNormal | Test::Compare { operand: Operand::Limit(_), .. })
}

/// A limit of which a quantity is a multiple.
fn limit_of(unit: Option<&Name>) -> Option<NormLimit> {
    limit_of_unit(Unit::from_words(&unit?.value)?)
}

/// The fact itself is a multiple of a limit.
fn is_multiple(scale: &Scale) -> bool {
    limit_of_unit(scale.unit).is_some()
}

/// The test compares a result with its own limits.
pub fn is_of_limits(test: &Test, scale: &Scale) -> bool {
    names_limit(test)
        || !is_multiple(scale)
            && match test {
                Test::Compare { operand: Operand::Quantity(quantity), .. } => {
                    limit_of(quantity.unit.as_ref()).is_some()
                }
                Test::Between { low, high } => {
                    [low, high].into_iter().any(|end| limit_of(end.unit.as_ref()).is_some())
                }
                Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) | Test::WithinNormal => {
                    false
                }
            }
}

/// Checks what is asked of a result and its limits; and whether it is negated.
pub fn check_normal_test(
    test: &Placed<Test>,
    fact: &Fact,
    scale: &Scale,
    scope: &mut Scope<'_>,
) -> Option<(NormTest, bool)> {
    if is_multiple(scale) {
        scope.report(itself_multiple(test, fact, scale));
        return None;
    }
    match &test.value {
        Test::WithinNormal => Some((NormTest::WITHIN, false)),
        Test::Compare { operator, operand: Operand::Limit(limit) } => {
            let (operator, negated) = check_operator(operator.value);
            Some((NormTest::Compare(operator, Multiple::once(*limit)), negated))
        }
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let (operator, negated) = check_operator(operator.value);
            let multiple = multiple(quantity, quantity.unit.as_ref(), fact, scale, scope)?;
            Some((NormTest::Compare(operator, multiple), negated))
        }
        Test::Between { low, high } => between(low, high, fact, scale, scope).map(|it| (it, false)),
        Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) => None,
    }
}

fn between(
    low: &QuantityText,
    high: &QuantityText,
    fact: &Fact,
    scale: &Scale,
    scope: &mut Scope<'_>,
) -> Option<NormTest> {
    let place = low.place.to(high.place);
    let limits = [limit_of(low.unit.as_ref().or(high.unit.as_ref())), limit_of(high.unit.as_ref())];
    let [Some(first), Some(second)] = limits else {
        scope.report(
            Diagnostic::at(place, "a range does not go from a number to a multiple of a limit")
                .help("write two comparisons joined with `AND`, one with the number and its unit, and one with the limit"),
        );
        return None;
    };
    let (one, other) = (
        multiple(low, low.unit.as_ref().or(high.unit.as_ref()), fact, scale, scope),
        multiple(high, high.unit.as_ref(), fact, scale, scope),
    );
    let (one, other) = (one?, other?);
    if first == second && one.times > other.times {
        let unit = unit_of_multiple(second);
        let right = format!("{} and {}", number(other.times), unit.after(&number(one.times)));
        scope.report(
            Diagnostic::at(place, "the second number is smaller than the first")
                .help(format!("write `between {right}`"))
                .instead(right),
        );
        return None;
    }
    // A multiple of the upper limit may be above or below another one of the lower limit.
    if first > second || first != second && one.times > other.times {
        scope.report(
            Diagnostic::at(place, "no result has to lie between these: which of them is larger, each laboratory says")
                .help("write the multiple of the lower limit first, and the larger number last; or two comparisons joined with `AND`"),
        );
        return None;
    }
    Some(NormTest::Between(one, other))
}

fn multiple(
    quantity: &QuantityText,
    unit: Option<&Name>,
    fact: &Fact,
    scale: &Scale,
    scope: &mut Scope<'_>,
) -> Option<Multiple> {
    let limit = limit_of(unit)?;
    let Number { value: times, place, .. } = quantity.number;
    let times = times.normalize();
    let multiple = Multiple { times, limit };
    let name = if limit == NormLimit::Upper { "upper" } else { "lower" };
    let mistake = if times <= Decimal::ZERO {
        Diagnostic::at(place, "a multiple of a limit of normal is above 0")
            .help("check the number, or compare with a number and its unit")
    } else if times > MOST || times.scale() > DECIMALS {
        Diagnostic::at(
            place,
            format!("`{}` is no multiple that could be compared exactly", number(times)),
        )
        .help(format!("write at most {DECIMALS} decimal places, and at most a million times"))
    } else if Sign::from_lowest(scale.low) == Sign::Any && times != Decimal::ONE {
        Diagnostic::at(
            quantity.place,
            format!("`{}` may be negative, and a multiple of a limit that is negative says nothing", fact.name),
        )
        .about(&fact.name)
        .help(format!("compare with the limit itself, as in `{} <= the {name} limit of normal`, or give the fact a range that begins at 0", fact.name))
    } else {
        return Some(multiple);
    };
    scope.report(mistake);
    None
}

/// `alt_ratio above normal`, where `alt_ratio` is a number of times the limit.
fn itself_multiple(test: &Placed<Test>, fact: &Fact, scale: &Scale) -> Diagnostic {
    let mistake = Diagnostic::at(
        test.place,
        format!("`{}` is itself a multiple of a limit of normal", fact.name),
    )
    .about(&fact.name);
    let own = limit_of_unit(scale.unit);
    if let Test::Compare { operator, operand: Operand::Limit(limit) } = &test.value
        && Some(*limit) == own
    {
        let right = format!("{} {}", operator.value.sign(), scale.unit.after("1"));
        return mistake.help(format!("write `{} {right}`", fact.name)).instead(right);
    }
    mistake.help(format!(
        "write a number of times, as in `{} <= {}`, or declare the fact in the unit of its results",
        fact.name,
        scale.unit.after("1")
    ))
}

fn limit_of_unit(unit: Unit) -> Option<NormLimit> {
    [NormLimit::Lower, NormLimit::Upper].into_iter().find(|limit| unit_of_multiple(*limit) == unit)
}

/// A limit of normal after a fact whose values have none.
pub fn refuse_limits(place: Place, fact: &Fact, scope: &mut Scope<'_>) {
    let help = match &fact.kind {
        FactKind::Quantity { .. } => {
            "declare it as a `measurement`, whose results come with their dates and limits, or compare it with a number and its unit"
        }
        FactKind::Calculated { .. } => {
            "compare it with a number and its unit: what is calculated has no limits of a laboratory"
        }
        FactKind::History { .. } => {
            "name a measurement for the results that are meant: entries of a history have no limits"
        }
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Count { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Measurement { .. } => "name a measurement for the results that are meant",
    };
    let what = "only results of a measurement have limits of normal";
    scope.report(
        Diagnostic::at(place, format!("{}: {what}", kind_of(fact))).about(&fact.name).help(help),
    );
}

/// `alt = normal`, `alt = elevated`: what a source calls a result.
pub fn called(test: &Placed<Test>, fact: &Fact) -> Option<Diagnostic> {
    let Test::Compare { operator, operand: Operand::Name(name) } = &test.value else { return None };
    let right = words::called(&name.value)?;
    let place = test.place;
    Some(match operator.value {
        Operator::Equal => as_it_is_written(place, &name.value, &fact.name, right),
        Operator::NotEqual
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual => Diagnostic::at(
            place,
            format!("`{}` is no number that a result could be compared with", name.value),
        )
        .help(format!("write `{} {right}`, or `NOT ({} {right})`", fact.name, fact.name)),
    })
}

/// `alt elevated`, where `alt` is a measurement.
pub fn called_otherwise(typed: &Name, vocabulary: &Vocabulary) -> Option<Diagnostic> {
    let (fact, word) = typed.value.rsplit_once(' ')?;
    let right = words::called(word)?;
    let (_, fact) = vocabulary.find(fact)?;
    matches!(fact.kind, FactKind::Measurement { .. })
        .then(|| as_it_is_written(typed.place, word, &fact.name, right))
}

fn as_it_is_written(place: Place, word: &str, fact: &str, right: &str) -> Diagnostic {
    let mistake = Diagnostic::at(place, format!("what is `{word}` depends on a limit"));
    if word == "abnormal" {
        return mistake.help(format!(
            "write `{fact} above normal`, `{fact} below normal` or `NOT ({fact} within normal)`, whichever the source means"
        ));
    }
    mistake.help(format!(
        "write `{fact} {right}` for the laboratory's own limit, or compare with a number and its unit"
    ))
}
