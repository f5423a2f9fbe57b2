//! What stands where the canvas will be until the first composition is there.

use leptos::prelude::*;

use crate::playground::Playground;

/// The drawing of the first sample where that is what will come, and nothing otherwise.
#[component]
pub fn Waiting() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let FirstDrawing(drawing) = expect_context::<FirstDrawing>();
    let is_first = move || {
        !playground.is_open.get()
            || playground.workspace.with(|workspace| {
                let mut texts = workspace.files.values();
                texts.any(|it| it.contains("new example:text-reporter"))
            })
    };
    view! {
        <div class="diagram drawing" role="status" aria-label="The composition is being read">
            {move || is_first().then(|| view! { <figure inner_html=drawing.clone()></figure> })}
        </div>
    }
}

/// What `index.html` drew before the app was there. Provided as context.
#[derive(Clone)]
pub struct FirstDrawing(pub String);
