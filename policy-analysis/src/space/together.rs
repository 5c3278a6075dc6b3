//! What is documented about facts of which several groups of atoms ask: each group shows what gives
//! its own answers, and one chart has to give them all.
//!
//! In: groups of atoms that share facts, and the answers that each has to give. Out: facts that give
//! these answers, or as many of them as was possible. It begins with what the groups show, all of
//! it at once, and changes one thing after another: one entry or result more, or less, or another
//! value. Changes are followed that leave the fewest answers wrong; the reference evaluator says
//! which are.

use super::Space;
use super::pieces::{compared, one_of_each, pieces, without};
use crate::moments::Moment;
use core::cell::Cell;
use policy_core::Truth;
use policy_core::case::{CaseFacts, FactValue};
use policy_core::evaluate::reference::Documentation;
use policy_core::policy::{Expression, FoundDay};
use policy_core::possible::History;
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::worlds::Fault;
use std::collections::{BTreeMap, BTreeSet};

/// How many charts are changed at a time: of those that it begins with, and then.
const STARTS: usize = 12;
const WIDTH: usize = 4;

/// How many changes are made to a chart, one after another.
const STEPS: usize = 6;

/// How many charts are tried at most for some groups to turn out in one way, and in all.
const TRIED: usize = 2_000;
pub(super) const ALL_TRIED: usize = 20_000;

/// How many results or entries of one fact a chart has at most.
const MOST: usize = 8;

/// What is documented about some facts.
pub(crate) type Facts = Vec<(FactId, FactValue)>;

/// Groups, and how each turns out, as a cell.
pub(crate) type Cells = BTreeMap<usize, usize>;

/// Answers about some facts that one chart has to give.
pub(crate) struct Together<'s> {
    vocabulary: &'s Vocabulary,
    /// The predicates, and whether each is to be met.
    wanted: Vec<(&'s Expression, bool)>,
    /// What may be documented in another way.
    facts: BTreeSet<FactId>,
    /// How many charts may still be tried.
    left: &'s Cell<usize>,
    /// What charts document in which the groups turn out in some way, one fact at a time.
    shown: Facts,
}

impl Space<'_> {
    /// Facts by which groups turn out like this in the chart at this position, on these dates; or as
    /// much of them as is found.
    pub(crate) fn documented_together(
        &self,
        (chart, moment): (usize, Moment),
        answers: &Cells,
    ) -> Result<Facts, Fault> {
        let mut facts = Vec::new();
        for part in self.parts(answers)? {
            let alone = if part.len() == 1 { part.first_key_value() } else { None };
            let example = alone.and_then(|(group, cell)| self.documented(chart, *group, *cell));
            if let Some(example) = example {
                facts.extend(example);
                continue;
            }
            let place = (chart, moment, part);
            if let Some(known) = self.shown.borrow().get(&place) {
                facts.extend(known.iter().cloned());
                continue;
            }
            let (chart, moment, part) = place;
            let together = self.together(chart, &part)?;
            let (all, each) = self.starts(chart, &part);
            let each = each.into_iter().map(|facts| moment.documenting(facts));
            let each = each.collect::<Vec<_>>();
            let all = moment.documenting(all);
            let each = [each, together.with_one_entry(&all)].concat();
            let found = together.search(all, each, &|_| true, &|_| false);
            let found = found.iter().map(|(fact, value)| (fact, value.clone())).collect::<Facts>();
            facts.extend(found.iter().cloned());
            self.shown.borrow_mut().insert((chart, moment, part), found);
        }
        Ok(facts)
    }

    /// Some other group asks about one of the facts of a group.
    pub(crate) fn shares_facts(&self, group: usize, answers: &Cells) -> Result<bool, Fault> {
        let own = &self.group(group)?.1.facts;
        for other in answers.keys().filter(|other| **other != group) {
            if self.group(*other)?.1.facts.iter().any(|fact| own.contains(fact)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The answers about the facts of a group, and about those that are asked together with them.
    pub(crate) fn around(
        &self,
        group: usize,
        chart: usize,
        answers: &Cells,
    ) -> Result<Together<'_>, Fault> {
        let part = self.parts(answers)?.into_iter().find(|part| part.contains_key(&group));
        self.together(chart, &part.ok_or(Fault::Group)?)
    }

    /// Groups that share facts, even if only through others.
    fn parts(&self, answers: &Cells) -> Result<Vec<Cells>, Fault> {
        let mut parts = Vec::<(BTreeSet<FactId>, Cells)>::new();
        for (group, cell) in answers {
            let mut facts = self.group(*group)?.1.facts.iter().copied().collect::<BTreeSet<_>>();
            let mut part = Cells::from([(*group, *cell)]);
            parts.retain_mut(|(known, cells)| {
                let is_apart = known.is_disjoint(&facts);
                if !is_apart {
                    facts.append(known);
                    part.append(cells);
                }
                is_apart
            });
            parts.push((facts, part));
        }
        Ok(parts.into_iter().map(|(_, part)| part).collect())
    }

    /// What all of the groups show; and for each, what it shows, with what the others show of other
    /// facts.
    fn starts(&self, chart: usize, part: &Cells) -> (Facts, Vec<Facts>) {
        let examples =
            part.iter().filter_map(|(group, cell)| self.documented(chart, *group, *cell));
        let examples = examples.collect::<Vec<_>>();
        let first = |position: usize| {
            let mut facts = BTreeMap::<FactId, FactValue>::new();
            let (before, from) = examples.split_at(position);
            for (fact, value) in from.iter().chain(before).flatten() {
                facts.entry(*fact).or_insert_with(|| value.clone());
            }
            facts.into_iter().collect()
        };
        let mut all = BTreeMap::<FactId, FactValue>::new();
        for (fact, value) in examples.iter().flatten() {
            let known = all.remove(fact);
            let joined = known.map(|known| both(&known, value).unwrap_or(known));
            all.insert(*fact, joined.unwrap_or_else(|| value.clone()));
        }
        (all.into_iter().collect(), (0..examples.len()).map(first).collect())
    }

    fn together(&self, chart: usize, part: &Cells) -> Result<Together<'_>, Fault> {
        let mut together = Together {
            vocabulary: self.vocabulary,
            wanted: Vec::new(),
            facts: BTreeSet::new(),
            left: &self.left,
            shown: Facts::new(),
        };
        for (group, cell) in part {
            let (_, known) = self.group(*group)?;
            let wanted = known.cells.get(*cell).ok_or(Fault::Group)?;
            together.wanted.extend(known.atoms.iter().copied().zip(wanted.iter().copied()));
            together.facts.extend(&known.facts);
            for cell in 0..known.cells.len() {
                for shown in self.documented(chart, *group, cell).into_iter().flatten() {
                    if !together.shown.contains(&shown) {
                        together.shown.push(shown);
                    }
                }
            }
        }
        Ok(together)
    }
}

