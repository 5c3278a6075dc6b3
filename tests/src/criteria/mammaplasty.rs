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
        /// Body surface area
        body_surface: quantity in m2 from 0.5 to 4,
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

policy_macros::policy! {
    /// Reduction mammaplasty: tissue for the body surface, as in Schnur's scale
    cg_surg_71<mammaplasty_facts> {
        payer "Several";
        number "CG-SURG-71";
        source "criteria.tsv";

        define least_tissue by body_surface {
            below 1.40 m2 => 199 g,
            from 1.40 m2 to below 1.45 m2 => 218 g,
            from 1.45 m2 to below 1.50 m2 => 238 g,
            from 1.50 m2 to below 1.55 m2 => 260 g,
            from 1.55 m2 to below 1.60 m2 => 284 g,
            from 1.60 m2 to below 1.65 m2 => 310 g,
            from 1.65 m2 to below 1.70 m2 => 338 g,
            from 1.70 m2 to below 1.75 m2 => 370 g,
            from 1.75 m2 to below 1.80 m2 => 404 g,
            from 1.80 m2 to below 1.85 m2 => 441 g,
            from 1.85 m2 to below 1.90 m2 => 482 g,
            from 1.90 m2 to below 1.95 m2 => 527 g,
            from 1.95 m2 to below 2.00 m2 => 575 g,
            from 2.00 m2 to below 2.05 m2 => 628 g,
            from 2.05 m2 to below 2.10 m2 => 687 g,
            from 2.10 m2 to below 2.15 m2 => 750 g,
            from 2.15 m2 to below 2.20 m2 => 819 g,
            from 2.20 m2 to below 2.25 m2 => 895 g,
            from 2.25 m2 to below 2.30 m2 => 978 g,
            from 2.30 m2 to below 2.35 m2 => 1_068 g,
            from 2.35 m2 to below 2.40 m2 => 1_167 g,
            from 2.40 m2 to below 2.45 m2 => 1_275 g,
            from 2.45 m2 to below 2.50 m2 => 1_393 g,
            from 2.50 m2 to below 2.55 m2 => 1_522 g,
            from 2.55 m2 => 1_662 g,
        }

        section criteria "3" {
            1: left_tissue >= least_tissue;
            2: right_tissue >= least_tissue;
        } => criteria_met 1 surgery;
    }
}
