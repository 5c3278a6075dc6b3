//! Units of measure. In: the name of a unit in a case, a vocabulary or a policy. Out: a unit from a
//! closed list, with its kind of quantity and its exact factor to the other units of that kind.
//!
//! This is a closed table, not a parser of UCUM expressions: a person has checked every unit that a
//! policy can name, its factor is a ratio of whole numbers, and comparisons that UCUM's dimensions
//! would allow (`mL/min/{1.73_m2}` with `mL/min`, cells with a percentage) do not compile, because
//! only units of one [`Kind`] can be compared. Molar and mass concentrations are two kinds:
//! converting between them takes a molar mass, which a table of units does not have.

use std::{fmt, iter};

/// An exact positive ratio of whole numbers, in lowest terms.
///
/// To compare without rounding, multiply both sides instead of dividing: `a` in a unit with the
/// factor `n/d` is greater than `b` if `a * n > b * d`.
///
/// ```
/// use policy_core::unit::{Ratio, Unit};
/// assert_eq!(Unit::Inch.factor(), Ratio { numerator: 127, denominator: 5_000 }); // of a meter
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ratio {
    /// What a number is multiplied by.
    pub numerator: u64,
    /// What it is then divided by; never 0 in a ratio from this module.
    pub denominator: u64,
}

/// The table's entry for one unit.
struct Entry {
    ucum: &'static str,
    words: &'static str,
    spellings: &'static [&'static str],
    kind: Kind,
    factor: Ratio,
}

