//! `define`s: checked where they stand, so that a mistake in one is reported once, used or not.

use super::expression::check_expression;
use super::outline::{Slots, check_outline};
use super::scope::Scope;
use crate::report::Mistake;
use crate::syntax::policy::{Body, Define};

/// Brings `define`s into scope, each checked with those before it and the other way round.
pub fn check_defines<'a>(defines: &[&'a Define], scope: &mut Scope<'a>) {
    for define in defines {
        let name = &define.name;
        if scope.vocabulary.find(&name.value).is_some() {
            scope.report(Mistake::at(name.place, format!("`{}` is a fact already", name.value)).help("give the `define` a name of its own"));
        } else if scope.define(&name.value).is_some() {
            scope.report(Mistake::at(name.place, format!("`{}` is defined twice", name.value)).help("give each `define` a name of its own"));
        }
        for (position, parameter) in define.parameters.iter().enumerate() {
            if define.parameters.iter().take(position).any(|earlier| earlier.value == parameter.value) {
                scope.report(
                    Mistake::at(parameter.place, format!("`{}` stands here twice", parameter.value)).help("give each parameter a name of its own"),
                );
            }
        }
        scope.add_define(define);
    }
    for define in defines {
        scope.at_define(define, |scope| match &define.body {
            Body::Condition(condition) => {
                check_expression(condition, scope);
            }
            Body::Group(group) => {
                check_outline(&group.outline, "", &mut Slots(0), scope);
            }
        });
    }
}
