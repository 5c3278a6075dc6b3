//! `policy schema`: the JSON Schema of a policy's cases.

use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use crate::output::print_json;
use policy_analysis::json::case_schema;
use std::io::Write;

#[derive(clap::Args, Debug)]
pub struct Schema {
    /// The policy
    #[arg(value_name = "NAME")]
    policy: String,
}

impl Schema {
    pub fn run(&self, catalog: Catalog<'_>, output: &mut dyn Write) -> Result<Status, Failure> {
        let schema = case_schema(catalog.find(&self.policy)?.policy());
        print_json(output, format_args!("{schema:#}"))?;
        Ok(Status::Success)
    }
}
