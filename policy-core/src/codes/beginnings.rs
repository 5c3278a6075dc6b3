//! Codes that end with `*`: all those of a system that begin so.
//!
//! Only where the beginning of a code has a meaning: in ICD-10-CM, `C90.0*` is multiple myeloma,
//! whether in remission, in relapse or neither. In the other systems, what two codes have in common
//! at their beginning says nothing.

use super::{CodeProblem, CodeSystem, fits, shown, tidied};

/// What all the codes begin with that a code with `*` at its end stands for.
#[must_use]
pub fn beginning(code: &str) -> Option<&str> {
    code.strip_suffix('*')
}

/// What authors write in place of `*`, as tables of codes do: `C90.0-`, `C90.0x`, `C90.0%`.
const OTHERWISE: [&str; 8] = ["*", "-", "–", "_", "x", "X", "%", "?"];

impl CodeSystem {
    /// Whether all codes that begin alike are about one thing, so that `C90.0*` can stand for them.
    /// ```
    /// use policy_core::codes::CodeSystem;
    ///
    /// assert!(CodeSystem::Icd10Cm.has_beginnings() && !CodeSystem::Hcpcs.has_beginnings());
    /// ```
    #[must_use]
    pub const fn has_beginnings(self) -> bool {
        match self {
            Self::Icd10Cm => true,
            Self::Loinc
            | Self::Snomed
            | Self::Rxnorm
            | Self::Hcpcs
            | Self::Cpt
            | Self::Ndc
            | Self::Nucc => false,
        }
    }

    /// Whether a text can be a code of this system, or the beginning of codes with `*` behind it.
    /// ```
    /// use policy_core::codes::CodeSystem;
    ///
    /// assert!(CodeSystem::Icd10Cm.check_with_beginnings("C90.0*").is_ok());
    /// let problem = CodeSystem::Icd10Cm.check_with_beginnings("C90.0-").unwrap_err();
    /// assert_eq!(problem.correction().unwrap(), "C90.0*");
    /// ```
    ///
    /// # Errors
    /// What is wrong with the code, with what to write instead if that is known.
    pub fn check_with_beginnings(self, code: &str) -> Result<(), CodeProblem> {
        let ends = beginning(code);
        if !self.has_beginnings() {
            return match ends {
                Some(_) => Err(CodeProblem::NoBeginnings { system: self, code: shown(code) }),
                None => self.check(code),
            };
        }
        if ends.is_some_and(is_beginning) {
            return Ok(());
        }
        let meant = OTHERWISE.into_iter().find_map(|sign| {
            let stem = code.trim_end().strip_suffix(sign)?.trim_end_matches(['.', ' ', '-', '*']);
            let right = format!("{}*", tidied(self, stem).unwrap_or_else(|| stem.to_owned()));
            beginning(&right).is_some_and(is_beginning).then_some(right)
        });
        match (self.check(code), meant, ends) {
            (Ok(()), ..) => Ok(()),
            (Err(problem), None, None) => Err(problem),
            (Err(_), meant, _) => Err(CodeProblem::Beginning { code: shown(code), meant }),
        }
    }
}

/// A category, or more, but not a whole code of 7 characters: nothing begins with it.
fn is_beginning(stem: &str) -> bool {
    ["a9b", "a9b.#", "a9b.##", "a9b.###"].iter().any(|form| fits(stem, form))
}

#[cfg(test)]
mod tests {
    use super::super::CodeSystem::{Hcpcs, Icd10Cm, Loinc};

    #[test]
    fn a_beginning_is_a_category_or_more_with_a_star_behind_it() {
        for code in ["C90*", "C90.0*", "I50.2*", "S72.00*", "S72.001*", "C90", "C90.00"] {
            assert!(Icd10Cm.check_with_beginnings(code).is_ok(), "{code}");
        }
        for (code, right) in [
            ("C90.*", Some("C90*")),
            ("C90.-", Some("C90*")),
            ("C90.0-", Some("C90.0*")),
            ("c900*", Some("C90.0*")),
            ("C90.0 *", Some("C90.0*")),
            ("C90.0**", Some("C90.0*")),
            ("C9*", None),
            ("*", None),
            ("C90*0", None),
            ("S72.001A*", None),
        ] {
            let problem = Icd10Cm.check_with_beginnings(code).unwrap_err();
            assert_eq!(problem.correction().as_deref(), right, "{code}");
        }
        assert!(Hcpcs.check_with_beginnings("J35*").is_err());
        assert!(Loinc.check_with_beginnings("33762*").is_err());
        assert!(Icd10Cm.check("C90.0*").is_err(), "a code is one code elsewhere");
    }
}
