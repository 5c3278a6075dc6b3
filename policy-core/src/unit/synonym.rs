//! Other spellings that UCUM itself has for a unit. In: a code as a system wrote it. Out: the unit of
//! the table that it means.
//!
//! UCUM lets a liter be `l` or `L`, an international unit `[iU]` or `[IU]`, a power of ten `10*` or
//! `10^`; it writes a quotient with `/` or with a negative exponent, and factors in any order. So two
//! codes are compared as products of powers of their atoms. What is no UCUM, such as `mcg` or `MG`,
//! is not recognized, nor is another unit of the same size, such as `mmol/m3` for `umol/L`.

#[cfg(test)]
mod tests;

use super::Unit;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Longer codes than this are not compared: no unit of the table has one.
const LONGEST: usize = 48;

/// Annotations that say what is counted, or of what something is a part, where the unit is the same
/// without them. All others, as in `{copies}/mL`, are part of the unit.
const REMARKS: [&str; 14] = [
    "#",
    "count",
    "cells",
    "cell",
    "eos",
    "events",
    "event",
    "beats",
    "beat",
    "breaths",
    "creat",
    "creatinine",
    "Hb",
    "Hgb",
];

/// The prefixes with which a volume may be written as `l`.
const PREFIXES: [&str; 10] = ["", "f", "p", "n", "u", "m", "c", "d", "h", "k"];

/// An atom with its prefix, or an annotation, and its exponent.
type Power = (String, i32);

pub(super) fn unit(code: &str) -> Option<Unit> {
    static UNITS: LazyLock<BTreeMap<Vec<Power>, Unit>> = LazyLock::new(|| {
        // Of two units with one product, the first counts.
        let units = Unit::ALL.iter().rev();
        units.filter_map(|unit| Some((powers(unit.ucum())?, *unit))).collect()
    });
    UNITS.get(&powers(code)?).copied()
}

/// A code as a product of powers, in the order of their atoms; `None` for what is no UCUM. Nothing is
/// canceled: `g/g` is not `1`.
fn powers(code: &str) -> Option<Vec<Power>> {
    if code.len() > LONGEST {
        return None;
    }
    let mut powers = Vec::new();
    // The sign of the exponents in each open parenthesis, and that of the next component.
    let (mut outer, mut sign) = (vec![1], 1);
    let mut rest = code;
    let mut expected = true;
    while let Some(next) = rest.chars().next() {
        let context: i32 = outer.last().copied()?;
        match (next, expected) {
            ('/', _) if !expected || rest.len() == code.len() => {
                (sign, expected) = (context.checked_neg()?, true);
                rest = rest.get(1..)?;
            }
            ('.', false) => {
                (sign, expected) = (context, true);
                rest = rest.get(1..)?;
            }
            ('(', true) => {
                outer.push(sign);
                rest = rest.get(1..)?;
            }
            (')', false) if outer.len() > 1 => {
                outer.pop();
                rest = rest.get(1..)?;
            }
            ('{', _) => {
                let (text, behind) = rest.get(1..)?.split_once('}')?;
                if !REMARKS.contains(&text) {
                    let text = if text == "1.73m2" { "1.73_m2" } else { text };
                    powers.push((format!("{{{text}}}"), sign));
                }
                (rest, expected) = (behind, false);
            }
            (_, true) => {
                let (component, behind) = rest.split_at(end_of_component(rest));
                let (atom, exponent) = power(component)?;
                if atom != "1" {
                    powers.push((spelled(atom), exponent.checked_mul(sign)?));
                }
                (rest, expected) = (behind, false);
            }
            _ => return None,
        }
    }
    powers.sort();
    (!expected && outer.len() == 1).then_some(powers)
}

/// Where an atom with its exponent ends; what is in brackets belongs to it.
fn end_of_component(text: &str) -> usize {
    let mut inside = false;
    let end = text.find(|character| {
        match character {
            '[' => inside = true,
            ']' => inside = false,
            _ => {}
        }
        !inside && matches!(character, '.' | '/' | '(' | ')' | '{')
    });
    end.unwrap_or(text.len())
}

/// `uL-1` as `uL` and -1, `10*6` as `10*` and 6, `1` as itself.
fn power(component: &str) -> Option<(&str, i32)> {
    let atom = component.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let atom =
        atom.strip_suffix(['+', '-']).filter(|_| atom.len() < component.len()).unwrap_or(atom);
    let exponent = component.get(atom.len()..)?;
    match (atom, exponent) {
        ("", "1") => Some(("1", 1)),
        ("", _) => None,
        (atom, "") => Some((atom, 1)),
        (atom, exponent) => Some((atom, exponent.parse().ok()?)),
    }
}

/// The spelling of an atom that the table uses.
fn spelled(atom: &str) -> String {
    match atom {
        "10^" => "10*".to_owned(),
        "a_j" => "a".to_owned(),
        "mo_j" => "mo".to_owned(),
        atom => match atom.strip_suffix('l').filter(|prefix| PREFIXES.contains(prefix)) {
            Some(prefix) => format!("{prefix}L"),
            None => atom.replace("[iU]", "[IU]"),
        },
    }
}
