//! Where a thing is named, each a step away.

use leptos::prelude::*;
use model::{Location, Position};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{DockTab, Screen, travel::go_to};
use crate::{
    playground::{Playground, file_title},
    state::{
        excerpt::{Excerpt, excerpt},
        fault::Fault,
    },
    ui::{Empty, Glyph, move_focus},
};

/// The places where a thing is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// What it is called.
    pub name: String,
    /// Its declaration first.
    pub places: Vec<Reference>,
}

/// A place where a thing is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The place.
    pub at: Location,
    /// The line it is in.
    pub excerpt: Excerpt,
}

/// Finds where the thing at a place is named and shows the list.
pub async fn list_references(
    playground: Playground,
    screen: Screen,
    at: Position,
) -> Result<(), Fault> {
    let mut places = Vec::new();
    for at in playground.references(at).await? {
        let text = playground.any_text(&at.path).await?;
        let excerpt = excerpt(&text, at.span);
        places.push(Reference { at, excerpt });
    }
    let Some(first) = places.first() else {
        return Err(Fault::new("no-references", "Nothing here has a name."));
    };
    let name = first.excerpt.word.clone();
    screen.references.set(Some(References { name, places }));
    screen.show_dock(DockTab::References);
    Ok(())
}

/// The list of references.
#[component]
pub fn ReferencesPane() -> impl IntoView {
    let screen = expect_context::<Screen>();
    let list = move || {
        let Some(References { name, places }) = screen.references.get() else {
            return view! { <Empty glyph=Glyph::Search text="Put the cursor at a name and press Shift F12 to list where it is used." /> }.into_any();
        };
        let count = places.len();
        let heading = match count {
            1 => " is named in 1 place".to_owned(),
            _ => format!(" is named in {count} places"),
        };
        let rows = places
            .into_iter()
            .enumerate()
            .map(|(at, reference)| view! { <Row reference is_first=at == 0 /> });
        view! {
            <p class="references-head quiet"><code>{name}</code>{heading}</p>
            <ul class="problems" on:keydown=|event| move_focus(&event, ".reference")>{rows.collect_view()}</ul>
        }
        .into_any()
    };
    view! { <section class="fill" aria-label="References">{list}</section> }
}

#[component]
fn Row(
    /// The place.
    reference: Reference,
    /// Whether it is the declaration, which takes the focus.
    is_first: bool,
) -> impl IntoView {
    let playground = expect_context::<Playground>();
    let screen = expect_context::<Screen>();
    let Reference { at, excerpt } = reference;
    let title = format!("{}:{}", file_title(&at.path), excerpt.line);
    let Excerpt {
        before,
        word,
        after,
        ..
    } = excerpt;
    let node = NodeRef::new();
    Effect::new(move |_| {
        let button = node.get().filter(|_| is_first);
        let button =
            button.and_then(|it: web_sys::HtmlButtonElement| it.dyn_into::<HtmlElement>().ok());
        if let Some(button) = button {
            let _ = button.focus();
        }
    });
    view! {
        <li>
            <button type="button" class="problem reference" node_ref=node on:click=move |_| go_to(playground, screen, at.clone())>
                <span class="problem-text mono clip">{before}<mark>{word}</mark>{after}</span>
                {is_first.then(|| view! { <span class="quiet">"declared here"</span> })}
                <span class="quiet mono place">{title}</span>
            </button>
        </li>
    }
}
