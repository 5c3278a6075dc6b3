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
        interpretation "The dose range gives an advisory where a dose is given and lies outside, since it is seldom known at the request.";
        interpretation "Support for an off-label use counts as not claimed only where that is documented; silence leaves it open.";

        applies when requested_product = IdecabtageneVicleucel
            else "another product was requested";
        applies when member_group != WalmartAssociates
            else "the policy does not apply to this group plan";

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
            interpretation "The renal, cardiac and infection limits and dosing by the label became guidance in this version; a breach gives an advisory, never an outcome.";

            section group_policy "Group" for member_group = GroupWithOwnPolicy
                => refer "group policy";
            section off_label_use "Off-label" for NOT multiple_myeloma AND off_label_oncology_support
                => refer "2000030";
            section other_indication "Not covered" for NOT multiple_myeloma
                => not_covered by contract_has_primary_coverage_criteria {
                    true => does_not_meet_primary_coverage_criteria,
                    false => investigational,
                };
            section multiple_myeloma_criteria {
                preamble "Expertise and center": expert_care;
                1: age >= 18;
                2: relapsed_or_refractory_myeloma
                    interpretation "Myeloma that fails a criterion does not meet the criteria; it is not another indication.";
                3 "Prior therapies": prior_therapies;
                4: no_gene_modified_t_cells AND no_cellular_trial
                    interpretation "The trials meant are those of cellular therapies; a trial of another listed drug does not count."
                    interpretation "Prior therapy with the other BCMA product, ciltacabtagene autoleucel, is prior CAR-T therapy.";
                5 "Circumstances that exclude": all of {
                    interpretation "The OR printed behind 5.b is left over from the longer list of the earlier version; both circumstances exclude.";
                    a: NOT planned_combination_therapy;
                    b restated: no_gene_modified_t_cells
                        interpretation "Criteria 4 and 5.b say one thing twice.";
                }
                6: adequate_organ_and_marrow_function;
                7: NOT cns_myeloma;
                8: once_per_lifetime
                    interpretation "One administration per lifetime means that none was given before.";
            } => criteria_met 1 administration per lifetime;

            advisory "Creatinine clearance is 45 mL/min or less: the guidance asks the provider to verify renal function."
                when creatinine_clearance <= 45 mL/min;
            advisory "Cardiac function is outside the guidance: ejection fraction below 45 %, or significant cardiac disease in the last 6 months."
                when lvef < 45% OR any cardiac_disease within 6 months;
            advisory "An active infection is documented that the guidance asks the provider to rule out."
                when hepatitis_b = Active OR hepatitis_c = Active OR hiv_status = Positive OR uncontrolled_infection;
            advisory "The product has to be dosed by its label."
                when NOT dosed_per_label;
        }

        version "2024-08" from 2024-08-21 to 2025-10-31 {
            section group_policy "Group" for member_group = GroupWithOwnPolicy
                => refer "group policy";
            section off_label_use "Off-label" for NOT multiple_myeloma AND off_label_oncology_support
                => refer "2000030";
            section other_indication "Not covered" for NOT multiple_myeloma
                => not_covered by contract_has_primary_coverage_criteria {
                    true => does_not_meet_primary_coverage_criteria,
                    false => investigational,
                };
            section multiple_myeloma_criteria {
                preamble "Expertise and center": expert_care;
                1: age >= 18;
                2: relapsed_or_refractory_myeloma
                    interpretation "Myeloma that fails a criterion does not meet the criteria; it is not another indication."
                    interpretation "Relapsed or refractory is asked for before the list and holds for the diagnosis in it.";
                3 "Prior therapies": prior_therapies;
                4: no_gene_modified_t_cells AND no_cellular_trial
                    interpretation "The trials meant are those of cellular therapies; a trial of another listed drug does not count."
                    interpretation "Prior therapy with the other BCMA product, ciltacabtagene autoleucel, is prior CAR-T therapy.";
                5 "Circumstances that exclude": all of {
                    a: NOT planned_combination_therapy;
                    b: no prior_hsct where donor = Allogeneic;
                    c restated: no_gene_modified_t_cells
                        interpretation "Criteria 4 and 5.c say one thing twice.";
                    d: creatinine_clearance > 45 mL/min;
                    e: lvef >= 45% AND no cardiac_disease within 6 months
                        interpretation "The six months bind the cardiac disease; of the ejection fraction the latest result by any method counts.";
                    f: hepatitis_b != Active AND hepatitis_c != Active AND hiv_status = Negative AND NOT uncontrolled_infection;
                    g restated: prior_administrations = 0
                        interpretation "Criteria 5.g and 8 say one thing twice.";
                }
                6: adequate_organ_and_marrow_function;
                7: NOT cns_myeloma;
                8: once_per_lifetime
                    interpretation "One administration per lifetime means that none was given before.";
                9: dosed_per_label;
            } => criteria_met 1 administration per lifetime;
        }

        advisory "Criteria from before 21 August 2024 are sent by the payer as a printed copy on request."
            on not_applicable when requested_product = IdecabtageneVicleucel AND service_date < 2024-08-21;
        advisory "The dose lies outside 300 to 510 million CAR-positive T cells."
            when NOT dose_in_range;
        advisory "Support for an off-label use goes by policy 2000030."
            on criteria_not_met;
    }
}
