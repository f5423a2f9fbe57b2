//! What a list that is narrowed by typing is made of: its options, and the keys that go through it.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// An option of a list box, which comes into sight when it is the chosen one.
#[component]
pub fn ListOption(
    /// Its id, by which the field names the chosen one.
    id: String,
    /// Whether Enter takes it.
    is_chosen: Memo<bool>,
    /// Takes it.
    #[prop(into)]
    on_press: Callback<()>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Li>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get().filter(|_| is_chosen.get()) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            node.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
    view! {
        <li id=id role="option" node_ref=node on:click=move |_| on_press.run(())
            aria-selected=move || if is_chosen.get() { "true" } else { "false" }>
            {children()}
        </li>
    }
}

/// What the keys do that are pressed in the field of a list: arrows choose one of as many options
/// as `count` says, Enter takes it.
pub fn list_keys(
    chosen: RwSignal<usize>,
    count: impl Fn() -> usize,
    take: impl Fn(usize),
) -> impl Fn(KeyboardEvent) {
    move |event| {
        let (key, at) = (event.key(), chosen.get_untracked());
        if key == "Enter" {
            take(at);
        } else if let Some(next) = step(&key, at, count()) {
            chosen.set(next);
        } else {
            return;
        }
        event.prevent_default();
    }
}

/// Which of `count` options a key goes to from the one at `at`; none for keys that go nowhere.
fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    let count = count.max(1);
    match key {
        "ArrowDown" => Some((at + 1) % count),
        "ArrowUp" => Some((at + count - 1) % count),
        "PageDown" => Some((at + 10).min(count - 1)),
        "PageUp" => Some(at.saturating_sub(10)),
        _ => None,
    }
}

#[test]
fn keys_go_round_and_pages_do_not() {
    assert_eq!(step("ArrowDown", 2, 3), Some(0));
    assert_eq!(step("ArrowUp", 0, 3), Some(2));
    assert_eq!(step("PageDown", 1, 3), Some(2));
    assert_eq!(step("ArrowUp", 0, 0), Some(0));
    assert_eq!(step("Enter", 0, 3), None);
}
