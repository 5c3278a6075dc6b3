//! What UCUM calls commensurable and no one may compare: kinds of quantity that share a dimension
//! because UCUM counts without saying what.

use crate::fraction::evaluated;
use crate::units_by_kind;
use policy_core::json::read_facts;
use policy_core::possible::{Amount, QuantityProblem, Scale, Written};
use policy_core::unit::Kind::{self, *};
use policy_core::unit::Unit;
use policy_core::vocabulary::{Fact, FactKind, Vocabulary};
use policy_core::{Decimal, case::Problem};

/// Kinds that UCUM distinguishes by nothing but an annotation, if by anything. A new unit that
/// joins one of these rows has to be looked at.
const ALIKE_IN_UCUM: &[&[Kind]] = &[
    &[
        Percent,
        Score,
        Deviation,
        Percentile,
        UpperLimitMultiple,
        LowerLimitMultiple,
        MedianMultiple,
        Titer,
        LogReduction,
        CellCount,
        CellsPerField,
        VectorGenomes,
        Loudness,
        Smoking,
        MassPerBodyMass,
        MassRatio,
        AmountRatio,
        NormalizedRatio,
        StandardizedUptake,
    ],
    &[
        PercentRate,
        EnzymeUnits,
        Frequency,
        Pitch,
        MassPerBodyMassRate,
        AmountRate,
        EquivalentRate,
        Radioactivity,
    ],
    &[
        AmountConcentration,
        EquivalentConcentration,
        Osmolarity,
        CellConcentration,
        CopyConcentration,
        LogCopyConcentration,
    ],
    &[Osmolality, CellsPerMass, VectorGenomesPerMass, AmountPerMass],
    &[CatalyticContent, EnzymeUnitsPerMass, RadioactivityPerMass],
    &[FlowRate, NormalizedFlowRate],
    &[FlowRatePerArea, Growth, Speed],
    &[VascularResistanceIndex, MassPerAreaRate],
    &[FlowRatePerMass, MetabolicEquivalents],
    &[Mass, MassPerAmount],
    &[Length, VolumePerArea],
    &[BodyMassIndex, MassPerArea, ArealDensity],
];

fn commensurable(one: Unit, other: Unit) -> bool {
    evaluated(one.ucum()).is_commensurable(&evaluated(other.ucum()))
}

/// Every pair of units that UCUM would compare and that are of different kinds.
fn look_alikes() -> Vec<(Unit, Unit)> {
    let pairs = Unit::ALL.iter().flat_map(|one| Unit::ALL.iter().map(move |other| (*one, *other)));
    pairs.filter(|(one, other)| one.kind() != other.kind() && commensurable(*one, *other)).collect()
}

fn unit(code: &str) -> Unit {
    Unit::from_ucum(code).unwrap()
}

/// A fact in this unit that accepts all others of its kind.
fn widest_scale(unit: Unit) -> Scale {
    let accepted = Unit::ALL
        .iter()
        .copied()
        .filter(|other| other.kind() == unit.kind() && *other != unit)
        .collect::<Vec<_>>();
    let multiplier = Scale::multiplier_for(unit, &accepted).unwrap();
    Scale {
        unit,
        accepted: accepted.into(),
        low: Decimal::ZERO,
        high: Decimal::ONE_HUNDRED,
        multiplier,
    }
}

#[test]
fn the_kinds_that_look_alike_in_ucum_are_known() {
    let kinds = units_by_kind().map(|(kind, units)| (kind, units[0])).collect::<Vec<_>>();
    for (kind, unit) in &kinds {
        let alike = kinds
            .iter()
            .filter(|(_, other)| commensurable(*unit, *other))
            .map(|(kind, _)| *kind)
            .collect::<Vec<_>>();
        let known = ALIKE_IN_UCUM
            .iter()
            .find(|kinds| kinds.contains(kind))
            .map_or(vec![*kind], |kinds| kinds.to_vec());
        assert_eq!(alike, known, "{kind:?}");
    }
}

