//! What a reader remembers while reading a case: its problems in order, and dates whose rules need
//! another date that may come later.

use super::FactsDocument;
use super::limits::{ELEMENTS, PROBLEMS, not_listed};
use super::place::Place;
use super::sources::Source;
use crate::case::refusal::{Refusal, cut, listed, shown};
use crate::case::{CaseFacts, CaseId, FactValue, Problem, ProblemKind, Problems};
use crate::case::{history, validate};
use crate::json::syntax::Broken;
use crate::json::value::Kind;
use crate::json::walker::Walker;
use crate::possible::Date;
use crate::suggest::did_you_mean;
use crate::vocabulary::{FactId, Vocabulary};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Suggestions are only looked for in the first problems, so a megabyte of wrong names is still
/// answered at once.
const SUGGESTED: usize = 100;

/// The number of facts for which memory is allocated at first.
const FACTS: usize = 12;

/// The result of reading a key.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Given<T> {
    /// Absent, or `null`.
    Absent,
    /// Present but refused; the problem has been recorded.
    Refused,
    /// Present.
    Read(T),
}

impl<T> Given<T> {
    pub(super) fn read(self) -> Option<T> {
        match self {
            Given::Read(value) => Some(value),
            Given::Absent | Given::Refused => None,
        }
    }

    pub(super) const fn is_absent(&self) -> bool {
        matches!(self, Given::Absent)
    }

    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Given::Absent => Given::Absent,
            Given::Refused => Given::Refused,
            Given::Read(value) => Given::Read(make(value)),
        }
    }
}

/// The order in the document, for problems found later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Mark(usize);

/// What other systems call a day of an entry, the ends of a range and the like, and the key here.
const CALLED: [(&str, &str); 17] = [
    ("date", "start"),
    ("from", "start"),
    ("begin", "start"),
    ("began", "start"),
    ("start_date", "start"),
    ("to", "end"),
    ("stop", "end"),
    ("until", "end"),
    ("end_date", "end"),
    ("start", "date"),
    ("from", "since"),
    ("start", "since"),
    ("since", "from"),
    ("start", "from"),
    ("until", "to"),
    ("end", "to"),
    ("active", "ongoing"),
];

/// What other systems call the list of a history.
const LISTS: [&str; 7] = ["events", "courses", "records", "readings", "entries", "list", "history"];

/// The key that is meant by another name, and how it is written.
fn named_otherwise<'k>(typed: &str, keys: &[&'k str]) -> Option<(&'k str, String)> {
    let key = |name: &str| keys.iter().copied().find(|key| *key == name);
    if let Some(complete) = key("complete") {
        if typed.to_lowercase().contains("since") {
            let help = "write `\"complete\": {\"since\": \"2024-01-01\"}`".to_owned();
            return Some((complete, help));
        }
        let list = keys.iter().copied().find(|key| LISTS.contains(key));
        return list
            .filter(|_| LISTS.contains(&typed))
            .map(|list| (list, format!("write `{list}`")));
    }
    CALLED
        .into_iter()
        .filter(|(known, _)| *known == typed)
        .find_map(|(_, right)| key(right))
        .map(|right| (right, format!("write `{right}`")))
}

/// A date to be compared with the dates of the case once all of it is read.
struct Dated {
    mark: Mark,
    fact: FactId,
    position: Option<usize>,
    date: Date,
}

/// The state of reading one case.
pub(super) struct Reader<'v> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) id: Option<CaseId>,
    pub(super) sources: Vec<Source>,
    pub(super) request_date: Given<NaiveDate>,
    pub(super) service_date: Given<NaiveDate>,
    /// What has been read, even if the case is refused in the end.
    pub(super) facts: Vec<(FactId, FactValue)>,
    dated: Vec<Dated>,
    /// The days from which histories are complete.
    complete_since: Vec<(Mark, FactId, NaiveDate)>,
    /// The entries of histories that have been read, to be compared with each other.
    entries: Vec<(FactId, usize, Mark)>,
    problems: Vec<(Mark, Problem)>,
    not_listed: usize,
    next_mark: Mark,
}

