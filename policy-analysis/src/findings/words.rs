//! How findings are told: sentences about members, in the words of the policy.

use super::item::{Home, Item, Node};
use policy_core::policy::{Body, Notation};
use policy_core::vocabulary::Vocabulary;
use policy_core::wording::list;

/// Longer conditions are named by where they stand.
const SHORT: usize = 90;

/// Nobody can make all of these hold, and no fewer: said as what members with the others cannot do,
/// or cannot fail to do.
pub(super) fn sentence(vocabulary: &Vocabulary, clash: &[Item<'_>]) -> String {
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

/// An item in the author's words, with where it stands unless all the others stand there too.
pub(super) fn describe(vocabulary: &Vocabulary, item: &Item<'_>, among: &[Item<'_>]) -> String {
    let condition = match item.node {
        Node::Expression(expression) => Some(expression),
        Node::Criterion(criterion) => match &criterion.body {
            Body::Condition(condition) => Some(condition),
            Body::Group { .. } => None,
        },
    };
    let text = condition
        .map(|condition| Notation::of(vocabulary, condition).to_string())
        .filter(|text| text.chars().count() <= SHORT);
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
        Home::Citation(citation) => {
            Some(citation.to_owned()).filter(|citation| !citation.is_empty())
        }
        Home::Advisory => None,
    }
}
