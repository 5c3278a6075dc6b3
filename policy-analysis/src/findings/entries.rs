//! Conditions on entries: what every entry of a history meets, or none, and what one part of such a
//! condition says about another.
//!
//! In: where a policy asks something. Out: findings inside the conditions after `where` and `has`. To
//! the proofs an entry is a member of its own: its attributes are facts, and every value that they
//! can have is possible.

use super::certain::Everybody;
use super::item::{Home, Item, Node};
use super::prove::{Context, Prover};
use super::spot::Spot;
use super::{Finding, LOOKS, limits};
use crate::moments::{Period, moments};
use crate::space::Space;
use policy_core::policy::{Expression, Term};
use policy_core::vocabulary::{FactKind, HistoryForm, Vocabulary};
use policy_core::worlds::Unanswered;
use policy_core::worlds::atoms::Completeness;

/// How the help goes on where a source says something twice: a part of a condition on entries cannot
/// be a criterion of its own.
const RESTATED: &str = "; where its source says it twice";

/// Where something is asked.
pub(super) type Asked<'a> = (Node<'a>, Home<'a>, Spot);

/// Proves what can be proved inside the conditions on entries; what was found about such a question as
/// a whole only follows from that, and is taken out.
pub(super) fn prove(
    asked: Vec<Asked<'_>>,
    vocabulary: &Vocabulary,
    period: Period,
    found: &mut Vec<Finding>,
) -> Result<(), Unanswered> {
    let mut questions = Vec::new();
    for (node, home, spot) in asked {
        questions_in(node, home, spot, &mut questions);
    }
    for (predicate, home, spot) in questions {
        let Expression::Test { term: Term::Entries(entries), .. } = predicate else { continue };
        let has = entries.chosen.as_ref().map(|chosen| &*chosen.has);
        let conditions = [entries.filter.as_deref(), has].into_iter().enumerate();
        let form = match vocabulary.fact(entries.fact).map(|fact| &fact.kind) {
            Some(FactKind::History { form, .. }) => *form,
            _ => HistoryForm::Events,
        };
        for (position, condition) in conditions {
            let Some(condition) = condition else { continue };
            let inside = match within(condition, home, spot.part(position), vocabulary, period) {
                Ok(inside) => inside,
                Err(Unanswered::TooLarge) => vec![limits::too_large(spot.clone())],
                Err(fault) => return Err(fault),
            };
            if inside.iter().any(|finding| !finding.kind.is_note()) {
                found.retain(|finding| finding.at != spot || finding.with.is_some());
            }
            found.extend(inside.into_iter().map(|finding| of_entries(finding, form)));
        }
    }
    Ok(())
}

/// The questions about entries that have conditions, in the order of the text.
fn questions_in<'a>(
    node: Node<'a>,
    home: Home<'a>,
    spot: Spot,
    found: &mut Vec<(&'a Expression, Home<'a>, Spot)>,
) {
    let home = match node {
        Node::Criterion(criterion) => Home::Citation(&criterion.citation),
        Node::Expression(_) => home,
    };
    if let Some(question) = node.question() {
        found.push((question, home, spot));
        return;
    }
    for (position, part) in node.parts().into_iter().enumerate() {
        questions_in(part, home, spot.part(position), found);
    }
}

fn within(
    condition: &Expression,
    home: Home<'_>,
    spot: Spot,
    vocabulary: &Vocabulary,
    period: Period,
) -> Result<Vec<Finding>, Unanswered> {
    let predicates = condition.predicates().collect::<Vec<_>>();
    let moments = moments(period, predicates.iter().copied());
    let moments = moments.get(..super::SEARCHED).unwrap_or(&moments);
    let mut space =
        Space::of_moments(vocabulary, predicates, moments, Completeness::Decided, LOOKS)?;
    let everybody = Everybody::new(vocabulary, period);
    let mut prover = Prover::new(vocabulary, &mut space, everybody);
    let item = Item::new(Node::Expression(condition), home, spot, prover.space)?;
    let context = Context::everybody(prover.space);
    prover.alone(&item, &context)?;
    Ok(prover.all_found())
}

/// The same, told of an entry in place of a member; to policies as a whole it claims nothing.
fn of_entries(finding: Finding, form: HistoryForm) -> Finding {
    let entry = form.entry();
    let noun = entry.split_once(' ').map_or(entry, |(_, noun)| noun);
    let told = |text: &str| {
        let words = [("no member", "no"), ("every member", "every"), ("nobody", "no")];
        let adds_nobody = ("this alternative adds nobody", "this alternative adds nothing");
        let text = text.replace(adds_nobody.0, adds_nobody.1);
        words
            .iter()
            .fold(text, |text, (member, word)| text.replace(member, &format!("{word} {noun}")))
    };
    Finding {
        message: told(&finding.message).replace(&format!("{noun} who "), &format!("{noun} that ")),
        help: told(finding.help.split(RESTATED).next().unwrap_or_default()),
        claims: Vec::new(),
        unknown: None,
        ..finding
    }
}
