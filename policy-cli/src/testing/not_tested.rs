//! Why a row tests nothing, with what to write instead.

/// Why a row tests nothing.
#[derive(Debug)]
pub enum NotTested {
    /// It is no JSON object; whoever reads cases says what is wrong with it.
    Broken,
    /// Nothing is expected of its case.
    NothingExpected {
        /// A key that is probably a misspelled `expect`.
        misspelled: Option<String>,
    },
    /// What is expected cannot be compared with anything.
    Wrong { problem: String, help: String },
}

impl NotTested {
    pub fn wrong(problem: String, help: impl Into<String>) -> NotTested {
        NotTested::Wrong { problem, help: help.into() }
    }

    /// A key that is there twice.
    pub fn repeated(key: &str) -> NotTested {
        NotTested::wrong(format!("`{key}` is there more than once"), "leave one of them out")
    }
}
