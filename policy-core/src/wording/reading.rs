//! What an author left open, as a reader of determinations is told of it.

use super::sentence;
use crate::policy::{Gap, Remark};
use crate::vocabulary::Vocabulary;

impl Gap {
    /// The author's interpretation, as listed with the others: after the policy's own remarks.
    #[must_use]
    pub fn reading(&self, vocabulary: &Vocabulary) -> Remark {
        let there = sentence::clause(vocabulary, &self.condition);
        Remark::Interpretation(
            format!("Where {there}, neither of two criteria decides: {}", self.reason).into(),
        )
    }
}
