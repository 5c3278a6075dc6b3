//! The facts that the policies ask about.

policy_macros::vocabulary! {
    /// Facts that coverage criteria ask about: the request, the member's plan, diagnoses, results, therapies, attestations.
    pub clinical {
        asked of provider {
            /// Product or service requested
            ///
            /// J3590 and C9399 are unclassified and never identify a product.
            requested_product: code [
                RexlemestrocelL "rexlemestrocel-L",
                BrexucabtageneAutoleucel "brexucabtagene autoleucel" hcpcs("Q2053"),
                IdecabtageneVicleucel "idecabtagene vicleucel" hcpcs("Q2055"),
                MarnetegrageneAutotemcel "marnetegragene autotemcel" ndc("83537-0034"),
                StemCellTherapy "stem cell therapy" cpt("0263T", "0264T", "0265T"),
                Other "another product or service",
            ],
            /// Kind of request
            request_type: code [Initial "initial request", Continuation "continuation", Retreatment "retreatment"],
        }
        asked of plan {
            /// Line of business of the member's plan
            line_of_business: code [
                Commercial "commercial",
                HimExchange "health insurance marketplace (HIM)",
                Ichra "individual coverage HRA (ICHRA)",
                Medicaid "Medicaid",
                MedicareAdvantageHmo "Medicare Advantage HMO",
                MedicareAdvantagePpo "Medicare Advantage PPO",
                MedicareAdvantageOther "Medicare Advantage, another kind of plan",
                Fep "Federal Employee Program (FEP)",
                SelfInsuredAso "self-insured (ASO)",
                Other "another line of business",
            ],
            /// Group plan that the member belongs to
            member_group: code [
                WalmartAssociates "Walmart associates",
                GroupWithOwnPolicy "a group with its own policy",
                NoneOfThese "none of these",
            ],
            /// The member's contract has primary coverage criteria
            ///
            /// Affects the basis of an adverse result, never the result itself.
            contract_has_primary_coverage_criteria: flag,
            /// Formulary or preferred-drug-list status of the product
            formulary_status: code [OnFormularyOrPdl "on the formulary or PDL", NotOnFormulary "not on the formulary"],
        }
        asked of product {
            /// The FDA has approved the product
            fda_approved: flag,
            /// Date on which the FDA approved the product
            fda_approval_date: date,
            /// Date of the product's last label change
            label_change_date: date,
        }
        asked of plan {
            /// The policy text reflects the current label
            ///
            /// Also true if the label has never changed.
            label_change_reflected: flag,
        }
        asked of provider {
            /// Site of service
            ///
            /// CMS place of service 21 is inpatient; 22, 19 and 11 are outpatient.
            site_of_service: code [Inpatient "inpatient", Outpatient "outpatient"],
            /// Administrations requested
            ///
            /// One procedure is one administration, whatever the number of injection sites.
            requested_administrations: count from 0 to 20,
            /// Administrations of the product already received
            prior_administrations: count from 0 to 20,
            /// Route of administration requested
            requested_route: code [
                TransendocardialInjection "transendocardial injection",
                IntramyocardialInjection "intramyocardial injection",
                IntravenousInfusion "intravenous infusion",
                IntramuscularInjection "intramuscular injection",
                IntraArterialInfusion "intra-arterial infusion",
                Other "another route",
            ],
        }
        asked of member {
            /// Date of birth
            ///
            /// May be partial.
            birth_date: date,
            /// Age on the date of service, in completed years
            ///
            /// Derived; never given in a case.
            #[loinc("30525-0")]
            age: age from birth_date,
        }
        asked of provider {
            /// Type of heart failure
            ///
            /// End-stage heart failure (I50.84) does not say which type.
            #[suggests icd10cm("I50.84")]
            heart_failure_type: code [
                Hfref "heart failure with reduced ejection fraction" snomed("703272007") icd10cm("I50.2*", "I50.4*"),
                Hfmref "heart failure with mildly reduced ejection fraction",
                Hfpef "heart failure with preserved ejection fraction",
                NotHeartFailure "not heart failure",
            ],
            /// Left ventricular ejection fraction
            ///
            /// Often reported as a range (35-40 %). 18043-0 is ultrasound of any kind: it does not say which method.
            #[loinc("18043-0")]
            lvef: measurement in % by [
                Echo2d "2-D echocardiography",
                Echo3d "3-D echocardiography",
                Muga "MUGA scan",
                Cmr "cardiac magnetic resonance imaging",
                Spect "SPECT",
            ] from 1 to 95,
            /// New York Heart Association functional class
            ///
            /// If a chart says II-III, give both candidates.
            #[loinc("88020-3")]
            nyha: code [
                I "class I" snomed("420300004"),
                II "class II" snomed("421704003"),
                III "class III" snomed("420913000"),
                IV "class IV" snomed("422293003"),
            ],
            /// Ischemic cardiomyopathy
            #[icd10cm("I25.5")]
            ischemic_cardiomyopathy: flag,
            /// Atrial fibrillation (active)
            #[icd10cm("I48.0", "I48.1*", "I48.2*", "I48.91")]
            atrial_fibrillation: flag,
            /// Heart-failure hospitalization
            hf_hospitalization: events,
            /// Outpatient urgent heart-failure visit with intravenous diuretic, vasodilator or inotrope
            hf_urgent_iv_visit: events,
            /// N-terminal pro-B-type natriuretic peptide
            ///
            /// pmol/L (LOINC 33763-4) is a different kind of quantity and is refused.
            #[loinc("33762-6")]
            nt_probnp: measurement in pg/mL or ng/L or ng/mL from 5 to 200_000,
            /// High-sensitivity C-reactive protein
            ///
            /// 0.2 mg/dL is exactly 2 mg/L.
            #[loinc("30522-7")]
            hs_crp: measurement in mg/L or mg/dL or ug/mL from 0.05 to 500,
            /// Left ventricular assist device
            ///
            /// ScheduledConcurrent: the product is given at the time of implantation.
            lvad: code [
                NotPlanned "not planned",
                ScheduledConcurrent "scheduled for the same procedure",
                ScheduledSeparate "scheduled for a separate procedure",
                TemporarySupport "temporary support",
                Implanted "implanted" icd10cm("Z95.811"),
            ],
            /// Beta-blocker: status
            ///
            /// Taking: a drug of the class, such as bisoprolol, carvedilol, metoprolol. AdverseEffect: clinically significant. Contraindicated: every drug of the class.
            beta_blocker: code [Taking "being taken", NotTaking "not being taken", AdverseEffect "adverse effect", Contraindicated "contraindicated"],
            /// Beta-blocker: date of the last change of dose, the start included
            beta_blocker_last_dose_change: date,
            /// Angiotensin receptor/neprilysin inhibitor: status
            ///
            /// Taking: a drug of the class, such as sacubitril/valsartan. AdverseEffect: clinically significant. Contraindicated: every drug of the class.
            arni: code [Taking "being taken", NotTaking "not being taken", AdverseEffect "adverse effect", Contraindicated "contraindicated"],
            /// Angiotensin receptor/neprilysin inhibitor: date of the last change of dose, the start included
            arni_last_dose_change: date,
            /// Angiotensin-converting enzyme inhibitor: status
            ///
            /// Taking: a drug of the class, such as captopril, enalapril, lisinopril, ramipril. AdverseEffect: clinically significant. Contraindicated: every drug of the class.
            ace_inhibitor: code [Taking "being taken", NotTaking "not being taken", AdverseEffect "adverse effect", Contraindicated "contraindicated"],
            /// Angiotensin-converting enzyme inhibitor: date of the last change of dose, the start included
            ace_inhibitor_last_dose_change: date,
            /// Angiotensin-receptor blocker: status
            ///
            /// Taking: a drug of the class, such as candesartan, losartan, valsartan. AdverseEffect: clinically significant. Contraindicated: every drug of the class.
            arb: code [Taking "being taken", NotTaking "not being taken", AdverseEffect "adverse effect", Contraindicated "contraindicated"],
            /// Angiotensin-receptor blocker: date of the last change of dose, the start included
            arb_last_dose_change: date,
            /// Mineralocorticoid antagonist: status
            ///
            /// Taking: a drug of the class, such as eplerenone, spironolactone. AdverseEffect: clinically significant. Contraindicated: every drug of the class.
            mra: code [Taking "being taken", NotTaking "not being taken", AdverseEffect "adverse effect", Contraindicated "contraindicated"],
            /// Mineralocorticoid antagonist: date of the last change of dose, the start included
            mra_last_dose_change: date,
            /// Sodium-glucose cotransporter 2 inhibitor: status
            ///
            /// Taking: a drug of the class, such as dapagliflozin, empagliflozin, sotagliflozin. AdverseEffect: clinically significant. Contraindicated: every drug of the class.
            sglt2_inhibitor: code [Taking "being taken", NotTaking "not being taken", AdverseEffect "adverse effect", Contraindicated "contraindicated"],
            /// Sodium-glucose cotransporter 2 inhibitor: date of the last change of dose, the start included
            sglt2_inhibitor_last_dose_change: date,
            /// Doses are the optimally tolerated ones
            ///
            /// Attested by the prescriber.
            gdmt_optimally_tolerated: attested flag,
            /// Stem cell therapy received earlier
            #[icd10cm("Z94.84")]
            prior_stem_cell_therapy: events with kind [Autologous "autologous", Allogeneic "allogeneic", Mesenchymal "mesenchymal", Other "another kind"],
            /// Specialty of the prescriber
            prescriber_specialty: code [
                Cardiology "cardiology" nucc("207RC0000X", "207RA0001X", "207RI0011X", "207RC0001X"),
                Hematology "hematology",
                Oncology "oncology",
                Transplant "transplantation",
                Immunology "immunology",
                Other "another specialty",
            ],
            /// Prescribed in consultation with a cardiologist
            cardiology_consultation: attested flag,
            /// Mantle cell lymphoma
            #[icd10cm("C83.1*")]
            #[snomed("443487006")]
            mantle_cell_lymphoma: flag,
            /// Acute lymphoblastic leukemia
            #[icd10cm("C91.0*")]
            #[snomed("91857003")]
            acute_lymphoblastic_leukemia: flag,
            /// Lineage of the acute lymphoblastic leukemia
            all_lineage: code [BCellPrecursor "B-cell precursor", TCell "T-cell"],
            /// Status, after the most recent therapy, of the disease that the product is requested for
            ///
            /// Refractory includes a suboptimal response to the most recent therapy.
            disease_status: code [
                Relapsed "relapsed" icd10cm("C91.02", "C90.02"),
                Refractory "refractory",
                Neither "neither relapsed nor refractory",
            ],
            /// CAR T-cell therapy received earlier
            #[icd10cm("Z92.850")]
            prior_car_t_therapy: events with setting [Commercial "commercial product", ClinicalTrial "clinical trial"],
            /// Provider assessed the member and finds outpatient administration appropriate
            outpatient_appropriateness: attested flag,
            /// Multiple myeloma
            #[icd10cm("C90.0*")]
            #[snomed("109989006")]
            multiple_myeloma: flag,
            /// Prior lines of therapy
            ///
            /// Lines, not drugs.
            prior_lines_of_therapy: count from 0 to 25,
            /// Received an immunomodulatory agent
            prior_immunomodulatory_agent: flag,
            /// Received a proteasome inhibitor
            prior_proteasome_inhibitor: flag,
            /// Received an anti-CD38 monoclonal antibody
            prior_anti_cd38_antibody: flag,
            /// Other genetically modified T-cell therapy received earlier
            ///
            /// Z92.86 is the history of any gene therapy.
            #[suggests icd10cm("Z92.86")]
            prior_gene_modified_t_cell_therapy: events,
            /// Participation as a subject of a clinical trial
            ///
            /// Z00.6 is any trial.
            #[suggests icd10cm("Z00.6")]
            clinical_trial: events with agent [CarT "CAR T cells", GeneModifiedTCell "gene-modified T cells", OtherListedAgent "another listed agent", Other "another agent"],
            /// Combination planned with other chemotherapy or biologic agents, lymphodepletion aside
            planned_combination_therapy: flag,
            /// Adequate organ and marrow function
            ///
            /// Determined by the treating oncologist or hematologist.
            adequate_organ_and_marrow_function: attested flag,
            /// Myeloma involving the central nervous system
            cns_myeloma: flag,
            /// Ordered with the direct involvement of a physician with expertise in the condition
            treating_physician_expertise: attested flag,
            /// Center approved for CAR-T or gene products
            approved_cell_therapy_center: attested flag,
            /// Hematopoietic stem cell transplant received earlier
            #[icd10cm("Z94.84", "Z94.81")]
            prior_hsct: events with donor [Autologous "autologous", Allogeneic "allogeneic"],
            /// Creatinine clearance
            ///
            /// mL/min/{1.73_m2} (eGFR) is a different kind of quantity and is refused.
            creatinine_clearance: measurement in mL/min or mL/s or L/h by [
                Measured24h "24-hour collection" loinc("2164-2"),
                CockcroftGault "the Cockcroft-Gault formula" loinc("35591-7"),
                Other "another method",
            ] from 0 to 300,
            /// Clinically significant cardiac disease
            ///
            /// The date of an ongoing disease is that of its last documented presence.
            cardiac_disease: events,
            /// Hepatitis B
            ///
            /// A chronic infection need not be active.
            hepatitis_b: code [
                Active "active" suggests icd10cm("B16*", "B18.0", "B18.1", "B19.1*"),
                Resolved "resolved",
                Negative "negative",
            ],
            /// Hepatitis C
            ///
            /// A chronic infection need not be active.
            hepatitis_c: code [
                Active "active" suggests icd10cm("B17.1*", "B18.2", "B19.2*"),
                Resolved "resolved",
                Negative "negative",
            ],
            /// HIV screening result
            ///
            /// An indeterminate result is not an answer: leave the fact out.
            #[loinc("56888-1")]
            hiv_status: code [Negative "negative", Positive "positive"],
            /// Other active, uncontrolled infection
            uncontrolled_infection: flag,
            /// Active or clinically significant systemic infection
            active_systemic_infection: flag,
            /// CAR-positive T cells in the dose
            ///
            /// 10*6 is "million cells" in the language.
            car_t_cell_dose: quantity in million cells or hundred million cells or cells from 1 to 1_000,
            /// Dosed according to the FDA label
            dosed_per_label: attested flag,
            /// Another FDA-approved oncologic indication, or an NCCN category 1 or 2A recommendation, is claimed
            off_label_oncology_support: flag,
            /// Leukocyte adhesion deficiency type I, confirmed
            ///
            /// D71.1 is type I, II or III; D84.0 and, before October 2025, D71 are used for it too.
            #[suggests icd10cm("D71.1", "D84.0", "D71")]
            #[snomed("234582006")]
            lad1: flag,
            /// Neutrophils expressing CD18
            #[loinc("17121-5")]
            neutrophil_cd18: measurement in % from 0 to 100,
            /// Neutrophils expressing CD11a
            #[loinc("17109-0")]
            neutrophil_cd11a: measurement in % from 0 to 100,
            /// Neutrophils expressing CD11b
            #[loinc("17110-8")]
            neutrophil_cd11b: measurement in % from 0 to 100,
            /// ITGB2 variants found
            ///
            /// One pathogenic and one uncertain variant are BiallelicUncertain.
            itgb2_variants: code [
                BiallelicPathogenic "pathogenic variants in both alleles",
                BiallelicUncertain "variants of uncertain significance in both alleles",
                Monoallelic "a variant in one allele",
                NotFound "not found",
            ],
            /// Clinical history consistent with severe LAD-I
            severe_lad1_history: attested flag,
            /// Known family history of LAD-I
            lad1_family_history: flag,
            /// Candidate for autologous hematopoietic stem cell transplant
            autologous_hsct_candidate: attested flag,
            /// A known, available, suitable 10/10 HLA-matched related donor is willing
            matched_related_donor: flag,
            /// Mobilization with G-CSF and plerixafor before apheresis planned
            gcsf_plerixafor_mobilization_planned: attested flag,
            /// Infection monitoring before and after infusion planned
            infection_monitoring_planned: attested flag,
            /// Prophylactic antimicrobials planned
            antimicrobial_prophylaxis_planned: attested flag,
            /// Veno-occlusive disease and liver function monitoring in the first month planned
            vod_monitoring_planned: attested flag,
            /// Member will receive prophylactic antiretroviral therapy
            ///
            /// The criterion requires this to be false. Stopping at least 1 month before mobilization (or the time of elimination) and until apheresis is completed counts as not receiving it.
            antiretroviral_prophylaxis_planned: attested flag,
            /// Monitoring for insertional oncogenesis planned
            insertional_oncogenesis_monitoring_planned: attested flag,
            /// Monitoring and management of DMSO hypersensitivity planned
            dmso_management_planned: attested flag,
            /// Gene therapy for LAD-I received earlier
            ///
            /// Z92.86 is the history of any gene therapy.
            #[suggests icd10cm("Z92.86")]
            prior_lad1_gene_therapy: events with product [MarnetegrageneAutotemcel "marnetegragene autotemcel", Other "another product"],
            /// CD34+ cells per kilogram of body weight
            ///
            /// Advisory only.
            cd34_dose_per_kg: quantity in million cells/kg from 0.1 to 60,
            /// CD34+ cells in the dose
            ///
            /// Advisory only.
            cd34_dose_total: quantity in million cells or hundred million cells or cells from 1 to 10_000,
            /// The service is requested to treat peripheral arterial disease, critical limb ischemia and Buerger disease included
            #[icd10cm("I73.9", "I73.1", "I70.2*", "I70.3*", "I70.4*", "I70.5*", "I70.6*", "I70.7*", "E10.51", "E10.52", "E11.51", "E11.52", "E13.51", "E13.52")]
            #[snomed("399957001")]
            peripheral_arterial_disease: flag,
        }
    }
}
