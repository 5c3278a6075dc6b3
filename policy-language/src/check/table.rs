//! Tables: `define most by weight { below 20 kg => 25 mg, from 20 kg => 50 mg }`.
//!
//! In: the rows of a table, and the comparisons that name it. Out: for each comparison, a chain of
//! `if`s over the inputs of the table, in which each branch compares with what a row gives. An
//! input that is not known leaves several rows: if they agree, that is the answer.
//!
//! The values of an input are cut into cells, none of which a row covers in part; that every
//! combination of cells has exactly one row is checked here, exactly.

use super::arms::yes_or_no;
use super::decided::{Decided, decided};
use super::expression::{check_decided, check_expression, condition_of_define, named_define};
use super::predicate::value_bit;
use super::scope::{Scope, Subject};
use super::wording::kind_of;
use crate::diagnostic::Diagnostic;
use crate::syntax::expression::{
    Expression, ExpressionKind, Operand, Operator, Predicate, Selector, Test,
};
use crate::syntax::literal::QuantityText;
use crate::syntax::table::{Bound, Row, RowValue, Span, Table};
use crate::text::{Name, Place, Placed};
use policy_core::calendar::CalendarUnit;
use policy_core::policy::{CountTest, Domain, Expression as Checked, QuantityTest, Region, Term};
use policy_core::vocabulary::{Concept, FactKind};
use std::collections::{BTreeMap, BTreeSet};

/// More rows than this would make a condition that is nested too deeply.
const MOST_ROWS: usize = 50;

/// How a row is found.
#[derive(Clone, PartialEq, Debug)]
enum Tree {
    Row(usize),
    If { condition: Box<Checked>, then: Box<Tree>, otherwise: Box<Tree> },
}

/// An input of a table, cut into cells.
struct Column {
    /// The values of each cell, as in a row.
    words: Vec<String>,
    /// The cells of each row.
    covered: Vec<BTreeSet<usize>>,
    conditions: Conditions,
}

impl Column {
    fn covers(&self, row: usize, cell: usize) -> bool {
        self.covered.get(row).is_some_and(|covered| covered.contains(&cell))
    }
}

/// The questions that tell cells apart.
enum Conditions {
    /// The input lies below the upper end of the cell; the last one has none.
    Below(Vec<Checked>),
    /// A cell for each value of a code.
    Code(Term),
    /// A cell for no, and one for yes.
    YesNo(Checked),
}

impl Conditions {
    /// The input is in one of these cells, as far as cells before them are ruled out.
    fn of(&self, cells: &[usize]) -> Checked {
        match self {
            Conditions::Below(ends) => {
                let end = cells.last().and_then(|last| ends.get(*last));
                end.cloned().unwrap_or_else(never)
            }
            Conditions::Code(term) => {
                let bit = |cell: &usize| 1_u64.checked_shl(u32::try_from(*cell).ok()?);
                let bits = cells.iter().filter_map(bit);
                term.clone().is(Region::Values(bits.fold(0, |values, bit| values | bit)))
            }
            Conditions::YesNo(condition) if *cells == [0] => Checked::Not(condition.clone().into()),
            Conditions::YesNo(condition) => condition.clone(),
        }
    }
}

/// What is never met.
fn never() -> Checked {
    Checked::any(Vec::new().into())
}

/// Where the numbers of an input are cut: before or after a position of its scale.
type Cut = (i64, bool);

/// Checks a table where it is.
pub fn check_table(table: &Table, scope: &mut Scope<'_>) {
    let reported = scope.reported();
    let Some(rows) = &table.rows else {
        scope.mark_broken(&table.name.value);
        return;
    };
    if tree_of(table, rows, scope).is_none() {
        debug_assert!(scope.reported() > reported, "a table without a tree has a mistake");
        scope.mark_broken(&table.name.value);
    }
}

/// The table that a predicate compares with.
pub fn named_table<'a>(
    predicate: &Predicate,
    scope: &mut Scope<'a>,
) -> Option<(Placed<Operator>, Place, &'a Table)> {
    let Some(Placed { value: Test::Compare { operator, operand: Operand::Name(name) }, .. }) =
        &predicate.test
    else {
        return None;
    };
    if scope.binding(&name.value).is_some() || scope.named(&name.value).is_some() {
        return None;
    }
    let table = scope.table(&name.value)?;
    scope.mark_used(&name.value);
    Some((operator.clone(), name.place, table))
}

