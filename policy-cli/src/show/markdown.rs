//! A policy as a document.

use super::{advisory_condition, metadata, version_title};
use policy_analysis::outline::{
    AdvisoryOutline, CriterionOutline, Interpretation, PolicyOutline, SectionOutline,
    VersionOutline,
};
use policy_analysis::text::markdown as escaped;
use policy_core::policy::Remark;
use std::io::{self, Write};

/// Prints the outline; interpretations are where they belong, and once more in a list at the end,
/// for whoever has to confirm them.
pub fn print(
    output: &mut dyn Write,
    outline: &PolicyOutline,
    digest: &str,
    interpretations: &[Interpretation],
) -> io::Result<()> {
    let mut document = Document { output, is_after_blank: true };
    document.block(&format!("# {}", escaped(&outline.title)))?;
    document.line("| | |")?;
    document.line("|---|---|")?;
    for (name, text) in metadata(outline, digest) {
        document.line(&format!("| {name} | {} |", escaped(&text)))?;
    }
    document.blank()?;
    document.remarks(&outline.remarks, "")?;
    if !outline.applicability.is_empty() {
        document.block("## Applies when all of these hold")?;
        for applicability in &outline.applicability {
            let otherwise = applicability
                .otherwise
                .as_ref()
                .map(|otherwise| format!(" (otherwise: {})", escaped(otherwise)))
                .unwrap_or_default();
            document.line(&format!("- {}{otherwise}", escaped(&applicability.sentence)))?;
        }
    }
    outline.versions.iter().try_for_each(|version| document.version(version))?;
    document.advisories(&outline.advisories, "##")?;
    document.interpretations(interpretations)
}

/// A document that is being written, never with two blank lines one after the other.
struct Document<'a> {
    output: &'a mut dyn Write,
    is_after_blank: bool,
}

impl Document<'_> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        self.is_after_blank = false;
        writeln!(self.output, "{text}")
    }

    fn blank(&mut self) -> io::Result<()> {
        if self.is_after_blank {
            return Ok(());
        }
        self.is_after_blank = true;
        writeln!(self.output)
    }

    /// A line between two blank ones.
    fn block(&mut self, text: &str) -> io::Result<()> {
        self.blank()?;
        self.line(text)?;
        self.blank()
    }

    fn version(&mut self, version: &VersionOutline) -> io::Result<()> {
        // Without a title of its own, a version's sections are directly under the policy.
        let level = match version_title(version) {
            Some(title) => {
                self.block(&format!("## {}", escaped(&title)))?;
                "###"
            }
            None => "##",
        };
        self.remarks(&version.remarks, "")?;
        for (position, section) in version.sections.iter().enumerate() {
            self.section(section, level, position == 0)?;
        }
        self.advisories(&version.advisories, level)
    }

    fn section(&mut self, section: &SectionOutline, level: &str, is_first: bool) -> io::Result<()> {
        let citations = section.citations.join(", ");
        let separator = if citations.is_empty() { "" } else { " " };
        self.block(&format!(
            "{level} {}{separator}{}",
            escaped(&citations),
            escaped(&section.title)
        ))?;
        match &section.guard {
            Some(guard) => self.block(&format!("For: {}", escaped(guard)))?,
            None if is_first => self.block("For every request.")?,
            None => self.block("For everything else.")?,
        }
        self.remarks(&section.remarks, "")?;
        section.criteria.iter().try_for_each(|criterion| self.criterion(criterion, ""))?;
        self.block(&format!("**{}**", escaped(&section.conclusion)))?;
        section.otherwise.iter().try_for_each(|otherwise| self.block(&escaped(otherwise)))
    }

    fn criterion(&mut self, criterion: &CriterionOutline, indent: &str) -> io::Result<()> {
        let title = criterion
            .title
            .as_ref()
            .map(|title| format!("*{}*: ", escaped(title)))
            .unwrap_or_default();
        let restated = if criterion.restated { " (restated)" } else { "" };
        self.line(&format!(
            "{indent}- **{}** {title}{}{restated}",
            escaped(&criterion.citation),
            escaped(&criterion.sentence)
        ))?;
        let inside = format!("{indent}  ");
        self.remarks(&criterion.remarks, &inside)?;
        criterion.children.iter().try_for_each(|child| self.criterion(child, &inside))
    }

    fn remarks(&mut self, remarks: &[Remark], indent: &str) -> io::Result<()> {
        remarks.iter().try_for_each(|remark| {
            let (kind, text) = match remark {
                Remark::Note(text) => ("Note", text),
                Remark::Interpretation(text) => ("Interpretation", text),
            };
            self.block(&format!("{indent}> **{kind}:** {}", escaped(text)))
        })
    }

    fn advisories(&mut self, advisories: &[AdvisoryOutline], level: &str) -> io::Result<()> {
        if advisories.is_empty() {
            return Ok(());
        }
        self.block(&format!("{level} Advisories, which change no outcome"))?;
        advisories.iter().try_for_each(|advisory| {
            let condition = advisory_condition(advisory)
                .map(|condition| format!(" ({condition})"))
                .unwrap_or_default();
            self.line(&format!("- {}{}", escaped(&advisory.text), escaped(&condition)))
        })
    }

    fn interpretations(&mut self, interpretations: &[Interpretation]) -> io::Result<()> {
        if interpretations.is_empty() {
            return Ok(());
        }
        self.block("## Interpretations")?;
        self.block(
            "Readings that were chosen where the source is open, for the payer to confirm.",
        )?;
        interpretations.iter().try_for_each(|interpretation| {
            let version =
                interpretation.version.as_ref().map(|version| format!("version {version}"));
            let place = version
                .into_iter()
                .chain(interpretation.place.as_ref().map(ToString::to_string))
                .collect::<Vec<_>>()
                .join(", ");
            let place = if place.is_empty() { "the policy".to_owned() } else { place };
            self.line(&format!("- **{}**: {}", escaped(&place), escaped(&interpretation.text)))
        })
    }
}
