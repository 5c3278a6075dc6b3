//! What is proved about a policy, reported at the author's words.
//!
//! In: a checked policy and the text that it was made from. Out: a mistake for every finding of the
//! analysis. The policy tree knows nothing of places; they are looked up here, in the syntax tree,
//! and only where there is something to report.

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::expression::{Expression, ExpressionKind};
use crate::syntax::policy::{
    AcceptedFinding, Body, Criterion, Define, Detail, Outline, PolicyText, Section, Statement,
};
use crate::text::{Name, Place};
use policy_analysis::findings::{Finding, Kind, Part, Spot, findings};
use policy_core::policy::Policy;
use policy_core::vocabulary::Vocabulary;
use policy_core::worlds::Fault;

pub fn prove_policy(policy: &Policy, text: &PolicyText, errors: &mut Diagnostics) {
    let findings = match findings(policy) {
        Ok(findings) => findings,
        Err(fault) => return errors.push(faulty(fault, text)),
    };
    let mut told = Vec::<Told>::new();
    for finding in findings {
        let next = Told::of(finding, text, &policy.vocabulary);
        match told.iter_mut().find(|known| known.is_same_cause(&next)) {
            Some(known) if known.is_in_define => known.others = known.others.saturating_add(1),
            Some(_) => {}
            None => told.push(next),
        }
    }
    for told in told {
        errors.push(told.finish());
    }
}

/// A finding as it is told.
struct Told {
    kind: Kind,
    /// Where it points, inside a `define` that is used more than once perhaps.
    place: Place,
    is_in_define: bool,
    mistake: Diagnostic,
    /// So many findings more have the same cause.
    others: usize,
}

impl Told {
    /// One mistake in a `define` shows wherever that is used; and what several versions share is in
    /// one place.
    fn is_same_cause(&self, other: &Told) -> bool {
        self.kind == other.kind
            && self.place == other.place
            && (self.is_in_define || self.mistake.message == other.mistake.message)
    }

    fn finish(self) -> Diagnostic {
        let mistake = match self.others {
            0 => self.mistake,
            1 => self.mistake.note("the same is so in one other use of this `define`"),
            others => {
                self.mistake.note(format!("the same is so in {others} other uses of this `define`"))
            }
        };
        if self.kind.is_note() { mistake.as_note() } else { mistake }
    }
}

/// A fault of this program, at the name of the policy that shows it.
fn faulty(fault: Fault, text: &PolicyText) -> Diagnostic {
    let message = format!("internal error in the proof of policy `{}`: {fault}", text.name.value);
    Diagnostic::at(text.name.place, message).help(Fault::HELP)
}

impl Told {
    fn of(finding: Finding, text: &PolicyText, vocabulary: &Vocabulary) -> Told {
        let at = places(&finding.at, text, vocabulary);
        let with = finding.with.map(|with| places(&with, text, vocabulary)).unwrap_or_default();
        // A `define` is pointed at where it is used; two parts of one use, inside it.
        let apart = at.iter().zip(&with).position(|(one, other)| one != other);
        let (level, other) = match apart {
            Some(level) => (Some(level), with.get(level)),
            None => (at.len().checked_sub(1), with.last().filter(|_| at.len() != with.len())),
        };
        let place = level.and_then(|level| at.get(level)).copied().unwrap_or(text.name.place);
        let mut mistake = Diagnostic::at(place, finding.message).help(finding.help);
        if let Some(needless) = needless(finding.kind, &finding.at, text) {
            mistake = mistake.replacing(needless, "");
        }
        if let Some(other) = other {
            mistake = mistake.with(*other, "the other one is");
        }
        let is_in_define = level.is_some_and(|level| level > 0);
        Told { kind: finding.kind, place, is_in_define, mistake, others: 0 }
    }
}

/// What the help says to take out, where that takes nothing away that is asked for.
fn needless(kind: Kind, spot: &Spot, text: &PolicyText) -> Option<Place> {
    match (kind, spot.part) {
        (Kind::RestatesNothing, Part::Criteria(position)) => {
            let section = section(statements_of(spot.version, text), position)?;
            restated(section.outline.as_ref()?, &spot.path)
        }
        (Kind::Gap, Part::Gap(position)) => {
            let gap = nth(&text.statements, position, |statement| {
                if let Statement::AcceptGap(gap) = statement { Some(gap) } else { None }
            })?;
            Some(line(gap.keyword, gap.reason.place))
        }
        (Kind::NothingToAccept, Part::Accepted(position)) => {
            let accepted = accepted(text, position)?;
            Some(line(accepted.keyword, accepted.reason.place))
        }
        _ => None,
    }
}

