//! The few sentences that give the reason for a determination.
//!
//! It gives the section, the citations and the words that decide. It never mentions denial: what is
//! not met or not covered goes to a clinician.

use super::candidate::Candidate;
use super::leaves::{Leaves, truth_of};
use super::missing::has_open_details;
use super::required::{Required, Unmet, add_once};
use crate::Truth;
use crate::case::Chart;
use crate::determination::Determination;
use crate::policy::{Basis, Outcome, Policy};
use crate::vocabulary::FactId;
use crate::wording::Phrases;
use crate::wording::sentence::basis;
use crate::wording::words::{capitalized, push_date, push_list};

/// How many criteria, and how many facts, are named at most; the rest are counted.
const CRITERIA_NAMED: usize = 3;
const FACTS_NAMED: usize = 8;

/// The length of nearly all reasons, in bytes.
const ROOM: usize = 512;

/// The reason for the determination; `missing` are the facts that could still decide it, and
/// `details` those that could still decide what is open beside it.
pub(super) fn reason(
    case: &dyn Chart,
    determination: &Determination<'_>,
    missing: &[FactId],
    details: &[FactId],
) -> String {
    let policy = determination.policy();
    let phrases = determination.phrases();
    let mut reason = Reason {
        case,
        determination,
        policy,
        phrases,
        details,
        only: Candidate::only(determination),
        text: String::with_capacity(ROOM),
    };
    match determination.outcome() {
        Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired => reason.met(),
        Outcome::CriteriaNotMet => reason.not_met(),
        Outcome::NeedInformation => reason.need_information(missing),
        Outcome::CaseByCase => {
            reason.under();
            reason.say([" requests are judged case by case"]);
            reason.authors_words();
        }
        Outcome::Refer => reason.refer(),
        Outcome::NotCovered => reason.not_covered(),
        Outcome::NotApplicable => reason.not_applicable(),
    }
    let mut text = reason.text;
    text.truncate(text.trim_end_matches('.').len());
    text.push('.');
    text
}

struct Reason<'a, 'p> {
    case: &'a dyn Chart,
    determination: &'a Determination<'p>,
    policy: &'p Policy,
    phrases: &'p Phrases,
    /// The facts that could still decide what is open beside the outcome.
    details: &'a [FactId],
    /// The only section that may govern.
    only: Option<Candidate<'p>>,
    text: String,
}

