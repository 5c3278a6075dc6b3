//! `policy compare`: compares two policies, or two versions of one.

mod text;

use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::print_json;
use crate::show::ShowFormat;
use policy_analysis::compare::{Refused, compare};
use policy_analysis::side::Side;
use policy_core::worlds::Unanswered;
use std::io::Write;

const EXAMPLES: &str = "\
A is stricter than B if no member fares better under A and some fare worse: criteria met is better than criteria met with a review, and both are better than
all other outcomes. A is broader if B is stricter, and equal if every member has the same outcome; otherwise the two are incomparable. A criterion of A is stricter
than B's if fewer members meet it. The comparison considers members for whom everything is documented.

Each difference is shown by a case that documents only what it needs. If A and B are never in force on the same day, one member is shown as two cases, a and b.

Exit status: 0, even if they differ; 2 if they cannot be compared or the usage was wrong.

Examples:
  policy compare NAME@OLD NAME@NEW
  policy compare NAME OTHER --format markdown > differences.md
  policy compare NAME@OLD NAME@NEW --format json";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Compare {
    /// A policy; `NAME@VERSION` if it has several versions
    #[arg(value_name = "A")]
    a: String,
    /// The policy to compare it with
    #[arg(value_name = "B")]
    b: String,
    /// Output for people, for documents or for programs
    #[arg(long, value_enum, default_value_t)]
    format: ShowFormat,
}

impl Compare {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let (a, b) = (side(catalog, &self.a)?, side(catalog, &self.b)?);
        let comparison = compare(a, b).map_err(|refused| refusal(refused, a, b))?;
        match self.format {
            ShowFormat::Text => text::print(output, &comparison)?,
            ShowFormat::Markdown => output.write_all(comparison.to_markdown().as_bytes())?,
            ShowFormat::Json => {
                let json = serde_json::to_string_pretty(&comparison);
                print_json(output, json.map_err(std::io::Error::from)?)?;
            }
        }
        Ok(Status::Success)
    }
}

/// The policy and version of `NAME` or `NAME@VERSION`.
fn side(catalog: Catalog<'_>, name: &str) -> Result<Side<'static>, Failure> {
    let (entry, version) = catalog.find_with_version(name)?;
    let policy = entry.policy();
    let version = version.or(match &*policy.versions {
        [only] => Some(only),
        _ => None,
    });
    version.map(|version| Side { policy, version }).ok_or_else(|| {
        let versions = policy.versions.iter().filter_map(|version| version.name.as_deref());
        let names =
            versions.map(|version| format!("`{}@{version}`", policy.name)).collect::<Vec<_>>();
        Failure::Usage {
            error: format!(
                "`{}` has {} versions: name one of them",
                policy.name,
                policy.versions.len()
            ),
            help: Some(format!("write {}", names.join(" or "))),
            note: None,
        }
    })
}

fn refusal(refused: Refused, a: Side<'_>, b: Side<'_>) -> Failure {
    match refused {
        Refused::Vocabularies => Failure::Usage {
            error: format!("`{a}` and `{b}` use different vocabularies"),
            help: Some("compare policies that ask about the same facts".to_owned()),
            note: Some(format!(
                "the vocabularies are `{}` and `{}`",
                a.policy.vocabulary.name, b.policy.vocabulary.name
            )),
        },
        Refused::Unanswered(Unanswered::Fault(fault)) => {
            Failure::internal(&format!("comparison of `{a}` and `{b}`"), fault)
        }
        Refused::Unanswered(Unanswered::TooLarge) => Failure::Usage {
            error: format!(
                "the conditions of `{a}` and `{b}` can turn out in too many ways together"
            ),
            help: None,
            note: Some("nothing can be proved about them".to_owned()),
        },
        other => Failure::Usage { error: other.to_string(), help: None, note: None },
    }
}

#[cfg(test)]
mod tests {
    use super::refusal;
    use crate::failure::{Failure, Status};
    use policies::abecma::AbecmaCase;
    use policy_analysis::compare::{Refused, compare};
    use policy_analysis::side::Side;
    use policy_core::policy::Policy;
    use policy_core::worlds::Fault;

    mod other {
        policy_macros::vocabulary! {
            /// Other facts
            pub facts {
                /// Smoker
                smoker: flag,
            }
        }
        policy_macros::policy! {
            /// Smokers
            smokers<facts> {
                payer "Example Health";
                number "EX.1";
                source "example.txt";
                section all { 1: smoker; } => criteria_met for 1 year;
            }
        }
    }

    #[test]
    fn policies_over_different_vocabularies_are_refused_with_both_names() {
        let side = |policy: &'static Policy| Side { policy, version: &policy.versions[0] };
        let (a, b) =
            (side(AbecmaCase::PROGRAM.policy()), side(other::SmokersCase::PROGRAM.policy()));
        let refused = compare(a, b).unwrap_err();
        assert_eq!(refused, Refused::Vocabularies);
        let Failure::Usage { error, note, .. } = refusal(refused, a, b) else { unreachable!() };
        assert_eq!(error, "`abecma@2025-11` and `smokers` use different vocabularies");
        assert_eq!(note.as_deref(), Some("the vocabularies are `clinical` and `facts`"));
    }

    #[test]
    fn a_fault_is_told_with_both_names_and_fails() {
        let mut policy = AbecmaCase::PROGRAM.policy().clone();
        policy.vocabulary.to_mut().facts.to_mut().truncate(3);
        let side = Side { policy: &policy, version: &policy.versions[0] };
        let failure = refusal(compare(side, side).unwrap_err(), side, side);
        let Failure::Usage { error, help, .. } = &failure else { unreachable!() };
        assert_eq!(
            error,
            "internal error in the comparison of `abecma@2025-11` and `abecma@2025-11`: a test that does not fit its fact"
        );
        assert_eq!(help.as_deref(), Some(Fault::HELP));
        assert_eq!(failure.report(), Status::Failed);
    }
}
