//! Prints what crates of 100, 300 and 1,000 policies cost to build: CPU seconds and peak memory of
//! `cargo check`, of `cargo build`, and of the check after one changed threshold.
//!
//! `cargo run -p policy-build-cost`, or with other numbers of policies after `--`; `1000/100` are
//! a thousand in crates of a hundred. The crates stay in `build-cost/` in the target directory.

mod draw;
mod measure;
mod policy;
mod project;
mod vocabulary;

use measure::{Cost, measure};
use project::{Project, Size};
use std::env;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The middle one of so many runs counts. A thousand policies take minutes each time, and vary
/// less.
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
    let sizes = env::args().skip(1).map(|size| parse(&size)).collect::<io::Result<Vec<_>>>()?;
    let together = |policies| Size { policies, in_each_crate: None };
    let sizes =
        if sizes.is_empty() { vec![together(100), together(300), together(1_000)] } else { sizes };
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize()?;
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
    let root = target.join("build-cost");
    println!("policies  check CPU s   MB   build CPU s   MB   one edit CPU s   MB");
    let mut rows = Vec::new();
    for size in sizes {
        let row = Row::measure(&root, &workspace, size)?;
        println!("{row}");
        rows.push(row);
    }
    for pair in rows.windows(2) {
        if let [few, many] = pair
            && few.size.in_each_crate == many.size.in_each_crate
        {
            println!("{}", many.growth(few));
        }
    }
    Ok(())
}

/// `1000`, or `1000/100` for a thousand policies in crates of a hundred.
fn parse(size: &str) -> io::Result<Size> {
    let read = match size.split_once('/') {
        Some((policies, in_each)) => policies.parse().ok().zip(in_each.parse().ok().map(Some)),
        None => size.parse().ok().map(|policies| (policies, None)),
    };
    read.map(|(policies, in_each_crate)| Size { policies, in_each_crate })
        .ok_or_else(|| io::Error::other("a number of policies, as in `1000`, or with how many of them are in one crate, as in `1000/100`"))
}

struct Row {
    size: Size,
    check: Cost,
    build: Cost,
    edit: Cost,
}

impl Row {
    fn measure(root: &Path, workspace: &Path, size: Size) -> io::Result<Row> {
        let project = Project::write(root, workspace, size)?;
        let cargo = |arguments: &[&str]| {
            let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            command
                .current_dir(&project.directory)
                .env("CARGO_TARGET_DIR", root.join("target"))
                .args(arguments)
                .arg("--offline");
            command
        };
        let afresh = |command: &str| -> io::Result<Cost> {
            let clean = iter::once("clean")
                .chain(project.crates.iter().flat_map(|name| ["--package", name]));
            measure(&mut cargo(&clean.collect::<Vec<_>>()))?;
            measure(&mut cargo(&[command]))
        };
        // The first round also builds what the policies depend on.
        afresh("check")?;
        afresh("build")?;
        let build = middle(runs(size.policies), |_| afresh("build"))?;
        let check = middle(runs(size.policies), |_| afresh("check"))?;
        let edit = middle(runs(size.policies), |round| {
            project.edit(round.saturating_add(19))?;
            measure(&mut cargo(&["check"]))
        })?;
        Ok(Row { size, check, build, edit })
    }

    /// How much more than in proportion the larger crate costs.
    fn growth(&self, few: &Row) -> String {
        #[expect(clippy::cast_precision_loss, reason = "numbers of policies are small")]
        let proportion = self.size.policies as f64 / few.size.policies as f64;
        let [check, build, edit] =
            [(self.check, few.check), (self.build, few.build), (self.edit, few.edit)]
                .map(|(many, few)| many.cpu_seconds / few.cpu_seconds / proportion);
        format!(
            "from {} to {} policies, a policy costs {check:.2} times as much to check, {build:.2} to build, {edit:.2} after one edit",
            few.size.policies, self.size.policies
        )
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Size { policies, in_each_crate } = self.size;
        let size = in_each_crate
            .map_or_else(|| policies.to_string(), |in_each| format!("{policies}/{in_each}"));
        let megabytes = |cost: Cost| cost.peak_bytes / 1_000_000;
        write!(
            out,
            "{:>8}  {:>11.2} {:>4}   {:>11.2} {:>4}   {:>14.2} {:>4}",
            size,
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
