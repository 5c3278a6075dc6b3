//! Example members, for claims that some member exists.
//!
//! In: a diagram of members, and what must be true for each of them. Out: one member about whom
//! everything that was asked is documented, and on whom the reference evaluator agrees; `None` if
//! no such member can be found, in which case nothing is claimed.

use super::item::{Item, Joint, Node};
use super::prove::Prover;
use policy_core::Truth;
use policy_core::case::CaseFacts;
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::Notation;
use policy_core::vocabulary::Vocabulary;
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::Diagram;

impl Prover<'_, '_> {
    /// One of these members for whom this is true: in the policy's words, with as few facts as
    /// possible.
    pub(super) fn shown(
        &mut self,
        members: Diagram,
        is_so: impl Fn(&CaseFacts, &Vocabulary) -> bool,
    ) -> Result<Option<Vec<String>>, Unanswered> {
        for chart in 0..self.space.moments().len() {
            let Some(everything) = self.space.answers(members, chart, true)? else { continue };
            let Some(needed) = self.space.answers(members, chart, false)? else { continue };
            let facts = everything.into_iter().map(|(group, cell)| {
                let is_needed = needed.contains_key(&group);
                Some((is_needed, self.space.documented(chart, group, cell)?))
            });
            let Some(facts) = facts.collect::<Option<Vec<_>>>() else { continue };
            let Some(moment) = self.space.moments().get(chart) else { continue };
            let told =
                facts.iter().filter(|(is_needed, _)| *is_needed).flat_map(|(_, facts)| facts);
            let told = told.filter_map(|(fact, value)| {
                let stated = value.view().stated(self.vocabulary, *fact)?;
                Some(format!("`{}`", Notation::of(self.vocabulary, &stated)))
            });
            let told = told.collect();
            let member = moment.documenting(facts.into_iter().flat_map(|(_, facts)| facts));
            if is_so(&member, self.vocabulary) {
                return Ok(Some(told));
            }
        }
        Ok(None)
    }
}

/// Whether all of these are as required for a member about whom everything is documented.
pub(super) fn all_are_so(items: &[Item<'_>], member: &CaseFacts, vocabulary: &Vocabulary) -> bool {
    items.iter().all(|item| is_met(item.node, member, vocabulary) == item.holds)
}

/// Whether a node is met, ignoring what only restates.
fn is_met(node: Node<'_>, member: &CaseFacts, vocabulary: &Vocabulary) -> bool {
    if let Some(condition) = node.condition() {
        return Documentation { vocabulary, chart: member }.truth(condition) == Truth::MET;
    }
    let parts = node.parts().into_iter().filter(|part| !part.is_restated());
    let parts = parts.map(|part| is_met(part, member, vocabulary)).collect::<Vec<_>>();
    let met = parts.iter().filter(|met| **met).count();
    match node.joint() {
        Joint::All => met == parts.len(),
        Joint::Any => met >= 1,
        Joint::None => met == 0,
        Joint::AtLeast(needed) => usize::try_from(needed).is_ok_and(|needed| met >= needed),
        // A group of criteria is none of these.
        Joint::Not | Joint::If | Joint::Question => false,
    }
}
