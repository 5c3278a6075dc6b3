//! Colors and type. Everything is written with them; where the output is no terminal, or
//! `NO_COLOR` is set, the stream takes them off again.

use anstyle::{AnsiColor, Style as Ansi};
use policy_core::Truth;
use policy_core::policy::Outcome;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// How a piece of text looks.
#[derive(Clone, Copy)]
pub struct Style(Ansi);

/// Of what is met.
pub const MET: Style = Style(AnsiColor::Green.on_default());
/// Of what is not met, and of errors.
pub const NOT_MET: Style = Style(AnsiColor::Red.on_default());
/// Of what is unknown or has to be looked at.
pub const UNKNOWN: Style = Style(AnsiColor::Yellow.on_default());
/// Of titles.
pub const HEADING: Style = Style(Ansi::new().bold());
/// Of what is in the background: labels, evidence.
pub const QUIET: Style = Style(Ansi::new().dimmed());
/// Of interpretations.
pub const INTERPRETATION: Style = Style(AnsiColor::Cyan.on_default());
/// Of everything else.
pub const PLAIN: Style = Style(Ansi::new());

impl Style {
    /// The text in this style.
    pub const fn on<T: fmt::Display>(self, text: T) -> Styled<T> {
        Styled { style: self, text }
    }

    /// The style of a criterion.
    pub fn of_truth(truth: Truth) -> Style {
        match truth {
            Truth::MET => MET,
            Truth::NOT_MET => NOT_MET,
            _ => UNKNOWN,
        }
    }

    /// The style of an outcome.
    pub const fn of_outcome(outcome: Outcome) -> Style {
        match outcome {
            Outcome::CriteriaMet | Outcome::CriteriaMetReviewRequired => MET,
            Outcome::CriteriaNotMet | Outcome::NotCovered => NOT_MET,
            Outcome::NeedInformation | Outcome::CaseByCase => UNKNOWN,
            Outcome::Refer => INTERPRETATION,
            Outcome::NotApplicable => PLAIN,
        }
    }
}

/// A text in a style; padding counts only the columns that it takes.
pub struct Styled<T> {
    style: Style,
    text: T,
}

impl<T: fmt::Display> fmt::Display for Styled<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Styled { style: Style(style), text } = self;
        write!(formatter, "{style}{text}{style:#}")?;
        let length = if formatter.width().is_some() { text.to_string().width() } else { 0 };
        (length..formatter.width().unwrap_or(0)).try_for_each(|_| formatter.write_str(" "))
    }
}
