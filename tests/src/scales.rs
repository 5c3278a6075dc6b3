//! A small policy about numbers that are unusual in their unit, their sign or their size.

policy_macros::vocabulary! {
    /// Facts in unusual units, none of which has a range of its own.
    pub scales {
        /// T-score of the hip
        t_score: measurement in SD,
        /// Depression score
        depression: quantity in points,
        /// Body mass index for age and sex
        bmi_for_age: quantity in percentile from 0 to 100,
        /// Alanine aminotransferase
        alt: measurement in times the upper limit of normal,
        /// Antibodies against AAV9
        anti_aav9: measurement in titer,
        /// Earlier antibodies
        earlier_titer: quantity in titer,
        /// Dose of the vector
        vector_dose: quantity in vector genomes/kg,
        /// Growth velocity
        growth: measurement in cm/year or mm/year or cm/month,
        /// Headache days
        headache_days: quantity in per month or per week,
        /// Change of body weight
        weight_change: quantity in %,
        /// Body weight
        weight: quantity in kg or lb,
        /// Infused vector
        infusion: events with { vector: quantity in vector genomes, titer: quantity in titer },
    }
}

policy_macros::policy! {
    /// Thresholds in unusual units
    numbers<scales> {
        payer "Example Health";
        number "EX.9";
        source "example.txt";

        section first "1" for depression >= 20.5 points {
            1: t_score <= -2.5 SD;
            2: any anti_aav9 < 1:50 within 3 months OR earlier_titer between 1:50 and 1:12_800;
            3: vector_dose <= 1.1e14 vector genomes/kg;
            4: bmi_for_age >= 95th percentile;
            5: weight_change <= -5%;
        } => criteria_met for 1 year, at most 1.1e14 vector genomes/kg;
        section second "2" {
            1: highest alt <= 2 times the upper limit of normal within 6 months;
            2: growth > 2.5 cm/year;
            3: headache_days >= 15 per month;
            4: weight between 13.5 and 2_000_000 kg;
            5: any infusion where (vector >= 1e14 vector genomes AND titer < 1:100);
            6: anti_aav9 < earlier_titer;
        } => criteria_met for 6 months;
    }
}
