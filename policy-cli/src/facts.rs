//! `policy facts`: what a case may document for a policy, how it is written, and what asks about
//! it.

mod json;
mod text;

use crate::Format;
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::print_json;
use policy_analysis::facts::{FactUse, UsedBy, fact_uses};
use policy_core::policy::{Conclusion, Policy, Section};
use policy_core::vocabulary::{Fact, FactId, FactKind};
use policy_core::wording::sentence;
use std::io::Write;

const EXAMPLES: &str = "\
A fact is something that a case documents; its name is a key of the case. Leave out what is not documented: it is then unknown, never \"no\".
Each fact is listed with its format in a case and the citations of the criteria that ask about it.

Examples:
  policy facts NAME
  policy facts NAME@VERSION --format json
  policy schema NAME    the JSON Schema of cases, to check them before they are sent";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Facts {
    /// The policy; `NAME@VERSION` for one of its versions
    #[arg(value_name = "NAME[@VERSION]")]
    policy: String,
    /// Output for people or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Facts {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let (entry, version) = catalog.find_with_version(&self.policy)?;
        let policy = entry.policy();
        let version = version.and_then(|version| version.name.as_deref());
        let mut facts = fact_uses(policy);
        if version.is_some() {
            for used in &mut facts {
                used.uses.retain(|one| one.version.is_none() || one.version == version);
            }
            facts.retain(|used| !used.uses.is_empty());
        }
        let facts = facts.iter().filter_map(|used| UsedFact::of(policy, used)).collect::<Vec<_>>();
        match self.format {
            Format::Text => text::print(output, policy, version, &facts)?,
            Format::Json => {
                print_json(output, format_args!("{:#}", json::facts(policy, version, &facts)))?;
            }
        }
        Ok(Status::Success)
    }
}

/// A fact with what is derived from it and what asks about it.
struct UsedFact<'a> {
    fact: &'a Fact,
    /// The ages that are derived from a date of birth.
    gives: Vec<&'a Fact>,
    used: &'a FactUse<'a>,
}

impl<'a> UsedFact<'a> {
    fn of(policy: &'a Policy, used: &'a FactUse<'a>) -> Option<UsedFact<'a>> {
        let ages = policy
            .vocabulary
            .facts
            .iter()
            .filter(|fact| fact.kind == FactKind::Age { birth_date: used.fact });
        Some(UsedFact { fact: policy.vocabulary.fact(used.fact)?, gives: ages.collect(), used })
    }
}

/// The two dates that every case has.
fn required(policy: &Policy) -> [&str; 2] {
    [FactId::REQUEST_DATE, FactId::SERVICE_DATE].map(|id| policy.vocabulary.name_of(id))
}

/// What kind of place asks.
fn kind(by: UsedBy<'_>) -> &'static str {
    match by {
        UsedBy::Applicability(_) => "applicability",
        UsedBy::Guard(_) => "guard",
        UsedBy::Criterion(_) => "criterion",
        UsedBy::Otherwise(_) => "otherwise",
        UsedBy::Detail(_, Conclusion::NotCovered { .. }) => "basis",
        UsedBy::Detail(..) => "referral",
        UsedBy::Advisory(_) => "advisory",
    }
}

/// The section's citation, or its name where its source does not number it.
fn place_of(section: &Section) -> String {
    section.citation().map_or_else(|| sentence::section_name(&section.name), str::to_owned)
}
