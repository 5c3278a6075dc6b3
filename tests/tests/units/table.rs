//! Every unit of the table, and every name that it goes by, means what UCUM means by it.

use crate::fraction::{evaluated, fraction, worth};
use crate::units_by_kind;
use octofhir_ucum::validate;
use policy_core::unit::{Ratio, Unit};
use std::collections::BTreeSet;

/// What is in names of units and is no UCUM, or not for the same thing: how UCUM writes it.
/// Whatever is counted is an annotation there.
const WORDS: &[(&[&str], &str)] = &[
    (&["thousand", "K"], "1000"),
    (&["hundred"], "100"),
    (&["million", "M"], "1000000"),
    (&["billion"], "1000000000"),
    (&["trillion"], "1000000000000"),
    (&["cells", "cell"], "{cells}"),
    (&["copies"], "{copies}"),
    (&["vector genomes", "vg"], "{vg}"),
    (&["beats"], "{beats}"),
    (&["breaths"], "{breaths}"),
    (&["events"], "{events}"),
    (&["INR"], "{INR}"),
    (&["percent"], "%"),
    (&["mcg"], "ug"),
    (&["mEq"], "meq"),
    (&["IU"], "[IU]"),
    (&["kIU"], "k[IU]"),
    (&["mIU"], "m[IU]"),
    (&["uIU"], "u[IU]"),
    (&["1.73 m2", "1.73m2"], "{1.73_m2}"),
    (&["lb", "pounds", "pound"], "[lb_av]"),
    (&["inches", "inch"], "[in_i]"),
    (&["cc"], "cm3"),
    (&["mmHg", "mm Hg"], "mm[Hg]"),
    (&["cmH2O", "cm H2O"], "cm[H2O]"),
    (&["Wood units", "Wood unit"], "[wood'U]"),
    (&["milliseconds", "millisecond"], "ms"),
    (&["seconds", "second"], "s"),
    (&["minutes", "minute"], "min"),
    (&["hours", "hour"], "h"),
    (&["days", "day", "24 h", "24h"], "d"),
    (&["weeks", "week"], "wk"),
    (&["months", "month"], "mo"),
    (&["years", "year"], "a"),
    (&["per minute", "bpm"], "/min"),
    (&["per hour"], "/h"),
    (&["per day"], "/d"),
    (&["degrees", "degree"], "deg"),
    (&["degrees Celsius", "°C"], "Cel"),
];

/// The name in UCUM's words: what is between two solidi is looked up as a whole, or else word
/// by word.
fn in_ucum(name: &str, used: &mut BTreeSet<String>) -> String {
    let mut known = |words: &str| {
        let (_, ucum) = WORDS.iter().find(|(known, _)| known.contains(&words))?;
        used.insert(words.to_owned());
        Some(*ucum)
    };
    let part = |part: &str| match known(part) {
        Some(ucum) => ucum.to_owned(),
        None => part
            .split(' ')
            .map(|word| known(word).unwrap_or(word).to_owned())
            .collect::<Vec<_>>()
            .join("."),
    };
    name.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Exactly the same quantity. A unit on a scale with its own zero, such as `Cel`, is no multiple of
/// another, and so only the same as itself.
fn same(one: &str, other: &str) -> bool {
    let (first, second) = (evaluated(one), evaluated(other));
    let multiples =
        || first.special.is_none() && second.special.is_none() && first.is_commensurable(&second);
    one == other || multiples() && worth(one) == worth(other)
}

#[test]
fn units_of_a_kind_have_one_dimension_and_exactly_the_ratios_of_ucum() {
    let mut compared = 0;
    for (kind, units) in units_by_kind() {
        for one in units {
            for other in units.iter().filter(|other| *other != one) {
                let (first, second) = (evaluated(one.ucum()), evaluated(other.ucum()));
                assert!(first.is_commensurable(&second), "{kind:?}: {one:?} and {other:?}");
                assert!(
                    first.special.is_none(),
                    "{one:?} has a zero of its own: no factor leads to {other:?}"
                );
                let Ratio { numerator, denominator } = one.ratio_to(*other).unwrap();
                assert_eq!(
                    fraction(numerator, denominator),
                    worth(one.ucum()) / worth(other.ucum()),
                    "{one:?} to {other:?}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "only {compared} pairs of units");
}

#[test]
fn what_is_worked_out_here_is_what_the_library_rounds() {
    for unit in Unit::ALL
        .iter()
        .filter(|unit| units_by_kind().any(|(kind, units)| unit.kind() == kind && units.len() > 1))
    {
        let (exact, rounded) = (worth(unit.ucum()), evaluated(unit.ucum()).factor);
        let (digits, exponent) = rounded.to_integer_and_exponent();
        let rounded = fraction(digits, 1) * fraction(10, 1).pow(exponent);
        let error = (rounded / exact - fraction(1, 1)).pow(2);
        assert!(error < fraction(1, 10).pow(52), "{unit:?}");
    }
}

#[test]
fn every_name_of_a_unit_means_that_unit() {
    let mut used = BTreeSet::new();
    for unit in Unit::ALL {
        for name in unit.names() {
            let reading =
                if name == unit.ucum() { name.to_owned() } else { in_ucum(name, &mut used) };
            assert!(
                validate(&reading).is_ok_and(|()| same(&reading, unit.ucum())),
                "`{name}`, read as `{reading}`, is not `{}`",
                unit.ucum()
            );
        }
    }
    let listed = WORDS.iter().flat_map(|(words, _)| words.iter().map(|word| (*word).to_owned()));
    assert_eq!(used, listed.collect(), "words that no name has");
}

#[test]
fn a_name_that_ucum_reads_as_something_else_is_no_code() {
    let misleading = |unit: &Unit| {
        unit.names()
            .filter(|name| validate(name).is_ok_and(|()| !same(name, unit.ucum())))
            .collect::<Vec<_>>()
    };
    let misleading = Unit::ALL.iter().flat_map(misleading).collect::<Vec<_>>();
    assert_eq!(misleading, ["K/uL"], "kelvin per microliter");
    assert_eq!(Unit::from_ucum("K/uL"), None);
}
