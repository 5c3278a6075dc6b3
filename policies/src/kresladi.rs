//! Blue Cross and Blue Shield of Kansas, Kresladi.

policy_macros::policy! {
    /// Marnetegragene autotemcel (Kresladi) for severe leukocyte adhesion deficiency type I
    kresladi<crate::vocabulary::clinical> {
        payer "Blue Cross and Blue Shield of Kansas";
        number "Kresladi Medical Policy";
        source "003_8e4af17ba2fac004.txt";
        codes ndc ["83537-0034"];
        effective from 2026-07-23;

        interpretation "The generic name that the source misspells is marnetegragene autotemcel.";
        note "The label speaks of vaccinations and of ustekinumab: neither is a criterion.";
        interpretation "Whether the policy is in force is decided by the date of service, not by the date of the request.";
        interpretation "The source does not say of what the 2 % are: they are read as the percentage of neutrophils that express the molecule. A result in percent of normal intensity is not to be entered there.";
        interpretation "The unclassified HCPCS codes of the source do not identify the product.";
        interpretation "Every line of business except the federal program and other plans is read as the plan's own.";

        applies when requested_product = MarnetegrageneAutotemcel
            else "another product was requested";
        applies when line_of_business not in [Fep, Other]
            else "federal employees and members of other plans have their own policies";

        section retreatment "I"
            for request_type = Retreatment
                OR any prior_lad1_gene_therapy where product = MarnetegrageneAutotemcel
                OR prior_administrations >= 1
        {
            interpretation "Any earlier dose of the product makes a request a retreatment, whatever it is called.";
            interpretation "Retreatment is reviewed case by case before III.LAD-I.11 is considered.";
        } => case_by_case "retreatment is investigational and reviewed case by case";

        section renewal "I", "IV" for request_type = Continuation {
            interpretation "Section I, under which an authorization is never renewed, takes precedence over section IV.";
        } => criteria_not_met "an authorization is not renewed";

        section initial "III.LAD-I" {
            1 "Confirmed severe LAD-I": all of {
                diagnosis: lad1;
                1 "Expression of CD18, CD11a or CD11b": neutrophil_cd18 < 2% OR neutrophil_cd11a < 2% OR neutrophil_cd11b < 2%
                    interpretation "The remark on a CD18 of 2 % or more adds no requirement, so a low CD11a or CD11b counts whatever CD18 is.";
                2: itgb2_variants = BiallelicPathogenic
                    interpretation "Variants of uncertain significance do not count; functional or segregation evidence may reclassify one.";
                3: severe_lad1_history OR lad1_family_history;
            }
            2 "Autologous transplant": autologous_hsct_candidate AND no prior_hsct;
            3: NOT matched_related_donor;
            4: gcsf_plerixafor_mobilization_planned;
            5 "Infection": NOT active_systemic_infection AND infection_monitoring_planned AND antimicrobial_prophylaxis_planned;
            6: vod_monitoring_planned;
            7: hiv_status = Negative;
            8: NOT antiretroviral_prophylaxis_planned
                interpretation "Stopping it in time before mobilization and until apheresis is completed counts as not receiving it.";
            9: insertional_oncogenesis_monitoring_planned;
            10: dmso_management_planned;
            11: no prior_lad1_gene_therapy;
            dose "One dose in total (I)": requested_administrations <= 1
                interpretation "One dose means that no earlier one was given: a further dose is a retreatment.";
        } => criteria_met 1 dose, at most 322 million cells;

        advisory "An authorization is not renewed. Where no dose was given yet, send a new initial request."
            on criteria_not_met when request_type = Continuation;
        advisory "Functional or segregation evidence may reclassify a variant of uncertain significance: send it with a new request."
            on criteria_not_met when itgb2_variants = BiallelicUncertain;
        interpretation "The dosing limits apply to the authorization; a documented dose outside them leads to an advisory and never changes the outcome.";
        advisory "The dose exceeds the 322 million CD34+ cells that an authorization covers (II)."
            when cd34_dose_total > 322 million cells;
        advisory "The dose is below the recommended minimum of 2.8 million CD34+ cells per kilogram."
            when cd34_dose_per_kg < 2.8 million cells/kg;
    }
}
