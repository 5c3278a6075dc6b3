//! `vocabulary!` declares the facts that coverage criteria may ask about; `policy!` writes one
//! coverage policy over a vocabulary and compiles it into a type-checked `evaluate_*` function.
//!
//! What a text means and what is wrong with it is the crate `policy-language`; here are the
//! compiler's tokens on one side, and Rust items on the other.
//!
//! A crate that uses these macros depends on `policy-core` and `policy-macros`. Generated code
//! names `::policy_core`, so the dependency has to keep that name: with `core = { package =
//! "policy-core" }`, every block is an error. What the language can say, construct by construct, is
//! the guide for authors, `docs/LANGUAGE.md` in the project's repository.

// Who adds a term, a conclusion or a type of fact is led by the compiler to every place that has to
// know it.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

mod emit;
mod expand;
#[cfg(test)]
mod fuzz;
mod report;
mod source;

use proc_macro::TokenStream;

/// Declares the facts that criteria may ask about.
///
/// It becomes a module of that name, with `VOCABULARY`, the facts as data, and a type for each
/// fact that has values of its own: `clinical::Nyha`, an enum, and `clinical::Lvef` with
/// `clinical::LvefMethod`. `pub` or `pub(crate)` in front of the name is the visibility of that
/// module.
///
/// ```
/// policy_macros::vocabulary! {
///     /// Facts about members.
///     pub clinical {
///         /// Date of birth
///         birth_date: date,
///         /// Age on the date of service
///         age: age from birth_date,
///         /// New York Heart Association functional class
///         #[loinc("88020-3")]
///         nyha: code [I, II, III, IV],
///         /// Left ventricular ejection fraction
///         lvef: measurement in % by [Echo2d, Muga] from 1 to 95,
///     }
/// }
/// # fn main() {
/// assert_eq!(clinical::VOCABULARY.facts.len(), 6); // the two dates of every case, and these four
/// # }
/// ```
#[proc_macro]
pub fn vocabulary(input: TokenStream) -> TokenStream {
    expand::vocabulary(input.into()).into()
}

/// Writes a coverage policy over a vocabulary.
///
/// For a policy `revascor` it generates `RevascorCase`, `evaluate_revascor`, a function for each
/// section, and `REVASCOR`, the policy as data; all of them are public. The vocabulary is named in
/// angle brackets, by its name where it is in scope, or by its path:
/// `revascor<crate::vocabulary::clinical>`, `revascor<other_crate::facts::clinical>`.
///
/// ```
/// # policy_macros::vocabulary! {
/// #     pub clinical {
/// #         /// Date of birth
/// #         birth_date: date,
/// #         /// Age on the date of service
/// #         age: age from birth_date,
/// #         /// New York Heart Association functional class
/// #         nyha: code [I, II, III, IV],
/// #     }
/// # }
/// policy_macros::policy! {
///     /// A therapy for adults with moderate heart failure.
///     example<clinical> {
///         payer "Example Health";
///         number "EX.1";
///         source "example.pdf";
///
///         section criteria "I" {
///             1: age >= 18 AND nyha in [II, III];
///         } => criteria_met for 12 months;
///     }
/// }
///
/// # fn main() {
/// use policy_core::{NaiveDate, policy::Outcome};
///
/// let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
/// let birth = NaiveDate::from_ymd_opt(1958, 4, 12).unwrap();
/// let case = ExampleCase { birth_date: birth.into(), nyha: clinical::Nyha::II.into(), ..ExampleCase::new(day, day) };
/// assert_eq!(evaluate_example(&case).outcome(), Outcome::CriteriaMet);
/// assert_eq!(evaluate_example(&ExampleCase::new(day, day)).outcome(), Outcome::NeedInformation);
/// # }
/// ```
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    expand::route(input.into()).into()
}

/// The second half of `policy!`, which a vocabulary's own macro calls with its schema in front.
#[doc(hidden)]
#[proc_macro]
pub fn __policy(input: TokenStream) -> TokenStream {
    expand::policy(input.into()).into()
}
