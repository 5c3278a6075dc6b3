//! What a fact, a coverage policy and a determination are.

pub mod calendar;
pub mod codes;
pub mod suggest;
pub mod unit;

pub use chrono::NaiveDate;
pub use rust_decimal::Decimal;
