//! The facts of a `vocabulary!` block.

use super::attributes::Declared;
use super::{Parsed, Parser, Reported, quote};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::vocabulary::{CodesText, FactKind, FactText, RangeText, VocabularyText};
use crate::text::{Cursor, Delimiter, Name, Place, Placed, Quoted, Token, Tokens};
use policy_core::codes::CodeSystem;
use policy_core::suggest::nearest;
use policy_core::unit::Unit;
use policy_core::vocabulary::HistoryForm;

/// Reads `/// docs  pub name { facts }`.
pub fn parse_vocabulary(tokens: &Tokens, errors: &mut Diagnostics) -> Option<VocabularyText> {
    Parser::new(tokens, errors).vocabulary().ok()
}

const FORM: &str = "a vocabulary is written `vocabulary! { pub name { … } }`";

pub(super) const KIND_WORDS: [&str; 13] = [
    "flag",
    "attested",
    "code",
    "count",
    "date",
    "age",
    "quantity",
    "calculated",
    "measurement",
    "events",
    "courses",
    "records",
    "readings",
];

/// What programmers and databases call the types.
const SYNONYMS: [(&str, &str); 21] = [
    ("attestation", "attested"),
    ("categorical", "code"),
    ("datetime", "date"),
    ("float", "quantity"),
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
    ("course", "courses"),
    ("record", "records"),
    ("reading", "readings"),
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
            code_lists: Vec::new(),
            unreadable: Vec::new(),
            complete: false,
        };
        if self.at_symbol(":") && *self.cursor.peek_at(1) == Token::Group(Delimiter::Brace) {
            let place = self.cursor.advance();
            let mistake = Diagnostic::at(place, "no colon follows the name of a vocabulary");
            self.report(mistake.remove("remove it"));
        }
        if !self.at_group(Delimiter::Brace) {
            let mistake = self.missing("`{`").help(FORM);
            self.report(mistake);
            return Ok(text);
        }
        self.in_vocabulary = true;
        (text.facts, text.unreadable) = self.inside(Self::facts)?.value;
        text.code_lists = std::mem::take(&mut self.code_lists);
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
    pub(super) fn facts(&mut self) -> (Vec<FactText>, Vec<String>) {
        let (mut facts, mut unreadable) = (Vec::new(), Vec::new());
        while !self.at_end() {
            let start = self.cursor;
            if self.at_addressees() {
                match self.asked_of() {
                    Ok((inside, unread)) => {
                        facts.extend(inside);
                        unreadable.extend(unread);
                    }
                    Err(Reported(())) => self.skip_fact(start.position()),
                }
                continue;
            }
            if self.at_code_list() {
                if let Err(Reported(())) = self.code_list_declared() {
                    self.skip_fact(start.position());
                }
                continue;
            }
            if let Ok(fact) = self.fact() {
                facts.push(fact);
            } else {
                self.skip_fact(start.position());
                unreadable.extend(name_of_fact(start));
            }
        }
        (facts, unreadable)
    }

    /// To the next thing that can only be the beginning of a fact: commas are inside of facts as
    /// well.
    fn skip_fact(&mut self, start: usize) {
        if self.cursor.position() == start {
            self.cursor.advance();
        }
        while !self.at_end() && !self.at_fact() {
            self.cursor.advance();
        }
    }

    pub(super) fn at_fact(&self) -> bool {
        self.at_symbol("#")
            || self.at_addressees()
            || self.at_code_list()
            || matches!(self.cursor.peek(), Token::Word(_)) && self.cursor.peek_at(1).is_symbol(":")
    }

    pub(super) fn fact(&mut self) -> Parsed<FactText> {
        let noun = self.declared;
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
            let mistake = Diagnostic::at(
                place,
                format!("codes are written between `#[` and `]` above the {noun}"),
            );
            self.report(mistake.replace(right));
        }
        let other = if self.at_addressees() {
            Some("a block of facts")
        } else {
            self.at_code_list().then_some("a list of codes")
        };
        if let Some((first, other)) = docs.first().zip(other) {
            let message = format!("a label belongs to a fact, and not to {other}");
            let mistake = Diagnostic::at(first.place, message);
            return self
                .fail(mistake.help("write it above a fact, or as a remark that begins with `//`"));
        }
        if self.at_group(Delimiter::Bracket) {
            let place = self.cursor.advance();
            let inside = self.cursor.source_between(place.first, self.cursor.position());
            let mistake =
                Diagnostic::at(place, format!("codes above {} begin with `#`", noun.one()));
            self.report(
                mistake.help(format!("write `#{}`", quote(&inside))).inserting_before(place, "#"),
            );
        }
        let bare = self.bare_label();
        if docs.is_empty() {
            docs.extend(bare);
        }
        if let Token::Number(number) = self.cursor.peek() {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{}` cannot be the name of {}", quote(number), noun.one()),
            );
            return self
                .fail(mistake.help(
                    "a name begins with a letter, and goes on with letters, digits and `_`",
                ));
        }
        if let Some(mistake) = self.type_before_name() {
            return self.fail(mistake);
        }
        let name = match self.name_before_type() {
            Some(name) => name,
            None => self.declared_name(&format!("the name of {}", noun.one()))?,
        };
        if self.take_symbol(":").is_none() {
            let mistake = self.missing("`:`");
            if self.at_group(Delimiter::Bracket) {
                let listed = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
                let mistake = mistake
                    .help(format!("write `{}: code [{}]`", name.value, quote(&listed)))
                    .inserting_behind(name.place, ": code");
                self.report(mistake);
                let start = self.cursor.position();
                let kind = self.values()?;
                let kind = Placed::new(kind, self.cursor.place_from(start));
                self.comma_behind_fact(&name);
                return Ok(self.fact_text(docs, codes, name, kind));
            }
            let mistake = mistake.help(format!("write `{}: TYPE,`", name.value)).note(noun.kinds());
            let mistake = if self.at_symbol("=") {
                mistake.replacing(self.cursor.place(), ":")
            } else {
                let kind = matches!(self.cursor.peek(), Token::Word(_));
                mistake.inserting_behind(name.place, ":").replaced_if(kind)
            };
            self.report(mistake);
            self.take_symbol("=");
            if self.at_symbol(",") || self.at_end() {
                // That it has no type either follows from that.
                return Err(Reported(()));
            }
        }
        let start = self.cursor.position();
        let kind = self.fact_kind(&name)?;
        let kind = Placed::new(kind, self.cursor.place_from(start));
        self.comma_behind_fact(&name);
        Ok(self.fact_text(docs, codes, name, kind))
    }

    fn fact_text(
        &self,
        docs: Vec<Quoted>,
        codes: Vec<CodesText>,
        name: Name,
        kind: Placed<FactKind>,
    ) -> FactText {
        // An attribute is asked of whom its history is.
        let asked_of = self.asked_of.filter(|_| self.declared == Declared::Fact);
        FactText { docs, codes, asked_of, name, kind }
    }

    /// `Body weight`, a label without its slashes on a line above the fact.
    fn bare_label(&mut self) -> Option<Quoted> {
        let start = self.cursor.position();
        let mut ahead = self.cursor;
        let bullet = self.at_symbol("-") || self.at_symbol("*") || self.at_symbol("/");
        if bullet {
            ahead.advance();
        }
        let capital =
            matches!(ahead.peek(), Token::Word(word) if word.starts_with(char::is_uppercase));
        if !capital && !bullet {
            return None;
        }
        while !ahead.peek_at(1).is_symbol(":") {
            match ahead.peek() {
                Token::End => return None,
                Token::Symbol(sign) if !["-", "/", "*"].contains(&sign.as_str()) => return None,
                _ => ahead.advance(),
            };
        }
        let fact =
            matches!(ahead.peek(), Token::Word(name) if name.starts_with(char::is_lowercase));
        if !fact || ahead.position() == start {
            return None;
        }
        self.cursor = ahead;
        let typed = self.cursor.source_from(start);
        let text = typed.trim_start_matches(['-', '*', '/', ' ']).to_owned();
        let place = self.cursor.place_from(start);
        let mistake = Diagnostic::at(
            place,
            format!("the label of {} begins with three slashes", self.declared.one()),
        );
        self.report(mistake.help(format!("write `/// {}` on a line of its own", quote(&text))));
        Some(Placed::new(text, place))
    }

    fn comma_behind_fact(&mut self, name: &Name) {
        let noun = self.declared;
        let help = format!("end the {noun} `{}` with `,`", name.value);
        self.addressee_behind_fact();
        if self.take_symbol(",").is_some() || self.at_end() {
            return;
        }
        if let Some(place) = self.take_symbol(";") {
            let mistake = Diagnostic::at(place, format!("{} does not end with `;`", noun.one()));
            self.report(mistake.replace(","));
        } else if self.at_fact() {
            let mistake = self.missing("`,`").help(help);
            self.report(mistake.inserting_behind(self.before().1, ","));
        } else {
            let mistake = self.unexpected().help(help);
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
        let suggests = usize::from(self.at_word("suggests"));
        if let (Token::Word(_), Token::Group(_)) =
            (self.cursor.peek_at(suggests), self.cursor.peek_at(suggests.saturating_add(1)))
        {
            let start = self.cursor.position();
            self.cursor = self.cursor.ahead(suggests.saturating_add(2));
            let typed = self.cursor.source_from(start);
            let place = self.cursor.place_from(start);
            let mistake = Diagnostic::at(
                place,
                format!("codes above {} are written between `#[` and `]`", self.declared.one()),
            );
            self.report(
                mistake.help(format!("write `#[{}]`", quote(&typed))).instead(format!("[{typed}]")),
            );
            return Ok(None);
        }
        if !self.at_group(Delimiter::Bracket) {
            let mistake = self.unexpected().help("codes are written `#[loinc(\"88020-3\")]`");
            return self.fail(mistake);
        }
        let codes = self.inside(Self::codes_of_fact)?;
        Ok(codes.value.ok())
    }

    fn fact_kind(&mut self, fact: &Name) -> Parsed<FactKind> {
        let (place, noun) = (self.cursor.place(), self.declared);
        let Token::Word(typed) = self.cursor.peek().clone() else {
            let mistake = self.missing(&format!("the type of the {noun}"));
            return self.fail(match self.cursor.peek() {
                Token::Group(Delimiter::Bracket) => {
                    let place = self.cursor.spot();
                    let mistake = mistake.help("write `code` before a list of values");
                    mistake.inserting_before(place, "code")
                }
                Token::Group(Delimiter::Brace) => mistake.help(
                    "write `events with`, `courses with` or `records with` before the attributes",
                ),
                _ => mistake.help(noun.kinds()),
            });
        };
        let lower = typed.to_lowercase();
        let word = SYNONYMS
            .iter()
            .find(|(synonym, _)| *synonym == lower)
            .map_or(lower.as_str(), |(_, word)| word);
        if !KIND_WORDS.contains(&word) {
            let mistake = Diagnostic::at(place, format!("`{typed}` is not a type of {noun}"));
            return self.fail(match *nearest(&typed, KIND_WORDS) {
                _ if ["string", "text", "varchar", "char"].contains(&lower.as_str()) => mistake
                    .help("write `code [..]` with the values that it can have: a criterion cannot ask about free text"),
                [nearest] => mistake.did_you_mean(&[nearest]).note(noun.kinds()),
                _ => mistake.help(noun.kinds()),
            });
        }
        if word != typed {
            // `yes/no`
            let pair = lower == "yes" && self.cursor.peek_at(1).is_symbol("/");
            let whole = if pair { place.to(self.cursor.place_at(2)) } else { place };
            self.report(
                Diagnostic::at(whole, format!("`{typed}` is not a type of {noun}")).replace(word),
            );
        }
        self.cursor.advance();
        // `yes/no`
        if lower == "yes" && self.take_symbol("/").is_some() {
            self.cursor.advance();
        }
        match word {
            "flag" => {
                let late = self.take_word("attested");
                if let Some(late) = late {
                    let mistake = Diagnostic::at(late, "`attested` is written before `flag`");
                    self.report(
                        mistake
                            .help("write `attested flag`")
                            .replacing(place.to(late), "attested flag"),
                    );
                }
                Ok(FactKind::Flag { attested: late.is_some() })
            }
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
            "code" => self.values(),
            "count" => Ok(FactKind::Count { range: self.range()? }),
            "date" => Ok(FactKind::Date),
            "age" => self.age(fact),
            "quantity" => self.quantity_kind(),
            "calculated" => self.calculated(),
            "measurement" => self.measurement(),
            _ => {
                let form = HistoryForm::ALL.into_iter().find(|form| form.name() == word);
                self.history(form.unwrap_or(HistoryForm::Events))
            }
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

    /// `calculated in kg/m2 as weight / (height * height)`
    fn calculated(&mut self) -> Parsed<FactKind> {
        let units = self.units("calculated in mg")?;
        if self.take_word("as").is_none() {
            if self.at_symbol("=") || self.at_symbol(":") {
                let typed = self.cursor.describe();
                let mistake =
                    Diagnostic::at(self.cursor.place(), format!("{typed} begins no calculation"));
                return self.fail(mistake.replace("as"));
            }
            let mistake = self.missing("`as` with the calculation");
            let example = "write `calculated in kg/m2 as weight / (height * height)`";
            return self.fail(mistake.help(example));
        }
        Ok(FactKind::Calculated { units, formula: self.formula()? })
    }

    /// `measurement in % by [Echo2d, Muga] from 1 to 95`
    fn measurement(&mut self) -> Parsed<FactKind> {
        let units = self.units("measurement in mg/L")?;
        if self.at_word("with") && *self.cursor.peek_at(1) == Token::Group(Delimiter::Bracket) {
            let mistake =
                Diagnostic::at(self.cursor.advance(), "methods are not named after `with`");
            self.report(mistake.replace("by"));
            let methods = Some(self.methods()?);
            return Ok(FactKind::Measurement { units, methods, range: self.range()? });
        }
        let methods = if self.take_word("by").is_some() { Some(self.methods()?) } else { None };
        let range = self.range()?;
        if self.at_word("by") {
            let mistake =
                Diagnostic::at(self.cursor.place(), "the methods are written before the range")
                    .help("write `by [..] from … to …`");
            return self.fail(mistake);
        }
        Ok(FactKind::Measurement { units, methods, range })
    }

    /// `in pg/mL or ng/L`
    fn units(&mut self, example: &str) -> Parsed<Vec<Name>> {
        let (kind, _) = example.split_once(' ').unwrap_or((example, ""));
        if self.take_word("in").is_none() {
            let mistake = self.missing("`in` with the unit");
            let mut ahead = self.cursor;
            while !matches!(ahead.peek(), Token::End)
                && !ahead.peek().is_symbol(",")
                && !ahead.peek().is_word("in")
            {
                ahead.advance();
            }
            let unit = self.cursor.peek().text();
            return self.fail(if ahead.peek().is_word("in") {
                mistake.help(format!(
                    "write the unit first, as in `{kind} in {} …`",
                    ahead.peek_at(1).text()
                ))
            } else if Unit::from_words(&unit).is_some() {
                let place = self.cursor.place();
                mistake.help(format!("write `{kind} in {unit}`")).inserting_before(place, "in")
            } else {
                mistake.help(format!("write `{example}`"))
            });
        }
        if let Some(inner) = self.cursor.enter().filter(|_| self.at_group(Delimiter::Bracket)) {
            let units = inner.source().replace(", ", " or ").replace(',', " or ");
            let mistake = Diagnostic::at(self.cursor.place(), "units are not written as a list");
            return self.fail(mistake.replace(units));
        }
        let mut units = Vec::new();
        loop {
            let Some(unit) = self.unit() else {
                let mistake = self.missing("a unit").help(format!("write `{example}`"));
                return self.fail(mistake);
            };
            units.push(unit);
            if (self.at_symbol(",") || self.at_word("and")) && self.at_unit_after_sign() {
                let typed = self.cursor.describe();
                let place = self.cursor.advance();
                let mistake = Diagnostic::at(place, format!("units are not joined with {typed}"));
                self.report(mistake.replace("or"));
                continue;
            }
            if !self.lower_case_word("or") {
                return Ok(units);
            }
        }
    }

    /// `, g`, and not the next fact.
    fn at_unit_after_sign(&self) -> bool {
        matches!(self.cursor.peek_at(1), Token::Word(unit) if Unit::from_words(unit).is_some())
            && !self.cursor.peek_at(2).is_symbol(":")
    }

    /// `0 to 20`, `between 0 and 20`, from that many tokens ahead: with `from`.
    fn range_otherwise(&self, distance: usize) -> Option<(String, Place)> {
        let mut ahead = self.cursor;
        for _ in 0..distance {
            ahead.advance();
        }
        let (low, joint, high) = (ahead.peek(), ahead.peek_at(1), ahead.peek_at(2));
        let joined = ["to", "and"].iter().any(|word| joint.is_word(word)) || joint.is_symbol("-");
        let numbers = matches!((low, high), (Token::Number(_), Token::Number(_)));
        (joined && numbers)
            .then(|| (format!("from {} to {}", low.text(), high.text()), ahead.place_at(2)))
    }

    /// `from 1 to 95`
    fn range(&mut self) -> Parsed<Option<RangeText>> {
        let start = self.cursor.position();
        if let Some((right, last)) = self.range_otherwise(0) {
            let place = self.cursor.place().to(last);
            let mistake = Diagnostic::at(place, "a plausible range begins with `from`");
            return self.fail(mistake.replace(right));
        }
        if self.at_word("between") {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                "a plausible range is not written with `between`",
            );
            return self.fail(match self.range_otherwise(1) {
                Some((right, last)) => {
                    let place = self.cursor.place().to(last);
                    mistake.help(format!("write `{right}`")).replacing(place, right)
                }
                None => mistake.help("write `from 1 to 95`"),
            });
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
}

/// What comes before the colon of the fact that begins here.
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
