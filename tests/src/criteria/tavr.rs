//! Replacement of the aortic valve through a catheter, after Medicare's NCD 20.32.

policy_macros::vocabulary! {
    /// Facts about requests for the replacement of the aortic valve through a catheter
    pub tavr_facts {
        /// Symptomatic aortic stenosis
        symptomatic_stenosis: flag,
        /// The use is in the label of the valve
        labeled_use: attested flag,
        /// The FDA has approved the valve and its delivery system
        approved_system: flag,
        /// Care by a heart team
        heart_team: attested flag,
        /// Surgeon and cardiologist operate jointly
        joint_operation: attested flag,
        /// Aortic valves that the surgeon has replaced
        surgeon_aortic: count,
        /// Procedures that the surgeon has done in his or her career
        surgeon_procedures: count,
        /// Procedures that the cardiologist has done in his or her career
        cardiologist_procedures: count,
        /// Procedures that the cardiologist does
        cardiologist_rate: quantity in per year from 0 to 2_000,
        /// The hospital has a program for these valves
        existing_program: flag,
        /// Open-heart operation in the hospital
        open_heart_surgery: events,
        /// Operation on an aortic valve in the hospital
        aortic_surgery: events,
        /// Percutaneous coronary interventions of the hospital
        pci_rate: quantity in per year from 0 to 20_000,
        /// Replacement of an aortic valve in the hospital, through a catheter or not
        valve_replacement: events,
        /// Replacement of an aortic valve through a catheter in the hospital
        tavr: events,
        /// Takes part in the national registry
        registry: flag,
        /// Treated in an approved clinical study
        approved_study: flag,
        /// A comorbidity precludes the expected benefit
        benefit_precluded: attested flag,
        /// Mean gradient
        gradient: measurement in mmHg from 0 to 200,
        /// Peak velocity
        velocity: measurement in m/s from 0 to 10,
        /// Area of the valve
        valve_area: measurement in cm2 from 0.1 to 6,
    }
}

policy_macros::policy! {
    /// Replacement of the aortic valve through a catheter
    tavr<tavr_facts> {
        payer "Medicare";
        number "20.32";
        source "criteria.tsv";

        look back from service_date;

        section no_benefit "C" for benefit_precluded => not_covered not_covered;
        section off_label "B" for NOT labeled_use {
            1: approved_study;
        } => criteria_met 1 procedure;
        section labeled "A" {
            1: symptomatic_stenosis;
            2: gradient >= 40 mmHg OR velocity >= 4 m/s OR valve_area <= 1.0 cm2;
            3: approved_system;
            4: heart_team AND joint_operation;
            5 "Surgeon": surgeon_procedures >= 100 AND surgeon_aortic >= 25;
            6 "Cardiologist": cardiologist_procedures >= 100 OR cardiologist_rate >= 30 per year;
            7 "Hospital": if existing_program
                then (at least 50 valve_replacement within 1 year AND at least 20 tavr within 1 year)
                OR (at least 100 valve_replacement within 2 years AND at least 40 tavr within 2 years)
                else at least 50 open_heart_surgery within 1 year AND at least 20 aortic_surgery within 2 years
                AND pci_rate >= 300 per year;
            8: registry;
        } => criteria_met 1 procedure;
    }
}
