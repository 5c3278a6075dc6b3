//! ZEN expressions. What is not there is `null`; comparing it with a number is an error, so its
//! users ask first.

use crate::chart::{Chart, Value};
use crate::rule::{Bound, Language, Reading, Rule, Test};
use crate::{Peer, Values, named};
use policy_core::{Decimal, Truth};
use zen_expression::expression::Standard;
use zen_expression::variable::{Symbol, VariableMap};
use zen_expression::vm::VM;
use zen_expression::{Expression, Variable, compile_expression};

pub struct Zen {
    expression: Expression<Standard>,
    machine: VM,
}

impl Zen {
    #[must_use]
    pub fn new(rule: &Rule, values: Values) -> Zen {
        let [met, open] = [Reading::Certainly, Reading::Possibly].map(|reading| rule.print(&mut Syntax, reading));
        let text = match values {
            Values::Two => format!("{met} ? 'met' : 'not_met'"),
            Values::Three => format!("{met} ? 'met' : ({open} ? 'unknown' : 'not_met')"),
        };
        Zen { expression: compile_expression(&text).unwrap(), machine: VM::new() }
    }
}

impl Peer for Zen {
    type Input = Variable;

    fn input(&self, chart: &Chart) -> Variable {
        let fields = chart.0.iter().map(|(name, value)| {
            let value = match *value {
                Value::Flag(flag) => Variable::Bool(flag),
                Value::Number(number) => Variable::Number(Decimal::from(number)),
                Value::Text(text) => Variable::String(Symbol::from_static(text)),
            };
            (Symbol::from_static(name), value)
        });
        Variable::from_object(fields.collect::<VariableMap>())
    }

    fn answer(&mut self, input: &Variable) -> Truth {
        let answer = self.expression.evaluate_with(input.clone(), &mut self.machine).unwrap();
        named(answer.as_str().unwrap())
    }
}

struct Syntax;

impl Language for Syntax {
    fn test(&self, test: &Test) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Number(number) => number.to_string(),
            Bound::Fact(fact) => (*fact).to_owned(),
        };
        match test {
            Test::Yes(fact) => format!("{fact} == true"),
            Test::No(fact) => format!("{fact} == false"),
            Test::OneOf(fact, [value]) => format!("{fact} == '{value}'"),
            Test::OneOf(fact, values) => format!("{fact} in {values:?}"),
            Test::AtLeast(fact, low) => format!("{fact} >= {}", bound(low)),
            Test::AtMost(fact, high) => format!("{fact} <= {}", bound(high)),
        }
    }

    fn documented(&self, fact: &str, documented: bool) -> String {
        format!("{fact} {} null", if documented { "!=" } else { "==" })
    }

    fn all(&mut self, parts: Vec<String>) -> String {
        format!("({})", parts.join(" and "))
    }

    fn any(&mut self, parts: Vec<String>) -> String {
        format!("({})", parts.join(" or "))
    }
}
