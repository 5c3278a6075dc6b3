//! What a policy has to know of its vocabulary, as one literal in the vocabulary's own macro.
//!
//! One token, since each policy over the vocabulary is handed it: a compiler copies the tokens of a macro one by one. The last one that was read is kept for the next
//! policy.

use crate::report::Errors;
use crate::syntax::vocabulary::VocabularyText;
use policy_core::vocabulary::Vocabulary;
use proc_macro2::{Literal, TokenTree};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A checked vocabulary, as policies see it.
pub struct Schema {
    pub vocabulary: Vocabulary,
    /// The facts that were declared and are not in the vocabulary, because of mistakes.
    pub left_out: BTreeSet<String>,
    /// Whether there is a list of facts at all.
    pub complete: bool,
    /// Whether the vocabulary is without mistakes; they are reported where it stands.
    pub sound: bool,
}

impl Schema {
    pub fn new(vocabulary: Vocabulary, text: &VocabularyText, errors: &Errors) -> Schema {
        let declared = text.facts.iter().map(|fact| &fact.name.value).chain(&text.unreadable);
        let left_out = declared.filter(|name| vocabulary.find(name).is_none()).cloned().collect();
        Schema { vocabulary, left_out, complete: text.complete, sound: errors.is_empty() }
    }

    pub fn to_literal(&self) -> Literal {
        let left_out = self.left_out.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        Literal::string(&format!("{},{},{left_out},{}", self.complete, self.sound, self.vocabulary.to_line()))
    }

    /// The schema that a literal was written from.
    pub fn from_literal(token: TokenTree) -> Option<Rc<Schema>> {
        thread_local! {
            static LAST: RefCell<Option<(String, Rc<Schema>)>> = const { RefCell::new(None) };
        }
        let written = token.to_string();
        LAST.with_borrow_mut(|last| {
            if let Some((_, schema)) = last.as_ref().filter(|(line, _)| *line == written) {
                return Some(Rc::clone(schema));
            }
            let schema = Rc::new(Schema::from_line(&syn::parse2::<syn::LitStr>(token.into()).ok()?.value())?);
            *last = Some((written, Rc::clone(&schema)));
            Some(schema)
        })
    }

    fn from_line(line: &str) -> Option<Schema> {
        let mut parts = line.splitn(4, ',');
        let (complete, sound, left_out) = (parts.next()?, parts.next()?, parts.next()?);
        let left_out = left_out.split_whitespace().map(str::to_owned).collect();
        Some(Schema { vocabulary: Vocabulary::from_line(parts.next()?)?, left_out, complete: complete == "true", sound: sound == "true" })
    }
}
