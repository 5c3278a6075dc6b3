//! What follows `=>`.

use super::condition::filled;
use super::define::Defines;
use super::text::quoted;
use super::width::{STEP, fits, length};
use policy_core::data::Text;
use policy_core::policy::notation::{number, quantity};
use policy_core::policy::{
    Approval, Arm, Basis, Choice, Conclusion, Limit, Most, Per, Policy, Selector,
};
use policy_core::vocabulary::{Concept, FactKind};

/// Words that the language takes for "all others" before `=>`; where a value is called so, another
/// one has to be there.
const ALL_OTHERS: [&str; 3] = ["other", "otherwise", "default"];

/// Writes conclusions.
pub struct Outcomes<'a> {
    pub policy: &'a Policy,
    pub defines: &'a Defines,
}

impl Outcomes<'_> {
    /// What a section concludes, from a column of its line on; further lines are moved to the right
    /// from `indent`.
    pub fn conclusion(&self, conclusion: &Conclusion, column: usize, indent: usize) -> String {
        let name = match conclusion {
            Conclusion::CriteriaMet { .. } => "criteria_met",
            other @ (Conclusion::CriteriaNotMet { .. }
            | Conclusion::CaseByCase { .. }
            | Conclusion::Refer { .. }
            | Conclusion::NotCovered { .. }
            | Conclusion::NotApplicable { .. }) => other.outcome().name(),
        };
        let behind_name = column.saturating_add(length(name)).saturating_add(1);
        let rest = match conclusion {
            Conclusion::CriteriaMet { approval, review } => {
                let terms = self.choice(approval, behind_name, indent, &terms);
                reviewed(terms, review.as_ref(), behind_name, indent)
            }
            Conclusion::CriteriaNotMet { reason, basis } => {
                let reason = reason.as_deref().map(quoted);
                let basis = basis.map(|basis| format!("basis {}", basis.name()));
                reason.into_iter().chain(basis).collect::<Vec<_>>().join(", ")
            }
            Conclusion::CaseByCase { reason } | Conclusion::NotApplicable { reason } => {
                reason.as_deref().map(quoted).unwrap_or_default()
            }
            Conclusion::Refer { to } => {
                self.choice(to, behind_name, indent, &|to| vec![quoted(to)])
            }
            Conclusion::NotCovered { basis, reason } => {
                let leaf = |basis: &Basis| vec![basis.name().to_owned()];
                let basis = self.choice(basis, behind_name, indent, &leaf);
                let reason = reason.as_deref().map(quoted);
                core::iter::once(basis).chain(reason).collect::<Vec<_>>().join(", ")
            }
        };
        let blank = if rest.is_empty() { "" } else { " " };
        format!("{name}{blank}{rest}")
    }

    /// A detail; `leaf` writes its parts, between which commas are. An arm with several of them is
    /// on a line of its own.
    fn choice<T: Clone>(
        &self,
        choice: &Choice<T>,
        column: usize,
        indent: usize,
        leaf: &dyn Fn(&T) -> Vec<String>,
    ) -> String {
        let (selector, arms) = match choice {
            Choice::Always(detail) => return leaf(detail).join(", "),
            Choice::By { selector, arms } => (selector, arms),
        };
        let subject = self.subject(selector);
        let leaves = arms.iter().map(|arm| match &arm.choice {
            Choice::Always(detail) => {
                let [part] = &leaf(detail)[..] else { return None };
                Some(format!("{} => {part}", self.values(selector, arm)))
            }
            Choice::By { .. } => None,
        });
        if let Some(leaves) = leaves.collect::<Option<Vec<_>>>() {
            let whole = format!("by {subject} {{ {} }}", leaves.join(", "));
            // A `,` or `;` follows.
            if fits(&whole, column.saturating_add(1)) {
                return whole;
            }
        }
        let inner = indent.saturating_add(STEP);
        let mut text = format!("by {subject} {{\n");
        for arm in arms.iter() {
            let values = filled(
                &format!("{} => ", self.values(selector, arm)),
                inner,
                inner.saturating_add(STEP),
            );
            let last = values.rsplit('\n').next().unwrap_or_default();
            let column = if values.contains('\n') { 0 } else { inner }.saturating_add(length(last));
            let detail = self.choice(&arm.choice, column, inner, leaf);
            text.push_str(&format!("{}{values}{detail},\n", " ".repeat(inner)));
        }
        text.push_str(&" ".repeat(indent));
        text.push('}');
        text
    }

    fn subject(&self, selector: &Selector) -> &str {
        match selector {
            Selector::Code(fact) | Selector::Flag(fact) => self.policy.vocabulary.name_of(*fact),
            Selector::Condition(condition) => {
                self.defines.name_of(&self.policy.notation(condition).to_string())
            }
        }
    }

    /// The names of the values that an arm is for.
    fn values<T: Clone>(&self, selector: &Selector, arm: &Arm<T>) -> String {
        let yes_or_no = ["false", "true"].map(Concept::from);
        let names = match selector {
            Selector::Code(fact) => match self.policy.vocabulary.fact(*fact).map(|fact| &fact.kind)
            {
                Some(FactKind::Code { values, .. }) => &values[..],
                _ => &[],
            },
            Selector::Flag(_) | Selector::Condition(_) => &yes_or_no,
        };
        let chosen = (0_u32..).zip(names).filter(|(position, _)| {
            arm.values.checked_shr(*position).is_some_and(|bits| bits & 1 == 1)
        });
        let (mut all, others): (Vec<&str>, Vec<&str>) =
            chosen.map(|(_, value)| &*value.name).partition(|name| ALL_OTHERS.contains(name));
        all.extend(others);
        all.join(", ")
    }
}

/// The terms of an approval.
fn terms(approval: &Approval) -> Vec<String> {
    let Approval { duration, limit, at_most } = approval;
    let terms = [
        duration.as_ref().map(|duration| format!("for {duration}")),
        limit.as_ref().map(limit_in_words),
        at_most.as_ref().map(|most| {
            let Most { amount, per } = most;
            format!("at most {}{}", quantity(amount.value, amount.unit), period(per.as_ref()))
        }),
    ];
    terms.into_iter().flatten().collect()
}

/// Terms with their review; a review that has no room is on a line of its own.
fn reviewed(terms: String, review: Option<&Text>, column: usize, indent: usize) -> String {
    let Some(review) = review.map(|review| format!("review {}", quoted(review))) else {
        return terms;
    };
    if terms.is_empty() {
        return review;
    }
    let whole = format!("{terms}, {review}");
    let last = whole.rsplit('\n').next().unwrap_or_default();
    let column = if whole.contains('\n') { 0 } else { column };
    if fits(last, column.saturating_add(1)) {
        whole
    } else {
        format!("{terms},\n{}{review}", " ".repeat(indent.saturating_add(STEP)))
    }
}

fn limit_in_words(limit: &Limit) -> String {
    let per = period(limit.per.as_ref());
    format!("{} {}{per}", number(limit.number.into()), limit.counted)
}

fn period(per: Option<&Per>) -> String {
    per.map(|per| format!(" per {per}")).unwrap_or_default()
}
