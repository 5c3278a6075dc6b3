//! Arkansas Blue Cross and Blue Shield, 2024041.

policy_macros::policy! {
    /// Idecabtagene vicleucel (Abecma) for multiple myeloma
    abecma<crate::vocabulary::clinical> {
        payer "Arkansas Blue Cross and Blue Shield";
        number "2024041";
        source "002_6f4142b18f41fad2.txt";
        reviewed 2025-08;
        codes hcpcs ["Q2055"];

        note "Site of care is reviewed under 2018030, adoptive immunotherapy in general under 2020001.";
        interpretation "The dose range leads only to an advisory, if a dose outside it is documented: the dose is seldom known at the time of the request.";
        interpretation "Which version is in force is decided by the date of service, not by the date of the request.";
        interpretation "The paragraph on other supported uses takes over wherever support is claimed and the list is not met, with myeloma or without.";
        interpretation "The basis of an adverse answer follows the contract, also where myeloma does not meet the list.";
        interpretation "Support for an off-label use counts as not claimed only if that is documented; otherwise, it is unknown.";

        applies when requested_product = IdecabtageneVicleucel
            else "another product was requested";
        applies when member_group != WalmartAssociates
            else "this group plan has rules of its own";

        accept finding at "2"
            because "the source asks for the disease here again, though whoever has another one comes under the sections before";

        define expert_care: treating_physician_expertise AND approved_cell_therapy_center;
        define relapsed_or_refractory_myeloma: multiple_myeloma AND disease_status in [Relapsed, Refractory];
        define no_gene_modified_t_cells: no prior_car_t_therapy AND no prior_gene_modified_t_cell_therapy;
        define no_cellular_trial: no clinical_trial where agent in [CarT, GeneModifiedTCell];
        define once_per_lifetime: requested_administrations <= 1 AND prior_administrations = 0;
        define prior_therapies: all of {
            interpretation "Three classes in a single line of therapy do not make two lines.";
            lines: prior_lines_of_therapy >= 2;
            a: prior_immunomodulatory_agent;
            b: prior_proteasome_inhibitor;
            c: prior_anti_cd38_antibody;
        }
        define dose_in_range: car_t_cell_dose between 300 and 510 million cells;

        version "2025-11" from 2025-11-01 {
            interpretation "The renal, cardiac and infection limits became guidance in this version: a breach leads to an advisory and never changes the outcome.";

            section group_policy "Group" for member_group = GroupWithOwnPolicy
                => refer "group policy";
            section multiple_myeloma_criteria for multiple_myeloma {
                preamble "Expertise and center": expert_care;
                1: age >= 18;
                2: relapsed_or_refractory_myeloma
                    interpretation "If myeloma does not meet a criterion, the criteria are not met; it is not another indication.";
                3 "Prior therapies": prior_therapies;
                4: no_gene_modified_t_cells AND no_cellular_trial
                    interpretation "Only trials of cellular therapies count; a trial of another listed drug does not. Whoever was enrolled was a subject of the trial, infused or not."
                    interpretation "Prior therapy with the other BCMA product, ciltacabtagene autoleucel, is prior CAR-T therapy.";
                5 "Excluding circumstances": all of {
                    interpretation "The OR printed after 5.b is left over from the longer list of the earlier version; each of the two circumstances excludes.";
                    a: NOT planned_combination_therapy
                        interpretation "Bridging therapy before the infusion and maintenance after it are combinations; only lymphodepletion is left out.";
                    b restated: no_gene_modified_t_cells
                        interpretation "Criteria 4 and 5.b say the same thing.";
                }
                6: adequate_organ_and_marrow_function;
                7: NOT cns_myeloma;
                8: once_per_lifetime
                    interpretation "One administration per lifetime means that no earlier one was given.";
                Dosage "Dosed according to the label": dosed_per_label
                    interpretation "Dosing by the label stands under its own heading as an obligation, and not in the guidance: it is a criterion.";
            } => criteria_met 1 administration per lifetime, at most 510 million cells
                otherwise refer "2000030" when off_label_oncology_support
                otherwise criteria_not_met basis does_not_meet_primary_coverage_criteria when contract_has_primary_coverage_criteria
                otherwise criteria_not_met basis investigational;
            section off_label_use "Off-label" for off_label_oncology_support
                => refer "2000030";
            section other_indication "Not covered"
                => not_covered by contract_has_primary_coverage_criteria {
                    true => does_not_meet_primary_coverage_criteria,
                    false => investigational,
                }, "the payer covers the product for multiple myeloma alone";

            advisory "Creatinine clearance is 45 mL/min or less, outside the guidance: compare it with the provider's judgment of organ function (6)."
                on criteria_met, criteria_not_met, need_information when creatinine_clearance <= 45 mL/min;
            advisory "The ejection fraction is below 45 %, outside the guidance: compare it with the provider's judgment of organ function (6)."
                on criteria_met, criteria_not_met, need_information when lvef < 45%;
            advisory "Significant cardiac disease in the last 6 months is documented, outside the guidance: compare it with the provider's judgment of organ function (6)."
                on criteria_met, criteria_not_met, need_information when any cardiac_disease within 6 months;
            advisory "An active infection is documented, outside the guidance: compare it with the provider's judgment of organ function (6)."
                on criteria_met, criteria_not_met, need_information
                when hepatitis_b = Active OR hepatitis_c = Active OR hiv_status = Positive OR uncontrolled_infection;
            advisory "The provider has to have verified kidney function, heart function and the absence of active infection (guidance of this version)."
                on criteria_met, need_information;
        }

        version "2024-08" from 2024-08-21 to 2025-10-31 {
            section group_policy "Group" for member_group = GroupWithOwnPolicy
                => refer "group policy";
            section multiple_myeloma_criteria for multiple_myeloma {
                preamble "Expertise and center": expert_care;
                1: age >= 18;
                2: relapsed_or_refractory_myeloma
                    interpretation "If myeloma does not meet a criterion, the criteria are not met; it is not another indication."
                    interpretation "Relapsed or refractory is required before the list and applies to the diagnosis in it.";
                3 "Prior therapies": prior_therapies;
                4: no_gene_modified_t_cells AND no_cellular_trial
                    interpretation "Only trials of cellular therapies count; a trial of another listed drug does not. Whoever was enrolled was a subject of the trial, infused or not."
                    interpretation "Prior therapy with the other BCMA product, ciltacabtagene autoleucel, is prior CAR-T therapy.";
                5 "Excluding circumstances": all of {
                    a: NOT planned_combination_therapy
                        interpretation "Bridging therapy before the infusion and maintenance after it are combinations; only lymphodepletion is left out.";
                    b: no prior_hsct where donor = Allogeneic;
                    c restated: no_gene_modified_t_cells
                        interpretation "Criteria 4 and 5.c say the same thing.";
                    d: creatinine_clearance > 45 mL/min;
                    e: lvef >= 45% AND no cardiac_disease within 6 months
                        interpretation "The six months apply to the cardiac disease; for the ejection fraction, the latest result by any method counts.";
                    f: hepatitis_b != Active AND hepatitis_c != Active AND hiv_status = Negative AND NOT uncontrolled_infection;
                    g restated: prior_administrations = 0
                        interpretation "Criteria 5.g and 8 say the same thing.";
                }
                6: adequate_organ_and_marrow_function;
                7: NOT cns_myeloma;
                8: once_per_lifetime
                    interpretation "One administration per lifetime means that no earlier one was given.";
                9: dosed_per_label;
            } => criteria_met 1 administration per lifetime, at most 510 million cells
                otherwise refer "2000030" when off_label_oncology_support
                otherwise criteria_not_met basis does_not_meet_primary_coverage_criteria when contract_has_primary_coverage_criteria
                otherwise criteria_not_met basis investigational;
            section off_label_use "Off-label" for off_label_oncology_support
                => refer "2000030";
            section other_indication "Not covered"
                => not_covered by contract_has_primary_coverage_criteria {
                    true => does_not_meet_primary_coverage_criteria,
                    false => investigational,
                }, "the payer covers the product for multiple myeloma alone";
        }

        advisory "For criteria from before August 21, 2024, the payer sends a printed copy on request: codespecificinquiry@arkbluecross.com."
            on not_applicable when requested_product = IdecabtageneVicleucel AND service_date < 2024-08-21;
        advisory "The dose is outside the range of 300 to 510 million CAR-positive T cells."
            on criteria_met, criteria_not_met, need_information, refer when NOT dose_in_range;
    }
}