impl Together<'_> {
    /// The same where only some of the facts may be documented in another way.
    pub(crate) fn about(mut self, facts: &[FactId]) -> Self {
        self.facts.retain(|fact| facts.contains(fact));
        self
    }

    /// The same, whatever the answer of a predicate is.
    pub(crate) fn without(mut self, predicate: &Expression) -> Self {
        self.wanted.retain(|(wanted, _)| *wanted != predicate);
        self
    }

    /// A chart with only one entry in a history that others are counted from a day of: on whichever day
    /// that is, the others follow.
    fn with_one_entry(&self, member: &CaseFacts) -> Vec<CaseFacts> {
        let found = self.found_days().map(|day| day.entries.fact).collect::<BTreeSet<_>>();
        let mut pieces = Vec::new();
        let pieces = self.pieces(member, &mut pieces).iter();
        let entries = pieces.filter(|(fact, _)| found.contains(fact));
        entries.map(|(fact, entry)| member.clone().with(*fact, entry.clone())).collect()
    }

    /// Which answers are wrong; and which days in histories are not known that others are counted from.
    fn wrong(&self, member: &CaseFacts) -> Vec<bool> {
        let answers = self.wanted.iter().map(|wanted| self.is_wrong(wanted, member));
        answers.chain(self.found_days().map(|day| self.is_open(day, member))).collect()
    }

    /// The same after a change to one fact.
    fn still_wrong(&self, wrong: &[bool], fact: FactId, member: &CaseFacts) -> Vec<bool> {
        let asked = self.wanted.iter().map(|wanted| {
            let asks = wanted.0.subjects().any(|asked| asked == fact);
            asks.then(|| self.is_wrong(wanted, member))
        });
        let found = self.found_days().map(|day| {
            let asks = day.entries.facts().any(|asked| asked == fact);
            asks.then(|| self.is_open(day, member))
        });
        let changed = asked.chain(found).zip(wrong);
        changed.map(|(changed, known)| changed.unwrap_or(*known)).collect()
    }

    fn is_wrong(&self, (atom, met): &(&Expression, bool), member: &CaseFacts) -> bool {
        let chart = Documentation { vocabulary: self.vocabulary, chart: member };
        chart.truth(atom) != Truth::from(*met)
    }

    fn is_open(&self, day: &FoundDay, member: &CaseFacts) -> bool {
        let chart = Documentation { vocabulary: self.vocabulary, chart: member };
        let day = chart.found_day(day);
        day.exact().is_none() && !day.is_never()
    }

    fn found_days(&self) -> impl Iterator<Item = &FoundDay> {
        let terms = self.wanted.iter().filter_map(|(atom, _)| atom.asked());
        terms.flat_map(|(term, _)| term.found_days())
    }

    /// What may be changed so that one of the wrong answers is another one.
    fn concerned(&self, wrong: &[bool]) -> BTreeSet<FactId> {
        let asked = self.wanted.iter().map(|(atom, _)| atom.subjects().collect::<Vec<_>>());
        let found = self.found_days().map(|day| day.entries.facts().collect());
        let concerned = asked.chain(found).zip(wrong).filter(|(_, wrong)| **wrong);
        let concerned = concerned.flat_map(|(facts, _)| facts);
        concerned.filter(|fact| self.facts.contains(fact)).collect()
    }

    /// A chart that gives all answers, or one that will do without; if none is found, the one with the
    /// fewest that are wrong. It begins with several charts. No change is made that takes away what has
    /// to stay.
    pub(crate) fn search(
        &self,
        start: CaseFacts,
        others: Vec<CaseFacts>,
        stays: &dyn Fn(&CaseFacts) -> bool,
        will_do: &dyn Fn(&CaseFacts) -> bool,
    ) -> CaseFacts {
        let tried = |member: CaseFacts| Tried { wrong: self.wrong(&member), member };
        let mut best = tried(start);
        let mut charts = others.into_iter().map(tried).chain([best.clone()]).collect::<Vec<_>>();
        let (mut pieces, mut left) = (Vec::new(), TRIED);
        for step in 0..=STEPS {
            charts.sort_by_key(|it| (it.number(), size(&it.member)));
            charts.truncate(if step == 0 { STARTS } else { WIDTH });
            if let Some(first) = charts.first().filter(|first| first.number() < best.number()) {
                best = first.clone();
            }
            let done = charts.iter().position(|it| it.number() == 0 || will_do(&it.member));
            if let Some(done) = done {
                return charts.swap_remove(done).member;
            }
            let mut changed = Vec::<Tried>::new();
            for Tried { wrong, member } in &charts {
                for (fact, other) in self.changed(member, &self.concerned(wrong), &mut pieces) {
                    let (Some(fewer), Some(all)) =
                        (left.checked_sub(1), self.left.get().checked_sub(1))
                    else {
                        break;
                    };
                    left = fewer;
                    self.left.set(all);
                    if stays(&other) && !changed.iter().any(|known| known.member == other) {
                        let wrong = self.still_wrong(wrong, fact, &other);
                        changed.push(Tried { wrong, member: other });
                    }
                }
            }
            charts = changed;
        }
        best.member
    }

    /// The same chart with one of these facts changed in one thing.
    fn changed(
        &self,
        member: &CaseFacts,
        facts: &BTreeSet<FactId>,
        pieces: &mut Vec<(Facts, Facts)>,
    ) -> Vec<(FactId, CaseFacts)> {
        let chart = Documentation { vocabulary: self.vocabulary, chart: member };
        let atoms = self.wanted.iter().map(|(atom, _)| *atom).collect::<Vec<_>>();
        let compared = compared(&atoms, facts, chart);
        let mut found = Vec::new();
        for (fact, piece) in compared.iter().chain(self.pieces(member, pieces)) {
            if !facts.contains(fact) {
                continue;
            }
            let documented = member.get(*fact);
            if documented.is_some_and(|value| number(value) >= MOST) {
                continue;
            }
            let value = match documented {
                Some(documented) => both(documented, piece).unwrap_or_else(|| piece.clone()),
                None => piece.clone(),
            };
            if member.get(*fact) != Some(&value) {
                found.push((*fact, member.clone().with(*fact, value)));
            }
        }
        for fact in facts {
            let lists = member.get(*fact).filter(|value| is_list(value));
            for one in lists.into_iter().flat_map(one_of_each) {
                let mut fewer = member.clone();
                let value = fewer.remove(*fact).and_then(|value| without(value, &one));
                fewer.extend(value.map(|value| (*fact, value)));
                found.push((*fact, fewer));
            }
        }
        found
    }

    /// What may be documented in addition. It depends on the days that are there to count from.
    fn pieces<'k>(&'k self, member: &CaseFacts, known: &'k mut Vec<(Facts, Facts)>) -> &'k Facts {
        let chart = Documentation { vocabulary: self.vocabulary, chart: member };
        let found = (0..).zip(self.found_days()).map(|(position, day)| {
            (FactId::found(position), FactValue::Date(chart.found_day(day)))
        });
        let dates = member.iter().filter(|(_, value)| matches!(value, FactValue::Date(_)));
        let days = found.chain(dates.map(|(fact, value)| (fact, value.clone())));
        let days = days.collect::<Facts>();
        let position = known.iter().position(|(of, _)| *of == days).unwrap_or_else(|| {
            let atoms = self.wanted.iter().map(|(atom, _)| *atom).collect::<Vec<_>>();
            known.push((days, pieces(&atoms, &self.facts, &self.shown, chart)));
            known.len().saturating_sub(1)
        });
        known.get(position).map_or(&self.shown, |(_, pieces)| pieces)
    }
}

