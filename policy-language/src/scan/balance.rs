//! Every opening delimiter gets its closing one: those that are missing are inserted, those that
//! are too many taken out.
//!
//! A text that is balanced is left alone. Otherwise two readings are tried: that of the compiler,
//! which takes what comes, and one that believes the indentation, as a person does. The one with
//! fewer problems counts.

use super::blocks::block_at;
use super::layout::{Lines, Place, places};
use super::problem::Problem;
use super::string::NO_PARTNER;
use super::token::{Delimiter, RawKind, RawToken, Scanned};
use std::collections::HashMap;
use std::ops::Range;

pub(super) fn balance(text: &str, scanned: &mut Scanned) {
    if is_balanced(text, &scanned.tokens) {
        return;
    }
    let lines = Lines::new(text);
    let places = places(text, &scanned.tokens, &lines);
    let torn = torn(&scanned.problems, &lines);
    let read = |by_indentation| {
        let mut reading =
            Reading::new(text, &scanned.tokens, &lines, &places, &torn, by_indentation);
        reading.run();
        reading
    };
    let (plain, indented) = (read(false), read(true));
    let Reading { fates, mut inserted, problems, absorbed, .. } =
        if plain.problems.len() < indented.problems.len() { plain } else { indented };
    for (closer, problem) in absorbed {
        if let Some(problem) = scanned.problems.get_mut(problem) {
            absorb(problem, &closer);
        }
    }
    scanned.problems.extend(problems);
    inserted.sort_by_key(|(before, _)| *before);
    rebuild(scanned, &fates, &inserted);
}

/// The quotation mark is missing or one too many, or the `(` before it: a delimiter further on in the
/// line may have lost its partner to a text.
fn is_torn(problem: &Problem) -> bool {
    let message = &problem.message;
    message == NO_PARTNER
        || message.starts_with("a space is missing between `") && message.ends_with("and `\"`")
}

/// A problem of a line that tears a text.
struct Torn {
    /// Where it begins.
    from: usize,
    /// Its number among the problems.
    problem: usize,
}

/// The lines with such a problem; of several, the last.
fn torn(problems: &[Problem], lines: &Lines) -> HashMap<usize, Torn> {
    let torn = problems.iter().enumerate().filter(|(_, problem)| is_torn(problem));
    let of_line = |(number, problem): (usize, &Problem)| {
        let from = problem.range.start;
        (lines.line(from), Torn { from, problem: number })
    };
    torn.map(of_line).collect()
}

/// A delimiter that has lost its partner so belongs to the problem.
fn absorb(problem: &mut Problem, closer: &Range<usize>) {
    if problem.message != NO_PARTNER {
        "`(` is missing before `\"`".clone_into(&mut problem.message);
        problem.help = Some("write the codes of a system in parentheses".to_owned());
    }
    problem.range.end = problem.range.end.max(closer.end);
    problem.replacement = None;
}

fn is_balanced(text: &str, tokens: &[RawToken]) -> bool {
    let mut open: Vec<(Delimiter, bool)> = Vec::new();
    let mut in_block = false;
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            RawKind::Open(delimiter) => {
                let block =
                    index.checked_sub(2).is_some_and(|word| block_at(text, tokens, word).is_some());
                if block && in_block {
                    return false;
                }
                in_block |= block;
                open.push((delimiter, block));
            }
            RawKind::Close(delimiter) => match open.pop() {
                Some((opened, block)) if opened == delimiter => in_block &= !block,
                _ => return false,
            },
            RawKind::Word | RawKind::Sign { .. } | RawKind::Literal | RawKind::Doc { .. } => {}
        }
    }
    open.is_empty()
}

/// The words that begin an item of Rust.
const ITEMS: &[&str] = &[
    "async",
    "const",
    "enum",
    "extern",
    "fn",
    "impl",
    "macro_rules",
    "mod",
    "pub",
    "static",
    "struct",
    "trait",
    "type",
    "union",
    "unsafe",
    "use",
];

