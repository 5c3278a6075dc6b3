//! The worlds that a small chart leaves open.

/// Every choice of one for each.
#[must_use]
pub fn choices<T: Clone>(possible: &[Vec<T>]) -> Vec<Vec<T>> {
    possible.iter().fold(vec![Vec::new()], |begun, each| {
        let extended = begun.iter().flat_map(|first: &Vec<T>| {
            each.iter().map(move |one| [first.as_slice(), std::slice::from_ref(one)].concat())
        });
        extended.collect()
    })
}
