//! Gaps: a value that falls to neither of two neighbours, as 40 does between `< 40` and `> 40`.
//!
//! In: the sections of a version, and the alternatives inside them. For every number that they are
//! cut at, the values are put in order; a value that is told apart from both its neighbours, and
//! that none of the alternatives takes while one takes those below and another those above, is a
//! gap. Numbers count as neighbours in the precision in which they are written: between `<= 39%`
//! and `>= 40%` there is a gap, between `<= 35%` and `>= 40%` there are five percent. A gap is one
//! for somebody: a member whom one section is for below it and another one above it, all else being
//! the same. Two sections for different members, as for a first and for a continued therapy, leave
//! nothing between them.

mod report;

use super::item::{Item, Joint, Node};
use super::lines::Lines;
use super::prove::Prover;
use super::sections::Governed;
use super::shown::all_are_so;
use super::spot::{Part, Spot};
use super::{Finding, Kind, limits};
use chrono::{Datelike, NaiveDate};
use policy_core::case::CaseFacts;
use policy_core::policy::{
    Comparable, Day, Expression, NormTest, Notation, Policy, Region, Term, Threshold, Version,
};
use policy_core::possible::{Distance, Interval, Multiple, NormLimit, Scale};
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What the author has accepted.
pub(super) struct Accepted<'a> {
    vocabulary: &'a Vocabulary,
    lines: Lines<'a, policy_core::policy::Gap>,
}

impl<'a> Accepted<'a> {
    pub(super) fn of(policy: &'a Policy) -> Accepted<'a> {
        Accepted { vocabulary: &policy.vocabulary, lines: Lines::of(&policy.gaps) }
    }

    fn accepts(&mut self, gap: &Gap) -> bool {
        let covers = |accepted: &Expression| {
            Subject::of(accepted).as_ref() == Some(&gap.subject)
                && numbers(accepted, self.vocabulary).is_some_and(|numbers| {
                    numbers.low() <= gap.numbers.low() && gap.numbers.high() <= numbers.high()
                })
        };
        self.lines.first(|_, accepted| covers(&accepted.condition)).is_some()
    }

    /// Accepted gaps that are none.
    pub(super) fn unused(&self) -> impl Iterator<Item = Finding> {
        self.lines.unused().map(|(number, accepted)| {
            let gap = Notation::of(self.vocabulary, &accepted.condition);
            Finding::new(
                Kind::Gap,
                Spot::of(None, Part::Gap(number)),
                format!("there is no gap at `{gap}`"),
                "take this line out",
            )
        })
    }
}

/// Where two dates are compared, the first is at this position on the same day as the second.
const SAME_DAY: i64 = 1;

/// Where two terms are compared, the first is at this position if it is the second, moved by the
/// distance.
const THE_SAME: i64 = 1;

/// A number or a date that predicates compare.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Subject {
    term: Term,
    /// The date that a date is compared with.
    other: Option<FactId>,
    /// Another term that it is compared with, and how far from it.
    than: Option<(Distance, Comparable)>,
    /// Its own limit of which multiples are compared.
    limit: Option<NormLimit>,
}

impl Subject {
    fn of(predicate: &Expression) -> Option<Subject> {
        let (term, region) = predicate.asked()?;
        let than = region.relation().map(|relation| (relation.distance, relation.other));
        let limit = match region.norm() {
            Some(test) => Some(limit_of(test)?),
            None => None,
        };
        let is_compared = match term.inner() {
            _ if than.is_some() => true,
            Term::Count(_)
            | Term::Age { .. }
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Result { .. } => true,
            Term::Date(_) => region
                .day()
                .is_some_and(|test| test.comparison().is_some() || test.range().is_some()),
            Term::Flag(_)
            | Term::Code(_)
            | Term::OnFile { .. }
            | Term::Entries(_)
            | Term::Anchored { .. } => false,
        };
        let other = if than.is_some() { None } else { region.other_dates().next() };
        is_compared.then_some(Subject { term: term.clone(), other, than, limit })
    }
}

