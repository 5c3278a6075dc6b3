//! A name that no fact has: what its author may have meant.

use super::attributes::{beside_history, elsewhere};
use super::normal::called_otherwise;
use super::wording::alternatives;
use crate::diagnostic::Diagnostic;
use crate::text::Name;
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};

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
    if let Some(mistake) = called_otherwise(name, vocabulary) {
        return mistake;
    }
    if TODAY.contains(&typed) {
        return mistake
            .help("write `service_date` or `request_date`")
            .note("a policy has no clock: the case carries its dates");
    }
    if typed == "baseline" {
        return mistake.help("name the fact for it, such as `baseline_weight`, or say which results are meant, as in `weight on or before therapy_start`");
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
    if let [only] = within_words(typed, vocabulary)[..]
        && let Some(right) = of_change(typed, only)
    {
        return mistake.help(right);
    }
    if let [only] = within_words(typed, vocabulary)[..]
        && let Some((id, _)) = vocabulary.find(&only.name)
        && let Some(right) =
            of_history(typed, (id, only), vocabulary).or_else(|| of_measurement(typed, only))
    {
        return mistake.help(right);
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

/// `ongoing trial`, `all trial`: what is asked of a history with another word beside its name.
fn of_history(
    typed: &str,
    (id, history): (FactId, &Fact),
    vocabulary: &Vocabulary,
) -> Option<String> {
    let FactKind::History { form, .. } = history.kind else { return None };
    let has = |words: &[&str]| typed.split(' ').any(|word| words.contains(&word));
    let name = &history.name;
    if form == HistoryForm::Courses && has(&["duration", "length"]) {
        return Some(format!(
            "write `any {name} lasting at least 8 weeks`, with the time of the source"
        ));
    }
    if form == HistoryForm::Courses && has(&["ongoing", "current", "active", "continuing"]) {
        return Some(format!(
            "write `any {name} on request_date`: one that is going on has a day then"
        ));
    }
    if has(&["all", "each"]) {
        return Some(format!(
            "write `no {name} where NOT …` if none may be otherwise, or `any {name} where …`"
        ));
    }
    if has(&["prior", "previous", "past"]) {
        return Some(format!(
            "write `{name}` alone: what is counted lies before the request anyway; before another day, write the day, as in `any {name} before service_date`"
        ));
    }
    if has(&["recent"]) {
        return Some(format!("say how recent, as in `any {name} within 6 months`"));
    }
    if has(&["multiple", "several", "repeated", "frequent"]) {
        return Some(format!("say how many, as in `at least 2 {name}`"));
    }
    if has(&["consecutive", "successive"]) {
        return Some(format!(
            "write `{name}` alone if others may lie between them; how close they are is asked with `at most 30 days apart`"
        ));
    }
    let attributes = vocabulary.attributes_of(id).map(|(_, attribute)| &*attribute.name);
    let attributes = attributes.collect::<Vec<_>>();
    let [_, ..] = attributes[..] else { return None };
    Some(format!(
        "say what it has to be with `where` and one of its attributes ({}), as in `any {name} where …`; `any {name}` alone counts every one",
        attributes.join(", ")
    ))
}

/// `creatinine doubled`, `weight stable`: a number among words for a change of it.
fn of_change(typed: &str, fact: &Fact) -> Option<String> {
    let has = |words: &[&str]| typed.split(' ').any(|word| words.contains(&word));
    let name = &fact.name;
    let compared = match &fact.kind {
        FactKind::Measurement { .. } => format!("{name} on or before DAY"),
        FactKind::Quantity { .. } | FactKind::Count { .. } => format!("baseline_{name}"),
        FactKind::Flag { .. }
        | FactKind::Code { .. }
        | FactKind::Date
        | FactKind::Age { .. }
        | FactKind::Calculated { .. }
        | FactKind::History { .. } => return None,
    };
    let after =
        if compared.ends_with("DAY") { format!("{name} after DAY") } else { name.to_string() };
    let write = |distance: &str| {
        Some(format!(
            "a change is a comparison with what was before: write `{after} {distance} {compared}`"
        ))
    };
    if has(&["stable", "unchanged", "maintained", "steady"]) {
        return write("at most 10% above")
            .map(|help| format!("{help}, with the distance that still counts as such"));
    }
    if has(&["doubled", "doubling"]) {
        return write("at least 100% above");
    }
    if has(&["halved"]) {
        return write("at least 50% below");
    }
    let below = [
        "loss",
        "lost",
        "reduction",
        "reduced",
        "decrease",
        "decreased",
        "decline",
        "declined",
        "dropped",
        "lowered",
    ];
    let above =
        ["gain", "gained", "increase", "increased", "rise", "risen", "rose", "raised", "growth"];
    let either =
        ["improved", "improvement", "worsened", "worsening", "change", "changed", "progressed"];
    if has(&below) {
        write("at least 5% below")
    } else if has(&above) {
        write("at least 5% above")
    } else if has(&either) {
        write("at least 5% below")
            .map(|help| format!("{help}, or `above`, whichever the source means"))
    } else {
        None
    }
}

/// `creatinine done`, `all creatinine`, `creatinine results`: a measurement among other words.
fn of_measurement(typed: &str, fact: &Fact) -> Option<String> {
    let FactKind::Measurement { .. } = fact.kind else { return None };
    let has = |words: &[&str]| typed.split(' ').any(|word| words.contains(&word));
    let name = &fact.name;
    if has(&[
        "done",
        "performed",
        "measured",
        "checked",
        "tested",
        "obtained",
        "available",
        "drawn",
    ]) {
        return Some(format!(
            "write `{name} on file` if only a result is asked for, whatever its value, and then the window, as in `{name} on file within 6 months`"
        ));
    }
    if has(&["all", "each"]) {
        return Some(format!("write `every {name} …`"));
    }
    has(&["results", "result", "values", "value", "level", "levels", "test", "tests"])
        .then(|| format!("write `{name}` alone: its results are meant anyway"))
}

/// Whether a fact is a code with this value.
pub fn is_value(fact: &Fact, value: &str) -> bool {
    matches!(&fact.kind, FactKind::Code { values, .. } if values.iter().any(|known| known.name == value))
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
