//! A modal dialog.

use leptos::{html, prelude::*};

use super::{Glyph, IconButton, unique_id};

/// A `<dialog>` that is open while `open` is true. The platform traps the focus, dims the rest and
/// closes it on Escape.
#[component]
pub fn Dialog(
    /// Its heading.
    #[prop(into)]
    title: String,
    /// A class beside its own.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is in it; made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => {
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let id = unique_id("dialog");
    let labelled_by = id.clone();
    view! {
        <dialog class=format!("dialog {class}") node_ref=node aria-labelledby=labelled_by on:close=move |_| open.set(false)>
            <header>
                <h2 id=id>{title}</h2>
                <IconButton glyph=Glyph::Close label="Close" on_press=move |_| open.set(false) />
            </header>
            {move || open.get().then(|| children())}
        </dialog>
    }
}