impl<'v> Reader<'v> {
    pub(super) fn new(vocabulary: &'v Vocabulary) -> Reader<'v> {
        Reader {
            vocabulary,
            id: None,
            sources: Vec::new(),
            request_date: Given::Absent,
            service_date: Given::Absent,
            facts: Vec::with_capacity(FACTS),
            dated: Vec::new(),
            complete_since: Vec::new(),
            entries: Vec::new(),
            problems: Vec::new(),
            not_listed: 0,
            next_mark: Mark(0),
        }
    }

    /// Remembers the reader's position in the document.
    pub(super) fn mark(&mut self) -> Mark {
        let mark = self.next_mark;
        self.next_mark = Mark(mark.0.saturating_add(1));
        mark
    }

    pub(super) fn refuse<T>(&mut self, place: Place<'_>, refusal: Refusal) -> Given<T> {
        let mark = self.mark();
        self.refuse_at(mark, place, refusal)
    }

    pub(super) fn refuse_at<T>(
        &mut self,
        mark: Mark,
        place: Place<'_>,
        refusal: Refusal,
    ) -> Given<T> {
        self.note(mark, refusal, || place.to_string());
        Given::Refused
    }

    fn note(&mut self, mark: Mark, refusal: Refusal, path: impl FnOnce() -> String) {
        if self.problems.len() < PROBLEMS {
            self.problems.push((mark, refusal.at(path())));
        } else {
            self.not_listed = self.not_listed.saturating_add(1);
        }
    }

    /// How many problems there are so far.
    pub(super) const fn number_of_problems(&self) -> usize {
        self.problems.len().saturating_add(self.not_listed)
    }

    /// The maximum number of listed problems has been recorded.
    pub(super) const fn is_full(&self) -> bool {
        self.problems.len() >= PROBLEMS
    }

    /// Skips the rest of a list from which the maximum number of elements has been read.
    pub(super) fn end_of_list(
        &mut self,
        place: Place<'_>,
        walker: &mut Walker<'_>,
        elements: &str,
    ) -> Result<(), Broken> {
        let mut number = ELEMENTS;
        while walker.has_element()? {
            walker.skip()?;
            number = number.saturating_add(1);
        }
        if number > ELEMENTS {
            let help =
                format!("a fact has at most {ELEMENTS}; send those that the request rests on");
            // It is said however many problems there are before it.
            if self.is_full() {
                self.problems.pop();
                self.not_listed = self.not_listed.saturating_add(1);
            }
            self.refuse::<()>(place, Refusal::new(format!("{number} {elements}"), help));
        }
        Ok(())
    }

    /// A value of another type; `null` for a key counts as absent.
    pub(super) fn refuse_kind<T>(
        &mut self,
        place: Place<'_>,
        found: Kind,
        expected: &str,
        help: impl Into<String>,
    ) -> Given<T> {
        if found == Kind::Null && matches!(place, Place::Member(..)) {
            return Given::Absent;
        }
        let refusal = Refusal::new(format!("{found}, not {expected}"), help);
        self.refuse(place, refusal.of(ProblemKind::WrongType))
    }

    /// A name that is not one of those allowed here.
    pub(super) fn refuse_name<'n, T>(
        &mut self,
        place: Place<'_>,
        problem: String,
        name: &str,
        names: impl Iterator<Item = &'n str>,
        otherwise: impl FnOnce() -> String,
    ) -> Given<T> {
        let suggestion =
            if self.problems.len() < SUGGESTED { did_you_mean(name, names) } else { None };
        // For a key, the name is in its path; for a value, it is the value.
        let is_key = place.name() == cut(name);
        let kind = if is_key { ProblemKind::UnknownName } else { ProblemKind::WrongValue };
        let refusal = Refusal::new(problem, suggestion.unwrap_or_else(otherwise));
        self.refuse(place, refusal.of(kind))
    }

    pub(super) fn refuse_second(&mut self, place: Place<'_>) {
        let problem = format!("`{}` is given twice", shown(place.name()));
        let refusal = Refusal::new(problem, "keep one of the two");
        self.refuse::<()>(place, refusal.of(ProblemKind::GivenTwice));
    }

    /// Remembers a date whose rules need the dates of the case: of a date fact, or of a result or
    /// event by its position.
    pub(super) fn compare_later(&mut self, fact: FactId, position: Option<usize>, date: Date) {
        let mark = self.mark();
        self.dated.push(Dated { mark, fact, position, date });
    }

    /// Remembers the day from which a history is complete.
    pub(super) fn compare_since_later(&mut self, fact: FactId, since: NaiveDate) {
        let mark = self.mark();
        self.complete_since.push((mark, fact, since));
    }

    /// Remembers an entry of a history that has been read, by its position.
    pub(super) fn compare_entry_later(&mut self, mark: Mark, fact: FactId, position: usize) {
        self.entries.push((fact, position, mark));
    }

    /// Refuses entries that say the same as another one.
    fn compare_entries(&mut self, request: NaiveDate) {
        let mut found = Vec::new();
        for (id, value) in &self.facts {
            let FactValue::History(history) = value else { continue };
            let twice = history::twice(self.vocabulary, *id, history, request);
            found.extend(twice.into_iter().map(|entries| (*id, entries)));
        }
        if found.is_empty() {
            return;
        }
        // Entries that have been refused are not in the history, but have a position in the list.
        let mut places = HashMap::<FactId, Vec<(usize, Mark)>>::new();
        for (fact, position, mark) in core::mem::take(&mut self.entries) {
            places.entry(fact).or_default().push((position, mark));
        }
        for (id, [later, earlier]) in found {
            let place = |entry: usize| places.get(&id)?.get(entry).copied();
            let known = place(later).zip(place(earlier)).zip(self.vocabulary.fact(id));
            let Some((((position, mark), (earlier, _)), fact)) = known else { continue };
            let path = || format!("/{}/{}/{position}", fact.name, fact.kind.name());
            self.note(mark, history::same_as(earlier), path);
        }
    }

