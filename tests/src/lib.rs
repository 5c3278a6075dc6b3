//! What the tests of the workspace share: random cases for any policy, and small policies that together use the whole language.

pub mod bundled;
pub mod documentation;
pub mod random;
pub mod small;
