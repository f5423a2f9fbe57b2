//! A list that is narrowed by typing, and gone through with the arrows.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::unique_id;

/// A field and the list of what fits what is typed into it. Arrows choose an option, Enter or a press takes it.
#[component]
pub fn NarrowedList<T>(
    /// What the field is for.
    label: &'static str,
    /// What the list is of.
    list_label: &'static str,
    /// What is said when nothing fits.
    none: &'static str,
    /// What is typed.
    typed: RwSignal<String>,
    /// What fits it.
    shown: Memo<Vec<T>>,
    /// Which is chosen before anything is typed.
    #[prop(optional)]
    first: usize,
    /// What an option says.
    option: impl Fn(T) -> AnyView + Send + Sync + 'static,
    /// Takes one.
    take: impl Fn(T) + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let chosen = RwSignal::new(first);
    let take_at = move |at: usize| {
        if let Some(one) = shown.with_untracked(|shown| shown.get(at).cloned()) {
            take(one);
        }
    };
    let press = list_keys(chosen, move || shown.with_untracked(Vec::len), take_at);
    let list = unique_id("list");
    let option_id = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let active = {
        let option_id = option_id.clone();
        move || option_id(chosen.get())
    };
    let options = move || {
        let options = shown.get().into_iter().enumerate();
        let options = options.map(|(at, one)| {
            let is_chosen = Memo::new(move |_| chosen.get() == at);
            let said = option(one);
            view! {
                <ListOption id=option_id(at) is_chosen on_press=move |()| take_at(at)>{said}</ListOption>
            }
        });
        options.collect_view()
    };
    view! {
        <input class="input" type="text" role="combobox" aria-label=label placeholder=label autofocus
            spellcheck="false" autocomplete="off" aria-expanded="true" aria-controls=list.clone()
            aria-autocomplete="list" aria-activedescendant=active prop:value=typed
            on:input=move |event| { typed.set(event_target_value(&event)); chosen.set(0); } on:keydown=press />
        <ul id=list role="listbox" aria-label=list_label>{options}</ul>
        {move || shown.with(Vec::is_empty).then(|| view! { <p class="quiet" role="status">{none}</p> })}
    }
}

/// An option of a list box, which comes into sight when it is the chosen one.
#[component]
fn ListOption(
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
fn list_keys(
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
