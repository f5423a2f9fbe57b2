//! How much memory and output a run may take, and the question whether a long one is to go on.

use gloo_timers::callback::Timeout;
use leptos::{ev::Event, prelude::*};
use model::Stage;

use crate::{
    panes::Screen,
    playground::Playground,
    state::run::{Phase, Place},
    ui::{Button, ButtonKind, Field, Glyph, Popover},
};

const MEGABYTE: u32 = 1024 * 1024;
/// The most memory that a tab gives, in megabytes.
const MOST_MEMORY: u32 = 1024;
/// The most output that is kept, in megabytes.
const MOST_OUTPUT: u32 = 64;
/// A run that takes longer than this is asked about, in milliseconds.
const LONG: u32 = 5000;

/// The limits beside that of time; nothing where the server sets them.
#[component]
pub(super) fn MoreLimits() -> impl IntoView {
    let screen = expect_context::<Screen>();
    move || {
        (screen.run_at.get() == Place::Browser).then(|| view! {
            <div class="field more-limits"><Popover label="Limits" glyph=Glyph::More class="ghost"><LimitFields /></Popover></div>
        })
    }
}

#[component]
fn LimitFields() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let memory = move || {
        let bytes = playground.host.with(|host| host.memory_bytes);
        bytes.map_or(MOST_MEMORY, |bytes| bytes / MEGABYTE)
    };
    let output = move || playground.limits.with(|limits| limits.output_bytes) / MEGABYTE;
    let set_memory = move |event: Event| {
        if let Ok(megabytes) = event_target_value(&event).parse::<u32>() {
            let bytes = (megabytes < MOST_MEMORY).then(|| megabytes.max(1) * MEGABYTE);
            playground.set_host(|host| host.memory_bytes = bytes);
        }
    };
    let set_output = move |event: Event| {
        if let Ok(megabytes) = event_target_value(&event).parse::<u32>() {
            let bytes = megabytes.clamp(1, MOST_OUTPUT) * MEGABYTE;
            playground.set_limits(|limits| limits.output_bytes = bytes);
        }
    };
    view! {
        <Field label="Memory, MB" id="memory-limit" hint="Growing over it fails as if there were no more.">
            <input id="memory-limit" class="input number" type="number" min="1" max=MOST_MEMORY prop:value=memory on:change=set_memory />
        </Field>
        <Field label="Output, MB" id="output-limit" hint="What is beyond is dropped; far beyond, the run ends.">
            <input id="output-limit" class="input number" type="number" min="1" max=MOST_OUTPUT prop:value=output on:change=set_output />
        </Field>
    }
}

/// Asks about a run that takes long; nothing about others.
#[component]
pub(super) fn LongRun() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let running = Memo::new(move |_| {
        playground.run.with(|run| {
            let is_called = matches!(run.phase, Phase::Running { stage: Stage::Call });
            is_called.then_some(run.number)
        })
    });
    let asked = RwSignal::new(None::<u32>);
    let timer = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        asked.set(None);
        let number = running.get();
        timer.set_value(number.map(|number| Timeout::new(LONG, move || asked.set(Some(number)))));
    });
    let wait = move |()| {
        playground.keep_waiting();
        asked.set(None);
    };
    let limit = move || f64::from(playground.limits.get().milliseconds) / 1000.0;
    move || {
        asked.get().map(|_| view! {
            <div class="long-run" role="alert">
                <p>{move || format!("It has run for more than {} s. It is ended after {} s unless you wait.", LONG / 1000, limit())}</p>
                <span class="row">
                    <Button label="Keep waiting" on_press=wait />
                    <Button label="Stop it" kind=ButtonKind::Stop icon=Glyph::Stop on_press=move |()| playground.stop() />
                </span>
            </div>
        })
    }
}
