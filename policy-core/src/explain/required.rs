//! What is required and not met, each as a sentence with what is documented: "I.A.1.c requires: New
//! York Heart Association functional class is class II or class III; documented: class IV".
//!
//! The frame is right for any label, be it a noun or a sentence, and for a negation: "7 excludes:
//! myeloma involving the central nervous system; documented: yes". Of a conjunction, only the parts
//! that are not met are told, and of what is documented, only what decides. What would make a long
//! sentence is told by its title, or by its citation alone.

use super::lines::Lines;
use crate::Truth;
use crate::case::{Chart, bounds};
use crate::determination::Determination;
use crate::evaluate::reference::Documentation;
use crate::policy::{
    Body, Connective, Criterion, DateTest, Expression, Quantifier, Region, Term, Window,
};
use crate::wording::Evidence;
use crate::wording::sentence::{clause, title};
use crate::wording::words::{capitalized, has_at_most, inside, is_short, list};
use std::borrow::Cow;

/// How many criteria are told in full, and how many others by their citation; the rest are counted.
const TOLD: usize = 3;
const NAMED: usize = 8;

/// How many lines of evidence are shown for a criterion.
const LINES: usize = 3;

/// The most words of a title beside a requirement.
const TITLE_WORDS: usize = 5;

/// What is not met, in the order of the outline.
#[derive(Default)]
pub(super) struct Unmet {
    told: Vec<String>,
    others: Vec<String>,
}

impl Unmet {
    pub(super) const fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Adds a sentence, or only its citation where enough is told.
    pub(super) fn add(&mut self, citation: String, sentence: impl FnOnce() -> String) {
        if self.told.len() < TOLD {
            add_once(&mut self.told, sentence());
        } else if !citation.is_empty() {
            add_once(&mut self.others, citation);
        }
    }

    /// All of it, without the last period.
    pub(super) fn in_words(&self) -> String {
        let mut words = self.told.join(". ");
        let named = self.others.iter().take(NAMED).cloned();
        let more = match self.others.len().saturating_sub(NAMED) {
            0 => None,
            more => Some(format!("{more} more")),
        };
        if !self.others.is_empty() {
            let others = list(named.chain(more), "and");
            words.push_str(&format!(". Also not met: {others}"));
        }
        words
    }
}

/// The criteria of a determination with the case for which it was made.
pub(super) struct Required<'a, 'p> {
    pub(super) case: &'a dyn Chart,
    pub(super) determination: &'a Determination<'p>,
}

