//! Finding cases. In: what is to be shown. Out: a member who shows it, of whom as little is
//! documented as shows it; or a proof that there is none.
//!
//! A [diagram](policy_core::worlds::diagram) says who has what else documented so that a predicate
//! decides. The reference evaluator has the last word: a member counts only if the policy itself,
//! evaluated, shows what was to be shown. Then every fact that can be left out is left out.

use super::ends::End;
use super::home::Home;
use super::lens::{Lens, diagram, differ, said};
use super::site::Site;
use super::values::{Facts, Values};
use super::variant::{Variant, shown};
use crate::answer::Answers;
use crate::moments::Moment;
use crate::space::Space;
use policy_core::case::CaseFacts;
use policy_core::case::FactValue;
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{Algebra, Expression, Policy, Term};
use policy_core::vocabulary::FactId;
use policy_core::worlds::Unanswered;
use policy_core::worlds::atoms::Meaning;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a search.
pub(super) enum Search {
    Found(CaseFacts),
    /// There is nobody, and why.
    Impossible(&'static str),
    NotFound,
}

/// Where cases are looked for.
pub(super) struct Searcher<'s, 'a> {
    pub(super) policy: &'s Policy,
    pub(super) space: Space<'a>,
    pub(super) moments: &'s [Moment],
    pub(super) answers: Answers,
}

/// Other facts with which a predicate decides, at the moment at a position.
struct Context {
    chart: usize,
    facts: BTreeMap<FactId, FactValue>,
}

/// A predicate under a lens.
pub(super) struct Look {
    /// The group of the predicate, and its place there.
    place: Option<(usize, usize)>,
    /// Who is decided by the predicate and meets it, and who is and does not.
    decided: Diagram,
    by_answer: [Diagram; 2],
    predicate: Diagram,
    contexts: Vec<Context>,
}

impl Searcher<'_, '_> {
    /// What there is to know about a predicate under a lens.
    pub(super) fn look(&mut self, site: &Site, lens: &Lens) -> Result<Look, Unanswered> {
        let by_answer = lens.diagrams(&mut self.space, &mut self.answers)?;
        let decided = lens.decided(by_answer, &mut self.space, &self.answers)?;
        let possible = self.space.possible();
        let decided = self.space.diagrams().and(decided, possible)?;
        let predicate = self.space.condition(&site.predicate)?;
        let place = match self.space.atoms().meaning(&site.predicate) {
            Some(Meaning::Open { group, atom }) => Some((group, atom)),
            _ => None,
        };
        let mut look = Look { place, decided, by_answer, predicate, contexts: Vec::new() };
        if decided == Diagrams::FALSE {
            return Ok(look);
        }
        for chart in 0..self.space.charts() {
            let conditions = match place {
                None => vec![decided],
                Some((group, _)) => {
                    let cells =
                        self.space.atoms().groups().get(group).map_or(0, |group| group.cells.len());
                    (0..cells)
                        .map(|cell| self.space.where_group_is(decided, group, cell))
                        .collect::<Result<Vec<_>, _>>()?
                }
            };
            for condition in conditions {
                for everything in [false, true] {
                    if let Some(facts) =
                        self.facts(condition, chart, everything, place.map(|(group, _)| group))?
                    {
                        look.contexts.push(Context { chart, facts });
                    }
                }
            }
        }
        Ok(look)
    }

    /// Facts by which a condition holds in a chart, without those of a group.
    fn facts(
        &mut self,
        condition: Diagram,
        chart: usize,
        everything: bool,
        without: Option<usize>,
    ) -> Result<Option<BTreeMap<FactId, FactValue>>, Unanswered> {
        let Some(answers) = self.space.answers(condition, chart, everything)? else {
            return Ok(None);
        };
        let mut facts = BTreeMap::new();
        for (group, cell) in answers.into_iter().filter(|(group, _)| Some(*group) != without) {
            facts.extend(self.space.documented(chart, group, cell).unwrap_or_default());
        }
        Ok(Some(facts))
    }

