//! The generated crate: a vocabulary and a file for each policy.

use crate::policy::policy;
use crate::vocabulary::vocabulary;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A crate of policies on disk.
pub struct Project {
    pub directory: PathBuf,
    pub name: String,
    policies: usize,
}

impl Project {
    /// Writes the crate beside its kind in `root`; `workspace` has the crates that it depends on.
    pub fn write(root: &Path, workspace: &Path, policies: usize) -> io::Result<Project> {
        let name = format!("policies-{policies}");
        let project = Project { directory: root.join(&name), name, policies };
        let source = project.directory.join("src");
        fs::create_dir_all(&source)?;
        fs::write(project.directory.join("Cargo.toml"), manifest(&project.name, workspace))?;
        fs::copy(workspace.join("Cargo.lock"), project.directory.join("Cargo.lock"))?;
        fs::write(source.join("vocabulary.rs"), vocabulary())?;
        let modules = (0..policies).map(|number| format!("pub mod policy_{number};\n")).collect::<String>();
        fs::write(source.join("lib.rs"), format!("//! Many policies over one vocabulary.\n\npub mod vocabulary;\n{modules}"))?;
        for number in 0..policies {
            project.write_policy(number, 18)?;
        }
        Ok(project)
    }

    /// Changes the threshold of one criterion in the policy in the middle.
    pub fn edit(&self, age: usize) -> io::Result<()> {
        self.write_policy(self.policies / 2, age)
    }

    fn write_policy(&self, number: usize, age: usize) -> io::Result<()> {
        fs::write(self.directory.join(format!("src/policy_{number}.rs")), policy(number, age))
    }
}

fn manifest(name: &str, workspace: &Path) -> String {
    let workspace = workspace.display();
    format!(
        r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"

[dependencies]
policy-core = {{ path = "{workspace}/policy-core", features = ["serde"] }}
policy-macros = {{ path = "{workspace}/policy-macros" }}

[profile.dev.build-override]
opt-level = 3

[workspace]
"#
    )
}
