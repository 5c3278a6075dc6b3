//! CEL. A key that is not there is an error, so its users ask `has` first.

use crate::chart::{Chart, Value};
use crate::rule::{Bound, Language, Reading, Rule, Test};
use crate::{Peer, Values, named};
use cel::{Context, Env, Program};
use policy_core::Truth;
use std::collections::HashMap;
use std::sync::Arc;

pub struct Cel {
    env: Arc<Env>,
    program: Program,
}

impl Cel {
    #[must_use]
    pub fn new(rule: &Rule, values: Values) -> Cel {
        let [met, open] = [Reading::Certainly, Reading::Possibly].map(|reading| rule.print(&mut Syntax, reading));
        let text = match values {
            Values::Two => format!("{met} ? 'met' : 'not_met'"),
            Values::Three => format!("{met} ? 'met' : ({open} ? 'unknown' : 'not_met')"),
        };
        let env = Arc::new(Env::stdlib());
        Cel { program: env.compile(&text).unwrap(), env }
    }
}

impl Peer for Cel {
    type Input = Context<'static, 'static>;

    fn input(&self, chart: &Chart) -> Self::Input {
        let fields = chart.0.iter().map(|(name, value)| {
            let value = match *value {
                Value::Flag(flag) => cel::Value::from(flag),
                Value::Number(number) => cel::Value::from(number),
                Value::Text(text) => cel::Value::from(text),
            };
            (*name, value)
        });
        let mut context = Context::with_env(Arc::clone(&self.env));
        context.add_variable_from_value("case", fields.collect::<HashMap<_, _>>());
        context
    }

    fn answer(&mut self, input: &Self::Input) -> Truth {
        match self.program.execute(input).unwrap() {
            cel::Value::String(name) => named(&name),
            other => panic!("{other:?}"),
        }
    }
}

struct Syntax;

impl Language for Syntax {
    fn test(&self, test: &Test) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Number(number) => number.to_string(),
            Bound::Fact(fact) => format!("case.{fact}"),
        };
        match test {
            Test::Yes(fact) => format!("case.{fact}"),
            Test::No(fact) => format!("!case.{fact}"),
            Test::OneOf(fact, [value]) => format!("case.{fact} == '{value}'"),
            Test::OneOf(fact, values) => format!("case.{fact} in {values:?}"),
            Test::AtLeast(fact, low) => format!("case.{fact} >= {}", bound(low)),
            Test::AtMost(fact, high) => format!("case.{fact} <= {}", bound(high)),
        }
    }

    fn documented(&self, fact: &str, documented: bool) -> String {
        format!("{}has(case.{fact})", if documented { "" } else { "!" })
    }

    fn all(&mut self, parts: Vec<String>) -> String {
        format!("({})", parts.join(" && "))
    }

    fn any(&mut self, parts: Vec<String>) -> String {
        format!("({})", parts.join(" || "))
    }
}
