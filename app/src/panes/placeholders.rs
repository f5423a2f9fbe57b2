//! Stands for the components of a composition while some of them are missing.

use leptos::prelude::*;
use model::ComponentRef;

use super::bring::Bring;
use crate::{
    playground::Playground,
    ui::{Glyph, Icon},
};

/// So many characters of a digest tell files apart.
const DIGITS: usize = 12;

/// A box for each component: one that is missing says which file or source it comes of, and takes
/// or builds it.
#[component]
pub fn Placeholders() -> impl IntoView {
    let playground = expect_context::<Playground>();
    let components = Memo::new(move |_| playground.workspace.with(|it| it.components.clone()));
    let hint = move || match playground.to_bring() {
        0 => "The composition is drawn once its components are built.",
        _ => "The composition is drawn once its files are here: drop them anywhere on the page.",
    };
    view! {
        <div class="placeholders">
            <p>{hint}</p>
            <ul aria-label="Components of the composition">
                <For each=move || components.get() key=|it| (it.name.clone(), it.digest.clone()) let:component>
                    <Placeholder component />
                </For>
            </ul>
        </div>
    }
}

#[component]
fn Placeholder(
    /// What it stands for.
    component: ComponentRef,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let ComponentRef { name, digest, .. } = component;
    let short = digest.chars().take(DIGITS).collect::<String>();
    let is_missing = Memo::new(move |_| playground.missing.with(|it| it.contains(&digest)));
    let title = name.clone();
    let body = move || match is_missing.get() {
        true => {
            let text = match playground.source_of(&name) {
                Some(entry) => format!("Built from source here, {entry}"),
                None => format!("Bring your own file, SHA-256 {short}…"),
            };
            view! { <p class="quiet">{text}</p><Bring name=name.clone() /> }.into_any()
        }
        false => {
            view! { <p class="ok"><Icon glyph=Glyph::Check />"Its file is here."</p> }.into_any()
        }
    };
    view! {
        <li class="placeholder" class:is-missing=is_missing>
            <span class="mono clip" title=title.clone()>{title.clone()}</span>
            {body}
        </li>
    }
}
