//! Ranges whose ends are said in two ways: `at least 30 kg/m2 and less than 35 kg/m2`, `between 30 and
//! less than 35 kg/m2`. In: the cursor after the fact. Out: the mistake, with two comparisons that say
//! the same.

use super::predicate::at_operand_end;
use super::test::phrase;
use super::{Names, Parser, quote, words};
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{Predicate, Selector};
use crate::text::{Cursor, Token};
use policy_core::unit::Unit;

/// How many words and signs a unit has at most.
const LONGEST: usize = 6;

/// What joins two ends.
const JOINTS: [&str; 4] = ["and", "but", "AND", "to"];

/// Words after a number that say that it is no end of a range of numbers.
const ELSEWHERE: [&str; 12] = [
    "ago", "before", "after", "apart", "above", "below", "lower", "higher", "of", "older",
    "younger", "relative",
];

/// One end: its sign, its number and its unit, as far as they are written.
struct End {
    sign: Option<&'static str>,
    /// Whether the sign is a word.
    spoken: bool,
    number: String,
    unit: String,
}

impl End {
    /// The end that comes next, and the cursor behind it.
    fn at(mut cursor: Cursor<'_>) -> Option<(End, Cursor<'_>)> {
        let typed = cursor.peek().text();
        let (sign, spoken) = match cursor.peek() {
            Token::Symbol(_) => {
                let sign = ["<", "<=", ">", ">="].into_iter().find(|sign| *sign == typed);
                cursor = cursor.ahead(usize::from(sign.is_some()));
                (sign, false)
            }
            _ => match phrase(&cursor) {
                Some((sign, words)) => {
                    cursor = cursor.ahead(words);
                    (Some(sign), true)
                }
                None => (None, false),
            },
        };
        let begin = cursor.position();
        if cursor.peek().is_symbol("-") {
            cursor.advance();
        }
        let Token::Number(_) = cursor.peek() else { return None };
        cursor.advance();
        let number = cursor.source_from(begin);
        let begin = cursor.position();
        for _ in 0..LONGEST {
            let joined = JOINTS.iter().chain(&ELSEWHERE).any(|word| cursor.peek().is_word(word));
            let part = match cursor.peek() {
                Token::Word(word) => !words::is_reserved(word) || word.starts_with("per"),
                Token::Number(_) => !at_operand_end(&cursor),
                Token::Symbol(sign) => ["%", "/", "*", "."].contains(&sign.as_str()),
                _ => false,
            };
            if joined || !part || at_operand_end(&cursor) || phrase(&cursor).is_some() {
                break;
            }
            cursor.advance();
        }
        let unit = cursor.source_from(begin);
        Some((End { sign, spoken, number, unit }, cursor))
    }

    /// The comparison of a fact with this end; the unit may be said at the other one.
    fn compared(&self, fact: &str, sign: &str, other: &End) -> String {
        let unit = if self.unit.is_empty() { &other.unit } else { &self.unit };
        let space = if unit.is_empty() || unit.starts_with('%') { "" } else { " " };
        format!("{fact} {sign} {}{space}{unit}", self.number)
    }
}

impl Parser<'_, '_> {
    /// The mistake of two ends that are said in two ways, if they come next.
    pub(super) fn two_ends(&self, predicate: &Predicate) -> Option<Diagnostic> {
        let between = usize::from(["between", "from"].iter().any(|word| self.at_word(word)));
        let (low, behind) = End::at(self.cursor.ahead(between))?;
        let joint = JOINTS.iter().find(|joint| behind.peek().is_word(joint))?;
        let (high, end) = End::at(behind.ahead(1))?;
        let upper = high.sign.filter(|sign| sign.starts_with(['<', '>']))?;
        let lower = match low.sign {
            Some(sign) if between == 0 && sign.starts_with(['<', '>']) => sign,
            None if between > 0 && *joint != "but" => {
                if *joint == "AND" {
                    return None;
                }
                ">="
            }
            _ => return None,
        };
        // `>= 30 kg/m2 AND < 35 kg/m2` only lacks the name of the fact.
        let named = *joint == "AND" && !low.spoken && !high.spoken;
        let facing = lower.starts_with('<') != upper.starts_with('<');
        if named || !facing || ELSEWHERE.iter().any(|word| end.peek().is_word(word)) {
            return None;
        }
        // `AND at most 2 visit` counts something else.
        let known = |unit: &str| {
            unit.is_empty() || words::is_unit_of_time(unit) || Unit::from_words(unit).is_some()
        };
        let rest = self.rest_behind(&end);
        let windows = ["within ", "before ", "after ", "on "];
        let window = rest.is_empty() || windows.iter().any(|word| rest.starts_with(word));
        if !known(&low.unit) || !known(&high.unit) || *joint == "AND" && !window {
            return None;
        }
        let chosen = predicate.selector.as_ref().map(|selector| &selector.value);
        let first = predicate.subject.place.first;
        let begin = match &predicate.selector {
            Some(selector) => selector.place.first,
            None => first,
        };
        let fact = self.cursor.source_between(begin, self.cursor.position());
        let (_, last) = end.previous()?;
        let place = self.cursor.place().to(last);
        let mistake = Diagnostic::at(place, "the two ends of a range are two comparisons");
        let single = matches!(
            chosen,
            None | Some(
                Selector::Every
                    | Selector::Highest
                    | Selector::Lowest
                    | Selector::Earliest
                    | Selector::Latest
            )
        );
        if !single {
            let unit = if high.unit.is_empty() { &low.unit } else { &high.unit };
            let space = if unit.is_empty() || unit.starts_with('%') { "" } else { " " };
            return Some(mistake.help(format!(
                "of one result, both are asked with `between … and …`, which includes both numbers, as in `{fact} between {} and {}{space}{unit}`",
                low.number, high.number
            )));
        }
        let rest = if rest.is_empty() { rest } else { format!(" {rest}") };
        let [low, high] = [low.compared(&fact, lower, &high), high.compared(&fact, upper, &low)];
        let both = format!("{low}{rest} AND {high}{rest}");
        let before = self.cursor.back_at(begin);
        let before = before.behind(1);
        let inside = ["NOT", "OR", "where", "has", "then", "if"];
        let part = inside.iter().any(|word| before.is_word(word)) || or_follows(&end);
        let needed = part || self.names == Names::Attributes && !before.is_word("AND");
        let right = if needed { format!("({both})") } else { both };
        Some(mistake.help(format!("write `{}`", quote(&right))))
    }

    /// What follows up to the end of the operand.
    fn rest_behind(&self, behind: &Cursor<'_>) -> String {
        let mut ahead = *behind;
        while !at_operand_end(&ahead) {
            ahead.advance();
        }
        self.cursor.source_between(behind.position(), ahead.position())
    }
}

fn or_follows(behind: &Cursor<'_>) -> bool {
    let mut ahead = *behind;
    while !at_operand_end(&ahead) {
        ahead.advance();
    }
    ahead.peek().is_word("OR")
}
