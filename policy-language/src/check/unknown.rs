//! A name that no fact has: what its author may have meant.

use super::attributes::{beside_history, elsewhere};
use super::wording::alternatives;
use crate::diagnostic::Diagnostic;
use crate::text::Name;
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactKind, Vocabulary};

/// More suggestions than this are no help.
const MOST: usize = 4;

/// Words for a date that a case carries under another name.
const TODAY: [&str; 6] =
    ["today", "now", "current_date", "sysdate", "date_of_service", "date_of_request"];

/// Words that are typed in prose.
const PROSE: [&str; 33] = [
    "last", "past", "latest", "recent", "current", "most", "each", "with", "without", "for", "has",
    "have", "had", "member", "patient", "must", "should", "than", "more", "less", "least", "other",
    "all", "none", "both", "either", "true", "false", "yes", "this", "that", "these", "when",
];

/// The message about a name that is neither a fact of the vocabulary nor one of the `others`
/// (`define`s and parameters).
pub fn unknown_fact(name: &Name, vocabulary: &Vocabulary, others: &[&str]) -> Diagnostic {
    let typed = name.value.as_str();
    let mistake = Diagnostic::at(name.place, format!("unknown fact `{typed}`"));
    if let Some((first, second)) = typed.split_once(' ')
        && others.contains(&first)
        && vocabulary.find(second).is_some()
    {
        return Diagnostic::at(name.place, format!("nothing joins `{first}` and `{second}`"))
            .help(format!("write `{first}({second})` if `{second}` is what `{first}` asks about, or `AND` or `OR` between two conditions"));
    }
    if let Some((first, second)) = typed.split_once(' ')
        && [first, second]
            .iter()
            .all(|word| vocabulary.find(word).is_some() || others.contains(word))
    {
        return Diagnostic::at(name.place, format!("nothing joins `{first}` and `{second}`"))
            .help("write `AND` or `OR` between two conditions");
    }
    if TODAY.contains(&typed) {
        return mistake
            .help("write `service_date` or `request_date`")
            .note("a policy has no clock: the case carries its dates");
    }
    let facts = || vocabulary.facts.iter().map(|fact| &*fact.name);
    let owners = vocabulary
        .facts
        .iter()
        .filter(|fact| is_value(fact, typed))
        .map(|fact| &*fact.name)
        .collect::<Vec<_>>();
    match owners[..] {
        [owner] => return mistake.help(format!("`{typed}` is a value of `{owner}`: write `{owner} = {typed}`, or `{owner} in [..]` for several")),
        [_, ..] if owners.len() <= MOST => {
            return mistake.help(format!("`{typed}` is a value of {}: write `FACT = {typed}`", alternatives(owners.iter().copied())));
        }
        _ => {}
    }
    if let Some(right) = elsewhere(typed, vocabulary).or_else(|| beside_history(typed, vocabulary))
    {
        return mistake.help(right);
    }
    // A word of English is not a misspelled name, however near one is.
    let prose = typed.split(' ').any(|word| PROSE.contains(&word));
    let near = nearest(typed, facts().chain(others.iter().copied()).filter(|_| !prose));
    // A word before a whole name may be what matters: `once visit` is not a misspelled `visit`.
    let whole = typed.contains(' ') && !within_words(typed, vocabulary).is_empty();
    let near = if whole { Vec::new() } else { near };
    if !near.is_empty() {
        return mistake.did_you_mean(&near);
    }
    if let [only] = within_words(typed, vocabulary)[..] {
        return mistake.help(format!(
            "write `{}` alone, if the other words add nothing to it, or name a fact for what they say",
            only.name
        ));
    }
    let labeled = by_label(typed, vocabulary);
    match labeled[..] {
        [] => mistake.help(format!(
            "use a fact of the vocabulary `{}`, or add this one to it",
            vocabulary.name
        )),
        _ => mistake.help(format!(
            "did you mean {}?",
            labeled
                .iter()
                .map(|fact| format!("`{}` ({})", fact.name, fact.label))
                .collect::<Vec<_>>()
                .join(" or ")
        )),
    }
}

/// Whether a fact is a code with this value.
pub fn is_value(fact: &Fact, value: &str) -> bool {
    matches!(&fact.kind, FactKind::Code { values, .. } if values.iter().any(|known| *known == value))
}

/// The facts whose whole name was typed among other words, where no label has all of these.
fn within_words<'v>(typed: &str, vocabulary: &'v Vocabulary) -> Vec<&'v Fact> {
    if !by_label(typed, vocabulary).is_empty() || !typed.contains(' ') {
        return Vec::new();
    }
    let named = |fact: &&Fact| typed.split(' ').any(|word| *fact.name == *word);
    vocabulary.facts.iter().filter(named).collect()
}

/// The facts whose label or name has every word that was typed. None where there are too many to
/// name.
fn by_label<'v>(typed: &str, vocabulary: &'v Vocabulary) -> Vec<&'v Fact> {
    let typed = words(typed);
    let all = |fact: &&Fact| {
        let known = words(&format!("{} {}", fact.label, fact.name));
        typed.iter().all(|word| known.contains(word))
    };
    let long = typed.iter().any(|word| word.len() > 3);
    let found = vocabulary.facts.iter().filter(all).filter(|_| long).collect::<Vec<_>>();
    if found.len() > MOST { Vec::new() } else { found }
}

/// The words of a label or of a name, in lower case and without the plural.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = word.to_lowercase();
            word.strip_suffix('s')
                .filter(|singular| singular.len() > 3)
                .map_or(word.clone(), str::to_owned)
        })
        .collect()
}
