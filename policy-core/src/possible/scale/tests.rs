use super::Scale;
use crate::unit::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;

fn scale(unit: &str, accepted: &[&str], low: &str, high: &str) -> Scale {
    let unit = Unit::from_ucum(unit).unwrap();
    let accepted = accepted.iter().map(|code| Unit::from_ucum(code).unwrap()).collect::<Vec<_>>();
    let multiplier = Scale::multiplier_for(unit, &accepted).unwrap();
    Scale { unit, accepted: Cow::Owned(accepted), low: number(low), high: number(high), multiplier }
}

fn number(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

fn position(scale: &Scale, value: &str, unit: &str) -> i64 {
    scale.position(number(value), Unit::from_ucum(unit).unwrap()).unwrap()
}

#[test]
fn milligrams_per_deciliter_are_exact() {
    let crp = scale("mg/L", &["mg/dL", "ug/mL"], "0.05", "500");
    assert_eq!(position(&crp, "0.2", "mg/dL"), position(&crp, "2", "mg/L"));
    assert!(
        position(&crp, "0.1999999999999999999999999999", "mg/dL") < position(&crp, "2", "mg/L")
    );
    assert!(
        position(&crp, "0.2000000000000000000000000001", "mg/dL") > position(&crp, "2", "mg/L")
    );
}

#[test]
fn thirds_compare_exactly() {
    let clearance = scale("mL/min", &["mL/s", "L/h"], "0", "300");
    assert_eq!(clearance.multiplier, 3);
    assert_eq!(position(&clearance, "2.7", "L/h"), position(&clearance, "45", "mL/min"));
    assert_eq!(position(&clearance, "0.75", "mL/s"), position(&clearance, "45", "mL/min"));
    assert!(
        position(&clearance, "2.70000000000000001", "L/h") > position(&clearance, "45", "mL/min")
    );
    assert!(
        position(&clearance, "2.69999999999999999", "L/h") < position(&clearance, "45", "mL/min")
    );
}

#[test]
fn all_decimals_of_a_tiny_unit_have_a_place() {
    let concentration = scale("mol/L", &["pmol/L"], "0", "1");
    assert_eq!(position(&concentration, "0.0000000000000000000000000000", "pmol/L"), 0);
    assert_eq!(position(&concentration, "1.0000000000000000000000000001", "pmol/L"), 1);
    assert_eq!(position(&concentration, "1000000.0000000000000000000000", "pmol/L"), 2);
    assert_eq!(position(&concentration, "1000000.0000000000000000000001", "pmol/L"), 3);
}

#[test]
fn short_numbers_stand_where_all_others_do() {
    for scale in [scale("mL/min", &["L/h"], "0", "300"), scale("%", &[], "0", "100")] {
        for value in [
            "0",
            "0.0",
            "-0.000001",
            "1",
            "1.0",
            "38.5",
            "99.999999",
            "-273.15",
            "9223372036854",
            "0.000001",
        ] {
            let short = scale.position_of_short(number(value), scale.unit);
            assert_eq!(short, scale.position_of_any(number(value), scale.unit), "{value}");
            assert!(short.is_some() || value.len() > 12, "{value}");
        }
        for value in ["0.0000001", "9223372036854775807", "79228162514264337593543950335"] {
            assert_eq!(scale.position_of_short(number(value), scale.unit), None, "{value}");
        }
    }
    let crp = scale("mg/L", &["mg/dL"], "0.05", "500");
    assert_eq!(crp.position_of_short(number("1"), Unit::from_ucum("mg/dL").unwrap()), None);
}

#[test]
fn the_plausible_range_includes_its_ends_in_every_unit() {
    let crp = scale("mg/L", &["mg/dL"], "0.05", "500");
    assert!(crp.plausible(number("0.05"), crp.unit).is_some());
    assert!(crp.plausible(number("0.049999999"), crp.unit).is_none());
    assert!(crp.plausible(number("50"), Unit::from_ucum("mg/dL").unwrap()).is_some());
    assert!(crp.plausible(number("50.0000001"), Unit::from_ucum("mg/dL").unwrap()).is_none());
    assert!(crp.plausible(Decimal::MAX, crp.unit).is_none());
}
