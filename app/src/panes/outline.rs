//! Where in a text the cursor is, and the way to its other declarations.

use leptos::{html, prelude::*};

use super::outline_list::OutlineList;
use crate::{
    editor::TextView,
    ui::{Glyph, Icon, agree, keys, place_below, unique_id},
};

/// The button that shows where the cursor is and opens the list.
#[component]
pub fn Outline(
    /// The editor it is about.
    view: TextView,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let node = NodeRef::<html::Div>::new();
    let id = unique_id("outline");
    let way = Memo::new(move |_| view.way());
    let words = move || match way.with(|it| it.join(" › ")) {
        empty if empty.is_empty() => "Outline".to_owned(),
        words => words,
    };
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        let is_open = node.matches(":popover-open").unwrap_or(false);
        match (view.choosing.get(), is_open) {
            (true, false) if view.structure.with_untracked(Option::is_some) => {
                let _ = node.show_popover();
            }
            (true, false) => view.choosing.set(false),
            (false, true) => {
                let _ = node.hide_popover();
            }
            _ => {}
        }
    });
    let toggled = move |_| {
        let is_open = node
            .get_untracked()
            .is_some_and(|it| it.matches(":popover-open").unwrap_or(false));
        agree(view.choosing, is_open);
        if is_open {
            request_animation_frame(move || place_below(button, node));
        }
    };
    view! {
        <button type="button" class="button ghost tiny way" node_ref=button popovertarget=id.clone() aria-haspopup="dialog"
            aria-expanded=move || if view.choosing.get() { "true" } else { "false" } aria-label=move || format!("Outline: {}", words())
            title=format!("Go to a declaration of this text ({})", keys("Mod Shift O"))
            disabled=move || view.structure.with(Option::is_none)>
            <Icon glyph=Glyph::List /><span class="clip">{words}</span><Icon glyph=Glyph::ChevronDown />
        </button>
        <div popover="auto" id=id node_ref=node class="popover outline" role="dialog" aria-label="Outline" on:toggle=toggled>
            {move || view.choosing.get().then(|| view! { <OutlineList /> })}
        </div>
    }
}