/// As far as a delimiter is looked for: the longest list, with a label and a code for each value.
const FAR: usize = 500;

/// What becomes of a token.
#[derive(Clone, Copy)]
enum Fate {
    Kept,
    Dropped,
    /// A closing delimiter that was meant as another one.
    Closes(Delimiter),
    /// The `)` of a label such as `1)`.
    Colon,
}

fn rebuild(scanned: &mut Scanned, fates: &[Fate], inserted: &[(usize, Delimiter)]) {
    let old = std::mem::take(&mut scanned.tokens);
    let mut inserted = inserted.iter().peekable();
    let mut comments = scanned.comments.iter_mut().peekable();
    let mut end = 0;
    for (index, token) in old.into_iter().enumerate() {
        while let Some((_, delimiter)) = inserted.next_if(|(before, _)| *before <= index) {
            scanned.tokens.push(RawToken::meaning(
                RawKind::Close(*delimiter),
                end..end,
                delimiter.close().to_string(),
            ));
        }
        while let Some(comment) = comments.next_if(|comment| comment.before <= index) {
            comment.before = scanned.tokens.len();
        }
        end = token.range.end;
        match fates.get(index) {
            Some(Fate::Dropped) => {}
            Some(Fate::Closes(delimiter)) => {
                scanned.tokens.push(RawToken::meaning(
                    RawKind::Close(*delimiter),
                    token.range.clone(),
                    delimiter.close().to_string(),
                ));
            }
            Some(Fate::Colon) => scanned.tokens.push(RawToken::meaning(
                RawKind::Sign { sign: ':', joint: false },
                token.range.clone(),
                ":",
            )),
            Some(Fate::Kept) | None => scanned.tokens.push(token),
        }
    }
    for (_, delimiter) in inserted {
        scanned.tokens.push(RawToken::meaning(
            RawKind::Close(*delimiter),
            end..end,
            delimiter.close().to_string(),
        ));
    }
    for comment in comments {
        comment.before = scanned.tokens.len();
    }
}

/// A delimiter that waits for its closing one.
struct Opened {
    delimiter: Delimiter,
    token: usize,
    place: Place,
    /// Whether what follows it on the next line is further in.
    is_indented: bool,
    /// Before which token it most likely was to be closed, should nothing close it.
    end: Option<usize>,
    /// The nearest `(`, `[` and `{` that are open, this one included; of `(` and `[` only those
    /// that no `{` shuts off.
    nearest: [Option<usize>; 3],
}

