#![allow(clippy::arithmetic_side_effects, reason = "a test may overflow and fail")]

use super::*;
use std::collections::HashMap;

#[test]
fn no_spelling_means_two_units() {
    let mut meaning = HashMap::new();
    for unit in Unit::ALL {
        for name in unit.names() {
            let other = meaning.insert(significant(name).collect::<String>(), *unit);
            assert!(other.is_none_or(|other| other == *unit), "`{name}` is {other:?} and {unit:?}");
        }
    }
}

#[test]
fn every_name_leads_back_to_its_unit() {
    for unit in Unit::ALL {
        assert_eq!(Unit::from_ucum(unit.ucum()), Some(*unit));
        assert!(unit.names().all(|name| Unit::from_words(name) == Some(*unit)), "{unit:?}");
        assert_eq!(unit.to_string(), unit.words());
    }
}

#[test]
fn factors_are_in_lowest_terms_and_every_kind_has_a_base() {
    for unit in Unit::ALL {
        let Ratio { numerator, denominator } = unit.factor();
        assert_eq!(gcd(numerator, denominator), 1, "{unit:?}");
        assert_eq!(unit.ratio_to(*unit), Some(Ratio { numerator: 1, denominator: 1 }));
    }
}

#[test]
fn ratios_are_exact_between_all_units_of_a_kind_and_absent_between_kinds() {
    for from in Unit::ALL {
        for to in Unit::ALL {
            let Some(ratio) = from.ratio_to(*to) else {
                assert_ne!(from.kind(), to.kind(), "{from:?} to {to:?}");
                continue;
            };
            assert_eq!(from.kind(), to.kind());
            assert_eq!(gcd(ratio.numerator, ratio.denominator), 1);
            let wide = |a: u64, b: u64, c: u64| u128::from(a) * u128::from(b) * u128::from(c);
            assert_eq!(
                wide(from.factor().numerator, to.factor().denominator, ratio.denominator),
                wide(from.factor().denominator, to.factor().numerator, ratio.numerator),
            );
        }
    }
}

#[test]
fn known_conversions() {
    for (from, to, numerator, denominator) in [
        ("L/h", "mL/min", 50, 3),
        ("mL/s", "mL/min", 60, 1),
        ("mg/dL", "mg/L", 10, 1),
        ("ug/mL", "mg/L", 1, 1),
        ("ng/mL", "pg/mL", 1_000, 1),
        ("ng/L", "pg/mL", 1, 1),
        ("10*8", "10*6", 100, 1),
        ("1", "10*6", 1, 1_000_000),
        ("10*9/L", "/uL", 1_000, 1),
        ("10*3/uL", "10*9/L", 1, 1),
        ("kPa", "mm[Hg]", 500_000, 66_661),
        ("[lb_av]", "kg", 45_359_237, 100_000_000),
        ("a", "d", 1_461, 4),
        ("mCi", "GBq", 37, 1_000),
    ] {
        let [from, to] = [from, to].map(|code| Unit::from_ucum(code).unwrap());
        assert_eq!(from.ratio_to(to), Some(Ratio { numerator, denominator }), "{from:?} to {to:?}");
    }
}

#[test]
fn look_alikes_are_of_different_kinds() {
    for (one, other) in [
        ("mL/min/{1.73_m2}", "mL/min"),
        ("10*6", "%"),
        ("pmol/L", "pg/mL"),
        ("mg/g", "mg/mmol"),
        ("U/L", "[IU]/L"),
        ("mg/g", "mg/kg"),
    ] {
        assert_eq!(
            Unit::from_ucum(one).unwrap().ratio_to(Unit::from_ucum(other).unwrap()),
            None,
            "{one}, {other}"
        );
    }
}

#[test]
fn spellings_are_for_people_only() {
    for (typed, ucum) in [
        ("million cells", "10*6"),
        (" million   cells/kg ", "10*6/kg"),
        ("10 * 6 / kg", "10*6/kg"),
        ("cells", "1"),
        ("hundred million cells", "10*8"),
        ("mcg/mL", "ug/mL"),
        ("\u{b5}g/mL", "ug/mL"),
        ("\u{3bc}g / mL", "ug/mL"),
        ("\u{b5}IU/mL", "u[IU]/mL"),
        ("mL / min / { 1.73_m2 }", "mL/min/{1.73_m2}"),
        ("mL/min/1.73 m2", "mL/min/{1.73_m2}"),
    ] {
        assert_eq!(Unit::from_words(typed).map(Unit::ucum), Some(ucum), "{typed}");
        assert_eq!(Unit::from_ucum(typed), None, "{typed}");
    }
    for wrong in ["", " ", "millioncells", "m in", "MG/L", "pgs", "degF", "10*", "\u{b5}"] {
        assert_eq!(Unit::from_words(wrong), None, "{wrong}");
    }
}

#[test]
fn what_a_unit_is_made_of_agrees_with_its_factor() {
    for one in Unit::ALL {
        for other in Unit::ALL {
            let (Some(ratio), Some((made, size)), Some((of, other_size))) =
                (one.ratio_to(*other), one.size(), other.size())
            else {
                continue;
            };
            assert_eq!(made, of, "{one:?} and {other:?}");
            let wide = |a: u64, b: u64, c: u64| u128::from(a) * u128::from(b) * u128::from(c);
            assert_eq!(
                wide(size.numerator, other_size.denominator, ratio.denominator),
                wide(size.denominator, other_size.numerator, ratio.numerator),
                "{one:?} and {other:?}"
            );
        }
    }
}

#[test]
fn units_are_multiplied_and_divided() {
    let made_of = |words: &str| Unit::from_words(words).unwrap().size().unwrap().0;
    for (one, other, product) in [
        ("mg/kg", "kg", "mg"),
        ("kg/m2", "m2", "kg"),
        ("mg/kg/day", "kg", "mg/day"),
        ("cm/year", "days", "m"),
        ("g/dL", "L", "g"),
        ("10*6/kg", "kg", "10*6"),
        ("10*3/uL", "mL", "cells"),
        ("vector genomes/kg", "kg", "vector genomes"),
        ("U/kg", "kg", "U"),
        ("%", "mg", "g"),
        ("per week", "weeks", "%"),
    ] {
        assert_eq!(made_of(one).times(made_of(other)), made_of(product), "{one} * {other}");
        assert_eq!(made_of(product).over(made_of(other)), made_of(one), "{product} / {other}");
    }
    for words in ["titer", "percentile", "ULN", "dB"] {
        assert_eq!(Unit::from_words(words).unwrap().size(), None, "{words}");
    }
}
