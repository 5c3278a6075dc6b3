use super::{powers, unit};
use crate::unit::Unit;
use std::collections::HashMap;

#[test]
fn no_two_units_are_the_same_product() {
    let mut known = HashMap::new();
    for unit in Unit::ALL {
        let powers = powers(unit.ucum()).unwrap_or_else(|| panic!("{unit:?} is no UCUM"));
        assert_eq!(known.insert(powers, unit), None, "{unit:?}");
        assert_eq!(super::unit(unit.ucum()), Some(*unit));
    }
}

#[test]
fn spellings_of_ucum_are_read() {
    for (spelled, code) in [
        ("mg/l", "mg/L"),
        ("mg/dl", "mg/dL"),
        ("ug/ml", "ug/mL"),
        ("mg.L-1", "mg/L"),
        ("L-1.mg", "mg/L"),
        ("[iU]/mL", "[IU]/mL"),
        ("[IU]/ml", "[IU]/mL"),
        ("m[iU]/l", "m[IU]/L"),
        ("10^3/uL", "10*3/uL"),
        ("10*3.uL-1", "10*3/uL"),
        ("10*3{cells}/uL", "10*3/uL"),
        ("{cells}/uL", "/uL"),
        ("1/uL", "/uL"),
        ("uL-1", "/uL"),
        ("{#}/[HPF]", "/[HPF]"),
        ("{beats}/min", "/min"),
        ("mg/(kg.d)", "mg/kg/d"),
        ("mg/d/kg", "mg/kg/d"),
        ("mg/g{creat}", "mg/g"),
        ("mL/min/{1.73m2}", "mL/min/{1.73_m2}"),
        ("ml/min/{1.73_m2}", "mL/min/{1.73_m2}"),
        ("cm/a_j", "cm/a"),
        ("/(kg)", "/kg"),
    ] {
        assert_eq!(unit(spelled), Unit::from_ucum(code), "{spelled}");
        assert_eq!(Unit::from_ucum(spelled), None, "{spelled}");
        assert_eq!(Unit::read_ucum(spelled), Unit::from_ucum(code), "{spelled}");
    }
}

#[test]
fn what_is_no_ucum_or_another_unit_is_not() {
    for other in [
        "",
        " ",
        "K/uL",
        "MG/L",
        "Mg/L",
        "mcg/L",
        "mg//L",
        "mg..L",
        "/",
        ".",
        "mg/",
        "mg/L)",
        "(mg/L",
        "()",
        "mg{",
        "{}",
        "mg/L ",
        "mg /L",
        "mL/min",
        "2/uL",
        "10*3",
        "10",
        "[IU",
        "copies/mL",
        "{Copies}/mL",
        "mg//",
        "//kg",
        "mmol/m3",
        "dal",
        "mg/L+",
        "mg/L-",
        "mg-/L",
        "mg/L99999999999",
        "kg-1000",
    ] {
        let found = unit(other);
        let itself = Unit::from_ucum(other);
        assert_eq!(found, itself, "{other}");
    }
    assert_eq!(unit(&"mg/".repeat(1_000)), None);
}
