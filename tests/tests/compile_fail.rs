//! Every mistake of `tests/compile_fail` is a build error, and its text is the one beside it.
//!
//! The texts are reviewed like code: an analyst has no other teacher. After a change, `TRYBUILD=overwrite cargo test -p policy-tests --test compile_fail`
//! writes them anew; read every one of them before they are committed. One family or mistake: `-- every_mistake trybuild=dates` behind it.

#[test]
fn every_mistake_is_explained() {
    trybuild::TestCases::new().compile_fail("compile_fail/*/*.rs");
}
