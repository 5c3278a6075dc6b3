//! A policy for programs.

use policy_analysis::outline::{
    AdvisoryOutline, CriterionOutline, Interpretation, PolicyOutline, SectionOutline,
    VersionOutline,
};
use policy_core::NaiveDate;
use policy_core::data::Text;
use policy_core::policy::{Outcome, Remark};
use serde_json::{Value, json};

/// The outline, and a list of all interpretations.
pub fn policy(outline: &PolicyOutline, digest: &str, interpretations: &[Interpretation]) -> Value {
    let codes = outline
        .codes
        .iter()
        .map(|coding| json!({ "system": coding.system.keyword(), "code": coding.code }));
    let applicability =
        outline.applicability.iter().map(|applicability| json!({ "sentence": applicability.sentence, "otherwise": applicability.otherwise }));
    let interpretations =
        interpretations.iter().map(|reading| json!({ "version": reading.version, "citation": reading.place, "text": reading.text }));
    json!({
        "name": outline.name,
        "title": outline.title,
        "payer": outline.payer,
        "number": outline.number,
        "source": outline.source,
        "policy_digest": digest,
        "reviewed": outline.reviewed,
        "codes": codes.collect::<Value>(),
        "notes": notes(&outline.remarks),
        "applies_when": applicability.collect::<Value>(),
        "looks_back_from": outline.looks_from.as_deref().unwrap_or("request_date"),
        "never_approves": outline.never_approves,
        "versions": outline.versions.iter().map(version).collect::<Value>(),
        "advisories": outline.advisories.iter().map(advisory).collect::<Value>(),
        "interpretations": interpretations.collect::<Value>(),
    })
}

fn version(version: &VersionOutline) -> Value {
    json!({
        "name": version.name,
        "from": version.from.as_ref().map(NaiveDate::to_string),
        "to": version.to.as_ref().map(NaiveDate::to_string),
        "looks_back_from": version.looks_from,
        "notes": notes(&version.remarks),
        "interpretations": readings(&version.remarks),
        "sections": version.sections.iter().map(section).collect::<Value>(),
        "advisories": version.advisories.iter().map(advisory).collect::<Value>(),
    })
}

fn section(section: &SectionOutline) -> Value {
    json!({
        "name": section.name,
        "title": section.title,
        "citations": section.citations,
        "for": section.guard,
        "criteria": section.criteria.iter().map(criterion).collect::<Value>(),
        "notes": notes(&section.remarks),
        "interpretations": readings(&section.remarks),
        "outcome": section.outcome,
        "conclusion": section.conclusion,
        "otherwise": section.otherwise,
    })
}

fn criterion(of: &CriterionOutline) -> Value {
    json!({
        "citation": of.citation,
        "title": of.title,
        "sentence": of.sentence,
        "restated": of.restated,
        "notes": notes(&of.remarks),
        "interpretations": readings(&of.remarks),
        "children": of.children.iter().map(criterion).collect::<Value>(),
    })
}

fn advisory(advisory: &AdvisoryOutline) -> Value {
    json!({
        "text": advisory.text,
        "on": advisory.outcomes.iter().copied().map(Outcome::name).collect::<Value>(),
        "when": advisory.condition,
    })
}

fn notes(remarks: &[Remark]) -> Vec<&Text> {
    remarks
        .iter()
        .filter_map(|remark| if let Remark::Note(text) = remark { Some(text) } else { None })
        .collect()
}

fn readings(remarks: &[Remark]) -> Vec<&Text> {
    remarks
        .iter()
        .filter_map(
            |remark| if let Remark::Interpretation(text) = remark { Some(text) } else { None },
        )
        .collect()
}
