//! Gaps: a value that belongs to neither of two neighbors, like 40 between `< 40` and `> 40`.
//!
//! In: the sections of a version, and the alternatives inside them. For every number with
//! thresholds, the values are put in order; a value that is distinguished from both its neighbors,
//! and that no alternative accepts while one accepts the values below it and another those above
//! it, is a gap. Numbers are neighbors in the precision in which they are written: between `<= 39%`
//! and `>= 40%` there is a gap, between `<= 35%` and `>= 40%` there are five percentage points. A
//! gap must affect some member: with everything else equal, one section is for the member below it
//! and another one above it. Two sections for different members, such as those for a first and a
//! continued therapy, have no gap between them.

use super::item::{Item, Joint, Node};
use super::prove::Prover;
use super::sections::Governed;
use super::shown::all_are_so;
use super::spot::{Part, Spot};
use super::{Finding, Kind, limits};
use chrono::{Datelike, NaiveDate};
use policy_core::case::CaseFacts;
use policy_core::policy::{
    CountTest, DateTest, Day, Expression, Notation, Operator, Policy, QuantityTest, Region, Term,
    Threshold, Version,
};
use policy_core::possible::{Interval, Scale};
use policy_core::vocabulary::{FactId, Vocabulary};
use policy_core::worlds::diagram::{Diagram, Diagrams};
use policy_core::worlds::{Fault, Unanswered};
use std::collections::BTreeSet;

/// What the author has accepted.
pub(super) struct Accepted<'a> {
    policy: &'a Policy,
    /// The positions of those that are in fact gaps.
    used: BTreeSet<usize>,
}

impl<'a> Accepted<'a> {
    pub(super) const fn of(policy: &'a Policy) -> Accepted<'a> {
        Accepted { policy, used: BTreeSet::new() }
    }

    fn accepts(&mut self, gap: &Gap) -> bool {
        let covers = |accepted: &Expression| {
            Subject::of(accepted).as_ref() == Some(&gap.subject)
                && numbers(accepted, &self.policy.vocabulary).is_some_and(|numbers| {
                    numbers.low() <= gap.numbers.low() && gap.numbers.high() <= numbers.high()
                })
        };
        let found = self.policy.gaps.iter().position(|accepted| covers(&accepted.condition));
        self.used.extend(found);
        found.is_some()
    }

    /// Accepted gaps that are not gaps.
    pub(super) fn unused(&self) -> Vec<Finding> {
        let unused = self
            .policy
            .gaps
            .iter()
            .enumerate()
            .zip(0..)
            .filter(|((position, _), _)| !self.used.contains(position));
        let finding = |((_, accepted), number): ((usize, &policy_core::policy::Gap), u16)| {
            Finding::new(
                Kind::Gap,
                Spot::of(None, Part::Gap(number)),
                format!(
                    "there is no gap at `{}`",
                    Notation::of(&self.policy.vocabulary, &accepted.condition)
                ),
                "take this line out".to_owned(),
            )
        };
        unused.map(finding).collect()
    }
}

/// If two dates are compared, the first has this position when both are the same day.
const SAME_DAY: i64 = 1;

/// A number or a date that predicates compare.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Subject {
    term: Term,
    /// The date that a date is compared with.
    other: Option<FactId>,
}

impl Subject {
    fn of(predicate: &Expression) -> Option<Subject> {
        let Expression::Test { term, region } = *predicate else { return None };
        let is_compared = match term {
            Term::Count(_) | Term::Age { .. } | Term::Quantity(_) | Term::Result { .. } => true,
            Term::Date(_) => region
                .day()
                .is_some_and(|test| test.comparison().is_some() || test.range().is_some()),
            Term::Flag(_) | Term::Code(_) | Term::OnFile { .. } | Term::Events { .. } => false,
        };
        is_compared.then(|| Subject { term, other: region.other_dates().next() })
    }
}

/// The numbers for which a predicate is met: whole numbers, days, or positions on the scale of its
/// fact.
fn numbers(predicate: &Expression, vocabulary: &Vocabulary) -> Option<Interval> {
    let Expression::Test { term, region } = *predicate else { return None };
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
        Region::Quantity(test) => test.positions(vocabulary.fact(term.fact())?.kind.scale()?),
        Region::Yes | Region::Values(_) => None,
    }
}

