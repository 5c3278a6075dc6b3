//! Centene Corporation, CP.PHAR.728.

policy_macros::policy! {
    /// Rexlemestrocel-L (Revascor) for ischemic heart failure with reduced ejection fraction
    revascor<crate::vocabulary::clinical> {
        payer "Centene Corporation";
        number "CP.PHAR.728";
        source "000_c26b65e2028e1f8e.txt";
        reviewed 2026-05;

        note "The source's title misspells the generic name.";
        note "The policy was adopted before the product was approved; its criteria will be aligned with the approved label.";
        interpretation "Retreatment is judged like an initial request.";
        interpretation "Commercial, exchange, ICHRA and Medicaid are four lines of business; exchange and ICHRA share one rule.";
        interpretation "The policy is in force, and age is counted, on the date of service, not on the date of the request.";
        interpretation "A use outside the listed age or dosing regimen (under 18 years, more than one administration, another route) is an off-label use, whatever else holds: it goes by section I.C, the table for label changes first.";
        interpretation "An earlier administration is not an off-label use: it fails the criterion of a single injection. Heart failure with reduced ejection fraction that fails on etiology, class, ejection fraction or inflammation does not meet the criteria either.";

        applies when requested_product = RexlemestrocelL
            else "another product was requested";
        applies when line_of_business in [Commercial, HimExchange, Ichra, Medicaid]
            else "the policy is not written for the member's line of business";
        applies when fda_approved AND fda_approval_date <= service_date
            else "preemptive policy: not in force before FDA approval";

        accept finding at "I.A.6"
            because "the source asks for one injection by this route here as well, though another number or route is an off-label use";
        accept finding at "I.B.7"
            because "the source asks for one injection by this route here as well, though another number or route is an off-label use";

        define listed_age_and_regimen:
            age >= 18 AND requested_administrations <= 1 AND requested_route = TransendocardialInjection;
        define reduced_lvef: lvef by Echo2d <= 40% OR lvef by Muga <= 35%;
        define on_stable_dose(class, last_change):
            class = Taking AND gdmt_optimally_tolerated AND last_change at least 1 month ago;
        define excused(class): class in [AdverseEffect, Contraindicated];
        define cardiologist: prescriber_specialty = Cardiology OR cardiology_consultation;
        define single_injection:
            requested_administrations <= 1 AND prior_administrations = 0 AND requested_route = TransendocardialInjection;
        define guideline_directed_therapy: all of {
            interpretation "Adverse effects and contraindications excuse each class separately, not all four together.";
            interpretation "Appendix B gives examples of drugs in each class; any drug of the class counts.";
            a "A beta-blocker at a stable, optimally tolerated dose for a month, or a reason against it": excused(beta_blocker) OR on_stable_dose(beta_blocker, beta_blocker_last_dose_change);
            b "An ARNI, ACE inhibitor or ARB at a stable, optimally tolerated dose for a month, or a reason against all three": on_stable_dose(arni, arni_last_dose_change)
                OR on_stable_dose(ace_inhibitor, ace_inhibitor_last_dose_change)
                OR on_stable_dose(arb, arb_last_dose_change)
                OR (excused(arni) AND excused(ace_inhibitor) AND excused(arb))
                interpretation "One of the three at a stable dose is enough; the class is excused only if all three are.";
            c "A mineralocorticoid antagonist at a stable, optimally tolerated dose for a month, or a reason against it": excused(mra) OR on_stable_dose(mra, mra_last_dose_change);
            d "An SGLT2 inhibitor at a stable, optimally tolerated dose for a month, or a reason against it": excused(sglt2_inhibitor) OR on_stable_dose(sglt2_inhibitor, sglt2_inhibitor_last_dose_change);
        }
        define recent_label_change: label_change_date within 6 months AND NOT label_change_reflected;

        section continued_therapy "II.A"
            for request_type = Continuation AND heart_failure_type != NotHeartFailure
        {
            interpretation "Heart failure of any type is meant; continued therapy for anything else is section II.B.";
        } => criteria_not_met "the product is given only once, so therapy is not continued";

        section end_stage_heart_failure "I.B"
            for heart_failure_type = Hfref AND lvad in [Implanted, ScheduledConcurrent] AND listed_age_and_regimen
        {
            interpretation "A request scheduled for an LVAD with the product goes by this section alone, NYHA class II included.";
            1 "End-stage HFrEF": all of {
                interpretation "End-stage and chronic mean the listed characteristics; they are not additional tests.";
                a "Reduced ejection fraction": reduced_lvef
                    interpretation "A result by a method other than 2-D echo and MUGA does not decide this; after an echo above 40 %, it is unknown until a MUGA scan is documented."
                    interpretation "The latest result by each method counts, however old; a newer one by another method does not replace it.";
                b: nyha in [III, IV]
                    interpretation "Class II with an LVAD does not meet the criteria; it is not off-label use.";
                c: ischemic_cardiomyopathy;
            }
            2 "Cardiologist": cardiologist
                interpretation "The prescriber's specialty or a consultation shows that a cardiologist is involved.";
            3 restated: age >= 18;
            4 restated: lvad in [Implanted, ScheduledConcurrent]
                interpretation "Temporary support and an LVAD scheduled separately from the product are reviewed under section I.A.";
            5 "Guideline-directed medical therapy": guideline_directed_therapy;
            6: no prior_stem_cell_therapy;
            7 "A single transendocardial injection": single_injection
                interpretation "At most one administration is requested, none was given before, and the route is transendocardial.";
        } => criteria_met for 3 months, 1 administration per lifetime,
             review "Precision Drug Action Committee (CC.PHAR.21)";

        section advanced_heart_failure "I.A"
            for heart_failure_type = Hfref AND listed_age_and_regimen
        {
            1 "Advanced HFrEF": all of {
                interpretation "Advanced means the listed characteristics; it is not an additional test.";
                a "High risk": any of {
                    interpretation "One of the three means at least one.";
                    i: at least 1 hf_hospitalization within 9 months;
                    ii: at least 1 hf_urgent_iv_visit within 9 months;
                    iii: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL
                        interpretation "Atrial fibrillation matters only between the two thresholds.";
                }
                b "Reduced ejection fraction": reduced_lvef
                    interpretation "A result by a method other than 2-D echo and MUGA does not decide this; after an echo above 40 %, it is unknown until a MUGA scan is documented."
                    interpretation "The latest result by each method counts, however old; a newer one by another method does not replace it.";
                c: nyha in [II, III]
                    interpretation "Class IV without an LVAD does not meet the criteria; it is not off-label use.";
                d: ischemic_cardiomyopathy;
                e "Inflammation": hs_crp >= 2 mg/L
                    interpretation "The baseline value is the latest one.";
            }
            2 "Cardiologist": cardiologist
                interpretation "The prescriber's specialty or a consultation shows that a cardiologist is involved.";
            3 restated: age >= 18;
            4 "Guideline-directed medical therapy": guideline_directed_therapy;
            5: no prior_stem_cell_therapy;
            6 "A single transendocardial injection": single_injection
                interpretation "At most one administration is requested, none was given before, and the route is transendocardial.";
        } => criteria_met for 3 months, 1 administration per lifetime,
             review "Precision Drug Action Committee (CC.PHAR.21)";

        section other_indications "I.C", "II.B", "III.A" {
            interpretation "I.C.2 and III.A refer to each other; they are read as one referral to the off-label policy.";
        } => refer by recent_label_change {
                true => by line_of_business {
                    Commercial => "CP.CPA.190",
                    HimExchange, Ichra => by formulary_status { OnFormularyOrPdl => "HIM.PA.33", NotOnFormulary => "HIM.PA.103" },
                    Medicaid => by formulary_status { OnFormularyOrPdl => "CP.PMN.255", NotOnFormulary => "CP.PMN.16" },
                },
                false => by line_of_business {
                    Commercial => "CP.CPA.09",
                    HimExchange, Ichra => "HIM.PA.154",
                    Medicaid => "CP.PMN.53",
                },
            };

        advisory "State Medicaid provisions take precedence if they differ from this policy: see the state manual."
            when line_of_business = Medicaid AND requested_product = RexlemestrocelL;
        advisory "The Precision Drug Action Committee reviews every request under this policy (CC.PHAR.21)."
            on criteria_not_met, need_information, refer;
        advisory "The Precision Drug Action Committee reviews every request under this policy (CC.PHAR.21)."
            on not_applicable when requested_product = RexlemestrocelL;
        advisory "The criteria are provisional: check them against the approved label."
            on criteria_met_review_required;
        advisory "The latest ejection fraction, by any method, is above 40 %: look at the dates of the results."
            on criteria_met_review_required, need_information when lvef > 40%;
        advisory "Check the route against the label, which is pending: injection into the heart muscle at the implantation of the LVAD is not the route that the policy lists."
            on refer when lvad = ScheduledConcurrent AND requested_route = IntramyocardialInjection;
        advisory "A use outside these criteria is reviewed under the off-label policy CP.CPA.09."
            on criteria_not_met when line_of_business = Commercial AND NOT recent_label_change;
        advisory "A use outside these criteria is reviewed under the off-label policy HIM.PA.154."
            on criteria_not_met when line_of_business in [HimExchange, Ichra] AND NOT recent_label_change;
        advisory "A use outside these criteria is reviewed under the off-label policy CP.PMN.53."
            on criteria_not_met when line_of_business = Medicaid AND NOT recent_label_change;
        advisory "The label has changed: a use outside these criteria is reviewed under CP.CPA.190."
            on criteria_not_met when line_of_business = Commercial AND recent_label_change;
        advisory "The label has changed: a use outside these criteria is reviewed under HIM.PA.33 for a product on the formulary, under HIM.PA.103 for another."
            on criteria_not_met when line_of_business in [HimExchange, Ichra] AND recent_label_change;
        advisory "The label has changed: a use outside these criteria is reviewed under CP.PMN.255 for a product on the preferred drug list, under CP.PMN.16 for another."
            on criteria_not_met when line_of_business = Medicaid AND recent_label_change;
    }
}
