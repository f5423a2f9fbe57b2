//! The wires that could be, out of the form in which the engine tells them.

use model::{Likeness, Prospect, ProspectSort, Prospects, ProspectsBySort};

/// Each wire by itself, sorted.
pub fn spread(by_sort: ProspectsBySort) -> Prospects {
    let ProspectsBySort { ends, sorts } = by_sort;
    let mut wires: Vec<(u32, u32, &ProspectSort)> = Vec::new();
    for sort in &sorts {
        let pairs = sort.pairs.chunks_exact(2);
        wires.extend(pairs.map(|pair| (pair[0], pair[1], sort)));
    }
    // The ends are sorted, so their positions are too.
    wires.sort_by(|(from, to, sort), (other_from, other_to, other)| {
        let key = |sort: &ProspectSort| matches!(sort.likeness, Likeness::Near { .. });
        let ours = (to, &sort.to_port, key(sort), from, &sort.from_port);
        let theirs = (
            other_to,
            &other.to_port,
            key(other),
            other_from,
            &other.from_port,
        );
        ours.cmp(&theirs)
    });
    let wires = wires.into_iter().filter_map(|(from, to, sort)| {
        Some(Prospect {
            from: ends.get(from as usize)?.clone(),
            from_port: sort.from_port.clone(),
            to: ends.get(to as usize)?.clone(),
            to_port: sort.to_port.clone(),
            likeness: sort.likeness.clone(),
        })
    });
    Prospects {
        wires: wires.collect(),
    }
}

#[test]
fn wires_are_sorted_by_what_is_provided_for_the_fitting_ones_first() {
    let end = |name: &str| model::End::Package {
        name: name.to_owned(),
    };
    let sort = |likeness, pairs: &[u32]| ProspectSort {
        from_port: "out".to_owned(),
        to_port: "in".to_owned(),
        likeness,
        pairs: pairs.to_vec(),
    };
    let near = Likeness::Near {
        reason: "another".to_owned(),
    };
    let by_sort = ProspectsBySort {
        ends: vec![end("a"), end("b"), end("c")],
        sorts: vec![
            sort(near, &[0, 1, 1, 0]),
            sort(Likeness::Fits, &[2, 0, 2, 1]),
        ],
    };
    let wires = spread(by_sort).wires.into_iter();
    let found: Vec<_> = wires.map(|it| (it.from, it.to)).collect();
    let expected = [("c", "a"), ("b", "a"), ("c", "b"), ("a", "b")];
    assert_eq!(found, expected.map(|(from, to)| (end(from), end(to))));
}
