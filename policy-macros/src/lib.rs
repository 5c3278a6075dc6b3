//! `vocabulary!` and `policy!`.

mod report;
mod syntax;