/// The numbers for which a predicate is met: whole numbers, days, or positions on the scale of its
/// fact.
fn numbers(predicate: &Expression, vocabulary: &Vocabulary) -> Option<Interval> {
    let (term, region) = predicate.asked()?;
    match region {
        Region::Whole(test) => Some(test.interval()),
        Region::Day(test) => match (test.comparison(), test.range()) {
            (Some((operator, Day::On(day))), _) => Some(operator.interval(number_of(day))),
            (Some((operator, Day::Fact(_))), _) => Some(operator.interval(SAME_DAY)),
            (None, Some((first, last))) => {
                Some(Interval::between(number_of(first), number_of(last)))
            }
            (None, None) => None,
        },
        Region::Quantity(test) => test.positions(&*term.scale(vocabulary)?),
        Region::Than(relation) => Some(relation.operator.interval(THE_SAME)),
        Region::Norm(NormTest::Compare(operator, multiple)) => {
            Some(operator.interval(place_of(multiple)?))
        }
        Region::Norm(NormTest::Between(low, high)) => {
            (low.limit == high.limit).then_some(Interval::between(place_of(low)?, place_of(high)?))
        }
        Region::Yes | Region::Values(_) => None,
    }
}

/// The limit of which multiples are compared, if there is only one.
fn limit_of(test: NormTest) -> Option<NormLimit> {
    let mut limits = test.multiples().map(|multiple| multiple.limit);
    let first = limits.next()?;
    limits.all(|limit| limit == first).then_some(first)
}

/// Decimal places in which multiples of a limit are told apart.
const PLACES: u32 = 6;

/// The position of a multiple among all multiples of its limit: even, as on a scale.
fn place_of(multiple: Multiple) -> Option<i64> {
    let scaled = multiple.times.checked_mul(Decimal::from(2_000_000))?.normalize();
    (scaled.scale() == 0).then(|| i64::try_from(scaled.mantissa()).ok()).flatten()
}

/// How many times its limit a position is.
fn times_at(position: i64) -> Decimal {
    Decimal::new(position.div_euclid(2), PLACES).normalize()
}

fn number_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// How far apart two thresholds may lie to count as neighbours: one step of the finest in which one
/// of the atoms is written.
fn step(atoms: &[&Expression], vocabulary: &Vocabulary) -> i64 {
    let of_threshold = |scale: &Scale, threshold: Threshold| {
        scale.position(Decimal::new(1, threshold.value.normalize().scale()), threshold.unit)
    };
    let steps = atoms.iter().flat_map(|atom| match atom {
        Expression::Test { term, region: Region::Quantity(test) } => {
            let scale = term.scale(vocabulary);
            test.thresholds()
                .map(|threshold| scale.as_ref().and_then(|scale| of_threshold(scale, threshold)))
                .collect()
        }
        Expression::Test { region: Region::Norm(test), .. } => test
            .multiples()
            .map(|multiple| {
                let times = Decimal::new(1, multiple.times.normalize().scale());
                place_of(Multiple { times, ..multiple })
            })
            .collect(),
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => vec![Some(1)],
    });
    steps.flatten().min().unwrap_or(1)
}

/// Numbers that may be a gap: told apart from those below and those above, and so few that nobody
/// means them to be left out.
struct Gap {
    subject: Subject,
    /// The position of the group that the atoms belong to.
    group: usize,
    numbers: Interval,
    /// What each of the group's atoms on the subject says below, in and above the gap; `None` for
    /// the other atoms.
    below: Vec<Option<bool>>,
    inside: Vec<Option<bool>>,
    above: Vec<Option<bool>>,
}

