//! Tecartus, by `CarePartners` of Connecticut.

policy_macros::policy! {
    /// Brexucabtagene autoleucel (Tecartus) for mantle cell lymphoma and B-cell precursor acute lymphoblastic leukemia
    tecartus<crate::vocabulary::clinical> {
        payer "CarePartners of Connecticut";
        number "Tecartus Medical Necessity Guideline";
        source "001_ad3407a8987f5d6a.txt";
        reviewed 2025-07-16;
        codes hcpcs ["Q2053"];
        effective from 2025-09-01;

        note "Tocilizumab has to be available for adverse reactions: this is safety guidance, not a criterion.";
        note "Prior authorization is required in both inpatient and outpatient settings.";

        interpretation "Whether the guideline is in force is decided by the date of service, not by the date of the request.";
        interpretation "The disease status is that of the disease the product is requested for.";

        applies when requested_product = BrexucabtageneAutoleucel
            else "another product was requested";
        applies when line_of_business in [MedicareAdvantageHmo, MedicareAdvantagePpo]
            else "the guideline is written for Medicare Advantage HMO and PPO plans";

        define relapsed_or_refractory: disease_status in [Relapsed, Refractory];

        section other_indication "Limitations.3"
            for NOT mantle_cell_lymphoma AND (NOT acute_lymphoblastic_leukemia OR all_lineage = TCell)
        {
            interpretation "The source gives two reasons for other indications; investigational is used as the basis.";
            interpretation "Leukemia of T lineage is another indication.";
        } => not_covered investigational, "the payer also calls it not medically necessary";

        section coverage_criteria {
            1 "Indication": any of {
                interpretation "An indication that is neither relapsed nor refractory does not meet this criterion; it is not another indication.";
                interpretation "The printed definition of relapsed and refractory applies to both indications.";
                a: mantle_cell_lymphoma AND relapsed_or_refractory;
                b: acute_lymphoblastic_leukemia AND all_lineage = BCellPrecursor AND relapsed_or_refractory
                    interpretation "B lineage has to be documented.";
            }
            2: age >= 18;
            outpatient "Outpatient administration": site_of_service = Inpatient OR outpatient_appropriateness
                interpretation "The attestation is asked for only if the site is or may be outpatient.";
            Limitations "Limitations": all of {
                1 "A one-time infusion": requested_administrations <= 1 AND prior_administrations = 0
                    interpretation "One infusion means that no earlier one was given.";
                2: no prior_car_t_therapy
                    interpretation "Participation in a trial counts only if CAR-T cells were received.";
            }
        } => criteria_met 1 administration;

        advisory "NCD 110.24 takes precedence, and goes further: it covers autologous CAR-T cells for every use that the FDA has approved, or that a CMS-approved compendium supports. A clinician looks at it before anything adverse is said on indication, age or an earlier CAR-T therapy."
            on criteria_not_met, not_covered;
        advisory "Inpatient administration would meet the criterion on the site of care."
            on criteria_not_met when site_of_service = Outpatient AND NOT outpatient_appropriateness;
        advisory "Earlier editions of the guideline governed dates of service from January 1, 2023 to August 31, 2025: ask the payer for the one in force."
            on not_applicable when requested_product = BrexucabtageneAutoleucel AND service_date < 2025-09-01;
    }
}
