//! The cells of a history whose entries have several attributes, checked against all its worlds.

use super::{Atoms, Completeness};
use crate::Truth;
use crate::case::{FactValue, validate};
use crate::evaluate::reference::Documentation;
use crate::fixtures::example::{Dice, and, date, day, not, on, or};
use crate::fixtures::histories::{
    INFUSION, PRESCRIBED, dosed, infusion, infusions, of_drug, vocabulary,
};
use crate::policy::{DateTest, Day, Expression, Operator, Region, Term};
use crate::possible::{AttributeValue, Entry, History};
use core::slice::from_ref;
use std::collections::BTreeSet;

/// Each way in which an entry may turn out, as far as the conditions below tell them apart.
fn ways(drug: Option<u64>, dose: Option<u32>) -> Vec<Entry> {
    let drugs = [1, 2, 4].into_iter().filter(|bit| drug.is_none_or(|drug| drug & bit != 0));
    let doses = dose.map_or(vec![100, 300], |dose| vec![dose]);
    let pairs = drugs.flat_map(|drug| doses.iter().map(move |dose| (drug, *dose)));
    let entries = pairs.map(|(drug, dose)| infusion("2026-05-01", Some(drug), Some(dose)));
    let prescribed = |entry: Entry| {
        ["2025-12-31", "2026-01-01"]
            .map(|day| entry.clone().with(PRESCRIBED, AttributeValue::Date(date(day))))
    };
    entries.flat_map(prescribed).collect()
}

fn with_one(worlds: &[Vec<Entry>], ways: &[Entry]) -> Vec<Vec<Entry>> {
    let with = |world: &Vec<Entry>, way: &Entry| [world.as_slice(), from_ref(way)].concat();
    worlds.iter().flat_map(|world| ways.iter().map(move |way| with(world, way))).collect()
}

fn asked() -> [Expression; 4] {
    let before = DateTest::Compare(Operator::Less, Day::On(day("2026-01-01")));
    let high = || dosed(Operator::GreaterOrEqual, 300);
    [
        infusions(1, and([of_drug(0b10), high()])),
        infusions(1, or([of_drug(0b01), not(high())])),
        infusions(2, not(of_drug(0b100))),
        infusions(1, and([high(), Term::Date(PRESCRIBED).is(Region::Day(before))])),
    ]
}

#[test]
fn cells_of_entries_agree_with_enumerating_every_world() {
    let (vocabulary, asked) = (vocabulary(), asked());
    let answers = |history: History| {
        let case = on("2026-11-21", "2026-11-21").with(INFUSION, FactValue::History(history));
        let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
        asked.each_ref().map(|atom| documentation.truth(atom))
    };
    let mut dice = Dice(17);
    for _ in 0..60 {
        let complete = dice.below(2) == 0;
        let (mut entries, mut worlds) = (Vec::new(), vec![vec![]]);
        for _ in 0..dice.below(if complete { 3 } else { 2 }) {
            let drug = dice.pick(&[None, Some(0b10), Some(0b11), Some(0b110)]);
            let dose = dice.pick(&[None, Some(100), Some(300)]);
            entries.push(infusion("2026-05-01", drug, dose));
            worlds = with_one(&worlds, &ways(drug, dose));
        }
        if !complete {
            // The conditions count two entries at most, and each may need its own.
            let one = with_one(&worlds, &ways(None, None));
            let two = with_one(&one, &ways(None, None));
            worlds.extend(one.into_iter().chain(two));
        }
        let expected = worlds
            .into_iter()
            .map(|entries| answers(History { complete: true.into(), entries }))
            .map(|truths| truths.map(|truth| truth == Truth::MET))
            .collect::<BTreeSet<_>>();

        let history = History { complete: complete.into(), entries };
        let case = on("2026-11-21", "2026-11-21").with(INFUSION, FactValue::History(history));
        let documentation = Documentation { vocabulary: &vocabulary, chart: &case };
        let atoms = Atoms::of(&asked, &[documentation], Completeness::Decided);
        assert!(atoms.groups().len() < 2 && atoms.split().is_empty());
        let Some(group) = atoms.groups().first() else {
            assert_eq!(expected.len(), 1, "{case:#?}");
            continue;
        };
        let columns = group.atoms.iter().map(|atom| asked.iter().position(|asked| asked == *atom));
        let columns = columns.collect::<Option<Vec<_>>>().unwrap();
        let cell = |answers: &[bool; 4]| columns.iter().map(|column| answers[*column]).collect();
        let expected = expected.iter().map(cell).collect::<BTreeSet<Vec<bool>>>();
        assert_eq!(group.cells.iter().cloned().collect::<BTreeSet<_>>(), expected, "{case:#?}");

        for (position, cell) in group.cells.iter().enumerate() {
            let example = group.example(0, position).unwrap();
            let documented = example.document(&group.facts, &vocabulary).unwrap();
            let example = documented
                .into_iter()
                .fold(case.clone(), |case, (fact, value)| case.with(fact, value));
            assert_eq!(validate(&vocabulary, &example), []);
            let documentation = Documentation { vocabulary: &vocabulary, chart: &example };
            let truths = group.atoms.iter().map(|atom| documentation.truth(atom));
            let met = cell.iter().map(|met| Truth::from(*met));
            assert!(truths.eq(met), "{cell:?} {example:#?}");
        }
    }
}
