//! Section by section, criterion by criterion: which members each side's part includes.

use super::comparer::Comparer;
use super::pairing::{self, Entry, Pair};
use super::show::Shown;
use super::{Compared, ComparedCriterion, ComparedSection};
use crate::side::Side;
use policy_core::policy::Algebra;
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};

/// Two sections that correspond, as diagrams.
struct Matched<'a> {
    /// Their entries, one list for each side.
    entries: [Vec<Entry<'a>>; 2],
    pairs: Vec<Pair>,
    /// Whom the section governs, among those to whom the policy applies.
    domain: [Diagram; 2],
    /// For each pair, whether anything differs.
    differs: Vec<bool>,
}

pub(super) fn sections<'a>(
    comparer: &mut Comparer<'_>,
    sides: [Side<'a>; 2],
) -> Result<Vec<ComparedSection<'a>>, Unanswered> {
    let [a, b] = sides;
    let governed = [governed(a, comparer)?, governed(b, comparer)?];
    let pairs = pairing::sections(sides);
    let mut matched = Vec::new();
    for pair in &pairs {
        matched.push(match pair {
            [Some(one), Some(other)] => {
                Some(match_criteria(comparer, sides, &governed, [*one, *other])?)
            }
            _ => None,
        });
    }
    // Single conditions that differ: when one of them is shown alone, all others are the same for
    // the member.
    let mut different = Vec::new();
    for (section, matched) in matched.iter().enumerate() {
        let Some(matched) = matched else { continue };
        let rows = matched
            .differs
            .iter()
            .enumerate()
            .filter(|(row, differs)| **differs && matched.is_leaf(*row));
        different.extend(rows.map(|(row, _)| ((section, row), matched.sets(row))));
    }
    let mut rows = Vec::new();
    for (section, (pair, matched)) in pairs.iter().zip(&matched).enumerate() {
        let [in_a, in_b] = *pair;
        let sections = [
            in_a.and_then(|one| a.version.sections.get(one)),
            in_b.and_then(|other| b.version.sections.get(other)),
        ];
        let governs = whom(comparer, *pair, &governed)?;
        let mut criteria = Vec::new();
        if let Some(matched) = matched {
            for row in 0..matched.pairs.len() {
                let others = different
                    .iter()
                    .filter(|(place, _)| matched.is_leaf(row) && *place != (section, row))
                    .map(|(_, sets)| *sets);
                criteria.push(matched.compared(comparer, row, &others.collect::<Vec<_>>())?);
            }
        }
        rows.push(ComparedSection { sections, governs, criteria });
    }
    Ok(rows)
}

/// For each section, those whom it is for and no earlier one.
fn governed(side: Side<'_>, comparer: &mut Comparer<'_>) -> Result<Vec<Diagram>, Unanswered> {
    let mut left = Diagrams::TRUE;
    let mut governed = Vec::new();
    for section in side.version.sections.iter() {
        let guard = section
            .guard
            .as_ref()
            .map_or(Ok(Diagrams::TRUE), |guard| comparer.space.condition(&guard.condition))?;
        governed.push(comparer.space.diagrams().and(left, guard)?);
        let others = comparer.space.diagrams().not(guard)?;
        left = comparer.space.diagrams().and(left, others)?;
    }
    Ok(governed)
}

/// Whom the sections govern.
fn whom(
    comparer: &mut Comparer<'_>,
    pair: Pair,
    [of_a, of_b]: &[Vec<Diagram>; 2],
) -> Result<Compared, Unanswered> {
    let everybody = [Diagrams::TRUE; 2];
    let set =
        |governed: &[Diagram], position: usize| governed.get(position).copied().ok_or(Fault::Part);
    match pair {
        [Some(a), Some(b)] => comparer.sets(
            [set(of_a, a)?, set(of_b, b)?],
            everybody,
            [Shown::Section(a), Shown::Section(b)],
            &[],
        ),
        [Some(a), None] => comparer.alone(set(of_a, a)?, 0, everybody, Shown::Section(a), &[]),
        [None, Some(b)] => comparer.alone(set(of_b, b)?, 1, everybody, Shown::Section(b), &[]),
        [None, None] => Err(Fault::Part.into()),
    }
}

fn match_criteria<'a>(
    comparer: &mut Comparer<'_>,
    [a, b]: [Side<'a>; 2],
    [of_a, of_b]: &[Vec<Diagram>; 2],
    [one, other]: [usize; 2],
) -> Result<Matched<'a>, Unanswered> {
    let sections = (a.version.sections.get(one), b.version.sections.get(other));
    let ((Some(section_a), Some(section_b)), Some(governed_a), Some(governed_b)) =
        (sections, of_a.get(one), of_b.get(other))
    else {
        return Err(Fault::Part.into());
    };
    let applies = [comparer.space.applies(a.policy)?, comparer.space.applies(b.policy)?];
    let [applies_a, applies_b] = applies;
    let domain = [
        comparer.space.diagrams().and(applies_a, *governed_a)?,
        comparer.space.diagrams().and(applies_b, *governed_b)?,
    ];
    let entries = [
        pairing::entries(section_a, &mut comparer.space)?,
        pairing::entries(section_b, &mut comparer.space)?,
    ];
    let [in_a, in_b] = &entries;
    let pairs = pairing::criteria(in_a, in_b);
    let mut matched = Matched { entries, pairs, domain, differs: Vec::new() };
    for row in 0..matched.pairs.len() {
        let differs = match matched.sets(row) {
            [Some(a), Some(b)] => {
                comparer.only([a, b], domain)?.iter().any(|found| !found.is_empty())
            }
            _ => true,
        };
        matched.differs.push(differs);
    }
    Ok(matched)
}

impl<'a> Matched<'a> {
    fn entries(&self, row: usize) -> [Option<&Entry<'a>>; 2] {
        let [in_a, in_b] = &self.entries;
        let [a, b] = self.pairs.get(row).copied().unwrap_or_default();
        [a.and_then(|a| in_a.get(a)), b.and_then(|b| in_b.get(b))]
    }

    fn sets(&self, row: usize) -> [Option<Diagram>; 2] {
        self.entries(row).map(|entry| entry.map(|entry| entry.diagram))
    }

    fn is_leaf(&self, row: usize) -> bool {
        self.entries(row).iter().flatten().all(|entry| entry.is_leaf())
    }

    fn compared(
        &self,
        comparer: &mut Comparer<'_>,
        row: usize,
        others: &[[Option<Diagram>; 2]],
    ) -> Result<ComparedCriterion<'a>, Unanswered> {
        let entries = self.entries(row);
        let members = match entries {
            [Some(a), Some(b)] => comparer.sets(
                [a.diagram, b.diagram],
                self.domain,
                [Shown::Criterion(a.criterion), Shown::Criterion(b.criterion)],
                others,
            )?,
            [Some(a), None] => {
                comparer.alone(a.diagram, 0, self.domain, Shown::Criterion(a.criterion), others)?
            }
            [None, Some(b)] => {
                comparer.alone(b.diagram, 1, self.domain, Shown::Criterion(b.criterion), others)?
            }
            [None, None] => return Err(Fault::Part.into()),
        };
        let depth = entries.iter().flatten().map(|entry| entry.depth).max();
        Ok(ComparedCriterion {
            criteria: entries.map(|entry| entry.map(|entry| entry.criterion)),
            depth: depth.ok_or(Fault::Part)?,
            members,
        })
    }
}
