//! The semantics as tables, and possible worlds enumerated one by one, against the reference and
//! against what generated code calls.

mod decisions;
mod entries;
#[expect(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod normal;
mod predicates;
#[expect(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod repeated;
#[expect(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod worlds;
