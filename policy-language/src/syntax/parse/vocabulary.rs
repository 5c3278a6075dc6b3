//! The facts of a `vocabulary!` block.

use super::{Parsed, Parser, quote, words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::vocabulary::{CodesText, FactKind, FactText, RangeText, VocabularyText};
use crate::text::{Cursor, Delimiter, Name, Place, Placed, Token, Tokens};
use policy_core::codes::CodeSystem;
use policy_core::suggest::nearest;

/// Reads `/// docs  pub name { facts }`.
pub fn parse_vocabulary(tokens: &Tokens, errors: &mut Diagnostics) -> Option<VocabularyText> {
    Parser::new(tokens, errors).vocabulary().ok()
}

const FORM: &str = "a vocabulary is written `vocabulary! { pub name { … } }`";

const KINDS: &str = "the types are `flag`, `attested flag`, `code [..]`, `count`, `date`, `age from DATE`, `quantity in UNIT`, `measurement in UNIT` and `events`";

const KIND_WORDS: [&str; 9] =
    ["flag", "attested", "code", "count", "date", "age", "quantity", "measurement", "events"];

/// What programmers and databases call the types.
const SYNONYMS: [(&str, &str); 14] = [
    ("bool", "flag"),
    ("boolean", "flag"),
    ("yes", "flag"),
    ("enum", "code"),
    ("codes", "code"),
    ("int", "count"),
    ("integer", "count"),
    ("number", "count"),
    ("counts", "count"),
    ("decimal", "quantity"),
    ("lab", "measurement"),
    ("measurements", "measurement"),
    ("event", "events"),
    ("history", "events"),
];

impl Parser<'_, '_> {
    fn vocabulary(&mut self) -> Parsed<VocabularyText> {
        let docs = self.docs()?;
        let visibility = self.visibility();
        let name = self.declared_name("the name of the vocabulary")?;
        let mut text = VocabularyText {
            docs,
            visibility,
            name,
            facts: Vec::new(),
            unreadable: Vec::new(),
            complete: false,
        };
        if !self.at_group(Delimiter::Brace) {
            let mistake = self.missing("`{`").help(FORM);
            self.report(mistake);
            return Ok(text);
        }
        (text.facts, text.unreadable) = self.inside(Self::facts)?.value;
        text.complete = true;
        self.only_one("vocabulary");
        Ok(text)
    }

    /// `pub`, `pub(crate)` or nothing. What is between the parentheses is Rust's.
    fn visibility(&mut self) -> Option<Place> {
        let start = self.cursor.position();
        self.take_word("pub")?;
        if self.at_group(Delimiter::Parenthesis) {
            self.cursor.advance();
        }
        Some(self.cursor.place_from(start))
    }

    /// The facts, and the names of those that could not be read.
    fn facts(&mut self) -> (Vec<FactText>, Vec<String>) {
        let (mut facts, mut unreadable) = (Vec::new(), Vec::new());
        while !self.at_end() {
            let start = self.cursor;
            if let Ok(fact) = self.fact() {
                facts.push(fact);
            } else {
                self.skip_fact(start.position());
                unreadable.extend(name_of_fact(start));
            }
        }
        (facts, unreadable)
    }

    /// To the next thing that can only be the beginning of a fact: commas stand inside of facts as
    /// well.
    fn skip_fact(&mut self, start: usize) {
        if self.cursor.position() == start {
            self.cursor.advance();
        }
        while !self.at_end() && !self.at_fact() {
            self.cursor.advance();
        }
    }

    fn at_fact(&self) -> bool {
        self.at_symbol("#")
            || matches!(self.cursor.peek(), Token::Word(_)) && self.cursor.peek_at(1).is_symbol(":")
    }

    fn fact(&mut self) -> Parsed<FactText> {
        let (mut docs, mut codes) = (Vec::new(), Vec::new());
        while self.at_symbol("#") {
            match self.doc_comment() {
                Some(lines) => docs.extend(lines),
                None => codes.extend(self.fact_codes()?),
            }
        }
        if let (Token::Word(system), Token::Text(code)) =
            (self.cursor.peek(), self.cursor.peek_at(1))
            && CodeSystem::ALL.iter().any(|known| known.keyword() == system.to_lowercase())
        {
            let right = format!("#[{}(\"{}\")]", system.to_lowercase(), quote(code));
            let place = self.cursor.advance().to(self.cursor.place());
            self.cursor.advance();
            let mistake = Diagnostic::at(place, "codes stand in an attribute above the fact");
            self.report(mistake.replace(right));
        }
        let name = self.declared_name("the name of a fact")?;
        if self.take_symbol(":").is_none() {
            let mistake =
                self.missing("`:`").help(format!("write `{}: TYPE,`", name.value)).note(KINDS);
            let mistake = if self.at_symbol("=") {
                mistake.replacing(self.cursor.place(), ":")
            } else {
                let kind = matches!(self.cursor.peek(), Token::Word(_));
                mistake.inserting_behind(name.place, ":").replaced_if(kind)
            };
            self.report(mistake);
            self.take_symbol("=");
        }
        let start = self.cursor.position();
        let kind = self.fact_kind(&name)?;
        let kind = Placed::new(kind, self.cursor.place_from(start));
        self.comma_behind_fact(&name);
        Ok(FactText { docs, codes, name, kind })
    }

    fn comma_behind_fact(&mut self, name: &Name) {
        if self.take_symbol(",").is_some() || self.at_end() {
            return;
        }
        if let Some(place) = self.take_symbol(";") {
            self.report(Diagnostic::at(place, "a fact does not end with `;`").replace(","));
        } else if self.at_fact() {
            let mistake =
                self.missing("`,`").help(format!("end the fact `{}` with `,`", name.value));
            self.report(mistake.inserting_behind(self.before().1, ","));
        } else {
            let mistake = self.unexpected().help(format!("end the fact `{}` with `,`", name.value));
            self.report(mistake);
            while !self.at_end() && !self.at_fact() {
                self.cursor.advance();
            }
        }
    }

    /// `#[loinc("18043-0", "77891-0")]`; nothing where the codes cannot be read, since the fact
    /// itself can.
    fn fact_codes(&mut self) -> Parsed<Option<CodesText>> {
        self.cursor.advance();
        if !self.at_group(Delimiter::Bracket) {
            let mistake = self.unexpected().help("codes are written `#[loinc(\"88020-3\")]`");
            return self.fail(mistake);
        }
        let codes = self.inside(|parser| {
            let system = parser.name("a code system")?;
            if !parser.at_group(Delimiter::Parenthesis) {
                let mistake =
                    parser.missing("`(`").help(format!("write `#[{}(\"…\")]`", system.value));
                return parser.fail(mistake);
            }
            let codes = parser.code_list()?;
            Ok(CodesText { system, codes })
        })?;
        Ok(codes.value.ok())
    }

    fn fact_kind(&mut self, fact: &Name) -> Parsed<FactKind> {
        let place = self.cursor.place();
        let Token::Word(typed) = self.cursor.peek().clone() else {
            let mistake = self.missing("the type of the fact").help(KINDS);
            return self.fail(mistake);
        };
        let lower = typed.to_lowercase();
        let word = SYNONYMS
            .iter()
            .find(|(synonym, _)| *synonym == lower)
            .map_or(lower.as_str(), |(_, word)| word);
        if !KIND_WORDS.contains(&word) {
            let mistake = Diagnostic::at(place, format!("`{typed}` is not a type of fact"));
            return self.fail(match *nearest(&typed, KIND_WORDS) {
                [nearest] => mistake.did_you_mean(&[nearest]).note(KINDS),
                _ => mistake.help(KINDS),
            });
        }
        if word != typed {
            self.report(
                Diagnostic::at(place, format!("`{typed}` is not a type of fact")).replace(word),
            );
        }
        self.cursor.advance();
        match word {
            "flag" => Ok(FactKind::Flag { attested: false }),
            "attested" => {
                if self.take_word("flag").is_none() {
                    let mistake = self
                        .missing("`flag`")
                        .help("write `attested flag`")
                        .note("only a flag can be attested");
                    self.report(mistake.inserting_behind(self.before().1, "flag"));
                }
                Ok(FactKind::Flag { attested: true })
            }
            "code" => Ok(FactKind::Code { values: self.declared_list("a value")? }),
            "count" => Ok(FactKind::Count { range: self.range()? }),
            "date" => Ok(FactKind::Date),
            "age" => self.age(fact),
            "quantity" => self.quantity_kind(),
            "measurement" => self.measurement(),
            _ => self.events(),
        }
    }

    fn age(&mut self, fact: &Name) -> Parsed<FactKind> {
        if self.take_word("from").is_none() {
            let mistake =
                self.missing("`from`").help(format!("write `{}: age from birth_date`", fact.value));
            return self.fail(mistake.note("an age is always reckoned from a date"));
        }
        Ok(FactKind::Age { birth_date: self.name("the name of a date")? })
    }

    fn quantity_kind(&mut self) -> Parsed<FactKind> {
        let units = self.units("quantity in mg")?;
        let range = self.range()?;
        Ok(FactKind::Quantity { units, range })
    }

    /// `measurement in % by [Echo2d, Muga] from 1 to 95`
    fn measurement(&mut self) -> Parsed<FactKind> {
        let units = self.units("measurement in mg/L")?;
        let methods = if self.take_word("by").is_some() {
            Some(self.declared_list("a method")?)
        } else {
            None
        };
        let range = self.range()?;
        if self.at_word("by") {
            let mistake = Diagnostic::at(self.cursor.place(), "the methods stand before the range")
                .help("write `by [..] from … to …`");
            return self.fail(mistake);
        }
        Ok(FactKind::Measurement { units, methods, range })
    }

    /// `in pg/mL or ng/L`
    fn units(&mut self, example: &str) -> Parsed<Vec<Name>> {
        if self.take_word("in").is_none() {
            let mistake = self.missing("`in` with the unit").help(format!("write `{example}`"));
            return self.fail(mistake);
        }
        let mut units = Vec::new();
        loop {
            let Some(unit) = self.unit() else {
                let mistake = self.missing("a unit").help(format!("write `{example}`"));
                return self.fail(mistake);
            };
            units.push(unit);
            if !self.lower_case_word("or") {
                return Ok(units);
            }
        }
    }

    /// `from 1 to 95`
    fn range(&mut self) -> Parsed<Option<RangeText>> {
        let start = self.cursor.position();
        if self.at_word("between") {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                "a plausible range is not written with `between`",
            )
            .help("write `from 1 to 95`");
            return self.fail(mistake);
        }
        if self.take_word("from").is_none() {
            return Ok(None);
        }
        let low = self.quantity()?;
        if self.at_symbol("-") || self.at_word("and") {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("the ends of a range are not joined with {}", self.cursor.describe()),
            )
            .replace("to");
            self.report(mistake);
            self.cursor.advance();
        } else if self.take_word("to").is_none() {
            let mistake = self.missing("`to` with the upper end").help("write `from 1 to 95`");
            return self.fail(mistake);
        }
        let high = self.quantity()?;
        Ok(Some(RangeText { low, high, place: self.cursor.place_from(start) }))
    }

    /// `events with donor [Autologous, Allogeneic]`
    fn events(&mut self) -> Parsed<FactKind> {
        if self.take_word("with").is_none() {
            return Ok(FactKind::Events { attribute: None });
        }
        let attribute = self.declared_name("the attribute of the events")?;
        let values = self.declared_list("a value")?;
        Ok(FactKind::Events { attribute: Some((attribute, values)) })
    }

    /// Names that become names in Rust.
    fn declared_list(&mut self, what: &str) -> Parsed<Vec<Name>> {
        let names = self.name_list(what)?.value;
        let is_taken = |name: &Name| {
            words::is_rust(&name.value)
                || words::is_reserved(&name.value)
                || !words::is_name(&name.value)
        };
        let (taken, names): (Vec<Name>, Vec<Name>) = names.into_iter().partition(is_taken);
        for name in taken {
            let mistake = Diagnostic::at(
                name.place,
                format!("`{}` cannot be {what}: it is a word of the language", quote(&name.value)),
            );
            self.report(mistake.help("choose another name, for instance one with a second word"));
        }
        Ok(names)
    }
}

/// What stands before the colon of the fact that begins here.
fn name_of_fact(mut cursor: Cursor) -> Option<String> {
    while cursor.peek().is_symbol("#") {
        cursor.advance();
        cursor.advance();
    }
    match cursor.peek() {
        Token::Word(name) => Some(name.clone()),
        _ => None,
    }
}
