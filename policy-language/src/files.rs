//! Authors' files, checked without a compiler: the same mistakes as in a build, and those that the
//! compiler would report in its own words.
//!
//! In: files. Out: what is wrong in each, with places as bytes of its text, and the policies in
//! which nothing is. A policy is checked against the vocabulary that its path names, which may be
//! in any of the files.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::mend;
use crate::read::{ReadVocabulary, read_policy, read_vocabulary};
use crate::scan::Problem;
use crate::schema::Schema;
use crate::syntax::{Route, parse_route};
use crate::text::{Block, BlockKind, File, Place};
use policy_core::policy::Policy;
use policy_core::suggest::nearest;
use std::ops::Range;

/// A part of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// The position of the file among those that were checked.
    pub file: usize,
    /// Which bytes of its text.
    pub range: Range<usize>,
}

/// A [`Diagnostic`] with its places in files.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Located {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub at: Span,
    /// Other places, and what is there.
    pub labels: Vec<(Span, String)>,
    /// What to write.
    pub help: Vec<String>,
    /// Circumstances.
    pub notes: Vec<String>,
    /// What can be put in place of a part of the text.
    pub replacement: Option<(Span, String)>,
}

/// What checking some files has shown.
#[derive(Debug)]
#[non_exhaustive]
pub struct Checked {
    /// What is wrong, file by file, and in each in the order of its text.
    pub diagnostics: Vec<Located>,
    /// What is right and could be said in a simpler way, in the same order.
    pub notes: Vec<Located>,
    /// How many vocabularies there are.
    pub vocabularies: usize,
    /// How many policies there are.
    pub policies: usize,
    /// Those without mistakes, file by file, and in each in the order of its text.
    pub sound: Vec<Policy>,
    /// The files in which there is neither: their positions.
    pub without_blocks: Vec<usize>,
    /// Policies that could not be checked, since their vocabulary is in none of the files. It is
    /// among the diagnostics, too.
    pub without_vocabulary: usize,
}

/// Checks all vocabularies and policies of some files.
///
/// ```
/// use policy_language::{File, check_files};
///
/// let text = "
/// vocabulary! {
///     /// What criteria ask about
///     pub clinical {
///         /// New York Heart Association functional class
///         nyha: code [I, II, III, IV],
///     }
/// }
/// policy! {
///     /// An example
///     example<clinical> {
///         payer \"Example Health Plan\";
///         number \"EX.1\";
///         source \"example.pdf\";
///         section criteria \"I\" { 1: nyha = IIV; } => criteria_met for 12 months;
///     }
/// }";
/// let files = [File::read("example.rs", text)];
/// let checked = check_files(&files);
/// let [mistake] = &checked.diagnostics[..] else { panic!() };
/// assert_eq!(mistake.message, "`IIV` is not a value of `nyha`");
/// assert_eq!(mistake.help, ["did you mean `II`, `III` or `IV`?"]);
/// assert_eq!(&files[0].text[mistake.at.range.clone()], "IIV");
/// ```
#[must_use]
pub fn check_files(files: &[File]) -> Checked {
    let mut check = Check {
        files,
        vocabularies: Vec::new(),
        diagnostics: Vec::new(),
        policies: 0,
        sound: Vec::new(),
        without_vocabulary: 0,
    };
    for (number, file) in files.iter().enumerate() {
        for block in file.blocks.iter().filter(|block| block.kind == BlockKind::Vocabulary) {
            check.vocabulary(number, file, block);
        }
    }
    check.vocabularies_twice();
    for (number, file) in files.iter().enumerate() {
        for block in file.blocks.iter().filter(|block| block.kind == BlockKind::Policy) {
            check.policy(number, block);
        }
        check
            .diagnostics
            .extend(file.problems.iter().map(|problem| located_problem(number, problem)));
    }
    let Check { vocabularies, mut diagnostics, policies, sound, without_vocabulary, .. } = check;
    diagnostics.sort_by_key(|found| (found.at.file, found.at.range.start, found.at.range.end));
    let (notes, diagnostics) =
        diagnostics.into_iter().partition(|found| found.severity == Severity::Note);
    let without_blocks = (0..)
        .zip(files)
        .filter(|(_, file)| file.blocks.is_empty())
        .map(|(number, _)| number)
        .collect();
    Checked {
        diagnostics,
        notes,
        vocabularies: vocabularies.len(),
        policies,
        sound,
        without_blocks,
        without_vocabulary,
    }
}

