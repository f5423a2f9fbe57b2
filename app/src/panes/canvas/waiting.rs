//! What the canvas shows until the first composition is there.

use leptos::prelude::*;

use crate::{
    playground::{EngineStatus, Playground},
    state::workspace::composition_path,
};

/// What `index.html` drew before the app was there. Provided as context.
#[derive(Clone)]
pub(in crate::panes) struct FirstDrawing(pub(in crate::panes) String);

/// Whether a composition is on its way: there is no workspace yet, or a text that the engine has
/// not looked at.
pub(super) fn is_waiting(playground: Playground) -> bool {
    if matches!(playground.engine.get(), EngineStatus::Failed { .. }) {
        return false;
    }
    let is_loading = !playground.is_open.get();
    let has_text = playground
        .workspace
        .with(|workspace| composition_path(workspace).is_some());
    let is_unseen = playground
        .composition
        .with(|it| it.diagnostics.is_empty() && it.bytes.is_none());
    is_loading || (has_text && is_unseen)
}

/// The drawing of the first sample where that is what will come, and nothing otherwise.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let FirstDrawing(drawing) = expect_context::<FirstDrawing>();
    let is_first = move || {
        !playground.is_open.get()
            || playground.workspace.with(|workspace| {
                let mut components = workspace.components.iter();
                components.any(|it| it.name == "example:text-reporter")
            })
    };
    view! {
        <div class="diagram drawing" role="status" aria-label="The composition is being read">
            {move || is_first().then(|| view! { <figure inner_html=drawing.clone()></figure> })}
        </div>
    }
}
