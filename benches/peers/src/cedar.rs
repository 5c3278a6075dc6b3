//! Cedar. A policy that asks for an attribute which is not there fails and permits nothing; its
//! validator has users ask `has` first. The third value is a second request.

use crate::chart::{Chart, Value};
use crate::rule::{Bound, Language, Reading, Rule, Test};
use crate::{Peer, Values};
use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression};
use policy_core::Truth;

pub struct Cedar {
    authorizer: Authorizer,
    entities: Entities,
    met: PolicySet,
    open: Option<PolicySet>,
    uids: [EntityUid; 3],
}

impl Cedar {
    #[must_use]
    pub fn new(rule: &Rule, values: Values) -> Cedar {
        let policy = |reading| {
            let text = format!("permit(principal, action == Action::\"cover\", resource)\nwhen {{ {} }};", rule.print(&mut Syntax, reading));
            text.parse::<PolicySet>().unwrap()
        };
        Cedar {
            authorizer: Authorizer::new(),
            entities: Entities::empty(),
            met: policy(Reading::Certainly),
            open: (values == Values::Three).then(|| policy(Reading::Possibly)),
            uids: ["Member::\"m\"", "Action::\"cover\"", "Product::\"p\""].map(|uid| uid.parse().unwrap()),
        }
    }
}

impl Peer for Cedar {
    type Input = Request;

    fn input(&self, chart: &Chart) -> Request {
        let fields = chart.0.iter().map(|(name, value)| {
            let value = match *value {
                Value::Flag(flag) => RestrictedExpression::new_bool(flag),
                Value::Number(number) => RestrictedExpression::new_long(number),
                Value::Text(text) => RestrictedExpression::new_string(text.to_owned()),
            };
            ((*name).to_owned(), value)
        });
        let [member, cover, product] = self.uids.clone();
        Request::new(member, cover, product, Context::from_pairs(fields).unwrap(), None).unwrap()
    }

    fn answer(&mut self, input: &Request) -> Truth {
        let permits = |policies| self.authorizer.is_authorized(input, policies, &self.entities).decision() == Decision::Allow;
        match &self.open {
            _ if permits(&self.met) => Truth::MET,
            Some(open) if permits(open) => Truth::UNKNOWN,
            _ => Truth::NOT_MET,
        }
    }
}

struct Syntax;

impl Language for Syntax {
    fn test(&self, test: &Test) -> String {
        let bound = |bound: &Bound| match bound {
            Bound::Number(number) => number.to_string(),
            Bound::Fact(fact) => format!("context.{fact}"),
        };
        match test {
            Test::Yes(fact) => format!("context.{fact}"),
            Test::No(fact) => format!("!context.{fact}"),
            Test::OneOf(fact, [value]) => format!("context.{fact} == \"{value}\""),
            Test::OneOf(fact, values) => format!("{values:?}.contains(context.{fact})"),
            Test::AtLeast(fact, low) => format!("context.{fact} >= {}", bound(low)),
            Test::AtMost(fact, high) => format!("context.{fact} <= {}", bound(high)),
        }
    }

    fn documented(&self, fact: &str, documented: bool) -> String {
        if documented { format!("context has {fact}") } else { format!("!(context has {fact})") }
    }

    fn all(&mut self, parts: Vec<String>) -> String {
        format!("({})", parts.join(" && "))
    }

    fn any(&mut self, parts: Vec<String>) -> String {
        format!("({})", parts.join(" || "))
    }
}
