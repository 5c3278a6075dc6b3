//! A policy with comparisons of two terms of every form, each the only criterion of a section.

policy_macros::vocabulary! {
    pub baselines {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15, Q16, Q17, Q18, Q19, Q20, Q21, Q22, Other],
        /// Start of therapy
        start: date,
        /// End of therapy
        stop: date,
        /// Body weight
        weight: measurement in kg or g by [Home, Clinic] from 1 to 300,
        /// Body weight at baseline
        baseline_weight: quantity in kg or g from 0 to 300,
        /// Visits per month
        visits: count,
        /// Visits per month at baseline
        baseline_visits: count,
    }
}

policy_macros::policy! {
    /// Comparisons of two terms
    renewal<baselines> {
        payer "Example Health";
        number "EX.6";
        source "example.txt";

        section q1 for question = Q1 { 1: weight after start < weight on or before start; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: weight after start at least 10% below weight on or before start; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: weight on or after start >= weight on or before start; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: highest weight after start > lowest weight on or before start; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: lowest weight on or after start at least 2 kg below highest weight on or before start; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: highest weight on or after start <= highest weight on or before start; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: weight within 3 days = weight at least 3 days ago; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: weight by Home > weight by Clinic; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: weight after start < baseline_weight; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: baseline_weight at least 50% above weight before start; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: visits < baseline_visits; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: visits at least 50% below baseline_visits; } => criteria_met for 1 year;
        section q13 for question = Q13 { 1: visits at least 2 above baseline_visits; } => criteria_met for 1 year;
        section q14 for question = Q14 { 1: weight within 4 days after start < weight on or before stop; } => criteria_met for 1 year;
        section q15 for question = Q15 { 1: lowest weight on or before start at most 1 kg above highest weight on or after start; } => criteria_met for 1 year;
        section q16 for question = Q16 { 1: weight on or after start at most 2000 g above highest weight on or before start; } => criteria_met for 1 year;
        section q17 for question = Q17 { 1: highest weight on or after start less than 10% above weight on or before start; } => criteria_met for 1 year;
        section q18 for question = Q18 { 1: weight after start != weight on or before start; } => criteria_met for 1 year;
        section q19 for question = Q19 { 1: baseline_weight <= highest weight before stop; } => criteria_met for 1 year;
        section q20 for question = Q20 { 1: weight by Clinic on or after start more than 1 kg below lowest weight by Home on or before stop; } => criteria_met for 1 year;
        section q21 for question = Q21 { 1: lowest weight after start < lowest weight on or before start; } => criteria_met for 1 year;
        section q22 for question = Q22 { 1: lowest weight on or after start exactly 2 kg below weight on or before start; } => criteria_met for 1 year;
        section rest => refer "another policy";
    }
}
