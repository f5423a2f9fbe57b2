//! A choice among worlds.

use leptos::{ev::Event, prelude::*};

use crate::{state::worlds::WorldName, ui::Field};

/// The choice, with its label.
#[component]
pub(super) fn WorldSelect(
    /// What the world is for.
    label: &'static str,
    /// Of the element.
    id: &'static str,
    /// All there are.
    known: Memo<Vec<WorldName>>,
    /// The one that is chosen.
    world: Memo<Option<WorldName>>,
    /// Set to what the user chooses.
    wanted: RwSignal<Option<WorldName>>,
) -> impl IntoView {
    let choose = move |event: Event| {
        let name = event_target_value(&event);
        let found = known.with_untracked(|all| all.iter().find(|it| it.full() == name).cloned());
        wanted.set(found);
    };
    let options = move || {
        let names = known.get().into_iter().map(|name| {
            let full = name.full();
            let is_chosen = move || world.with(|world| world.as_ref() == Some(&name));
            view! { <option value=full.clone() selected=is_chosen>{full.clone()}</option> }
        });
        names.collect_view()
    };
    view! {
        <Field label id>
            <select id=id class="select mono" disabled=move || known.with(Vec::is_empty) on:change=choose>{options}</select>
        </Field>
    }
}
