//! Atoms: the predicates that a chart leaves open, and the ways in which they can turn out
//! together.
//!
//! In: predicates, and charts: one, or the same one at several dates. Out: groups of atoms. The
//! atoms of a group ask about the same thing, such as one code, and depend on each other: whoever
//! is in class II is not in class III. So a group has *cells*, the possible answers to all its
//! atoms at once: values that all its atoms treat alike form one cell, however many there are.
//! Different groups are independent, and each group is one variable of a decision
//! [diagram](super::diagram).
//!
//! Some groups are coarser than reality: if a measurement is partly documented, its selections,
//! methods and windows count as independent, and so does everything with too many worlds, except
//! for what no two of them can do together. This never hides a fact that matters and never proves
//! anything false; it may keep a fact that does not matter, or leave something unproved:
//! [`Atoms::split`] says which.

mod alone;
mod apart;
mod calculated;
mod dated;
mod dates;
mod events;
mod example;
mod joined;
mod normal;
mod numbers;
mod orders;
mod readings;
mod related;
mod results;
#[cfg(test)]
mod tests;
mod ways;
mod windowed;

pub(crate) use alone::only_answer;
pub use apart::days_apart;
pub use example::{Example, ShownValue};
pub use numbers::told_apart_positions;

use crate::Truth;
use crate::case::{CaseFact, FactView};
use crate::evaluate::reference::{Documentation, contains};
use crate::policy::{
    Comparable, Entries, Expression, Formula, Region, Relation, Selection, Term, Window,
};
use crate::possible::{Complete, Distance, Entry, EntryDay};
use crate::vocabulary::{FactId, FactKind, HistoryForm, Vocabulary};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// How each atom of a group turns out.
pub(super) type Cell = Vec<bool>;

/// The possible cells, and for each what the chart may say.
type Cells = BTreeMap<Cell, Example>;

/// Atoms that depend on each other.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// The facts that the atoms ask about: one, or dates that are compared with each other; none if
    /// the dates of the request alone decide.
    pub facts: Vec<FactId>,
    /// The atoms, each once.
    pub atoms: Vec<&'a Expression>,
    /// The answers that are possible together: for each atom, whether it is met; and if results may
    /// be missing, also whether it certainly fails.
    pub cells: Vec<Vec<bool>>,
    /// For each chart: what it may say for each cell; `None` if the cell is impossible.
    examples: Vec<Vec<Option<Example>>>,
}

impl Group<'_> {
    /// Whether an atom is met in a cell.
    #[must_use]
    pub fn holds(&self, cell: usize, atom: usize) -> bool {
        self.settled(cell, atom, true).unwrap_or(false)
    }

    /// Whether an atom is certainly met in a cell, or certainly fails: if a result may be missing,
    /// neither may be the case. `None` if there is no such cell or atom.
    #[must_use]
    pub fn settled(&self, cell: usize, atom: usize, met: bool) -> Option<bool> {
        let cell = self.cells.get(cell)?;
        let is_met = *cell.get(atom)?;
        if met {
            return Some(is_met);
        }
        let fails = self.atoms.len().checked_add(atom).and_then(|place| cell.get(place));
        Some(fails.copied().unwrap_or(!is_met))
    }

    /// Whether a cell is possible in the chart at this position.
    #[must_use]
    pub fn is_possible(&self, chart: usize, cell: usize) -> bool {
        self.example(chart, cell).is_some()
    }

    /// What the chart at this position may say to be in this cell.
    #[must_use]
    pub fn example(&self, chart: usize, cell: usize) -> Option<&Example> {
        self.examples.get(chart)?.get(cell)?.as_ref()
    }
}

/// What a predicate is, given the charts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// It is met in every possible world, or in none.
    Decided(bool),
    /// An atom.
    Open {
        /// The position of its group.
        group: usize,
        /// Its position in the group.
        atom: usize,
    },
}