/// Checks a comparison with what a table gives.
pub fn check_use(
    predicate: &Predicate,
    (operator, place, table): (Placed<Operator>, Place, &Table),
    scope: &mut Scope<'_>,
) -> Option<Checked> {
    let name = &table.name.value;
    if scope.is_broken(name) {
        return None;
    }
    if scope.is_of_entries() {
        let mistake = Diagnostic::at(
            place,
            format!("`{name}` is a table: what is asked of an entry is not compared with it"),
        );
        scope.report(mistake.help("write a number, or compare a fact of the case with the table"));
        return None;
    }
    let rows = table.rows.as_deref()?;
    let tree = scope.at_table(table, |scope| tree_of(table, rows, scope))?;
    let reported = scope.reported();
    let checked =
        rows.iter().map(|row| check_row(predicate, &operator, row, scope)).collect::<Vec<_>>();
    let wrong = checked.iter().filter(|checked| checked.is_none()).count();
    if wrong == 0 {
        let rows = checked.into_iter().collect::<Option<Vec<_>>>()?;
        return Some(decided_by(&tree, &rows));
    }
    // What fits no row is wrong where the table is used, once.
    if let (true, Some(first)) = (wrong == rows.len(), rows.first()) {
        scope.retract(reported);
        scope.at_use_of_row(predicate.subject.place.to(place), |scope| {
            check_row(predicate, &operator, first, scope)
        });
    } else {
        scope.mark_broken(name);
    }
    None
}

/// The comparison with what a row gives.
fn check_row(
    predicate: &Predicate,
    operator: &Placed<Operator>,
    row: &Row,
    scope: &mut Scope<'_>,
) -> Option<Checked> {
    let compare = |operand| Test::Compare { operator: operator.clone(), operand };
    let test = match &row.value {
        RowValue::Number(quantity) => compare(Operand::Quantity(quantity.clone())),
        RowValue::Name(name) => compare(Operand::Name(name.clone())),
        RowValue::Names(names) => {
            let negated = match operator.value {
                Operator::Equal => false,
                Operator::NotEqual => true,
                Operator::Less
                | Operator::LessOrEqual
                | Operator::Greater
                | Operator::GreaterOrEqual => {
                    let mistake = Diagnostic::at(
                        names.place,
                        "a list of values is compared with `=` or `!=`",
                    );
                    scope.report(mistake.help("write one of them"));
                    return None;
                }
            };
            Test::OneOf { negated, values: names.value.clone() }
        }
    };
    let place = row.value.place();
    check_expression(&asking(predicate, Some(test), place), scope)
}

/// The same question, with this test.
fn asking(predicate: &Predicate, test: Option<Test>, place: Place) -> Expression {
    let test = test.map(|test| Placed::new(test, place));
    let predicate = Predicate { test, ..predicate.clone() };
    Expression { kind: ExpressionKind::Predicate(Box::new(predicate)), place }
}

fn decided_by(tree: &Tree, rows: &[Checked]) -> Checked {
    match tree {
        Tree::Row(row) => rows.get(*row).cloned().unwrap_or_else(never),
        Tree::If { condition, then, otherwise } => Checked::If {
            condition: Checked::clone(condition).into(),
            then: decided_by(then, rows).into(),
            otherwise: decided_by(otherwise, rows).into(),
        },
    }
}