/// Reads the policies of some files, for programs that evaluate them as they are, without a build.
///
/// ```
/// use policy_core::json::{determination_to_json, read_facts};
/// use policy_language::{File, evaluator, read_policies};
///
/// let vocabulary = File::read("clinical.rs", "
///     vocabulary! {
///         /// What criteria ask about
///         pub clinical {
///             /// New York Heart Association functional class
///             nyha: code [I, II, III, IV],
///         }
///     }");
/// let policy = File::read("example.rs", "
///     policy! {
///         /// An example
///         example<clinical> {
///             payer \"Example Health Plan\";
///             number \"EX.1\";
///             source \"example.pdf\";
///             section criteria \"I\" { 1: nyha in [II, III]; } => criteria_met for 12 months;
///         }
///     }");
/// let policies = read_policies(&[vocabulary, policy]).map_err(|mistakes| mistakes[0].message.clone())?;
/// let evaluator = evaluator(policies.into_iter().next().ok_or("no policy")?)?;
///
/// let case = r#"{"id": "r-1", "request_date": "2026-11-21", "service_date": "2026-12-01", "nyha": "III"}"#;
/// let document = read_facts(&evaluator.policy().vocabulary, case.as_bytes())?;
/// let explanation = evaluator.assess(&document.facts)?.summarize();
/// assert_eq!(explanation.reason, "All criteria of I (criteria) are met.");
/// assert!(determination_to_json(document.id.as_ref(), &explanation).starts_with(r#"{"id":"r-1","policy":"example","number":"EX.1","#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Everything that is wrong with any of the files, as [`check_files`] says it.
pub fn read_policies(files: &[File]) -> Result<Vec<Policy>, Vec<Located>> {
    let Checked { diagnostics, sound, .. } = check_files(files);
    if diagnostics.is_empty() { Ok(sound) } else { Err(diagnostics) }
}

/// A vocabulary that policies can be checked over.
struct Declared<'f> {
    file: usize,
    block: &'f Block,
    read: ReadVocabulary,
}

struct Check<'f> {
    files: &'f [File],
    vocabularies: Vec<Declared<'f>>,
    diagnostics: Vec<Located>,
    policies: usize,
    sound: Vec<Policy>,
    without_vocabulary: usize,
}

impl<'f> Check<'f> {
    fn vocabulary(&mut self, number: usize, file: &'f File, block: &'f Block) {
        let mut found = Diagnostics::beside(block.problems.len());
        let line = |place| u32::try_from(file.line(block.range(place).start)).unwrap_or(0);
        let read = read_vocabulary(&block.tokens, &file.name, line, &mut found);
        self.report(number, block, found, None);
        if let Some(read) = read {
            self.vocabularies.push(Declared { file: number, block, read });
        }
    }

