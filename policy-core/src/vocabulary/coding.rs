//! A code of a code system, and what it says about what it stands for.

use crate::codes::{CodeSystem, beginning};
use crate::data::Text;

/// A code of a code system, or, where it ends with `*`, every code that begins so.
/// ```
/// use policy_core::codes::CodeSystem;
/// use policy_core::vocabulary::Coding;
///
/// let relapse = Coding::of(CodeSystem::Icd10Cm, "C90.0*");
/// assert!(relapse.covers(CodeSystem::Icd10Cm, "C90.02"));
/// assert!(!relapse.covers(CodeSystem::Icd10Cm, "C90.10"));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Coding {
    /// The system.
    pub system: CodeSystem,
    /// The code, as written in that system.
    pub code: Text,
    /// What a chart with this code says.
    pub meaning: CodeMeaning,
}

impl Coding {
    /// A code that answers.
    #[must_use]
    pub fn of(system: CodeSystem, code: impl Into<Text>) -> Coding {
        Coding { system, code: code.into(), meaning: CodeMeaning::Answers }
    }

    /// Whether a code of a chart is this one, or one of those that begin so.
    #[must_use]
    pub fn covers(&self, system: CodeSystem, code: &str) -> bool {
        self.system == system
            && match beginning(&self.code) {
                Some(beginning) => code.starts_with(beginning),
                None => self.code == code,
            }
    }
}

/// What a chart with a code says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CodeMeaning {
    /// It is what the code is given for.
    Answers,
    /// It may be: the code covers more, so that it is a reason to ask, and never an answer
    /// (`suggests icd10cm("Z92.86")`).
    Suggests,
}