/// Checks the rows against the inputs, and each other.
fn tree_of(table: &Table, rows: &[Row], scope: &mut Scope<'_>) -> Option<Tree> {
    let name = &table.name;
    if rows.len() < 2 {
        let mistake = Diagnostic::at(
            name.place,
            format!("`{}` is a table with fewer than two rows", name.value),
        );
        scope.report(mistake.help("write a row for each range, as in `define most by weight { below 20 kg => 25 mg, from 20 kg => 50 mg }`; one value alone needs no table"));
        return None;
    }
    if let Some(row) = rows.get(MOST_ROWS) {
        let mistake =
            Diagnostic::at(row.value.place(), format!("this table has more than {MOST_ROWS} rows"));
        scope.report(
            mistake
                .help("make two tables of it, and choose between them with `if … then … else …`"),
        );
        return None;
    }
    if let Some(row) = rows.iter().find(|row| row.spans.len() != table.inputs.len()) {
        let place = row.place().unwrap_or(name.place);
        let [parts, inputs] = [(row.spans.len(), "range"), (table.inputs.len(), "input")]
            .map(|(count, what)| format!("{count} {what}{}", if count == 1 { "" } else { "s" }));
        let mistake =
            Diagnostic::at(place, format!("this row has {parts}, and the table has {inputs}"));
        scope.report(mistake.with(name.place, "the table is").help(
            "write a range or values for each input, in their order and with `and` between them; where an input does not matter in a row, write `any`",
        ));
        return None;
    }
    let columns = (0..).zip(&table.inputs).map(|(position, input)| {
        let spans = rows.iter().filter_map(|row| row.spans.get::<usize>(position));
        check_input(input, &spans.collect::<Vec<_>>(), scope)
    });
    let columns = columns.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
    for (input, column) in table.inputs.iter().zip(&columns) {
        if column.covered.iter().all(|cells| cells.len() == column.words.len()) {
            let subject = &input.subject;
            let mistake = Diagnostic::at(
                subject.place,
                format!("`{}` makes no difference in this table", subject.value),
            );
            scope.report(mistake.help("take it out, here and in every row"));
            return None;
        }
    }
    let all = (0..rows.len()).collect::<Vec<_>>();
    let tree = tree(&columns, &all, &[]);
    tree.map_err(|uneven| uneven.report(table, rows, &columns, scope)).ok()
}

/// A combination of cells without a row, or with two.
struct Uneven {
    cells: Vec<usize>,
    rows: Option<[usize; 2]>,
}

impl Uneven {
    fn report(self, table: &Table, rows: &[Row], columns: &[Column], scope: &mut Scope<'_>) {
        let words = table.inputs.iter().zip(columns).zip(&self.cells);
        let words = words.filter_map(|((input, column), cell)| {
            Some(format!("`{}` {}", input.subject.value, column.words.get(*cell)?))
        });
        let words = words.collect::<Vec<_>>().join(" and ");
        let place = |row: usize| rows.get(row).and_then(Row::place).unwrap_or(table.name.place);
        scope.report(match self.rows {
            None => Diagnostic::at(table.name.place, format!("no row is for {words}"))
                .help("add a row, or make another one wider"),
            Some([first, second]) => {
                Diagnostic::at(place(second), format!("two rows are for {words}"))
                    .with(place(first), "the first one is")
                    .help("make them meet without sharing a value, as in `below 20 kg` and `from 20 kg`, or take one of them out")
            }
        });
    }
}

/// How a row is found among these, by the inputs that are left, where each combination of cells has
/// one; the inputs before are in these cells.
fn tree(columns: &[Column], rows: &[usize], cells: &[usize]) -> Result<Tree, Uneven> {
    let Some((column, rest)) = columns.split_first() else {
        let uneven = |rows| Err(Uneven { cells: cells.to_vec(), rows });
        return match *rows {
            [] => uneven(None),
            [only] => Ok(Tree::Row(only)),
            [first, second, ..] => uneven(Some([first, second])),
        };
    };
    // The cells after which the same follows, and that.
    let mut groups: Vec<(Vec<usize>, Tree)> = Vec::new();
    for cell in 0..column.words.len() {
        let covers = |row: &usize| column.covers(*row, cell);
        let left = rows.iter().copied().filter(covers).collect::<Vec<_>>();
        let below = tree(rest, &left, &[cells, &[cell]].concat())?;
        let known = match &column.conditions {
            Conditions::Below(_) => groups.last_mut().filter(|(_, known)| *known == below),
            Conditions::Code(_) | Conditions::YesNo(_) => {
                groups.iter_mut().find(|(_, known)| *known == below)
            }
        };
        match known {
            Some((cells, _)) => cells.push(cell),
            None => groups.push((vec![cell], below)),
        }
    }
    // There is no input without a cell.
    let last = groups.pop().map_or(Tree::Row(0), |(_, last)| last);
    Ok(groups.into_iter().rev().fold(last, |otherwise, (cells, then)| Tree::If {
        condition: Box::new(column.conditions.of(&cells)),
        then: Box::new(then),
        otherwise: Box::new(otherwise),
    }))
}

