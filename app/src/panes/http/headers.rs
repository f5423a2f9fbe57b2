//! The headers of the request, a row each.

use leptos::{ev::Event, html, prelude::*};
use model::Header;

use super::asked::{Asked, is_token};
use crate::ui::{Button, ButtonKind, Fault, Glyph, IconButton};

/// The rows, and a button for one more.
#[component]
pub(super) fn Headers() -> impl IntoView {
    let asked = expect_context::<Asked>();
    let count = Memo::new(move |_| asked.request.with(|it| it.headers.len()));
    let added = RwSignal::new(false);
    let add = move |()| {
        added.set(true);
        asked.update(|it| {
            it.headers.push(Header {
                name: String::new(),
                value: String::new(),
            })
        });
    };
    let fault = Memo::new(move |_| asked.request.with(|it| fault_of(&it.headers)));
    view! {
        <div class="field" role="group" aria-label="Headers">
            <div class="row"><span class="label grow">"Headers"</span><Button label="Add header" kind=ButtonKind::Ghost icon=Glyph::Add on_press=add /></div>
            <For each=move || 0..count.get() key=|index| *index let:index><Row index added /></For>
            <Fault text=fault />
        </div>
    }
}

/// A header.
#[component]
fn Row(
    /// Which.
    index: usize,
    /// Whether the row that appears next is to be typed into.
    added: RwSignal<bool>,
) -> impl IntoView {
    let asked = expect_context::<Asked>();
    let header = Memo::new(move |_| {
        asked
            .request
            .with(|it| {
                it.headers
                    .get(index)
                    .map(|it| (it.name.clone(), it.value.clone()))
            })
            .unwrap_or_default()
    });
    let change = move |change: &dyn Fn(&mut Header)| {
        asked.update(|it| it.headers.get_mut(index).into_iter().for_each(change));
    };
    let set_name = move |event: Event| {
        let name = event_target_value(&event);
        change(&|it| it.name.clone_from(&name));
    };
    let set_value = move |event: Event| {
        let value = event_target_value(&event);
        change(&|it| it.value.clone_from(&value));
    };
    let remove = move |_| {
        asked.update(|it| {
            it.headers.remove(index);
        })
    };
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = node.get().filter(|_| added.get_untracked()) {
            added.set(false);
            let _ = input.focus();
        }
    });
    let label = move |what: &str| format!("{what} of header {}", index + 1);
    view! {
        <div class="pair">
            <input class="input mono" type="text" aria-label=label("Name") placeholder="name" spellcheck="false" autocomplete="off" autocapitalize="off"
                node_ref=node prop:value=move || header.get().0 on:input=set_name />
            <input class="input mono" type="text" aria-label=label("Value") placeholder="value" spellcheck="false" autocomplete="off" autocapitalize="off"
                prop:value=move || header.get().1 on:input=set_value />
            <IconButton glyph=Glyph::Close label=format!("Remove header {}", index + 1) on_press=remove />
        </div>
    }
}

/// What no header can be. A row without a name is not sent.
fn fault_of(headers: &[Header]) -> Option<String> {
    let named = headers.iter().filter(|it| !it.name.is_empty());
    named.clone().find(|it| !is_token(&it.name)).map(|it| {
        format!(
            "`{}` cannot be the name of a header: letters, digits and `-` can.",
            it.name
        )
    })
}