    /// Two vocabularies of one name, which a crate cannot have: two in one module, or a copy in
    /// another file. Other files may have other ones, since their modules have other names.
    fn vocabularies_twice(&mut self) {
        let (mut twice, mut others) = (Vec::new(), Vec::new());
        for (position, later) in self.vocabularies.iter().enumerate() {
            let name = &later.read.text.name;
            let first = self.vocabularies.iter().take(position).position(|first| {
                first.read.text.name.value == name.value
                    && (self.in_one_module(first, later)
                        || self.written(first) == self.written(later))
            });
            let Some(first) = first else { continue };
            let span = |declared: &Declared<'_>| Span {
                file: declared.file,
                range: declared.block.range(declared.read.text.name.place),
            };
            let labels = self
                .vocabularies
                .get(first)
                .map(|first| (span(first), "the first one is here".to_owned()));
            self.diagnostics.push(Located {
                severity: Severity::Error,
                message: format!("there are two vocabularies `{}`", name.value),
                at: span(later),
                labels: labels.into_iter().collect(),
                help: vec![
                    "keep one of them, or give each vocabulary a name of its own".to_owned(),
                ],
                notes: Vec::new(),
                replacement: None,
            });
            twice.push(position);
            let facts = later.read.text.facts.iter().map(|fact| fact.name.value.clone());
            others.push((first, facts.collect::<Vec<_>>()));
        }
        // Policies are checked over the first, and may ask about facts of the others.
        for (first, facts) in others {
            let Some(first) = self.vocabularies.get_mut(first) else { continue };
            let Schema { vocabulary, left_out, .. } = &mut first.read.schema;
            left_out.extend(facts.into_iter().filter(|fact| vocabulary.find(fact).is_none()));
        }
        let mut position = 0_usize;
        self.vocabularies.retain(|_| {
            let kept = !twice.contains(&position);
            position = position.saturating_add(1);
            kept
        });
    }

    /// Whether nothing but whole items is between two vocabularies of a file.
    fn in_one_module(&self, first: &Declared<'_>, later: &Declared<'_>) -> bool {
        let end = |declared: &Declared<'_>| declared.block.range(declared.read.text.name.place).end;
        let text = self.files.get(first.file).map_or("", |file| file.text.as_str());
        let between = text.get(end(first)..end(later)).filter(|_| first.file == later.file);
        // The brace of `vocabulary! {` is open.
        let mut depth = 1_i64;
        let depths = between.into_iter().flat_map(str::bytes).map(|byte| {
            match byte {
                b'{' => depth = depth.saturating_add(1),
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth
        });
        between.is_some() && depths.min().is_some_and(|lowest| lowest == 0)
    }

    /// The text of a vocabulary from its name on.
    fn written(&self, declared: &Declared<'_>) -> Option<&str> {
        let text = &self.files.get(declared.file)?.text;
        let rest = text.get(declared.block.range(declared.read.text.name.place).start..)?;
        let mut depth = 0_i64;
        let end = rest.bytes().position(|byte| {
            match byte {
                b'{' => depth = depth.saturating_add(1),
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            byte == b'}' && depth == 0
        })?;
        rest.get(..end)
    }

    fn policy(&mut self, number: usize, block: &'f Block) {
        self.policies = self.policies.saturating_add(1);
        let mut found = Diagnostics::beside(block.problems.len());
        let Some(route) = parse_route(&block.tokens, &mut found) else {
            return self.report(number, block, found, None);
        };
        match self.declared(number, &route) {
            Ok(position) => {
                let Some(declared) = self.vocabularies.get(position) else { return };
                let schema = &declared.read.schema;
                let mut inside =
                    Diagnostics::beside(block.problems.len().saturating_add(found.count()));
                self.sound.extend(
                    read_policy(&block.tokens, schema, &mut inside).and_then(|read| read.policy),
                );
                // The head of a policy is read on both ways.
                let told = found.iter().cloned().collect::<Vec<_>>();
                inside
                    .into_iter()
                    .filter(|diagnostic| !told.contains(diagnostic))
                    .for_each(|diagnostic| found.push(diagnostic));
                self.report(number, block, found, Some(position));
            }
            Err(mistake) => {
                found.push(*mistake);
                self.report(number, block, found, None);
                self.without_vocabulary = self.without_vocabulary.saturating_add(1);
            }
        }
    }

    /// The position of the vocabulary that a policy names: one of its own file before others, and
    /// one in a file that its path leads to.
    fn declared(&self, number: usize, route: &Route) -> Result<usize, Box<Diagnostic>> {
        let name = route.vocabulary.last().map_or("", |name| name.value.as_str());
        let closeness = |declared: &Declared<'_>| {
            let stem = self.files.get(declared.file).map_or("", |file| stem(&file.name));
            (declared.file == number, route.vocabulary.iter().any(|word| word.value == stem))
        };
        let named = self
            .vocabularies
            .iter()
            .enumerate()
            .filter(|(_, declared)| declared.read.text.name.value == name);
        let named =
            named.map(|(position, declared)| (closeness(declared), position)).collect::<Vec<_>>();
        let best = named.iter().map(|(closeness, _)| *closeness).max();
        let nearest = named
            .into_iter()
            .filter(|(closeness, _)| Some(*closeness) == best)
            .map(|(_, position)| position)
            .collect::<Vec<_>>();
        match nearest[..] {
            [only] => Ok(only),
            [] => Err(Box::new(self.unknown_vocabulary(name, route))),
            _ => Err(Box::new(self.ambiguous_vocabulary(name, &nearest, route))),
        }
    }

    fn ambiguous_vocabulary(&self, name: &str, positions: &[usize], route: &Route) -> Diagnostic {
        let declared = positions.iter().filter_map(|position| self.vocabularies.get(*position));
        let files = declared
            .filter_map(|declared| self.files.get(declared.file))
            .map(|file| format!("`{}`", file.name));
        let files = files.collect::<Vec<_>>().join(", ");
        Diagnostic::at(
            route.path,
            format!("there are several vocabularies `{name}` in these files"),
        )
        .help("name only one of the files that declare it")
        .note(format!("it is declared in {files}"))
    }

    fn unknown_vocabulary(&self, name: &str, route: &Route) -> Diagnostic {
        let names = self.vocabularies.iter().map(|declared| declared.read.text.name.value.as_str());
        let near = nearest(name, names);
        let place = route.vocabulary.last().map_or(route.path, |name| name.place);
        let mistake =
            Diagnostic::at(place, format!("the vocabulary `{name}` is in none of these files"));
        if near.is_empty() {
            mistake.help("name the file that declares it as well, as in `policy check src/vocabulary.rs src/policy.rs`")
        } else {
            mistake.did_you_mean(&near)
        }
    }

    /// Gives everything that is wrong with a block its place in the file. Where a character of a
    /// line is wrong, all else there may only follow from that.
    fn report(
        &mut self,
        number: usize,
        block: &Block,
        found: Diagnostics,
        vocabulary: Option<usize>,
    ) {
        let Some(file) = self.files.get(number) else { return };
        let lines_of = |range: &Range<usize>| {
            (file.line(range.start), file.line(range.end.saturating_sub(1).max(range.start)))
        };
        let unclear =
            block.problems.iter().map(|problem| lines_of(&problem.range)).collect::<Vec<_>>();
        let is_clear = |found: &Located| {
            let (first, last) = lines_of(&found.at.range);
            unclear.iter().all(|(from, to)| last < *from || *to < first)
        };
        // After a brace without a partner nothing is certain; before it, only what is wrong first.
        let inside = block
            .problems
            .iter()
            .filter(|problem| problem.unbalanced)
            .map(|problem| problem.range.start)
            .min();
        let outside = file.problems.iter().any(|problem| problem.unbalanced).then_some(usize::MAX);
        let unbalanced = inside.or(outside);
        let declared = vocabulary.and_then(|position| self.vocabularies.get(position));
        let located = found
            .into_iter()
            .map(|diagnostic| located(number, file, block, diagnostic, declared))
            .filter(is_clear);
        let located = match unbalanced {
            None => located.collect::<Vec<_>>(),
            Some(bracket) => located
                .filter(|found| found.at.range.start < bracket)
                .min_by_key(|found| found.at.range.start)
                .into_iter()
                .collect(),
        };
        // A brace that closes nothing follows from one that is missing, or from one too many.
        let told = located.iter().any(|found| {
            ["`{` is missing", "the section ends here", "a group is written in braces"]
                .iter()
                .any(|beginning| found.message.starts_with(beginning))
        });
        let problems = block.problems.iter().filter(|problem| {
            !(told && problem.unbalanced && problem.message.ends_with("closes nothing"))
        });
        self.diagnostics.extend(problems.map(|problem| located_problem(number, problem)));
        self.diagnostics.extend(located);
    }
}

