//! `policy mutants`, mutation testing: would a file of cases notice a small mistake in the policy?

use crate::Format;
use crate::batch::read_all;
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::{Output, print_json};
use crate::style::{HEADING, MET, NOT_MET, QUIET};
use crate::tally::counted;
use policy_analysis::answer::Answer;
use policy_analysis::mutants::{Difference, Mutant, difference, mutants};
use policy_core::case::{Case, CaseFacts, Program};
use policy_core::json::chart_to_json;
use policy_core::worlds::Unanswered;
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Mutation testing: the policy is changed in one small way at a time, such as a comparison, the last digit of a threshold, a connective, unit, window, value,
criterion, guard or outcome. A change is noticed if some case gets a different outcome, referral policy, basis or terms. Changes that are
proved to be equivalent, because no case can show them, are not counted.

Files are read as by `policy evaluate`, and `-` is standard input; a case may be alone or in the form {\"case\": {…}, \"expect\": {…}}. Only the policy's
own answers count: the expected answers are ignored.

Exit status: 0 if every change is noticed; 1 if one is not; 2 if a file or a case in it could not be read, or the usage was wrong.

Examples:
  policy mutants NAME cases.ndjson
  policy mutants NAME cases.ndjson --format json
  policy mutants NAME cases.ndjson --suggest >> cases.ndjson";

#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Mutants {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
    /// Files of cases; `-` is standard input
    #[arg(value_name = "CASES", required = true)]
    files: Vec<PathBuf>,
    /// Output for people or for programs: one object
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print only cases that would notice the missed changes, one per line
    #[arg(long)]
    suggest: bool,
}

/// What became of the changes.
#[derive(Default)]
struct Score {
    noticed: usize,
    equivalent: usize,
    missed: Vec<(Mutant, Option<CaseFacts>)>,
}

impl Mutants {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut Output) -> Result<Status, Failure> {
        let program = *catalog.find(&self.policy)?.program();
        let cases = read_all(&program, &self.files)?;
        let score = score(program, &cases)?;
        match self.format {
            _ if self.suggest => suggest(output, program, &score)?,
            Format::Json => write_json(output, program, &score)?,
            Format::Text => write_text(output, program, &score, cases.len())?,
        }
        Ok(if score.missed.is_empty() { Status::Success } else { Status::Refused })
    }
}

fn score(program: Program, cases: &[Box<dyn Case>]) -> Result<Score, Failure> {
    let policy = program.policy();
    let answers = cases.iter().map(|case| Answer::to(policy, &**case)).collect::<Vec<_>>();
    let mut score = Score::default();
    for mutant in mutants(policy) {
        if cases
            .iter()
            .zip(&answers)
            .any(|(case, original)| Answer::to(&mutant.policy, &**case) != *original)
        {
            score.noticed = score.noticed.saturating_add(1);
        } else {
            match difference(policy, &mutant) {
                Ok(Difference::None) => score.equivalent = score.equivalent.saturating_add(1),
                Ok(Difference::Shown(member)) => score.missed.push((mutant, member)),
                Err(Unanswered::TooLarge) => score.missed.push((mutant, None)),
                Err(Unanswered::Fault(fault)) => {
                    let proof = format!("proof of policy `{}` where {}", policy.name, mutant.what);
                    return Err(Failure::internal(&proof, fault));
                }
            }
        }
    }
    Ok(score)
}

fn write_json(output: &mut Output, program: Program, score: &Score) -> io::Result<()> {
    let missed = score.missed.iter().map(|(mutant, _)| json!({ "change": mutant.change.to_string(), "place": mutant.place, "what": mutant.what }));
    let missed = missed.collect::<Vec<_>>();
    let result = json!({ "policy": program.policy().name, "noticed": score.noticed, "equivalent": score.equivalent, "not_noticed": missed });
    print_json(output, result)
}

fn write_text(
    output: &mut Output,
    program: Program,
    score: &Score,
    cases: usize,
) -> io::Result<()> {
    let changes = score.noticed.saturating_add(score.missed.len());
    let all = if score.missed.is_empty() { MET } else { NOT_MET };
    let told = format!("{} of {changes} small changes are noticed", score.noticed);
    let cases = counted(cases, "case", "cases");
    writeln!(output, "{}: {} by {cases}", HEADING.on(&program.policy().name), all.on(told))?;
    writeln!(
        output,
        "{}",
        QUIET.on(format_args!("{} more make no difference to any case", score.equivalent))
    )?;
    for (mutant, _) in &score.missed {
        writeln!(
            output,
            "  {}: {} {}",
            mutant.place,
            mutant.what,
            QUIET.on(format_args!("({})", mutant.change))
        )?;
    }
    Ok(())
}

/// One case for each change that is not noticed, unless an earlier one notices it too.
fn suggest(output: &mut Output, program: Program, score: &Score) -> io::Result<()> {
    let policy = program.policy();
    let mut suggested = Vec::<&CaseFacts>::new();
    for (mutant, member) in &score.missed {
        let Some(member) = member else { continue };
        if suggested
            .iter()
            .any(|member| Answer::to(policy, *member) != Answer::to(&mutant.policy, *member))
        {
            continue;
        }
        let answer = Answer::to(policy, member);
        let id = format!("{}-mutant-{}", policy.name, suggested.len().saturating_add(1));
        let mut expect =
            serde_json::Map::from_iter([("outcome".to_owned(), json!(answer.outcome.name()))]);
        expect.extend(answer.refer_to.map(|to| ("refer_to".to_owned(), json!(to))));
        expect.extend(answer.basis.map(|basis| ("basis".to_owned(), json!(basis.name()))));
        let why = json!(format!("{}: it would matter if {}", mutant.place, mutant.what));
        // The case as it was written: parsed again, its numbers could lose digits.
        let case = chart_to_json(&policy.vocabulary, member, Some(&id.into()));
        let expect = json!(expect);
        print_json(
            output,
            format_args!("{{\"case\": {case}, \"expect\": {expect}, \"why\": {why}}}"),
        )?;
        suggested.push(member);
    }
    Ok(())
}
