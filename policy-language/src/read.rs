//! The stages, in order: tokens, syntax tree, checked tree, proofs. Each goes on past a mistake as
//! far as what follows can still be told.

use crate::check::{check_policy, check_vocabulary};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::prove::prove_policy;
use crate::schema::Schema;
use crate::syntax::policy::PolicyText;
use crate::syntax::vocabulary::VocabularyText;
use crate::syntax::{parse_policy, parse_vocabulary};
use crate::text::{Place, Tokens};
use policy_core::policy::Policy;
use policy_core::worlds::Fault;

/// What became of a vocabulary's text.
#[derive(Debug)]
pub struct ReadVocabulary {
    /// As it was written.
    pub text: VocabularyText,
    /// What policies see of it: the facts without mistakes.
    pub schema: Schema,
}

/// Reads the inside of `vocabulary! { … }`. Nothing comes back where it is not even clear which
/// vocabulary it is.
///
/// `file` and `line` say where its facts are declared, for whoever gets a mistake with one of them
/// in a policy.
pub fn read_vocabulary(
    tokens: &Tokens,
    file: &str,
    line: impl Fn(Place) -> u32,
    diagnostics: &mut Diagnostics,
) -> Option<ReadVocabulary> {
    let text = parse_vocabulary(tokens, diagnostics)?;
    let vocabulary = check_vocabulary(&text, diagnostics);
    let schema = Schema::new(vocabulary, &text, diagnostics.is_empty(), file, line);
    Some(ReadVocabulary { text, schema })
}

/// What became of a policy's text.
#[derive(Debug)]
pub struct ReadPolicy {
    /// As it was written.
    pub text: PolicyText,
    /// The policy; `None` where anything was reported.
    pub policy: Option<Policy>,
}

/// Reads the inside of `policy! { … }` over its vocabulary. Nothing comes back where it is not even
/// clear which policy it is.
pub fn read_policy(
    tokens: &Tokens,
    schema: &Schema,
    diagnostics: &mut Diagnostics,
) -> Option<ReadPolicy> {
    let text = parse_policy(tokens, diagnostics)?;
    let checked = if schema.complete {
        check_policy(&text, &schema.vocabulary, &schema.left_out, diagnostics)
    } else {
        None
    };
    diagnostics.settle();
    if checked.is_none() && diagnostics.is_empty() && schema.sound {
        let mistake = Diagnostic::at(
            text.name.place,
            format!("the policy `{}` could not be checked", text.name.value),
        );
        diagnostics.push(mistake.help(Fault::HELP));
    }
    if let Some(policy) = checked.as_ref().filter(|_| diagnostics.is_empty()) {
        prove_policy(policy, &text, diagnostics);
    }
    let policy = checked.filter(|_| diagnostics.is_empty());
    Some(ReadPolicy { text, policy })
}
