//! Functions of few variables, as tables: one lane for each way in which the variables can turn out
//! together, all lanes in a number.
//!
//! In: predicates of groups of atoms, and facts that can answer either way, as long as there are
//! lanes for all their values. Out: functions, whose values lie in four numbers bit by bit, so that
//! each operation is a few instructions however many lanes there are. Behind the last way that the
//! variables can turn out the lanes begin anew, with the last variable's first value: so what does
//! not hang on a variable stays as it is when the variable comes.

use super::functions::{Functions, StandsFor};
use super::own::{Own, OwnPart};
use crate::policy::Expression;
use crate::worlds::Unanswered;
use crate::worlds::atoms::Atoms;
use core::array::from_fn;

/// How many lanes there are room for.
pub(super) const LANES: usize = 128;

/// The values of a function in all lanes, bit by bit.
pub(super) type Table = [u128; 4];

/// The variables of tables.
pub(super) struct Tables<'t, 'a> {
    atoms: &'t Atoms<'a>,
    variables: Vec<Variable>,
    /// How many lanes they may take.
    limit: usize,
}

/// A variable: it keeps a value for so many lanes, and has so many values.
#[derive(Clone, Copy)]
struct Variable {
    stride: usize,
    values: usize,
    stands_for: StandsFor,
}

impl Variable {
    /// The lanes in which the variable has one of the values for which `holds`.
    fn lanes(self, holds: impl Fn(usize) -> bool) -> u128 {
        let block = first(self.stride);
        let once = (0..self.values)
            .filter(|value| holds(*value))
            .fold(0, |lanes, value| lanes | shifted(block, self.stride.saturating_mul(value)));
        let mut period = self.stride.saturating_mul(self.values);
        let mut lanes = once;
        while (1..LANES).contains(&period) {
            lanes |= shifted(lanes, period);
            period = period.saturating_mul(2);
        }
        lanes
    }
}

/// The first lanes.
fn first(lanes: usize) -> u128 {
    !shifted(u128::MAX, lanes)
}

fn shifted(lanes: u128, by: usize) -> u128 {
    u32::try_from(by).ok().and_then(|by| lanes.checked_shl(by)).unwrap_or(0)
}

impl<'t, 'a> Tables<'t, 'a> {
    /// No variables yet; no more than so many lanes will be taken.
    pub(super) fn over(atoms: &'t Atoms<'a>, limit: usize) -> Tables<'t, 'a> {
        Tables { atoms, variables: Vec::with_capacity(8), limit }
    }

    /// How many lanes the variables take.
    fn lanes(&self) -> usize {
        self.variables.last().map_or(1, |last| last.stride.saturating_mul(last.values))
    }

    fn add(&mut self, values: usize, stands_for: StandsFor) -> Result<Variable, Unanswered> {
        let variable = Variable { stride: self.lanes(), values, stands_for };
        self.variables.push(variable);
        if self.lanes() <= self.limit { Ok(variable) } else { Err(Unanswered::TooLarge) }
    }

    /// The variable of a group of atoms.
    fn group(&mut self, group: usize, cells: usize) -> Result<Variable, Unanswered> {
        let known = self.variables.iter().find(|variable| variable.stands_for.is_group(group));
        known.copied().map_or_else(|| self.add(cells, StandsFor::Group(group)), Ok)
    }

    fn hangs_on(&self, table: Table, variable: Variable) -> bool {
        // Each value but the last, and the next one.
        let compared =
            variable.lanes(|value| value.saturating_add(1) < variable.values) & first(self.lanes());
        let by = u32::try_from(variable.stride).unwrap_or(u32::MAX);
        table.iter().any(|bits| (bits ^ bits.checked_shr(by).unwrap_or(0)) & compared != 0)
    }
}

fn is_true(table: Table) -> u128 {
    table.into_iter().fold(0, |any, bits| any | bits)
}

const fn condition(lanes: u128) -> Table {
    [lanes, 0, 0, 0]
}

fn chosen(condition: u128, then: Table, otherwise: Table) -> Table {
    let mut chosen = then
        .into_iter()
        .zip(otherwise)
        .map(|(then, otherwise)| (condition & then) | (!condition & otherwise));
    from_fn(|_| chosen.next().unwrap_or(0))
}

impl Functions for Tables<'_, '_> {
    type Function = Table;

    fn known(value: u16) -> Table {
        from_fn(|bit| {
            if value & (1_u16.wrapping_shl(u32::try_from(bit).unwrap_or(0))) == 0 {
                0
            } else {
                u128::MAX
            }
        })
    }

    fn value(&mut self, table: Table) -> Option<u16> {
        let is_same = table.iter().all(|bits| [0, u128::MAX].contains(bits));
        is_same
            .then(|| table.iter().rev().fold(0, |value, bits| value << 1 | u16::from(*bits != 0)))
    }

    fn predicate(&mut self, predicate: &Expression) -> Result<Table, Unanswered> {
        let Some((group, atom)) = self.atoms.place(predicate) else { return Ok(Self::known(0)) };
        let Some(known) = self.atoms.groups().get(group) else { return Ok(Self::known(0)) };
        Ok(condition(self.group(group, known.cells.len())?.lanes(|cell| known.holds(cell, atom))))
    }

    fn either(&mut self, part: OwnPart) -> Result<Table, Unanswered> {
        Ok(condition(self.add(2, StandsFor::Own(part))?.lanes(|value| value == 1)))
    }

    fn not(&mut self, table: Table) -> Result<Table, Unanswered> {
        Ok(condition(!is_true(table)))
    }

    fn all(&mut self, conditions: &[Table]) -> Result<Table, Unanswered> {
        Ok(condition(conditions.iter().fold(u128::MAX, |all, table| all & is_true(*table))))
    }

    fn any(&mut self, conditions: &[Table]) -> Result<Table, Unanswered> {
        Ok(condition(conditions.iter().fold(0, |any, table| any | is_true(*table))))
    }

    fn at_least(&mut self, needed: usize, conditions: &[Table]) -> Result<Table, Unanswered> {
        // reached[n]: at least n of those seen so far hold.
        let mut reached = vec![0; needed.saturating_add(1)];
        if let Some(none) = reached.first_mut() {
            *none = u128::MAX;
        }
        for table in conditions {
            let holds = is_true(*table);
            let mut fewer = u128::MAX;
            for lanes in reached.iter_mut().skip(1) {
                let before = *lanes;
                *lanes |= fewer & holds;
                fewer = before;
            }
        }
        Ok(condition(reached.last().copied().unwrap_or(u128::MAX)))
    }

    fn if_then_else(
        &mut self,
        condition: Table,
        then: Table,
        otherwise: Table,
    ) -> Result<Table, Unanswered> {
        Ok(chosen(is_true(condition), then, otherwise))
    }

    fn close(&mut self, table: Table, own: &mut Own) -> Option<OwnPart> {
        let variables = self.variables.iter().filter(|variable| self.hangs_on(table, **variable));
        StandsFor::joined(variables.map(|variable| variable.stands_for), self.atoms, own)
    }

    fn variables(&self) -> usize {
        self.variables.len()
    }

    fn forget(&mut self, variables: usize) {
        self.variables.truncate(variables);
    }
}