/// The predicates that charts leave open.
#[derive(Clone, Debug)]
pub struct Atoms<'a> {
    groups: Vec<Group<'a>>,
    /// By what the predicate asks: a predicate that occurs in several places, or in copies of a
    /// policy, is one atom.
    meanings: FxHashMap<&'a Expression, Meaning>,
    completeness: Completeness,
    split: Vec<Split<'a>>,
}

/// Atoms on the same facts that can turn out together in too many ways to be one group.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    /// The atoms.
    pub atoms: Vec<&'a Expression>,
    /// For each chart: what no two of them can do together. What no three of them can do is not
    /// known.
    pub impossible: Vec<Vec<[Answer<'a>; 2]>>,
}

/// An atom, and whether it is met.
pub type Answer<'a> = (&'a Expression, bool);

/// To what extent results are documented in a completion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Completeness {
    /// Every selection that is compared has a result. Such members exist, so this is for claims
    /// that some member exists.
    Decided,
    /// A selection may have no result, so what is asked about it is neither met nor not met. For
    /// claims about all members.
    Any,
}

impl<'a> Atoms<'a> {
    /// The atoms among some predicates.
    #[must_use]
    pub fn of(
        predicates: impl IntoIterator<Item = &'a Expression>,
        charts: &[Documentation<'_>],
        completeness: Completeness,
    ) -> Atoms<'a> {
        let mut atoms = Atoms {
            groups: Vec::new(),
            meanings: FxHashMap::default(),
            completeness,
            split: Vec::new(),
        };
        let mut open = Vec::new();
        for predicate in predicates {
            let mut truths = charts.iter().map(|chart| chart.truth(predicate));
            let first = truths.next().unwrap_or(Truth::UNKNOWN);
            if first.is_unknown() || truths.any(|truth| truth != first) {
                open.push(predicate);
            } else {
                atoms.meanings.insert(predicate, Meaning::Decided(first == Truth::MET));
            }
        }
        for (key, together) in Key::partition(&open, charts) {
            atoms.add(&key, together, charts);
        }
        // For each predicate, the group and the atom.
        for (group, known) in atoms.groups.iter().enumerate() {
            let places = known.atoms.iter().enumerate();
            let places =
                places.map(|(atom, predicate)| (*predicate, Meaning::Open { group, atom }));
            atoms.meanings.extend(places);
        }
        atoms
    }

    /// Adds atoms as one group or, if their dependencies cannot be determined, as smaller groups,
    /// as if they were independent.
    fn add(&mut self, key: &Key, atoms: Vec<&'a Expression>, charts: &[Documentation<'_>]) {
        let cells = charts
            .iter()
            .map(|chart| {
                key.cells(&atoms, *chart, self.completeness).filter(|cells| !cells.is_empty())
            })
            .collect::<Option<Vec<_>>>();
        match cells {
            Some(cells) => self.groups.push(group(key, atoms, &cells)),
            None if atoms.len() == 1 => {
                let may_be_neither = atoms.iter().any(|atom| {
                    may_be_neither(atom) || charts.iter().any(|chart| counts_many(atom, *chart))
                });
                let answers = if may_be_neither && self.completeness == Completeness::Any {
                    vec![vec![false, false], vec![false, true], vec![true, false]]
                } else {
                    vec![vec![false], vec![true]]
                };
                let cells = answers.into_iter().map(|answer| (answer, Example::Unknown));
                let cells = vec![cells.collect::<Cells>(); charts.len()];
                self.groups.push(group(key, atoms, &cells));
            }
            None => {
                let impossible = charts
                    .iter()
                    .map(|chart| key.impossible_pairs(&atoms, *chart, self.completeness))
                    .collect();
                for (key, together) in key.smaller(&atoms) {
                    self.add(&key, together, charts);
                }
                self.split.push(Split { atoms, impossible });
            }
        }
    }

    /// The groups, in the order in which the policy first asks about them.
    #[must_use]
    pub fn groups(&self) -> &[Group<'a>] {
        &self.groups
    }

    /// The atoms that should be one group but are too many.
    #[must_use]
    pub fn split(&self) -> &[Split<'a>] {
        &self.split
    }

    /// What a predicate is, whether it was given or only asks the same; `None` for a connective,
    /// and for a predicate that was not among them.
    #[must_use]
    pub fn meaning(&self, predicate: &Expression) -> Option<Meaning> {
        self.meanings.get(predicate).copied()
    }
}

