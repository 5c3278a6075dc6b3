//! One policy of 30 criteria, as an analyst would write it: every kind of fact, group, definition
//! and title.
//!
//! A section asks about each fact once, so nothing in it contradicts, implies or repeats anything
//! else.

use crate::draw::Draw;
use crate::vocabulary::{Kind, METHODS, PRODUCTS, SETTINGS, STATUSES, Unasked};

/// The source of policy `number` over the vocabulary of this path; `age` is the age from which it
/// is for a member.
pub fn policy(number: usize, facts: &str, age: usize) -> String {
    let mut draw = Draw::new(u64::try_from(number).unwrap_or_default());
    let product = draw.one_of(&PRODUCTS);
    let (mut initial, mut continued) = (Section::new(), Section::new());
    let (specialty, consultation) =
        (initial.fact(Kind::Code, &mut draw), initial.fact(Kind::Promise, &mut draw));
    continued.unasked = Unasked::new();
    continued.never_again(&[&specialty, &consultation]);
    let (therapy, change) =
        (initial.fact(Kind::Code, &mut draw), initial.fact(Kind::Date, &mut draw));
    let status = draw.one_of(&STATUSES);
    let months = draw.between(1, 11);
    let criteria = initial.initial(age, &format!("stable({therapy}, {change})"), &mut draw);
    let others = continued.continued(&mut draw);
    format!(
        r#"//! Policy {number}.

policy_macros::policy! {{
    /// Coverage of {product} under policy {number}
    policy_{number}<{facts}> {{
        payer "Example Health Plan";
        number "EX.{number}";
        source "ex-{number}.pdf";
        reviewed 2026-05;
        codes hcpcs ["J3590"];

        note "The plan reviews this policy once a year.";
        interpretation "Retreatment is judged like an initial request.";

        applies when requested_product = {product} else "another product was requested";
        applies when line_of_business in [Commercial, Medicaid] else "the policy is not written for the member's line of business";

        define specialist: {specialty} = {status} OR {consultation};
        define stable(medicine, last_change): medicine = {status} AND last_change at least {months} months ago;

        section continued_therapy "II" for request_type = Continuation {{
{others}        }} => criteria_met for 12 months;

        section initial_therapy "I" {{
{criteria}        }} => criteria_met for 6 months, review "Medical director";

        advisory "Requests under this policy go to the pharmacy team." on criteria_not_met, need_information;
    }}
}}
"#
    )
}

struct Section {
    unasked: Unasked,
    /// What the next criterion asks about, so that all kinds come up equally often.
    next: usize,
    taken: Vec<String>,
}

impl Section {
    fn new() -> Section {
        Section { unasked: Unasked::new(), next: 0, taken: Vec::new() }
    }

    fn never_again(&mut self, facts: &[&str]) {
        self.taken.extend(facts.iter().map(|fact| (*fact).to_owned()));
    }

    fn fact(&mut self, kind: Kind, draw: &mut Draw) -> String {
        self.numbered(kind, draw).0
    }

    fn numbered(&mut self, kind: Kind, draw: &mut Draw) -> (String, usize) {
        loop {
            let (fact, number) = self.unasked.take(kind, draw);
            if !self.taken.contains(&fact) {
                return (fact, number);
            }
        }
    }

    /// 20 criteria in eleven paragraphs.
    fn initial(&mut self, age: usize, therapy: &str, draw: &mut Draw) -> String {
        self.next = draw.below(12);
        let mut text = format!(
            "            1 \"Age\": age >= {age};\n            2 \"Specialist\": specialist\n                interpretation \"A consultation shows that a specialist is involved.\";\n"
        );
        text.push_str(&format!("            3 \"Stable therapy\": {therapy};\n"));
        text.push_str(&self.group(4, "Diagnosis", "any of", 3, draw));
        text.push_str(&self.group(5, "Severity", "all of", 3, draw));
        text.push_str(&self.group(6, "Exclusions", "none of", 2, draw));
        text.push_str(&self.group(7, "Earlier treatment", "at least 2 of", 3, draw));
        text.push_str(&self.single(8..=13, draw));
        text
    }

