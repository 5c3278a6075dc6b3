//! How many rows agree.

use super::file::TestedFile;
use super::verdict::Verdict;
use crate::failure::Status;

/// Counts rows.
#[derive(Clone, Copy, Default)]
pub struct Score {
    pub agree: u64,
    pub differ: u64,
    pub updated: u64,
    pub not_tested: u64,
}

impl Score {
    pub fn add(&mut self, file: &TestedFile) {
        self.agree = self.agree.saturating_add(file.agree);
        for row in &file.others {
            let count = match &row.verdict {
                _ if row.is_updated => &mut self.updated,
                Verdict::Agrees => &mut self.agree,
                Verdict::Differs(_) | Verdict::Refused(_) => &mut self.differ,
                Verdict::NotTested { .. } => &mut self.not_tested,
            };
            *count = count.saturating_add(1);
        }
    }

    pub const fn cases(&self) -> u64 {
        let agree = self.agree.saturating_add(self.updated);
        agree.saturating_add(self.differ).saturating_add(self.not_tested)
    }

    /// A row that could not be tested is no better than a file that could not be read.
    pub const fn status(&self) -> Status {
        if self.not_tested > 0 {
            Status::Failed
        } else if self.differ > 0 {
            Status::Refused
        } else {
            Status::Success
        }
    }
}
