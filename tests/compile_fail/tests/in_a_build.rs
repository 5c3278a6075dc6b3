//! How mistakes look in a build: some of each family, and what Rust says before the macros are
//! called. `policy-language/tests/mistakes` has all of them.
//!
//! After a change, `TRYBUILD=overwrite cargo test -p policy-compile-fail` writes them anew; read
//! every one of them before they are committed. One family or mistake: `-- trybuild=dates` after
//! it.

#[test]
fn mistakes_are_errors_at_the_authors_words() {
    trybuild::TestCases::new().compile_fail("cases/*/*.rs");
}
