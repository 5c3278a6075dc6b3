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
    (&["points", "point", "score"], "{score}"),
    (&["SD", "standard deviations", "standard deviation"], "{SD}"),
    (&["percentile", "percentile points", "percentile point"], "{percentile}"),
    (&["times the upper limit of normal", "ULN", "x ULN", "times ULN"], "{ULN}"),
    (&["times the lower limit of normal", "LLN", "x LLN", "times LLN"], "{LLN}"),
    (&["MoM", "multiples of the median"], "{M.o.M}"),
    (&["titer"], "{titer}"),
    (&["log", "logs", "log10"], "{log}"),
    (&["log copies", "log10 copies"], "{Log_copies}"),
    (&["pack-years", "pack-year", "pack years"], "{pack-years}"),
    (&["SUV"], "{SUV}"),
    (&["units", "unit"], "U"),
    (&["Bethesda units", "Bethesda unit", "BU"], "[beth'U]"),
    (&["AU"], "[arb'U]"),
    (&["CFU"], "[CFU]"),
    (&["PFU"], "[PFU]"),
    (&["HPF", "per HPF"], "[HPF]"),
    (&["eos", "eosinophils"], "{eosinophils}"),
    (&["METs", "MET"], "[MET]"),
    (&["mOsm"], "mosm"),
    (&["mcL"], "uL"),
    (&["micrometers", "micrometer", "microns", "micron"], "um"),
    (&["feet", "foot", "ft"], "[ft_i]"),
    (&["diopters", "diopter"], "[diop]"),
    (&["decibels"], "dB"),
    (&["centipoise"], "cP"),
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
    (&["Wood units m2", "Wood unit m2", "Wood units*m2"], "[wood'U].m2"),
    (&["mPa*s"], "mPa.s"),
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
    (&["per week", "times per week"], "/wk"),
    (&["per month", "times per month"], "/mo"),
    (&["per year", "times per year"], "/a"),
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
    assert_eq!(misleading, ["AU/mL", "K/uL", "ft"], "astronomical unit, kelvin, femtotonne");
    for name in misleading {
        assert_eq!(Unit::read_ucum(name), None, "{name}");
    }
}

/// Units that UCUM has only as the number 1, or as another unit, with an annotation; and why the
/// annotation is needed.
const ANNOTATED: [(&str, &str); 15] = [
    ("{score}", "a score is no percentage, no ratio and no number of cells"),
    ("{SD}", "a T-score or z-score counts standard deviations"),
    ("{percentile}", "a percentile is no percentage"),
    ("{ULN}", "a multiple of a laboratory's upper limit says nothing about the lower one"),
    ("{LLN}", "a multiple of a laboratory's lower limit says nothing about the upper one"),
    ("{M.o.M}", "a multiple of the median, as LOINC writes it"),
    ("{titer}", "the reciprocal of a dilution"),
    ("{log}", "a number of powers of ten"),
    ("{copies}/mL", "copies of a genome are no cells"),
    ("{Log_copies}/mL", "the logarithm of such a number"),
    ("{vg}", "vector genomes are no cells"),
    ("{vg}/kg", "vector genomes are no cells"),
    ("{pack-years}", "packs a day times years"),
    ("{INR}", "a ratio of times with its own reference"),
    ("{SUV}", "a ratio of concentrations in imaging"),
];

#[test]
fn what_ucum_does_not_have_is_annotated_for_a_reason() {
    let annotated = Unit::ALL.iter().map(|unit| unit.ucum()).filter(|code| code.contains('{'));
    let surface = |code: &&str| !code.contains("{1.73_m2}");
    let known = ANNOTATED.iter().map(|(code, _)| *code).collect::<BTreeSet<_>>();
    assert_eq!(annotated.filter(surface).collect::<BTreeSet<_>>(), known);
}

/// The same code, spelled otherwise.
fn respelled(code: &str) -> Vec<String> {
    let mut found =
        vec![code.replace('L', "l"), code.replace("[IU]", "[iU]"), code.replace("10*", "10^")];
    if !code.starts_with('/') {
        found.push(format!("({code})"));
    }
    // The last divisor first, and as a negative power.
    if let Some((above, below)) = code.rsplit_once('/')
        && below.chars().all(char::is_alphabetic)
    {
        found.push(format!("{above}.{below}-1").trim_start_matches('.').to_owned());
        found.push(if above.is_empty() {
            format!("1/{below}")
        } else {
            format!("{below}-1.{above}")
        });
    }
    found
}

#[test]
fn other_spellings_of_ucum_mean_the_same_unit() {
    let mut read = 0;
    for unit in Unit::ALL {
        for spelled in respelled(unit.ucum()) {
            if spelled.contains('{') {
                continue;
            }
            assert!(validate(&spelled).is_ok(), "`{spelled}` is no UCUM");
            let (one, other) = (evaluated(&spelled), evaluated(unit.ucum()));
            let alike = (one.dim, one.factor, one.special.is_some())
                == (other.dim, other.factor, other.special.is_some());
            assert!(alike || same(&spelled, unit.ucum()), "`{spelled}` is not {unit:?}");
            assert_eq!(Unit::read_ucum(&spelled), Some(*unit), "`{spelled}`");
            read += usize::from(spelled != unit.ucum());
        }
    }
    assert!(read > 400, "only {read} spellings");
}
