//! What a use of a `define` hands over besides facts: values, lists, attributes, numbers and
//! durations. In: the body of a `define`, and arguments. Out: the body with each argument in the
//! places of its parameter, to be checked as if it had been written there.

use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    ApartText, ArgumentText, DayText, Expression, ExpressionKind, LastingText, Operand, Operator,
    Predicate, Selector, SumText, Test, WindowText,
};
use crate::syntax::literal::{DurationText, Number, QuantityText};
use crate::syntax::policy::Body;
use crate::text::{Name, Place, Placed};
use std::collections::BTreeMap;

/// An argument, and where mistakes with it are reported, unless they were before.
#[derive(Clone, Copy, Debug)]
pub struct Handed<'u> {
    pub argument: &'u ArgumentText,
    pub place: Option<Place>,
}

/// Puts arguments into the places of their parameters.
pub struct Hands<'u> {
    pub arguments: BTreeMap<String, Handed<'u>>,
    pub mistakes: Vec<Diagnostic>,
    /// The place of the first argument that has been put into the predicate.
    handed: Option<Place>,
}

impl<'u> Hands<'u> {
    pub const fn new(arguments: BTreeMap<String, Handed<'u>>) -> Hands<'u> {
        Hands { arguments, mistakes: Vec::new(), handed: None }
    }

    /// Changes a body.
    pub fn body(&mut self, body: &mut Body) {
        match body {
            Body::Condition(condition) => self.expression(condition),
            Body::Group(group) => {
                for criterion in &mut group.outline.criteria {
                    self.body(&mut criterion.body);
                }
            }
        }
    }

    fn expression(&mut self, expression: &mut Expression) {
        match &mut expression.kind {
            ExpressionKind::And(parts)
            | ExpressionKind::Or(parts)
            | ExpressionKind::AtLeast(_, parts) => {
                for part in parts {
                    self.expression(part);
                }
            }
            ExpressionKind::Not(inner) => self.expression(inner),
            ExpressionKind::If { condition, then, otherwise } => {
                for part in [condition, then, otherwise] {
                    self.expression(part);
                }
            }
            ExpressionKind::Predicate(predicate) => self.predicate(predicate),
            ExpressionKind::Unreadable(_) => {}
        }
    }

    fn predicate(&mut self, predicate: &mut Predicate) {
        let outside = self.handed.take();
        if let Some(Placed {
            value: Selector::AtLeast(number) | Selector::AtMost(number), ..
        }) = &mut predicate.selector
        {
            self.number(number);
        }
        self.name(&mut predicate.subject);
        predicate.different.iter_mut().for_each(|name| self.name(name));
        if let Some(sum) = &mut predicate.sum
            && let SumText::Total(name) = &mut sum.value
        {
            self.name(name);
        }
        predicate.method.iter_mut().for_each(|name| self.name(name));
        if let Some(arguments) = &mut predicate.arguments {
            arguments.value.iter_mut().for_each(|argument| self.argument(argument));
        }
        if let Some(joined) = &mut predicate.joined {
            joined.value.by.iter_mut().for_each(|name| self.name(name));
            self.duration(&mut joined.value.within);
        }
        if let Some(lasting) = &mut predicate.lasting {
            match &mut lasting.value {
                LastingText::Compare(_, duration) => self.duration(duration),
                LastingText::Between(number, duration) => {
                    self.number(number);
                    self.duration(duration);
                }
            }
        }
        if let Some(apart) = &mut predicate.apart {
            match &mut apart.value {
                ApartText::OnDifferentDays => {}
                ApartText::AtLeast(duration) | ApartText::AtMost(duration) => {
                    self.duration(duration);
                }
            }
        }
        // The window may go along with an argument.
        self.test(predicate);
        if let Some(window) = &mut predicate.window {
            self.window(&mut window.value);
        }
        predicate.at.iter_mut().for_each(|day| self.day(day));
        predicate.handed = self.handed.or(predicate.handed);
        self.handed = outside;
        for condition in predicate.filter.iter_mut().chain(&mut predicate.has) {
            self.expression(condition);
        }
        give_back_window(predicate);
    }

    /// What is compared, with the window that follows an argument.
    fn test(&mut self, predicate: &mut Predicate) {
        let Some(test) = &mut predicate.test else { return };
        match &mut test.value {
            Test::Compare { operator, operand } => {
                let (operator, name) = (
                    operator.value,
                    match operand {
                        Operand::Name(name) => Some(&*name),
                        Operand::Other(other)
                            if other.selector.is_none() && other.method.is_none() =>
                        {
                            Some(&other.subject)
                        }
                        Operand::Other(_)
                        | Operand::Quantity(_)
                        | Operand::Date(_)
                        | Operand::Limit(_) => None,
                    },
                );
                match name.and_then(|name| self.arguments.get(&name.value)).copied() {
                    Some(handed) => {
                        if let Some(changed) = self.operand(handed, operator, operand) {
                            if let Operand::Other(other) = operand {
                                predicate.window = predicate.window.take().or(other.window.take());
                            }
                            test.value = changed;
                        }
                    }
                    None => match operand {
                        Operand::Quantity(quantity) => self.quantity(quantity),
                        Operand::Other(other) => {
                            self.name(&mut other.subject);
                            other.method.iter_mut().for_each(|name| self.name(name));
                            if let Some(window) = &mut other.window {
                                self.window(&mut window.value);
                            }
                        }
                        Operand::Name(_) | Operand::Date(_) | Operand::Limit(_) => {}
                    },
                }
            }
            Test::OneOf { values, .. } => {
                let typed = std::mem::take(values);
                for value in typed {
                    match self.arguments.get(&value.value).copied() {
                        None => values.push(value),
                        Some(handed) => {
                            self.put(handed);
                            match handed.argument {
                                ArgumentText::Name(name) => values.push(name.clone()),
                                ArgumentText::Values(names, _) => values.extend(names.clone()),
                                ArgumentText::Quantity(_) | ArgumentText::Duration(_) => {
                                    self.refuse(handed, "a value or a list of values", &value);
                                }
                            }
                        }
                    }
                }
            }
            Test::Between { low, high } => {
                self.quantity(low);
                self.quantity(high);
            }
            Test::Apart(distance) => {
                self.quantity(&mut distance.amount);
                self.name(&mut distance.other.subject);
            }
            Test::WithinNormal => {}
        }
    }

    /// What is compared with an argument; nothing where it does not fit.
    fn operand(
        &mut self,
        handed: Handed<'_>,
        operator: Operator,
        operand: &Operand,
    ) -> Option<Test> {
        self.put(handed);
        let negated = operator == Operator::NotEqual;
        let compared = match handed.argument {
            ArgumentText::Name(name) => Operand::Name(name.clone()),
            ArgumentText::Quantity(quantity) => Operand::Quantity(quantity.clone()),
            ArgumentText::Duration(duration) => Operand::Quantity(QuantityText {
                number: duration.number.clone(),
                unit: Some(duration.unit.clone()),
                place: duration.place,
            }),
            ArgumentText::Values(values, place) => {
                if negated || operator == Operator::Equal {
                    return Some(Test::OneOf { negated, values: values.clone() });
                }
                let place = handed.place.map(|_| *place);
                self.mistake(
                    place,
                    "a list is not compared in size".to_owned(),
                    "write one number here",
                );
                return None;
            }
        };
        let spot = match operand {
            Operand::Name(name) => name.place,
            Operand::Other(other) => other.place,
            Operand::Quantity(quantity) => quantity.place,
            Operand::Date(date) => date.place,
            Operand::Limit(_) => handed.argument.place(),
        };
        let operator = Placed::new(operator, spot);
        Some(Test::Compare { operator, operand: compared })
    }

    fn put(&mut self, handed: Handed<'_>) {
        self.handed = self.handed.or(handed.place);
    }

    fn mistake(&mut self, place: Option<Place>, message: String, help: &str) {
        if let Some(place) = place {
            self.mistakes.push(Diagnostic::at(place, message).help(help));
        }
    }

    fn refuse(&mut self, handed: Handed<'_>, wanted: &str, parameter: &Name) {
        let name = &parameter.value;
        let message = format!("`{name}` stands for {wanted} in this `define`, and this is none");
        let example = match wanted {
            "a duration" => ", such as `8 weeks`",
            "a number without a unit" => ", such as `8`",
            _ => "",
        };
        self.mistake(handed.place, message, &format!("hand over {wanted}{example}"));
    }

    /// A fact, an attribute, a value or a method.
    fn name(&mut self, name: &mut Name) {
        let Some(handed) = self.arguments.get(&name.value).copied() else { return };
        self.put(handed);
        match handed.argument {
            ArgumentText::Name(argument) => *name = argument.clone(),
            ArgumentText::Values(..) | ArgumentText::Quantity(_) | ArgumentText::Duration(_) => {
                self.refuse(handed, "a fact or an attribute", name);
            }
        }
    }

    fn argument(&mut self, argument: &mut ArgumentText) {
        let name = match argument {
            ArgumentText::Name(name) => name,
            ArgumentText::Values(..) | ArgumentText::Quantity(_) | ArgumentText::Duration(_) => {
                return;
            }
        };
        let Some(handed) = self.arguments.get(&name.value).copied() else { return };
        self.put(handed);
        *argument = handed.argument.clone();
    }

    fn day(&mut self, day: &mut DayText) {
        match day {
            DayText::Name(name) => self.name(name),
            DayText::Found(found) => self.predicate(&mut found.entry),
            DayText::Date(_) => {}
        }
    }

    fn window(&mut self, window: &mut WindowText) {
        match window {
            WindowText::Within(duration) | WindowText::Ago(duration) => self.duration(duration),
            WindowText::Apart { duration, day, .. } => {
                self.duration(duration);
                self.day(day);
            }
            WindowText::Span { low, high, day, .. } => {
                self.number(low);
                self.duration(high);
                self.day(day);
            }
            WindowText::Beside { day, .. } | WindowText::On(day) | WindowText::Since(day) => {
                self.day(day);
            }
            WindowText::Between { first, last } => {
                self.day(first);
                self.day(last);
            }
        }
    }

    fn number(&mut self, number: &mut Number) {
        let Some(name) = number.parameter.clone() else { return };
        let Some(handed) = self.arguments.get(&name.value).copied() else { return };
        self.put(handed);
        match handed.argument {
            ArgumentText::Quantity(QuantityText { number: argument, unit: None, .. }) => {
                *number = argument.clone();
            }
            // The parameter of an outer `define`.
            ArgumentText::Name(outer) => number.parameter = Some(outer.clone()),
            ArgumentText::Quantity(_) | ArgumentText::Values(..) | ArgumentText::Duration(_) => {
                self.refuse(handed, "a number without a unit", &name);
            }
        }
    }

    fn quantity(&mut self, quantity: &mut QuantityText) {
        let Some(name) = quantity.number.parameter.clone() else { return };
        let Some(handed) = self.arguments.get(&name.value).copied() else { return };
        match handed.argument {
            ArgumentText::Quantity(argument) if quantity.unit.is_none() => {
                self.put(handed);
                *quantity = argument.clone();
            }
            ArgumentText::Quantity(_)
            | ArgumentText::Name(_)
            | ArgumentText::Values(..)
            | ArgumentText::Duration(_) => self.number(&mut quantity.number),
        }
    }

    fn duration(&mut self, duration: &mut DurationText) {
        let Some(name) = duration.number.parameter.clone() else { return };
        if !duration.unit.value.is_empty() {
            return self.number(&mut duration.number);
        }
        let Some(handed) = self.arguments.get(&name.value).copied() else { return };
        self.put(handed);
        match handed.argument {
            ArgumentText::Duration(argument) => *duration = argument.clone(),
            ArgumentText::Name(outer) => duration.number.parameter = Some(outer.clone()),
            ArgumentText::Quantity(_) | ArgumentText::Values(..) => {
                self.refuse(handed, "a duration", &name);
            }
        }
    }
}

/// In `any trial where medicine = medicine_tried within 1 year`, the window is read as one of
/// `medicine_tried`; where that is a value, it is one of the trial.
fn give_back_window(predicate: &mut Predicate) {
    let Some(ExpressionKind::Predicate(only)) =
        predicate.filter.as_mut().map(|filter| &mut filter.kind)
    else {
        return;
    };
    let is_value = !matches!(
        only.test.as_ref().map(|test| &test.value),
        None | Some(Test::Compare { operand: Operand::Other(_), .. })
    );
    if is_value && only.handed.is_some() && predicate.window.is_none() {
        predicate.window = only.window.take();
        predicate.handed = predicate.handed.or(only.handed);
    }
}

/// Visits every name of a predicate, besides its subject and the days, that may be a parameter;
/// conditions on its entries do not count.
pub fn visit_parameters<'p>(predicate: &'p Predicate, visit: &mut dyn FnMut(&'p Name)) {
    let mut numbers = Vec::new();
    let mut names = Vec::new();
    if let Some(selector) = &predicate.selector
        && let Selector::AtLeast(number) | Selector::AtMost(number) = &selector.value
    {
        numbers.push(number);
    }
    names.extend(&predicate.different);
    names.extend(&predicate.method);
    if let Some(sum) = &predicate.sum
        && let SumText::Total(name) = &sum.value
    {
        names.push(name);
    }
    if let Some(joined) = &predicate.joined {
        names.extend(&joined.value.by);
        numbers.push(&joined.value.within.number);
    }
    match predicate.lasting.as_ref().map(|lasting| &lasting.value) {
        Some(LastingText::Compare(_, duration)) => numbers.push(&duration.number),
        Some(LastingText::Between(number, duration)) => numbers.extend([number, &duration.number]),
        None => {}
    }
    match predicate.apart.as_ref().map(|apart| &apart.value) {
        Some(ApartText::AtLeast(duration) | ApartText::AtMost(duration)) => {
            numbers.push(&duration.number);
        }
        Some(ApartText::OnDifferentDays) | None => {}
    }
    let mut windows = predicate.window.iter().collect::<Vec<_>>();
    match predicate.test.as_ref().map(|test| &test.value) {
        Some(Test::OneOf { values, .. }) => names.extend(values),
        Some(Test::Between { low, high }) => numbers.extend([&low.number, &high.number]),
        Some(Test::Compare { operand: Operand::Quantity(quantity), .. }) => {
            numbers.push(&quantity.number);
        }
        Some(Test::Compare { operand: Operand::Name(name), .. }) => names.push(name),
        Some(Test::Compare { operand: Operand::Other(other), .. }) => {
            names.push(&other.subject);
            windows.extend(&other.window);
        }
        Some(Test::Apart(distance)) => numbers.push(&distance.amount.number),
        Some(Test::Compare { .. } | Test::WithinNormal) | None => {}
    }
    for window in windows {
        match &window.value {
            WindowText::Within(duration)
            | WindowText::Ago(duration)
            | WindowText::Apart { duration, .. } => numbers.push(&duration.number),
            WindowText::Span { low, high, .. } => numbers.extend([low, &high.number]),
            WindowText::Beside { .. }
            | WindowText::Between { .. }
            | WindowText::On(_)
            | WindowText::Since(_) => {}
        }
    }
    let parameters = numbers.into_iter().filter_map(|number| number.parameter.as_ref());
    names.into_iter().chain(parameters).for_each(visit);
}
