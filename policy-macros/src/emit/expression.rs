//! Conditions as code: an expression of type `Truth` over the fields of a case.

#[cfg(test)]
mod tests;

use super::fact_types::scale_name;
use super::interval::{constructor, count_interval, quantity_interval};
use super::literal::{
    calendar_unit, date, decimal, duration, fact_id, fault, integer, option, unit,
};
use super::names::{Names, field, type_name};
use super::norm::{norm, orders};
use super::prepared::{Prepared, Shared};
use super::selection::selected;
use policy_core::calendar::{CalendarUnit, Shift};
use policy_core::policy::{
    Arithmetic, Chosen, Comparable, Connective, CountTest, Criterion, DateTest, Day, End, Entries,
    Expression, Formula, FoundDay, Joined, Operator, Policy, QuantityTest, Region, Relation,
    Section, Selection, Sum, Summed, Term, Window, size_of,
};
use policy_core::possible::{Distance, EntryDay, Extreme, Lasting, Sign, Spacing};
use policy_core::unit::Ratio;
use policy_core::vocabulary::{Concept, Fact, FactId, FactKind};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// Prints the conditions of one function, and remembers what has to come before them.
pub struct Evaluation<'a> {
    policy: &'a Policy,
    names: &'a Names,
    prepared: Prepared,
    names_values: bool,
}

