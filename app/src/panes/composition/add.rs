//! Making instances.

use leptos::prelude::*;
use model::{Artifact, GraphEdit};

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
        let packages = instantiable(playground);
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

/// Names of the components of the workspace that instances can be made of: core modules and WIT
/// packages are none.
fn instantiable(playground: Playground) -> Vec<String> {
    let components = playground.workspace.with(|it| it.components.clone());
    playground.inspections.with(|known| {
        let is_component = |digest: &str| {
            known
                .get(digest)
                .is_none_or(|it| it.artifact == Artifact::Component)
        };
        let components = components.into_iter();
        let fitting = components.filter(|it| is_component(&it.digest));
        fitting.map(|it| it.name).collect()
    })
}
