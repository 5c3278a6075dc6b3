//! Draws the JSON of a case. In: a vocabulary and choices. Out: text that is always JSON, with the
//! facts of the vocabulary, mostly with values of their type, and with whatever else can be
//! there now and then.

use super::choices::Choices;
use policy_core::Decimal;
use policy_core::possible::Scale;
use policy_core::vocabulary::{Fact, FactId, FactKind, HistoryForm, Vocabulary};

const DATES: [&str; 20] = [
    "2026-11-21",
    "2026-11",
    "2026",
    "2026-06-30",
    "2025-11-21",
    "2024-02-29",
    "1958-04-12",
    "2005",
    "2027-11-21",
    "2026-11-22",
    "2026-02-30",
    "2023-02-29",
    "2026-13",
    "0000",
    "0001-01-01",
    "9999-12-31",
    "+262143-01-01",
    "-2026",
    "2026-11-21T00:00:00Z",
    "",
];

const NUMBERS: [&str; 20] = [
    "0",
    "1",
    "2",
    "40",
    "38.10",
    "0.5",
    "1e2",
    "2.80E+2",
    "1e-28",
    "1e-29",
    "-1",
    "-0",
    "1.0",
    "4294967296",
    "9999999999999999999999999999",
    "12345678901234567890123456789",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "1e400",
    "0e999999999999999999999",
];

const TEXTS: [&str; 10] = [
    "",
    "III",
    "true",
    "null",
    "38",
    "<5",
    "\\u0000\\u001b[31m\\u202e",
    "\\ud83d\\ude00",
    "née Müller",
    "a/b~c",
];

/// Members of a case beyond this many add nothing new.
const MEMBERS: usize = 60;

pub fn case(vocabulary: &Vocabulary, bytes: &[u8]) -> String {
    let mut drawing = Drawing { choices: Choices(bytes), json: String::new() };
    drawing.case(vocabulary);
    drawing.json
}

/// What an entry of a history says.
#[derive(Clone, Copy)]
enum Key<'v> {
    Day(&'v str),
    Attribute(FactId, &'v Fact),
    Id,
}

struct Drawing<'b> {
    choices: Choices<'b>,
    json: String,
}

