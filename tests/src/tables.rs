//! A small policy whose criteria compare with tables.

policy_macros::vocabulary! {
    /// What tables depend on, and what is compared with them.
    pub table_facts {
        /// What is asked for
        asked: code [Dose, Kit, Tissue, Length, Visits],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Body weight
        weight: quantity in kg or lb from 1 to 300,
        /// Body surface area
        surface: measurement in m2 from 0.5 to 3,
        /// Stage
        stage: code [I "stage I", II "stage II", III "stage III"],
        /// Earlier treatment
        treated: flag,
        /// Daily dose
        dose: quantity in mg from 1 to 1_000,
        /// Kit asked for
        kit: code [Small "small kit", Medium "medium kit", Large "large kit"],
        /// Tissue to be removed
        tissue: quantity in g from 1 to 5_000,
        /// Visits so far
        visits: count from 0 to 40,
        /// Visits, each with its length
        visit: events with { length: quantity in h from 0.1 to 10 },
    }
}

policy_macros::policy! {
    /// Comparisons with tables
    looked_up<table_facts> {
        payer "Example Health";
        number "EX.13";
        source "example.txt";

        define treated_adult: treated AND age >= 18;

        define most by weight {
            below 20 kg => 25 mg,
            from 20 kg to below 40 kg => 50 mg,
            from 40 kg to 80 kg => 100 mg,
            above 80 kg => 250 mg,
        }
        define kits by weight, stage {
            up to 8.5 kg and I => Small,
            above 8.5 kg to 20 kg and I, II => Medium,
            up to 8.5 kg and II, III => [Small, Medium],
            above 20 kg and I, II => [Medium, Large],
            above 8.5 kg and III => Large,
        }
        define least by surface within 6 months {
            below 1.5 m2 => 218 g,
            from 1.5 m2 to below 2 m2 => 482 g,
            from 2 m2 => 1_000 g,
        }
        define fewest by age {
            from 18 => 6, below 6 months => 1, from 6 months to below 12 years => 2, from 12 to 17 => 4,
        }
        define longest by treated_adult { true => 20 h, false => 12 h }

        section dose "1" for asked = Dose {
            1: dose <= most;
        } => criteria_met for 3 months;

        section kit "2" for asked = Kit {
            1: kit = kits;
        } => criteria_met for 3 months;

        section tissue "3" for asked = Tissue {
            1: NOT (tissue < least);
        } => criteria_met for 3 months;

        section length "4" for asked = Length {
            1: total length of visit within 3 months <= longest;
        } => criteria_met for 3 months;

        section rest "5" {
            1: visits >= fewest;
        } => criteria_met for 3 months;
    }
}
