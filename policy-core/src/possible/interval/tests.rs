use super::Interval;
use crate::Truth;

fn intervals() -> impl Iterator<Item = Interval> + Clone {
    (0..5).flat_map(|low| (low..5).map(move |high| Interval::between(low, high)))
}

fn values(interval: Interval) -> impl Iterator<Item = i64> + Clone {
    interval.low()..=interval.high()
}

fn of_worlds(worlds: impl Iterator<Item = bool>) -> Truth {
    let worlds = worlds.collect::<Vec<_>>();
    Truth::from_possibilities(worlds.contains(&true), worlds.contains(&false))
}

#[test]
fn questions_agree_with_enumerating_every_value() {
    for possible in intervals() {
        for bound in 0..5 {
            let asked = |question: fn(i64, i64) -> bool| {
                of_worlds(values(possible).map(|value| question(value, bound)))
            };
            assert_eq!(
                possible.inside(Interval::at_most(bound)),
                asked(|value, bound| value <= bound)
            );
            assert_eq!(
                possible.inside(Interval::below(bound)),
                asked(|value, bound| value < bound)
            );
            assert_eq!(
                possible.inside(Interval::at_least(bound)),
                asked(|value, bound| value >= bound)
            );
            assert_eq!(
                possible.inside(Interval::above(bound)),
                asked(|value, bound| value > bound)
            );
            assert_eq!(
                possible.inside(Interval::exactly(bound)),
                asked(|value, bound| value == bound)
            );
        }
    }
}
