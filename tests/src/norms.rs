//! A small policy about results that are compared with the limits of normal of their own laboratory.

policy_macros::vocabulary! {
    /// Measurements with limits of normal, of three signs.
    pub laboratory {
        /// What is asked for
        asked: code [Latest, Highest, Counted, Earliest, Any],
        /// Start of therapy
        therapy_start: date,
        /// Alanine aminotransferase
        alt: measurement in U/L or U/mL from 0 to 10_000,
        /// Platelets
        platelets: measurement in 10*9/L by [Blood, Citrate] from 1 to 2_000,
        /// Base excess
        base_excess: measurement in mmol/L from -40 to 40,
    }
}

policy_macros::policy! {
    /// Limits of normal
    norms<laboratory> {
        payer "Example Health";
        number "EX.11";
        source "example.txt";

        section latest_one "1" for asked = Latest {
            1: alt <= 3 times the upper limit of normal;
            2: base_excess within normal OR every base_excess not above normal;
        } => criteria_met for 6 months;
        section highest_one "2" for asked = Highest {
            1: highest alt < 10 times the upper limit of normal within 6 months;
            2: NOT (any platelets by Blood below normal before therapy_start)
                OR lowest platelets >= 0.5 times the lower limit of normal;
        } => criteria_met for 6 months;
        section counted "3" for asked = Counted AND any alt above normal within 1 year {
            1: at least 2 alt > 1.5 times the upper limit of normal within 1 year on different days
                OR at least 2 platelets between 0.5 and 1 times the lower limit of normal;
        } => criteria_met for 6 months;
        section earliest_one "4" for asked = Earliest {
            1: earliest alt after therapy_start not below normal;
            2: alt != 0.5 times the upper limit of normal;
        } => criteria_met for 1 year;
        section rest "5" {
            1: platelets within normal within 2 years;
        } => criteria_met for 1 year;
    }
}
