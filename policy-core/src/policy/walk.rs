//! Walking the tree: the conditions of a policy and the predicates of a condition, each in reading
//! order.

#[cfg(test)]
mod tests;

use super::{
    Approval, Body, Choice, Conclusion, Criterion, Expression, Guard, Policy, Section, Selector,
    Slot, Version,
};

impl Policy {
    /// The conditions on which the outcomes of a version depend: those of applicability, then those
    /// of the version.
    pub fn conditions_in<'a>(
        &'a self,
        version: &'a Version,
    ) -> impl Iterator<Item = &'a Expression> {
        self.applicability
            .iter()
            .map(|applicability| &applicability.condition)
            .chain(version.conditions())
    }

    /// How many truths an evaluation of a version may store.
    #[must_use]
    pub fn slots_in(&self, version: &Version) -> usize {
        let applicability = self.applicability.iter().map(|applicability| applicability.slot);
        let slots = applicability.chain(version.sections.iter().flat_map(Section::slots));
        slots.map(|slot| usize::from(slot.0).saturating_add(1)).max().unwrap_or_default()
    }
}

impl Version {
    /// The conditions of its sections.
    pub fn conditions(&self) -> impl Iterator<Item = &Expression> {
        self.sections.iter().flat_map(Section::conditions)
    }

    /// The approvals of its sections, in reading order. Determinations refer to them by position.
    #[must_use]
    pub fn approvals(&self) -> Vec<&Approval> {
        let mut found = Vec::new();
        for section in self.sections.iter() {
            if let Conclusion::CriteriaMet { approval, .. } = &section.conclusion {
                approval.add_leaves(&mut found);
            }
        }
        found
    }
}

impl Section {
    /// The guard, the conditions of the criteria, and those of what follows otherwise.
    pub fn conditions(&self) -> impl Iterator<Item = &Expression> {
        self.guard
            .iter()
            .map(|guard| &guard.condition)
            .chain(self.criteria.iter().flat_map(Criterion::conditions))
            .chain(self.whens().map(|when| &when.condition))
    }

    /// The conditions of what follows if the criteria are not met.
    pub fn whens(&self) -> impl Iterator<Item = &Guard> {
        self.otherwise.iter().filter_map(|otherwise| otherwise.when.as_ref())
    }

    fn slots(&self) -> impl Iterator<Item = Slot> {
        let criteria = self.criteria.iter().flat_map(Criterion::with_parts);
        let guards = self.guard.iter().chain(self.whens()).map(|guard| guard.slot);
        guards.chain(criteria.map(|criterion| criterion.slot))
    }
}

impl Criterion {
    /// Itself, then the criteria of its group and theirs.
    pub(crate) fn with_parts(&self) -> impl Iterator<Item = &Criterion> {
        let mut open = vec![self];
        core::iter::from_fn(move || {
            let criterion = open.pop()?;
            if let Body::Group { criteria, .. } = &criterion.body {
                open.extend(criteria.iter().rev());
            }
            Some(criterion)
        })
    }

    /// Its condition, or those of the criteria of its group.
    pub fn conditions(&self) -> impl Iterator<Item = &Expression> {
        self.with_parts().filter_map(|criterion| match &criterion.body {
            Body::Condition(condition) => Some(condition),
            Body::Group { .. } => None,
        })
    }
}

impl Conclusion {
    /// What its details depend on.
    #[must_use]
    pub fn selectors(&self) -> Vec<&Selector> {
        let mut found = Vec::new();
        match self {
            Conclusion::Refer { to } => to.add_selectors(&mut found),
            Conclusion::NotCovered { basis, .. } => basis.add_selectors(&mut found),
            Conclusion::CriteriaMet { approval, .. } => approval.add_selectors(&mut found),
            Conclusion::CriteriaNotMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::NotApplicable { .. } => {}
        }
        found
    }
}

impl<T: Clone> Choice<T> {
    fn add_selectors<'a>(&'a self, found: &mut Vec<&'a Selector>) {
        if let Choice::By { selector, arms } = self {
            found.push(selector);
            arms.iter().for_each(|arm| arm.choice.add_selectors(found));
        }
    }

    /// Everything that may be chosen, in reading order.
    fn add_leaves<'a>(&'a self, found: &mut Vec<&'a T>) {
        match self {
            Choice::Always(detail) => found.push(detail),
            Choice::By { arms, .. } => arms.iter().for_each(|arm| arm.choice.add_leaves(found)),
        }
    }
}

impl Expression {
    /// The parts of which all, some or one must hold; none of a condition without such parts.
    #[must_use]
    pub fn parts(&self) -> &[Expression] {
        match self {
            Expression::AtLeast(_, parts) => parts,
            Expression::Test { .. } | Expression::Not(_) | Expression::If { .. } => &[],
        }
    }

    /// The predicates that the connectives join: each asks one question about one fact, or about
    /// two dates.
    pub fn predicates(&self) -> impl Iterator<Item = &Expression> {
        let mut open = vec![self];
        core::iter::from_fn(move || {
            loop {
                match open.pop()? {
                    Expression::AtLeast(_, parts) => open.extend(parts.iter().rev()),
                    Expression::Not(part) => open.push(part),
                    Expression::If { condition, then, otherwise } => {
                        open.extend([&**otherwise, &**then, &**condition]);
                    }
                    predicate @ Expression::Test { .. } => return Some(predicate),
                }
            }
        })
    }
}