/// Cuts the values of an input into cells.
fn check_input(
    input: &Predicate,
    spans: &[&Placed<Span>],
    scope: &mut Scope<'_>,
) -> Option<Column> {
    if let Some(define) = named_define(input, scope) {
        let condition =
            decided(Decided::If, scope, |scope| condition_of_define(define, input, scope))?;
        return named_cells(input, spans, &yes_or_no(), Conditions::YesNo(condition), scope);
    }
    // Whatever else is asked of it, it is asked in every row.
    let alone = |test: Option<Test>, scope: &mut Scope<'_>| {
        check_decided(&asking(input, test, input.subject.place), Decided::If, scope)
    };
    scope.with_subject(&input.subject, |scope, subject| {
        let Subject::Fact(_, fact) = subject else { return None };
        match &fact.kind {
            FactKind::Code { values, .. } => {
                let value = Placed::new(values.first()?.name.to_string(), input.subject.place);
                let equal = Placed::new(Operator::Equal, input.subject.place);
                let test = Test::Compare { operator: equal, operand: Operand::Name(value) };
                let Checked::Test { term, .. } = alone(Some(test), scope)? else { return None };
                named_cells(input, spans, values, Conditions::Code(term), scope)
            }
            FactKind::Flag { .. } => {
                let condition = Conditions::YesNo(alone(None, scope)?);
                named_cells(input, spans, &yes_or_no(), condition, scope)
            }
            FactKind::Count { .. }
            | FactKind::Age { .. }
            | FactKind::Quantity { .. }
            | FactKind::Calculated { .. }
            | FactKind::Measurement { .. }
            | FactKind::History { .. } => numbered_cells(input, spans, scope),
            FactKind::Date => {
                let mistake = Diagnostic::at(input.subject.place, format!("{}: a table takes numbers, codes and flags", kind_of(fact)));
                scope.report(mistake.about(&fact.name).help("name an age or a number, or give the table a `define` as its input, with the rows `true` and `false`"));
                None
            }
        }
    })
}

/// A cell for each value.
fn named_cells(
    input: &Predicate,
    spans: &[&Placed<Span>],
    values: &[Concept],
    conditions: Conditions,
    scope: &mut Scope<'_>,
) -> Option<Column> {
    let name = &input.subject.value;
    let covered = spans.iter().map(|span| match &span.value {
        Span::Any => Some((0..values.len()).collect()),
        Span::Values(names) => {
            let bits =
                names.iter().map(|value| value_bit(value, name, values, scope)).collect::<Vec<_>>();
            let bits = bits.into_iter().collect::<Option<Vec<_>>>()?;
            bits.into_iter().map(|bit| usize::try_from(bit.trailing_zeros()).ok()).collect()
        }
        Span::Range(_) => {
            let mistake =
                Diagnostic::at(span.place, format!("`{name}` has values, and no range of numbers"));
            scope.report(
                mistake
                    .about(name)
                    .help(format!("write its values, as in `{} => …`", shown(values))),
            );
            None
        }
    });
    let covered = covered.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
    let words = values.iter().map(|value| format!("= {}", value.name)).collect();
    Some(Column { words, covered, conditions })
}

/// The first values of a code.
fn shown(values: &[Concept]) -> String {
    values.iter().take(2).map(|value| &*value.name).collect::<Vec<_>>().join(", ")
}

/// An end of a range, as a cut.
struct End {
    cut: Cut,
    condition: Checked,
    /// `20 kg`
    number: String,
    /// What an age is counted in.
    unit: Option<CalendarUnit>,
}

