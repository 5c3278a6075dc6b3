//! The generated crates: a vocabulary and a file for each policy.

use crate::policy::policy;
use crate::vocabulary::vocabulary;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How many policies, and how many of them are in one crate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub policies: usize,
    /// `None`: all of them, and their vocabulary too.
    pub in_each_crate: Option<NonZeroUsize>,
}

/// The policies on disk: one crate with their vocabulary, or a workspace in which the vocabulary
/// has a crate of its own.
pub struct Project {
    pub directory: PathBuf,
    /// The names of its crates.
    pub crates: Vec<String>,
    size: Size,
}

impl Project {
    /// Writes the project next to its kind in `root`; `workspace` has the crates that it depends
    /// on.
    pub fn write(root: &Path, workspace: &Path, size: Size) -> io::Result<Project> {
        let Size { policies, in_each_crate } = size;
        let name = format!("policies-{policies}");
        match in_each_crate {
            None => {
                let project =
                    Project { directory: root.join(&name), crates: vec![name.clone()], size };
                let manifest =
                    manifest(&name, &own_crates(workspace)) + PROFILE + "\n[workspace]\n";
                project.write_crate(
                    Path::new(""),
                    &manifest,
                    &format!("pub mod vocabulary;\n{}", modules(0..policies)),
                )?;
                fs::write(project.directory.join("src/vocabulary.rs"), vocabulary())?;
                project.finish(workspace)
            }
            Some(in_each) => {
                let firsts = (0..policies).step_by(in_each.get());
                let crates = firsts.clone().map(|first| format!("{name}-from-{first}"));
                let crates = crates.chain([VOCABULARY.to_owned()]).collect::<Vec<_>>();
                let project =
                    Project { directory: root.join(format!("{name}-by-{in_each}")), crates, size };
                let dependencies = format!(
                    "{}{VOCABULARY} = {{ path = \"../{VOCABULARY}\" }}\n",
                    own_crates(workspace)
                );
                for (first, name) in firsts.zip(&project.crates) {
                    let last = first.saturating_add(in_each.get()).min(policies);
                    project.write_crate(
                        Path::new(name),
                        &manifest(name, &dependencies),
                        &modules(first..last),
                    )?;
                }
                project.write_crate(
                    Path::new(VOCABULARY),
                    &manifest(VOCABULARY, &own_crates(workspace)),
                    "pub mod vocabulary;\n",
                )?;
                fs::write(
                    project.directory.join(VOCABULARY).join("src/vocabulary.rs"),
                    vocabulary(),
                )?;
                let members = project
                    .crates
                    .iter()
                    .map(|name| format!("\"{name}\""))
                    .collect::<Vec<_>>()
                    .join(", ");
                fs::write(
                    project.directory.join("Cargo.toml"),
                    format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n{PROFILE}"),
                )?;
                project.finish(workspace)
            }
        }
    }

    /// Changes the threshold of one criterion in the policy in the middle.
    pub fn edit(&self, age: usize) -> io::Result<()> {
        self.write_policy(self.size.policies / 2, age)
    }

    fn write_crate(&self, name: &Path, manifest: &str, modules: &str) -> io::Result<()> {
        let directory = self.directory.join(name);
        fs::create_dir_all(directory.join("src"))?;
        fs::write(directory.join("Cargo.toml"), manifest)?;
        fs::write(
            directory.join("src/lib.rs"),
            format!("//! Many policies over one vocabulary.\n\n{modules}"),
        )
    }

    fn finish(self, workspace: &Path) -> io::Result<Project> {
        fs::copy(workspace.join("Cargo.lock"), self.directory.join("Cargo.lock"))?;
        for number in 0..self.size.policies {
            self.write_policy(number, 18)?;
        }
        Ok(self)
    }

    fn write_policy(&self, number: usize, age: usize) -> io::Result<()> {
        let (home, facts) = match self.size.in_each_crate {
            None => (self.directory.clone(), "crate::vocabulary::facts".to_owned()),
            Some(in_each) => {
                let name = self.crates.get(number / in_each).ok_or(io::ErrorKind::InvalidInput)?;
                (self.directory.join(name), format!("{VOCABULARY}::vocabulary::facts"))
            }
        };
        fs::write(home.join(format!("src/policy_{number}.rs")), policy(number, &facts, age))
    }
}

const VOCABULARY: &str = "shared_facts";

const PROFILE: &str = "\n[profile.dev.build-override]\nopt-level = 3\n";

fn modules(policies: Range<usize>) -> String {
    policies.map(|number| format!("pub mod policy_{number};\n")).collect()
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    )
}

fn own_crates(workspace: &Path) -> String {
    let workspace = workspace.display();
    format!(
        "policy-core = {{ path = \"{workspace}/policy-core\", features = [\"serde\"] }}\npolicy-macros = {{ path = \"{workspace}/policy-macros\" }}\n"
    )
}
