//! Tecartus, by Care Partners of Connecticut.

policy_macros::policy! {
    /// Brexucabtagene autoleucel (Tecartus) for mantle cell lymphoma and B-cell precursor acute lymphoblastic leukemia
    tecartus<crate::vocabulary::clinical> {
        payer "CarePartners of Connecticut";
        number "Tecartus Medical Necessity Guideline";
        source "001_ad3407a8987f5d6a.txt";
        reviewed 2025-07-16;
        codes hcpcs ["Q2053"];
        effective from 2025-09-01;

        note "Tocilizumab has to be at hand for adverse reactions: safety guidance, not a criterion.";
        note "Prior authorization is required in an inpatient and in an outpatient setting.";

        applies when requested_product = BrexucabtageneAutoleucel
            else "another product was requested";
        applies when line_of_business in [MedicareAdvantageHmo, MedicareAdvantagePpo]
            else "the guideline is written for Medicare Advantage HMO and PPO plans";

        define relapsed_or_refractory: disease_status in [Relapsed, Refractory];

        section other_indication "Limitations.3"
            for NOT mantle_cell_lymphoma AND (NOT acute_lymphoblastic_leukemia OR all_lineage = TCell)
        {
            interpretation "Of the two words printed for other indications, investigational is taken as the basis.";
            interpretation "Leukemia of T lineage is another indication.";
        } => not_covered investigational;

        section coverage_criteria {
            1 "Indication": any of {
                interpretation "An indication that is neither relapsed nor refractory fails this criterion; it is not another indication.";
                interpretation "The printed definition of relapsed and refractory serves both indications.";
                a: mantle_cell_lymphoma AND relapsed_or_refractory;
                b: acute_lymphoblastic_leukemia AND all_lineage = BCellPrecursor AND relapsed_or_refractory
                    interpretation "B lineage has to be documented.";
            }
            2: age >= 18;
            outpatient "Outpatient administration": site_of_service = Inpatient OR outpatient_appropriateness
                interpretation "The attestation is asked for only where the site is outpatient, or may be.";
            Limitations "Limitations": all of {
                1 "A one-time infusion": requested_administrations <= 1 AND prior_administrations = 0
                    interpretation "One infusion means that none was given before.";
                2: no prior_car_t_therapy
                    interpretation "Taking part in a trial counts only where CAR-T cells were received.";
            }
        } => criteria_met 1 administration;

        advisory "National Coverage Determination 110.24 prevails where it is broader."
            on criteria_not_met, not_covered;
    }
}
