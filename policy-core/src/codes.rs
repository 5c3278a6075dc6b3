//! Code systems. In: a code from a vocabulary or a policy. Out: whether it can be a code of its
//! system, and what to write instead.
//!
//! Only forms and check digits: no licensed content, no lists, nothing that goes out of date. This
//! catches the usual mistakes (a mistyped or swapped digit, a lost dot, a code of a neighboring
//! system) while the policy compiles.

mod beginnings;

pub use beginnings::beginning;

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
    /// Logical Observation Identifiers Names and Codes, for measurements: a number, a hyphen and a
    /// check digit (Regenstrief, LOINC Users' Guide).
    Loinc,
    /// SNOMED CT, for clinical findings: identifiers of 6 to 18 digits with a partition and a check
    /// digit (SNOMED International, release file specification).
    Snomed,
    /// ICD-10-CM, for diagnoses: three characters, then a dot and up to four more (CDC/NCHS,
    /// official guidelines).
    Icd10Cm,
    /// `RxNorm` concept identifiers, for drugs: plain numbers (National Library of Medicine).
    Rxnorm,
    /// HCPCS Level II, for products and supplies: a letter from A to V and four digits (CMS).
    Hcpcs,
    /// CPT, which is HCPCS Level I, for procedures: five digits, or four and a letter for the
    /// category (American Medical Association).
    Cpt,
    /// National Drug Code: labeler, product and, for a package, package segment (FDA, 21 CFR
    /// 207.33; five-four-two as billed under HIPAA).
    Ndc,
    /// Provider taxonomy, for specialties: nine letters or digits and an X (National Uniform Claim
    /// Committee).
    Nucc,
}

