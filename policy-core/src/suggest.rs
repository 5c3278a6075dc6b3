//! Suggestions. In: an unknown name, and the known names. Out: those that were probably meant, or
//! nothing.
//!
//! In clinical text, a confident wrong guess is worse than none (with `III` for `II`, it is another
//! patient), so a suggestion must be close, a tie gives all candidates, and two characters are
//! never corrected to two others. Names come from macros and from case files: the work is bounded
//! for any length.

#[cfg(test)]
mod tests;

use strsim::osa_distance;

/// How many characters of a name are compared one by one.
const COMPARED: usize = 64;

/// The number of edits that turn `a` into `b`: insertions, deletions, substitutions, and swaps of
/// two neighbors.
///
/// This is optimal string alignment (Damerau's four errors, no part edited twice). Only the first
/// 64 characters of each are aligned; beyond that, the difference in length is added.
///
/// ```
/// use policy_core::suggest::distance;
/// assert_eq!(distance("nhya", "nyha"), 1);
/// assert_eq!(distance("lvef", "lvef"), 0);
/// assert_eq!(distance("ca", "abc"), 3);
/// ```
#[must_use]
pub fn distance(a: &str, b: &str) -> usize {
    Letters::new(a.chars()).distance(&Letters::new(b.chars()))
}

/// The candidates nearest to what was typed: all of them on a tie, none if none is near.
///
/// Near means a distance of at most a third of the typed characters, rounded up. Case and
/// separators (everything except letters and digits) are ignored. One or two characters match only
/// themselves.
///
/// ```
/// use policy_core::suggest::nearest;
/// assert_eq!(nearest("nhya", ["age", "nyha", "lvef"]), ["nyha"]);
/// assert_eq!(nearest("HF-Hospitalization", ["hf_hospitalization"]), ["hf_hospitalization"]);
/// assert_eq!(nearest("IIV", ["I", "II", "III", "IV"]), ["II", "III", "IV"]);
/// assert!(nearest("V", ["I", "II", "III", "IV"]).is_empty());
/// ```
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = Name::new(typed);
    let mut limit = typed.limit();
    let mut found = Vec::new();
    for candidate in candidates {
        // Every unknown key of a case is compared with every fact, and nearly all facts are too
        // long or too short to be near.
        let name = Name::new(candidate);
        if typed.least_distance(&name) > limit {
            continue;
        }
        let distance = typed.distance(&name);
        if distance > limit {
            continue;
        }
        if distance < limit {
            found.clear();
            limit = distance;
        }
        if !found.contains(&candidate) {
            found.push(candidate);
        }
    }
    found
}

/// The question to show below an error: "did you mean `a`?", "did you mean `a` or `b`?"; `None` if
/// nothing is near.
///
/// ```
/// use policy_core::suggest::did_you_mean;
/// let facts = ["arb", "arni", "mra"];
/// assert_eq!(did_you_mean("arnii", facts).as_deref(), Some("did you mean `arni`?"));
/// assert_eq!(did_you_mean("ara", facts).as_deref(), Some("did you mean `arb` or `mra`?"));
/// assert_eq!(did_you_mean("sglt2_inhibitor", facts), None);
/// ```
pub fn did_you_mean<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let quoted: Vec<String> =
        nearest(typed, candidates).into_iter().map(|name| format!("`{name}`")).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", others.join(", "))
    })
}

/// The part of a text that is compared.
struct Letters {
    first: String,
    beyond: usize,
    length: usize,
}

impl Letters {
    fn new(mut letters: impl Iterator<Item = char>) -> Self {
        let first = letters.by_ref().take(COMPARED).collect::<String>();
        let beyond = letters.count();
        Self { length: first.chars().count().saturating_add(beyond), first, beyond }
    }

    fn distance(&self, other: &Self) -> usize {
        osa_distance(&self.first, &other.first).saturating_add(self.beyond.abs_diff(other.beyond))
    }
}

/// A name in normal form: with and without its separators, both without case.
struct Name {
    plain: Letters,
    bare: Letters,
}

impl Name {
    fn new(name: &str) -> Self {
        let plain = || name.trim().chars().flat_map(char::to_lowercase);
        Self {
            plain: Letters::new(plain()),
            bare: Letters::new(plain().filter(|c| c.is_alphanumeric())),
        }
    }

    /// The greatest distance that still counts as near.
    fn limit(&self) -> usize {
        match self.bare.length {
            0..=2 => 0,
            letters => letters.div_ceil(3),
        }
    }

    fn distance(&self, other: &Self) -> usize {
        let plain = self.plain.distance(&other.plain);
        // A sign such as `%` has no letters, so it is compared as it is.
        if self.bare.length == 0 || other.bare.length == 0 {
            plain
        } else {
            plain.min(self.bare.distance(&other.bare))
        }
    }

    /// A lower bound from the lengths alone.
    fn least_distance(&self, other: &Self) -> usize {
        self.plain
            .length
            .abs_diff(other.plain.length)
            .min(self.bare.length.abs_diff(other.bare.length))
    }
}
