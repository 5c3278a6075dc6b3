//! The public API, item by item, as it is written down in `tests/api/*.txt`: growth is noticed.
//!
//! `UPDATE_API=1 cargo test -p policy-tests --test api` writes it down anew.

mod render;
mod source;

use std::path::Path;
use std::{env, fs};

/// The crates that others depend on. What `vocabulary!` and `policy!` generate is in their own
/// documentation.
const CRATES: [&str; 4] = ["policy-core", "policy-analysis", "policy-language", "policy-cli"];

#[test]
fn the_public_api_is_the_one_that_is_written_down() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let update = env::var_os("UPDATE_API").is_some();
    for name in CRATES {
        let root = source::read(&tests.join("..").join(name).join("src"));
        let found = render::api(&root).join("\n") + "\n";
        let file = tests.join("api").join(format!("{name}.txt"));
        if update {
            fs::write(&file, &found).unwrap();
        }
        let known = fs::read_to_string(&file).unwrap_or_default();
        let fresh = lines_without(&found, &known);
        let gone = lines_without(&known, &found);
        assert!(
            fresh.is_empty() && gone.is_empty() && found == known,
            "the public API of {name} has changed; if that is meant, set UPDATE_API=1 and say it in CHANGELOG.md\nnew: {fresh:#?}\ngone: {gone:#?}"
        );
    }
}

fn lines_without<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    text.lines().filter(|line| !other.lines().any(|known| known == *line)).collect()
}

#[test]
fn the_root_of_policy_core_has_about_a_dozen_names() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = source::read(&tests.join("../policy-core/src"));
    let names = render::reexported(&root);
    assert!((10..=20).contains(&names.len()), "{names:?}");
    for name in ["Case", "CaseFacts", "Determination", "Evaluator", "Explanation", "Outcome"] {
        assert!(names.iter().any(|known| known == name), "{name} is not at the root");
    }
}

/// A small crate with whatever the reader has to see through.
#[test]
fn what_is_private_or_hidden_is_no_part_of_the_api() {
    let text = r"
        mod inner {
            /// Reached by a re-export.
            #[derive(Clone)]
            pub struct Shown<T> { pub field: Vec<T>, private: u8 }
            impl<T> Shown<T> {
                pub const fn new(field: Vec<T>) -> Shown<T> { todo!() }
                fn helper(&self) {}
            }
            impl<T> Drop for Shown<T> { fn drop(&mut self) {} }
            pub struct Unreachable;
            impl Unreachable { pub fn nobody() {} }
        }
        pub use inner::Shown as Renamed;
        pub use elsewhere::Other;
        #[doc(hidden)]
        pub mod machine { pub fn hidden() {} }
        #[cfg(test)]
        pub mod tests {}
        pub mod open {
            #[non_exhaustive]
            pub enum Kind { One, Two(u8) }
            pub(crate) fn not_public() {}
            pub trait Asked { const N: usize; fn ask(&self) -> bool { true } }
        }
    ";
    let root = source::parse(text);
    assert_eq!(
        render::api(&root),
        [
            "Renamed.field: Vec<T>",
            "Renamed: #[derive(Clone)] pub struct Shown<T>",
            "Renamed: impl<T> Drop for Shown<T>",
            "Renamed::new: pub const fn new(field: Vec<T>) -> Shown<T>",
            "elsewhere::Other: pub use",
            "open::Asked: pub trait Asked",
            "open::Asked::N: const N: usize;",
            "open::Asked::ask: fn ask(&self) -> bool",
            "open::Kind: #[non_exhaustive] pub enum Kind",
            "open::Kind::One",
            "open::Kind::Two(u8)",
        ]
    );
}
