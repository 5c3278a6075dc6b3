//! A comparison for programs.

use super::words::asks;
use super::{
    Compared, ComparedCriterion, ComparedSection, Comparison, Detail, Transition, Verdict, Witness,
};
use crate::answer::Answer;
use crate::side::Side;
use policy_core::NaiveDate;
use policy_core::json::chart_to_json;
use policy_core::policy::{Basis, Criterion};
use policy_core::vocabulary::Vocabulary;
use serde::ser::{Serialize, Serializer};
use serde_json::{Value, json};

/// The format of `policy compare --format json`.
impl Serialize for Comparison<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        comparison(self).serialize(serializer)
    }
}

/// Its [name](Verdict::name).
impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

fn comparison(comparison: &Comparison<'_>) -> Value {
    let [a, b] = &comparison.sides;
    let json = Writer { vocabulary: &a.policy.vocabulary };
    json!({
        "a": side(*a),
        "b": side(*b),
        "verdict": comparison.verdict,
        "where_both_apply": comparison.where_both_apply,
        "share_dates": comparison.share_dates,
        "outcomes": comparison.outcomes.iter().map(|transition| json.transition(transition)).collect::<Value>(),
        "terms": comparison.terms.iter().map(|transition| json.transition(transition)).collect::<Value>(),
        "applicability": json.compared(&comparison.applicability),
        "sections": comparison.sections.iter().map(|section| json.section(section)).collect::<Value>(),
        "details": comparison.details.iter().map(detail).collect::<Value>(),
    })
}

fn side(side: Side<'_>) -> Value {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string());
    json!({
        "name": side.to_string(),
        "policy": side.policy.name,
        "version": side.version.name,
        "from": date(side.version.from),
        "to": date(side.version.to),
    })
}

fn detail(detail: &Detail) -> Value {
    let [a, b] = &detail.said;
    json!({ "what": detail.what, "a": a, "b": b })
}

fn answer(answer: &Answer) -> Value {
    let approval = answer
        .approval
        .as_ref()
        .map(|approval| json!({ "duration": approval.duration.map(policy_core::calendar::CalendarDuration::iso_8601), "limit": approval.limit_in_words() }));
    json!({
        "outcome": answer.outcome,
        "approval": approval,
        "review": answer.review,
        "refer_to": answer.refer_to,
        "basis": answer.basis.map(Basis::name),
    })
}

struct Writer<'a> {
    vocabulary: &'a Vocabulary,
}

impl Writer<'_> {
    fn transition(&self, transition: &Transition) -> Value {
        let [a, b] = transition.answers.each_ref().map(answer);
        json!({ "a": a, "b": b, "witness": transition.witness.as_ref().map(|witness| self.witness(witness)) })
    }

    fn witness(&self, witness: &Witness) -> Value {
        let [answer_a, answer_b] = &witness.answers;
        let [a, b] = witness.members.each_ref().map(|member| {
            let case = chart_to_json(self.vocabulary, member, None);
            // It has just been written, so it is valid.
            serde_json::from_str::<Value>(&case).unwrap_or_default()
        });
        let [met_a, met_b] = witness.met;
        json!({
            "outcomes": { "a": answer_a.outcome, "b": answer_b.outcome },
            "met": { "a": met_a, "b": met_b },
            "cases": { "a": a, "b": b },
        })
    }

    fn compared(&self, part: &Compared) -> Value {
        json!({ "verdict": part.verdict, "witnesses": part.witnesses.iter().map(|witness| self.witness(witness)).collect::<Value>() })
    }

    fn section(&self, section: &ComparedSection<'_>) -> Value {
        let [a, b] = section.sections.map(|section| {
            section.map(|section| json!({ "name": section.name, "citation": section.citation() }))
        });
        json!({
            "a": a,
            "b": b,
            "governs": self.compared(&section.governs),
            "criteria": section.criteria.iter().map(|criterion| self.criterion(criterion)).collect::<Value>(),
        })
    }

    fn criterion(&self, criterion: &ComparedCriterion<'_>) -> Value {
        let asked = |criterion: &Criterion| json!({ "citation": criterion.citation, "title": criterion.title, "asks": asks(self.vocabulary, criterion) });
        let [a, b] = criterion.criteria.map(|criterion| criterion.map(asked));
        let Compared { verdict, witnesses } = &criterion.members;
        json!({
            "a": a,
            "b": b,
            "verdict": verdict,
            "witnesses": witnesses.iter().map(|witness| self.witness(witness)).collect::<Value>(),
        })
    }
}
