//! Every mistake of `cases` is a build error, and its text is the one beside it.
//!
//! The texts are reviewed like code: an analyst has no other teacher. After a change, `TRYBUILD=overwrite cargo test -p policy-compile-fail`
//! writes them anew; read every one of them before they are committed. One family or mistake: `-- every_mistake trybuild=dates` behind it.

#[test]
fn every_mistake_is_explained() {
    trybuild::TestCases::new().compile_fail("cases/*/*.rs");
}
