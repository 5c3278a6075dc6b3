//! What comes into a build: every crate from the registry, with its checksum, under a license that
//! `deny.toml` allows, and none that it bans; and the command is built from the crates that
//! `docs/SECURITY.md` names.
//!
//! `cargo deny check` says the same from the same file, and looks for advisories as well; building
//! it takes minutes, so this is what every run of the tests checks.

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

const RULES: &str = include_str!("../../deny.toml");
const SECURITY: &str = include_str!("../../docs/SECURITY.md");
const LOCKS: [&str; 3] = [
    include_str!("../../Cargo.lock"),
    include_str!("../../examples/own-policies/Cargo.lock"),
    include_str!("../../fuzz/Cargo.lock"),
];

/// The names in quotation marks of a list that a key of `deny.toml` has.
fn rule(key: &str) -> Vec<&'static str> {
    let line = RULES.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = [")).unwrap();
    line.split('"').skip(1).step_by(2).collect()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All crates of the workspace and all that they need on any platform: names and licenses.
fn crates() -> Vec<(String, String)> {
    let metadata: Value = serde_json::from_str(&cargo(&[
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--all-features",
    ]))
    .unwrap();
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (text(package, "name"), text(package, "license")))
        .collect()
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be kept with the
/// licenses that are allowed.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let any = |choice: &str| {
        choice
            .replace('/', " OR ")
            .split(" OR ")
            .any(|name| allowed.contains(&name.trim_matches(['(', ')', ' '])))
    };
    expression.split(" AND ").all(any)
}

#[test]
fn licenses_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Unicode-3.0"];
    for expression in
        ["MIT", "Apache-2.0 OR MIT", "MIT/Apache-2.0", "(MIT OR Apache-2.0) AND Unicode-3.0"]
    {
        assert!(is_allowed(expression, &allowed), "{expression}");
    }
    for expression in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND GPL-3.0", "MIT-0"]
    {
        assert!(!is_allowed(expression, &allowed), "{expression}");
    }
}

#[test]
fn every_license_is_allowed_and_no_crate_is_banned() {
    let (allowed, banned, crates) = (rule("allow"), rule("deny"), crates());
    assert!(allowed.len() >= 3 && banned.len() >= 5 && crates.len() > 50);
    let refused = crates
        .iter()
        .filter(|(name, license)| !is_allowed(license, &allowed) || banned.contains(&&**name));
    assert_eq!(refused.collect::<Vec<_>>(), Vec::<&(String, String)>::new());
}

#[test]
fn every_crate_comes_from_the_registry_with_its_checksum() {
    for lock in LOCKS {
        let packages = lock.split("[[package]]").skip(1);
        let ours = packages.clone().filter(|package| !package.contains("\nsource = "));
        assert!(ours.clone().count() >= 4);
        for package in ours {
            let name = package
                .lines()
                .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
                .unwrap();
            assert!(
                name.starts_with("polic") || ["own-policies", "benches"].contains(&name),
                "{name} comes from neither the registry nor this project"
            );
        }
        for package in packages.filter(|package| package.contains("\nsource = ")) {
            let registry = "\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"";
            assert!(package.contains(registry), "{package}");
        }
    }
}

#[test]
fn the_command_is_built_from_the_crates_that_are_named() {
    let tree = cargo(&[
        "tree",
        "-p",
        "policy-cli",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
        "--locked",
        "--target",
        "all",
    ]);
    let linked = tree.lines().map(|line| line.split(' ').next().unwrap()).collect::<BTreeSet<_>>();
    let named =
        SECURITY.lines().find(|line| line.starts_with("The command is built from ")).unwrap();
    assert_eq!(linked, named.split('`').skip(1).step_by(2).collect::<BTreeSet<_>>());
}
