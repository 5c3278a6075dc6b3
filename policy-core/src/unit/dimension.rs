//! What units are made of, so that numbers can be multiplied and divided.
//!
//! In: a unit. Out: the powers of the base quantities in it, and its size in their base units. The
//! parts that a UCUM code may have are a closed list: a unit with another part, such as a titer or
//! a decibel, is nothing to calculate with.

use super::{Kind, Ratio, Unit, gcd};
use core::fmt;

/// The base quantities, each with the words for one of it.
const BASES: [&str; 16] = [
    "g",
    "m",
    "d",
    "mol",
    "international units",
    "meq",
    "mosm",
    "cells",
    "points",
    "SD",
    "copies",
    "vector genomes",
    "mmHg",
    "kcal",
    "Gy",
    "1.73 m2",
];

/// A part of a UCUM code: the base quantities in it by position, each with its power, and the size
/// of the part in the base units.
type Part = (&'static [(usize, i8)], u64, u64);

/// The powers of the base quantities in a unit: `kg/m2` has the first power of a mass, and a length
/// to the power of minus two. A number without a unit has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Dimension([i8; BASES.len()]);

impl Dimension {
    /// That of a number without a unit.
    pub const NONE: Dimension = Dimension([0; BASES.len()]);

    /// That of a product.
    #[must_use]
    pub fn times(self, other: Dimension) -> Dimension {
        self.with(other, i8::saturating_add)
    }

    /// That of a quotient.
    #[must_use]
    pub fn over(self, other: Dimension) -> Dimension {
        self.with(other, i8::saturating_sub)
    }

    fn with(self, other: Dimension, combined: fn(i8, i8) -> i8) -> Dimension {
        let mut powers = other.0.into_iter();
        Dimension(self.0.map(|power| combined(power, powers.next().unwrap_or(0))))
    }

    /// A unit of this dimension, if there is one to calculate with.
    #[must_use]
    pub fn unit(self) -> Option<Unit> {
        let has = |unit: &Unit| unit.size().is_some_and(|(dimension, _)| dimension == self);
        // Lengths of time are told in days.
        [Unit::Day].iter().chain(Unit::ALL).copied().find(has)
    }
}

impl fmt::Display for Dimension {
    /// `kg`, `g * m`, `no unit`: the unit, or what a unit of this dimension would be made of.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Dimension::NONE {
            return formatter.write_str("no unit");
        }
        if let Some(unit) = self.unit() {
            return formatter.write_str(unit.words());
        }
        let side = |wanted: fn(&i8) -> bool| {
            let powers = self.0.iter().zip(BASES).filter(move |(power, _)| wanted(power));
            powers.map(|(power, base)| match power.unsigned_abs() {
                1 => base.to_owned(),
                power => format!("{base}^{power}"),
            })
        };
        let above = side(|power| *power > 0).collect::<Vec<_>>().join(" * ");
        let below = side(|power| *power < 0).collect::<Vec<_>>();
        formatter.write_str(if above.is_empty() { "1" } else { &above })?;
        below.iter().try_for_each(|base| write!(formatter, " / {base}"))
    }
}

impl Unit {
    /// What the unit is made of, and its size in the base units of that; `None` for a unit that is
    /// nothing to calculate with.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    ///
    /// let (mass, _) = Unit::Kilogram.size().unwrap();
    /// let (length, _) = Unit::Centimeter.size().unwrap();
    /// let (index, _) = Unit::KilogramPerSquareMeter.size().unwrap();
    /// assert_eq!(mass.over(length.times(length)), index);
    /// assert_eq!(Unit::Titer.size(), None);
    /// ```
    #[must_use]
    pub fn size(self) -> Option<(Dimension, Ratio)> {
        let mut dimension = Dimension::NONE;
        let mut size = Ratio { numerator: 1, denominator: 1 };
        if self.counts_cells() {
            dimension.multiply(7, 1)?;
        }
        for (place, side) in self.ucum().split('/').enumerate() {
            for part in side.split('.').filter(|part| !part.is_empty()) {
                let (bases, numerator, denominator) = part_of(part)?;
                let above = place == 0;
                for (base, power) in bases {
                    let power = if above { *power } else { power.checked_neg()? };
                    dimension.multiply(*base, power)?;
                }
                let (numerator, denominator) =
                    if above { (numerator, denominator) } else { (denominator, numerator) };
                size = size.times(Ratio { numerator, denominator })?;
            }
        }
        Some((dimension, size))
    }

    /// Its code names no cells: `/kg`, `10*6/kg`.
    fn counts_cells(self) -> bool {
        let code = self.ucum();
        (code.starts_with("10*") && !code.contains("[IU]") || code == "1" || code.starts_with('/'))
            && !matches!(self.kind(), Kind::Frequency)
    }
}

impl Dimension {
    fn multiply(&mut self, base: usize, power: i8) -> Option<()> {
        let known = self.0.get_mut(base)?;
        *known = known.checked_add(power)?;
        Some(())
    }
}

