//! What the names in a condition mean: facts, `define`s and parameters; and where mistakes are
//! reported.

use super::handed::visit_parameters;
use super::unknown::unknown_fact;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::syntax::expression::Predicate;
use crate::syntax::policy::Define;
use crate::syntax::table::Table;
use crate::text::{Name, Place};
use policy_core::policy::{Day, FoundDay};
use policy_core::suggest::nearest;
use policy_core::vocabulary::{Fact, FactId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What a parameter of a `define` stands for while the body is checked.
#[derive(Clone, Copy, Debug)]
pub enum Binding {
    /// The `define` itself is being checked: what depends on the parameter is left to its uses.
    Open,
    /// A use hands over this fact; the place of the argument is where mistakes with it are
    /// reported, unless they were before.
    Fact { fact: FactId, place: Option<Place> },
}

/// What the subject of a predicate is.
pub enum Subject<'v> {
    Fact(FactId, &'v Fact),
    /// A parameter whose fact is not known yet.
    Open,
}

/// What a policy gives a name.
#[derive(Clone, Copy)]
pub enum Definition<'a> {
    Condition(&'a Define),
    Table(&'a Table),
}

impl<'a> Definition<'a> {
    pub const fn name(self) -> &'a Name {
        match self {
            Definition::Condition(define) => &define.name,
            Definition::Table(table) => &table.name,
        }
    }
}

/// How many conditions a policy may have once its `define`s are written out, and how deeply they
/// may be nested in each other: far beyond what can be read, and safe for the compiler's time and
/// stack.
const MOST_PARTS: usize = 20_000;
const DEEPEST: usize = 200;

#[derive(Default)]
struct Size {
    parts: usize,
    depth: usize,
    exceeded: bool,
}

#[derive(Clone, Copy, Debug)]
enum Reporting {
    AtTheirPlace,
    /// Inside a use of a `define`, whose own mistakes are reported where it is.
    Silent,
    /// The fault lies with an argument of a use; what is where it would else be reported.
    At(Place, &'static str),
}

/// The names that can be used at some point of a policy.
pub struct Scope<'a> {
    pub vocabulary: &'a Vocabulary,
    /// Facts that the vocabulary declares with a mistake, which is reported there.
    left_out: Option<&'a BTreeSet<String>>,
    errors: &'a mut Diagnostics,
    definitions: Vec<Definition<'a>>,
    used: BTreeSet<String>,
    bindings: BTreeMap<String, Binding>,
    /// The `define`s whose bodies are being checked, outermost first.
    open: Vec<String>,
    /// The `define`s in which something is wrong, which is reported there: their uses say nothing
    /// further.
    broken: BTreeSet<String>,
    reporting: Reporting,
    /// The arguments about which something was said.
    told: BTreeSet<usize>,
    /// Where `on file` is; inside a use of a `define`, where that is.
    on_file: Vec<Place>,
    size: Size,
    /// The day that windows look back from.
    looked_from: Day,
    /// The history of whose entries something is asked: names are its attributes.
    entry: Option<FactId>,
    /// The days in histories that the predicate is counted from, as far as they have been checked.
    found: Vec<FoundDay>,
    /// What is checked is part of such a day.
    is_in_found_day: bool,
    /// Everything that the author wrote could be read.
    complete: bool,
}

impl<'a> Scope<'a> {
    pub fn new(vocabulary: &'a Vocabulary, errors: &'a mut Diagnostics) -> Scope<'a> {
        Scope {
            vocabulary,
            left_out: None,
            complete: errors.is_empty(),
            errors,
            definitions: Vec::new(),
            used: BTreeSet::new(),
            bindings: BTreeMap::new(),
            open: Vec::new(),
            broken: BTreeSet::new(),
            reporting: Reporting::AtTheirPlace,
            told: BTreeSet::new(),
            on_file: Vec::new(),
            size: Size::default(),
            looked_from: Day::REQUEST,
            entry: None,
            found: Vec::new(),
            is_in_found_day: false,
        }
    }

    /// Checks something over another vocabulary.
    pub fn of_vocabulary<T>(
        &mut self,
        vocabulary: &Vocabulary,
        check: impl FnOnce(&mut Scope<'_>) -> T,
    ) -> T {
        check(&mut Scope::new(vocabulary, self.errors))
    }

    /// The day that windows look back from.
    pub const fn looked_from(&self) -> Day {
        self.looked_from
    }

    /// From now on windows look back from this day.
    pub const fn look_from(&mut self, day: Day) {
        self.looked_from = day;
    }

    /// Checks what is asked of the entries of a history: names are its attributes, and facts of the
    /// case only what these are compared with.
    pub fn of_entries<T>(&mut self, history: FactId, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        let outside = self.entry.replace(history);
        let checked = check(self);
        self.entry = outside;
        checked
    }

    /// Checks a predicate, or a part of one, and gives the days in histories that it is counted from.
    pub fn counting<T>(&mut self, check: impl FnOnce(&mut Scope<'a>) -> T) -> (T, Vec<FoundDay>) {
        let outside = std::mem::take(&mut self.found);
        let checked = check(self);
        (checked, std::mem::replace(&mut self.found, outside))
    }

    /// The predicate is counted from this day, too: the fact that it is in it.
    pub fn count_from(&mut self, day: FoundDay) -> FactId {
        let known = self.found.iter().position(|known| *known == day);
        let position = known.unwrap_or_else(|| {
            self.found.push(day);
            self.found.len().saturating_sub(1)
        });
        FactId::found(u16::try_from(position).unwrap_or_default())
    }

    /// Checks a part of a day in a history.
    pub fn in_found_day<T>(&mut self, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        let outside = std::mem::replace(&mut self.is_in_found_day, true);
        let checked = check(self);
        self.is_in_found_day = outside;
        checked
    }

    /// Whether what is checked is part of a day in a history.
    pub const fn is_in_found_day(&self) -> bool {
        self.is_in_found_day
    }

    /// The history of whose entries something is asked.
    pub fn history(&self) -> Option<(FactId, &'a Fact)> {
        let vocabulary = self.vocabulary;
        self.entry.and_then(|history| Some((history, vocabulary.fact(history)?)))
    }

    /// Whether something is asked of the entries of a history.
    pub const fn is_of_entries(&self) -> bool {
        self.entry.is_some()
    }

    /// The attribute of this name where entries are asked about, or else the fact.
    pub fn named(&self, name: &str) -> Option<(FactId, &'a Fact)> {
        let vocabulary = self.vocabulary;
        let attribute = self.entry.and_then(|history| {
            vocabulary.attributes_of(history).find(|(_, attribute)| attribute.name == name)
        });
        attribute.or_else(|| vocabulary.find(name))
    }

    /// Over a vocabulary that is without some of the facts that it declares.
    pub fn over(
        vocabulary: &'a Vocabulary,
        left_out: &'a BTreeSet<String>,
        errors: &'a mut Diagnostics,
    ) -> Scope<'a> {
        Scope { left_out: Some(left_out), ..Scope::new(vocabulary, errors) }
    }

    pub fn report(&mut self, mistake: Diagnostic) {
        let mistake = self.about_history(mistake);
        match self.reporting {
            Reporting::AtTheirPlace => self.errors.push(mistake),
            Reporting::Silent => {}
            Reporting::At(place, what) => {
                self.errors.push(mistake.moved_to(place, what));
                // One argument that does not fit is one mistake, however often the `define` asks
                // about it.
                self.reporting = Reporting::Silent;
            }
        }
    }

    /// An attribute is declared where its history is.
    fn about_history(&self, mut mistake: Diagnostic) -> Diagnostic {
        if let (Some(history), Some(fact)) = (self.entry, &mut mistake.fact)
            && self.named(fact).is_some_and(|(id, _)| id.attribute_position().is_some())
        {
            self.vocabulary.name_of(history).clone_into(fact);
        }
        mistake
    }

    /// Checks a part of a condition, unless the policy is too large already: a few `define`s that
    /// use each other twice grow beyond all bounds.
    pub fn within_limits<T>(
        &mut self,
        place: Place,
        check: impl FnOnce(&mut Scope<'a>) -> Option<T>,
    ) -> Option<T> {
        if self.size.exceeded {
            return None;
        }
        self.size.parts = self.size.parts.saturating_add(1);
        let (what, note) = if self.size.parts > MOST_PARTS {
            (
                "this policy is too large",
                format!(
                    "at most {MOST_PARTS} conditions, with every `define` written out where it is used"
                ),
            )
        } else if self.size.depth >= DEEPEST {
            (
                "this is nested too deeply",
                format!(
                    "at most {DEEPEST} levels can be nested, with every `define` written out where it is used"
                ),
            )
        } else {
            let depth = self.size.depth;
            self.size.depth = depth.saturating_add(1);
            let checked = check(self);
            self.size.depth = depth;
            return checked;
        };
        self.size.exceeded = true;
        self.report_everywhere(
            Diagnostic::at(place, what).help("ask for less here, or split the policy").note(note),
        );
        None
    }

    /// Reports even inside a use of a `define`: what concerns several `define`s has no single
    /// place.
    pub fn report_everywhere(&mut self, mistake: Diagnostic) {
        self.errors.push(mistake);
    }

    /// How many mistakes there are so far.
    pub fn reported(&self) -> usize {
        self.errors.count()
    }

    /// Reports that something is missing, unless it may be in the text that could not be read.
    pub fn report_missing(&mut self, mistake: Diagnostic) {
        if self.complete {
            self.report(mistake);
        }
    }

    /// Brings a `define` into scope.
    pub fn add_definition(&mut self, definition: Definition<'a>) {
        self.definitions.push(definition);
    }

    /// The number of `define`s in scope, to be handed to [`forget_defines`](Self::forget_defines).
    pub fn defines_in_scope(&self) -> usize {
        self.definitions.len()
    }

    /// Takes the `define`s of a version out of scope, and reports those that nothing used.
    pub fn forget_defines(&mut self, remaining: usize) {
        for definition in self.definitions.split_off(remaining) {
            let name = definition.name();
            let told = self.size.exceeded || self.is_broken(&name.value);
            if !self.used.remove(&name.value) && !told {
                let mistake =
                    Diagnostic::at(name.place, format!("`define {}` is not used", name.value));
                self.report_missing(mistake.help("use it in a criterion, or take it out"));
            }
        }
    }

    pub fn definition(&self, name: &str) -> Option<Definition<'a>> {
        let definitions = self.definitions.iter().rev();
        definitions.copied().find(|definition| definition.name().value == name)
    }

    pub fn define(&self, name: &str) -> Option<&'a Define> {
        match self.definition(name)? {
            Definition::Condition(define) => Some(define),
            Definition::Table(_) => None,
        }
    }

    pub fn table(&self, name: &str) -> Option<&'a Table> {
        match self.definition(name)? {
            Definition::Table(table) => Some(table),
            Definition::Condition(_) => None,
        }
    }

    fn names_of_definitions(&self) -> impl Iterator<Item = &'a str> {
        self.definitions.iter().map(|definition| definition.name().value.as_str())
    }

    /// The `define`s that an author may have meant; they then count as used.
    pub fn nearest_defines(&mut self, name: &str) -> Vec<&'a str> {
        let near = nearest(name, self.names_of_definitions());
        self.used.extend(near.iter().copied().map(str::to_owned));
        near
    }

    /// Takes out the mistakes that were reported since there were so many: another one says it all.
    pub fn retract(&mut self, reported: usize) {
        self.errors.keep(reported);
    }

    /// Notes an `on file`.
    pub fn note_on_file(&mut self, place: Place) {
        self.on_file.push(place);
    }

    /// How many `on file`s there are so far, to be handed to
    /// [`forget_on_file`](Self::forget_on_file).
    pub fn on_file_places(&self) -> usize {
        self.on_file.len()
    }

    /// Takes out the places of those that were noted since.
    pub fn forget_on_file(&mut self, before: usize) -> Vec<Place> {
        self.on_file.split_off(before.min(self.on_file.len()))
    }

    pub fn mark_broken(&mut self, define: &str) {
        self.broken.insert(define.to_owned());
    }

    pub fn is_broken(&self, define: &str) -> bool {
        self.broken.contains(define)
    }

    /// The `define`s whose bodies are being checked, outermost first.
    pub fn open(&self) -> &[String] {
        &self.open
    }

    pub fn mark_used(&mut self, name: &str) {
        self.used.insert(name.to_owned());
    }

    pub fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }

    pub fn binding(&self, name: &str) -> Option<Binding> {
        self.bindings.get(name).copied()
    }

    /// Checks the body of a `define` where it is, its parameters open.
    pub fn at_define<T>(&mut self, define: &Define, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        let bindings = define
            .parameters
            .iter()
            .map(|parameter| (parameter.value.clone(), Binding::Open))
            .collect();
        self.inside(&define.name, bindings, Reporting::AtTheirPlace, check)
    }

    /// Checks the body of a `define` for a use of it.
    pub fn at_use<T>(
        &mut self,
        define: &Define,
        bindings: BTreeMap<String, Binding>,
        check: impl FnOnce(&mut Scope<'a>) -> T,
    ) -> T {
        self.inside(&define.name, bindings, Reporting::Silent, check)
    }

    /// Looks at the inputs of a table for a use of it.
    pub fn at_table<T>(&mut self, table: &Table, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        self.inside(&table.name, BTreeMap::new(), Reporting::Silent, check)
    }

    /// Checks a comparison with what a row of a table gives, with mistakes reported where the table
    /// is used.
    pub fn at_use_of_row<T>(&mut self, place: Place, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        let reporting = match self.reporting {
            Reporting::AtTheirPlace => Reporting::At(place, "the row is"),
            other @ (Reporting::Silent | Reporting::At(..)) => other,
        };
        let reporting = std::mem::replace(&mut self.reporting, reporting);
        let checked = check(self);
        self.reporting = reporting;
        checked
    }

    fn inside<T>(
        &mut self,
        name: &Name,
        bindings: BTreeMap<String, Binding>,
        reporting: Reporting,
        check: impl FnOnce(&mut Scope<'a>) -> T,
    ) -> T {
        let bindings = std::mem::replace(&mut self.bindings, bindings);
        let reporting = std::mem::replace(&mut self.reporting, reporting);
        self.open.push(name.value.clone());
        let checked = check(self);
        self.open.pop();
        self.reporting = reporting;
        self.bindings = bindings;
        checked
    }

    /// What a name that a use hands over is bound to; nothing if it stands for an attribute or a
    /// value.
    #[expect(clippy::option_option, reason = "outside: whether it is right; inside: what it is")]
    pub fn argument(&mut self, argument: &Name) -> Option<Option<Binding>> {
        if let Some(binding) = self.binding(&argument.value) {
            return Some(Some(binding));
        }
        let name = argument.value.as_str();
        let is_attribute =
            self.vocabulary.attributes.iter().any(|attribute| attribute.name == name);
        if is_attribute || name.starts_with(char::is_uppercase) {
            return Some(None);
        }
        let (fact, _) = self.fact(argument)?;
        Some(Some(Binding::Fact { fact, place: self.place_of_argument(argument.place, None) }))
    }

    /// Where mistakes with an argument are reported: where it is, or where it came from. Nowhere
    /// inside a use of a `define`, unless it came from outside.
    pub fn place_of_argument(&self, place: Place, came_from: Option<Place>) -> Option<Place> {
        if matches!(self.reporting, Reporting::AtTheirPlace) { Some(place) } else { came_from }
    }

    /// Checks a predicate into which an argument has been put.
    pub fn with_argument<T>(
        &mut self,
        place: Option<Place>,
        check: impl FnOnce(&mut Scope<'a>) -> T,
    ) -> T {
        let Some(place) = place.filter(|_| matches!(self.reporting, Reporting::Silent)) else {
            return check(self);
        };
        if !self.told.contains(&place.first) {
            self.reporting = Reporting::At(place, "the `define` is");
        }
        let before = self.errors.count();
        let checked = check(self);
        if self.errors.count() > before {
            self.told.insert(place.first);
        }
        self.reporting = Reporting::Silent;
        checked
    }

    /// What a predicate asks besides its subject, where it is a parameter that is not known before
    /// its `define` is used: `Some(false)` if a mistake was reported, nothing if all is known.
    pub fn open_parts(&mut self, predicate: &Predicate) -> Option<bool> {
        if self.bindings.is_empty() {
            return None;
        }
        let mut open = Vec::new();
        visit_parameters(predicate, &mut |name| open.push(name));
        open.retain(|name| matches!(self.binding(&name.value), Some(Binding::Open)));
        let right = open.iter().filter_map(|name| self.with_subject(name, |_, _| Some(())));
        let right = right.count();
        (!open.is_empty()).then_some(right == open.len())
    }

    /// Where mistakes with what has been put into a predicate are reported.
    pub fn place_of_parts(&self, predicate: &Predicate) -> Option<Place> {
        let mut place = predicate.handed;
        visit_parameters(predicate, &mut |name| {
            if let Some(Binding::Fact { place: argument, .. }) = self.binding(&name.value) {
                place = place.or(argument);
            }
        });
        place
    }

    /// The subject of a predicate, and a check of that predicate with mistakes reported where the
    /// author can mend them.
    pub fn with_subject<T>(
        &mut self,
        name: &Name,
        check: impl FnOnce(&mut Scope<'a>, Subject<'a>) -> Option<T>,
    ) -> Option<T> {
        let attribute = self.entry.is_some()
            && self.named(&name.value).is_some_and(|(id, _)| id.attribute_position().is_some());
        if attribute && self.binding(&name.value).is_some() {
            let mistake = Diagnostic::at(
                name.place,
                format!("`{}` is a parameter and an attribute: it could be either", name.value),
            );
            self.report(mistake.help("give the parameter another name"));
            return None;
        }
        match self.binding(&name.value) {
            Some(Binding::Open) => check(self, Subject::Open),
            Some(Binding::Fact { fact: id, place }) => {
                let reporting = std::mem::replace(
                    &mut self.reporting,
                    place
                        .map_or(Reporting::Silent, |place| Reporting::At(place, "the `define` is")),
                );
                let before = self.errors.count();
                let checked =
                    self.vocabulary.fact(id).and_then(|fact| check(self, Subject::Fact(id, fact)));
                if self.errors.count() > before {
                    self.bindings
                        .insert(name.value.clone(), Binding::Fact { fact: id, place: None });
                }
                self.reporting = reporting;
                checked
            }
            None => {
                let (id, fact) = self.fact(name)?;
                check(self, Subject::Fact(id, fact))
            }
        }
    }

    /// The fact of this name.
    pub fn fact(&mut self, name: &Name) -> Option<(FactId, &'a Fact)> {
        let found = self.named(&name.value);
        if found.is_none() && self.table(&name.value).is_some() {
            self.mark_used(&name.value);
            let mistake = Diagnostic::at(name.place, format!("`{}` is a table", name.value));
            self.report(mistake.help(format!(
                "write what is compared with it first, as in `FACT <= {}`",
                name.value
            )));
            return None;
        }
        if found.is_none() && !self.left_out.is_some_and(|left_out| left_out.contains(&name.value))
        {
            let defines =
                self.names_of_definitions().chain(self.bindings.keys().map(String::as_str));
            let defines = defines.collect::<Vec<_>>();
            // `tried methotrexate` names the define without its parentheses.
            let first = name.value.split(' ').next().unwrap_or_default();
            if defines.contains(&first) {
                self.used.insert(first.to_owned());
            }
            let mistake = unknown_fact(name, self.vocabulary, &defines);
            let near =
                nearest(&name.value, defines).into_iter().map(str::to_owned).collect::<Vec<_>>();
            self.used.extend(near);
            self.report(mistake);
        }
        found
    }
}
