//! Blocks of a vocabulary that say who can answer: `asked of provider { … }`. In: the cursor at the
//! block. Out: its facts, each with its addressee.

use super::attributes::Declared;
use super::{Parsed, Parser, quote};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::FactText;
use crate::text::{Delimiter, Token};
use policy_core::suggest::nearest;
use policy_core::vocabulary::Addressee;

/// What a block begins with, and what is written in its place.
const BEGINNINGS: [&str; 8] =
    ["asked", "ask", "asks", "asked_of", "ask_of", "answered", "answered_by", "asking"];

/// Who else a source or a form calls so.
const SYNONYMS: [(&str, Addressee); 27] = [
    ("doctor", Addressee::Provider),
    ("physician", Addressee::Provider),
    ("prescriber", Addressee::Provider),
    ("practice", Addressee::Provider),
    ("office", Addressee::Provider),
    ("clinician", Addressee::Provider),
    ("hospital", Addressee::Provider),
    ("facility", Addressee::Provider),
    ("payer", Addressee::Plan),
    ("payor", Addressee::Plan),
    ("insurer", Addressee::Plan),
    ("health_plan", Addressee::Plan),
    ("carrier", Addressee::Plan),
    ("pharmacist", Addressee::Pharmacy),
    ("pharmacies", Addressee::Pharmacy),
    ("dispenser", Addressee::Pharmacy),
    ("drug", Addressee::Product),
    ("device", Addressee::Product),
    ("medicine", Addressee::Product),
    ("label", Addressee::Product),
    ("manufacturer", Addressee::Product),
    ("patient", Addressee::Member),
    ("enrollee", Addressee::Member),
    ("beneficiary", Addressee::Member),
    ("subscriber", Addressee::Member),
    ("insured", Addressee::Member),
    ("caregiver", Addressee::Member),
];

/// The longest beginning of a block that is recognized: `asked of the provider or the plan`.
const LONGEST: usize = 8;

const WHO: &str =
    "those who can be asked are `provider`, `plan`, `pharmacy`, `product` and `member`";

impl Parser<'_, '_> {
    /// Whether a block begins here, in these words or in others.
    pub(super) fn at_addressees(&self) -> bool {
        let Token::Word(first) = self.cursor.peek() else { return false };
        let begins = BEGINNINGS.contains(&first.to_lowercase().as_str());
        if begins && self.cursor.peek_at(1).is_word("of") {
            return true;
        }
        let known =
            begins || ["of", "for", "by"].contains(&first.as_str()) || of_word(first).is_some();
        known
            && self.head().is_some_and(|length| {
                begins || !self.cursor.peek_at(length.saturating_sub(1)).is_symbol(":")
            })
    }

    /// How many tokens come before the brace of a block.
    fn head(&self) -> Option<usize> {
        (1..=LONGEST)
            .find(|length| *self.cursor.peek_at(*length) == Token::Group(Delimiter::Brace))
            .filter(|length| {
                (0..*length).all(|distance| match self.cursor.peek_at(distance) {
                    Token::Word(_) => true,
                    Token::Symbol(sign) => {
                        [",", "/", "-"].contains(&sign.as_str())
                            || sign == ":" && distance.saturating_add(1) == *length
                    }
                    _ => false,
                })
            })
    }

    /// `asked of provider { … }`: its facts, and the names of those that could not be read.
    pub(super) fn asked_of(&mut self) -> Parsed<(Vec<FactText>, Vec<String>)> {
        let start = self.cursor.position();
        let addressee = self.addressee()?;
        let spot = self.cursor.spot();
        let (name, beginning) = match addressee {
            Some(addressee) => (addressee.name(), self.cursor.place_from(start)),
            None => ("…", self.cursor.place_from(start)),
        };
        if self.declared == Declared::Attribute {
            let mistake =
                Diagnostic::at(beginning, "an attribute is asked of whom its history is asked of");
            self.report(
                mistake.help(format!("write `asked of {name} {{ … }}` around the history")),
            );
        } else if let Some(outer) = self.asked_of {
            let mistake = Diagnostic::at(
                beginning,
                format!("this block is inside of the block `asked of {outer}`"),
            );
            self.report(mistake.help(format!(
                "close that block before this one, with `}}`, and write `asked of {outer} {{` again for the facts behind it"
            )));
        }
        let outside = std::mem::replace(&mut self.asked_of, addressee);
        let inside = self.inside(Self::facts);
        self.asked_of = outside;
        let (facts, unreadable) = inside?.value;
        if facts.is_empty() && unreadable.is_empty() {
            let mistake = Diagnostic::at(spot, "there is no fact between these braces");
            self.report(
                mistake.help("move the facts that are asked of them here, or take the block out"),
            );
        }
        if self.at_symbol(",") || self.at_symbol(";") {
            let typed = self.cursor.describe();
            let place = self.cursor.advance();
            let mistake =
                Diagnostic::at(place, format!("no {typed} follows the block `asked of {name}`"));
            self.report(mistake.remove("remove it"));
        }
        Ok((facts, unreadable))
    }