impl Ratio {
    /// The product, in lowest terms; `None` where it is too long.
    #[must_use]
    pub const fn times(self, other: Ratio) -> Option<Ratio> {
        let (one, another) =
            (gcd(self.numerator, other.denominator), gcd(other.numerator, self.denominator));
        let (Some(left), Some(right), Some(under), Some(below)) = (
            self.numerator.checked_div(one),
            other.numerator.checked_div(another),
            self.denominator.checked_div(another),
            other.denominator.checked_div(one),
        ) else {
            return None;
        };
        match (left.checked_mul(right), under.checked_mul(below)) {
            (Some(numerator), Some(denominator)) => Some(Ratio { numerator, denominator }),
            _ => None,
        }
    }
}

fn part_of(part: &str) -> Option<Part> {
    const MASS: usize = 0;
    const LENGTH: usize = 1;
    const TIME: usize = 2;
    /// A unit of an enzyme turns over a micromole a minute.
    const AMOUNT: usize = 3;
    Some(match part {
        "1" => (&[], 1, 1),
        "10*3" => (&[], 1_000, 1),
        "10*6" => (&[], 1_000_000, 1),
        "10*8" => (&[], 100_000_000, 1),
        "10*9" => (&[], 1_000_000_000, 1),
        "10*12" => (&[], 1_000_000_000_000, 1),
        "%" => (&[], 1, 100),
        "kg" => (&[(MASS, 1)], 1_000, 1),
        "g" => (&[(MASS, 1)], 1, 1),
        "mg" => (&[(MASS, 1)], 1, 1_000),
        "ug" => (&[(MASS, 1)], 1, 1_000_000),
        "ng" => (&[(MASS, 1)], 1, 1_000_000_000),
        "pg" => (&[(MASS, 1)], 1, 1_000_000_000_000),
        "[lb_av]" => (&[(MASS, 1)], 45_359_237, 100_000),
        "m" => (&[(LENGTH, 1)], 1, 1),
        "cm" => (&[(LENGTH, 1)], 1, 100),
        "mm" => (&[(LENGTH, 1)], 1, 1_000),
        "um" => (&[(LENGTH, 1)], 1, 1_000_000),
        "[in_i]" => (&[(LENGTH, 1)], 127, 5_000),
        "[ft_i]" => (&[(LENGTH, 1)], 381, 1_250),
        "m2" => (&[(LENGTH, 2)], 1, 1),
        "cm2" => (&[(LENGTH, 2)], 1, 10_000),
        "mm2" => (&[(LENGTH, 2)], 1, 1_000_000),
        "L" => (&[(LENGTH, 3)], 1, 1_000),
        "dL" => (&[(LENGTH, 3)], 1, 10_000),
        "mL" | "cm3" => (&[(LENGTH, 3)], 1, 1_000_000),
        "uL" | "mm3" => (&[(LENGTH, 3)], 1, 1_000_000_000),
        "fL" => (&[(LENGTH, 3)], 1, 1_000_000_000_000_000_000),
        "a" => (&[(TIME, 1)], 1_461, 4),
        "mo" => (&[(TIME, 1)], 487, 16),
        "wk" => (&[(TIME, 1)], 7, 1),
        "d" => (&[(TIME, 1)], 1, 1),
        "h" => (&[(TIME, 1)], 1, 24),
        "min" => (&[(TIME, 1)], 1, 1_440),
        "s" => (&[(TIME, 1)], 1, 86_400),
        "ms" => (&[(TIME, 1)], 1, 86_400_000),
        "mol" => (&[(AMOUNT, 1)], 1, 1),
        "mmol" => (&[(AMOUNT, 1)], 1, 1_000),
        "umol" => (&[(AMOUNT, 1)], 1, 1_000_000),
        "nmol" => (&[(AMOUNT, 1)], 1, 1_000_000_000),
        "pmol" => (&[(AMOUNT, 1)], 1, 1_000_000_000_000),
        "kU" => (&[(AMOUNT, 1), (TIME, -1)], 1_440, 1_000),
        "U" => (&[(AMOUNT, 1), (TIME, -1)], 1_440, 1_000_000),
        "mU" => (&[(AMOUNT, 1), (TIME, -1)], 1_440, 1_000_000_000),
        "uU" => (&[(AMOUNT, 1), (TIME, -1)], 1_440, 1_000_000_000_000),
        "k[IU]" => (&[(4, 1)], 1_000, 1),
        "[IU]" => (&[(4, 1)], 1, 1),
        "m[IU]" => (&[(4, 1)], 1, 1_000),
        "u[IU]" => (&[(4, 1)], 1, 1_000_000),
        "meq" => (&[(5, 1)], 1, 1),
        "mosm" => (&[(6, 1)], 1, 1),
        "{score}" => (&[(8, 1)], 1, 1),
        "{SD}" => (&[(9, 1)], 1, 1),
        "{copies}" => (&[(10, 1)], 1, 1),
        "{vg}" => (&[(11, 1)], 1, 1),
        "mm[Hg]" => (&[(12, 1)], 1, 1),
        "kcal" => (&[(13, 1)], 1, 1),
        "Gy" => (&[(14, 1)], 1, 1),
        "cGy" => (&[(14, 1)], 1, 100),
        "{1.73_m2}" => (&[(15, 1)], 1, 1),
        _ => return None,
    })
}
