//! Mistakes of thought, planted in the real policies: each is found. And changes that a careful
//! author might make: nothing is found.

use super::prove_policy;
use crate::check::{check_policy, check_vocabulary};
use crate::diagnostic::Diagnostics;
use crate::samples::{self, ABECMA, CLINICAL, KRESLADI, PAD_STEM_CELLS, REVASCOR, TECARTUS};
use crate::syntax::{parse_policy, parse_vocabulary};
use crate::text::BlockKind;
use policy_core::vocabulary::Vocabulary;
use policy_core::worlds::Fault;
use std::collections::BTreeSet;

/// What is in the policy, what is put in its place, and part of what has to be found.
type Planted = (&'static str, &'static str, &'static str, &'static str);

const DEFECTS: &[Planted] = &[
    // Clashes
    (
        REVASCOR,
        "c: nyha in [II, III]\n",
        "c: nyha in [II, III] AND nyha = IV\n",
        "no member can satisfy both `nyha in [II, III]` and `nyha = IV`",
    ),
    (
        REVASCOR,
        "d: ischemic_cardiomyopathy;\n                e",
        "d: ischemic_cardiomyopathy AND heart_failure_type = NotHeartFailure;\n                e",
        "`heart_failure_type = Hfref` (`for` of `advanced_heart_failure`) and `heart_failure_type = NotHeartFailure`",
    ),
    (
        REVASCOR,
        "define reduced_lvef: lvef by Echo2d <= 40% OR lvef by Muga <= 35%;",
        "define reduced_lvef: lvef by Echo2d <= 40% AND lvef by Echo2d > 45%;",
        "no member can satisfy both `lvef by Echo2d <= 40%` and `lvef by Echo2d > 45%`",
    ),
    (
        REVASCOR,
        "class = Taking AND gdmt_optimally_tolerated AND",
        "class = Taking AND class = NotTaking AND",
        "`beta_blocker = Taking` and `beta_blocker = NotTaking`",
    ),
    (
        ABECMA,
        "requested_administrations <= 1 AND prior_administrations = 0;",
        "requested_administrations <= 1 AND prior_administrations = 0 AND prior_administrations >= 1;",
        "no member can satisfy both",
    ),
    (
        REVASCOR,
        "applies when requested_product = RexlemestrocelL",
        "applies when requested_product = RexlemestrocelL AND line_of_business = Fep",
        "no member can satisfy both",
    ),
    (
        REVASCOR,
        "5: no prior_stem_cell_therapy;",
        "5: no prior_stem_cell_therapy AND any prior_stem_cell_therapy within 2 years;",
        "`no prior_stem_cell_therapy` and `any prior_stem_cell_therapy within 2 years`",
    ),
    (
        REVASCOR,
        "2 \"Cardiologist\": cardiologist\n                interpretation \"The prescriber's specialty or a consultation shows that a cardiologist is involved.\";\n            3 restated: age >= 18;\n            4 \"G",
        "2 \"Cardiologist\": cardiologist AND age < 18;\n            3 restated: age >= 18;\n            4 \"G",
        "no member can satisfy both `for` of `advanced_heart_failure` and `age < 18` (I.A.2)",
    ),
    (
        TECARTUS,
        "define relapsed_or_refractory: disease_status in [Relapsed, Refractory];",
        "define relapsed_or_refractory: disease_status = Relapsed AND disease_status = Refractory;",
        "no member can satisfy both `disease_status = Relapsed` and `disease_status = Refractory`",
    ),
    (
        TECARTUS,
        "2: age >= 18;",
        "2: age >= 18 AND age < 18;",
        "no member can satisfy both `age >= 18` and `age < 18`",
    ),
    (
        TECARTUS,
        "2: no prior_car_t_therapy",
        "2: no prior_car_t_therapy AND at least 2 prior_car_t_therapy",
        "no member can satisfy both",
    ),
    (
        ABECMA,
        "define once_per_lifetime: requested_administrations <= 1 AND prior_administrations = 0;",
        "define once_per_lifetime: requested_administrations <= 1 AND prior_administrations > 0;",
        "prior_administrations",
    ),
    (
        ABECMA,
        "d: creatinine_clearance > 45 mL/min;",
        "d: creatinine_clearance > 45 mL/min AND creatinine_clearance < 30 mL/min;",
        "no member can satisfy both",
    ),
    (
        ABECMA,
        "e: lvef >= 45% AND no cardiac_disease within 6 months",
        "e: lvef >= 45% AND lvef < 40% AND no cardiac_disease within 6 months",
        "no member can satisfy both",
    ),
    (
        ABECMA,
        "applies when member_group != WalmartAssociates",
        "applies when member_group = WalmartAssociates AND member_group = GroupWithOwnPolicy",
        "no member can satisfy both",
    ),
    (
        KRESLADI,
        "2 \"Autologous transplant\": autologous_hsct_candidate AND no prior_hsct;",
        "2 \"Autologous transplant\": autologous_hsct_candidate AND no prior_hsct AND any prior_hsct within 1 year;",
        "no member can satisfy both",
    ),
    (
        KRESLADI,
        "11: no prior_lad1_gene_therapy;",
        "11: any prior_lad1_gene_therapy where product = MarnetegrageneAutotemcel;",
        "any prior_lad1_gene_therapy where product = MarnetegrageneAutotemcel",
    ),
    (
        KRESLADI,
        "dose \"One dose in total (I)\": requested_administrations <= 1",
        "dose \"One dose in total (I)\": requested_administrations <= 1 AND prior_administrations >= 1",
        "prior_administrations >= 1",
    ),
    (
        PAD_STEM_CELLS,
        "applies when peripheral_arterial_disease",
        "applies when peripheral_arterial_disease AND NOT peripheral_arterial_disease",
        "no member can satisfy both `peripheral_arterial_disease` and `NOT peripheral_arterial_disease`",
    ),
    (
        PAD_STEM_CELLS,
        "applies when line_of_business in [MedicareAdvantageHmo, MedicareAdvantagePpo, MedicareAdvantageOther, Commercial, HimExchange, Ichra, SelfInsuredAso]",
        "applies when line_of_business in [MedicareAdvantageHmo, MedicareAdvantagePpo, MedicareAdvantageOther, Commercial, HimExchange, Ichra, SelfInsuredAso] AND line_of_business = Medicaid",
        "line_of_business = Medicaid",
    ),
    // Said already
    (
        REVASCOR,
        "3 restated: age >= 18;\n            4 \"G",
        "3: age >= 18 AND age >= 16;\n            4 \"G",
        "meets `age >= 18 AND age >= 16` (I.A.3) as well",
    ),
    (
        REVASCOR,
        "e \"Inflammation\": hs_crp >= 2 mg/L",
        "e \"Inflammation\": hs_crp >= 2 mg/L AND hs_crp >= 0.1 mg/dL",
        "meets `hs_crp >= 0.1 mg/dL` as well",
    ),
    (
        REVASCOR,
        "5: no prior_stem_cell_therapy;",
        "5: no prior_stem_cell_therapy AND no prior_stem_cell_therapy within 1 year;",
        "meets `no prior_stem_cell_therapy within 1 year` as well",
    ),
    (
        REVASCOR,
        "d: ischemic_cardiomyopathy;\n                e",
        "d: ischemic_cardiomyopathy AND heart_failure_type = Hfref;\n                e",
        "`heart_failure_type = Hfref`",
    ),
    (
        REVASCOR,
        "i: at least 1 hf_hospitalization within 9 months;",
        "i: at least 1 hf_hospitalization within 9 months OR at least 2 hf_hospitalization within 6 months;",
        "`at least 2 hf_hospitalization within 6 months`",
    ),
    (
        REVASCOR,
        "define cardiologist: prescriber_specialty = Cardiology OR cardiology_consultation;",
        "define cardiologist: prescriber_specialty = Cardiology OR (prescriber_specialty = Cardiology AND cardiology_consultation);",
        "meets `prescriber_specialty = Cardiology` as well",
    ),
    (
        REVASCOR,
        "2 \"Cardiologist\": cardiologist\n                interpretation \"The prescriber's specialty or a consultation shows that a cardiologist is involved.\";\n            3 restated: age >= 18;\n            4 \"G",
        "2 \"Cardiologist\": cardiologist AND fda_approved;\n            3 restated: age >= 18;\n            4 \"G",
        "`fda_approved`",
    ),
    (
        REVASCOR,
        "4 restated: lvad in [Implanted, ScheduledConcurrent]",
        "4: lvad in [Implanted, ScheduledConcurrent]",
        "`for` of `end_stage_heart_failure` says it already",
    ),
    (
        REVASCOR,
        "class = Taking AND gdmt_optimally_tolerated AND last_change at least 1 month ago;",
        "class = Taking AND gdmt_optimally_tolerated AND last_change at least 1 month ago AND last_change at least 2 weeks ago;",
        "at least 2 weeks ago",
    ),
    (TECARTUS, "2: age >= 18;", "2: age >= 18 AND age > 12;", "meets `age > 12` as well"),
    (
        TECARTUS,
        "1 \"A one-time infusion\": requested_administrations <= 1 AND prior_administrations = 0",
        "1 \"A one-time infusion\": requested_administrations <= 1 AND prior_administrations = 0 AND prior_administrations < 2",
        "meets `prior_administrations < 2` as well",
    ),
    (
        TECARTUS,
        "2: no prior_car_t_therapy",
        "2: no prior_car_t_therapy AND no prior_car_t_therapy within 5 years",
        "within 5 years",
    ),
    (
        ABECMA,
        "b restated: no_gene_modified_t_cells",
        "b: no_gene_modified_t_cells",
        "no prior_car_t_therapy",
    ),
    (
        ABECMA,
        "g restated: prior_administrations = 0",
        "g: prior_administrations = 0",
        "meets `prior_administrations = 0`",
    ),
    (
        ABECMA,
        "lines: prior_lines_of_therapy >= 2;",
        "lines: prior_lines_of_therapy >= 2 AND prior_lines_of_therapy != 0;",
        "prior_lines_of_therapy != 0",
    ),
    (
        ABECMA,
        "f: hepatitis_b != Active AND hepatitis_c != Active AND hiv_status = Negative",
        "f: hepatitis_b != Active AND hepatitis_c != Active AND hiv_status = Negative AND hiv_status != Positive",
        "meets `hiv_status != Positive` as well",
    ),
    (
        KRESLADI,
        "7: hiv_status = Negative;",
        "7: hiv_status = Negative AND hiv_status != Positive;",
        "meets `hiv_status != Positive` as well",
    ),
    (
        KRESLADI,
        "neutrophil_cd18 < 2% OR",
        "neutrophil_cd18 < 2% OR neutrophil_cd18 < 1% OR",
        "every member who meets `neutrophil_cd18 < 1%` meets `neutrophil_cd18 < 2%` as well",
    ),
    (
        KRESLADI,
        "3: severe_lad1_history OR lad1_family_history;",
        "3: severe_lad1_history OR (lad1_family_history AND severe_lad1_history);",
        "meets `severe_lad1_history` as well",
    ),
    (
        PAD_STEM_CELLS,
        "applies when peripheral_arterial_disease",
        "applies when peripheral_arterial_disease AND requested_product = StemCellTherapy",
        "`requested_product = StemCellTherapy`",
    ),
    // Always and never
    (
        REVASCOR,
        "d: ischemic_cardiomyopathy;\n                e",
        "d: ischemic_cardiomyopathy OR NOT ischemic_cardiomyopathy;\n                e",
        "is always met",
    ),
    (
        REVASCOR,
        "define excused(class): class in [AdverseEffect, Contraindicated];",
        "define excused(class): class in [AdverseEffect, Contraindicated] OR class in [Taking, NotTaking];",
        "always met",
    ),
    (
        REVASCOR,
        "define recent_label_change: label_change_date within 6 months AND NOT label_change_reflected;",
        "define recent_label_change: label_change_date within 6 months AND label_change_date at least 1 year ago;",
        "cannot come here",
    ),
    (
        TECARTUS,
        "outpatient \"Outpatient administration\": site_of_service = Inpatient OR outpatient_appropriateness",
        "outpatient \"Outpatient administration\": site_of_service = Inpatient OR site_of_service != Inpatient",
        "always met",
    ),
    (
        ABECMA,
        "define dose_in_range: car_t_cell_dose between 300 and 510 million cells;",
        "define dose_in_range: car_t_cell_dose <= 510 million cells OR car_t_cell_dose > 300 million cells;",
        "is always met",
    ),
    (
        KRESLADI,
        "when cd34_dose_total > 322 million cells;",
        "when cd34_dose_total > 322 million cells AND cd34_dose_total < 322 million cells;",
        "no member can satisfy both",
    ),
    (
        PAD_STEM_CELLS,
        "on not_applicable when requested_product = StemCellTherapy AND NOT peripheral_arterial_disease;",
        "on not_applicable when NOT peripheral_arterial_disease OR peripheral_arterial_disease;",
        "is always met",
    ),
    // What is accepted where nothing is found any more
    (
        ABECMA,
        "define relapsed_or_refractory_myeloma: multiple_myeloma AND disease_status in [Relapsed, Refractory];",
        "define relapsed_or_refractory_myeloma: disease_status in [Relapsed, Refractory];",
        "nothing is found at `2`",
    ),
    // Sections in the wrong order, and sections for nobody
    (
        REVASCOR,
        "for heart_failure_type = Hfref AND lvad in [Implanted, ScheduledConcurrent]",
        "for heart_failure_type = Hfref AND lvad in [Implanted, ScheduledConcurrent] AND request_type = Continuation",
        "can never be reached",
    ),
    (
        REVASCOR,
        "for request_type = Continuation AND heart_failure_type != NotHeartFailure",
        "for heart_failure_type != NotHeartFailure",
        "can never be reached",
    ),
    (
        TECARTUS,
        "for NOT mantle_cell_lymphoma AND (NOT acute_lymphoblastic_leukemia OR all_lineage = TCell)",
        "for NOT mantle_cell_lymphoma OR mantle_cell_lymphoma",
        "is always met",
    ),
    (
        ABECMA,
        "section off_label_use \"Off-label\" for off_label_oncology_support",
        "section off_label_use \"Off-label\" for NOT multiple_myeloma",
        "can never be reached",
    ),
    (
        ABECMA,
        "section other_indication \"Not covered\"\n",
        "section unreached \"Never\" for member_group = GroupWithOwnPolicy => refer \"X\";\n            section other_indication \"Not covered\"\n",
        "can never be reached",
    ),
    (
        KRESLADI,
        "section renewal \"I\", \"IV\" for request_type = Continuation",
        "section renewal \"I\", \"IV\" for request_type = Retreatment",
        "can never be reached",
    ),
    // Arms
    (
        REVASCOR,
        "Medicaid => \"CP.PMN.53\",",
        "Medicaid => \"CP.PMN.53\", Fep => \"CP.PMN.54\",",
        "`Fep` cannot come here",
    ),
    (
        REVASCOR,
        "                    Commercial => \"CP.CPA.09\",\n",
        "",
        "there is no arm for `Commercial`",
    ),
    (
        PAD_STEM_CELLS,
        "Commercial, HimExchange, Ichra, SelfInsuredAso => not_medically_necessary,",
        "Commercial, HimExchange, Ichra, SelfInsuredAso, Medicaid => not_medically_necessary,",
        "`Medicaid` cannot come here",
    ),
    (
        PAD_STEM_CELLS,
        "MedicareAdvantageHmo, MedicareAdvantagePpo, MedicareAdvantageOther => not_covered,",
        "MedicareAdvantageHmo, MedicareAdvantageOther => not_covered,",
        "there is no arm for `MedicareAdvantagePpo`",
    ),
    // Gaps
    (
        REVASCOR,
        "define reduced_lvef: lvef by Echo2d <= 40% OR lvef by Muga <= 35%;",
        "define reduced_lvef: (lvef by Echo2d < 40% AND nyha = III) OR (lvef by Echo2d > 40% AND lvef by Muga <= 35%);",
        "`lvef by Echo2d = 40%` falls to neither",
    ),
    (
        REVASCOR,
        "iii: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL",
        "iii: (atrial_fibrillation AND nt_probnp > 1_200 pg/mL) OR (NOT ischemic_cardiomyopathy AND nt_probnp < 1_200 pg/mL)",
        "falls to neither",
    ),
    (
        KRESLADI,
        "neutrophil_cd18 < 2% OR neutrophil_cd11a < 2%",
        "neutrophil_cd18 < 2% OR (neutrophil_cd18 > 2% AND neutrophil_cd11a < 2%)",
        "`neutrophil_cd18 = 2%` falls to neither",
    ),
    // If
    (
        REVASCOR,
        "then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL",
        "then nt_probnp > 1_000 pg/mL else nt_probnp > 1 ng/mL",
        "`else` asks for the same as `then`",
    ),
    (REVASCOR, "iii: if atrial_fibrillation then", "iii: if age >= 18 then", "age >= 18"),
    // Unknown for too long
    (
        REVASCOR,
        "iii: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL",
        "iii: (atrial_fibrillation AND nt_probnp > 1_200 pg/mL) OR (NOT atrial_fibrillation AND nt_probnp > 1_000 pg/mL)",
        "meets `NOT atrial_fibrillation",
    ),
    (
        TECARTUS,
        "outpatient \"Outpatient administration\": site_of_service = Inpatient OR outpatient_appropriateness",
        "outpatient \"Outpatient administration\": (site_of_service = Inpatient AND age >= 21) OR (site_of_service != Inpatient AND outpatient_appropriateness)",
        "stays unknown",
    ),
];

