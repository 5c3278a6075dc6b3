//! Texts for tests: the bundled policies, small ones that use the whole language, and texts of
//! their own.

/// A vocabulary of every type of fact, and policies over it that use the whole language.
pub const SMALL: &str = include_str!("../../tests/src/small.rs");

/// The vocabulary of the bundled policies.
pub const CLINICAL: &str = include_str!("../../policies/src/vocabulary.rs");

/// The bundled policies.
pub const REAL: [&str; 5] = [REVASCOR, TECARTUS, ABECMA, KRESLADI, PAD_STEM_CELLS];

/// Centene, ischemic heart failure.
pub const REVASCOR: &str = include_str!("../../policies/src/revascor.rs");
/// Care Partners of Connecticut, lymphoma and leukemia.
pub const TECARTUS: &str = include_str!("../../policies/src/tecartus.rs");
/// Arkansas BCBS, multiple myeloma, two versions.
pub const ABECMA: &str = include_str!("../../policies/src/abecma.rs");
/// BCBS Kansas, leukocyte adhesion deficiency.
pub const KRESLADI: &str = include_str!("../../policies/src/kresladi.rs");
/// BCBS Rhode Island, peripheral arterial disease; approves nothing.
pub const PAD_STEM_CELLS: &str = include_str!("../../policies/src/pad_stem_cells.rs");

/// Reading them.
#[cfg(test)]
pub use reading::{blocks, tokens, vocabulary};

#[cfg(test)]
mod reading {
    use crate::text::{Block, BlockKind, File, Tokens};

    /// The blocks of one kind in a file.
    pub fn blocks(file: &str, kind: BlockKind) -> Vec<Block> {
        File::read("sample.rs", file)
            .blocks
            .into_iter()
            .filter(|block| block.kind == kind)
            .collect()
    }

    /// The vocabulary of a file.
    pub fn vocabulary(file: &str) -> Block {
        blocks(file, BlockKind::Vocabulary).remove(0)
    }

    /// The inside of a block.
    pub fn tokens(text: &str) -> Tokens {
        let block = blocks(&format!("policy! {{ {text} }}"), BlockKind::Policy).remove(0);
        assert!(block.problems.is_empty(), "{:?} in {text}", block.problems);
        block.tokens
    }
}
