//! What a component can do in the composition.

use leptos::prelude::*;
use model::GraphEdit;

use crate::{
    panes::act::{arrange, plug},
    playground::Playground,
    ui::{Glyph, MenuItem},
};

/// Making an instance, and plugging it into another or others into it; nothing for what is no
/// component.
#[component]
pub(super) fn ComposeItems(
    /// Its name.
    name: StoredValue<String>,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let name = name.get_value();
    let all = playground.instantiable();
    let is_component = all.contains(&name);
    let others: Vec<String> = all.into_iter().filter(|other| *other != name).collect();
    let edit = GraphEdit::Instantiate {
        package: name.clone(),
    };
    let sockets: Vec<_> = others
        .iter()
        .cloned()
        .map(|socket| {
            let plugs = vec![name.clone()];
            let label = format!("Plug into {socket}");
            view! { <MenuItem label icon=Glyph::Plug on_press=move |()| plug(playground, socket.clone(), plugs.clone()) /> }
        })
        .collect();
    let gather = (others.len() > 1).then(|| {
        let name = name.clone();
        view! {
            <MenuItem label="Plug all others into it" icon=Glyph::Plug detail="As far as they export what it imports"
                on_press=move |()| plug(playground, name.clone(), others.clone()) />
        }
    });
    is_component.then(|| {
        view! {
            <MenuItem label="Add an instance" icon=Glyph::Add on_press=move |()| arrange(playground, edit.clone()) />
            {sockets}
            {gather}
            <hr />
        }
    })
}
