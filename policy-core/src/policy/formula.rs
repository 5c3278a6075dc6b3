//! How a number is calculated from others: `weight / (height * height)`.

use super::expression::Day;
use super::relation::Comparable;
use super::sum::{Sum, Summed};
use super::window::Window;
use crate::data::Link;
use crate::possible::{Calculated, Count, Scale, Sign};
use crate::unit::{Dimension, Ratio, Unit};
use crate::vocabulary::{FactId, FactKind, Vocabulary};
use rust_decimal::Decimal;

/// How a number is calculated.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Formula {
    /// A number, alone or with a unit: `2`, `13 cm`.
    Number {
        /// The number.
        value: Decimal,
        /// The unit.
        unit: Option<Unit>,
    },
    /// A count, a quantity or a result.
    Term(Comparable),
    /// `days from therapy_start to service_date`; below 0 if the second day is the earlier one.
    Days {
        /// The first day.
        from: Day,
        /// The second day.
        to: Day,
    },
    /// What some entries of a history come to.
    Sum(Link<Sum>),
    /// Another calculated fact.
    Fact {
        /// The fact.
        fact: FactId,
        /// How it is calculated.
        formula: Link<Formula>,
    },
    /// Two numbers with a sign between them.
    Of {
        /// The sign.
        sign: Arithmetic,
        /// The number before it.
        left: Link<Formula>,
        /// The number after it.
        right: Link<Formula>,
    },
    /// `height * height`: a number times itself, which counts as one input, where two that may
    /// differ would be two.
    Power {
        /// The number.
        base: Link<Formula>,
        /// How often it is there: two or more times.
        exponent: u32,
    },
}

/// A sign between two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Arithmetic {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
}

impl Arithmetic {
    /// The sign as written.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Arithmetic::Plus => "+",
            Arithmetic::Minus => "-",
            Arithmetic::Times => "*",
            Arithmetic::Over => "/",
        }
    }

    /// `*` and `/` bind closer than `+` and `-`.
    #[must_use]
    pub const fn binds_closely(self) -> bool {
        matches!(self, Arithmetic::Times | Arithmetic::Over)
    }
}

/// An input of a formula.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input<'f> {
    /// A count, a quantity or a result.
    Term(Comparable),
    /// The days from one to another.
    Days(Day, Day),
    /// What some entries of a history come to.
    Sum(&'f Sum),
}