impl<'p> Reason<'_, 'p> {
    fn say<const N: usize>(&mut self, words: [&str; N]) {
        for words in words {
            self.text.push_str(words);
        }
    }

    /// In a sentence of their own, the first few and the number of others, separated by semicolons
    /// because they contain commas.
    fn say_some_of<T: AsRef<str>>(&mut self, what: &str, items: &[T], named: usize) {
        self.say([". ", what]);
        let mut separator = ": ";
        for item in items.iter().take(named) {
            self.say([separator, item.as_ref()]);
            separator = "; ";
        }
        if let more @ 1.. = items.len().saturating_sub(named) {
            self.say(["; and ", &more.to_string(), " more"]);
        }
    }

    fn labels(&self, facts: &[FactId]) -> Vec<&'p str> {
        facts.iter().map(|fact| self.phrases.label(*fact)).collect()
    }

    fn met(&mut self) {
        match self.only {
            Some(Candidate { section, words }) if section.criteria.is_empty() => {
                self.say(["Under ", &words.heading, " nothing further is asked"]);
            }
            Some(Candidate { words, .. }) => {
                self.say(["All criteria of ", &words.heading, " are met"]);
            }
            None => {
                self.under();
                self.say([" all its criteria are met"]);
            }
        }
        if let Some(body) = self.determination.review() {
            self.say(["; review by ", body, " is required"]);
        }
        if has_open_details(self.determination, self.case) {
            self.depends_on("The terms of the approval depend on");
        }
    }

    fn not_met(&mut self) {
        let mut unmet = Unmet::default();
        for Candidate { section, words } in Candidate::all(self.determination) {
            if truth_of(section, self.determination) == Truth::NOT_MET {
                self.required().collect(&section.criteria, &mut unmet);
            }
            let reached = self.determination.reached(section).into_iter();
            for reason in reached.filter_map(|(_, conclusion)| conclusion.reason()) {
                unmet.add(String::new(), || match self.only {
                    Some(_) => capitalized(reason.trim_end_matches('.')),
                    None => format!("{}: {}", words.place, reason.trim_end_matches('.')),
                });
            }
        }
        match self.only {
            None => {
                self.under();
                self.say([" its criteria are not met"]);
                if !unmet.is_empty() {
                    self.say([". "]);
                }
            }
            Some(Candidate { words, .. }) if unmet.is_empty() => {
                self.say(["Criteria of ", &words.heading, " are not met"]);
            }
            Some(_) => {}
        }
        self.say([&unmet.in_words()]);
        if let Some(named) = self.determination.basis() {
            self.say([". The basis is: ", basis(named)]);
        }
    }

    fn required(&self) -> Required<'_, 'p> {
        Required { case: self.case, determination: self.determination }
    }

    fn need_information(&mut self, missing: &[FactId]) {
        self.say([if missing.is_empty() {
            "What is documented does not decide "
        } else {
            "Documentation is missing that could decide "
        }]);
        match self.only {
            _ if self.determination.applies() != Truth::MET => {
                self.say(["whether the policy applies"]);
            }
            Some(Candidate { section, words })
                if self.determination.criteria(section) == Truth::NOT_MET =>
            {
                self.say(["what follows under ", &words.heading]);
            }
            Some(Candidate { words, .. }) => self.say([&words.heading]),
            None => {
                self.say(["which of "]);
                self.say_places();
                self.say([" governs"]);
            }
        }
        if missing.is_empty() {
            let undecided = Leaves::of(self.determination).undecided;
            self.say_some_of("Open", &undecided, CRITERIA_NAMED);
        } else {
            self.say_some_of("Still needed", &self.labels(missing), FACTS_NAMED);
        }
    }

    fn refer(&mut self) {
        self.under();
        match self.determination.refer_to() {
            Some(policy) => self.say([" the request goes to ", policy]),
            None => {
                self.say([" the request goes to another policy"]);
                self.depends_on("Which one depends on");
            }
        }
    }

    fn not_covered(&mut self) {
        self.under();
        match self.determination.basis() {
            Some(Basis::NotCovered) => self.say([" this is not covered"]),
            Some(other) => self.say([" this is not covered: ", basis(other)]),
            None => {
                self.say([" this is not covered"]);
                self.depends_on("The basis depends on");
            }
        }
        for reason in self.reasons() {
            self.say([". ", &capitalized(reason.trim_end_matches('.'))]);
        }
    }

    fn not_applicable(&mut self) {
        if self.determination.version().is_none() {
            self.say(["The policy is not in force on the date of service, "]);
            push_date(&mut self.text, self.case.service_date().into());
        } else if self.determination.applies() == Truth::NOT_MET {
            self.does_not_apply();
        } else if Candidate::all(self.determination).next().is_none() {
            self.say(["No section of the policy speaks about this request"]);
        } else {
            self.under();
            self.say([" the policy does not apply"]);
            self.authors_words();
        }
    }

    fn does_not_apply(&mut self) {
        let mut unmet = Unmet::default();
        let conditions = self.policy.applicability.iter();
        for condition in conditions
            .filter(|condition| self.determination.truth(condition.slot) == Some(Truth::NOT_MET))
        {
            let words = condition.otherwise.as_deref();
            self.required().excluding(words, &condition.condition, &mut unmet);
        }
        self.say(["The policy does not apply. ", &unmet.in_words()]);
    }

    /// "Under I.C (other indications),", "I.A.1 requires: …. Then", or "Whichever of I.B and I.A governs,".
    fn under(&mut self) {
        if let Some(Candidate { section, words }) = self.only {
            if self.determination.criteria(section) == Truth::NOT_MET {
                let mut unmet = Unmet::default();
                self.required().collect(&section.criteria, &mut unmet);
                self.say([&unmet.in_words(), ". Then"]);
            } else {
                self.say(["Under ", &words.heading, ","]);
            }
        } else {
            self.say(["Whichever of "]);
            self.say_places();
            self.say([" governs,"]);
        }
    }

    fn say_places(&mut self) {
        push_list(
            &mut self.text,
            Candidate::all(self.determination).map(|candidate| &candidate.words.place),
            "and",
        );
    }

    /// The reasons given by the authors of the sections.
    fn reasons(&self) -> Vec<&'p str> {
        let mut reasons = Vec::new();
        for reason in Candidate::all(self.determination)
            .flat_map(|candidate| self.determination.reached(candidate.section))
            .filter_map(|(_, conclusion)| conclusion.reason())
        {
            add_once(&mut reasons, reason);
        }
        reasons
    }

    /// The same after a colon.
    fn authors_words(&mut self) {
        let words = self.reasons().join("; ");
        if !words.is_empty() {
            self.say([": ", &words]);
        }
    }

    /// What an open detail depends on: "Which one depends on: line of business of the member's plan".
    fn depends_on(&mut self, what: &str) {
        let labels = self.labels(self.details);
        if labels.is_empty() {
            let which = if self.only.is_some() {
                "which of its criteria are met"
            } else {
                "which section governs"
            };
            self.say([". ", what, " ", which]);
        } else {
            self.say_some_of(what, &labels, FACTS_NAMED);
        }
    }
}