impl CodeSystem {
    /// Every system, for suggestions.
    ///
    /// ```
    /// use policy_core::codes::CodeSystem;
    /// assert!(CodeSystem::ALL.iter().all(|system| CodeSystem::from_name(system.keyword()) == Some(*system)));
    /// ```
    pub const ALL: &'static [Self] = &[
        Self::Loinc,
        Self::Snomed,
        Self::Icd10Cm,
        Self::Rxnorm,
        Self::Hcpcs,
        Self::Cpt,
        Self::Ndc,
        Self::Nucc,
    ];

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

    /// The keyword in the language, as in `#[loinc("88020-3")]`.
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

    /// Whether a text can be a code of this system. Only one spelling is accepted, the one that
    /// FHIR uses: upper case, with dot and hyphens.
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
    /// What is wrong with the code, with what to write instead if that is known.
    pub fn check(self, code: &str) -> Result<(), CodeProblem> {
        match self {
            _ if !self.has_form(code) => Err(CodeProblem::Form { system: self, code: shown(code) }),
            Self::Loinc => check_digit(self, code, mod_10_holds),
            Self::Snomed => {
                check_digit(self, code, verhoeff_holds).and_then(|()| check_partition(code))
            }
            Self::Icd10Cm | Self::Rxnorm | Self::Hcpcs | Self::Cpt | Self::Ndc | Self::Nucc => {
                Ok(())
            }
        }
    }

    /// The forms, with `9` for a digit, `a` for a letter, `b` for a digit, A or B, `#` for a letter
    /// or a digit; every other character is literal.
    const fn forms(self) -> &'static [&'static str] {
        match self {
            Self::Loinc => &["9-9", "99-9", "999-9", "9999-9", "99999-9", "999999-9", "9999999-9"],
            Self::Snomed => &[], // so many digits: see `has_form`
            Self::Icd10Cm => &["a9b", "a9b.#", "a9b.##", "a9b.###", "a9b.####"],
            Self::Rxnorm => &["9", "99", "999", "9999", "99999", "999999", "9999999", "99999999"],
            Self::Hcpcs => &["a9999"],
            // Category I, then II (F), III (T), laboratory analyses (U and M), and the
            // administration of COVID-19 vaccines (A).
            Self::Cpt => &["99999", "9999F", "9999T", "9999U", "9999M", "9999A"],
            Self::Ndc => &[
                "9999-9999",
                "99999-999",
                "99999-9999",
                "9999-9999-99",
                "99999-999-99",
                "99999-9999-9",
                "99999-9999-99",
            ],
            Self::Nucc => &["#########X"],
        }
    }

    fn has_form(self, code: &str) -> bool {
        let in_forms = || self.forms().iter().any(|form| fits(code, form));
        match self {
            Self::Snomed => {
                (6..=18).contains(&code.len())
                    && code.bytes().all(|byte| byte.is_ascii_digit())
                    && !code.starts_with('0')
            }
            Self::Rxnorm => in_forms() && !code.starts_with('0'),
            Self::Hcpcs => in_forms() && code.starts_with(|first| first <= 'V'),
            Self::Loinc | Self::Icd10Cm | Self::Cpt | Self::Ndc | Self::Nucc => in_forms(),
        }
    }

    /// What a code of the system looks like, with an example.
    const fn form_in_words(self) -> &'static str {
        match self {
            Self::Loinc => {
                "a LOINC code is 1 to 7 digits, a hyphen and a check digit, as in `33762-6`"
            }
            Self::Snomed => {
                "a SNOMED CT code is 6 to 18 digits, the first not 0, as in `703272007`"
            }
            Self::Icd10Cm => {
                "an ICD-10-CM code is a letter, a digit, a digit or A or B, and, after a dot, up to 4 letters or digits, as in `I50.20`; one code, not a range"
            }
            Self::Rxnorm => "an RxNorm code is 1 to 8 digits, the first not 0, as in `6809`",
            Self::Hcpcs => {
                "an HCPCS Level II code is a letter from A to V and 4 digits, as in `Q2055`"
            }
            Self::Cpt => {
                "a CPT code is 5 digits, or 4 digits and one of F, T, U, M, A, as in `0263T`"
            }
            Self::Ndc => {
                "an NDC code is 4 or 5 digits, a hyphen, 3 or 4 digits and, for a package, a hyphen and 1 or 2 digits, as in `83537-0034`"
            }
            Self::Nucc => "a NUCC code is 9 letters or digits and an X, as in `207RC0000X`",
        }
    }

    /// The name with its article.
    const fn a_code(self) -> &'static str {
        match self {
            Self::Loinc => "a LOINC code",
            Self::Snomed => "a SNOMED CT code",
            Self::Icd10Cm => "an ICD-10-CM code",
            Self::Rxnorm => "an RxNorm code",
            Self::Hcpcs => "an HCPCS code",
            Self::Cpt => "a CPT code",
            Self::Ndc => "an NDC code",
            Self::Nucc => "a NUCC code",
        }
    }
}

/// What is wrong with a code.
///
/// ```
/// use policy_core::codes::CodeSystem;
/// let problem = CodeSystem::Icd10Cm.check("c9002").unwrap_err();
/// assert_eq!(problem.to_string(), "`c9002` does not have the form of an ICD-10-CM code");
/// assert_eq!(problem.help().unwrap(), "write `C90.02`");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum CodeProblem {
    /// It does not look like a code of that system.
    Form {
        /// The system that it was given for.
        system: CodeSystem,
        /// The code as written (truncated if it is far longer than any code).
        code: String,
    },
    /// It has the right form, but its check digit shows that some digit is wrong.
    CheckDigit {
        /// The system that it was given for.
        system: CodeSystem,
        /// The code as written.
        code: String,
        /// The code with the check digit that matches its other digits.
        right: String,
    },
    /// It is a valid SNOMED CT identifier, but of a description, a relationship or something
    /// unknown: facts are coded by concepts.
    NotAConcept {
        /// The code as written.
        code: String,
        /// What such an identifier is for.
        names: &'static str,
    },
    /// It ends with `*`, and the codes of its system that begin alike have nothing in common.
    NoBeginnings {
        /// The system that it was given for.
        system: CodeSystem,
        /// The code as written.
        code: String,
    },
    /// It ends with `*` or a sign in its place, and is not what codes of ICD-10-CM begin with.
    Beginning {
        /// The code as written.
        code: String,
        /// What was certainly meant.
        meant: Option<String>,
    },
}

