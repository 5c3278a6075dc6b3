//! Continuous glucose monitors, after Medicare's L33822.

policy_macros::vocabulary! {
    /// Facts about requests for a continuous glucose monitor
    pub cgm_facts {
        /// Kind of request
        request_type: code [Initial, Continued],
        /// Diabetes
        diabetes: flag,
        /// The member or a caregiver is trained in the use of the monitor
        training: attested flag,
        /// Prescribed in accordance with the indications approved by the FDA
        labeled_use: attested flag,
        /// Treated with insulin
        insulin: flag,
        /// Hypoglycemia
        hypoglycemia: events with {
            /// Level
            level: code [Level1, Level2, Level3],
            /// A third party helped
            third_party_help: flag,
        },
        /// Change of the medicines or of the treatment plan
        treatment_adjustment: events,
        /// Visit about diabetes, in person or by video
        visit: events,
        /// Date of the order
        order_date: date,
        /// Date of the first prescription
        first_prescription: date,
    }
}

policy_macros::policy! {
    /// Continuous glucose monitors
    cgm<cgm_facts> {
        payer "Medicare";
        number "L33822";
        source "criteria.tsv";

        section continued "B" for request_type = Continued {
            1: diabetes;
            2: visit at most 6 months apart since first_prescription;
        } => criteria_met for 6 months;
        section initial "A" {
            1: diabetes;
            2: training;
            3: labeled_use;
            4 "Insulin or hypoglycemia": any of {
                a: insulin;
                b: at least 2 treatment_adjustment
                    AND at least 2 hypoglycemia where level = Level2 after date of earliest treatment_adjustment
                    interpretation "Events count after the first attempt: those before it did not happen despite it.";
                c: any hypoglycemia where (level = Level3 AND third_party_help);
            }
            5: any visit within 6 months before order_date;
        } => criteria_met for 6 months;
    }
}
