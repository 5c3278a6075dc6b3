//! A bundled case and what its policy says about it.

use policies::Bundled;
use policy_core::Truth;
use policy_core::case::{Case, FactView};
use policy_core::determination::Determination;
use policy_core::evaluate::reference;
use policy_core::explain::{Criteria, Explanation};
use policy_core::json::read_case;
use policy_core::policy::{Criterion, Expression, Section, Version};
use policy_core::vocabulary::FactId;
use std::ptr;

/// A bundled case, evaluated.
#[derive(Debug)]
pub struct ShownCase {
    pub id: String,
    pub case: Box<dyn Case>,
    pub determination: Determination,
    pub explanation: Explanation,
}

impl ShownCase {
    /// The bundled cases of a policy.
    pub fn all(bundled: &Bundled) -> Vec<ShownCase> {
        #[derive(serde::Deserialize)]
        struct Line<'a> {
            #[serde(borrow)]
            case: &'a serde_json::value::RawValue,
        }
        let lines = bundled.cases.lines().filter(|line| !line.trim().is_empty());
        lines
            .map(|line| {
                let raw = serde_json::from_str::<Line<'_>>(line).unwrap().case.get();
                let document = read_case(&bundled.program, raw.as_bytes()).unwrap_or_else(|problems| panic!("{line}\n{problems}"));
                let determination = document.case.evaluate();
                let explanation = Explanation::of(&*document.case, &determination, Criteria::Omitted);
                ShownCase { id: document.id.expect("a bundled case has an id"), case: document.case, determination, explanation }
            })
            .collect()
    }

    /// The version is the one in force.
    pub fn is_of(&self, version: &Version) -> bool {
        self.determination.version().is_some_and(|found| ptr::eq(found, version))
    }

    /// The section governs.
    pub fn is_governed_by(&self, section: &Section) -> bool {
        self.determination.section().is_some_and(|found| ptr::eq(found, section))
    }

    /// The section governs or may govern.
    pub fn may_be_governed_by(&self, section: &Section) -> bool {
        self.determination.candidates().any(|found| ptr::eq(found, section))
    }

    /// The truth of a criterion that was looked at.
    pub fn truth_of(&self, criterion: &Criterion) -> Truth {
        self.determination.truth(criterion.slot).unwrap_or(Truth::UNKNOWN)
    }

    /// The truth of any expression.
    pub fn truth(&self, expression: &Expression) -> Truth {
        reference::truth(expression, self.determination.policy(), &*self.case)
    }

    /// What is documented about a fact.
    pub fn view(&self, fact: FactId) -> Option<FactView<'_>> {
        self.case.fact(fact).map(policy_core::case::CaseFact::view)
    }
}
