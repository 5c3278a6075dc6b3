//! What a determination says beside its outcome, reason and criteria: names with their texts. In: an
//! assessment and its explanation. Out: what every rendering shows, in the same words and order.

use policy_core::explain::{Assessment, Explanation};
use policy_core::vocabulary::Vocabulary;
use policy_core::wording::sentence;

/// A name and what is said under it.
pub type Particular = (&'static str, String);

/// Which section and policy the outcome comes from.
pub fn origin(explanation: &Explanation<'_>) -> Vec<Particular> {
    let section = explanation.section.as_ref().map(|section| {
        let citation = section.citation.map(|citation| format!("{citation} ")).unwrap_or_default();
        ("section", format!("{citation}{}", sentence::section_name(section.name)))
    });
    let version = explanation.version.map(|version| format!(", version {version}"));
    let policy =
        format!("{} ({}){}", explanation.policy, explanation.number, version.unwrap_or_default());
    section.into_iter().chain([("policy", policy)]).collect()
}

/// The facts on which what is open beside a settled outcome depends; `None` if nothing is open.
pub fn open_details(vocabulary: &Vocabulary, explanation: &Explanation<'_>) -> Option<String> {
    let names = explanation.missing_details.iter();
    let facts = names.filter_map(|name| vocabulary.find(name));
    let labels = facts.map(|(id, _)| vocabulary.label_of(id)).collect::<Vec<_>>();
    (!labels.is_empty()).then(|| labels.join("; "))
}

/// What goes with the outcome: terms, who reviews, where to refer, what is open, advisories.
pub fn consequences(
    assessment: &Assessment<'_, '_>,
    explanation: &Explanation<'_>,
) -> Vec<Particular> {
    let determination = assessment.determination();
    let approval = determination.approval().map(|terms| sentence::approval(&terms));
    let open = open_details(&determination.policy().vocabulary, explanation)
        .map(|facts| format!("depends on {facts}"));
    let mut particulars = [
        ("approval", approval),
        ("review", explanation.review.map(str::to_owned)),
        ("refer to", explanation.refer_to.map(str::to_owned)),
        ("basis", explanation.basis.map(|basis| sentence::basis(basis).to_owned())),
        ("open", open),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some((name, text?)))
    .collect::<Vec<_>>();
    let advisories = explanation.advisories.iter();
    particulars.extend(advisories.map(|advisory| ("advisory", (*advisory).to_owned())));
    particulars
}
