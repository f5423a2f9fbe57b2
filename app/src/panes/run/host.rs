//! What a run in this tab is given beside its call.

use leptos::{ev::Event, prelude::*};
use model::HostOptions;

use super::command::{lines, pair};
use crate::{
    panes::{Screen, act::act, http::Network},
    playground::Playground,
    state::run::Place,
    ui::{Button, ButtonKind, Field, Glyph, Popover, Switch},
};

/// The choices; nothing where runs are on the server, which has its own.
#[component]
pub(super) fn HostChoices() -> impl IntoView {
    let screen = expect_context::<Screen>();
    move || {
        (screen.run_at.get() == Place::Browser).then(|| view! {
            <div class="field more-limits"><Popover label="Host" glyph=Glyph::Plug class="ghost"><HostFields /></Popover></div>
        })
    }
}

#[component]
fn HostFields() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let host = playground.host;
    let seed = move || {
        let seed = host.with(|it| it.seed);
        seed.map(|it| it.to_string()).unwrap_or_default()
    };
    let set_seed = move |event: Event| {
        let seed = event_target_value(&event).parse().ok();
        playground.set_host(|it| it.seed = seed);
    };
    let set_cwd = move |event: Event| {
        let cwd = event_target_value(&event);
        playground.set_host(|it| it.cwd = (!cwd.is_empty()).then_some(cwd));
    };
    let config = move || {
        let pairs = host.with(|it| it.config.clone());
        let lines: Vec<_> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        lines.join("\n")
    };
    let set_config = move |event: Event| {
        let config = lines(&event_target_value(&event));
        let config = config.iter().map(|line| pair(line)).collect();
        playground.set_host(|it| it.config = config);
    };
    let forget = move |()| act(playground, playground.forget_kept_files());
    view! {
        <div class="host-choices">
            <Network />
            <Switch label="Give it the workspace's files" hint="It finds the texts of the workspace below /"
                is_on=playground.gives_files on_change=move |is_on: bool| playground.set_gives_files(is_on) />
            <Switch label="Files can only be read" hint="Writing answers that the file system is read-only"
                is_on=of_host(host, |it| it.read_only) on_change=move |is_on: bool| playground.set_host(|it| it.read_only = is_on) />
            <Switch label="Keep files and buckets" hint="The next run of this target begins with what this one leaves, also after a reload. They stay in this browser."
                is_on=of_host(host, |it| it.keep.is_some()) on_change=move |is_on: bool| playground.set_host(|it| it.keep = is_on.then(String::new)) />
            <Button label="Forget what is kept" kind=ButtonKind::Ghost icon=Glyph::Trash on_press=forget />
            <Field label="Seed of randomness" id="host-seed" hint="With a number, each run draws the same.">
                <input id="host-seed" class="input number" type="number" min="0" max="4294967295" prop:value=seed on:change=set_seed />
            </Field>
            <Field label="Working directory" id="host-cwd">
                <input id="host-cwd" class="input mono" type="text" placeholder="/" autocomplete="off" spellcheck="false"
                    prop:value=move || host.with(|it| it.cwd.clone().unwrap_or_default()) on:change=set_cwd />
            </Field>
            <Field label="Configuration, NAME=value a line" id="host-config" hint="What wasi:config answers.">
                <textarea id="host-config" class="input mono" rows="2" spellcheck="false" prop:value=config on:change=set_config></textarea>
            </Field>
        </div>
    }
}

/// Something that the host of runs is given or not.
pub(super) fn of_host(
    host: ReadSignal<HostOptions>,
    read: fn(&HostOptions) -> bool,
) -> Signal<bool> {
    Signal::derive(move || host.with(read))
}
