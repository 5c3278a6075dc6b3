//! What a UCUM expression is worth in base units, as an exact fraction.
//!
//! `octofhir-ucum` rounds a magnitude to 28 digits, which `/min` already fills. So its parser gives
//! the tree, its tables the atoms and prefixes (they are decimals, and short), and the arithmetic
//! is done here with whole numbers of any length.

use num_bigint::BigInt;
use num_rational::BigRational;
use octofhir_ucum::{Case, EvalResult, Number, UnitExpr, evaluate, lookup_unit, parse_expression};

/// Atoms that UCUM defines by a division, which its tables hold rounded: the definition instead.
const DEFINED_BY_DIVISION: [(&str, &str); 3] =
    [("U", "umol/min"), ("mo", "a/12"), ("[MET]", "7.mL/min/kg/2")];

/// The digits to which the library keeps a magnitude.
const DIGITS: u32 = 28;

pub fn fraction(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> BigRational {
    BigRational::new(numerator.into(), denominator.into())
}

fn parsed(code: &str) -> UnitExpr {
    parse_expression(code).unwrap_or_else(|error| panic!("`{code}`: {error}"))
}

/// What the library makes of an expression: its dimension, its arbitrary atoms, and its rounded
/// magnitude.
pub fn evaluated(code: &str) -> EvalResult {
    evaluate(&parsed(code)).unwrap_or_else(|error| panic!("`{code}`: {error}"))
}

/// How much of the base units of its dimension an expression is.
pub fn worth(code: &str) -> BigRational {
    of_tree(&parsed(code))
}

fn of_tree(tree: &UnitExpr) -> BigRational {
    match tree {
        UnitExpr::Symbol(symbol) => of_symbol(symbol),
        UnitExpr::Numeric(number) => of_number(*number),
        UnitExpr::Annotation(_) => fraction(1, 1),
        UnitExpr::Annotated(inner, _) => of_tree(inner),
        UnitExpr::Power(base, exponent) => of_tree(base).pow(*exponent),
        UnitExpr::Product(factors) => factors.iter().map(of_tree).product(),
        UnitExpr::Quotient(above, below) => of_tree(above) / of_tree(below),
        UnitExpr::Reciprocal(below) => of_tree(below).recip(),
    }
}

fn of_symbol(symbol: &str) -> BigRational {
    let (prefix, atom) = lookup_unit(symbol, Case::Sensitive).unwrap();
    let prefix = prefix.map_or(fraction(1, 1), |prefix| of_number(prefix.factor));
    match DEFINED_BY_DIVISION.iter().find(|(name, _)| *name == atom.code) {
        Some((_, definition)) => prefix * worth(definition),
        None => prefix * of_number(atom.factor),
    }
}

/// A decimal of the tables. One that fills all digits was rounded, and has to be named above with
/// its definition.
fn of_number(number: Number) -> BigRational {
    let (digits, exponent) = number.to_integer_and_exponent();
    assert!(digits.ilog10() + 1 < DIGITS, "{number} may have been rounded");
    fraction(digits, 1) * fraction(10, 1).pow(exponent)
}

#[test]
fn atoms_are_what_their_definitions_say() {
    for (atom, definition) in DEFINED_BY_DIVISION {
        let (atom, definition) = (evaluated(atom), evaluated(definition));
        assert_eq!(
            (atom.dim, atom.arbitrary, atom.factor),
            (definition.dim, definition.arbitrary, definition.factor)
        );
    }
}
