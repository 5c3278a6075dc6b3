//! Opioids, after MedStar (District of Columbia) and a form of BCBS.

policy_macros::vocabulary! {
    /// Facts about requests for opioids
    pub opioid_facts {
        /// Fill of an opioid
        opioid_fill: courses with {
            /// Daily dose, in milligrams of morphine
            daily_dose: quantity in mg/day from 0 to 5_000,
            /// Release
            release: code [Immediate, Extended],
        },
        /// Daily dose requested, in milligrams of morphine
        requested_dose: quantity in mg/day from 0 to 5_000,
        /// Daily dose that was rejected, in milligrams of morphine
        rejected_dose: quantity in mg/day from 0 to 5_000,
        /// Daily dose of all opioids, in milligrams of morphine
        all_doses: calculated in mg/day as requested_dose + total daily_dose of opioid_fill on service_date,
        /// Release of the product requested
        requested_release: code [ImmediateRelease, ExtendedRelease],
        /// Supply requested
        requested_supply: quantity in days from 0 to 365,
        /// Cancer
        cancer: flag,
        /// Sickle cell disease
        sickle_cell: flag,
        /// Hospice
        hospice: flag,
        /// The prescription monitoring program was checked
        monitoring_checked: attested flag,
        /// The urine screen is consistent with the prescriptions
        urine_screen_consistent: attested flag,
        /// Specialty of the prescriber
        prescriber_specialty: code [Pain, Other],
        /// Claim for a medicine
        claim: events with {
            /// Kind of medicine
            kind: code [CancerMedicine, Other],
        },
    }
}

policy_macros::policy! {
    /// Opioids
    opioids<opioid_facts> {
        payer "MedStar and BCBS";
        number "Opioids";
        source "criteria.tsv";

        look back from service_date;

        define exempt: cancer OR sickle_cell OR hospice OR any claim where kind = CancerMedicine within 365 days;
        define naive: at most 1 opioid_fill within 90 days
            AND no opioid_fill where daily_dose > 50 mg/day within 90 days
            AND no opioid_fill lasting more than 7 days within 90 days;

        section exempt_members "A" for exempt => not_applicable "the limits do not apply";
        section naive_members "B" for naive {
            interpretation "Without any fill there is no fill above a limit: the first case of the source is part of the second.";
            1: all_doses <= 50 mg/day;
            2: requested_supply <= 7 days;
        } => criteria_met for 7 days;
        section others "C" {
            1: monitoring_checked AND urine_screen_consistent;
            2: requested_release = ImmediateRelease OR any opioid_fill where release = Immediate lasting at least 2 weeks;
            3: all_doses <= 90 mg/day OR prescriber_specialty = Pain;
            4: requested_dose at most 90 mg/day above rejected_dose;
        } => criteria_met for 6 months;
    }
}
