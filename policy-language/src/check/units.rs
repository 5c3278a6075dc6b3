//! Units that were typed otherwise. In: the letters. Out: the unit that they certainly are, the
//! ones that were probably meant, and the same quantity in other units.

use super::wording::quantity as in_words;
use policy_core::Decimal;
use policy_core::possible::Scale;
use policy_core::suggest::nearest;
use policy_core::unit::Unit;

/// Longer than this, a unit is written in words, and a wrong letter is a typo. In a
/// shorter one each letter counts: `mcg/L` is not `mg/L`.
const SHORT: usize = 7;

/// What the table of units writes in short.
const IN_WORDS: [(&str, &str); 15] = [
    ("percent", "%"),
    ("pct", "%"),
    ("milligram", "mg"),
    ("gram", "g"),
    ("microgram", "ug"),
    ("kilogram", "kg"),
    ("kilo", "kg"),
    ("milliliter", "mL"),
    ("millilitre", "mL"),
    ("liter", "L"),
    ("litre", "L"),
    ("centimeter", "cm"),
    ("centimetre", "cm"),
    ("meter", "m"),
    ("metre", "m"),
];

/// The units among some that differ from what was typed in case, separators and a plural alone, or,
/// where they are long, in few letters.
pub fn meant_units(typed: &str, among: impl IntoIterator<Item = Unit>) -> Vec<&'static str> {
    let units = among.into_iter().map(Unit::words).collect::<Vec<_>>();
    let short = in_short(typed).and_then(|short| Unit::from_words(&short)).map(Unit::words);
    if let Some(short) = short.filter(|short| units.contains(short)) {
        return vec![short];
    }
    let same = units.iter().filter(|unit| letters(unit) == letters(typed)).copied();
    let same = same.collect::<Vec<_>>();
    if !same.is_empty() {
        return same;
    }
    nearest(typed, units).into_iter().filter(|unit| unit.len().min(typed.len()) > SHORT).collect()
}

/// `mg/liter`: `mg/L`, if any of its parts is written in words.
fn in_short(typed: &str) -> Option<String> {
    let lower = typed.to_lowercase();
    let known = |part: &str| {
        let singular = part.strip_suffix('s').unwrap_or(part);
        IN_WORDS.iter().find(|(words, _)| *words == singular).map(|(_, short)| *short)
    };
    lower.split('/').any(|part| known(part).is_some()).then(|| {
        lower.split('/').map(|part| known(part).unwrap_or(part)).collect::<Vec<_>>().join("/")
    })
}

/// The letters of each part of a unit, without the plural.
fn letters(unit: &str) -> Vec<String> {
    let part = |part: &str| {
        let lower = part.to_lowercase();
        let letters = lower.chars().filter(|letter| letter.is_alphanumeric() || *letter == '%');
        let letters = letters.collect::<String>();
        match letters.strip_suffix('s') {
            Some(singular) if singular.len() > 1 => singular.to_owned(),
            _ => letters,
        }
    };
    unit.split('/').map(part).collect()
}

/// The same quantity in each unit that the fact accepts, where that is a number that can be
/// written.
pub fn converted(number: Decimal, from: Unit, scale: &Scale) -> Vec<String> {
    let in_unit = |to: Unit| {
        let ratio = from.ratio_to(to)?;
        let product = number.checked_mul(Decimal::from(ratio.numerator))?;
        let quotient = product.checked_div(Decimal::from(ratio.denominator))?;
        let exact = quotient.checked_mul(Decimal::from(ratio.denominator)) == Some(product);
        exact.then(|| in_words(quotient, to))
    };
    scale.units().filter_map(in_unit).collect()
}