fn number_of(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// How far apart two thresholds can be and still be neighbors: one step in the finest precision in
/// which one of the atoms is written.
fn step(atoms: &[&Expression], vocabulary: &Vocabulary) -> i64 {
    let of_threshold = |scale: &Scale, threshold: Threshold| {
        scale.position(
            rust_decimal::Decimal::new(1, threshold.value.normalize().scale()),
            threshold.unit,
        )
    };
    let steps = atoms.iter().flat_map(|atom| match **atom {
        Expression::Test { term, region: Region::Quantity(test) } => {
            let scale = vocabulary.fact(term.fact()).and_then(|fact| fact.kind.scale());
            test.thresholds()
                .map(|threshold| scale.and_then(|scale| of_threshold(scale, threshold)))
                .collect()
        }
        Expression::AtLeast(..)
        | Expression::Not(_)
        | Expression::If { .. }
        | Expression::Test { .. } => vec![Some(1)],
    });
    steps.flatten().min().unwrap_or(1)
}

/// Numbers that may be a gap: distinguished from those below and above, and so few that no author
/// leaves them out deliberately.
struct Gap {
    subject: Subject,
    /// The position of the group to which the atoms belong.
    group: usize,
    numbers: Interval,
    /// The answer of each of the group's atoms on the subject below, in and above the gap; `None`
    /// for the other atoms.
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
                (Subject::of(atom) == Some(subject)).then_some(numbers)
            });
            let asked = asked.collect::<Vec<_>>();
            let of_subject = known
                .atoms
                .iter()
                .zip(&asked)
                .filter(|(_, asked)| asked.is_some())
                .map(|(atom, _)| *atom)
                .collect::<Vec<_>>();
            let is_whole = !matches!(subject.term, Term::Quantity(_) | Term::Result { .. });
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
                if is_point || is_narrow {
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
                    found.push(Gap { subject, group, numbers, below, inside, above });
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
    /// Whom it accepts.
    takes: Diagram,
    /// Those not governed by an alternative before it; only sections exclude members in this way.
    left: Diagram,
    items: Vec<Item<'a>>,
}

/// Proves that there are no gaps between the sections of a version, or between the alternatives
/// inside them.
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
            let notes = prover.notes.len();
            let between = neighbours(&gap, alternatives, prover)?;
            let is_not_shown = prover.notes.len() > notes;
            // What is accepted may be a gap if that cannot be determined.
            let is_accepted = (between.is_some() || is_not_shown) && accepted.accepts(&gap);
            if let Some(edges) = between.filter(|_| !is_accepted) {
                report(&gap, &edges, prover);
                break;
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

/// The alternatives inside an item, at every level.
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
    /// It is met next to the gap; if not, what it excludes ends there.
    is_met: bool,
    /// The alternative to which it belongs, by position.
    alternative: usize,
    /// Those whom the alternative accepts with a number next to the gap, whatever their own number
    /// is.
    taken: Diagram,
    /// Those whom it is for there.
    concerned: Diagram,
}

/// The predicates that end below a gap and begin above it, if there is a member whom one
/// alternative accepts below it and another above it, but none in between; or if they are for the
/// same members, whatever they require of them, and none accepts any of these in between.
fn neighbours<'a>(
    gap: &Gap,
    alternatives: &Alternatives<'a>,
    prover: &mut Prover<'a, '_>,
) -> Result<Option<[Edge<'a>; 2]>, Unanswered> {
    let [below, inside, above] = [&gap.below, &gap.inside, &gap.above]
        .map(|truths| prover.space.cells_where(gap.group, truths));
    let [below, inside, above] = [below?, inside?, above?];
    let (mut ends, mut begins) = (Vec::new(), Vec::new());
    let mut asking = Vec::new();
    // Those who are accepted with the number itself.
    let mut covered = Diagrams::FALSE;
    for (position, alternative) in alternatives.each.iter().enumerate() {
        // It is not for members who are never asked for this number.
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
            // The number has its own alternative: whoever fails that is meant to.
            return Ok(None);
        }
        covered = prover.space.diagrams().or(covered, within)?;
    }
    let inside = prover.space.diagrams().and(alternatives.members, inside)?;
    let left_out = prover.space.diagrams().if_then_else(covered, Diagrams::FALSE, inside)?;
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
                return Ok(Some([end, begin.clone()]));
            }
            let what = "a number falls between these two";
            prover.notes.push(limits::not_shown(begin.item.spot.clone(), what));
        }
    }
    Ok(None)
}

/// The members whom neither of two alternatives accepts with the number between them.
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

