//! `policy interpretations`: every reading that an author chose where a source is ambiguous, for
//! whoever has to confirm it.

use crate::catalog::{Catalog, PolicyEntry};
use crate::failure::{Failure, Status};
use crate::output::print_json;
use crate::show::ShowFormat;
use crate::style::{HEADING, INTERPRETATION};
use crate::table::{Cell, Table};
use policy_analysis::outline::{Interpretation, interpretations};
use policy_analysis::text::markdown;
use policy_core::policy::Policy;
use serde_json::{Value, json};
use std::io::{self, Write};

const EXAMPLES: &str = "\
An interpretation is a reading that the author of a policy chose where its source is ambiguous. The payer's medical director can overrule any of them; until
they are confirmed, a policy is an illustration.

Examples:
  policy interpretations
  policy interpretations NAME
  policy interpretations NAME --format markdown > to-be-confirmed.md";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Interpretations {
    /// Only this policy; `NAME@VERSION` for one of its versions
    #[arg(value_name = "NAME[@VERSION]")]
    policy: Option<String>,
    /// Output for people, for documents or for programs
    #[arg(long, value_enum, default_value_t)]
    format: ShowFormat,
}

type Readings = (&'static Policy, Vec<Interpretation>);

impl Interpretations {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let readings = self.readings(catalog)?;
        match self.format {
            ShowFormat::Text => print_text(output, &readings)?,
            ShowFormat::Markdown => print_markdown(output, &readings)?,
            ShowFormat::Json => print_json(output, format_args!("{:#}", readings_json(&readings)))?,
        }
        Ok(Status::Success)
    }

    fn readings(&self, catalog: Catalog<'_>) -> Result<Vec<Readings>, Failure> {
        let Some(name) = &self.policy else {
            let policies = catalog.entries().iter().map(PolicyEntry::policy);
            return Ok(policies.map(|policy| (policy, interpretations(policy))).collect());
        };
        let (entry, version) = catalog.find_with_version(name)?;
        let mut readings = interpretations(entry.policy());
        if let Some(version) = version {
            readings.retain(|reading| reading.version.is_none() || reading.version == version.name);
        }
        Ok(vec![(entry.policy(), readings)])
    }
}

/// The citation, or what else a reading is on.
fn place(reading: &Interpretation) -> &str {
    match (&reading.place, &reading.version) {
        (Some(place), _) => place,
        (None, Some(_)) => "the version",
        (None, None) => "the policy",
    }
}

fn version(reading: &Interpretation) -> &str {
    reading.version.as_deref().unwrap_or("-")
}

fn print_text(output: &mut dyn Write, readings: &[Readings]) -> io::Result<()> {
    let mut table = Table::new(["policy", "version", "citation", "interpretation"]);
    for (policy, readings) in readings {
        for reading in readings {
            let policy = Cell::new(&*policy.name, HEADING);
            table.push([
                policy,
                Cell::plain(version(reading)),
                Cell::plain(place(reading)),
                Cell::plain(&*reading.text),
            ]);
        }
    }
    let words = match readings.iter().map(|(_, readings)| readings.len()).sum() {
        0_usize => "no interpretations".to_owned(),
        1 => "1 interpretation, for the payer to confirm".to_owned(),
        number => format!("{number} interpretations, for the payers to confirm"),
    };
    table.print(output)?;
    writeln!(output, "\n{}", INTERPRETATION.on(words))
}

fn print_markdown(output: &mut dyn Write, readings: &[Readings]) -> io::Result<()> {
    writeln!(
        output,
        "# Interpretations\n\nReadings that were chosen where a source is ambiguous, for its payer to confirm."
    )?;
    for (policy, readings) in readings {
        writeln!(output, "\n## {} ({})\n", markdown(&policy.title), markdown(&policy.name))?;
        writeln!(
            output,
            "{}, {}; source: {}\n",
            markdown(&policy.payer),
            markdown(&policy.number),
            markdown(&policy.source)
        )?;
        writeln!(output, "| version | citation | interpretation |\n|---|---|---|")?;
        for reading in readings {
            let [version, place, text] =
                [version(reading), place(reading), &reading.text].map(markdown);
            writeln!(output, "| {version} | {place} | {text} |")?;
        }
    }
    Ok(())
}

fn readings_json(readings: &[Readings]) -> Value {
    let of_policy = |(policy, readings): &Readings| {
        let reading_json = |reading: &Interpretation| {
            json!({
                "policy": policy.name,
                "number": policy.number,
                "version": reading.version,
                "citation": reading.place,
                "text": reading.text,
            })
        };
        readings.iter().map(reading_json).collect::<Vec<_>>()
    };
    readings.iter().flat_map(of_policy).collect()
}
