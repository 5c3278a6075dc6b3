//! The one sentence that says why a determination is what it is.
//!
//! It names the section, the citations and the words that decide. It never speaks of a denial: what is not met, or not covered, goes to a clinician.

use super::conclusion::{basis, by};
use super::phrases::Phrases;
use super::render::{leaves, truth_of};
use super::sentence::clause;
use super::words::list;
use crate::Truth;
use crate::case::{Case, FactView};
use crate::data::Text;
use crate::determination::Determination;
use crate::evaluate::reference;
use crate::policy::{Basis, Body, Choice, Conclusion, Criterion, Outcome, Policy, Quantifier, Section, Selector};
use crate::vocabulary::FactId;
use core::hash::Hash;
use std::collections::HashSet;

/// At most so many criteria, and so many facts, are named; the rest is counted.
const CRITERIA_NAMED: usize = 3;
const FACTS_NAMED: usize = 8;

/// Why the determination is what it is; `missing` are the facts that could still decide it.
pub(super) fn reason(case: &dyn Case, determination: &Determination, missing: &[FactId]) -> String {
    let policy = determination.policy();
    let reason = Reason { case, determination, policy, phrases: determination.phrases(), sections: determination.candidates().collect() };
    let mut text = match determination.outcome() {
        Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired => reason.met(),
        Outcome::CriteriaNotMet => reason.not_met(),
        Outcome::NeedInformation => reason.need_information(missing),
        Outcome::CaseByCase => with_words(format!("{} requests are judged case by case", reason.under()), &reason.authors_words()),
        Outcome::Refer => reason.refer(),
        Outcome::NotCovered => reason.not_covered(),
        Outcome::NotApplicable => reason.not_applicable(),
    };
    text.truncate(text.trim_end_matches('.').len());
    text.push('.');
    text
}

struct Reason<'a> {
    case: &'a dyn Case,
    determination: &'a Determination,
    policy: &'static Policy,
    phrases: &'static Phrases,
    sections: Vec<&'static Section>,
}