/// The predicate among these items whose answer changes between the gap and a neighbor, and whether
/// it is met there.
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
            // An author who names a single value means that value.
            let place = predicate
                .filter(|predicate| !is_single_value(predicate))
                .and_then(|predicate| atoms.iter().position(|atom| *atom == predicate));
            if let Some(place) = place
                && gap.inside.get(place) != neighbour.get(place)
            {
                let is_negated = matches!(condition, Some(Expression::Not(_)));
                // If it does not matter to the neighbor, it counts as met.
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

fn report(gap: &Gap, [below, above]: &[Edge<'_>; 2], prover: &mut Prover<'_, '_>) {
    let Some(condition) = prover
        .space
        .atoms()
        .groups()
        .get(gap.group)
        .and_then(|group| accepting(gap, &group.atoms, prover.vocabulary))
    else {
        return;
    };
    let value = Notation::of(prover.vocabulary, &condition).to_string();
    let together = [below.item.clone(), above.item.clone()];
    let [one, other] = [below, above].map(|edge| {
        let text = super::words::describe(prover.vocabulary, &edge.item, &together);
        if edge.is_met { text } else { format!("the opposite of {text}") }
    });
    let better = including(gap, below, End::Last, prover.vocabulary)
        .or_else(|| including(gap, above, End::First, prover.vocabulary));
    let better = better.map_or_else(String::new, |better| {
        format!(", as `{}` does", Notation::of(prover.vocabulary, &better))
    });
    prover.found.push(Finding::new(Kind::Gap, above.item.spot.clone(), format!("`{value}` falls to neither {one} nor {other}"), format!("let one of them include it{better}; where the source leaves it open, write `accept gap {value} because \"why\";` in the policy")).with(Some(below.item.spot.clone())));
}

/// Which end of a predicate's numbers is next to a gap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The predicate next to a gap, with the gap; `None` if it is not a simple comparison.
fn including(gap: &Gap, edge: &Edge<'_>, end: End, vocabulary: &Vocabulary) -> Option<Expression> {
    let condition = edge.item.node.condition().filter(|_| edge.is_met)?;
    let Expression::Test { term, region } = *condition else { return None };
    let (to, beyond) = match end {
        End::First => (Operator::GreaterOrEqual, Operator::Greater),
        End::Last => (Operator::LessOrEqual, Operator::Less),
    };
    let outermost = if end == End::First { gap.numbers.low() } else { gap.numbers.high() };
    Some(term.is(match region {
        Region::Whole(CountTest::Compare(..)) => {
            Region::Whole(CountTest::Compare(to, u32::try_from(outermost).ok()?))
        }
        Region::Day(test) => match test.comparison()? {
            (_, other @ Day::Fact(_)) => Region::Day(DateTest::Compare(to, other)),
            (_, Day::On(_)) => Region::Day(DateTest::Compare(to, Day::On(day_of(outermost)?))),
        },
        Region::Quantity(QuantityTest::Compare(..)) if gap.numbers.is_exact() => {
            Region::Quantity(QuantityTest::Compare(to, threshold(term, outermost, vocabulary)?))
        }
        Region::Quantity(QuantityTest::Compare(..)) => {
            let next =
                if end == End::First { outermost.checked_sub(1) } else { outermost.checked_add(1) };
            Region::Quantity(QuantityTest::Compare(beyond, threshold(term, next?, vocabulary)?))
        }
        Region::Yes
        | Region::Values(_)
        | Region::Whole(CountTest::Between(..))
        | Region::Quantity(QuantityTest::Between(..)) => return None,
    }))
}

fn day_of(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

fn threshold(term: Term, position: i64, vocabulary: &Vocabulary) -> Option<Threshold> {
    let scale = vocabulary.fact(term.fact())?.kind.scale()?;
    let value = scale.simplest(Interval::exactly(position))?.normalize();
    Some(Threshold { value, unit: scale.unit })
}

/// The gap as a condition: `lvef = 40%`, `lvef between 39% and 40%`.
fn accepting(gap: &Gap, atoms: &[&Expression], vocabulary: &Vocabulary) -> Option<Expression> {
    let Expression::Test { term, region } =
        **atoms.iter().find(|atom| Subject::of(atom) == Some(gap.subject))?
    else {
        return None;
    };
    Some(term.is(match region {
        Region::Whole(_) => {
            let number = u32::try_from(gap.numbers.low()).ok()?;
            Region::Whole(CountTest::Compare(Operator::Equal, number))
        }
        Region::Day(_) => {
            let day = || day_of(gap.numbers.low()).map(Day::On);
            let operand = if let Some(other) = region.other_dates().next() {
                Day::Fact(other)
            } else {
                day()?
            };
            Region::Day(DateTest::Compare(Operator::Equal, operand))
        }
        Region::Quantity(_) => {
            let threshold = |position| threshold(term, position, vocabulary);
            Region::Quantity(if gap.numbers.is_exact() {
                QuantityTest::Compare(Operator::Equal, threshold(gap.numbers.low())?)
            } else {
                QuantityTest::Between(
                    threshold(gap.numbers.low().checked_sub(1)?)?,
                    threshold(gap.numbers.high().checked_add(1)?)?,
                )
            })
        }
        Region::Yes | Region::Values(_) => return None,
    }))
}