    fn member(
        &self,
        chart: usize,
        facts: &BTreeMap<FactId, FactValue>,
        own: &Facts,
    ) -> Option<CaseFacts> {
        let moment = *self.moments.get(chart)?;
        let mut facts = facts.clone();
        facts.extend(own.iter().cloned());
        Some(moment.documenting(facts))
    }

    /// The ways in which the facts of a predicate can turn out in a chart.
    fn examples(&self, look: &Look, chart: usize) -> Vec<(bool, Facts)> {
        let Some((group, atom)) = look.place else {
            return [false, true].map(|met| (met, Facts::new())).into();
        };
        let cells = self.space.atoms().groups().get(group).map_or(&[][..], |group| &group.cells);
        let example = |(position, cell): (usize, &Vec<bool>)| {
            Some((cell.get(atom).copied()?, self.space.documented(chart, group, position)?))
        };
        cells.iter().enumerate().filter_map(example).collect()
    }

    /// Two members who differ in what the predicate asks alone: one meets it, one does not, and the
    /// policy says different things.
    pub(super) fn pair(
        &mut self,
        site: &Site,
        lens: &Lens,
        look: &Look,
    ) -> Result<Option<[CaseFacts; 2]>, Unanswered> {
        let Some((group, atom)) = look.place else { return Ok(None) };
        let cells = self
            .space
            .atoms()
            .groups()
            .get(group)
            .map(|group| group.cells.clone())
            .unwrap_or_default();
        let of = |met: bool| {
            cells
                .iter()
                .enumerate()
                .filter(move |(_, cell)| cell.get(atom) == Some(&met))
                .map(|(cell, _)| cell)
                .collect::<Vec<_>>()
        };
        let [failing, holding] = look.by_answer;
        for chart in 0..self.space.charts() {
            for met in of(true) {
                let decided = self.space.where_group_is(look.decided, group, met)?;
                let says = self.space.where_group_is(holding, group, met)?;
                for not_met in of(false) {
                    let (Some(with), Some(without)) = (
                        self.space.documented(chart, group, met),
                        self.space.documented(chart, group, not_met),
                    ) else {
                        continue;
                    };
                    let also_decided = self.space.where_group_is(look.decided, group, not_met)?;
                    let says_otherwise = self.space.where_group_is(failing, group, not_met)?;
                    let flips = differ(says, says_otherwise, |value| value, self.space.diagrams())?;
                    let both = self.space.diagrams().all(&[decided, also_decided, flips])?;
                    if both == Diagrams::FALSE {
                        continue;
                    }
                    for everything in [false, true] {
                        let Some(facts) = self.facts(both, chart, everything, Some(group))? else {
                            continue;
                        };
                        let shows = |facts: &BTreeMap<FactId, FactValue>| {
                            let pair = [
                                self.member(chart, facts, &with)?,
                                self.member(chart, facts, &without)?,
                            ];
                            let [one, other] = &pair;
                            let shows = shows_variant(self.policy, site, lens, Variant::Met, one)
                                && shows_variant(self.policy, site, lens, Variant::NotMet, other)
                                && said(self.policy, site.home, one)
                                    != said(self.policy, site.home, other);
                            shows.then_some(pair)
                        };
                        if shows(&facts).is_some() {
                            return Ok(shows(&least(facts, |facts| shows(facts).is_some())));
                        }
                    }
                }
            }
        }
        Ok(None)
    }

