//! From the syntax tree to the policy tree: names, types, units, labels, versions.
//!
//! Checking and lowering are one step, because the checked form of a condition is its form in the policy tree. Nothing stops at the first mistake: a part
//! that is wrong is reported and left out, and its neighbours go on. Only a block without mistakes is lowered as a whole.

mod arms;
mod conclusion;
mod dates;
mod define;
mod expression;
mod labels;
mod metadata;
mod outline;
mod policy;
mod predicate;
mod quantity;
mod scope;
mod section;
mod versions;
mod vocabulary;
mod wording;

pub use policy::check_policy;
pub use vocabulary::check_vocabulary;
