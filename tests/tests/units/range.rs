//! Facts without a plausible range: their numbers compare exactly however odd the ratios of their
//! units are.

use policy_core::policy::Outcome;
use policy_core::possible::QuantityFact;
use policy_core::unit::Unit;
use policy_core::{Decimal, NaiveDate};

policy_macros::vocabulary! {
    open {
        /// Mean arterial pressure
        pressure: quantity in mmHg or kPa or cmH2O,
        /// Body weight
        weight: quantity in lb or kg,
        /// Pulmonary vascular resistance
        resistance: quantity in Wood units or dyn.s/cm5,
        /// Progression-free survival
        survival: quantity in months or days or years,
    }
}

policy_macros::policy! {
    /// Thresholds in units of facts that have no range
    unlimited<open> {
        payer "Example Health";
        number "EX.6";
        source "example.txt";

        section all {
            1: pressure >= 100 mmHg;
            2: weight >= 200 lb;
            3: resistance >= 3 Wood units;
            4: survival >= 12 months;
        } => criteria_met for 1 year;
    }
}

fn outcome(pressure: &str, weight: &str, resistance: &str, survival: &str) -> Outcome {
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let case = UnlimitedCase {
        pressure: open::Pressure::exactly(number(pressure), Unit::Kilopascal).ok(),
        weight: open::Weight::exactly(number(weight), Unit::Kilogram).ok(),
        resistance: open::Resistance::exactly(
            number(resistance),
            Unit::DyneSecondPerCentimeterToTheFifth,
        )
        .ok(),
        survival: open::Survival::exactly(number(survival), Unit::Day).ok(),
        ..UnlimitedCase::new(day, day)
    };
    evaluate_unlimited(&case.checked().unwrap()).outcome()
}

#[test]
fn a_fact_without_a_range_compares_in_all_its_units() {
    // 100 mm[Hg] are 13.3322 kPa, 200 [lb_av] are 90.718474 kg, 3 [wood'U] are 239.9796 dyn.s/cm5,
    // 12 mo are 365.25 d.
    assert_eq!(outcome("13.3322", "90.718474", "239.9796", "365.25"), Outcome::CriteriaMet);
    assert_eq!(
        outcome("13.3321999999999999", "90.718474", "239.9796", "365.25"),
        Outcome::CriteriaNotMet
    );
    assert_eq!(
        outcome("13.3322", "90.7184739999999999", "239.9796", "365.25"),
        Outcome::CriteriaNotMet
    );
    assert_eq!(
        outcome("13.3322", "90.718474", "239.979599999999999", "365.25"),
        Outcome::CriteriaNotMet
    );
    assert_eq!(
        outcome("13.3322", "90.718474", "239.9796", "365.249999999999999"),
        Outcome::CriteriaNotMet
    );
}
