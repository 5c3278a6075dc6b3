//! Habits from other languages: what was probably meant, in the words of this one. Nothing where it
//! is not certain.

use super::operand::whole_number;
use crate::syntax::expression::{Operand, Operator, Selector, Test};
use crate::syntax::literal::QuantityText;
use crate::words::yes_or_no;
use policy_core::vocabulary::{Concept, Fact, FactKind};

/// The word before a fact, as it is typed.
pub fn selector_in_words(selector: &Selector) -> &'static str {
    match selector {
        Selector::Any => "any",
        Selector::Every => "every",
        Selector::Highest => "highest",
        Selector::Lowest => "lowest",
        Selector::Earliest => "earliest",
        Selector::Latest => "latest",
        Selector::No => "no",
        Selector::AtLeast(_) => "at least",
        Selector::AtMost(_) => "at most",
    }
}

/// The words before a fact, with their number.
pub fn selector_with_number(selector: &Selector) -> String {
    match selector {
        Selector::AtLeast(number) => format!("at least {}", number.value),
        Selector::AtMost(number) => format!("at most {}", number.value),
        Selector::Any
        | Selector::Every
        | Selector::Highest
        | Selector::Lowest
        | Selector::Earliest
        | Selector::Latest
        | Selector::No => selector_in_words(selector).to_owned(),
    }
}

/// `no cns_myeloma` and `at least 4 prior_lines_of_therapy`, which are histories of events only in
/// English.
pub fn selected_otherwise(selector: &Selector, fact: &Fact) -> Option<String> {
    let name = &fact.name;
    match (selector, &fact.kind) {
        (Selector::No, FactKind::Flag { .. }) => Some(format!("NOT {name}")),
        (Selector::Any, FactKind::Flag { .. }) => Some(name.to_string()),
        (Selector::No, FactKind::Count { .. }) => Some(format!("{name} = 0")),
        (Selector::Any, FactKind::Count { .. }) => Some(format!("{name} >= 1")),
        (Selector::AtLeast(number), FactKind::Count { .. } | FactKind::Age { .. }) => {
            Some(format!("{name} >= {}", number.value))
        }
        (Selector::AtMost(number), FactKind::Count { .. } | FactKind::Age { .. }) => {
            Some(format!("{name} <= {}", number.value))
        }
        _ => None,
    }
}

/// `cns_myeloma = yes`, `cns_myeloma != 1`
pub fn compared_flag(test: &Test, name: &str) -> Option<String> {
    let Test::Compare { operator, operand } = test else { return None };
    let value = match operand {
        Operand::Name(name) => yes_or_no(&name.value)?,
        Operand::Quantity(quantity) => match whole_number(&quantity.number)? {
            0 => false,
            1 => true,
            _ => return None,
        },
        Operand::Other(_) | Operand::Date(_) | Operand::Limit(_) => return None,
    };
    let holds = match operator.value {
        Operator::Equal => value,
        Operator::NotEqual => !value,
        Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => {
            return None;
        }
    };
    Some(if holds { name.to_owned() } else { format!("NOT {name}") })
}

/// `hf_hospitalization >= 2`
pub fn compared_events(test: &Test, name: &str) -> Option<String> {
    let Test::Compare { operator, operand: Operand::Quantity(quantity) } = test else {
        return None;
    };
    let count = whole_number(&quantity.number).filter(|_| quantity.unit.is_none())?;
    let more = count.saturating_add(1);
    Some(match (operator.value, count) {
        (Operator::Equal | Operator::LessOrEqual, 0) | (Operator::Less, 1) => format!("no {name}"),
        (Operator::GreaterOrEqual, 1..) => format!("at least {count} {name}"),
        (Operator::Greater, _) => format!("at least {more} {name}"),
        (Operator::Less, 1..) => format!("NOT at least {count} {name}"),
        (Operator::LessOrEqual, _) => format!("at most {count} {name}"),
        (Operator::Equal, _) => {
            format!("(at least {count} {name} AND at most {count} {name})")
        }
        _ => return None,
    })
}

/// `nyha >= II`: the values from there on, in the vocabulary's order.
pub fn values_in_order(
    operator: Operator,
    operand: &Operand,
    owner: &str,
    known: &[Concept],
) -> Option<String> {
    let position = match operand {
        Operand::Name(name) => known.iter().position(|value| value.name == name.value)?,
        Operand::Quantity(quantity) => numbered(quantity, known)?,
        Operand::Other(_) | Operand::Date(_) | Operand::Limit(_) => return None,
    };
    let behind = position.saturating_add(1);
    let values = match operator {
        Operator::GreaterOrEqual => known.get(position..),
        Operator::Greater => known.get(behind..),
        Operator::LessOrEqual => known.get(..behind),
        Operator::Less => known.get(..position),
        Operator::Equal | Operator::NotEqual => None,
    };
    values
        .filter(|values| !values.is_empty())
        .map(|values| format!("{owner} in [{}]", listed(values)))
}

fn listed(values: &[Concept]) -> String {
    values.iter().map(|value| &*value.name).collect::<Vec<_>>().join(", ")
}

/// The value that is the roman numeral of a number.
fn numbered(quantity: &QuantityText, known: &[Concept]) -> Option<usize> {
    let number = usize::try_from(whole_number(&quantity.number)?)
        .ok()
        .filter(|number| (1..=20).contains(number))?;
    let numeral = super::labels::roman(number).to_ascii_uppercase();
    known.iter().position(|value| value.name == numeral)
}

/// `nyha = 2`, `nyha between 2 and 3`, where the values are Roman numerals: what to write after
/// the fact.
pub fn numbered_values(test: &Test, known: &[Concept]) -> Option<String> {
    match test {
        Test::Compare { operator, operand: Operand::Quantity(quantity) } => {
            let sign = if operator.value == Operator::NotEqual { "!=" } else { "=" };
            Some(format!("{sign} {}", known.get(numbered(quantity, known)?)?))
        }
        Test::Between { low, high } => {
            let between = known.get(numbered(low, known)?..=numbered(high, known)?)?;
            Some(format!("in [{}]", listed(between)))
        }
        Test::Compare { .. } | Test::OneOf { .. } | Test::Apart(_) | Test::WithinNormal => None,
    }
}