const SOUND: &[(&str, &str, &str)] = &[
    (REVASCOR, "", ""),
    (TECARTUS, "", ""),
    (ABECMA, "", ""),
    (KRESLADI, "", ""),
    (PAD_STEM_CELLS, "", ""),
    // Other thresholds, windows, lists and units
    (
        REVASCOR,
        "define reduced_lvef: lvef by Echo2d <= 40% OR lvef by Muga <= 35%;",
        "define reduced_lvef: lvef by Echo2d < 40% OR lvef by Muga < 35%;",
    ),
    (
        REVASCOR,
        "i: at least 1 hf_hospitalization within 9 months;",
        "i: at least 1 hf_hospitalization within 6 months OR at least 2 hf_hospitalization within 9 months;",
    ),
    (
        REVASCOR,
        "ii: at least 1 hf_urgent_iv_visit within 9 months;",
        "ii: at least 2 hf_urgent_iv_visit within 1 year;",
    ),
    (REVASCOR, "e \"Inflammation\": hs_crp >= 2 mg/L", "e \"Inflammation\": hs_crp >= 0.2 mg/dL"),
    (
        REVASCOR,
        "e \"Inflammation\": hs_crp >= 2 mg/L",
        "e \"Inflammation\": hs_crp between 2 and 50 mg/L",
    ),
    (
        REVASCOR,
        "e \"Inflammation\": hs_crp >= 2 mg/L",
        "e \"Inflammation\": hs_crp >= 2 mg/L AND every hs_crp within 6 months <= 50 mg/L",
    ),
    (REVASCOR, "c: nyha in [II, III]\n", "c: nyha in [II, III, IV]\n"),
    (REVASCOR, "c: nyha in [II, III]\n", "c: nyha = II OR (nyha = III AND age < 80)\n"),
    (REVASCOR, "c: nyha in [II, III]\n", "c: nyha in [II, III] AND (nyha = II OR age < 80)\n"),
    (REVASCOR, "last_change at least 1 month ago;", "last_change at least 30 days ago;"),
    (
        REVASCOR,
        "last_change at least 1 month ago;",
        "last_change at least 1 month ago AND last_change within 2 years;",
    ),
    (
        REVASCOR,
        "iii: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL",
        "iii: nt_probnp > 1_200 pg/mL OR (nt_probnp > 1_000 pg/mL AND NOT atrial_fibrillation)",
    ),
    (
        REVASCOR,
        "iii: if atrial_fibrillation then nt_probnp > 1_200 pg/mL else nt_probnp > 1_000 pg/mL",
        "iii: highest nt_probnp > 1_200 pg/mL within 6 months",
    ),
    (
        REVASCOR,
        "3 restated: age >= 18;\n            4 \"G",
        "3: age between 18 and 85;\n            4 \"G",
    ),
    (REVASCOR, "5: no prior_stem_cell_therapy;", "5: no prior_stem_cell_therapy within 5 years;"),
    // Repetitions that are said to be some
    (
        REVASCOR,
        "5: no prior_stem_cell_therapy;\n            6 \"A",
        "5: no prior_stem_cell_therapy AND lvad != TemporarySupport;\n            6 \"A",
    ),
    (
        REVASCOR,
        "d: ischemic_cardiomyopathy;\n                e",
        "d restated: heart_failure_type = Hfref;\n                e",
    ),
    // Sections in an order that makes no difference, and further ones
    (
        REVASCOR,
        "for request_type = Continuation AND heart_failure_type != NotHeartFailure",
        "for request_type = Continuation AND heart_failure_type = Hfref",
    ),
    (
        REVASCOR,
        "for heart_failure_type = Hfref AND lvad in [Implanted, ScheduledConcurrent]",
        "for heart_failure_type = Hfref AND lvad in [Implanted, ScheduledConcurrent] AND atrial_fibrillation",
    ),
    (
        TECARTUS,
        "        section coverage_criteria {",
        "        section children for age < 18 AND mantle_cell_lymphoma => case_by_case;\n        section coverage_criteria {",
    ),
    (TECARTUS, "2: age >= 18;", "2: age >= 18 AND age <= 75;"),
    (TECARTUS, "2: age >= 18;", "2: age > 17;"),
    (TECARTUS, "2: no prior_car_t_therapy", "2: no prior_car_t_therapy within 1 year"),
    (
        TECARTUS,
        "define relapsed_or_refractory: disease_status in [Relapsed, Refractory];",
        "define relapsed_or_refractory: disease_status = Relapsed OR disease_status = Refractory;",
    ),
    (
        TECARTUS,
        "define relapsed_or_refractory: disease_status in [Relapsed, Refractory];",
        "define relapsed_or_refractory: NOT (disease_status != Relapsed AND disease_status != Refractory);",
    ),
    (TECARTUS, "1 \"Indication\": any of {", "1 \"Indication\": at least 1 of {"),
    (
        TECARTUS,
        "outpatient \"Outpatient administration\": site_of_service = Inpatient OR outpatient_appropriateness",
        "outpatient \"Outpatient administration\": if site_of_service = Inpatient then age >= 21 else outpatient_appropriateness",
    ),
    (
        TECARTUS,
        "1 \"A one-time infusion\": requested_administrations <= 1 AND prior_administrations = 0",
        "1 \"A one-time infusion\": requested_administrations = 1 AND prior_administrations = 0",
    ),
    (ABECMA, "lines: prior_lines_of_therapy >= 2;", "lines: prior_lines_of_therapy >= 4;"),
    (
        ABECMA,
        "define dose_in_range: car_t_cell_dose between 300 and 510 million cells;",
        "define dose_in_range: car_t_cell_dose >= 300 million cells AND car_t_cell_dose <= 510 million cells;",
    ),
    (
        ABECMA,
        "d: creatinine_clearance > 45 mL/min;",
        "d: creatinine_clearance > 45 mL/min OR age < 40;",
    ),
    (
        ABECMA,
        "e: lvef >= 45% AND no cardiac_disease within 6 months",
        "e: lvef >= 45% within 1 year AND no cardiac_disease within 6 months",
    ),
    (
        ABECMA,
        "e: lvef >= 45% AND no cardiac_disease within 6 months",
        "e: every lvef >= 45% within 6 months AND no cardiac_disease",
    ),
    (
        ABECMA,
        "section off_label_use \"Off-label\" for off_label_oncology_support",
        "section off_label_use \"Off-label\" for off_label_oncology_support AND NOT multiple_myeloma",
    ),
    (KRESLADI, "prior_administrations >= 1\n", "prior_administrations > 0\n"),
    (
        KRESLADI,
        "neutrophil_cd18 < 2% OR neutrophil_cd11a < 2% OR neutrophil_cd11b < 2%",
        "neutrophil_cd18 < 2% OR (neutrophil_cd11a < 2% AND neutrophil_cd11b < 2%)",
    ),
    (
        KRESLADI,
        "neutrophil_cd18 < 2% OR",
        "neutrophil_cd18 < 2% OR lowest neutrophil_cd18 < 1% within 1 year OR",
    ),
    (
        KRESLADI,
        "5 \"Infection\": NOT active_systemic_infection AND",
        "5 \"Infection\": NOT active_systemic_infection AND hepatitis_b != Active AND",
    ),
    (
        KRESLADI,
        "3: severe_lad1_history OR lad1_family_history;",
        "3: severe_lad1_history OR (lad1_family_history AND age < 5);",
    ),
    (
        PAD_STEM_CELLS,
        "Commercial, HimExchange, Ichra, SelfInsuredAso => not_medically_necessary,",
        "Commercial, HimExchange, Ichra, SelfInsuredAso => not_medically_necessary",
    ),
    (
        PAD_STEM_CELLS,
        "applies when peripheral_arterial_disease",
        "applies when peripheral_arterial_disease AND age >= 18",
    ),
];

