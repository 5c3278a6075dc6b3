//! A policy on a terminal.

use super::{advisory_condition, metadata, version_title};
use crate::style::{HEADING, INTERPRETATION, QUIET, Style};
use policy_analysis::outline::{
    AdvisoryOutline, CriterionOutline, PolicyOutline, SectionOutline, VersionOutline,
};
use policy_core::policy::Remark;
use std::io::{self, Write};

/// Prints the outline; interpretations are where they belong, and at the end how many there are.
pub fn print(
    output: &mut dyn Write,
    outline: &PolicyOutline,
    digest: &str,
    interpretations: usize,
) -> io::Result<()> {
    writeln!(output, "{}\n", HEADING.on(&outline.title))?;
    for (name, text) in metadata(outline, digest) {
        writeln!(output, "  {:10}{text}", QUIET.on(name))?;
    }
    let mut printer = Printer { output };
    printer.remarks(&outline.remarks, 2)?;
    if !outline.applicability.is_empty() {
        printer.heading("Applies when all of these hold")?;
        for applicability in &outline.applicability {
            printer.item(2, "-", &applicability.sentence)?;
            if let Some(otherwise) = &applicability.otherwise {
                printer.labeled(4, "otherwise", otherwise, QUIET)?;
            }
        }
    }
    for version in &outline.versions {
        printer.version(version)?;
    }
    printer.advisories(&outline.advisories)?;
    if interpretations > 0 {
        let words = match interpretations {
            1 => "1 interpretation: a reading that was chosen where the source is open, for the payer to confirm.".to_owned(),
            number => format!("{number} interpretations: readings that were chosen where the source is open, for the payer to confirm."),
        };
        writeln!(printer.output, "\n{}", INTERPRETATION.on(words))?;
    }
    Ok(())
}

struct Printer<'a> {
    output: &'a mut dyn Write,
}

impl Printer<'_> {
    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "\n{}", HEADING.on(text))
    }

    fn item(&mut self, indent: usize, label: &str, text: &str) -> io::Result<()> {
        writeln!(self.output, "{:indent$}{} {text}", "", HEADING.on(label))
    }

    fn labeled(&mut self, indent: usize, label: &str, text: &str, style: Style) -> io::Result<()> {
        writeln!(self.output, "{:indent$}{} {text}", "", style.on(format_args!("{label}:")))
    }

    fn remarks(&mut self, remarks: &[Remark], indent: usize) -> io::Result<()> {
        remarks.iter().try_for_each(|remark| match remark {
            Remark::Note(text) => self.labeled(indent, "note", text, QUIET),
            Remark::Interpretation(text) => {
                self.labeled(indent, "interpretation", text, INTERPRETATION)
            }
        })
    }

    fn version(&mut self, version: &VersionOutline) -> io::Result<()> {
        if let Some(title) = version_title(version) {
            self.heading(&title)?;
        }
        self.remarks(&version.remarks, 2)?;
        for (position, section) in version.sections.iter().enumerate() {
            self.section(section, position == 0)?;
        }
        self.advisories(&version.advisories)
    }

    fn section(&mut self, section: &SectionOutline, is_first: bool) -> io::Result<()> {
        let citations = section.citations.join(", ");
        let separator = if citations.is_empty() { "" } else { "  " };
        self.heading(&format!("{citations}{separator}{}", section.title))?;
        match &section.guard {
            Some(guard) => self.labeled(2, "for", guard, QUIET)?,
            None if is_first => {}
            None => self.labeled(2, "for", "everything else", QUIET)?,
        }
        self.remarks(&section.remarks, 2)?;
        section.criteria.iter().try_for_each(|criterion| self.criterion(criterion, 2))?;
        writeln!(
            self.output,
            "  {} {}",
            Style::of_outcome(section.outcome).on("=>"),
            section.conclusion
        )?;
        section.otherwise.iter().try_for_each(|otherwise| writeln!(self.output, "     {otherwise}"))
    }

    fn criterion(&mut self, criterion: &CriterionOutline, indent: usize) -> io::Result<()> {
        let title = criterion
            .title
            .as_ref()
            .map(|title| format!("{}: ", HEADING.on(title)))
            .unwrap_or_default();
        let restated = if criterion.restated { " (restated)" } else { "" };
        self.item(
            indent,
            &criterion.citation,
            &format!("{title}{}{}", criterion.sentence, QUIET.on(restated)),
        )?;
        let indent = indent.saturating_add(2);
        self.remarks(&criterion.remarks, indent)?;
        criterion.children.iter().try_for_each(|child| self.criterion(child, indent))
    }

    fn advisories(&mut self, advisories: &[AdvisoryOutline]) -> io::Result<()> {
        if advisories.is_empty() {
            return Ok(());
        }
        self.heading("Advisories, which change no outcome")?;
        for advisory in advisories {
            self.item(2, "-", &advisory.text)?;
            if let Some(condition) = advisory_condition(advisory) {
                writeln!(self.output, "    {}", QUIET.on(condition))?;
            }
        }
        Ok(())
    }
}