    /// A member who shows a variant, under a lens.
    pub(super) fn variant(
        &mut self,
        site: &Site,
        lens: &Lens,
        look: &Look,
        variant: Variant,
    ) -> Option<CaseFacts> {
        let mut values = BTreeMap::<usize, Vec<Facts>>::new();
        for context in &look.contexts {
            let Some(moment) = self.moments.get(context.chart) else { continue };
            let own = values.entry(context.chart).or_insert_with(|| {
                let examples = self.examples(look, context.chart);
                Values {
                    predicate: &site.predicate,
                    vocabulary: &self.policy.vocabulary,
                    chart: moment,
                    examples: &examples,
                }
                .of(variant)
            });
            for own in own.iter() {
                let shows = |facts: &BTreeMap<FactId, FactValue>| {
                    self.member(context.chart, facts, own)
                        .filter(|member| shows_variant(self.policy, site, lens, variant, member))
                };
                if shows(&context.facts).is_some() {
                    return shows(&least(context.facts.clone(), |facts| shows(facts).is_some()));
                }
            }
        }
        None
    }

    /// Why nobody shows a variant, where that can be shown.
    pub(super) fn why_not(
        &mut self,
        site: &Site,
        looks: &[Look],
        variant: Variant,
    ) -> Result<Option<&'static str>, Unanswered> {
        if site.restated {
            return Ok(Some("its source says it twice, and the other place decides"));
        }
        let Some(look) = looks.first() else { return Ok(None) };
        if looks.iter().all(|look| look.decided == Diagrams::FALSE) {
            return Ok(Some(
                "whatever else is documented, the policy says the same whether it is met or not",
            ));
        }
        if variant == Variant::Undocumented && self.stays_open(site, looks)? {
            return Ok(Some("without its fact, nothing that hangs on it is certain"));
        }
        let own = if variant == Variant::Met {
            look.predicate
        } else if variant == Variant::NotMet {
            self.space.diagrams().not(look.predicate)?
        } else {
            return self.why_no_value(site, look, variant);
        };
        let somebody = self.space.diagrams().and(look.decided, own)?;
        Ok((somebody == Diagrams::FALSE).then_some("for whoever is so, something else decides"))
    }

