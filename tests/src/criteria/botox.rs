//! Botulinum toxin, after eviCore and Aetna.

policy_macros::vocabulary! {
    /// Facts about requests for botulinum toxin
    pub botox_facts {
        /// Kind of request
        request_type: code [Initial, Continuation],
        /// Reason for treatment
        indication: code [ChronicMigraine, OveractiveBladder, Spasticity, Other],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Time with one frequency of headaches
        headache_phase: courses with {
            /// Headache days a month
            days_a_month: count from 0 to 31,
        },
        /// Day with headache
        headache_day: events with {
            /// Hours of headache
            duration: quantity in hours from 0 to 24,
        },
        /// Treatment with a preventive medicine
        preventive: courses with {
            /// Class
            class: code [Antidepressant, Antiepileptic, BetaBlocker, CalciumChannelBlocker, Other many],
        },
        /// Specialty of the prescriber
        prescriber_specialty: code [Neurology, Urology, Other],
        /// Injection of botulinum toxin, at any site
        injection: events with {
            /// Units
            units: quantity in U from 1 to 1_000,
        },
        /// Units requested
        requested_units: quantity in U from 1 to 1_000,
        /// Units of twelve weeks, at all sites
        all_units: calculated in U as requested_units + total units of injection less than 84 days before service_date,
        /// Body weight
        weight: quantity in kg from 1 to 300,
        /// Units by weight
        units_by_weight: calculated in U/kg as requested_units / weight,
        /// Headache days a month
        headache_days: count from 0 to 31,
        /// Headache days a month before the first injection
        baseline_headache_days: count from 0 to 31,
        /// Infection of the urinary tract
        urinary_infection: flag,
        /// Urinary retention
        urinary_retention: flag,
    }
}

policy_macros::policy! {
    /// Botulinum toxin
    botox<botox_facts> {
        payer "eviCore and Aetna";
        number "Botulinum toxin";
        source "criteria.tsv";

        section bladder "III" for indication = OveractiveBladder {
            1: age >= 18;
            2: NOT urinary_infection;
            3: NOT urinary_retention;
            4: all_units <= 400 U;
        } => criteria_met for 6 months;
        section pediatric_spasticity "IV" for indication = Spasticity AND age < 18 {
            1 "Dose for children": units_by_weight <= 10 U/kg AND all_units <= 340 U;
        } => criteria_met for 6 months;
        section renewal "II" for indication = ChronicMigraine AND request_type = Continuation {
            1: age >= 18;
            2: headache_days at least 50% below baseline_headache_days;
            3: no injection less than 12 weeks before service_date;
            4: all_units <= 400 U;
        } => criteria_met for 12 months;
        section initial "I" for indication = ChronicMigraine {
            1: age >= 18;
            2: any headache_phase where days_a_month >= 15 lasting at least 3 months;
            3: at least 8 headache_day where duration >= 4 hours within 1 month on different days;
            4: at least 2 different class of preventive
                where class in [Antidepressant, Antiepileptic, BetaBlocker, CalciumChannelBlocker] lasting at least 60 days;
            5: prescriber_specialty = Neurology;
            6: all_units <= 400 U;
        } => criteria_met for 6 months;
        section others "V" => case_by_case "a use that the policy does not name";
    }
}
