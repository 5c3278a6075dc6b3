//! Conditions that the language can only name: what a detail depends on after `by`.

use policy_core::policy::{Conclusion, Expression, Policy, Section, Selector, Version};

/// The conditions, each with the name of its `define`, in the order in which they are met.
pub struct Defines(Vec<(String, String)>);

impl Defines {
    /// A name that is taken is passed over.
    pub fn of(policy: &Policy, is_taken: &dyn Fn(&str) -> bool) -> Defines {
        let mut defines: Vec<(String, String)> = Vec::new();
        let mut names =
            (1_u32..).map(|number| format!("condition_{number}")).filter(|name| !is_taken(name));
        for condition in policy.versions.iter().flat_map(conditions) {
            let text = policy.notation(condition).to_string();
            if defines.iter().all(|(_, known)| *known != text) {
                defines.extend(names.next().map(|name| (name, text)));
            }
        }
        Defines(defines)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, condition)| (name.as_str(), condition.as_str()))
    }

    /// The name of the condition that is written like this.
    pub fn name_of(&self, condition: &str) -> &str {
        self.iter().find(|(_, known)| *known == condition).map_or("", |(name, _)| name)
    }
}

fn conditions(version: &Version) -> impl Iterator<Item = &Expression> {
    let selectors =
        version.sections.iter().flat_map(Section::conclusions).flat_map(Conclusion::selectors);
    selectors.filter_map(|selector| match selector {
        Selector::Condition(condition) => Some(&**condition),
        Selector::Code(_) | Selector::Flag(_) => None,
    })
}