impl CodeProblem {
    /// The code that was certainly meant, if only its punctuation, spaces or capitals are wrong.
    ///
    /// ```
    /// use policy_core::codes::CodeSystem;
    /// let problem = CodeSystem::Icd10Cm.check("n184").unwrap_err();
    /// assert_eq!(problem.correction().unwrap(), "N18.4");
    /// ```
    #[must_use]
    pub fn correction(&self) -> Option<String> {
        match self {
            Self::Form { system, code } => {
                tidied(*system, code).filter(|_| only_system_of(code).is_none())
            }
            Self::Beginning { meant, .. } => meant.clone(),
            Self::CheckDigit { .. } | Self::NotAConcept { .. } | Self::NoBeginnings { .. } => None,
        }
    }

    /// What to write instead, if the code alone shows it.
    ///
    /// ```
    /// use policy_core::codes::CodeSystem;
    /// let problem = CodeSystem::Hcpcs.check("0263T").unwrap_err();
    /// assert_eq!(problem.help().unwrap(), "`0263T` looks like a CPT code: give it as `cpt`");
    /// ```
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Form { system, code } => match (tidied(*system, code), only_system_of(code)) {
                (Some(better), None) => format!("write `{better}`"),
                (Some(better), Some(other)) => format!("write `{better}`, or give `{code}` as `{}` if it is {}", other.keyword(), other.a_code()),
                (None, Some(other)) => format!("`{code}` looks like {}: give it as `{}`", other.a_code(), other.keyword()),
                (None, None) => system.form_in_words().into(),
            },
            Self::CheckDigit { right, .. } => format!("`{right}` would be right, if the digits before it are"),
            Self::NotAConcept { .. } => "take the identifier of the concept: its last three digits are 00 or 10 and the check digit".into(),
            Self::NoBeginnings { .. } => "write each code: only what ICD-10-CM codes begin with has a meaning of its own".into(),
            Self::Beginning { meant: Some(right), .. } => format!("write `{right}`"),
            Self::Beginning { meant: None, .. } => "write the 3 characters of the category, and perhaps a dot and up to 3 more, before the `*`, as in `C90*` or `C90.0*`".into(),
        })
    }
}

impl fmt::Display for CodeProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form { system, code } => {
                write!(f, "`{code}` does not have the form of {}", system.a_code())
            }
            Self::CheckDigit { system, code, .. } => {
                write!(f, "the check digit of the {} code `{code}` is wrong", system.name())
            }
            Self::NotAConcept { code, names } => {
                write!(f, "the SNOMED CT identifier `{code}` names {names}, not a concept")
            }
            Self::NoBeginnings { system, code } => {
                write!(f, "`{code}` cannot stand for several {} codes", system.name())
            }
            Self::Beginning { code, .. } => {
                write!(f, "`{code}` does not have the form of the beginning of ICD-10-CM codes")
            }
        }
    }
}

impl error::Error for CodeProblem {}

/// A code as messages quote it: in full, unless it is far longer than any code.
fn shown(code: &str) -> String {
    let mut rest = code.chars();
    let mut shown: String = rest.by_ref().take(40).collect();
    if rest.next().is_some() {
        shown.push('…');
    }
    shown
}

fn fits(code: &str, form: &str) -> bool {
    let fits_sign = |(byte, sign): (u8, u8)| match sign {
        b'9' => byte.is_ascii_digit(),
        b'a' => byte.is_ascii_uppercase(),
        b'b' => byte.is_ascii_digit() || matches!(byte, b'A' | b'B'),
        b'#' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        literal => byte == literal,
    };
    code.len() == form.len() && code.bytes().zip(form.bytes()).all(fits_sign)
}

