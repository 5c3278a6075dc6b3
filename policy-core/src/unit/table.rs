//! The table of units: for each kind of quantity its units, and for each unit its UCUM code, its
//! words, other spellings, and its factor.

use super::Ratio;

/// The table's entry for one unit.
pub(super) struct Entry {
    pub(super) ucum: &'static str,
    pub(super) words: &'static str,
    pub(super) spellings: &'static [&'static str],
    pub(super) kind: Kind,
    pub(super) factor: Ratio,
}

/// The factor is the one to the kind's base unit.
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

            /// The unit with exactly this UCUM code, as it is written in determinations. For
            /// UCUM's other spellings, see [`read_ucum`](Self::read_ucum).
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

            pub(super) const fn entry(self) -> &'static Entry {
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
    PercentRate "percentage per time" {
        PercentPerWeek "%/wk" "%/week" [] 1_461 / 28;
        PercentPerMonth "%/mo" "%/month" [] 12 / 1;
        PercentPerYear "%/a" "%/year" [] 1 / 1;
    }
    Score "score" {
        Score "{score}" "points" ["point", "score"] 1 / 1;
    }
    Deviation "number of standard deviations" {
        StandardDeviation "{SD}" "SD" ["standard deviations", "standard deviation"] 1 / 1;
    }
    Percentile "percentile" {
        Percentile "{percentile}" "percentile" ["percentile points", "percentile point"] 1 / 1;
    }
    UpperLimitMultiple "multiple of the upper limit of normal" {
        UpperLimit "{ULN}" "times the upper limit of normal" ["ULN", "x ULN", "times ULN"] 1 / 1;
    }
    LowerLimitMultiple "multiple of the lower limit of normal" {
        LowerLimit "{LLN}" "times the lower limit of normal" ["LLN", "x LLN", "times LLN"] 1 / 1;
    }
    MedianMultiple "multiple of the median" {
        MultipleOfMedian "{M.o.M}" "MoM" ["multiples of the median"] 1 / 1;
    }
    Titer "titer" {
        Titer "{titer}" "titer" [] 1 / 1;
    }
    LogReduction "number of powers of ten" {
        Log "{log}" "log" ["logs", "log10"] 1 / 1;
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
        PicogramPerDeciliter "pg/dL" "pg/dL" [] 1 / 100_000_000_000;
        PicogramPerLiter "pg/L" "pg/L" [] 1 / 1_000_000_000_000;
    }
    MassConcentrationRate "mass concentration per time" {
        NanogramPerMilliliterPerHour "ng/mL/h" "ng/mL/h" ["ng/mL/hour"] 1 / 1;
    }
    AmountConcentration "molar concentration" {
        MolePerLiter "mol/L" "mol/L" [] 1 / 1;
        MillimolePerLiter "mmol/L" "mmol/L" [] 1 / 1_000;
        MicromolePerLiter "umol/L" "umol/L" [] 1 / 1_000_000;
        NanomolePerLiter "nmol/L" "nmol/L" [] 1 / 1_000_000_000;
        NanomolePerDeciliter "nmol/dL" "nmol/dL" [] 1 / 100_000_000;
        NanomolePerMilliliter "nmol/mL" "nmol/mL" [] 1 / 1_000_000;
        PicomolePerLiter "pmol/L" "pmol/L" [] 1 / 1_000_000_000_000;
    }
    EquivalentConcentration "concentration of equivalents" {
        MilliequivalentPerLiter "meq/L" "mEq/L" [] 1 / 1;
    }
    Osmolality "osmolality" {
        MilliosmolePerKilogram "mosm/kg" "mOsm/kg" [] 1 / 1;
    }
    Osmolarity "osmolarity" {
        MilliosmolePerLiter "mosm/L" "mOsm/L" [] 1 / 1;
    }
    CatalyticConcentration "enzyme activity concentration" {
        EnzymeUnitPerLiter "U/L" "U/L" [] 1 / 1;
        EnzymeUnitPerMilliliter "U/mL" "U/mL" [] 1_000 / 1;
        EnzymeUnitPerDeciliter "U/dL" "U/dL" [] 10 / 1;
        KiloEnzymeUnitPerLiter "kU/L" "kU/L" [] 1_000 / 1;
        MilliEnzymeUnitPerMilliliter "mU/mL" "mU/mL" [] 1 / 1;
        MicroEnzymeUnitPerMilliliter "uU/mL" "uU/mL" [] 1 / 1_000;
        MicrokatalPerLiter "ukat/L" "ukat/L" [] 60 / 1;
        NanomolePerHourPerMilliliter "nmol/h/mL" "nmol/h/mL" ["nmol/mL/h", "umol/L/h"] 1 / 60;
    }
    CatalyticContent "enzyme activity per mass" {
        EnzymeUnitPerGram "U/g" "U/g" [] 1 / 1;
        NanomolePerHourPerMilligram "nmol/h/mg" "nmol/h/mg" ["nmol/mg/h"] 1 / 60;
        NanomolePerMinutePerMilligram "nmol/min/mg" "nmol/min/mg" ["nmol/mg/min"] 1 / 1;
    }
    EnzymeUnits "number of units" {
        EnzymeUnit "U" "U" ["units", "unit"] 1 / 1;
    }
    EnzymeUnitRate "number of units per time" {
        EnzymeUnitPerHour "U/h" "U/hour" [] 24 / 1;
        EnzymeUnitPerDay "U/d" "U/day" ["units/day"] 1 / 1;
        EnzymeUnitPerWeek "U/wk" "U/week" ["units/week"] 1 / 7;
    }
    EnzymeUnitsPerMass "number of units per body mass" {
        EnzymeUnitPerKilogram "U/kg" "U/kg" ["units/kg"] 1 / 1;
    }
    EnzymeUnitsPerMassRate "number of units per body mass and time" {
        EnzymeUnitPerKilogramPerHour "U/kg/h" "U/kg/hour" [] 24 / 1;
        EnzymeUnitPerKilogramPerDay "U/kg/d" "U/kg/day" ["units/kg/day"] 1 / 1;
        EnzymeUnitPerKilogramPerWeek "U/kg/wk" "U/kg/week" [] 1 / 7;
    }
    InternationalUnits "number of international units" {
        InternationalUnit "[IU]" "IU" [] 1 / 1;
        MillionInternationalUnits "10*6.[IU]" "million IU" [] 1_000_000 / 1;
    }
    InternationalUnitRate "number of international units per time" {
        InternationalUnitPerDay "[IU]/d" "IU/day" [] 1 / 1;
        InternationalUnitPerWeek "[IU]/wk" "IU/week" [] 1 / 7;
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
    InternationalUnitsPerMassRate "number of international units per body mass and time" {
        InternationalUnitPerKilogramPerDay "[IU]/kg/d" "IU/kg/day" [] 1 / 1;
        InternationalUnitPerKilogramPerWeek "[IU]/kg/wk" "IU/kg/week" [] 1 / 7;
    }
    InternationalUnitsPerArea "number of international units per body surface" {
        InternationalUnitPerSquareMeter "[IU]/m2" "IU/m2" [] 1 / 1;
    }
    BethesdaUnits "number of Bethesda units" {
        BethesdaUnit "[beth'U]" "Bethesda units" ["Bethesda unit", "BU"] 1 / 1;
    }
    BethesdaUnitConcentration "concentration of Bethesda units" {
        BethesdaUnitPerMilliliter "[beth'U]/mL" "BU/mL" [] 1 / 1;
    }
    ArbitraryUnitConcentration "concentration of arbitrary units" {
        ArbitraryUnitPerMilliliter "[arb'U]/mL" "AU/mL" [] 1 / 1;
    }
    ColonyConcentration "concentration of colony-forming units" {
        ColonyFormingUnitPerMilliliter "[CFU]/mL" "CFU/mL" [] 1 / 1;
    }
    PlaqueCount "number of plaque-forming units" {
        PlaqueFormingUnit "[PFU]" "PFU" [] 1 / 1;
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
    CellsPerField "cells per field of view" {
        CellsPerHighPowerField "/[HPF]" "cells/HPF" ["/HPF", "per HPF", "eosinophils/HPF", "eos/HPF"] 1 / 1;
    }
    CopyConcentration "concentration of copies" {
        CopiesPerMilliliter "{copies}/mL" "copies/mL" [] 1 / 1;
    }
    LogCopyConcentration "logarithm of a concentration of copies" {
        LogCopiesPerMilliliter "{Log_copies}/mL" "log copies/mL" ["log10 copies/mL"] 1 / 1;
    }
    VectorGenomes "number of vector genomes" {
        VectorGenome "{vg}" "vector genomes" ["vg"] 1 / 1;
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
        MilliliterPerDay "mL/d" "mL/day" ["mL/24 h", "mL/24h"] 1 / 1_440;
        LiterPerDay "L/d" "L/day" ["L/24 h", "L/24h"] 25 / 36;
        MilliliterPerYear "mL/a" "mL/year" [] 1 / 525_960;
    }
    NormalizedFlowRate "flow rate normalized to body surface" {
        MilliliterPerMinutePerStandardSurface "mL/min/{1.73_m2}" "mL/min/1.73 m2" ["mL/min/1.73m2"] 1 / 1;
    }
    NormalizedFlowRateChange "change of a normalized flow rate" {
        NormalizedFlowRatePerYear "mL/min/{1.73_m2}/a" "mL/min/1.73 m2/year" ["mL/min/1.73m2/year"] 1 / 1;
    }
    FlowRatePerArea "flow rate per body surface" {
        LiterPerMinutePerSquareMeter "L/min/m2" "L/min/m2" [] 1 / 1;
    }
    FlowRatePerMass "flow rate per body mass" {
        MilliliterPerKilogramPerMinute "mL/kg/min" "mL/kg/min" ["mL/min/kg"] 1 / 1;
        MilliliterPerKilogramPerHour "mL/kg/h" "mL/kg/h" ["mL/kg/hour"] 1 / 60;
        MilliliterPerKilogramPerDay "mL/kg/d" "mL/kg/day" [] 1 / 1_440;
    }
    MetabolicEquivalents "number of metabolic equivalents" {
        MetabolicEquivalent "[MET]" "METs" ["MET"] 1 / 1;
    }
    Mass "mass" {
        Kilogram "kg" "kg" [] 1_000 / 1;
        Gram "g" "g" [] 1 / 1;
        Milligram "mg" "mg" [] 1 / 1_000;
        Microgram "ug" "ug" ["mcg"] 1 / 1_000_000;
        Nanogram "ng" "ng" [] 1 / 1_000_000_000;
        Picogram "pg" "pg" [] 1 / 1_000_000_000_000;
        Pound "[lb_av]" "lb" ["pounds", "pound"] 45_359_237 / 100_000;
    }
    Length "length" {
        Meter "m" "m" [] 1 / 1;
        Centimeter "cm" "cm" [] 1 / 100;
        Millimeter "mm" "mm" [] 1 / 1_000;
        Micrometer "um" "um" ["micrometers", "micrometer", "microns", "micron"] 1 / 1_000_000;
        Inch "[in_i]" "inches" ["inch"] 127 / 5_000;
        Foot "[ft_i]" "feet" ["foot", "ft"] 381 / 1_250;
    }
    Growth "length per time" {
        CentimeterPerMonth "cm/mo" "cm/month" [] 12 / 1;
        CentimeterPerYear "cm/a" "cm/year" [] 1 / 1;
        MillimeterPerYear "mm/a" "mm/year" [] 1 / 10;
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
        CubicMillimeter "mm3" "mm3" [] 1 / 1_000_000;
        Microliter "uL" "uL" ["mcL"] 1 / 1_000_000;
        Femtoliter "fL" "fL" [] 1 / 1_000_000_000_000_000;
    }
    VolumePerArea "volume per body surface" {
        MilliliterPerSquareMeter "mL/m2" "mL/m2" [] 1 / 1;
    }
    VolumePerMass "volume per body mass" {
        MilliliterPerKilogram "mL/kg" "mL/kg" [] 1 / 1;
    }
    Speed "speed" {
        MeterPerSecond "m/s" "m/s" [] 1 / 1;
        CentimeterPerSecond "cm/s" "cm/s" [] 1 / 100;
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
    VascularResistanceIndex "vascular resistance normalized to body surface" {
        WoodUnitSquareMeter "[wood'U].m2" "Wood units m2" ["Wood unit m2", "Wood units*m2"] 1 / 1;
    }
    Voltage "voltage" {
        Millivolt "mV" "mV" [] 1 / 1;
        Microvolt "uV" "uV" [] 1 / 1_000;
    }
    Viscosity "viscosity" {
        Centipoise "cP" "cP" ["centipoise"] 1 / 1;
        MillipascalSecond "mPa.s" "mPa.s" ["mPa*s"] 1 / 1;
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
        PerWeek "/wk" "per week" ["times per week", "events/week"] 1 / 7;
        PerMonth "/mo" "per month" ["times per month", "events/month"] 16 / 487;
        PerYear "/a" "per year" ["times per year", "events/year"] 4 / 1_461;
    }
    Pitch "pitch" {
        Hertz "Hz" "Hz" [] 1 / 1;
        Kilohertz "kHz" "kHz" [] 1_000 / 1;
    }
    Loudness "loudness" {
        Decibel "dB" "dB" ["decibels"] 1 / 1;
    }
    RefractivePower "refractive power" {
        Diopter "[diop]" "diopters" ["diopter"] 1 / 1;
    }
    Smoking "exposure to smoking" {
        PackYears "{pack-years}" "pack-years" ["pack-year", "pack years"] 1 / 1;
    }
    BodyMassIndex "body mass index" {
        KilogramPerSquareMeter "kg/m2" "kg/m2" [] 1 / 1;
    }
    MassPerArea "mass per body surface" {
        GramPerSquareMeter "g/m2" "g/m2" [] 1 / 1;
        MilligramPerSquareMeter "mg/m2" "mg/m2" [] 1 / 1_000;
    }
    ArealDensity "areal density" {
        GramPerSquareCentimeter "g/cm2" "g/cm2" [] 1 / 1;
        MilligramPerSquareCentimeter "mg/cm2" "mg/cm2" [] 1 / 1_000;
    }
    MassPerAreaRate "dose per body surface and time" {
        MilligramPerSquareMeterPerHour "mg/m2/h" "mg/m2/hour" [] 24 / 1;
        GramPerSquareMeterPerDay "g/m2/d" "g/m2/day" [] 1_000 / 1;
        MilligramPerSquareMeterPerDay "mg/m2/d" "mg/m2/day" ["mg/m2/24 h"] 1 / 1;
        MicrogramPerSquareMeterPerDay "ug/m2/d" "ug/m2/day" ["mcg/m2/day"] 1 / 1_000;
        MilligramPerSquareMeterPerWeek "mg/m2/wk" "mg/m2/week" [] 1 / 7;
    }
    MassPerBodyMass "dose per body mass" {
        GramPerKilogram "g/kg" "g/kg" [] 1_000 / 1;
        MilligramPerKilogram "mg/kg" "mg/kg" [] 1 / 1;
        MicrogramPerKilogram "ug/kg" "ug/kg" ["mcg/kg"] 1 / 1_000;
    }
    MassPerBodyMassRate "dose per body mass and time" {
        NanogramPerKilogramPerMinute "ng/kg/min" "ng/kg/min" [] 9 / 6_250;
        MicrogramPerKilogramPerMinute "ug/kg/min" "ug/kg/min" ["mcg/kg/min"] 36 / 25;
        MilligramPerKilogramPerHour "mg/kg/h" "mg/kg/hour" [] 24 / 1;
        GramPerKilogramPerDay "g/kg/d" "g/kg/day" [] 1_000 / 1;
        MilligramPerKilogramPerDay "mg/kg/d" "mg/kg/day" [] 1 / 1;
        MicrogramPerKilogramPerDay "ug/kg/d" "ug/kg/day" ["mcg/kg/day"] 1 / 1_000;
        MilligramPerKilogramPerWeek "mg/kg/wk" "mg/kg/week" [] 1 / 7;
        MicrogramPerKilogramPerWeek "ug/kg/wk" "ug/kg/week" ["mcg/kg/week"] 1 / 7_000;
        GramPerKilogramPerMonth "g/kg/mo" "g/kg/month" [] 16_000 / 487;
    }
    EnergyRate "energy per time" {
        KilocaloriePerDay "kcal/d" "kcal/day" [] 1 / 1;
    }
    EnergyPerMassRate "energy per body mass and time" {
        KilocaloriePerKilogramPerDay "kcal/kg/d" "kcal/kg/day" [] 1 / 1;
    }
    MassRate "mass per time" {
        GramPerDay "g/d" "g/day" ["g/24 h", "g/24h"] 1 / 1;
        MilligramPerDay "mg/d" "mg/day" ["mg/24 h", "mg/24h"] 1 / 1_000;
        MicrogramPerDay "ug/d" "ug/day" ["mcg/day", "ug/24 h", "ug/24h"] 1 / 1_000_000;
        MicrogramPerHour "ug/h" "ug/hour" ["mcg/hour"] 3 / 125_000;
        MilligramPerHour "mg/h" "mg/hour" [] 3 / 125;
        KilogramPerWeek "kg/wk" "kg/week" [] 1_000 / 7;
        GramPerWeek "g/wk" "g/week" [] 1 / 7;
        MilligramPerWeek "mg/wk" "mg/week" [] 1 / 7_000;
        KilogramPerMonth "kg/mo" "kg/month" [] 16_000 / 487;
        MilligramPerMonth "mg/mo" "mg/month" [] 2 / 60_875;
        KilogramPerYear "kg/a" "kg/year" [] 4_000 / 1_461;
    }
    AmountRate "amount of substance per time" {
        MillimolePerDay "mmol/d" "mmol/day" ["mmol/24 h", "mmol/24h"] 1 / 1;
        MicromolePerDay "umol/d" "umol/day" ["umol/24 h", "umol/24h"] 1 / 1_000;
    }
    EquivalentRate "equivalents per time" {
        MilliequivalentPerDay "meq/d" "mEq/day" ["mEq/24 h", "mEq/24h"] 1 / 1;
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
    AmountPerMass "amount of substance per mass" {
        MicromolePerGram "umol/g" "umol/g" [] 1 / 1;
        NanomolePerMilligram "nmol/mg" "nmol/mg" [] 1 / 1;
    }
    AmountRatio "ratio of amounts of substance" {
        MillimolePerMole "mmol/mol" "mmol/mol" [] 1 / 1;
        MicromolePerMillimole "umol/mmol" "umol/mmol" [] 1 / 1;
        NanomolePerMillimole "nmol/mmol" "nmol/mmol" [] 1 / 1_000;
    }
    NormalizedRatio "international normalized ratio" {
        InternationalNormalizedRatio "{INR}" "INR" [] 1 / 1;
    }
    Radioactivity "radioactivity" {
        Megabecquerel "MBq" "MBq" [] 1 / 1;
        Gigabecquerel "GBq" "GBq" [] 1_000 / 1;
        Millicurie "mCi" "mCi" [] 37 / 1;
    }
    RadioactivityPerMass "radioactivity per body mass" {
        KilobecquerelPerKilogram "kBq/kg" "kBq/kg" [] 1 / 1_000;
        MegabecquerelPerKilogram "MBq/kg" "MBq/kg" [] 1 / 1;
        MillicuriePerKilogram "mCi/kg" "mCi/kg" [] 37 / 1;
    }
    StandardizedUptake "standardized uptake value" {
        StandardizedUptakeValue "{SUV}" "SUV" [] 1 / 1;
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
