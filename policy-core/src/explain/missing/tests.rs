//! What is asked for: a few examples, and small random policies for which every completion of the
//! documentation is enumerated.

mod alone;
mod axes;
#[expect(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod completions;
mod entries;
mod stories;
