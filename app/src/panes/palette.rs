//! Everything that can be done, found by typing a part of its name.

mod actions;

use leptos::prelude::*;

use self::actions::{Action, actions};
use super::{Screen, ask::Ask};
use crate::{
    editor::TextView,
    playground::Playground,
    state::palette::fitting,
    ui::{Dialog, ListOption, keys, list_keys, unique_id},
};

/// The dialog with the list.
#[component]
pub fn Palette() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! { <Dialog title="Commands" class="palette" open=screen.palette><Commands /></Dialog> }
}

/// The field, and the actions that fit what is in it.
#[component]
fn Commands() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let all = actions(
        expect_context::<Playground>(),
        screen,
        expect_context::<TextView>(),
        expect_context::<Ask>(),
    );
    let all = StoredValue::new(all);
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0);
    let shown = Memo::new(move |_| {
        all.with_value(|all| fitting(all.iter().map(|it| it.label.as_str()), &typed.read()))
    });
    let take = move |at: usize| {
        let act = shown.with_untracked(|shown| {
            let number = shown.get(at).copied();
            all.with_value(|all| {
                number
                    .and_then(|number| all.get(number))
                    .map(|it| it.act.clone())
            })
        });
        let Some(act) = act else { return };
        screen.palette.set(false);
        // The dialog gives the keyboard back when it closes, so what is done comes after it.
        request_animation_frame(move || act());
    };
    let press = list_keys(chosen, move || shown.with_untracked(Vec::len), take);
    let list = unique_id("commands");
    let option_id = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let rows = {
        let option_id = option_id.clone();
        move || {
            let rows = shown.get().into_iter().enumerate();
            let rows = rows.map(|(at, number)| {
                let action = all.with_value(|all| all[number].clone());
                view! {
                    <ListOption id=option_id(at) is_chosen=Memo::new(move |_| chosen.get() == at) on_press=move |()| take(at)>
                        <Line action />
                    </ListOption>
                }
            });
            rows.collect_view()
        }
    };
    view! {
        <div class="body">
            <input class="input" type="text" role="combobox" aria-label="Find a command" placeholder="Find a command" autofocus
                spellcheck="false" autocomplete="off" aria-expanded="true" aria-controls=list.clone() aria-autocomplete="list"
                aria-activedescendant=move || option_id(chosen.get()) prop:value=typed
                on:input=move |event| { typed.set(event_target_value(&event)); chosen.set(0); } on:keydown=press />
            <ul id=list role="listbox" aria-label="Commands">{rows}</ul>
            {move || shown.with(Vec::is_empty).then(|| view! { <p class="quiet" role="status">"No command is called so."</p> })}
        </div>
    }
}

/// What an action says.
#[component]
fn Line(
    /// The action.
    action: Action,
) -> impl IntoView {
    let Action {
        label, shortcut, ..
    } = action;
    view! {
        <span class="clip">{label}</span>
        {(!shortcut.is_empty()).then(|| view! { <kbd>{keys(shortcut)}</kbd> })}
    }
}