/// The same cells, each with what fails in it; and one in which there is no result, so that nothing
/// is met and nothing fails.
fn or_without_result(cells: Cells, atoms: usize) -> Cells {
    let both = |(cell, example): (Cell, Example)| {
        let fails = cell.iter().map(|met| !met).collect::<Cell>();
        ([cell, fails].concat(), example)
    };
    let without = (vec![false; atoms.saturating_mul(2)], Example::Unknown);
    cells.into_iter().map(both).chain([without]).collect()
}

/// It asks what one entry is, which two entries of one day may leave open.
fn asks_for_one(atom: &Expression) -> bool {
    atom.asked().and_then(|(term, _)| term.entries()).is_some_and(|asked| asked.chosen.is_some())
}

fn group<'a>(key: &Key, atoms: Vec<&'a Expression>, charts: &[Cells]) -> Group<'a> {
    let mut cells = charts.iter().flat_map(|cells| cells.keys().cloned()).collect::<Vec<_>>();
    cells.sort_unstable();
    cells.dedup();
    let examples = charts
        .iter()
        .map(|possible| cells.iter().map(|cell| possible.get(cell).cloned()).collect())
        .collect();
    Group { facts: key.facts(), atoms, cells, examples }
}

/// What atoms must have in common to depend on each other.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Key {
    Flag(FactId),
    Code(FactId),
    Count(FactId),
    /// Dates that are compared with each other, or one date; none if the dates of the request alone
    /// decide.
    Dates(Vec<FactId>),
    Quantity(FactId),
    /// A calculated number, and the facts that it depends on of which not everything is known.
    Calculated(FactId, Formula, Vec<FactId>),
    /// All results of a measurement about which nothing is documented.
    Results(FactId),
    /// How one selection of these lies to its own limits of normal.
    Limits(FactId, Selection, Option<u8>, Window),
    /// What one selection of the results comes to.
    Selected(FactId, Selection, Option<u8>, Window),
    Events(FactId),
    /// Results or events of which nothing is documented, in a window that is counted from a date of
    /// which not everything is.
    Windowed(FactId, Window),
    /// Numbers of events that lie apart, of which nothing is documented, in one window.
    Spaced(Entries),
    /// Courses that are joined, of which nothing is documented, in one window.
    Joined(Entries),
    /// Two terms that are compared with each other, about which nothing is documented, and all
    /// facts that they depend on.
    Related(Comparable, Comparable, Vec<FactId>),
    /// One atom, apart from others about the same facts.
    Alone(Vec<FactId>),
}

