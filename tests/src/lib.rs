//! What the tests of the workspace share: random cases for any policy, and small policies that
//! together use the whole language.

pub mod agreement;
pub mod bundled;
pub mod calculations;
pub mod criteria;
pub mod dice;
pub mod documentation;
pub mod forgetting;
pub mod fuzz;
pub mod norms;
pub mod operator;
pub mod random;
pub mod runtime;
pub mod scales;
pub mod small;
pub mod structure;
pub mod sums;
pub mod tables;
pub mod worlds;