impl Formula {
    /// The inputs, from left to right, each as often as it is there.
    #[must_use]
    pub fn inputs(&self) -> Vec<Input<'_>> {
        match self {
            Formula::Number { .. } => Vec::new(),
            Formula::Term(term) => vec![Input::Term(*term)],
            Formula::Days { from, to } => vec![Input::Days(*from, *to)],
            Formula::Sum(sum) => vec![Input::Sum(sum)],
            Formula::Fact { formula, .. } => formula.inputs(),
            Formula::Power { base, .. } => base.inputs(),
            Formula::Of { left, right, .. } => {
                left.inputs().into_iter().chain(right.inputs()).collect()
            }
        }
    }

    /// The facts that it depends on, each once: those of its inputs, and the dates that windows are
    /// counted from.
    #[must_use]
    pub fn facts(&self) -> Vec<FactId> {
        let mut facts = Vec::new();
        for input in self.inputs() {
            let own = match input {
                Input::Term(term) => {
                    let anchors = term.window().into_iter().flat_map(Window::anchors);
                    [term.fact()].into_iter().chain(anchors).collect::<Vec<_>>()
                }
                Input::Days(from, to) => [from, to].into_iter().filter_map(Day::fact).collect(),
                Input::Sum(sum) => sum.entries.facts().collect(),
            };
            for fact in own {
                if !facts.contains(&fact) {
                    facts.push(fact);
                }
            }
        }
        facts
    }

    /// The dates that it depends on.
    #[must_use]
    pub fn dates(&self) -> Vec<FactId> {
        let dates = self.inputs().into_iter().flat_map(|input| match input {
            Input::Term(term) => term.window().into_iter().flat_map(Window::anchors).collect(),
            Input::Days(from, to) => {
                [from, to].into_iter().filter_map(Day::fact).collect::<Vec<_>>()
            }
            Input::Sum(sum) => sum.entries.window.anchors().collect(),
        });
        dates.collect()
    }

    /// There may be no number, whatever is documented: there may be no result, and a day may be
    /// never.
    #[must_use]
    pub fn may_be_missing(&self) -> bool {
        self.inputs().into_iter().any(|input| match input {
            Input::Term(Comparable::Result { .. }) => true,
            Input::Term(Comparable::Count(_) | Comparable::Quantity(_)) | Input::Sum(_) => false,
            Input::Days(from, to) => {
                [from, to].into_iter().filter_map(Day::fact).any(|date| !date.is_built_in())
            }
        })
    }

    /// The windows of its results.
    pub fn windows(&self) -> impl Iterator<Item = Window> {
        self.inputs().into_iter().filter_map(|input| match input {
            Input::Term(term) => term.window(),
            Input::Days(..) => None,
            Input::Sum(sum) => Some(sum.entries.window),
        })
    }

    /// What some entries of a history come to, if it is only that.
    #[must_use]
    pub fn sum(&self) -> Option<&Sum> {
        if let Formula::Sum(sum) = self { Some(sum) } else { None }
    }

    /// The same, with each window as told.
    #[must_use]
    pub fn over(&self, moved: &dyn Fn(Window) -> Window) -> Formula {
        let inner = |formula: &Formula| Link::from(formula.over(moved));
        match self {
            Formula::Number { .. } | Formula::Days { .. } => self.clone(),
            Formula::Term(term) => Formula::Term(term.over(moved)),
            Formula::Sum(sum) => {
                let window = moved(sum.entries.window);
                let entries = sum.entries.clone().within(window);
                Formula::Sum(Link::from(Sum { entries, ..Sum::clone(sum) }))
            }
            Formula::Fact { fact, formula } => {
                Formula::Fact { fact: *fact, formula: inner(formula) }
            }
            Formula::Power { base, exponent } => {
                Formula::Power { base: inner(base), exponent: *exponent }
            }
            Formula::Of { sign, left, right } => {
                Formula::Of { sign: *sign, left: inner(left), right: inner(right) }
            }
        }
    }

    /// The same, looking back from this day where it looks back from the request.
    #[must_use]
    pub fn looking_from(&self, day: Day) -> Formula {
        let here = |other: Day| if other == Day::REQUEST { day } else { other };
        self.over(&|window: Window| {
            let moved = window.with_ends(|end| super::End { day: here(end.day), ..end });
            Window { until: here(window.until), ..moved }
        })
    }

    /// What it comes to, given what its inputs are.
    #[must_use]
    pub fn value(&self, input: &dyn Fn(Input<'_>) -> Calculated) -> Calculated {
        let inner = |formula: &Formula| formula.value(input);
        match self {
            Formula::Number { value, unit } => size_of(*unit)
                .map_or(Calculated::UNKNOWN, |(_, size)| Calculated::number(*value, size)),
            Formula::Term(term) => input(Input::Term(*term)),
            Formula::Days { from, to } => input(Input::Days(*from, *to)),
            Formula::Sum(sum) => input(Input::Sum(sum)),
            Formula::Fact { formula, .. } => inner(formula),
            Formula::Power { base, exponent } => inner(base).power(*exponent),
            Formula::Of { sign, left, right } => {
                let (left, right) = (inner(left), inner(right));
                match sign {
                    Arithmetic::Plus => left.plus(right),
                    Arithmetic::Minus => left.minus(right),
                    Arithmetic::Times => left.times(right),
                    Arithmetic::Over => left.over(right),
                }
            }
        }
    }
}

/// How many bits the numerator and the denominator of a fraction may have.
#[derive(Clone, Copy)]
struct Bits {
    numerator: u32,
    denominator: u32,
    /// The denominator is a power of ten, so that of two of them one divides the other.
    is_decimal: bool,
}

impl Bits {
    const fn of(number: u64) -> u32 {
        u64::BITS.saturating_sub(number.leading_zeros())
    }

    const fn times(self, other: Bits) -> Bits {
        Bits {
            numerator: self.numerator.saturating_add(other.numerator),
            denominator: self.denominator.saturating_add(other.denominator),
            is_decimal: self.is_decimal && other.is_decimal,
        }
    }

    const fn sized(self, size: Ratio) -> Bits {
        self.times(Bits {
            numerator: Bits::of(size.numerator),
            denominator: Bits::of(size.denominator),
            is_decimal: size.denominator == 1,
        })
    }

    fn plus(self, other: Bits) -> Bits {
        let is_decimal = self.is_decimal && other.is_decimal;
        let denominator = if is_decimal {
            self.denominator.max(other.denominator)
        } else {
            self.denominator.saturating_add(other.denominator)
        };
        let longest = [
            self.numerator.saturating_add(other.denominator),
            other.numerator.saturating_add(self.denominator),
        ];
        let numerator = longest.into_iter().max().unwrap_or_default().saturating_add(1);
        Bits { numerator, denominator, is_decimal }
    }

    /// So many of them as no list is long, in units of sizes with these denominators. Where these
    /// differ by more than powers of ten, each sum may have a longer denominator than those before,
    /// until it has three times the digits.
    fn added_up(self, denominators: &[u64]) -> Bits {
        let without_tens = |number: &u64| {
            let mut number = *number;
            while let (Some(tenth), Some(0)) = (number.checked_div(10), number.checked_rem(10)) {
                number = tenth;
            }
            number
        };
        let mut shortest = denominators.iter().map(without_tens);
        let first = shortest.next();
        let denominator = if shortest.all(|other| Some(other) == first) {
            self.denominator
        } else {
            self.denominator.saturating_mul(3)
        };
        let longer = denominator.saturating_sub(self.denominator);
        let numerator = self.numerator.saturating_add(self.denominator).saturating_add(longer);
        Bits { numerator: numerator.saturating_add(32), denominator, is_decimal: self.is_decimal }
    }

