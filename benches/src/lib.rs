//! What the benchmarks share: cases, the policies by hand, a contest of several ways to do one
//! thing, and the table it prints.

pub mod cases;
pub mod contest;
pub mod hand;
pub mod numbers;
pub mod terms;