/// A chart, and which answers are wrong in it.
#[derive(Clone)]
struct Tried {
    wrong: Vec<bool>,
    member: CaseFacts,
}

impl Tried {
    fn number(&self) -> usize {
        self.wrong.iter().filter(|wrong| **wrong).count()
    }
}

/// How much is documented.
fn size(member: &CaseFacts) -> usize {
    member.iter().map(|(_, value)| number(value)).fold(0, usize::saturating_add)
}

/// How many results or entries are documented; or that there is a value.
const fn number(value: &FactValue) -> usize {
    match value {
        FactValue::Measurement(results) => results.len(),
        FactValue::History(history) => history.entries.len(),
        FactValue::Flag(_)
        | FactValue::Code(_)
        | FactValue::Count(_)
        | FactValue::Date(_)
        | FactValue::Quantity(_) => 1,
    }
}

/// The results, or the entries, of both; those of the first once.
fn both(one: &FactValue, other: &FactValue) -> Option<FactValue> {
    match (one, other) {
        (FactValue::Measurement(one), FactValue::Measurement(other)) => {
            let new = other.iter().filter(|result| !one.contains(result));
            Some(FactValue::Measurement(one.iter().chain(new).copied().collect()))
        }
        (FactValue::History(one), FactValue::History(other)) => {
            let new = other.entries.iter().filter(|entry| !one.entries.contains(entry));
            let entries = one.entries.iter().chain(new).cloned().collect();
            Some(FactValue::History(History { complete: one.complete, entries }.told_apart()))
        }
        _ => None,
    }
}

