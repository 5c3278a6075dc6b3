//! `policy list`: what there is.

use crate::Format;
use crate::catalog::{Catalog, PolicyEntry};
use crate::failure::{Failure, Status};
use crate::output::print_json;
use crate::style::HEADING;
use crate::table::{Cell, Table};
use policy_analysis::text::period;
use policy_core::policy::{Policy, Version};
use serde_json::{Value, json};
use std::io::Write;

#[derive(clap::Args, Debug)]
pub struct List {
    /// Output for people or for programs
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl List {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let policies = catalog.entries().iter().map(PolicyEntry::policy);
        match self.format {
            Format::Json => {
                let policies = policies.map(policy_json).collect::<Value>();
                print_json(output, format_args!("{policies:#}"))?;
            }
            Format::Text => {
                let mut table = Table::new(["name", "number", "payer", "versions", "title"]);
                for policy in policies {
                    let versions =
                        policy.versions.iter().map(version).collect::<Vec<_>>().join(", ");
                    let [number, payer, title] = [&policy.number, &policy.payer, &policy.title]
                        .map(|text| Cell::plain(&**text));
                    table.push([
                        Cell::new(&*policy.name, HEADING),
                        number,
                        payer,
                        Cell::plain(versions),
                        title,
                    ]);
                }
                table.print(output)?;
            }
        }
        Ok(Status::Success)
    }
}

/// "2025-11", or the period of the only version.
fn version(version: &Version) -> String {
    match (&version.name, period(version.from, version.to)) {
        (Some(name), _) => name.to_string(),
        (None, Some(period)) => period,
        (None, None) => "-".to_owned(),
    }
}

fn policy_json(policy: &'static Policy) -> Value {
    let versions = policy.versions.iter().map(|version| json!({ "name": version.name, "from": date(version.from), "to": date(version.to) }));
    json!({
        "name": policy.name,
        "number": policy.number,
        "payer": policy.payer,
        "title": policy.title,
        "versions": versions.collect::<Value>(),
    })
}

fn date(date: Option<policy_core::NaiveDate>) -> Option<String> {
    date.map(|date| date.to_string())
}