#[test]
fn look_alikes_never_compare() {
    let pairs = look_alikes();
    for (one, other) in [
        ("mL/min/{1.73_m2}", "mL/min"),
        ("10*6", "%"),
        ("10*9/L", "nmol/L"),
        ("mg/g", "mg/kg"),
        ("{copies}/mL", "/mL"),
        ("mL/m2", "mm"),
    ] {
        assert!(pairs.contains(&(unit(one), unit(other))), "{one}, {other}");
    }
    for (one, other) in pairs {
        assert_eq!(one.ratio_to(other), None, "{one:?} to {other:?}");
        assert_eq!(
            Scale::multiplier_for(one, &[other]),
            None,
            "a fact in {one:?} that accepts {other:?}"
        );
        let scale = widest_scale(one);
        assert_eq!(scale.position(Decimal::ONE, other), None, "{other:?} on a scale in {one:?}");
        assert_eq!(
            Amount::new(&scale, Written::Exactly(Decimal::ONE), other),
            Err(QuantityProblem::Unit { found: other }),
            "{one:?}"
        );
    }
}

/// UCUM itself keeps these apart, by their dimension or as arbitrary units.
#[test]
fn neither_do_quantities_that_a_chart_mixes_up() {
    for (one, other) in [
        ("pg/mL", "pmol/L"),
        ("mg/dL", "mmol/L"),
        ("U/L", "[IU]/L"),
        ("mL/min", "mL/kg/min"),
        ("mg/g", "mg/mmol"),
        ("kg", "kg/m2"),
    ] {
        assert_eq!(
            (unit(one).ratio_to(unit(other)), commensurable(unit(one), unit(other))),
            (None, false),
            "{one}, {other}"
        );
    }
}

/// What is wrong with 1 of this unit as a value of the fact.
fn problems(vocabulary: &Vocabulary, fact: &Fact, unit: Unit) -> Vec<Problem> {
    let (value, name, code) = ("1", &fact.name, unit.ucum());
    let amount = match &fact.kind {
        FactKind::Measurement { .. } => {
            format!(r#"[{{"value": {value}, "unit": "{code}", "date": "2026-10-01"}}]"#)
        }
        _ => format!(r#"{{"value": {value}, "unit": "{code}"}}"#),
    };
    let case = format!(
        r#"{{"request_date": "2026-11-21", "service_date": "2026-11-21", "{name}": {amount}}}"#
    );
    read_facts(vocabulary, case.as_bytes())
        .map_or_else(|problems| problems.problems, |_| Vec::new())
}

#[test]
fn a_case_in_a_unit_that_its_fact_does_not_accept_is_refused_at_the_unit() {
    let mut other_kinds = 0;
    for vocabulary in
        [&policies::revascor::REVASCOR.vocabulary, &policy_tests::small::EVERYTHING.vocabulary]
    {
        for (fact, scale) in
            vocabulary.facts.iter().filter_map(|fact| Some((fact, fact.kind.scale()?)))
        {
            for unit in Unit::ALL {
                let problems = problems(vocabulary, fact, *unit);
                let at_unit = problems
                    .iter()
                    .filter(|problem| problem.path.ends_with("/unit"))
                    .map(|problem| problem.problem.as_str());
                let expected = if scale.units().any(|accepted| accepted == *unit) {
                    None
                } else if unit.kind() == scale.unit.kind() {
                    Some(format!("`{}` is not documented in `{}`", fact.name, unit.ucum()))
                } else {
                    other_kinds += usize::from(commensurable(*unit, scale.unit));
                    let (found, wanted) = (unit.kind().name(), scale.unit.kind().name());
                    Some(format!(
                        "`{}` is another kind of quantity: {found}, not {wanted}",
                        unit.ucum()
                    ))
                };
                assert_eq!(
                    at_unit.collect::<Vec<_>>(),
                    expected.iter().map(String::as_str).collect::<Vec<_>>(),
                    "{}",
                    fact.name
                );
            }
        }
    }
    assert!(other_kinds > 50, "only {other_kinds} look-alikes were offered");
}