/// A statement with its `;`, without which nothing would have been proved.
fn line(keyword: Place, last: Place) -> Place {
    Place { first: keyword.first, last: last.last.saturating_add(1) }
}

fn accepted(text: &PolicyText, position: u16) -> Option<&AcceptedFinding> {
    nth(&text.statements, position, |statement| {
        if let Statement::AcceptFinding(accepted) = statement { Some(accepted) } else { None }
    })
}

/// The word `restated` of the criterion at the end of the path, unless that stands in a `define`.
fn restated(outline: &Outline, path: &[u16]) -> Option<Place> {
    let (position, rest) = path.split_first()?;
    let criterion = outline.criteria.get(usize::from(*position))?;
    match &criterion.body {
        _ if rest.is_empty() => criterion.restated,
        Body::Group(group) => restated(&group.outline, rest),
        Body::Condition(_) => None,
    }
}

/// Where something is: itself last, before it the uses of the `define`s that lead to it,
/// outermost first.
fn places(spot: &Spot, text: &PolicyText, vocabulary: &Vocabulary) -> Vec<Place> {
    let statements = statements_of(spot.version, text);
    let mut finder =
        Finder { defines: defines_of(text, statements), parameters: Vec::new(), uses: Vec::new() };
    let path = spot.path.as_slice();
    let place = match spot.part {
        Part::Applies(position) => nth(&text.statements, position, |statement| {
            if let Statement::Applies { condition, .. } = statement {
                Some(condition)
            } else {
                None
            }
        })
        .map(|condition| finder.in_condition(condition, path)),
        Part::Advisory(position) => nth(statements, position, |statement| {
            if let Statement::Advisory(advisory) = statement { Some(advisory) } else { None }
        })
        .map(|advisory| {
            advisory
                .condition
                .as_ref()
                .map_or(advisory.text.place, |condition| finder.in_condition(condition, path))
        }),
        Part::Gap(position) => nth(&text.statements, position, |statement| {
            if let Statement::AcceptGap(gap) = statement { Some(gap.condition.place) } else { None }
        }),
        Part::Accepted(position) => accepted(text, position).map(|accepted| accepted.at.place()),
        Part::Section(position) => section(statements, position).map(|section| section.name.place),
        Part::Guard(position) => section(statements, position).map(|section| {
            let name = section.name.place;
            section.guard.as_ref().map_or(name, |guard| finder.in_condition(guard, path))
        }),
        Part::Criteria(position) => section(statements, position).map(|section| {
            let name = section.name.place;
            section.outline.as_ref().map_or(name, |outline| finder.in_outline(outline, path, name))
        }),
        Part::Otherwise(position, number) => section(statements, position).map(|section| {
            let otherwise = section.otherwise.get(usize::from(number));
            otherwise.map_or(section.name.place, |otherwise| {
                let when = otherwise.when.as_ref();
                when.map_or(otherwise.keyword, |when| finder.in_condition(when, path))
            })
        }),
        Part::Arms(position, conclusion) => section(statements, position)
            .and_then(|section| arms(section, conclusion, path))
            .map(|(fact, _)| fact.place),
        Part::ArmValue(position, conclusion, value) => section(statements, position)
            .and_then(|section| arms(section, conclusion, path))
            .map(|(fact, values)| {
                let name = name_of_value(&fact.value, value, vocabulary);
                let value = values.into_iter().find(|known| known.value == name).unwrap_or(fact);
                value.place
            }),
    };
    finder.uses.extend(place);
    finder.uses
}

fn statements_of(version: Option<u16>, text: &PolicyText) -> &[Statement] {
    let version = version.and_then(|version| {
        nth(&text.statements, version, |statement| {
            if let Statement::Version(version) = statement { Some(version) } else { None }
        })
    });
    version.map_or(&text.statements, |version| &version.statements)
}

fn defines_of<'t>(text: &'t PolicyText, statements: &'t [Statement]) -> Vec<&'t Define> {
    let all = text.statements.iter().chain(statements);
    let defines =
        all.filter_map(
            |statement| if let Statement::Define(define) = statement { Some(define) } else { None },
        );
    defines.collect()
}

fn nth<'t, T>(
    statements: &'t [Statement],
    position: u16,
    of: impl Fn(&'t Statement) -> Option<T>,
) -> Option<T> {
    statements.iter().filter_map(of).nth(usize::from(position))
}

fn section(statements: &[Statement], position: u16) -> Option<&Section> {
    nth(statements, position, |statement| {
        if let Statement::Section(section) = statement { Some(&**section) } else { None }
    })
}