fn candidates(prover: &Prover<'_, '_>) -> Vec<Gap> {
    let mut found = Vec::new();
    for (group, known) in prover.space.atoms().groups().iter().enumerate() {
        let mut subjects = Vec::new();
        for subject in known.atoms.iter().filter_map(|atom| Subject::of(atom)) {
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        for subject in subjects {
            let asked = known.atoms.iter().map(|atom| {
                let numbers = numbers(atom, prover.vocabulary)?;
                (Subject::of(atom).as_ref() == Some(&subject)).then_some(numbers)
            });
            let asked = asked.collect::<Vec<_>>();
            let of_subject = known
                .atoms
                .iter()
                .zip(&asked)
                .filter(|(_, asked)| asked.is_some())
                .map(|(atom, _)| *atom)
                .collect::<Vec<_>>();
            let is_whole = subject.than.is_some()
                || !matches!(
                    subject.term,
                    Term::Quantity(_) | Term::Calculated { .. } | Term::Result { .. }
                );
            let step = step(&of_subject, prover.vocabulary);
            let ends = asked
                .iter()
                .flatten()
                .flat_map(|asked| [Some(asked.low()), asked.high().checked_add(1)]);
            let starts = ends
                .flatten()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .filter(|start| *start > 0)
                .collect::<Vec<_>>();
            for pair in starts.windows(2) {
                let [low, next] = *pair else { continue };
                let numbers = Interval::between(low, next.saturating_sub(1));
                let is_point = numbers.is_exact() && (is_whole || Scale::is_on_mark(low));
                let is_narrow = !is_whole
                    && !Scale::is_on_mark(low)
                    && next.saturating_sub(low.saturating_sub(1)) <= step;
                let may_be = !subject.term.counts_days()
                    || subject.term.scale(prover.vocabulary).is_some_and(|scale| {
                        scale.simplest(numbers).is_some_and(|number| number.scale() == 0)
                    });
                if may_be && (is_point || is_narrow) {
                    let truths = |number: i64| {
                        asked
                            .iter()
                            .map(|asked| {
                                asked.map(|asked| asked.low() <= number && number <= asked.high())
                            })
                            .collect::<Vec<_>>()
                    };
                    let (below, inside, above) =
                        (truths(low.saturating_sub(1)), truths(low), truths(next));
                    found.push(Gap {
                        subject: subject.clone(),
                        group,
                        numbers,
                        below,
                        inside,
                        above,
                    });
                }
            }
        }
    }
    found
}

/// Alternatives, and whom they are for.
struct Alternatives<'a> {
    members: Diagram,
    each: Vec<Alternative<'a>>,
}

struct Alternative<'a> {
    /// Whom it takes.
    takes: Diagram,
    /// Those whom no alternative before it governs, which only sections do.
    left: Diagram,
    items: Vec<Item<'a>>,
}

/// Proves that nothing falls between the sections of a version, nor between the alternatives in
/// them.
pub(super) fn prove<'a>(
    version_position: u16,
    version: &'a Version,
    governed: &[Governed<'a>],
    accepted: &mut Accepted<'_>,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let candidates = candidates(prover);
    if candidates.is_empty() {
        return Ok(());
    }
    let mut alternatives = vec![between_sections(version_position, version, governed, prover)?];
    for section in governed {
        for item in &section.items {
            inside(item, section.members, &mut alternatives, prover)?;
        }
    }
    for gap in candidates {
        for alternatives in &alternatives {
            let between = neighbors(&gap, alternatives, prover)?;
            // What is accepted may be one, where that is not shown.
            let is_accepted = !matches!(between, Between::Nobody) && accepted.accepts(&gap);
            match between {
                Between::Shown(edges) if !is_accepted => {
                    report::report(&gap, &edges, prover);
                    break;
                }
                Between::NotShown(notes) => prover.notes.extend(notes),
                Between::Nobody | Between::Shown(_) => {}
            }
        }
    }
    Ok(())
}

