//! A vocabulary serves policies of the same module, of another module and of another crate, under
//! any path, before and after its declaration.

use policy_core::NaiveDate;
use policy_core::policy::Outcome;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

mod same_module {
    policy_macros::policy! {
        /// Before the vocabulary's declaration
        earlier<plain> {
            payer "P"; number "N"; source "S";
            section all { 1: smoker; } => criteria_met 1 dose;
        }
    }

    policy_macros::vocabulary! {
        plain {
            /// Smoker
            smoker: flag,
        }
    }

    policy_macros::policy! {
        /// After the vocabulary's declaration
        behind<self::plain> {
            payer "P"; number "N"; source "S";
            section all { 1: NOT smoker; } => criteria_met 1 dose;
        }
    }
}

mod declared {
    pub mod inside {
        policy_macros::vocabulary! {
            pub(crate) crate_wide {
                /// Stage
                stage: code [One, Two],
            }
        }
    }
}

mod other_module {
    use super::declared::inside::crate_wide as renamed;

    policy_macros::policy! {
        /// Through a renamed import
        imported<renamed> {
            payer "P"; number "N"; source "S";
            section all { 1: stage = One; } => criteria_met 1 dose;
        }
    }

    policy_macros::policy! {
        /// Through a path
        by_path<crate::declared::inside::crate_wide> {
            payer "P"; number "N"; source "S";
            section all { 1: stage = Two; } => criteria_met 1 dose;
        }
    }
}

mod other_crate {
    use policies::vocabulary::*;

    policy_macros::policy! {
        /// Through a glob import from another crate
        glob<clinical> {
            payer "P"; number "N"; source "S";
            section all { 1: nyha in [II, III] AND age >= 18; } => criteria_met 1 dose;
        }
    }

    policy_macros::policy! {
        /// Through a path into another crate
        absolute<::policies::vocabulary::clinical> {
            payer "P"; number "N"; source "S";
            section all { 1: lvef by Echo2d <= 40%; } => criteria_met 1 dose;
        }
    }
}

/// A second vocabulary of the same name in one crate.
mod twin {
    policy_macros::vocabulary! {
        pub(crate) plain {
            /// Visits
            visits: count,
            /// Heart rate
            heart_rate: measurement in per minute from 20 to 300,
        }
    }

    policy_macros::policy! {
        /// Over the twin
        twin<plain> {
            payer "P"; number "N"; source "S";
            section all { 1: visits >= 2; 2: NOT every heart_rate > 110 per minute; } => criteria_met 1 dose;
        }
    }
}

#[test]
fn policies_see_the_vocabulary_from_everywhere() {
    use policies::vocabulary::clinical::{Lvef, LvefMethod, Nyha};
    use policy_core::possible::QuantityFact;
    use policy_core::unit::Unit;

    let before = same_module::EarlierCase {
        smoker: true.into(),
        ..same_module::EarlierCase::new(day(), day())
    };
    assert_eq!(same_module::evaluate_earlier(&before).outcome(), Outcome::CriteriaMet);
    let behind = same_module::BehindCase {
        smoker: true.into(),
        ..same_module::BehindCase::new(day(), day())
    };
    assert_eq!(same_module::evaluate_behind(&behind).outcome(), Outcome::CriteriaNotMet);

    let stage = declared::inside::crate_wide::Stage::One;
    let imported = other_module::ImportedCase {
        stage: stage.into(),
        ..other_module::ImportedCase::new(day(), day())
    };
    assert_eq!(other_module::evaluate_imported(&imported).outcome(), Outcome::CriteriaMet);
    let by_path = other_module::ByPathCase {
        stage: stage.into(),
        ..other_module::ByPathCase::new(day(), day())
    };
    assert_eq!(other_module::evaluate_by_path(&by_path).outcome(), Outcome::CriteriaNotMet);

    let birth = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap();
    let glob = other_crate::GlobCase {
        nyha: Nyha::III.into(),
        birth_date: birth.into(),
        ..other_crate::GlobCase::new(day(), day())
    };
    assert_eq!(other_crate::evaluate_glob(&glob).outcome(), Outcome::CriteriaMet);
    let echo = Lvef::exactly(34, Unit::Percent).unwrap().on(day()).by(LvefMethod::Echo2d);
    let absolute = other_crate::AbsoluteCase {
        lvef: [echo].into(),
        ..other_crate::AbsoluteCase::new(day(), day())
    };
    assert_eq!(other_crate::evaluate_absolute(&absolute).outcome(), Outcome::CriteriaMet);

    let rate = twin::plain::HeartRate::exactly(80, Unit::PerMinute).unwrap().on(day());
    let twin = twin::TwinCase {
        visits: 2.into(),
        heart_rate: [rate].into(),
        ..twin::TwinCase::new(day(), day())
    };
    assert_eq!(twin::evaluate_twin(&twin).outcome(), Outcome::CriteriaMet);
}

#[test]
fn a_case_that_contradicts_itself_is_refused() {
    use policies::vocabulary::clinical::Lvef;
    use policy_core::possible::{Quantity, QuantityFact, QuantityProblem};
    use policy_core::unit::Unit;

    assert_eq!(
        Lvef::exactly(400, Unit::Percent),
        Err::<Quantity<Lvef>, _>(QuantityProblem::Range { found: 400.into() })
    );
    assert_eq!(
        Lvef::exactly(40, Unit::MilligramPerLiter),
        Err(QuantityProblem::Unit { found: Unit::MilligramPerLiter })
    );
    let tomorrow = day().succ_opt().unwrap();
    let late = Lvef::exactly(34, Unit::Percent).unwrap().on(tomorrow);
    let problems = other_crate::AbsoluteCase {
        lvef: [late].into(),
        ..other_crate::AbsoluteCase::new(day(), day())
    }
    .checked()
    .unwrap_err();
    assert_eq!(problems.problems[0].path, "/lvef/0/date");
    let unborn = other_crate::GlobCase {
        birth_date: tomorrow.into(),
        ..other_crate::GlobCase::new(day(), day())
    };
    assert_eq!(unborn.checked().unwrap_err().problems[0].path, "/birth_date");
}