fn clinical() -> Vocabulary {
    let mut errors = Diagnostics::default();
    check_vocabulary(
        &parse_vocabulary(&samples::vocabulary(CLINICAL).tokens, &mut errors).unwrap(),
        &mut errors,
    )
}

/// What is found in a policy with one change; `None` where the changed policy is not well formed.
fn found(vocabulary: &Vocabulary, file: &str, from: &str, to: &str) -> Option<Vec<String>> {
    assert!(file.contains(from), "`{from}` does not stand in the policy");
    let mut errors = Diagnostics::default();
    let text = file.replacen(from, to, 1);
    let text =
        parse_policy(&samples::blocks(&text, BlockKind::Policy).remove(0).tokens, &mut errors)?;
    let policy = check_policy(&text, vocabulary, &BTreeSet::new(), &mut errors)?;
    if !errors.is_empty() {
        return None;
    }
    prove_policy(&policy, &text, &mut errors);
    Some(errors.texts())
}

#[test]
fn every_planted_defect_is_found() {
    let vocabulary = clinical();
    let mut missed = Vec::new();
    for (file, from, to, expected) in DEFECTS {
        match found(&vocabulary, file, from, to) {
            None => missed.push(format!("`{to}` is not well formed")),
            Some(found) if !found.iter().any(|text| text.contains(expected)) => {
                missed.push(format!("`{to}`: {found:#?}"));
            }
            Some(_) => {}
        }
    }
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), DEFECTS.len(), missed.join("\n"));
}

