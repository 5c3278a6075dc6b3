//! A determination as a client reads it from a service's JSON, without the service's policies.

use crate::Truth;
use crate::case::CaseId;
use crate::policy::{Basis, Outcome, Quantifier};
use core::fmt;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// Structs that are read from objects, without the cost of a derive: unknown members are ignored,
/// so a service may be newer than its client.
macro_rules! received {
    ($(
        $(#[$docs:meta])*
        $name:ident {
            required { $($(#[$required_docs:meta])* $required:ident: $required_type:ty,)* }
            optional { $($(#[$optional_docs:meta])* $optional:ident: $optional_type:ty,)* }
        }
    )*) => {
        $(
            $(#[$docs])*
            #[derive(Clone, PartialEq, Eq, Debug)]
            #[non_exhaustive]
            pub struct $name {
                $($(#[$required_docs])* pub $required: $required_type,)*
                $($(#[$optional_docs])* pub $optional: $optional_type,)*
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                    struct Members;

                    impl<'de> Visitor<'de> for Members {
                        type Value = $name;

                        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                            formatter.write_str("an object")
                        }

                        fn visit_map<A: MapAccess<'de>>(
                            self,
                            mut map: A,
                        ) -> Result<$name, A::Error> {
                            $(let mut $required = None;)*
                            $(let mut $optional = None;)*
                            while let Some(key) = map.next_key::<String>()? {
                                match &*key {
                                    $(stringify!($required) => $required = Some(map.next_value()?),)*
                                    $(stringify!($optional) => $optional = Some(map.next_value()?),)*
                                    _ => {
                                        map.next_value::<IgnoredAny>()?;
                                    }
                                }
                            }
                            Ok($name {
                                $($required: $required
                                    .ok_or_else(|| A::Error::missing_field(stringify!($required)))?,)*
                                $($optional: $optional.unwrap_or_default(),)*
                            })
                        }
                    }

                    deserializer.deserialize_map(Members)
                }
            }
        )*
    };
}

received! {
    /// The JSON of a determination, as written by
    /// [`determination_to_json`](crate::json::determination_to_json), read back: it owns everything
    /// that an [`Explanation`](crate::explain::Explanation) borrows from its policy.
    ///
    /// ```
    /// use policy_core::json::ReceivedDetermination;
    /// use policy_core::policy::Outcome;
    ///
    /// let json = r#"{"id": "r-1", "policy": "revascor", "outcome": "need_information", "missing": ["nyha"]}"#;
    /// let received = serde_json::from_str::<ReceivedDetermination>(json)?;
    /// assert_eq!((received.outcome, &*received.missing), (Outcome::NeedInformation, &["nyha".to_owned()][..]));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ReceivedDetermination {
        required {
            /// The policy's name.
            policy: String,
            /// The outcome.
            outcome: Outcome,
        }
        optional {
            /// The sender's id for the case.
            id: Option<CaseId>,
            /// The payer's number for the policy.
            number: String,
            /// The version in force on the date of service.
            version: Option<String>,
            /// The section that governs.
            section: Option<ReceivedSection>,
            /// Citations of the criteria that are not met and decide.
            not_met: Vec<String>,
            /// Citations of the criteria that are unknown and leave the outcome open.
            undecided: Vec<String>,
            /// Names of the facts that could still change the outcome.
            missing: Vec<String>,
            /// Names of the facts that could still change what is open beside a settled outcome.
            missing_details: Vec<String>,
            /// One sentence for a person.
            reason: String,
            /// If the criteria are met: for how long and for how much.
            approval: Option<ReceivedApproval>,
            /// The body that reviews.
            review: Option<String>,
            /// The policy to refer to.
            refer_to: Option<String>,
            /// Why it is not covered.
            basis: Option<Basis>,
            /// Sentences that do not change the outcome.
            advisories: Vec<String>,
            /// The digest of the policy's text, if the service knows it.
            policy_digest: Option<String>,
            /// The conditions under which the policy applies, if the service sends them.
            applies: Vec<ReceivedCriterion>,
            /// The sections that govern or may govern, if the service sends them.
            criteria: Option<Vec<ReceivedCriterion>>,
            /// The sections that do not govern, if the service sends them.
            other_sections: Vec<ReceivedCriterion>,
        }
    }

    /// A section, of a [`ReceivedDetermination`].
    ReceivedSection {
        required {
            /// The author's name for it.
            name: String,
        }
        optional {
            /// Where it is in the source.
            citation: Option<String>,
        }
    }

    /// The terms of an approval, of a [`ReceivedDetermination`].
    ReceivedApproval {
        required {}
        optional {
            /// For how long.
            duration: Option<String>,
            /// For how much.
            limit: Option<String>,
        }
    }

    /// A section, group or criterion with its evidence, of a [`ReceivedDetermination`].
    ReceivedCriterion {
        required {
            /// What it requires.
            title: String,
            /// Whether it is met.
            truth: Truth,
        }
        optional {
            /// Where it is in the source.
            citation: Option<String>,
            /// How many of its children must be met; `None` for a condition.
            quantifier: Option<Quantifier>,
            /// Names of the facts that its condition uses.
            facts: Vec<String>,
            /// What is documented for it, one line each.
            evidence: Vec<String>,
            /// For which requests a section is.
            guard: Option<Box<ReceivedCriterion>>,
            /// The criteria inside it.
            children: Vec<ReceivedCriterion>,
            /// The parts of a condition that would make a long sentence.
            parts: Vec<ReceivedCriterion>,
            /// What follows if the criteria of a section are not met.
            otherwise: Vec<ReceivedCriterion>,
        }
    }
}
