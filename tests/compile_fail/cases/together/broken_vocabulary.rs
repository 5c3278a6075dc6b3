policy_macros::vocabulary! {
    pub members {
        /// Date of birth
        birth_date: date,
        /// Age
        age: age from birth_date,
        /// New York Heart Association class
        nyha: code [I, II, II],
        /// Left ventricular ejection fraction
        lvef: measurement in percents,
    }
}

policy_macros::policy! {
    example<members> {
        payer "Example Health"; number "EX.1"; source "example.pdf";
        section all { 1: age >= 18; 2: nyha = II; 3: lvef <= 40%; } => criteria_met for 3 months;
    }
}

fn main() {}
