//! Rego, by the virtual machine of regorus. What is not there is undefined, and so is a rule that
//! asks for it: not met, without a word about it.

use crate::chart::{Chart, Value};
use crate::rule::{Bound, Language, Reading, Rule, Test};
use crate::{Peer, Values, named};
use policy_core::Truth;
use regorus::Engine;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::RegoVM;
use std::collections::BTreeMap;

pub struct Rego {
    machine: RegoVM,
}

impl Rego {
    #[must_use]
    pub fn new(rule: &Rule, values: Values) -> Rego {
        let mut syntax = Syntax::default();
        let met = rule.print(&mut syntax, Reading::Plainly);
        let open = match values {
            Values::Two => String::new(),
            Values::Three => format!("else := \"unknown\" if {{\n{}\n}}\n", rule.print(&mut syntax, Reading::Possibly)),
        };
        let policy =
            format!("package revascor\n\ndefault answer := \"not_met\"\n\nanswer := \"met\" if {{\n{met}\n}}\n{open}\n{}", syntax.helpers.join("\n"));
        let mut engine = Engine::new();
        engine.add_policy("revascor.rego".to_owned(), policy).unwrap();
        let compiled = engine.compile_with_entrypoint(&"data.revascor.answer".into()).unwrap();
        let mut machine = RegoVM::new();
        machine.load_program(Compiler::compile_from_policy(&compiled, &["data.revascor.answer"]).unwrap());
        Rego { machine }
    }
}

impl Peer for Rego {
    type Input = regorus::Value;

    fn input(&self, chart: &Chart) -> regorus::Value {
        let fields = chart.0.iter().map(|(name, value)| {
            let value = match *value {
                Value::Flag(flag) => regorus::Value::from(flag),
                Value::Number(number) => regorus::Value::from(number),
                Value::Text(text) => regorus::Value::from(text),
            };
            (regorus::Value::from(*name), value)
        });
        regorus::Value::from(fields.collect::<BTreeMap<_, _>>())
    }

    fn answer(&mut self, input: &regorus::Value) -> Truth {
        self.machine.set_input(input.clone());
        named(self.machine.execute().unwrap().as_string().unwrap())
    }
}

/// An "or" is a rule of its own with several bodies.
#[derive(Default)]
struct Syntax {
    helpers: Vec<String>,
}

impl Language for Syntax {
    fn test(&self, test: &Test) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Number(number) => number.to_string(),
            Bound::Fact(fact) => format!("input.{fact}"),
        };
        match test {
            Test::Yes(fact) => format!("input.{fact} == true"),
            Test::No(fact) => format!("input.{fact} == false"),
            Test::OneOf(fact, [value]) => format!("input.{fact} == \"{value}\""),
            Test::OneOf(fact, values) => {
                let values = values.iter().map(|value| format!("\"{value}\"")).collect::<Vec<_>>();
                format!("input.{fact} in {{{}}}", values.join(", "))
            }
            Test::AtLeast(fact, low) => format!("input.{fact} >= {}", bound(low)),
            Test::AtMost(fact, high) => format!("input.{fact} <= {}", bound(high)),
        }
    }

    fn documented(&self, fact: &str, documented: bool) -> String {
        format!("object.get(input, \"{fact}\", null) {} null", if documented { "!=" } else { "==" })
    }

    fn all(&mut self, parts: Vec<String>) -> String {
        parts.join("\n")
    }

    fn any(&mut self, parts: Vec<String>) -> String {
        let name = format!("any_{}", self.helpers.len());
        self.helpers.push(parts.into_iter().map(|part| format!("{name} if {{\n{part}\n}}\n")).collect());
        name
    }
}
