//! What `docs/SECURITY.md` promises of the source: no network, no clock, no other program, no file
//! but those that are read for whoever named them.

use std::fs;
use std::path::{Path, PathBuf};

/// Ways out of a program. The first crates are without any of them.
const WAYS_OUT: [&str; 9] = [
    "std::net",
    "std::fs",
    "std::io",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant",
    "Utc::now",
];

/// The two files of the command that write files, each with the ways in which it does: one replaces those that the
/// user names to `policy test --update`, the other makes new ones in the folder that the user names to
/// `policy evaluate --out`.
const WRITES_FILES: [(&str, &[&str]); 2] = [
    ("testing/replace.rs", &["OpenOptions", "remove_file", "rename(", "set_permissions"]),
    ("render/files.rs", &["OpenOptions", "create_dir", "remove_file"]),
];

/// What reading files and showing progress do not need.
const NOT_NEEDED_BY_THE_COMMAND: [&str; 17] = [
    "std::net",
    "process::Command",
    "SystemTime",
    "UNIX_EPOCH",
    "Utc::now",
    "Local::now",
    "File::create",
    "File::options",
    "OpenOptions",
    "fs::write",
    "create_dir",
    "DirBuilder",
    "remove_file",
    "rename(",
    "set_permissions",
    "env::var",
    "set_var",
];

/// The source of a crate, without its tests.
fn sources(of: &str) -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if ["tests", "test", "fuzz"].contains(&&*name) {
                continue;
            }
            if path.is_dir() {
                collect(&path, found);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
                found.push((path, code.to_owned()));
            }
        }
    }
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of).join("src"), &mut found);
    found
}

fn places<'w>(of: &str, words: &'w [&'w str]) -> Vec<(PathBuf, &'w str)> {
    let sources = sources(of);
    assert!(sources.len() > 5, "{of}");
    let code = |text: &str| {
        text.lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    };
    sources
        .iter()
        .flat_map(|(path, text)| {
            words
                .iter()
                .filter(|word| code(text).contains(**word))
                .map(|word| (path.clone(), *word))
        })
        .collect()
}

#[test]
fn the_library_the_macros_and_the_policies_touch_nothing_but_their_arguments() {
    for of in ["policy-core", "policy-analysis", "policy-language", "policy-macros", "policies"] {
        assert_eq!(places(of, &WAYS_OUT), [], "{of}");
    }
}

#[test]
fn the_command_reads_and_answers_and_does_nothing_else() {
    let (writing, others) =
        places("policy-cli", &NOT_NEEDED_BY_THE_COMMAND).into_iter().partition::<Vec<_>, _>(
            |(path, _)| WRITES_FILES.iter().any(|(file, _)| path.ends_with(file)),
        );
    assert_eq!(others, []);
    for (file, ways) in WRITES_FILES {
        let used = writing.iter().filter(|(path, _)| path.ends_with(file)).map(|(_, word)| *word);
        assert_eq!(used.collect::<Vec<_>>(), ways, "{file}");
    }
    // The look for these words finds something where there is something.
    assert_ne!(places("policy-cli", &["File::open"]), []);
}

#[test]
fn no_crate_allows_unsafe_code() {
    let manifest = |of: &str| {
        fs::read_to_string(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of).join("Cargo.toml"),
        )
        .unwrap()
    };
    assert!(manifest(".").contains("[workspace.lints.rust]\nunsafe_code = \"forbid\""));
    for of in [
        "policy-core",
        "policy-analysis",
        "policy-language",
        "policy-macros",
        "policies",
        "policy-cli",
    ] {
        assert!(manifest(of).contains("[lints]\nworkspace = true"), "{of}");
    }
}
