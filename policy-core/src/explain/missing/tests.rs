//! What is asked for: a few stories, and small random policies with every completion of the
//! documentation enumerated.

mod alone;
mod axes;
#[expect(clippy::arithmetic_side_effects, reason = "tests may panic")]
mod completions;
mod stories;
