use super::compare;
use crate::unit::Unit;
use core::cmp::Ordering;
use rust_decimal::Decimal;

fn compared(one: &str, one_unit: &str, other: &str, other_unit: &str) -> Option<Ordering> {
    let number = |text: &str, unit: &str| {
        (Decimal::from_str_exact(text).unwrap(), Unit::from_ucum(unit).unwrap())
    };
    compare(number(one, one_unit), number(other, other_unit))
}

#[test]
fn the_last_of_twenty_eight_digits_counts_in_every_unit() {
    assert_eq!(compared("0.2", "mg/dL", "2", "mg/L"), Some(Ordering::Equal));
    assert_eq!(
        compared("0.1999999999999999999999999999", "mg/dL", "2", "mg/L"),
        Some(Ordering::Less)
    );
    assert_eq!(
        compared("0.2000000000000000000000000001", "mg/dL", "2", "mg/L"),
        Some(Ordering::Greater)
    );
    assert_eq!(compared("2.7", "L/h", "45", "mL/min"), Some(Ordering::Equal));
    assert_eq!(
        compared("0.750000000000000000000000001", "mL/s", "45", "mL/min"),
        Some(Ordering::Greater)
    );
    let huge = Decimal::MAX.to_string();
    assert_eq!(compared(&huge, "mol/L", &huge, "pmol/L"), Some(Ordering::Greater));
    assert_eq!(
        compared("0.0000000000000000000000000001", "mol/L", &huge, "pmol/L"),
        Some(Ordering::Less)
    );
}

#[test]
fn signs_come_before_magnitudes() {
    assert_eq!(compared("-3", "%", "2", "%"), Some(Ordering::Less));
    assert_eq!(compared("-3", "%", "-2", "%"), Some(Ordering::Less));
    assert_eq!(compared("-0.0", "%", "0", "%"), Some(Ordering::Equal));
    assert_eq!(compared("1", "%", "1", "mg/L"), None);
}