impl Drawing<'_> {
    fn case(&mut self, vocabulary: &Vocabulary) {
        if self.choices.once_in(64) {
            return self.anything(0);
        }
        let names = vocabulary.facts.iter().map(|fact| &*fact.name).collect::<Vec<_>>();
        self.object(|drawing, is_first| {
            match is_first {
                0 | 1 if !drawing.choices.once_in(24) => {
                    drawing.key(names[is_first]);
                    drawing.day();
                }
                _ if drawing.choices.once_in(24) => {
                    drawing.name(&names);
                    drawing.anything(0);
                }
                _ => {
                    let position = drawing.choices.below(vocabulary.facts.len());
                    let id = FactId(u16::try_from(position).unwrap_or(0));
                    let fact = &vocabulary.facts[position];
                    drawing.key(&fact.name);
                    drawing.fact(vocabulary, id, fact);
                }
            }
            is_first < 2 || (is_first < MEMBERS && !drawing.choices.is_empty())
        });
    }

    /// Members until `member` says that there are no more.
    fn object(&mut self, mut member: impl FnMut(&mut Self, usize) -> bool) {
        self.json.push('{');
        let mut position = 0;
        while member(self, position) {
            self.json.push(',');
            position += 1;
        }
        self.json.push('}');
    }

    fn list(&mut self, number: usize, mut element: impl FnMut(&mut Self)) {
        self.json.push('[');
        for position in 0..number {
            if position > 0 {
                self.json.push(',');
            }
            element(self);
        }
        self.json.push(']');
    }

    fn key(&mut self, name: &str) {
        self.text(name);
        self.json.push(':');
    }

    /// A name that is known here, or nearly, or not at all.
    fn name(&mut self, names: &[&str]) {
        let name = match self.choices.below(4) {
            0 => "id".to_owned(),
            1 => self.choices.one_of(&TEXTS).to_owned(),
            2 => self.choices.one_of(names).chars().rev().collect(),
            _ => self.choices.one_of(names).to_owned(),
        };
        self.key(&name);
    }

    fn text(&mut self, text: &str) {
        self.json.push('"');
        self.json.push_str(text);
        self.json.push('"');
    }

    /// The value of a fact, of its type more often than not.
    fn fact(&mut self, vocabulary: &Vocabulary, id: FactId, fact: &Fact) {
        if self.choices.once_in(24) {
            return self.anything(0);
        }
        match &fact.kind {
            FactKind::Flag { .. } => self.flag(),
            FactKind::Code { values, .. } => {
                let names = values.iter().map(|value| &*value.name).collect::<Vec<_>>();
                self.code(&names);
            }
            FactKind::Count { low, high } => {
                let range = usize::try_from(high - low).unwrap_or(usize::MAX).saturating_add(2);
                let count = usize::try_from(*low).unwrap_or(0) + self.choices.below(range.min(256));
                self.json.push_str(&count.to_string());
            }
            FactKind::Date => self.date(),
            FactKind::Age { .. } | FactKind::Calculated { .. } => self.json.push_str("null"),
            FactKind::Quantity { scale } => self.quantity(scale, None),
            FactKind::Measurement { scale, methods } => {
                let names = methods.iter().map(|method| &*method.name).collect::<Vec<_>>();
                let number = self.choices.below(4);
                self.list(number.max(1), |drawing| drawing.quantity(scale, Some(&names)));
            }
            FactKind::History { form, .. } => {
                let attributes = vocabulary.attributes_of(id).collect::<Vec<_>>();
                self.history(vocabulary, *form, &attributes);
            }
        }
    }

    fn flag(&mut self) {
        let flag = self.choices.one_of(&["true", "false", "true", "null"]);
        self.json.push_str(flag);
    }

    fn one_value(&mut self, names: &[&str]) {
        let value = if names.is_empty() || self.choices.once_in(48) {
            self.choices.one_of(&TEXTS)
        } else {
            self.choices.one_of(names)
        };
        self.text(value);
    }

    fn code(&mut self, names: &[&str]) {
        if !self.choices.once_in(4) {
            return self.one_value(names);
        }
        self.object(|drawing, _| {
            drawing.key("one_of");
            let number = drawing.choices.below(4);
            drawing.list(number.max(1), |drawing| drawing.one_value(names));
            drawing.choices.once_in(48)
        });
    }

    fn date(&mut self) {
        if self.choices.once_in(6) {
            let date = self.choices.one_of(&DATES);
            return self.text(date);
        }
        let (years_ago, month, day) =
            (self.choices.below(100), 1 + self.choices.below(12), 1 + self.choices.below(28));
        let date = match self.choices.below(4) {
            0 => format!("{}", 2026 - years_ago),
            1 => format!("{}-{month:02}", 2026 - years_ago),
            _ => format!("{}-{month:02}-{day:02}", 2026 - years_ago),
        };
        self.text(&date);
    }

    /// One of the two dates of a case.
    fn day(&mut self) {
        if self.choices.once_in(48) {
            return self.date();
        }
        let (month, day) = (7 + self.choices.below(6), 1 + self.choices.below(28));
        self.text(&format!("2026-{month:02}-{day:02}"));
    }

    /// A number in the range of a scale, or any.
    fn number(&mut self, scale: &Scale) {
        let number = if self.choices.once_in(16) {
            self.choices.one_of(&NUMBERS).to_owned()
        } else {
            let part = Decimal::from(self.choices.below(256)) / Decimal::from(256);
            let (low, high) =
                scale.limits().unwrap_or((-Decimal::ONE_THOUSAND, Decimal::ONE_THOUSAND));
            (low + (high - low) * part).round_dp(6).to_string()
        };
        if self.choices.once_in(8) {
            self.text(&number);
        } else {
            self.json.push_str(&number);
        }
    }

    /// A quantity, or with methods a dated result.
    fn quantity(&mut self, scale: &Scale, methods: Option<&[&str]>) {
        const KEYS: [&str; 7] = ["value", "unit", "date", "comparator", "low", "high", "method"];
        if self.choices.once_in(64) {
            return self.anything(0);
        }
        // Bit by bit, which of the keys there are.
        let mut keys = match self.choices.below(12) {
            0 => self.choices.below(128),
            1 | 2 => 0b000_1011,
            3 | 4 => 0b011_0010,
            _ => 0b000_0011,
        };
        if methods.is_some() && !self.choices.once_in(48) {
            keys |= 0b000_0100;
        }
        if methods.is_some_and(|methods| !methods.is_empty()) && self.choices.below(3) > 0 {
            keys |= 0b100_0000;
        }
        let present = KEYS
            .into_iter()
            .enumerate()
            .filter(|(bit, _)| keys >> bit & 1 == 1)
            .map(|(_, key)| key)
            .collect::<Vec<_>>();
        let Some(last) = present.len().checked_sub(1) else { return self.json.push_str("{}") };
        self.object(|drawing, position| {
            let key = present[position];
            drawing.key(key);
            match key {
                "unit" => {
                    let units =
                        scale.units().map(policy_core::unit::Unit::ucum).collect::<Vec<_>>();
                    // Most often the unit that the number was drawn in.
                    let unit = if drawing.choices.once_in(4) {
                        drawing.choices.one_of(&units)
                    } else {
                        units[0]
                    };
                    drawing.one_value(&[unit]);
                }
                "date" => drawing.date(),
                "comparator" => drawing.one_value(&["<", "<=", ">", ">="]),
                "method" => drawing.one_value(methods.unwrap_or_default()),
                _ => drawing.number(scale),
            }
            position < last
        });
    }

    fn history(
        &mut self,
        vocabulary: &Vocabulary,
        form: HistoryForm,
        attributes: &[(FactId, &Fact)],
    ) {
        self.object(|drawing, position| {
            let key = if drawing.choices.once_in(48) {
                "one_of"
            } else {
                ["complete", form.name()][position.min(1)]
            };
            drawing.key(key);
            if key == "complete" {
                let flag = drawing.choices.one_of(&["true", "false"]);
                drawing.json.push_str(flag);
            } else {
                let number = drawing.choices.below(4);
                drawing.list(number, |drawing| drawing.entry(vocabulary, form, attributes));
            }
            position == 0
        });
    }

    /// An entry: its days, then its attributes, and an id now and then.
    fn entry(
        &mut self,
        vocabulary: &Vocabulary,
        form: HistoryForm,
        attributes: &[(FactId, &Fact)],
    ) {
        if self.choices.once_in(64) {
            return self.anything(0);
        }
        let days = form.days().iter().take(2).map(|day| Key::Day(day));
        let attributes = attributes.iter().map(|(id, fact)| Key::Attribute(*id, fact));
        let mut keys = Vec::new();
        for key in days.chain(attributes) {
            if keys.is_empty() || !self.choices.once_in(4) {
                keys.push(key);
            }
        }
        if keys.is_empty() || self.choices.once_in(8) {
            keys.push(Key::Id);
        }
        let last = keys.len() - 1;
        self.object(|drawing, position| {
            match keys[position] {
                Key::Day(day) => {
                    drawing.key(day);
                    drawing.date();
                }
                Key::Attribute(id, fact) => {
                    drawing.key(&fact.name);
                    drawing.fact(vocabulary, id, fact);
                }
                Key::Id => {
                    drawing.key("id");
                    let id = drawing.choices.below(8);
                    drawing.text(&id.to_string());
                }
            }
            position < last
        });
    }

    /// Any JSON.
    fn anything(&mut self, depth: usize) {
        match self.choices.below(if depth < 4 { 8 } else { 6 }) {
            0 => self.json.push_str("null"),
            1 => self.flag(),
            2 => {
                let number = self.choices.one_of(&NUMBERS);
                self.json.push_str(number);
            }
            3 => {
                let text = self.choices.one_of(&TEXTS);
                self.text(text);
            }
            4 => self.date(),
            5 => self.json.push_str(if self.choices.once_in(2) { "{}" } else { "[]" }),
            6 => {
                let number = self.choices.below(4);
                self.list(number, |drawing| drawing.anything(depth + 1));
            }
            _ => self.object(|drawing, position| {
                drawing.name(&[
                    "value", "unit", "date", "one_of", "events", "complete", "low", "high",
                    "method",
                ]);
                drawing.anything(depth + 1);
                position < 3 && drawing.choices.once_in(3)
            }),
        }
    }
}
