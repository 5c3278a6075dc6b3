//! The sentences of findings: about members, in the words of the policy.

use super::item::{Home, Item};
use policy_core::policy::Notation;
use policy_core::vocabulary::Vocabulary;
use policy_core::wording::list;

/// Longer conditions are referred to by their place.
const SHORT: usize = 90;

/// All of these cannot hold together, but any fewer can: said as what members who meet the others
/// cannot meet, or cannot fail. The last one is reported.
pub(super) fn sentence(vocabulary: &Vocabulary, clash: &[Item<'_>]) -> String {
    if let Some(special) = twice(vocabulary, clash).or_else(|| left_over(vocabulary, clash)) {
        return special;
    }
    let told = |item: &Item<'_>| describe(vocabulary, item, clash);
    let (positive, negative) = clash.iter().partition::<Vec<_>, _>(|item| item.holds);
    let positive = positive.into_iter().map(told).collect::<Vec<_>>();
    let negative = negative.into_iter().map(told).collect::<Vec<_>>();
    match (positive.as_slice(), negative.as_slice()) {
        ([only], []) => format!("{only} can never be met"),
        ([one, other], []) => format!("no member can satisfy both {one} and {other}"),
        (several, []) => format!("no member can satisfy all of {}", list(several, "and")),
        ([], [only]) => format!("{only} is always met"),
        ([], several) => format!("every member meets {}", list(several, "or")),
        (some, others) => format!(
            "every member who meets {} meets {} as well",
            list(some, "and"),
            list(others, "or")
        ),
    }
}

/// The same words a second time.
fn twice(vocabulary: &Vocabulary, clash: &[Item<'_>]) -> Option<String> {
    let [other, item] = clash else { return None };
    let text = text(vocabulary, item)?;
    if self::text(vocabulary, other)? != text || other.holds == item.holds {
        return None;
    }
    if item.holds {
        return Some(format!(
            "`{text}` can never be met here: this is asked only of members who do not meet it"
        ));
    }
    let elsewhere = place(other.home).filter(|_| other.home != item.home);
    let by = elsewhere.map_or_else(String::new, |place| format!(": {place} says it already"));
    Some(format!("`{text}` is asked for twice{by}"))
}

/// Earlier sections govern everyone else.
fn left_over(vocabulary: &Vocabulary, clash: &[Item<'_>]) -> Option<String> {
    let (item, others) = clash.split_last()?;
    if others.is_empty() || !others.iter().all(|other| other.is_passed_over) {
        return None;
    }
    let what = describe(vocabulary, item, clash);
    let before = list(others.iter().map(|other| describe(vocabulary, other, clash)), "and");
    let comes = comes(others.len());
    Some(if item.holds {
        format!("no member who reaches this section can meet {what}: {before} {comes} first")
    } else {
        format!("every member who reaches this section meets {what}: {before} {comes} first")
    })
}

const fn comes(number: usize) -> &'static str {
    if number == 1 { "comes" } else { "come" }
}

/// The condition in the author's words, if it is short.
fn text(vocabulary: &Vocabulary, item: &Item<'_>) -> Option<String> {
    let text = item.node.condition().map(|condition| Notation::of(vocabulary, condition));
    text.map(|text| text.to_string()).filter(|text| text.chars().count() <= SHORT)
}

/// An item in the author's words, with its place unless all the others are at the same place.
pub(super) fn describe(vocabulary: &Vocabulary, item: &Item<'_>, among: &[Item<'_>]) -> String {
    let text = text(vocabulary, item);
    let alone = among.iter().all(|other| other.home == item.home);
    match (text, place(item.home)) {
        (Some(text), Some(place)) if !alone => format!("`{text}` ({place})"),
        (Some(text), _) => format!("`{text}`"),
        (None, Some(place)) => place,
        (None, None) => "this".to_owned(),
    }
}

fn place(home: Home<'_>) -> Option<String> {
    match home {
        Home::AppliesWhen => Some("`applies when`".to_owned()),
        Home::Guard(section) => Some(format!("`for` of `{section}`")),
        Home::Otherwise(section) => Some(format!("`otherwise` of `{section}`")),
        Home::Citation(citation) => {
            Some(citation.to_owned()).filter(|citation| !citation.is_empty())
        }
        Home::Advisory => None,
    }
}
