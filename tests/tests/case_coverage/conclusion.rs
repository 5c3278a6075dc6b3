//! Where a case can end: in every version, under every section, in every arm of a `by`, with every advisory.

use super::shown::ShownCase;
use super::site::in_version;
use policy_core::Truth;
use policy_core::case::FactView;
use policy_core::policy::{Advisory, Choice, Conclusion, Outcome, Policy, Section, Selector, Version};
use policy_core::vocabulary::{FactId, FactKind, Vocabulary};

pub fn gaps(policy: &'static Policy, cases: &[ShownCase]) -> Vec<String> {
    let mut gaps = gaps_of_advisories(&policy.advisories, "advisory", &cases.iter().collect::<Vec<_>>());
    for version in policy.versions.iter() {
        let of_version = cases.iter().filter(|case| case.is_of(version)).collect::<Vec<_>>();
        gaps.extend(gaps_of_days(version, cases));
        gaps.extend(gaps_of_advisories(&version.advisories, &in_version(version, "advisory"), &of_version));
        for section in version.sections.iter() {
            gaps.extend(gaps_of_section(policy, section, &of_version).into_iter().map(|gap| in_version(version, &gap)));
        }
    }
    gaps
}

/// The first and the last day of a version, and the days around it.
fn gaps_of_days(version: &Version, cases: &[ShownCase]) -> Vec<String> {
    let first = version.from.into_iter().flat_map(|from| [(from, "first day"), (from.pred_opt().unwrap(), "day before its first")]);
    let last = version.to.into_iter().flat_map(|to| [(to, "last day"), (to.succ_opt().unwrap(), "day after its last")]);
    first
        .chain(last)
        .filter(|(day, _)| !cases.iter().any(|case| case.case.service_date() == *day))
        .map(|(day, what)| in_version(version, &format!("no case with service on its {what}, {day}")))
        .collect()
}

fn gaps_of_advisories(advisories: &[Advisory], place: &str, cases: &[&ShownCase]) -> Vec<String> {
    let given = |advisory: &&Advisory| cases.iter().any(|case| case.explanation.advisories.contains(&advisory.text));
    advisories.iter().filter(|advisory| !given(advisory)).map(|advisory| format!("{place}: no case is given “{}”", advisory.text)).collect()
}

fn gaps_of_section(policy: &Policy, section: &Section, cases: &[&ShownCase]) -> Vec<String> {
    let governed = cases.iter().copied().filter(|case| case.is_governed_by(section)).collect::<Vec<_>>();
    let mut gaps = Vec::new();
    let mut outcomes = vec![section.conclusion.outcome()];
    if !section.criteria.is_empty() {
        outcomes.extend([Outcome::CriteriaNotMet, Outcome::NeedInformation]);
    }
    for outcome in outcomes {
        if !governed.iter().any(|case| case.determination.outcome() == outcome) {
            gaps.push(format!("section {}: no case in which it governs and comes to {}", section.name, outcome.name()));
        }
    }
    let open = |case: &&ShownCase| section.guard.as_ref().is_some_and(|guard| case.determination.truth(guard.slot) == Some(Truth::UNKNOWN));
    if section.guard.is_some() && !cases.iter().any(open) {
        gaps.push(format!("section {}: no case in which it is not known whether it governs", section.name));
    }
    let mut arms = Arms { vocabulary: &policy.vocabulary, gaps: Vec::new() };
    match &section.conclusion {
        Conclusion::Refer { to } => arms.choice(to, &governed, ""),
        Conclusion::NotCovered { basis } => arms.choice(basis, &governed, ""),
        _ => {}
    }
    gaps.extend(arms.gaps.into_iter().map(|gap| format!("section {}: {gap}", section.name)));
    gaps
}

struct Arms<'a> {
    vocabulary: &'a Vocabulary,
    gaps: Vec<String>,
}

impl Arms<'_> {
    /// Looks for a case for every value of every arm; `path` is how the choice was reached.
    fn choice<T: Clone>(&mut self, choice: &Choice<T>, cases: &[&ShownCase], path: &str) {
        let Choice::By { selector, arms } = choice else { return };
        for arm in arms.iter() {
            let mut taken = Vec::new();
            for value in (0..u64::BITS).filter(|value| arm.values >> value & 1 == 1) {
                let selected = cases.iter().copied().filter(|case| candidates(case, selector) == Some(1 << value)).collect::<Vec<_>>();
                if selected.is_empty() {
                    self.gaps.push(format!("no case takes the arm{path} {}", self.name(selector, value)));
                }
                taken.extend(selected);
            }
            let names = (0..u64::BITS).filter(|value| arm.values >> value & 1 == 1).map(|value| self.name(selector, value)).collect::<Vec<_>>();
            self.choice(&arm.choice, &taken, &format!("{path} {} =>", names.join(", ")));
        }
    }

    fn name(&self, selector: &Selector, value: u32) -> String {
        let no_or_yes = || if value == 0 { "false".to_owned() } else { "true".to_owned() };
        let Selector::Code(fact) = selector else { return no_or_yes() };
        match self.vocabulary.fact(*fact).map(|fact| &fact.kind) {
            Some(FactKind::Code { values }) => values[value as usize].to_string(),
            _ => no_or_yes(),
        }
    }
}

/// The possible values of what a choice hangs on, as bits.
fn candidates(case: &ShownCase, selector: &Selector) -> Option<u64> {
    let documented = |fact: &FactId| match case.view(*fact)? {
        FactView::Code(candidates) => Some(candidates),
        FactView::Flag(flag) => Some(flag.mask()),
        _ => None,
    };
    match selector {
        Selector::Code(fact) | Selector::Flag(fact) => documented(fact),
        Selector::Condition(condition) => Some(case.truth(condition).mask()),
    }
}
