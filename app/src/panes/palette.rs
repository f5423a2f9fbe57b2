//! Everything that can be done, found by typing a part of its name.

mod actions;

use leptos::prelude::*;

use self::actions::{Action, actions};
use super::{Screen, ask::Ask};
use crate::{
    editor::TextView,
    playground::Playground,
    state::palette::fitting,
    ui::{Dialog, NarrowedList, keys},
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
    let shown = Memo::new(move |_| {
        all.with_value(|all| fitting(all.iter().map(|it| it.label.as_str()), &typed.read()))
    });
    let action = move |number: usize| all.with_value(|all| all[number].clone());
    let take = move |number: usize| {
        let act = action(number).act;
        screen.palette.set(false);
        // The dialog gives the keyboard back when it closes, so what is done comes after it.
        request_animation_frame(move || act());
    };
    let option = move |number| view! { <Line action=action(number) /> }.into_any();
    view! {
        <div class="body">
            <NarrowedList label="Find a command" list_label="Commands" none="No command is called so." typed shown option take />
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