impl Required<'_, '_> {
    fn documentation(&self) -> Documentation<'_> {
        Documentation { vocabulary: &self.determination.policy().vocabulary, chart: self.case }
    }

    /// Those because of which criteria that must all be met are not: a group whose criteria must all
    /// be met fails in its parts.
    pub(super) fn collect(&self, criteria: &[Criterion], unmet: &mut Unmet) {
        let failed = criteria
            .iter()
            .filter(|criterion| self.determination.truth(criterion.slot) == Some(Truth::NOT_MET));
        for criterion in failed {
            let Criterion { citation, title, body, .. } = criterion;
            let title = title.as_deref();
            match body {
                Body::Condition(condition) => {
                    self.condition(citation, title, condition, unmet);
                }
                Body::Group { quantifier: Quantifier::AllOf, criteria } => {
                    self.collect(criteria, unmet);
                }
                Body::Group { quantifier: Quantifier::NoneOf, criteria } => {
                    self.excluded(criteria, unmet);
                }
                Body::Group { quantifier: Quantifier::AnyOf, criteria } => {
                    unmet.add(citation.to_string(), || {
                        format!("{} {}; none is met", named(citation, title), self.one_of(criteria))
                    });
                }
                Body::Group { quantifier: Quantifier::AtLeast(needed), criteria } => {
                    let met = self.met(criteria).count();
                    let number = criteria.len();
                    let are = if met == 1 { "is" } else { "are" };
                    unmet.add(citation.to_string(), || {
                        let named = named(citation, title);
                        format!(
                            "{named} requires at least {needed} of {number} criteria; {met} {are} met"
                        )
                    });
                }
            }
        }
    }

    /// "requires one of: …; …", or "requires one of 3 criteria" where that would be long.
    fn one_of(&self, criteria: &[Criterion]) -> String {
        let vocabulary = self.documentation().vocabulary;
        let titles = criteria.iter().map(|criterion| title(vocabulary, criterion));
        let titles = titles.map(|title| inside(&title).into_owned()).collect::<Vec<_>>();
        let listed = titles.join("; ");
        if is_short(&listed) {
            format!("requires one of: {listed}")
        } else {
            format!("requires one of {} criteria", criteria.len())
        }
    }

    /// The criteria of a list that are met.
    fn met<'c>(&self, criteria: &'c [Criterion]) -> impl Iterator<Item = &'c Criterion> {
        criteria
            .iter()
            .filter(|criterion| self.determination.truth(criterion.slot) == Some(Truth::MET))
    }

    /// Those of which none may be met, and which are.
    fn excluded(&self, criteria: &[Criterion], unmet: &mut Unmet) {
        for Criterion { citation, title, body, .. } in self.met(criteria) {
            match (title.as_deref(), body) {
                (title, Body::Condition(condition)) => unmet.add(citation.to_string(), || {
                    self.sentence(citation, title, "excludes", (condition, condition))
                }),
                (Some(title), Body::Group { .. }) => unmet.add(citation.to_string(), || {
                    format!("{citation} excludes: {}; it is met", inside(title))
                }),
                (None, Body::Group { criteria, .. }) => self.excluded(criteria, unmet),
            }
        }
    }

    /// A condition that is not met; of a conjunction, each of its parts that is not met.
    fn condition(
        &self,
        citation: &str,
        title: Option<&str>,
        condition: &Expression,
        unmet: &mut Unmet,
    ) {
        match condition {
            Expression::AtLeast(needed, parts)
                if Connective::of(*needed, parts) == Connective::And =>
            {
                for part in parts.iter().filter(|part| self.truth(part) == Truth::NOT_MET) {
                    self.condition(citation, title, part, unmet);
                }
                return;
            }
            // None of the parts may hold.
            Expression::Not(negated) if is_or(negated) => {
                for part in negated.parts().iter().filter(|part| self.truth(part) == Truth::MET) {
                    self.condition(citation, title, &Expression::Not(part.clone().into()), unmet);
                }
                return;
            }
            Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::Test { .. }
            | Expression::If { .. } => {}
        }
        unmet.add(citation.to_owned(), || {
            let (verb, said) = framed("requires", "excludes", condition);
            self.sentence(citation, title, verb, (said, condition))
        });
    }

    /// A condition of the policy itself that is not met, under the author's words if there are any.
    pub(super) fn excluding(&self, words: Option<&str>, condition: &Expression, unmet: &mut Unmet) {
        unmet.add(String::new(), || {
            if let Some(words) = words {
                let words = capitalized(words.trim_end_matches('.'));
                return format!("{words}; documented: {}", self.documented(condition, false));
            }
            let (verb, said) = framed("It requires", "It excludes", condition);
            let words = clause(self.documentation().vocabulary, said);
            format!("{verb}: {words}; documented: {}", self.documented(condition, true))
        });
    }

    fn truth(&self, condition: &Expression) -> Truth {
        self.documentation().truth(condition)
    }

    /// "I.A.1.b (reduced ejection fraction) requires: …; documented: …"
    fn sentence(
        &self,
        citation: &str,
        title: Option<&str>,
        verb: &str,
        (said, condition): (&Expression, &Expression),
    ) -> String {
        let words = clause(self.documentation().vocabulary, said);
        if is_short(&words) {
            let documented = self.documented(condition, true);
            let required =
                format!("{} {verb}: {words}{}", named(citation, title), self.since(condition));
            return if is_short(&format!("{words} {documented}")) {
                format!("{required}; documented: {documented}")
            } else {
                format!("{required}. Documented: {documented}")
            };
        }
        let documented = self.documented(condition, false);
        match title {
            Some(title) => {
                format!("{citation} {verb}: {}. Documented: {documented}", inside(title))
            }
            None => format!("{citation} is not met. Documented: {documented}"),
        }
    }

    /// " (since 2026-02-21)": the first day of the one period that a condition looks back over.
    fn since(&self, condition: &Expression) -> String {
        let mut firsts = condition
            .predicates()
            .filter_map(looked_back_over)
            .filter_map(|window| bounds(window, self.case).widest().first_day())
            .collect::<Vec<_>>();
        firsts.dedup();
        match firsts.as_slice() {
            [first] => format!(" (since {first})"),
            _ => String::new(),
        }
    }

    /// What is documented of what decides a condition; of a single fact that was just named, its
    /// value alone.
    fn documented(&self, condition: &Expression, is_named: bool) -> String {
        let mut decisive = Vec::new();
        self.decisive(condition, &mut decisive);
        let vocabulary = self.documentation().vocabulary;
        let is_alone = is_named && condition.predicates().count() == 1;
        let mut shown = Vec::new();
        for predicate in decisive {
            let evidence = Evidence::of(vocabulary, predicate);
            let mut lines = Lines::default();
            evidence.write(self.documentation(), &mut lines);
            let label = match evidence.lines.as_slice() {
                [line] if is_alone => Some(&*line.beginning),
                _ => None,
            };
            for text in lines.at(0..lines.len()) {
                let value = label.and_then(|label| text.strip_prefix(label));
                add_once(
                    &mut shown,
                    value.map_or_else(|| inside(text), Cow::Borrowed).into_owned(),
                );
            }
        }
        let more = shown.len().saturating_sub(LINES);
        shown.truncate(LINES);
        if more > 0 {
            shown.push(format!("{more} more"));
        }
        shown.join("; ")
    }

    /// The predicates because of which a condition is what it is.
    fn decisive<'e>(&self, condition: &'e Expression, found: &mut Vec<&'e Expression>) {
        let truth = self.truth(condition);
        match condition {
            Expression::Test { .. } => found.push(condition),
            Expression::Not(negated) => self.decisive(negated, found),
            Expression::AtLeast(_, parts) => {
                for part in parts.iter().filter(|part| self.truth(part) == truth) {
                    self.decisive(part, found);
                }
            }
            Expression::If { condition, then, otherwise } => {
                self.decisive(condition, found);
                match self.truth(condition) {
                    Truth::MET => self.decisive(then, found),
                    Truth::NOT_MET => self.decisive(otherwise, found),
                    _ => [then, otherwise].into_iter().for_each(|part| self.decisive(part, found)),
                }
            }
        }
    }
}

