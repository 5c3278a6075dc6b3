//! A vocabulary of 300 facts of every type, and the facts of one section drawn from it, each at
//! most once.

use crate::draw::Draw;
use std::fmt::Write as _;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Flag,
    Promise,
    Code,
    Count,
    Date,
    Quantity,
    Measurement,
    Event,
}

/// How many facts of each type there are; five more are declared by name.
const NUMBERS: [(Kind, usize); 8] = [
    (Kind::Flag, 75),
    (Kind::Promise, 15),
    (Kind::Code, 60),
    (Kind::Count, 30),
    (Kind::Date, 25),
    (Kind::Quantity, 20),
    (Kind::Measurement, 45),
    (Kind::Event, 25),
];

const SUBJECTS: [&str; 15] = [
    "cardiac",
    "renal",
    "hepatic",
    "pulmonary",
    "ocular",
    "dermal",
    "thyroid",
    "ovarian",
    "gastric",
    "spinal",
    "vascular",
    "neural",
    "dental",
    "immune",
    "metabolic",
];

pub const STATUSES: [&str; 6] = ["Absent", "Suspected", "Mild", "Moderate", "Severe", "Resolved"];
pub const METHODS: [&str; 3] = ["Laboratory", "PointOfCare", "Imaging"];
pub const SETTINGS: [&str; 4] = ["Inpatient", "Outpatient", "Emergency", "Other"];
pub const PRODUCTS: [&str; 8] = [
    "Examplumab",
    "Testafilcel",
    "Demotinib",
    "Samplerase",
    "Trialvir",
    "Modelimus",
    "Instancept",
    "OtherProduct",
];

/// The name of a fact: what it is about, and its number among those of its type.
fn name(kind: Kind, number: usize) -> String {
    let subject = SUBJECTS.iter().cycle().nth(number).copied().unwrap_or_default();
    let noun = match kind {
        Kind::Flag => "disease",
        Kind::Promise => "plan_agreed",
        Kind::Code => "status",
        Kind::Count => "treatments_tried",
        Kind::Date => "change_date",
        Kind::Quantity => "dose",
        Kind::Measurement => "level",
        Kind::Event => "hospital_stay",
    };
    format!("{subject}_{noun}_{number}")
}

fn declaration(kind: Kind, number: usize) -> String {
    let name = name(kind, number);
    let label = name.replace('_', " ");
    let (code, kind) = match kind {
        Kind::Flag => (
            format!(
                "#[icd10cm(\"I{:02}.{}\", \"E{:02}.{}\")]\n        ",
                number % 90,
                number % 9,
                number % 80,
                number % 8
            ),
            "flag".to_owned(),
        ),
        Kind::Promise => (String::new(), "attested flag".to_owned()),
        Kind::Code => (String::new(), format!("code [{}]", STATUSES.join(", "))),
        Kind::Count => (String::new(), "count from 0 to 40".to_owned()),
        Kind::Date => (String::new(), "date".to_owned()),
        Kind::Quantity => (String::new(), "quantity in mg or g from 0.5 to 5_000".to_owned()),
        Kind::Measurement if number.is_multiple_of(3) => (
            String::new(),
            format!("measurement in mg/dL or g/L by [{}] from 1 to 900", METHODS.join(", ")),
        ),
        Kind::Measurement => (String::new(), "measurement in pg/mL from 1 to 50_000".to_owned()),
        Kind::Event if number.is_multiple_of(2) => {
            (String::new(), format!("events with setting [{}]", SETTINGS.join(", ")))
        }
        Kind::Event => (String::new(), "events".to_owned()),
    };
    format!("        /// {label}, as documented in the chart\n        {code}{name}: {kind},\n")
}

/// The module with the vocabulary.
pub fn vocabulary() -> String {
    let mut facts = String::new();
    for (kind, count) in NUMBERS {
        for number in 0..count {
            facts.push_str(&declaration(kind, number));
        }
    }
    let mut text = String::from(
        "//! The facts that the policies ask about.\n\npolicy_macros::vocabulary! {\n    /// Facts of every type.\n    pub facts {\n",
    );
    let _ = writeln!(
        text,
        "        /// Product requested\n        requested_product: code [{}],",
        PRODUCTS.join(", ")
    );
    text.push_str("        /// Kind of request\n        request_type: code [Initial, Continuation, Retreatment],\n");
    text.push_str("        /// Line of business of the member's plan\n        line_of_business: code [Commercial, Exchange, Medicaid, Medicare],\n");
    text.push_str(
        "        /// Date of birth\n        birth_date: date,\n        /// Age on the date of service\n        age: age from birth_date,\n",
    );
    text.push_str(&facts);
    text.push_str("    }\n}\n");
    text
}

/// The facts that a section has not asked about yet.
pub struct Unasked {
    of_kind: Vec<(Kind, Vec<usize>)>,
}

impl Unasked {
    pub fn new() -> Unasked {
        Unasked {
            of_kind: NUMBERS.iter().map(|(kind, count)| (*kind, (0..*count).collect())).collect(),
        }
    }

    /// A fact of a type, with its number, that is not asked about again.
    pub fn take(&mut self, kind: Kind, draw: &mut Draw) -> (String, usize) {
        let Some((_, left)) = self.of_kind.iter_mut().find(|(of, _)| *of == kind) else {
            return (String::new(), 0);
        };
        let number = left.swap_remove(draw.below(left.len()));
        (name(kind, number), number)
    }
}
