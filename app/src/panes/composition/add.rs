//! Making instances.

use leptos::prelude::*;
use model::GraphEdit;

use crate::{
    panes::act::arrange,
    playground::Playground,
    ui::{Glyph, Menu, MenuItem},
};

/// A menu of the workspace's components, an instance of each of which can be made.
#[component]
pub(super) fn AddInstance() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let items = move || {
        let packages = playground.instantiable();
        if packages.is_empty() {
            let nothing = "Open component files first: drop them anywhere on the page.";
            return view! { <p class="quiet none">{nothing}</p> }.into_any();
        }
        let item = |package: String| {
            let edit = GraphEdit::Instantiate {
                package: package.clone(),
            };
            view! { <MenuItem label=package icon=Glyph::Box on_press=move |()| arrange(playground, edit.clone()) /> }
        };
        packages.into_iter().map(item).collect_view().into_any()
    };
    view! { <Menu label="Add an instance" glyph=Glyph::Add class="">{items}</Menu> }
}