    const fn over(self, other: Bits) -> Bits {
        self.times(Bits {
            numerator: other.denominator,
            denominator: other.numerator,
            is_decimal: false,
        })
    }
}

impl Formula {
    /// The most bits that a numerator or a denominator of the calculation may have, with inputs of
    /// 18 digits in whichever accepted units.
    #[must_use]
    pub fn bits(&self, vocabulary: &Vocabulary) -> u32 {
        let Bits { numerator, denominator, .. } = self.length(vocabulary);
        numerator.max(denominator)
    }

    fn length(&self, vocabulary: &Vocabulary) -> Bits {
        // 18 digits, of which all may be decimals after ten zeros.
        let decimal = Bits { numerator: 60, denominator: 94, is_decimal: true };
        let whole = |numerator| Bits { numerator, denominator: 1, is_decimal: true };
        let inner = |formula: &Formula| formula.length(vocabulary);
        let of_fact = |fact: FactId| match vocabulary.scale_of(fact) {
            Some(scale) => {
                let sizes = scale.units().filter_map(|unit| Some(decimal.sized(unit.size()?.1)));
                sizes
                    .reduce(|one, other| Bits {
                        numerator: one.numerator.max(other.numerator),
                        denominator: one.denominator.max(other.denominator),
                        is_decimal: one.is_decimal && other.is_decimal,
                    })
                    .unwrap_or(decimal)
            }
            None => whole(32),
        };
        match self {
            Formula::Number { unit, .. } => {
                size_of(*unit).map_or(decimal, |(_, size)| decimal.sized(size))
            }
            Formula::Term(term) => of_fact(term.fact()),
            Formula::Sum(sum) => match sum.of {
                Summed::Attribute(attribute) => {
                    let sizes = vocabulary.scale_of(attribute).into_iter().flat_map(Scale::units);
                    let sizes = sizes.filter_map(|unit| Some(unit.size()?.1.denominator));
                    Bits::added_up(of_fact(attribute), &sizes.collect::<Vec<_>>())
                }
                Summed::Days => whole(24),
            },
            Formula::Days { .. } => whole(24),
            Formula::Fact { formula, .. } => inner(formula),
            Formula::Power { base, exponent } => {
                let base = inner(base);
                (1..*exponent).fold(base, |power, _| power.times(base))
            }
            Formula::Of { sign, left, right } => {
                let (left, right) = (inner(left), inner(right));
                match sign {
                    Arithmetic::Plus | Arithmetic::Minus => left.plus(right),
                    Arithmetic::Times => left.times(right),
                    Arithmetic::Over => left.over(right),
                }
            }
        }
    }
}

/// What a unit is made of, and its size; a number alone has none, and is as large as it is.
#[must_use]
pub fn size_of(unit: Option<Unit>) -> Option<(Dimension, Ratio)> {
    match unit {
        Some(unit) => unit.size(),
        None => Some((Dimension::NONE, Ratio::ONE)),
    }
}

impl Vocabulary {
    /// The unit of a term in a formula, if it has one; `None` if it is no number.
    #[must_use]
    pub fn unit_of(&self, term: Comparable) -> Option<Option<Unit>> {
        let kind = &self.fact(term.fact())?.kind;
        if matches!(kind, FactKind::Count { .. }) {
            return Some(None);
        }
        kind.scale().map(|scale| Some(scale.unit))
    }

    /// The sign that all numbers of a fact have, as far as its plausible range says.
    #[must_use]
    pub fn sign_of(&self, fact: FactId) -> Sign {
        let kind = self.fact(fact).map(|fact| &fact.kind);
        let low = match kind {
            Some(FactKind::Count { low, .. }) => Some(Decimal::from(*low)),
            _ => kind.and_then(FactKind::scale).map(|scale| scale.low),
        };
        low.map_or(Sign::Any, Sign::from_lowest)
    }

    /// The scale of a fact that is measured.
    pub(crate) fn scale_of(&self, fact: FactId) -> Option<&Scale> {
        self.fact(fact)?.kind.scale()
    }
}

impl Vocabulary {
    /// All that a formula can come to, as far as the signs of its inputs say.
    #[must_use]
    pub fn range_of(&self, formula: &Formula) -> Calculated {
        formula.value(&|input| match input {
            Input::Term(term) => match self.scale_of(term.fact()) {
                Some(scale) => Calculated::any(scale),
                None => Calculated::count(Count::UNKNOWN, self.sign_of(term.fact())),
            },
            Input::Days(..) => Calculated::ANY,
            // Of no entry it is 0.
            Input::Sum(_) => Calculated::count(Count::UNKNOWN, Sign::NotNegative),
        })
    }
}