/// The same code without the usual mistakes: wrong case, spaces, another dash, a lost dot or
/// hyphen.
fn tidied(system: CodeSystem, code: &str) -> Option<String> {
    let is_dash = |c| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    let plain: String = code
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if is_dash(c) { '-' } else { c.to_ascii_uppercase() })
        .collect();
    // An O where only a digit can be is a zero.
    let plain: String = plain
        .char_indices()
        .map(|(place, c)| {
            let digit = system == CodeSystem::Icd10Cm && (place == 1 || place == 2);
            if digit && c == 'O' { '0' } else { c }
        })
        .collect();
    let (mark, place) = match system {
        CodeSystem::Icd10Cm => (".", 3),
        CodeSystem::Loinc => ("-", plain.len().saturating_sub(1)),
        CodeSystem::Snomed
        | CodeSystem::Rxnorm
        | CodeSystem::Hcpcs
        | CodeSystem::Cpt
        | CodeSystem::Ndc
        | CodeSystem::Nucc => ("", 0),
    };
    let marked = plain.split_at_checked(place).map(|(start, end)| [start, mark, end].concat());
    [Some(plain), marked]
        .into_iter()
        .flatten()
        .find(|better| better != code && system.check(better).is_ok())
}

/// A guess, only if exactly one system accepts the code, not counting `RxNorm`, which accepts
/// nearly any number.
fn only_system_of(code: &str) -> Option<CodeSystem> {
    let mut systems = CodeSystem::ALL
        .iter()
        .copied()
        .filter(|system| *system != CodeSystem::Rxnorm && system.check(code).is_ok());
    systems.next().filter(|_| systems.next().is_none())
}

fn digits(code: &str) -> Vec<usize> {
    code.bytes()
        .filter(u8::is_ascii_digit)
        .map(|byte| usize::from(byte.saturating_sub(b'0')))
        .collect()
}

fn check_digit(
    system: CodeSystem,
    code: &str,
    holds: fn(&[usize]) -> bool,
) -> Result<(), CodeProblem> {
    if holds(&digits(code)) {
        return Ok(());
    }
    let stem = code.split_at_checked(code.len().saturating_sub(1)).map_or("", |(stem, _)| stem);
    let right = (0..10)
        .map(|digit| format!("{stem}{digit}"))
        .find(|right| holds(&digits(right)))
        .unwrap_or_default();
    Err(CodeProblem::CheckDigit { system, code: code.into(), right })
}

/// SNOMED CT's partition, before the check digit: 00 is a concept of the core, 10 one of an
/// extension, whose namespace takes another seven digits.
fn check_partition(code: &str) -> Result<(), CodeProblem> {
    let names = match digits(code).as_slice() {
        [.., 0, 0, _] | [_, _, _, _, _, _, _, _, .., 1, 0, _] => return Ok(()),
        [.., 0 | 1, 1, _] => "a description",
        [.., 0 | 1, 2, _] => "a relationship",
        _ => "nothing that SNOMED CT defines",
    };
    Err(CodeProblem::NotAConcept { code: code.into(), names })
}

/// LOINC's mod 10: from the right, every second digit is doubled, and a double of two digits is
/// replaced by their sum; the total is a multiple of 10.
fn mod_10_holds(digits: &[usize]) -> bool {
    const DOUBLED: [usize; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let weighed = |(place, digit): (usize, &usize)| {
        if place % 2 == 0 { *digit } else { DOUBLED.get(*digit).copied().unwrap_or(0) }
    };
    digits.iter().rev().enumerate().map(weighed).sum::<usize>() % 10 == 0
}

/// Verhoeff's check, which detects every wrong digit and every swap of two neighbors: from the
/// right, each digit is permuted according to its position, and all are multiplied in the dihedral
/// group of the pentagon; the product is 0.
fn verhoeff_holds(digits: &[usize]) -> bool {
    #[rustfmt::skip]
    const PRODUCT: [[usize; 10]; 10] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];
    #[rustfmt::skip]
    const PERMUTED: [[usize; 10]; 8] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ];
    let entry = |table: &[[usize; 10]], row: usize, column: usize| {
        table.get(row).and_then(|row| row.get(column)).copied()
    };
    let multiplied = |product, (place, digit): (usize, &usize)| {
        entry(&PRODUCT, product, entry(&PERMUTED, place % 8, *digit)?)
    };
    digits.iter().rev().enumerate().try_fold(0, multiplied) == Some(0)
}

#[cfg(test)]
mod tests;
