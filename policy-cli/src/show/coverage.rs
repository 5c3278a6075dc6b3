//! `policy show --coverage`: the statements of a policy's source, and what of the policy cites
//! each.

use super::ShowFormat;
use crate::catalog::PolicyEntry;
use crate::failure::{Failure, Status};
use crate::output::print_json;
use crate::style::{HEADING, MET, NOT_MET, QUIET, Style, UNKNOWN};
use crate::tally::counted;
use crate::text::print_field;
use policy_analysis::coverage::{
    Citation, CitedBy, Coverage, CoveredLine, Mistake, Problem, Treatment,
};
use policy_core::policy::{Policy, Version};
use policy_core::wording::sentence;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Prints the coverage of all versions, or of one.
pub fn run(
    entry: &PolicyEntry,
    version: Option<&Version>,
    format: ShowFormat,
    output: &mut dyn Write,
) -> Result<Status, Failure> {
    let policy = entry.policy();
    let outline = entry.outline().ok_or_else(|| Failure::Usage {
        error: format!("`{}` has no outline of its source", policy.name),
        help: Some("give it one with `PolicyEntry::with_outline`".to_owned()),
        note: None,
    })?;
    let mut coverage = Coverage::of(policy, outline);
    if let Some(name) = version.map(|version| version.name.as_deref()) {
        keep_version(&mut coverage, name);
    }
    match format {
        ShowFormat::Text => print(output, policy, &coverage)?,
        ShowFormat::Json => {
            print_json(output, format_args!("{:#}", coverage_json(policy, &coverage)))?;
        }
        ShowFormat::Markdown => {
            let error = "there is no Markdown of an outline's coverage".to_owned();
            return Err(Failure::Usage {
                error,
                help: Some("write `--format text` or `--format json`".to_owned()),
                note: None,
            });
        }
    }
    Ok(if coverage.mistakes.is_empty() { Status::Success } else { Status::Refused })
}

/// Leaves what is about a version, or about all of them.
fn keep_version(coverage: &mut Coverage<'_>, name: Option<&str>) {
    coverage.lines.retain(|covered| covered.line.is_about(name));
    coverage
        .lines
        .iter_mut()
        .for_each(|covered| covered.citations.retain(|citation| citation.version == name));
    coverage.mistakes.retain(|mistake| match mistake.problem {
        Problem::Uncited { version, .. } | Problem::Unlisted { version, .. } => version == name,
        _ => true,
    });
}

fn print(output: &mut dyn Write, policy: &Policy, coverage: &Coverage<'_>) -> io::Result<()> {
    writeln!(output, "{}\n", HEADING.on(&policy.title))?;
    print_field(output, "name", &policy.name)?;
    print_field(output, "source", &policy.source)?;
    for covered in &coverage.lines {
        print_line(output, policy, covered)?;
    }
    let mut counts = Vec::new();
    for treatment in Treatment::ALL {
        let count =
            coverage.lines.iter().filter(|covered| covered.line.treatment == treatment).count();
        counts.extend((count > 0).then(|| format!("{count} {treatment}")));
    }
    let statements = counted(coverage.lines.len(), "statement", "statements");
    writeln!(output, "\n{}: {}", HEADING.on(statements), counts.join(", "))?;
    if coverage.mistakes.is_empty() {
        return writeln!(output, "{}", MET.on("outline and policy agree"));
    }
    coverage
        .mistakes
        .iter()
        .try_for_each(|mistake| writeln!(output, "{} {mistake}", NOT_MET.on("mistake:")))
}

fn print_line(
    output: &mut dyn Write,
    policy: &Policy,
    covered: &CoveredLine<'_>,
) -> io::Result<()> {
    let line = covered.line;
    let version = line.version.map(|version| format!("{version}: ")).unwrap_or_default();
    writeln!(output, "\n{version}{}  {}", HEADING.on(line.place), line.statement)?;
    let reason = if line.reason.is_empty() { String::new() } else { format!(": {}", line.reason) };
    writeln!(output, "  {}{reason}", style_of(line.treatment).on(line.treatment))?;
    for citation in &covered.citations {
        // After a line on one version, its name would be said twice.
        let version = citation
            .version
            .filter(|_| line.version.is_none())
            .map(|version| format!(" in version {version}"))
            .unwrap_or_default();
        let (kind, words) = cited_by(policy, citation);
        writeln!(output, "  {}", QUIET.on(format_args!("cited by {kind}{version}: {words}")))?;
    }
    Ok(())
}

const fn style_of(treatment: Treatment) -> Style {
    match treatment {
        Treatment::NotComputable => UNKNOWN,
        _ => MET,
    }
}

/// What cites a place, and its title or sentence.
fn cited_by(policy: &Policy, citation: &Citation<'_>) -> (&'static str, String) {
    match citation.cited_by {
        CitedBy::Section(section) => ("section", sentence::section_name(&section.name)),
        CitedBy::Criterion(criterion) => {
            let title =
                criterion.title.as_ref().map(|title| format!("{title}: ")).unwrap_or_default();
            ("criterion", format!("{title}{}", sentence::criterion(&policy.vocabulary, criterion)))
        }
    }
}

fn coverage_json(policy: &Policy, coverage: &Coverage<'_>) -> Value {
    json!({
        "name": policy.name,
        "number": policy.number,
        "source": policy.source,
        "lines": coverage.lines.iter().map(|covered| line_json(policy, covered)).collect::<Value>(),
        "mistakes": coverage.mistakes.iter().map(mistake_json).collect::<Value>(),
    })
}

fn line_json(policy: &Policy, covered: &CoveredLine<'_>) -> Value {
    let line = covered.line;
    let citations = covered.citations.iter().map(|citation| {
        let (kind, words) = cited_by(policy, citation);
        json!({ "version": citation.version, "kind": kind, "citation": citation.place, "text": words })
    });
    json!({
        "line": line.number,
        "version": line.version,
        "place": line.place,
        "statement": line.statement,
        "treatment": line.treatment.name(),
        "reason": (!line.reason.is_empty()).then_some(line.reason),
        "cited_by": citations.collect::<Value>(),
    })
}

fn mistake_json(mistake: &Mistake<'_>) -> Value {
    json!({ "line": mistake.line, "problem": mistake.problem.to_string() })
}

#[cfg(all(test, feature = "bundled"))]
mod tests {
    use super::{ShowFormat, run};
    use crate::catalog::PolicyEntry;
    use crate::failure::Status;

    #[test]
    fn mistakes_stand_at_the_end_and_in_the_status() {
        let outline = "place\tstatement\ttreatment\treason\nI.A.1.z\tSomething that no criterion asks\tcriterion\t\n";
        let entry =
            PolicyEntry::new(policies::revascor::RevascorCase::PROGRAM, "").with_outline(outline);
        let mut output = Vec::new();
        let status = run(&entry, None, ShowFormat::Text, &mut output).unwrap();
        let text = anstream::adapter::strip_str(str::from_utf8(&output).unwrap()).to_string();
        assert_eq!(status, Status::Refused);
        assert!(text.contains("\n1 statement: 1 criterion\nmistake: line 2: `I.A.1.z` is a criterion that no criterion cites\n"), "{text}");
        assert!(
            text.contains("mistake: `I.A.1.c` is cited and stands nowhere in the outline\n"),
            "{text}"
        );
    }

    #[test]
    fn a_policy_without_an_outline_says_so() {
        let entry = PolicyEntry::new(policies::revascor::RevascorCase::PROGRAM, "");
        assert!(run(&entry, None, ShowFormat::Text, &mut Vec::new()).is_err());
    }
}