fn located_problem(file: usize, problem: &Problem) -> Located {
    Located {
        severity: Severity::Error,
        message: problem.message.clone(),
        at: Span { file, range: problem.range.clone() },
        labels: Vec::new(),
        help: problem.help.iter().cloned().collect(),
        notes: Vec::new(),
        replacement: problem
            .replacement
            .clone()
            .map(|text| (Span { file, range: problem.range.clone() }, text)),
    }
}

fn located(
    number: usize,
    file: &File,
    block: &Block,
    diagnostic: Diagnostic,
    vocabulary: Option<&Declared<'_>>,
) -> Located {
    let span = |place: Place| Span { file: number, range: block.range(place) };
    let mut labels = diagnostic
        .labels
        .iter()
        .map(|label| (span(label.place), format!("{} here", label.what)))
        .collect::<Vec<_>>();
    let declaration = diagnostic.fact.as_deref().and_then(|fact| declaration(fact, vocabulary?));
    labels.extend(declaration);
    let replacement = diagnostic
        .replacement
        .as_ref()
        .and_then(|replacement| mend::in_file(file, block, replacement));
    Located {
        severity: diagnostic.severity,
        at: span(diagnostic.place),
        labels,
        replacement: replacement.map(|(range, text)| (Span { file: number, range }, text)),
        message: diagnostic.message,
        help: diagnostic.help,
        notes: diagnostic.notes,
    }
}

/// Where a vocabulary declares a fact.
fn declaration(fact: &str, vocabulary: &Declared<'_>) -> Option<(Span, String)> {
    let text = vocabulary.read.text.facts.iter().find(|own| own.name.value == fact)?;
    let span = Span { file: vocabulary.file, range: vocabulary.block.range(text.name.place) };
    Some((span, format!("`{fact}` is declared here")))
}

/// `vocabulary` of `src/vocabulary.rs`; of `src/vocabulary/mod.rs` as well.
fn stem(path: &str) -> &str {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
    if stem == "mod" { parts.next().unwrap_or_default() } else { stem }
}
