//! A policy with every predicate that looks at a date.
//!
//! Each is the only criterion of a section, since together they would contradict each other, and a
//! policy that does is refused.

use policy_core::vocabulary::FactId;

policy_macros::vocabulary! {
    pub dated {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [
            Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15, Q16, Q17, Q18, Q19, Q20, Q21, Q22, Q23,
            Q24, Q25, Q26, Q27, Q28, Q29, Q30, Q31, Q32, Q33, Q34, Q35, Q36, Q37, Q38, Q39, Q40, Q41, Q42, Q43, Q44, Q45, Q46, Other
        ],
        /// Date of birth
        birth_date: date,
        /// Age on the date of service
        age: age from birth_date,
        /// Last seen
        seen: date,
        /// Called
        called: date,
        /// Visit
        visit: events,
        /// Level
        level: measurement in %,
    }
}

policy_macros::policy! {
    /// Every predicate that looks at a date
    recall<dated> {
        payer "Example Health";
        number "EX.5";
        source "example.txt";

        section q1 for question = Q1 { 1: seen within 1 day; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: seen within 30 days; } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: seen within 2 weeks; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: seen within 1 month; } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: seen within 9 months; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: seen within 1 year; } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: seen at least 1 day ago; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: seen at least 30 days ago; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: seen at least 1 month ago; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: seen at least 9 months ago; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: seen at least 18 years ago; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: seen < request_date; } => criteria_met for 1 year;
        section q13 for question = Q13 { 1: seen <= request_date; } => criteria_met for 1 year;
        section q14 for question = Q14 { 1: seen = service_date; } => criteria_met for 1 year;
        section q15 for question = Q15 { 1: seen != service_date; } => criteria_met for 1 year;
        section q16 for question = Q16 { 1: seen > service_date; } => criteria_met for 1 year;
        section q17 for question = Q17 { 1: seen >= request_date; } => criteria_met for 1 year;
        section q18 for question = Q18 { 1: seen < 2000-02-29; } => criteria_met for 1 year;
        section q19 for question = Q19 { 1: seen <= 2000-02-29; } => criteria_met for 1 year;
        section q20 for question = Q20 { 1: seen = 2000-02-29; } => criteria_met for 1 year;
        section q21 for question = Q21 { 1: seen != 2000-02-29; } => criteria_met for 1 year;
        section q22 for question = Q22 { 1: seen > 2000-02-29; } => criteria_met for 1 year;
        section q23 for question = Q23 { 1: seen >= 2000-02-29; } => criteria_met for 1 year;
        section q24 for question = Q24 { 1: seen between 1999-12-31 and 2000-03-01; } => criteria_met for 1 year;
        section q25 for question = Q25 { 1: age >= 18; } => criteria_met for 1 year;
        section q26 for question = Q26 { 1: age < 65; } => criteria_met for 1 year;
        section q27 for question = Q27 { 1: age = 0; } => criteria_met for 1 year;
        section q28 for question = Q28 { 1: age between 1 and 17; } => criteria_met for 1 year;
        section q29 for question = Q29 { 1: any visit; } => criteria_met for 1 year;
        section q30 for question = Q30 { 1: no visit; } => criteria_met for 1 year;
        section q31 for question = Q31 { 1: any visit within 1 month; } => criteria_met for 1 year;
        section q32 for question = Q32 { 1: no visit within 9 months; } => criteria_met for 1 year;
        section q33 for question = Q33 { 1: at least 2 visit within 1 year; } => criteria_met for 1 year;
        section q34 for question = Q34 { 1: level <= 5%; } => criteria_met for 1 year;
        section q35 for question = Q35 { 1: level <= 5% within 30 days; } => criteria_met for 1 year;
        section q36 for question = Q36 { 1: level > 5% within 9 months; } => criteria_met for 1 year;
        section q37 for question = Q37 { 1: any level <= 5% within 1 month; } => criteria_met for 1 year;
        section q38 for question = Q38 { 1: every level <= 5% within 1 year; } => criteria_met for 1 year;
        section q39 for question = Q39 { 1: highest level <= 5% within 2 weeks; } => criteria_met for 1 year;
        section q40 for question = Q40 { 1: lowest level > 5% within 1 month; } => criteria_met for 1 year;
        section q41 for question = Q41 { 1: seen < called; } => criteria_met for 1 year;
        section q42 for question = Q42 { 1: seen <= called; } => criteria_met for 1 year;
        section q43 for question = Q43 { 1: seen = called; } => criteria_met for 1 year;
        section q44 for question = Q44 { 1: seen != called; } => criteria_met for 1 year;
        section q45 for question = Q45 { 1: seen > called; } => criteria_met for 1 year;
        section q46 for question = Q46 { 1: seen >= called; } => criteria_met for 1 year;
        section rest => refer "another policy";
    }
}

pub fn fact(name: &str) -> FactId {
    RECALL.vocabulary.find(name).map(|(fact, _)| fact).unwrap()
}
