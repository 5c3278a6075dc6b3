//! Writing generated cases. In: a suite and one of its cases. Out: one line of JSON in the form of
//! the policies' own cases.

use crate::obligations::{GeneratedCase, Suite};
use policy_core::case::CaseId;
use policy_core::json::chart_to_json;
use policy_core::policy::{Outcome, Policy};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// A generated case as one line: `{"case": {…}, "expect": {…}, "why": "…", "covers": […]}`.
#[must_use]
pub fn generated_case_to_json(
    policy: &Policy,
    suite: &Suite<'_>,
    case: &GeneratedCase<'_>,
) -> String {
    // Writing text to memory does not fail.
    serde_json::to_string(&Line { policy, suite, case }).unwrap_or_default()
}

struct Line<'a> {
    policy: &'a Policy,
    suite: &'a Suite<'a>,
    case: &'a GeneratedCase<'a>,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = chart_to_json(
            &self.policy.vocabulary,
            &self.case.member,
            Some(&CaseId::from(&*self.case.id)),
        );
        let covers = self
            .case
            .covers
            .iter()
            .filter_map(|position| self.suite.obligations.get(*position))
            .map(|obligation| &*obligation.id);
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry(
            "case",
            &RawValue::from_string(json).map_err(serde::ser::Error::custom)?,
        )?;
        object.serialize_entry("expect", &Expected { policy: self.policy, case: self.case })?;
        object.serialize_entry("why", &self.case.why)?;
        object.serialize_entry("covers", &covers.collect::<Vec<_>>())?;
        object.end()
    }
}

/// What of a determination the reference evaluator knows.
struct Expected<'a> {
    policy: &'a Policy,
    case: &'a GeneratedCase<'a>,
}

impl Serialize for Expected<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let found = &self.case.determination;
        let version = found.version.and_then(|version| self.policy.version(version));
        let section = found.section.and_then(|section| version?.section(section));
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("outcome", &found.outcome)?;
        object.serialize_entry("version", &version.and_then(|version| version.name.as_ref()))?;
        object.serialize_entry("section", &section.and_then(|section| section.citation()))?;
        match found.outcome {
            Outcome::Refer => object.serialize_entry("refer_to", &found.refer_to)?,
            Outcome::NotCovered => object.serialize_entry("basis", &found.basis)?,
            Outcome::CriteriaMet
            | Outcome::CriteriaMetReviewRequired
            | Outcome::CriteriaNotMet
            | Outcome::NeedInformation
            | Outcome::CaseByCase
            | Outcome::NotApplicable => {}
        }
        object.serialize_entry("advisories", &self.case.advisories)?;
        object.end()
    }
}
