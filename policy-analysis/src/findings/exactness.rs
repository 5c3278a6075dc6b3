//! Exactness: conditions of which the evaluators say "unknown" though every completion of the
//! documentation agrees, and how else to write them.

use super::item::{Item, Joint, Node};
use super::words::describe;
use super::{Finding, Kind, LOOKS, Unknown};
use crate::exact::{Documentable, Possibilities};
use crate::moments::{Moment, Period, moments};
use crate::space::Space;
use policy_core::case::FactValue;
use policy_core::policy::{Algebra, Connective, Expression, Notation, Policy, Section, Version};
use policy_core::vocabulary::FactId;
use policy_core::wording::list;
use policy_core::worlds::atoms::Completeness;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::{BTreeMap, BTreeSet};

/// Proves that applicability, guards and the criteria of each section are exact.
pub(super) fn prove(
    policy: &Policy,
    position: u16,
    version: &Version,
) -> Result<Vec<Finding>, Unanswered> {
    let period = Period::of(version);
    let ordinary = *moments(period, []).first().ok_or(Fault::Moment)?;
    let mut found = at_moment(policy, position, version, ordinary)?;
    if found.is_empty() {
        return Ok(found);
    }
    // What is found on one day has to be so on every other.
    let predicates = policy.conditions_in(version).flat_map(Expression::predicates);
    for other in moments(period, predicates).into_iter().filter(|other| *other != ordinary) {
        let there = at_moment(policy, position, version, other)?;
        let same =
            |one: &Finding, other: &Finding| (&one.at, &one.with) == (&other.at, &other.with);
        found.retain(|finding| there.iter().any(|other| same(finding, other)));
        if found.is_empty() {
            break;
        }
    }
    Ok(found)
}

/// What is not exact for requests and services of these days.
fn at_moment(
    policy: &Policy,
    position: u16,
    version: &Version,
    moment: Moment,
) -> Result<Vec<Finding>, Unanswered> {
    let predicates = policy.conditions_in(version).flat_map(Expression::predicates);
    let mut space =
        Space::of_moments(&policy.vocabulary, predicates, &[moment], Completeness::Decided, LOOKS)?;
    let mut prover =
        Prover { policy, documentable: Documentable::over(&mut space, LOOKS), found: Vec::new() };
    let applies = super::sections::applicability(policy, prover.documentable.space())?;
    prover.together(&applies, Possibilities::POSSIBLE)?;
    for (number, section) in (0..).zip(version.sections.iter()) {
        prover.section(position, number, section)?;
    }
    Ok(prover.found)
}

struct Prover<'s, 'a> {
    policy: &'a Policy,
    documentable: Documentable<'s, 'a>,
    found: Vec<Finding>,
}

/// A case that shows what is claimed.
enum Case {
    Told(Unknown),
    /// Nobody knows what to document for it.
    Untold,
    /// There is no such case.
    Contradictory,
}

