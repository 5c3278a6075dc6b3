//! The syntax tree of a `vocabulary!` block.

use super::literal::QuantityText;
use crate::text::{Name, Place, Placed, Quoted};
use policy_core::vocabulary::{Addressee, HistoryForm};

/// `/// docs  pub clinical { facts }`
#[derive(Debug)]
pub struct VocabularyText {
    pub docs: Vec<Quoted>,
    /// `pub` or `pub(crate)`, if it is there.
    pub visibility: Option<Place>,
    pub name: Name,
    pub facts: Vec<FactText>,
    pub code_lists: Vec<CodeListText>,
    /// The names of facts that could not be read, which is reported: policies may use them without
    /// a further word.
    pub unreadable: Vec<String>,
    /// Whether there is a list of facts at all.
    pub complete: bool,
}

/// `/// label  #[loinc("…")] name: TYPE,`
#[derive(Debug)]
pub struct FactText {
    /// The doc comment: its first line is the label, the rest a note.
    pub docs: Vec<Quoted>,
    pub codes: Vec<CodesText>,
    /// The block that the fact is in: `asked of provider { … }`.
    pub asked_of: Option<Addressee>,
    pub name: Name,
    pub kind: Placed<FactKind>,
}

/// `loinc("18043-0", "77891-0")`, `suggests icd10cm("Z92.86")`, `codes(gene_therapy)`
#[derive(Debug)]
pub struct CodesText {
    /// Whether `suggests` comes before them.
    pub suggests: bool,
    pub from: CodesFrom,
}

#[derive(Debug)]
pub enum CodesFrom {
    /// `loinc("18043-0", "77891-0")`
    System(SystemText),
    /// `codes(gene_therapy)`: the lists with these names.
    Lists(Vec<Name>),
}

/// `loinc("18043-0", "77891-0")`
#[derive(Debug)]
pub struct SystemText {
    pub system: Name,
    pub codes: Vec<Quoted>,
}

/// `codes gene_therapy: icd10cm("Z92.86") snomed("…"),`: codes that facts share.
#[derive(Debug)]
pub struct CodeListText {
    pub name: Name,
    pub groups: Vec<SystemText>,
}

impl CodesText {
    /// The place of the last code, or of the last name of a list.
    #[must_use]
    pub fn last(&self) -> Option<Place> {
        match &self.from {
            CodesFrom::System(group) => group.codes.last().map(|code| code.place),
            CodesFrom::Lists(names) => names.last().map(|name| name.place),
        }
    }
}

/// `I "class I" snomed("420300004")`: a value of a code, or a method.
#[derive(Debug)]
pub struct ConceptText {
    pub name: Name,
    pub label: Option<Quoted>,
    pub codes: Vec<CodesText>,
}

impl From<Name> for ConceptText {
    fn from(name: Name) -> ConceptText {
        ConceptText { name, label: None, codes: Vec::new() }
    }
}

#[derive(Debug)]
pub enum FactKind {
    /// `flag`, `attested flag`
    Flag { attested: bool },
    /// `code [I, II, III, IV]`; the values behind which `many` is written, at the place of that word.
    Code { values: Vec<ConceptText>, many: Vec<Name> },
    /// `count from 0 to 25`
    Count { range: Option<RangeText> },
    /// `date`
    Date,
    /// `age from birth_date`
    Age { birth_date: Name },
    /// `quantity in million cells or cells from 1 to 1_000`
    Quantity { units: Vec<Name>, range: Option<RangeText> },
    /// `measurement in % by [Echo2d, Muga] from 1 to 95`
    Measurement { units: Vec<Name>, methods: Option<Vec<ConceptText>>, range: Option<RangeText> },
    /// `events with donor [Autologous, Allogeneic]`, `courses with { medicine: code [..], … }`
    History { form: HistoryForm, attributes: Vec<FactText> },
}

/// `from 1 to 95`: the numbers of a plausible range, in the fact's own unit.
#[derive(Debug)]
pub struct RangeText {
    pub low: QuantityText,
    pub high: QuantityText,
    pub place: Place,
}