/// It has results, or entries.
const fn is_list(value: &FactValue) -> bool {
    matches!(value, FactValue::Measurement(_) | FactValue::History(_))
}

#[cfg(test)]
mod tests {
    use super::{ALL_TRIED, FactValue, Moment, Together};
    use core::cell::Cell;
    use policy_core::calendar::{CalendarDuration, CalendarUnit};
    use policy_core::fixtures::example::{LVEF, MUGA, day, percent, vocabulary};
    use policy_core::policy::{Day, Expression, Operator, Region, Selection, Term, Window};

    #[test]
    fn as_few_results_as_give_the_answers_are_found() {
        let moment = Moment { request_date: day("2026-06-15"), service_date: day("2026-06-15") };
        let asks = |selection, method, months: Option<u32>, operator, bound| {
            let within = months.map(|months| CalendarDuration::new(months, CalendarUnit::Months));
            let window =
                within.map_or(Window::EVER, |within| Window::looking_back(within, Day::REQUEST));
            Term::Result { fact: LVEF, selection, method, window }
                .is(Region::Quantity(percent(operator, bound)))
        };
        let vocabulary = vocabulary();
        // How many results there are, and how many answers are wrong.
        let found = |wanted: &[(&Expression, bool)]| {
            let together = Together {
                vocabulary: &vocabulary,
                wanted: wanted.to_vec(),
                facts: [LVEF].into(),
                left: &Cell::new(ALL_TRIED),
                shown: Vec::new(),
            };
            let member = together.search(moment.documenting([]), Vec::new(), &|_| true, &|_| false);
            let results = match member.get(LVEF) {
                Some(FactValue::Measurement(results)) => results.len(),
                _ => 0,
            };
            let wrong = together.wrong(&member).into_iter().filter(|wrong| *wrong).count();
            (results, wrong)
        };
        let low = asks(Selection::Latest, None, None, Operator::LessOrEqual, "35");
        let once_high = asks(Selection::Any, Some(MUGA), Some(6), Operator::Greater, "50");
        assert_eq!(found(&[(&low, true)]), (1, 0));
        assert_eq!(found(&[(&low, false), (&once_high, true)]), (1, 0));
        assert_eq!(found(&[(&low, true), (&once_high, true)]), (2, 0));
        let recent = asks(Selection::Latest, None, Some(6), Operator::LessOrEqual, "35");
        let (_, wrong) = found(&[(&recent, true), (&low, false)]);
        assert_eq!(wrong, 1, "the latest of all is the latest of the window");
    }
}
