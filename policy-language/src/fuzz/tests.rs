//! A few thousand inputs of each kind, and those that once found something.

use super::{CLINICAL, REAL};
use super::{
    Sample, block, changed, changed_policy, changed_route, changed_vocabulary, file, found_blocks,
    found_files, mend, soup_of_words,
};
use crate::text::BlockKind;

#[test]
fn mutated_policies_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&changed_policy(bytes)));
}

#[test]
fn mutated_blocks_can_be_mended() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| mend(&changed(bytes)));
}

#[test]
fn soups_of_words_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&soup_of_words(bytes)));
}

#[test]
fn mutated_vocabularies_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&changed_vocabulary(bytes)));
}

#[test]
fn mutated_routes_are_answered() {
    bolero::check!().with_type::<Vec<u8>>().for_each(|bytes| block(&changed_route(bytes)));
}

/// Cut off anywhere: with brackets left open, as they are while someone types.
#[test]
fn files_are_answered() {
    for text in REAL.into_iter().chain([CLINICAL]) {
        for end in (0..text.len())
            .step_by(397)
            .chain([text.len()])
            .filter(|end| text.is_char_boundary(*end))
        {
            file(&text[..end]);
        }
    }
}

#[test]
fn what_fuzzing_found_is_answered() {
    let (files, blocks) = (found_files(), found_blocks());
    assert!(files.len() > 100 && blocks.len() > 100);
    for text in files {
        file(&text);
    }
    for sample in blocks {
        block(&sample);
    }
}

#[test]
fn what_was_found_stays_answered() {
    // The name of the module would have been a keyword of Rust.
    for text in [
        "in # [ doc = \"Facts\" ] pub facts { # [ doc = \"Smoker\" ] smoker : flag , }",
        "pub in { }",
        "fn { }",
    ] {
        block(&Sample { kind: BlockKind::Vocabulary, text: text.to_owned(), vocabulary: "" });
    }
}
