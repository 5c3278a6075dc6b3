//! What documents tell about a case, whatever they are written in.

use crate::asked::Purposes;
use crate::nodes::Node;
use crate::particulars::Particular;
use policy_analysis::outline::{Interpretation, interpretations};
use policy_core::case::FactView;
use policy_core::explain::{Assessment, Explanation, Question};
use policy_core::json::{CaseDocument, Source};
use policy_core::policy::{Outcome, Policy};
use policy_core::vocabulary::{Addressee, FactId};
use policy_core::wording::sentence;
use std::collections::BTreeSet;

/// A case with what its policy says about it.
pub struct Report<'a, 'p> {
    /// What the case is called.
    pub title: String,
    /// How many cases came before it.
    pub position: u64,
    pub document: &'a CaseDocument,
    pub assessment: &'a Assessment<'a, 'p>,
    pub explanation: &'a Explanation<'p>,
}

/// What an outcome means, so that no one takes it for more.
pub const fn meaning(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::CriteriaMet => "The documentation meets every criterion that applies.",
        Outcome::CriteriaMetReviewRequired => {
            "The documentation meets every criterion that applies. The policy sends the request to a review."
        }
        Outcome::CriteriaNotMet | Outcome::NotCovered => {
            "This is not a denial. The request goes to a clinician, who decides."
        }
        Outcome::NeedInformation => {
            "This is not a denial. The documentation does not decide the request yet; what is missing is asked for."
        }
        Outcome::CaseByCase => "The policy leaves the decision to a clinician.",
        Outcome::Refer => "Another policy applies to the request.",
        Outcome::NotApplicable => "This policy does not apply to the request.",
    }
}

/// Questions that go to one addressee.
pub struct Asked<'p> {
    /// `None` if the vocabulary does not say who can answer them.
    pub addressee: Option<Addressee>,
    pub questions: Vec<Question<'p>>,
}

impl Asked<'_> {
    /// What to do with them.
    pub const fn request(&self) -> &'static str {
        match self.addressee {
            Some(addressee) => addressee.request(),
            None => "ask for",
        }
    }
}

/// What a case documents about a criterion.
pub enum Evidence<'a> {
    /// Nothing, which is why it is open.
    NotDocumented,
    Lines(Vec<&'a str>),
}

impl<'a, 'p> Report<'a, 'p> {
    pub fn policy(&self) -> &'p Policy {
        self.assessment.determination().policy()
    }

    pub fn nodes(&self) -> Vec<Node<'a>> {
        Node::all(self.explanation)
    }

    /// The dates that the case brings.
    pub fn dates(&self) -> [Particular; 2] {
        let case = &self.document.case;
        [
            ("date of request", case.request_date().to_string()),
            ("date of service", case.service_date().to_string()),
        ]
    }

    /// The questions, by who can answer them.
    pub fn asked(&self) -> Vec<Asked<'p>> {
        let groups = Question::by_addressee(self.assessment.questions()).into_iter();
        groups.map(|(addressee, questions)| Asked { addressee, questions }).collect()
    }

    /// The paragraphs for which facts are asked.
    pub fn purposes(&self, nodes: &[Node<'a>]) -> Purposes<'a, 'p> {
        Purposes::of(self.policy(), self.explanation.version, nodes)
    }

    /// What is documented about a criterion. Where that is nothing, it is not said fact by fact.
    pub fn evidence(&self, node: &Node<'a>) -> Evidence<'a> {
        let facts = node.facts();
        let is_open = node.explained.truth().is_unknown() && !facts.is_empty();
        let mut own = facts.into_iter().filter(|fact| !fact.is_built_in());
        if is_open && !own.any(|fact| self.is_documented(fact)) {
            Evidence::NotDocumented
        } else {
            Evidence::Lines(node.evidence().collect())
        }
    }

    /// Anything is documented about a fact.
    pub fn is_documented(&self, fact: FactId) -> bool {
        let Some(value) = self.document.case.fact(fact) else { return false };
        match value.view() {
            FactView::Date(date) => !date.is_unknown(),
            FactView::Measurement(results) => !results.is_empty(),
            FactView::History(history) => !history.is_unknown(),
            view @ (FactView::Flag(_)
            | FactView::Code(_)
            | FactView::Count(_)
            | FactView::Quantity(_)) => view.stated(&self.policy().vocabulary, fact).is_some(),
        }
    }

    /// Where a criterion's facts are documented, as far as the sender says.
    pub fn sources_of(&self, node: &Node<'_>) -> impl Iterator<Item = &'a Source> {
        let facts = node.facts();
        self.document.sources.iter().filter(move |source| facts.contains(&source.fact))
    }

    /// The sources that belong to none of these criteria.
    pub fn other_sources(&self, nodes: &[Node<'_>]) -> Vec<&'a Source> {
        let used = nodes.iter().flat_map(Node::facts).collect::<BTreeSet<_>>();
        self.document.sources.iter().filter(|source| !used.contains(&source.fact)).collect()
    }

    /// The readings on which the determination rests: those on the policy and on the version, and
    /// those on what is shown.
    pub fn interpretations(&self, nodes: &[Node<'_>]) -> Vec<Interpretation> {
        let is_shown = |place: &str| {
            let name = sentence::section_name(place);
            nodes.iter().filter(|node| node.is_used).any(|node| {
                let shown = node.explained;
                shown.citation() == Some(place) || (node.depth == 0 && shown.title() == name)
            })
        };
        let mut used = interpretations(self.policy());
        used.retain(|reading| {
            let is_of_version =
                reading.version.is_none() || reading.version.as_deref() == self.explanation.version;
            is_of_version && reading.place.as_deref().is_none_or(is_shown)
        });
        used
    }
}
