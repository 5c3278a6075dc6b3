//! What a case of the compile-fail suite gives as the right form is right: all of them compile, together in one program.

mod catalogue;

use catalogue::mistakes;
use std::fs;
use std::path::Path;

#[test]
fn every_corrected_form_compiles() {
    let mut program = String::from("#![allow(dead_code, unused_imports)]\n");
    for mistake in mistakes() {
        let Some(case) = mistake.corrected_case() else { continue };
        // Two vocabularies that are equal cannot both be exported from one crate.
        let case = case.replace("    pub members", "    pub(crate) members");
        program += &format!("mod {}_{} {{\n{case}}}\n", mistake.family, mistake.name);
    }
    program += "fn main() {}\n";
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corrected.rs");
    fs::write(&path, program).expect("the program is written");
    trybuild::TestCases::new().pass(path);
}
