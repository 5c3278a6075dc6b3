//! What the names in a condition mean: facts, `define`s and parameters; and where mistakes are reported.

use crate::report::{Errors, Mistake};
use crate::syntax::place::{Name, Place};
use crate::syntax::policy::Define;
use policy_core::suggest::did_you_mean;
use policy_core::vocabulary::{Fact, FactId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What a parameter of a `define` stands for while the body is checked.
#[derive(Clone, Copy, Debug)]
pub enum Binding {
    /// The `define` itself is being checked: what depends on the parameter is left to its uses.
    Open,
    /// A use hands over this fact; the place of the argument is where mistakes with it are reported, unless they were before.
    Fact { fact: FactId, place: Option<Place> },
}

/// What the subject of a predicate is.
pub enum Subject<'v> {
    Fact(FactId, &'v Fact),
    /// A parameter whose fact is not known yet.
    Open,
}

#[derive(Clone, Copy, Debug)]
enum Reporting {
    AtTheirPlace,
    /// Inside a use of a `define`, whose own mistakes are reported where it stands.
    Silent,
    /// The fault lies with an argument of a use.
    At(Place),
}

/// The names that can be used at some point of a policy.
pub struct Scope<'a> {
    pub vocabulary: &'a Vocabulary,
    errors: &'a mut Errors,
    defines: Vec<&'a Define>,
    used: BTreeSet<String>,
    bindings: BTreeMap<String, Binding>,
    /// The `define`s whose bodies are being checked, outermost first.
    open: Vec<String>,
    reporting: Reporting,
    /// Everything that the author wrote could be read.
    complete: bool,
}

impl<'a> Scope<'a> {
    pub fn new(vocabulary: &'a Vocabulary, errors: &'a mut Errors) -> Scope<'a> {
        Scope {
            vocabulary,
            complete: errors.is_empty(),
            errors,
            defines: Vec::new(),
            used: BTreeSet::new(),
            bindings: BTreeMap::new(),
            open: Vec::new(),
            reporting: Reporting::AtTheirPlace,
        }
    }

    pub fn report(&mut self, mistake: Mistake) {
        match self.reporting {
            Reporting::AtTheirPlace => self.errors.push(mistake),
            Reporting::Silent => {}
            Reporting::At(place) => self.errors.push(mistake.moved_to(place)),
        }
    }

    /// Reports that something is missing, unless it may stand where the text could not be read.
    pub fn report_missing(&mut self, mistake: Mistake) {
        if self.complete {
            self.report(mistake);
        }
    }

    /// Brings a `define` into scope.
    pub fn add_define(&mut self, define: &'a Define) {
        self.defines.push(define);
    }

    /// The number of `define`s in scope, to be handed to [`forget_defines`](Self::forget_defines).
    pub fn defines_in_scope(&self) -> usize {
        self.defines.len()
    }

    /// Takes the `define`s of a version out of scope, and reports those that nothing used.
    pub fn forget_defines(&mut self, remaining: usize) {
        for define in self.defines.split_off(remaining) {
            if !self.used.remove(&define.name.value) {
                self.report_missing(
                    Mistake::at(define.name.place, format!("`define {}` is not used", define.name.value))
                        .help("use it in a criterion, or take it out"),
                );
            }
        }
    }

    pub fn define(&self, name: &str) -> Option<&'a Define> {
        self.defines.iter().rev().find(|define| define.name.value == name).copied()
    }

    /// The `define` that an author may have meant.
    pub fn nearest_define(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.defines.iter().map(|define| define.name.value.as_str()))
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

    /// Checks the body of a `define` where it stands, its parameters open.
    pub fn at_define<T>(&mut self, define: &Define, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        let bindings = define.parameters.iter().map(|parameter| (parameter.value.clone(), Binding::Open)).collect();
        self.inside(define, bindings, Reporting::AtTheirPlace, check)
    }

    /// Checks the body of a `define` for a use of it.
    pub fn at_use<T>(&mut self, define: &Define, bindings: BTreeMap<String, Binding>, check: impl FnOnce(&mut Scope<'a>) -> T) -> T {
        self.inside(define, bindings, Reporting::Silent, check)
    }

    fn inside<T>(
        &mut self,
        define: &Define,
        bindings: BTreeMap<String, Binding>,
        reporting: Reporting,
        check: impl FnOnce(&mut Scope<'a>) -> T,
    ) -> T {
        let bindings = std::mem::replace(&mut self.bindings, bindings);
        let reporting = std::mem::replace(&mut self.reporting, reporting);
        self.open.push(define.name.value.clone());
        let checked = check(self);
        self.open.pop();
        self.reporting = reporting;
        self.bindings = bindings;
        checked
    }

    /// What an argument of a use is bound to.
    pub fn argument(&mut self, argument: &Name) -> Option<Binding> {
        if let Some(binding) = self.binding(&argument.value) {
            return Some(binding);
        }
        let (fact, _) = self.fact(argument)?;
        let place = matches!(self.reporting, Reporting::AtTheirPlace).then_some(argument.place);
        Some(Binding::Fact { fact, place })
    }

    /// The subject of a predicate, and a check of that predicate with mistakes reported where the author can mend them.
    pub fn with_subject<T>(&mut self, name: &Name, check: impl FnOnce(&mut Scope<'a>, Subject<'a>) -> Option<T>) -> Option<T> {
        match self.binding(&name.value) {
            Some(Binding::Open) => check(self, Subject::Open),
            Some(Binding::Fact { fact: id, place }) => {
                let reporting = std::mem::replace(&mut self.reporting, place.map_or(Reporting::Silent, Reporting::At));
                let checked = self.vocabulary.fact(id).and_then(|fact| check(self, Subject::Fact(id, fact)));
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
        let found = self.vocabulary.find(&name.value);
        if found.is_none() {
            let known = self.vocabulary.facts.iter().map(|fact| &*fact.name).chain(self.defines.iter().map(|define| define.name.value.as_str()));
            let help = did_you_mean(&name.value, known.chain(self.bindings.keys().map(String::as_str)));
            let note = format!("vocabulary `{}` declares {} facts", self.vocabulary.name, self.vocabulary.facts.len());
            self.report(Mistake::at(name.place, format!("unknown fact `{}`", name.value)).maybe_help(help).note(note));
        }
        found
    }
}
