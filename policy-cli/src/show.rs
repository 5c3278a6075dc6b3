//! `policy show`: what a policy asks, in words that are generated from the policy itself.

mod coverage;
mod json;
mod markdown;
mod text;

use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::print_json;
use clap::ValueEnum;
use policy_analysis::outline::{AdvisoryOutline, PolicyOutline, VersionOutline, interpretations};
use policy_analysis::text::period;
use policy_core::policy::Outcome;
use policy_language::policy_digest;
use std::io::Write;

const EXAMPLES: &str = "\
Readings that an author chose where the source is ambiguous are marked as interpretations.

With --coverage: lists what the policy's source says, statement by statement and paraphrased; whether the policy treats each as a criterion, applicability, an
outcome, an advisory, or as not computable, and why; and which sections and criteria cite its place. The end lists what is in the source but not in the policy,
or the other way around; if there is anything, the exit status is 1.

Examples:
  policy show NAME
  policy show NAME@VERSION --format markdown > policy.md
  policy show NAME --coverage";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Show {
    /// The policy; `NAME@VERSION` for one of its versions
    #[arg(value_name = "NAME[@VERSION]")]
    policy: String,
    /// Output for people, for documents or for programs
    #[arg(long, value_enum, default_value_t)]
    format: ShowFormat,
    /// Show the source's statements instead, and what in the policy cites each
    #[arg(long)]
    coverage: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug, Default)]
pub enum ShowFormat {
    /// For people
    #[default]
    Text,
    /// For documents
    Markdown,
    /// For programs
    Json,
}

impl Show {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let (entry, version) = catalog.find_with_version(&self.policy)?;
        if self.coverage {
            return coverage::run(entry, version, self.format, output);
        }
        let policy = entry.policy();
        // Of the whole policy, also where one version is shown.
        let digest = policy_digest(policy);
        let mut outline = PolicyOutline::of(policy);
        let mut interpretations = interpretations(policy);
        if let Some(version) = version {
            outline.versions.retain(|other| other.name == version.name);
            interpretations.retain(|interpretation| {
                interpretation.version.is_none() || interpretation.version == version.name
            });
        }
        match self.format {
            ShowFormat::Text => text::print(output, &outline, &digest, interpretations.len())?,
            ShowFormat::Markdown => markdown::print(output, &outline, &digest, &interpretations)?,
            ShowFormat::Json => {
                let json = json::policy(&outline, &digest, &interpretations);
                print_json(output, format_args!("{json:#}"))?;
            }
        }
        Ok(Status::Success)
    }
}

/// What is known about the policy as a whole, with its name.
fn metadata(outline: &PolicyOutline, digest: &str) -> Vec<(&'static str, String)> {
    let codes = outline
        .codes
        .iter()
        .map(|coding| format!("{} {}", coding.system.name(), coding.code))
        .collect::<Vec<_>>()
        .join(", ");
    let mut metadata = vec![
        ("name", outline.name.to_string()),
        ("number", outline.number.to_string()),
        ("payer", outline.payer.to_string()),
        ("source", outline.source.to_string()),
    ];
    metadata.extend(outline.reviewed.iter().map(|reviewed| ("reviewed", reviewed.to_string())));
    metadata.extend((!codes.is_empty()).then_some(("codes", codes)));
    metadata.extend(outline.looks_from.iter().map(|day| ("looks back from", day.to_string())));
    metadata.extend(outline.never_approves.then(|| ("approves", "never".to_owned())));
    metadata.push(("digest", digest.to_owned()));
    metadata
}

/// "Version 2025-11, for services from 2025-11-01"; nothing for the only version of a policy that
/// always applies.
fn version_title(version: &VersionOutline) -> Option<String> {
    let title = match (&version.name, period(version.from, version.to)) {
        (Some(name), Some(period)) => format!("Version {name}, for services {period}"),
        (Some(name), None) => format!("Version {name}"),
        (None, Some(period)) => format!("For services {period}"),
        (None, None) => return None,
    };
    let looks_from = version.looks_from.iter().map(|day| format!(", looking back from {day}"));
    Some(looks_from.fold(title, |title, day| title + &day))
}

/// "when the outcome is refer or not applicable, and line of business … is Medicaid"; nothing where
/// it is always added.
fn advisory_condition(advisory: &AdvisoryOutline) -> Option<String> {
    let outcomes = advisory.outcomes.iter().map(Outcome::to_string).collect::<Vec<_>>();
    let outcomes = (!outcomes.is_empty()).then(|| format!("on {}", outcomes.join("; ")));
    let condition = advisory.condition.as_ref().map(|condition| format!("when: {condition}"));
    let parts = outcomes.into_iter().chain(condition).collect::<Vec<_>>();
    (!parts.is_empty()).then(|| parts.join(", "))
}
