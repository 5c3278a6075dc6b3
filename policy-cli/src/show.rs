//! stub
use crate::catalog::Catalog;
use crate::failure::{Failure, Status};
use std::io::Write;
#[derive(clap::Args, Debug)]
pub struct Show {}
impl Show { pub fn run(&self, _c: Catalog<'_>, _o: &mut dyn Write) -> Result<Status, Failure> { Ok(Status::Success) } }
