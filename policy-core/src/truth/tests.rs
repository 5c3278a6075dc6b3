use super::Truth;

const ALL: [Truth; 3] = [Truth::MET, Truth::NOT_MET, Truth::UNKNOWN];

/// The possible worlds of a truth, to check the connectives against plain booleans.
fn worlds(truth: Truth) -> Vec<bool> {
    [(truth.can_be_met(), true), (truth.can_fail(), false)]
        .into_iter()
        .filter(|(can, _)| *can)
        .map(|(_, value)| value)
        .collect()
}

fn of_worlds(values: impl IntoIterator<Item = bool>) -> Truth {
    let values = values.into_iter().collect::<Vec<_>>();
    Truth::from_possibilities(values.contains(&true), values.contains(&false))
}

#[test]
fn connectives_agree_with_all_possible_worlds() {
    for a in ALL {
        assert_eq!(!a, of_worlds(worlds(a).into_iter().map(|a| !a)));
        for b in ALL {
            let pairs =
                || worlds(a).into_iter().flat_map(|a| worlds(b).into_iter().map(move |b| (a, b)));
            assert_eq!(a & b, of_worlds(pairs().map(|(a, b)| a && b)), "{a} AND {b}");
            assert_eq!(a | b, of_worlds(pairs().map(|(a, b)| a || b)), "{a} OR {b}");
            for c in ALL {
                let chosen = pairs()
                    .flat_map(|(a, b)| worlds(c).into_iter().map(move |c| if c { a } else { b }));
                assert_eq!(Truth::choose(c, a, b), of_worlds(chosen), "if {c} then {a} else {b}");
                let triples = pairs().flat_map(|(a, b)| {
                    worlds(c).into_iter().map(move |c| u32::from(a) + u32::from(b) + u32::from(c))
                });
                for needed in 0..=3 {
                    assert_eq!(
                        Truth::at_least(needed, &[a, b, c]),
                        of_worlds(triples.clone().map(|met| met >= needed))
                    );
                }
            }
        }
    }
}

#[test]
fn two_bits_survive_storage() {
    for truth in ALL {
        assert_eq!(Truth::from_bits(truth.bits()), Some(truth));
    }
    assert_eq!(Truth::from_bits(0), None);
}
