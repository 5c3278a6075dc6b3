//! Who can answer what is asked about a fact.

use core::fmt;

/// Who can answer what is asked about a fact: `asked of provider { … }`.
/// ```
/// use policy_core::vocabulary::Addressee;
///
/// let plan = Addressee::from_name("plan").unwrap();
/// assert_eq!((plan.words(), plan.request()), ("the plan", "ask the plan"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Addressee {
    /// Who treats the member and requests the service: from the chart, or as a promise.
    Provider,
    /// The member's plan: its products, its contracts, what it approved and paid before.
    Plan,
    /// Who dispenses: fills, dates, quantities.
    Pharmacy,
    /// What is on record about a product, whoever gets it: its approval, its label.
    Product,
    /// The member.
    Member,
}

impl Addressee {
    /// Each of them.
    pub const ALL: [Addressee; 5] = [
        Addressee::Provider,
        Addressee::Plan,
        Addressee::Pharmacy,
        Addressee::Product,
        Addressee::Member,
    ];

    /// The one with this word of the language.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Addressee> {
        Addressee::ALL.into_iter().find(|addressee| addressee.name() == name)
    }

    /// The word of the language, also in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Addressee::Provider => "provider",
            Addressee::Plan => "plan",
            Addressee::Pharmacy => "pharmacy",
            Addressee::Product => "product",
            Addressee::Member => "member",
        }
    }

    /// Who it is, behind "asked of".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Addressee::Provider => "the provider",
            Addressee::Plan => "the plan",
            Addressee::Pharmacy => "the pharmacy",
            Addressee::Product => "product data",
            Addressee::Member => "the member",
        }
    }

    /// What to do with questions to them; a product is looked up.
    #[must_use]
    pub const fn request(self) -> &'static str {
        match self {
            Addressee::Provider => "ask the provider",
            Addressee::Plan => "ask the plan",
            Addressee::Pharmacy => "ask the pharmacy",
            Addressee::Product => "look up in product data",
            Addressee::Member => "ask the member",
        }
    }
}

impl fmt::Display for Addressee {
    /// The word of the language.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