/// What is excluded, for a negated flag or a negated compound; otherwise what is required.
fn framed<'e>(
    requires: &'static str,
    excludes: &'static str,
    condition: &'e Expression,
) -> (&'static str, &'e Expression) {
    match condition {
        Expression::Not(negated) => match &**negated {
            Expression::Test { term: Term::Flag(_), .. }
            | Expression::AtLeast(..)
            | Expression::If { .. } => (excludes, negated),
            Expression::Test { .. } | Expression::Not(_) => (requires, condition),
        },
        Expression::AtLeast(..) | Expression::Test { .. } | Expression::If { .. } => {
            (requires, condition)
        }
    }
}

fn is_or(condition: &Expression) -> bool {
    match condition {
        Expression::AtLeast(needed, parts) => Connective::of(*needed, parts) == Connective::Or,
        Expression::Test { .. } | Expression::Not(_) | Expression::If { .. } => false,
    }
}

/// The period that a predicate looks back over, if it does.
fn looked_back_over(predicate: &Expression) -> Option<Window> {
    let Expression::Test { term, region } = predicate else { return None };
    let window = match region {
        Region::Day(DateTest::In(window)) => Some(*window),
        Region::Day(DateTest::Compare(..))
        | Region::Yes
        | Region::Values(_)
        | Region::Whole(_)
        | Region::Quantity(_)
        | Region::Norm(_)
        | Region::Than(_) => term.window(),
    };
    window.filter(|window| window.look_back().is_some())
}

/// "I.A.1.b (reduced ejection fraction)"; the citation alone where the title is a sentence.
fn named(citation: &str, title: Option<&str>) -> String {
    match title.filter(|title| has_at_most(title, TITLE_WORDS)) {
        Some(title) => format!("{citation} ({})", inside(title)),
        None => citation.to_owned(),
    }
}

/// Each once, since sections can share criteria, words and selectors.
pub(super) fn add_once<T: PartialEq>(items: &mut Vec<T>, item: T) {
    if !items.contains(&item) {
        items.push(item);
    }
}
