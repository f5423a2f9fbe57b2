//! The calls that go on side by side in an instance that is kept alive.

use leptos::prelude::*;

use crate::{
    playground::Playground,
    state::run::{Place, call_in_words},
    ui::{Button, Glyph},
};

/// What goes on, each on its own; nothing while nothing does.
#[component]
pub(super) fn GoingOn() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let going = Memo::new(move |_| {
        playground.calls.with(|calls| {
            let going = calls.made.iter().filter(|it| it.came.is_none());
            going
                .map(|it| (it.number, call_in_words(&it.call)))
                .collect::<Vec<_>>()
        })
    });
    let is_alive = Memo::new(move |_| {
        playground.keeps_alive.get() && playground.session.with(|it| it.is_alive())
    });
    let rows = move || {
        let several = going.with(Vec::len) > 1;
        several.then(|| view! {
            <ol class="going" aria-label="Calls that go on">
                <For each=move || going.get() key=|(number, _)| *number let:it>
                    <li><span class="spinner" aria-hidden="true"></span><code class="clip">{it.1.clone()}</code></li>
                </For>
            </ol>
        })
    };
    move || {
        (is_alive.get() && !going.with(Vec::is_empty)).then(|| view! {
            <div class="going-on">
                {rows}
                <Button label="Call beside it" icon=Glyph::Play hint="In the same instance, while this goes on" on_press=move |()| playground.run(Place::Browser) />
            </div>
        })
    }
}
