//! What to ask a provider's office: one question for each missing fact, the most decisive first.

use super::missing::missing_facts_by_weight;
use super::words::list;
use crate::case::Case;
use crate::data::Text;
use crate::policy::{Body, Criterion, Expression, Policy};
use crate::vocabulary::{Fact, FactId, FactKind};
use std::collections::BTreeSet;

/// A question that somebody can answer from the chart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The fact that it asks for, as it is named in a case.
    pub fact: Text,
    /// The question: "New York Heart Association functional class? I, II, III or IV".
    pub text: String,
}

/// What to ask, in the order in which it decides most; nothing once the outcome is decided.
///
/// Answering everything leads to a decision, and each question can matter: these are the [missing facts](super::missing_facts).
#[must_use]
pub fn questions(policy: &Policy, case: &dyn Case) -> Vec<Question> {
    let facts = missing_facts_by_weight(policy, case);
    facts.into_iter().filter_map(|id| Some(question(policy, id, policy.vocabulary.fact(id)?))).collect()
}

fn question(policy: &Policy, id: FactId, fact: &Fact) -> Question {
    let answer = match &fact.kind {
        FactKind::Flag { attested: false } => "yes or no".to_owned(),
        FactKind::Flag { attested: true } => "yes or no, as attested by the provider".to_owned(),
        FactKind::Code { values } => list(values.iter(), "or"),
        FactKind::Count { .. } => "a whole number".to_owned(),
        FactKind::Date | FactKind::Age { .. } => "a date".to_owned(),
        FactKind::Quantity { scale } => format!("a value in {}", units(scale.units())),
        FactKind::Measurement { scale, methods } => {
            let asked = methods_asked(policy, id).into_iter().filter_map(|method| methods.get(usize::from(method))).collect::<Vec<_>>();
            let by = if asked.is_empty() { String::new() } else { format!(" by {}", list(asked, "or")) };
            format!("the latest result{by} with its date, in {}", units(scale.units()))
        }
        FactKind::Events { attribute: None } => "each with its date, or that there was none".to_owned(),
        FactKind::Events { attribute: Some(attribute) } => {
            format!("each with its date and {} ({}), or that there was none", attribute.name, list(attribute.values.iter(), "or"))
        }
    };
    Question { fact: fact.name.clone(), text: format!("{}? {answer}", fact.label) }
}

fn units(units: impl Iterator<Item = crate::unit::Unit>) -> String {
    list(units.map(crate::unit::Unit::words), "or")
}

/// The methods by which a policy asks for a measurement; none where it takes a result by any.
fn methods_asked(policy: &Policy, fact: FactId) -> BTreeSet<u8> {
    let mut methods = Methods { fact, asked: BTreeSet::new(), any: false };
    for section in policy.versions.iter().flat_map(|version| version.sections.iter()) {
        section.guard.iter().for_each(|guard| methods.expression(&guard.condition));
        methods.criteria(&section.criteria);
    }
    if methods.any { BTreeSet::new() } else { methods.asked }
}

struct Methods {
    fact: FactId,
    asked: BTreeSet<u8>,
    any: bool,
}

impl Methods {
    fn criteria(&mut self, criteria: &[Criterion]) {
        for criterion in criteria {
            match &criterion.body {
                Body::Group { criteria, .. } => self.criteria(criteria),
                Body::Condition(condition) => self.expression(condition),
            }
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::And(parts) | Expression::Or(parts) => parts.iter().for_each(|part| self.expression(part)),
            Expression::Not(inner) => self.expression(inner),
            Expression::If { condition, then, otherwise } => [condition, then, otherwise].into_iter().for_each(|part| self.expression(part)),
            Expression::Measurement { fact, method, .. } if *fact == self.fact => match method {
                Some(method) => {
                    self.asked.insert(*method);
                }
                None => self.any = true,
            },
            _ => {}
        }
    }
}
