//! Writing answers. In: the explanation of a determination, or the problems of a case. Out: one
//! line of JSON, with its keys in the order of the format.

use crate::case::{CaseId, Problem, Problems};
use crate::determination::Determination;
use crate::explain::{
    ExplainedCriteria, ExplainedCriterion, Explanation, Question, SectionReference,
};
use crate::unseen::escaped_json;
use crate::vocabulary::Addressee;
use crate::wording::ApprovalTerms;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The JSON of a determination: one line.
/// See [`read_case`](crate::json::read_case) for an example.
#[must_use]
pub fn determination_to_json(id: Option<&CaseId>, explanation: &Explanation<'_>) -> String {
    // Writing text to memory cannot fail.
    escaped_json(serde_json::to_string(&Identified { id, explanation }).unwrap_or_default())
}

/// The JSON to send instead of a determination if the case was refused: one line.
/// See [`read_case`](crate::json::read_case) for an example.
#[must_use]
pub fn problems_to_json(policy: &str, problems: &Problems) -> String {
    escaped_json(serde_json::to_string(&Refused { policy, problems }).unwrap_or_default())
}

/// A determination with the id of its case.
struct Identified<'a> {
    id: Option<&'a CaseId>,
    explanation: &'a Explanation<'a>,
}

impl Serialize for Identified<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(id) = self.id {
            object.serialize_entry("id", id)?;
        }
        write_explanation(&mut object, self.explanation)?;
        object.end()
    }
}

/// A determination as JSON, without the id of its case.
impl Serialize for Explanation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        write_explanation(&mut object, self)?;
        object.end()
    }
}

fn write_explanation<M: SerializeMap>(
    object: &mut M,
    explanation: &Explanation<'_>,
) -> Result<(), M::Error> {
    object.serialize_entry("policy", &explanation.policy)?;
    object.serialize_entry("number", &explanation.number)?;
    object.serialize_entry("version", &explanation.version)?;
    object.serialize_entry("outcome", &explanation.outcome)?;
    object.serialize_entry("section", &explanation.section)?;
    object.serialize_entry("not_met", &explanation.not_met)?;
    object.serialize_entry("undecided", &explanation.undecided)?;
    object.serialize_entry("missing", &explanation.missing)?;
    object.serialize_entry("missing_details", &explanation.missing_details)?;
    object.serialize_entry("reason", &explanation.reason)?;
    object.serialize_entry("approval", &explanation.approval)?;
    object.serialize_entry("review", &explanation.review)?;
    object.serialize_entry("refer_to", &explanation.refer_to)?;
    object.serialize_entry("basis", &explanation.basis)?;
    object.serialize_entry("advisories", &explanation.advisories)?;
    object.serialize_entry("policy_digest", &explanation.policy_digest)?;
    if let Some(criteria) = &explanation.criteria {
        object.serialize_entry("applies", &Sequence(criteria.applies()))?;
        object.serialize_entry("criteria", criteria)?;
        object.serialize_entry("other_sections", &Sequence(criteria.other_sections()))?;
    }
    Ok(())
}

/// A list under a key, which is left out if the list is empty.
fn serialize_some<O: SerializeMap>(
    object: &mut O,
    key: &'static str,
    list: impl Iterator<Item: Serialize> + Clone,
) -> Result<(), O::Error> {
    if list.clone().next().is_none() {
        return Ok(());
    }
    object.serialize_entry(key, &Sequence(list))
}

impl Serialize for SectionReference<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("name", &self.name)?;
        object.serialize_entry("citation", &self.citation)?;
        object.end()
    }
}

impl Serialize for ApprovalTerms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("duration", &self.duration)?;
        object.serialize_entry("limit", &self.limit)?;
        object.end()
    }
}

impl Serialize for ExplainedCriteria<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.sections())
    }
}

impl Serialize for ExplainedCriterion<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("citation", &self.citation())?;
        object.serialize_entry("title", self.title())?;
        object.serialize_entry("truth", &self.truth())?;
        object.serialize_entry("quantifier", &self.quantifier())?;
        object
            .serialize_entry("facts", &Sequence(self.facts().iter().map(|(_, fact)| &fact.name)))?;
        object.serialize_entry("evidence", &Sequence(self.evidence()))?;
        if let Some(guard) = self.guard() {
            object.serialize_entry("guard", &guard)?;
        }
        object.serialize_entry("children", &Sequence(self.children()))?;
        serialize_some(&mut object, "parts", self.parts())?;
        serialize_some(&mut object, "otherwise", self.otherwise())?;
        object.end()
    }
}

/// The items of an iterator, as a list.
struct Sequence<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Sequence<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

/// What to write to a log: the policy, its version, the outcome, the section, the terms, and the
/// digest of the policy.
impl Serialize for Determination<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("policy", &self.policy().name)?;
        let version = self.version().and_then(|version| version.name.as_deref());
        object.serialize_entry("version", &version)?;
        object.serialize_entry("outcome", &self.outcome())?;
        object.serialize_entry("section", &self.section().map(SectionReference::to))?;
        object.serialize_entry("refer_to", &self.refer_to())?;
        object.serialize_entry("basis", &self.basis())?;
        object.serialize_entry("policy_digest", &self.policy_digest())?;
        object.end()
    }
}

impl Serialize for Question<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("fact", self.fact)?;
        object.serialize_entry("question", &self.text)?;
        object.serialize_entry("asked_of", &self.asked_of.map(Addressee::name))?;
        object.end()
    }
}

/// The format of [`problems_to_json`], without the name of the policy.
impl Serialize for Problems {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("id", &self.id)?;
        object.serialize_entry("problems", &self.problems)?;
        object.end()
    }
}

struct Refused<'a> {
    policy: &'a str,
    problems: &'a Problems,
}

impl Serialize for Refused<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("id", &self.problems.id)?;
        object.serialize_entry("policy", self.policy)?;
        object.serialize_entry("problems", &self.problems.problems)?;
        object.end()
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("path", &self.path)?;
        object.serialize_entry("problem", &self.problem)?;
        object.serialize_entry("help", &self.help)?;
        object.end()
    }
}

#[cfg(test)]
mod tests;