fn between_sections<'a>(
    version_position: u16,
    version: &'a Version,
    governed: &[Governed<'a>],
    prover: &mut Prover<'a, '_>,
) -> Result<Alternatives<'a>, Unanswered> {
    let mut each = Vec::new();
    for section in governed {
        let mut items = section.items.clone();
        if let Some(guard) =
            version.section(section.position).and_then(|section| section.guard.as_ref())
        {
            let spot = Spot::of(Some(version_position), Part::Guard(section.position));
            let home = super::item::Home::Guard(&section.section.name);
            items.insert(
                0,
                Item::new(Node::Expression(&guard.condition), home, spot, prover.space)?,
            );
        }
        let parts = items.iter().map(|item| item.diagram).collect::<Vec<_>>();
        each.push(Alternative {
            takes: prover.space.diagrams().all(&parts)?,
            left: section.members,
            items,
        });
    }
    Ok(Alternatives { members: prover.space.possible(), each })
}

/// The alternatives inside an item, on every level.
fn inside<'a>(
    item: &Item<'a>,
    members: Diagram,
    found: &mut Vec<Alternatives<'a>>,
    prover: &mut Prover<'a, '_>,
) -> Result<(), Unanswered> {
    let parts = item.parts(prover.space)?;
    let alternative = |takes, items| Alternative { takes, left: members, items };
    match (item.node.joint(), parts.as_slice()) {
        (Joint::Question, _) => return Ok(()),
        (Joint::Any, _) => {
            let each =
                parts.iter().map(|part| alternative(part.diagram, vec![part.clone()])).collect();
            found.push(Alternatives { members, each });
        }
        (Joint::If, [condition, then, otherwise]) => {
            let yes = prover.space.diagrams().and(condition.diagram, then.diagram)?;
            let no = prover.space.diagrams().if_then_else(
                condition.diagram,
                Diagrams::FALSE,
                otherwise.diagram,
            )?;
            let of = |takes, is_met, part: &Item<'a>| {
                alternative(takes, vec![condition.to_hold(is_met), part.clone()])
            };
            let each = vec![of(yes, true, then), of(no, false, otherwise)];
            found.push(Alternatives { members, each });
        }
        _ => {}
    }
    parts.iter().try_for_each(|part| inside(part, members, found, prover))
}

/// A predicate that ends below a gap, or begins above it.
#[derive(Clone)]
struct Edge<'a> {
    item: Item<'a>,
    /// It is met beside the gap; otherwise it is what it excludes that ends there.
    is_met: bool,
    /// The alternative that it belongs to, by position.
    alternative: usize,
    /// Those whom that takes with a number beside the gap, whatever their number is.
    taken: Diagram,
    /// Those whom it is for there.
    concerned: Diagram,
}

