//! Lists and kinds of facts in an author's words.

use policy_core::Decimal;
use policy_core::policy::notation;
use policy_core::possible::Scale;
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactKind, HistoryForm};

/// `a`, `a or b`, `a, b or c`, each in backticks.
pub fn alternatives<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

/// `a`, `a and b`, `a, b and c`, each in backticks.
pub fn all_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    listing(quoted.iter().map(String::as_str))
}

/// `a, b and c` without backticks, for notes.
pub fn listing<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names = names.into_iter().collect::<Vec<_>>();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// "`lvef` is a measurement"
pub fn kind_of(fact: &Fact) -> String {
    let kind = match &fact.kind {
        FactKind::Flag { .. } => "a flag",
        FactKind::Code { .. } => "a code",
        FactKind::Count { .. } => "a count",
        FactKind::Date => "a date",
        FactKind::Age { .. } => "an age",
        FactKind::Quantity { .. } => "a quantity",
        FactKind::Calculated { .. } => "a calculated number",
        FactKind::Measurement { .. } => "a measurement",
        FactKind::History { form: HistoryForm::Events, .. } => "a history of events",
        FactKind::History { form: HistoryForm::Courses, .. } => "a history of courses",
        FactKind::History { form: HistoryForm::Records, .. } => "a list of records",
        FactKind::History { form: HistoryForm::Readings, .. } => "a list of readings",
    };
    format!("`{}` is {kind}", fact.name)
}

/// How a criterion about this fact is written: the teacher's example.
pub fn example_of(fact: &Fact) -> String {
    let name = &fact.name;
    match &fact.kind {
        FactKind::Flag { .. } => format!("write `{name}` or `NOT {name}`"),
        FactKind::Code { values, .. } => match &values[..] {
            [] => format!("write `{name} = VALUE`"),
            [only] => format!("write `{name} = {only}`"),
            [first, second, ..] => {
                format!("write `{name} = {first}` or `{name} in [{first}, {second}]`")
            }
        },
        FactKind::Count { .. } => format!("write a whole number, as in `{name} >= 2`"),
        FactKind::Age { .. } => {
            format!(
                "write completed years, as in `{name} >= 18`, or another unit, as in `{name} >= 6 months`"
            )
        }
        FactKind::Date => format!(
            "write `{name} at least 1 month ago`, `{name} within 6 months` or `{name} <= 2026-01-31`"
        ),
        FactKind::Quantity { scale }
        | FactKind::Calculated { scale, .. }
        | FactKind::Measurement { scale, .. } => {
            format!("write a number with its unit, as in `{name} <= {}`", example_quantity(scale))
        }
        FactKind::History { form: HistoryForm::Records, .. } => {
            format!("write `any {name}`, `no {name}` or `at least 2 {name}`")
        }
        FactKind::History { form: HistoryForm::Readings, .. } => {
            format!("write `any {name} where …`, or `latest {name} has …`")
        }
        FactKind::History { form: HistoryForm::Events | HistoryForm::Courses, .. } => {
            format!("write `any {name}`, `no {name}` or `at least 1 {name} within 9 months`")
        }
    }
}

/// A number from the middle of the plausible range.
fn example_quantity(scale: &Scale) -> String {
    let middle = scale
        .low
        .checked_add(scale.high)
        .and_then(|sum| sum.checked_div(Decimal::TWO))
        .unwrap_or(scale.high);
    let example = middle
        .round_sf(1)
        .filter(|example| *example > Decimal::ZERO)
        .unwrap_or(Decimal::ONE_HUNDRED);
    quantity(example, scale.unit)
}

/// A number as an author types it, without needless zeros: `1_200`.
pub fn number(number: Decimal) -> String {
    notation::number(number.normalize())
}

/// A number and its unit as an author types them: `40%`, `1_200 pg/mL`.
pub fn quantity(amount: Decimal, unit: Unit) -> String {
    notation::quantity(amount.normalize(), unit)
}