    /// 10 criteria in five paragraphs.
    fn continued(&mut self, draw: &mut Draw) -> String {
        self.next = draw.below(12);
        let mut text = "            1: specialist;\n".to_owned();
        text.push_str(&self.group(2, "Response", "any of", 3, draw));
        text.push_str(&self.group(3, "Safety", "none of", 2, draw));
        text.push_str(&self.single(4..=7, draw));
        text
    }

    fn single(&mut self, labels: std::ops::RangeInclusive<usize>, draw: &mut Draw) -> String {
        labels.map(|label| format!("            {label}: {};\n", self.condition(draw))).collect()
    }

    fn group(
        &mut self,
        label: usize,
        title: &str,
        quantifier: &str,
        parts: usize,
        draw: &mut Draw,
    ) -> String {
        let parts = ["a", "b", "c"]
            .iter()
            .take(parts)
            .map(|label| format!("                {label}: {};\n", self.condition(draw)))
            .collect::<String>();
        format!("            {label} \"{title}\": {quantifier} {{\n{parts}            }}\n")
    }

    fn condition(&mut self, draw: &mut Draw) -> String {
        self.next = self.next.wrapping_add(1);
        match self.next % 12 {
            0 => self.fact(Kind::Flag, draw),
            1 => self.code(draw),
            2 => self.measurement(draw),
            3 => format!("{} >= {}", self.fact(Kind::Count, draw), draw.between(1, 9)),
            4 => format!("{} within {} months", self.fact(Kind::Date, draw), draw.between(1, 24)),
            5 => self.events(draw),
            6 => format!("{} <= {} mg", self.fact(Kind::Quantity, draw), draw.between(10, 4_000)),
            7 => format!("{} AND {}", self.fact(Kind::Flag, draw), self.code(draw)),
            8 => format!("{} OR {}", self.fact(Kind::Promise, draw), self.measurement(draw)),
            9 => format!("NOT {}", self.fact(Kind::Flag, draw)),
            10 => format!(
                "{} >= 20{:02}-{:02}-01",
                self.fact(Kind::Date, draw),
                draw.between(10, 25),
                draw.between(1, 12)
            ),
            _ => self.choice(draw),
        }
    }

    fn code(&mut self, draw: &mut Draw) -> String {
        let fact = self.fact(Kind::Code, draw);
        match draw.some_of(&STATUSES)[..] {
            [only] => format!("{fact} = {only}"),
            ref several => format!("{fact} in [{}]", several.join(", ")),
        }
    }

    fn measurement(&mut self, draw: &mut Draw) -> String {
        let (fact, number) = self.numbered(Kind::Measurement, draw);
        if number.is_multiple_of(3) {
            format!("{fact} by {} >= {} mg/dL", draw.one_of(&METHODS), draw.between(20, 800))
        } else {
            format!(
                "{fact} > {} pg/mL within {} months",
                draw.between(20, 9_000),
                draw.between(1, 18)
            )
        }
    }

    fn events(&mut self, draw: &mut Draw) -> String {
        let (fact, number) = self.numbered(Kind::Event, draw);
        if number.is_multiple_of(2) {
            format!(
                "no {fact} where setting in [{}] within {} months",
                draw.some_of(&SETTINGS).join(", "),
                draw.between(1, 12)
            )
        } else {
            format!("at least {} {fact} within {} months", draw.between(1, 3), draw.between(1, 12))
        }
    }

    /// One threshold or another.
    fn choice(&mut self, draw: &mut Draw) -> String {
        let (flag, count) = (self.fact(Kind::Flag, draw), self.fact(Kind::Count, draw));
        let low = draw.between(1, 9);
        format!(
            "if {flag} then {count} >= {low} else {count} >= {}",
            low.saturating_add(draw.between(1, 9))
        )
    }
}
