//! Calls a function or runs a command: on the left what to do, on the right what came of it.

mod arguments;
mod bytes;
mod calls;
mod command;
mod difference;
mod going;
mod host;
mod keep_alive;
mod left;
mod limits;
mod mocks;
mod outcome;
mod output;
mod pretty;
mod result;
mod shelf;
mod stages;
mod target;
mod there;
mod trace;
mod tree;
mod value;
mod wave;

use leptos::prelude::*;
use model::{Call, Function, Target};

use self::{
    arguments::Arguments,
    calls::CallLists,
    command::CommandForm,
    host::HostChoices,
    keep_alive::KeepAlive,
    limits::MoreLimits,
    mocks::Mocks,
    shelf::Shelf,
    target::{FunctionChoice, PlaceChoice, TargetChoice, TimeLimit},
    trace::TraceSwitch,
};
use super::{DockTab, Screen};
use crate::{
    playground::Playground,
    ui::{Button, Empty, Glyph, Typeset, highlight::Language},
};

pub use self::{
    result::RunResult,
    stages::milliseconds,
    target::{PlaceChoice as ChoosePlace, TargetChoice as ChooseTarget},
    there::RunThere,
};

/// The pane.
#[component]
pub fn RunPane() -> impl IntoView {
    view! {
        <div class="run">
            <section class="ask" aria-label="Call">
                <div class="choices">
                    <TargetChoice />
                    <FunctionChoice />
                    <PlaceChoice />
                    <TimeLimit />
                    <MoreLimits />
                    <HostChoices />
                    <div class="switches"><KeepAlive /><TraceSwitch /></div>
                </div>
                <Question />
                <Mocks />
            </section>
            <RunResult><Shelf /><CallLists /></RunResult>
        </div>
    }
}

/// What a call needs to know.
#[component]
fn Question() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let kind = Memo::new(move |_| {
        playground
            .workspace
            .with(|it| it.call.as_ref().map(std::mem::discriminant))
    });
    let function = Memo::new(move |_| chosen_function(playground));
    move || {
        kind.get();
        match playground.workspace.with_untracked(|it| it.call.clone()) {
            Some(Call::Function(_)) => match function.get() {
                Some(function) => view! { <Signature function=function.clone() /> <Arguments function /> }.into_any(),
                None => view! { <Empty glyph=Glyph::Info text=Signal::derive(move || why_not(playground)) /> }.into_any(),
            },
            Some(Call::Command(_)) => view! { <CommandForm /> }.into_any(),
            Some(Call::Http(_)) => view! {
                <Empty glyph=Glyph::Globe text="This target answers HTTP requests.">
                    <Button label="Write a request" on_press=move |()| screen.show_dock(DockTab::Http) />
                </Empty>
            }
            .into_any(),
            None => view! { <Empty glyph=Glyph::Play text="Add a component, or compose some, to have something to call." /> }.into_any(),
        }
    }
}

/// The function that the workspace's call is of, if the target has it.
fn chosen_function(playground: Playground) -> Option<Function> {
    let id = playground.workspace.with(|it| match &it.call {
        Some(Call::Function(call)) => Some(call.function.clone()),
        _ => None,
    })?;
    playground
        .functions
        .with(|all| all.iter().find(|function| function.id == id).cloned())
}

/// A function's signature and docs.
#[component]
fn Signature(
    /// Of which function.
    function: Function,
) -> impl IntoView {
    let Function { wit, docs, .. } = function;
    view! {
        <div class="signature">
            <Typeset text=wit.trim().trim_end_matches(';').to_owned() language=Language::Wit />
            {docs.map(|docs| view! { <p class="hint">{docs}</p> })}
        </div>
    }
}

/// Why the call's function cannot be called now.
fn why_not(playground: Playground) -> String {
    if playground.target.with(Option::is_some) {
        return "The target does not export this function now. Choose another one.".to_owned();
    }
    match playground.workspace.with(|it| it.target.clone()) {
        Target::Composition if playground.composition.with(|it| it.diagnostics.is_empty()) => {
            "Reading the composition…".to_owned()
        }
        Target::Composition => "Nothing is composed while the text has a problem.".to_owned(),
        Target::Component { name } => {
            format!("The file of {name} is missing. Bring it to call it.")
        }
    }
}
