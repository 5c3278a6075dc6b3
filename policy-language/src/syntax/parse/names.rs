//! Names, texts and lists of them.

use super::{Context, Parsed, Parser, ahead, lists, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::vocabulary::ConceptText;
use crate::text::{Delimiter, Name, Place, Placed, Quoted, Token};

/// The names of a list in which nothing else is said.
fn names_alone(list: Placed<Vec<ConceptText>>) -> Placed<Vec<Name>> {
    Placed::new(list.value.into_iter().map(|concept| concept.name).collect(), list.place)
}

impl Parser<'_, '_> {
    /// A name that is used: a fact, a value, a define. `what` says which in a message: "the
    /// attribute".
    pub(super) fn name(&mut self, what: &str) -> Parsed<Name> {
        match self.cursor.peek() {
            Token::Word(word) if !words::is_reserved(word) => {
                let word = word.clone();
                Ok(Placed::new(word, self.cursor.advance()))
            }
            Token::Text(text) => {
                let text = text.clone();
                let place = self.cursor.place();
                let mistake = Diagnostic::at(
                    place,
                    format!("{what} is a name, and names are written without quotation marks"),
                );
                if words::is_name(&text) {
                    self.report(mistake.replace(&text).replaced_if(!words::is_reserved(&text)));
                    self.cursor.advance();
                    return Ok(Placed::new(text, place));
                }
                self.fail(mistake.help("a name has letters, digits and `_`, and no spaces"))
            }
            _ => {
                let mistake = self.missing(what);
                let found = format!("{} is there instead", self.cursor.describe());
                self.fail(if self.at_end() { mistake } else { mistake.note(found) })
            }
        }
    }

    /// A name that is declared here. It becomes a name in Rust, and two words in a row are a name
    /// with its `_` forgotten.
    pub(super) fn declared_name(&mut self, what: &str) -> Parsed<Name> {
        if let Token::Word(word) = self.cursor.peek()
            && (words::is_reserved(word) || words::is_rust(word))
        {
            let mistake = Diagnostic::at(
                self.cursor.place(),
                format!("`{word}` cannot be {what}: it is a word of the language"),
            )
            .help("choose another name, for instance one with a second word after `_`");
            let word = word.clone();
            self.report(mistake);
            return Ok(Placed::new(word, self.cursor.advance()));
        }
        let start = self.cursor.position();
        let mut name = self.name(what)?;
        if !name.value.starts_with(char::is_alphabetic) || !words::is_name(&name.value) {
            let mistake =
                Diagnostic::at(name.place, format!("`{}` cannot be {what}", quote(&name.value)));
            return self
                .fail(mistake.help(
                    "a name begins with a letter, and goes on with letters, digits and `_`",
                ));
        }
        if !self.at_more_of_name() {
            return Ok(name);
        }
        let words = loop {
            match self.cursor.peek() {
                Token::Word(word)
                    if word != "when" && !words::is_reserved(word) && !words::is_rust(word) =>
                {
                    name.value = format!("{}_{word}", name.value);
                    self.cursor.advance();
                }
                Token::Symbol(symbol)
                    if symbol == "-" && matches!(self.cursor.peek_at(1), Token::Word(_)) =>
                {
                    self.cursor.advance();
                }
                _ => break self.cursor.source_from(start),
            }
        };
        name.place = self.cursor.place_from(start);
        if !what.contains("value") && !what.contains("method") {
            name.value = name.value.to_lowercase();
        }
        let mistake = Diagnostic::at(name.place, format!("`{}` is not one name", quote(&words)))
            .help(format!("write `{}`", quote(&name.value)));
        self.report(mistake.instead(&name.value));
        Ok(name)
    }

    /// Whether more words follow that make one name with the one before, and then something that
    /// follows a name.
    fn at_more_of_name(&self) -> bool {
        let mut ahead = self.cursor;
        loop {
            match ahead.peek() {
                Token::Word(word)
                    if word == "when" || words::is_reserved(word) || words::is_rust(word) =>
                {
                    break;
                }
                Token::Word(_) => ahead.advance(),
                Token::Symbol(symbol)
                    if symbol == "-" && matches!(ahead.peek_at(1), Token::Word(_)) =>
                {
                    ahead.advance()
                }
                _ => break,
            };
        }
        let stands_behind_name = match ahead.peek() {
            Token::Symbol(symbol) => matches!(symbol.as_str(), ":" | "=" | "=>" | "<"),
            Token::Word(_) | Token::Text(_) | Token::Group(_) => true,
            _ => false,
        };
        ahead.position() > self.cursor.position() && stands_behind_name
    }

    /// A text in quotation marks after `keyword`.
    pub(super) fn text(&mut self, what: &str, example: &str) -> Parsed<Quoted> {
        if let Some(text) = self.take_text() {
            // `"the "other" product"`: the text goes on after its second quotation mark.
            if matches!(self.cursor.peek(), Token::Word(_)) && self.at_text_again() {
                return self.marks_inside(text.place);
            }
            return Ok(text);
        }
        if matches!(self.cursor.peek(), Token::Other(text) if text.starts_with('"')) {
            let place = self.cursor.place();
            return self.marks_inside(place);
        }
        let mistake = self.missing(what).help(format!("write {example}"));
        self.fail(mistake)
    }

    /// Whether words and another text follow, up to the end of the statement.
    fn at_text_again(&self) -> bool {
        let mut ahead = self.cursor;
        while let Token::Word(word) = ahead.peek() {
            if word == "on"
                || word == "when"
                || ahead::at_statement(&ahead)
                || ahead::at_label(&ahead)
            {
                return false;
            }
            ahead.advance();
        }
        matches!(ahead.peek(), Token::Text(_) | Token::Other(_))
    }

    /// Quotation marks inside a text that begins at the place.
    fn marks_inside<T>(&mut self, from: Place) -> Parsed<T> {
        let mut last = from;
        while !self.at_end() && !self.at_symbol(";") {
            last = self.cursor.advance();
        }
        let mistake = Diagnostic::at(from.to(last), "a text has no quotation marks inside");
        self.fail(mistake.help(
            "write the inner ones as single quotation marks, as in `\"the 'other' product\"`",
        ))
    }

    /// `[II, III]`, or what an author writes instead of the brackets. `what` is one of its names:
    /// "a value".
    pub(super) fn name_list(&mut self, what: &str) -> Parsed<Placed<Vec<Name>>> {
        self.concept_list(what).map(names_alone)
    }

    /// The same, with what a vocabulary says about each.
    pub(super) fn concept_list(&mut self, what: &str) -> Parsed<Placed<Vec<ConceptText>>> {
        if self.at_group(Delimiter::Parenthesis)
            || self.at_group(Delimiter::Brace) && self.context != Context::Guard
        {
            let listed = self.cursor.enter().map_or_else(String::new, |inner| inner.source());
            let mut mistake =
                Diagnostic::at(self.cursor.spot(), "a list is written in square brackets")
                    .help(format!("write `[{}]`", quote(&listed)));
            if let Some(complete) = self.cursor.enter().and_then(|inner| inner.complete_source()) {
                mistake = mistake.replacing(self.cursor.place(), format!("[{complete}]"));
            }
            self.report(mistake);
            return self.concepts_between_delimiters(what);
        }
        if self.at_group(Delimiter::Bracket) {
            return self.concepts_between_delimiters(what);
        }
        // `code of [Early, Late]`, `code: [Early, Late]`
        if (self.at_word("of") || self.at_symbol(":"))
            && *self.cursor.peek_at(1) == Token::Group(Delimiter::Bracket)
        {
            let typed = self.cursor.describe();
            let (before, _) = self.before();
            let place = self.cursor.advance();
            self.report(
                Diagnostic::at(place, format!("no {typed} follows `{before}`"))
                    .remove(format!("write `{before} [..]`")),
            );
            return self.concepts_between_delimiters(what);
        }
        if let Some(row) = lists::row(&self.cursor, 0, &["or", "and", "Or", "And"], false)
            .filter(|row| row.names.len() > 1)
        {
            let mistake = self.missing("a list in square brackets");
            let place = self.cursor.place().to(row.last);
            let right = row.list();
            return self.fail(mistake.help(format!("write `{right}`")).replacing(place, right));
        }
        let mut ahead = self.cursor;
        let mut listed: Vec<String> = Vec::new();
        let mut place = self.cursor.place();
        while let Token::Word(word) | Token::Text(word) = ahead.peek()
            && !ahead.peek_at(1).is_symbol(":")
        {
            listed.push(word.clone());
            place = place.to(ahead.advance());
            if ahead.peek().is_symbol(",") {
                ahead.advance();
            } else {
                break;
            }
        }
        let comma = ahead.behind(1).is_symbol(",");
        let ends = match ahead.peek() {
            Token::End | Token::Group(Delimiter::Brace) => true,
            Token::Symbol(symbol) => symbol == ";" || symbol == "=>" || comma && symbol == "#",
            Token::Word(word) => {
                comma
                    || ["AND", "OR", "within", "from", "note", "interpretation"]
                        .contains(&word.as_str())
            }
            _ => false,
        };
        let certain = ends
            && !listed.is_empty()
            && listed.iter().all(|name| words::is_name(name) && !words::is_reserved(name));
        let listed = if listed.is_empty() { "First, Second".to_owned() } else { listed.join(", ") };
        let mistake =
            self.missing("a list in square brackets").help(format!("write `[{}]`", quote(&listed)));
        self.fail(mistake.replacing(place, format!("[{listed}]")).replaced_if(certain))
    }

    /// The names between the delimiters that come next, separated by commas, with or without one
    /// after the last.
    pub(super) fn names_between_delimiters(&mut self, what: &str) -> Parsed<Placed<Vec<Name>>> {
        self.concepts_between_delimiters(what).map(names_alone)
    }

    fn concepts_between_delimiters(&mut self, what: &str) -> Parsed<Placed<Vec<ConceptText>>> {
        let spot = self.cursor.spot();
        let (opening, closing) =
            if self.at_group(Delimiter::Parenthesis) { ("`(`", "`)`") } else { ("`[`", "`]`") };
        let names = self.inside(|parser| parser.concepts(what))?;
        let place = names.place;
        let names = names.value?;
        if names.is_empty() {
            return self.fail(
                Diagnostic::at(spot, "this list is empty")
                    .help(format!("write {what} between {opening} and {closing}")),
            );
        }
        Ok(Placed::new(names, place))
    }

    fn concepts(&mut self, what: &str) -> Parsed<Vec<ConceptText>> {
        let mut names: Vec<ConceptText> = Vec::new();
        let mut quoted: Vec<(usize, Place)> = Vec::new();
        loop {
            match self.cursor.peek().clone() {
                Token::End => break,
                Token::Word(word)
                    if !names.is_empty()
                        && ["and", "or"]
                            .iter()
                            .any(|connective| word.eq_ignore_ascii_case(connective)) =>
                {
                    let comma = if self.cursor.behind(1).is_symbol(",") { "" } else { "," };
                    let mistake = Diagnostic::at(
                        self.cursor.advance(),
                        format!("`{word}` cannot be in a list"),
                    );
                    self.report(
                        mistake
                            .help("separate the names with commas: `[First, Second]`")
                            .instead(comma),
                    );
                    continue;
                }
                Token::Word(_) | Token::Text(_)
                    if self.in_vocabulary
                        && let Some(value) = self.before_value(names.is_empty()) =>
                {
                    names.push(value.into());
                }
                Token::Word(word) => names.push(Placed::new(word, self.cursor.advance()).into()),
                Token::Text(_)
                    if !self.in_vocabulary
                        && !names.is_empty()
                        && !self.cursor.behind(1).is_symbol(",") =>
                {
                    let mistake = Diagnostic::at(
                        self.cursor.advance(),
                        "a value has its label in the vocabulary alone",
                    );
                    self.report(
                        mistake.remove("remove it: the label is shown wherever the value is"),
                    );
                    self.take_symbol(",");
                    continue;
                }
                Token::Text(text) if words::is_name(&text) => {
                    let place = self.cursor.advance();
                    quoted.push((names.len(), place));
                    names.push(Placed::new(text, place).into());
                }
                Token::Text(text) if text.split(' ').all(words::is_name) => {
                    let place = self.cursor.advance();
                    let name = text.split(' ').skip(1).fold(
                        text.split(' ').next().unwrap_or_default().to_owned(),
                        |name, word| in_one_word(&name, word),
                    );
                    quoted.push((names.len(), place));
                    names.push(Placed::new(name, place).into());
                }
                Token::Symbol(sign)
                    if sign == "#"
                        && self.in_vocabulary
                        && let Some(mistake) = self.label_above_value() =>
                {
                    return self.fail(mistake);
                }
                Token::Number(_) => {
                    let mistake =
                        self.number_in_list(what, names.last().map(|concept| &concept.name));
                    return self.fail(mistake);
                }
                Token::Symbol(hyphen)
                    if hyphen == "-"
                        && !names.is_empty()
                        && !self.cursor.behind(1).is_symbol(",")
                        && let Token::Word(rest) = self.cursor.peek_at(1) =>
                {
                    let first = names.last().map_or("", |concept| &concept.name.value);
                    let mistake = self.hyphen_in_list(first, rest);
                    return self.fail(mistake);
                }
                Token::Symbol(colon)
                    if colon == ":"
                        && what == "the name of a parameter"
                        && matches!(self.cursor.peek_at(1), Token::Word(_)) =>
                {
                    self.type_of_parameter();
                }
                Token::Symbol(sign)
                    if !names.is_empty() && [";", "/", "|"].contains(&sign.as_str()) =>
                {
                    let place = self.cursor.advance();
                    self.report(
                        Diagnostic::at(place, format!("a list is not separated with `{sign}`"))
                            .replace(","),
                    );
                    continue;
                }
                _ => {
                    let mistake = Diagnostic::at(
                        self.cursor.spot(),
                        format!("{} cannot be in a list", self.cursor.describe()),
                    );
                    return self.fail(mistake.help("write every name, separated by commas"));
                }
            }
            if self.in_vocabulary
                && let Some(concept) = names.last_mut()
            {
                self.said_of(concept)?;
            }
            if self.take_symbol(",").is_some() || self.at_end() {
                continue;
            }
            if self.at_word("many") && what == "a value" {
                if !self.in_vocabulary {
                    let place = self.cursor.advance();
                    let mistake =
                        Diagnostic::at(place, "that a value is `many` is said in the vocabulary");
                    self.report(mistake.remove("take `many` out"));
                    self.take_symbol(",");
                }
                continue;
            }
            // `Stage 1` in a vocabulary: the number is met above.
            if let Token::Word(next) = self.cursor.peek()
                && !["and", "or"].iter().any(|connective| next.eq_ignore_ascii_case(connective))
            {
                let (before, place) = self.before();
                let mistake = Diagnostic::at(
                    place,
                    format!("`,` is missing between `{before}` and `{next}`"),
                )
                .help(if is_numeral(&before) && is_numeral(next) {
                    format!("write `{before}, {next}`")
                } else {
                    format!(
                        "write `{}` for one name, or `{before}, {next}` for two",
                        in_one_word(&before, next)
                    )
                });
                let certain = is_numeral(&before) && is_numeral(next);
                // Which of the two are values is not known, and so neither is what is wrong with
                // them.
                if !certain {
                    return self.fail(mistake);
                }
                self.report(mistake.inserting_behind(place, ","));
            }
        }
        self.names_in_quotes(&names, &quoted);
        Ok(names)
    }

    /// `: flag` behind the name of a parameter.
    fn type_of_parameter(&mut self) {
        let place = self.cursor.advance().to(self.cursor.advance());
        let mistake = Diagnostic::at(place, "a parameter has a name alone");
        self.report(mistake.remove("remove its type: it follows from the facts that are given"));
    }

    /// `many Other`, `"class I" I`: what belongs behind a value, before it.
    fn before_value(&mut self, is_first: bool) -> Option<Name> {
        let Token::Word(value) = self.cursor.peek_at(1).clone() else { return None };
        let (message, right) = match self.cursor.peek() {
            Token::Word(many)
                if many == "many" && (is_first || self.cursor.behind(1).is_symbol(",")) =>
            {
                ("`many` is behind the value", format!("{value} many"))
            }
            Token::Text(label) => (
                "the label of a value is written behind it",
                format!("{value} \"{}\"", quote(label)),
            ),
            _ => return None,
        };
        let start = self.cursor.advance();
        let place = self.cursor.advance();
        self.report(Diagnostic::at(start.to(place), message).replace(right));
        Some(Placed::new(value, place))
    }

    /// `I-III`, `T-cell`, with the cursor at the hyphen.
    fn hyphen_in_list(&self, first: &str, rest: &str) -> Diagnostic {
        let place = self.before().1.to(self.cursor.place_at(1));
        if is_numeral(first) && is_numeral(rest) {
            return Diagnostic::at(place, "a list has no ranges").help(format!(
                "name every value from `{first}` to `{rest}`, with commas between them"
            ));
        }
        let right = in_one_word(first, rest);
        let typed = format!("{first}-{rest}");
        let mistake =
            Diagnostic::at(place, format!("`{typed}` is not one name: a name has no hyphen"));
        if self.in_vocabulary {
            mistake.replace(right)
        } else {
            mistake.help(format!("write `{right}` if that is one value, or name every value from `{first}` to `{rest}`"))
        }
    }

    /// Some names of a list are in quotation marks: their positions, and where they stand.
    fn names_in_quotes(&mut self, names: &[ConceptText], quoted: &[(usize, Place)]) {
        if let (Some((first, start)), Some((last, end))) = (quoted.first(), quoted.last()) {
            let names = names
                .get(*first..=*last)
                .unwrap_or_default()
                .iter()
                .map(|concept| concept.name.value.as_str())
                .collect::<Vec<_>>();
            let mistake =
                Diagnostic::at(*start, "names in a list are written without quotation marks");
            let mistake = mistake.help(format!("write `{}`", names.join(", ")));
            self.report(mistake.replacing(start.to(*end), names.join(", ")));
        }
    }

    /// `[1, 2]`, `[Stage 1, Stage 2]`, with the cursor at the number.
    fn number_in_list(&self, what: &str, before: Option<&Name>) -> Diagnostic {
        let number = self.cursor.peek().text();
        let mistake = Diagnostic::at(
            self.cursor.place(),
            format!("{} is not {what}", self.cursor.describe()),
        );
        if self.in_vocabulary {
            let apart = self.cursor.behind(1).is_symbol(",");
            let word = before.filter(|_| !apart).map_or("Stage", |name| &name.value);
            return mistake.help(format!(
                "a name begins with a letter, and has no spaces: write it as in `{word}{number}`"
            ));
        }
        if what == "a value" {
            mistake
                .help("a list holds names; for numbers write `=`, `>=`, `<=` or `between … and …`")
        } else {
            mistake.help("write names, separated by commas")
        }
    }

    /// `["Q2055", "Q2042"]`: codes, which are in quotation marks because not every code is a word
    /// or a number in Rust.
    pub(super) fn code_list(&mut self) -> Parsed<Vec<Quoted>> {
        let spot = self.cursor.spot();
        let codes = self.inside(|parser| {
            let mut codes = Vec::new();
            while !parser.at_end() {
                let Some(code) = parser.take_text() else {
                    let start = parser.cursor.position();
                    while !parser.at_end()
                        && !parser.at_symbol(",")
                        && !matches!(parser.cursor.peek(), Token::Text(_))
                    {
                        parser.cursor.advance();
                    }
                    let bare = parser.cursor.source_from(start);
                    let place = parser.cursor.place_from(start);
                    if bare.is_empty() {
                        let mistake = parser
                            .unexpected()
                            .help("write the codes in quotation marks, separated by commas");
                        return parser.fail(mistake);
                    }
                    let mistake = Diagnostic::at(place, "a code is written in quotation marks")
                        .help(format!("write `\"{}\"`", quote(&bare)));
                    return parser.fail(match parser.cursor.words_alone_from(start) {
                        Some(code) if !code.contains(' ') => mistake.instead(format!("\"{code}\"")),
                        _ => mistake,
                    });
                };
                codes.push(code);
                if parser.take_symbol(",").is_none() && !parser.at_end() {
                    let mistake = parser.missing("`,`").help("separate the codes with commas");
                    let certain = matches!(parser.cursor.peek(), Token::Text(_));
                    parser.report(
                        mistake.inserting_behind(parser.before().1, ",").replaced_if(certain),
                    );
                    if !matches!(parser.cursor.peek(), Token::Text(_)) {
                        return Ok(codes);
                    }
                }
            }
            Ok(codes)
        })?;
        let codes = codes.value?;
        if codes.is_empty() {
            return self.fail(
                Diagnostic::at(spot, "there is no code here")
                    .help("write at least one code in quotation marks"),
            );
        }
        Ok(codes)
    }
}

/// `II`, `A`: nothing that makes a longer name with the next one.
fn is_numeral(name: &str) -> bool {
    name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
}

/// `NotTolerated`, `see_chart`
pub(super) fn in_one_word(first: &str, second: &str) -> String {
    let mut letters = second.chars();
    match letters.next() {
        Some(initial) if first.starts_with(char::is_uppercase) => {
            format!("{first}{}{}", initial.to_uppercase(), letters.as_str())
        }
        _ => format!("{first}_{second}"),
    }
}
