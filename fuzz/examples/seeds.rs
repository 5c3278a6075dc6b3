//! Writes what fuzzing begins with into `corpus/`: the bundled and the refused cases; files of
//! policies, right ones and those with mistakes; what earlier runs found, which is kept in
//! `found/`, one input a line in hexadecimal digits.
//!
//! `cargo run --manifest-path fuzz/Cargo.toml --example seeds`. With `-- keep` it goes the other
//! way: of each corpus, the shortest inputs that are not from here go to `found/`. Before that,
//! `cargo fuzz cmin TARGET` leaves only those in a corpus that lead where no other does.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

const TARGETS: [&str; 5] =
    ["case_bytes", "case_file", "case_structure", "policy_text", "policy_words"];

/// How much of each corpus is kept: enough to lead through most of the code, little enough to be
/// run in every test.
const KEPT: usize = 300;
const LONGEST: usize = 600;

fn main() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    if std::env::args().nth(1).is_some_and(|argument| argument == "keep") {
        return TARGETS.iter().try_for_each(|target| keep(folder, target));
    }
    let cases = policy_tests::fuzz::seeds();
    let joined = |separator: &'static str| cases.chunks(3).map(move |some| some.join(separator));
    let lists = joined(",\n").map(|list| format!("[{list}]"));
    let files = joined("\n").chain(joined("")).chain(lists).filter(|file| file.len() < 4096);
    write(folder, "case_file", "seed", files.map(String::into_bytes))?;
    write(folder, "case_bytes", "seed", cases.iter().map(|case| case.clone().into_bytes()))?;
    let mut sources = Vec::new();
    for source in ["policies/src", "examples/own-policies/src", "tests/src", "tests/compile_fail"] {
        collect(&folder.join("..").join(source), &mut sources)?;
    }
    let texts = sources.iter().map(fs::read_to_string).collect::<Result<Vec<_>>>()?;
    let texts = texts
        .into_iter()
        .filter(|text| text.contains("policy! {") || text.contains("vocabulary! {"));
    write(folder, "policy_text", "seed", texts.map(String::into_bytes))?;
    for target in TARGETS {
        let found = fs::read_to_string(folder.join("found").join(target).with_extension("hex"))?;
        write(folder, target, "found", policy_tests::fuzz::found(&found))?;
    }
    Ok(())
}

fn write(
    folder: &Path,
    target: &str,
    kind: &str,
    inputs: impl IntoIterator<Item = Vec<u8>>,
) -> Result<()> {
    let corpus = folder.join("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    inputs
        .into_iter()
        .enumerate()
        .try_for_each(|(number, input)| fs::write(corpus.join(format!("{kind}-{number}")), input))
}

fn keep(folder: &Path, target: &str) -> Result<()> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder.join("corpus").join(target))? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().starts_with("seed-") {
            inputs.push(fs::read(entry.path())?);
        }
    }
    inputs.retain(|input| input.len() <= LONGEST);
    inputs.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    // Every so many of them: the short ones and the long ones lead to different places.
    let step = inputs.len().div_ceil(KEPT).max(1);
    let line = |input: &Vec<u8>| {
        input.iter().map(|byte| format!("{byte:02x}")).chain(["\n".to_owned()]).collect::<String>()
    };
    let found = folder.join("found");
    fs::create_dir_all(&found)?;
    fs::write(
        found.join(target).with_extension("hex"),
        inputs.iter().step_by(step).map(line).collect::<String>(),
    )
}

fn collect(folder: &Path, sources: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, sources)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push(path);
        }
    }
    sources.sort();
    Ok(())
}
