//! JSON about cases before there are any: the schema of a policy's cases, and
//! cases that are generated for it.

mod schema;
mod suite;

pub use schema::case_schema;
pub use suite::generated_case_to_json;
