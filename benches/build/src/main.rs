//! Prints what crates of 100, 300 and 1,000 policies cost to build: CPU seconds and peak memory of `cargo check`, of `cargo build`, and of the check after one changed threshold.
//!
//! `cargo run -p policy-build-cost`, or with other numbers of policies behind `--`. The crates stay in `build-cost/` in the target directory.

mod draw;
mod measure;
mod policy;
mod project;
mod vocabulary;

use measure::{Cost, measure};
use project::Project;
use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The middle one of so many runs counts. A thousand policies take minutes each time, and vary less.
const fn runs(policies: usize) -> usize {
    if policies < 1_000 { 3 } else { 1 }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<()> {
    let numbers = env::args().skip(1).map(|number| number.parse::<usize>().map_err(io::Error::other)).collect::<io::Result<Vec<_>>>()?;
    let numbers = if numbers.is_empty() { vec![100, 300, 1_000] } else { numbers };
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    let root = target.join("build-cost");
    println!("policies  check CPU s   MB   build CPU s   MB   one edit CPU s   MB");
    let mut rows = Vec::new();
    for number in numbers {
        let row = Row::measure(&root, &workspace, number)?;
        println!("{row}");
        rows.push(row);
    }
    for pair in rows.windows(2) {
        if let [few, many] = pair {
            println!("{}", many.growth(few));
        }
    }
    Ok(())
}

struct Row {
    policies: usize,
    check: Cost,
    build: Cost,
    edit: Cost,
}

impl Row {
    fn measure(root: &Path, workspace: &Path, policies: usize) -> io::Result<Row> {
        let project = Project::write(root, workspace, policies)?;
        let cargo = |arguments: &[&str]| {
            let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            command.current_dir(&project.directory).env("CARGO_TARGET_DIR", root.join("target")).args(arguments).arg("--offline");
            command
        };
        let afresh = |command: &str| -> io::Result<Cost> {
            measure(&mut cargo(&["clean", "--package", &project.name]))?;
            measure(&mut cargo(&[command]))
        };
        // The first round also builds what the policies depend on.
        afresh("check")?;
        afresh("build")?;
        let build = middle(runs(policies), |_| afresh("build"))?;
        let check = middle(runs(policies), |_| afresh("check"))?;
        let edit = middle(runs(policies), |round| {
            project.edit(round.saturating_add(19))?;
            measure(&mut cargo(&["check"]))
        })?;
        Ok(Row { policies, check, build, edit })
    }

    /// How much more than in proportion the larger crate costs.
    fn growth(&self, few: &Row) -> String {
        #[expect(clippy::cast_precision_loss, reason = "numbers of policies are small")]
        let proportion = self.policies as f64 / few.policies as f64;
        let [check, build, edit] = [(self.check, few.check), (self.build, few.build), (self.edit, few.edit)]
            .map(|(many, few)| many.cpu_seconds / few.cpu_seconds / proportion);
        format!(
            "from {} to {} policies, a policy costs {check:.2} times as much to check, {build:.2} to build, {edit:.2} after one edit",
            few.policies, self.policies
        )
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let megabytes = |cost: Cost| cost.peak_bytes / 1_000_000;
        write!(
            out,
            "{:>8}  {:>11.2} {:>4}   {:>11.2} {:>4}   {:>14.2} {:>4}",
            self.policies,
            self.check.cpu_seconds,
            megabytes(self.check),
            self.build.cpu_seconds,
            megabytes(self.build),
            self.edit.cpu_seconds,
            megabytes(self.edit),
        )
    }
}

/// The run with the middle cost.
fn middle(runs: usize, mut run: impl FnMut(usize) -> io::Result<Cost>) -> io::Result<Cost> {
    let mut costs = (0..runs).map(&mut run).collect::<io::Result<Vec<_>>>()?;
    costs.sort_by(|one, other| one.cpu_seconds.total_cmp(&other.cpu_seconds));
    Ok(costs.get(runs / 2).copied().unwrap_or_default())
}