/// What the arms at the end of the path are about, and all their values.
fn arms<'t>(
    section: &'t Section,
    conclusion: u16,
    path: &[u16],
) -> Option<(&'t Name, Vec<&'t Name>)> {
    let mut detail = section.outcomes().nth(usize::from(conclusion))?.detail.as_ref()?;
    for position in path {
        let Detail::By { arms, .. } = detail else { return None };
        detail = &arms.get(usize::from(*position))?.detail;
    }
    let Detail::By { fact, arms, .. } = detail else { return None };
    Some((fact, arms.iter().flat_map(|arm| &arm.values).collect()))
}

fn name_of_value(fact: &str, value: u8, vocabulary: &Vocabulary) -> String {
    let of_code = vocabulary.find(fact).and_then(|(_, fact)| fact.kind.value(value));
    let yes_or_no = if value == 1 { "true" } else { "false" };
    of_code.map_or(yes_or_no, |value| &value.name).to_owned()
}

struct Finder<'t> {
    defines: Vec<&'t Define>,
    /// The parameters of the `define` that is being looked at: they hide `define`s of the same
    /// name.
    parameters: Vec<&'t str>,
    uses: Vec<Place>,
}

impl<'t> Finder<'t> {
    fn define(&self, condition: &Expression) -> Option<&'t Define> {
        let ExpressionKind::Predicate(predicate) = &condition.kind else { return None };
        let name = predicate.subject.value.as_str();
        self.defines
            .iter()
            .rev()
            .find(|define| define.name.value == name && !self.parameters.contains(&name))
            .copied()
    }

    fn enter(&mut self, define: &'t Define, condition: &'t Expression) {
        self.uses.push(condition.place);
        self.parameters =
            define.parameters.iter().map(|parameter| parameter.value.as_str()).collect();
    }

    fn in_outline(&mut self, outline: &'t Outline, path: &[u16], otherwise: Place) -> Place {
        let Some((position, rest)) = path.split_first() else { return otherwise };
        let Some(criterion) = outline.criteria.get(usize::from(*position)) else {
            return otherwise;
        };
        self.in_body(&criterion.body, rest, label(criterion))
    }

    /// `label` is where a whole group is pointed at.
    fn in_body(&mut self, body: &'t Body, path: &[u16], label: Place) -> Place {
        match body {
            Body::Group(group) => self.in_outline(&group.outline, path, label),
            Body::Condition(condition) => match self.define(condition) {
                Some(define) => match &define.body {
                    Body::Group(group) if path.is_empty() => {
                        self.uses.push(condition.place);
                        group.quantifier.place
                    }
                    body @ (Body::Group(_) | Body::Condition(_)) => {
                        self.enter(define, condition);
                        self.in_body(body, path, define.name.place)
                    }
                },
                None => self.in_condition(condition, path),
            },
        }
    }

    fn in_condition(&mut self, condition: &'t Expression, path: &[u16]) -> Place {
        if let Some(define) = self.define(condition)
            && let Body::Condition(body) = &define.body
        {
            self.enter(define, condition);
            return self.in_condition(body, path);
        }
        let Some((position, rest)) = path.split_first() else { return condition.place };
        let part = match (&condition.kind, position) {
            (
                ExpressionKind::And(parts)
                | ExpressionKind::Or(parts)
                | ExpressionKind::AtLeast(_, parts),
                position,
            ) => parts.get(usize::from(*position)),
            // A question and its negation are one.
            (ExpressionKind::Not(part), _)
                if matches!(part.kind, ExpressionKind::Predicate(_))
                    && self.define(part).is_none() =>
            {
                return self.in_condition(part, path);
            }
            (ExpressionKind::Not(part), _) => Some(&**part),
            (ExpressionKind::If { condition, .. }, 0) => Some(&**condition),
            (ExpressionKind::If { then, .. }, 1) => Some(&**then),
            (ExpressionKind::If { otherwise, .. }, _) => Some(&**otherwise),
            // What is asked of entries; no `define` is used there.
            (ExpressionKind::Predicate(predicate), position) => {
                self.defines.clear();
                let of_entries = if *position == 0 { &predicate.filter } else { &predicate.has };
                of_entries.as_deref()
            }
            (ExpressionKind::Unreadable(_), _) => None,
        };
        match part {
            Some(part) => self.in_condition(part, rest),
            None => condition.place,
        }
    }
}

/// The label of a criterion, with what follows it up to the body of a group.
fn label(criterion: &Criterion) -> Place {
    match &criterion.body {
        Body::Group(group) => criterion.label.place.to(group.quantifier.place),
        Body::Condition(condition) => condition.place,
    }
}
