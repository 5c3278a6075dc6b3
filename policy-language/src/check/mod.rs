//! From the syntax tree to the policy tree: names, types, units, labels, versions.
//!
//! Checking and lowering are one step, because the checked form of a condition is its form in the
//! policy tree. Nothing stops at the first mistake: a part that is wrong is reported and left out,
//! and its neighbors go on. Only a block without mistakes is lowered as a whole.

mod accepted;
mod age;
mod arms;
mod attributes;
mod code_lists;
mod codes;
mod comparison;
mod concepts;
mod conclusion;
mod dates;
mod decided;
mod define;
mod entries;
mod expression;
mod formula;
mod found;
mod habits;
mod handed;
mod history;
mod joined;
mod labels;
mod metadata;
mod names_in_code;
mod normal;
mod not_yet;
mod operand;
mod otherwise;
mod outline;
mod parts;
mod policy;
mod predicate;
mod quantity;
mod results;
mod scope;
mod section;
mod sum;
mod table;
mod terms;
mod unenclosed;
mod units;
mod unknown;
mod versions;
mod vocabulary;
mod window;
mod wording;

#[cfg(test)]
pub mod notation_tests;
#[cfg(test)]
mod tests;

pub use policy::check_policy;
pub use vocabulary::check_vocabulary;
