//! The syntax tree of a `policy!` block: what the author wrote, where, and nothing that would need
//! the vocabulary.
//!
//! `parse_policy` makes it, `check` reads it.

use super::expression::Expression;
use super::literal::{DateText, DurationText, Number, QuantityText};
use super::table::Table;
use crate::text::{Name, Place, Placed, Quoted};

/// `policy! { /// docs  name<vocabulary> { statements } }`
#[derive(Debug)]
pub struct PolicyText {
    /// The doc comment, a line each, without the leading space.
    pub docs: Vec<Quoted>,
    pub name: Name,
    pub statements: Vec<Statement>,
}

/// What may be directly in a policy or in one of its versions.
#[derive(Debug)]
pub enum Statement {
    /// `payer "…";` `number "…";` `source "…";` `title "…";`
    Metadata { key: Placed<MetadataKey>, value: Quoted },
    /// `reviewed 2026-05;`
    Reviewed { keyword: Place, date: DateText },
    /// `codes hcpcs ["Q2055"];`
    Codes { system: Name, codes: Vec<Quoted> },
    /// `effective from 2025-09-01;` `effective from 2025-09-01 to 2026-08-31;`
    Effective { keyword: Place, from: DateText, to: Option<DateText> },
    /// `applies when CONDITION else "reason";`
    Applies { condition: Expression, otherwise: Option<Quoted> },
    /// `define name(parameters): CONDITION;`
    Define(Define),
    /// `define name by FACT { ROW => VALUE, … }`
    Table(Table),
    /// `section name "citation" for GUARD { outline } => OUTCOME;`
    Section(Box<Section>),
    /// `version "2025-11" from 2025-11-01 to 2026-10-31 { statements }`
    Version(Version),
    /// `advisory "…" on OUTCOME, … when CONDITION;`
    Advisory(Advisory),
    /// `note "…";` `interpretation "…";`
    Remark(Remark),
    /// `never approves;`
    NeverApproves(Place),
    /// `look back from service_date;`
    LookBack { keyword: Place, from: Name },
    /// `accept gap lvef = 40% because "…";`
    AcceptGap(AcceptedGap),
    /// `accept finding at "I.A.1" because "…";`
    AcceptFinding(AcceptedFinding),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MetadataKey {
    Payer,
    Number,
    Source,
    Title,
}

impl MetadataKey {
    /// The keyword in backticks.
    #[must_use]
    pub fn quoted(self) -> &'static str {
        match self {
            MetadataKey::Payer => "`payer`",
            MetadataKey::Number => "`number`",
            MetadataKey::Source => "`source`",
            MetadataKey::Title => "`title`",
        }
    }
}

#[derive(Debug)]
pub struct Define {
    pub name: Name,
    /// Empty if the name has no parentheses.
    pub parameters: Vec<Name>,
    pub body: Body,
}

#[derive(Debug)]
pub struct Version {
    pub name: Quoted,
    /// `None` where it is missing or could not be read, which is reported already.
    pub from: Option<DateText>,
    pub to: Option<DateText>,
    pub statements: Vec<Statement>,
}

#[derive(Debug)]
pub struct Advisory {
    pub text: Quoted,
    /// The names after `on`; empty where there is no `on`.
    pub outcomes: Vec<Name>,
    /// The condition after `when`.
    pub condition: Option<Expression>,
}

#[derive(Debug)]
pub struct AcceptedGap {
    pub keyword: Place,
    pub condition: Expression,
    pub reason: Quoted,
}

#[derive(Debug)]
pub struct AcceptedFinding {
    pub keyword: Place,
    pub at: FoundAt,
    pub reason: Quoted,
}

/// Where something is found.
#[derive(Debug)]
pub enum FoundAt {
    /// The word `applies`.
    Applies(Place),
    /// A citation, or the text of an advisory.
    Cited(Quoted),
}

