//! The syntax tree of a table: a value for each range of its inputs.

use super::expression::Predicate;
use super::literal::QuantityText;
use crate::text::{Name, Place, Placed};

/// `define most by weight, stage { below 20 kg and I => 25 mg, … }`
#[derive(Debug)]
pub struct Table {
    pub name: Name,
    /// What the value depends on: questions of which nothing is asked yet.
    pub inputs: Vec<Predicate>,
    /// `None` where the table could not be read, which is reported.
    pub rows: Option<Vec<Row>>,
}

/// `from 20 kg to below 40 kg and I, II => 50 mg`
#[derive(Debug)]
pub struct Row {
    /// One for each input.
    pub spans: Vec<Placed<Span>>,
    pub value: RowValue,
}

impl Row {
    /// Its ranges.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.spans.iter().map(|span| span.place).reduce(Place::to)
    }
}

/// For which values of an input a row is.
#[derive(Debug)]
pub enum Span {
    /// `below 20 kg`, `from 20 kg to below 40 kg`, `above 40 kg`; its lower and its upper
    /// end, at least one of the two.
    Range(Box<[Option<Bound>; 2]>),
    /// `I, II`
    Values(Vec<Name>),
    /// `any`
    Any,
}

/// An end of a range.
#[derive(Clone, Debug)]
pub struct Bound {
    pub quantity: QuantityText,
    /// It belongs to the range.
    pub included: bool,
}

/// What a row gives.
#[derive(Debug)]
pub enum RowValue {
    /// `25 mg`, `3`
    Number(QuantityText),
    /// `KitA`
    Name(Name),
    /// `[KitA, KitB]`
    Names(Placed<Vec<Name>>),
}

impl RowValue {
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            RowValue::Number(quantity) => quantity.place,
            RowValue::Name(name) => name.place,
            RowValue::Names(names) => names.place,
        }
    }
}