impl End {
    /// Nothing lies between the two: whole numbers, one after the other.
    fn is_next(&self, low: &End) -> bool {
        let is_whole = matches!(self.condition.asked(), Some((_, Region::Whole(_))));
        is_whole && low.cut.0.saturating_add(size_of(self.unit)) == self.cut.0
    }
}

/// Cells between the numbers that rows begin or end with.
fn numbered_cells(
    input: &Predicate,
    spans: &[&Placed<Span>],
    scope: &mut Scope<'_>,
) -> Option<Column> {
    let name = &input.subject.value;
    if let Some(selector) = &input.selector
        && !matches!(
            selector.value,
            Selector::Highest | Selector::Lowest | Selector::Earliest | Selector::Latest
        )
    {
        let mistake =
            Diagnostic::at(selector.place, "a row is found by one number, and this may be several");
        scope.report(mistake.help(format!(
            "write `{name}` for the latest result, or `highest {name}` or `lowest {name}`"
        )));
        return None;
    }
    let mut ends = BTreeMap::new();
    let rows = spans.iter().map(|span| match &span.value {
        Span::Any => Some((None, None)),
        Span::Range(range) => {
            let [low, high] = &**range;
            let unit = |bound: &Option<Bound>| {
                bound.as_ref().and_then(|bound| bound.quantity.unit.clone())
            };
            let units = unit(low).or_else(|| unit(high));
            let mut end = |bound: &Option<Bound>, is_low: bool| {
                let Some(bound) = bound else { return Some(None) };
                let end = check_end(input, bound, is_low, units.as_ref(), scope)?;
                let cut = end.cut;
                ends.entry(cut).or_insert(end);
                Some(Some(cut))
            };
            let (first, last) = (end(low, true), end(high, false));
            let (first, last) = (first?, last?);
            // Days and months are not compared with each other.
            if !is_mixed(&ends) && first.zip(last).is_some_and(|(first, last)| first >= last) {
                let mistake = Diagnostic::at(span.place, "no number is in this range");
                scope.report(
                    mistake
                        .help("write the smaller number first, as in `from 20 kg to below 40 kg`"),
                );
                return None;
            }
            Some((first, last))
        }
        Span::Values(values) => {
            let place = values.first().map_or(span.place, |value| value.place);
            let mistake =
                Diagnostic::at(place, format!("`{name}` is a number: a row is for a range of it"));
            scope.report(
                mistake.about(name).help(
                    "write it as in `below 20 kg`, `from 20 kg to below 40 kg` or `from 40 kg`",
                ),
            );
            None
        }
    });
    let rows = rows.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
    if is_mixed(&ends) {
        let mistake = Diagnostic::at(
            input.subject.place,
            format!("some rows give `{name}` in months or years, and others in days or weeks"),
        );
        scope.report(mistake.help("write all of them in months or years, or all of them in days or weeks: how many days a month has depends on the month"));
        return None;
    }
    // What lies outside the range of a fact needs no row.
    if let Some((low, high)) = ends.values().next().and_then(|end| range_of(end, scope)) {
        ends.retain(|cut, _| (low, false) < *cut && *cut <= (high, false));
    }
    let ends = ends.into_values().collect::<Vec<_>>();
    let covered = rows.into_iter().map(|(low, high)| {
        let first = low.map_or(0, |low| ends.partition_point(|end| end.cut <= low));
        let last = high.map_or(ends.len(), |high| ends.partition_point(|end| end.cut < high));
        (first..=last).collect()
    });
    let covered = covered.collect();
    let cells = 0..=ends.len();
    let words = cells.map(|cell| {
        words_of_cell(cell.checked_sub(1).and_then(|low| ends.get(low)), ends.get(cell))
    });
    let words = words.collect();
    let conditions = Conditions::Below(ends.into_iter().map(|end| end.condition).collect());
    Some(Column { words, covered, conditions })
}

