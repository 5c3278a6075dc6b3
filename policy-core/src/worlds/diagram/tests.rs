//! Diagrams against tables of all assignments.

use super::{Diagram, Diagrams, Variable};
use crate::fixtures::example::Dice;
use crate::worlds::{Fault, Unanswered};

const SIZES: [usize; 4] = [2, 3, 2, 4];

/// Every assignment of values to four variables.
fn assignments() -> Vec<[usize; 4]> {
    (0..2)
        .flat_map(|a| {
            (0..3).flat_map(move |b| (0..2).flat_map(move |c| (0..4).map(move |d| [a, b, c, d])))
        })
        .collect()
}

/// The values of the function, one for each assignment.
fn table(diagrams: &Diagrams, diagram: Diagram) -> Vec<u16> {
    assignments()
        .iter()
        .map(|values| diagrams.evaluate(diagram, |variable| values[variable.position()]).unwrap())
        .collect()
}

/// A few functions, built at random from one another.
fn functions(diagrams: &mut Diagrams, variables: &[Variable], dice: &mut Dice) -> Vec<Diagram> {
    let mut made = vec![Diagrams::FALSE, Diagrams::TRUE, Diagrams::terminal(7)];
    for _ in 0..12 {
        let variable = dice.pick(variables);
        let cells = dice.below(16);
        made.push(diagrams.literal(variable, |value| cells >> value & 1 == 1).unwrap());
        let [one, two, three] = [dice.pick(&made), dice.pick(&made), dice.pick(&made)];
        made.push(diagrams.if_then_else(one, two, three).unwrap());
    }
    made
}

#[test]
fn operations_agree_with_tables_and_equal_functions_are_the_same_diagram() {
    for seed in 0..100 {
        let mut dice = Dice(seed);
        let mut diagrams = Diagrams::new(1_000_000);
        let variables = SIZES.map(|size| diagrams.variable(size));
        let made = functions(&mut diagrams, &variables, &mut dice);
        for _ in 0..20 {
            let [one, two, three] = [dice.pick(&made), dice.pick(&made), dice.pick(&made)];
            let chosen = diagrams.if_then_else(one, two, three).unwrap();
            let tables = [one, two, three].map(|diagram| table(&diagrams, diagram));
            let expected = (0..tables[0].len())
                .map(|row| if tables[0][row] == 0 { tables[2][row] } else { tables[1][row] });
            assert_eq!(table(&diagrams, chosen), expected.collect::<Vec<_>>());
            assert_eq!(tables[0] == tables[1], one == two);
            for needed in 0..5 {
                let many = diagrams.at_least(needed, &[one, two, three]).unwrap();
                let expected = (0..tables[0].len())
                    .map(|row| tables.iter().filter(|table| table[row] != 0).count() >= needed);
                assert_eq!(table(&diagrams, many), expected.map(u16::from).collect::<Vec<_>>());
            }
        }
    }
}

#[test]
fn a_function_hangs_on_the_variables_that_its_diagram_asks() {
    for seed in 0..100 {
        let mut dice = Dice(seed);
        let mut diagrams = Diagrams::new(1_000_000);
        let variables = SIZES.map(|size| diagrams.variable(size));
        for function in functions(&mut diagrams, &variables, &mut dice) {
            let value = |values: &[usize; 4]| {
                diagrams.evaluate(function, |variable| values[variable.position()]).unwrap()
            };
            let matters = |variable: &Variable| {
                assignments().iter().any(|values| {
                    let mut changed = *values;
                    (0..SIZES[variable.position()]).any(|other| {
                        changed[variable.position()] = other;
                        value(values) != value(&changed)
                    })
                })
            };
            assert_eq!(
                diagrams.support(function).collect::<Vec<_>>(),
                variables.iter().copied().filter(matters).collect::<Vec<_>>()
            );
            let mut values = table(&diagrams, function);
            values.sort_unstable();
            values.dedup();
            assert_eq!(diagrams.reached(function).collect::<Vec<_>>(), values);
            for wanted in [0, 1, 7] {
                let takes = diagrams.takes(function, |value| value == wanted).unwrap();
                assert_eq!(
                    table(&diagrams, takes),
                    table(&diagrams, function)
                        .iter()
                        .map(|value| u16::from(*value == wanted))
                        .collect::<Vec<_>>()
                );
                let example = diagrams.shortest(function, |value| value == wanted);
                assert_eq!(example.is_some(), values.contains(&wanted));
                let Some(example) = example else { continue };
                // Whatever the other variables are, and with no fewer variables.
                for others in assignments() {
                    let value = |variable: Variable| {
                        example.get(&variable).copied().unwrap_or(others[variable.position()])
                    };
                    assert_eq!(diagrams.evaluate(function, value), Ok(wanted));
                }
            }
        }
    }
}

#[test]
fn a_restricted_function_no_longer_asks() {
    let mut dice = Dice(11);
    for _ in 0..50 {
        let mut diagrams = Diagrams::new(1_000_000);
        let variables = SIZES.map(|size| diagrams.variable(size));
        for function in functions(&mut diagrams, &variables, &mut dice) {
            let before = table(&diagrams, function);
            for (position, variable) in variables.into_iter().enumerate() {
                for value in 0..SIZES[position] {
                    let restricted = diagrams.restrict(function, variable, value).unwrap();
                    assert!(!diagrams.support(restricted).any(|asked| asked == variable));
                    for (values, after) in assignments().iter().zip(table(&diagrams, restricted)) {
                        let mut fixed = *values;
                        fixed[position] = value;
                        let place =
                            assignments().iter().position(|values| *values == fixed).unwrap();
                        assert_eq!(after, before[place]);
                    }
                }
            }
        }
    }
}

#[test]
fn a_function_without_a_small_diagram_is_an_error() {
    let mut diagrams = Diagrams::new(5_000);
    let variables = (0..24).map(|_| diagrams.variable(2)).collect::<Vec<_>>();
    // Pairs that are far apart in the order: the diagram must remember all of the first halves.
    let built = (0..12).try_fold(Diagrams::FALSE, |so_far, pair| {
        let one = diagrams.literal(variables[pair], |value| value == 1)?;
        let other = diagrams.literal(variables[pair + 12], |value| value == 1)?;
        let both = diagrams.and(one, other)?;
        diagrams.or(so_far, both)
    });
    assert_eq!(built, Err(Unanswered::TooLarge));
}

#[test]
fn what_belongs_to_other_diagrams_is_a_fault_and_no_answer() {
    let mut others = Diagrams::new(1_000);
    let variables = [others.variable(2), others.variable(3)];
    let foreign = others.literal(variables[1], |value| value == 2).unwrap();
    let mut diagrams = Diagrams::new(1_000);
    let own = diagrams.variable(2);
    let smokes = diagrams.literal(own, |value| value == 1).unwrap();
    let later = Diagram(foreign.0 + 7);
    assert_eq!(diagrams.literal(variables[1], |_| true), Err(Fault::Variable.into()));
    assert_eq!(diagrams.and(later, smokes), Err(Fault::Diagram.into()));
    assert_eq!(diagrams.or(smokes, later), Err(Fault::Diagram.into()));
    assert_eq!(diagrams.restrict(smokes, own, 2), Err(Fault::Value.into()));
    assert_eq!(diagrams.takes(later, |_| true), Err(Fault::Diagram.into()));
    assert_eq!(diagrams.evaluate(later, |_| 0), Err(Fault::Diagram));
    assert_eq!(diagrams.evaluate(smokes, |_| 2), Err(Fault::Value));
}