    /// Reads an object inside a fact: `read` is called at most once for each of `keys` that is
    /// present, and reads its value. What comes back are the keys in whose place another one was
    /// refused: that they are missing is the same mistake.
    pub(super) fn members<'t, 'k>(
        &mut self,
        place: Place<'_>,
        keys: &[&'k str],
        walker: &mut Walker<'t>,
        mut read: impl FnMut(&mut Reader<'v>, &'k str, &mut Walker<'t>) -> Result<(), Broken>,
    ) -> Result<Vec<&'k str>, Broken> {
        let mut meant = Vec::new();
        let mut met = 0_u64;
        let mut unknown = HashSet::new();
        while let Some(key) = walker.key()? {
            let known = (0..)
                .zip(keys)
                .find(|(_, known)| **known == key)
                .map(|(position, known)| (1_u64.checked_shl(position).unwrap_or(0), known));
            if let Some((bit, known)) = known.filter(|(bit, _)| met & bit == 0) {
                met |= bit;
                read(self, known, walker)?;
                continue;
            }
            let path = if known.is_some() { Cow::Borrowed(&*key) } else { cut(&key) };
            let here = place.member(&path);
            if known.is_some() || unknown.contains(&key) {
                walker.skip()?;
                self.refuse_second(here);
            } else if walker.whole_value()?.kind() != Kind::Null {
                let problem = format!("`{}` is no key of this value", shown(&key));
                if let Some((right, help)) = named_otherwise(&key, keys) {
                    meant.push(right);
                    let refusal = Refusal::new(problem, help).of(ProblemKind::UnknownName);
                    self.refuse::<()>(here, refusal);
                } else {
                    self.refuse_name::<()>(here, problem, &key, keys.iter().copied(), || {
                        format!("the keys are {}", listed(keys.iter().copied(), "and"))
                    });
                }
                if !self.is_full() {
                    unknown.insert(key);
                }
            }
        }
        Ok(meant)
    }

    /// Compares the dates; then all problems in the order of the document.
    pub(super) fn finish(mut self) -> Result<FactsDocument, Problems> {
        for (id, given) in
            [(FactId::REQUEST_DATE, self.request_date), (FactId::SERVICE_DATE, self.service_date)]
        {
            if given.is_absent() {
                let name = self.vocabulary.name_of(id);
                self.refuse::<()>(Place::Case.member(name), validate::missing(name));
            }
        }
        let (request, service) = (self.request_date.read(), self.service_date.read());
        let births = validate::birth_dates(self.vocabulary);
        let given = |births: &[FactId]| match births {
            [birth] => self.dated.iter().find(|dated| dated.fact == *birth),
            _ => None,
        };
        let birth = given(&births).map(|dated| dated.date);
        let limits = validate::Limits { request, birth };
        for dated in std::mem::take(&mut self.dated) {
            let Some(fact) = self.vocabulary.fact(dated.fact) else { continue };
            let refusal = match (dated.position, dated.fact) {
                (Some(_), _) => limits.occurrence(fact, dated.date),
                (None, FactId::SERVICE_DATE) => request
                    .zip(service)
                    .and_then(|(request, service)| validate::service_date(service, request)),
                (None, FactId::REQUEST_DATE) => None,
                (None, fact) if births.contains(&fact) => {
                    service.and_then(|service| validate::birth_date(dated.date, service))
                }
                (None, _) => limits.date_fact(fact, dated.date),
            };
            if let Some(refusal) = refusal {
                self.note(dated.mark, refusal, || validate::path_of_date(fact, dated.position));
            }
        }
        if let Some(request) = request {
            for (mark, fact, since) in std::mem::take(&mut self.complete_since) {
                let refusal = validate::complete_since(since, request);
                if let Some((refusal, fact)) = refusal.zip(self.vocabulary.fact(fact)) {
                    self.note(mark, refusal, || validate::path_of_since(fact));
                }
            }
            self.compare_entries(request);
        }
        self.problems.sort_by_key(|(mark, _)| *mark);
        match (request, service) {
            (Some(request_date), Some(service_date)) if self.problems.is_empty() => {
                Ok(FactsDocument {
                    id: self.id,
                    sources: self.sources,
                    facts: CaseFacts::read(self.vocabulary, request_date, service_date, self.facts),
                })
            }
            _ => {
                let further = (self.not_listed > 0).then(|| not_listed(self.not_listed));
                Err(Problems {
                    id: self.id,
                    problems: self
                        .problems
                        .into_iter()
                        .map(|(_, problem)| problem)
                        .chain(further)
                        .collect(),
                })
            }
        }
    }
}
