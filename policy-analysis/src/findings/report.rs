//! What is reported: the claim with as few parts as possible, checked for every day, with the words
//! that explain it.

use super::certain::Held;
use super::item::{Home, Item, Joint, Node};
use super::prove::{Context, Prover};
use super::shown::all_are_so;
use super::words::{describe, sentence};
use super::{Finding, Kind, limits};
use policy_core::wording::list;
use policy_core::worlds::Unanswered;
use policy_core::worlds::diagram::{Diagram, Diagrams};

impl<'a> Prover<'a, '_> {
    /// Reports that the item can fail for some of these members, who meet all the others.
    pub(super) fn restates_nothing(
        &mut self,
        item: &Item<'a>,
        members: Diagram,
        others: &[Item<'a>],
    ) -> Result<(), Unanswered> {
        let mut wanted = others.to_vec();
        wanted.push(item.to_hold(!item.holds));
        let shown =
            self.shown(members, |member, vocabulary| all_are_so(&wanted, member, vocabulary))?;
        let what = describe(self.vocabulary, item, &[]);
        let Some(facts) = shown else {
            let what = format!("{what} can fail where every other criterion is met");
            self.notes.push(limits::not_shown(item.spot.clone(), &what));
            return Ok(());
        };
        let with = if facts.is_empty() {
            String::new()
        } else {
            format!(", as with {}", list(facts, "and"))
        };
        self.found.push(Finding::new(
            Kind::RestatesNothing,
            item.spot.clone(),
            format!(
                "{what} restates nothing: it can fail where every other criterion is met{with}"
            ),
            "take `restated` away",
        ));
        Ok(())
    }

    /// As few premises as possible with which the item cannot hold (or cannot fail): one, or two,
    /// or as many as necessary.
    pub(super) fn core(
        &mut self,
        item: &Item<'a>,
        context: &Context<'a>,
        siblings: &[Item<'a>],
    ) -> Result<Vec<Item<'a>>, Unanswered> {
        let possible = self.space.possible();
        let literal = item.literal(self.diagrams())?;
        let start = self.diagrams().and(possible, literal)?;
        if start == Diagrams::FALSE {
            return Ok(Vec::new());
        }
        // The nearest first.
        let mut premises = Vec::new();
        for premise in
            siblings.iter().chain(context.premises.iter().rev()).filter(|premise| !premise.is(item))
        {
            let literal = premise.literal(self.diagrams())?;
            premises.push((premise.clone(), literal));
        }
        for (premise, literal) in &premises {
            if self.nobody(start, *literal)? {
                return Ok(vec![premise.clone()]);
            }
        }
        for (position, (one, first)) in premises.iter().enumerate() {
            let with_one = self.diagrams().and(start, *first)?;
            for (other, second) in premises.iter().skip(position.saturating_add(1)) {
                if self.nobody(with_one, *second)? {
                    return Ok(vec![one.clone(), other.clone()]);
                }
            }
        }
        self.fewest(premises.into_iter().map(|(premise, _)| premise).collect(), start)
    }

    /// As few of these as possible that still leave no member: whatever can be left out is left
    /// out, from the last to the first.
    pub(super) fn fewest(
        &mut self,
        items: Vec<Item<'a>>,
        members: Diagram,
    ) -> Result<Vec<Item<'a>>, Unanswered> {
        let mut needed = items;
        for position in (0..needed.len()).rev() {
            let mut rest = needed.clone();
            rest.remove(position);
            if self.all_of(&rest, members)? == Diagrams::FALSE {
                needed = rest;
            }
        }
        Ok(needed)
    }

    fn all_of(&mut self, items: &[Item<'a>], among: Diagram) -> Result<Diagram, Unanswered> {
        let mut members = among;
        for item in items {
            let literal = item.literal(self.diagrams())?;
            members = self.diagrams().and(members, literal)?;
        }
        Ok(members)
    }

    /// Whether no member is as all these items require, on any day, with results or without.
    pub(super) fn holds(&self, clash: &[Item<'a>]) -> Result<Held, Unanswered> {
        match clash {
            // A condition that every result meets requires only that there is a result.
            [only] if !only.holds && only.compares_a_result() => Ok(Held::Confirmed),
            _ => self.everybody.nobody_is(clash),
        }
    }

    /// The alternatives in the reported item that, with the others, make the claim true: as few as
    /// possible.
    fn because(&mut self, clash: &[Item<'a>]) -> Result<Option<Vec<Item<'a>>>, Unanswered> {
        let Some((item, others)) = clash.split_last() else { return Ok(None) };
        let fails = match item.node.joint() {
            Joint::Any => !item.holds,
            Joint::None => item.holds,
            Joint::All | Joint::AtLeast(_) | Joint::Not | Joint::If | Joint::Question => false,
        };
        if !fails || !matches!(item.node, Node::Criterion(_)) {
            return Ok(None);
        }
        let parts = item.parts(self.space)?;
        let everybody = self.space.possible();
        let members = self.all_of(others, everybody)?;
        let needed = parts.iter().map(|part| part.to_hold(false)).collect::<Vec<_>>();
        let needed = self.fewest(needed, members)?;
        if needed.len() == parts.len() && !others.is_empty() && item.node.condition().is_some() {
            return Ok(None);
        }
        let all = others.iter().cloned().chain(needed).collect::<Vec<_>>();
        let is_confirmed = self.everybody.nobody_is(&all)? == Held::Confirmed;
        Ok(is_confirmed.then_some(all))
    }

    /// This many of these cannot be met at once.
    fn too_many_needed(&self, clash: &[Item<'a>]) -> Option<String> {
        let [only] = clash else { return None };
        let Joint::AtLeast(needed) = only.node.joint() else { return None };
        let parts = only.node.parts();
        let citation = |node: &Node<'a>| match node {
            Node::Criterion(criterion) => Home::Citation(&criterion.citation),
            Node::Expression(_) => only.home,
        };
        let part = |node: Node<'a>| Item { node, home: citation(&node), ..only.clone() };
        let parts = parts.into_iter().map(part).collect::<Vec<_>>();
        let told = parts.iter().map(|part| describe(self.vocabulary, part, &[]));
        let told = list(told, "and");
        Some(if only.holds {
            format!("no member can satisfy {needed} of {told}")
        } else {
            format!("every member meets at least {needed} of {told}")
        })
    }

    /// Reports that no member can be so, if that holds on every day, with results or without.
    pub(super) fn report(
        &mut self,
        item: &Item<'a>,
        others: Vec<Item<'a>>,
        help: String,
    ) -> Result<bool, Unanswered> {
        let with = others.first().map(|other| other.spot.clone());
        let mut clash = others;
        clash.push(item.clone());
        match self.holds(&clash)? {
            Held::Confirmed => {}
            Held::Refuted => return Ok(false),
            Held::TooLarge => {
                self.notes.push(limits::too_large_claim(self, item, &clash));
                return Ok(false);
            }
        }
        let message = match &*clash {
            [only] if !only.holds && only.compares_a_result() => {
                format!("every result meets {}", describe(self.vocabulary, only, &[]))
            }
            _ => match self.because(&clash)? {
                Some(parts) => {
                    let what = match item.node.condition() {
                        Some(_) => "this".to_owned(),
                        None => describe(self.vocabulary, item, &[]),
                    };
                    let always = if item.holds { "can never be met" } else { "is always met" };
                    format!("{}, so {what} {always}", sentence(self.vocabulary, &parts))
                }
                None => self
                    .too_many_needed(&clash)
                    .unwrap_or_else(|| sentence(self.vocabulary, &clash)),
            },
        };
        let finding = Finding::new(Kind::Idle, item.spot.clone(), message, help);
        self.found.push(finding.with(with).claiming(&clash));
        Ok(true)
    }
}
