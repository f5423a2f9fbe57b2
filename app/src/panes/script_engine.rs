//! Which engine runs a module: the choice, and the question that comes before the large one is
//! loaded.

use leptos::{ev::Event, prelude::*};
use model::ScriptEngine;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::act::act;
use crate::{
    playground::Playground,
    ui::{Button, ButtonKind, Dialog, Glyph},
};

/// The engines, as they are chosen: by what, in which words, and what there is to say of them.
const ENGINES: [(ScriptEngine, &str, &str); 2] = [
    (
        ScriptEngine::Quickjs,
        "QuickJS",
        "Small: plain ECMAScript, components of about 1 MB",
    ),
    (
        ScriptEngine::Starlingmonkey,
        "StarlingMonkey",
        "Large: with URL, fetch, streams and crypto, components of about 12 MB",
    ),
];

/// Chooses the engine of a component.
#[component]
pub(super) fn EngineSelect(
    /// Of the component.
    name: String,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let engine = {
        let name = name.clone();
        Memo::new(move |_| playground.engine_of(&name))
    };
    let at = move |engine| ENGINES.iter().position(|it| it.0 == engine).unwrap_or(0);
    let change = move |event: Event| {
        let Some(select) = event
            .target()
            .and_then(|it| it.dyn_into::<HtmlSelectElement>().ok())
        else {
            return;
        };
        let chosen = usize::try_from(select.selected_index()).ok();
        // What is chosen shows once it is so: the user may still be asked.
        select.set_selected_index(at(engine.get_untracked()) as i32);
        if let Some((chosen, ..)) = chosen.and_then(|at| ENGINES.get(at)) {
            let name = name.clone();
            act(playground, async move {
                playground.choose_engine(&name, *chosen).await
            });
        }
    };
    let options = ENGINES.map(|(it, label, about)| {
        view! { <option title=about prop:selected=move || engine.get() == it>{label}</option> }
    });
    let about = move || ENGINES[at(engine.get())].2;
    view! { <select class="select" aria-label="Engine" title=about on:change=change>{options}</select> }
}

/// The question, while there is one.
#[component]
pub fn EngineQuestion() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(playground.engine_wanted.with(Option::is_some)));
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            playground.refuse_engine();
        }
        is_open
    });
    let name = move || playground.engine_wanted.get().unwrap_or_default();
    let allow = move |()| act(playground, playground.allow_engine());
    view! {
        <Dialog title="Build with StarlingMonkey?" open>
            <div class="body">
                <p><span class="mono">{name}</span>" is made with the engine of componentize-js: SpiderMonkey and the web platform, such as "<code>"URL"</code>", "<code>"fetch"</code>", streams and "<code>"crypto"</code>"."</p>
                <ul>
                    <li>"Downloads about 4 MB, once."</li>
                    <li>"Makes components of about 12 MB."</li>
                    <li>"Takes up to 1.5 GB of memory while it builds: not for phones."</li>
                    <li>"Is third-party software, part of it under the Mozilla Public License: "<a href="third-party.txt" target="_blank">"licences and sources"</a>"."</li>
                </ul>
                <p class="quiet">"QuickJS builds the same workspace, in less than a second, where plain ECMAScript is enough."</p>
            </div>
            <footer class="wrap">
                <Button label="Cancel" on_press=move |()| playground.refuse_engine() />
                <Button label="Download and build" icon=Glyph::Download kind=ButtonKind::Primary on_press=allow />
            </footer>
        </Dialog>
    }
}