impl Reason<'_> {
    fn met(&self) -> String {
        let met = match &*self.sections {
            [section] if section.criteria.is_empty() => format!("Under {} nothing further is asked", place(section)),
            [section] => format!("All criteria of {} are met", place(section)),
            _ => format!("{} all its criteria are met", self.under()),
        };
        self.determination.review().map_or_else(|| met.clone(), |body| format!("{met}; review by {body} is required"))
    }

    fn not_met(&self) -> String {
        let mut decisive = Vec::new();
        for section in &self.sections {
            if truth_of(section, self.determination) == Truth::NOT_MET {
                self.collect_decisive(&section.criteria, &mut decisive);
            } else if let Some(words) = section.conclusion.reason() {
                let place = if self.sections.len() == 1 { String::new() } else { format!(" ({})", place(section)) };
                decisive.push(format!("{words}{place}").into());
            }
        }
        let lead = match &*self.sections {
            [section] => format!("Criteria of {} are not met", place(section)),
            _ => format!("{} its criteria are not met", self.under()),
        };
        with_words(lead, &some_of(&each_once(decisive), CRITERIA_NAMED))
    }

    /// The criteria on account of which their section is not met: a group of which all are asked for fails in its parts, another one as a whole.
    fn collect_decisive(&self, criteria: &'static [Criterion], decisive: &mut Vec<Text>) {
        let failed = criteria.iter().filter(|criterion| self.determination.truth(criterion.slot) == Some(Truth::NOT_MET));
        for criterion in failed {
            match &criterion.body {
                Body::Group { quantifier: Quantifier::AllOf, criteria } => self.collect_decisive(criteria, decisive),
                _ => decisive.push(self.phrases.failed(self.determination.version_position(), criterion.slot).into()),
            }
        }
    }

    fn need_information(&self, missing: &[FactId]) -> String {
        let open = match &*self.sections {
            _ if self.determination.applies() != Truth::MET => "whether the policy applies".into(),
            [section] => place(section),
            sections => format!("which of {} governs", list(sections.iter().map(|section| place(section)), "and")).into(),
        };
        if missing.is_empty() {
            let undecided = leaves(self.determination, Truth::UNKNOWN);
            return with_words(format!("What is documented does not decide {open}"), &some_of(&undecided, CRITERIA_NAMED));
        }
        let labels = missing.iter().map(|fact| self.phrases.label(*fact)).collect::<Vec<_>>();
        format!("Documentation is missing that could decide {open}: {}", some_of(&labels, FACTS_NAMED))
    }

    fn refer(&self) -> String {
        let under = self.under();
        match self.determination.refer_to() {
            Some(policy) => format!("{under} the request goes to {policy}"),
            None => format!("{under} the request goes to another policy{}", self.chosen_by()),
        }
    }

    fn not_covered(&self) -> String {
        let under = self.under();
        match self.determination.basis() {
            Some(Basis::NotCovered) => format!("{under} this is not covered"),
            Some(other) => format!("{under} this is not covered: {}", basis(other)),
            None => format!("{under} this is not covered, on a basis{}", self.chosen_by()),
        }
    }

    fn not_applicable(&self) -> String {
        if self.determination.version().is_none() {
            return format!("The policy is not in force on the date of service, {}", self.case.service_date());
        }
        if self.determination.applies() == Truth::NOT_MET {
            let failed = self.policy.applicability.iter().filter(|condition| self.determination.truth(condition.slot) == Some(Truth::NOT_MET));
            let (explained, others) = failed.partition::<Vec<_>, _>(|condition| condition.otherwise.is_some());
            let explained = explained.iter().filter_map(|condition| condition.otherwise.as_deref()).collect::<Vec<_>>().join("; ");
            let others = others.iter().map(|applicability| clause(&self.policy.vocabulary, &applicability.condition)).collect::<Vec<_>>();
            let explained = if explained.is_empty() { explained } else { format!(" ({explained})") };
            let others = some_of(&others, CRITERIA_NAMED);
            return with_words(format!("The policy does not apply{explained}{}", if others.is_empty() { "" } else { "; not met" }), &others);
        }
        if self.sections.is_empty() {
            return "No section of the policy speaks about this request".to_owned();
        }
        with_words(format!("{} the policy does not apply", self.under()), &self.authors_words())
    }

    /// "Under I.A", or "Whichever of I.B and I.A governs,".
    fn under(&self) -> String {
        match &*self.sections {
            [section] => format!("Under {}", place(section)),
            sections => format!("Whichever of {} governs,", list(sections.iter().map(|section| place(section)), "and")),
        }
    }

    /// What the authors of the sections say on why.
    fn authors_words(&self) -> String {
        each_once(self.sections.iter().filter_map(|section| section.conclusion.reason())).join("; ")
    }

    /// What an open detail hangs on: ", chosen by line of business of the member's plan".
    fn chosen_by(&self) -> String {
        let mut selectors = Vec::new();
        for section in &self.sections {
            match &section.conclusion {
                Conclusion::Refer { to } => self.collect_open(to, &mut selectors),
                Conclusion::NotCovered { basis } => self.collect_open(basis, &mut selectors),
                _ => {}
            }
        }
        if selectors.is_empty() {
            " that depends on which section governs".to_owned()
        } else {
            format!(" chosen {}", list(each_once(selectors), "and"))
        }
    }

    fn collect_open<T: Clone>(&self, choice: &Choice<T>, selectors: &mut Vec<String>) {
        let Choice::By { selector, arms } = choice else { return };
        let candidates = self.candidates(selector);
        let reached = arms.iter().filter(|arm| arm.values & candidates != 0).collect::<Vec<_>>();
        if reached.len() > 1 {
            selectors.push(by(&self.policy.vocabulary, selector));
        }
        for arm in reached {
            self.collect_open(&arm.choice, selectors);
        }
    }

    /// The possible values of what a detail hangs on, as bits.
    fn candidates(&self, selector: &Selector) -> u64 {
        let fact = match selector {
            Selector::Code(fact) | Selector::Flag(fact) => self.case.fact(*fact),
            Selector::Condition(condition) => {
                return reference::truth(condition, self.policy, self.case).mask();
            }
        };
        match fact.map(|fact| fact.view()) {
            Some(FactView::Code(candidates)) => candidates,
            Some(FactView::Flag(flag)) => flag.mask(),
            _ => u64::MAX,
        }
    }
}

/// A section by its citation, or by its name where its source does not number it.
fn place(section: &'static Section) -> Text {
    section.citation().map_or_else(|| format!("“{}”", section.name.replace('_', " ")).into(), Text::Borrowed)
}

fn with_words(mut lead: String, words: &str) -> String {
    if !words.is_empty() {
        lead.push_str(": ");
        lead.push_str(words);
    }
    lead
}

/// Each once, since sections may have criteria, words and selectors in common.
fn each_once<T: Clone + Eq + Hash>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// The first few, and how many more; between them semicolons, since they have commas of their own.
fn some_of<T: AsRef<str>>(items: &[T], named: usize) -> String {
    let mut text = String::new();
    for item in items.iter().take(named) {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(item.as_ref());
    }
    match items.len().saturating_sub(named) {
        0 => text,
        more => format!("{text}; and {more} more"),
    }
}
