//! Long lists that are shown over several frames, so that no frame takes long.

use leptos::prelude::*;

use super::{Button, ButtonKind};

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

/// The first `portion` items of a list, which come as [`use_growing`] has them, and as many more
/// whenever the user presses the button, which is there while some are left.
pub fn use_portions<T: Clone + PartialEq + Send + Sync + 'static>(
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
