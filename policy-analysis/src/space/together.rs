//! What is documented about a fact of which several groups of atoms ask: each shows what gives its own
//! answers, and one thing has to give them all.

use crate::moments::Moment;
use policy_core::Truth;
use policy_core::case::FactValue;
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::Expression;
use policy_core::possible::History;
use policy_core::vocabulary::{FactId, Vocabulary};
use std::collections::BTreeMap;

/// What several groups show of one fact, and the answers that this has to give.
#[derive(Default)]
pub(super) struct Shown<'p> {
    pub(super) values: Vec<FactValue>,
    pub(super) wanted: Vec<(&'p Expression, bool)>,
}

impl Shown<'_> {
    /// One of them, or all of their results or entries together, that gives all the answers; `None` if
    /// there is only one, or no such thing.
    pub(super) fn together(
        &self,
        fact: FactId,
        facts: &BTreeMap<FactId, FactValue>,
        moment: Moment,
        vocabulary: &Vocabulary,
    ) -> Option<FactValue> {
        if self.values.len() < 2 {
            return None;
        }
        let gives_answers = |value: &FactValue| {
            let others = facts.iter().filter(|(other, _)| **other != fact);
            let others = others.map(|(other, value)| (*other, value.clone()));
            let member = moment.documenting(others.chain([(fact, value.clone())]));
            are_given(&self.wanted, Documentation { vocabulary, chart: &member })
        };
        let mut values = self.values.iter().cloned();
        let first = values.next()?;
        let all = values.try_fold(first, both);
        self.values.iter().cloned().chain(all).find(gives_answers)
    }
}

/// A chart gives all of these answers.
pub(super) fn are_given(wanted: &[(&Expression, bool)], chart: Documentation<'_>) -> bool {
    let is_given = |(atom, met): &(&Expression, bool)| {
        chart.truth(atom) == if *met { Truth::MET } else { Truth::NOT_MET }
    };
    wanted.iter().all(is_given)
}

/// The results, or the entries, of both.
fn both(one: FactValue, other: FactValue) -> Option<FactValue> {
    match (one, other) {
        (FactValue::Measurement(one), FactValue::Measurement(other)) => {
            Some(FactValue::Measurement([one, other].concat()))
        }
        (FactValue::History(one), FactValue::History(other)) => {
            let History { complete, .. } = one;
            let entries = [one.entries, other.entries].concat();
            Some(FactValue::History(History { complete, entries }.told_apart()))
        }
        _ => None,
    }
}