/// Whether somebody is between two predicates.
enum Between<'a> {
    Nobody,
    /// There may be somebody: nobody is found who would show it.
    NotShown(Vec<Finding>),
    /// There is.
    Shown(Box<[Edge<'a>; 2]>),
}

/// The predicates that end below a gap and begin above it, if there is a member whom one
/// alternative takes below it and another one above it, and none in between; or if they are for the
/// same members, whatever they ask of them, and none takes any of these in between.
fn neighbors<'a>(
    gap: &Gap,
    alternatives: &Alternatives<'a>,
    prover: &mut Prover<'a, '_>,
) -> Result<Between<'a>, Unanswered> {
    let [below, inside, above] = [&gap.below, &gap.inside, &gap.above]
        .map(|truths| prover.space.cells_where(gap.group, truths));
    let [below, inside, above] = [below?, inside?, above?];
    let (mut ends, mut begins) = (Vec::new(), Vec::new());
    let mut asking = Vec::new();
    // Those who are taken with the number itself.
    let mut covered = Diagrams::FALSE;
    for (position, alternative) in alternatives.each.iter().enumerate() {
        // Whom nobody asks for this number, it is not for.
        if !prover.space.asks(alternative.takes, gap.group) {
            continue;
        }
        asking.push(&alternative.items);
        let members = prover.space.diagrams().and(alternatives.members, alternative.takes)?;
        let within = prover.space.diagrams().and(members, inside)?;
        let mut is_beside = false;
        for (numbers, truths, found) in
            [(below, &gap.below, &mut ends), (above, &gap.above, &mut begins)]
        {
            let beside = prover.space.diagrams().and(members, numbers)?;
            if beside == Diagrams::FALSE {
                continue;
            }
            is_beside = true;
            if let Some((item, is_met)) = edge(&alternative.items, gap, truths, prover)? {
                let [taken, concerned] = [beside, numbers]
                    .map(|members| prover.space.diagrams().and(alternative.left, members));
                let taken = prover.space.for_some(taken?, gap.group)?;
                let concerned = prover.space.for_some(concerned?, gap.group)?;
                found.push(Edge { item, is_met, alternative: position, taken, concerned });
            }
        }
        if within != Diagrams::FALSE && !is_beside {
            // The number has an alternative of its own: whoever fails that is meant to.
            return Ok(Between::Nobody);
        }
        covered = prover.space.diagrams().or(covered, within)?;
    }
    let inside = prover.space.diagrams().and(alternatives.members, inside)?;
    let left_out = prover.space.diagrams().if_then_else(covered, Diagrams::FALSE, inside)?;
    let mut not_shown = Vec::new();
    for end in ends {
        for begin in begins.iter().filter(|begin| begin.alternative != end.alternative) {
            let both_take = prover.space.diagrams().and(end.taken, begin.taken)?;
            let both_are_for = prover.space.diagrams().and(end.concerned, begin.concerned)?;
            let members = [left_out, both_take, inside, both_are_for, covered];
            let members = between(members, prover.space.diagrams())?;
            if members == Diagrams::FALSE {
                continue;
            }
            let takes_nobody = |member: &CaseFacts, vocabulary: &Vocabulary| {
                !asking.iter().any(|items| all_are_so(items, member, vocabulary))
            };
            if prover.shown(members, takes_nobody)?.is_some() {
                return Ok(Between::Shown(Box::new([end, begin.clone()])));
            }
            not_shown.push(limits::gap_not_shown(&begin.item, &end.item));
        }
    }
    Ok(if not_shown.is_empty() { Between::Nobody } else { Between::NotShown(not_shown) })
}

/// The members whom neither of two alternatives takes with the number between them.
fn between(
    [left_out, both_take, inside, both_are_for, covered]: [Diagram; 5],
    diagrams: &mut Diagrams,
) -> Result<Diagram, Unanswered> {
    let left_out = diagrams.and(left_out, both_take)?;
    if left_out != Diagrams::FALSE {
        return Ok(left_out);
    }
    let concerned = diagrams.and(inside, both_are_for)?;
    let is_covered = diagrams.and(concerned, covered)? != Diagrams::FALSE;
    Ok(if is_covered { Diagrams::FALSE } else { concerned })
}

/// The predicate among these items that changes its mind between the gap and a neighbour, and
/// whether it is met there.
fn edge<'a>(
    items: &[Item<'a>],
    gap: &Gap,
    neighbour: &[Option<bool>],
    prover: &mut Prover<'a, '_>,
) -> Result<Option<(Item<'a>, bool)>, Unanswered> {
    for item in items {
        if item.node.joint() == Joint::Question {
            let condition = item.node.condition();
            let predicate = condition.and_then(|condition| condition.predicates().next());
            let atoms = &prover.space.atoms().groups().get(gap.group).ok_or(Fault::Group)?.atoms;
            // Who names a single value means that value.
            let place = predicate
                .filter(|predicate| !is_single_value(predicate))
                .and_then(|predicate| atoms.iter().position(|atom| *atom == predicate));
            if let Some(place) = place
                && gap.inside.get(place) != neighbour.get(place)
            {
                let is_negated = matches!(condition, Some(Expression::Not(_)));
                // Where it does not matter to the neighbor, it is as good as met.
                let is_met = neighbour.get(place).copied().flatten().unwrap_or(true) != is_negated;
                return Ok(Some((item.clone(), is_met)));
            }
        }
        let parts = item.parts(prover.space)?;
        if let Some(found) = edge(&parts, gap, neighbour, prover)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn is_single_value(predicate: &Expression) -> bool {
    matches!(predicate, Expression::Test { region, .. } if region.is_single_value())
}
