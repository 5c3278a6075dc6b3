use super::{HIGHEST, LOWEST, Scale};
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
            let any = scale.position_of_any(number(value), scale.unit);
            assert_eq!(short.or(Some(HIGHEST)), any, "{value}");
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

#[test]
fn a_fact_without_a_range_accepts_every_number() {
    let scale = Scale::without_range(Unit::Percent, Cow::Borrowed(&[])).unwrap();
    assert_eq!((scale.limits(), scale.range_in_words().as_str()), (None, "any number of %"));
    for value in ["-79228162514264337593543950335", "-150", "0", "150", "200000000000000.5"] {
        assert!(scale.plausible(number(value), Unit::Percent).is_some(), "{value}");
    }
    assert_eq!(position(&scale, "200000000000000.5", "%"), HIGHEST);
    assert_eq!(position(&scale, "-200000000000000.5", "%"), LOWEST);
    assert!([HIGHEST, LOWEST].into_iter().all(Scale::is_beyond));
    assert!([HIGHEST, LOWEST].into_iter().all(|position| !Scale::is_on_mark(position)));
    let most = position(&scale, "4611686018427", "%");
    assert!(most < HIGHEST && Scale::is_on_mark(most));
    assert_eq!(scale.simplest(scale.range()), Some(Decimal::ZERO));
    let below_0 = super::Interval::below(0);
    assert_eq!(
        scale.simplest(super::Interval::between(LOWEST, below_0.high())),
        Some(Decimal::NEGATIVE_ONE)
    );
    assert_eq!(
        scale.simplest(super::Interval::between(most, HIGHEST)),
        Some(number("4611686018427"))
    );
}

#[test]
fn hundreds_of_trillions_of_vector_genomes_are_exact() {
    let scale = Scale::without_range(Unit::VectorGenomesPerKilogram, Cow::Borrowed(&[])).unwrap();
    let at = |value: &str| position(&scale, value, "{vg}/kg");
    assert!(Scale::is_on_mark(at("200000000000000")) && !Scale::is_beyond(at("200000000000000")));
    assert!(at("199999999999999") < at("200000000000000"));
    assert!(at("200000000000000") < at("200000000000000.0001"));
    assert!(Scale::is_on_mark(at("1.01")) && !Scale::is_on_mark(at("1.001")));
}

#[test]
fn digits_that_fill_a_decimal_lose_nothing_on_an_odd_scale() {
    let rate = scale("g/d", &["kg/mo", "kg/a", "mg/wk"], "0", "100000");
    for value in ["1.000000000000000000000000000", "32.85420944558521560574948665"] {
        let (value, more) = (number(value), number(value) + Decimal::new(1, 6));
        let place = |value| rate.position(value, Unit::KilogramPerMonth).unwrap();
        assert!(place(value) <= place(more) && !Scale::is_beyond(place(more)));
    }
    assert_eq!(position(&rate, "487", "kg/mo"), position(&rate, "16000", "g/d"));
    assert!(
        position(&rate, "487.0000000000000000000000001", "kg/mo") > position(&rate, "16000", "g/d")
    );
}

#[test]
fn a_product_of_any_length_is_divided_exactly() {
    let share = super::share;
    for (number, factor, divisor) in [(7, 3, 2), (0, 5, 3), (12, 12, 12), (u128::MAX, 1, 3)] {
        let (quotient, rest) = share(number, factor, divisor).unwrap();
        assert_eq!((quotient, rest), (number * factor / divisor, number * factor % divisor));
    }
    let big = 10_u128.pow(28);
    assert_eq!(share(big, 10_u128.pow(20), 10_u128.pow(28)), Some((10_u128.pow(20), 0)));
    assert_eq!(share(big + 1, 10_u128.pow(20), big), Some((10_u128.pow(20), 10_u128.pow(20))));
    assert_eq!(share(u128::MAX, u128::MAX, 1), None);
}