struct Reading<'a> {
    text: &'a str,
    tokens: &'a [RawToken],
    lines: &'a Lines,
    places: &'a [Place],
    by_indentation: bool,
    torn: &'a HashMap<usize, Torn>,
    /// Delimiters that have lost their partner on such a line, and the number of its problem.
    absorbed: Vec<(Range<usize>, usize)>,
    /// Whether the text is a file of Rust with blocks in it, and not the inside of a block.
    has_blocks: bool,
    open: Vec<Opened>,
    /// Where in `open` the delimiters of lines are that are indented so far.
    by_place: HashMap<(Delimiter, usize), Vec<usize>>,
    /// Where in `open` the block begins that is being read.
    block: Option<usize>,
    fates: Vec<Fate>,
    inserted: Vec<(usize, Delimiter)>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn new(
        text: &'a str,
        tokens: &'a [RawToken],
        lines: &'a Lines,
        places: &'a [Place],
        torn: &'a HashMap<usize, Torn>,
        by_indentation: bool,
    ) -> Reading<'a> {
        Reading {
            text,
            tokens,
            lines,
            places,
            by_indentation,
            torn,
            absorbed: Vec::new(),
            has_blocks: (0..tokens.len()).any(|index| block_at(text, tokens, index).is_some()),
            open: Vec::new(),
            by_place: HashMap::new(),
            block: None,
            fates: vec![Fate::Kept; tokens.len()],
            inserted: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn run(&mut self) {
        for (index, token) in self.tokens.iter().enumerate() {
            match token.kind {
                RawKind::Close(delimiter) => self.close(index, delimiter),
                RawKind::Open(delimiter) => {
                    self.observe(index);
                    self.open(index, delimiter);
                }
                RawKind::Word => {
                    match self.block {
                        // No block has another one in it: the one before was not closed.
                        Some(block) if block_at(self.text, self.tokens, index).is_some() => {
                            self.end_all(block, self.path_start(index));
                        }
                        Some(block) if self.by_indentation && self.is_item(block, index) => {
                            self.end_all(block, index);
                        }
                        _ => {}
                    }
                    self.observe(index);
                }
                RawKind::Sign { .. } | RawKind::Literal | RawKind::Doc { .. } => {
                    self.observe(index);
                }
            }
        }
        self.end_all(0, self.tokens.len());
    }

    /// Where the path begins that ends with the word at the index: nothing of it belongs to the
    /// block before.
    fn path_start(&self, index: usize) -> usize {
        let mut start = index;
        while let Some(before) = start.checked_sub(1).and_then(|before| self.tokens.get(before))
            && self.tokens.get(start).is_some_and(|token| token.range.start == before.range.end)
            && matches!(before.kind, RawKind::Word | RawKind::Sign { sign: ':', .. })
        {
            start = start.saturating_sub(1);
        }
        start
    }

    /// Whether the word begins an item of Rust where the block at the depth would have had to end.
    fn is_item(&self, block: usize, index: usize) -> bool {
        let (place, block) = (self.place(index), self.open.get(block));
        place.first
            && block.is_some_and(|block| {
                block.is_indented && place.indentation <= block.place.indentation
            })
            && self.tokens.get(index).is_some_and(|token| ITEMS.contains(&token.text(self.text)))
    }

    fn place(&self, index: usize) -> Place {
        self.places.get(index).copied().unwrap_or_default()
    }

    fn open(&mut self, index: usize, delimiter: Delimiter) {
        let depth = self.open.len();
        let mut nearest = self.open.last().map_or([None; 3], |opened| opened.nearest);
        match delimiter {
            Delimiter::Parenthesis => nearest[0] = Some(depth),
            Delimiter::Bracket => nearest[1] = Some(depth),
            Delimiter::Brace => nearest = [None, None, Some(depth)],
        }
        let place = self.place(index);
        self.by_place.entry((delimiter, place.indentation)).or_default().push(depth);
        if self.block.is_none()
            && index
                .checked_sub(2)
                .is_some_and(|word| block_at(self.text, self.tokens, word).is_some())
        {
            self.block = Some(depth);
        }
        let content = self.place(index.saturating_add(1));
        let is_indented = content.line > place.line && content.indentation > place.indentation;
        self.open.push(Opened { delimiter, token: index, place, is_indented, end: None, nearest });
    }

    fn pop(&mut self) -> Option<Opened> {
        let opened = self.open.pop()?;
        if let Some(depths) = self.by_place.get_mut(&(opened.delimiter, opened.place.indentation)) {
            depths.pop();
        }
        if self.block == Some(self.open.len()) {
            self.block = None;
        }
        Some(opened)
    }

    /// Remembers where the innermost delimiter was most likely to be closed.
    fn observe(&mut self, index: usize) {
        let place = self.place(index);
        let Some(opened) = self.open.last_mut() else { return };
        if opened.end.is_some() || opened.token >= index {
            return;
        }
        let kind = self.tokens.get(index).map(|token| token.kind);
        let ends = match (opened.delimiter, kind) {
            (Delimiter::Brace, Some(RawKind::Close(_))) => false,
            (Delimiter::Brace, _) => {
                opened.is_indented && place.first && place.indentation <= opened.place.indentation
            }
            (_, Some(RawKind::Sign { sign: ';', .. } | RawKind::Open(Delimiter::Brace))) => true,
            _ => false,
        };
        if ends {
            opened.end = Some(index);
            // In the language, `(` and `[` never have a `;` or `{` in them; in Rust they do.
            let in_language = self.block.is_some() || !self.has_blocks;
            if opened.delimiter != Delimiter::Brace
                && in_language
                && let Some((opened, end)) = self.end_last(index)
            {
                self.unclosed(&opened, end, "");
            }
        }
    }

    fn close(&mut self, index: usize, delimiter: Delimiter) {
        let place = self.place(index);
        let Some(last) = self.open.last() else { return self.stray(index, delimiter) };
        let fits = last.delimiter == delimiter;
        let aligned = !self.by_indentation
            || !place.first
            || last.place.line == place.line
            || last.place.indentation == place.indentation;
        if fits && aligned {
            self.pop();
            return;
        }
        if self.by_indentation && place.first {
            let depth = self
                .by_place
                .get(&(delimiter, place.indentation))
                .and_then(|depths| depths.last())
                .copied();
            if let Some(depth) =
                depth.filter(|depth| self.block.is_none_or(|block| block <= *depth))
            {
                self.end_above(depth, index);
                self.pop();
                return;
            }
            if fits && place.indentation > last.place.indentation {
                return self.stray(index, delimiter);
            }
        }
        if fits {
            self.pop();
            return;
        }
        match (delimiter, last.nearest) {
            (Delimiter::Brace, [_, _, Some(depth)])
            | (Delimiter::Parenthesis, [Some(depth), ..])
            | (Delimiter::Bracket, [_, Some(depth), _])
                if self.block.is_none_or(|block| block <= depth) =>
            {
                self.end_above(depth, index);
                self.pop();
            }
            // In `[a)]`, the `)` is one too many.
            (Delimiter::Parenthesis | Delimiter::Bracket, _)
                if last.delimiter != Delimiter::Brace
                    && !self.is_closed_behind(index, last.delimiter) =>
            {
                self.wrong(index, delimiter);
            }
            _ => self.stray(index, delimiter),
        }
    }

    /// `} =>`
    fn is_before_arrow(&self, index: usize) -> bool {
        let sign = |distance: usize| {
            self.tokens.get(index.saturating_add(distance)).map(|token| token.text(self.text))
        };
        sign(1) == Some("=") && sign(2) == Some(">")
    }

    /// Whether the delimiter, which is open, is closed behind the index, before the statement ends.
    fn is_closed_behind(&self, index: usize, delimiter: Delimiter) -> bool {
        let mut depth = 0_usize;
        for token in self.tokens.iter().skip(index.saturating_add(1)).take(FAR) {
            match token.kind {
                RawKind::Open(Delimiter::Brace) | RawKind::Sign { sign: ';', .. } => return false,
                RawKind::Open(_) => depth = depth.saturating_add(1),
                RawKind::Close(closer) if depth == 0 => return closer == delimiter,
                RawKind::Close(_) => depth = depth.saturating_sub(1),
                RawKind::Word | RawKind::Sign { .. } | RawKind::Literal | RawKind::Doc { .. } => {}
            }
        }
        false
    }

    fn range(&self, index: usize) -> Range<usize> {
        self.tokens.get(index).map_or(self.text.len()..self.text.len(), |token| token.range.clone())
    }

    /// A delimiter that closes nothing.
    fn stray(&mut self, index: usize, delimiter: Delimiter) {
        let range = self.range(index);
        if delimiter != Delimiter::Brace
            && let Some(torn) = self.torn.get(&self.place(index).line)
            && torn.from < range.start
        {
            self.absorbed.push((range, torn.problem));
            if let Some(place) = self.fates.get_mut(index) {
                *place = Fate::Dropped;
            }
            return;
        }
        let closer = self.text.get(range.clone()).unwrap_or_default();
        let label =
            index.checked_sub(1).and_then(|before| self.tokens.get(before)).filter(|label| {
                let first = self.place(index.saturating_sub(1)).first;
                closer == ")"
                    && first
                    && label.range.end == range.start
                    && matches!(label.kind, RawKind::Word | RawKind::Literal)
            });
        let (fate, problem) = match label.map(|label| label.text(self.text)) {
            Some(label) => {
                let problem = Problem::new(range, "a label does not end with `)`")
                    .help(format!("write `{label}:`"))
                    .replacement(":");
                (Fate::Colon, problem)
            }
            None if delimiter == Delimiter::Brace && self.is_before_arrow(index) => {
                let problem = Problem::new(range, format!("`{closer}` closes nothing"))
                    .unbalanced(true)
                    .help("write the `{` that it closes before the first criterion of the section");
                (Fate::Dropped, problem)
            }
            None => {
                let problem = Problem::new(range, format!("`{closer}` closes nothing"))
                    .unbalanced(delimiter == Delimiter::Brace);
                (
                    Fate::Dropped,
                    problem
                        .help(format!(
                            "delete it, or write the `{}` that it closes",
                            delimiter.open()
                        ))
                        .replacement(""),
                )
            }
        };
        self.problems.push(problem);
        if let Some(place) = self.fates.get_mut(index) {
            *place = fate;
        }
    }

    /// A delimiter that closes one of another kind.
    fn wrong(&mut self, index: usize, delimiter: Delimiter) {
        let Some(opened) = self.pop() else { return };
        if let Some(fate) = self.fates.get_mut(index) {
            *fate = Fate::Closes(opened.delimiter);
        }
        let (range, wanted) = (self.range(index), opened.delimiter.close());
        self.problems.push(
            Problem::new(
                range,
                format!("`{}` does not close `{}`", delimiter.close(), opened.delimiter.open()),
            )
            .unbalanced([delimiter, opened.delimiter].contains(&Delimiter::Brace))
            .help(format!(
                "write `{wanted}`: `{}` was opened on line {}",
                opened.delimiter.open(),
                opened.place.line
            ))
            .replacement(wanted),
        );
    }

    /// Nothing closes what was opened above the depth, up to the token.
    fn end_above(&mut self, depth: usize, index: usize) {
        while self.open.len() > depth.saturating_add(1) {
            if let Some((opened, end)) = self.end_last(index) {
                self.unclosed(&opened, end, "");
            }
        }
    }

    /// Nothing closes what was opened at the depth or above: a text that breaks off. One problem
    /// for all braces, at the innermost.
    fn end_all(&mut self, depth: usize, index: usize) {
        let mut braces: Option<(Opened, usize)> = None;
        let mut more = String::new();
        while self.open.len() > depth {
            let Some((opened, end)) = self.end_last(index) else { return };
            if opened.delimiter != Delimiter::Brace {
                self.unclosed(&opened, end, "");
            } else if braces.is_none() {
                braces = Some((opened, end));
            } else if more.len() < 20 {
                more.push_str(" }");
            }
        }
        if let Some((opened, end)) = braces {
            self.unclosed(&opened, end, &more);
        }
    }

    /// Closes the innermost delimiter where it most likely ends.
    fn end_last(&mut self, index: usize) -> Option<(Opened, usize)> {
        let opened = self.pop()?;
        let end = opened.end.unwrap_or(index);
        self.inserted.push((end, opened.delimiter));
        // What ends it may end the one around it, too.
        self.observe(end);
        Some((opened, end))
    }

    fn unclosed(&mut self, opened: &Opened, end: usize, more: &str) {
        let (open, close) = (opened.delimiter.open(), opened.delimiter.close());
        let help = match self.tokens.get(end) {
            Some(token) => {
                let (line, text) = (
                    self.lines.line(token.range.start),
                    super::problem::shorten(token.text(self.text), 20),
                );
                format!("write `{close}{more}` before `{text}` on line {line}")
            }
            None => format!("write `{close}{more}` at the end of the text"),
        };
        self.problems.push(
            Problem::new(self.range(opened.token), format!("`{open}` is never closed"))
                .unbalanced(opened.delimiter == Delimiter::Brace)
                .help(help),
        );
    }
}