impl<'a> Prover<'_, 'a> {
    fn section(
        &mut self,
        version: u16,
        position: u16,
        section: &'a Section,
    ) -> Result<(), Unanswered> {
        let guard = super::sections::guard(version, position, section, self.documentable.space())?;
        let mut care = Possibilities::POSSIBLE;
        if let Some(guard) = &guard {
            self.together(core::slice::from_ref(guard), Possibilities::POSSIBLE)?;
            care = self.said(guard)?;
        }
        let mut criteria =
            super::sections::criteria(version, position, section, self.documentable.space())?;
        // Whoever comes here meets these already.
        criteria.retain(|item| !matches!(item.node, Node::Criterion(criterion) if section.restates_guard(criterion)));
        self.together(&criteria, care)?;
        for (number, otherwise) in (0..).zip(section.otherwise.iter()) {
            if let Some(when) = &otherwise.when {
                let here = (version, position);
                let space = self.documentable.space();
                let item = super::otherwise::when(here, &section.name, (number, when), space)?;
                self.together(core::slice::from_ref(&item), care)?;
            }
        }
        Ok(())
    }

    fn said(&mut self, item: &Item<'a>) -> Result<Possibilities, Unanswered> {
        match item.node {
            Node::Criterion(criterion) => self.documentable.criterion(criterion),
            Node::Expression(expression) => self.documentable.condition(expression),
        }
    }

    /// Items that are all to be met: those that share facts are looked at together.
    fn together(&mut self, items: &[Item<'a>], care: Possibilities) -> Result<(), Unanswered> {
        for part in self.parts_that_share_facts(items) {
            if let Some(inexact) = self.inexact(&part, care)? {
                self.explain(&part, inexact, care)?;
            }
        }
        Ok(())
    }

    fn parts_that_share_facts(&mut self, items: &[Item<'a>]) -> Vec<Vec<Item<'a>>> {
        let mut parts = Vec::<(BTreeSet<_>, Vec<Item<'a>>)>::new();
        for item in items {
            let mut facts = item.asks(self.documentable.space());
            let mut together = Vec::new();
            for (others, part) in core::mem::take(&mut parts) {
                if facts.is_disjoint(&others) {
                    parts.push((others, part));
                } else {
                    facts.extend(others);
                    together.extend(part);
                }
            }
            together.push(item.clone());
            parts.push((facts, together));
        }
        parts.into_iter().map(|(_, part)| part).collect()
    }

    /// An item with what only restates.
    fn whole(&mut self, item: &Item<'a>) -> Result<Diagram, Unanswered> {
        match item.node {
            Node::Criterion(criterion) => self.documentable.space().criterion(criterion),
            Node::Expression(_) => Ok(item.diagram),
        }
    }

    /// What is documented where all the items are unknown though their completions agree; `None`
    /// where there is nothing of that kind.
    fn inexact(
        &mut self,
        items: &[Item<'a>],
        care: Possibilities,
    ) -> Result<Option<(Diagram, Diagram)>, Unanswered> {
        let said = items.iter().map(|item| self.said(item)).collect::<Result<Vec<_>, _>>()?;
        let said = self.documentable.all(&said)?;
        let turns_out = items.iter().map(|item| self.whole(item)).collect::<Result<Vec<_>, _>>()?;
        let turns_out = self.documentable.space().diagrams().all(&turns_out)?;
        let inexact = self.documentable.inexact(said, turns_out, care)?;
        Ok((inexact != Diagrams::FALSE).then_some((inexact, turns_out)))
    }

    /// Reports the smallest part that is inexact by itself; where none is, the fewest that are so
    /// together.
    fn explain(
        &mut self,
        items: &[Item<'a>],
        (inexact, turns_out): (Diagram, Diagram),
        care: Possibilities,
    ) -> Result<(), Unanswered> {
        let mut explained = false;
        for item in items {
            if let Some(found) = self.inexact(core::slice::from_ref(item), care)? {
                explained = true;
                self.explain_inside(item, found, care)?;
            }
        }
        if explained {
            return Ok(());
        }
        let mut needed = items.to_vec();
        let mut found = (inexact, turns_out);
        for item in items {
            let rest = needed.iter().filter(|other| !other.is(item)).cloned().collect::<Vec<_>>();
            if let Some(less) = self.inexact(&rest, care)? {
                (needed, found) = (rest, less);
            }
        }
        self.report(&needed, found)
    }

    fn explain_inside(
        &mut self,
        item: &Item<'a>,
        found: (Diagram, Diagram),
        care: Possibilities,
    ) -> Result<(), Unanswered> {
        if item.node.joint() != Joint::Question {
            for part in item.parts(self.documentable.space())? {
                if let Some(found) = self.inexact(core::slice::from_ref(&part), care)? {
                    return self.explain_inside(&part, found, care);
                }
            }
        }
        self.report(core::slice::from_ref(item), found)
    }

    fn report(
        &mut self,
        items: &[Item<'a>],
        (inexact, turns_out): (Diagram, Diagram),
    ) -> Result<(), Unanswered> {
        let example = self.documentable.example(inexact).ok_or(Fault::Diagram)?;
        let last = items.last().ok_or(Fault::Part)?;
        let met = self.documentable.turns_out(turns_out, &example)?;
        let vocabulary = &self.policy.vocabulary;
        let what = list(items.iter().map(|item| describe(vocabulary, item, items)), "and");
        let (documented, open) = self.tell(&example)?;
        let given = if documented.is_empty() {
            String::new()
        } else {
            format!("with {}, ", list(documented, "and"))
        };
        let answer = if met { "meets" } else { "fails" };
        let (stays, it) = if items.len() > 1 {
            ("together stay unknown", "them")
        } else {
            ("stays unknown", "it")
        };
        let message = format!(
            "{given}{what} {stays} while {} is not documented, though every answer {answer} {it}",
            list(open, "or")
        );
        let better = match items {
            [only] => self.better(only, turns_out)?,
            _ => None,
        };
        let help = better.map_or_else(
            || "write it so that what is asked for twice is asked for once, or as `if … then … else …`".to_owned(),
            |better| format!("write `{}`, which means the same and is decided as soon as it can be", Notation::of(vocabulary, &better)),
        );
        let with = items.first().filter(|first| !first.is(last)).map(|first| first.spot.clone());
        let unknown = match self.unknown(items, &example, met)? {
            Case::Contradictory => return Ok(()),
            Case::Untold => None,
            Case::Told(unknown) => Some(unknown),
        };
        let finding = Finding::new(Kind::Inexact, last.spot.clone(), message, help).with(with);
        self.found.push(Finding { unknown, ..finding });
        Ok(())
    }

    /// The same as data.
    fn unknown(
        &mut self,
        items: &[Item<'a>],
        example: &BTreeMap<usize, Option<usize>>,
        met: bool,
    ) -> Result<Case, Fault> {
        let space = self.documentable.space();
        let moment = *space.moments().first().ok_or(Fault::Moment)?;
        let (mut documented, mut open) = (Vec::<(FactId, FactValue)>::new(), BTreeSet::new());
        for (group, cell) in example {
            match cell {
                Some(cell) => match space.documented(0, *group, *cell) {
                    Some(facts) => documented.extend(facts),
                    None => return Ok(Case::Untold),
                },
                None => {
                    let group = space.atoms().groups().get(*group).ok_or(Fault::Group)?;
                    open.extend(&group.facts);
                }
            }
        }
        // Groups that count as independent may ask for the same fact, each in its own way.
        let is_free = |(position, (fact, value)): (usize, &(FactId, FactValue))| {
            let mut earlier = documented.iter().take(position);
            !open.contains(fact) && earlier.all(|(other, told)| other != fact || told == value)
        };
        if !documented.iter().enumerate().all(is_free) {
            return Ok(Case::Contradictory);
        }
        let parts = items.iter().map(|item| item.spot.clone()).collect();
        Ok(Case::Told(Unknown { parts, moment, documented, open, met }))
    }

    /// What an example documents, and the facts that it leaves open, in words.
    fn tell(
        &mut self,
        example: &BTreeMap<usize, Option<usize>>,
    ) -> Result<(Vec<String>, BTreeSet<String>), Fault> {
        let vocabulary = &self.policy.vocabulary;
        let (mut documented, mut open) = (Vec::new(), BTreeSet::new());
        for (group, cell) in example {
            let group =
                self.documentable.space().atoms().groups().get(*group).ok_or(Fault::Group)?;
            let Some(cell) = cell else {
                open.extend(
                    group.facts.iter().map(|fact| format!("`{}`", vocabulary.name_of(*fact))),
                );
                continue;
            };
            let truths = group.cells.get(*cell).ok_or(Fault::Group)?;
            let values = group
                .example(0, *cell)
                .and_then(|example| example.document(&group.facts, vocabulary));
            let stated = |(fact, value): &(FactId, FactValue)| {
                value
                    .view()
                    .stated(vocabulary, *fact)
                    .map(|condition| Notation::of(vocabulary, &condition).to_string())
            };
            let stated = values.and_then(|values| values.iter().map(stated).collect());
            // Where no value says just that, the answers to the questions do.
            let stated = stated.unwrap_or_else(|| -> Vec<String> {
                let atom = |(atom, met): (&&Expression, &bool)| {
                    let atom = if *met {
                        (*atom).clone()
                    } else {
                        Expression::Not((*atom).clone().into())
                    };
                    Notation::of(vocabulary, &atom).to_string()
                };
                group.atoms.iter().zip(truths).map(atom).collect()
            });
            documented.extend(stated.into_iter().map(|text| format!("`{text}`")));
        }
        Ok((documented, open))
    }

    /// A condition that means the same and is exact, if one is found: with a part left out, or with
    /// one question asked first.
    fn better(
        &mut self,
        item: &Item<'a>,
        turns_out: Diagram,
    ) -> Result<Option<Expression>, Unanswered> {
        let Some(condition) = item.node.condition() else { return Ok(None) };
        let mut candidates = without_one_part(condition);
        for predicate in condition.predicates() {
            let [yes, no] = [true, false].map(|answer| settled(condition, predicate, answer));
            candidates.extend(asked_first(predicate, yes, no));
        }
        candidates.sort_by_key(|candidate| candidate.predicates().count());
        for candidate in candidates {
            let diagram = self.documentable.space().condition(&candidate)?;
            if diagram == turns_out {
                let said = self.documentable.condition(&candidate)?;
                if self.documentable.inexact(said, diagram, Possibilities::POSSIBLE)?
                    == Diagrams::FALSE
                {
                    return Ok(Some(candidate));
                }
            }
        }
        Ok(None)
    }
}

/// The condition with one of its parts left out, on any level.
fn without_one_part(condition: &Expression) -> Vec<Expression> {
    let Expression::AtLeast(needed, parts) = condition else { return Vec::new() };
    let connective = Connective::of(*needed, parts);
    let join = |parts: Vec<Expression>| connective.join(parts.into());
    let mut found = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        let others = || {
            parts
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != position)
                .map(|(_, part)| part.clone())
                .collect::<Vec<_>>()
        };
        let mut rest = others();
        found.push(if rest.len() == 1 { rest.swap_remove(0) } else { join(rest) });
        for smaller in without_one_part(part) {
            let mut parts = parts.to_vec();
            if let Some(place) = parts.get_mut(position) {
                *place = smaller;
            }
            found.push(join(parts));
        }
    }
    found
}

/// A condition once a predicate is known: still a condition, or decided.
#[derive(Clone, PartialEq, Debug)]
#[expect(clippy::large_enum_variant, reason = "it lives for a moment, and there are few of it")]
enum Settled {
    Decided(bool),
    Open(Expression),
}

fn settled(condition: &Expression, known: &Expression, answer: bool) -> Settled {
    match condition {
        _ if condition == known => Settled::Decided(answer),
        Expression::AtLeast(needed, parts) => settled_parts(*needed, parts, known, answer),
        Expression::Not(part) => match settled(part, known, answer) {
            Settled::Decided(decided) => Settled::Decided(!decided),
            Settled::Open(part) => Settled::Open(Expression::Not(part.into())),
        },
        Expression::If { condition, then, otherwise } => match settled(condition, known, answer) {
            Settled::Decided(true) => settled(then, known, answer),
            Settled::Decided(false) => settled(otherwise, known, answer),
            Settled::Open(_) => Settled::Open(Expression::If {
                condition: condition.clone(),
                then: then.clone(),
                otherwise: otherwise.clone(),
            }),
        },
        Expression::Test { .. } => Settled::Open(condition.clone()),
    }
}

fn settled_parts(
    mut needed: u32,
    parts: &[Expression],
    known: &Expression,
    answer: bool,
) -> Settled {
    let mut open = Vec::new();
    for part in parts {
        match settled(part, known, answer) {
            Settled::Decided(met) => needed = needed.saturating_sub(u32::from(met)),
            Settled::Open(part) => open.push(part),
        }
    }
    if needed == 0 || usize::try_from(needed).is_ok_and(|needed| needed > open.len()) {
        return Settled::Decided(needed == 0);
    }
    let connective = Connective::of(needed, &open);
    if !matches!(connective, Connective::AtLeast(_)) {
        // Said once is said.
        let mut said = Vec::new();
        open.retain(|part| {
            let is_new = !said.contains(part);
            said.push(part.clone());
            is_new
        });
    }
    Settled::Open(if open.len() == 1 { open.swap_remove(0) } else { connective.join(open.into()) })
}

/// `if P then YES else NO`, as simply as it can be said.
fn asked_first(predicate: &Expression, yes: Settled, no: Settled) -> Option<Expression> {
    let negated = || Expression::Not(predicate.clone().into());
    Some(match (yes, no) {
        (Settled::Decided(_), Settled::Decided(_)) => return None,
        (Settled::Open(yes), Settled::Open(no)) if yes == no => yes,
        (Settled::Open(yes), Settled::Open(no)) => Expression::If {
            condition: predicate.clone().into(),
            then: yes.into(),
            otherwise: no.into(),
        },
        (Settled::Decided(true), Settled::Open(no)) => {
            Expression::any(vec![predicate.clone(), no].into())
        }
        (Settled::Decided(false), Settled::Open(no)) => Expression::all(vec![negated(), no].into()),
        (Settled::Open(yes), Settled::Decided(true)) => {
            Expression::any(vec![negated(), yes].into())
        }
        (Settled::Open(yes), Settled::Decided(false)) => {
            Expression::all(vec![predicate.clone(), yes].into())
        }
    })
}
