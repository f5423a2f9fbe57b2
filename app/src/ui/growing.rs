//! Long lists that are shown over several frames, so that no frame takes long.

use std::collections::HashSet;
use std::hash::Hash;

use leptos::prelude::*;

use super::{Button, ButtonKind};

/// What is gone from a list goes so many times as fast as what is new comes.
const FASTER: usize = 4;

/// As much of a list as is shown by now: `step` new items at once, and as many more with each
/// frame. What is gone from it goes likewise, so that some of it may be shown behind the others for
/// a few frames.
pub fn use_growing<T: Clone + Eq + Hash + Send + Sync + 'static>(
    all: Memo<Vec<T>>,
    step: usize,
) -> Memo<Vec<T>> {
    let frame = RwSignal::new(());
    let shown = Memo::new(move |before: Option<&Vec<T>>| {
        frame.track();
        let before = before.map_or(&[][..], Vec::as_slice);
        all.with(|all| nearer(before, all, step))
    });
    Effect::new(move |_| {
        let is_settled = shown.with(|shown| all.with(|all| shown == all));
        if !is_settled {
            // Where the list is gone by then, nothing grows.
            request_animation_frame(move || {
                let _ = frame.try_set(());
            });
        }
    });
    shown
}

/// What is to be shown of `all` after what is shown now.
fn nearer<T: Clone + Eq + Hash>(shown: &[T], all: &[T], step: usize) -> Vec<T> {
    let (seen, wanted): (HashSet<_>, HashSet<_>) = (shown.iter().collect(), all.iter().collect());
    let mut room = step;
    let is_there = |it: &&T| {
        let is_seen = seen.contains(it);
        let comes = !is_seen && room > 0;
        room -= usize::from(comes);
        is_seen || comes
    };
    let gone = shown.iter().filter(|it| !wanted.contains(it));
    let there = all.iter().filter(is_there);
    there.chain(gone.skip(step * FASTER)).cloned().collect()
}

/// The first `portion` items of a list, which come as [`use_growing`] has them, and as many more
/// whenever the user presses the button, which is there while some are left.
pub fn use_portions<T: Clone + Eq + Hash + Send + Sync + 'static>(
    all: Memo<Vec<T>>,
    portion: usize,
    step: usize,
) -> (Memo<Vec<T>>, impl Fn() -> Option<AnyView> + Copy) {
    let wanted = RwSignal::new(portion);
    let some = Memo::new(move |_| {
        let wanted = wanted.get();
        all.with(|all| all[..all.len().min(wanted)].to_vec())
    });
    let left = Memo::new(move |_| all.with(Vec::len).saturating_sub(wanted.get()));
    let more = move || {
        let left = left.get();
        (left > 0).then(|| {
            let label = format!("Show {} more of {left}", left.min(portion));
            view! { <Button label kind=ButtonKind::Ghost on_press=move |()| wanted.update(|it| *it += portion) /> }.into_any()
        })
    };
    (use_growing(some, step), more)
}

#[test]
fn lists_come_and_go_bit_by_bit() {
    let (none, all) = ([], [1, 2, 3, 4, 5]);
    assert_eq!(nearer(&none, &all, 2), [1, 2]);
    assert_eq!(nearer(&[1, 2], &all, 2), [1, 2, 3, 4]);
    assert_eq!(nearer(&all, &[5, 1, 6], 2), [5, 1, 6]);
    assert_eq!(nearer(&all, &none, 1), [5]);
}
