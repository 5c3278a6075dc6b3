//! The places of a policy where a condition stands, each with the cases that show what it does there.

use super::alone::{guard_facts, leaves};
use super::shown::ShownCase;
use policy_core::Truth;
use policy_core::explain::sentence;
use policy_core::policy::{Advisory, Body, Choice, Conclusion, Expression, Policy, Section, Selector, Version};
use policy_core::vocabulary::{FactId, Vocabulary};
use std::collections::BTreeSet;

/// A condition in its place.
pub struct Site<'a> {
    /// "I.A.1.b", "2024-08, 5.d".
    pub place: String,
    pub condition: &'a Expression,
    /// The cases for which the condition matters here.
    pub cases: Vec<&'a ShownCase>,
    /// What the guards have asked already: a part about nothing else need not vary here.
    pub settled: BTreeSet<FactId>,
    pub vocabulary: &'a Vocabulary,
}

impl Site<'_> {
    /// A part of the condition in words.
    pub fn words(&self, part: &Expression) -> String {
        sentence::clause(self.vocabulary, part)
    }
}

/// A place in a version, or in a policy that has none.
pub fn in_version(version: &Version, place: &str) -> String {
    version.name.as_ref().map_or_else(|| place.to_owned(), |name| format!("{name}, {place}"))
}

/// All conditions of a policy. A condition that several criteria of a version share, as a `define` does, stands once, with the cases of all.
pub fn sites<'a>(policy: &'a Policy, cases: &'a [ShownCase]) -> Vec<Site<'a>> {
    let mut sites = Sites { vocabulary: &policy.vocabulary, sites: Vec::new() };
    for applicability in policy.applicability.iter() {
        sites.add("applies when".into(), &applicability.condition, cases.iter().collect(), BTreeSet::new());
    }
    sites.advisories(&policy.advisories, "advisory", &cases.iter().collect::<Vec<_>>());
    for version in policy.versions.iter() {
        let first = sites.sites.len();
        let of_version = cases.iter().filter(|case| case.is_of(version)).collect::<Vec<_>>();
        sites.advisories(&version.advisories, &in_version(version, "advisory"), &of_version);
        for section in version.sections.iter() {
            sites.section(version, section, &of_version, first);
        }
    }
    sites.sites
}

struct Sites<'a> {
    vocabulary: &'a Vocabulary,
    sites: Vec<Site<'a>>,
}

impl<'a> Sites<'a> {
    fn add(&mut self, place: String, condition: &'a Expression, cases: Vec<&'a ShownCase>, settled: BTreeSet<FactId>) {
        self.sites.push(Site { place, condition, cases, settled, vocabulary: self.vocabulary });
    }

    fn advisories(&mut self, advisories: &'a [Advisory], place: &str, cases: &[&'a ShownCase]) {
        for condition in advisories.iter().filter_map(|advisory| advisory.condition.as_ref()) {
            self.add(place.to_owned(), condition, cases.to_vec(), BTreeSet::new());
        }
    }

    fn section(&mut self, version: &'a Version, section: &'a Section, cases: &[&'a ShownCase], first: usize) {
        if let Some(guard) = &section.guard {
            let reached = |case: &&ShownCase| case.determination.applies() == Truth::MET && case.determination.truth(guard.slot).is_some();
            let reached = cases.iter().copied().filter(reached).collect();
            self.add(in_version(version, &format!("guard of {}", section.name)), &guard.condition, reached, BTreeSet::new());
        }
        let governed = cases.iter().copied().filter(|case| case.is_governed_by(section)).collect::<Vec<_>>();
        for leaf in leaves(section) {
            let Body::Condition(condition) = &leaf.body else { continue };
            if let Some(shared) = self.sites.iter_mut().skip(first).find(|site| site.condition == condition) {
                shared.place = format!("{} and {}", shared.place, leaf.citation);
                shared.cases.extend(&governed);
            } else {
                self.add(in_version(version, &leaf.citation), condition, governed.clone(), guard_facts(version, section));
            }
        }
        let place = in_version(version, &format!("outcome of {}", section.name));
        match &section.conclusion {
            Conclusion::Refer { to } => self.choice(&place, to, &governed),
            Conclusion::NotCovered { basis } => self.choice(&place, basis, &governed),
            _ => {}
        }
    }

    fn choice<T: Clone>(&mut self, place: &str, choice: &'a Choice<T>, cases: &[&'a ShownCase]) {
        let Choice::By { selector, arms } = choice else { return };
        if let Selector::Condition(condition) = selector {
            self.add(place.to_owned(), condition, cases.to_vec(), BTreeSet::new());
        }
        arms.iter().for_each(|arm| self.choice(place, &arm.choice, cases));
    }
}
