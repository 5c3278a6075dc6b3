//! The sentences of the bundled policies are short.

use policy_core::explain::ExplainedCriterion;
use policy_tests::bundled::{known_cases, programs};
use policy_tests::random::case_of;

/// The most words of a sentence.
const WORDS: usize = 25;

/// Sentences that are longer, by a piece of them, and why.
const LONGER: [(&str, &str); 1] =
    [("Medicare Advantage, another kind of plan", "a list of kinds of plans by their names")];

fn words(sentence: &str) -> usize {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    sentence.split_whitespace().filter(is_word).count()
}

/// Text up to a period before a space is a sentence; so is what a semicolon ends.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ").flat_map(|sentence| sentence.split("; "))
}

fn titles(criterion: ExplainedCriterion<'_>, found: &mut Vec<String>) {
    found.push(criterion.title().to_owned());
    criterion.parts().for_each(|part| titles(part, found));
    criterion.guard().into_iter().for_each(|guard| titles(guard, found));
    criterion.children().for_each(|child| titles(child, found));
    criterion.otherwise().for_each(|otherwise| titles(otherwise, found));
}

#[test]
fn no_sentence_is_long() {
    let mut long = Vec::new();
    for program in programs() {
        for facts in known_cases(program) {
            let case = case_of(program, &facts);
            let explanation = case.explain();
            let mut texts = vec![explanation.reason.clone()];
            if let Some(criteria) = &explanation.criteria {
                let nodes = criteria.applies().chain(criteria.sections());
                nodes.chain(criteria.other_sections()).for_each(|node| titles(node, &mut texts));
            }
            for sentence in texts.iter().flat_map(|text| sentences(text)) {
                let is_known = LONGER.iter().any(|(piece, _)| sentence.contains(piece));
                if words(sentence) > WORDS && !is_known && !long.contains(&sentence.to_owned()) {
                    long.push(sentence.to_owned());
                }
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