#[test]
fn nothing_is_found_in_sound_variants() {
    let vocabulary = clinical();
    let mut alarms = Vec::new();
    for (file, from, to) in SOUND {
        match found(&vocabulary, file, from, to) {
            None => alarms.push(format!("`{to}` is not well formed")),
            Some(found) if !found.is_empty() => alarms.push(format!("`{to}`: {found:#?}")),
            Some(_) => {}
        }
    }
    assert!(alarms.is_empty(), "{} of {}:\n{}", alarms.len(), SOUND.len(), alarms.join("\n"));
}

#[test]
fn a_fault_is_told_at_the_name_of_the_policy_and_nothing_else_is() {
    let (vocabulary, mut errors) = (clinical(), Diagnostics::default());
    let text =
        parse_policy(&samples::blocks(ABECMA, BlockKind::Policy).remove(0).tokens, &mut errors)
            .unwrap();
    let mut policy = check_policy(&text, &vocabulary, &BTreeSet::new(), &mut errors).unwrap();
    // As if facts had been lost on the way from the checks to the proofs.
    policy.vocabulary.to_mut().facts.to_mut().truncate(3);
    prove_policy(&policy, &text, &mut errors);
    let told = errors.iter().map(|mistake| (mistake.place, &*mistake.message, &*mistake.help));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(
            text.name.place,
            "internal error in the proof of policy `abecma`: a test that does not fit its fact",
            &[Fault::HELP.to_owned()][..],
        )]
    );
}