    /// Whatever else is documented: while the fact of a predicate is not, the policy is either
    /// open, although the predicate is held to one answer, or says the same with the predicate held
    /// to the other. What is certain is so in every completion of the documentation.
    fn stays_open(&mut self, site: &Site, looks: &[Look]) -> Result<bool, Unanswered> {
        if matches!(site.predicate, Expression::Test { term: Term::Result { .. }, .. }) {
            return Ok(false);
        }
        for look in looks {
            let Some((group, _)) = look.place else { return Ok(false) };
            let Some(known) =
                self.space.atoms().groups().get(group).filter(|group| group.facts.len() == 1)
            else {
                return Ok(false);
            };
            let cells = known.cells.len();
            for chart in 0..self.space.charts() {
                let values = look
                    .by_answer
                    .iter()
                    .flat_map(|side| self.space.diagrams().reached(*side).collect::<Vec<_>>())
                    .collect::<BTreeSet<_>>();
                for value in values {
                    // That an advisory is not given is never certain before it is not.
                    if matches!(site.home, Home::Advisory(_)) && value == 0 {
                        continue;
                    }
                    let outcome =
                        |answers: &Answers, value| answers.get(value).map(|answer| answer.outcome);
                    let wanted = outcome(&self.answers, value);
                    let alike = |taken| {
                        if matches!(site.home, Home::Advisory(_)) {
                            taken == value
                        } else {
                            outcome(&self.answers, taken) == wanted
                        }
                    };
                    let mut certain = [self.space.possible(); 2];
                    for (certain, side) in certain.iter_mut().zip(look.by_answer) {
                        let says = self.space.diagrams().takes(side, alike)?;
                        for cell in 0..cells {
                            if self
                                .space
                                .atoms()
                                .groups()
                                .get(group)
                                .is_some_and(|group| group.is_possible(chart, cell))
                            {
                                let there = self.space.where_group_is(says, group, cell)?;
                                *certain = self.space.diagrams().and(*certain, there)?;
                            }
                        }
                    }
                    let [failing, holding] = certain;
                    if differ(failing, holding, |value| value, self.space.diagrams())?
                        != Diagrams::FALSE
                    {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(!looks.is_empty())
    }

    fn why_no_value(
        &mut self,
        site: &Site,
        look: &Look,
        variant: Variant,
    ) -> Result<Option<&'static str>, Unanswered> {
        let mut any = false;
        for (chart, moment) in self.moments.iter().enumerate() {
            let examples = self.examples(look, chart);
            let values = Values {
                predicate: &site.predicate,
                vocabulary: &self.policy.vocabulary,
                chart: moment,
                examples: &examples,
            }
            .of(variant);
            for own in values {
                let Some(member) = self.member(chart, &BTreeMap::new(), &own) else { continue };
                if !shown(&site.predicate, &self.policy.vocabulary, &member).is(variant) {
                    continue;
                }
                any = true;
                let documentation =
                    Documentation { vocabulary: &self.policy.vocabulary, chart: &member };
                let Some((group, _)) = look.place else { return Ok(None) };
                let Some(known) = self.space.atoms().groups().get(group) else { return Ok(None) };
                let truths =
                    known.atoms.iter().map(|atom| documentation.truth(atom)).collect::<Vec<_>>();
                if truths.iter().any(|truth| truth.is_unknown()) {
                    return Ok(None);
                }
                let cell = truths
                    .iter()
                    .map(|truth| *truth == policy_core::Truth::MET)
                    .collect::<Vec<_>>();
                let Some(cell) = known.cells.iter().position(|known| *known == cell) else {
                    return Ok(None);
                };
                if self.space.where_group_is(look.decided, group, cell)? != Diagrams::FALSE {
                    return Ok(None);
                }
            }
        }
        Ok(Some(if any {
            "for whoever is so, something else decides"
        } else {
            "no case can say so: it would be implausible, after the request, or outside the days of the version"
        }))
    }

    /// A member who ends somewhere.
    pub(super) fn end(&mut self, end: &End) -> Result<Search, Unanswered> {
        let who = match end {
            End::Advisory(position) => {
                diagram(self.policy, Home::Advisory(*position), &mut self.space, &mut self.answers)?
            }
            End::Conclusion { .. } | End::Day { .. } => {
                end.diagram(self.policy, &mut self.space)?
            }
        };
        let possible = self.space.possible();
        let who = self.space.diagrams().and(who, possible)?;
        if who == Diagrams::FALSE {
            return Ok(Search::Impossible("there is no such case"));
        }
        for chart in 0..self.space.charts() {
            for everything in [false, true] {
                let Some(facts) = self.facts(who, chart, everything, None)? else { continue };
                let shows = |facts: &BTreeMap<FactId, FactValue>| {
                    let mut member = self.member(chart, facts, &Facts::new())?;
                    if let End::Day { day, .. } = end {
                        member.service_date = *day;
                    }
                    end.is_shown(self.policy, &member).then_some(member)
                };
                if shows(&facts).is_some()
                    && let Some(member) = shows(&least(facts, |facts| shows(facts).is_some()))
                {
                    return Ok(Search::Found(member));
                }
            }
        }
        Ok(Search::NotFound)
    }
}

/// The member shows the variant, and the predicate decides.
pub(super) fn shows_variant(
    policy: &Policy,
    site: &Site,
    lens: &Lens,
    variant: Variant,
    member: &dyn policy_core::case::Chart,
) -> bool {
    shown(&site.predicate, &policy.vocabulary, member).is(variant) && lens.decides(member)
}

/// The facts without those that can be left out, the last first.
fn least(
    mut facts: BTreeMap<FactId, FactValue>,
    shows: impl Fn(&BTreeMap<FactId, FactValue>) -> bool,
) -> BTreeMap<FactId, FactValue> {
    for fact in facts.keys().copied().rev().collect::<Vec<_>>() {
        let Some(value) = facts.remove(&fact) else { continue };
        if !shows(&facts) {
            facts.insert(fact, value);
        }
    }
    facts
}
