use policy_macros::{policy, vocabulary};

vocabulary! {
    /// Facts about people and papers
    pub people_facts {
        /// Specialty of the prescriber
        prescriber_specialty: code [Cardiology, Nephrology, Other],
        /// Prescribed in consultation with a cardiologist
        cardiology_consultation: attested flag,
        /// Diagnosis
        diagnosis: code [Psoriasis, PsoriaticArthritis, Other],
        /// Severity of the disease
        severity: code [Mild, Moderate, Severe],
        /// Relative
        relative: records with { degree: code [First, Second], disease: code [BreastCancer, Other] },
        /// Contraindication of the label
        labeled_contraindication: flag,
        /// Dosed as the label says
        dosed_per_label: attested flag,
        /// Nausea with attacks
        nausea: flag,
        /// Sensitivity to light with attacks
        light_sensitivity: flag,
        /// Aura before attacks
        aura: flag,
        /// Functional class
        functional_class: code [I, II, III, IV],
    }
}

policy! {
    /// Phrases about people and papers
    people_phrases<people_facts> {
        payer "Example Health Plan";
        number "EX.55";
        source "phrases.pdf";

        section treatment "I" {
            1: prescriber_specialty = Cardiology OR cardiology_consultation;
            2: diagnosis in [Psoriasis, PsoriaticArthritis];
            3: severity in [Moderate, Severe];
            4: functional_class not in [I];
            5: any relative where (degree = First AND disease = BreastCancer)
                OR at least 2 relative where (degree = Second AND disease = BreastCancer);
            6: NOT labeled_contraindication;
            7: dosed_per_label;
            8: two of (nausea, light_sensitivity, aura);
        } => criteria_met for 12 months;
    }
}