impl<'a> Evaluation<'a> {
    pub fn new(policy: &'a Policy, names: &'a Names) -> Evaluation<'a> {
        Evaluation { policy, names, prepared: Prepared::default(), names_values: false }
    }

    /// For the criteria of a section: what several of them look at is found once.
    pub fn of_criteria(policy: &'a Policy, names: &'a Names, section: &Section) -> Evaluation<'a> {
        let predicates = section
            .criteria
            .iter()
            .flat_map(Criterion::conditions)
            .flat_map(Expression::predicates);
        let shared = predicates.filter_map(|predicate| {
            if let Expression::Test { term, region } = predicate {
                shared(term, *region)
            } else {
                None
            }
        });
        Evaluation { prepared: Prepared::sharing(shared), ..Evaluation::new(policy, names) }
    }

    pub fn fact(&self, fact: FactId) -> Option<&'a Fact> {
        self.policy.vocabulary.fact(fact)
    }

    /// What is at the head of the function: the vocabulary under a short name.
    pub fn head(&self) -> TokenStream {
        let vocabulary = self.names.vocabulary();
        if self.names_values { quote!(use #vocabulary as facts;) } else { TokenStream::new() }
    }

    /// What the conditions printed so far share, to come before them; those printed from now on
    /// have their own.
    pub fn prepared(&mut self) -> TokenStream {
        self.prepared.take()
    }

    /// The truth of a condition.
    pub fn truth(&mut self, condition: &Expression) -> TokenStream {
        match condition {
            Expression::AtLeast(needed, parts) => self.at_least(*needed, parts),
            Expression::Not(inner) => self.negation(inner),
            Expression::If { condition, then, otherwise } => {
                let (condition, then, otherwise) =
                    (self.truth(condition), self.truth(then), self.truth(otherwise));
                quote!(Truth::choose(#condition, #then, #otherwise))
            }
            Expression::Test { term, region } => self.test(term, *region),
        }
    }

    fn test(&mut self, term: &Term, region: Region) -> TokenStream {
        self.asked(term, region).unwrap_or_else(|| {
            let policy = &self.policy.name;
            fault(&format!("policy `{policy}` asks of a fact what cannot be asked of it"))
        })
    }

    /// `None` where that cannot be asked of the term.
    fn asked(&mut self, term: &Term, region: Region) -> Option<TokenStream> {
        if let Term::Anchored { days, term } = term {
            return self.anchored(0, days, term, region);
        }
        if let Region::Than(relation) = region {
            return self.compared(term, relation);
        }
        Some(match *term {
            Term::Flag(fact) => {
                let place = self.place(fact)?;
                quote!(#place.truth())
            }
            Term::Code(fact) => self.code(fact, "one_of", region.values()?),
            Term::Count(fact) => {
                let (place, asked) = (self.place(fact)?, count_interval(region.whole()?));
                quote!(#place.values().inside(#asked))
            }
            Term::Age { birth_date, at, unit } => self.age(birth_date, at, unit, region.whole()?),
            Term::Date(fact) => self.date(fact, region.day()?),
            Term::Quantity(fact) => {
                let (place, asked) =
                    (self.place(fact)?, self.quantity_interval(fact, region.quantity()?)?);
                quote!(Quantity::values(#place).inside(#asked))
            }
            Term::Calculated { .. } if let Some(sum) = term.sum() => {
                self.asked_of_sum(sum, region.quantity()?)?
            }
            Term::Calculated { fact, ref formula } => {
                let scale = self.fact(fact)?.kind.scale()?;
                let asked = quantity_interval(scale, region.quantity()?)?;
                let (_, size) = scale.unit.size()?;
                let (size, name) = (ratio(size), scale_name(&type_name(self.fact(fact)?, "")));
                let number = self.calculated(formula)?;
                self.names_values = true;
                quote!(#number.inside(&facts::scales::#name, #size, #asked))
            }
            Term::Result { fact, selection, method, window } if let Region::Norm(test) = region => {
                let (norm, sign) = (norm(test), self.sign(fact));
                let selection = selected(selection, &TokenStream::new());
                self.over(fact, window, |evaluation, period| {
                    let results = evaluation.results(fact, method, period);
                    quote!(#results.with_limits(#norm, #sign).#selection)
                })
            }
            Term::Result { fact, selection, method, window } => {
                let asked = self.quantity_interval(fact, region.quantity()?)?;
                if let Some(latest) = shared(term, region).and_then(|latest| self.shared(&latest)) {
                    return Some(quote!(#latest.inside(#asked)));
                }
                let selection = selected(selection, &asked);
                self.over(fact, window, |evaluation, period| {
                    let results = evaluation.results(fact, method, period);
                    quote!(#results.#selection)
                })
            }
            Term::OnFile { fact, number, apart, method, window } => {
                let asked = if number == 1 {
                    quote!(on_file())
                } else {
                    let (number, apart) = (integer(number), option(apart.map(duration)));
                    quote!(at_least(#number, #apart, Interval::ANYTHING))
                };
                self.over(fact, window, |evaluation, period| {
                    let results = evaluation.results(fact, method, period);
                    quote!(#results.#asked)
                })
            }
            Term::Entries(ref entries) if entries.are_readings => {
                let number = if entries.chosen.is_some() { 0 } else { region.at_least()? };
                self.over(entries.fact, entries.window, |evaluation, period| {
                    evaluation.readings(entries, number, period)
                })
            }
            Term::Entries(ref entries) if let Some(longest) = entries.longest_gap() => {
                self.over(entries.fact, entries.window, |evaluation, period| {
                    let (field, counted) =
                        (evaluation.field(entries.fact), evaluation.counts(entries));
                    let longest = duration(longest);
                    quote!(case.#field.listed().has_no_gap(#counted, #longest, #period))
                })
            }
            Term::Entries(ref entries) if let Some(chosen) = &entries.chosen => {
                self.over(entries.fact, entries.window, |evaluation, period| {
                    evaluation.chosen(entries, chosen, period)
                })
            }
            Term::Entries(ref entries)
                if let Some(joined) = &entries.joined
                    && entries.is_any_joined(region) =>
            {
                let asked = count_interval(region.whole()?);
                self.over(entries.fact, entries.window, |evaluation, period| {
                    let any = evaluation.any_joined(entries, joined, period);
                    quote!(#any.inside(#asked))
                })
            }
            Term::Entries(ref entries) => {
                let asked = count_interval(region.whole()?);
                if is_countable(entries)
                    && let Some(count) = self.shared(&Shared::Count(entries.clone()))
                {
                    return Some(quote!(#count.inside(#asked)));
                }
                self.over(entries.fact, entries.window, |evaluation, period| {
                    evaluation.number(entries, &asked, period)
                })
            }
            Term::Anchored { .. } => return None,
        })
    }

    /// What is asked of a term whichever days it turns out to be counted from.
    fn anchored(
        &mut self,
        position: u16,
        days: &[FoundDay],
        term: &Term,
        region: Region,
    ) -> Option<TokenStream> {
        let Some((FoundDay { which, is_end, entries }, others)) = days.split_first() else {
            return self.asked(term, region);
        };
        let asked = self.anchored(position.saturating_add(1), others, term, region)?;
        let (found, which) = (found_variable(position), extreme(*which));
        Some(self.over(entries.fact, entries.window, |evaluation, period| {
            let (field, day) = (evaluation.field(entries.fact), entry_day(entries.day));
            let counted = evaluation.counts(entries);
            quote!(case.#field.listed().on_found_day((#which, #is_end), #day, #counted, #period, |#found| #asked))
        }))
    }

    /// How a term lies to another one.
    fn compared(&mut self, term: &Term, relation: Relation) -> Option<TokenStream> {
        let mut dates = Vec::new();
        let left = self.side(term.comparable()?, &mut dates)?;
        let right = self.side(relation.other, &mut dates)?;
        let same = term.asks_for_results() && term.fact() == relation.other.fact();
        let distance = match relation.distance {
            Distance::None => quote!(terms::Distance::None),
            Distance::Plus { value, unit: of } => {
                let (value, of) = (decimal(value), option(of.map(unit)));
                quote!(terms::Distance::Plus { value: const { #value }, unit: #of })
            }
            Distance::Percent(percent) => {
                let percent = decimal(percent);
                quote!(terms::Distance::Percent(const { #percent }))
            }
        };
        let orders = orders(relation.operator);
        Some(quote!(terms::compared(&#left, &#right, #same, #distance, #orders)))
    }

    /// What a formula comes to.
    fn calculated(&mut self, formula: &Formula) -> Option<TokenStream> {
        Some(match formula {
            Formula::Number { value, unit } => {
                let (_, size) = size_of(*unit)?;
                let (value, size) = (decimal(*value), ratio(size));
                quote!(terms::Calculated::number(const { #value }, #size))
            }
            Formula::Term(term) => self.input(*term)?,
            Formula::Days { from, to } => {
                let [from, to] = [from, to].map(|day| match *day {
                    Day::On(day) => {
                        let day = date(day);
                        quote!(Interval::exactly(day_number(const { #day })))
                    }
                    Day::Fact(fact) => self.days(fact),
                });
                quote!(terms::Calculated::days(#from, #to))
            }
            Formula::Sum(sum) => self.sum(sum)?,
            Formula::Fact { formula, .. } => self.calculated(formula)?,
            Formula::Power { base, exponent } => {
                let (base, exponent) = (self.calculated(base)?, integer(*exponent));
                quote!(#base.power(#exponent))
            }
            Formula::Of { sign, left, right } => {
                let (left, right) = (self.calculated(left)?, self.calculated(right)?);
                let sign = format_ident!(
                    "{}",
                    match sign {
                        Arithmetic::Plus => "plus",
                        Arithmetic::Minus => "minus",
                        Arithmetic::Times => "times",
                        Arithmetic::Over => "over",
                    }
                );
                quote!(#left.#sign(#right))
            }
        })
    }

    /// Whether what some entries come to is what is asked for.
    fn asked_of_sum(&mut self, sum: &Sum, test: QuantityTest) -> Option<TokenStream> {
        let scale = sum.scale(&self.policy.vocabulary)?;
        let asked = quantity_interval(&scale, test)?;
        let size = ratio(scale.unit.size()?.1);
        let Summed::Attribute(attribute) = sum.of else {
            let days = self.sum(sum)?;
            return Some(quote!(#days.inside(&terms::DAYS_COVERED, #size, #asked)));
        };
        let scale = scale_name(&self.type_of(attribute)?);
        self.names_values = true;
        let amount = self.amount(attribute)?;
        Some(self.over(sum.entries.fact, sum.entries.window, |evaluation, period| {
            let total = evaluation.total(&sum.entries, &amount, period);
            quote!(#total.inside(&facts::scales::#scale, #size, #asked))
        }))
    }

    /// What some entries come to.
    fn sum(&mut self, sum: &Sum) -> Option<TokenStream> {
        let entries = &sum.entries;
        let amount = match sum.of {
            Summed::Attribute(attribute) => Some(self.amount(attribute)?),
            Summed::Days => None,
        };
        let value = |evaluation: &mut Self, period: &TokenStream| {
            if let Some(amount) = &amount {
                let total = evaluation.total(entries, amount, period);
                return quote!(#total.all());
            }
            let (field, counted) = (evaluation.field(entries.fact), evaluation.counts(entries));
            quote!(case.#field.listed().days_covered(#counted, #period))
        };
        let bounds = self.bounds(entries.window);
        if entries.window.is_fixed() {
            let period = self.prepared.period(entries.window, || bounds);
            return Some(value(self, &quote!(#period)));
        }
        let (field, of_period) = (self.field(entries.fact), value(self, &quote!(period)));
        Some(quote!(terms::Calculated::over_all(
            #bounds,
            &|visit| case.#field.each_day(visit),
            |period| #of_period,
        )))
    }

    /// What an entry adds to a total.
    fn amount(&mut self, attribute: FactId) -> Option<TokenStream> {
        let is_count = matches!(self.fact(attribute)?.kind, FactKind::Count { .. });
        self.input(if is_count {
            Comparable::Count(attribute)
        } else {
            Comparable::Quantity(attribute)
        })
    }

    /// What the entries of a period come to.
    fn total(
        &mut self,
        entries: &Entries,
        amount: &TokenStream,
        period: &TokenStream,
    ) -> TokenStream {
        let (field, counted) = (self.field(entries.fact), self.counts(entries));
        let day = entry_day(entries.day);
        quote!(case.#field.listed().total(#day, #counted, |entry| #amount, #period))
    }

    /// An input of a formula.
    fn input(&mut self, term: Comparable) -> Option<TokenStream> {
        let size = || {
            let (_, size) = self.fact(term.fact())?.kind.scale()?.unit.size()?;
            Some(ratio(size))
        };
        match term {
            Comparable::Count(fact) => {
                let sign = self.sign(fact);
                let place = self.place(fact)?;
                Some(quote!(terms::Calculated::count(#place, #sign)))
            }
            Comparable::Quantity(fact) => {
                let (size, sign) = (size()?, self.sign(fact));
                let place = self.place(fact)?;
                Some(quote!(terms::Calculated::quantity(#place, #sign, #size)))
            }
            Comparable::Result { fact, .. } => {
                let own = unit(self.fact(fact)?.kind.scale()?.unit);
                let size = size()?;
                let selected = self.selected(term, &mut Vec::new())?;
                Some(quote!(terms::Calculated::result(&#selected, #own, #size)))
            }
        }
    }

    /// The sign of all numbers of a fact.
    fn sign(&self, fact: FactId) -> TokenStream {
        let sign = match self.policy.vocabulary.sign_of(fact) {
            Sign::Any => "Any",
            Sign::NotNegative => "NotNegative",
            Sign::Positive => "Positive",
        };
        let sign = format_ident!("{sign}");
        quote!(terms::Sign::#sign)
    }

    /// A side of a comparison. The dates of the case that windows are counted from have numbers, in
    /// both sides the same.
    fn side(&mut self, term: Comparable, dates: &mut Vec<FactId>) -> Option<TokenStream> {
        let place = self.place(term.fact())?;
        Some(match term {
            Comparable::Count(_) => quote!(terms::Side::count(#place)),
            Comparable::Quantity(fact) => {
                let sign = self.sign(fact);
                quote!(terms::Side::quantity(#place, #sign))
            }
            Comparable::Result { .. } => {
                let selected = self.selected(term, dates)?;
                quote!(terms::Side::Result(#selected))
            }
        })
    }

    /// The result that a term chooses.
    fn selected(&mut self, term: Comparable, dates: &mut Vec<FactId>) -> Option<TokenStream> {
        match term {
            Comparable::Count(_) | Comparable::Quantity(_) => None,
            Comparable::Result { fact, selection, method, window } => {
                let sign = self.sign(fact);
                let choice = match selection {
                    Selection::Latest => quote!(Latest),
                    Selection::Highest => quote!(Highest),
                    Selection::Lowest => quote!(Lowest),
                    Selection::Any
                    | Selection::Every
                    | Selection::Earliest
                    | Selection::AtLeast { .. } => return None,
                };
                let mut number = |end: Option<End>| {
                    let fact =
                        end.and_then(|end| end.day.fact()).filter(|fact| !fact.is_built_in());
                    let Some(fact) = fact else { return 0 };
                    let known = dates.iter().position(|known| *known == fact);
                    known.unwrap_or_else(|| {
                        dates.push(fact);
                        dates.len().saturating_sub(1)
                    })
                };
                let [from, to] = [window.from, window.to]
                    .map(&mut number)
                    .map(|number| integer(u32::try_from(number).unwrap_or_default()));
                let (bounds, results) = (self.bounds(window), self.results_of(fact, method));
                Some(
                    quote!(#results.selected(terms::Choice::#choice, #sign, terms::Counted { bounds: #bounds, dates: [#from, #to] })),
                )
            }
        }
    }

    /// The results of a measurement of which a term chooses one, over all days.
    fn results_of(&mut self, fact: FactId, method: Option<u8>) -> TokenStream {
        self.results(fact, method, &quote!(Interval::ANYTHING))
    }

    /// What is asked of the results or events of a window. Where a date that it is counted from may
    /// be known in part, it is asked for each period that there may be.
    fn over(
        &mut self,
        fact: FactId,
        window: Window,
        ask: impl FnOnce(&mut Self, &TokenStream) -> TokenStream,
    ) -> TokenStream {
        if window.is_fixed() {
            let bounds = self.bounds(window);
            let period = self.prepared.period(window, || bounds);
            return ask(self, &quote!(#period));
        }
        let (bounds, field) = (self.bounds(window), self.field(fact));
        let asked = ask(self, &quote!(period));
        quote!(#bounds.truth(&|visit| case.#field.each_day(visit), |period| #asked))
    }

    /// The ends of a window over results or events, as the case documents what they are counted
    /// from.
    fn bounds(&mut self, window: Window) -> TokenStream {
        let (from, to, joined) = self.ends(window);
        let looked_from = looked_from(window);
        quote!(Bounds::new(#from, #to, #joined, #looked_from, case.request_date))
    }

    fn ends(&mut self, window: Window) -> (TokenStream, TokenStream, bool) {
        let mut edge = |end: Option<End>| {
            let Some(End { day, shift, included }) = end else { return quote!(None) };
            let day = match day {
                Day::On(day) => {
                    let day = date(day);
                    quote!(Date::from(const { #day }))
                }
                Day::REQUEST => quote!(Date::from(case.request_date)),
                Day::SERVICE => quote!(Date::from(case.service_date)),
                Day::Fact(fact) => {
                    let place = self.place(fact);
                    quote!(#place)
                }
            };
            let shift = match shift {
                Shift::None => quote!(Shift::None),
                Shift::Before(apart) => {
                    let apart = duration(apart);
                    quote!(Shift::Before(#apart))
                }
                Shift::After(apart) => {
                    let apart = duration(apart);
                    quote!(Shift::After(#apart))
                }
            };
            quote!(Some(Edge { day: #day, shift: #shift, included: #included }))
        };
        let joined = window.from.zip(window.to).is_some_and(|(from, to)| from.day == to.day);
        (edge(window.from), edge(window.to), joined)
    }

    /// The truth of so many of some parts: as operators where all or one of them is asked for.
    fn at_least(&mut self, needed: u32, parts: &[Expression]) -> TokenStream {
        match (Connective::of(needed, parts), parts) {
            (Connective::And | Connective::Or, [part]) => self.truth(part),
            (Connective::And, []) => quote!(Truth::MET),
            (Connective::Or, []) => quote!(Truth::NOT_MET),
            (Connective::And, parts) => {
                let parts = parts.iter().map(|part| self.operand(part)).collect::<Vec<_>>();
                quote!(#(#parts)&*)
            }
            (Connective::Or, parts) => {
                let parts = parts.iter().map(|part| self.operand(part)).collect::<Vec<_>>();
                quote!(#(#parts)|*)
            }
            (Connective::AtLeast(needed), parts) => {
                let (needed, parts) = (
                    integer(needed),
                    parts.iter().map(|part| self.truth(part)).collect::<Vec<_>>(),
                );
                quote!(Truth::at_least(#needed, &[#(#parts),*]))
            }
        }
    }

    /// The truth of `NOT condition`, as one question where the opposite is one.
    fn negation(&mut self, condition: &Expression) -> TokenStream {
        let asked = if let Expression::Test { term, region } = condition {
            self.opposite(term, *region)
        } else {
            None
        };
        asked.unwrap_or_else(|| {
            let truth = self.operand(condition);
            quote!(!#truth)
        })
    }

    /// That a term does not lie in a region, where that is one question as well, and a result that
    /// is missing leaves both unknown.
    fn opposite(&mut self, term: &Term, region: Region) -> Option<TokenStream> {
        match *term {
            Term::Code(fact) => region.values().map(|values| self.code(fact, "none_of", values)),
            Term::Count(_)
            | Term::Quantity(_)
            | Term::Calculated { .. }
            | Term::Entries(Entries { are_readings: false, .. })
            | Term::Result { selection: Selection::Latest, .. } => {
                self.asked(term, region.opposite()?)
            }
            Term::Flag(_)
            | Term::Date(_)
            | Term::Age { .. }
            | Term::OnFile { .. }
            | Term::Anchored { .. }
            // Where there are too few readings, neither is known.
            | Term::Entries(Entries { are_readings: true, .. })
            | Term::Result {
                selection:
                    Selection::Any
                    | Selection::Every
                    | Selection::Highest
                    | Selection::Lowest
                    | Selection::Earliest
                    | Selection::AtLeast { .. },
                ..
            } => None,
        }
    }

    /// Whether a code is one of some values, or none of them.
    fn code(&mut self, fact: FactId, question: &str, values: u64) -> TokenStream {
        let (place, question, values) =
            (self.place(fact), format_ident!("{question}"), self.values(fact, values));
        quote!(#place.#question([#values]))
    }

    /// Whether one of the entries of a period is so.
    fn chosen(&mut self, entries: &Entries, chosen: &Chosen, period: &TokenStream) -> TokenStream {
        if let Some(joined) = &entries.joined {
            return self.of_joined(
                entries,
                joined,
                &quote!(Truth::UNKNOWN),
                |evaluation, joined| evaluation.chosen_of(entries, chosen, joined, period),
            );
        }
        let field = self.field(entries.fact);
        self.chosen_of(entries, chosen, &quote!(case.#field), period)
    }

    /// Whether one of the entries of a history is so.
    fn chosen_of(
        &mut self,
        entries: &Entries,
        chosen: &Chosen,
        history: &TokenStream,
        period: &TokenStream,
    ) -> TokenStream {
        let day = entry_day(entries.day);
        let (counted, has) = (self.counts(entries), self.truth(&chosen.has));
        let which = extreme(chosen.which);
        quote!(#history.listed().chosen(#which, #day, #counted, |entry| #has, #period))
    }

    /// What is asked of the readings of a period: what one of them is, or whether there are so many.
    fn readings(&mut self, entries: &Entries, number: u32, period: &TokenStream) -> TokenStream {
        let (field, counted) = (self.field(entries.fact), self.counts(entries));
        if let Some(chosen) = &entries.chosen {
            let (which, has) = (extreme(chosen.which), self.truth(&chosen.has));
            return quote!(case.#field.chosen(#which, #counted, |entry| #has, #period));
        }
        let attributes = self.fact(entries.fact).map(|fact| fact.kind.attributes().number);
        let parts = Literal::u16_unsuffixed(attributes.unwrap_or_default());
        let (number, apart) =
            (integer(number), option(entries.apart.map(Spacing::duration).map(duration)));
        quote!(case.#field.at_least(Wanted { number: #number, apart: #apart, parts: #parts }, #counted, #period))
    }

    /// Whether an entry counts.
    fn counts(&mut self, entries: &Entries) -> TokenStream {
        let filter = entries.filter.as_deref().map(|condition| {
            if entries.lasting.is_some() { self.operand(condition) } else { self.truth(condition) }
        });
        let lasts = entries.lasting.map(|asked| {
            let (asked, looked_from) = (lasting(asked), looked_from(entries.window));
            quote!(entry.lasts(#asked, #looked_from, case.request_date))
        });
        match (filter, lasts) {
            (None, None) => quote!(|_| Truth::MET),
            (Some(truth), None) | (None, Some(truth)) => quote!(|entry| #truth),
            (Some(filter), Some(lasts)) => quote!(|entry| #filter.and_then(|| #lasts)),
        }
    }

    /// How courses are joined.
    fn joining(&self, joined: &Joined) -> TokenStream {
        let by = joined.by.iter().filter_map(|attribute| self.coded(*attribute));
        let within = duration(joined.within);
        quote!(Joining { by: &[#(#by),*], within: #within })
    }

    /// Which entries are picked: a closure.
    fn picks(&mut self, entries: &Entries) -> TokenStream {
        match entries.filter.as_deref().map(|condition| self.truth(condition)) {
            Some(truth) => quote!(|entry| #truth),
            None => quote!(|_| Truth::MET),
        }
    }

    /// Whether there is any course of a period, joined to others.
    fn any_joined(
        &mut self,
        entries: &Entries,
        joined: &Joined,
        period: &TokenStream,
    ) -> TokenStream {
        let (field, joining) = (self.field(entries.fact), self.joining(joined));
        let (picks, looked_from) = (self.picks(entries), looked_from(entries.window));
        let asked = option(entries.lasting.map(lasting));
        quote!(case.#field.listed().any_joined(
            #joining,
            #picks,
            Length { asked: #asked, looked_from: #looked_from, request: case.request_date },
            #period,
        ))
    }

    /// What is asked of the courses that there are once they are joined, or that it is not known.
    fn of_joined(
        &mut self,
        entries: &Entries,
        joined: &Joined,
        unknown: &TokenStream,
        ask: impl FnOnce(&mut Self, &TokenStream) -> TokenStream,
    ) -> TokenStream {
        let (field, joining) = (self.field(entries.fact), self.joining(joined));
        let picks = self.picks(entries);
        let asked = ask(self, &quote!(joined));
        quote!(
            case.#field
                .listed()
                .joined(#joining, #picks, case.request_date)
                .map_or(#unknown, |joined| #asked)
        )
    }

    /// Whether the number of entries of a period is one that is asked for.
    fn number(
        &mut self,
        entries: &Entries,
        asked: &TokenStream,
        period: &TokenStream,
    ) -> TokenStream {
        if let Some(joined) = &entries.joined {
            let unknown = quote!(Interval::at_least(0).inside(#asked));
            return self.of_joined(entries, joined, &unknown, |evaluation, joined| {
                evaluation.number_of(entries, joined, asked, period)
            });
        }
        let field = self.field(entries.fact);
        self.number_of(entries, &quote!(case.#field), asked, period)
    }

    /// Whether the number of entries of a history is one that is asked for.
    fn number_of(
        &mut self,
        entries: &Entries,
        history: &TokenStream,
        asked: &TokenStream,
        period: &TokenStream,
    ) -> TokenStream {
        let (counted, day) = (self.counts(entries), entry_day(entries.day));
        if let Some(different) = entries.different.and_then(|attribute| self.coded(attribute)) {
            return quote!(#history.listed().count_different(#different, #day, #counted, (#asked, #period)));
        }
        let Some(apart) = entries.apart else {
            if is_simple(entries) {
                let count = self.counted(entries, history, period);
                return quote!(#count.inside(#asked));
            }
            return quote!(#history.listed().has(#day, #counted, (#asked, #period)));
        };
        let form = match apart {
            Spacing::AtLeast(_) => quote!(AtLeast),
            Spacing::AtMost(_) => quote!(AtMost),
            Spacing::NoGap(_) => quote!(NoGap),
        };
        let apart = duration(apart.duration());
        quote!(#history.listed().count_spaced(#day, #counted, (Spacing::#form(#apart), #asked), #period))
    }

    /// How many entries of a history there are in a period, at least and at most.
    fn counted(
        &mut self,
        entries: &Entries,
        history: &TokenStream,
        period: &TokenStream,
    ) -> TokenStream {
        let (counted, day) = (self.counts(entries), entry_day(entries.day));
        quote!(#history.documented().count(#day, #counted, #period))
    }

    /// An attribute that is a code.
    fn coded(&self, attribute: FactId) -> Option<TokenStream> {
        let kind = &self.fact(attribute)?.kind;
        let values = Literal::u8_unsuffixed(u8::try_from(kind.values()?.len()).ok()?);
        let (id, many) = (fact_id(attribute), Literal::u64_unsuffixed(kind.many()));
        Some(quote!(CodedAttribute { id: #id, values: #values, many: #many }))
    }

    /// The results of a period that a measurement's condition looks at.
    fn results(&mut self, fact: FactId, method: Option<u8>, period: &TokenStream) -> TokenStream {
        let field = self.field(fact);
        match method {
            Some(method) => {
                let method = self.method(fact, method);
                quote!(case.#field.by(#method, #period))
            }
            None => quote!(case.#field.results(#period)),
        }
    }

    /// The variable of what several conditions look at; `None` where only one does.
    fn shared(&mut self, asked: &Shared) -> Option<Ident> {
        if !self.prepared.is_shared(asked) {
            return None;
        }
        if let Some(variable) = self.prepared.variable(asked) {
            return Some(variable);
        }
        let (found, name) = match asked {
            Shared::Latest { fact, method, window } => {
                let (fact, method, window) = (*fact, *method, *window);
                let bounds = self.bounds(window);
                let period = self.prepared.period(window, || bounds);
                let results = self.results(fact, method, &quote!(#period));
                let by = method
                    .and_then(|method| self.method_at(fact, method))
                    .map(|method| format!("_by_{method}"));
                (
                    quote!(#results.latest_positions()),
                    format!("latest_{}{}", self.name(fact), by.unwrap_or_default()),
                )
            }
            Shared::Count(entries) => {
                let bounds = self.bounds(entries.window);
                let period = self.prepared.period(entries.window, || bounds);
                let field = self.field(entries.fact);
                let count = self.counted(entries, &quote!(case.#field), &quote!(#period));
                let values = entries.one_code().map(|(attribute, values)| {
                    self.value_names(attribute, values)
                        .map(|(_, value)| format!("_{value}"))
                        .collect::<String>()
                });
                (count, format!("count_{}{}", self.name(entries.fact), values.unwrap_or_default()))
            }
        };
        Some(self.prepared.keep(asked.clone(), &name, found))
    }

    fn name(&self, fact: FactId) -> String {
        self.fact(fact).map(|fact| field(fact).to_string()).unwrap_or_default()
    }

    /// A part of a larger condition, in parentheses where it would not hold together.
    fn operand(&mut self, part: &Expression) -> TokenStream {
        let truth = self.truth(part);
        if let Expression::AtLeast(..) = part { quote!((#truth)) } else { truth }
    }

    fn field(&self, fact: FactId) -> Option<Ident> {
        self.fact(fact).map(field)
    }

    /// What is documented about a fact, or about an attribute of the entry that is asked about; a day
    /// that is found in a history.
    fn place(&mut self, fact: FactId) -> Option<TokenStream> {
        if let Some(position) = fact.found_position() {
            let found = found_variable(position);
            return Some(quote!(#found));
        }
        if fact.attribute_position().is_none() {
            let field = self.field(fact)?;
            return Some(quote!(case.#field));
        }
        let (set, id) = (self.type_of(fact)?, fact_id(fact));
        Some(match &self.fact(fact)?.kind {
            FactKind::Flag { .. } => quote!(entry.flag(#id)),
            FactKind::Code { .. } => {
                self.names_values = true;
                quote!(entry.code::<facts::#set>(#id))
            }
            FactKind::Count { .. } => quote!(entry.count(#id)),
            FactKind::Date => quote!(entry.day(#id)),
            FactKind::Quantity { .. } => {
                self.names_values = true;
                quote!(entry.quantity::<facts::#set>(#id))
            }
            FactKind::Age { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => {
                return None;
            }
        })
    }

    /// The type of a fact's values, or of an attribute's.
    fn type_of(&self, fact: FactId) -> Option<Ident> {
        let own = self.fact(fact)?;
        Some(match self.policy.vocabulary.history_of(fact) {
            Some((_, history)) => type_name(history, &own.name),
            None => type_name(own, ""),
        })
    }

    /// The values of a code or attribute that a mask names.
    fn values(&mut self, fact: FactId, values: u64) -> TokenStream {
        self.names_values = true;
        let named = self.value_names(fact, values).map(|(set, value)| {
            let value = format_ident!("{value}");
            quote!(facts::#set::#value)
        });
        quote!(#(#named),*)
    }

    /// The type of these values, and the name of each.
    fn value_names(&self, fact: FactId, values: u64) -> impl Iterator<Item = (Ident, &'a str)> {
        let values_of = |fact: &'a Fact| match &fact.kind {
            FactKind::Code { values, .. } => Some(&**values),
            FactKind::Flag { .. }
            | FactKind::Count { .. }
            | FactKind::Date
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => None,
        };
        let set = self.type_of(fact).zip(self.fact(fact).and_then(values_of));
        set.into_iter().flat_map(move |(set, known)| {
            let named = (0_u32..).zip(known).filter(move |(position, _)| {
                values.checked_shr(*position).is_some_and(|rest| rest & 1 == 1)
            });
            named.map(move |(_, value)| (set.clone(), &*value.name))
        })
    }

    fn method(&mut self, fact: FactId, position: u8) -> TokenStream {
        let method =
            self.method_at(fact, position).map(|method| format_ident!("{}", &*method.name));
        let set = self.fact(fact).map(|fact| type_name(fact, "method"));
        self.names_values = true;
        quote!(facts::#set::#method)
    }

    fn method_at(&self, fact: FactId, position: u8) -> Option<&'a Concept> {
        self.fact(fact)?.kind.method(position)
    }

    /// An age on a day that every case has is one comparison of the date of birth.
    fn age(
        &mut self,
        birth_date: FactId,
        at: Day,
        unit: CalendarUnit,
        test: CountTest,
    ) -> TokenStream {
        let (field, unit) = (self.field(birth_date), calendar_unit(unit));
        let asked = count_interval(test);
        let anchor = match at {
            Day::SERVICE => {
                // No one is born after the service: there, from 0 on is up to whatever number.
                let asked = match test {
                    CountTest::Compare(Operator::GreaterOrEqual, 0) => quote!(Interval::ANYTHING),
                    CountTest::Compare(Operator::Equal, 0) => quote!(Interval::at_most(0)),
                    CountTest::Between(0, high) => {
                        count_interval(CountTest::Compare(Operator::LessOrEqual, high))
                    }
                    CountTest::Compare(..) | CountTest::Between(..) => asked,
                };
                let service = self.prepared.service();
                return quote!(case.#field.days().inside(#service.births(#unit, #asked)));
            }
            Day::REQUEST => quote!(Anchor::of(case.request_date)),
            Day::On(day) => {
                let day = date(day);
                quote!(Anchor::of(const { #day }))
            }
            Day::Fact(day) => {
                let day = self.place(day);
                return quote!(case.#field.age_at(#day, #unit).inside(#asked));
            }
        };
        quote!(case.#field.days().inside(#anchor.births(#unit, #asked)))
    }

    fn date(&mut self, fact: FactId, test: DateTest) -> TokenStream {
        let days = self.days(fact);
        match test {
            DateTest::In(window) => self.date_in(&days, window),
            DateTest::Compare(operator, Day::On(day)) => {
                let day = date(day);
                let asked = match operator {
                    // What never was is not after any day.
                    Operator::Greater => quote!(days_after),
                    Operator::GreaterOrEqual => quote!(days_from),
                    Operator::Equal | Operator::Less | Operator::LessOrEqual => {
                        let constructor = constructor(operator);
                        quote!(#constructor)
                    }
                };
                quote!(#days.inside(Interval::#asked(day_number(const { #day }))))
            }
            DateTest::Compare(operator, Day::Fact(other)) => {
                let other = self.days(other);
                match operator {
                    Operator::Equal => quote!(#days.same_day_as(#other)),
                    Operator::Less => quote!(#days.earlier_than(#other)),
                    Operator::LessOrEqual => quote!(#days.no_later_than(#other)),
                    Operator::Greater => quote!(#other.earlier_than(#days)),
                    Operator::GreaterOrEqual => quote!(#other.no_later_than(#days)),
                }
            }
        }
    }

    fn date_in(&mut self, days: &TokenStream, window: Window) -> TokenStream {
        if window.until == Day::REQUEST {
            if let Some(span) = window.look_back() {
                let period = self.prepared.look_back(span);
                return quote!(#days.inside(#period));
            }
            if let Some(span) = window.ago() {
                let period = self.prepared.look_back(span);
                return quote!(#days.inside(Interval::at_most(#period.low())));
            }
        }
        if let (true, Some(Day::On(first)), Some(Day::On(last))) =
            (window.is_range(), window.from.map(|end| end.day), window.to.map(|end| end.day))
        {
            let (first, last) = (date(first), date(last));
            return quote!(#days.inside(Interval::between(day_number(const { #first }), day_number(const { #last }))));
        }
        let (from, to, joined) = self.ends(window);
        quote!(Bounds::of_date(#from, #to, #joined).hold(#days))
    }

    /// The possible days of a date.
    fn days(&mut self, fact: FactId) -> TokenStream {
        match fact {
            FactId::REQUEST_DATE => quote!(Interval::exactly(day_number(case.request_date))),
            FactId::SERVICE_DATE => quote!(Interval::exactly(day_number(case.service_date))),
            other => {
                let place = self.place(other);
                quote!(#place.days())
            }
        }
    }

    fn quantity_interval(&self, fact: FactId, test: QuantityTest) -> Option<TokenStream> {
        quantity_interval(self.fact(fact)?.kind.scale()?, test)
    }
}

/// A ratio of whole numbers.
fn ratio(Ratio { numerator, denominator }: Ratio) -> TokenStream {
    let [numerator, denominator] = [numerator, denominator].map(Literal::u64_unsuffixed);
    quote!(terms::Ratio { numerator: #numerator, denominator: #denominator })
}

/// Every case has the days of the window, and what an entry has to be is said by one attribute: then
/// several conditions can share the number.
fn is_countable(entries: &Entries) -> bool {
    let plain = Entries { filter: None, ..entries.clone() };
    entries.window.is_fixed() && is_plain(&plain) && is_simple(entries)
}

/// What an entry has to be is at most one attribute.
fn is_simple(entries: &Entries) -> bool {
    entries.joined.is_none()
        && entries.lasting.is_none()
        && (entries.filter.is_none() || entries.one_code().is_some())
}

/// All entries of the window count, each by itself.
fn is_plain(entries: &Entries) -> bool {
    let Entries {
        fact: _,
        are_readings,
        filter,
        chosen,
        different,
        joined,
        lasting,
        day,
        window: _,
        apart,
    } = entries;
    let is_counted = !are_readings && filter.is_none() && different.is_none() && chosen.is_none();
    let is_counted = is_counted && joined.is_none();
    is_counted && lasting.is_none() && apart.is_none() && *day == EntryDay::First
}

/// The variable of a day that is found in a history.
fn found_variable(position: u16) -> Ident {
    format_ident!("found_{position}")
}

fn extreme(which: Extreme) -> TokenStream {
    match which {
        Extreme::Latest => quote!(Extreme::Latest),
        Extreme::Earliest => quote!(Extreme::Earliest),
    }
}

fn entry_day(day: EntryDay) -> TokenStream {
    match day {
        EntryDay::First => quote!(EntryDay::First),
        EntryDay::Any => quote!(EntryDay::Any),
        EntryDay::Last => quote!(EntryDay::Last),
    }
}

/// The day that a window looks from.
fn looked_from(window: Window) -> TokenStream {
    match window.until {
        Day::SERVICE => quote!(case.service_date),
        Day::Fact(_) | Day::On(_) => quote!(case.request_date),
    }
}

fn lasting(asked: Lasting) -> TokenStream {
    match asked {
        Lasting::AtLeast(least) => {
            let least = duration(least);
            quote!(Lasting::AtLeast(#least))
        }
        Lasting::AtMost(most) => {
            let most = duration(most);
            quote!(Lasting::AtMost(#most))
        }
        Lasting::MoreThan(least) => {
            let least = duration(least);
            quote!(Lasting::MoreThan(#least))
        }
        Lasting::LessThan(most) => {
            let most = duration(most);
            quote!(Lasting::LessThan(#most))
        }
        Lasting::Between(least, most) => {
            let (least, most) = (duration(least), duration(most));
            quote!(Lasting::Between(#least, #most))
        }
    }
}

/// What a test looks at, where another one may look at it, too.
fn shared(term: &Term, region: Region) -> Option<Shared> {
    match *term {
        // Of several results that may be the latest, a comparison with one number only needs the
        // lowest and the highest.
        Term::Result { fact, selection: Selection::Latest, method, window }
            if window.is_fixed() =>
        {
            region.quantity()?;
            region.opposite().map(|_| Shared::Latest { fact, method, window })
        }
        Term::Entries(ref entries) if is_countable(entries) => Some(Shared::Count(entries.clone())),
        Term::Flag(_)
        | Term::Code(_)
        | Term::Count(_)
        | Term::Date(_)
        | Term::Quantity(_)
        | Term::Calculated { .. }
        | Term::Age { .. }
        | Term::OnFile { .. }
        | Term::Result { .. }
        | Term::Entries(_)
        | Term::Anchored { .. } => None,
    }
}