impl FoundAt {
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            FoundAt::Applies(place) => *place,
            FoundAt::Cited(citation) => citation.place,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Remark {
    pub kind: RemarkKind,
    pub text: Quoted,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RemarkKind {
    Note,
    Interpretation,
}

#[derive(Debug)]
pub struct Section {
    pub name: Name,
    pub citations: Vec<Quoted>,
    /// The condition after `for`.
    pub guard: Option<Expression>,
    /// The criteria between braces; `None` where the section has no braces.
    pub outline: Option<Outline>,
    /// `None` where it is missing or could not be read, which is reported already.
    pub outcome: Option<Outcome>,
    /// What follows where the criteria are not met.
    pub otherwise: Vec<Otherwise>,
}

/// `otherwise OUTCOME when CONDITION`
#[derive(Debug)]
pub struct Otherwise {
    pub keyword: Place,
    pub outcome: Outcome,
    /// The condition after `when`.
    pub when: Option<Expression>,
}

impl Section {
    /// What follows `=>` and each `otherwise`; nothing if an outcome could not be read.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        let otherwise = self.otherwise.iter().map(|otherwise| &otherwise.outcome);
        self.outcome.iter().chain(otherwise)
    }
}

/// The content of a pair of braces: labeled criteria and remarks, in the author's order.
#[derive(Clone, Debug)]
pub struct Outline {
    pub criteria: Vec<Criterion>,
    pub remarks: Vec<Remark>,
    /// The braces.
    pub place: Place,
}

/// `label "title" restated: BODY note "…" interpretation "…";`
#[derive(Clone, Debug)]
pub struct Criterion {
    /// As typed: `1`, `a`, `iii`, `preamble`.
    pub label: Name,
    pub title: Option<Quoted>,
    /// The word `restated`, if it is there.
    pub restated: Option<Place>,
    pub body: Body,
    /// What follows the condition of a leaf; the remarks inside a group are in its outline.
    pub remarks: Vec<Remark>,
}

#[derive(Clone, Debug)]
pub enum Body {
    Group(Group),
    Condition(Expression),
}

/// `all of { … }`
#[derive(Clone, Debug)]
pub struct Group {
    pub quantifier: Placed<Quantifier>,
    pub outline: Outline,
}

#[derive(Clone, Debug)]
pub enum Quantifier {
    AllOf,
    AnyOf,
    NoneOf,
    AtLeast(Number),
}

/// What follows `=>`.
#[derive(Debug)]
pub struct Outcome {
    /// `criteria_met`, `criteria_not_met`, `case_by_case`, `refer`, `not_covered`,
    /// `not_applicable`, or whatever the author wrote there.
    pub kind: Name,
    pub detail: Option<Detail>,
    /// The terms of an approval; those after arms are for all of them.
    pub terms: Terms,
    /// `review "…"`
    pub review: Option<Quoted>,
    /// `basis investigational`
    pub basis: Option<Name>,
    /// `"no better outcome is shown"`, after the basis of `not_covered`
    pub why: Option<Quoted>,
    /// From the kind to the last word of the outcome.
    pub place: Place,
}

/// The terms of an approval.
#[derive(Default, Debug)]
pub struct Terms {
    /// `for 3 months`
    pub duration: Option<DurationText>,
    /// `1 administration per lifetime`, `1 dose`
    pub limit: Option<LimitText>,
    /// `at most 322 million cells`, `at most 2 pens per 28 days`
    pub at_most: Option<AtMostText>,
}

/// `1 administration per lifetime`: a number, what is counted, and per what.
#[derive(Debug)]
pub struct LimitText {
    pub number: Number,
    pub counted: Name,
    pub per: Option<PerText>,
}

/// `500 mg per 4 weeks`, after `at most`.
#[derive(Debug)]
pub struct AtMostText {
    pub quantity: QuantityText,
    pub per: Option<PerText>,
}

/// What a limit is for.
#[derive(Debug)]
pub enum PerText {
    /// `lifetime`, `month`
    Name(Name),
    /// `28 days`
    Time(DurationText),
}

/// What an outcome says further: a text, a name, or one that depends on a fact.
#[derive(Debug)]
pub enum Detail {
    /// `"CP.CPA.09"`
    Text(Quoted),
    /// `investigational`
    Name(Name),
    /// `for 7 months, 1 dose`, of an arm.
    Terms(Box<Terms>, Place),
    /// `by line_of_business { Commercial => …, HimExchange, Ichra => … }`
    By { fact: Name, arms: Vec<Arm>, place: Place },
}

/// `HimExchange, Ichra => "HIM.PA.154"`
#[derive(Debug)]
pub struct Arm {
    pub values: Vec<Name>,
    pub detail: Detail,
}
