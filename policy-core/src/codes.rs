//! Code systems. In: a code that a vocabulary or a policy carries. Out: whether it can be a code of its system at all, and what to write instead.
//!
//! Forms and check digits only: no licensed content, no lists, nothing that goes out of date. That is enough to catch what people do to codes
//! (a digit mistyped or swapped, a lost dot, the code of a neighboring system) while the policy compiles.

use std::{error, fmt};

/// A code system that the language knows by a keyword.
///
/// ```
/// use policy_core::codes::CodeSystem;
/// let loinc = CodeSystem::from_name("loinc").unwrap();
/// assert_eq!((loinc.name(), loinc.system_uri()), ("LOINC", "http://loinc.org"));
/// assert!(loinc.check("33762-6").is_ok());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CodeSystem {
    /// Logical Observation Identifiers Names and Codes, for what is measured: a number, a hyphen and a check digit (Regenstrief, LOINC Users' Guide).
    Loinc,
    /// SNOMED CT, for what is found: identifiers of 6 to 18 digits with a partition and a check digit (SNOMED International, release file specification).
    Snomed,
    /// ICD-10-CM, for diagnoses: three characters, then a dot and up to four (CDC/NCHS, official guidelines).
    Icd10Cm,
    /// `RxNorm` concept identifiers, for drugs: plain numbers (National Library of Medicine).
    Rxnorm,
    /// HCPCS Level II, for products and supplies: a letter from A to V and four digits (CMS).
    Hcpcs,
    /// CPT, which is HCPCS Level I, for procedures: five digits, or four and a letter for the category (American Medical Association).
    Cpt,
    /// National Drug Code: labeler, product and, for a package, package segment (FDA, 21 CFR 207.33; five-four-two as billed under HIPAA).
    Ndc,
    /// Provider taxonomy, for specialties: nine letters or digits and an X (National Uniform Claim Committee).
    Nucc,
}

impl CodeSystem {
    /// Every system, for suggestions.
    ///
    /// ```
    /// use policy_core::codes::CodeSystem;
    /// assert!(CodeSystem::ALL.iter().all(|system| CodeSystem::from_name(system.keyword()) == Some(*system)));
    /// ```
    pub const ALL: &'static [Self] = &[Self::Loinc, Self::Snomed, Self::Icd10Cm, Self::Rxnorm, Self::Hcpcs, Self::Cpt, Self::Ndc, Self::Nucc];

    /// The system with this keyword of the language.
    ///
    /// ```
    /// use policy_core::codes::CodeSystem;
    /// assert_eq!(CodeSystem::from_name("icd10cm"), Some(CodeSystem::Icd10Cm));
    /// assert_eq!(CodeSystem::from_name("ICD-10-CM"), None);
    /// ```
    #[must_use]
    pub fn from_name(keyword: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|system| system.keyword() == keyword)
    }

    /// The keyword of the language, as in `#[loinc("88020-3")]`.
    ///
    /// ```
    /// assert_eq!(policy_core::codes::CodeSystem::Snomed.keyword(), "snomed");
    /// ```
    #[must_use]
    pub const fn keyword(self) -> &'static str {
        match self {
            Self::Loinc => "loinc",
            Self::Snomed => "snomed",
            Self::Icd10Cm => "icd10cm",
            Self::Rxnorm => "rxnorm",
            Self::Hcpcs => "hcpcs",
            Self::Cpt => "cpt",
            Self::Ndc => "ndc",
            Self::Nucc => "nucc",
        }
    }

    /// The name as people write it.
    ///
    /// ```
    /// assert_eq!(policy_core::codes::CodeSystem::Snomed.name(), "SNOMED CT");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Loinc => "LOINC",
            Self::Snomed => "SNOMED CT",
            Self::Icd10Cm => "ICD-10-CM",
            Self::Rxnorm => "RxNorm",
            Self::Hcpcs => "HCPCS",
            Self::Cpt => "CPT",
            Self::Ndc => "NDC",
            Self::Nucc => "NUCC",
        }
    }

    /// The URI that names the system in FHIR (HL7 Terminology).
    ///
    /// ```
    /// assert_eq!(policy_core::codes::CodeSystem::Snomed.system_uri(), "http://snomed.info/sct");
    /// ```
    #[must_use]
    pub const fn system_uri(self) -> &'static str {
        match self {
            Self::Loinc => "http://loinc.org",
            Self::Snomed => "http://snomed.info/sct",
            Self::Icd10Cm => "http://hl7.org/fhir/sid/icd-10-cm",
            Self::Rxnorm => "http://www.nlm.nih.gov/research/umls/rxnorm",
            Self::Hcpcs => "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
            Self::Cpt => "http://www.ama-assn.org/go/cpt",
            Self::Ndc => "http://hl7.org/fhir/sid/ndc",
            Self::Nucc => "http://nucc.org/provider-taxonomy",
        }
    }

    /// Whether a text can be a code of this system. One spelling of a code is accepted, the one that FHIR uses: upper case, with dot and hyphens.
    ///
    /// ```
    /// use policy_core::codes::CodeSystem;
    /// assert!(CodeSystem::Icd10Cm.check("I50.20").is_ok());
    /// let problem = CodeSystem::Loinc.check("33762-5").unwrap_err();
    /// assert_eq!(problem.to_string(), "the check digit of the LOINC code `33762-5` is wrong");
    /// assert_eq!(problem.help().unwrap(), "`33762-6` would be right, if the digits before it are");
    /// ```
    ///
    /// # Errors
    /// What is wrong with the code, with the help that can be given.
    pub fn check(self, code: &str) -> Result<(), CodeProblem> {
        let shape = Shape::of(code);
        let fits = match self {
            Self::Loinc => return check_loinc(code),
            Self::Snomed => return check_snomed(code),
            Self::Icd10Cm => matches!(code.len(), 3 | 5..=8) && shape.is(&[(1, 1, Letter), (1, 1, Digit), (1, 1, Any)], Some((1, 4, Any))),
            Self::Rxnorm => shape.is(&[(1, 8, Digit)], None) && !code.starts_with('0'),
            Self::Hcpcs => shape.is(&[(1, 1, Letter), (4, 4, Digit)], None) && code.starts_with(|first| first <= 'V'),
            Self::Cpt => shape.is(&[(5, 5, Digit)], None),
            Self::Ndc => true,
            Self::Nucc => true,
        };
        if fits { Ok(()) } else { Err(CodeProblem::Form { system: self, code: code.into() }) }
    }
}
