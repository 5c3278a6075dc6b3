//! A policy with conditions on entries of every form, each the only criterion of a section.

policy_macros::vocabulary! {
    pub trials {
        /// The section that is meant; where it is not documented, all of them are looked at
        question: code [Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14, Q15, Q16, Q17, Q18, Q19, Q20, Q21, Q22, Q23, Q24, Q25, Q26, Other],
        /// Start of therapy
        start: date,
        /// Dose that is aimed at
        target_dose: quantity in mg or g from 1 to 1_000,
        /// Cycles of the protocol
        protocol_cycles: count,
        /// Trial of a medicine
        trial: events with {
            /// Medicine
            medicine: code [A, B, C],
            /// Outcome
            outcome: code [Bad, Good],
            /// Dose
            dose: quantity in mg or g from 1 to 1_000,
            /// Cycles given
            cycles: count,
            /// Cycles planned
            planned: count,
            /// Taken as prescribed
            adherent: flag,
            /// Last day
            finished: date,
        },
    }
}

policy_macros::policy! {
    /// Conditions on entries
    counted<trials> {
        payer "Example Health";
        number "EX.8";
        source "example.txt";

        section q1 for question = Q1 { 1: any trial where medicine = A; } => criteria_met for 1 year;
        section q2 for question = Q2 { 1: no trial where (medicine in [A, B] AND outcome = Bad); } => criteria_met for 1 year;
        section q3 for question = Q3 { 1: at least 2 trial where (medicine = A OR outcome = Good) on different days; } => criteria_met for 1 year;
        section q4 for question = Q4 { 1: any trial where (NOT medicine = C AND dose >= 100 mg); } => criteria_met for 1 year;
        section q5 for question = Q5 { 1: any trial where dose between 50 and 150 mg within 5 days; } => criteria_met for 1 year;
        section q6 for question = Q6 { 1: at most 1 trial where (dose > 0.1 g OR cycles >= 3); } => criteria_met for 1 year;
        section q7 for question = Q7 { 1: any trial where cycles >= planned; } => criteria_met for 1 year;
        section q8 for question = Q8 { 1: at most 1 trial where (cycles < protocol_cycles AND adherent) within 5 days before start; } => criteria_met for 1 year;
        section q9 for question = Q9 { 1: any trial where dose >= target_dose; } => criteria_met for 1 year;
        section q10 for question = Q10 { 1: no trial where (dose >= target_dose AND outcome = Bad) within 4 days after start interpretation "none so far is enough"; } => criteria_met for 1 year;
        section q11 for question = Q11 { 1: at least 2 trial where dose at least 10% below target_dose; } => criteria_met for 1 year;
        section q12 for question = Q12 { 1: at least 2 trial where (medicine != B AND (adherent OR cycles = 0)); } => criteria_met for 1 year;
        section q13 for question = Q13 { 1: any trial where NOT adherent before start; } => criteria_met for 1 year;
        section q14 for question = Q14 { 1: no trial where (outcome = Bad AND (medicine = A OR dose < 50 mg) AND NOT adherent); } => criteria_met for 1 year;
        section q15 for question = Q15 { 1: at least 2 trial where medicine != A at least 3 days apart; } => criteria_met for 1 year;
        section q16 for question = Q16 { 1: at most 1 trial where adherent within 5 days on different days; } => criteria_met for 1 year;
        section q17 for question = Q17 { 1: any trial where (dose at most 20 mg above target_dose AND medicine not in [A, C]); } => criteria_met for 1 year;
        section q18 for question = Q18 { 1: any trial where (if medicine = A then dose >= 100 mg else cycles >= 2); } => criteria_met for 1 year;
        section q19 for question = Q19 { 1: no trial where (finished > start OR cycles at least 2 below planned); } => criteria_met for 1 year;
        section q20 for question = Q20 { 1: any trial where (finished within 4 days AND outcome = Good) on or before start; } => criteria_met for 1 year;
        section q21 for question = Q21 { 1: any trial where ((medicine = A AND adherent) OR (NOT medicine = A AND NOT adherent)); } => criteria_met for 1 year;
        section q22 for question = Q22 { 1: at least 2 trial where cycles between 2 and 4; } => criteria_met for 1 year;
        section q23 for question = Q23 { 1: NOT any trial where (NOT (dose between 50 and 150 mg) AND cycles != 2); } => criteria_met for 1 year;
        section q24 for question = Q24 { 1: any trial where finished <= 2025-02-28; } => criteria_met for 1 year;
        section q25 for question = Q25 { 1: at least 3 trial where outcome != Bad within 5 days; } => criteria_met for 1 year;
        section q26 for question = Q26 { 1: at least 2 trial; } => criteria_met for 1 year;
        section rest => refer "another policy";
    }
}
