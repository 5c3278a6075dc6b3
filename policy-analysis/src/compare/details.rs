//! Differences that decide for no member: dates, conclusions in words, advisories.

use super::pairing;
use crate::side::Side;
use chrono::NaiveDate;
use policy_core::policy::{Advisory, Notation, Outcome};
use policy_core::wording::sentence;

/// Something that the two sides say differently, or that only one of them says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Detail {
    /// What it is: `in force`, `advisory`, or the section whose conclusion it is.
    pub what: String,
    /// What each side says; `None` if it says nothing.
    pub said: [Option<String>; 2],
}

pub(super) fn details(sides: [Side<'_>; 2]) -> Vec<Detail> {
    let mut details = Vec::new();
    let [a, b] = sides;
    let in_force = sides.map(|side| period(side.version.from, side.version.to));
    details.push(Detail { what: "in force".to_owned(), said: in_force.map(Some) });
    for [in_a, in_b] in pairing::sections(sides) {
        let pair = [
            in_a.and_then(|position| a.version.sections.get(position)),
            in_b.and_then(|position| b.version.sections.get(position)),
        ];
        let conclusions = pair.map(|section| {
            section.map(|section| {
                let vocabulary = &a.policy.vocabulary;
                let met = sentence::conclusion(vocabulary, &section.conclusion);
                let otherwise = section.otherwise.iter();
                let otherwise = otherwise.map(|it| sentence::otherwise(vocabulary, it));
                core::iter::once(met).chain(otherwise).collect::<Vec<_>>().join(". ")
            })
        });
        if let [Some(section), Some(_)] = pair {
            details.push(Detail { what: section.name.to_string(), said: conclusions });
        }
    }
    details.retain(|detail| matches!(&detail.said, [one, other] if one != other));
    let advisories = sides.map(|side| {
        let all = side.policy.advisories.iter().chain(side.version.advisories.iter());
        all.map(|advisory| words(side, advisory)).collect::<Vec<_>>()
    });
    let [of_a, of_b] = &advisories;
    let only_in_a = of_a
        .iter()
        .filter(|advisory| !of_b.contains(advisory))
        .map(|advisory| [Some(advisory.clone()), None]);
    let only_in_b = of_b
        .iter()
        .filter(|advisory| !of_a.contains(advisory))
        .map(|advisory| [None, Some(advisory.clone())]);
    details.extend(
        only_in_a.chain(only_in_b).map(|said| Detail { what: "advisory".to_owned(), said }),
    );
    details
}

fn period(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    let parts = [from.map(|from| format!("from {from}")), to.map(|to| format!("to {to}"))];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>();
    if parts.is_empty() { "always".to_owned() } else { parts.join(" ") }
}

/// The sentence, and when it is added: "… (on criteria not met, when `smoker`)".
fn words(side: Side<'_>, advisory: &Advisory) -> String {
    let outcomes = advisory.outcomes.iter().map(Outcome::to_string).collect::<Vec<_>>();
    let on = (!outcomes.is_empty()).then(|| format!("on {}", outcomes.join(" or ")));
    let when = advisory
        .condition
        .as_ref()
        .map(|condition| format!("when {}", Notation::of(&side.policy.vocabulary, condition)));
    let added = on.into_iter().chain(when).collect::<Vec<_>>().join(", ");
    if added.is_empty() {
        advisory.text.to_string()
    } else {
        format!("{} ({added})", advisory.text)
    }
}
