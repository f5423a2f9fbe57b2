//! What to run, where and for how long.

use leptos::{ev::Event, prelude::*};
use model::{Call, CommandRequest, Function, FunctionKind, HttpRequest, Target};

use crate::{
    panes::Screen,
    playground::Playground,
    state::{layout::short_name, run::Place, workspace::composition_path},
    ui::{Field, Segment, Segments},
};

/// Values of the options that are no function.
const COMMAND: &str = "wasi:cli/run";
const HTTP: &str = "wasi:http/incoming-handler";

/// Which component is run: the composition or one of the workspace.
#[component]
pub fn TargetChoice() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let chosen = Memo::new(move |_| {
        playground.workspace.with(|it| match &it.target {
            Target::Composition => String::new(),
            Target::Component { name } => name.clone(),
        })
    });
    let names = Memo::new(move |_| {
        playground.workspace.with(|it| {
            let composition = composition_path(it).map(|_| String::new());
            composition
                .into_iter()
                .chain(it.components.iter().map(|it| it.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let choose = move |event: Event| {
        let name = event_target_value(&event);
        playground.set_target(if name.is_empty() {
            Target::Composition
        } else {
            Target::Component { name }
        });
    };
    let options = move || {
        names
            .get()
            .into_iter()
            .map(|name| {
                let label = if name.is_empty() {
                    "Composition".to_owned()
                } else {
                    name.clone()
                };
                let is_chosen = {
                    let name = name.clone();
                    move || chosen.with(|chosen| *chosen == name)
                };
                view! { <option value=name selected=is_chosen>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <Field label="Target" id="target">
            <select id="target" class="select" on:change=choose>{options}</select>
        </Field>
    }
}

/// Which of the target's exports is called.
#[component]
pub fn FunctionChoice() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let chosen = Memo::new(move |_| {
        playground.workspace.with(|it| match &it.call {
            Some(Call::Function(call)) => call.function.clone(),
            Some(Call::Command(_)) => COMMAND.to_owned(),
            Some(Call::Http(_)) => HTTP.to_owned(),
            None => String::new(),
        })
    });
    let choose = move |event: Event| match event_target_value(&event).as_str() {
        COMMAND => playground.set_call(Call::Command(CommandRequest {
            args: vec!["program".into()],
            ..CommandRequest::default()
        })),
        HTTP => playground.set_call(Call::Http(HttpRequest {
            method: "GET".into(),
            path: "/".into(),
            headers: Vec::new(),
            body: String::new(),
        })),
        id => {
            let function = playground
                .functions
                .with_untracked(|all| all.iter().find(|function| function.id == id).cloned());
            if let Some(function) = function {
                playground.choose_function(function);
            }
        }
    };
    let option = move |value: String, label: String| {
        let is_chosen = {
            let value = value.clone();
            move || chosen.with(|chosen| *chosen == value)
        };
        view! { <option value=value selected=is_chosen>{label}</option> }
    };
    let options = move || {
        let (command, http) = playground.target.with(|it| {
            it.as_ref()
                .map_or((false, false), |it| (it.is_command, it.is_http))
        });
        let groups =
            by_interface(playground.functions.get())
                .into_iter()
                .map(|(interface, functions)| {
                    let options = functions
                        .into_iter()
                        .map(|function| option(function.id.clone(), function_name(&function)))
                        .collect_view();
                    match interface {
                        Some(interface) => {
                            view! { <optgroup label=interface>{options}</optgroup> }.into_any()
                        }
                        None => options.into_any(),
                    }
                });
        view! {
            {command.then(|| option(COMMAND.into(), "Run as a command".into()))}
            {http.then(|| option(HTTP.into(), "Send an HTTP request".into()))}
            {groups.collect_view()}
        }
    };
    view! {
        <Field label="Function" id="function">
            <select id="function" class="select mono" on:change=choose>{options}</select>
        </Field>
    }
}

/// In the tab or on the server; nothing where there is no server.
#[component]
pub fn PlaceChoice() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    move || {
        playground.server.with(Option::is_some).then(|| view! {
        <div class="field">
            <span class="label">"Where"</span>
            <Segments label="Where to run" chosen=screen.run_at on_choose=move |place| screen.run_at.set(place)
                segments=vec![Segment { value: Place::Browser, label: "Browser" }, Segment { value: Place::Server, label: "Server" }] />
        </div>
    })
    }
}

/// After how many seconds a run is ended.
#[component]
pub fn TimeLimit() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let seconds = move || f64::from(playground.limits.get().milliseconds) / 1000.0;
    let change = move |event: Event| {
        if let Ok(seconds) = event_target_value(&event).parse::<f64>() {
            let milliseconds = (seconds * 1000.0).clamp(100.0, 600_000.0) as u32;
            playground.set_limits(|limits| limits.milliseconds = milliseconds);
        }
    };
    view! {
        <Field label="Time limit" id="time-limit">
            <span class="with-unit"><input id="time-limit" class="input number" type="number" min="0.1" max="600" step="any" prop:value=seconds on:change=change /><span class="quiet">"s"</span></span>
        </Field>
    }
}

/// Functions in their order, those of one interface together.
fn by_interface(functions: Vec<Function>) -> Vec<(Option<String>, Vec<Function>)> {
    let mut groups: Vec<(Option<String>, Vec<Function>)> = Vec::new();
    for function in functions {
        match groups
            .iter_mut()
            .find(|(interface, _)| *interface == function.interface)
        {
            Some((_, group)) => group.push(function),
            None => groups.push((function.interface.clone(), vec![function])),
        }
    }
    groups
}

/// What to call a function: that of a resource by the resource's name too.
pub(super) fn function_name(function: &Function) -> String {
    let name = function
        .name
        .rsplit(['.', ']'])
        .next()
        .unwrap_or(&function.name);
    match &function.kind {
        FunctionKind::Freestanding => short_name(&function.name).to_owned(),
        FunctionKind::Constructor { resource } => format!("new {resource}"),
        FunctionKind::Method { resource } => format!("{resource}.{name}"),
        FunctionKind::Static { resource } => format!("{resource}::{name}"),
    }
}
