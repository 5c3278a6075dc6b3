//! Reduction mammaplasty, after Premera 7.01.503, CG-SURG-71 and Blue KC.

policy_macros::vocabulary! {
    /// Facts about requests for reduction mammaplasty
    pub mammaplasty_facts {
        /// The first request, or one after an earlier reduction
        request_type: code [First, Repeated],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// End of the growth of the breasts
        growth_completed: date,
        /// Symptom
        symptom: courses with {
            /// Kind
            kind: code [NeckPain, BackPain, ShoulderGrooves, Rash],
        },
        /// Conservative treatment
        conservative_treatment: courses,
        /// Other causes were ruled out
        other_causes_excluded: attested flag,
        /// Tissue to be removed from the left breast
        left_tissue: quantity in g from 1 to 5_000,
        /// Tissue to be removed from the right breast
        right_tissue: quantity in g from 1 to 5_000,
        /// Average of the tissue to be removed, for the body surface
        tissue_for_body_surface: quantity in percentile from 0 to 100,
    }
}

policy_macros::policy! {
    /// Reduction mammaplasty
    premera<mammaplasty_facts> {
        payer "Premera";
        number "7.01.503";
        source "criteria.tsv";

        section repeated "1.B" for request_type = Repeated => case_by_case "the medical director reviews it";
        section first "1.A" {
            1: age >= 18 OR growth_completed at least 1 year ago;
            2: any symptom lasting at least 12 months;
            3: any conservative_treatment lasting at least 3 months;
            4: other_causes_excluded;
            5: (left_tissue >= 500 g AND right_tissue >= 500 g) OR tissue_for_body_surface > 22nd percentile;
        } => criteria_met 1 surgery;
    }
}

policy_macros::policy! {
    /// Reduction mammaplasty: length of symptoms
    blue_kc<mammaplasty_facts> {
        payer "Blue KC";
        number "Reduction mammaplasty";
        source "criteria.tsv";

        section criteria "2" {
            1: any symptom lasting at least 6 months;
        } => criteria_met 1 surgery;
    }
}
