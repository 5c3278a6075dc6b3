//! A small policy about numbers that are calculated from others.

policy_macros::vocabulary! {
    /// Measures, and what is calculated from them.
    pub measures {
        /// What is asked for
        asked: code [Index, Dose, Height, Days, Results, Fall, Weekly, Square],
        /// Body weight
        weight: quantity in kg or lb from 1 to 400,
        /// Body height
        height: quantity in cm or m from 30 to 250,
        /// Body mass index
        bmi: calculated in kg/m2 as weight / (height * height),
        /// Dose asked for
        dose: quantity in mg or g from 0 to 5_000,
        /// Vials asked for
        vials: count from 0 to 20,
        /// Dose of a vial
        vial: quantity in mg from 0 to 500,
        /// Dose by weight
        dose_by_weight: calculated in mg/kg or ug/kg as (dose + vials * vial) / weight,
        /// Height of the mother
        mother: quantity in cm or m from 100 to 220,
        /// Height of the father
        father: quantity in cm or m from 100 to 220,
        /// Height that the parents' heights foretell
        foretold: calculated in cm as (mother + father + 13 cm) / 2,
        /// How far the height is from the foretold one
        short_by: calculated in cm as foretold - height,
        /// Start of therapy
        therapy_start: date,
        /// Days of therapy
        therapy_days: calculated in days as days from therapy_start to service_date,
        /// Hemoglobin
        hemoglobin: measurement in g/dL or g/L by [Venous, Capillary] from 1 to 25,
        /// Rise of hemoglobin
        rise: calculated in g/dL as hemoglobin after therapy_start - lowest hemoglobin by Venous on or before therapy_start,
        /// Fall of hemoglobin in the last months
        fall: calculated in % as (highest hemoglobin within 6 months - hemoglobin) / highest hemoglobin within 6 months,
        /// Weeks that the vials last
        weeks: count from 1 to 52,
        /// Vials for each week
        vials_by_week: calculated in mg/week as vials * vial / weeks / 1 week,
        /// Change of a score
        change: quantity in points,
        /// Its square
        square: calculated in points as change * change / 1 point,
    }
}

policy_macros::policy! {
    /// Thresholds of what is calculated
    calculations<measures> {
        payer "Example Health";
        number "EX.10";
        source "example.txt";

        section index "1" for asked = Index {
            1: bmi >= 30 kg/m2 OR bmi < 18.5 kg/m2;
        } => criteria_met for 1 year;
        section doses "2" for asked = Dose {
            1: dose_by_weight <= 2 mg/kg OR dose_by_weight between 10_000 and 20_000 ug/kg;
        } => criteria_met for 6 months;
        section heights "3" for asked = Height {
            1: short_by > 10 cm;
        } => criteria_met for 3 months;
        section days "4" for asked = Days {
            1: therapy_days >= 84 days AND therapy_days < 365 days;
        } => criteria_met for 3 months;
        section results "5" for asked = Results {
            1: rise >= 1 g/dL;
        } => criteria_met for 3 months;
        section falls "6" for asked = Fall {
            1: NOT fall > 20%;
        } => criteria_met for 3 months;
        section weekly "7" for asked = Weekly {
            1: vials_by_week <= 100 mg/week;
        } => criteria_met for 3 months;
        section squares "8" {
            1: square <= 4 points;
            2: bmi < 40 kg/m2;
        } => criteria_met for 3 months;
    }
}
