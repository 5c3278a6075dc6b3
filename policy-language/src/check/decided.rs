//! Where a condition has to be met or not met, and `hba1c on file` has no place: that there is no
//! result is never documented.

use super::scope::Scope;
use crate::diagnostic::Diagnostic;

/// What asks for a yes or a no.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decided {
    /// `NOT`
    Not,
    /// `none of`
    NoneOf,
    /// `if`
    If,
    /// The `for` of a section.
    For,
    /// `applies when`
    AppliesWhen,
    /// The `when` of an `otherwise`.
    Otherwise,
    /// What a detail of a conclusion depends on.
    Selector,
}

impl Decided {
    const fn words(self) -> &'static str {
        match self {
            Decided::Not => "under `NOT`",
            Decided::NoneOf => "under `none of`",
            Decided::If => "after `if`",
            Decided::For => "after `for`",
            Decided::AppliesWhen => "after `applies when`",
            Decided::Otherwise => "after the `when` of an `otherwise`",
            Decided::Selector => "after `by`",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Decided::Not | Decided::NoneOf => {
                "ask for what the result has to be, or make it a criterion without a negation"
            }
            Decided::If
            | Decided::For
            | Decided::AppliesWhen
            | Decided::Otherwise
            | Decided::Selector => {
                "make it a criterion of its own, or ask here for something that can be no"
            }
        }
    }
}

/// Checks something in which every condition has to be met or not met.
pub fn decided<'a, T>(
    context: Decided,
    scope: &mut Scope<'a>,
    check: impl FnOnce(&mut Scope<'a>) -> T,
) -> T {
    let before = scope.on_file_places();
    let checked = check(scope);
    for place in scope.forget_on_file(before) {
        scope.report(
            Diagnostic::at(
                place,
                format!(
                    "whether there is a result is met or unknown, never not met, so this cannot be used {}",
                    context.words()
                ),
            )
            .help(context.help())
            .note("that there is no result anywhere is never documented"),
        );
    }
    checked
}