    /// `nyha: code [..] asked of provider`: behind a fact, and not around it.
    pub(super) fn addressee_behind_fact(&mut self) {
        let asked = self.at_word("asked") && self.cursor.peek_at(1).is_word("of");
        if !asked || self.head().is_some() {
            return;
        }
        let start = self.cursor.position();
        self.cursor = self.cursor.ahead(2);
        let mut name = "provider";
        if let Token::Word(word) = self.cursor.peek()
            && !self.cursor.peek_at(1).is_symbol(":")
        {
            name = of_word(word).map_or(name, Addressee::name);
            self.cursor.advance();
        }
        let mistake = Diagnostic::at(
            self.cursor.place_from(start),
            "whom a fact is asked of is not written behind it",
        );
        self.report(mistake.help(format!(
            "write `asked of {name} {{` above the fact, and `}}` below it or below the last fact that is asked of them"
        )));
    }

    /// What comes before the brace; `None` where it is reported that nobody is meant.
    fn addressee(&mut self) -> Parsed<Option<Addressee>> {
        let start = self.cursor.position();
        let Some(length) = self.head() else {
            let named = match self.cursor.peek_at(2) {
                Token::Word(word) => of_word(word),
                _ => None,
            };
            self.cursor = self.cursor.ahead(if named.is_some() { 3 } else { 2 });
            let mistake = match named {
                Some(_) => self.missing("`{`"),
                None => self.missing("who is asked").note(WHO),
            };
            let name = named.map_or("provider", Addressee::name);
            return self
                .fail(mistake.help(format!("write `asked of {name} {{ … }}` around the facts")));
        };
        let words = (0..length).filter_map(|distance| match self.cursor.peek_at(distance) {
            Token::Word(word) => Some((word.clone(), self.cursor.place_at(distance))),
            _ => None,
        });
        let words = words.collect::<Vec<_>>();
        self.cursor = self.cursor.ahead(length);
        let place = self.cursor.place_from(start);
        let texts = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>();
        if let ["asked", "of", name] = texts[..]
            && let Some(addressee) = Addressee::from_name(name)
            && length == 3
        {
            return Ok(Some(addressee));
        }
        let rest = texts.iter().skip_while(|word| {
            BEGINNINGS.contains(&word.to_lowercase().as_str())
                || ["of", "by", "for", "from", "to", "the"].contains(word)
        });
        let rest =
            rest.copied().filter(|word| !["and", "or", "the"].contains(word)).collect::<Vec<_>>();
        let mut meant = rest.iter().filter_map(|word| of_word(word)).collect::<Vec<_>>();
        meant.dedup();
        let mistake = match meant[..] {
            [only] => {
                let typed = quote(&self.cursor.source_from(start));
                let message = format!("a block of facts does not begin with `{typed}`");
                let mistake = Diagnostic::at(place, message);
                let mistake = match rest[..] {
                    [typed] if Addressee::from_name(typed).is_none() => mistake.note(WHO),
                    _ => mistake,
                };
                self.report(mistake.replace(format!("asked of {only}")));
                return Ok(Some(only));
            }
            [] => {
                let typed = quote(&rest.join(" "));
                let mistake = Diagnostic::at(place, match typed.as_str() {
                    "" => "nobody is named whom these facts are asked of".to_owned(),
                    _ => format!("`{typed}` is nobody who can be asked"),
                });
                let names = || Addressee::ALL.map(Addressee::name);
                match nearest(&typed, names())[..] {
                    [only] => mistake.replace(format!("asked of {only}")),
                    _ => mistake.help(WHO),
                }
            }
            [..] => Diagnostic::at(place, "the facts of a block are asked of one").help(
                "choose who can answer them best, or write a block for each with the facts that they can answer",
            ),
        };
        self.report(mistake);
        Ok(None)
    }
}

/// Who is meant, in the language's word or in another one.
fn of_word(word: &str) -> Option<Addressee> {
    let lower = word.to_lowercase();
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    let known = |word: &str| {
        let synonym = SYNONYMS.iter().find(|(synonym, _)| *synonym == word);
        Addressee::from_name(word).or(synonym.map(|(_, addressee)| *addressee))
    };
    known(&lower).or_else(|| known(singular))
}
