//! Which criteria decide a determination, and which leave it open.

use crate::Truth;
use crate::determination::Determination;
use crate::policy::{Body, Criterion, Quantifier, Section};

/// The citations of the leaf criteria that decide what their section says, and of those that leave
/// it open, in the order of the outline.
///
/// A leaf counts only if every group around it turns out the same way: a criterion that is not met
/// inside an any-of group that is met does not decide anything. Inside a none-of group, the leaf
/// that is met is the one that makes the group fail.
#[derive(Default)]
pub(super) struct Leaves<'p> {
    pub(super) not_met: Vec<&'p str>,
    pub(super) undecided: Vec<&'p str>,
}

impl<'p> Leaves<'p> {
    pub(super) fn of(determination: &Determination<'p>) -> Leaves<'p> {
        let mut leaves = Leaves::default();
        for criterion in determination.candidates().flat_map(|section| section.criteria.iter()) {
            match determination.truth(criterion.slot) {
                Some(Truth::NOT_MET) => {
                    collect_leaves(criterion, determination, Truth::NOT_MET, &mut leaves.not_met);
                }
                Some(Truth::UNKNOWN) => {
                    collect_leaves(criterion, determination, Truth::UNKNOWN, &mut leaves.undecided);
                }
                _ => {}
            }
        }
        leaves
    }
}

/// Those of a criterion whose truth is known to be this.
fn collect_leaves<'p>(
    criterion: &'p Criterion,
    determination: &Determination<'_>,
    truth: Truth,
    citations: &mut Vec<&'p str>,
) {
    let (truth, criteria) = match &criterion.body {
        Body::Condition(_) => return citations.push(&criterion.citation),
        Body::Group { quantifier: Quantifier::NoneOf, criteria } => (!truth, criteria),
        Body::Group { criteria, .. } => (truth, criteria),
    };
    for criterion in
        criteria.iter().filter(|criterion| determination.truth(criterion.slot) == Some(truth))
    {
        collect_leaves(criterion, determination, truth, citations);
    }
}

/// Whether all criteria of a section are met; if it has none, whether it governs.
pub(super) fn truth_of(section: &Section, determination: &Determination<'_>) -> Truth {
    section.sole_guard().map_or_else(
        || determination.criteria(section),
        |guard| determination.truth(guard.slot).unwrap_or(Truth::UNKNOWN),
    )
}
