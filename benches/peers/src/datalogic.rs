//! JSONLogic, by datalogic-rs. What is not there is `null`, which compares as 0: a rule as its
//! users write it takes it for a number.

use crate::chart::{Chart, Value};
use crate::rule::{Bound, Language, Reading, Rule, Test};
use crate::{Peer, Values, named};
use datalogic_rs::{Engine, Logic, ParsedData, Session};
use policy_core::Truth;
use serde_json::json;

pub struct DataLogic {
    logic: Logic,
    /// Keeps its memory from one case to the next.
    session: Session<'static>,
}

impl DataLogic {
    #[must_use]
    pub fn new(rule: &Rule, values: Values) -> DataLogic {
        let print = |reading| rule.print(&mut Syntax, reading);
        let text = match values {
            Values::Two => format!(r#"{{"if": [{}, "met", "not_met"]}}"#, print(Reading::Plainly)),
            Values::Three => {
                format!(r#"{{"if": [{}, "met", {}, "unknown", "not_met"]}}"#, print(Reading::Certainly), print(Reading::Possibly))
            }
        };
        // For the length of the run, which is what a service would do.
        let engine: &'static Engine = Box::leak(Box::new(Engine::new()));
        DataLogic { logic: engine.compile(&text).unwrap(), session: engine.session() }
    }
}

impl Peer for DataLogic {
    type Input = ParsedData;

    fn input(&self, chart: &Chart) -> ParsedData {
        let fields = chart.0.iter().map(|(name, value)| {
            let value = match *value {
                Value::Flag(flag) => json!(flag),
                Value::Number(number) => json!(number),
                Value::Text(text) => json!(text),
            };
            ((*name).to_owned(), value)
        });
        ParsedData::from_json(&serde_json::Value::Object(fields.collect()).to_string()).unwrap()
    }

    fn answer(&mut self, input: &ParsedData) -> Truth {
        self.session.reset();
        let answer = self.session.eval_borrowed(&self.logic, input).unwrap();
        named(answer.as_str().unwrap())
    }
}

struct Syntax;

impl Language for Syntax {
    fn test(&self, test: &Test) -> String {
        let var = |fact: &str| json!({ "var": fact });
        let bound = |bound: &Bound| match bound {
            Bound::Number(number) => json!(number),
            Bound::Fact(fact) => var(fact),
        };
        let test = match test {
            Test::Yes(fact) => json!({ "===": [var(fact), true] }),
            Test::No(fact) => json!({ "===": [var(fact), false] }),
            Test::OneOf(fact, [value]) => json!({ "===": [var(fact), value] }),
            Test::OneOf(fact, values) => json!({ "in": [var(fact), values] }),
            Test::AtLeast(fact, low) => json!({ ">=": [var(fact), bound(low)] }),
            Test::AtMost(fact, high) => json!({ "<=": [var(fact), bound(high)] }),
        };
        test.to_string()
    }

    fn documented(&self, fact: &str, documented: bool) -> String {
        json!({ if documented { "!==" } else { "===" }: [{ "var": fact }, null] }).to_string()
    }

    fn all(&mut self, parts: Vec<String>) -> String {
        format!(r#"{{"and": [{}]}}"#, parts.join(", "))
    }

    fn any(&mut self, parts: Vec<String>) -> String {
        format!(r#"{{"or": [{}]}}"#, parts.join(", "))
    }
}