/// The table: for each kind its name, and for each of its units the UCUM code, the words, other
/// spellings, and the factor to the kind's base unit.
macro_rules! units {
    ($($kind:ident $name:literal { $($unit:ident $ucum:literal $words:literal [$($spelling:literal),*] $numerator:literal / $denominator:literal;)* })*) => {
        /// A kind of quantity: only units of the same kind can be compared.
        ///
        /// Kinds are finer than dimensions: a clearance and a clearance normalized to body surface
        /// have the same dimension in UCUM, where `{1.73_m2}` is a mere annotation, but they must
        /// not be compared.
        ///
        /// ```
        /// use policy_core::unit::{Kind, Unit};
        /// assert_ne!(Unit::MilliliterPerMinute.kind(), Unit::MilliliterPerMinutePerStandardSurface.kind());
        /// assert_eq!(Kind::CellsPerMass.name(), "cells per body mass");
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Kind {
            $(#[doc = concat!("Quantity: ", $name, ".")] $kind,)*
        }

        impl Kind {
            /// The kind in plain words, as in error messages.
            ///
            /// ```
            /// assert_eq!(policy_core::unit::Kind::MassConcentration.name(), "mass concentration");
            /// ```
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }

        /// A unit of measure, identified by its UCUM code.
        ///
        /// Codes and factors are those of the Unified Code for Units of Measure, case-sensitive
        /// variant (ucum.org).
        ///
        /// ```
        /// use policy_core::unit::Unit;
        /// let unit = Unit::from_words("million cells").unwrap();
        /// assert_eq!((unit, unit.ucum()), (Unit::MillionCells, "10*6"));
        /// ```
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Unit {
            $($(#[doc = concat!("`", $ucum, "`: ", $name, ".")] $unit,)*)*
        }

        impl Unit {
            /// Every unit, grouped by kind.
            ///
            /// ```
            /// use policy_core::unit::Unit;
            /// assert!(Unit::ALL.iter().all(|unit| Unit::from_ucum(unit.ucum()) == Some(*unit)));
            /// ```
            pub const ALL: &'static [Self] = &[$($(Self::$unit,)*)*];

            /// The unit with exactly this UCUM code, as used in cases. Other spellings are not
            /// recognized here.
            ///
            /// ```
            /// use policy_core::unit::Unit;
            /// assert_eq!(Unit::from_ucum("ug/mL"), Some(Unit::MicrogramPerMilliliter));
            /// assert_eq!(Unit::from_ucum("mcg/mL"), None);
            /// ```
            #[must_use]
            pub fn from_ucum(code: &str) -> Option<Self> {
                match code { $($($ucum => Some(Self::$unit),)*)* _ => None }
            }

            const fn entry(self) -> &'static Entry {
                match self { $($(Self::$unit => &Entry {
                    ucum: $ucum,
                    words: $words,
                    spellings: &[$($spelling),*],
                    kind: Kind::$kind,
                    factor: Ratio { numerator: $numerator, denominator: $denominator },
                },)*)* }
            }
        }
    };
}

units! {
    Percent "percentage" {
        Percent "%" "%" ["percent"] 1 / 1;
    }
    MassConcentration "mass concentration" {
        GramPerLiter "g/L" "g/L" [] 1 / 1;
        GramPerDeciliter "g/dL" "g/dL" [] 10 / 1;
        MilligramPerLiter "mg/L" "mg/L" [] 1 / 1_000;
        MilligramPerDeciliter "mg/dL" "mg/dL" [] 1 / 100;
        MilligramPerMilliliter "mg/mL" "mg/mL" [] 1 / 1;
        MicrogramPerLiter "ug/L" "ug/L" ["mcg/L"] 1 / 1_000_000;
        MicrogramPerDeciliter "ug/dL" "ug/dL" ["mcg/dL"] 1 / 100_000;
        MicrogramPerMilliliter "ug/mL" "ug/mL" ["mcg/mL"] 1 / 1_000;
        NanogramPerLiter "ng/L" "ng/L" [] 1 / 1_000_000_000;
        NanogramPerDeciliter "ng/dL" "ng/dL" [] 1 / 100_000_000;
        NanogramPerMilliliter "ng/mL" "ng/mL" [] 1 / 1_000_000;
        PicogramPerMilliliter "pg/mL" "pg/mL" [] 1 / 1_000_000_000;
    }
    AmountConcentration "molar concentration" {
        MolePerLiter "mol/L" "mol/L" [] 1 / 1;
        MillimolePerLiter "mmol/L" "mmol/L" [] 1 / 1_000;
        MicromolePerLiter "umol/L" "umol/L" [] 1 / 1_000_000;
        NanomolePerLiter "nmol/L" "nmol/L" [] 1 / 1_000_000_000;
        PicomolePerLiter "pmol/L" "pmol/L" [] 1 / 1_000_000_000_000;
    }
    EquivalentConcentration "concentration of equivalents" {
        MilliequivalentPerLiter "meq/L" "mEq/L" [] 1 / 1;
    }
    CatalyticConcentration "enzyme activity concentration" {
        EnzymeUnitPerLiter "U/L" "U/L" [] 1 / 1;
        EnzymeUnitPerMilliliter "U/mL" "U/mL" [] 1_000 / 1;
        MicrokatalPerLiter "ukat/L" "ukat/L" [] 60 / 1;
    }
    InternationalUnits "number of international units" {
        InternationalUnit "[IU]" "IU" [] 1 / 1;
    }
    InternationalUnitConcentration "concentration of international units" {
        InternationalUnitPerLiter "[IU]/L" "IU/L" [] 1 / 1;
        InternationalUnitPerDeciliter "[IU]/dL" "IU/dL" [] 10 / 1;
        InternationalUnitPerMilliliter "[IU]/mL" "IU/mL" [] 1_000 / 1;
        MilliInternationalUnitPerLiter "m[IU]/L" "mIU/L" [] 1 / 1_000;
        MilliInternationalUnitPerMilliliter "m[IU]/mL" "mIU/mL" [] 1 / 1;
        MicroInternationalUnitPerMilliliter "u[IU]/mL" "uIU/mL" [] 1 / 1_000;
        KiloInternationalUnitPerLiter "k[IU]/L" "kIU/L" [] 1_000 / 1;
    }
    InternationalUnitsPerMass "number of international units per body mass" {
        InternationalUnitPerKilogram "[IU]/kg" "IU/kg" [] 1 / 1;
    }
    CellCount "number of cells" {
        Cells "1" "cells" ["cell"] 1 / 1;
        ThousandCells "10*3" "thousand cells" ["10^3", "10^3 cells"] 1_000 / 1;
        MillionCells "10*6" "million cells" ["10^6", "10^6 cells"] 1_000_000 / 1;
        HundredMillionCells "10*8" "hundred million cells" ["10^8", "10^8 cells"] 100_000_000 / 1;
        BillionCells "10*9" "billion cells" ["10^9", "10^9 cells"] 1_000_000_000 / 1;
    }
    CellsPerMass "cells per body mass" {
        CellsPerKilogram "/kg" "cells/kg" [] 1 / 1;
        MillionCellsPerKilogram "10*6/kg" "million cells/kg" ["10^6/kg", "10^6 cells/kg"] 1_000_000 / 1;
        HundredMillionCellsPerKilogram "10*8/kg" "hundred million cells/kg" ["10^8/kg", "10^8 cells/kg"] 100_000_000 / 1;
    }
    CellConcentration "cell concentration" {
        CellsPerMicroliter "/uL" "cells/uL" ["/mm3", "cells/mm3"] 1 / 1;
        ThousandCellsPerMicroliter "10*3/uL" "thousand cells/uL" ["10^3/uL", "10^3 cells/uL", "K/uL"] 1_000 / 1;
        MillionCellsPerMicroliter "10*6/uL" "million cells/uL" ["10^6/uL", "10^6 cells/uL", "M/uL"] 1_000_000 / 1;
        CellsPerMilliliter "/mL" "cells/mL" [] 1 / 1_000;
        MillionCellsPerMilliliter "10*6/mL" "million cells/mL" ["10^6/mL", "10^6 cells/mL"] 1_000 / 1;
        MillionCellsPerLiter "10*6/L" "million cells/L" ["10^6/L", "10^6 cells/L"] 1 / 1;
        BillionCellsPerLiter "10*9/L" "billion cells/L" ["10^9/L", "10^9 cells/L"] 1_000 / 1;
        TrillionCellsPerLiter "10*12/L" "trillion cells/L" ["10^12/L", "10^12 cells/L"] 1_000_000 / 1;
    }
    CopyConcentration "concentration of copies" {
        CopiesPerMilliliter "{copies}/mL" "copies/mL" [] 1 / 1;
    }
    VectorGenomesPerMass "vector genomes per body mass" {
        VectorGenomesPerKilogram "{vg}/kg" "vector genomes/kg" ["vg/kg"] 1 / 1;
    }
    FlowRate "flow rate" {
        MilliliterPerMinute "mL/min" "mL/min" [] 1 / 1;
        MilliliterPerSecond "mL/s" "mL/s" [] 60 / 1;
        MilliliterPerHour "mL/h" "mL/h" [] 1 / 60;
        LiterPerHour "L/h" "L/h" [] 50 / 3;
        LiterPerMinute "L/min" "L/min" [] 1_000 / 1;
    }
    NormalizedFlowRate "flow rate normalized to body surface" {
        MilliliterPerMinutePerStandardSurface "mL/min/{1.73_m2}" "mL/min/1.73 m2" ["mL/min/1.73m2"] 1 / 1;
    }
    FlowRatePerArea "flow rate per body surface" {
        LiterPerMinutePerSquareMeter "L/min/m2" "L/min/m2" [] 1 / 1;
    }
    FlowRatePerMass "flow rate per body mass" {
        MilliliterPerKilogramPerMinute "mL/kg/min" "mL/kg/min" ["mL/min/kg"] 1 / 1;
    }
    Mass "mass" {
        Kilogram "kg" "kg" [] 1_000 / 1;
        Gram "g" "g" [] 1 / 1;
        Milligram "mg" "mg" [] 1 / 1_000;
        Microgram "ug" "ug" ["mcg"] 1 / 1_000_000;
        Pound "[lb_av]" "lb" ["pounds", "pound"] 45_359_237 / 100_000;
    }
    Length "length" {
        Meter "m" "m" [] 1 / 1;
        Centimeter "cm" "cm" [] 1 / 100;
        Millimeter "mm" "mm" [] 1 / 1_000;
        Inch "[in_i]" "inches" ["inch"] 127 / 5_000;
    }
    Area "area" {
        SquareMeter "m2" "m2" [] 1 / 1;
        SquareCentimeter "cm2" "cm2" [] 1 / 10_000;
        SquareMillimeter "mm2" "mm2" [] 1 / 1_000_000;
    }
    Volume "volume" {
        Liter "L" "L" [] 1 / 1;
        Milliliter "mL" "mL" [] 1 / 1_000;
        CubicCentimeter "cm3" "cm3" ["cc"] 1 / 1_000;
        Femtoliter "fL" "fL" [] 1 / 1_000_000_000_000_000;
    }
    VolumePerArea "volume per body surface" {
        MilliliterPerSquareMeter "mL/m2" "mL/m2" [] 1 / 1;
    }
    Speed "speed" {
        MeterPerSecond "m/s" "m/s" [] 1 / 1;
    }
    Pressure "pressure" {
        MillimeterOfMercury "mm[Hg]" "mmHg" ["mm Hg"] 66_661 / 500;
        CentimeterOfWater "cm[H2O]" "cmH2O" ["cm H2O"] 196_133 / 2_000;
        Kilopascal "kPa" "kPa" [] 1_000 / 1;
    }
    VascularResistance "vascular resistance" {
        WoodUnit "[wood'U]" "Wood units" ["Wood unit"] 199_983 / 2_500;
        DyneSecondPerCentimeterToTheFifth "dyn.s/cm5" "dyn.s/cm5" [] 1 / 1;
    }
    Time "time" {
        Millisecond "ms" "ms" ["milliseconds", "millisecond"] 1 / 1_000;
        Second "s" "seconds" ["second"] 1 / 1;
        Minute "min" "minutes" ["minute"] 60 / 1;
        Hour "h" "hours" ["hour"] 3_600 / 1;
        Day "d" "days" ["day"] 86_400 / 1;
        Week "wk" "weeks" ["week"] 604_800 / 1;
        Month "mo" "months" ["month"] 2_629_800 / 1;
        Year "a" "years" ["year"] 31_557_600 / 1;
    }
    Frequency "frequency" {
        PerMinute "/min" "per minute" ["beats/min", "breaths/min", "bpm"] 1_440 / 1;
        PerHour "/h" "per hour" ["events/h", "events/hour"] 24 / 1;
        PerDay "/d" "per day" [] 1 / 1;
    }
    BodyMassIndex "body mass index" {
        KilogramPerSquareMeter "kg/m2" "kg/m2" [] 1 / 1;
    }
    MassPerArea "mass per body surface" {
        GramPerSquareMeter "g/m2" "g/m2" [] 1 / 1;
        MilligramPerSquareMeter "mg/m2" "mg/m2" [] 1 / 1_000;
    }
    MassPerBodyMass "dose per body mass" {
        GramPerKilogram "g/kg" "g/kg" [] 1_000 / 1;
        MilligramPerKilogram "mg/kg" "mg/kg" [] 1 / 1;
        MicrogramPerKilogram "ug/kg" "ug/kg" ["mcg/kg"] 1 / 1_000;
    }
    MassRate "mass per time" {
        GramPerDay "g/d" "g/day" ["g/24 h", "g/24h"] 1 / 1;
        MilligramPerDay "mg/d" "mg/day" ["mg/24 h", "mg/24h"] 1 / 1_000;
    }
    MassRatio "mass ratio" {
        GramPerGram "g/g" "g/g" [] 1 / 1;
        MilligramPerMilligram "mg/mg" "mg/mg" [] 1 / 1;
        MilligramPerGram "mg/g" "mg/g" [] 1 / 1_000;
        MicrogramPerGram "ug/g" "ug/g" ["mcg/g"] 1 / 1_000_000;
    }
    MassPerAmount "mass per amount of substance" {
        MilligramPerMillimole "mg/mmol" "mg/mmol" [] 1 / 1;
        GramPerMole "g/mol" "g/mol" [] 1 / 1;
    }
    AmountRatio "ratio of amounts of substance" {
        MillimolePerMole "mmol/mol" "mmol/mol" [] 1 / 1;
    }
    NormalizedRatio "international normalized ratio" {
        InternationalNormalizedRatio "{INR}" "INR" [] 1 / 1;
    }
    Radioactivity "radioactivity" {
        Megabecquerel "MBq" "MBq" [] 1 / 1;
        Gigabecquerel "GBq" "GBq" [] 1_000 / 1;
        Millicurie "mCi" "mCi" [] 37 / 1;
    }
    AbsorbedDose "absorbed dose" {
        Gray "Gy" "Gy" [] 1 / 1;
        Centigray "cGy" "cGy" [] 1 / 100;
    }
    Angle "angle" {
        Degree "deg" "degrees" ["degree"] 1 / 1;
    }
    Temperature "temperature" {
        DegreeCelsius "Cel" "degrees Celsius" ["°C"] 1 / 1;
    }
}

impl Unit {
    /// The unit with this UCUM code, these words, or another spelling common in charts and
    /// policies.
    ///
    /// Spaces count only between two letters or digits, and both micro signs (U+00B5, U+03BC) are
    /// accepted for UCUM's `u`.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::from_words("million cells / kg"), Some(Unit::MillionCellsPerKilogram));
    /// assert_eq!(Unit::from_words("mcg/mL"), Unit::from_words("µg/mL"));
    /// assert_eq!(Unit::from_words("10*6"), Some(Unit::MillionCells));
    /// assert_eq!(Unit::from_words("furlongs"), None);
    /// ```
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|unit| unit.names().any(|name| significant(name).eq(significant(words))))
    }

    /// The UCUM code: the form used in cases and understood by other systems.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::MillionCellsPerKilogram.ucum(), "10*6/kg");
    /// ```
    #[must_use]
    pub const fn ucum(self) -> &'static str {
        self.entry().ucum
    }

    /// The name for people, which the policy language also uses.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert_eq!(Unit::Percent.words(), "%");
    /// assert_eq!(Unit::MillionCells.words(), "million cells");
    /// ```
    #[must_use]
    pub const fn words(self) -> &'static str {
        self.entry().words
    }

    /// The kind of quantity that the unit measures.
    ///
    /// ```
    /// use policy_core::unit::{Kind, Unit};
    /// assert_eq!(Unit::PicogramPerMilliliter.kind(), Kind::MassConcentration);
    /// assert_eq!(Unit::PicomolePerLiter.kind(), Kind::AmountConcentration);
    /// ```
    #[must_use]
    pub const fn kind(self) -> Kind {
        self.entry().kind
    }

    /// The size of this unit in the kind's base unit.
    ///
    /// `a` and `mo` are UCUM's mean Julian year of 365.25 days and its twelfth: right for a
    /// quantity ("9 mo of survival"), but wrong for a date, which moves by a calendar
    /// [`CalendarDuration`](crate::calendar::CalendarDuration).
    ///
    /// ```
    /// use policy_core::unit::{Ratio, Unit};
    /// assert_eq!(Unit::MilligramPerDeciliter.factor(), Ratio { numerator: 1, denominator: 100 }); // of a gram per liter
    /// ```
    #[must_use]
    pub const fn factor(self) -> Ratio {
        self.entry().factor
    }

    /// The size of this unit in `other`; `None` if the two do not measure the same kind of
    /// quantity.
    ///
    /// ```
    /// use policy_core::unit::{Ratio, Unit};
    /// assert_eq!(Unit::LiterPerHour.ratio_to(Unit::MilliliterPerMinute), Some(Ratio { numerator: 50, denominator: 3 }));
    /// assert_eq!(Unit::MillionCells.ratio_to(Unit::Percent), None);
    /// ```
    #[must_use]
    pub const fn ratio_to(self, other: Self) -> Option<Ratio> {
        if self.kind() as usize != other.kind() as usize {
            return None;
        }
        let (own, other) = (self.factor(), other.factor());
        let over = gcd(own.numerator, other.numerator);
        let under = gcd(own.denominator, other.denominator);
        // Both factors are in lowest terms, so the result of these two divisions is, too.
        match (
            quotient(own.numerator, over).checked_mul(quotient(other.denominator, under)),
            quotient(own.denominator, under).checked_mul(quotient(other.numerator, over)),
        ) {
            (Some(numerator), Some(denominator)) => Some(Ratio { numerator, denominator }),
            _ => None, // no pair of the table gets here: the tests go through all of them
        }
    }

    /// Every name that [`from_words`](Self::from_words) accepts for it: the UCUM code, the words,
    /// other spellings. The code and the words are often the same.
    ///
    /// ```
    /// use policy_core::unit::Unit;
    /// assert!(Unit::CellsPerMicroliter.names().eq(["/uL", "cells/uL", "/mm3", "cells/mm3"]));
    /// ```
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let entry = self.entry();
        [entry.ucum, entry.words].into_iter().chain(entry.spellings.iter().copied())
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words())
    }
}

const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while let Some(rest) = a.checked_rem(b) {
        (a, b) = (b, rest);
    }
    a
}

const fn quotient(a: u64, divisor: u64) -> u64 {
    match a.checked_div(divisor) {
        Some(quotient) => quotient,
        None => a,
    }
}

/// The characters that distinguish two spellings.
fn significant(text: &str) -> impl Iterator<Item = char> {
    let mut rest = text.trim().chars().peekable();
    let mut last = None;
    iter::from_fn(move || {
        let mut next = rest.next()?;
        if next.is_whitespace() {
            while rest.next_if(|c| c.is_whitespace()).is_some() {}
            let between = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
            next = if between(last) && between(rest.peek().copied()) { ' ' } else { rest.next()? };
        }
        last = Some(next);
        Some(if matches!(next, '\u{b5}' | '\u{3bc}') { 'u' } else { next })
    })
}

#[cfg(test)]
mod tests;
