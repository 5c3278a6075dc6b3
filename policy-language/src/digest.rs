//! The digest of a policy. In: its tree. Out: a short text that changes with every change of its
//! meaning or its wording, and with nothing else: which policy decided can be told years later.
//!
//! What is digested is the canonical text of the policy, after that of the facts that it uses. It
//! has no comments and one layout, and it is the same for a compiled policy and one that was read
//! from its text.

use crate::print::{print_facts, print_policy_over};
use policy_core::evaluator::{Evaluator, TooLarge};
use policy_core::policy::Policy;
use policy_core::vocabulary::{Fact, FactId};
use sha2::{Digest, Sha256};

/// SHA-256, in hexadecimal digits, of the canonical text of a policy with all of its versions, and
/// of the facts of the vocabulary that it uses.
///
/// Comments, white space, the order of a vocabulary, its name, and facts that the policy does not
/// use change nothing; a title, a citation, an interpretation or the label of a fact does.
///
/// ```
/// use policy_language::{File, policy_digest, read_policies};
///
/// let text = "
/// vocabulary! {
///     /// What criteria ask about
///     pub clinical {
///         /// New York Heart Association functional class
///         nyha: code [I, II, III, IV],
///     }
/// }
/// policy! {
///     /// An example
///     example<clinical> {
///         payer \"Example Health Plan\";
///         number \"EX.1\";
///         source \"example.pdf\";
///         section criteria \"I\" { 1: nyha in [II, III]; } => criteria_met for 12 months;
///     }
/// }";
/// let digest = |text: &str| {
///     let policies = read_policies(&[File::read("example.rs", text)]).unwrap();
///     policy_digest(&policies[0])
/// };
/// assert_eq!(digest(text), digest(&text.replace("1: nyha", "// the class\n 1:  nyha")));
/// assert_ne!(digest(text), digest(&text.replace("III];", "IV];")));
/// ```
#[must_use]
pub fn policy_digest(policy: &Policy) -> String {
    let facts = used_facts(policy);
    let digest = Sha256::new()
        .chain_update(print_facts(&policy.vocabulary, &facts))
        .chain_update(print_policy_over(policy, &facts))
        .finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The evaluator of a policy, with its digest, which the policy's determinations carry.
///
/// The documentation of [`read_policies`](crate::read_policies) has an example.
///
/// # Errors
///
/// If the policy is larger than a determination can hold, which one read from a text never is.
pub fn evaluator(policy: Policy) -> Result<Evaluator, TooLarge> {
    let digest = policy_digest(&policy);
    Ok(Evaluator::new(policy)?.with_digest(digest))
}

/// The facts that the text of the policy needs, by their names, since where they are in the
/// vocabulary says nothing.
fn used_facts(policy: &Policy) -> Vec<(FactId, &Fact)> {
    let declarations = policy.declarations().into_iter();
    let mut used =
        declarations.filter_map(|id| Some((id, policy.vocabulary.fact(id)?))).collect::<Vec<_>>();
    used.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
    used
}

#[cfg(test)]
mod tests {
    use super::policy_digest;
    use crate::files::read_policies;
    use crate::text::File;

    const VOCABULARY: &str = r#"
/// What criteria ask about
pub clinical {
    /// Date of birth
    birth_date: date,
    /// Age
    age: age from birth_date,
    /// Height
    height: quantity in m from 0.1 to 3,
    /// Weight
    #[loinc("29463-7")]
    weight: quantity in kg,
    /// Body mass index
    bmi: calculated in kg/m2 as weight / (height * height),
    /// Functional class
    nyha: code [I "class I", II, III, IV],
    /// Smokes
    smoker: flag,
}
"#;

    const POLICY: &str = r#"
/// An example
example<clinical> {
    payer "Example Health Plan";
    number "EX.1";
    source "example.pdf";
    section criteria "I" {
        1 "Class": nyha in [II, III] interpretation "Class IV is not meant.";
        2: age >= 18;
        3: bmi >= 30 kg/m2;
    } => criteria_met for 12 months;
}
"#;

    fn digest(vocabulary: &str, policy: &str) -> String {
        let text = format!("vocabulary! {{{vocabulary}}}\npolicy! {{{policy}}}");
        let policies = read_policies(&[File::read("example.rs", text)]);
        policy_digest(&policies.unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))[0])
    }

    /// A text in which something is replaced that is there.
    fn with(text: &str, old: &str, new: &str) -> String {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    }

    #[test]
    fn layout_comments_and_what_is_not_used_change_nothing() {
        let whole = digest(VOCABULARY, POLICY);
        assert!(whole.len() == 64 && whole.bytes().all(|byte| byte.is_ascii_hexdigit()), "{whole}");
        for (old, new) in [
            ("        2: age", "// adults only\n\n 2:   age"),
            ("nyha in [II, III]", "nyha in [\nII,\nIII,\n]"),
        ] {
            assert_eq!(digest(VOCABULARY, &with(POLICY, old, new)), whole, "{new}");
        }
        let smoker = "    /// Smokes\n    smoker: flag,\n";
        for (old, new) in [
            ("/// Smokes", "/// Has ever smoked"),
            (smoker, ""),
            ("smoker: flag", "condition: date"),
            ("/// What criteria ask about", "/// Other facts"),
            (
                "    /// Height",
                "    /// Sleeps\n    sleeper: flag,\n\n    // in meters\n    /// Height",
            ),
        ] {
            assert_eq!(digest(&with(VOCABULARY, old, new), POLICY), whole, "{new}");
        }
        let (first, rest) = VOCABULARY.split_once("    /// Height").unwrap();
        let moved =
            with(rest, smoker, "").replace("    /// Weight", &format!("{smoker}    /// Weight"));
        assert_eq!(digest(&format!("{first}    /// Height{moved}"), POLICY), whole);
    }

    /// What a fact is called is looked for in the tree: a word of a title names none, and a `define`
    /// that is written out for the text avoids only names that the policy uses.
    #[test]
    fn names_in_titles_and_of_other_facts_change_nothing() {
        let policy = r#"
/// For a bmi and an age
example<clinical> {
    payer "Example Health Plan";
    number "EX.1";
    source "example.pdf";
    define heavy: weight > 100 kg AND height < 2 m;
    section criteria "I" { 1 "age at birth_date": birth_date < 2000-01-01; }
    => refer by heavy { true => "A.1", false => "A.2" };
}
"#;
        let whole = digest(VOCABULARY, policy);
        for (old, new) in [
            ("/// Age", "/// Age in years"),
            ("/// Body mass index", "/// Index"),
            ("smoker: flag", "condition_1: flag"),
            ("bmi: calculated", "condition_1: calculated"),
        ] {
            assert_eq!(digest(&with(VOCABULARY, old, new), policy), whole, "{new}");
        }
        for (old, new) in [("/// Weight", "/// Mass"), ("/// Date of birth", "/// Birthday")] {
            assert_ne!(digest(&with(VOCABULARY, old, new), policy), whole, "{new}");
        }
        let used = with(VOCABULARY, "smoker: flag", "condition_1: flag");
        let named = with(policy, "height < 2 m", "condition_1");
        let other = with(&named, "condition_1", "smoker");
        assert_ne!(digest(&used, &named), digest(VOCABULARY, &other));
    }

    #[test]
    fn every_change_of_the_meaning_or_the_wording_changes_it() {
        let mut digests = vec![digest(VOCABULARY, POLICY)];
        for (old, new) in [
            ("example<", "other<"),
            ("/// An example", "/// Another example"),
            ("Example Health Plan", "Example Health"),
            ("EX.1", "EX.2"),
            ("example.pdf", "example-2.pdf"),
            ("section criteria", "section rules"),
            ("\"I\"", "\"II\""),
            ("1 \"Class\"", "1 \"Functional class\""),
            ("2: age", "2 \"Adults\": age"),
            ("II, III", "I, II, III"),
            ("not meant", "meant"),
            (">= 18", "> 18"),
            (">= 30", ">= 30.1"),
            ("12 months", "6 months"),
        ] {
            digests.push(digest(VOCABULARY, &with(POLICY, old, new)));
        }
        for (old, new) in [
            ("/// Date of birth", "/// Birthday"),
            ("/// Age", "/// Age in years"),
            ("/// Height", "/// Size"),
            ("29463-7", "3141-9"),
            ("quantity in kg", "quantity in kg from 0 to 500"),
            ("/// Body mass index", "/// Index"),
            ("/ (height * height)", "/ height / height"),
            ("/// Functional class", "/// Class"),
            ("\"class I\"", "\"class 1\""),
            ("III, IV]", "III, IV, V]"),
        ] {
            digests.push(digest(&with(VOCABULARY, old, new), POLICY));
        }
        let number = digests.len();
        digests.sort();
        digests.dedup();
        assert_eq!(digests.len(), number);
    }
}
