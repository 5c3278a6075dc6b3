//! CGRP antibodies, after UnitedHealthcare, Centene and the Federal Employee Program.

policy_macros::vocabulary! {
    /// Facts about requests for a CGRP antibody
    pub cgrp_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// State of the plan
        state: code [Connecticut, Kentucky, Mississippi, Other],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Migraine days a month
        migraine_days: count from 0 to 31,
        /// Migraine days a month before therapy
        baseline_migraine_days: count from 0 to 31,
        /// Headache days a month
        headache_days: count from 0 to 31,
        /// The headaches are due to migraine and not to overuse of medicines
        migraine_attested: attested flag,
        /// Disabling migraine
        disabling: attested flag,
        /// Pain of the headaches
        pain: quantity in points from 0 to 10,
        /// Pain of the headaches before therapy
        baseline_pain: quantity in points from 0 to 10,
        /// Time with one frequency of migraine
        migraine_phase: courses with {
            /// Migraine days a month
            days_a_month: count from 0 to 31,
        },
        /// Treatment with a preventive medicine
        preventive: courses with {
            /// Class
            class: code [Antidepressant, Antiepileptic, BetaBlocker, Other many],
        },
        /// Fill of a CGRP antibody
        antibody_fill: courses with {
            /// Medicine
            medicine: code [Erenumab, Fremanezumab, Galcanezumab, Eptinezumab],
        },
        /// Another CGRP medicine is taken together with the product
        second_cgrp: flag,
        /// Botulinum toxin is given together with the product
        with_botulinum_toxin: flag,
        /// The evidence for the combination was reviewed
        evidence_reviewed: attested flag,
    }
}

policy_macros::policy! {
    /// CGRP antibodies
    united<cgrp_facts> {
        payer "UnitedHealthcare";
        number "CGRP";
        source "criteria.tsv";

        section renewal "1.B" for request_type = Continuation {
            1: migraine_days < baseline_migraine_days OR pain < baseline_pain;
            2: NOT second_cgrp;
        } => criteria_met for 12 months;
        section initial "1.A" {
            1: age >= 18;
            2 "Frequency": any of {
                a: migraine_days between 4 and 7 AND disabling;
                b: migraine_days >= 8;
            }
            3: headache_days < 15 OR migraine_attested;
            4 "Preventive medicines": if state in [Connecticut, Kentucky, Mississippi]
                then at least 2 different class of preventive lasting at least 30 days
                else at least 2 different class of preventive lasting at least 2 months;
            5: NOT second_cgrp;
        } => criteria_met for 12 months;
    }
}

policy_macros::policy! {
    /// CGRP antibodies
    centene<cgrp_facts> {
        payer "Centene";
        number "CGRP";
        source "criteria.tsv";

        section criteria "2" {
            1: any migraine_phase where days_a_month >= 4 lasting at least 3 months;
            2: NOT with_botulinum_toxin OR evidence_reviewed;
        } => criteria_met for 12 months;
    }
}

policy_macros::policy! {
    /// CGRP antibodies
    federal<cgrp_facts> {
        payer "Federal Employee Program";
        number "CGRP";
        source "criteria.tsv";

        section criteria "3" {
            1: any antibody_fill joined by (medicine) within 30 days lasting at least 6 months within 2 years
                OR at least 2 different class of preventive lasting at least 2 months;
        } => criteria_met for 12 months;
    }
}
