//! Long lists that are shown over several frames, so that no frame takes long.

use leptos::prelude::*;

/// As much of a list as is shown by now: `step` items at first, and as many more with each frame.
pub fn use_growing<T: Clone + PartialEq + Send + Sync + 'static>(
    all: Memo<Vec<T>>,
    step: usize,
) -> Memo<Vec<T>> {
    let count = RwSignal::new(step);
    Effect::new(move |_| {
        let is_more = all.with(|all| count.get() < all.len());
        if is_more {
            // Where the list is gone by then, nothing grows.
            request_animation_frame(move || {
                let _ = count.try_update(|count| *count += step);
            });
        }
    });
    Memo::new(move |_| {
        let count = count.get();
        all.with(|all| all[..all.len().min(count)].to_vec())
    })
}
