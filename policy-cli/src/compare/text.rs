//! A comparison on a terminal.

use crate::style::{HEADING, PLAIN, QUIET, Style, UNKNOWN};
use policy_analysis::answer::Answer;
use policy_analysis::compare::words::{
    Cases, answer, citation, is_changed, questions, remarks, section_name,
};
use policy_analysis::compare::{Compared, ComparedSection, Comparison, Transition, Verdict};
use policy_analysis::text::period;
use std::io::{self, Write};

/// Prints what differs, and at the end the cases that show it.
pub fn print(output: &mut dyn Write, comparison: &Comparison<'_>) -> io::Result<()> {
    let mut printer = Printer { output, cases: Cases::default(), comparison };
    printer.head()?;
    printer.transitions("Outcomes that differ, A -> B", &comparison.outcomes, &|answer| {
        answer.outcome.to_string()
    })?;
    printer.transitions("Same outcome, different terms, A -> B", &comparison.terms, &answer)?;
    printer.parts()?;
    printer.details()?;
    printer.documents()
}

struct Printer<'a> {
    output: &'a mut dyn Write,
    cases: Cases<'a>,
    comparison: &'a Comparison<'a>,
}

const fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Equal => PLAIN,
        _ => UNKNOWN,
    }
}

impl<'a> Printer<'a> {
    fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "\n{}", HEADING.on(text))
    }

    fn head(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        writeln!(self.output, "{}\n", HEADING.on(comparison))?;
        for (name, side) in ["A", "B"].into_iter().zip(&comparison.sides) {
            let period = period(side.version.from, side.version.to)
                .map(|period| format!(", for services {period}"))
                .unwrap_or_default();
            writeln!(self.output, "  {}  {side}{period}", QUIET.on(name))?;
        }
        let remarks = remarks(comparison);
        if !remarks.is_empty() {
            writeln!(self.output)?;
        }
        remarks.iter().try_for_each(|remark| writeln!(self.output, "{remark}"))
    }

    fn transitions(
        &mut self,
        heading: &str,
        transitions: &'a [Transition],
        words: &dyn Fn(&Answer) -> String,
    ) -> io::Result<()> {
        if transitions.is_empty() {
            return Ok(());
        }
        self.heading(heading)?;
        for transition in transitions {
            let [a, b] = &transition.answers;
            let shown = transition.witness.as_ref().map_or_else(
                || "no case is known".to_owned(),
                |witness| format!("case {}", self.cases.number(witness)),
            );
            let [of_a, of_b] = [a, b].map(|side| Style::of_outcome(side.outcome).on(words(side)));
            writeln!(self.output, "  {of_a} -> {of_b}  {}", QUIET.on(shown))?;
        }
        Ok(())
    }

    fn parts(&mut self) -> io::Result<()> {
        let comparison = self.comparison;
        if comparison.applicability.verdict != Verdict::Equal {
            self.heading("Members to whom the policies apply")?;
            self.part("", "applies", &comparison.applicability, &[])?;
        }
        comparison.sections.iter().try_for_each(|section| self.section(section))
    }

    fn section(&mut self, section: &'a ComparedSection<'a>) -> io::Result<()> {
        let changed =
            section.criteria.iter().filter(|criterion| is_changed(criterion)).collect::<Vec<_>>();
        if section.governs.verdict == Verdict::Equal && changed.is_empty() {
            return Ok(());
        }
        self.heading(&format!("Section {}", section_name(section)))?;
        if section.governs.verdict != Verdict::Equal {
            self.part("", "governs", &section.governs, &[])?;
        }
        for criterion in &changed {
            let indent = "  ".repeat(criterion.depth);
            self.part(
                &indent,
                &citation(criterion),
                &criterion.members,
                &questions(self.comparison, criterion),
            )?;
        }
        match section.criteria.len().saturating_sub(changed.len()) {
            0 => Ok(()),
            1 => writeln!(self.output, "  {}", QUIET.on("1 other criterion is equal")),
            equal => writeln!(
                self.output,
                "  {}",
                QUIET.on(format_args!("{equal} other criteria are equal"))
            ),
        }
    }

    /// A part with what it asks and the cases that show the difference, one line for each.
    fn part(
        &mut self,
        indent: &str,
        label: &str,
        part: &'a Compared,
        questions: &[String],
    ) -> io::Result<()> {
        let first = questions.first().map(|question| format!("  {question}")).unwrap_or_default();
        writeln!(
            self.output,
            "  {indent}{}  {}{first}",
            HEADING.on(label),
            style(part.verdict).on(part.verdict)
        )?;
        for question in questions.iter().skip(1) {
            writeln!(self.output, "  {indent}  {} {question}", QUIET.on("in B:"))?;
        }
        for shown in self.cases.of_part(part) {
            writeln!(self.output, "  {indent}  {}", QUIET.on(shown))?;
        }
        Ok(())
    }

    fn details(&mut self) -> io::Result<()> {
        let details = &self.comparison.details;
        if details.is_empty() {
            return Ok(());
        }
        self.heading("Dates, conclusions and advisories that differ")?;
        for detail in details {
            writeln!(self.output, "  {}", HEADING.on(&detail.what))?;
            for (side, said) in ["A", "B"].into_iter().zip(&detail.said) {
                writeln!(
                    self.output,
                    "    {}  {}",
                    QUIET.on(side),
                    said.as_deref().unwrap_or("-")
                )?;
            }
        }
        Ok(())
    }

    fn documents(&mut self) -> io::Result<()> {
        let [a, _] = self.comparison.sides;
        let documents = self.cases.documents(&a.policy.vocabulary);
        if documents.is_empty() {
            return Ok(());
        }
        self.heading("Cases")?;
        documents.iter().try_for_each(|document| writeln!(self.output, "{document}"))
    }
}