/// An end of a range, with the question whether the input lies below it.
fn check_end(
    input: &Predicate,
    bound: &Bound,
    is_low: bool,
    unit: Option<&Name>,
    scope: &mut Scope<'_>,
) -> Option<End> {
    // A number that belongs to the range above it does not lie below.
    let is_below = bound.included != is_low;
    let operator = if is_below { Operator::LessOrEqual } else { Operator::Less };
    let unit = bound.quantity.unit.as_ref().or(unit).cloned();
    let quantity = QuantityText { unit, ..bound.quantity.clone() };
    let place = quantity.place;
    let operator = Placed::new(operator, place);
    let test = Test::Compare { operator, operand: Operand::Quantity(quantity) };
    let condition = check_decided(&asking(input, Some(test), place), Decided::If, scope)?;
    let unit = condition.asked().and_then(|(term, _)| unit_of(term));
    let cut = condition.asked().and_then(|(term, region)| match region {
        Region::Quantity(QuantityTest::Compare(_, threshold)) => {
            let position =
                term.scale(scope.vocabulary)?.position(threshold.value, threshold.unit)?;
            Some(((position, is_below), threshold.to_string()))
        }
        // Up to 17 is below 18.
        Region::Whole(CountTest::Compare(_, number)) => {
            let next = i64::from(number).saturating_add(i64::from(is_below));
            let words = match unit {
                Some(unit) if unit != CalendarUnit::Years => format!("{next} {}", unit.words(2)),
                _ => next.to_string(),
            };
            Some(((next.saturating_mul(size_of(unit)), false), words))
        }
        Region::Yes
        | Region::Values(_)
        | Region::Whole(_)
        | Region::Quantity(_)
        | Region::Day(_)
        | Region::Than(_)
        | Region::Norm(_) => None,
    });
    let Some((cut, number)) = cut else {
        let mistake = Diagnostic::at(
            input.subject.place,
            "a row is found by one number, by a code or by a flag",
        );
        scope.report(mistake.help("name a fact with a number, or give the table a `define` as its input, with the rows `true` and `false`"));
        return None;
    };
    Some(End { cut, condition, number, unit })
}

/// Some are in months or years, and some in days or weeks.
fn is_mixed(ends: &BTreeMap<Cut, End>) -> bool {
    let months = |end: &End| matches!(end.unit, Some(CalendarUnit::Months | CalendarUnit::Years));
    ends.values().any(months) && !ends.values().all(months)
}

/// What an age is counted in.
fn unit_of(term: &Term) -> Option<CalendarUnit> {
    if let Term::Age { unit, .. } = term.inner() { Some(*unit) } else { None }
}

/// How many months or days a unit has; a number that is no age counts as it is.
const fn size_of(unit: Option<CalendarUnit>) -> i64 {
    match unit {
        Some(CalendarUnit::Years) => 12,
        Some(CalendarUnit::Weeks) => 7,
        Some(CalendarUnit::Months | CalendarUnit::Days) | None => 1,
    }
}

/// The lowest and the highest position that there can be.
fn range_of(end: &End, scope: &Scope<'_>) -> Option<(i64, i64)> {
    match end.condition.asked()?.0.domain(scope.vocabulary)? {
        Domain::Whole(low, high) => {
            let position = |number: u32| i64::from(number).saturating_mul(size_of(end.unit));
            Some((position(low), position(high)))
        }
        Domain::Quantity(scale) => Some((scale.range().low(), scale.range().high())),
        Domain::YesNo | Domain::Codes(_) | Domain::Days => None,
    }
}

/// `from 20 kg to below 40 kg`
fn words_of_cell(low: Option<&End>, high: Option<&End>) -> String {
    let low_in_words = low.map(|low| {
        let word = if low.cut.1 { "above" } else { "from" };
        format!("{word} {}", low.number)
    });
    match (low_in_words, high) {
        (None, None) => "of any size".to_owned(),
        (Some(low), None) => low,
        (None, Some(high)) => {
            let word = if high.cut.1 { "up to" } else { "below" };
            format!("{word} {}", high.number)
        }
        (Some(_), Some(high)) if low.is_some_and(|low| low.cut.0 == high.cut.0) => {
            format!("= {}", high.number)
        }
        (Some(_), Some(high)) if let Some(low) = low.filter(|low| high.is_next(low)) => {
            format!("= {}", low.number)
        }
        (Some(low), Some(high)) => {
            let word = if high.cut.1 { "to" } else { "to below" };
            format!("{low} {word} {}", high.number)
        }
    }
}