impl Key {
    /// Predicates grouped by what they have in common, in the order of first mention, each once.
    fn partition<'a>(
        predicates: &[&'a Expression],
        charts: &[Documentation<'_>],
    ) -> Vec<(Key, Vec<&'a Expression>)> {
        let mut parts = Vec::<(Key, Vec<&'a Expression>)>::new();
        for predicate in predicates {
            let Some(key) = charts.first().and_then(|chart| Key::of(predicate, *chart)) else {
                continue;
            };
            match parts.iter_mut().find(|(known, _)| *known == key) {
                Some((_, together)) if together.contains(predicate) => {}
                Some((_, together)) => together.push(predicate),
                None => parts.push((key, vec![predicate])),
            }
        }
        // Dates that are compared, even indirectly, belong together.
        let mut joined = Vec::<(Key, Vec<&'a Expression>)>::new();
        for (key, mut atoms) in parts {
            let Key::Dates(mut facts) = key else {
                joined.push((key, atoms));
                continue;
            };
            let shares = |known: &Key| matches!(known, Key::Dates(others) if others.iter().any(|other| facts.contains(other)) || (others.is_empty() && facts.is_empty()));
            let touched = joined
                .iter()
                .enumerate()
                .filter(|(_, (known, _))| shares(known))
                .map(|(position, _)| position)
                .collect::<Vec<_>>();
            let place = touched.first().copied().unwrap_or(joined.len());
            for position in touched.into_iter().rev() {
                if let (Key::Dates(others), mut earlier) = joined.remove(position) {
                    facts.extend(others);
                    earlier.append(&mut atoms);
                    atoms = earlier;
                }
            }
            facts.sort_unstable();
            facts.dedup();
            joined.insert(place, (Key::Dates(facts), atoms));
        }
        joined
    }

    /// `None` for a connective.
    fn of(predicate: &Expression, chart: Documentation<'_>) -> Option<Key> {
        let open_date = |fact: &FactId| {
            let days = chart.days(*fact);
            days.exact().is_none() && !days.is_never()
        };
        let (term, region) = predicate.asked()?;
        let open = || {
            let open = |fact: &FactId| {
                let is_exact = chart.view(*fact).is_some_and(FactView::is_exact);
                is_open(*fact, chart) && !is_exact
            };
            predicate.subjects().filter(open).collect()
        };
        if !term.found_days().is_empty() {
            return Some(Key::Alone(open()));
        }
        if let Region::Than(Relation { other, .. }) = region {
            let facts = predicate.subjects().collect::<Vec<_>>();
            let term = term.comparable()?;
            return Some(if is_unknown(term, chart) && is_unknown(other, chart) {
                Key::Related(term, other, facts)
            } else {
                Key::Alone(facts.into_iter().filter(|fact| is_open(*fact, chart)).collect())
            });
        }
        Some(match *term {
            Term::Flag(fact) => Key::Flag(fact),
            Term::Code(fact) => Key::Code(fact),
            Term::Count(fact) => Key::Count(fact),
            Term::Age { .. } | Term::Date(_) => {
                Key::Dates(predicate.subjects().filter(open_date).collect())
            }
            Term::Quantity(fact) => Key::Quantity(fact),
            Term::Calculated { fact, ref formula } => {
                Key::Calculated(fact, Formula::clone(formula), chart.open_in(formula))
            }
            // A result more may answer it; and how many lie apart is not told.
            Term::Result { fact, selection: Selection::AtLeast { apart, .. }, .. }
                if apart.is_some()
                    || matches!(chart.view(fact), Some(FactView::Measurement([_, ..]))) =>
            {
                Key::Alone(predicate.subjects().filter(|fact| is_open(*fact, chart)).collect())
            }
            // Of two results, either may be the higher one whatever its limits.
            Term::Result { fact, selection, method, window }
                if region.norm().is_some()
                    && (matches!(chart.view(fact), Some(FactView::Measurement([_, ..])))
                        || matches!(selection, Selection::Highest | Selection::Lowest)) =>
            {
                if matches!(chart.view(fact), Some(FactView::Measurement([_, ..]))) {
                    Key::Alone(predicate.subjects().filter(|fact| is_open(*fact, chart)).collect())
                } else {
                    Key::Limits(fact, selection, method, window)
                }
            }
            Term::Result { fact, selection, method, window } => {
                match (chart.view(fact), chart.span(window)) {
                    (Some(FactView::Measurement([_, ..])), Some(_)) => {
                        Key::Selected(fact, selection, method, window)
                    }
                    (Some(FactView::Measurement([_, ..])), None) => Key::Alone(
                        predicate.subjects().filter(|fact| is_open(*fact, chart)).collect(),
                    ),
                    (_, Some(_)) => Key::Results(fact),
                    (_, None) => Key::Windowed(fact, window),
                }
            }
            Term::OnFile { fact, number, window, .. } => {
                let is_documented =
                    matches!(chart.view(fact), Some(FactView::Measurement([_, ..])));
                match chart.span(window) {
                    _ if number > 1 || is_documented => Key::Alone(
                        predicate.subjects().filter(|fact| is_open(*fact, chart)).collect(),
                    ),
                    Some(_) => Key::Results(fact),
                    None => Key::Windowed(fact, window),
                }
            }
            // Of readings that are documented, one more may answer it.
            Term::Entries(Entries { fact, are_readings: true, apart, ref different, .. })
                if apart.is_some()
                    || different.is_some()
                    || matches!(chart.view(fact), Some(FactView::History(history)) if !history.is_unknown()) =>
            {
                Key::Alone(predicate.subjects().filter(|fact| is_open(*fact, chart)).collect())
            }
            Term::Entries(ref entries) => {
                let Entries { fact, window, apart, lasting, day, .. } = *entries;
                let is_plain = lasting.is_none() && day == EntryDay::First;
                match (chart.view(fact), chart.span(window)) {
                    // Other facts decide which entries count, or how long a course can have lasted in
                    // a window that is not known.
                    (_, span)
                        if entries.longest_gap().is_some()
                            || entries.compared_with().iter().any(|fact| !fact.is_built_in())
                            || !is_plain && (apart.is_some() || span.is_none())
                            || (entries.chosen.is_some() || entries.joined.is_some())
                                && span.is_none() =>
                    {
                        Key::Alone(open())
                    }
                    (Some(FactView::History(history)), _)
                        if (apart.is_some() || entries.joined.is_some())
                            && !history.is_unknown() =>
                    {
                        let open = |fact: &FactId| is_open(*fact, chart);
                        Key::Alone(predicate.subjects().filter(open).collect())
                    }
                    (_, Some(_)) if entries.joined.is_some() => Key::Joined(entries.clone()),
                    (_, Some(_)) if apart.is_some() => Key::Spaced(entries.clone()),
                    (_, None) if apart.is_some() => Key::Alone(predicate.subjects().collect()),
                    (_, Some(_)) => Key::Events(fact),
                    (Some(FactView::History(history)), None) if !history.is_unknown() => {
                        Key::Alone(
                            predicate.subjects().filter(|fact| is_open(*fact, chart)).collect(),
                        )
                    }
                    (_, None) => Key::Windowed(fact, window),
                }
            }
            Term::Anchored { .. } => Key::Alone(open()),
        })
    }

    fn selected(predicate: &Expression) -> Option<Key> {
        match *predicate {
            Expression::Test {
                term: Term::Result { fact, selection, method, window },
                region: Region::Norm(_),
            } => Some(Key::Limits(fact, selection, method, window)),
            Expression::Test { term: Term::Result { fact, selection, method, window }, .. } => {
                Some(Key::Selected(fact, selection, method, window))
            }
            Expression::AtLeast(..)
            | Expression::Not(_)
            | Expression::If { .. }
            | Expression::Test { .. } => None,
        }
    }

    /// The same atoms in smaller parts, if all together have too many worlds.
    fn smaller<'a>(&self, atoms: &[&'a Expression]) -> Vec<(Key, Vec<&'a Expression>)> {
        let mut parts = Vec::<(Key, Vec<&'a Expression>)>::new();
        for atom in atoms {
            let key = match self {
                Key::Results(_) => Key::selected(atom),
                Key::Flag(_)
                | Key::Code(_)
                | Key::Count(_)
                | Key::Dates(_)
                | Key::Quantity(_)
                | Key::Calculated(..)
                | Key::Limits(..)
                | Key::Selected(..)
                | Key::Events(_)
                | Key::Windowed(..)
                | Key::Spaced(..)
                | Key::Joined(..)
                | Key::Related(..)
                | Key::Alone(_) => None,
            };
            match parts.iter_mut().find(|(known, _)| key.as_ref() == Some(known)) {
                Some((_, together)) => together.push(atom),
                None => {
                    // Dates that are known, such as the date of the request, are not part of it.
                    let together = self.facts();
                    let open = || atom.subjects().filter(|fact| together.contains(fact)).collect();
                    parts.push((key.unwrap_or_else(|| Key::Alone(open())), vec![atom]));
                }
            }
        }
        parts
    }

    /// What no two of these atoms can do together.
    fn impossible_pairs<'a>(
        &self,
        atoms: &[&'a Expression],
        chart: Documentation<'_>,
        completeness: Completeness,
    ) -> Vec<[Answer<'a>; 2]> {
        let mut found = Vec::new();
        for (position, one) in atoms.iter().enumerate() {
            for other in atoms.iter().skip(position.saturating_add(1)) {
                let cells = self.cells(&[*one, *other], chart, completeness);
                let Some(cells) = cells.filter(|cells| !cells.is_empty()) else { continue };
                for answers in [[false, false], [false, true], [true, false], [true, true]] {
                    if !cells.keys().any(|cell| cell.starts_with(&answers)) {
                        let [first, second] = answers;
                        found.push([(*one, first), (*other, second)]);
                    }
                }
            }
        }
        found
    }

    fn facts(&self) -> Vec<FactId> {
        match self {
            Key::Dates(facts)
            | Key::Alone(facts)
            | Key::Related(.., facts)
            | Key::Calculated(.., facts) => facts.clone(),
            Key::Windowed(fact, window) | Key::Limits(fact, _, _, window) => {
                [*fact].into_iter().chain(window.anchors()).collect()
            }
            Key::Flag(fact)
            | Key::Code(fact)
            | Key::Count(fact)
            | Key::Quantity(fact)
            | Key::Results(fact)
            | Key::Selected(fact, ..)
            | Key::Spaced(Entries { fact, .. })
            | Key::Joined(Entries { fact, .. })
            | Key::Events(fact) => vec![*fact],
        }
    }

    /// `None` if there are too many.
    fn cells(
        &self,
        atoms: &[&Expression],
        chart: Documentation<'_>,
        completeness: Completeness,
    ) -> Option<Cells> {
        match self {
            Key::Flag(_) => {
                Some([false, true].map(|yes| (vec![yes; atoms.len()], Example::Flag(yes))).into())
            }
            Key::Code(fact) => {
                let cell = |position| {
                    let among = |atom: &&Expression| {
                        region_of(atom)
                            .and_then(Region::values)
                            .is_some_and(|values| contains(values, position))
                    };
                    atoms.iter().map(among).collect::<Cell>()
                };
                Some(first_of_each(
                    chart
                        .candidates(*fact)
                        .map(|position| (cell(position), Example::Code(position))),
                ))
            }
            Key::Count(fact) => Some(numbers::counts(*fact, atoms, chart)),
            Key::Dates(facts) => dates::cells(facts, atoms, chart, completeness),
            Key::Quantity(fact) => numbers::quantities(*fact, atoms, chart),
            Key::Calculated(fact, formula, facts) => {
                calculated::cells((*fact, formula), facts, atoms, chart, completeness)
            }
            Key::Results(fact) => results::undocumented(*fact, atoms, chart, completeness),
            Key::Limits(fact, _, _, window) if chart.span(*window).is_some() => {
                results::undocumented(*fact, atoms, chart, completeness)
            }
            Key::Selected(fact, selection, method, window) => {
                let selected = (*selection, *method, *window);
                let cells = results::selected(*fact, selected, atoms, chart)?;
                Some(match completeness {
                    Completeness::Decided => cells,
                    Completeness::Any => or_without_result(cells, atoms.len()),
                })
            }
            Key::Limits(fact, _, _, window) | Key::Windowed(fact, window) => {
                windowed::cells(*fact, *window, atoms, chart, completeness)
            }
            Key::Events(fact) if is_of_readings(*fact, chart) => {
                readings::cells(*fact, atoms, chart, completeness)
            }
            Key::Events(fact) => events::cells(*fact, atoms, chart, completeness),
            Key::Spaced(entries) => events::spaced(entries, atoms, chart, completeness),
            Key::Joined(entries) => joined::cells(entries, atoms, chart, completeness),
            Key::Related(term, _, facts) => {
                related::cells(*term, facts, atoms, chart, completeness)
            }
            Key::Alone(_) => apart::cells(atoms, chart, completeness),
        }
    }
}

/// It may be neither met nor not met in a completion: a result may be missing, and of zero there are
/// no percentages.
fn may_be_neither(atom: &Expression) -> bool {
    let Expression::Test { term, region } = atom else { return false };
    let compared = region.relation().is_some_and(|relation| {
        relation.other.term().asks_for_results()
            || matches!(relation.distance, Distance::Percent(_))
    });
    // So may a condition on an entry that compares its attributes.
    let found = || term.found_days().iter();
    let mut of_entry =
        term.looked_at().flat_map(Entries::conditions).flat_map(Expression::predicates);
    // Of two courses that began on one day, each may be the one that ends; an age needs a day.
    let is_age = matches!(term.inner(), Term::Age { .. });
    let counted_from = found().any(|day| is_age || day.is_end);
    let one = asks_for_one(atom) || asks_for_joined(atom) || compared || counted_from;
    term.asks_for_results() || one || of_entry.any(may_be_neither)
}

/// It counts values of which some stand for several things: of two such entries, a complete history
/// does not say whether they are alike.
fn counts_many(atom: &Expression, chart: Documentation<'_>) -> bool {
    let asked = atom.asked().and_then(|(term, _)| term.entries());
    let attribute = asked.and_then(|asked| chart.kind(asked.different?));
    attribute.is_some_and(|kind| kind.many() != 0)
}

/// It asks for joined courses, which a value that may stand for several things leaves open.
fn asks_for_joined(atom: &Expression) -> bool {
    atom.asked().and_then(|(term, _)| term.entries()).is_some_and(|asked| asked.joined.is_some())
}

/// Nothing is documented about the number of a term.
fn is_unknown(term: Comparable, chart: Documentation<'_>) -> bool {
    match chart.view(term.fact()) {
        None | Some(FactView::Quantity(None) | FactView::Measurement([])) => true,
        Some(FactView::Count(count)) => count.written().is_none(),
        Some(
            FactView::Flag(_)
            | FactView::Code(_)
            | FactView::Date(_)
            | FactView::Quantity(Some(_))
            | FactView::Measurement(_)
            | FactView::History(_),
        ) => false,
    }
}

/// It is a fact whose entries are readings.
fn is_of_readings(fact: FactId, chart: Documentation<'_>) -> bool {
    matches!(chart.kind(fact), Some(FactKind::History { form: HistoryForm::Readings, .. }))
}

/// More documentation can tell more about a fact.
fn is_open(fact: FactId, chart: Documentation<'_>) -> bool {
    match chart.view(fact) {
        _ if fact.is_built_in() => false,
        Some(FactView::Date(date)) => date.exact().is_none() && !date.is_never(),
        Some(FactView::History(history)) => {
            let is_course = matches!(
                chart.kind(fact),
                Some(FactKind::History { form: HistoryForm::Courses, .. })
            );
            let is_known = |entry: &Entry| {
                let is_over = entry.end.exact().is_some() || entry.end.is_never();
                entry.date.exact().is_some()
                    && (is_over || !is_course)
                    && has_all_attributes(entry, fact, chart.vocabulary)
            };
            history.complete != Complete::Yes || !history.entries.iter().all(is_known)
        }
        _ => true,
    }
}

/// Of no attribute of an entry more can be told.
fn has_all_attributes(entry: &Entry, fact: FactId, vocabulary: &Vocabulary) -> bool {
    let is_exact = |attribute| {
        entry.attribute(attribute).is_some_and(|value| CaseFact::view(value).is_exact())
    };
    vocabulary.attributes_of(fact).all(|(attribute, _)| is_exact(attribute))
}

/// What an atom asks of its term.
const fn region_of(atom: &Expression) -> Option<Region> {
    if let Expression::Test { region, .. } = atom { Some(*region) } else { None }
}

/// The first example of each cell.
fn first_of_each(cells: impl IntoIterator<Item = (Cell, Example)>) -> Cells {
    let mut first = BTreeMap::new();
    for (cell, example) in cells {
        first.entry(cell).or_insert(example);
    }
    first
}
